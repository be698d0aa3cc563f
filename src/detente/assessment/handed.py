"""The three numbers that flying hands to counting, for one view and phase, each with its ends."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.assessment.resolve import Assumptions
from detente.assessment.rows import Ends
from detente.assessment.stages import Reach
from detente.reading.arsenals import Force
from detente.weighing.sampling import Floats

Bools: TypeAlias = npt.NDArray[np.bool_]

BOUNDS = ("low", "median", "high")


@dataclass(frozen=True)
class Handed:
    """What flights say of the interceptors of a phase, against the forces of the side whose deterrent it is.

    planned: interceptors that stand; interceptors_in_reach: those whose site has slack against any flight of the
    forces, and all of them where a force has no flights to look at (an upper bound); reachable_share: for each force
    with flights, the share of its launch and aim pairs that some site meets in time (every deterrent of the force with
    the same weight); shots_per_object: most shots one after the other.
    """

    view: str
    phase: int
    year: int
    planned: int
    interceptors_in_reach: Ends
    reachable_share: dict[str, Ends]
    shots_per_object: int
    sites: tuple[str, ...]


def handed(view: Assumptions, phase: int, forces: Sequence[Force], reaches: Iterable[Reach],
           shots: Mapping[tuple[str, str], int]) -> Handed:  # fmt: skip
    """What flying hands to counting.

    Arguments: forces of the deterring side; reaches of this view and phase; shots by (deterrent, site).
    """
    found = {answer.deterrent.id: answer for answer in reaches}
    flying = {force.id: [found[name] for name in force.flies_as if name in found] for force in forces}
    answers = [answer for several in flying.values() for answer in several]
    armed = armed_at(view, phase)
    unflown = any(not force.flies_as for force in forces)
    reached = {bound: set(armed) if unflown else _sites(answers, bound) for bound in BOUNDS}
    opportunities = [shots.get((answer.deterrent.id, site), 0) for answer in answers for site in armed]
    return Handed(
        view=view.view,
        phase=phase,
        year=next(row.year for row in view.dossier.approach.phases if row.id == phase),
        planned=sum(armed.values()),
        interceptors_in_reach=Ends(*(float(sum(armed[site] for site in reached[bound])) for bound in BOUNDS)),
        reachable_share={name: _share(several) for name, several in flying.items() if several},
        shots_per_object=max(opportunities, default=0),
        sites=tuple(sorted(reached["median"])),
    )


def armed_at(view: Assumptions, phase: int) -> dict[str, int]:
    """How many interceptors stand at each site, those of the deterring side left out."""
    standing: dict[str, int] = {}
    other = view.dossier.approach.sides.deterring
    for row in view.dossier.approach.deployments:
        if row.stands_in(phase) and row.side != other and row.system in view.dossier.catalog.interceptors:
            site = f"{row.system}@{row.place}"
            standing[site] = standing.get(site, 0) + (row.count or 0)
    return standing


def _sites(answers: Iterable[Reach], bound: str) -> set[str]:
    """The sites with slack against at least one pair of at least one deterrent."""
    found = set()
    for answer in answers:
        names = [site.name for site in answer.defence.sites]
        found |= sites_meeting(getattr(answer.slack, bound), answer.found.reached, names)
    return found


def sites_meeting(slack: Floats, reached: Bools, names: Sequence[str]) -> set[str]:
    """The sites (by name) with slack against at least one pair; slack (launches, aims, sites), reached: pairs."""
    return {name for number, name in enumerate(names) if np.any(slack[:, :, number][reached] >= 0.0)}


def _share(answers: list[Reach]) -> Ends:
    """The share of pairs that some site meets in time, mean over the deterrents."""
    return Ends(
        *(mean_share([(getattr(answer.slack, bound), answer.found.reached) for answer in answers]) for bound in BOUNDS)
    )


def mean_share(found: Sequence[tuple[Floats, Bools]]) -> float:
    """The same for slack and pairs of each deterrent; those that reach nothing are left out."""
    each = [np.any(slack >= 0.0, axis=2)[reached].mean() for slack, reached in found if reached.any()]
    return float(np.mean(each)) if each else 0.0
