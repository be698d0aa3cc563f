"""Questions with a margin whose sign is the answer, asked of the strategic balance: sufficiency, window, race.

Each is a function of many points at once. What flights hand over is flown once for each distinct set of flight
assumptions among the points; all else is counted for all points together.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.assessment.balance_result import OPEN, SUFFICIENT
from detente.assessment.flown import Central, Flown
from detente.assessment.resolve import Assumptions
from detente.assessment.strategic import Number, Party, chances, defence_of, sent
from detente.assessment.windows import needs
from detente.counting.defence import removed_per_interceptor
from detente.counting.needed import interceptors_needed
from detente.counting.race import loop_gain
from detente.counting.sufficiency import erosion_onset, sufficiency_margin
from detente.errors import RangeError
from detente.messages import mark, say
from detente.weighing.sampling import Floats

CORRELATION = "interception.shot_correlation"
BARELY = 1e-12  # stands for zero where zero itself is no


@dataclass(frozen=True, eq=False)
class CountedQuestion:
    """A question to which counting knows the answer. A `Question`; unit "1" is a pure number."""

    key: str
    side: "Side"
    words: str
    what: str
    yes: str
    own_keys: tuple[str, ...]
    needed: tuple[str, ...]
    asks_rule: bool
    count: Callable[["Side", Sequence[Assumptions]], Floats]
    unit: str = "1"
    together: bool = True

    def margins(self, points: Sequence[Assumptions]) -> Floats:
        """The margin (n,) at n points; minus infinity where a number is impossible."""
        try:
            return self.count(self.side, points)
        except RangeError:
            if len(points) == 1:
                return np.array([-np.inf])
            return np.concatenate([self.margins([point]) for point in points])

    def keys(self, view: Assumptions) -> list[str]:
        """What the answer can depend on: counting, then flights; survival in postures nobody judges by is left out."""
        side = self.side
        counting = [*self.own_keys, *side.keys(), *(side.rule if self.asks_rule else ())]
        flights = side.flown.keys if side.flown else ()
        return [key for key in (*counting, *flights) if key in view.statements]

    def lacking(self, view: Assumptions) -> list[str]:
        """Keys that the answer needs and the view does not state."""
        asked = [*self.needed, *self.side.needed(), *(self.side.rule if self.asks_rule else ())]
        return [key for key in dict.fromkeys(asked) if key not in view.numbers and key not in view.words]


class Side:
    """One of the two sides in one phase, at points between some views: what it sends, and what that meets."""

    def __init__(self, views: Mapping[str, Assumptions], phase: int, role: str) -> None:
        """The forces of the side; flights where interceptors of the approach meet it."""
        self.first = next(iter(views.values()))
        dossier = self.first.dossier
        year = next(row.year for row in dossier.approach.phases if row.id == phase)
        name = getattr(dossier.approach.sides, role)
        forces = tuple(row for row in dossier.forces if row.side == name and row.stands_in(phase))
        self.party = Party(self.first, phase, year, role, name, forces, None)
        self.role, self.phase = role, phase
        self.flown = Flown(views.values(), phase, forces) if role == "deterring" else None
        judged = [view.words.get(self.posture) for view in views.values()]
        self.postures = tuple(dict.fromkeys(word for word in judged if word is not None))

    @property
    def posture(self) -> str:
        """Key of the posture by which it judges."""
        return f"{self.role}.judged_posture"

    @property
    def rule(self) -> tuple[str, str]:
        """Keys of its own rule."""
        return f"{self.role}.sufficient_warheads", f"{self.role}.sufficient_confidence"

    def needed(self) -> list[str]:
        """Keys without which it is unknown what arrives."""
        sending = [key for posture in self.postures for key in self.party.needed(posture)]
        return list(dict.fromkeys([self.posture, *sending, *chances()]))

    def keys(self) -> list[str]:
        """Keys on which it depends what arrives."""
        return [*self.needed(), CORRELATION, self.party.outside]

    def numbers(self, points: Sequence[Assumptions], extra: Sequence[str]) -> dict[str, Number]:
        """Everything counting takes, as arrays (n,); extra: keys besides those of what is sent and what it meets."""
        wanted = [key for key in (*self.needed(), *extra) if key in points[0].numbers]
        found: dict[str, Number] = {key: np.array([point.numbers[key] for point in points]) for key in wanted}
        found[CORRELATION] = np.array([point.numbers.get(CORRELATION, 0.0) for point in points])
        met = [self._met(point) for point in points]
        found["interceptors_in_reach"] = np.array([each.interceptors_in_reach for each in met])
        for force in self.party.forces:
            shares = [each.reachable_share.get(force.id, 1.0) for each in met]
            found[f"reachable_share.{force.id}"] = np.array(shares)
        return found

    def _met(self, point: Assumptions) -> Central:
        """Interceptors met, those outside the approach included; with any of these, all is taken to be in reach."""
        outside = point.numbers.get(self.party.outside, 0.0)
        said = point.statements.get(self.party.outside)
        flown = self.flown.at(point) if self.flown else Central(0.0, {})
        everywhere = max(outside, said.high if said else 0.0) > 0.0
        return Central(flown.interceptors_in_reach + outside, {} if everywhere else flown.reachable_share)

    def by_posture(self, points: Sequence[Assumptions]) -> Iterator[tuple[str, list[int]]]:
        """The places of the points that judge by each posture."""
        for posture in self.postures:
            which = [place for place, point in enumerate(points) if point.words[self.posture] == posture]
            if which:
                yield posture, which


def _sufficiency(side: Side, points: Sequence[Assumptions]) -> Floats:
    found = np.empty(len(points))
    for posture, which in side.by_posture(points):
        numbers = side.numbers([points[place] for place in which], side.rule)
        reached, beyond = sent(side.party, numbers, posture)
        shield = defence_of(numbers, numbers["interceptors_in_reach"])
        wanted, confidence = (numbers[key] for key in side.rule)
        found[which] = sufficiency_margin(wanted, confidence, reached, shield, beyond)
    return found


def _window(side: Side, points: Sequence[Assumptions]) -> Floats:
    found = np.empty(len(points))
    for posture, which in side.by_posture(points):
        numbers = side.numbers([points[place] for place in which], [*side.rule, *needs(side.first)])
        reached, beyond = sent(side.party, numbers, posture)
        shield = defence_of(numbers, 0.0)
        wanted, confidence = (numbers[key] for key in side.rule)
        onset = erosion_onset(reached, wanted, confidence, shield, beyond).exact
        warheads = np.maximum(1.0, np.round(numbers["third-party.warheads"]))
        need = interceptors_needed(warheads, numbers["third-party.confidence"], shield).whole_shots
        found[which] = _room(need, onset)
    return found


def _room(need: Floats, onset: Floats) -> Floats:
    """(onset - need)/(onset + need), from -1 to 1: above 0 where some number meets the need and the rule bears it."""
    with np.errstate(invalid="ignore"):
        room = (onset - need) / (onset + need)
    room = np.where(np.isinf(need), -1.0, np.where(np.isinf(onset), 1.0, room))
    return np.where(room == 0.0, -BARELY, room)


def _race(side: Side, points: Sequence[Assumptions]) -> Floats:
    found = np.empty(len(points))
    planned = float(sum(side.flown.armed.values())) if side.flown else 0.0
    for posture, which in side.by_posture(points):
        chosen = [points[place] for place in which]
        numbers = side.numbers(chosen, ["race.coverage_goal"])
        shield = defence_of(numbers, 0.0)
        shots = np.asarray(numbers["interception.shots"])
        agreed, best = (removed_per_interceptor(shield, each) for each in (shots, np.minimum(1.0, shots)))
        met = np.array([side.flown.at(point).interceptors_in_reach for point in chosen]) if side.flown else 0.0
        delivered = np.asarray(sum(sent(side.party, numbers, posture))) / side.party.deployed
        reach = met / planned if planned else 0.0 * np.asarray(met)
        gain = loop_gain(numbers["race.coverage_goal"], agreed, best * reach, delivered, delivered)
        found[which] = np.where(gain == 1.0, -BARELY, 1.0 - gain)
    return found


def sufficiency_question(views: Mapping[str, Assumptions], key: str, phase: int, role: str) -> CountedQuestion:
    """Is what arrives of a side's retaliation enough by its own rule?"""
    side = Side(views, phase, role)
    return CountedQuestion(
        key, side,
        words=say(
            "Is what would arrive of the retaliation of {side} enough by its own rule, phase {phase}?",
            side=side.party.side, phase=phase,
        ),
        what=mark(
            "arrivals reached with the confidence of the rule, less what is sufficient, as a share of the latter"
        ),
        yes=SUFFICIENT,
        own_keys=(), needed=(), asks_rule=True, count=_sufficiency,
    )  # fmt: skip


def window_question(views: Mapping[str, Assumptions], key: str, phase: int) -> CountedQuestion:
    """Is there a number of interceptors that meets the third-party need and that the deterring side's rule bears?"""
    side = Side(views, phase, "deterring")
    need = tuple(needs(side.first))
    return CountedQuestion(
        key, side,
        words=say(
            "Is there a number of interceptors that protects from the third party and leaves the rule of {side} "
            "intact, phase {phase}?",
            side=side.party.side, phase=phase,
        ),
        what=mark("(onset - need)/(onset + need), of the interceptors needed and those at which the rule fails"),
        yes=OPEN,
        own_keys=need, needed=need, asks_rule=True, count=_window,
    )  # fmt: skip


def race_question(views: Mapping[str, Assumptions], key: str, phase: int) -> CountedQuestion:
    """Does the yearly answer of each side to the other come to rest? phase: the last one, whose plan is answered."""
    side = Side(views, phase, "deterring")
    return CountedQuestion(
        key, side,
        words=mark("Does the race of plan and reply come to rest?"),
        what=mark("1 less the loop gain"),
        yes=mark("comes to rest"),
        own_keys=("race.coverage_goal",), needed=("race.coverage_goal",), asks_rule=False, count=_race,
    )  # fmt: skip
