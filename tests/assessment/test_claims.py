"""A claim is tested by one relation between answers and a value."""

from dataclasses import replace

import pytest

from detente.assessment.claims import claim_row
from detente.assessment.result import DEPENDS, FAILS, HOLDS, UNTESTED
from detente.assessment.rows import Seconds


@pytest.fixture
def one(third_site, third_site_answer):
    """A claim about slack, and one balance row to test it on."""
    claim = next(claim for claim in third_site.claims if claim.asks and claim.asks.quantity == "slack")
    question = replace(claim.asks, relation="always below", value=0.0, phases=(), interceptor=None, deterrent=None)
    return claim.model_copy(update={"asks": question}), third_site_answer.balance[0]


@pytest.mark.parametrize(
    ("slack", "relation", "answer"),
    [
        (Seconds(-30.0, -20.0, -10.0), "always below", HOLDS),
        (Seconds(-30.0, -20.0, 10.0), "always below", DEPENDS),
        (Seconds(-30.0, 5.0, 10.0), "always below", DEPENDS),
        (Seconds(3.0, 5.0, 10.0), "always below", FAILS),
        (Seconds(None, None, None), "always below", HOLDS),
        (Seconds(3.0, 5.0, 10.0), "somewhere above", HOLDS),
        (Seconds(None, None, None), "somewhere above", FAILS),
    ],
)
def test_one_relation_against_low_median_and_high(one, slack, relation, answer):
    claim, row = one
    asked = claim.model_copy(update={"asks": replace(claim.asks, relation=relation)})
    found = claim_row(asked, [row.view], [], [replace(row, slack_s=slack)])
    assert found.answers == {row.view: answer}


def test_a_claim_without_a_question_says_why(third_site, third_site_answer):
    untested = [row for row in third_site_answer.claims if row.asks == ""]
    assert untested
    for row in untested:
        assert set(row.answers.values()) == {UNTESTED}
        assert all(row.details.values())
