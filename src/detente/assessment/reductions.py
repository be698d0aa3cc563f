"""From what is held to a limit by a date: year by year and leg by leg, beside what is required and reported."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from detente.assessment.forces import describe
from detente.assessment.reduction_result import LimitSaid, Observed, PathPoint, ReductionPath, Reductions
from detente.counting.ledger import period
from detente.counting.reductions import PACES, RULES, Limit, Point, path
from detente.errors import RangeError
from detente.messages import mark, say
from detente.reading import forces as tables
from detente.reading.forces import sources
from detente.reading.reductions import DECLARED, LimitRow, PathRow, ReductionCase, reduction_case, reduction_cases

GIVEN = mark("given on the command line or in the call, without a source")
_LABELS = {
    "deployed_warheads": "certainty_warheads",
    "deployed_delivery_vehicles": "certainty_vehicles",
    "deployed_and_nondeployed_launchers": "certainty_launchers",
}


def reductions(
    case: str | Path | None = None,
    *,
    begins: str | None = None,
    total: int | None = None,
    legs: Mapping[str, int] | None = None,
    limits: Mapping[str, int] | None = None,
    rule: str | None = None,
    order: Sequence[str] = (),
    pace: str | None = None,
) -> Reductions:
    """How does a force come down to a limit by a date, year by year and by leg, and what is required on the way?

    A figure dated by a year or month stands at its first day. Points: that day, every 31 December, and the days on
    which limits fall due. Whole warheads only; no path is a forecast.

    Arguments: case, a built-in one or a TOML file of your own; or begins (a date) with total, legs or both, and limits
               (at most how many by date). rule, order (for "leg-order", all legs) and pace replace those of a case.
    Refuses:   FileError for an unknown case or a bad file; RangeError for numbers, dates and rules that make no path.
    Source:    docs/methods/forces.md
    Example:   detente.reductions("sort-2002", pace="by-deadline").paths[0].points[-1].headroom
    """
    found = reduction_case(case) if case is not None else _given(begins, total, legs, limits)
    if case is not None and (begins is not None or total is not None or legs or limits):
        raise RangeError(mark("a case brings its own beginning, legs and limits; give either a case or those."))
    paths = tuple(_path(row, found, rule, tuple(order), pace) for row in found.paths)
    cited = [path.source for path in paths if path.source]
    cited += [limit.source for path in paths for limit in path.limits if limit.source]
    cited += [source for path in paths for mark in path.observed for source in mark.sources]
    known = {**sources(), **found.sources}
    return Reductions(found.id or None, found.title, paths, {one: describe(known[one]) for one in dict.fromkeys(cited)})


def _given(
    begins: str | None, total: int | None, legs: Mapping[str, int] | None, limits: Mapping[str, int] | None
) -> ReductionCase:
    """A case of one path from arguments, all of them assumptions."""
    if begins is None or (total is None and not legs) or not limits:
        raise RangeError(
            say(
                "missing a case ({cases}, or a TOML file of your own), or a beginning with its "
                "total, and a limit: detente reductions --from 2002=6380 --to 2012-12-31=2200",
                cases=", ".join(reduction_cases()),
            )
        )
    assumed: dict[str, Any] = {"certainty": "assumed", "note": GIVEN, "source": None, "where": None}
    for day in (begins, *limits):
        period(day)  # refuses what is no date
    row = PathRow.model_construct(
        id="given", party="given", counted=mark("warheads, as given"), unit="warheads", begins=begins, gap=None,
        beside=None,
        total=sum((legs or {}).values()) if total is None else total, legs=dict(legs) if legs else None,
        rule="equal-shares", order=(), pace="steady", **assumed,
    )  # fmt: skip
    dated = sorted(limits.items(), key=lambda item: period(item[0]).first)
    rows = tuple(
        LimitRow.model_construct(name="limit", paths=(), by=day, at_most=most, low=None, **assumed)
        for day, most in dated
    )
    return ReductionCase("", mark("A path of your own"), (row,), rows, {})


def _path(
    row: PathRow, case: ReductionCase, rule: str | None, order: tuple[str, ...], pace: str | None
) -> ReductionPath:
    begins = period(row.begins).first
    chosen, ordered = _rule(row, rule, order)
    said = case.limits_of(row)
    upper = [Limit(period(limit.by).first, limit.at_most) for limit in said]
    lower = [Limit(period(limit.by).first, limit.at_most if limit.low is None else limit.low) for limit in said]
    how = pace or row.pace
    points = path(begins, row.held, upper, legs=row.legs, rule=chosen, order=ordered, pace=how)
    ranged = any(limit.low is not None for limit in said)
    low = path(begins, row.held, lower, pace=how) if ranged else None
    seen = tuple(_observed(row))
    return ReductionPath(
        id=row.id, party=row.party, counted=row.counted, unit=row.unit, begins=row.begins, held=row.held,
        rule=chosen, rule_said=RULES[chosen], pace=how, pace_said=PACES[how], order=ordered,
        points=tuple(_points(points, low, seen)), limits=tuple(_limit(limit) for limit in said), observed=seen,
        certainty=row.certainty, source=row.source, note=row.note, gap=row.gap,
    )  # fmt: skip


def _rule(row: PathRow, rule: str | None, order: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The rule asked for where the path has legs; that of the case elsewhere."""
    if not row.legs:
        if rule is not None and rule not in RULES:
            raise RangeError(say('rule: found "{rule}", expected {rules}.', rule=rule, rules=" or ".join(RULES)))
        return "equal-shares", ()
    chosen = rule or ("leg-order" if order else row.rule)
    if chosen != "leg-order":
        if order:
            raise RangeError(mark('order: goes with the rule "leg-order" only.'))
        return chosen, ()
    return chosen, order or row.order or tuple(row.legs)


def _limit(row: LimitRow) -> LimitSaid:
    return LimitSaid(row.name, row.by, row.at_most, row.low, row.certainty, row.source, row.note)


def _points(points: Sequence[Point], low: Sequence[Point] | None, seen: Sequence[Observed]) -> Iterator[PathPoint]:
    """The points, each with the latest figure that was reported since the one before, or for its year or month."""
    before = dt.date.min
    for place, point in enumerate(points):
        last = next((mark for mark in reversed(seen) if _stands(mark, before, point.day)), None)
        yield PathPoint(
            day=point.day.isoformat(), total=point.total, low_total=low[place].total if low else None,
            legs=point.legs, cut=point.cut, allowed=point.allowed, headroom=point.headroom,
            observed=last.value if last else None, observed_on=last.date if last else None,
        )  # fmt: skip
        before = point.day


def _stands(mark: Observed, before: dt.date, day: dt.date) -> bool:
    """Is this a figure for a day, of since the point before or of the year or month in which the day lies?"""
    when = period(mark.date)
    return mark.value is not None and when.first <= day and (when.first > before or when.last >= day)


def _observed(row: PathRow) -> Iterator[Observed]:
    """What the tables of held forces say of the same party by the same count, from the beginning of the path on."""
    first = period(row.begins).first
    if row.beside in DECLARED:
        for exchange in tables.new_start_exchanges():
            if exchange.country == row.party and period(exchange.as_of).first >= first:
                value = getattr(exchange, row.beside)
                label = getattr(exchange, _LABELS[row.beside])
                yield Observed(exchange.as_of, value, label, exchange.sources, exchange.gap if value is None else None)
    elif row.beside:
        for stock in tables.stockpiles():
            if (stock.country, stock.measure) == (row.party, row.beside) and period(stock.as_of).first >= first:
                yield Observed(stock.as_of, stock.value, stock.certainty, stock.sources, stock.gap)
