"""Counts other than lists by type: New START, START I, and the measures of the stockpile tables, on a day."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from detente.assessment.force_countries import PREDECESSORS
from detente.assessment.force_result import Figure
from detente.counting.ledger import age, period, standing
from detente.messages import mark, say
from detente.reading import forces as tables
from detente.reading.forces import MEASURES, SHORT, NewStartExchange

TOO_OLD = 10 * 366  # days after which a count of another kind is no longer shown beside newer ones
NEW_START_UNITS = {
    "deployed_warheads": (mark("deployed warheads"), "warheads", "certainty_warheads"),
    "deployed_delivery_vehicles": (mark("deployed missiles and bombers"), "vehicles", "certainty_vehicles"),
    "deployed_and_nondeployed_launchers": (
        mark("deployed and non-deployed launchers"),
        "launchers",
        "certainty_launchers",
    ),
}
NEW_START_RULE = mark("declared under New START")
ORDER = ("deployed_strategic", "deliverable_strategic", "military_stockpile", "military_stockpile_declassified",
         "deployed_nonstrategic", "reserve_nondeployed", "retired", "total_inventory")  # fmt: skip


def counts_on(name: str, day: dt.date) -> Iterator[Figure]:
    """The latest figure of each count: New START, START I, and every measure of the stockpile tables."""
    exchanges = [row for row in tables.new_start_exchanges() if row.country == name]
    for column in NEW_START_UNITS:
        found = _latest(exchanges, day, lambda row, column=column: getattr(row, column) is not None)  # type: ignore[misc]
        if found is not None:
            yield _declared(found, column, day)
    if not any(period(row.as_of).first <= day for row in exchanges):
        yield from _start1(name, day)
    for measure in ORDER:
        stock = [row for row in tables.stockpiles() if (row.country, row.measure) == (name, measure)]
        row = _latest(stock, day)
        if row is not None:
            yield Figure(
                SHORT[measure], row.value, row.unit, MEASURES[measure], row.as_of,
                age(period(row.as_of), day), row.certainty, row.sources, note=row.note, conflict=row.conflict,
                gap=row.gap,
            )  # fmt: skip


def _latest(rows: Sequence[Any], day: dt.date, known: Callable[[Any], bool] = lambda row: True) -> Any:
    sound = [row for row in rows if known(row)]
    place = standing([period(row.as_of) for row in sound], day)
    return None if place is None else sound[place]


def _declared(row: NewStartExchange, column: str, day: dt.date) -> Figure:
    what, unit, label = NEW_START_UNITS[column]
    return Figure(
        what, getattr(row, column), unit, NEW_START_RULE, row.as_of, age(period(row.as_of), day),
        getattr(row, label), row.sources, note=row.note, conflict=row.conflict, gap=row.gap,
    )  # fmt: skip


def _start1(name: str, day: dt.date) -> Iterator[Figure]:
    """Totals by the rules of START I; lists that are not whole are left to the history."""
    totals = [
        row for row in tables.start1() if PREDECESSORS.get(row.country, row.country) == name and row.level == "total"
    ]
    row = _latest(totals, day)
    if row is None:
        return
    whose = (
        mark("START I, memorandum of understanding")
        if row.basis == "START-accountable"
        else say("START I, {basis}", basis=row.basis)
    )
    for what, unit, value in (
        (mark("attributed warheads"), "warheads", row.warheads),
        (mark("delivery vehicles"), "vehicles", row.delivery_vehicles),
    ):
        yield Figure(
            what, value, unit, whose, row.as_of, age(period(row.as_of), day), row.certainty, row.sources,
            note=row.note, conflict=row.conflict, gap=row.gap,
        )  # fmt: skip


def by_age(figures: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Figures to show, and those too old while there are newer ones."""
    young = [figure for figure in figures if figure.age_days[0] <= TOO_OLD]
    return (young, [figure for figure in figures if figure not in young]) if young else (figures, [])


def measured(name: str, measure: str, year: str, day: dt.date) -> Figure | None:
    for row in tables.stockpiles():
        if (row.country, row.measure, row.as_of) == (name, measure, year):
            return Figure(
                SHORT[measure], row.value, row.unit, MEASURES[measure], row.as_of,
                age(period(row.as_of), day), row.certainty, row.sources,
            )  # fmt: skip
    return None
