"""Edges of defended areas in nine, five and one of ten samples: against counting cell by cell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.assessment.bands import LEVELS, as_arrays, bands
from detente.assessment.bands import _reached as reached
from detente.assessment.stages import map_slack, protection, question_ranges
from detente.weighing.sampling import sobol_points

THREAT = "iran-irbm"


@pytest.fixture(scope="module")
def official(views):
    return views["official"]


@pytest.fixture(scope="module")
def answer(official):
    threat = next(row for row in official.dossier.approach.threats if row.id == THREAT)
    return protection(official, official.dossier.approach.phases[-1].id, threat)


@pytest.fixture(scope="module")
def drawn(official, answer):
    return sobol_points(question_ranges(official, answer.phase, answer.threat), 16)


@given(
    arrays(np.float64, (10, 3), elements=st.one_of(st.integers(-9, 9).map(float), st.just(np.nan), st.just(-np.inf))),
    st.sampled_from(LEVELS),
)
def test_the_slack_of_a_share_is_the_greatest_that_so_many_reach(slack, share):
    for column, found in zip(slack.T, reached(slack, share), strict=True):
        known = column[~np.isnan(column)]
        if not known.size:
            assert np.isnan(found)
            continue
        assert (known >= found).mean() >= share - 1e-12
        better = known[known > found]
        assert not better.size or (known >= better.min()).mean() < share


def test_a_cell_lies_inside_the_edge_of_a_share_if_so_many_samples_defend_it(official, answer, drawn):
    found = bands(official, answer, drawn)
    points = found.grid.points
    slack = np.stack([map_slack(official, {**official.numbers, **row}, answer.phase, answer.threat, points)
                      for row in drawn])  # fmt: skip
    often = ~(np.isnan(slack).mean(axis=0) > 0.5)
    with np.errstate(invalid="ignore"):
        share = (slack >= 0.0).sum(axis=0) / np.maximum((~np.isnan(slack)).sum(axis=0), 1)
    for level, edge in zip(LEVELS, found.slack, strict=True):
        assert np.array_equal((edge.ravel() >= 0.0)[often], (share >= level - 1e-12)[often])
    assert 0 < (found.slack[0] >= 0.0).sum() <= (found.slack[2] >= 0.0).sum()


def test_ranges_without_a_distribution_widen_the_bands_and_leave_the_middle_alone(official, answer, drawn):
    held = ["defence.commit_delay"]
    others = [{key: value for key, value in row.items() if key not in held} for row in drawn]
    fixed, open_ended = bands(official, answer, others), bands(official, answer, others, held)
    known = np.isfinite(fixed.slack[0])
    assert (open_ended.slack[0][known] < fixed.slack[0][known]).all()
    known = np.isfinite(fixed.slack[2])
    assert (open_ended.slack[2][known] > fixed.slack[2][known]).all()
    assert np.array_equal(open_ended.slack[1], fixed.slack[1], equal_nan=True)


def test_bands_as_arrays_say_how_many_samples_they_rest_on(official, answer, drawn):
    node = as_arrays([bands(official, answer, drawn)], ["critics", "official"])
    assert node.attrs["samples"] == 16
    assert np.isnan(node["band_slack"].sel(view="critics")).all()
    assert node["band_slack"].dims == ("view", "phase", "band", "row", "column")
