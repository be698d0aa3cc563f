"""The questions of flying for many samples of the numbers at once."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from detente.assessment.resolve import Assumptions, Force, Numbers, Words
from detente.assessment.stages import encounters_at, ground, least_slack, watched
from detente.errors import RangeError
from detente.flying.footprint import Encounters
from detente.reading.approach import Threat

Floats = npt.NDArray[np.float64]
Samples = Mapping[str, Floats]


def reach_batch(
    view: Assumptions, words: Words, samples: Samples, phases: Sequence[int], force: Force, goals: Floats
) -> dict[int, Encounters]:
    """How early and how late can the interceptors of these phases leave against a force, for n samples of the numbers?

    Sample by sample the answer of `encounters_at`, to 1 ms.

    Arguments: words, the policy and the earliest commit; samples, SI values (n,) by key ("topol-m.burn_time") in
               place of the view's own numbers; goals (a, 2) [rad].
    Returns:   by phase, answers with the samples in front: status and burnout (n, launches, goals), earliest, latest
               and slack (n, launches, goals, sites) [s], sites as in `Standing.armed`.
    Refuses:   RangeError for no samples, unequal lengths, a key of which the view has no number; as vehicles do.
    """
    count = size_of(view, samples)
    asked = dict.fromkeys(phases)
    found = {
        phase: [encounters_at(view, numbers, words, phase, force, goals) for numbers in each(view, samples, count)]
        for phase in asked
    }
    return {phase: _stacked(rows) for phase, rows in found.items()}


def town_batch(
    view: Assumptions, words: Words, samples: Samples, phases: Sequence[int], threat: Threat
) -> dict[int, Floats]:
    """`stages.town_slack` for n samples: by phase, slack of the best site, least over launch points, (n, towns) [s]."""
    goals = ground(view.dossier, threat.protects).town_points[watched(view, threat)]
    found = reach_batch(view, words, samples, phases, threat, goals)
    return {phase: least_slack(rows) for phase, rows in found.items()}


def size_of(view: Assumptions, samples: Samples) -> int:
    """How many samples there are; RangeError as `reach_batch`."""
    unknown = [key for key in samples if key not in view.numbers]
    if unknown:
        raise RangeError(f"found samples of {', '.join(unknown)}; expected keys of which the view has a number.")
    sizes = {key: np.shape(values) for key, values in samples.items()}
    if len(set(sizes.values())) != 1 or len(shape := next(iter(sizes.values()))) != 1 or not shape[0]:
        said = ", ".join(f"{key} {shape}" for key, shape in sizes.items()) or "none"
        raise RangeError(
            f"found samples of these shapes: {said}; expected one array of the same length (n,) for each key."
        )
    return int(shape[0])


def each(view: Assumptions, samples: Samples, count: int) -> list[Numbers]:
    """The numbers of the view under every sample."""
    return [{**view.numbers, **{key: float(values[i]) for key, values in samples.items()}} for i in range(count)]


def _stacked(rows: Sequence[Encounters]) -> Encounters:
    """Answers of single samples with the samples in front."""
    return Encounters(
        *(np.stack([getattr(row, name) for row in rows]) for name in ("status", "burnout", "earliest", "latest"))
    )
