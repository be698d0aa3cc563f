"""From numbers to the words of an answer. The words describe the computation, never the people."""

import math
from collections.abc import Iterable, Sequence

import numpy as np

from detente.assessment.resolve import Assumptions, owners, rows_against
from detente.assessment.result import (
    BEFORE_BURNOUT,
    CAPITALS,
    DEPENDS,
    MARGINAL,
    NOT_THREATENED,
    OUT_OF_REACH,
    TOWNS,
    WITHIN_REACH,
    BalanceRow,
    LaunchRow,
    SecurityRow,
)
from detente.assessment.rows import Seconds, Share, WeakestRow
from detente.assessment.stages import Floats, Protection, Reach, middle
from detente.messages import joined, say
from detente.reading.approach import Deterrent, Threat
from detente.reading.atlas import Places
from detente.reading.values import Certainty, weakest

BOUNDS = ("low", "median", "high")


def reach_verdict(slack: Seconds, latest_high: float, latest_median: float, burnout: float) -> str:
    """The word for a site against a deterrent.

    `marginal` when the sign of the slack depends on the stated ranges or on the launch place. Otherwise within
    reach or out of it; and in both cases `only if launched before burnout` when the latest useful launch comes
    before the missile has burnt out.
    """
    low, high = _number(slack.low), _number(slack.high)
    if low >= 0.0:
        return BEFORE_BURNOUT if latest_median < burnout else WITHIN_REACH
    if high >= 0.0:
        return MARGINAL
    return BEFORE_BURNOUT if 0.0 < latest_high < burnout else OUT_OF_REACH


def _number(seconds: float | None) -> float:
    return -math.inf if seconds is None else seconds


def _seconds(low: float, median: float, high: float) -> Seconds:
    return Seconds(*(value if math.isfinite(value) else None for value in (low, median, high)))


def balance_rows(view: Assumptions, answer: Reach, shots: dict[str, int]) -> list[BalanceRow]:
    """One row for each interceptor site of the phase."""
    year = next(phase.year for phase in view.dossier.approach.phases if phase.id == answer.phase)
    flown = answer.found.reached
    rows = []
    for s, site in enumerate(answer.defence.sites):
        interceptor, place = site.name.split("@")
        low, median, high = (getattr(answer.slack, bound)[:, :, s] for bound in BOUNDS)
        slack = _over(low[flown], median[flown], high[flown])
        late = [getattr(answer.latest, bound)[:, :, s][flown] for bound in BOUNDS]
        latest = _over(*late)
        earliest = answer.found.earliest[:, :, s][flown]
        launches = tuple(
            LaunchRow(name, _over(low[i][flown[i]], median[i][flown[i]], high[i][flown[i]]))
            for i, name in enumerate(answer.deterrent.launch)
            if flown[i].any()
        )
        key = f"balance/phase-{answer.phase}/{site.name}/{answer.deterrent.id}"
        verdict = reach_verdict(slack, _number(latest.high), _number(latest.median), answer.burnout_s)
        rows.append(
            BalanceRow(
                key=key,
                view=view.view,
                phase=answer.phase,
                year=year,
                interceptor=interceptor,
                site=place,
                deterrent=answer.deterrent.id,
                slack_s=slack,
                latest_launch_s=latest,
                earliest_launch_s=middle(earliest) if np.isfinite(earliest).all() and earliest.size else None,
                missile_burnout_s=answer.burnout_s,
                pairs_out_of_range=int((~flown).sum()),
                reachable_share=float((median[flown] >= 0.0).mean()) if flown.any() else 0.0,
                shots=shots.get(site.name, 0),
                launches=launches,
                verdict=verdict if flown.any() else OUT_OF_REACH,
                method="sampling" if answer.slack.sampled[:, :, s].any() else "corners",
                bending=answer.slack.bending if answer.slack.sampled[:, :, s].any() else (),
                weakest=weakest(*(label for label, _ in inputs_of(view, answer.phase, answer.deterrent, interceptor))),
            )
        )
    return rows


def _over(low: Floats, median: Floats, high: Floats) -> Seconds:
    """Least, middle and greatest over launch places and aim points."""
    if median.size == 0:
        return Seconds(None, None, None)
    return _seconds(float(low.min()), middle(median), float(high.max()))


