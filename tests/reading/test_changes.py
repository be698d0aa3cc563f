"""A dossier with changes: numbers of one's own, copies between views, moved places; everything wrong in one message."""

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.errors import RangeError
from detente.messages import speaking, tr
from detente.reading.changes import HOLDER, Changes, ChangesError, changed, movable

SPEED = "sm-3-2b.burnout_speed"
DELAY = "defence.commit_delay"


@pytest.fixture(scope="module")
def talks():
    """The dossier of Deauville, whose two views differ in speeds, delay and earliest commit."""
    return detente.load("deauville-2011")


def statement(dossier, view, key):
    return dossier.parameters(view)[key]


def test_a_value_of_ones_own_says_that_it_is_and_has_no_range(talks):
    said = statement(detente.with_changes(talks, values={"russia": {SPEED: "4500 m/s"}}), "russia", SPEED)
    # 4,500 m/s in SI is the number itself; the text stays as typed
    assert (said.value, said.low, said.high, said.text) == (4500.0, 4500.0, 4500.0, "4500 m/s")
    assert (said.holder, said.certainty, said.source) == (HOLDER, "assumed", None)
    assert said.note


def test_a_word_of_ones_own(talks):
    said = statement(
        detente.with_changes(talks, values={"russia": {"defence.policy": "organic"}}), "russia", "defence.policy"
    )
    assert said.word == "organic"


def test_the_dossier_given_stays_as_it_is(talks):
    before = (talks.digest, statement(talks, "russia", SPEED), talks.places["redzikowo"].at)
    detente.with_changes(
        talks, {"russia": {SPEED: "4 km/s"}}, {"us-nato": {DELAY: "russia"}}, {"redzikowo": (54.0, 18.0)}
    )
    assert before == (talks.digest, statement(talks, "russia", SPEED), talks.places["redzikowo"].at)


def test_a_copy_takes_holder_source_and_range_along(talks):
    made = detente.with_changes(talks, copied={"us-nato": {SPEED: "russia", DELAY: "russia"}})
    for key in (SPEED, DELAY):
        assert statement(made, "us-nato", key) == statement(talks, "russia", key)
        assert statement(made, "russia", key) == statement(talks, "russia", key)


def test_two_opposite_copies_are_an_exchange(talks):
    made = detente.with_changes(talks, copied={"us-nato": {DELAY: "russia"}, "russia": {DELAY: "us-nato"}})
    assert statement(made, "us-nato", DELAY) == statement(talks, "russia", DELAY)
    assert statement(made, "russia", DELAY) == statement(talks, "us-nato", DELAY)


def test_a_copy_takes_what_the_other_says_after_its_own_value(talks):
    made = detente.with_changes(talks, {"russia": {DELAY: "12 s"}}, {"us-nato": {DELAY: "russia"}})
    assert statement(made, "us-nato", DELAY).value == 12.0


def test_who_takes_the_range_of_a_missile_gives_up_the_speed_it_picked(talks):
    fast = detente.with_changes(talks, values={"russia": {"topol-m.burnout_speed": "7 km/s"}})
    assert "topol-m.burnout_speed" in fast.parameters("russia")
    slow = detente.with_changes(fast, values={"russia": {"topol-m.range": "9000 km"}})
    assert "topol-m.burnout_speed" not in slow.parameters("russia")
    assert statement(slow, "russia", "topol-m.range").value == 9_000_000.0


def test_a_moved_place_says_that_it_was_moved(talks):
    place = detente.with_changes(talks, moved={"redzikowo": [54.0, 18.1]}).places["redzikowo"]
    assert place.at == (54.0, 18.1)
    assert (place.moved, place.certainty, place.name) == (True, "assumed", talks.places["redzikowo"].name)


def test_a_changed_dossier_cannot_be_taken_for_the_one_of_the_record(talks):
    made = detente.with_changes(talks, values={"russia": {SPEED: "4 km/s"}})
    assert made.digest != talks.digest
    assert made.approach.title != talks.approach.title
    again = detente.with_changes(made, values={"russia": {SPEED: "4.2 km/s"}})
    assert again.approach.title == made.approach.title
    assert len({talks.digest, made.digest, again.digest}) == 3


def test_no_change_is_the_same_dossier(talks):
    assert detente.with_changes(talks) is talks
    assert changed(talks, Changes({"russia": {}}, {"us-nato": {}}, {})) is talks


