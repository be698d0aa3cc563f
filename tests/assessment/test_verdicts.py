"""The words of an answer follow from its numbers."""

import math

import pytest

from detente.assessment.result import BEFORE_BURNOUT, MARGINAL, OUT_OF_REACH, WITHIN_REACH
from detente.assessment.rows import Seconds
from detente.assessment.verdicts import reach_verdict

NEVER = Seconds(None, None, None)


@pytest.mark.parametrize(
    ("slack", "latest_high", "latest_median", "burnout", "verdict"),
    [
        (Seconds(10.0, 50.0, 90.0), 400.0, 350.0, 180.0, WITHIN_REACH),
        (Seconds(10.0, 50.0, 90.0), 170.0, 150.0, 180.0, BEFORE_BURNOUT),  # in time, but only while it still burns
        (Seconds(-10.0, 50.0, 90.0), 400.0, 350.0, 180.0, MARGINAL),
        (Seconds(None, None, 1.0), 400.0, -math.inf, 180.0, MARGINAL),
        (Seconds(-90.0, -50.0, -10.0), 100.0, 80.0, 180.0, BEFORE_BURNOUT),  # too late now, reachable while it burns
        (Seconds(-90.0, -50.0, -10.0), 300.0, 280.0, 180.0, OUT_OF_REACH),  # even after burnout the commit is too late
        (Seconds(-900.0, -500.0, -200.0), -20.0, -100.0, 180.0, OUT_OF_REACH),  # should have left before the launch
        (NEVER, -math.inf, -math.inf, 180.0, OUT_OF_REACH),
    ],
)
def test_the_verdict_follows_from_slack_and_latest_launch(slack, latest_high, latest_median, burnout, verdict):
    assert reach_verdict(slack, latest_high, latest_median, burnout) == verdict
