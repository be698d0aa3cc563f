"""The window between what protects and what erodes (models M2 and M3 side by side)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.counting.compatibility import compatibility_window, least_protecting
from detente.counting.defence import Defence
from detente.counting.needed import interceptors_needed, protection
from detente.counting.sufficiency import erosion_onset

OURS = Defence(0, 0.70, 0.99, 1.0, 6, 1.0)
THEIRS = Defence(0, 0.80, 1.0, 1.0, 2, 1.0)


def test_the_published_case_beside_an_onset():
    # Covering 20 warheads at 80 % takes 113 (fractional shots) to 120 (whole shots), as in test_needed; the other
    # side's rule of 200 out of 450 fails from 303 on at pi = 0.9 (onset between whole numbers by search).
    onset = erosion_onset(450, 200, 0.9, THEIRS)
    window = compatibility_window(20, 0.8, OURS, onset)
    assert 113.0 <= window.needed <= 120.0
    assert window.fails_from == onset.exact
    assert window.open
    assert window.spare == onset.exact - window.needed


def test_a_window_closes_within_a_few_warheads_near_the_floor():
    onset = erosion_onset(300, 200, 0.9, THEIRS)
    window = compatibility_window(np.arange(1, 31), 0.8, OURS, onset)
    assert np.all(np.diff(window.needed[:22]) > 0.0)
    assert np.all(np.isinf(window.needed[22:]))
    assert not np.any(window.open[22:])
    assert np.all(window.spare[~window.open] == 0.0)
    last = int(np.flatnonzero(window.open)[-1])
    assert last < 22
    assert np.all(window.open[: last + 1])


@example(9, 0.6875, 0.109375, 0.1, 2.0)  # some hundred shots at an object: many warheads of two objects each
@given(st.integers(1, 25), st.floats(0.05, 0.9), st.floats(0.1, 0.95), st.sampled_from([0.0, 0.1]), st.floats(1.0, 2.0))
def test_the_least_number_protects_and_one_less_does_not(warheads, wanted, p, correlation, load):
    shield = Defence(0, p, 0.98, 0.95, 4, load, correlation)
    needed = least_protecting(warheads, wanted, shield).item()
    formulas = interceptors_needed(warheads, wanted, shield)
    if not formulas.feasible:
        assert np.isinf(needed)
        return
    chance = [float(protection(warheads, replace(shield, interceptors=n, shots=1_000.0))) for n in (needed - 1, needed)]
    assert chance[0] < wanted
    assert chance[1] >= wanted - 1e-9
    assert needed <= np.ceil(float(formulas.whole_shots) + 1e-6)


@pytest.mark.parametrize(("fails_from", "is_open"), [(0.0, False), (113.0, False), (np.inf, True)])
def test_the_ends_of_the_scale(fails_from, is_open):
    onset = replace(erosion_onset(450, 200, 0.9, THEIRS), exact=np.array(fails_from))
    window = compatibility_window(20, 0.8, OURS, onset)
    assert bool(window.open) is is_open
