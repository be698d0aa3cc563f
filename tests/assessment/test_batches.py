"""Many samples at once against the same questions asked one by one."""

from dataclasses import replace

import numpy as np
import pytest

import detente
from detente.assessment import stages
from detente.assessment.batches import reach_batch, reach_ends, size_of, town_batch
from detente.assessment.resolve import Assumptions, assumptions
from detente.errors import RangeError
from detente.flying.footprint import Encounters, use_cores
from detente.flying.ready import samplings

# What one sample may be off [s]. Most are off by less than a microsecond; flights of least energy are searched until
# the last step of their climb is less than 1e-6 rad, which is a few metres of a path, see kernels/aim.py.
CLOSE = 5e-3


@pytest.fixture(scope="module")
def view() -> Assumptions:
    return assumptions(detente.load("deauville-2011"), "russia")


def deterrent(view: Assumptions, name: str):
    return next(row for row in view.dossier.approach.deterrents if row.id == name)


def threat(view: Assumptions, name: str):
    return next(row for row in view.dossier.approach.threats if row.id == name)


def drawn(view, phase, force, count, seed=1) -> dict[str, np.ndarray]:
    """Numbers anywhere within the ranges that a question can depend on."""
    rng = np.random.default_rng(seed)
    return {key: rng.uniform(*ends, count) for key, ends in stages.question_ranges(view, phase, force).items()}


def at(view, samples, i) -> dict[str, float]:
    return {**view.numbers, **{key: values[i] for key, values in samples.items()}}


def assert_one_by_one(view, words, samples, phases, force, goals) -> None:
    found = reach_batch(view, words, samples, phases, force, goals)
    for phase in phases:
        for i in range(len(next(iter(samples.values())))):
            one = stages.encounters_at(view, at(view, samples, i), words, phase, force, goals)
            assert np.array_equal(found[phase].status[i], one.status)
            for name in ("burnout", "earliest", "latest", "slack"):
                here = getattr(found[phase], name)[i]
                assert here == pytest.approx(getattr(one, name), abs=CLOSE, nan_ok=True)


WORDS = [
    {},
    {"defence.earliest_commit": "after burnout"},
    {"defence.policy": "launch-on-remote"},
    {"defence.policy": "organic"},
]


@pytest.mark.parametrize("words", WORDS, ids=str)
@pytest.mark.parametrize("name", ["west-silo-ss-19", "urals-silo"])
def test_reach_of_a_deterrent_sample_by_sample(view, name, words):
    force = deterrent(view, name)
    samples, goals = drawn(view, 4, force, 6), stages.region_points(view.dossier, force)
    assert_one_by_one(view, {**view.words, **words}, samples, [1, 2, 4], force, goals)


@pytest.mark.parametrize("name", ["sejjil", "iran-irbm"])
def test_cover_of_towns_sample_by_sample(view, name):
    force = threat(view, name)
    samples = drawn(view, 4, force, 5)
    found = town_batch(view, view.words, samples, [3, 4], force)
    for i in range(5):
        for phase in (3, 4):
            one = stages.town_slack(view, at(view, samples, i), view.words, phase, force)
            assert found[phase][i] == pytest.approx(one, abs=CLOSE, nan_ok=True)


def test_without_satellites_radars_alone_give_the_track(view):
    force = deterrent(view, "west-mobile-topol")
    samples, goals = drawn(view, 3, force, 3), stages.region_points(view.dossier, force)
    blind = replace(view, standing={phase: replace(here, orbiting=None) for phase, here in view.standing.items()})
    assert_one_by_one(blind, view.words, samples, [3], force, goals)
    mixed = replace(view, standing={**view.standing, 2: blind.standing[2]})  # satellites in one phase only
    assert_one_by_one(mixed, view.words, samples, [2, 3], force, goals)


def test_sectors_bind_in_batches_too(view):
    force = deterrent(view, "west-mobile-topol")
    samples, goals = drawn(view, 3, force, 3), stages.region_points(view.dossier, force)
    here = view.standing[3]
    narrow = replace(here, sectors=((0.5, 1.0), *here.sectors[1:]))
    assert_one_by_one(replace(view, standing={3: narrow}), view.words, samples, [3], force, goals)


