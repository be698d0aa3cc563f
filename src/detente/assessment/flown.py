"""The three numbers that flying hands to counting, at any point between views, flown once for points that fly alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.assessment.handed import armed_at, mean_share, sites_meeting
from detente.assessment.questions import flight_keys
from detente.assessment.resolve import Assumptions
from detente.assessment.stages import encounters_at, region_points
from detente.reading.arsenals import Force


@dataclass(frozen=True)
class Central:
    """`Handed` at one point, without ends: interceptors in reach, and the share of each force with flights."""

    interceptors_in_reach: float
    reachable_share: dict[str, float]


class Flown:
    """What flights hand to counting, at any point; flown once for all points that fly the same.

    keys: what of a view it can depend on.
    """

    def __init__(self, views: Iterable[Assumptions], phase: int, forces: Sequence[Force]) -> None:
        """The forces of the deterring side in a phase; the views between which points will lie."""
        each = list(views)
        dossier = each[0].dossier
        self.phase, self.forces = phase, forces
        self.deterrents = {row.id: row for row in dossier.approach.deterrents}
        self.armed = armed_at(each[0], phase)
        flying = [self.deterrents[name] for force in forces for name in force.flies_as]
        self.keys = tuple(
            dict.fromkeys(key for view in each for row in flying for key in flight_keys(view, phase, row, set()))
        )
        self._words = [key for key in self.keys if any(key in view.words for view in each)]
        self._numbers = [key for key in self.keys if key not in self._words]
        self.known: dict[tuple[float | str | None, ...], Central] = {}

    def at(self, point: Assumptions) -> Central:
        """What is handed over at a point. Refuses: RangeError for a missile that is impossible there."""
        key = (*map(point.numbers.get, self._numbers), *map(point.words.get, self._words))
        if key not in self.known:
            self.known[key] = self._fly(point)
        return self.known[key]

    def _fly(self, point: Assumptions) -> Central:
        reached = set(self.armed) if any(not force.flies_as for force in self.forces) else set()
        shares = {}
        for force in self.forces:
            found = []
            for row in (self.deterrents[name] for name in force.flies_as):
                goals = region_points(point.dossier, row)
                met = encounters_at(point, point.numbers, point.words, self.phase, row, goals)
                names = [name for _, name, _ in point.against(self.phase, row).armed]
                reached |= sites_meeting(met.slack, met.reached, names)
                found.append((met.slack, met.reached))
            if found:
                shares[force.id] = mean_share(found)
        return Central(float(sum(self.armed[site] for site in reached)), shares)
