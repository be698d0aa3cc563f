"""What a country held on a day, and how that is known: published figures, the latest at or before the day."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from detente.assessment.force_result import CountryForces, Figure, Forces, LegSum, Rival, TypeRow
from detente.counting.ledger import Sum, added, age, period, standing
from detente.errors import RangeError
from detente.reading import forces as tables
from detente.reading.countries import country as known_country
from detente.reading.files import did_you_mean, shown
from detente.reading.forces import LEGS, MEASURES, SHORT, Holding, NewStartExchange, Stockpile
from detente.reading.values import Certainty, Source, weakest

WORLD = "World"
PREDECESSORS = {"USSR": "Russia"}
TOO_OLD = 10 * 366  # days after which a count of another kind is no longer shown beside newer ones
NEW_START_UNITS = {
    "deployed_warheads": ("deployed warheads", "warheads", "certainty_warheads"),
    "deployed_delivery_vehicles": ("deployed missiles and bombers", "vehicles", "certainty_vehicles"),
    "deployed_and_nondeployed_launchers": ("deployed and non-deployed launchers", "launchers", "certainty_launchers"),
}
NEW_START_RULE = "New START declaration, counted by the treaty's rules"
OVER_LEGS = "sum over the legs"
BY_TYPE = "sum of the figures by type"
AS_PUBLISHED = "as its source lists them"
ATTRIBUTED = "attributed by type under START I"
FOR_THE_LEG = "stated for the leg as a whole"
ORDER = ("deployed_strategic", "deliverable_strategic", "military_stockpile", "military_stockpile_declassified",
         "deployed_nonstrategic", "reserve_nondeployed", "retired", "total_inventory")  # fmt: skip


def forces(country: str | None = None, on: str | None = None, own: str | Path | None = None) -> Forces:
    """What did a country hold on a day, by leg and type, and how is that known?

    For every count the latest published figure at or before the day; nothing is interpolated, and each figure shows
    its age. A year or a month means its last day.

    Arguments: country, all with figures if left out; on, a date such as "2002", "2002-07" or "2002-07-01", the latest
               in the data if left out; own, a table of your own in the form of data/forces/systems.csv, added to it.
    Refuses:   RangeError for a country without figures or a day before the first figure; FileError for a bad table.
    Source:    docs/methods/forces.md
    Example:   detente.forces("Russia", on="2002-06-01").countries[0].gaps
    """
    rows = tables.holdings() if own is None else (*tables.holdings(), *tables.holdings(own))
    day = _day(on)
    names = countries_with_figures(rows)
    chosen = names if country is None else (named_country(country, names),)
    answers = tuple(_country(name, day, rows) for name in chosen)
    if country is not None and not answers[0].types and not answers[0].counts:
        raise RangeError(f"on: found {on}; no figure for {chosen[0]} is as old as that. {_first(chosen[0], rows)}")
    return Forces(day.isoformat(), on, answers, _described(_cited(answers), own))


def countries_with_figures(rows: Iterable[Holding] | None = None) -> tuple[str, ...]:
    """Every country with a figure of its own: those with the largest last stockpile first, then by name."""
    held: dict[str, int] = {}
    for row in sorted(tables.stockpiles(), key=lambda row: row.year):
        if row.country != WORLD and row.measure == "military_stockpile":
            held[row.country] = row.value
    others = {PREDECESSORS.get(row.country, row.country) for row in rows or tables.holdings()}
    return (*sorted(held, key=lambda name: (-held[name], name)), *sorted(others - set(held)))


def _day(on: str | None) -> dt.date:
    """The last day that a date can mean."""
    first, last = _bounds()
    if on is None:
        return last
    try:
        day = period(on).last
    except RangeError as error:
        raise RangeError(f"on: {error}") from None
    if day < first:
        raise RangeError(f"on: found {on}, expected a day from {first.year} on, where the data begin.")
    return day


@cache
def _bounds() -> tuple[dt.date, dt.date]:
    """First and last day of all shipped figures."""
    rows: list[Any] = [*tables.holdings(), *tables.stockpiles(), *tables.new_start_exchanges(), *tables.start1()]
    periods = [period(row.as_of) for row in rows]
    return min(when.first for when in periods), max(when.last for when in periods)


def named_country(asked: str, names: Sequence[str]) -> str:
    """The country meant, or why there is none."""
    plain = {name.casefold(): name for name in names}
    found = plain.get(asked.strip().casefold()) or plain.get((known_country(asked) or "").casefold())
    if found:
        return found
    there = f"Countries with figures: {', '.join(names)}."
    if real := known_country(asked):
        raise RangeError(f"country: no figures for {real} in the data. {there}")
    raise RangeError(f"country: found {shown(asked)}, expected a country.{did_you_mean(asked, names)} {there}")


def _first(country: str, rows: Sequence[Holding]) -> str:
    every: tuple[Holding | Stockpile, ...] = (*rows, *tables.stockpiles())
    dates = [row.as_of for row in every if row.country == country]
    return f"The first is of {min(dates)}."


# One country


def _country(name: str, day: dt.date, rows: Sequence[Holding]) -> CountryForces:
    latest = _listed(name, day, rows)
    stale = bool(latest) and age(period(latest[0].as_of), day)[0] > TOO_OLD
    listed = [] if stale else latest
    types = tuple(_type_row(row) for row in listed)
    legs = tuple(_leg(leg, [row for row in listed if row.leg == leg], day) for leg in LEGS) if listed else ()
    whole = _whole(legs, day) if listed else None
    kept, old = _by_age(list(_counts(name, day)))
    as_of = listed[0].as_of if listed else None
    return CountryForces(
        country=name,
        types_as_of=as_of,
        types_counted=_counted(listed),
        types_age_days=age(period(as_of), day) if as_of else None,
        types=types,
        legs=legs,
        whole=whole,
        counts=tuple(kept),
        rivals=tuple(_rivals(name, day, listed, legs, whole)),
        conflicts=tuple(_conflicts(types, kept)),
        gaps=tuple(_gaps(name, day, rows, listed, legs, kept)),
        left_out=(
            *([f"by type ({_counted(latest)}): last list of {latest[0].as_of}"] if stale else []),
            *(f"{figure.what} ({figure.counted}): last figure of {figure.as_of}" for figure in old),
        ),
    )


def _counted(listed: Sequence[Holding]) -> str:
    """How the warheads of a list by type are counted."""
    return ATTRIBUTED if listed and listed[0] in _attributed() else AS_PUBLISHED if listed else ""


def _listed(name: str, day: dt.date, rows: Sequence[Holding]) -> list[Holding]:
    """The rows of the latest list by type at or before a day, those of the START I memorandum among them."""
    lists = (*rows, *_attributed())
    own = [row for row in lists if PREDECESSORS.get(row.country, row.country) == name]
    latest = standing([period(row.as_of) for row in own], day)
    return [] if latest is None else [row for row in own if row.as_of == own[latest].as_of]


@cache
def _attributed() -> tuple[Holding, ...]:
    """The lists by type of START I, warheads as attributed by its rules."""
    return tuple(
        Holding(
            as_of=row.as_of, country=row.country, leg=row.leg or "", level=row.level, system=row.system,
            other_name=None, deployed=row.delivery_vehicles, unit="vehicles", warheads_each=None,
            warheads_total=row.warheads, sources=row.sources, certainty=row.certainty, note=row.note,
            conflict=row.conflict, gap=row.gap,
        )
        for row in tables.start1()
        if row.level != "total"
    )  # fmt: skip


def _type_row(row: Holding) -> TypeRow:
    shared = {name: getattr(row, name) for name in TypeRow.__dataclass_fields__}
    return TypeRow(**shared)


def _leg(leg: str, rows: list[Holding], day: dt.date) -> LegSum:
    as_of = rows[0].as_of if rows else ""
    units = dict.fromkeys(row.unit for row in rows)
    deployed = tuple(
        _leg_figure(leg, unit, [row for row in rows if row.unit == unit], "deployed", as_of, day) for unit in units
    )
    warheads = _leg_figure(leg, "warheads", rows, "warheads_total", as_of, day)
    return LegSum(leg, warheads, tuple(figure for figure in deployed if figure.value is not None))


def _leg_figure(leg: str, unit: str, rows: list[Holding], column: str, as_of: str, day: dt.date) -> Figure:
    """A count of one leg: as stated for the leg, else the sum of its types."""
    stated = next((row for row in rows if row.level == "leg" and getattr(row, column) is not None), None)
    types = [row for row in rows if row.level != "leg"]
    old = age(period(as_of), day) if as_of else (0, 0)
    if stated is not None:
        return Figure(
            f"{leg} {unit}", getattr(stated, column), unit, FOR_THE_LEG, as_of, old, stated.certainty, stated.sources,
            note=stated.note, conflict=stated.conflict, gap=stated.gap,
        )  # fmt: skip
    found = _sum(types, column)
    return _summed(f"{leg} {unit}", unit, found, types if found.value is not None else [], as_of, old)


def _sum(types: Sequence[Holding], column: str) -> Sum:
    return added({row.system: getattr(row, column) for row in types}, whole=all(row.level == "type" for row in types))


def _summed(what: str, unit: str, found: Sum, rows: Sequence[Holding], as_of: str, old: tuple[int, int]) -> Figure:
    """A sum of ours, no surer than derived, nor than the weakest of its parts."""
    certainty = weakest(*(row.certainty for row in rows), *(("derived",) if len(rows) > 1 else ())) if rows else None
    cited = tuple(dict.fromkeys(source for row in rows for source in row.sources))
    return Figure(
        what, found.value, unit, BY_TYPE, as_of, old, certainty, cited, at_least=found.lower_bound,
        missing=found.missing,
    )  # fmt: skip


def _whole(legs: Sequence[LegSum], day: dt.date) -> Figure | None:
    """Warheads of all legs of a list; None where none is known."""
    figures = [leg.warheads for leg in legs]
    found = added({leg.leg: leg.warheads.value for leg in legs}, whole=not any(figure.at_least for figure in figures))
    if found.value is None:
        return None
    known = [figure for figure in figures if figure.value is not None]
    certainties: list[Certainty] = [figure.certainty for figure in known if figure.certainty]
    as_of = known[0].as_of
    return Figure(
        "strategic warheads", found.value, "warheads", OVER_LEGS, as_of, age(period(as_of), day),
        weakest(*certainties, "derived"), tuple(dict.fromkeys(source for figure in known for source in figure.sources)),
        at_least=found.lower_bound, missing=found.missing,
    )  # fmt: skip


# Counts of other kinds


def _counts(name: str, day: dt.date) -> Iterator[Figure]:
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
    whose = "START I, memorandum of understanding" if row.basis == "START-accountable" else f"START I, {row.basis}"
    for what, unit, value in (
        ("attributed warheads", "warheads", row.warheads),
        ("delivery vehicles", "vehicles", row.delivery_vehicles),
    ):
        yield Figure(
            what, value, unit, whose, row.as_of, age(period(row.as_of), day), row.certainty, row.sources,
            note=row.note, conflict=row.conflict, gap=row.gap,
        )  # fmt: skip


def _by_age(figures: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Figures to show, and those too old while there are newer ones."""
    young = [figure for figure in figures if figure.age_days[0] <= TOO_OLD]
    return (young, [figure for figure in figures if figure not in young]) if young else (figures, [])


