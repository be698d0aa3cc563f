"""Files for other programs: read again and compared with the result they were made from."""

import json
import xml.etree.ElementTree as ET

import numpy as np
import pytest
import shapely
import xarray as xr

from detente.report.exports.czml import trajectories_czml
from detente.report.exports.geojson import defended_geojson, multipolygon, signed_area
from detente.report.exports.json import assessment_json
from detente.report.exports.kml import NAMESPACE, colour, trajectories_kml
from detente.report.exports.netcdf import write_netcdf
from detente.report.fields import Field, field
from detente.report.places import paths
from tests.report import material

KML = {"k": NAMESPACE}


@pytest.fixture(scope="module")
def areas(result):
    """The areas in the GeoJSON of phase 2, by view."""
    found = json.loads(defended_geojson(result, "arrow", 2))
    shapes = [feature for feature in found["features"] if feature["geometry"]["type"] == "MultiPolygon"]
    return {feature["properties"]["view"]: feature for feature in shapes}


def rings(feature):
    return [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]


# -------------------------------------------------------------------------------------------------------- GeoJSON


def test_rings_are_closed_and_turn_the_right_way(areas):
    # RFC 7946, section 3.1.6: a linear ring is closed, the exterior one anticlockwise, the interior ones clockwise
    for feature in areas.values():
        for polygon in feature["geometry"]["coordinates"]:
            for number, ring in enumerate(polygon):
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
                assert (signed_area(ring) > 0) == (number == 0)


def test_areas_are_cut_at_the_date_line(areas):
    # RFC 7946, section 3.1.9: cut in two, so that neither part crosses the antimeridian
    for feature in areas.values():
        longitudes = [x for ring in rings(feature) for x, _ in ring]
        assert min(longitudes) >= -180.0
        assert max(longitudes) <= 180.0
        assert min(longitudes) == -180.0  # the area lies on both sides
        assert max(longitudes) == 180.0
        for ring in rings(feature):
            assert max(x for x, _ in ring) - min(x for x, _ in ring) < 90.0


def test_polygons_are_valid_and_as_large_as_the_cells(result, areas):
    for view, feature in areas.items():
        shape = shapely.geometry.shape(feature["geometry"])
        assert shape.is_valid
        found = field(result, "arrow", 2, view)
        step = (found.latitude_deg[1] - found.latitude_deg[0]) * (found.longitude_deg[1] - found.longitude_deg[0])
        assert shape.area == pytest.approx(found.defended.sum() * step, rel=0.05)


def test_the_outline_parts_defended_cells_from_the_others(result, areas):
    found = field(result, "arrow", 2, "south")
    shape = shapely.geometry.shape(areas["south"]["geometry"])
    latitude, longitude = np.meshgrid(found.latitude_deg, found.longitude_deg, indexing="ij")
    inside = shapely.contains_xy(shape, (longitude + 180.0) % 360.0 - 180.0, latitude)
    sure = np.abs(np.nan_to_num(found.slack_s, nan=-999.0)) > 1.0
    assert (inside == found.defended)[sure].all()


def test_a_hole_stays_a_hole():
    away = np.hypot(np.linspace(-10, 10, 21)[:, None], np.linspace(-10, 10, 21)[None, :])
    ring = Field(np.linspace(40, 60, 21), np.linspace(0, 20, 21), 30.0 * (3.0 - np.abs(away - 5.5)), away > -1)
    (polygon,) = multipolygon(ring)
    assert len(polygon) == 2
    assert signed_area(polygon[1]) < 0.0


def test_a_map_without_defended_cells_is_an_empty_area():
    none = Field(np.linspace(40, 60, 5), np.linspace(0, 20, 5), np.full((5, 5), -np.inf), np.ones((5, 5), bool))
    assert multipolygon(none) == []


