"""What moves the answers of a sampled assessment, and in which part of the ranges they turn."""

from collections.abc import Mapping
from functools import partial, reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from detente import units
from detente.assessment.doubt_plan import Asked, Plan, both
from detente.assessment.doubt_result import Effect, Turn
from detente.assessment.drawing import Floats, Rows
from detente.assessment.jobs import Arrays
from detente.assessment.reaching import Progress
from detente.assessment.resolve import Assumptions
from detente.assessment.sampled_counting import Enough
from detente.assessment.sampled_flights import NEVER_S, Flights
from detente.messages import figure, joined, say
from detente.reading.approach import Deterrent
from detente.weighing.boxes import Box, box
from detente.weighing.laws import Law
from detente.weighing.sensitivity import sobol_table

Bools = npt.NDArray[np.bool_]
Key = tuple[str, str]

LEAST, MOST = 64, 1024  # samples in a block of the indices
SHOWN = 0.02  # total index from which a number is named
RARE = 0.01  # share of samples with another answer from which a question is looked at
DENSE = 0.5  # share of the samples in a box from which "mostly" is true
BOXED = 2000  # samples that a box is sought in
FLIGHTS = "flights"
"""Stands for all numbers of flying together, in questions of counting."""


def effects(
    plan: Plan, found: Arrays, used: int, seed: int, progress: Progress
) -> tuple[int, dict[Key, tuple[Effect, ...]]]:
    """Samples in a block, and the indices of every question whose answer is not the same in all samples.

    Numbers with only a range stand where the least answer has them. Slack is cut off at half an hour to either side.
    """
    base = _block(used, max((len(about.moving) for about in plan.flights), default=1))
    open_ = {key for place, key in enumerate(plan.asked) if _other(found, place).mean() >= RARE}
    moved: dict[Key, tuple[Effect, ...]] = {}
    for number, about in enumerate(plan.flights):
        keys = [key for key in about.questions() if (key, about.view.view) in open_]
        if keys and about.moving:
            progress(
                say("what moves {force}, {view}", force=about.force.id, view=about.view.view),
                number / len(plan.flights),
            )
            laws = {key: about.drawn.laws[key] for key in about.moving}
            first, total = sobol_table(partial(_slacks, about, keys), laws, base, seed)
            for key, alone, together in zip(keys, first, total, strict=True):
                moved[key, about.view.view] = _named(about.moving, alone, together)
    places = {key: place for place, key in enumerate(plan.asked)}
    for rule in plan.rules:
        where = (rule.party.key, rule.party.view.view)
        if where in open_:
            moved[where] = _of_rule(rule, found, places[where], base, seed)
    return base, moved


def _of_rule(rule: Enough, found: Arrays, place: int, base: int, seed: int) -> tuple[Effect, ...]:
    """Indices of the margin; everything that the flights bring about counts as one, drawn from the samples."""
    flown = {key: both(found, place, key)[0].astype(np.float64) for key in rule.flown}
    laws = {key: rule.drawn.laws[key] for key in rule.moving}
    if any(np.ptp(row) > 0.0 for row in flown.values()):
        laws[FLIGHTS] = Law("uniform", 0.0, 1.0, 0.5)
    if not laws:
        return ()

    def margins(values: Rows) -> Floats:
        count = next(iter(values.values())).size
        numbers = rule.numbers(values, count, rule.held.least, None)
        drawn = values.get(FLIGHTS, np.zeros(count))
        for key, row in flown.items():
            numbers[key] = row[np.minimum((drawn * row.size).astype(np.int64), row.size - 1)]
        return rule.margin(numbers)[None]

    first, total = sobol_table(margins, laws, base, seed)
    return _named(tuple(laws), first[0], total[0])


def _block(used: int, numbers: int) -> int:
    """A power of two, so that the indices of one force take no more runs than half the samples where that is enough."""
    wanted = used / (2 * (numbers + 2))
    return int(min(MOST, max(LEAST, 2 ** np.floor(np.log2(max(1.0, wanted))))))


def _other(found: Arrays, place: int) -> Bools:
    """In which samples another answer than the most frequent one may come out."""
    low, high = both(found, place, "word")
    usual = np.bincount(np.concatenate([low, high]).astype(np.int64)).argmax()
    return np.asarray((low != usual) | (high != usual))


def _slacks(about: Flights, keys: list[str], values: Rows) -> Floats:
    count = next(iter(values.values())).size
    said, _ = about.ask(values, count, about.held.least, about.phases)
    rows = np.stack([said[key].quantity for key in keys])
    return np.clip(rows, NEVER_S, -NEVER_S) if isinstance(about.force, Deterrent) else rows


