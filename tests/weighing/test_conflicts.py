"""Conflicts, relaxations and bridges against brute force over all sets."""

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.weighing.conflicts import bridge, irreducible_conflicts, least_concessions, smallest_relaxations

MET = arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 5)))


def subsets(count):
    return chain.from_iterable(combinations(range(count), size) for size in range(count + 1))


def minimal(sets):
    return {one for one in sets if not any(set(other) < set(one) for other in sets)}


@given(MET)
def test_relaxations_are_the_smallest_sets_that_let_something_pass(met):
    demands = met.shape[1]
    enough = [gone for gone in subsets(demands) if np.delete(met, gone, axis=1).all(axis=1).any()]
    found = smallest_relaxations(met)
    assert {row.demands for row in found} == minimal(enough)
    for row in found:
        assert row.choices == np.delete(met, row.demands, axis=1).all(axis=1).sum()


@given(MET)
def test_conflicts_are_the_smallest_sets_that_nothing_meets(met):
    demands = met.shape[1]
    hopeless = [kept for kept in subsets(demands) if kept and not met[:, kept].all(axis=1).any()]
    assert set(irreducible_conflicts(met, most=demands)) == minimal(hopeless)


@given(arrays(np.float64, st.tuples(st.integers(1, 12), st.integers(1, 4)), elements=st.integers(-5, 5).map(float)))
def test_giving_way_by_the_least_concession_lets_something_pass(margins):
    for demand, given_way in enumerate(least_concessions(margins)):
        moved = margins.copy()
        if np.isfinite(given_way):
            moved[:, demand] += given_way
            assert (moved >= 0.0).all(axis=1).any()
            moved[:, demand] -= 0.5
            assert given_way == 0.0 or not (moved >= 0.0).all(axis=1).any()
        else:
            moved[:, demand] = 1.0
            assert not (moved >= 0.0).all(axis=1).any()


@given(
    arrays(np.int64, st.tuples(st.integers(1, 20), st.just(4)), elements=st.integers(0, 2)),
    st.lists(st.integers(0, 2), min_size=4, max_size=4),
    st.data(),
)
def test_a_bridge_is_the_shortest_way_to_what_passes(levels, start, data):
    passes = data.draw(arrays(np.bool_, len(levels)))
    found = bridge(levels, np.array(start), passes)
    ways = {
        index: sum(a != b for a, b in zip(row, start, strict=True)) for index, row in enumerate(levels) if passes[index]
    }
    if not ways:
        assert found is None
        return
    assert found.changes == min(ways.values())
    assert set(found.choices) == {index for index, changes in ways.items() if changes == found.changes}


def test_too_many_demands_are_refused():
    with pytest.raises(ValueError, match="21 demands"):
        smallest_relaxations(np.ones((2, 21), dtype=np.bool_))
