"""Which combinations of options could both sides accept, each by its own view; and where there is none, what would do?

Every package is judged by the same table: exactly all of them up to MOST, beyond that those an evolutionary search
with a fixed seed comes upon, each judged by the same exact functions.
"""

from collections.abc import Iterable, Mapping
from functools import partial, reduce
from pathlib import Path

import numpy as np

from detente.assessment.cooperation import cooperation
from detente.assessment.described import names_of, view_head, written
from detente.assessment.jobs import Job
from detente.assessment.package_building import table_for, with_closes, with_ends
from detente.assessment.package_flights import SiteAnswers
from detente.assessment.package_index import Ints
from detente.assessment.package_judged import ROLES, Judged
from detente.assessment.package_table import CLOSE, Table
from detente.assessment.packages import search_of
from detente.assessment.reaching import Progress, silent
from detente.assessment.search_parts import (
    alternative_rows,
    cloud_rows,
    conflict_rows,
    demand_rows,
    package_row,
    relaxation_rows,
    share_rows,
)
from detente.assessment.search_result import PickRow, SearchResult
from detente.assessment.sweep import sweep
from detente.errors import RangeError
from detente.messages import figure, joined, mark, say
from detente.reading.dossier import Dossier
from detente.weighing.bargains import Pick, agree, greatest, kalai_smorodinsky, maximin, nash
from detente.weighing.evolution import evolve
from detente.weighing.frontier import Bools, Floats, non_dominated

MOST = 1_000_000  # packages that are all looked at
CHUNK = 20_000  # packages at once
STATES = 2_000  # different packages whose scenarios are worked out at once
TIES = 12  # packages of a tie that are named
LISTED = 400  # packages of the front that are listed; all of them are counted
SEED = 0
SWEPT = (0.0, 1.0)  # what transparency is also taken to close: nothing, and all that can be checked


def search(
    dossier: Dossier,
    *,
    workers: int = 1,
    cluster: str | None = None,
    fall_back: bool = False,
    store: Path | None = None,
    resume: bool = False,
    progress: Progress = silent,
) -> SearchResult:
    """Which packages leave each side what it needs, in its own view, and neither worse off than no agreement?

    Arguments: workers, processes that judge packages; cluster, address of Dask workers or "local" in their place, and
               fall_back, whether to go on here where it cannot be reached (the answer is the same in any case);
               store, a folder that keeps finished chunks, from which a later run goes on; resume, refuse a store
               without any; progress, called with what is being done and the share that is done.
    Returns:   a SearchResult: the packages that no other one beats, what well-known rules pick and whether they agree,
               what would turn each proposal of the record into a package that passes, and where none passes, which
               demands stand against one another and the smallest sets that would have to give.
    Refuses:   FileError for a dossier without search.toml; RangeError for quantities that a view does not say enough
               to know, or where every package holds options that cannot stand together.
    Source:    docs/methods/search.md.
    Example:   [pick.rule for pick in detente.search(detente.load("joint-2012")).picks]
    """
    answers = SiteAnswers(ends=False)
    table = table_for(dossier, progress, answers)
    inputs = f"{dossier.digest}/{dossier.catalog.digest}"

    def rows(job: Job, progress: Progress, *, again: bool) -> dict[str, Floats]:
        return sweep(job, workers=workers, cluster=cluster, fall_back=fall_back, store=store, resume=again,
                     progress=progress)  # fmt: skip

    if table.size <= MOST:
        job = Job("packages", inputs, table.size, CHUNK, table.run)
        found = rows(job, _within(progress, 0.65, 0.7), again=resume)
        levels = table.packages(0, table.size)
        method: str = say("all {size:,} packages, exactly", size=table.size)
    else:
        levels, found, method = _evolved(table, progress)
    if not (found["possible"] > 0.0).any():
        pairs = joined("; ", [reduce(_beside, row.options) for row in search_of(dossier).incompatible])
        raise RangeError(
            say(
                "{dossier}: every package holds options that cannot stand together: {pairs}.",
                dossier=dossier.name,
                pairs=pairs,
            )
        )
    swept = _swept(dossier, table, levels, answers, _within(progress, 0.7, 0.75))
    passing = levels[found["passes"] > 0.0]
    robust = np.zeros(len(levels))
    if len(passing):
        states, which = table.states(passing)
        table = with_ends(dossier, table, states, _within(progress, 0.75, 0.9))
        job = Job("scenarios", inputs, len(states), STATES, partial(table.scenario_rows, states))
        robust[found["passes"] > 0.0] = rows(job, _within(progress, 0.9, 0.95), again=False)["robust"][which]
    return _answer(dossier, Judged(table, levels, found, robust), method, swept, progress)


