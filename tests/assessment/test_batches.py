"""Many samples at once against the same questions asked one by one."""

import numpy as np
import pytest

import detente
from detente.assessment import stages
from detente.assessment.batches import reach_batch, size_of, town_batch
from detente.assessment.resolve import assumptions
from detente.errors import RangeError

MS = 1e-3  # [s] what one sample may be off


@pytest.fixture(scope="module")
def view():
    dossier = detente.load("deauville-2011")
    return assumptions(dossier, "russia")


def drawn(view, phase, force, count, seed=1) -> dict[str, np.ndarray]:
    """Numbers anywhere within the ranges that a question can depend on."""
    rng = np.random.default_rng(seed)
    return {key: rng.uniform(*ends, count) for key, ends in stages.question_ranges(view, phase, force).items()}


def one_by_one(view, words, samples, phase, force, goals):
    count = len(next(iter(samples.values())))
    for i in range(count):
        numbers = {**view.numbers, **{key: values[i] for key, values in samples.items()}}
        yield stages.encounters_at(view, numbers, words, phase, force, goals)


WORDS = [
    {},
    {"defence.earliest_commit": "after burnout"},
    {"defence.policy": "launch-on-remote"},
    {"defence.policy": "organic"},
]


@pytest.mark.parametrize("words", WORDS, ids=str)
@pytest.mark.parametrize("name", ["west-silo-ss-19", "sea-of-okhotsk"])
def test_reach_of_a_deterrent_sample_by_sample(view, name, words):
    force = next(row for row in view.dossier.approach.deterrents if row.id == name)
    goals, words = stages.region_points(view.dossier, force), {**view.words, **words}
    samples = drawn(view, 4, force, 6)
    found = reach_batch(view, words, samples, [2, 4], force, goals)
    for phase in (2, 4):
        for i, one in enumerate(one_by_one(view, words, samples, phase, force, goals)):
            assert np.array_equal(found[phase].status[i], one.status)
            assert found[phase].burnout[i] == pytest.approx(one.burnout, abs=MS, nan_ok=True)
            assert found[phase].earliest[i] == pytest.approx(one.earliest, abs=MS, nan_ok=True)
            assert found[phase].latest[i] == pytest.approx(one.latest, abs=MS, nan_ok=True)
            assert found[phase].slack[i] == pytest.approx(one.slack, abs=MS, nan_ok=True)


@pytest.mark.parametrize("name", ["sejjil", "iran-irbm"])
def test_cover_of_towns_sample_by_sample(view, name):
    threat = next(row for row in view.dossier.approach.threats if row.id == name)
    samples = drawn(view, 4, threat, 5)
    found = town_batch(view, view.words, samples, [3, 4], threat)
    for i in range(5):
        numbers = {**view.numbers, **{key: values[i] for key, values in samples.items()}}
        for phase in (3, 4):
            one = stages.town_slack(view, numbers, view.words, phase, threat)
            assert found[phase][i] == pytest.approx(one, abs=MS, nan_ok=True)


def test_samples_that_do_not_fit_are_refused(view):
    with pytest.raises(RangeError, match=r"samples of no-such.number; expected keys"):
        size_of(view, {"no-such.number": np.ones(3)})
    with pytest.raises(RangeError, match=r"defence.commit_delay \(3,\), topol.burn_time \(4,\)"):
        size_of(view, {"defence.commit_delay": np.ones(3), "topol.burn_time": np.ones(4)})
    with pytest.raises(RangeError, match="shapes: none"):
        size_of(view, {})
