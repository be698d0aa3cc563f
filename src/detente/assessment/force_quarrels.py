"""What figures about one country leave open: rivals side by side, conflicts and gaps in sentences."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detente.assessment.force_counts import NEW_START_RULE, measured
from detente.assessment.force_lists import FOR_THE_LEG, sum_of, summed
from detente.assessment.force_result import Figure, LegSum, Rival, TypeRow
from detente.counting.ledger import period, standing
from detente.messages import mark, say
from detente.reading import forces as tables
from detente.reading.forces import SHORT, Holding

_TOTALS = (SHORT["deliverable_strategic"], SHORT["deployed_strategic"])


class _Pair(NamedTuple):
    subject: str
    one: Figure
    other: Figure


def rivals_of(
    name: str, day: dt.date, rows: Sequence[Holding], legs: Sequence[LegSum], whole: Figure | None
) -> Iterator[Rival]:
    """Counts of the same thing and year that differ."""
    for pair in (*_of_legs(rows, legs, day), *_of_warheads(name, day, whole), *_of_stockpiles(name, day)):
        if pair.one.value != pair.other.value:
            yield Rival(pair.subject, (pair.one, pair.other))


def _of_legs(rows: Sequence[Holding], legs: Sequence[LegSum], day: dt.date) -> Iterator[_Pair]:
    """What is stated for a leg against the sum of its types, where every type is known."""
    for leg in legs:
        types = [row for row in rows if row.leg == leg.leg and row.level != "leg"]
        for figure, column in ((leg.warheads, "warheads_total"), *((figure, "deployed") for figure in leg.deployed)):
            same = [row for row in types if column == "warheads_total" or row.unit == figure.unit]
            found = sum_of(same, column)
            if figure.counted == FOR_THE_LEG and found.value is not None and not found.missing:
                by_type = summed(figure.what, figure.unit, found, same, figure.as_of, figure.age_days)
                yield _Pair(say("{what} in {as_of}", what=figure.what, as_of=figure.as_of), figure, by_type)


def _of_warheads(name: str, day: dt.date, whole: Figure | None) -> Iterator[_Pair]:
    """The sum of a whole list against the estimate series of its year."""
    if whole is None or whole.missing:
        return
    for measure in ("deliverable_strategic", "deployed_strategic"):
        other = measured(name, measure, whole.as_of[:4], day)
        if other is not None:
            yield _Pair(say("strategic warheads in {year}, counted in two ways", year=whole.as_of[:4]), whole, other)


def _of_stockpiles(name: str, day: dt.date) -> Iterator[_Pair]:
    """The official figure of a stockpile against the estimate of its year."""
    for row in tables.stockpiles():
        if (row.country, row.measure) == (name, "military_stockpile_declassified") and period(row.as_of).first <= day:
            official = measured(name, row.measure, row.as_of, day)
            estimate = measured(name, "military_stockpile", row.as_of, day)
            if official and estimate:
                yield _Pair(say("military stockpile in {as_of}", as_of=row.as_of), estimate, official)


def conflicts_of(types: Sequence[TypeRow], counts: Sequence[Figure]) -> list[str]:
    said: list[str] = [
        say("{what} ({as_of}): {conflict}", what=row.system, as_of=row.as_of, conflict=row.conflict)
        for row in types
        if row.conflict
    ]
    said += [
        say("{what} ({as_of}): {conflict}", what=figure.counted, as_of=figure.as_of, conflict=figure.conflict)
        for figure in counts
        if figure.conflict
    ]
    return list(dict.fromkeys(said))


def gaps_of(
    name: str, day: dt.date, rows: Sequence[Holding], listed: Sequence[Holding], legs: Sequence[LegSum],
    counts: Sequence[Figure],
) -> Iterator[str]:  # fmt: skip
    """What is not known, in sentences."""
    if not listed:
        total = next((figure for figure in counts if figure.what in _TOTALS), None)
        if total is None:
            yield mark("by type: not known from a checked source")
        else:
            yield say(
                "by type: not known from a checked source; in all {number:,} {what} ({as_of}, {counted})",
                number=total.value,
                what=total.what,
                as_of=total.as_of,
                counted=total.counted,
            )
    else:
        yield from _gaps_of_list(name, day, rows, listed, legs)
    later = [row for row in tables.new_start_exchanges() if row.country == name and period(row.as_of).first <= day]
    shown_dates = {figure.as_of for figure in counts if figure.counted == NEW_START_RULE}
    for row in later:
        if shown_dates and row.as_of >= min(shown_dates) and row.gap:
            yield say("New START, {as_of}: {gap}", as_of=row.as_of, gap=row.gap)


def _gaps_of_list(
    name: str, day: dt.date, rows: Sequence[Holding], listed: Sequence[Holding], legs: Sequence[LegSum]
) -> Iterator[str]:
    as_of = listed[0].as_of
    said = {say("by type, {as_of}, {leg}: {gap}", as_of=as_of, leg=row.leg, gap=row.gap) for row in listed if row.gap}
    yield from sorted(said)
    for leg in legs:
        if not any(row.leg == leg.leg for row in listed):
            yield say("by type, {as_of}: {leg} not in the list", as_of=as_of, leg=leg.leg)
    if all(leg.warheads.value is None for leg in legs):
        own = [row for row in rows if row.country == name and row.warheads_total is not None]
        last = standing([period(row.as_of) for row in own], day)
        if last is None:
            yield say("by type, {as_of}: warheads not stated", as_of=as_of)
        else:
            yield say(
                "by type, {as_of}: warheads not stated; the last list with warheads is of {last}",
                as_of=as_of,
                last=own[last].as_of,
            )
