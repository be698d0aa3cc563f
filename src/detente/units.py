"""How "5.5 km/s" becomes 5500.0 and back. One number and one unit: no arithmetic, no offsets, no guesses.

This is the only module that knows pint; it opens it on first use, because opening it takes a moment.
"""

import difflib
import math
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from detente.errors import RangeError
from detente.messages import ENGLISH, digits, language, mark, say, tr

if TYPE_CHECKING:
    import pint


class QuantityError(RangeError, ValueError):
    """Text that is not one number and one unit of the kind asked for."""


@dataclass(frozen=True)
class Dimension:
    """A kind of quantity: its name with an article, the SI unit we compute in, one example to copy.

    The other units are the usual ones, for "Did you mean"; any unit of the right kind is accepted.
    """

    spoken: str
    si: str
    example: str
    others: tuple[str, ...]


DIMENSIONS = {
    "speed": Dimension(mark("a speed"), "m/s", "5.5 km/s", ("km/s", "km/h", "ft/s", "mile/s", "mile/h", "knot")),
    "length": Dimension(mark("a length"), "m", "120 km", ("km", "cm", "mm", "mile", "nmi", "ft")),
    "time": Dimension(mark("a time"), "s", "90 s", ("min", "h", "ms")),
    "angle": Dimension(mark("an angle"), "rad", "30 deg", ("deg", "arcmin")),
    "mass": Dimension(mark("a mass"), "kg", "1000 kg", ("t", "tonne", "g", "lb")),
    "force": Dimension(mark("a force"), "N", "140 kN", ("kN", "MN", "kgf", "lbf")),
    "turn rate": Dimension(mark("a turn rate"), "rad/s", "1.3 deg/s", ("deg/s",)),
    "areal density": Dimension(mark("a mass over an area"), "kg/m^2", "5000 kg/m^2", ("lb/ft^2", "g/cm^2")),
    "area": Dimension(mark("an area"), "m^2", "1 m^2", ("cm^2", "km^2", "ft^2")),
    "density": Dimension(mark("a density"), "kg/m^3", "1.2 kg/m^3", ("g/cm^3",)),
}
"""What a text may be asked to be. Specific impulse is a time, in seconds."""

PURE = Dimension(mark("a number"), "1", "0.56", ("%",))
"""What has no unit: shares and counts."""

SHOWN = (
    mark("km/s"), mark("m/s"), mark("km/h"), mark("ft/s"), mark("mile/s"), mark("mile/h"), mark("knot"), mark("Mach"),
    mark("km"), mark("m"), mark("cm"), mark("mm"), mark("mile"), mark("miles"), mark("nmi"), mark("nautical miles"),
    mark("ft"), mark("s"), mark("min"), mark("h"), mark("ms"), mark("rad"), mark("deg"), mark("arcmin"), mark("kg"),
    mark("t"), mark("tonne"), mark("tonnes"), mark("g"), mark("lb"), mark("N"), mark("kN"), mark("MN"), mark("kgf"),
    mark("lbf"), mark("rad/s"), mark("deg/s"), mark("kg/m^2"), mark("lb/ft^2"), mark("g/cm^2"), mark("m^2"),
    mark("cm^2"), mark("km^2"), mark("ft^2"), mark("kg/m^3"), mark("g/cm^3"),
)  # fmt: skip
"""Units as they are written behind a number, for the catalogue of messages."""

_OTHER_KINDS = {
    mark("a temperature"): "kelvin",
    mark("an acceleration"): "m/s^2",
    mark("a volume"): "m^3",
    mark("a pressure"): "Pa",
    mark("an energy"): "J",
    mark("a frequency"): "Hz",
    mark("a share"): "percent",
}

