"""The program against a second implementation; what they differ by is printed in docs/validation.md."""

import numpy as np
import pytest

from detente.kernels.atmosphere import air
from tests.flying import second_opinion

km, meter, second = 1e3, 1.0, 1.0


def test_free_flight_agrees_with_a_taylor_integrator_in_the_rotating_frame():
    found = second_opinion.free_flight()
    assert found["impact"].count == 200
    assert found["impact"].greatest < 0.001 * meter
    assert found["apogee"].greatest < 0.001 * meter
    assert found["time"].greatest < 1e-6 * second


def test_ascents_agree_with_an_adaptive_integrator():
    found = second_opinion.ascents()
    assert found["height"].greatest < 0.3 * meter
    assert found["distance"].greatest < 0.3 * meter


def test_staged_ascents_agree_with_an_adaptive_integrator():
    found = second_opinion.staged()
    assert found["position"].greatest < 0.5 * meter
    assert found["speed"].greatest < 0.05 * meter / second


@pytest.mark.parametrize("height", [0.0, 5e3, 11e3, 15e3, 25e3, 40e3, 49e3, 60e3, 80e3])
def test_the_air_of_the_second_implementation_is_the_same_air(height):
    assert second_opinion.standard_air(height) == pytest.approx(air(height), rel=2e-6)


@pytest.mark.parametrize("speed", second_opinion.SPEEDS)
def test_the_earliest_arrival_is_the_best_of_all_loft_angles(speed):
    assert second_opinion.fly_out()[speed].greatest < 0.001 * second


@pytest.mark.parametrize("speed", second_opinion.SPEEDS)
@pytest.mark.parametrize("direction", second_opinion.DIRECTIONS)
def test_leaving_out_the_rotation_costs_seconds(speed, direction):
    found = second_opinion.left_out_rotation()[speed, direction]
    assert found.sizes.median < 1.0 * second
    assert found.sizes.p95 < 4.0 * second
    assert found.lost <= 2
    # To the east the turning Earth lifts the interceptor, which makes it earlier; to the west later.
    assert (found.mean < 0.0) == (direction == "eastward")


def test_without_rotation_the_same_search_finds_our_time():
    speed, burn_time = 4_500.0, 60.0
    ours = second_opinion.earliest(speed, burn_time, 900.0 * km, 250.0 * km)
    site = second_opinion.vertical(0.9, 0.0)
    again = second_opinion.arrival_again(speed, burn_time, site, 1.0, (900.0 * km, 250.0 * km), ours, 0.0)
    assert again == pytest.approx(ours[0], abs=1e-5)


def test_the_boundary_of_the_defended_area_is_right_to_one_cell():
    found = second_opinion.defended_cells()
    assert 0.2 * found.cells < found.defended < 0.8 * found.cells
    assert found.off_boundary == 0
    assert found.different <= 0.02 * found.cells
    assert -0.5 * second < found.least <= found.most < 0.5 * second
    assert found.slack.count > found.defended  # part of the boundary is drawn by time, part by reach


def test_cells_beside_the_boundary():
    inside = np.zeros((5, 5), dtype=np.bool_)
    inside[2, 2] = True
    assert second_opinion.beside_another(inside).sum() == 9
    assert not second_opinion.beside_another(np.ones((4, 4), dtype=np.bool_)).any()
