"""How sure are the answers? Every question again, for many samples of the numbers that nobody knows exactly."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from detente import units
from detente.assessment.balance_result import Balance
from detente.assessment.bands import Bands, bands
from detente.assessment.doubt_plan import ARRIVALS, Asked, Plan, both, columns
from detente.assessment.doubt_result import Doubt, DoubtRow, LawRow, Levels, WordChance
from detente.assessment.drawing import Drawn, Floats, drawn
from detente.assessment.jobs import Arrays, Job
from detente.assessment.reaching import Progress, silent
from detente.assessment.resolve import Assumptions
from detente.assessment.sampled_counting import sufficiency, windows
from detente.assessment.sampled_flights import deterrents, threats
from detente.assessment.stages import Protection, Reach
from detente.assessment.sweep import sweep
from detente.assessment.turning import effects, turns
from detente.errors import RangeError
from detente.messages import mark, say
from detente.weighing.tallies import quantiles, standard_error

CHUNK = 200  # samples at once, and how often the stopping rule is asked
MOST_SAMPLES = 100_000  # where only the standard error to stop at is asked for
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
QUANTITIES = {
    "reach": (mark("slack of the middle pair"), "s"),
    "cover": (mark("share covered"), "1"),
    "sufficiency": (mark("sufficiency margin"), "1"),
    "window": (mark("sufficiency margin at the number needed"), "1"),
}
NOTES = (
    mark("Numbers are drawn independently of one another; two views are drawn independently."),
    mark(
        "A number that has a range and no distribution stands at both of its ends in every sample: the chance "
        "then has a lower and an upper bound."
    ),
    mark(
        "Where the bounds rest on a number for which no one direction was found, they may be too narrow; it is named."
    ),
    mark("What a policy says, what stands where and how many warheads are held is not drawn."),
)


@dataclass(frozen=True)
class Sampling:
    """How to sample.

    until: the standard error of a chance that is small enough to stop at, None: use all samples; maps: samples behind
    the bands of each map, 0: none; workers, cluster, fall_back, store, resume: as in `sweep`.
    """

    samples: int
    until: float | None = None
    seed: int = 0
    maps: int = 10
    workers: int = 1
    cluster: str | None = None
    fall_back: bool = False
    store: Path | None = None
    resume: bool = False

    def __post_init__(self) -> None:
        if self.samples < 1:
            raise RangeError(say("found {samples} samples; expected 1 or more.", samples=self.samples))
        if self.until is not None and not 0.0 < self.until < 0.5:
            raise RangeError(
                say(
                    "found {until:g} as the standard error to stop at; expected more than 0 and less than 50 %. Write "
                    "for example --until 1%.",
                    until=self.until,
                )
            )
        if self.maps < 0:
            raise RangeError(say("found {maps} map samples; expected 0 or more.", maps=self.maps))
        if self.seed < 0:
            raise RangeError(say("found {seed} as the seed; expected a whole number, 0 or more.", seed=self.seed))


def plan_of(
    views: Mapping[str, Assumptions], covers: Sequence[tuple[Assumptions, Protection]],
    reaches: Sequence[tuple[Assumptions, Reach]], counted: Balance, seed: int,
) -> Plan:  # fmt: skip
    """All questions of an assessment, from its answers at the central numbers."""
    own = {name: drawn(view, seed) for name, view in views.items()}
    rules = sufficiency(own, counted)
    flights = (*threats(own.values(), covers), *deterrents(own.values(), reaches))
    return Plan(own, tuple(each for each in flights if each.phases), tuple(rules), tuple(windows(own, counted, rules)))


def doubt(plan: Plan, how: Sampling, *, progress: Progress = silent) -> Doubt:
    """The chance of every word under every view, what moves it and where it turns.

    Arguments: plan, of `plan_of`; how many samples, until when, and who works.
    Returns:   a Doubt; the same for the same seed whatever the number of workers.
    Refuses:   RangeError for impossible numbers of samples; as `sweep` does.
    """
    job = Job("doubt", _digest(plan, how), how.samples, min(CHUNK, how.samples), plan)
    where = {"cluster": how.cluster, "fall_back": how.fall_back, "store": how.store, "resume": how.resume}
    found = sweep(job, workers=how.workers, stop=_stop(plan, how.until), progress=progress, **where)  # type: ignore[arg-type]
    used = next(iter(found.values())).size if found else 0
    centre = columns(plan.at_centre.answers({name: _centre(own) for name, own in plan.drawn.items()}, 1))
    rows = {view: own.rows(0, used) for view, own in plan.drawn.items()}
    base, moved = effects(plan, found, used, how.seed, progress)
    turned = turns(plan, found, centre, rows)
    error = worst_error(plan, found)
    return Doubt(
        asked=how.samples,
        used=used,
        until=how.until,
        stopped=_why(how, used, error),
        error=error,
        seed=how.seed,
        base=base,
        map_samples=how.maps,
        laws=tuple(row for own in plan.drawn.values() for row in _laws(own)),
        rows=tuple(
            _row(asked, place, found, centre, moved.get(key, ()), turned.get(key, ()))
            for place, (key, asked) in enumerate(plan.asked.items())
        ),
        notes=NOTES,
    )


def map_bands(
    plan: Plan, answers: Sequence[tuple[Assumptions, Protection]], samples: int, progress: Progress = silent
) -> list[Bands]:
    """The edges of the maps in the first few samples, for every map that anything drawn or undrawn moves."""
    about = {(each.view.view, each.force): each for each in plan.flights}
    found = []
    for number, (view, answer) in enumerate(answers):
        flights = about.get((view.view, answer.threat))
        if not samples or flights is None or not (flights.keys or flights.wide):
            continue
        progress(
            say(
                "edges of the map of phase {phase}, {threat}, {view}",
                phase=answer.phase,
                threat=answer.threat.id,
                view=view.view,
            ),
            number / len(answers),
        )
        rows = plan.drawn[view.view].rows(0, samples)
        drawn = [{key: float(rows[key][i]) for key in flights.keys} for i in range(samples)]
        undrawn = tuple(flights.held.least) if answer.phase in flights.wide else ()
        found.append(bands(view, answer, drawn, undrawn))
    return found


def _digest(plan: Plan, how: Sampling) -> str:
    """Stands for everything that the samples depend on."""
    dossier = next(iter(plan.drawn.values())).view.dossier
    parts = (dossier.digest, dossier.catalog.digest, how.seed, *plan.drawn)
    return blake2b("/".join(map(str, parts)).encode(), digest_size=16).hexdigest()


def _stop(plan: Plan, until: float | None) -> Any:
    return None if until is None else lambda found: worst_error(plan, found) <= until


def worst_error(plan: Plan, found: Arrays) -> float:
    """The greatest standard error of any chance of any question."""
    worst = 0.0
    for place, asked in enumerate(plan.asked.values()):
        low, high = both(found, place, "word")
        for word in range(len(asked.words)):
            sure, possible = _counts(low, high, word)
            if possible:
                worst = max(worst, *(standard_error(count / low.size, low.size) for count in (sure, possible)))
    return worst


def _counts(low: Any, high: Any, word: int) -> tuple[int, int]:
    """In how many samples a word must come out, and in how many it may: at an end, or between the two."""
    least, most = np.minimum(low, high), np.maximum(low, high)
    return int(((least == word) & (most == word)).sum()), int(((least <= word) & (word <= most)).sum())


def _why(how: Sampling, used: int, error: float) -> str:
    if how.until is None:
        return say("all {used:,} samples asked for", used=used)
    if error <= how.until:
        return say(
            "every chance is known to a standard error of {until:g} % after {used:,} samples",
            until=100 * how.until,
            used=used,
        )
    return say(
        "all {used:,} samples asked for, with a standard error of {error:.2g} % where {until:g} % was wanted",
        used=used,
        error=100 * error,
        until=100 * how.until,
    )


def _centre(own: Drawn) -> dict[str, Floats]:
    return {key: np.array([own.view.numbers[key]]) for key in own.laws}


def _laws(own: Drawn) -> Iterator[LawRow]:
    for key in own.view.ranges:
        said = own.view.statements[key]
        low, value, high = (units.from_si(number, said.unit) for number in (said.low, said.value, said.high))
        law = own.laws[key].kind if key in own.laws else "interval"
        peak = value if law == "triangular" else None
        yield LawRow(own.view.view, key, law, low, peak, high, said.unit, said.certainty)


def _row(asked: Asked, place: int, found: Arrays, centre: Arrays, moved: Any, turned: Any) -> DoubtRow:
    low, high = both(found, place, "word")
    counts = [(word, *_counts(low, high, word)) for word in range(len(asked.words))]
    chances = tuple(
        WordChance(asked.words[word], sure / low.size, possible / low.size,
                   max(standard_error(count / low.size, low.size) for count in (sure, possible)))
        for word, sure, possible in counts if possible
    )  # fmt: skip
    usual = max(counts, key=lambda count: (count[2] + count[1], count[0]))[0]
    quantities = [_levels(*QUANTITIES[asked.kind], *both(found, place, "quantity"))]
    if f"{place}.{ARRIVALS}.least" in found:
        quantities.append(_levels(mark("warheads that arrive on average"), "1", *both(found, place, ARRIVALS)))
    return DoubtRow(
        key=asked.key,
        view=asked.view,
        kind=asked.kind,
        phase=int(asked.key.split("/")[1].removeprefix("phase-")),
        central=asked.words[int(centre[f"{place}.word.least"][0])],
        usual=asked.words[usual],
        chances=chances,
        quantities=tuple(quantities),
        effects=moved,
        turns=turned,
        intervals=asked.intervals,
        bending=asked.bending,
    )


def _levels(quantity: str, unit: str, least: Any, greatest: Any) -> Levels:
    below, above = (end(least, greatest).astype(np.float64) for end in (np.minimum, np.maximum))
    low, high = quantiles(below, above, np.array(LEVELS))
    return Levels(quantity, unit, LEVELS, tuple(map(_finite, low)), tuple(map(_finite, high)))


def _finite(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None