_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_WORD = r"[A-Za-zµ°%]+(?: [Mm]iles?)?(?:(?:\^|\*\*)?[23])?"
_QUANTITY = re.compile(rf"\s*({_NUMBER})\s*({_WORD}(?:\s*/\s*{_WORD})?)\s*", re.ASCII)
_WRITTEN = re.compile(r"([+-]?[\d,]*\.?\d+%?)(?: ([A-Za-z/^2-3 ]+))?", re.ASCII)
_SPELLINGS = {
    "nautical miles": "nmi",
    "nautical mile": "nmi",
    "°": "deg",
    "kn": "knot",
    "kt": "knot",
    "kts": "knot",
}
"""Spellings that pint lacks or reads as something else (a kt is a kilotonne to it)."""
_AMBIGUOUS = {
    "ton": mark('some mean 1000 kg by it, others 907 kg; write "t" or "kg"'),
    "tons": mark('some mean 1000 kg by it, others 907 kg; write "t" or "kg"'),
    "nm": mark('some mean nautical miles by it, others nanometres; write "nmi" or "km"'),
    "M": mark('some mean metres by it, others miles or Mach; write "m"'),
}


def to_si(text: str, dimension: str) -> float:
    """What number in SI is meant by this text, given what kind of quantity it must be?

    Angles come back in radians. Exactly linear: the number times the size of the unit, nothing else.

    Refuses: QuantityError (a RangeError and a ValueError), saying what was found and what to write instead.
    """
    wanted = DIMENSIONS[dimension]
    number, unit = _split(text, wanted)
    found, factor = _kind(unit, text, wanted)
    if found != wanted.spoken:
        raise _refusal(mark("found {found}, {kind}; expected {expected}. {advice}"), text, wanted, kind=found)
    value = number * factor
    if not math.isfinite(value):
        raise _refusal(mark("found {found}, too large to compute with; expected {expected}. {advice}"), text, wanted)
    return value


def pure_number(found: str | float) -> float:
    """A number without a unit, as a number or as text; "56 %" is 0.56.

    Refuses: QuantityError, saying what was found and what to write instead.
    """
    match = re.fullmatch(rf"\s*({_NUMBER})\s*(%?)\s*", str(found), re.ASCII)
    if isinstance(found, bool) or match is None or not math.isfinite(float(match[1])):
        raise _refusal(mark("found {found}; expected a number without a unit. {advice}"), str(found), PURE)
    return float(match[1]) * (0.01 if match[2] else 1.0)


def size_of_unit(text: str, dimension: str) -> float:
    """The size in SI of the unit in a text: 1609.344 for "4200 miles". Refuses as `to_si` does."""
    to_si(text, dimension)
    return _kind(_split(text, DIMENSIONS[dimension])[1], text, DIMENSIONS[dimension])[1]


def from_si(value: float, unit: str) -> float:
    """How many of this unit make an SI value? "1" stands for a pure number, "%" for hundredths."""
    return value / _factor(unit)


def show(value_si: float, unit: str, digits: int) -> str:
    """An SI value as text in the unit asked for, with so many digits after the decimal point."""
    shown = f"{from_si(value_si, unit):.{digits}f}"
    if float(shown) == 0.0:
        shown = shown.removeprefix("-")
    return shown if unit == "1" else f"{shown} {unit}"


def spoken(text: str) -> str:
    """A quantity as it was written, "6.3 km/s" or "8.5 km/s to 9 km/s", as the language of the moment writes it.

    Text that is no quantity is a word, or somebody's own words, and is said as the catalogue has it.
    """
    if language() == ENGLISH:
        return text
    if (said := tr(text)) != text:  # words that begin with a number, such as "2022 at the earliest"
        return said
    low, to, high = text.partition(" to ")
    first, last = _WRITTEN.fullmatch(low), _WRITTEN.fullmatch(high)
    if to and first and last:
        least = digits(first[1]) if first[2] == last[2] else spoken(low)
        return tr("{low} to {high}", low=least, high=spoken(high))
    if match := _WRITTEN.fullmatch(text):
        number = digits(match[1])
        return f"{number}\u00a0{tr(match[2])}" if match[2] else number
    return text


