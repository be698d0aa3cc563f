"""Rows that are inputs and facts, with nothing to compute: the catalogue carries each as its source has it."""

import re

import pytest

from detente import units
from detente.reading.systems import catalog
from tests.published import cases

# Row: system and parameter whose statements hold it.
STATED = {
    "H-SM3IIB": "sm-3-2b.burnout_speed", "H-GBI2-MDA": "two-stage-gbi.burnout_speed",
    "H-GBI2-POS": "two-stage-gbi.burnout_speed", "H-GBI3-LP": "three-stage-gbi.burnout_speed",
    "H-POS-int": "two-stage-gbi.burnout_speed", "H-MDA-int": "two-stage-gbi.burnout_speed",
    "J-BOOST-L": "notional-icbm-liquid.burn_time", "J-BOOST-S": "notional-icbm-solid.burn_time",
    "J-TOPOL-range": "topol.range", "J-TOPOLM-range": "topol-m.range", "J-SINEVA-range": "sineva.range",
    "J-SHAHAB3-claim": "shahab-3.range", "J-SEJJIL": "sejjil.range", "J-KHOR4-range": "khorramshahr-4.range",
}  # fmt: skip
# Row: system, and the name of the fact that is shown and never computed with.
SHOWN_AS = {
    "J-TOPOL-mass": ("topol", "launch mass"), "J-TOPOLM-mass": ("topol-m", "launch mass"),
    "J-SINEVA-mass": ("sineva", "launch mass"), "J-SINEVA-len": ("sineva", "length"),
    "J-SINEVA-dia": ("sineva", "diameter"), "J-SINEVA-throw": ("sineva", "throw-weight"),
    "H-KEI": ("kinetic-energy-interceptor", "first-stage burn"), "J-KHOR4-payload": ("khorramshahr-4", "payload"),
}  # fmt: skip
FLOWN = {"J-QADR16": "qadr-h", "J-SHAHAB3-test": "shahab-3"}
DIMENSION = {"km": "length", "km/s": "speed", "s": "time"}


def figures(row: cases.Row) -> list[float]:
    """What the row prints: its value, or both ends where only these are printed."""
    return [float(text) for text in ([row.value] if row.value else [row.low, row.high])]


@pytest.mark.parametrize("id_", STATED)
def test_a_claimed_number_stands_in_the_catalogue(id_):
    row, (system, _, parameter) = cases.rows()[id_], STATED[id_].partition(".")
    held = catalog().systems[system].statements[parameter]
    ends = [end for statement in held for end in (statement.low, statement.value, statement.high)]
    for figure in figures(row):
        wanted = units.to_si(f"{figure} {row.unit}", DIMENSION[row.unit])
        assert any(end == pytest.approx(wanted, rel=1e-9) for end in ends), f"{STATED[id_]} lacks {figure} {row.unit}"


@pytest.mark.parametrize("id_", SHOWN_AS)
def test_a_fact_stands_in_the_catalogue(id_):
    row, (system, what) = cases.rows()[id_], SHOWN_AS[id_]
    printed = [fact.value.replace(",", "") for fact in catalog().systems[system].facts if fact.what == what]
    found = {float(number) for text in printed for number in re.findall(r"\d+(?:\.\d+)?", text)}
    assert set(figures(row)) <= found


@pytest.mark.parametrize("id_", FLOWN)
def test_a_flown_distance_stands_in_the_catalogue(id_):
    row = cases.rows()[id_]
    distances = [flight.range.value / 1e3 for flight in catalog().systems[FLOWN[id_]].flights if flight.range]
    assert row.number in distances
