"""Words typed by a person as numbers: quantities with units, places, and settings."""

import math
from collections.abc import Mapping, Sequence

from detente import units
from detente.errors import RangeError
from detente.reading.lookup import parameter_of
from detente.reading.systems import catalog, catalog_for


def quantity(option: str, text: str, dimension: str) -> float:
    """A quantity in SI; RangeError names the option."""
    try:
        return units.to_si(text, dimension)
    except RangeError as error:
        raise RangeError(f"{option}: {error}") from None


def angle(option: str, text: str) -> float:
    """An angle in degrees."""
    return math.degrees(quantity(option, text, "angle"))


def pair(option: str, text: str) -> tuple[float, float]:
    """LAT,LON in degrees, or the id of a place of the catalogue."""
    places = catalog().gazetteer.places
    if text in places:
        return places[text].at
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        raise RangeError(
            f'{option}: found "{text}"; expected LAT,LON in degrees, such as 51.7,45.6, or the id of a place, '
            "such as tatishchevo."
        ) from None
    if not (-90.0 <= latitude <= 90.0 and -180.0 <= longitude <= 360.0):
        raise RangeError(
            f"{option}: found latitude {latitude:g}, longitude {longitude:g}; expected -90 to 90 and "
            "-180 to 360, in this order."
        )
    return latitude, longitude


def numbers(given: Sequence[str] | None, system: str = "") -> dict[str, float]:
    """Settings such as "topol-m.range=11000 km", in SI by key; system: may be a TOML file that joins the catalogue."""
    found, (known, _) = {}, catalog_for(system)
    for text in given or ():
        key, equals, value = (part.strip() for part in text.partition("="))
        parameter = parameter_of(key, known)
        if isinstance(parameter, str):
            raise RangeError(f"--set: {parameter}")
        if not equals or parameter.words:
            raise RangeError(f'--set: found "{text}"; expected a number, such as "topol-m.range=11000 km".')
        number = quantity(f"--set {key}", value, parameter.dimension)
        if not parameter.allows(number):
            raise RangeError(f"--set {key}: found {value}; expected {parameter.spoken} {parameter.bounds}.")
        found[key] = number
    return found


def refuse_together(options: Mapping[str, bool]) -> None:
    """RangeError when more than one of these switches is on."""
    on = [name for name, value in options.items() if value]
    if len(on) > 1:
        raise RangeError(f"found {' and '.join(on)}; expected one of them at most.")