def _split(text: str, wanted: Dimension) -> tuple[float, str]:
    """The number and the unit in a text; refuses anything else, each with its own advice."""
    if not isinstance(text, str):
        raise _refusal(mark("found {found}, a number without a unit; expected {expected}. {advice}"), text, wanted)
    if re.search(r"(?<![a-z])mach(?![a-z])", text, re.IGNORECASE):
        raise _refusal(mark("found {found}; Mach depends on the air, so it is no fixed speed. {advice}"), text, wanted)
    if match := _QUANTITY.fullmatch(text):
        return float(match[1]), _plain(match[2])
    if re.fullmatch(rf"\s*{_NUMBER}\s*", text, re.ASCII):
        raise _refusal(mark("found {found}, a number without a unit; expected {expected}. {advice}"), text, wanted)
    if re.search(r"\d[,' _]\d", text):
        raise _refusal(mark("found {found}; write the number without separators, with a point. {advice}"), text, wanted)
    raise _refusal(
        mark("found {found}, which is not one number and one unit; expected {expected}. {advice}"), text, wanted
    )


def _plain(unit: str) -> str:
    """A unit spelled the way pint knows it."""
    joined = re.sub(r"\s*/\s*", "/", " ".join(unit.split()))
    return _SPELLINGS.get(joined.lower() if "autical" in joined else joined, joined)


def _kind(unit: str, text: str, wanted: Dimension) -> tuple[str, float]:
    """What a unit measures, in words, and its size in SI; refuses what is unknown or means two things."""
    if unit in _AMBIGUOUS:
        raise _refusal(
            mark('found {found}; "{unit}" is ambiguous: {why}.'), text, wanted, unit=unit, why=_AMBIGUOUS[unit]
        )
    try:
        return _measure(unit)
    except LookupError:
        near = {known.lower(): known for known in (wanted.si, *wanted.others)}
        close = difflib.get_close_matches(unit.lower()[:40], near, n=1, cutoff=0.6)
        hint = say(' Did you mean "{word}"?', word=near[close[0]]) if close else ""
        raise _refusal(
            mark('found {found}; "{unit}" is not a unit known here.{hint} {advice}'), text, wanted, unit=unit, hint=hint
        ) from None


@lru_cache(maxsize=512)
def _measure(unit: str) -> tuple[str, float]:
    """What a unit measures and its size in SI; LookupError when there is no such unit."""
    size, roots = _roots(unit)
    for spoken, si in _all_kinds().items():
        si_size, si_roots = _roots(si)
        if roots == si_roots:
            return spoken, float(size / si_size)
    return mark("another kind of quantity"), math.nan


@lru_cache(maxsize=512)
def _roots(unit: str) -> tuple[Fraction, Any]:
    """A unit in root units, which keep the radian: a share is no angle, a hertz is no turn rate."""
    import pint

    registry = _registry()
    try:
        root: tuple[Any, Any] = registry.get_root_units(unit.replace("^", "**"))
    except (pint.PintError, AttributeError, ValueError, TypeError, AssertionError) as error:
        raise LookupError(unit) from error
    return Fraction(root[0]), root[1]


def _factor(unit: str) -> float:
    if unit in ("1", ""):
        return 1.0
    if unit == "%":
        return 0.01
    try:
        found, factor = _measure(_plain(unit))
    except LookupError:
        raise QuantityError(say('"{unit}" is not a unit known here.', unit=unit)) from None
    if found not in {kind.spoken for kind in DIMENSIONS.values()}:
        raise QuantityError(say('"{unit}" is {kind}; this program does not compute with it.', unit=unit, kind=found))
    return factor


@cache
def _registry() -> "pint.UnitRegistry[Any]":
    import pint

    return pint.UnitRegistry(non_int_type=Fraction)  # fractions: a foot is 0.3048 m and not nearly so


@cache
def _all_kinds() -> dict[str, str]:
    return {kind.spoken: kind.si for kind in DIMENSIONS.values()} | _OTHER_KINDS


def _quoted(text: str) -> str:
    return '"' + (text if len(text) <= 60 else text[:57] + "...") + '"'


def _refusal(message: str, text: Any, wanted: Dimension, **values: Any) -> QuantityError:
    """What is wrong with a text of which a quantity is wanted; the message has gaps for all of this."""
    found = _quoted(text) if isinstance(text, str) else text
    advice = say('Write for example "{example}".', example=wanted.example)
    return QuantityError(say(message, found=found, expected=wanted.spoken, advice=advice, **values))
