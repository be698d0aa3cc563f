"""The address says the same as the state, and whatever is typed is read or refused in words."""

import contextlib
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.interfaces.web.address import query_of, state_of
from detente.interfaces.web.models import State
from detente.interfaces.web.refusals import RefusedError

HEAD: dict[str, Any] = {
    "pair": ["north", "south"],
    "threats": [{"id": "early", "from_phase": 1}, {"id": "late", "from_phase": 3}],
    "defaults": {"phase": 4, "threat": "late", "deterrent": "silo", "site": "fast@hill"},
}
IDS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,8}\.[a-z_]{1,8}", fullmatch=True)
SAID = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda said: said != "copy"
)
PLACES = st.tuples(st.integers(-900, 900), st.integers(-1800, 1800)).map(lambda at: (at[0] / 10, at[1] / 10))


@st.composite
def states(draw: st.DrawFn) -> State:
    a, b = draw(st.lists(IDS, min_size=2, max_size=2, unique=True))
    keys = draw(st.lists(KEYS, max_size=4, unique=True))
    values = {key: draw(SAID) for key in keys[:2]}
    return State(
        dossier="some-talks", a=a, b=b, phase=draw(st.integers(0, 999)), threat=draw(IDS), deterrent=draw(IDS),
        site="fast@hill",
        values={a: values} if values else {}, copied={b: dict.fromkeys(keys[2:], a)} if keys[2:] else {},
        moved=draw(st.dictionaries(IDS, PLACES, max_size=3)),
    )  # fmt: skip


@given(states())
def test_a_state_survives_its_address(state: State) -> None:
    pairs = parse_qsl(query_of(state, "ru"), keep_blank_values=True, strict_parsing=True)
    assert state_of("some-talks", pairs, HEAD) == state


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=6))
def test_any_query_is_read_or_refused_with_reasons(pairs: list[tuple[str, str]]) -> None:
    with contextlib.suppress(RefusedError):
        found = state_of("some-talks", pairs, HEAD)
        assert state_of("some-talks", parse_qsl(query_of(found, "en"), keep_blank_values=True), HEAD) == found


def test_what_is_left_out_is_as_the_page_opens_in_that_phase() -> None:
    # frontend/src/state/opening.ts, plainIn: the site is the opening phase's, a threat that comes later gives way.
    opening = state_of("some-talks", [], HEAD)
    assert (opening.a, opening.b, opening.phase, opening.threat, opening.site) == (
        "north", "south", 4, "late", "fast@hill",
    )  # fmt: skip
    earlier = state_of("some-talks", [("phase", "2")], HEAD)
    assert (earlier.threat, earlier.site, earlier.deterrent) == ("early", None, "silo")


def test_sides_are_the_views_that_are_shown() -> None:
    pairs = [("a", "east"), ("A.x.y", "5 km/s"), ("B.x.y", "copy"), ("lang", "ru"), ("theme", "dark"), ("v", "1")]
    found = state_of("some-talks", pairs, HEAD)
    assert found.values == {"east": {"x.y": "5 km/s"}}
    assert found.copied == {"south": {"x.y": "east"}}


def test_all_that_is_wrong_is_said_at_once() -> None:
    pairs = [("phase", "four"), ("move.hill", "54,east"), ("move.dale", "91,0"), ("colour", "red"), ("A.x.y", "")]
    with pytest.raises(RefusedError) as refusal:
        state_of("some-talks", pairs, HEAD)
    found = [problem.where.split(".")[0] for problem in refusal.value.problems]
    assert found == ["phase", "move", "move", "colour", "values"]
    assert all(problem.message for problem in refusal.value.problems)