WRONG = [
    (Changes({"rusia": {SPEED: "4 km/s"}}), "rusia", 'Did you mean "russia"?'),
    (Changes({"russia": {SPEED: "4 km"}}), f"russia:{SPEED}", "a length; expected a speed"),
    (Changes({"russia": {SPEED: "12 km/s"}}), f"russia:{SPEED}", "below 11.186 km/s"),
    (Changes({"russia": {DELAY: "-1 s"}}), f"russia:{DELAY}", "of 0 or more"),
    (
        Changes({"russia": {"sm-3-2b.burnout_sped": "4 km/s"}}),
        "russia:sm-3-2b.burnout_sped",
        'Did you mean "burnout_speed"?',
    ),
    (Changes({"russia": {"defence.policy": "orgnic"}}), "russia:defence.policy", 'Did you mean "organic"?'),
    (
        Changes({"russia": {"two-stage-gbi.burnout_speed": "6 km/s"}}),
        "russia:two-stage-gbi.burnout_speed",
        "does not use",
    ),
    (
        Changes({"russia": {"defence.object_cross_section": "1 m^2"}}),
        "russia:tpy-2-kurecik.rated_cross_section",
        "missing",
    ),
    (
        Changes({"russia": {"fylingdales.azimuth_width": "90 deg"}}),
        "russia:fylingdales.azimuth_width",
        "which way it faces",
    ),
    (Changes({"russia": {DELAY: "3 s"}}, {"russia": {DELAY: "us-nato"}}), f"russia:{DELAY}", "a value and a copy"),
    (Changes({}, {"russia": {DELAY: "russia"}}), f"russia:{DELAY}", "this view itself"),
    (Changes({}, {"russia": {DELAY: "us"}}), f"russia:{DELAY}", "found view"),
    (Changes({}, {"russia": {"topol-m.apogee_speed": "us-nato"}}), "russia:topol-m.apogee_speed", "cannot be copied"),
    (Changes({}, {}, {"redzikow": (54.0, 18.0)}), "redzikow", 'Did you mean "redzikowo"?'),
    (Changes({}, {}, {"tatishchevo": (54.0, 18.0)}), "tatishchevo", "where something is deployed"),
    (Changes({}, {}, {"redzikowo": (54.05, 18.0)}), "redzikowo", "a tenth of a degree"),
    (Changes({}, {}, {"redzikowo": (95.0, 18.0)}), "redzikowo", "latitude from -90 to 90"),
    (Changes({}, {}, {"redzikowo": (54.0, math.nan)}), "redzikowo", "longitude from -180 to 360"),
    (Changes({}, {}, {"redzikowo": (54.0,)}), "redzikowo", "[latitude, longitude]"),
]


@pytest.mark.parametrize(("changes", "where", "said"), WRONG, ids=[f"{where} {said}"[:60] for _, where, said in WRONG])
def test_one_thing_wrong_is_refused_with_where_and_what(talks, changes, where, said):
    with pytest.raises(ChangesError) as refusal:
        changed(talks, changes)
    assert any(found == where and said in message for found, message in refusal.value.problems), refusal.value.problems


def test_everything_wrong_is_in_one_message(talks):
    wrong = Changes(
        {"rusia": {}, "russia": {SPEED: "4 km", DELAY: "-1 s"}}, {"us-nato": {DELAY: "us"}}, {"nowhere": (1.0, 2.0)}
    )
    with pytest.raises(RangeError) as refusal:
        changed(talks, wrong)
    for where in ("rusia", f"russia:{SPEED}", f"russia:{DELAY}", f"us-nato:{DELAY}", "nowhere"):
        assert f"\n{where}: " in str(refusal.value)


@pytest.mark.parametrize("changes", [row[0] for row in WRONG], ids=[row[1] for row in WRONG])
def test_a_refusal_is_said_in_russian_to_its_last_word(talks, changes):
    with pytest.raises(ChangesError) as refusal:
        changed(talks, changes)
    with speaking("ru"):
        said = tr(refusal.value.said)
    assert said.startswith("deauville-2011 так изменить нельзя:")
    unquoted = re.sub(r'"[^"]*"|`[^`]*`|\S+:\S+', "", said)  # what was found, what to write, and where
    assert not re.search("[A-Za-z]{3,} [a-z]{2,}", unquoted), said


def test_where_something_is_deployed_can_be_moved_and_launch_places_cannot(talks):
    launches = {place for row in (*talks.approach.threats, *talks.approach.deterrents) for place in row.launch}
    assert "redzikowo" in movable(talks)
    assert not launches & set(movable(talks))


TEXT = st.one_of(
    st.text(max_size=12), st.sampled_from(["4 km/s", "30 s", "organic", "russia", "us-nato", "0.5", "1e400 s"])
)
KEYS = st.one_of(st.text(max_size=12), st.sampled_from([SPEED, DELAY, "defence.policy", "topol-m.range", "a.b", "."]))
VIEWS = st.one_of(st.sampled_from(["russia", "us-nato"]), st.text(max_size=4))
TABLES = st.dictionaries(VIEWS, st.dictionaries(KEYS, TEXT, max_size=2), max_size=2)
PLACES = st.dictionaries(
    st.one_of(st.sampled_from(["redzikowo", "deveselu"]), st.text(max_size=4)),
    st.one_of(
        st.lists(st.floats(), max_size=3), st.tuples(st.integers(-900, 900).map(lambda n: n / 10), st.just(20.0))
    ),
    max_size=2,
)


@given(TABLES, TABLES, PLACES)
def test_whatever_is_asked_is_done_or_refused(talks, values, copied, moved):
    changes = Changes(values, copied, moved)
    try:
        made = changed(talks, changes)
    except RangeError:
        return
    for view in talks.views:
        made.parameters(view)
    assert (made is talks) == changes.empty
    assert replace(made, digest="", approach=talks.approach, views=talks.views, gazetteer=talks.gazetteer) == replace(
        talks, digest=""
    )
