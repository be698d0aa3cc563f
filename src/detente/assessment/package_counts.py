"""What packages give a side in its own beliefs, for many packages and scenarios at once.

Everything is looked at in the year of the comparison, on the path of action and reaction (M5) that starts from what is
deployed today and is held to whatever the package limits. Without the numbers for that path the plan stands still.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from detente.assessment.package_flights import Flown
from detente.assessment.resolve import Assumptions
from detente.assessment.strategic import CHANCES, Number, defence_of
from detente.counting.crisis import Side, first_strike_index
from detente.counting.defence import Defence, removed_per_interceptor
from detente.counting.leakage import probability_of_at_least
from detente.counting.needed import protection
from detente.counting.race import Race, gain_of, race_path
from detente.messages import say
from detente.reading.arsenals import Force
from detente.reading.dossier import Dossier
from detente.reading.parameters import POSTURES
from detente.reading.search import FEWER_IS_BETTER, What
from detente.weighing.frontier import Floats

TINY = 1e-9  # stands for nothing where a number divides
RACE = ("race.coverage_goal", "race.offence_adjustment", "race.defence_adjustment")
ROLES = ("defending", "deterring")
OUTSIDE = "defending.interceptors"
EVERYWHERE = (1.0, 1.0, 1.0)
QUARTER = 0.25  # of the scenarios takes each end of what flights say; the other half takes the middle
HALF = 0.5  # committed share of the index where a view states none: the middle of the curve that is drawn


@dataclass(frozen=True)
class Asked:
    """One quantity of one side: what it needs, or scores by. only: ids of threats or deterrents; empty for all."""

    role: str
    what: What
    only: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How it is named: side, quantity, and which threats or deterrents."""
        return "/".join([self.role, self.what.replace(" ", "-"), *self.only])


@dataclass(frozen=True, eq=False)
class Belief:
    """A side's numbers for some deployments and some transparency: its view as moved, and what flights say in it."""

    view: Assumptions
    flown: Flown


@dataclass(frozen=True)
class Frame:
    """What all packages share: forces of both sides in the phase that is judged, and how far ahead is looked."""

    role: str
    forces: dict[str, tuple[Force, ...]]
    start: int
    """Year of the first phase, from which the path counts."""
    years: int
    plan: int
    """Interceptors of the phase that is judged, without a package."""
    postures: dict[str, str] = field(default_factory=dict)
    """In which each side's retaliation is judged, in this side's view."""

    def warheads(self, role: str) -> float:
        """Warheads of a side today."""
        return float(sum(force.warheads for force in self.forces[role]))


def frame_of(dossier: Dossier, role: str, view: Assumptions, phase: int, year: int, plan: int) -> Frame:
    """What all packages share in the beliefs of one side."""
    approach = dossier.approach
    forces = {
        owner: tuple(
            force for force in dossier.forces
            if force.side == getattr(approach.sides, owner) and force.stands_in(phase)
        )
        for owner in ROLES
    }  # fmt: skip
    postures = {owner: view.words[key] for owner in ROLES if (key := f"{owner}.judged_posture") in view.words}
    start = approach.phases[0].year
    return Frame(role, forces, start, year - start, plan, postures)


def lacking(frame: Frame, view: Assumptions, what: What) -> list[str]:
    """What nobody states in a view that a quantity needs."""
    if what in ("protection", "slack"):
        return []
    other = ROLES[1 - ROLES.index(frame.role)]
    keys: list[str] = [f"interception.{name}" for name in CHANCES]
    if what == "third-party":
        return _absent([*keys, "third-party.warheads", "third-party.confidence"], view)
    if what == "warheads" and frame.role == "deterring":
        return [] if frame.warheads(other) else [say("forces of the {side} side", side=other)]
    owners = {"sufficiency": (frame.role,), "stability": ROLES}.get(what, ("deterring",))
    found: list[str] = []
    for owner in owners:
        if not frame.warheads(owner):
            found.append(say("forces of the {side} side", side=owner))
        elif owner not in frame.postures:
            found.append(f"{owner}.judged_posture")
        else:
            keys += _sent_keys(frame, owner)
        if what in ("sufficiency", "stability"):
            keys.append(f"{owner}.sufficient_warheads")
    if what == "sufficiency":
        keys.append(f"{frame.role}.sufficient_confidence")
    if what in ("loop gain", "build-up"):
        keys += RACE
    return [*found, *_absent(keys, view)]