def _named(names: tuple[str, ...], first: Floats, total: Floats) -> tuple[Effect, ...]:
    rows = [Effect(*row) for row in zip(names, map(float, first), map(float, total), strict=True)]
    return tuple(sorted((row for row in rows if row.total >= SHOWN), key=lambda row: -row.total))


def turns(plan: Plan, found: Arrays, centre: Arrays, rows: Mapping[str, Rows]) -> dict[Key, tuple[Turn, ...]]:
    """Where each answer mostly is another one than at the central numbers, to either side of it.

    What numbers with only a range leave open counts as another answer.
    """
    inputs = _inputs(plan)
    turned: dict[Key, tuple[Turn, ...]] = {}
    for place, (key, asked) in enumerate(plan.asked.items()):
        low, high = both(found, place, "word")
        central = int(centre[f"{place}.word.least"][0])
        values = {name: rows[asked.view][name][:BOXED] for name in inputs.get(key, ())}
        if f"{place}.interceptors_in_reach.least" in found:
            values["interceptors_in_reach"] = found[f"{place}.interceptors_in_reach.least"][:BOXED].astype(np.float64)
        view = plan.drawn[asked.view].view
        for other, said in ((low < central, low), (high > central, high)):
            if (turn := _turned(view, asked, values, other[:BOXED], said[other])) is not None:
                turned[key] = (*turned.get(key, ()), turn)
    return turned


def _turned(view: Assumptions, asked: Asked, values: Rows, other: Bools, words: npt.NDArray[Any]) -> Turn | None:
    """Where an answer to one side of the central one mostly comes out; None where it is rare or no box holds it."""
    if not values or not RARE <= other.mean() <= 1.0 - RARE:
        return None
    inside = box(values, other)
    if inside is None or inside.density < DENSE:
        return None
    word = asked.words[int(np.bincount(words.astype(np.int64)).argmax())]
    return _turn(view, word, asked.intervals, inside)


def _inputs(plan: Plan) -> dict[Key, tuple[str, ...]]:
    """The drawn numbers of each question."""
    flown = {(key, about.view.view): about.moving for about in plan.flights for key in about.questions()}
    counted = {(rule.party.key, rule.party.view.view): rule.moving for rule in plan.rules}
    between = {(window.key, window.rule.party.view.view): window.rule.moving for window in plan.windows}
    return {**flown, **counted, **between}


def _turn(view: Assumptions, word: str, intervals: tuple[str, ...], inside: Box) -> Turn:
    limits = inside.limits
    kinds = {key: view.statements[key].unit if key in view.statements else "1" for key in limits}
    shown = {key: (_shown(low, kinds[key]), _shown(high, kinds[key])) for key, (low, high) in limits.items()}
    said = reduce(_both, (_limit(key, *ends, kinds[key]) for key, ends in shown.items()))
    density, coverage, mass = inside.density, inside.coverage, inside.mass
    where = {"word": word, "limits": said, "density": density, "mass": mass, "coverage": coverage}
    words = (
        say(
            '"{word}" possible, mostly where {limits}: in {density:.0%} of the samples there, which are {mass:.0%} of '
            "all and hold {coverage:.0%} of the cases",
            **where,
        )
        if intervals
        else say(
            '"{word}" mostly where {limits}: in {density:.0%} of the samples there, which are {mass:.0%} of '
            "all and hold {coverage:.0%} of the cases",
            **where,
        )
    )
    return Turn(word, words, shown, kinds, density, coverage, mass)


def _both(one: str, other: str) -> str:
    return say("{one} and {other}", one=one, other=other)


def _limit(key: str, low: float | None, high: float | None, unit: str) -> str:
    """`commit delay of defence < 45 s`."""
    owner, _, name = key.rpartition(".")
    name = name.replace("_", " ")
    what = say("{name} of {owner}", name=name, owner=owner) if owner else name
    mark = [] if unit == "1" else [" ", unit]
    if low is None:
        return joined("", [what, " < ", _rounded(high or 0.0), *mark])
    if high is None:
        return joined("", [what, " > ", _rounded(low), *mark])
    ends = {"what": what, "low": _rounded(low), "high": _rounded(high)}
    if unit == "1":
        return say("{what} between {low} and {high}", **ends)
    return say("{what} between {low} and {high} {unit}", **ends, unit=unit)


def _shown(end: float | None, unit: str) -> float | None:
    return None if end is None else units.from_si(end, unit)


def _rounded(number: float) -> str:
    """Three digits, whole where that says as much."""
    return figure(number, ",.0f" if abs(number) >= 100.0 else ".3g")
