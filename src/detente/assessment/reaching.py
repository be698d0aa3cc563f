"""The flights of every deterrent against what stands in each phase, under each view."""

from collections.abc import Callable, Collection, Iterator
from typing import TypeAlias

import numpy as np
import xarray as xr

from detente.assessment.resolve import Assumptions, apogee_speed, notional
from detente.assessment.stages import Reach, degrees, reach, region_points
from detente.errors import RangeError
from detente.flying.trajectory import fly
from detente.flying.windows import Defence, meeting
from detente.messages import say

Progress: TypeAlias = Callable[[str, float], None]


def silent(_step: str, _share: float) -> None:
    """Progress that nobody watches."""


def reaches(
    views: dict[str, Assumptions], progress: Progress, *, only: Collection[str] | None = None
) -> Iterator[tuple[Assumptions, Reach]]:
    """One answer a view, phase and deterrent (all, or only those named by id).

    Refuses: RangeError for a deterrent that cannot fly at all.
    """
    approach = next(iter(views.values())).dossier.approach
    deterrents = [row for row in approach.deterrents if only is None or row.id in only]
    done, total = 0, max(1, len(deterrents) * len(views) * len(approach.phases))
    for view in views.values():
        for phase in approach.phases:
            for deterrent in deterrents:
                progress(
                    say(
                        "phase {phase} against {deterrent}, {view}",
                        phase=phase.id,
                        deterrent=deterrent.id,
                        view=view.view,
                    ),
                    0.5 + 0.2 * done / total,
                )
                done += 1
                answer = reach(view, phase.id, deterrent)
                if not answer.found.reached.any():
                    _refuse_grounded(view, answer)
                yield view, answer


def _refuse_grounded(view: Assumptions, answer: Reach) -> None:
    force = answer.deterrent
    raise RangeError(
        say(
            "{dossier}, view {view}: {missile} cannot reach {aims} from any of {launch}. Check its range, its "
            "burnout speed and its apogee speed in this view.",
            dossier=view.dossier.name,
            view=view.view,
            missile=force.missile,
            aims=force.aims,
            launch=", ".join(force.launch),
        )
    )


def middle_pair(answer: Reach, site: int) -> tuple[int, int]:
    """Launch place and region point whose slack is the middle one of all pairs that fly."""
    pairs = np.argwhere(answer.found.reached)
    slack = [answer.slack.median[i, j, site] for i, j in pairs]
    i, j = pairs[int(np.argsort(slack, kind="stable")[(len(slack) - 1) // 2])]
    return int(i), int(j)


def middle_engagement(view: Assumptions, answer: Reach, site: int) -> xr.Dataset:
    """The engagement of one site with the middle pair of launch place and region point."""
    return meeting(alone(answer.defence, site), middle_flight(view, answer, *middle_pair(answer, site)))


def alone(standing: Defence, site: int) -> Defence:
    """One site of a defence with all its sensors."""
    return Defence((standing.sites[site],), standing.radars, standing.infrared, standing.rules)


def middle_flight(view: Assumptions, answer: Reach, i: int, j: int) -> xr.Dataset:
    """The flight of a deterrent from one launch place to one region point."""
    force = answer.deterrent
    return fly(
        notional(view.dossier.catalog, force.missile, view.numbers),
        view.dossier.places[force.launch[i]].at,
        degrees(region_points(view.dossier, force)[j]),
        path=force.path,
        apogee_speed_m_s=apogee_speed(force, view.numbers),
    )


def shots_of(view: Assumptions, answer: Reach) -> dict[str, int]:
    """Shot opportunities of each site against the middle pair; none where it is met by nobody in time."""
    shots = {}
    for s, site in enumerate(answer.defence.sites):
        in_time = answer.found.reached.any() and answer.slack.median[(*middle_pair(answer, s), s)] >= 0.0
        shots[site.name] = int(middle_engagement(view, answer, s).shots.item()) if in_time else 0
    return shots
