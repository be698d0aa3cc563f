"""Names of countries in treaties and in what parties declare: one name each, whatever a file calls it."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from detente.messages import say
from detente.reading import atlas
from detente.reading.files import did_you_mean, shown

_ALSO = {
    "US": "United States",
    "USA": "United States",
    "United States of America": "United States",
    "USSR": "Russia",
    "Soviet Union": "Russia",
    "Russian Federation": "Russia",
    "UK": "United Kingdom",
    "Czech Republic": "Czechia",
    "Great Britain": "United Kingdom",
    "Republic of Korea": "South Korea",
    "DPRK": "North Korea",
    "Türkiye": "Turkey",
}
"""Other names, and Russia for the state whose treaties it took over."""


def country_names() -> tuple[str, ...]:
    """Every country that may be a party, by the one name used here."""
    found = {_ALSO.get(country.name, country.name) for country in atlas.countries().values()}
    return tuple(sorted(found))


def country(found: str) -> str | None:
    """The one name of a country, or nothing if it is none: "USSR" and "Russian Federation" are "Russia"."""
    known = {name.casefold(): name for name in country_names()}
    also = {name.casefold(): meant for name, meant in _ALSO.items()}
    wanted = found.strip().casefold()
    return also.get(wanted) or known.get(wanted)


def countries_in(text: str, among: tuple[str, ...]) -> tuple[str, ...]:
    """Which of some countries a text such as "United States and NATO" names."""
    padded = f" {text.casefold()} "
    names: dict[str, list[str]] = {name: [name] for name in among}
    for other, meant in _ALSO.items():
        if meant in names:
            names[meant].append(other)
    return tuple(
        name
        for name, spellings in names.items()
        if any(f" {spelling.casefold()} " in padded.replace(",", " ").replace("'", " ") for spelling in spellings)
    )


def _country(found: Any) -> str:
    if not isinstance(found, str) or not found.strip():
        raise ValueError(
            say('found {found}, expected a country in quotes, such as "United States".', found=shown(found))
        )
    name = country(found)
    if name is None:
        hint = did_you_mean(found, (*country_names(), *_ALSO))
        raise ValueError(
            say(
                'found {found}, expected a country such as "United States" or "Russia".{hint}',
                found=shown(found),
                hint=hint,
            )
        )
    return name


Country = Annotated[str, BeforeValidator(_country)]
"""A country by its one name."""
