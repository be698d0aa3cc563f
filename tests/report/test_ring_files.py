"""Range rings on paper and for other programs: read again and compared with the answer they were made from."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from detente.assessment.range_rings import range_rings
from detente.errors import FileError
from detente.report.exports.geojson import signed_area
from detente.report.exports.kml import NAMESPACE
from detente.report.exports.loops import coordinates, enclosed
from detente.report.exports.rings import COLUMNS, rings_csv, rings_geojson, rings_kml
from detente.report.figures.picture import png
from detente.report.figures.projection import Projection, unit
from detente.report.figures.rings import COLOURS, rings
from detente.report.write import write_rings

PLACES = {
    "plain": (35.2, 53.9),
    "date line": (10.0, 179.0),
    "equator, both poles inside": (0.0, 0.0),
    "north pole": (90.0, 0.0),
    "near the south pole": (-80.0, 10.0),
}


@pytest.fixture(scope="module")
def found():
    return range_rings(["topol-m", "ss-18", "khorramshahr"], (51.7, 45.6), azimuths=24)


def texts(figure):
    said = [text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text"))]
    return " ".join("\n".join(said).split())


# Areas


def circle(latitude, longitude, angle_deg, count=360):
    """Places [deg] at an angle from a place, clockwise."""
    turn = np.radians(np.arange(count) * 360.0 / count)
    away = np.radians(angle_deg)
    return Projection(latitude, longitude, "equidistant").inverse(away * np.sin(turn), away * np.cos(turn))


@settings(max_examples=60, deadline=None)
@given(
    st.floats(-89.0, 89.0), st.floats(-180.0, 180.0), st.floats(1.0, 170.0), st.floats(-89.0, 89.0),
    st.floats(-180.0, 180.0),
)  # fmt: skip
def test_a_point_lies_in_the_area_of_a_circle_if_it_is_near_enough(latitude, longitude, angle, north, east):
    line = circle(latitude, longitude, angle)
    area = enclosed(*line)
    away = np.degrees(np.arccos(np.clip(unit(latitude, longitude) @ unit(north, east), -1.0, 1.0)))
    beside_a_pole = abs(np.abs(line[0]).max() - 90.0) < 1.0  # straight lines in degrees are no arcs there
    if abs(away - angle) > 1.0 and not beside_a_pole:
        assert area.contains(Point(east, north)) == (away < angle)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("missile", ["sejjil", "topol-m", "minuteman-iii"])
def test_areas_are_sound_and_hold_what_is_reached(place, missile):
    answer = range_rings(missile, PLACES[place], azimuths=24)
    launch, line = answer.launch, answer.rings[0].reach.line
    features = json.loads(rings_geojson(answer))["features"]
    for feature in features[:-1]:
        area = shape(feature["geometry"])
        assert area.is_valid
        for polygon in feature["geometry"]["coordinates"]:
            for number, ring in enumerate(polygon):
                assert ring[0] == ring[-1]
                assert (signed_area(ring) > 0) == (number == 0)
                assert max(abs(x) for x, _ in ring) <= 180.0
    area = shape(features[0]["geometry"])
    rng = np.random.default_rng(7)
    north, east = np.degrees(np.arcsin(rng.uniform(-1, 1, 400))), rng.uniform(-180.0, 180.0, 400)
    x, y = Projection(max(-89.9999, min(89.9999, launch[0])), launch[1], "equidistant").forward(north, east)
    edge = np.interp(np.arctan2(x, y) % (2 * np.pi), line.bearing, line.distance, period=2 * np.pi)
    away = 6_371_000.0 * np.hypot(x, y)
    sure = np.abs(away - edge) > 30e3
    inside = np.array([area.covers(Point(lon, lat)) for lon, lat in zip(east, north, strict=True)])
    assert (inside == (away < edge))[sure].all()


def test_a_line_across_the_date_line_is_cut_in_two():
    area = enclosed(*circle(10.0, 179.0, 15.0))
    assert len(area.geoms) == 2
    assert all(max(x for x, _ in ring) - min(x for x, _ in ring) < 90.0 for part in coordinates(area) for ring in part)


def test_geojson_says_who_and_how_sure(found):
    features = json.loads(rings_geojson(found))["features"]
    said = [feature["properties"] for feature in features]
    holders = [row["holder"] for row in said if row.get("what") == "claimed range"]
    assert holders == [claim.said.holder for ring in found.rings for claim in ring.claims]
    modelled = [row for row in said if row["what"] == "modelled reach"]
    assert [row["missile"] for row in modelled] == ["topol-m", "ss-18", "khorramshahr"]
    assert all(row["certainty"] == "assumed" and row["assumption"] for row in modelled)
    assert features[-1]["geometry"] == {"type": "Point", "coordinates": [45.6, 51.7]}
    assert all("no statement about any real weapon" in row["disclaimer"] for row in said)


def test_kml_has_a_folder_for_each_missile_and_closed_lines(found):
    root = ET.fromstring(rings_kml(found))
    names = {"k": NAMESPACE}
    folders = root.findall(".//k:Folder", names)
    assert [folder.findtext("k:name", namespaces=names) for folder in folders] == [ring.name for ring in found.rings]
    for line in root.findall(".//k:LineString/k:coordinates", names):
        points = line.text.split()
        assert points[0] == points[-1]
        assert all(-180.0 <= float(point.split(",")[0]) <= 180.0 for point in points)


def test_csv_holds_the_longest_shots(found):
    rows = list(csv.DictReader(io.StringIO(rings_csv(found).decode())))
    assert tuple(rows[0]) == COLUMNS
    topol = [row for row in rows if row["missile"] == "topol-m"]
    shots = found.rings[0].reach.shots
    assert [float(row["range_km"]) for row in topol] == pytest.approx(shots.distance / 1e3, abs=0.001)
    assert [float(row["latitude_deg"]) for row in topol] == pytest.approx(np.degrees(shots.latitude), abs=1e-5)
    assert {row["contour"] for row in rows if row["missile"] == "ss-18"} == {"modelled", "low", "high"}


# The map


def test_the_map_names_claims_holders_certainty_and_assumptions(found):
    said = texts(rings(found))
    for part in (
        "range from Tatishchevo (51.70° N, 45.60° E)",
        "claimed: 10,000 km, O Estado de S. Paulo, 2006-08-15 [read]; the ring is modelled from this",
        "as reported by I. Boyd, 2026-03-20 [secondary]",
        "Earth held still: 10,000 km; rests on an assumption",
        "the same at the ends of 9,000 to 11,000 km",
        "known by a range, turned into a burnout speed",
        "Distances are true from the launch place only.",
        "they imply no position on any territory",
    ):
        assert part in said, part


def test_modelled_is_solid_claimed_is_broken(found):
    axes = rings(found).axes[0]
    own = [line for line in axes.get_lines() if line.get_color() in COLOURS and line.get_linestyle() != "None"]
    solid = [line for line in own if line.get_linestyle() == "-"]
    claims = sum(len(ring.claims) for ring in found.rings)
    assert len(solid) == 3 + 2  # and the ends of the one that has them
    assert len(own) - len(solid) == claims


def test_the_window_holds_every_ring(found):
    axes = rings(found).axes[0]
    most = max(np.max(claim.line.distance) for ring in found.rings for claim in ring.claims) / 6_371_000.0
    assert min(axes.get_xlim()[1], axes.get_ylim()[1]) > most


def test_a_missile_without_a_ring_says_why_on_the_map():
    answer = range_rings("minuteman-iii", (0.0, 51.9), numbers={"minuteman-iii.range": 16_900e3})
    assert "not modelled: minuteman-iii can stay in orbit" in texts(rings(answer))
    assert b"claimed range" in rings_geojson(answer)


def test_the_same_answer_gives_the_same_bytes(found):
    assert png(rings(found)) == png(rings(found))
    assert rings_geojson(found) == rings_geojson(found)


def test_borders_can_be_left_out(found):
    with_borders, without = rings(found).axes[0], rings(found, borders="none").axes[0]
    assert len(with_borders.get_lines()) == len(without.get_lines()) + 1


# Writing


def test_five_files_are_written_and_nothing_else(found, tmp_path):
    written = write_rings(found, tmp_path / "out")
    assert [path.suffix for path in written] == [".png", ".svg", ".geojson", ".kml", ".csv"]
    assert sorted(tmp_path.rglob("*.*")) == sorted(written)


def test_a_folder_that_is_a_file_is_refused(found, tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(FileError, match="Nothing was written"):
        write_rings(found, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"
