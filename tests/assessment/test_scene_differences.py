"""On what two views differ: every assumption with what each says of it, and what it bears on."""

import json

import pytest

from detente.assessment.resolve import assumptions
from detente.assessment.scene_differences import differences
from detente.assessment.single_flips import span_of
from detente.reading.changes import Changes
from detente.reading.dossier import load
from detente.units import from_si


@pytest.fixture(scope="module")
def talks():
    return load("deauville-2011")


@pytest.fixture(scope="module")
def rows(talks):
    return {row.key: row for row in differences(talks)}


def test_what_differs_is_there_and_nothing_else(talks, rows):
    one, other = (assumptions(talks, view) for view in ("us-nato", "russia"))
    for key, said in one.statements.items():
        against = other.statements[key]
        apart = (said.value, said.low, said.high) != (against.value, against.low, against.high) and said.word is None
        assert (key in rows) == (apart or said.word != against.word), key


# Sankaran (2013), abstract: planned 5.5 km/s, lower bound 5.0, for the SM-3 Block IIB; which view takes which is the
# dossier's choice.
def test_each_side_says_its_own_and_the_rest_is_on_record(rows):
    row = rows["sm-3-2b.burnout_speed"]
    assert (row.unit, row.kind, row.label) == ("km/s", "number", "SM-3 Block IIB: burnout speed")
    assert [(said["view"], said["value"]) for said in row.holders[:2]] == [("us-nato", 5.0), ("russia", 5.5)]
    assert all(said["view"] is None for said in row.holders[2:])
    assert {said["source"] for said in row.holders[:2]} == {"sankaran-2013"}


def test_the_span_is_where_flips_are_looked_for(talks, rows):
    views = [assumptions(talks, view) for view in ("us-nato", "russia")]
    low, high = span_of("sm-3-2b.burnout_speed", views)
    assert rows["sm-3-2b.burnout_speed"].span == pytest.approx((from_si(low, "km/s"), from_si(high, "km/s")))


def test_words_come_with_the_words_that_are_allowed(rows):
    row = rows["defence.earliest_commit"]
    assert (row.kind, row.span, row.unit) == ("word", None, None)
    assert row.words == ("any time", "after burnout")


def test_what_was_changed_is_there_though_the_views_agree(talks, rows):
    key = "topol-m.range"
    assert key not in rows
    found = {row.key: row for row in differences(talks, Changes({"russia": {key: "9000 km"}}))}
    assert key in found
    assert len(found) == len(rows) + 1


def test_a_number_bears_on_the_questions_of_its_system(rows):
    assert all("sm-3-2b@" in key or key.startswith("security/") for key in rows["sm-3-2b.burnout_speed"].questions)
    assert any(key.startswith("balance/") for key in rows["sm-3-2b.burnout_speed"].questions)
    assert rows["interception.kill_probability"].questions[0].startswith("strategic/")


def test_rows_are_plain(rows):
    json.dumps([row.as_dict() for row in rows.values()], allow_nan=False)
