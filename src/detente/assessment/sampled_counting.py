"""Sufficiency and compatibility windows for many samples of the numbers, fed by the flights of the same samples."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.assessment.balance import parties_of
from detente.assessment.balance_result import CLOSED, NOT_SUFFICIENT, OPEN, SUFFICIENT, Balance
from detente.assessment.drawing import Corners, Drawn, Floats, Rows, at, corners
from detente.assessment.handed import armed_at
from detente.assessment.sampled_flights import Met, Said
from detente.assessment.strategic import Party, chances, defence_of, sent, together
from detente.assessment.windows import lacking, needs
from detente.counting.leakage import mean_arrivals
from detente.counting.needed import interceptors_needed
from detente.counting.sufficiency import sufficiency_margin
from detente.weighing.sampling import spread_together

SUFFICIENCY_WORDS = (NOT_SUFFICIENT, SUFFICIENT)
WINDOW_WORDS = (CLOSED, OPEN)
MOST = 1e6  # interceptors; more than anybody counts

Handed = Mapping[str, Met]
"""By deterrent."""


@dataclass(frozen=True, eq=False)
class Enough:
    """Whether a side's own rule holds: its own margin in every sample."""

    party: Party
    drawn: Drawn
    held: Corners
    """Where undrawn numbers stand for the least and the greatest margin."""

    def numbers(self, rows: Rows, count: int, end: Mapping[str, float], flights: Handed | None) -> Rows:
        """All numbers that counting takes (n,), with what flights hand over in the same samples."""
        party = self.party
        here = at({key: row for key, row in rows.items() if key in party.counted}, end, count)
        numbers = {key: here[key] if key in here else np.full(count, value) for key, value in party.counted.items()}
        outside = here.get(party.outside, rows.get(party.outside))
        if outside is None:
            outside = np.full(count, end.get(party.outside, party.view.numbers.get(party.outside, 0.0)))
        met, shares = self._met(count, outside, flights)
        return {**numbers, "interceptors_in_reach": met + outside, **shares}

    def _met(self, count: int, outside: Floats, flights: Handed | None) -> tuple[Floats, Rows]:
        """Interceptors in reach (n,), and the share of each force that they could reach, as `handed` counts them."""
        party, forces = self.party, self.party.forces
        shares = {f"reachable_share.{force.id}": np.ones(count) for force in forces}
        if flights is None:
            return np.zeros(count), shares
        standing = armed_at(party.view, party.phase)
        if any(not force.flies_as for force in forces):
            met = np.full(count, float(sum(standing.values())))
        else:
            flown = [flights[name] for force in forces for name in force.flies_as if name in flights]
            met = np.zeros(count)
            for site, number in standing.items():
                seen = [answer.sites[site] for answer in flown if site in answer.sites]
                met += number * np.any(seen, axis=0) if seen else 0.0
        for force in forces:
            each = [flights[name].share for name in force.flies_as if name in flights]
            if each:
                known = ~np.isnan(each)
                mean = np.nansum(each, axis=0) / np.maximum(known.sum(axis=0), 1)
                shares[f"reachable_share.{force.id}"] = np.where(outside > 0.0, 1.0, mean)
        return met, shares

    def margin(self, numbers: Rows, interceptors: Floats | None = None) -> Floats:
        """By how much the rule holds (n,), as a share of what it asks; with so many interceptors, if said."""
        role = self.party.role
        reached, beyond = sent(self.party, numbers, self.party.judged or "")
        shield = defence_of(numbers, numbers["interceptors_in_reach"] if interceptors is None else interceptors)
        rule = numbers[f"{role}.sufficient_warheads"], numbers[f"{role}.sufficient_confidence"]
        return np.asarray(sufficiency_margin(*rule, reached, shield, beyond))

    def arrivals(self, numbers: Rows) -> Floats:
        """Warheads that arrive on average (n,)."""
        reached, beyond = sent(self.party, numbers, self.party.judged or "")
        return np.asarray(mean_arrivals(reached, defence_of(numbers, numbers["interceptors_in_reach"]), beyond))

    def said(self, numbers: Rows) -> Said:
        """The word and the margin of every sample."""
        margin = self.margin(numbers)
        return Said((margin >= 0.0).astype(np.int8), margin)

    @property
    def flown(self) -> tuple[str, ...]:
        """The numbers that flights hand over."""
        return ("interceptors_in_reach", *(f"reachable_share.{force.id}" for force in self.party.forces))

    @property
    def moving(self) -> tuple[str, ...]:
        """Drawn numbers of the counting that it can depend on, without those of the flights."""
        return tuple(key for key in self.drawn.laws if key in self.party.counted)


