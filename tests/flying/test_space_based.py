"""Interceptors in orbit: what is refused, what straight flight leaves out, and the answer as a whole."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from detente.assessment.space_based import space_based
from detente.errors import RangeError
from detente.flying.space_based import SpaceBased, absentee_ratio, reach, time_share
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS

km = 1e3
ASKED = {
    "speed_change_m_s": 4_000.0,
    "time_s": 120.0,
    "altitude_m": 500e3,
    "inclination_deg": 60.0,
    "latitude_deg": 39.0,
}


def pull(_t, state):
    return [*state[3:], *(-EARTH_MU * state[:3] / np.linalg.norm(state[:3]) ** 3)]


@settings(max_examples=30)
@given(time=st.floats(20.0, 300.0), speed=st.floats(2_000.0, 8_000.0), towards=st.floats(0.0, 360.0),
       down=st.floats(-90.0, 90.0))  # fmt: skip
def test_seen_from_its_satellite_an_interceptor_flies_nearly_straight(time, speed, towards, down):
    # Both fall alike; what is left is the tide. Its leading term is (w t)^2 / 3 of the distance along the vertical and
    # -(w t)^2 / 6 across it (w: the satellite's angular rate), and the Coriolis part only turns the path.
    radius = EARTH_RADIUS + 500.0 * km
    rate = math.sqrt(EARTH_MU / radius**3)
    place, moving = np.array([radius, 0.0, 0.0]), np.array([0.0, rate * radius, 0.0])
    a, b = math.radians(towards), math.radians(down)
    away = speed * np.array([-math.sin(b), math.cos(b) * math.cos(a), math.cos(b) * math.sin(a)])
    ends = [
        solve_ivp(pull, (0.0, time), [*place, *(moving + extra)], rtol=1e-10, atol=1e-4).y[:3, -1]
        for extra in (np.zeros(3), away)
    ]
    apart = float(np.linalg.norm(ends[1] - ends[0]))
    # The second order in the size of the path over the radius comes on top.
    assert abs(apart / (speed * time) - 1.0) < (0.4 + speed * time / radius) * (rate * time) ** 2 + 1e-6


def test_an_answer_holds_together():
    found = space_based(**ASKED, delay_s=30.0, number=1_000, wanted=2.0)
    d = found.as_dict()
    assert d["flown_km"] == pytest.approx(360.0)
    # By hand: cos = (6871^2 + 6571^2 - 360^2) / (2 * 6871 * 6571); times 6371 km.
    cosine = (6_871.0**2 + 6_571.0**2 - 360.0**2) / (2.0 * 6_871.0 * 6_571.0)
    assert d["reach_radius_km"] == pytest.approx(6_371.0 * math.acos(cosine), rel=1e-6)
    assert d["absentee_ratio"] == pytest.approx(1.0 / d["share_in_reach"])
    assert d["expected_in_reach"] == pytest.approx(1_000.0 * d["share_in_reach"])
    assert d["number_needed"] == pytest.approx(2.0 * d["absentee_ratio"])
    asked = [row for row in d["table"] if (row["inclination_deg"], row["altitude_km"]) == (60.0, 500.0)]
    assert [row["absentee_ratio"] for row in asked] == [pytest.approx(d["absentee_ratio"])]
    assert d["meeting_altitude_assumed"] is True
    assert any("(assumption)" in line for line in d["assumptions"])
    assert set(found.data.absentee_ratio.dims) == {"inclination", "orbit_altitude"}


def test_a_meeting_height_of_one_s_own_is_no_assumption():
    d = space_based(**ASKED, meeting_altitude_m=300e3).as_dict()
    assert d["meeting_altitude_assumed"] is False
    assert not any("(assumption)" in line for line in d["assumptions"])


def test_who_is_too_high_for_the_time_reaches_nothing():
    found = space_based(**{**ASKED, "altitude_m": 1_500e3})
    d = found.as_dict()
    assert d["reach_radius_km"] is None
    assert d["share_in_reach"] == 0.0
    assert d["absentee_ratio"] is None
    assert d["number_needed"] is None
    assert "never in reach" in repr(found)


@given(
    speed=st.floats(500.0, 9_000.0),
    faster=st.floats(1.0, 1.2),
    delay=st.floats(0.0, 60.0),
    time=st.floats(100.0, 300.0),
)
def test_speed_and_time_help_and_delay_hurts(speed, faster, delay, time):
    def share(speed, time, delay):
        return time_share(reach(SpaceBased(speed, time, delay, 200e3), 500e3), 39.0, 60.0)

    here = share(speed, time, delay)
    assert share(speed * faster, time, delay) >= here
    assert share(speed, time * faster, delay) >= here
    assert share(speed, time, delay * 0.5) >= here


def test_a_ratio_of_nothing_is_infinite():
    assert math.isinf(absentee_ratio(0.0))
    assert absentee_ratio(0.25) == 4.0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"speed_change_m_s": 12_000.0}, "escape"),
        ({"speed_change_m_s": 0.0}, "more than 0"),
        ({"time_s": 30.0, "delay_s": 30.0}, "less than the time"),
        ({"time_s": 4_000.0}, "3600 s at most"),
        ({"delay_s": -1.0}, "0 s or more"),
        ({"altitude_m": -1.0}, "expected 0 to 50,000 km"),
        ({"altitude_m": math.nan}, "expected 0 to 50,000 km"),
        ({"meeting_altitude_m": 1e9}, "expected 0 to 50,000 km"),
        ({"inclination_deg": 181.0}, "expected 0 to 180 deg"),
        ({"latitude_deg": 91.0}, "expected -90 to 90 deg"),
        ({"number": 0}, "expected 1 or more"),
        ({"wanted": 0.0}, "more than 0"),
    ],
)
def test_what_cannot_be_is_refused(changed, said):
    with pytest.raises(RangeError, match=said):
        space_based(**{**ASKED, **changed})
