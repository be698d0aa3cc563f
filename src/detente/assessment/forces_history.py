"""Counts since 1945, each counting rule for itself, with the ceilings of the treaties that count so."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from detente.assessment.force_countries import PREDECESSORS, countries_with_figures, named_country
from detente.assessment.forces import describe
from detente.assessment.history_result import Ceiling, ForcesHistory, Mark, Panel, Series
from detente.assessment.treaty_result import span, unit_for
from detente.counting.ledger import period, runs
from detente.errors import RangeError
from detente.messages import joined, mark, say
from detente.reading import forces as tables
from detente.reading.forces import MEASURES, NewStartExchange
from detente.reading.treaties import Rule, Treaty, treaties
from detente.reading.values import Source

FIRST = 1945
LARGE = ("United States", "Russia")
START1_TREATY = "START-accountable"


class _Plan(NamedTuple):
    """What a panel shows: its words, and the treaty quantities whose limits count so."""

    key: str
    title: str
    counted: str
    unit: str
    ceilings: tuple[str, ...]


LARGE_STOCKPILES = _Plan(
    "stockpiles",
    mark("Military stockpiles"),
    joined("; ", [MEASURES["military_stockpile"], mark("no treaty limits it")]),
    "warheads",
    (),
)
OTHER_STOCKPILES = LARGE_STOCKPILES._replace(
    key="other-stockpiles", title=mark("Military stockpiles of the other states")
)
DELIVERABLE = _Plan(
    "strategic",
    mark("Strategic warheads, estimates"),
    mark(
        "to 2010 deliverable, a yearly estimate; 2022 and 2023 deployed, another estimate; SORT had no agreed "
        "counting rule"
    ),
    "warheads",
    ("operational_strategic_warheads",),
)
START1 = _Plan(
    "start-1",
    mark("Warheads by the rules of START I"),
    mark(
        "attributed by type; after 2001 an author's estimate from the declarations, an upper bound and not the "
        "treaty's count"
    ),
    "warheads",
    ("start_warheads",),
)
NEW_START = {
    "deployed_warheads": _Plan(
        "new-start-warheads", mark("New START: deployed warheads"),
        mark("as declared: warheads on deployed missiles, one a deployed bomber"), "warheads",
        ("accountable_warheads",),
    ),
    "deployed_delivery_vehicles": _Plan(
        "new-start-vehicles", mark("New START: deployed missiles and bombers"), mark("as declared"), "vehicles",
        ("accountable_vehicles",),
    ),
    "deployed_and_nondeployed_launchers": _Plan(
        "new-start-launchers", mark("New START: launchers, deployed or not"), mark("as declared"), "launchers",
        ("accountable_launchers",),
    ),
}  # fmt: skip
_LABELS = {
    "deployed_warheads": "certainty_warheads",
    "deployed_delivery_vehicles": "certainty_vehicles",
    "deployed_and_nondeployed_launchers": "certainty_launchers",
}


def forces_history(countries: Sequence[str] | None = None, since: int = FIRST) -> ForcesHistory:
    """How did stockpiles, strategic warheads and treaty counts move, and under which ceilings?

    Every panel holds one way of counting. A date without a figure is a gap, and no line crosses it.

    Arguments: countries, all that have figures if left out; since, the first year to show.
    Refuses:   RangeError for a country without figures or a year outside the data.
    Source:    docs/methods/forces.md
    Example:   detente.forces_history(["United States", "Russia"], since=1990).panels[0].series[0].country
    """
    known = countries_with_figures()
    chosen = tuple(dict.fromkeys(named_country(name, known) for name in countries)) if countries else known
    last = max(row.year for row in tables.stockpiles())
    if not FIRST <= since <= last:
        raise RangeError(
            say("since: found {since}, expected a year from {first} to {last}.", since=since, first=FIRST, last=last)
        )
    laws = treaties()
    panels = [panel for panel in _panels(chosen, since, laws) if panel.series]
    return ForcesHistory(since, chosen, tuple(panels), _sources(panels, laws))


def _panels(chosen: Sequence[str], since: int, laws: Mapping[str, Treaty]) -> Iterator[Panel]:
    large = [name for name in LARGE if name in chosen]
    others = [name for name in chosen if name not in LARGE]
    yield _panel(LARGE_STOCKPILES, [_stock(name, "military_stockpile", since) for name in large], laws)
    yield _panel(OTHER_STOCKPILES, [_stock(name, "military_stockpile", since) for name in others], laws)
    deliverable = [_stock(name, "deliverable_strategic", since) for name in large]
    deployed = [_stock(name, "deployed_strategic", since) for name in large]
    yield _panel(DELIVERABLE, [*deliverable, *deployed], laws)
    yield _panel(START1, [series for name in large for series in _start1(name, since)], laws)
    for column, plan in NEW_START.items():
        yield _panel(plan, [_exchange(name, column, since) for name in large], laws)


def _panel(plan: _Plan, series: Sequence[Series], laws: Mapping[str, Treaty]) -> Panel:
    kept = tuple(one for one in series if any(each.value is not None for each in one.marks))
    notes = tuple(
        say("{country}, {date}: {said}", country=one.country, date=each.date, said=said)
        for one in kept
        for each in one.marks
        for said in _remarks(each)
    )
    found = _ceilings(plan.ceilings, laws, {one.country for one in kept})
    same = {(one.treaty, one.limit, one.low, one.due, one.in_force_to): one for one in reversed(list(found))}
    ceilings = tuple(reversed(same.values()))
    return Panel(plan.key, plan.title, plan.counted, plan.unit, kept, ceilings, notes)


def _remarks(mark: Mark) -> Iterator[str]:
    if mark.conflict:
        yield mark.conflict
    if mark.value is None and mark.gap:
        yield mark.gap


# Series


def _stock(country: str, measure: str, since: int) -> Series:
    """A yearly series; a year without a figure between the first and the last is a gap."""
    rows = {row.year: row for row in tables.stockpiles() if (row.country, row.measure) == (country, measure)}
    years = range(max(since, min(rows)), max(rows) + 1) if rows else ()
    marks = []
    for year in years:
        row = rows.get(year)
        if row is None:
            marks.append(Mark(f"{year}", None, None, (), gap=mark("no figure for this year")))
        else:
            marks.append(Mark(row.as_of, row.value, row.certainty, row.sources, row.note, row.conflict, row.gap))
    return Series(country, MEASURES[measure], tuple(marks), _joined(marks))


def _start1(country: str, since: int) -> Iterator[Series]:
    """Totals by the rules of START I: the treaty's own, and an author's estimates."""
    rows = [
        row for row in tables.start1()
        if row.level == "total" and PREDECESSORS.get(row.country, row.country) == country and _year(row.as_of) >= since
    ]  # fmt: skip
    for basis in dict.fromkeys(row.basis for row in rows):
        marks = [
            Mark(row.as_of, row.warheads, row.certainty, row.sources, row.note, row.conflict, row.gap)
            for row in rows
            if row.basis == basis
        ]
        alone = tuple((place, place + 1) for place in range(len(marks)))  # other declarations lie between these dates
        yield Series(country, basis, tuple(marks), alone)


def _exchange(country: str, column: str, since: int) -> Series:
    rows = [row for row in tables.new_start_exchanges() if row.country == country and _year(row.as_of) >= since]
    marks = tuple(_declared(row, column) for row in rows)
    return Series(country, mark("New START declaration"), marks, runs([each.value for each in marks]))


def _declared(row: NewStartExchange, column: str) -> Mark:
    value: int | None = getattr(row, column)
    gap = None if value is not None else row.gap
    return Mark(row.as_of, value, getattr(row, _LABELS[column]), row.sources, row.note, row.conflict, gap)


def _joined(marks: Sequence[Mark]) -> tuple[tuple[int, int], ...]:
    """Runs of known dates in a row that one source gave."""
    pieces = []
    for first, after in runs([each.value for each in marks]):
        breaks = [at for at in range(first + 1, after) if marks[at].sources != marks[at - 1].sources]
        pieces += list(pairwise([first, *breaks, after]))
    return tuple(pieces)


# Ceilings


def _ceilings(quantities: Sequence[str], laws: Mapping[str, Treaty], countries: set[str]) -> Iterator[Ceiling]:
    """The limits of all treaties on these quantities that bind one of these countries."""
    for treaty in laws.values():
        for rule in treaty.rules:
            limits = rule.quantity in quantities and rule.limit is not None and rule.comparator == "at most"
            if limits and countries & set(treaty.bound(rule, dt.date.max)):
                yield _ceiling(treaty, rule)


def _ceiling(treaty: Treaty, rule: Rule) -> Ceiling:
    assert rule.limit is not None
    high = rule.limit_high or rule.limit
    due, until = treaty.bounds(rule)
    binds = due is not None and (until is None or _first(due) < _first(until))
    return Ceiling(
        treaty=treaty.short,
        title=say(
            "{rule}: at most {limit} {unit}", rule=rule.title, limit=_range(rule), unit=unit_for(high.value, rule.unit)
        ),
        limit=round(high.value),
        low=round(rule.limit.value) if rule.limit_high else None,
        signed=treaty.signed,
        in_force_from=treaty.in_force_from,
        in_force_to=treaty.in_force_to,
        due=due,
        binds=binds,
        status=rule.status or treaty.status,
        source=rule.source,
        certainty=rule.certainty,
    )


def _range(rule: Rule) -> str:
    assert rule.limit is not None
    return span(rule.limit.value, (rule.limit_high or rule.limit).value)


def _sources(panels: Sequence[Panel], laws: Mapping[str, Treaty]) -> dict[str, dict[str, str | None]]:
    """Title, publisher, address, date and licence of every source used."""
    of_treaties: dict[str, Source] = {key: source for law in laws.values() for key, source in law.sources.items()}
    known = {**of_treaties, **tables.sources()}
    cited = [source for panel in panels for one in panel.series for mark in one.marks for source in mark.sources]
    cited += [ceiling.source for panel in panels for ceiling in panel.ceilings if ceiling.source]
    return {source: describe(known[source]) for source in dict.fromkeys(cited)}


def _first(date: str) -> dt.date:
    return period(date).first


def _year(date: str) -> int:
    return int(date[:4])
