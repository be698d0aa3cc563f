"""The horizon of a radar and its range for an object of a stated size, as public functions."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import RangeError
from detente.flying.sight import horizon_distance, range_for_object

km = 1e3


def test_the_rule_of_thumb_for_a_radar_horizon():
    # ATIS Telecom Glossary, "radio horizon range": 1.23 (root of h1 + root of h2) nautical miles, heights in feet, over
    # an Earth of 4/3 of its radius; it says itself that terms of the order of 0.1 % are left out.
    feet, mile = 0.3048, 1_852.0
    for low, high in ((0.0, 100.0), (30.0, 5_000.0), (100.0, 20_000.0)):
        published = 1.23 * (math.sqrt(low) + math.sqrt(high)) * mile
        assert horizon_distance(high * feet, low * feet) == pytest.approx(published, rel=3e-3)


def test_the_textbook_number():
    # d [km] = 4.12 (root of h [m]), k = 4/3, R = 6371 km; the third digit is the last one printed.
    assert horizon_distance(100.0) / km == pytest.approx(4.12 * 10.0, rel=2e-3)


def test_a_high_object_is_seen_a_little_farther_than_by_geometry_and_far_less_than_by_the_plain_rule():
    # 300 km up: acos(R / (R + h)) gives 1 918 km; refraction adds about 13 mrad, 84 km; 4/3 all the way up 307 km.
    geometric = 6_371.0 * math.acos(6_371.0 / 6_671.0)
    assert horizon_distance(300.0 * km, refraction=False) / km == pytest.approx(geometric)
    assert 70.0 < horizon_distance(300.0 * km) / km - geometric < 95.0


@given(height=st.floats(0.0, 2_000.0 * km), more=st.floats(0.0, 100.0 * km), radar=st.floats(0.0, 3_000.0))
def test_higher_is_farther_and_it_does_not_matter_which_of_the_two(height, more, radar):
    assert horizon_distance(height + more, radar) >= horizon_distance(height, radar)
    assert horizon_distance(height, radar) >= horizon_distance(height, radar, refraction=False)
    assert horizon_distance(height, radar) == pytest.approx(horizon_distance(radar, height))


@pytest.mark.parametrize("heights", [(-1.0, 0.0), (1.0, -0.1), (math.nan, 0.0), (1e9, 0.0)])
def test_impossible_heights_are_refused(heights):
    with pytest.raises(RangeError, match="expected 0 to 50,000 km"):
        horizon_distance(*heights)


# Range for a stated object


@given(reach=st.floats(1.0, 1e7), rated=st.floats(1e-4, 100.0), share=st.floats(1e-4, 1e4))
def test_sixteen_times_the_cross_section_doubles_the_range(reach, rated, share):
    # The radar equation: echo power goes with cross section over the fourth power of distance (Skolnik's textbook).
    assert range_for_object(reach, rated, 16.0 * rated) == pytest.approx(2.0 * reach)
    assert range_for_object(reach, rated, rated) == pytest.approx(reach)
    there = range_for_object(reach, rated, share * rated)
    assert range_for_object(there, share * rated, rated) == pytest.approx(reach)


@pytest.mark.parametrize("numbers", [(0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, -1.0), (1.0, 1.0, math.nan)])
def test_what_is_no_size_is_refused(numbers):
    with pytest.raises(RangeError, match="expected more than 0"):
        range_for_object(*numbers)