def _absent(keys: Iterable[str], view: Assumptions) -> list[str]:
    return [key for key in dict.fromkeys(keys) if key not in view.numbers]


def _sent_keys(frame: Frame, role: str) -> list[str]:
    posture = POSTURES[frame.postures[role]]
    each = [(f"{force.id}.survival_{posture}", f"{force.id}.delivery_reliability") for force in frame.forces[role]]
    return [f"{role}.command_connectivity", *(key for pair in each for key in pair)]


Triple: TypeAlias = tuple[Floats, Floats, Floats]
"""Low, middle and high of one number, each (states,)."""


def table_of(beliefs: Sequence[Belief], frame: Frame) -> dict[str, Triple]:
    """Every number that counting takes from beliefs, as low, middle and high (beliefs,)."""
    forces = (force.id for several in frame.forces.values() for force in several)
    owners = {"interception", "third-party", "race", "crisis", *ROLES, *forces}
    keys = dict.fromkeys(key for belief in beliefs for key in belief.view.numbers if key.partition(".")[0] in owners)
    rows: dict[str, list[tuple[float, float, float]]] = {key: [] for key in keys}
    for belief in beliefs:
        ranges, numbers = belief.view.ranges, belief.view.numbers
        for key in keys:
            value = numbers.get(key, math.nan)
            low, high = ranges.get(key, (value, value))
            rows[key].append((low, value, high))
    given = [_given(belief, frame) for belief in beliefs]
    rows |= {key: [row[key] for row in given] for key in given[0]}
    return {key: _triple(row) for key, row in rows.items()}


def _triple(rows: Sequence[tuple[float, float, float]]) -> Triple:
    low, middle, high = np.array(rows, dtype=np.float64).T
    return low, middle, high


def _given(belief: Belief, frame: Frame) -> dict[str, tuple[float, float, float]]:
    """What flights say, each as low, middle and high; keys that no view can hold."""
    flown, view = belief.flown, belief.view
    outside = view.ranges.get(OUTSIDE, (0.0, view.numbers.get(OUTSIDE, 0.0)))[1]
    met = [count / flown.planned if flown.planned else 0.0 for count in flown.in_reach]
    found = {
        "#planned": (float(flown.planned),) * 3,
        "#first": (float(flown.first),) * 3,
        "#met": (met[0], met[1], met[2]),
    }
    for force in frame.forces["deterring"]:
        found[f"#reach.{force.id}"] = EVERYWHERE if outside else flown.reachable.get(force.id, EVERYWHERE)
    found |= {f"#slack.{name}": share for name, share in flown.slack.items()}
    return found | {f"#protected.{name}": share for name, share in flown.protected.items()}


def central(table: Mapping[str, Triple]) -> dict[str, Number]:
    """The middle values (states,)."""
    return {key: column[1] for key, column in table.items()}


def in_scenarios(table: Mapping[str, Triple], points: Floats, ranged: Sequence[str]) -> dict[str, Number]:
    """Values (states, scenarios): each number with a range moves along its own coordinate.

    A number of a view goes from its low to its high end. What flights say takes one of three values: shares of pairs
    and sites jump, so nothing between them is made up. The ends stand for a quarter of the scenarios each.

    Arguments: points (scenarios, numbers) between 0 and 1; ranged, the keys in the order of the coordinates.
    """
    found: dict[str, Number] = {key: column[1][:, None] for key, column in table.items()}
    for coordinate, key in enumerate(ranged):
        if key not in table:
            continue
        (low, middle, high), at = table[key], points[:, coordinate]
        if key.startswith("#"):
            ends = np.where(at < QUARTER, low[:, None], np.where(at < 1.0 - QUARTER, middle[:, None], high[:, None]))
            found[key] = ends
        else:
            found[key] = low[:, None] + at * (high - low)[:, None]
    return found


