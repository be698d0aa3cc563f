"""Flip values are verified by asking again just either side of them."""

from itertools import pairwise

import pytest

from detente import units
from detente.assessment.exchange import moved, reworded
from detente.assessment.questions import open_questions


@pytest.fixture(scope="session")
def questions(views, third_site_answer):
    return {
        question.key: question
        for question in open_questions(views, list(third_site_answer.security), list(third_site_answer.balance))
    }


def test_the_answer_turns_at_every_flip_value(questions, views, third_site_answer):
    numeric = [row for row in third_site_answer.crux if isinstance(row.flip_value, float)]
    assert len(numeric) > 20
    for row in numeric:
        question, view = questions[row.question], views[row.view]
        at = row.flip_value / units.from_si(1.0, row.unit)  # back to SI
        width = 2e-6 * max(abs(at), 1.0)
        signs = {question.margin(moved(view, {row.assumption: at + step})) >= 0.0 for step in (-width, 0.0, width)}
        assert signs == {True, False}, f"{row.question} {row.view} {row.assumption}"


def test_a_word_that_turns_the_answer_really_does(questions, views, third_site_answer):
    words = [row for row in third_site_answer.crux if isinstance(row.flip_value, str)]
    assert words
    for row in words:
        question, view = questions[row.question], views[row.view]
        own = question.margin(view) >= 0.0
        other = question.margin(reworded(view, row.assumption, row.flip_value)) >= 0.0
        assert own != other


def test_slack_falls_second_for_second_with_the_commit_delay(questions, views):
    for question in questions.values():
        for view in views.values():
            delay = view.numbers["defence.commit_delay"]
            own = question.margin(view)
            later = question.margin(moved(view, {"defence.commit_delay": delay + 10.0}))
            assert later == pytest.approx(own - 10.0, abs=1e-6)


def test_a_faster_interceptor_is_never_later(questions, views):
    # An interceptor may burn out slower than it could, so speed can only help (docs/methods/flyout.md). The tolerance
    # is that of the scaled ascent there: 0.3 s.
    for question in questions.values():
        for view in views.values():
            margins = [
                question.margin(moved(view, {"two-stage-gbi.burnout_speed": speed}))
                for speed in (4000.0, 5000.0, 6000.0, 7000.0, 8000.0, 9000.0)
            ]
            assert all(later >= earlier - 0.3 for earlier, later in pairwise(margins))


def test_assumptions_on_which_the_views_agree_and_that_turn_nothing_are_left_out(third_site_answer):
    for row in third_site_answer.crux:
        assert row.flip_value is not None or len(set(row.claimed.values())) > 1
