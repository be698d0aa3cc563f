"""Which countries have figures of their own, and what they are called."""

from collections.abc import Iterable, Sequence

from detente.errors import RangeError
from detente.messages import say
from detente.reading import forces as tables
from detente.reading.countries import country as known_country
from detente.reading.files import did_you_mean, shown
from detente.reading.forces import Holding

WORLD = "World"
PREDECESSORS = {"USSR": "Russia"}


def countries_with_figures(rows: Iterable[Holding] | None = None) -> tuple[str, ...]:
    """Every country with a figure of its own: those with the largest last stockpile first, then by name."""
    held: dict[str, int] = {}
    for row in sorted(tables.stockpiles(), key=lambda row: row.year):
        if row.country != WORLD and row.measure == "military_stockpile":
            held[row.country] = row.value
    others = {PREDECESSORS.get(row.country, row.country) for row in rows or tables.holdings()}
    return (*sorted(held, key=lambda name: (-held[name], name)), *sorted(others - set(held)))


def named_country(asked: str, names: Sequence[str]) -> str:
    """The country meant, or why there is none."""
    plain = {name.casefold(): name for name in names}
    found = plain.get(asked.strip().casefold()) or plain.get((known_country(asked) or "").casefold())
    if found:
        return found
    there = say("Countries with figures: {names}.", names=", ".join(names))
    if real := known_country(asked):
        raise RangeError(say("country: no figures for {real} in the data. {there}", real=real, there=there))
    raise RangeError(
        say(
            "country: found {found}, expected a country.{hint} {there}",
            found=shown(asked),
            hint=did_you_mean(asked, names),
            there=there,
        )
    )