def ranged_keys(table: Mapping[str, Triple]) -> list[str]:
    """The numbers that have a range in some state."""
    return [key for key, (low, _, high) in table.items() if (low < high).any()]


@dataclass(frozen=True, eq=False)
class Outlook:
    """Both sides in the year of the comparison: interceptors, warheads by role, and the loop gain where it is known."""

    interceptors: Floats
    warheads: dict[str, Floats]
    gain: Floats | None


def outlook(frame: Frame, numbers: Mapping[str, Number]) -> Outlook:
    """Where action and reaction lead by the year of the comparison; what is planned and held where they are unknown."""
    held = {role: _held(frame, numbers, role) for role in ROLES}
    planned = np.asarray(numbers["#planned"])
    known = frame.warheads("deterring") > 0.0 and "deterring" in frame.postures
    keys = [*RACE, *(f"interception.{name}" for name in CHANCES)]
    keys += _sent_keys(frame, "deterring") if known else []
    if not known or any(key not in numbers for key in keys):
        return Outlook(planned, held, None)
    race = _race(frame, numbers)
    path = race_path(race, frame.years)
    return Outlook(path.interceptors[-1], {**held, "deterring": path.warheads[-1]}, np.asarray(gain_of(race)))


def _held(frame: Frame, numbers: Mapping[str, Number], role: str) -> Floats:
    """Warheads of a side today, under its ceiling."""
    return np.asarray(np.minimum(frame.warheads(role), numbers[f"#ceiling.{role}"]))


def _race(frame: Frame, numbers: Mapping[str, Number]) -> Race:
    """The yearly rules in this side's beliefs, held to what the package limits."""
    shield = defence_of(numbers, 0.0)
    total = frame.warheads("deterring")
    within, beyond = _sent(frame, numbers, "deterring", total)
    sigma = np.clip((within + beyond) / total, TINY, 1.0)
    agreed = np.asarray(numbers["#ceiling.deterring"])
    stated = np.asarray(numbers.get("race.warhead_ceiling", np.inf))
    start, until = numbers.get("race.warhead_ceiling_from", 0.0), numbers.get("race.warhead_ceiling_until", np.inf)
    begins = np.maximum(0.0, np.asarray(start) - frame.start)
    ends = np.maximum(0.0, np.asarray(until) - frame.start)
    planned = np.asarray(numbers["#planned"])
    wish = np.asarray(numbers.get("race.third_party_interceptors", frame.plan)) + planned - frame.plan
    return Race(
        warheads=total,
        interceptors=np.asarray(numbers["#first"]),
        third_party_interceptors=np.maximum(wish, 0.0),
        coverage_goal=numbers["race.coverage_goal"],
        warhead_adjustment=numbers["race.offence_adjustment"],
        interceptor_adjustment=numbers["race.defence_adjustment"],
        removed_in_a=np.maximum(removed_per_interceptor(shield, shield.shots), TINY),
        removed_in_b=removed_per_interceptor(shield, np.minimum(shield.shots, 1.0)) * np.asarray(numbers["#met"]),
        delivered_in_a=sigma,
        delivered_in_b=sigma,
        warhead_ceiling=np.where(np.isfinite(agreed), agreed, stated),
        interceptor_ceiling=np.asarray(numbers["#most"]),
        ceiling_starts=np.where(np.isfinite(agreed), 0.0, begins),
        ceiling_ends=np.where(np.isfinite(agreed), numbers["#holds"], ends),
    )


def _sent(frame: Frame, numbers: Mapping[str, Number], role: str, held: Number) -> tuple[Floats, Floats]:
    """Retaliation of a side with so many warheads: within reach of interceptors, and beyond."""
    posture, total = POSTURES[frame.postures[role]], frame.warheads(role)
    within, beyond = np.zeros(1), np.zeros(1)
    for force in frame.forces[role]:
        share = np.asarray(numbers[f"{force.id}.survival_{posture}"]) * numbers[f"{force.id}.delivery_reliability"]
        sent = np.asarray(held) * (force.warheads / total) * share * numbers[f"{role}.command_connectivity"]
        reach = np.asarray(numbers.get(f"#reach.{force.id}", 1.0))
        within, beyond = within + sent * reach, beyond + sent * (1.0 - reach)
    return within, beyond


