"""Two editing at once: nothing is lost, nobody changes what is not theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import RangeError
from detente.interfaces.web.doors import Role
from detente.interfaces.web.models import State, StatePatch
from detente.interfaces.web.sharing import Shared, owners_of
from detente.reading.dossier import load

OWNERS = {"hill": "A", "dale": "B", "ford": ""}
FIRST = State(dossier="some-talks", a="north", b="south", phase=4, threat="early")


def table(**changes: object) -> Shared:
    shared = Shared()
    shared.take(State.model_validate(FIRST.model_dump() | changes))
    return shared


def put(shared: Shared, role: Role, version: int | None = None, **patch: object) -> State:
    made_on = shared.version if version is None else version
    state = shared.patched(StatePatch.model_validate(patch), made_on, role, OWNERS)
    shared.take(state)
    return state


def test_each_side_changes_its_own_and_both_turn_to_what_they_like() -> None:
    shared = table()
    put(shared, "A", values={"north": {"x.speed": "5 km/s"}}, moved={"hill": (50.0, 10.0)})
    state = put(shared, "B", phase=2, copied={"south": {"x.speed": "north"}}, values=shared.state.values)  # type: ignore[union-attr]
    assert state.values == {"north": {"x.speed": "5 km/s"}}
    assert state.copied == {"south": {"x.speed": "north"}}
    assert (state.phase, state.moved) == (2, {"hill": (50.0, 10.0)})


@pytest.mark.parametrize(
    ("role", "patch"),
    [
        ("A", {"values": {"south": {"x.speed": "5 km/s"}}}),
        ("B", {"copied": {"north": {"x.speed": "south"}}}),
        ("A", {"moved": {"dale": (1.0, 1.0)}}),
        ("B", {"moved": {"ford": (1.0, 1.0)}}),
        ("A", {"values": {"third": {"x.speed": "5 km/s"}}}),
        ("A", {"dossier": "other-talks"}),
        ("B", {"a": "east"}),
        ("watch", {"phase": 2}),
        ("watch", {"values": {"north": {"x.speed": "5 km/s"}}}),
    ],
)
def test_what_a_role_may_not_change_is_refused_and_nothing_changes(role: Role, patch: dict[str, object]) -> None:
    shared = table()
    with pytest.raises(RangeError, match="may not change"):
        put(shared, role, **patch)
    assert shared.state == FIRST


def test_a_late_change_does_not_undo_what_the_other_did_meanwhile() -> None:
    shared = table()
    seen = shared.version
    put(shared, "A", values={"north": {"x.speed": "5 km/s"}})
    # B has not heard of it: its whole table of values is the old one, with B's own change.
    state = put(shared, "B", seen, values={"south": {"x.speed": "7 km/s"}})
    assert state.values == {"north": {"x.speed": "5 km/s"}, "south": {"x.speed": "7 km/s"}}


def test_of_two_changes_to_the_same_thing_the_later_stands() -> None:
    shared = table()
    seen = shared.version
    put(shared, "A", phase=1)
    assert put(shared, "B", seen, phase=3).phase == 3


def test_what_is_left_out_of_a_table_is_taken_back() -> None:
    shared = table(values={"north": {"x.speed": "5 km/s", "x.lag": "3 s"}})
    assert put(shared, "A", values={"north": {"x.lag": "3 s"}}).values == {"north": {"x.lag": "3 s"}}


def test_who_opened_the_session_opens_another_dossier() -> None:
    state = put(table(values={"north": {"x.lag": "3 s"}}), "both", dossier="other-talks", a="east", values={})
    assert (state.dossier, state.a, state.values) == ("other-talks", "east", {})


def test_the_first_to_speak_puts_a_whole_state_on_the_table() -> None:
    shared = Shared()
    with pytest.raises(RangeError):
        shared.patched(StatePatch(phase=2), 0, "A", {})
    assert shared.patched(StatePatch.model_validate(FIRST.model_dump()), 0, "A", {}) == FIRST


ENTRIES = st.dictionaries(st.sampled_from(["x.a", "x.b", "x.c"]), st.sampled_from(["1 s", "2 s", "3 s"]), max_size=3)


@given(ENTRIES, ENTRIES, ENTRIES)
def test_two_sides_at_once_are_the_same_in_either_order(
    first: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    found = []
    for order in (("A", "B"), ("B", "A")):
        shared = table(values={"north": first, "south": first})
        seen = shared.version
        for role in order:
            both = {"north": mine, "south": first} if role == "A" else {"north": first, "south": theirs}
            put(shared, role, seen, values=both)  # type: ignore[arg-type]
        found.append(shared.state.values)  # type: ignore[union-attr]
    assert found[0] == found[1] == {view: told for view, told in (("north", mine), ("south", theirs)) if told}


def test_places_belong_to_the_side_that_deploys_there() -> None:
    dossier = load("deauville-2011")
    state = State(dossier=dossier.name, a="us-nato", b="russia", phase=4)
    assert owners_of(dossier, state)["redzikowo"] == "A"
    turned = state.model_copy(update={"a": "russia", "b": "us-nato"})
    assert owners_of(dossier, turned)["redzikowo"] == "B"
