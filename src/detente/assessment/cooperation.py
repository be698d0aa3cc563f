"""What sharing sensors or interceptors adds to each side's protection, and what it does to the other's deterrent.

Every arrangement is a package of the dossier's search, flown at the central numbers of each view and held against what
stands without an agreement. Arrangements that deploy and share the same are flown once.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from detente.assessment.cooperation_result import Arrangement, Cooperation, CoverRow, Gained, SlackRow
from detente.assessment.described import chosen_views, names_of, view_head
from detente.assessment.packages import search_of, with_package
from detente.assessment.reaching import Progress, silent
from detente.assessment.resolve import Assumptions, assumptions, defence
from detente.assessment.stages import encounters_at, ground, least_slack, region_points
from detente.flying.windows import Defence
from detente.messages import mark
from detente.reading import atlas
from detente.reading.approach import Deterrent, Threat
from detente.reading.countries import countries_in
from detente.reading.dossier import Dossier

Floats = npt.NDArray[np.float64]

ALONE = "no-agreement"
"""The arrangement with which all others are compared."""

AREA_POINTS = 200  # points that stand for an area, at most

NOTES = (
    mark("Central numbers of each view; the ranges move them, and the assessment of a package says by how much."),
    mark(
        "Shared sensors bring earlier launches, and cover that is left when a side's own sensors fail: every "
        "one but the radars of its sites. How likely that is, is not computed: the chance to track is a number "
        "of the view."
    ),
    mark("What a side owns neither engages nor tracks the missiles of that side."),
)


def cooperation(
    dossier: Dossier,
    arrangements: Mapping[str, Mapping[str, str]] | None = None,
    views: Sequence[str] | None = None,
    *,
    progress: Progress = silent,
) -> Cooperation:
    """What does working together add to the protection of each side, and what does it do to the deterrent?

    Arguments: arrangements, packages by name, each as options by topic (the named alternatives if not said); views,
               ids of views (all if not said); progress, called with what is being done and the share that is done.
    Returns:   a Cooperation: cover by arrangement, view, phase and threat; slack by deterrent.
    Refuses:   FileError for a dossier without search.toml, or a topic, option or view that is not there.
    Source:    docs/methods/cooperation.md.
    Example:   detente.cooperation(detente.load("joint-2012"), {"joint": {"architecture": "integrated"}}).cover[0]
    """
    search = search_of(dossier)
    named = {row.id: dict(row.choice) for row in search.alternatives}
    wanted: dict[str, dict[str, str]] = {ALONE: {}}
    wanted |= {key: dict(row) for key, row in arrangements.items()} if arrangements else named
    packages = {name: with_package(dossier, choice) for name, choice in wanted.items()}
    chosen = chosen_views(dossier, views)
    held = {name: [assumptions(package, view) for view in chosen] for name, package in packages.items()}
    cover = tuple(_cover(dossier, held, progress))
    slack = tuple(_slack(dossier, held, progress))
    progress("done", 1.0)
    titles = {row.id: row.name for row in search.alternatives} | {ALONE: mark("No agreement")}
    first: dict[tuple[Defence, ...], str] = {}
    alike = {name: first.setdefault(_sign(several), name) for name, several in held.items()}
    return Cooperation(
        dossier=dossier.name,
        title=dossier.approach.title,
        sides={"defending": dossier.approach.sides.defending, "deterring": dossier.approach.sides.deterring},
        views={name: view_head(dossier.views[name]) for name in chosen},
        arrangements=tuple(
            Arrangement(name, titles.get(name, name), choice, alike[name] if alike[name] != name else None)
            for name, choice in wanted.items()
        ),
        cover=cover,
        slack=slack,
        names=names_of(dossier),
        notes=NOTES,
    )


def whose(dossier: Dossier, area: str) -> str:
    """The side that an area belongs to: the deterring one where its name holds one of the countries, else the other."""
    known = atlas.countries()
    names = tuple(known[code].name for code in dossier.areas[area].countries)
    sides = dossier.approach.sides
    return sides.deterring if countries_in(sides.deterring, names) else sides.defending


def _taking_part(view: Assumptions, phase: int, force: Threat | Deterrent) -> Defence:
    return defence(view.against(phase, force), view.numbers, view.words)


def _sign(views: Iterable[Assumptions]) -> tuple[Defence, ...]:
    """What the answers of this module depend on: what takes part against every force, in every phase and view."""
    return tuple(
        _taking_part(view, phase.id, force)
        for view in views for phase in view.dossier.approach.phases for force in _forces(view.dossier)
    )  # fmt: skip


def _forces(dossier: Dossier) -> list[Threat | Deterrent]:
    return [*dossier.approach.threats, *dossier.approach.deterrents]


@dataclass(frozen=True)
class _Covered:
    """Shares of what a missile reaches that are covered, the first possible launch [s], and how many capitals."""

    shares: dict[str, float | None]
    earliest_s: float | None
    capitals: int


def _cover(dossier: Dossier, held: Mapping[str, list[Assumptions]], progress: Progress) -> Iterable[CoverRow]:
    """Threat by threat, so that every missile flies once for all arrangements."""
    approach = dossier.approach
    sides = {threat.id: whose(dossier, threat.protects) for threat in approach.threats}
    blind = {side: {name: [_blinded(view, side) for view in views] for name, views in held.items()}
             for side in set(sides.values())}  # fmt: skip
    rows = [(threat, number) for threat in approach.threats for number in range(len(held[ALONE]))]
    for done, (threat, number) in enumerate(rows):
        progress(f"{threat.id}, {held[ALONE][number].view}", 0.7 * done / max(1, len(rows)))
        side = sides[threat.id]
        known: dict[Defence, _Covered] = {}
        for phase in (phase for phase in approach.phases if phase.id >= threat.from_phase):
            alone, without = (_covered(views[ALONE][number], phase.id, threat, known) for views in (held, blind[side]))
            for name, views in held.items():
                found = _covered(views[number], phase.id, threat, known)
                left = _covered(blind[side][name][number], phase.id, threat, known)
                gained = {what: Gained(found.shares[what], alone.shares[what]) for what in found.shares}
                yield CoverRow(
                    name, views[number].view, phase.id, phase.year, threat.id, side, **gained,
                    blind=Gained(left.shares["people"], without.shares["people"]),
                    earliest_s=found.earliest_s, earliest_alone_s=alone.earliest_s, threatened_capitals=found.capitals,
                )  # fmt: skip


def _blinded(view: Assumptions, side: str) -> Assumptions:
    """The view where a side has no sensors left but the radars of its own sites."""
    dossier = view.dossier
    approach, armed = dossier.approach, dossier.catalog.interceptors
    rows = tuple(
        row for row in approach.deployments
        if row.system in armed or row.role == "own" or (row.side or approach.sides.defending) != side
    )  # fmt: skip
    return assumptions(replace(dossier, approach=replace(approach, deployments=rows)), view.view)


def _covered(view: Assumptions, phase: int, threat: Threat, known: dict[Defence, _Covered]) -> _Covered:
    """What of an area is covered against a threat."""
    taking_part = _taking_part(view, phase, threat)
    if taking_part not in known:
        towns, points = ground(view.dossier, threat.protects).towns, _points(view.dossier, threat.protects)
        goals = np.concatenate([ground(view.dossier, threat.protects).town_points, points])
        found = encounters_at(view, view.numbers, view.words, phase, threat, goals)
        slack = least_slack(found)
        inside, outside = slack[: len(slack) - len(points)], slack[len(slack) - len(points) :]
        shares = {
            "capitals": _share(inside, towns.capital.astype(np.float64)),
            "people": _share(inside, towns.population.astype(np.float64)),
            "area": _share(outside, np.ones(len(outside))),
        }
        launches = found.earliest[np.isfinite(found.earliest)]
        first = float(launches.min()) if launches.size else None
        known[taking_part] = _Covered(shares, first, int((towns.capital & ~np.isnan(inside)).sum()))
    return known[taking_part]


def _points(dossier: Dossier, area: str) -> Floats:
    """Points spread evenly over an area (n, 2) [rad]: every so many cells of its map, AREA_POINTS at most."""
    here = ground(dossier, area)
    cells = here.grid.points[here.inside.ravel()]
    return np.asarray(cells[:: max(1, math.ceil(len(cells) / AREA_POINTS))])


def _share(slack: Floats, weight: Floats) -> float | None:
    """The weight that is covered, as a share of the weight that is threatened; None where nothing is."""
    threatened = ~np.isnan(slack)
    total = float(weight[threatened].sum())
    return float(weight[threatened & (slack >= 0.0)].sum()) / total if total > 0.0 else None


def _slack(dossier: Dossier, held: Mapping[str, list[Assumptions]], progress: Progress) -> Iterable[SlackRow]:
    approach = dossier.approach
    rows = [(deterrent, number) for deterrent in approach.deterrents for number in range(len(held[ALONE]))]
    for done, (deterrent, number) in enumerate(rows):
        progress(f"{deterrent.id}, {held[ALONE][number].view}", 0.7 + 0.3 * done / max(1, len(rows)))
        for phase in approach.phases:
            known: dict[Defence, tuple[float | None, float | None]] = {}
            alone = _reach(held[ALONE][number], phase.id, deterrent, known)
            for name, views in held.items():
                greatest, share = _reach(views[number], phase.id, deterrent, known)
                yield SlackRow(name, held[name][number].view, phase.id, phase.year, deterrent.id, deterrent.side,
                               greatest, alone[0], Gained(share, alone[1]))  # fmt: skip


def _reach(
    view: Assumptions, phase: int, deterrent: Deterrent, known: dict[Defence, tuple[float | None, float | None]]
) -> tuple[float | None, float | None]:
    """Greatest slack over sites and pairs that fly [s], and the share of pairs that some site meets in time."""
    taking_part = _taking_part(view, phase, deterrent)
    if taking_part not in known:
        goals = region_points(view.dossier, deterrent)
        found = encounters_at(view, view.numbers, view.words, phase, deterrent, goals)
        best = found.slack.max(axis=2, initial=-np.inf)[found.reached]
        greatest = float(best.max(initial=-np.inf))
        share = float((best >= 0.0).mean()) if best.size else None
        known[taking_part] = (greatest if math.isfinite(greatest) else None), share
    return known[taking_part]
