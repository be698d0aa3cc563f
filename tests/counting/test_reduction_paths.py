"""Paths of reduction: whole numbers that never grow, add up, and end at the limit; and cases worked by hand."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.counting.reductions import PACES, RULES, Limit, allowed, path
from detente.errors import RangeError

BEGIN = dt.date(2002, 1, 1)
DEADLINE = dt.date(2012, 12, 31)
LEGS = {"ICBM": 1_600, "SLBM": 3_120, "bomber": 1_660}  # United States 2002, StrategicForces data file


@st.composite
def cases(draw):
    """Legs, limits that never grow, a rule and a pace."""
    names = draw(st.lists(st.sampled_from(["ICBM", "SLBM", "bomber", "mobile", "other"]), unique=True, max_size=5))
    legs = {name: draw(st.integers(0, 3_000)) for name in names}
    total = sum(legs.values()) if legs else draw(st.integers(0, 12_000))
    dates = draw(st.lists(st.dates(BEGIN + dt.timedelta(1), dt.date(2030, 1, 1)), min_size=1, max_size=4, unique=True))
    most = sorted(draw(st.lists(st.integers(0, 9_000), min_size=len(dates), max_size=len(dates))), reverse=True)
    limits = [Limit(day, number) for day, number in zip(sorted(dates), most, strict=True)]
    rule = draw(st.sampled_from(list(RULES))) if legs else "equal-shares"
    order = draw(st.permutations(names)) if rule == "leg-order" else ()
    return total, limits, {"legs": legs, "rule": rule, "order": order, "pace": draw(st.sampled_from(list(PACES)))}


@given(cases())
@settings(max_examples=300)
def test_a_path_is_whole_never_grows_adds_up_and_ends_at_the_limit(case):
    total, limits, how = case
    points = path(BEGIN, total, limits, **how)
    assert points[0].total == total
    assert points[0].legs == how["legs"]
    assert points[-1].day == limits[-1].by
    assert points[-1].total == min(total, limits[-1].at_most)
    for point in points:
        assert isinstance(point.total, int)
        assert all(isinstance(left, int) and left >= 0 for left in point.legs.values())
        assert not point.legs or sum(point.legs.values()) == point.total
        assert point.allowed == allowed(limits, point.day)
        assert point.headroom is None or point.headroom >= 0
    for before, after in pairwise(points):
        assert before.day < after.day
        assert after.cut == before.total - after.total >= 0
        assert all(after.legs[leg] <= before.legs[leg] for leg in before.legs)


@given(cases())
@settings(max_examples=300)
def test_equal_shares_stay_within_two_warheads_of_the_exact_share(case):
    # The exact share of leg i is n_i T / N; whole warheads move it by less than one, and never giving back what a leg
    # has lost by less than one more.
    total, limits, how = case
    if how["rule"] != "equal-shares" or not how["legs"] or total == 0:
        return
    for point in path(BEGIN, total, limits, **how):
        for leg, left in point.legs.items():
            assert abs(left - how["legs"][leg] * point.total / total) < 2.0


@given(cases())
def test_in_leg_order_a_leg_is_touched_only_when_those_before_it_are_gone(case):
    total, limits, how = case
    if how["rule"] != "leg-order":
        return
    for point in path(BEGIN, total, limits, **how):
        left = [point.legs[leg] for leg in how["order"]]
        whole = [how["legs"][leg] for leg in how["order"]]
        touched = [number for number, full in zip(left, whole, strict=True) if number < full]
        assert all(number == 0 for number in touched[:-1])


@given(cases())
def test_whoever_waits_holds_at_least_as_many_on_every_day(case):
    total, limits, how = case
    steady = path(BEGIN, total, limits, **{**how, "pace": "steady"})
    waiting = path(BEGIN, total, limits, **{**how, "pace": "by-deadline"})
    assert all(a.day == b.day and a.total <= b.total for a, b in zip(steady, waiting, strict=True))


@given(cases())
def test_the_steady_pace_never_quickens_after_it_has_slackened(case):
    # Convexity of the path, up to the rounding of one warhead at each end.
    total, limits, how = case
    points = path(BEGIN, total, limits, **{**how, "pace": "steady"})
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        line = a.total + (c.total - a.total) * (b.day - a.day).days / (c.day - a.day).days
        assert b.total <= line + 1.0


@given(st.integers(0, 12_000), st.integers(0, 12_000))
def test_one_straight_line_to_one_limit(total, most):
    # Second implementation: the same line in floating point, 4,017 days from 1 January 2002 to 31 December 2012.
    gone = max(0, total - most)
    for point in path(BEGIN, total, [Limit(DEADLINE, most)]):
        share = (point.day - BEGIN).days / 4_017
        assert point.total == pytest.approx(total - gone * share, abs=0.501)


def test_the_american_cut_of_2002_by_hand():
    # 6,380 to 2,200 by 31 December 2012 (SORT, Article I; upper end): 4,180 less, 34.48 % remain in every leg:
    # 551.7, 1,075.9 and 572.4, in whole warheads 552 + 1,076 + 572 = 2,200.
    points = path(BEGIN, 6_380, [Limit(DEADLINE, 2_200)], legs=LEGS)
    assert points[-1].legs == {"ICBM": 552, "SLBM": 1_076, "bomber": 572}
    assert len(points) == 12
    assert {point.cut for point in points[2:]} == {
        379,
        380,
        381,
    }  # 4,180 in 4,017 days: 379.8 a year, 380.9 a leap year
    assert [point.allowed for point in points] == [None] * 11 + [2_200]
    assert points[-1].headroom == 0


def test_by_the_deadline_nothing_goes_before_the_last_day():
    points = path(BEGIN, 6_380, [Limit(DEADLINE, 2_200)], legs=LEGS, pace="by-deadline")
    assert [point.cut for point in points] == [0] * 11 + [4_180]


def test_in_leg_order_by_hand():
    # 4,180 to go: all 1,660 of the bombers, all 1,600 ICBM, then 920 of 3,120 SLBM.
    points = path(BEGIN, 6_380, [Limit(DEADLINE, 2_200)], legs=LEGS, rule="leg-order", order=["bomber", "ICBM", "SLBM"])
    assert points[-1].legs == {"ICBM": 0, "SLBM": 2_200, "bomber": 0}


def test_limits_on_the_way_are_met_and_the_line_goes_through_the_binding_one():
    # START II, warheads on ICBM with more than one: 1,200 by 31 December 2004, none by 31 December 2007.
    limits = [Limit(dt.date(2004, 12, 31), 1_200), Limit(dt.date(2007, 12, 31), 0)]
    points = {point.day.year: point for point in path(BEGIN, 2_000, limits)[1:]}
    # Straight to none by 2007, half of it gone after 1,095 of 2,190 days: the limit on the way is not felt.
    assert points[2004].total == 1_000
    assert points[2007].total == 0
    tight = {
        point.day.year: point for point in path(BEGIN, 5_958, [Limit(dt.date(2003, 12, 31), 1_200), limits[1]])[1:]
    }
    assert (tight[2003].total, tight[2003].headroom) == (1_200, 0)
    assert tight[2004].total == 899  # after 366 of the 1,461 days to the end of 2007, 300.6 of 1,200 are gone


def test_an_interim_limit_above_what_is_held_changes_nothing():
    easy = path(BEGIN, 1_000, [Limit(dt.date(2005, 6, 30), 4_000), Limit(DEADLINE, 500)])
    assert easy[-1].total == 500
    assert next(point for point in easy if point.day == dt.date(2005, 6, 30)).headroom == 4_000 - 841


def test_a_force_below_the_limit_stays():
    points = path(BEGIN, 1_537, [Limit(DEADLINE, 1_550)])
    assert {point.total for point in points} == {1_537}
    assert points[-1].headroom == 13


@pytest.mark.parametrize(("change", "said"), [
    ({"total": -1}, "from 0 to 1,000,000"), ({"total": 2_000_000}, "from 0 to 1,000,000"),
    ({"total": 9.5}, "found 9.5, expected a whole number"), ({"total": True}, "whole number"),
    ({"limits": []}, "at least one limit"), ({"limits": [Limit(BEGIN, 5)]}, "expected a day after 2002-01-01"),
    ({"limits": [Limit(dt.date(2200, 1, 1), 5)]}, "within 100 years"),
    ({"limits": [Limit(DEADLINE, -5)]}, "from 0 to"),
    ({"limits": [Limit(dt.date(2005, 1, 1), 5), Limit(DEADLINE, 6)]}, "not more than its 5"),
    ({"legs": {"ICBM": 5}}, "found 5 = 5, expected a sum of 10"), ({"legs": {"ICBM": 12, "SLBM": -2}}, "from 0 to"),
    ({"rule": "fair"}, "equal-shares or leg-order"), ({"pace": "slow"}, "steady or by-deadline"),
    ({"rule": "leg-order"}, "no legs are given"),
    ({"rule": "leg-order", "legs": {"ICBM": 10}, "order": ["SLBM"]}, "every leg once: ICBM"),
])  # fmt: skip
def test_what_makes_no_path_is_refused(change, said):
    sound = {"total": 10, "limits": [Limit(DEADLINE, 5)]} | change
    with pytest.raises(RangeError, match=said):
        path(BEGIN, sound.pop("total"), sound.pop("limits"), **sound)
