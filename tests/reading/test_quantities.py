"""Text with a unit becomes a number in SI, exactly, or is refused with advice."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import DetenteError, RangeError
from detente.messages import catalogue, speaking
from detente.reading.parameters import PARAMETERS, SPOKEN
from detente.units import DIMENSIONS, QuantityError, from_si, show, spoken, to_si

NUMBERS = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False)
UNITS = [(kind, unit) for kind, known in DIMENSIONS.items() for unit in (known.si, *known.others)]


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        # SI brochure, 9th edition (2019), table 8 for minute, hour, degree and tonne.
        ("5.5 km/s", "speed", 5500.0),
        ("1 min", "time", 60.0),
        ("1 h", "time", 3600.0),
        ("180 deg", "angle", math.pi),
        ("180°", "angle", math.pi),
        ("45.1 t", "mass", 45_100.0),
        # NIST SP 811 (2008), appendix B.8: mile, nautical mile, foot, knot, pound, pound-force.
        ("1 mile", "length", 1_609.344),
        ("1 nmi", "length", 1_852.0),
        ("300 nautical miles", "length", 555_600.0),
        ("100 ft/s", "speed", 30.48),
        ("36 km/h", "speed", 10.0),
        ("1 kn", "speed", 1852.0 / 3600.0),
        ("1 lb", "mass", 0.453_592_37),
        ("1 lbf", "force", 4.448_221_615_260_5),
        ("140 kN", "force", 140_000.0),
        ("-30 s", "time", -30.0),
        (" 6.3   km / s ", "speed", 6300.0),
        ("1.348 deg/s", "turn rate", math.radians(1.348)),
        ("1.2 kg/m^3", "density", 1.2),
    ],
)
def test_text_becomes_si(text: str, dimension: str, value: float) -> None:
    assert to_si(text, dimension) == pytest.approx(value, rel=1e-15)


def test_a_length_where_a_speed_is_due_says_so() -> None:
    with pytest.raises(QuantityError) as refusal:
        to_si("5.5 km", "speed")
    assert str(refusal.value) == 'found "5.5 km", a length; expected a speed. Write for example "5.5 km/s".'
    assert isinstance(refusal.value, RangeError)
    assert isinstance(refusal.value, DetenteError)


@pytest.mark.parametrize(
    ("text", "dimension", "part"),
    [
        ("5.5", "speed", "a number without a unit"),
        ("2*3 km", "length", "not one number and one unit"),
        ("2 km + 3 km", "length", "not one number and one unit"),
        ("nan km", "length", "not one number and one unit"),
        ("inf km", "length", "not one number and one unit"),
        ("1+2j km", "length", "not one number and one unit"),
        ("1e999 km", "length", "too large"),
        ("", "length", "not one number and one unit"),
        ("km", "length", "not one number and one unit"),
        ("1,300 km", "length", "without separators"),
        ("1 300 km", "length", "without separators"),
        ("20 degC", "time", "a temperature; expected a time"),
        ("20 degF", "length", "a temperature; expected a length"),
        ("Mach 5", "speed", "Mach depends on the air"),
        ("5 mach", "speed", "Mach depends on the air"),
        ("5 %", "angle", "a share; expected an angle"),
        ("3 Hz", "turn rate", "a frequency; expected a turn rate"),
        ("300 nm", "length", 'write "nmi" or "km"'),
        ("47 tons", "mass", 'write "t" or "kg"'),
        ("5 Km/s", "speed", 'Did you mean "km/s"?'),
        ("5 blahs", "speed", "not a unit known here"),
        ("9.8 m/s^2", "speed", "an acceleration; expected a speed"),
        ("3 dB", "length", "expected a length"),
    ],
)
def test_what_is_refused_and_why(text: str, dimension: str, part: str) -> None:
    with pytest.raises(QuantityError, match=r".") as refusal:
        to_si(text, dimension)
    assert part in str(refusal.value)


def test_a_number_that_is_no_text_is_refused() -> None:
    with pytest.raises(QuantityError, match=r"5\.5, a number without a unit"):
        to_si(5.5, "speed")  # type: ignore[arg-type]


@given(NUMBERS, st.sampled_from(UNITS))
def test_there_and_back(number: float, kind_and_unit: tuple[str, str]) -> None:
    dimension, unit = kind_and_unit
    assert from_si(to_si(f"{number!r} {unit}", dimension), unit) == pytest.approx(number, rel=1e-14)


@given(NUMBERS, st.sampled_from(UNITS))
def test_exactly_linear(number: float, kind_and_unit: tuple[str, str]) -> None:
    dimension, unit = kind_and_unit
    assert to_si(f"{number!r} {unit}", dimension) == number * to_si(f"1 {unit}", dimension)


@given(NUMBERS, st.sampled_from(UNITS), st.sampled_from(list(DIMENSIONS)))
def test_the_wrong_kind_is_never_accepted(number: float, kind_and_unit: tuple[str, str], asked: str) -> None:
    dimension, unit = kind_and_unit
    if asked != dimension:
        with pytest.raises(QuantityError, match=DIMENSIONS[dimension].spoken):
            to_si(f"{number!r} {unit}", asked)


@given(st.text(max_size=40), st.sampled_from(list(DIMENSIONS)))
def test_any_text_is_a_number_or_a_refusal(text: str, dimension: str) -> None:
    with contextlib.suppress(QuantityError):
        assert math.isfinite(to_si(text, dimension))


def test_showing() -> None:
    assert show(5500.0, "km/s", 1) == "5.5 km/s"
    assert show(-0.01, "s", 1) == "0.0 s"
    assert show(0.25, "1", 2) == "0.25"
    assert show(0.25, "%", 0) == "25 %"
    assert show(math.pi, "deg", 2) == "180.00 deg"


@pytest.mark.parametrize("unit", ["blah", "degC", "km*km*km"])
def test_showing_in_an_unfit_unit_is_refused(unit: str) -> None:
    with pytest.raises(QuantityError):
        show(1.0, unit, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5.5 km/s", "5,5\u00a0км/с"),
        ("8.5 km/s to 9 km/s", "8,5–9\u00a0км/с"),
        ("11,000 km", "11\u00a0000\u00a0км"),
        ("0.56", "0,56"),
        ("2022 at the earliest", "не ранее 2022 года"),
        ("after burnout", "после конца активного участка"),
        ("closer to nine", "closer to nine"),  # somebody's own words stay as printed
    ],
)
def test_a_quantity_as_printed_is_said_in_russian_and_left_alone_in_english(text, said):
    assert spoken(text) == text
    with speaking("ru"):
        assert spoken(text).replace("\u202f", "\u00a0") == said


def test_every_parameter_has_its_words_in_russian():
    names = {name for table in PARAMETERS.values() for name in table}
    assert {name.replace("_", " ") for name in names} == set(SPOKEN)
    assert set(SPOKEN) <= catalogue("ru")[0].keys()
