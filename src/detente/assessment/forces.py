"""What a country held on a day, and how that is known: published figures, the latest at or before the day."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from detente.assessment.force_changes import changes_between
from detente.assessment.force_countries import countries_with_figures, named_country
from detente.assessment.force_counts import TOO_OLD, by_age, counts_on
from detente.assessment.force_limits import limits_on
from detente.assessment.force_lists import counting_of, leg_sum, listed_on, over_legs, type_row
from detente.assessment.force_quarrels import conflicts_of, gaps_of, rivals_of
from detente.assessment.force_result import Changed, CountryForces, Forces
from detente.counting.ledger import age, period
from detente.errors import RangeError
from detente.messages import joined, say
from detente.reading import forces as tables
from detente.reading.forces import LEGS, Holding, Stockpile
from detente.reading.treaties import treaties
from detente.reading.values import Source


def forces(
    country: str | None = None,
    on: str | None = None,
    own: str | Path | None = None,
    against: str | None = None,
) -> Forces:
    """What did a country hold on a day, by leg and type, and how is that known?

    For every count the latest published figure at or before the day; nothing is interpolated, and each figure shows
    its age. A year or a month means its last day. Limits of treaties that bind on the day stand beside the counts
    that they count.

    Arguments: country, all with figures if left out; on, a date such as "2002", "2002-07" or "2002-07-01", the latest
               in the data if left out; own, a table of your own in the form of data/forces/systems.csv: its lists
               take the place of shipped ones of the same country and date; against, an earlier date to compare with.
    Refuses:   RangeError for a country without figures or a day before the first figure; FileError for a bad table.
    Source:    docs/methods/forces.md
    Example:   detente.forces("Russia", on="2002-06-01").countries[0].gaps
    """
    rows = _rows(own)
    day = _day("on", on)
    before = None if against is None else _day("against", against)
    if before is not None and before >= day:
        raise RangeError(say("against: found {against}, expected a day before {day}.", against=against, day=day))
    names = countries_with_figures(rows)
    chosen = names if country is None else (named_country(country, names),)
    answers = tuple(_country(name, day, rows, before) for name in chosen)
    if country is not None and not answers[0].types and not answers[0].counts:
        raise RangeError(
            say(
                "on: found {on}; no figure for {country} is as old as that. {first}",
                on=on,
                country=chosen[0],
                first=_first(chosen[0], rows),
            )
        )
    return Forces(day.isoformat(), on, against, answers, _described(_cited(answers), own))


def _rows(own: str | Path | None) -> tuple[Holding, ...]:
    """The lists by type: those of one's own table, and the shipped ones of other countries and dates."""
    if own is None:
        return tables.holdings()
    mine = tables.holdings(own)
    replaced = {(row.country, row.as_of) for row in mine}
    return (*(row for row in tables.holdings() if (row.country, row.as_of) not in replaced), *mine)


def _day(what: str, date: str | None) -> dt.date:
    """The last day that a date can mean."""
    first, last = _bounds()
    if date is None:
        return last
    try:
        day = period(date).last
    except RangeError as error:
        raise RangeError(joined(": ", [what, error.said])) from None
    if day < first:
        raise RangeError(
            say(
                "{what}: found {date}, expected a day from {year} on, where the data begin.",
                what=what,
                date=date,
                year=first.year,
            )
        )
    return day


@cache
def _bounds() -> tuple[dt.date, dt.date]:
    """First and last day of all shipped figures."""
    rows: list[Any] = [*tables.holdings(), *tables.stockpiles(), *tables.new_start_exchanges(), *tables.start1()]
    periods = [period(row.as_of) for row in rows]
    return min(when.first for when in periods), max(when.last for when in periods)


def _first(country: str, rows: Sequence[Holding]) -> str:
    every: tuple[Holding | Stockpile, ...] = (*rows, *tables.stockpiles())
    dates = [row.as_of for row in every if row.country == country]
    return say("The first is of {date}.", date=min(dates))


# One country


def _country(name: str, day: dt.date, rows: Sequence[Holding], before: dt.date | None = None) -> CountryForces:
    latest = listed_on(name, day, rows)
    stale = bool(latest) and age(period(latest[0].as_of), day)[0] > TOO_OLD
    listed = [] if stale else latest
    types = tuple(type_row(row) for row in listed)
    legs = tuple(leg_sum(leg, [row for row in listed if row.leg == leg], day) for leg in LEGS) if listed else ()
    whole = over_legs(legs, day) if listed else None
    kept, old = by_age(list(counts_on(name, day)))
    as_of = listed[0].as_of if listed else None
    found = CountryForces(
        country=name,
        types_as_of=as_of,
        types_counted=counting_of(listed),
        types_age_days=age(period(as_of), day) if as_of else None,
        types=types,
        legs=legs,
        whole=whole,
        counts=tuple(kept),
        limits=tuple(limits_on(name, day, kept, treaties())),
        rivals=tuple(rivals_of(name, day, listed, legs, whole)),
        conflicts=tuple(conflicts_of(types, kept)),
        gaps=tuple(gaps_of(name, day, rows, listed, legs, kept)),
        left_out=(
            *(
                [say("by type ({counted}): last list of {as_of}", counted=counting_of(latest), as_of=latest[0].as_of)]
                if stale
                else []
            ),
            *(
                say(
                    "{what} ({counted}): last figure of {as_of}",
                    what=figure.what,
                    counted=figure.counted,
                    as_of=figure.as_of,
                )
                for figure in old
            ),
        ),
    )
    return found if before is None else replace(found, changes=_changes(name, before, rows, found))


def _changes(name: str, before: dt.date, rows: Sequence[Holding], after: CountryForces) -> tuple[Changed, ...]:
    return tuple(changes_between(_country(name, before, rows), after))


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