def test_samples_beside_the_ranges_and_missiles_without_samples(view):
    force, goals = deterrent(view, "west-silo-ss-19"), np.radians([[40.7, -74.0]])
    rng = np.random.default_rng(2)
    wide = {"ss-19.range": rng.uniform(8.0e6, 12.0e6, 5), "defence.commit_delay": rng.uniform(0.0, 300.0, 5)}
    assert_one_by_one(view, view.words, wide, [4], force, goals)
    assert_one_by_one(view, view.words, {"defence.commit_delay": np.array([0.0, 90.0])}, [4], force, goals)


def same(one: Encounters, other: Encounters) -> bool:
    names = ("status", "burnout", "earliest", "latest")
    return all(np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in names)


def test_a_sample_answers_the_same_alone_in_a_chunk_and_on_one_core(view):
    force = threat(view, "iran-irbm")
    samples, goals = drawn(view, 4, force, 7), np.radians([[52.5, 13.4], [44.4, 26.1]])
    whole = reach_batch(view, view.words, samples, [4], force, goals)[4]
    use_cores(1)
    try:
        assert same(reach_batch(view, view.words, samples, [4], force, goals)[4], whole)
    finally:
        use_cores(64)  # as many as there are
    for part in (slice(0, 3), slice(3, 4), slice(4, 7)):
        few = {key: values[part] for key, values in samples.items()}
        some = Encounters(*(getattr(whole, name)[part] for name in ("status", "burnout", "earliest", "latest")))
        assert same(reach_batch(view, view.words, few, [4], force, goals)[4], some)


def test_two_ends_of_an_interceptor_asked_together_are_those_asked_apart(view):
    force = deterrent(view, "west-silo-topol-m")
    goals, words = stages.region_points(view.dossier, force), view.words
    drawn_ones = drawn(view, 4, force, 6)
    fast = {**drawn_ones, "sm-3-2b.burnout_speed": np.full(6, 5_500.0)}
    slow = {**drawn_ones, "sm-3-2b.burnout_speed": np.full(6, 5_000.0)}
    together = reach_ends(view, words, [(slow, [3, 4]), (fast, [4])], force, goals)
    assert [list(each) for each in together] == [[3, 4], [4]]
    for found, samples in zip(together, (slow, fast), strict=True):
        apart = reach_batch(view, words, samples, list(found), force, goals)
        assert all(same(found[phase], apart[phase]) for phase in found)
    assert not same(together[0][4], together[1][4])


def test_what_vehicles_and_rules_refuse_is_refused_in_any_sample(view):
    force, goals = deterrent(view, "west-silo-ss-19"), np.radians([[40.7, -74.0]])
    with pytest.raises(RangeError, match="sm-3-2a: found a burnout speed of 12 km/s"):
        reach_batch(view, view.words, {"sm-3-2a.burnout_speed": np.array([5e3, 12e3])}, [4], force, goals)
    with pytest.raises(RangeError, match="a negative delay"):
        reach_batch(view, view.words, {"defence.commit_delay": np.array([5.0, -1.0])}, [4], force, goals)
    words = {**view.words, "defence.policy": "hope"}
    with pytest.raises(RangeError, match='found policy "hope"'):
        reach_batch(view, words, {"defence.commit_delay": np.array([5.0])}, [4], force, goals)


def test_samples_that_do_not_fit_are_refused(view):
    with pytest.raises(RangeError, match=r"samples of no-such.number; expected keys"):
        size_of(view, {"no-such.number": np.ones(3)})
    with pytest.raises(RangeError, match=r"defence.commit_delay \(3,\), topol.burn_time \(4,\)"):
        size_of(view, {"defence.commit_delay": np.ones(3), "topol.burn_time": np.ones(4)})
    with pytest.raises(RangeError, match="shapes: none"):
        size_of(view, {})


def test_getting_ready_for_samples_runs_one():
    names = [name for name, _ in samplings()]
    (found,) = dict(samplings())["samples"]()
    assert names == ["samples"]
    assert np.isfinite(found.slack).all()
