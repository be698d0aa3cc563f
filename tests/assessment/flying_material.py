"""A job that flies, small enough to test with."""

from functools import partial

import numpy as np

import detente
from detente.assessment.batches import reach_batch
from detente.assessment.jobs import Arrays, Job
from detente.assessment.resolve import Assumptions, assumptions
from detente.assessment.stages import question_ranges, region_points

FLOWN = 8


def flying_job() -> Job:
    """Slack of one deterrent under several values of every number that has a range, in a built-in dossier."""
    view = assumptions(detente.load("third-site-2007"), "critics")
    return Job("flights", view.dossier.digest, FLOWN, 2, partial(slack, view))


def slack(view: Assumptions, first: int, count: int) -> Arrays:
    phase, force = view.dossier.approach.phases[-1].id, view.dossier.approach.deterrents[0]
    drawn = np.array([0.1, 0.9, 0.4, 0.7, 0.2, 0.5, 0.8, 0.3])[first : first + count]
    samples = {key: low + drawn * (high - low) for key, (low, high) in question_ranges(view, phase, force).items()}
    found = reach_batch(view, view.words, samples, [phase], force, region_points(view.dossier, force))[phase]
    return {"slack": found.slack.reshape(count, -1).max(axis=1)}
