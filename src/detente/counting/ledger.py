"""What was held on a day, from dated figures: the latest one at or before it, never one in between.

A figure stands until a later one is published; its age is part of the answer. A sum with a part that is not known is
a lower bound. Nothing is interpolated, and a gap stays a gap.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.errors import RangeError
from detente.messages import mark, say


@dataclass(frozen=True)
class Period:
    """The days that a date printed as a year, a month or a day can mean, first and last."""

    first: dt.date
    last: dt.date


def period(text: str) -> Period:
    """The days a printed date can mean.

    Refuses: RangeError for what is no date.
    Example: period("2002-02") is 1 to 28 February 2002
    """
    parts = text.strip().split("-")
    sound = len(parts) <= 3 and all(part.isascii() and part.isdigit() for part in parts)
    try:
        if not sound or [len(part) for part in parts] != [4, 2, 2][: len(parts)]:
            raise ValueError
        first = dt.date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except ValueError:
        expected = mark('a date such as "2002", "2002-07" or "2002-07-01"')
        raise RangeError(say('found "{text}", expected {expected}.', text=text, expected=expected)) from None
    if len(parts) == 3:
        return Period(first, first)
    if len(parts) == 1 or first.month == 12:
        return Period(first, dt.date(first.year, 12, 31))
    return Period(first, dt.date(first.year, first.month + 1, 1) - dt.timedelta(days=1))


def standing(periods: Sequence[Period], on: dt.date) -> int | None:
    """Which of several dated figures stands on a day: the latest that begins at or before it; None before the first.

    A figure dated by a year alone stands from the first day of that year.
    """
    known = [number for number, when in enumerate(periods) if when.first <= on]
    return max(known, key=lambda number: (periods[number].first, periods[number].last), default=None)


def age(when: Period, on: dt.date) -> tuple[int, int]:
    """Least and greatest age [days] of a figure on a day, as exact as its date."""
    return max(0, (on - when.last).days), (on - when.first).days


@dataclass(frozen=True)
class Sum:
    """A sum of counts. value: of the known parts, None if none is known; missing: names of the parts not known."""

    value: int | None
    missing: tuple[str, ...] = ()

    @property
    def lower_bound(self) -> bool:
        """Is a part missing, so that the true sum is this or more?"""
        return self.value is not None and bool(self.missing)


def added(parts: Mapping[str, int | None], *, whole: bool = True) -> Sum:
    """The sum of named parts; whole says whether these are all the parts there are.

    Refuses: RangeError for a part below zero.
    Example: added({"ICBM": 1600, "SLBM": None}).lower_bound is True
    """
    for name, part in parts.items():
        if part is not None and part < 0:
            raise RangeError(say("{name}: found {part}, expected a count of at least 0.", name=name, part=part))
    known = [part for part in parts.values() if part is not None]
    missing = tuple(name for name, part in parts.items() if part is None)
    if not whole:
        missing += (mark("others not listed"),)
    return Sum(sum(known) if known else None, missing)


@dataclass(frozen=True)
class Change:
    """A difference between two dates: its ends, equal where it is exact; None where an end is not known."""

    low: int | None
    high: int | None


def change(before: Sum, after: Sum) -> Change:
    """After less before. A lower bound on one side bounds the difference on that side only."""
    if before.value is None or after.value is None:
        return Change(None, None)
    difference = after.value - before.value
    return Change(None if before.missing else difference, None if after.missing else difference)


@dataclass(frozen=True)
class Step:
    """One ceiling over time: it binds from a day up to and without another; None: open."""

    name: str
    limit: int
    starts: dt.date | None
    until: dt.date | None


def binding(steps: Iterable[Step], on: dt.date) -> tuple[Step, ...]:
    """The ceilings that bind on a day, lowest first."""
    found = [
        step for step in steps if (step.starts is None or step.starts <= on) and (step.until is None or on < step.until)
    ]
    return tuple(sorted(found, key=lambda step: step.limit))


def runs(values: Sequence[int | None]) -> tuple[tuple[int, int], ...]:
    """Stretches of known values without a gap: first place, and place after the last.

    Example: runs([5, None, 7, 8]) == ((0, 1), (2, 4))
    """
    found = []
    start: int | None = None
    for place, value in enumerate((*values, None)):
        if value is not None and start is None:
            start = place
        elif value is None and start is not None:
            found.append((start, place))
            start = None
    return tuple(found)
