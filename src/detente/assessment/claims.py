"""What the model says of each public statement, under each view."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from detente.assessment.result import DEPENDS, FAILS, HOLDS, UNTESTED, BalanceRow, ClaimRow, SecurityRow
from detente.messages import figure, joined, mark, say
from detente.reading.claims import Claim
from detente.reading.claims import Question as Asked

NEVER = -1.0e9  # [s] stands for a slack that does not exist because no interceptor ever gets there

SIDES: dict[str, Callable[[float, float], bool]] = {
    "below": lambda found, value: found < value,
    "above": lambda found, value: found >= value,
}
SAID = {
    "below": mark("{fitting} of {of} answers below {value} at the central values"),
    "above": mark("{fitting} of {of} answers above {value} at the central values"),
}
_ABOUT = {
    "slack": mark("slack"),
    "population_share": mark("population share"),
    "area_share": mark("area share"),
    "capitals_share": mark("capitals share"),
    "deterrents": mark("deterrents"),
    "threats": mark("threats"),
    "always below": mark("always below"),
    "always above": mark("always above"),
    "somewhere below": mark("somewhere below"),
    "somewhere above": mark("somewhere above"),
}
"""Words of the file, as they are said."""


def claim_row(
    claim: Claim, views: Sequence[str], security: Sequence[SecurityRow], balance: Sequence[BalanceRow]
) -> ClaimRow:
    """One statement, tested under every view."""
    answers, details = {}, {}
    for view in views:
        if claim.asks is None:
            answers[view], details[view] = UNTESTED, claim.because or ""
            continue
        rows: list[Any] = [row for row in _rows(claim.asks, security, balance) if row.view == view]
        answers[view], details[view] = _tested(claim.asks, rows)
    return ClaimRow(
        id=claim.id,
        holder=claim.holder,
        statement=claim.statement,
        source=claim.source or "",
        where=claim.where or "",
        asks=_spoken(claim.asks) if claim.asks else "",
        answers=answers,
        details=details,
    )


def _rows(asked: Asked, security: Sequence[SecurityRow], balance: Sequence[BalanceRow]) -> list[Any]:
    if asked.against == "deterrents":
        found: list[Any] = [row for row in balance if asked.deterrent in (None, row.deterrent)]
        found = [row for row in found if asked.interceptor in (None, row.interceptor)]
    else:
        found = [row for row in security if asked.threat in (None, row.threat)]
    return [row for row in found if not asked.phases or row.phase in asked.phases]


def _ends(asked: Asked, row: Any) -> tuple[float, float, float] | None:
    """Low, median and high of what is asked about; None where nothing threatens."""
    if asked.quantity == "slack":
        ends = (row.slack_s.low, row.slack_s.median, row.slack_s.high)
        low, median, high = (NEVER if end is None else end for end in ends)
        return low, median, high
    share = row.ranges[asked.quantity]
    if share.low is None or share.median is None or share.high is None:
        return None
    return share.low, share.median, share.high


def _tested(asked: Asked, rows: list[Any]) -> tuple[str, str]:
    if asked.quantity == "grows":
        return _grows(asked, rows)
    if asked.relation is None or asked.value is None:
        return UNTESTED, mark("the question lacks a relation or a value")
    ends = [found for row in rows if (found := _ends(asked, row)) is not None]
    if not ends:
        return UNTESTED, mark("no answer of this assessment is in question")
    every, side = asked.relation.split()
    fits = SIDES[side]
    central = [fits(found[1], asked.value) for found in ends]
    surely = [all(fits(end, asked.value) for end in found) for found in ends]
    possibly = [any(fits(end, asked.value) for end in found) for found in ends]
    detail = say(SAID[side], fitting=sum(central), of=len(central), value=_quantity(asked.text))
    combine = all if every == "always" else any
    if combine(surely):
        return HOLDS, detail
    if combine(possibly):
        return DEPENDS, detail
    return FAILS, detail


def _grows(asked: Asked, rows: list[Any]) -> tuple[str, str]:
    """Does the share never fall from phase to phase, and end higher?"""
    lines: dict[str, list[float]] = {}
    for row in rows:
        share = getattr(row, asked.of or "area_share")
        if share is not None:
            lines.setdefault(row.threat, []).append(share)
    steps = [line for line in lines.values() if len(line) > 1]
    if not steps:
        return UNTESTED, mark("no threat stands in more than one phase")
    shares = ((name, joined(" → ", [figure(share, ".0%") for share in line])) for name, line in lines.items())
    detail = joined("; ", [joined(": ", line) for line in shares])
    falls = any(later < earlier - 1e-9 for line in steps for earlier, later in pairwise(line))
    ends = any(line[-1] > line[0] for line in steps)
    return (HOLDS if ends and not falls else FAILS), detail


def _spoken(asked: Asked) -> str:
    about = asked.deterrent or asked.threat or _ABOUT[asked.against]
    if asked.quantity == "grows":
        return say("{what} against {about} grows from phase to phase", what=_ABOUT[asked.of or ""], about=about)
    said = {"what": _ABOUT[asked.quantity], "about": about, "relation": _ABOUT[asked.relation or ""]}
    if not asked.phases:
        return say("{what} against {about} {relation} {value}", **said, value=_quantity(asked.text))
    phases = ", ".join(map(str, asked.phases))
    return say(
        "{what} against {about} in phase {phases} {relation} {value}",
        **said,
        phases=phases,
        value=_quantity(asked.text),
    )


def _quantity(text: str) -> str:
    """A value as the file prints it, `0 s` or `0.5`, which is written as the language does where it is shown."""
    number, _, unit = text.partition(" ")
    try:
        said = figure(float(number), "g")
    except ValueError:
        return text
    return joined(" ", [said, unit][: 1 + bool(unit)]) if said == number else text