# Quarrels and gaps


_TOTALS = (SHORT["deliverable_strategic"], SHORT["deployed_strategic"])


class _Pair(NamedTuple):
    subject: str
    one: Figure
    other: Figure


def _rivals(
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
            found = _sum(same, column)
            if figure.counted == FOR_THE_LEG and found.value is not None and not found.missing:
                by_type = _summed(figure.what, figure.unit, found, same, figure.as_of, figure.age_days)
                yield _Pair(f"{figure.what} in {figure.as_of}", figure, by_type)


def _of_warheads(name: str, day: dt.date, whole: Figure | None) -> Iterator[_Pair]:
    """The sum of a whole list against the estimate series of its year."""
    if whole is None or whole.missing:
        return
    for measure in ("deliverable_strategic", "deployed_strategic"):
        other = _measured(name, measure, whole.as_of[:4], day)
        if other is not None:
            yield _Pair(f"strategic warheads in {whole.as_of[:4]}, counted in two ways", whole, other)


def _of_stockpiles(name: str, day: dt.date) -> Iterator[_Pair]:
    """The official figure of a stockpile against the estimate of its year."""
    for row in tables.stockpiles():
        if (row.country, row.measure) == (name, "military_stockpile_declassified") and period(row.as_of).first <= day:
            official = _measured(name, row.measure, row.as_of, day)
            estimate = _measured(name, "military_stockpile", row.as_of, day)
            if official and estimate:
                yield _Pair(f"military stockpile in {row.as_of}", estimate, official)


def _measured(name: str, measure: str, year: str, day: dt.date) -> Figure | None:
    for row in tables.stockpiles():
        if (row.country, row.measure, row.as_of) == (name, measure, year):
            return Figure(
                SHORT[measure], row.value, row.unit, MEASURES[measure], row.as_of,
                age(period(row.as_of), day), row.certainty, row.sources,
            )  # fmt: skip
    return None


def _conflicts(types: Sequence[TypeRow], counts: Sequence[Figure]) -> list[str]:
    said = [f"{row.system} ({row.as_of}): {row.conflict}" for row in types if row.conflict]
    said += [f"{figure.counted} ({figure.as_of}): {figure.conflict}" for figure in counts if figure.conflict]
    return list(dict.fromkeys(said))


def _gaps(
    name: str, day: dt.date, rows: Sequence[Holding], listed: Sequence[Holding], legs: Sequence[LegSum],
    counts: Sequence[Figure],
) -> Iterator[str]:  # fmt: skip
    """What is not known, in sentences."""
    if not listed:
        total = next((figure for figure in counts if figure.what in _TOTALS), None)
        said = f"; in all {total.value:,} {total.what} ({total.as_of}, {total.counted})" if total else ""
        yield f"by type: not known from a checked source{said}"
    else:
        yield from _gaps_of_list(name, day, rows, listed, legs)
    later = [row for row in tables.new_start_exchanges() if row.country == name and period(row.as_of).first <= day]
    shown_dates = {figure.as_of for figure in counts if figure.counted == NEW_START_RULE}
    for row in later:
        if shown_dates and row.as_of >= min(shown_dates) and row.gap:
            yield f"New START, {row.as_of}: {row.gap}"


def _gaps_of_list(
    name: str, day: dt.date, rows: Sequence[Holding], listed: Sequence[Holding], legs: Sequence[LegSum]
) -> Iterator[str]:
    as_of = listed[0].as_of
    said = {f"by type, {as_of}, {row.leg}: {row.gap}" for row in listed if row.gap}
    yield from sorted(said)
    for leg in legs:
        if not any(row.leg == leg.leg for row in listed):
            yield f"by type, {as_of}: {leg.leg} not in the list"
    if all(leg.warheads.value is None for leg in legs):
        own = [row for row in rows if row.country == name and row.warheads_total is not None]
        last = standing([period(row.as_of) for row in own], day)
        before = f"; the last list with warheads is of {own[last].as_of}" if last is not None else ""
        yield f"by type, {as_of}: warheads not stated{before}"


# Sources


def _cited(answers: Iterable[CountryForces]) -> Iterator[str]:
    for answer in answers:
        for row in answer.types:
            yield from row.sources
        for figure in (*answer.counts, *(figure for rival in answer.rivals for figure in rival.figures)):
            yield from figure.sources


def _described(cited: Iterable[str], own: str | Path | None = None) -> dict[str, dict[str, str | None]]:
    """Title, publisher, address, date and licence of each source that is used, in the order of use."""
    known = tables.sources() if own is None else tables.own_sources(own)
    return {source: describe(known[source]) for source in dict.fromkeys(cited)}


def describe(source: Source) -> dict[str, str | None]:
    """A source as plain text."""
    return {name: getattr(source, name) for name in ("title", "publisher", "address", "date", "licence")}