def _swept(dossier: Dossier, table: Table, levels: Ints, answers: SiteAnswers, progress: Progress) -> dict[float, int]:
    """How many packages would pass if transparency closed nothing, or every gap that can be fully checked."""
    if table.steps == (0,):
        return {}
    found = {}
    for share in SWEPT:
        other = with_closes(dossier, table, share, answers, progress)
        parts = [other.judged(levels[first : first + CHUNK])["passes"] for first in range(0, len(levels), CHUNK)]
        found[share] = int(np.concatenate(parts).sum())
    return found


def _within(progress: Progress, low: float, high: float) -> Progress:
    """A part of the whole progress."""
    return lambda step, share: progress(step, low + (high - low) * share)


def _evolved(table: Table, progress: Progress) -> tuple[Ints, dict[str, Floats], str]:
    """Packages that an evolutionary search comes upon, those of the front judged again by the exact functions."""

    def scores(levels: Ints) -> tuple[Floats, Floats]:
        columns = table.judged(levels)
        goals = np.stack([columns["utility/defending"], columns["utility/deterring"], -columns["burden"]], axis=1)
        margins = np.stack([columns[f"margin/{demand.key}"] for demand in table.demands], axis=1)
        missed = np.where(margins >= -CLOSE, 0.0, -margins).sum(axis=1) + (columns["possible"] < 1.0)
        return goals, missed

    progress(mark("evolutionary search"), 0.9)
    levels = evolve(scores, table.sizes, seed=SEED)
    method = say(
        "{count:,} of {size:,} packages, come upon by an evolutionary search (NSGA-II, seed {seed}) and "
        "judged exactly; others may be better",
        count=len(levels),
        size=table.size,
        seed=SEED,
    )
    return levels, table.judged(levels), method


def _answer(
    dossier: Dossier, judged: Judged, method: str, swept: Mapping[float, int], progress: Progress
) -> SearchResult:
    """Everything that is said of the packages that were looked at."""
    asked, table = search_of(dossier), judged.table
    front = front_of(judged)
    picks = picks_of(judged)
    passing = judged.passes
    on_front = set(map(int, judged.numbers[front]))
    alternatives = alternative_rows(dossier, judged, on_front)
    conflicts = () if passing.any() else conflict_rows(judged)
    relaxations = () if passing.any() else relaxation_rows(dossier, judged)
    listed = [*_thinned(front, judged), *(row.bridge.package for row in alternatives if row.bridge)]
    numbers = judged.numbers
    picked = [int(numbers[place]) for pick in picks for place in pick.choices[:TIES]]
    proposed = [row.package.number for row in alternatives]
    shown = dict.fromkeys([0, *listed, *picked, *proposed])
    progress(mark("what cooperation adds"), 0.97)
    shared = cooperation(dossier, progress=_within(progress, 0.97, 1.0)) if asked.alternatives else None
    firsts = [int(numbers[pick.choices[0]]) for pick in picks if pick.choices]
    wanted = dict.fromkeys([*firsts, *proposed])
    return SearchResult(
        dossier=dossier.name,
        title=dossier.approach.title,
        sides={role: getattr(dossier.approach.sides, role) for role in ROLES},
        views={role: {"id": name, **view_head(dossier.views[name])} for role, name in asked.views.items()},
        topics={topic.id: topic.name for topic in asked.topics},
        options={topic: {option.id: option.row.name for option in several} for topic, several in asked.options.items()},
        counts={
            "all": table.size,
            "possible": int(judged.possible.sum()),
            "passing": int(passing.sum()),
            "front": int(front.sum()),
        },
        without=table.without,
        year=asked.year,
        phase=asked.phase,
        demands=demand_rows(dossier, judged),
        cloud=cloud_rows(judged),
        packages=tuple(package_row(dossier, judged, number, on_front) for number in shown),
        picks=tuple(PickRow(pick.rule, tuple(map(int, numbers[list(pick.choices[:TIES])]))) for pick in picks),
        rules_agree=agree(picks),
        alternatives=alternatives,
        conflicts=conflicts,
        relaxations=relaxations,
        shares=tuple(row for number in wanted for row in share_rows(dossier, table, number)),
        cooperation=shared,
        method=method,
        notes=tuple(_notes(dossier, judged, swept)),
        names=names_of(dossier),
        sources=_sources(dossier),
    )


def front_of(judged: Judged) -> Bools:
    """Packages (n,) that pass and that no other one that passes beats.

    Beaten: nowhere better and somewhere worse in the utility of either side, in the share of scenarios and in burden.
    """
    found = np.zeros(len(judged.levels), dtype=np.bool_)
    (open_ones,) = np.nonzero(judged.passes)
    columns = judged.columns
    goals = [columns["utility/defending"], columns["utility/deterring"], judged.robust, -columns["burden"]]
    found[open_ones] = non_dominated(np.stack(goals, axis=1)[open_ones])
    return found


