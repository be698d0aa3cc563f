"""What a worker is handed comes out there as it went in, and flies the same way."""

import pickle

import numpy as np
import pytest

import detente
from detente.assessment.resolve import assumptions
from detente.assessment.sweep import sweep
from tests.assessment import flying_material

DOSSIERS = [row.name for row in detente.dossiers()]


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_dossier_and_its_assumptions_can_be_handed_over(name):
    dossier = detente.load(name)
    there = pickle.loads(pickle.dumps(dossier))
    assert repr(there) == repr(dossier)  # equality would stumble over the numbers that are not there (NaN)
    for view in dossier.views:
        own, found = assumptions(dossier, view), assumptions(there, view)
        for resolved in (found, pickle.loads(pickle.dumps(own))):
            assert (resolved.numbers, resolved.words, resolved.standing) == (own.numbers, own.words, own.standing)
            assert repr(resolved.statements) == repr(own.statements)


def test_two_workers_with_one_thread_each_fly_to_the_same_last_bit():
    here, there = (sweep(flying_material.flying_job(), workers=workers) for workers in (1, 2))
    assert len(set(here["slack"])) == flying_material.FLOWN
    np.testing.assert_array_equal(here["slack"], there["slack"])
