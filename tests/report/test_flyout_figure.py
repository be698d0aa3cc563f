"""The figure, the CSV and the NetCDF file of a fly-out hold what the chart holds."""

import csv
import io

import numpy as np
import pytest
import xarray as xr

from detente.assessment.flyout import fly_out
from detente.flying.vehicles import Interceptor, StagedInterceptor
from detente.report.exports.csv import flyout_csv
from detente.report.figures.flyout import flyout
from detente.report.figures.picture import png
from detente.report.write import write_flyout
from tests.flying.second_flyout import WITH_COAST

NOTIONAL = Interceptor("notional", 4_500.0, 60.0, 1e5, 600.0, 8e5)
HOPELESS = Interceptor("hopeless", 500.0, 30.0, 3e5, 100.0)


def texts(figure) -> str:
    """Everything that is written on the figure."""
    drawn = [*figure.texts, *(text for legend in figure.legends for text in legend.get_texts())]
    return " ".join(text.get_text() for text in drawn)


@pytest.mark.parametrize(("weapon", "lofted"), [(NOTIONAL, False), (WITH_COAST, True)])
def test_a_figure_names_what_it_shows(weapon: Interceptor | StagedInterceptor, lofted: bool):
    figure = flyout(fly_out(weapon))
    said = texts(figure)
    assert f"Fly-out of {weapon.name}" in said
    assert "Earth held still" in said
    assert ("latest flight through it" in said) == lofted
    assert figure.axes[0].get_xlabel() == "ground distance from the site, km"


def test_the_same_fly_out_gives_the_same_picture():
    found = fly_out(NOTIONAL)
    assert png(flyout(found)) == png(flyout(found))


def test_an_interceptor_that_gets_nowhere_is_drawn_as_such():
    found = fly_out(HOPELESS)
    assert "nowhere" in texts(flyout(found))
    assert found.as_dict()["greatest_height_km"] is None
    assert flyout_csv(found).count(b"\n") == 1


def test_assumptions_stand_below_the_figure():
    assert "Assumptions, not sourced: burnout speed" in texts(flyout(fly_out("sm-3-2a")))


def test_the_table_is_written_whole(tmp_path):
    found = fly_out(WITH_COAST)
    files = {path.suffix: path for path in write_flyout(found, tmp_path / "out")}
    rows = list(csv.DictReader(io.StringIO(files[".csv"].read_text())))
    assert len(rows) == int(np.isfinite(found.chart.values).sum())
    for row in rows[:: len(rows) // 20]:
        there = {"distance": 1e3 * float(row["distance_km"]), "height": 1e3 * float(row["height_km"])}
        assert float(row["earliest_s"]) == pytest.approx(found.chart.sel(**there, method="nearest").item(), abs=1e-3)
    with xr.open_dataset(files[".nc"], engine="h5netcdf") as again:
        assert again.attrs["interceptor"] == "three stages"
        np.testing.assert_array_equal(again.arrival_time.values, found.chart.values)
        np.testing.assert_array_equal(again.latest_arrival_time.values, found.chart.latest_arrival_time.values)