def picks_of(judged: Judged) -> tuple[Pick, ...]:
    """What each rule picks among the packages that pass; of a tie, what takes least to verify comes first."""
    gained, open_ones, burden = judged.gains, judged.passes, judged.columns["burden"]
    picks = (
        nash(gained, open_ones),
        kalai_smorodinsky(gained, open_ones),
        maximin(gained, open_ones),
        greatest(mark("most robust"), judged.robust, open_ones),
        greatest(mark("cheapest to verify"), -burden, open_ones),
    )
    return tuple(
        Pick(pick.rule, tuple(sorted(pick.choices, key=lambda place: (burden[place], place)))) for pick in picks
    )


def _thinned(front: Bools, judged: Judged) -> list[int]:
    """Numbers of at most LISTED packages of the front, spread evenly over the utility of one side."""
    (places,) = np.nonzero(front)
    order = places[np.argsort(judged.columns["utility/defending"][places], kind="stable")]
    if len(order) > LISTED:
        order = order[np.linspace(0, len(order) - 1, LISTED).astype(int)]
    return [int(judged.numbers[place]) for place in order]


def _notes(dossier: Dossier, judged: Judged, swept: Mapping[float, int]) -> Iterable[str]:
    """What a reader must know of how this was searched."""
    asked = search_of(dossier)
    sides = dossier.approach.sides
    for role in ROLES:
        side = getattr(sides, role)
        said = [row for row in asked.scores if row.side == side]
        if not said:
            yield say("{side}: no scores are stated; it scores by what it needs, all with equal weights.", side=side)
        elif len({row.weight for row in said}) == 1:
            yield say("{side}: all scores have equal weights.", side=side)
        if all(frame.role != role or "race.coverage_goal" in judged.table.numbers[role] for frame in
               judged.table.frames.values()):  # fmt: skip
            continue
        yield say(
            "{side}: its view does not say how both answer one another; what is planned and held stands still.",
            side=side,
        )
    yield say(
        "Transparency: {note}; closes {shares} by level.",
        note=asked.closes_note,
        shares=joined(", ", [figure(share, "g") for share in asked.closes]),
    )
    if swept:
        none, every = (swept[share] for share in SWEPT)
        yield (
            say(
                "How far transparency brings claims together is swept: {none:,} packages would pass if it "
                "closed nothing, {stated:,} as stated, {every:,} if each level closed all that can be fully "
                "checked.",
                none=none,
                stated=int(judged.passes.sum()),
                every=every,
            )
        )
    yield from _why_robust(judged)
    by_level = _by_level(judged)
    if len(by_level) > 1:
        said_counts = joined(
            "; ", [say("level {level}: {count:,}", level=level, count=count) for level, count in by_level.items()]
        )
        yield say("Packages that pass, by level of transparency: {counts}.", counts=said_counts)
    quiet = [option.key for several in asked.options.values() for option in several[1:] if not option.changes]
    if quiet:
        yield say(
            "Change nothing that is computed, and are told apart by burden and red lines only: {quiet}.",
            quiet=", ".join(quiet),
        )


def _beside(one: str, other: str) -> str:
    return say("{one} with {other}", one=one, other=other)


def _why_robust(judged: Judged) -> Iterable[str]:
    """In what share of the scenarios the most robust package meets each need."""
    (pick,) = (pick for pick in picks_of(judged) if pick.rule == "most robust")
    if pick.choices:
        states, _ = judged.table.states(judged.levels[[pick.choices[0]]])
        met = judged.table.met_in_scenarios(states)
        names = {demand.key: demand.name for demand in judged.table.demands}
        shares = joined("; ", [joined(": ", [names[key], figure(held.mean(), ".0%")]) for key, held in met.items()])
        yield say("Share of the scenarios in which the most robust package meets each need: {shares}.", shares=shares)


def _by_level(judged: Judged) -> dict[int, int]:
    """How many packages pass at each level of transparency."""
    rows = [each[judged.levels[:, column]] for column, each in enumerate(judged.table.levels)]
    level = np.max(rows, axis=0)
    return {int(step): int((judged.passes & (level == step)).sum()) for step in np.unique(level)}


def _sources(dossier: Dossier) -> dict[str, dict[str, str]]:
    """The documents behind options, demands and alternatives."""
    asked = search_of(dossier)
    options = [option.row for several in asked.options.values() for option in several]
    used = {row.source for row in (*options, *asked.needs, *asked.red_lines, *asked.alternatives) if row.source}
    return {key: written(source) for key, source in sorted(dossier.sources.items()) if key in used}
