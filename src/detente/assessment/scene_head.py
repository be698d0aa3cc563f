"""What a page has to know of a dossier before anything is asked: its views, phases and missiles, and how it opens."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.assessment.crux import ORDER
from detente.assessment.described import names_of, written
from detente.assessment.resolve import Assumptions, assumptions
from detente.assessment.rows import plain
from detente.assessment.scene_parts import CLIP
from detente.assessment.stages import encounters_at, middle, region_points, town_slack, watched
from detente.errors import RangeError
from detente.reading.approach import Deterrent, Threat
from detente.reading.dossier import Dossier

Pair = tuple[str, str]


@dataclass(frozen=True)
class Head:
    """A dossier in a page's own terms; `defaults`: the phase, threat, deterrent and site that the page opens on."""

    id: str
    title: str
    asks: str
    as_of: str
    views: tuple[dict[str, str], ...]
    pair: Pair
    phases: tuple[dict[str, Any], ...]
    threats: tuple[dict[str, Any], ...]
    deterrents: tuple[dict[str, Any], ...]
    defaults: dict[str, Any]
    has: dict[str, bool]
    names: dict[str, str]
    sources: dict[str, dict[str, str]]

    def as_dict(self) -> dict[str, Any]:
        """JSON types only."""
        found: dict[str, Any] = plain(vars(self))
        return found


def head(dossier: Dossier) -> Head:
    """What is a dossier about, and where do its two views part most?

    It opens on its last phase, and there on the site and deterrent whose slack differs most between the two views,
    those first where it differs in sign; and on the threat against which they cover most differently.

    Source: docs/methods/scene.md.
    """
    approach = dossier.approach
    pair = two_views(dossier)
    return Head(
        id=dossier.name,
        title=approach.title,
        asks=approach.asks,
        as_of=approach.as_of.isoformat(),
        views=tuple(
            {"id": view.id, "title": view.title, "holder": view.holder, "side": view.side or "",
             "colour": view.colour or ""}
            for view in dossier.views.values()
        ),
        pair=pair,
        phases=tuple({"id": phase.id, "year": phase.year, "title": phase.title} for phase in approach.phases),
        threats=tuple({"id": row.id, "name": row.name, "from_phase": row.from_phase} for row in approach.threats),
        deterrents=tuple({"id": row.id, "name": row.name, "side": row.side} for row in approach.deterrents),
        defaults=defaults(dossier, pair, approach.phases[-1].id),
        has={
            "forces": bool(dossier.forces),
            "agenda": bool(dossier.agenda.items),
            "treaties": True,
            "search": dossier.search is not None,
            "conduct": bool(dossier.conduct.counts or dossier.conduct.trials or dossier.conduct.transfers),
            "claims": bool(dossier.claims),
        },
        names=names_of(dossier),
        sources={key: written(source) for key, source in sorted(dossier.sources.items())},
    )  # fmt: skip


def two_views(dossier: Dossier) -> Pair:
    """Side A and side B: the defending side's own view first; one view alone stands on both sides."""
    ordered = sorted(dossier.views.values(), key=lambda view: ORDER.index(view.side))
    own = {view.side: view.id for view in reversed(ordered) if view.side}
    first = own.get("defending", ordered[0].id)
    others = [view.id for view in reversed(ordered) if view.id != first]
    return first, own.get("deterring", others[0] if others else first)


def defaults(dossier: Dossier, pair: Pair, phase: int) -> dict[str, Any]:
    """The phase, threat, deterrent and site to look at first; None where the dossier has none."""
    views = [assumptions(dossier, name) for name in pair]
    found: dict[str, Any] = {"phase": phase, "threat": None, "deterrent": None, "site": None}
    threats = [row for row in dossier.approach.threats if row.from_phase <= phase]
    if threats:
        found["threat"] = max(threats, key=lambda row: _apart_in_cover(views, phase, row)).id
    parted = [(*_apart_in_slack(views, phase, row), row.id) for row in dossier.approach.deterrents]
    if parted:
        _, found["site"], found["deterrent"] = max(parted, key=lambda entry: entry[0])
    return found


def _apart_in_cover(views: list[Assumptions], phase: int, threat: Threat) -> float:
    """By how much the shares of the watched places that are covered differ."""
    try:
        towns = np.any([watched(view, threat) for view in views], axis=0)
        slack = [town_slack(view, view.numbers, view.words, phase, threat, towns) for view in views]
    except RangeError:
        return 0.0
    shares = [float((one >= 0.0).sum() / max(1, (~np.isnan(one)).sum())) for one in slack]
    return abs(shares[0] - shares[1])


def _apart_in_slack(
    views: list[Assumptions], phase: int, deterrent: Deterrent
) -> tuple[tuple[bool, float], str | None]:
    """Whether the two have different signs and by how much they differ [s], for the site where that is most."""
    goals = region_points(views[0].dossier, deterrent)
    try:
        found = [encounters_at(view, view.numbers, view.words, phase, deterrent, goals) for view in views]
    except RangeError:
        return (False, -1.0), None
    best: tuple[tuple[bool, float], str | None] = ((False, -1.0), None)
    for s, (_, site, _) in enumerate(views[0].against(phase, deterrent).armed):
        one, other = (max(-CLIP, min(CLIP, middle(each.slack[:, :, s][each.reached]))) for each in found)
        best = max(best, (((one >= 0.0) != (other >= 0.0), abs(one - other)), site), key=lambda entry: entry[0])
    return best
