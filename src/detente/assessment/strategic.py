"""From one view's statements to the numbers that counting takes, and back to rows: retaliation and sufficiency."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from detente.assessment.balance_result import NOT_SUFFICIENT, SUFFICIENT, Retaliation, Sufficiency
from detente.assessment.handed import BOUNDS, Handed
from detente.assessment.resolve import Assumptions
from detente.assessment.result import DEPENDS
from detente.assessment.rows import Ends
from detente.counting.defence import Defence
from detente.counting.leakage import arrival_quantiles, mean_arrivals, probability_of_at_least
from detente.counting.offset import offset
from detente.counting.readiness import generation_stability, prompt_launch, retaliation
from detente.counting.sufficiency import erosion_onset, sufficiency_margin
from detente.messages import joined, mark, say
from detente.reading.arsenals import Force
from detente.reading.parameters import POSTURES
from detente.reading.values import Certainty, weakest
from detente.weighing.sampling import Floats, spread_together

Number: TypeAlias = float | Floats

SAMPLES = 16  # Sobol points where a measure neither rises nor falls with an assumption throughout
EXTRA = 100.0  # interceptors more, for which the reply is asked
CHANCES = ("kill_probability", "track_probability", "availability", "shots", "false_object_load")
MEASURES = (
    *("retaliation", "out_of_reach", "arrivals", "arrivals_05", "arrivals_50", "arrivals_95", "removed_share"),
    *("probability", "margin", "onset_best_use", "onset_doctrine", "onset_exact", "offset_per_100"),
)
RULE = ("probability", "margin", "onset_best_use", "onset_doctrine", "onset_exact", "offset_per_100")
"""Measures that need the side's own rule."""


