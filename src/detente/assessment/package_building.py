"""From a dossier and its search to the table that judges every package: flights and treaties are asked here."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.assessment.beliefs import ROLES, beliefs
from detente.assessment.package_counts import TINY, Asked, Belief, Frame, Triple, frame_of, lacking, table_of
from detente.assessment.package_flights import SiteAnswers, flown_for
from detente.assessment.package_index import Classes, Ints, Limits
from detente.assessment.package_table import CLOSE, Demand, Table
from detente.assessment.packages import duration_of, planned, search_of, under
from detente.assessment.reaching import Progress
from detente.assessment.resolve import Assumptions, assumptions
from detente.assessment.treaty import findings
from detente.errors import RangeError
from detente.messages import joined, mark, say
from detente.reading.dossier import Dossier
from detente.reading.options import Option
from detente.reading.search import Need, Score, Search, What
from detente.weighing.frontier import Bools

MOST_FLOWN = 20_000  # sets of deployments and levels for which flights are asked
MOST_CHECKED = 5_000  # sets of deployments and ceilings for which treaties are asked
WORST = "exceeds"

STANDARD: dict[str, tuple[What, ...]] = {
    "defending": ("protection", "third-party", "sufficiency", "stability"),
    "deterring": ("sufficiency", "slack", "build-up", "stability"),
}
"""By what a side scores packages where the dossier names neither scores nor needs of it."""


@dataclass(frozen=True)
class Wanted:
    """What flights are asked: for which deployments, and by role which quantities."""

    deployments: Classes
    frames: dict[str, Frame]
    defending: tuple[Asked, ...]
    deterring: tuple[Asked, ...]

    def flights(self, role: str) -> tuple[set[str], set[str]]:
        """Deterrents and threats that quantities of a side are about."""
        asked: tuple[Asked, ...] = getattr(self, role)
        return (
            {name for each in asked if each.what == "slack" for name in each.only},
            {name for each in asked if each.what == "protection" for name in each.only},
        )


def table_for(dossier: Dossier, progress: Progress, answers: SiteAnswers | None = None) -> Table:
    """Everything about all packages of a dossier; answers: what flights have said before.

    Refuses: FileError without search.toml; RangeError for quantities that a view does not say enough to know, for
             more deployments than can be flown, or options that exclude one another throughout.
    """
    search = search_of(dossier)
    options = list(search.options.values())
    deployments = _classes(options, lambda option: option.deploys)
    limits = _classes(options, lambda option: option.limits)
    steps = tuple(sorted({0, *(option.row.transparency or 0 for several in options for option in several)}))
    levels = tuple(np.array([option.row.transparency or 0 for option in several]) for several in options)
    _refuse_too_many(deployments, limits, len(steps), search)
    plan = planned(dossier, dossier.approach.deployments, search.phase)
    own = {role: assumptions(dossier, search.views[role]) for role in ROLES}
    frames = {role: frame_of(dossier, role, view, search.phase, search.year, plan) for role, view in own.items()}
    scores, demands = _scores(dossier, search), _demands(dossier, search, own)
    _refuse_unknown(dossier, frames, own, scores, demands)
    every = [row.asked for row in demands if row.asked] + [each for rows in scores.values() for each, _ in rows]
    by_role = [tuple(dict.fromkeys(each for each in every if each.role == role)) for role in ROLES]
    wanted = Wanted(deployments, frames, *by_role)
    pairs = [(number, level) for number in range(deployments.count) for level in steps]
    known = answers if answers is not None else SiteAnswers(ends=False)
    numbers = _numbers(dossier, wanted, pairs, lambda step, share: progress(step, 0.6 * share), known)
    return Table(
        sizes=tuple(map(len, options)),
        deployments=deployments,
        limits=limits,
        levels=levels,
        steps=steps,
        frames=frames,
        numbers=numbers,
        most=np.array([_most(chosen) for chosen in _examples(options, deployments)]),
        ceilings=_limits(dossier, options, limits),
        burdens=tuple(np.array([option.row.burden for option in several]) for several in options),
        demands=demands,
        scores=scores,
        broken=_broken(dossier, options, deployments, limits, search, progress),
        impossible=tuple(_pairs(search, row.options) for row in search.incompatible),
        scenarios=search.scenarios,
    )


def _classes(options: Sequence[Sequence[Option]], acts: Callable[[Option], bool]) -> Classes:
    """Options of a topic that do not act in some way are one class, 0; each other one is its own."""
    found = []
    for several in options:
        marks = np.array([acts(option) for option in several])
        found.append(np.where(marks, np.cumsum(marks), 0).astype(np.int64))
    return Classes(tuple(found))


def _examples(options: Sequence[Sequence[Option]], classes: Classes) -> Iterator[list[Option]]:
    """For each combination, options that stand for it."""
    for number in range(classes.count):
        yield _example(options, classes, number)


def _example(options: Sequence[Sequence[Option]], classes: Classes, number: int) -> list[Option]:
    """Options that stand for one combination."""
    return [several[place] for several, place in zip(options, classes.example(number), strict=True)]


def _refuse_too_many(deployments: Classes, limits: Classes, steps: int, search: Search) -> None:
    """More flights or treaty checks than anybody will wait for."""
    if deployments.count * steps > MOST_FLOWN:
        raise RangeError(
            say(
                "search: {count:,} different deployments at {steps} levels of transparency; flights are asked "
                "for {most_flown:,} at most. Merge options that change what stands.",
                count=deployments.count,
                steps=steps,
                most_flown=MOST_FLOWN,
            )
        )
    if search.respect and deployments.count * limits.count > MOST_CHECKED:
        raise RangeError(
            say(
                "search: {count:,} different deployments and ceilings; treaties are checked for "
                "{most_checked:,} at most. Merge options, or leave [treaties] out and check the packages found.",
                count=deployments.count * limits.count,
                most_checked=MOST_CHECKED,
            )
        )


def _numbers(
    dossier: Dossier, table: Wanted, pairs: Sequence[tuple[int, int]], progress: Progress, answers: SiteAnswers
) -> dict[str, dict[str, Triple]]:
    """By role, every number of some pairs of deployments and level (pairs,)."""
    search = search_of(dossier)
    rows: dict[str, list[Belief]] = {role: [] for role in ROLES}
    changed: dict[int, Dossier] = {}
    for done, (number, level) in enumerate(pairs):
        what = mark("flights at the ends of ranges") if answers.ends else mark("flights")
        progress(say("{what}, {done} of {count}", what=what, done=done + 1, count=len(pairs)), done / len(pairs))
        if number not in changed:
            chosen = _example(list(search.options.values()), table.deployments, number)
            changed = {number: under(dossier, [_without_limits(option) for option in chosen])}
        for role, view in beliefs(changed[number], search, level).items():
            rows[role].append(Belief(view, flown_for(view, search.phase, answers, *table.flights(role))))
    return {role: table_of(several, table.frames[role]) for role, several in rows.items()}


def with_ends(dossier: Dossier, table: Table, states: Ints, progress: Progress) -> Table:
    """The table with low and high ends of what flights say, for the deployments and levels of some states."""
    pairs = np.unique(states[:, :2], axis=0)
    wanted = _wanted(table)
    listed = [(int(number), table.steps[int(step)]) for number, step in pairs]
    found = _numbers(dossier, wanted, listed, progress, SiteAnswers(ends=True))
    rows = pairs[:, 0] * len(table.steps) + pairs[:, 1]
    numbers = {role: {key: _put(column, found[role].get(key), rows) for key, column in table.numbers[role].items()}
               for role in ROLES}  # fmt: skip
    return replace(table, numbers=numbers)


def with_closes(dossier: Dossier, table: Table, closes: float, answers: SiteAnswers, progress: Progress) -> Table:
    """The table if every level above 0 brought fully checkable claims this far to the middle."""
    search = search_of(dossier)
    other = replace(dossier, search=replace(search, closes=(0.0, closes, closes, closes)))
    pairs = [(number, level) for number in range(table.deployments.count) for level in table.steps]
    return replace(table, numbers=_numbers(other, _wanted(table), pairs, progress, answers))


def _wanted(table: Table) -> Wanted:
    """What flights are asked for a table."""
    return Wanted(table.deployments, table.frames, tuple(table.asked("defending")), tuple(table.asked("deterring")))


def _put(column: Triple, better: Triple | None, rows: Ints) -> Triple:
    """Three columns with some rows replaced."""
    if better is None:
        return column
    low, middle, high = (part.copy() for part in column)
    low[rows], middle[rows], high[rows] = better
    return low, middle, high


def _without_limits(option: Option) -> Option:
    """Only what an option deploys; ceilings are counted apart."""
    return replace(option, ceiling=(), link=(), row=option.row.model_copy(update={"duration": None}))


def _most(chosen: Sequence[Option]) -> float:
    """The most interceptors that are agreed; infinite where none are."""
    return min((float(limit.most) for option in chosen for limit in option.interceptors), default=math.inf)


def _limits(dossier: Dossier, options: Sequence[Sequence[Option]], limits: Classes) -> Limits:
    """Ceilings and links of every combination."""
    sides = {role: getattr(dossier.approach.sides, role) for role in ROLES}
    rows = list(_examples(options, limits))
    agreed = {
        role: np.array([min((float(c.warheads) for o in row for c in o.ceiling if c.side == side), default=math.inf)
                        for row in rows])
        for role, side in sides.items()
    }  # fmt: skip
    links = [[link for option in row for link in option.link] for row in rows]
    width = max(1, max(map(len, links)))
    above, rate = np.zeros((len(rows), width)), np.zeros((len(rows), width))
    for place, several in enumerate(links):
        for column, link in enumerate(several):
            above[place, column], rate[place, column] = link.above, link.warheads
    holds = np.array([float(duration_of(row) or math.inf) for row in rows])
    return Limits(agreed, above, rate, holds)


def _broken(
    dossier: Dossier, options: Sequence[Sequence[Option]], deployments: Classes, limits: Classes, search: Search,
    progress: Progress,
) -> dict[str, Bools]:  # fmt: skip
    """By treaty, which deployments (d, c) with which ceilings exceed a limit that the plan does not, or by more."""
    broken = {f"treaty/{name}": np.zeros((deployments.count, limits.count), dtype=np.bool_) for name in search.respect}
    if not broken:
        return {}
    before = _exceeded(dossier, [])
    ceilings = list(_examples(options, limits))
    for number, standing in enumerate(_examples(options, deployments)):
        progress("treaties", 0.6 + 0.05 * number / deployments.count)
        for place, held in enumerate(ceilings):
            pairs = zip(standing, held, strict=True)
            chosen = [replace(one, ceiling=other.ceiling, link=other.link) for one, other in pairs]
            for key, over in _exceeded(dossier, chosen).items():
                if f"treaty/{key[0]}" in broken and over > before.get(key, 0.0) + CLOSE:
                    broken[f"treaty/{key[0]}"][number, place] = True
    return broken


def _exceeded(dossier: Dossier, chosen: Sequence[Option]) -> dict[tuple[str, str, str, int | None], float]:
    """By treaty, rule, party and phase, how far a limit is exceeded."""
    return {
        (row.treaty, row.rule, row.party, row.phase): max(TINY, (row.high or 0.0) - (row.limit or 0.0))
        for row in findings(under(dossier, chosen))
        if row.in_force and row.finding == WORST
    }


def _scores(dossier: Dossier, search: Search) -> dict[str, tuple[tuple[Asked, float], ...]]:
    """What each side scores by: as the dossier says, else what it needs, else the standard list, all equal then."""
    found: dict[str, tuple[tuple[Asked, float], ...]] = {}
    for role in ROLES:
        side = getattr(dossier.approach.sides, role)
        said = [(asked_of(dossier, role, row), row.weight) for row in search.scores if row.side == side]
        needed = [(asked_of(dossier, role, row), 1.0) for row in search.needs if row.side == side]
        standard = [(asked_of(dossier, role, Score(side=side, what=what)), 1.0) for what in STANDARD[role]]
        found[role] = tuple(dict.fromkeys(said or needed or standard))
    return found


def asked_of(dossier: Dossier, role: str, row: Need | Score) -> Asked:
    """The quantity that a row of the search is about."""
    approach, side = dossier.approach, getattr(dossier.approach.sides, role)
    if row.what == "protection":
        return Asked(role, row.what, (row.threat,) if row.threat else tuple(threat.id for threat in approach.threats))
    if row.what == "slack":
        own = tuple(deterrent.id for deterrent in approach.deterrents if deterrent.side == side)
        return Asked(role, row.what, (row.deterrent,) if row.deterrent else own)
    return Asked(role, row.what)


def _demands(dossier: Dossier, search: Search, own: dict[str, Assumptions]) -> tuple[Demand, ...]:
    """Everything that a package must meet, in the order: needs, red lines, treaties, no worse off."""
    role_of = {getattr(dossier.approach.sides, role): role for role in ROLES}
    rows = [
        Demand(f"need/{need.id}", mark("need"), role_of[need.side], need.name,
               asked_of(dossier, role_of[need.side], need), need.least, need.most)
        for need in search.needs
    ]  # fmt: skip
    rows += [
        Demand(
            f"red line/{line.id}",
            mark("red line"),
            role_of[line.side],
            line.name,
            excludes=_pairs(search, line.excludes),
        )
        for line in search.red_lines
    ]
    rows += [
        Demand(f"treaty/{name}", mark("treaty"), "", say("within the limits of {name}", name=name))
        for name in search.respect
    ]
    sides = {role: getattr(dossier.approach.sides, role) for role in own}
    rows += [
        Demand(
            f"no worse off/{role}",
            mark("no worse off"),
            role,
            say("{side} no worse off than without an agreement", side=side),
        )
        for role, side in sides.items()
    ]
    return tuple(rows)


def _pairs(search: Search, texts: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """`topic=option` as places of topic and option."""
    topics = list(search.options)
    found = []
    for text in texts:
        topic, _, option = (part.strip() for part in text.partition("="))
        found.append((topics.index(topic), [each.id for each in search.options[topic]].index(option)))
    return tuple(found)


def _refuse_unknown(
    dossier: Dossier, frames: dict[str, Frame], own: dict[str, Assumptions],
    scores: dict[str, tuple[tuple[Asked, float], ...]], demands: Sequence[Demand],
) -> None:  # fmt: skip
    """Quantities that are asked for and cannot be known, all at once."""
    scored = [each for rows in scores.values() for each, _ in rows]
    asked = dict.fromkeys([*(row.asked for row in demands if row.asked), *scored])
    problems = [
        say(
            "{key}: view {view} does not state {missing}.",
            key=each.key,
            view=own[each.role].view,
            missing=joined(", ", missing),
        )
        for each in asked
        if (missing := lacking(frames[each.role], own[each.role], each.what))
    ]
    if problems:
        lines = joined("\n    ", problems)
        raise RangeError(
            say(
                "{dossier}: what search.toml asks for cannot be known:\n    {lines}\nState it in the view, with "
                "its source, or ask for something else.",
                dossier=dossier.name,
                lines=lines,
            )
        )
