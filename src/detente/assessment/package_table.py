"""Everything about all packages as arrays: which deployments, limits and level each has, and what that gives each side.

A package is a row of levels, the place of an option on each topic. Many packages share deployments, limits or level:
flights are asked once for each, counting once for each combination of the three.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from detente.assessment.package_counts import (
    Asked,
    Frame,
    Triple,
    central,
    in_scenarios,
    quantities,
    ranged_keys,
    scored,
)
from detente.assessment.package_index import Classes, Ints, Limits
from detente.reading.search import What
from detente.weighing.frontier import Bools, Floats
from detente.weighing.sampling import unit_points

AT_ONCE = 2_000  # states whose scenarios are worked out together, so that the work stays in fast memory
CLOSE = 1e-12  # a need that is missed by less counts as met


@dataclass(frozen=True)
class Demand:
    """One thing that a package must meet: a need, a red line, a treaty, or to be no worse than without an agreement.

    kind: need, red line, treaty or no worse off; least, most: of a quantity, where it has no rule of its own.
    """

    key: str
    kind: str
    role: str
    name: str
    asked: Asked | None = None
    least: float | None = None
    most: float | None = None
    excludes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, eq=False)
class Table:
    """All that is needed to judge any package, and nothing that would have to be asked again.

    sizes: options of each topic; numbers: by role, low, middle and high of every number, one a combination of
    deployments and level; most: interceptors, by deployments; scores: by role, quantities and their weights; broken:
    by treaty, whether a limit is exceeded (deployments, limits); impossible: pairs that cannot stand together.
    """

    sizes: tuple[int, ...]
    deployments: Classes
    limits: Classes
    levels: tuple[Ints, ...]
    steps: tuple[int, ...]
    frames: dict[str, Frame]
    numbers: dict[str, dict[str, Triple]]
    most: Floats
    ceilings: Limits
    burdens: tuple[Floats, ...]
    demands: tuple[Demand, ...]
    scores: dict[str, tuple[tuple[Asked, float], ...]]
    broken: dict[str, Bools]
    impossible: tuple[tuple[tuple[int, int], ...], ...]
    scenarios: int

    @property
    def size(self) -> int:
        """How many packages there are."""
        return reduce(lambda product, size: product * size, self.sizes, 1)

    def packages(self, first: int, count: int) -> Ints:
        """Levels (n, topics) of packages by number; number 0 keeps the first option of every topic."""
        numbers = np.arange(first, min(first + count, self.size))
        return np.stack(np.unravel_index(numbers, self.sizes), axis=1).astype(np.int64)

    def run(self, first: int, count: int) -> dict[str, npt.NDArray[np.generic]]:
        """`judged` for packages by number, as a sweep asks for them."""
        return dict(self.judged(self.packages(first, count)))

    def states(self, levels: Ints) -> tuple[Ints, Ints]:
        """What packages (n, topics) come down to: different (deployments, level, limits), and which one each has."""
        level = np.max([each[levels[:, column]] for column, each in enumerate(self.levels)], axis=0)
        step = np.searchsorted(np.array(self.steps), level)
        parts = np.stack([self.deployments.index(levels), step, self.limits.index(levels)], axis=1)
        found, which = np.unique(parts, axis=0, return_inverse=True)
        return found, which.reshape(-1)

    def numbers_of(self, role: str, states: Ints) -> dict[str, Triple]:
        """Low, middle and high of every number (states,) in the beliefs of one side."""
        row = states[:, 0] * len(self.steps) + states[:, 1]
        found = {key: (low[row], middle[row], high[row]) for key, (low, middle, high) in self.numbers[role].items()}
        limits = self.ceilings.ceilings(states[:, 2], found["#planned"][1])
        single = {f"#ceiling.{owner}": ceiling for owner, ceiling in limits.items()}
        single |= {"#holds": self.ceilings.holds[states[:, 2]], "#most": self.most[states[:, 0]]}
        return found | {key: (value, value, value) for key, value in single.items()}

    def asked(self, role: str) -> list[Asked]:
        """The quantities that a side needs or scores by, each once."""
        needs = [demand.asked for demand in self.demands if demand.asked is not None and demand.asked.role == role]
        return list(dict.fromkeys([*needs, *(asked for asked, _ in self.scores[role])]))

    def values(self, role: str, states: Ints) -> tuple[dict[str, Floats], dict[str, Floats]]:
        """Quantities of a side (states,) at the middle of its numbers, by key, and those numbers themselves."""
        numbers = central(self.numbers_of(role, states))
        found = quantities(self.frames[role], numbers, self.asked(role))
        whole = {key: np.broadcast_to(value, (len(states),)).astype(np.float64) for key, value in found.items()}
        return whole, {key: np.asarray(value) for key, value in numbers.items()}

    def utility(self, role: str, values: Mapping[str, Floats]) -> Floats:
        """The weighted mean of a side's scores, 0 to 1."""
        total = sum(weight for _, weight in self.scores[role])
        return np.asarray(
            sum(weight * scored(asked.what, values[asked.key]) for asked, weight in self.scores[role]) / total
        )

    def utilities(self, levels: Ints) -> Floats:
        """What packages (n, topics) are worth to each side, by role (n, 2)."""
        states, which = self.states(levels)
        rows = [self.utility(role, self.values(role, states)[0]) for role in self.frames]
        return np.stack(rows, axis=1)[which]

    def judged(self, levels: Ints) -> dict[str, Floats]:
        """What packages (n, topics) come to: a column (n,) each.

        utility/ROLE, value/QUANTITY, burden, possible (1 or 0), margin/DEMAND (0 or more where met), passes (1 or 0).
        """
        states, which = self.states(levels)
        found: dict[str, Floats] = {}
        margins: dict[str, Floats] = {}
        for role in self.frames:
            values, numbers = self.values(role, states)
            for key, value in values.items():
                found[f"value/{key}"] = value[which]
            utility = self.utility(role, values)
            found[f"utility/{role}"] = utility[which]
            margins |= {demand.key: self.margin(demand, values, numbers)[which]
                        for demand in self.demands if demand.asked is not None and demand.role == role}  # fmt: skip
            margins[f"no worse off/{role}"] = (utility - self.without[role])[which]
        for demand in self.demands:
            if demand.kind == "red line":
                margins[demand.key] = np.where(self._holds(levels, demand.excludes), -1.0, 0.0)
            elif demand.kind == "treaty":
                exceeded = self.broken[demand.key][states[:, 0], states[:, 2]][which]
                margins[demand.key] = np.where(exceeded, -1.0, 0.0)
        found["burden"] = np.asarray(sum(each[levels[:, column]] for column, each in enumerate(self.burdens)))
        possible = np.ones(len(levels), dtype=np.bool_)
        for pairs in self.impossible:
            possible &= ~self._holds(levels, pairs)
        passes = possible & np.all([margins[demand.key] >= -CLOSE for demand in self.demands], axis=0)
        found["possible"], found["passes"] = possible.astype(np.float64), passes.astype(np.float64)
        found |= {f"margin/{demand.key}": margins[demand.key] for demand in self.demands}
        return found

    @cached_property
    def without(self) -> dict[str, float]:
        """What each side has without an agreement, in its own beliefs: the path of the package that changes nothing."""
        states, _ = self.states(np.zeros((1, len(self.sizes)), dtype=np.int64))
        return {role: float(self.utility(role, self.values(role, states)[0])[0]) for role in self.frames}

    def margin(self, demand: Demand, values: Mapping[str, Floats], numbers: Mapping[str, Floats]) -> Floats:
        """By how much a need is met: 0 or more where it is."""
        assert demand.asked is not None
        value = values[demand.asked.key]
        least, most = demand.least, demand.most
        if least is None and most is None:
            what: What = demand.asked.what
            if what == "third-party":
                return np.asarray(value - numbers["third-party.confidence"])
            if what == "sufficiency":
                return np.asarray(value - numbers[f"{demand.role}.sufficient_confidence"])
            least, most = (1.0, None) if what == "slack" else (None, 1.0)
        ends = [value - least] if least is not None else []
        ends += [most - value] if most is not None else []
        return np.asarray(np.min(ends, axis=0))

    @cached_property
    def points(self) -> dict[str, tuple[list[str], Floats]]:
        """By role, the numbers with a range and their coordinates (scenarios, numbers); the same every time."""
        ranged = {role: ranged_keys(self.numbers[role]) for role in self.frames}
        whole = unit_points(sum(map(len, ranged.values())), self.scenarios)
        found, start = {}, 0
        for role, keys in ranged.items():
            found[role] = (keys, whole[:, start : start + len(keys)])
            start += len(keys)
        return found

    def scenario_rows(self, states: Ints, first: int, count: int) -> dict[str, npt.NDArray[np.generic]]:
        """`robustness` of some of the states by number, as a sweep asks for it."""
        return {"robust": self.robustness(states[first : first + count])}

    def robustness(self, states: Ints) -> Floats:
        """The share of scenarios (states,) in which all needs of both sides are met, each in its own beliefs.

        A scenario is one point in the ranges that both views state, of numbers and of what flights say.
        """
        found = np.zeros(len(states))
        for start in range(0, len(states), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            met = self.met_in_scenarios(states[part]).values()
            found[part] = np.all([np.ones((len(states[part]), self.scenarios)), *met], axis=0).mean(axis=1)
        return found

    def met_in_scenarios(self, states: Ints) -> dict[str, Bools]:
        """Whether each need is met (states, scenarios), by its key."""
        met: dict[str, Bools] = {}
        for role in self.frames:
            needs = [demand for demand in self.demands if demand.asked is not None and demand.role == role]
            keys, points = self.points[role]
            numbers = in_scenarios(self.numbers_of(role, states), points, keys)
            asked = list(dict.fromkeys(need.asked for need in needs if need.asked is not None))
            values = quantities(self.frames[role], numbers, asked)
            known = {key: np.asarray(value) for key, value in numbers.items()}
            for need in needs:
                margin = self.margin(need, values, known)
                met[need.key] = np.broadcast_to(margin >= -CLOSE, (len(states), self.scenarios))
        return met

    def _holds(self, levels: Ints, pairs: Sequence[tuple[int, int]]) -> Bools:
        """Which packages (n,) hold all of some options, each (topic, option)."""
        return np.asarray(np.all([levels[:, topic] == option for topic, option in pairs], axis=0))
