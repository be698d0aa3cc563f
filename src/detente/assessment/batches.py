"""The questions of flying for many samples of the numbers at once.

A sample is a value for some of a view's numbers; the answers have the samples in front. What samples share is done
once: flights of a missile are read from charts over the view's ranges, sites and sensors that stand in several phases
are asked once.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from detente.assessment.many import Columns, Samples, many_defences
from detente.assessment.resolve import Assumptions, Force, Words, apogee_speed, notional
from detente.assessment.stages import Memory, ground, launch_points, least_slack, watched
from detente.errors import RangeError
from detente.flying.batches import batch
from detente.flying.charts import Chart, Shots, chart, put, solved
from detente.flying.footprint import Encounters
from detente.flying.trajectory import missile_row
from detente.messages import say
from detente.reading.approach import Threat

Floats = npt.NDArray[np.float64]

STEERS = ("burnout_speed", "range", "burn_time", "apogee_speed")  # what of a missile decides how it flies
MOST = 3  # numbers of a missile that one chart holds
CHARTS = Memory[Chart](64)


def reach_batch(
    view: Assumptions, words: Words, samples: Samples, phases: Sequence[int], force: Force, goals: Floats
) -> dict[int, Encounters]:
    """How early and how late can the interceptors of these phases leave against a force, for n samples of the numbers?

    Sample by sample the answer of `stages.encounters_at`, to 5 ms, whatever the other samples are.

    Arguments: words, the policy and the earliest commit; samples, SI values (n,) by key ("topol-m.burn_time") in
               place of the view's own numbers; goals (a, 2) [rad].
    Returns:   by phase, answers with the samples in front: status and burnout (n, launches, goals), earliest, latest
               and slack (n, launches, goals, sites) [s], sites as in `Standing.armed`.
    Refuses:   RangeError for no samples, unequal lengths, a key of which the view has no number; as vehicles do.
    """
    return reach_ends(view, words, [(samples, phases)], force, goals)[0]


def reach_ends(
    view: Assumptions, words: Words, ends: Sequence[tuple[Samples, Sequence[int]]], force: Force, goals: Floats
) -> list[dict[int, Encounters]]:
    """`reach_batch` for several sets of samples, each with its phases, that differ in numbers of interceptors only.

    Flights, sensors and the interceptors that do not differ are asked once. As many samples in every set.
    """
    columns = [Columns(view.numbers, samples, size_of(view, samples)) for samples, _ in ends]
    asked = [(end, phase) for end, (_, phases) in enumerate(ends) for phase in dict.fromkeys(phases)]
    defences, sites = many_defences([(end, view.against(phase, force)) for end, phase in asked], columns, words)
    found = batch(defences, launch_points(view.dossier, force), shots(view, columns[0], force, goals))
    answers: list[dict[int, Encounters]] = [{} for _ in ends]
    for (end, phase), rows, here in zip(asked, found, sites, strict=True):
        answers[end][phase] = Encounters(rows.status, rows.burnout, rows.earliest[..., here], rows.latest[..., here])
    return answers


def town_batch(
    view: Assumptions, words: Words, samples: Samples, phases: Sequence[int], threat: Threat
) -> dict[int, Floats]:
    """`stages.town_slack` for n samples: by phase, slack of the best site, least over launch points, (n, towns) [s]."""
    return town_ends(view, words, [(samples, phases)], threat)[0]


def town_ends(
    view: Assumptions, words: Words, ends: Sequence[tuple[Samples, Sequence[int]]], threat: Threat
) -> list[dict[int, Floats]]:
    """`town_batch` for several sets of samples, as in `reach_ends`."""
    goals = ground(view.dossier, threat.protects).town_points[watched(view, threat)]
    found = reach_ends(view, words, ends, threat, goals)
    return [{phase: least_slack(rows) for phase, rows in each.items()} for each in found]


def size_of(view: Assumptions, samples: Samples) -> int:
    """How many samples there are; RangeError as `reach_batch`."""
    unknown = [key for key in samples if key not in view.numbers]
    if unknown:
        raise RangeError(
            say("found samples of {unknown}; expected keys of which the view has a number.", unknown=", ".join(unknown))
        )
    sizes = {key: np.shape(values) for key, values in samples.items()}
    if len(set(sizes.values())) != 1 or len(shape := next(iter(sizes.values()))) != 1 or not shape[0]:
        said = ", ".join(f"{key} {shape}" for key, shape in sizes.items()) or "none"
        raise RangeError(
            say(
                "found samples of these shapes: {said}; expected one array of the same length (n,) for each key.",
                said=said,
            )
        )
    return int(shape[0])


def shots(view: Assumptions, columns: Columns, force: Force, goals: Floats) -> Shots:
    """The flights of a force to these goals under every sample, from charts where samples lie in the view's ranges."""
    launches, goals = launch_points(view.dossier, force), np.ascontiguousarray(goals)
    keys = steering(view, columns.samples, force)
    points = np.stack([columns(key) for key in keys], axis=1) if keys else np.empty((1, 0))

    def row(point: Floats) -> Floats:
        numbers = {**view.numbers, **dict(zip(keys, map(float, point), strict=True))}
        vehicle = notional(view.dossier.catalog, force.missile, numbers)
        return missile_row(vehicle, force.path, apogee_speed(force, numbers))

    def solve(there: Floats) -> Shots:
        return solved(launches, goals, np.array([row(point) for point in there]), force.path)

    box = np.array([view.ranges.get(key, (0.0, 0.0)) for key in keys]).reshape(-1, 2)
    if not keys:
        return solve(points).repeated(columns.count)
    if len(keys) > MOST or not (box[:, 0] < box[:, 1]).all():
        return solve(points)
    fixed = tuple(view.numbers.get(f"{force.missile}.{name}") for name in STEERS)
    key = (force.missile, force.path, fixed, keys, box.tobytes(), launches.tobytes(), goals.tobytes())
    made = CHARTS.kept_for(key, lambda: chart(row, box, launches, goals, force.path))
    inside = made.holds(points)
    return made.read(points) if inside.all() else put(inside, made.read(points[inside]), solve(points[~inside]))


def steering(view: Assumptions, samples: Samples, force: Force) -> tuple[str, ...]:
    """Which sampled numbers decide how the missile of this force flies. A range does so where no speed is known."""
    unused = "range" if f"{force.missile}.burnout_speed" in view.numbers else ""
    names = (f"{force.missile}.{name}" for name in STEERS if name != unused)
    return tuple(name for name in names if name in samples)
