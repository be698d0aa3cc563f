"""Whose interceptor meets whose missile, and for whom a radar looks."""

from dataclasses import replace

import numpy as np
import pytest

from detente.assessment.batches import reach_batch
from detente.assessment.resolve import assumptions, owners, standing
from detente.assessment.stages import reach, region_points, town_slack


def changed(dossier, **rows):
    """The dossier with the deployments of some systems changed."""
    deployments = [row.model_copy(update=rows.get(row.system.replace("-", "_"), {})) for row in
                   dossier.approach.deployments]  # fmt: skip
    return replace(dossier, approach=replace(dossier.approach, deployments=tuple(deployments)))


def test_where_nobody_stands_aside_nothing_is_kept_apart(third_site):
    view = assumptions(third_site, "critics")
    assert view.apart == {}
    force = third_site.approach.deterrents[0]
    assert view.against(1, force) is view.standing[1]


def test_a_side_does_not_engage_its_own_missiles(third_site):
    theirs = changed(third_site, two_stage_gbi={"side": third_site.approach.sides.deterring})
    view = assumptions(theirs, "critics")
    deterrent, threat = theirs.approach.deterrents[0], theirs.approach.threats[0]
    assert reach(view, 1, deterrent).defence.sites == ()
    assert len(standing(theirs, 1, threat).armed) == len(view.standing[1].armed) > 0
    assert "two-stage-gbi" not in owners(theirs, 1, deterrent)


def test_what_serves_another_area_protects_this_one_not(third_site):
    threat = third_site.approach.threats[0]
    alone = changed(third_site, two_stage_gbi={"serves": ("somewhere-else",)})
    before, after = (assumptions(dossier, "critics") for dossier in (third_site, alone))
    found = town_slack(before, before.numbers, before.words, 1, threat)
    without = town_slack(after, after.numbers, after.words, 1, threat)
    assert np.isfinite(found).any()
    assert np.isneginf(without[~np.isnan(without)]).all()  # nothing armed: no town is met in time


@pytest.mark.parametrize("sensor", ["emr-brdy", "forward-x-band"])
def test_a_radar_that_serves_another_area_is_not_heard(third_site, sensor):
    threat = third_site.approach.threats[0]
    alone = changed(third_site, **{sensor.replace("-", "_"): {"serves": ("somewhere-else",)}})
    heard = {system for system, _, _ in standing(alone, 1, threat).watching}
    assert sensor not in heard
    assert sensor in {system for system, _, _ in standing(third_site, 1, threat).watching}


def test_many_samples_at_once_leave_aside_who_stands_aside(third_site):
    theirs = changed(third_site, two_stage_gbi={"side": third_site.approach.sides.deterring})
    view, deterrent = assumptions(theirs, "critics"), theirs.approach.deterrents[0]
    samples = {"defence.commit_delay": np.array([60.0, 90.0])}
    found = reach_batch(view, view.words, samples, [1], deterrent, region_points(theirs, deterrent))[1]
    assert found.slack.shape[-1] == len(reach(view, 1, deterrent).defence.sites) == 0