@dataclass(frozen=True, eq=False)
class Between:
    """Whether a number of interceptors that meets one view's need leaves the rule of the other view standing."""

    key: str
    needer: Drawn
    held: Corners
    """Where undrawn numbers of the need stand for the least and the greatest need."""
    rule: Enough

    def need(self, rows: Rows, count: int, end: Mapping[str, float]) -> Floats:
        """Interceptors needed against the third party (n,), in whole shots."""
        view = self.needer.view
        here = at({key: rows[key] for key in rows if key in view.numbers}, end, count)
        numbers = {key: here.get(key, np.full(count, view.numbers[key])) for key in _of_need(self.needer)}
        return _needed(numbers)

    def said(self, need: Floats, numbers: Rows) -> Said:
        """The word of every sample, and the margin of the rule at what is needed."""
        possible = np.isfinite(need)
        margin = self.rule.margin(numbers, np.floor(np.where(possible, np.minimum(need, MOST), MOST)))
        open_ = possible & (margin >= 0.0)
        return Said(open_.astype(np.int8), np.where(possible, margin, np.minimum(margin, -1.0)))


def sufficiency(drawn: Mapping[str, Drawn], found: Balance) -> list[Enough]:
    """One for each side, phase and view that states its rule and all that it takes to judge it."""
    parties = [party for each in found.handed for party in parties_of(drawn[each.view].view, each)]
    return [_enough(party, drawn[party.view.view]) for party in parties if not _missing(party)]


def _missing(party: Party) -> bool:
    rule = [f"{party.role}.sufficient_warheads", f"{party.role}.sufficient_confidence"]
    return bool(party.judged is None or party.absent or party.lacking([*party.needed(party.judged), *chances(), *rule]))


def _enough(party: Party, drawn: Drawn) -> Enough:
    """With the directions of its undrawn numbers, found at the centre."""
    here = Enough(party, drawn, Corners({}, {}))
    ranges = {key: ends for key, ends in drawn.intervals.items() if key in party.counted}
    centre = party.counted
    spread = spread_together(lambda points: here.margin(_rows(points))[:, None], centre, ranges) if ranges else None
    found = corners([spread], list(ranges)) if spread else Corners({}, {})
    if party.outside in drawn.intervals:
        few, many = drawn.intervals[party.outside]
        found = Corners({**found.least, party.outside: many}, {**found.greatest, party.outside: few}, found.bending)
    return Enough(party, drawn, found)


def _rows(points: Sequence[Mapping[str, float]]) -> Rows:
    return {key: np.asarray(row) for key, row in together(points).items()}


def windows(drawn: Mapping[str, Drawn], found: Balance, rules: Sequence[Enough]) -> list[Between]:
    """One for each window whose need and whose rule are both stated."""
    deterring = {(rule.party.view.view, rule.party.phase): rule for rule in rules if rule.party.role == "deterring"}
    rows = []
    for row in found.windows:
        needer, rule = drawn[row.need_holder], deterring.get((row.onset_holder, row.phase))
        if rule is not None and not lacking(needer.view):
            rows.append(Between(row.key, needer, _need_corners(needer), rule))
    return rows


def _of_need(needer: Drawn) -> list[str]:
    return [key for key in (*needs(needer.view), "interception.shot_correlation") if key in needer.view.numbers]


def _need_corners(needer: Drawn) -> Corners:
    keys = _of_need(needer)
    ranges = {key: ends for key, ends in needer.intervals.items() if key in keys}
    if not ranges:
        return Corners({}, {})
    centre = {key: needer.view.numbers[key] for key in keys}
    return corners([spread_together(lambda points: _needed(_rows(points))[:, None], centre, ranges)], list(ranges))


def _needed(numbers: Rows) -> Floats:
    warheads = np.maximum(1.0, np.round(numbers["third-party.warheads"]))
    found = interceptors_needed(warheads, numbers["third-party.confidence"], defence_of(numbers, 0.0))
    return np.nan_to_num(found.whole_shots, nan=math.inf)