def quantities(frame: Frame, numbers: Mapping[str, Number], asked: Sequence[Asked]) -> dict[str, Floats]:
    """Every quantity that is asked for, as it is said (see `What`), by its key."""
    ahead = outlook(frame, numbers)
    return {each.key: _quantity(frame, numbers, ahead, each) for each in asked}


def _quantity(frame: Frame, numbers: Mapping[str, Number], ahead: Outlook, asked: Asked) -> Floats:
    if asked.what in ("protection", "slack"):
        prefix = {"protection": "#protected.", "slack": "#slack."}[asked.what]
        return np.asarray(sum(np.asarray(numbers[f"{prefix}{name}"]) for name in asked.only)) / len(asked.only)
    if asked.what == "third-party":
        available = ahead.interceptors + np.asarray(numbers.get("defending.interceptors", 0.0))
        warheads = np.maximum(1.0, np.round(numbers["third-party.warheads"]))
        return protection(warheads, defence_of(numbers, available))
    if asked.what == "sufficiency":
        within, beyond = _sent(frame, numbers, frame.role, ahead.warheads[frame.role])
        shield = _met(numbers, ahead, frame.role)
        return probability_of_at_least(numbers[f"{frame.role}.sufficient_warheads"], within, shield, beyond)
    if asked.what == "stability":
        return _stability(frame, numbers, ahead)
    if asked.what == "loop gain":
        return ahead.gain if ahead.gain is not None else np.full(np.shape(ahead.interceptors), np.nan)
    if asked.what == "build-up":
        return np.maximum(0.0, ahead.warheads["deterring"] / frame.warheads("deterring") - 1.0)
    other = ROLES[1 - ROLES.index(frame.role)]
    return np.asarray(ahead.warheads[other] / frame.warheads(other))


def _met(numbers: Mapping[str, Number], ahead: Outlook, role: str) -> Defence:
    """The defence that the retaliation of a side meets."""
    if role == "defending":
        return defence_of(numbers, numbers.get("deterring.interceptors", 0.0))
    outside = np.asarray(numbers.get("defending.interceptors", 0.0))
    return defence_of(numbers, ahead.interceptors * np.asarray(numbers["#met"]) + outside)


def _stability(frame: Frame, numbers: Mapping[str, Number], ahead: Outlook) -> Floats:
    """The first-strike index at the committed share that the view states; none is looked for."""
    committed = np.asarray(numbers.get("crisis.committed_share", HALF))
    sides = {}
    for role, other in zip(ROLES, reversed(ROLES), strict=True):
        held = np.asarray(ahead.warheads[role])
        within, beyond = _sent(frame, numbers, role, held)
        each = [numbers[f"{force.id}.delivery_reliability"] for force in frame.forces[role]]
        weights = [force.warheads / frame.warheads(role) for force in frame.forces[role]]
        reliability = sum(np.asarray(part) * weight for part, weight in zip(each, weights, strict=True))
        reliability = reliability * np.asarray(numbers[f"{role}.command_connectivity"])
        kept, working = within + beyond, held * reliability
        sides[role] = Side(
            warheads=held,
            survival=np.clip(kept / np.maximum(working, TINY), 0.0, 1.0),
            reliability=np.asarray(reliability),
            sufficient=np.asarray(numbers[f"{role}.sufficient_warheads"]),
            defence=_met(numbers, ahead, other),
            reachable_share=np.where(kept > 0.0, within / np.maximum(kept, TINY), 1.0),
        )
    return np.asarray(first_strike_index(sides["defending"], sides["deterring"], committed).index)


def scored(what: What, value: Floats) -> Floats:
    """A quantity as a score between 0 and 1, more being better."""
    if what not in FEWER_IS_BETTER:
        return np.clip(value, 0.0, 1.0)
    worst = 2.0 if what == "warheads" else 1.0
    return np.asarray(1.0 - np.clip(value / worst, 0.0, 1.0))
