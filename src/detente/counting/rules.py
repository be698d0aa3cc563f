"""A rule against a count: does it comply, by how much, or what is missing to say so. Rival counts stay side by side."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from detente.counting import attribution, conducted, defences
from detente.counting.count import Count, declared, undecided
from detente.counting.holdings import Certainty, Holdings
from detente.messages import figure, joined, mark, say

Finding = Literal["complies", "exceeds", "falls short", "differs", "disputed", "cannot be decided", "nothing to count"]
FINDINGS: tuple[Finding, ...] = (
    "exceeds", "falls short", "differs", "disputed", "cannot be decided", "complies", "nothing to count",
)  # fmt: skip
Comparator = Literal["at most", "exactly", "at least", "none allowed", "subject to"]

QUANTITIES: Mapping[str, Callable[[Holdings], tuple[Count, ...]]] = {
    function.__name__: function
    for function in (
        # ABM Treaty and its protocol
        defences.territorial_defences,
        defences.abm_launchers_in_one_area,
        defences.abm_interceptors_in_one_area,
        defences.abm_area_radius,
        defences.abm_radar_complexes_at_capital,
        defences.abm_deployment_areas,
        defences.abm_area_distance,
        defences.barred_basing,
        defences.interceptors_per_launcher,
        defences.abm_mode_trials,
        defences.other_principles,
        attribution.abm_withdrawal_notice_months,
        # statements of 1997
        conducted.theatre_interceptor_speed,
        conducted.slower_trials_flown_speed,
        conducted.slower_trials_flown_range,
        conducted.faster_trials_flown_speed,
        conducted.faster_trials_flown_range,
        conducted.realistic_threat,
        # SALT I, START I to III, SORT
        attribution.fixed_icbm_launchers,
        attribution.slbm_launchers,
        attribution.missile_submarines,
        attribution.start_vehicles,
        attribution.heavy_icbms,
        attribution.start_warheads,
        attribution.start_missile_warheads,
        attribution.start_mobile_warheads,
        attribution.heavy_icbm_warheads,
        attribution.throw_weight,
        attribution.alcm_bomber_warheads_each,
        attribution.other_bomber_warheads_each,
        attribution.downloaded_warheads,
        attribution.new_type_warheads_each,
        attribution.mirved_icbm_warheads,
        attribution.start2_warheads,
        attribution.bomber_weapons_as_equipped,
        attribution.deployed_strategic_warheads,
        attribution.operational_strategic_warheads,
        attribution.sort_withdrawal_notice_months,
        # New START
        attribution.accountable_vehicles,
        attribution.accountable_warheads,
        attribution.accountable_launchers,
        attribution.accountable_bomber_warheads_each,
        attribution.inspections_a_year,
        attribution.data_exchanges_a_year,
        attribution.extension_years,
        # INF, MTCR, notices
        conducted.ground_launched_in_range,
        conducted.category_one_transfers,
        conducted.category_one_production_transfers,
        attribution.launch_notice,
        attribution.joint_centres,
        attribution.launch_notices_and_declarations,
    )
}
"""The counting rule of each quantity, by its name."""


@dataclass(frozen=True)
class Terms:
    """What a rule compares: the count with a limit, whole or in SI. limit_high: upper end of a printed range."""

    comparator: Comparator
    limit: float | None = None
    limit_high: float | None = None


@dataclass(frozen=True)
class Check:
    """One count against one rule.

    headroom: limit minus count (for a least number the other way round), the less and the greater end; below 0 it is
    by how much the count is beyond the limit. NaN where there is none; infinite ends stay infinite.
    """

    finding: Finding
    count: Count
    headroom_low: float = math.nan
    headroom_high: float = math.nan
    why: str = ""

    @property
    def certainty(self) -> Certainty:
        """The weakest among what was counted."""
        return self.count.certainty


def counted(quantity: str, held: Holdings) -> tuple[Count, ...]:
    """Every count of a quantity: those declared, each holder's, and that of the rule where it says more.

    A quantity without a counting rule of its own (in a treaty of yours) counts as declared.
    """
    rows = tuple(declared(row) for row in held.declared if row.quantity == quantity)
    rule = QUANTITIES.get(quantity)
    own = rule(held) if rule else (undecided(say("a declared count of {quantity}", quantity=quantity)),)
    if rows and all(count.empty for count in own):
        return rows
    firm = any(not row.disputed for row in rows)
    return rows + tuple(count for count in own if count.known or count.about or not firm)


def check(terms: Terms, count: Count) -> Check:
    """Does a count comply with a rule, by how much, or what is missing?

    At most, none allowed (a limit of 0), at least, exactly; "subject to" sets no number. Within a printed range of
    limits the finding stays open. A disputed count is worked out all the same, and its premise stays open.
    """
    if count.empty:
        return Check("nothing to count", count, why=count.how)
    if not count.known:
        return Check("cannot be decided", count, why=say("missing: {missing}", missing=count.missing))
    if terms.comparator == "subject to":
        return _without_number(count)
    limit = 0.0 if terms.limit is None else terms.limit
    found = _COMPARED[terms.comparator](limit, terms.limit_high or limit, count)
    return _disputed(found, limit, terms.limit_high) if count.disputed else found


def _without_number(count: Count) -> Check:
    if count.high == 0.0:
        return Check("nothing to count", count, why=mark("there is nothing that would have to be agreed"))
    return Check("cannot be decided", count, why=mark("the rule sets no number: it is a matter for the parties"))


def _at_most(limit: float, upper: float, count: Count) -> Check:
    low, high = limit - count.high, limit - count.low
    if low >= 0.0:
        return Check("complies", count, low, high)
    if count.low > upper:
        return Check("exceeds", count, upper - count.high, upper - count.low)
    if upper > limit and count.low > limit and count.high <= upper:
        return Check("cannot be decided", count, low, high, mark("between the two ends of the limit as printed"))
    return Check("cannot be decided", count, low, high, _straddles(count))


def _at_least(limit: float, upper: float, count: Count) -> Check:
    low, high = count.low - limit, count.high - limit
    if low >= 0.0:
        return Check("complies", count, low, high)
    if high < 0.0:
        return Check("falls short", count, low, high)
    return Check("cannot be decided", count, low, high, _straddles(count))


def _exactly(limit: float, upper: float, count: Count) -> Check:
    off = max(abs(count.low - limit), abs(count.high - limit))
    if off == 0.0:
        return Check("complies", count, 0.0, 0.0)
    if not count.low <= limit <= count.high:
        return Check("differs", count, -off, -min(abs(count.low - limit), abs(count.high - limit)))
    return Check("cannot be decided", count, -off, 0.0, _straddles(count))


_COMPARED: dict[str, Callable[[float, float, Count], Check]] = {
    "at most": _at_most,
    "none allowed": _at_most,
    "at least": _at_least,
    "exactly": _exactly,
}


def _straddles(count: Count) -> str:
    said = mark("the limit lies between the ends of the count")
    return joined("; ", [said, say("missing: {missing}", missing=count.missing)]) if count.missing else said


def _disputed(found: Check, limit: float, upper: float | None) -> Check:
    """The arithmetic of a disputed count, with its premise left open."""
    count = found.count
    ends = [limit] if upper is None else [limit, upper]
    off = [say("{low:,g} - {end:,g} = {off:,g}", low=count.low, end=end, off=count.low - end) for end in ends]
    apart = off[0] if upper is None else say("{one} and {other}", one=off[0], other=off[1])
    if count.parts:
        total = sum(number for _, number in count.parts)
        sums = joined(" + ", [figure(number, ",") for _, number in count.parts])
        apart = say("{sums} = {total:,}; {off}", sums=sums, total=total, off=apart)
    why = say(
        "the arithmetic: {sums}. The premise is open: {holder} counts so, others do not",
        sums=apart,
        holder=count.holder,
    )
    return Check("disputed", count, found.headroom_low, found.headroom_high, why)
