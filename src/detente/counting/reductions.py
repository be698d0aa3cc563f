"""Paths of reduction: from what is held to a limit by a date, year by year and leg by leg, in whole warheads.

Two rules make a path. The pace says how many go by when: `steady`, the same number a year as far as every limit on
the way allows, or `by-deadline`, everything on the last day. The order says what goes: `equal-shares`, every leg by
the same share, or `leg-order`, one leg after the other. Neither is a forecast.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from detente.errors import RangeError
from detente.messages import mark, say

PACES = {
    "steady": mark("the same number a year, more only where a limit on the way demands it"),
    "by-deadline": mark("everything on the last day, as a treaty without limits on the way allows"),
}
RULES = {
    "equal-shares": mark("every leg by the same share"),
    "leg-order": mark("one leg after the other, in the order given"),
}
MOST = 1_000_000  # warheads; more than were ever counted
LONGEST = 100  # years


@dataclass(frozen=True)
class Limit:
    """At most so many from a day on."""

    by: dt.date
    at_most: int


@dataclass(frozen=True)
class Point:
    """One day of a path. legs: by name, empty where only the total is known.

    allowed: what the limits allow on that day, None before the first; headroom: allowed less total; cut: since the
    point before.
    """

    day: dt.date
    total: int
    legs: dict[str, int]
    allowed: int | None
    cut: int

    @property
    def headroom(self) -> int | None:
        """How far below what is allowed; below zero where the limit is exceeded; None where there is none yet."""
        return None if self.allowed is None else self.allowed - self.total


def path(
    begins: dt.date,
    total: int,
    limits: Sequence[Limit],
    *,
    legs: Mapping[str, int] | None = None,
    rule: str = "equal-shares",
    order: Sequence[str] = (),
    pace: str = "steady",
) -> tuple[Point, ...]:
    """A path from a total on a day to the last of several limits: that day, the ends of the years, the limits' days.

    Arguments: legs, that add up to the total; rule and pace, of `RULES` and `PACES`; order, all legs, first cut first.
    Returns:   points in order of their days. A force below the last limit already stays as it is.
    Refuses:   RangeError for counts below zero or beyond bounds, legs that do not add up, limits that grow or do not
               come after the beginning, unknown rules and orders.
    Example:   path(date(2002, 1, 1), 6380, [Limit(date(2012, 12, 31), 2200)])[-1].total == 2200
    """
    held = dict(legs or {})
    dated = sorted(limits, key=lambda limit: limit.by)
    _refuse(begins, total, dated, held, rule, order, pace)
    days = _days(begins, [limit.by for limit in dated])
    totals = _steady(days, total, dated) if pace == "steady" else _by_deadline(days, total, dated)
    ordered = {name: held[name] for name in order} if rule == "leg-order" else held
    points: list[Point] = []
    cut = dict.fromkeys(held, 0)
    for place, (day, left) in enumerate(zip(days, totals, strict=True)):
        gone = totals[place - 1] - left if place else 0
        if held:
            cut = _in_order(ordered, total - left) if rule == "leg-order" else _shared(held, cut, total - left)
        remaining = {name: number - cut[name] for name, number in held.items()}
        points.append(Point(day, left, remaining, allowed(dated, day), gone))
    return tuple(points)


def allowed(limits: Sequence[Limit], day: dt.date) -> int | None:
    """The lowest of the limits that are due by a day; None before the first."""
    return min((limit.at_most for limit in limits if limit.by <= day), default=None)


def _refuse(
    begins: dt.date, total: int, limits: Sequence[Limit], legs: dict[str, int], rule: str, order: Sequence[str],
    pace: str,
) -> None:  # fmt: skip
    held: list[tuple[str, int]] = [("total", total), *legs.items()]
    for name, number in [*held, *((say("limit of {by}", by=limit.by), limit.at_most) for limit in limits)]:
        if type(number) is not int or not 0 <= number <= MOST:
            raise RangeError(
                say(
                    "{name}: found {number}, expected a whole number from 0 to {most:,}.",
                    name=name,
                    number=number,
                    most=MOST,
                )
            )
    if legs and sum(legs.values()) != total:
        parts = " + ".join(str(number) for number in legs.values())
        raise RangeError(
            say(
                "legs: found {parts} = {sum}, expected a sum of {total}, the total.",
                parts=parts,
                sum=sum(legs.values()),
                total=total,
            )
        )
    if not limits:
        raise RangeError(mark("limits: found none, expected at least one limit with its date."))
    if limits[0].by <= begins:
        raise RangeError(
            say("limit of {by}: expected a day after {begins}, where the path begins.", by=limits[0].by, begins=begins)
        )
    if limits[-1].by.year - begins.year > LONGEST:
        raise RangeError(
            say(
                "limit of {by}: expected a day within {longest} years of {begins}.",
                by=limits[-1].by,
                longest=LONGEST,
                begins=begins,
            )
        )
    for first, second in pairwise(limits):
        if second.by == first.by or second.at_most > first.at_most:
            raise RangeError(
                say(
                    "limit of {by}: found at most {most}, expected a later day than {day} and not more than its "
                    "{before}.",
                    by=second.by,
                    most=second.at_most,
                    day=first.by,
                    before=first.at_most,
                )
            )
    for found, known, what in ((rule, RULES, "rule"), (pace, PACES, "pace")):
        if found not in known:
            raise RangeError(
                say('{what}: found "{found}", expected {known}.', what=what, found=found, known=" or ".join(known))
            )
    if rule == "leg-order" and (not legs or sorted(order) != sorted(legs)):
        there = ", ".join(legs) or mark("no legs are given")
        raise RangeError(
            say(
                "order: found {order}, expected every leg once: {there}.",
                order=", ".join(order) or mark("nothing"),
                there=there,
            )
        )


def _days(begins: dt.date, due: Sequence[dt.date]) -> list[dt.date]:
    """The beginning, every 31 December up to the last limit, and the days of the limits."""
    ends = [dt.date(year, 12, 31) for year in range(begins.year, due[-1].year)]
    return sorted({begins, *due, *(day for day in ends if day > begins)})


def _steady(days: Sequence[dt.date], total: int, limits: Sequence[Limit]) -> list[int]:
    """The same number a day between corners; the corners are those of the least hurried path below every limit.

    From each corner on the steepest of the straight lines to the limits ahead is taken, so that the pace never rises
    after it has fallen: the largest convex function below all limits, rounded to whole warheads.
    """
    corners = [(days[0], total)]
    ahead = [limit for limit in limits if limit.at_most < total]
    while ahead:
        day, held = corners[-1]
        steepest = max(ahead, key=lambda limit: (Fraction(held - limit.at_most, (limit.by - day).days), limit.by))
        corners.append((steepest.by, steepest.at_most))
        ahead = [limit for limit in ahead if limit.by > steepest.by and limit.at_most < steepest.at_most]
    corners.append((days[-1], corners[-1][1]))
    return [_between(corners, day) for day in days]


def _between(corners: Sequence[tuple[dt.date, int]], day: dt.date) -> int:
    """On the line through the corners on a day, rounded half up to a whole number."""
    for (first, before), (second, after) in pairwise(corners):
        if first <= day <= second and first < second:
            exact = before + Fraction((after - before) * (day - first).days, (second - first).days)
            return int(exact + Fraction(1, 2))
    return corners[-1][1]


def _by_deadline(days: Sequence[dt.date], total: int, limits: Sequence[Limit]) -> list[int]:
    """What is held until a limit falls due, then that limit."""
    return [total if (most := allowed(limits, day)) is None else min(total, most) for day in days]


def _in_order(legs: Mapping[str, int], gone: int) -> dict[str, int]:
    """So many cut in all, from one leg after the other."""
    cut = {}
    for name, number in legs.items():
        cut[name] = min(number, gone)
        gone -= cut[name]
    return cut


def _shared(legs: Mapping[str, int], before: Mapping[str, int], gone: int) -> dict[str, int]:
    """So many cut in all, every leg by the same share in whole warheads; no leg gets back what it has given up.

    Largest remainders (Hamilton) of what each leg still owes. Shared out anew at every date that method can hand a
    leg one back, so what is owed is counted from what the leg has already given.
    """
    total = sum(legs.values())
    if total == 0:
        return dict(before)
    owed = {name: max(Fraction(0), Fraction(number * gone, total) - before[name]) for name, number in legs.items()}
    cut = {name: int(part) for name, part in owed.items()}
    rest = {name: part - cut[name] for name, part in owed.items()}
    left = gone - sum(before.values()) - sum(cut.values())
    for name in sorted(rest, key=lambda name: -rest[name]):
        if left > 0 and before[name] + cut[name] < legs[name]:
            cut[name], left = cut[name] + 1, left - 1
    while left < 0:  # legs that gave more than their share before: the others wait with what is least due
        name = min((name for name in legs if cut[name] > 0), key=lambda name: rest[name])
        cut[name], rest[name], left = cut[name] - 1, rest[name] + 1, left + 1
    return {name: before[name] + cut[name] for name in legs}
