"""Flip sets against brute force, and against the synthetic assumption sets of the reference."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from detente.errors import RangeError
from detente.weighing.flip_sets import flip_shares, members, minimal_flip_sets
from detente.weighing.shares import table
from tests.weighing.two_sets import NAMES, margin_of_state


@st.composite
def verdicts(draw):
    return draw(arrays.arrays(np.bool_, 2 ** draw(st.integers(0, 6))))


def by_trying(yes, start):
    """Every set in the order of its size; kept if it turns the verdict and holds no kept set."""
    players = len(yes).bit_length() - 1
    kept = []
    for size in range(1, players + 1):
        for chosen in combinations(range(players), size):
            state = start ^ sum(1 << k for k in chosen)
            if yes[state] != yes[start] and not any(set(one) <= set(chosen) for one in kept):
                kept.append(chosen)
    return tuple(kept)


@given(verdicts())
def test_sets_are_those_found_by_trying(yes):
    assert minimal_flip_sets(yes) == by_trying(yes, 0)
    assert minimal_flip_sets(yes, from_second=True) == by_trying(yes, len(yes) - 1)


@given(verdicts())
def test_exchanging_the_sides_exchanges_the_lists(yes):
    assert minimal_flip_sets(yes[::-1]) == minimal_flip_sets(yes, from_second=True)


def test_sets_of_two_assumption_sets():
    # balance.md, section 6.7: to make A worry {s, I, D} and nothing smaller; to reassure B {s} or {I}; 7 and 8 in all.
    yes = table(margin_of_state, len(NAMES)) >= 0.0
    first, second = minimal_flip_sets(yes), minimal_flip_sets(yes, from_second=True)
    assert len(first) == 7
    assert len(second) == 8
    assert [{NAMES[k] for k in one} for one in first if len(one) <= 3] == [{"s", "I", "D"}]
    assert [{NAMES[k] for k in one} for one in second if len(one) == 1] == [{"s"}, {"I"}]


def test_shares_of_sets():
    assert list(flip_shares([((0,), (1, 2)), ((0, 1),)], 4)) == [2 / 3, 2 / 3, 1 / 3, 0.0]
    assert list(flip_shares([(), ()], 2)) == [0.0, 0.0]


def test_members_of_a_state():
    assert members(0b1010, 4) == (1, 3)


def test_a_crooked_table_is_refused():
    with pytest.raises(RangeError, match="found 3 states"):
        minimal_flip_sets(np.array([True, False, True]))
