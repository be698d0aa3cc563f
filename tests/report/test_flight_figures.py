"""Sheets of announced flights, and the folder they are written into."""

import csv
import json

import pytest

from detente.assessment.flight_check import check_flight, flight_check
from detente.errors import FileError
from detente.reading.flights import AnnouncedFlight
from detente.report.figures.announced import announced
from detente.report.flights import write_flight_checks

# Published figures (tests/published/flights.csv); the glide is the manoeuvring missile of the same reports.
LOFTED = AnnouncedFlight(6518.2e3, 1002.3e3, 4415.0, name="Hwasong-18, 18 Dec 2023", source="EFE / KCNA")
CLAIM = AnnouncedFlight(6248.5e3, 1090e3, 4052.0, launch=(39.2, 125.7), fall=(40.6, 138.3), name="Claim of 24 March")
FLAT = AnnouncedFlight(770e3, 3700e3, 1140.0, name="Hwasong-12")
SILENT = AnnouncedFlight(2000e3, 800e3, name="Hwasong-12")
GLIDE = AnnouncedFlight(60e3, 800e3)
SHORT = AnnouncedFlight(3e3, 5e3, 60.0, name="too short for any ascent tried")
ALL = (LOFTED, CLAIM, FLAT, SILENT, GLIDE, SHORT)


def words(flight):
    """Every text on a sheet, and the sheet."""
    figure = announced(check_flight(flight))
    figure.canvas.draw()
    found = [text.get_text() for text in figure.texts]
    for axes in figure.axes:
        found += [text.get_text() for text in axes.texts]
        found += [text.get_text() for text in axes.get_legend().get_texts()] if axes.get_legend() else []
        found.append(axes.get_xlabel())
    return "\n".join(found).replace("\u202f", ","), figure


def test_a_consistent_flight_says_what_it_rests_on():
    said, _ = words(LOFTED)
    assert "The announced numbers hold together" in said
    assert "6,518.2 km" in said
    assert "Announced: 4,415 s; the bare arc takes 4,239 s" in said
    assert "burning 120, 180, 240 s (an assumption for long-range missiles)" in said.replace("\n", " ")
    assert "to anywhere" in said
    assert "half way round the Earth" in said
    assert "Source: EFE / KCNA" in said


def test_the_contradictory_claim_is_called_so_and_its_range_is_doubted():
    said, _ = words(CLAIM)
    assert "contradicted by the announced time" in said
    assert "Left for the ascent: −23 s" in said
    assert "if apogee and range are right" in said
    assert "between the places" in said


def test_a_flight_near_least_energy_is_drawn_once():
    said, figure = words(FLAT)
    assert "goes hardly farther" in said
    curves = [line for line in figure.axes[0].lines if len(line.get_xdata()) > 20]
    assert len(curves) == 1


def test_a_flight_without_a_time_says_so():
    said, _ = words(SILENT)
    assert "Neither time nor speed was announced" in said
    assert "No time was announced; the bare arc takes 1,613 s" in said


def test_a_glide_is_shown_beside_what_would_be_ballistic():
    said, figure = words(GLIDE)
    assert "Not a ballistic flight" in said
    assert "194 km high" in said
    assert len(figure.axes) == 1


@pytest.mark.parametrize("flight", ALL, ids=lambda flight: flight.name or "glide")
def test_height_and_distance_have_one_scale(flight):
    axes = announced(check_flight(flight)).axes[0]
    box = axes.get_window_extent()
    across = (axes.get_xlim()[1] - axes.get_xlim()[0]) / box.width
    assert (axes.get_ylim()[1] - axes.get_ylim()[0]) / box.height == pytest.approx(across, rel=1e-6)


@pytest.mark.parametrize("flight", ALL, ids=lambda flight: flight.name or "glide")
def test_nothing_leaves_the_sheet(flight):
    _, figure = words(flight)
    width, height = figure.canvas.get_width_height()
    texts = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    texts += [text for axes in figure.axes if axes.get_legend() for text in axes.get_legend().get_texts()]
    for text in texts:
        box = text.get_window_extent()
        assert box.x0 >= 0.0, text.get_text()
        assert box.y0 >= 0.0, text.get_text()
        assert box.x1 <= width, text.get_text()
        assert box.y1 <= height, text.get_text()


def test_the_folder_holds_table_json_and_a_figure_for_each(tmp_path):
    checks = [check_flight(flight) for flight in ALL]
    written = write_flight_checks(checks, tmp_path / "out")
    assert [path.name for path in written[:2]] == ["flight-checks.csv", "flight-checks.json"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in written)
    assert len(written) == 2 + 2 * len(ALL)
    assert {path.suffix for path in written[2:]} == {".png", ".svg"}
    rows = list(csv.DictReader(written[0].open(encoding="utf-8")))
    told = json.loads(written[1].read_text(encoding="utf-8"))
    for row, said, check in zip(rows, told, checks, strict=True):
        assert said == check.as_dict()
        assert row["consistent"] == str(check.consistent)
        median = check.minimum_energy_range_km.median
        assert row["minimum_energy_range_km_median"] == (
            "" if median is None else f"{said['minimum_energy_range_km']['median']}"
        )


def test_the_same_flight_gives_the_same_files(tmp_path):
    checks = [flight_check(2e6, 8e5)]
    one, two = (write_flight_checks(checks, tmp_path / name) for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_a_folder_that_cannot_be_written_is_refused_and_left_alone(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FileError, match="expected a folder"):
        write_flight_checks([check_flight(GLIDE)], tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