def security_row(view: Assumptions, answer: Protection) -> SecurityRow:
    """One phase against one threat."""
    year = next(phase.year for phase in view.dossier.approach.phases if phase.id == answer.phase)
    towns = answer.ground.towns
    area = _shares(answer.cells, np.ones_like(answer.cells["median"]))
    people = _shares(answer.towns, towns.population.astype(np.float64))
    capital = {bound: slack[towns.capital] for bound, slack in answer.towns.items()}
    capitals = _shares(capital, np.ones_like(capital["median"]))
    threatened = np.isfinite(answer.cells["median"]) | np.isneginf(answer.cells["median"])
    labels = (label for label, _ in inputs_of(view, answer.phase, answer.threat, None))
    return SecurityRow(
        key=f"security/phase-{answer.phase}/{answer.threat.id}",
        view=view.view,
        phase=answer.phase,
        year=year,
        threat=answer.threat.id,
        area_share=area.median,
        population_share=people.median,
        capitals_share=capitals.median,
        ranges={"area_share": area, "population_share": people, "capitals_share": capitals},
        threatened_area_share=float(threatened.mean()),
        threatened_capitals=int((~np.isnan(capital["median"])).sum()),
        verdict=cover_verdict(answer.towns, towns),
        method="sampling" if answer.spread.sampled.any() else "corners",
        bending=answer.spread.bending,
        weakest=weakest(*labels),
    )


def cover_verdict(slack: dict[str, Floats], towns: Places) -> str:
    """The word for an area: how many of its capitals are covered; of its towns where no capital is threatened.

    Arguments: slack of its towns (n,), by end of the ranges.
    """
    capital = {bound: each[towns.capital] for bound, each in slack.items()}
    capitals = _shares(capital, np.ones_like(capital["median"]))
    if capitals.median is not None:
        return _cover(capitals, CAPITALS)
    return _cover(_shares(slack, towns.population.astype(np.float64)), TOWNS)


def _shares(slack: dict[str, Floats], weight: Floats) -> Share:
    """Share of the threatened weight that is defended: central, least and greatest of the three maps computed."""
    found = [share for bound in BOUNDS if (share := defended_share(slack[bound], weight)) is not None]
    median = defended_share(slack["median"], weight)
    return Share(None, None, None) if median is None else Share(min(found), median, max(found))


def defended_share(slack: Floats, weight: Floats) -> float | None:
    """Share of the threatened weight with slack of 0 or more; None where nothing of it is threatened."""
    threatened = ~np.isnan(slack)
    total = float(weight[threatened].sum())
    return float(weight[threatened & (slack >= 0.0)].sum()) / total if total > 0.0 else None


def _cover(share: Share, said: Sequence[str]) -> str:
    if share.median is None:
        return NOT_THREATENED
    words = {_word(value, said) for value in (share.low, share.median, share.high) if value is not None}
    return words.pop() if len(words) == 1 else joined("; ", [_word(share.median, said), DEPENDS])


def _word(share: float, said: Sequence[str]) -> str:
    return said[2 if share == 1.0 else 0 if share == 0.0 else 1]


def inputs_of(
    view: Assumptions, phase: int, force: Threat | Deterrent, interceptor: str | None
) -> Iterable[tuple[Certainty, str]]:
    """Every input an answer rests on, with its certainty: numbers, words, sites, launch places, region.

    interceptor: leave out the numbers of the other interceptors; None keeps them all.
    """
    dossier = view.dossier
    standing = rows_against(dossier, phase, force)
    others = {row.system for row in standing if row.system in dossier.catalog.interceptors} - {interceptor}
    of = set(owners(dossier, phase, force))
    if interceptor is not None:
        of -= others
    for key, said in view.statements.items():
        if key.partition(".")[0] in of and key != "defence.assessment_delay":
            yield said.certainty, key
    for row in standing:
        if row.system in of:
            yield row.certainty, say("deployment of {system}", system=row.system)
            if row.place is not None and row.place in dossier.places:
                yield dossier.places[row.place].certainty, say("place {place}", place=row.place)
    yield force.certainty, f"{force.id}"
    for name in force.launch:
        yield dossier.places[name].certainty, say("place {place}", place=name)
    if isinstance(force, Deterrent):
        yield dossier.regions[force.aims].certainty, say("region {region}", region=force.aims)
    else:
        yield dossier.areas[force.protects].certainty, say("area {area}", area=force.protects)


def weakest_row(
    view: Assumptions, key: str, phase: int, force: Threat | Deterrent, interceptor: str | None
) -> WeakestRow:
    """The weakest certainty behind one answer, and the inputs that carry it."""
    found = list(inputs_of(view, phase, force, interceptor))
    label = weakest(*(certainty for certainty, _ in found))
    return WeakestRow(key, view.view, label, tuple(sorted({name for certainty, name in found if certainty == label})))
