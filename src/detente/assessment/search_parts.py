"""The rows of a search: demands, packages, proposals with their bridges, relaxations, and shares of the topics."""

import math
from collections.abc import Collection, Sequence

import numpy as np

from detente.assessment.package_index import Ints
from detente.assessment.package_judged import ROLES, Judged
from detente.assessment.package_table import CLOSE, Table
from detente.assessment.packages import options_of, search_of
from detente.assessment.search_result import (
    AlternativeRow,
    BridgeRow,
    Changes,
    CloudRow,
    DemandRow,
    PackageRow,
    RelaxationRow,
    ShareRow,
)
from detente.errors import RangeError
from detente.messages import say
from detente.reading.dossier import Dossier
from detente.reading.search import Choice
from detente.weighing.conflicts import MOST as MOST_DEMANDS
from detente.weighing.conflicts import bridge, irreducible_conflicts, least_concessions, smallest_relaxations
from detente.weighing.frontier import Bools
from detente.weighing.shares import MOST, shapley

DIGITS = (9, 3, 2)  # to which gains are rounded before packages are taken together
CROWD = 4_000  # different pairs of gains that are kept apart
OTHERS = 5  # other ways to pass, as short as the first, that are listed
RELAXED = 12  # relaxations that are listed, the smallest


def levels_of(dossier: Dossier, choice: Choice) -> Ints:
    """A package as one row of levels (topics,)."""
    chosen = options_of(dossier, choice)
    several = search_of(dossier).options.values()
    return np.array([options.index(option) for options, option in zip(several, chosen, strict=True)], dtype=np.int64)


def number_of(table: Table, levels: Ints) -> int:
    """The number of a package."""
    return int(np.ravel_multi_index(tuple(levels), table.sizes))


def levels_at(table: Table, number: int) -> Ints:
    """The levels (topics,) of a package by its number."""
    return np.array(np.unravel_index(number, table.sizes), dtype=np.int64)


def choice_at(dossier: Dossier, levels: Ints) -> dict[str, str]:
    """Options by topic, where they are not the first."""
    pairs = zip(search_of(dossier).options.items(), levels, strict=True)
    return {topic: several[level].id for (topic, several), level in pairs if level}


def demand_groups(table: Table) -> list[tuple[str, list[int]]]:
    """Demands that are looked at together when some have to give: each alone, beyond MOST_DEMANDS red lines by side.

    Refuses: RangeError where even so there are too many to look at all their sets.
    """
    groups = [(demand.key, [place]) for place, demand in enumerate(table.demands)]
    if len(groups) > MOST_DEMANDS:
        lines = {role: [place for place, row in enumerate(table.demands) if (row.kind, row.role) == ("red line", role)]
                 for role in ROLES}  # fmt: skip
        alone = [group for group, row in zip(groups, table.demands, strict=True) if row.kind != "red line"]
        groups = [*alone, *((f"red lines/{role}", places) for role, places in lines.items() if places)]
    if len(groups) > MOST_DEMANDS:
        raise RangeError(
            say(
                "no package passes, and {count} demands are too many to say which stand against one another; "
                "expected at most {most_demands}, the red lines of a side counting as one. Ask for less at "
                "once.",
                count=len(groups),
                most_demands=MOST_DEMANDS,
            )
        )
    return groups


def met_by_group(judged: Judged, groups: Sequence[tuple[str, list[int]]]) -> Bools:
    """Which possible packages (n, groups) meet all demands of each group."""
    met = judged.margins[judged.possible] >= -CLOSE
    return np.stack([met[:, places].all(axis=1) for _, places in groups], axis=1)