@dataclass(frozen=True)
class Party:
    """One of the two sides in one view and phase: its forces, and the defence that they meet.

    role: "defending" or "deterring"; handed: what flights say of the interceptors it meets, None where none fly.
    """

    view: Assumptions
    phase: int
    year: int
    role: str
    side: str
    forces: tuple[Force, ...]
    handed: Handed | None

    @property
    def key(self) -> str:
        """Where its answers stand."""
        return f"strategic/phase-{self.phase}/{self.side}"

    @property
    def judged(self) -> str | None:
        """The posture in which the view judges sufficiency."""
        return self.view.words.get(f"{self.role}.judged_posture")

    @property
    def deployed(self) -> int:
        """Warheads deployed."""
        return sum(force.warheads for force in self.forces)

    @property
    def absent(self) -> tuple[str, ...]:
        """What is not there to be counted: no forces, or none with a warhead."""
        if not self.forces:
            return (say("forces of {side}", side=self.side),)
        return () if self.deployed else (say("deployed warheads of {side}", side=self.side),)

    def needed(self, posture: str) -> list[str]:
        """Keys without which its retaliation in a posture is unknown."""
        each = [
            (f"{force.id}.survival_{POSTURES[posture]}", f"{force.id}.delivery_reliability") for force in self.forces
        ]
        return [f"{self.role}.command_connectivity", *(key for pair in each for key in pair)]

    def lacking(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Those that nobody states in this view."""
        return tuple(key for key in keys if key not in self.view.numbers)

    @cached_property
    def centre(self) -> dict[str, float]:
        """The view's numbers, and those handed over by flying."""
        return {**self.view.numbers, **{key: ends.median or 0.0 for key, ends in self._handed().items()}}

    @cached_property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """The ranges of both."""
        own = {key: ends for key, ends in self.view.ranges.items() if self._counts(key)}
        ends = {key: (said.low or 0.0, said.high or 0.0) for key, said in self._handed().items()}
        return own | {key: pair for key, pair in ends.items() if pair[0] < pair[1]}

    @cached_property
    def counted(self) -> dict[str, float]:
        """Those of the central numbers that counting can depend on."""
        handed = self._handed()
        return {key: value for key, value in self.centre.items() if key in handed or self._counts(key)}

    def _counts(self, key: str) -> bool:
        owner = key.partition(".")[0]
        return owner in ("interception", self.role) or any(owner == force.id for force in self.forces)

    def _handed(self) -> dict[str, Ends]:
        """Interceptors it meets, and the share of each force that they could reach."""
        central = self.view.numbers.get(self.outside, 0.0)
        low, high = self.view.ranges.get(self.outside, (central, central))
        everywhere = Ends(1.0, 1.0, 1.0)
        shares = self.handed.reachable_share if self.handed and not high else {}
        met = self.handed.interceptors_in_reach if self.handed else Ends(0.0, 0.0, 0.0)
        found = {f"reachable_share.{force.id}": shares.get(force.id, everywhere) for force in self.forces}
        pairs = zip((met.low, met.median, met.high), (low, central, high), strict=True)
        found["interceptors_in_reach"] = Ends(*((end or 0.0) + more for end, more in pairs))
        return found

    @property
    def outside(self) -> str:
        """The key of the interceptors that the other side holds outside the approach."""
        return "deterring.interceptors" if self.role == "defending" else "defending.interceptors"


def defence_of(numbers: Mapping[str, Number], interceptors: Number) -> Defence:
    """The defence of a view with so many interceptors; numbers and arrays of them broadcast."""
    chances = {name: numbers[f"interception.{name}"] for name in CHANCES}
    return Defence(interceptors, **chances, shot_correlation=numbers.get("interception.shot_correlation", 0.0))


def chances() -> list[str]:
    """Keys without which no defence is known."""
    return [f"interception.{name}" for name in CHANCES]


def sent(party: Party, numbers: Mapping[str, Number], posture: str) -> tuple[Floats, Floats]:
    """Retaliatory warheads that interceptors could reach, and those they could not; numbers or arrays of them."""
    each = _by_force(numbers, [f"reachable_share.{force.id}" for force in party.forces])
    survival = _by_force(numbers, [f"{force.id}.survival_{POSTURES[posture]}" for force in party.forces])
    reliability = _by_force(numbers, [f"{force.id}.delivery_reliability" for force in party.forces])
    warheads = np.array([force.warheads for force in party.forces])
    connected = numbers[f"{party.role}.command_connectivity"]
    within = retaliation(warheads, survival * each, reliability, connected)
    return within, retaliation(warheads, survival * (1.0 - each), reliability, connected)


def _by_force(numbers: Mapping[str, Number], keys: Sequence[str]) -> Floats:
    """Values of these keys in the last axis."""
    return np.stack([np.asarray(numbers[key], dtype=np.float64) for key in keys], axis=-1)


def together(points: Sequence[Mapping[str, float]]) -> dict[str, Number]:
    """Many points as one, with an array (n,) for each number."""
    return {key: np.array([point[key] for point in points]) for key in points[0]}


def retaliation_row(party: Party) -> Retaliation:
    """B1: what the side could still send, in each of four postures."""
    by_posture: dict[str, Ends | None] = {}
    missing: dict[str, None] = {}
    for posture in POSTURES:
        lacking = party.lacking(party.needed(posture))
        missing |= dict.fromkeys(lacking)
        by_posture[posture] = None if lacking or party.absent else _posture(party, posture)
    medians = np.array(
        [math.nan if ends is None or ends.median is None else ends.median for ends in by_posture.values()]
    )
    return Retaliation(
        key=party.key,
        view=party.view.view,
        phase=party.phase,
        year=party.year,
        side=party.side,
        deployed=party.deployed,
        by_posture=by_posture,
        generation_stability=_named((mark("ride-out"), mark("launch on warning")), generation_stability(medians)),
        prompt_launch=_named((mark("day-to-day"), mark("generated")), prompt_launch(medians)),
        judged_posture=party.judged,
        missing=(*missing, *party.absent),
    )


def _posture(party: Party, posture: str) -> Ends:
    asked = set(party.needed(posture))
    ranges = {key: pair for key, pair in party.ranges.items() if key in asked}
    centre = {key: party.centre[key] for key in (*asked, *(f"reachable_share.{force.id}" for force in party.forces))}
    ends = spread_together(
        lambda points: np.asarray(sum(sent(party, together(points), posture)))[:, None], centre, ranges
    )
    return Ends(*(float(getattr(ends, bound)[0]) for bound in BOUNDS))


def _named(names: Sequence[str], values: Floats) -> dict[str, float | None]:
    """Ratios by name; None where one cannot be told."""
    return {name: None if math.isnan(value) else float(value) for name, value in zip(names, values, strict=True)}


def sufficiency_row(party: Party, certainties: Iterable[Certainty]) -> Sufficiency:
    """B2 to B6: what arrives, and whether the side's own rule holds.

    certainties: of the flights behind what was handed over.
    """
    role, posture = party.role, party.judged
    rule = [f"{role}.sufficient_warheads", f"{role}.sufficient_confidence"]
    basic = [*party.lacking([*party.needed(posture), *chances()])] if posture else [f"{role}.judged_posture"]
    basic += party.absent
    ruled = list(party.lacking(rule))
    found: dict[str, Ends | None] = dict.fromkeys(MEASURES)
    if not basic:
        found |= _measures(party, _measured(party, posture or "", with_rule=not ruled))
    return Sufficiency(
        key=party.key,
        view=party.view.view,
        phase=party.phase,
        year=party.year,
        side=party.side,
        interceptors=_stated(party, "interceptors_in_reach") or Ends(None, None, None),
        sufficient_warheads=_stated(party, rule[0]),
        sufficient_confidence=_stated(party, rule[1]),
        verdict=_verdict(found["margin"], [*basic, *ruled]),
        missing=(*basic, *ruled),
        weakest=_weakest(party, posture, rule, certainties),
        **found,
    )


def _measured(party: Party, posture: str, *, with_rule: bool) -> Callable[[Sequence[Mapping[str, float]]], Floats]:
    """All measures (n, measures) as a function of n points; NaN for those that need a rule nobody states."""
    wanted, confidence = f"{party.role}.sufficient_warheads", f"{party.role}.sufficient_confidence"

    def measured(points: Sequence[Mapping[str, float]]) -> Floats:
        numbers = together(points)
        reached, beyond = sent(party, numbers, posture)
        shield = defence_of(numbers, numbers["interceptors_in_reach"])
        mean, whole = mean_arrivals(reached, shield, beyond), reached + beyond
        levels = arrival_quantiles(np.array([0.05, 0.5, 0.95]), reached, shield, beyond)
        removed = 1.0 - mean / np.where(whole > 0.0, whole, 1.0)
        first = [whole, beyond, mean, *levels, np.where(whole > 0.0, removed, 0.0)]
        if not with_rule:
            return np.stack([*first, *[np.full(mean.shape, math.nan)] * len(RULE)], axis=-1)
        rule = numbers[wanted], numbers[confidence]
        onset = erosion_onset(reached, *rule, shield, beyond)
        ruled = [
            probability_of_at_least(rule[0], reached, shield, beyond),
            sufficiency_margin(*rule, reached, shield, beyond),
            *(onset.low, onset.doctrine, onset.exact),
            _offset(party, reached, whole, shield),
        ]
        return np.stack([*first, *ruled], axis=-1)

    return measured


def _offset(party: Party, reached: Floats, whole: Floats, shield: Defence) -> Floats:
    """Warheads wanted for EXTRA interceptors more; none where nothing is sent."""
    delivered = np.clip(whole / party.deployed, 1e-12, 1.0)
    share = np.where(whole > 0.0, reached / np.where(whole > 0.0, whole, 1.0), 0.0)
    return offset(EXTRA, party.deployed, delivered, shield, reachable_share=share).mean


def _measures(party: Party, measured: Callable[[Sequence[Mapping[str, float]]], Floats]) -> dict[str, Ends | None]:
    ends = spread_together(measured, party.counted, party.ranges, samples=SAMPLES)
    table = np.stack([getattr(ends, bound) for bound in BOUNDS])
    return {
        name: None if np.isnan(column[1]) else Ends(*map(float, column))
        for name, column in zip(MEASURES, table.T, strict=True)
    }


def _stated(party: Party, key: str) -> Ends | None:
    if key not in party.centre:
        return None
    low, high = party.ranges.get(key, (party.centre[key],) * 2)
    return Ends(low, party.centre[key], high)


def _verdict(margin: Ends | None, missing: Sequence[str]) -> str:
    if margin is None or margin.median is None:
        return say("cannot be decided: missing {missing}", missing=joined(", ", missing))
    words = {SUFFICIENT if end >= 0.0 else NOT_SUFFICIENT for end in vars(margin).values()}
    central = SUFFICIENT if margin.median >= 0.0 else NOT_SUFFICIENT
    if len(words) > 1:
        return joined("; ", [central, DEPENDS])
    enough = central == SUFFICIENT
    return mark("sufficient under these inputs") if enough else mark("not sufficient under these inputs")


def _weakest(party: Party, posture: str | None, rule: Sequence[str], flights: Iterable[Certainty]) -> str:
    keys = [*(party.needed(posture) if posture else []), *chances(), *rule, party.outside]
    stated = [party.view.statements[key].certainty for key in keys if key in party.view.statements]
    return weakest(*stated, *(force.certainty for force in party.forces), *flights)