def test_properties_carry_certainty_and_disclaimer(areas, result):
    for feature in areas.values():
        said = feature["properties"]
        assert said["certainty"] == "assumed"
        assert "no position on any territory" in said["disclaimer"]
        assert said["year"] == 2012
    whole = json.loads(defended_geojson(result, "arrow", 2))
    points = [feature for feature in whole["features"] if feature["geometry"]["type"] == "Point"]
    assert [point["geometry"]["coordinates"] for point in points] == [[-170.0, 64.5], [140.0, 50.0]]
    assert points[0]["properties"]["interceptors"] == 20


# ---------------------------------------------------------------------------------------------------- KML, CZML


def test_kml_holds_the_flights_of_the_tree(result):
    root = ET.fromstring(trajectories_kml(result))
    lines = root.findall(".//k:LineString", KML)
    flights = [path for view in material.VIEWS for path in paths(result, view=view)]
    assert len(lines) == len(flights) == 4
    for line, path in zip(lines, flights, strict=True):
        assert line.findtext("k:altitudeMode", namespaces=KML) == "absolute"
        written = np.array(
            [point.split(",") for point in line.findtext("k:coordinates", namespaces=KML).split()], float
        )
        assert written[:, 0] == pytest.approx(path.longitude_deg, abs=1e-5)
        assert written[:, 1] == pytest.approx(path.latitude_deg, abs=1e-5)
        assert written[:, 2] == pytest.approx(path.altitude_m, abs=0.5)


def test_kml_styles_exist_and_sites_are_points(result):
    root = ET.fromstring(trajectories_kml(result))
    styles = {style.get("id") for style in root.findall(".//k:Style", KML)}
    used = {url.text.removeprefix("#") for url in root.findall(".//k:styleUrl", KML)}
    assert used <= styles
    points = [point.text for point in root.findall(".//k:Point/k:coordinates", KML)]
    assert points == ["-170.0000,64.5000,0"] * 2  # one in each phase
    assert colour("#123456") == "ff563412"


def test_kml_elements_follow_the_order_of_the_standard(result):
    # OGC 07-147r2, schema ogckml22.xsd: the parts of a Placemark are a sequence
    order = ["name", "description", "styleUrl", "ExtendedData", "Point", "LineString"]
    root = ET.fromstring(trajectories_kml(result))
    for mark in root.findall(".//k:Placemark", KML):
        names = [child.tag.rpartition("}")[2] for child in mark]
        assert names == sorted(names, key=order.index)


def test_czml_is_packets_with_times_that_match_the_tree(result):
    packets = json.loads(trajectories_czml(result))
    assert packets[0]["id"] == "document"
    assert packets[0]["version"] == "1.0"
    flights = [packet for packet in packets if packet["id"].startswith("flight/")]
    assert len({packet["id"] for packet in packets}) == len(packets)
    for packet, path in zip(flights, paths(result), strict=True):
        samples = np.array(packet["position"]["cartographicDegrees"]).reshape(-1, 4)
        assert samples[:, 0] == pytest.approx(path.time_s, abs=1e-3)
        assert samples[:, 3] == pytest.approx(path.altitude_m, abs=0.5)
        assert packet["position"]["epoch"] == "2000-01-01T00:00:00Z"
        assert packet["availability"] == "2000-01-01T00:00:00Z/2000-01-01T00:20:00Z"
        assert packet["polyline"]["arcType"] == "NONE"


# ------------------------------------------------------------------------------------------------- NetCDF, JSON


@pytest.mark.parametrize("which", ["result", "real"])
def test_netcdf_comes_back_as_it_went(which, request, tmp_path):
    answer = request.getfixturevalue(which)
    path = write_netcdf(answer, tmp_path / "results.nc")
    with xr.open_datatree(path, engine="h5netcdf") as again:
        again.load()
        assert again.identical(answer.tree)
        assert json.loads(again.attrs["assessment"])["dossier"] == answer.dossier


def test_json_is_the_same_every_time_and_knows_no_nan(result):
    first = assessment_json(result)
    assert first == assessment_json(material.small())
    assert b"NaN" not in first
    assert b"Infinity" not in first
    assert json.loads(first)["balance"][0]["slack_s"]["low"] is None
