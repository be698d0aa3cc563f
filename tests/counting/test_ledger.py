"""The ledger: which figure stands on a day, how old it is, sums with gaps, ceilings as steps."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.counting.ledger import Period, Step, Sum, added, age, binding, change, period, runs, standing
from detente.errors import RangeError

days = st.dates(dt.date(1945, 1, 1), dt.date(2030, 12, 31))
counts = st.none() | st.integers(0, 50_000)


@pytest.mark.parametrize(("text", "first", "last"), [
    ("2002", (2002, 1, 1), (2002, 12, 31)), ("2002-07", (2002, 7, 1), (2002, 7, 31)),
    ("2004-02", (2004, 2, 1), (2004, 2, 29)), ("2002-12", (2002, 12, 1), (2002, 12, 31)),
    ("2011-02-05", (2011, 2, 5), (2011, 2, 5)),
])  # fmt: skip
def test_the_days_that_a_printed_date_can_mean(text, first, last):
    assert period(text) == Period(dt.date(*first), dt.date(*last))


@pytest.mark.parametrize(
    "text", ["", "02", "2002-7", "2002-13", "2001-02-29", "2002/07", "2002-07-01-1", "today", "-2002"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(RangeError, match="expected a date such as"):
        period(text)


@given(days)
def test_a_year_holds_its_months_and_a_month_its_days(day):
    year, month, exact = (period(f"{day:{form}}") for form in ("%Y", "%Y-%m", "%Y-%m-%d"))
    assert year.first <= month.first <= exact.first == day == exact.last <= month.last <= year.last
    assert (month.last + dt.timedelta(days=1)).day == 1


@given(st.lists(days, max_size=6), days)
def test_the_latest_figure_at_or_before_a_day_stands(dates, on):
    found = standing([Period(day, day) for day in dates], on)
    before = [day for day in dates if day <= on]
    assert (found is None) == (not before)
    assert found is None or dates[found] == max(before)


def test_a_figure_dated_by_its_year_stands_from_the_first_day_of_it():
    figures = [period("2002"), period("2004-07-01")]
    assert standing(figures, dt.date(2001, 12, 31)) is None
    assert standing(figures, dt.date(2002, 1, 1)) == 0
    assert standing(figures, dt.date(2004, 7, 1)) == 1
    assert age(figures[0], dt.date(2002, 3, 1)) == (0, 59)
    assert age(figures[0], dt.date(2004, 1, 1)) == (366, 730)


def test_a_sum_with_a_missing_part_is_a_lower_bound():
    # American warheads of 2002 by leg: 1,600 + 3,120 + 1,660 = 6,380 (StrategicForces data file).
    legs = {"ICBM": 1_600, "SLBM": 3_120, "bomber": 1_660}
    assert added(legs) == Sum(6_380)
    assert not added(legs).lower_bound
    short = added({**legs, "bomber": None})
    assert (short.value, short.missing, short.lower_bound) == (4_720, ("bomber",), True)
    assert added(legs, whole=False).lower_bound
    assert added({"ICBM": None}) == Sum(None, ("ICBM",))
    assert not added({"ICBM": None}).lower_bound
    with pytest.raises(RangeError, match="at least 0"):
        added({"ICBM": -1})


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 9_999), min_size=1), st.data())
def test_filling_a_gap_never_lowers_a_sum(parts, data):
    gap = data.draw(st.sampled_from(sorted(parts)))
    less, whole = added({**parts, gap: None}), added(parts)
    assert whole.value == sum(parts.values())
    assert (less.value or 0) <= whole.value
    assert less.missing == (gap,)


@given(counts, counts, st.booleans(), st.booleans())
def test_a_difference_knows_which_of_its_ends_is_known(before, after, short_before, short_after):
    found = change(Sum(before, ("x",) * short_before), Sum(after, ("x",) * short_after))
    if before is None or after is None:
        assert (found.low, found.high) == (None, None)
        return
    # The true counts are at least what is known: any greater value of a short sum must lie within the ends.
    for more_before in (0, 1_000) if short_before else (0,):
        for more_after in (0, 1_000) if short_after else (0,):
            true = after + more_after - before - more_before
            assert found.low is None or found.low <= true
            assert found.high is None or true <= found.high
    assert (found.low is not None and found.low == found.high) == (not short_before and not short_after)


def test_ceilings_bind_from_their_first_day_up_to_and_without_their_last():
    # New START: 1,550 from 5 February 2018; expired 5 February 2026.
    step = Step("New START", 1_550, dt.date(2018, 2, 5), dt.date(2026, 2, 5))
    lower = Step("lower", 1_000, None, None)
    assert binding([step], dt.date(2018, 2, 4)) == ()
    assert binding([step], dt.date(2018, 2, 5)) == (step,)
    assert binding([step, lower], dt.date(2026, 2, 4)) == (lower, step)
    assert binding([step, lower], dt.date(2026, 2, 5)) == (lower,)


@given(st.lists(counts, max_size=20))
def test_stretches_hold_every_known_value_once_and_no_gap(values):
    found = runs(values)
    inside = [place for first, after in found for place in range(first, after)]
    assert inside == [place for place, value in enumerate(values) if value is not None]
    assert all(second[0] > first[1] for first, second in pairwise(found))
