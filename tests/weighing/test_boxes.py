"""Boxes found where something was put, and what they say about themselves counted again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.weighing.boxes import box

RANDOM = np.random.default_rng(11)
MANY = {name: RANDOM.random(2_000) for name in ("speed", "delay", "idle", "height")}


def test_a_corner_is_found_and_the_idle_numbers_are_left_out():
    happens = (MANY["speed"] > 0.6) & (MANY["delay"] < 0.3)
    found = box(MANY, happens)
    assert set(found.limits) == {"speed", "delay"}
    low, high = found.limits["speed"][0], found.limits["delay"][1]
    # Peeling ends at a density of 0.8, so a limit may stay outside by as much: 0.4/0.8 and 0.3/0.8 of the range wide.
    # A slice of 5 % of what is left may go too far inward.
    assert 1.0 - 0.4 / 0.8 <= low <= 0.65
    assert 0.25 <= high <= 0.3 / 0.8
    assert found.limits["speed"][1] is None
    assert found.limits["delay"][0] is None
    assert found.density > 0.8
    assert found.coverage > 0.8


def test_what_a_box_says_of_itself_is_true():
    noisy = (MANY["speed"] + 0.5 * MANY["delay"] + 0.3 * RANDOM.random(2_000)) > 1.2
    found = box(MANY, noisy)
    inside = np.ones(2_000, dtype=bool)
    for name, (low, high) in found.limits.items():
        inside &= (MANY[name] >= (low if low is not None else -np.inf)) & (
            MANY[name] <= (high if high is not None else np.inf)
        )
    assert found.mass == pytest.approx(inside.mean())
    assert found.density == pytest.approx(noisy[inside].mean())
    assert found.coverage == pytest.approx(noisy[inside].sum() / noisy.sum())
    assert found.density > noisy.mean()


def test_nothing_or_everything_needs_no_box():
    assert box(MANY, np.zeros(2_000, dtype=bool)) is None
    assert box(MANY, np.ones(2_000, dtype=bool)) is None


def test_pure_chance_gives_no_box_or_a_weak_one():
    found = box(MANY, RANDOM.random(2_000) < 0.3)
    assert found is None or found.density < 0.6


@settings(max_examples=25)
@given(st.integers(10, 80), st.integers(1, 4), st.integers(0, 2**31))
def test_any_samples_give_a_box_of_few_limits_or_none(count, numbers, seed):
    random = np.random.default_rng(seed)
    values = {str(name): random.integers(0, 4, count).astype(float) for name in range(numbers)}
    happens = random.random(count) < 0.4
    found = box(values, happens)
    assert found is None or (1 <= len(found.limits) <= 3 and 0.0 < found.coverage <= 1.0 and found.mass > 0.0)
