"""Maps of the sphere: there and back, also at the pole and the date line; lines break where they are not seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import RangeError
from detente.report.figures import ground
from detente.report.figures.projection import Camera, Projection, camera_on, unit

KINDS = ("orthographic", "equidistant", "equal-area")
CENTRES = ((90.0, 0.0), (-90.0, 120.0), (0.0, 180.0), (52.0, -179.9), (64.2, 17.3))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("centre", CENTRES)
def test_every_place_on_the_near_half_comes_back(kind, centre):
    projection = Projection(*centre, kind)
    latitude, longitude = np.meshgrid(np.linspace(-90.0, 90.0, 37), np.linspace(-180.0, 180.0, 73))
    near = unit(latitude, longitude) @ unit(*centre) > 1e-3
    x, y = projection.forward(latitude, longitude)
    back = projection.inverse(x, y)
    apart = np.linalg.norm(unit(*back) - unit(latitude, longitude), axis=-1)
    assert np.isfinite(x[near]).all()
    assert apart[near].max() < 1e-7  # of the Earth's radius: less than a metre


@pytest.mark.parametrize("kind", KINDS)
def test_the_centre_is_the_middle_and_the_opposite_point_is_not_shown(kind):
    for latitude, longitude in CENTRES:
        projection = Projection(latitude, longitude, kind)
        assert np.allclose(projection.forward(latitude, longitude), 0.0, atol=1e-12)
        assert np.isnan(projection.forward(-latitude, longitude + 180.0)).all()
        assert np.isnan(projection.inverse(1.01 * projection.rim, 0.0)).all()


def test_orthographic_shows_half_the_earth():
    projection = Projection(0.0, 0.0, "orthographic")
    x, y = projection.forward([0.0, 0.0, 0.0], [89.9, 90.1, 180.0])
    assert np.isfinite(x).tolist() == [True, False, False]
    assert np.isfinite(y).tolist() == [True, False, False]


@given(st.floats(-89.0, 89.0), st.floats(-180.0, 180.0))
def test_equidistant_keeps_the_distance_from_its_centre(latitude, longitude):
    projection = Projection(55.0, 37.0, "equidistant")
    x, y = projection.forward(latitude, longitude)
    angle = np.arccos(np.clip(unit(latitude, longitude) @ unit(55.0, 37.0), -1.0, 1.0))
    assert np.hypot(x, y) == pytest.approx(angle, abs=1e-6)


def test_equal_area_keeps_the_area_of_a_cap():
    # a cap of angle c has area 2 pi (1 - cos c) on the unit sphere; the disc has pi r^2
    projection = Projection(90.0, 0.0, "equal-area")
    for angle in (10.0, 60.0, 120.0):
        x, y = projection.forward(90.0 - angle, 33.0)
        assert np.pi * (x**2 + y**2) == pytest.approx(2 * np.pi * (1 - np.cos(np.radians(angle))))


def test_east_is_to_the_right_across_the_date_line():
    projection = Projection(60.0, 180.0)
    x, _ = projection.forward([60.0, 60.0, 60.0], [178.0, -180.0, -178.0])
    assert x[0] < 0.0 < x[2]
    assert x[1] == pytest.approx(0.0, abs=1e-12)


def test_a_line_over_the_pole_is_whole_and_one_behind_the_earth_is_not():
    projection = Projection(80.0, 0.0, "orthographic")
    latitude = np.concatenate([np.linspace(40.0, 90.0, 50), np.linspace(89.0, 50.0, 40)])
    longitude = np.concatenate([np.full(50, 30.0), np.full(40, -150.0)])
    x, _ = projection.polyline(latitude, longitude)
    assert x.size == latitude.size
    assert np.isfinite(x).all()
    x, _ = projection.polyline(np.linspace(60.0, -60.0, 50), np.full(50, 0.0))
    assert np.isnan(x[-5:]).all()


def test_a_line_that_jumps_across_the_rim_is_broken():
    projection = Projection(0.0, 0.0, "equidistant")
    x, _ = projection.polyline([0.0, 0.0, 0.0, 0.0], [170.0, 178.0, -178.0, -170.0])
    assert np.isnan(x).sum() == 1


def test_a_camera_holds_all_places_and_keeps_the_shape_of_its_window():
    latitude, longitude = np.array([35.0, 70.0, 64.0]), np.array([170.0, -150.0, 179.0])
    camera = camera_on(latitude, longitude, shape=1.25)
    x, y = camera.projection.forward(latitude, longitude)
    assert ((x > camera.left) & (x < camera.right) & (y > camera.bottom) & (y < camera.top)).all()
    assert (camera.right - camera.left) / (camera.top - camera.bottom) == pytest.approx(1.25)


def test_pixels_are_places_and_the_first_row_is_the_top():
    camera = Camera(Projection(90.0, 0.0, "orthographic"), -1.2, 1.2, -1.2, 1.2)
    latitude, longitude = camera.pixels(241, 241)
    assert latitude[120, 120] == pytest.approx(90.0, abs=0.3)
    assert np.isnan(latitude[0, 0])  # the corner lies beyond the disc
    assert abs(longitude[60, 120]) == pytest.approx(180.0)  # up from the pole, on the far side of the centre
    assert longitude[180, 120] == pytest.approx(0.0, abs=1e-9)


def test_land_is_where_it_should_be():
    camera = camera_on([35.0, 60.0], [-10.0, 40.0], shape=1.0)
    land = ground.land(camera, 200, 200)
    latitude, longitude = ground.pixels(camera, 200, 200)

    def at(lat, lon):
        return land.flat[np.nanargmin((latitude - lat) ** 2 + (longitude - lon) ** 2)]

    assert at(50.0, 20.0) == 1.0  # Poland
    assert at(56.0, 3.0) == 0.0  # North Sea
    assert at(43.0, 35.0) == 0.0  # Black Sea


def test_coasts_are_one_line_inside_the_window():
    camera = camera_on([35.0, 60.0], [-10.0, 40.0], shape=1.0)
    x, y = ground.lines(camera, "coast")
    seen = np.isfinite(x)
    assert seen.sum() > 2000
    room = 0.06 * (camera.right - camera.left)
    assert x[seen].min() > camera.left - room
    assert y[seen].max() < camera.top + room
    assert not (np.isnan(x[1:]) & np.isnan(x[:-1])).any()  # no two gaps in a row


def test_borders_are_a_choice_of_two(result):
    from detente.report.figures.defended import defended

    with pytest.raises(RangeError, match='borders "all"; expected one of visionscarto, none'):
        defended(result, "arrow", 1, borders="all")