def conflict_rows(judged: Judged) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of demands that no possible package meets together."""
    groups = demand_groups(judged.table)
    found = irreducible_conflicts(met_by_group(judged, groups))
    return tuple(tuple(groups[place][0] for place in row) for row in found)


def package_row(dossier: Dossier, judged: Judged, number: int, front: Collection[int]) -> PackageRow:
    """One package with everything it comes to."""
    table = judged.table
    levels = levels_at(table, number)
    columns = {key: float(column[0]) for key, column in table.judged(levels[None]).items()}
    utility = {role: columns[f"utility/{role}"] for role in ROLES}
    values = {key.removeprefix("value/"): value for key, value in columns.items() if key.startswith("value/")}
    return PackageRow(
        number=number,
        choice=choice_at(dossier, levels),
        utility=utility,
        gain={role: utility[role] - table.without[role] for role in ROLES},
        values=values,
        burden=columns["burden"],
        robust=judged.robust_at(number),
        passes=columns["passes"] > 0.0,
        front=number in front,
        fails=tuple(row.key for row in table.demands if columns[f"margin/{row.key}"] < -CLOSE),
    )


def cloud_rows(judged: Judged) -> tuple[CloudRow, ...]:
    """All possible packages by what both gain, those with the same two gains together.

    Gains are rounded to DIGITS, and more where that leaves more than CROWD of them.
    """
    gains, passes = judged.gains[judged.possible], judged.passes[judged.possible]
    numbers = judged.numbers[judged.possible]
    for digits in DIGITS:
        found, first, which, counts = np.unique(
            np.round(gains, digits) + 0.0, axis=0, return_index=True, return_inverse=True, return_counts=True
        )
        if len(found) <= CROWD:
            break
    passing = np.bincount(which.reshape(-1), weights=passes, minlength=len(found))
    return tuple(
        CloudRow(dict(zip(ROLES, map(float, gain), strict=True)), int(count), int(good), int(numbers[place]))
        for gain, count, good, place in zip(found, counts, passing, first, strict=True)
    )


def demand_rows(dossier: Dossier, judged: Judged) -> tuple[DemandRow, ...]:
    """Every demand, how many packages meet it, and how far it alone would have to give."""
    search, margins = search_of(dossier), judged.margins[judged.possible]
    concessions = least_concessions(np.where(margins >= -CLOSE, np.maximum(margins, 0.0), margins))
    written = {f"need/{row.id}": row for row in search.needs} | {f"red line/{row.id}": row for row in search.red_lines}
    rows = []
    for place, demand in enumerate(judged.table.demands):
        said = written.get(demand.key)
        rows.append(
            DemandRow(
                key=demand.key,
                kind=demand.kind,
                side=getattr(dossier.approach.sides, demand.role) if demand.role else None,
                name=demand.name,
                met_by=int((margins[:, place] >= -CLOSE).sum()),
                concession=float(concessions[place]) if math.isfinite(concessions[place]) else None,
                source=said.source if said else None,
                where=said.where if said else None,
                certainty=said.certainty if said else "derived",
            )
        )
    return tuple(rows)


def alternative_rows(dossier: Dossier, judged: Judged, front: Collection[int]) -> tuple[AlternativeRow, ...]:
    """Every proposal of the record as a package, and for those that fail the fewest changes after which they pass."""
    rows = []
    for row in search_of(dossier).alternatives:
        levels = levels_of(dossier, row.choice)
        package = package_row(dossier, judged, number_of(judged.table, levels), front)
        rows.append(
            AlternativeRow(
                id=row.id,
                name=row.name,
                package=package,
                bridge=None if package.passes else bridge_row(dossier, judged, levels),
                source=row.source,
                where=row.where,
                certainty=row.certainty,
            )
        )
    return tuple(rows)


def bridge_row(dossier: Dossier, judged: Judged, start: Ints) -> BridgeRow | None:
    """The fewest topics on which a package has to change; of several ways, the one that leaves the poorer side most."""
    found = bridge(judged.levels, start, judged.passes)
    if found is None:
        return None
    places = np.array(found.choices)
    gained = judged.gains[places]
    order = places[np.lexsort((-gained.max(axis=1), -gained.min(axis=1)))]
    first, *others = [changes_to(dossier, start, judged.levels[place]) for place in order[: 1 + OTHERS]]
    return BridgeRow(first, int(judged.numbers[order[0]]), len(places), tuple(others))


def changes_to(dossier: Dossier, start: Ints, end: Ints) -> Changes:
    """What differs between two packages (topics,): topic, option before, option after."""
    pairs = zip(search_of(dossier).options.items(), start, end, strict=True)
    return tuple((topic, several[before].id, several[after].id) for (topic, several), before, after in pairs
                 if before != after)  # fmt: skip


def relaxation_rows(dossier: Dossier, judged: Judged) -> tuple[RelaxationRow, ...]:
    """The smallest sets of demands without which some package passes, and the best of these for the poorer side."""
    (possible,) = np.nonzero(judged.possible)
    groups = demand_groups(judged.table)
    met = met_by_group(judged, groups)
    rows = []
    for relaxed in smallest_relaxations(met)[:RELAXED]:
        places = possible[np.delete(met, relaxed.demands, axis=1).all(axis=1)]
        gained = judged.gains[places]
        best = places[np.lexsort((-gained.max(axis=1), -gained.min(axis=1)))[0]]
        example = package_row(dossier, judged, int(judged.numbers[best]), ())
        keys = tuple(groups[place][0] for place in relaxed.demands)
        rows.append(RelaxationRow(keys, relaxed.choices, example))
    return tuple(rows)


def share_rows(dossier: Dossier, table: Table, number: int) -> list[ShareRow]:
    """What the option on each topic adds to the gain of each side, averaged over all orders of agreeing on them.

    Exact over the topics on which the package differs from no agreement; nothing for more than MOST of them.
    """
    levels = levels_at(table, number)
    (players,) = np.nonzero(levels)
    if not len(players) or len(players) > MOST:
        return []
    states = np.arange(2 ** len(players))
    packages = np.zeros((len(states), len(levels)), dtype=np.int64)
    for bit, topic in enumerate(players):
        packages[:, topic] = np.where(states >> bit & 1, levels[topic], 0)
    shares = shapley(table.utilities(packages))
    options = list(search_of(dossier).options.items())
    return [
        ShareRow(number, options[topic][0], options[topic][1][levels[topic]].id,
                 {role: float(share) for role, share in zip(ROLES, shares[place], strict=True)})
        for place, topic in enumerate(players)
    ]  # fmt: skip
