"""Which limits of treaties bind a country on a day, beside what it held by the same count."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from detente.assessment.force_result import Figure, LimitOnDay
from detente.counting.ledger import Step, binding, period
from detente.messages import mark
from detente.reading.treaties import Rule, Treaty

COUNTED_AS = {
    "accountable_warheads": mark("deployed warheads"),
    "accountable_vehicles": mark("deployed missiles and bombers"),
    "accountable_launchers": mark("deployed and non-deployed launchers"),
    "start_warheads": mark("attributed warheads"),
    "start_vehicles": mark("delivery vehicles"),
}
"""Quantities of treaty rules, and the count of the force tables that counts so."""


def limits_on(name: str, day: dt.date, counts: Sequence[Figure], laws: Mapping[str, Treaty]) -> Iterator[LimitOnDay]:
    """Every limit that binds a country on a day and has a count beside it, with the headroom."""
    held = {figure.what: figure for figure in counts if figure.value is not None}
    for treaty in laws.values():
        for rule in treaty.rules:
            figure = held.get(COUNTED_AS.get(rule.quantity, ""))
            if figure is None or rule.limit is None or name not in treaty.bound(rule, day):
                continue
            for step in binding([_step(treaty, rule)], day) if _dated(treaty, rule) else ():
                assert figure.value is not None
                yield LimitOnDay(
                    treaty=treaty.short, title=rule.title, limit=step.limit, what=figure.what, held=figure.value,
                    as_of=figure.as_of, counted=figure.counted, headroom=step.limit - figure.value,
                    certainty=rule.certainty, status=rule.status or treaty.status,
                )  # fmt: skip


def _dated(treaty: Treaty, rule: Rule) -> bool:
    """Is it known from when the rule binds, and did it ever?"""
    return not treaty.never_in_force and treaty.bounds(rule)[0] is not None


def _step(treaty: Treaty, rule: Rule) -> Step:
    assert rule.limit is not None
    starts, until = (None if date is None else period(date).first for date in treaty.bounds(rule))
    return Step(treaty.short, round((rule.limit_high or rule.limit).value), starts, until)
