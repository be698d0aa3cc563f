"""The US Standard Atmosphere 1976 against its own printed numbers."""

import math

import pytest

from detente.kernels.atmosphere import EARTH_RADIUS_1976, GAS, air

km = 1e3

# Density [kg/m^3] by geometric height [km]: the report itself, as copied into the test suite of poliastro
# (github.com/poliastro/poliastro, tests/tests_earth/tests_atmosphere/test_coesa76.py, MIT licence).
REPORT = {0.5: "1.1673", 1.0: "1.1117", 10.0: "0.41351", 77.0: "2.9448e-5"}

# Density and speed of sound [m/s] by geometric height: R. Carmichael, A Table of the Standard Atmosphere to 86 km
# in SI units, Public Domain Aeronautical Software. Its pressure ratios at the layers carry five digits, so that the
# fourth digit of a density may differ by two.
TABLE = {
    0: ("1.225", "340.3"), 12: ("3.119e-1", "295.1"), 20: ("8.891e-2", "295.1"), 32: ("1.355e-2", "303.0"),
    46: ("1.714e-3", "327.5"), 50: ("1.027e-3", "329.8"), 60: ("3.096e-4", "315.1"), 70: ("8.281e-5", "297.1"),
    72: ("6.236e-5", "293.4"), 80: ("1.845e-5", "282.5"),
}  # fmt: skip

# Pressure [Pa] and temperature [K] at the foot of each layer, geopotential height [km]: the standard, table 4, as
# printed with the barometric formula (en.wikipedia.org/wiki/Barometric_formula).
FEET = {
    0: ("101325", 288.15), 11: ("22632.1", 216.65), 20: ("5474.89", 216.65), 32: ("868.02", 228.65),
    47: ("110.91", 270.65), 51: ("66.94", 270.65), 71: ("3.96", 214.65),
}  # fmt: skip


def last_digit(printed: str) -> float:
    """The value of one unit of the last digit printed."""
    mantissa, _, power = printed.partition("e")
    return 10.0 ** (int(power or 0) - len(mantissa.partition(".")[2]))


@pytest.mark.parametrize("height", REPORT)
def test_densities_of_the_report(height):
    assert air(height * km)[0] == pytest.approx(float(REPORT[height]), abs=last_digit(REPORT[height]))


@pytest.mark.parametrize("height", TABLE)
def test_densities_and_sound_speeds_of_a_second_table(height):
    density, sound = air(height * km)
    assert density == pytest.approx(float(TABLE[height][0]), abs=2.1 * last_digit(TABLE[height][0]))
    assert sound == pytest.approx(float(TABLE[height][1]), abs=last_digit(TABLE[height][1]))


@pytest.mark.parametrize("level", FEET)
def test_pressures_and_temperatures_at_the_foot_of_each_layer(level):
    pressure, temperature = FEET[level]
    density, sound = air(geometric(level * km))
    assert sound == pytest.approx(math.sqrt(1.4 * GAS * temperature), rel=1e-9)
    assert density * GAS * temperature == pytest.approx(float(pressure), abs=last_digit(pressure))


@pytest.mark.parametrize("level", list(FEET)[1:])
def test_no_step_between_layers(level):
    below, above = air(geometric(level * km) - 0.01), air(geometric(level * km) + 0.01)
    assert below == pytest.approx(above, rel=1e-5)


def test_air_thins_out_for_ever():
    heights = [5.0 * km * k for k in range(60)]
    densities = [air(height)[0] for height in heights]
    assert densities == sorted(densities, reverse=True)
    assert densities[-1] < 1e-15


def geometric(geopotential: float) -> float:
    """Geometric height [m] of a geopotential one."""
    return EARTH_RADIUS_1976 * geopotential / (EARTH_RADIUS_1976 - geopotential)
