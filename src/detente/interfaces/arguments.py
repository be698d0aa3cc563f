"""Words typed by a person as numbers: quantities with units, places, and settings."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from detente import units
from detente.assessment.engage import RadarAt
from detente.errors import RangeError
from detente.messages import joined, plural, say
from detente.reading.flights import AnnouncedFlight, announced_flight, read_flights
from detente.reading.lookup import parameter_of, position_of
from detente.reading.systems import catalog, catalog_for


def quantity(option: str, text: str, dimension: str) -> float:
    """A quantity in SI; RangeError names the option."""
    try:
        return units.to_si(text, dimension)
    except RangeError as error:
        raise RangeError(say("{option}: {error}", option=option, error=error.said)) from None


def share(option: str, text: str) -> float:
    """A share such as "1%", "0.5 %" or "0.01"; RangeError names the option."""
    number, percent = text.strip().removesuffix("%").strip(), text.strip().endswith("%")
    try:
        found = float(number) / (100.0 if percent else 1.0)
    except ValueError:
        found = math.nan
    if not 0.0 < found < 1.0:
        raise RangeError(
            say('{option}: found "{text}"; expected a share between 0 and 1, such as "1%" or 0.01.',
                option=option, text=text)
        )  # fmt: skip
    return found


def angle(option: str, text: str) -> float:
    """An angle in degrees."""
    return math.degrees(quantity(option, text, "angle"))


def pair(option: str, text: str) -> tuple[float, float]:
    """LAT,LON in degrees, or the id of a place of the catalogue."""
    found = position_of(text, catalog())
    if isinstance(found, str):
        raise RangeError(say("{option}: {error}", option=option, error=found))
    return found


def radar(option: str, text: str, site: str | None = None) -> tuple[str, str, tuple[float, float], float | None]:
    """ID@PLACE or ID@PLACE@FACING: id, name, place [deg] and azimuth [deg, None: not said]; no PLACE: at the site."""
    system, *rest = (part.strip() for part in text.split("@"))
    if not system or len(rest) > 2 or (not rest and site is None):
        raise RangeError(
            say(
                '{option}: found "{text}"; expected ID@LAT,LON or ID@PLACE, and where it looks one way @FACING, such '
                'as "tpy-2-kurecik@kurecik@95 deg".',
                option=option,
                text=text,
            )
        )
    where = rest[0] if rest else site or ""
    facing = angle(option, rest[1]) if len(rest) > 1 else None
    if facing is not None and not -360.0 <= facing <= 360.0:
        raise RangeError(
            say("{option}: found a facing of {facing:g} deg; expected -360 to 360 deg from north over east.",
                option=option, facing=facing)
        )  # fmt: skip
    return system, say("{system} at {where}", system=system, where=where), pair(option, where), facing


def radars(remote: Sequence[str] | None, own: Sequence[str] | None, site: str) -> list[RadarAt]:
    """The radars of an engagement: those that stand anywhere, then those of the site itself."""
    found = []
    for text in remote or ():
        system, name, at, facing = radar("--radar", text)
        found.append(RadarAt(system, at, facing, name=name))
    for text in own or ():
        system, name, at, facing = radar("--own-radar", text, site)
        found.append(RadarAt(system, at, facing, own=True, name=name))
    return found


def numbers(given: Sequence[str] | None, system: str = "") -> dict[str, float]:
    """Settings such as "topol-m.range=11000 km", in SI by key; system: may be a TOML file that joins the catalogue."""
    found, (known, _) = {}, catalog_for(system)
    for text in given or ():
        key, equals, value = (part.strip() for part in text.partition("="))
        parameter = parameter_of(key, known)
        if isinstance(parameter, str):
            raise RangeError(say("{option}: {error}", option="--set", error=parameter))
        if not equals or parameter.words:
            raise RangeError(
                say('--set: found "{text}"; expected a number, such as "topol-m.range=11000 km".', text=text)
            )
        number = quantity(f"--set {key}", value, parameter.dimension)
        if not parameter.allows(number):
            raise RangeError(
                say("--set {key}: found {value}; expected {what} {bounds}.", key=key, value=value,
                    what=parameter.spoken, bounds=parameter.bounds)
            )  # fmt: skip
        found[key] = number
    return found


def announced_flights(said: Mapping[str, str | None], table: Path | None) -> list[AnnouncedFlight]:
    """The flight that options describe, or those of a table; RangeError lists every option that is wrong."""
    if table is not None:
        given = [f"--{name}" for name, text in said.items() if text is not None]
        if given:
            raise RangeError(
                say("found --table and {options}; expected a table or one flight, not both.", options=", ".join(given))
            )
        return read_flights(table)
    problems: list[str] = []

    def complain(name: str, message: str) -> None:
        problems.append(say("{option}: {error}", option=f"--{name}", error=message))

    flight = announced_flight(said, complain)
    if flight is None:
        raise RangeError(joined("\n", problems))
    return [flight]


def burn_times(text: str | None) -> tuple[float, float, float] | None:
    """One burn time for low, middle and high; None when none is given."""
    if text is None:
        return None
    time = quantity("--burn-time", text, "time")
    return time, time, time


def refuse_together(options: Mapping[str, bool]) -> None:
    """RangeError when more than one of these switches is on."""
    on = [name for name, value in options.items() if value]
    if len(on) > 1:
        raise RangeError(say("found {options}; expected one of them at most.", options=_listed(on)))


def refuse_stray(options: Mapping[str, object], what: str) -> None:
    """RangeError when an option is given that does not go with this: nothing typed is dropped in silence.

    what: a message.
    """
    stray = [name for name, value in options.items() if value]
    if stray:
        raise RangeError(
            plural(
                len(stray),
                "{options} does not go with {what}.",
                "{options} do not go with {what}.",
                options=", ".join(stray),
                what=what,
            )
        )


def _listed(names: Sequence[str]) -> str:
    """Options in a row, as a message."""
    first, *others = names
    for other in others:
        first = say("{first} and {last}", first=first, last=other)
    return first
