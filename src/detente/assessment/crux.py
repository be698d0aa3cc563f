"""What the disagreement turns on: the value of each single assumption at which an answer flips."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente import units
from detente.assessment.resolve import Assumptions, defence, owners
from detente.assessment.result import COVERS_NONE, DEPENDS, MARGINAL, BalanceRow, CruxRow, SecurityRow
from detente.assessment.stages import encounters_at, middle, region_points, town_slack
from detente.errors import RangeError
from detente.reading.approach import Deterrent, Threat
from detente.weighing.flips import flip_value

FASTEST = 10.5e3  # [m/s] burnout speeds are searched up to here: below escape even from burnout height
LONGEST = 1800.0  # [s] delays are searched up to here: about the flight of an ICBM
WIDEN = 1.75  # the search goes this much beyond what anybody claims


@dataclass(frozen=True, eq=False)
class Question:
    """One answer to turn: its key, and its margin [s] under one view with other numbers or words."""

    key: str
    phase: int
    force: Threat | Deterrent
    interceptor: str | None
    margin: Callable[[Assumptions, dict[str, float], dict[str, str]], float]

    def sign(self, view: Assumptions) -> Any:
        """What the answer of a view depends on: questions with the same sign have the same cruxes."""
        standing = defence(view.against(self.phase, self.force), view.numbers, view.words)
        sites = tuple(site for site in standing.sites if self.interceptor in (None, site.interceptor.name))
        place = self.key.split("/")[2] if self.interceptor else ""
        return place, sites, standing.radars, standing.infrared, self.force.id


def open_questions(
    views: dict[str, Assumptions], security: list[SecurityRow], balance: list[BalanceRow]
) -> Iterator[Question]:
    """The questions on which the views differ, or whose answer depends on the stated ranges."""
    first = next(iter(views.values()))
    threats = {threat.id: threat for threat in first.dossier.approach.threats}
    deterrents = {deterrent.id: deterrent for deterrent in first.dossier.approach.deterrents}
    for key, rows in _by_key(security).items():
        words = {row.verdict for row in rows}
        if len(words) > 1 or any(DEPENDS in word for word in words):
            none_somewhere = any(COVERS_NONE in word for word in words)
            yield _cover_question(key, rows[0].phase, threats[rows[0].threat], none_somewhere)
    for key, lines in _by_key(balance).items():
        words = {row.verdict for row in lines}
        if len(words) > 1 or MARGINAL in words:
            line = lines[0]
            yield _reach_question(key, line.phase, deterrents[line.deterrent], line.interceptor, line.site)


def _by_key(rows: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return found


def _reach_question(key: str, phase: int, deterrent: Deterrent, interceptor: str, place: str) -> Question:
    """Margin: the slack of the middle one of all pairs of launch place and aim point."""

    def margin(view: Assumptions, numbers: dict[str, float], words: dict[str, str]) -> float:
        goals = region_points(view.dossier, deterrent)
        found = encounters_at(view, numbers, words, phase, deterrent, goals, only=f"{interceptor}@{place}")
        return middle(found.slack[found.reached])

    return Question(key, phase, deterrent, interceptor, margin)


def _cover_question(key: str, phase: int, threat: Threat, none_somewhere: bool) -> Question:
    """Margin: the slack of the best covered town where some answer is "none", else of the worst covered one."""

    def margin(view: Assumptions, numbers: dict[str, float], words: dict[str, str]) -> float:
        slack = town_slack(view, numbers, words, phase, threat)
        slack = slack[~np.isnan(slack)]
        if slack.size == 0:
            return math.inf
        return float(slack.max() if none_somewhere else slack.min())

    return Question(key, phase, threat, None, margin)


def cruxes(views: dict[str, Assumptions], question: Question) -> Iterator[CruxRow]:
    """For each view, the value of each assumption at which the answer turns.

    Assumptions on which the views agree and which turn nothing are left out.
    """
    for view in views.values():
        for key in _assumptions_of(views, view, question):
            row = _crux(views, view, question, key)
            if row.flip_value is not None or len(set(row.claimed.values())) > 1:
                yield row


def _assumptions_of(views: dict[str, Assumptions], view: Assumptions, question: Question) -> list[str]:
    """Keys the question can depend on: first those on which the views differ, then those with a range."""
    others = set(view.dossier.catalog.interceptors) - {question.interceptor} if question.interceptor else set()
    of = set(owners(view.dossier, question.phase, question.force)) - others
    keys = [key for key in view.statements if key.partition(".")[0] in of and key != "defence.assessment_delay"]
    if f"{question.force.missile}.burnout_speed" in view.numbers:
        keys = [key for key in keys if key != f"{question.force.missile}.range"]
    differ = [key for key in keys if len({_said(other, key) for other in views.values()}) > 1]
    ranged = [key for key in keys if key not in differ and any(key in other.ranges for other in views.values())]
    return differ + ranged


def _said(view: Assumptions, key: str) -> tuple[Any, ...] | None:
    said = view.statements.get(key)
    return None if said is None else (said.word, said.low, said.high, None if said.word else said.value)


def _crux(views: dict[str, Assumptions], view: Assumptions, question: Question, key: str) -> CruxRow:
    said = view.statements[key]
    claims = {name: other.statements.get(key) for name, other in views.items()}
    own = question.margin(view, view.numbers, view.words)
    flip: float | str | None
    span: tuple[float, float] | None = None
    if said.word is not None:
        flip = _word_flip(view, question, key, own, {name: other.words for name, other in views.items()})
        turned = tuple(name for name, other in views.items() if flip is not None and other.words.get(key) == flip)
    else:
        span = _span(key, [claim for claim in claims.values() if claim is not None])
        flip = flip_value(lambda at: _moved(view, question, key, at), view.numbers[key], *span)
        turned = tuple(
            name
            for name, other in views.items()
            if name != view.view
            and key in other.numbers
            and (_moved(view, question, key, other.numbers[key]) >= 0.0) != (own >= 0.0)
        )

    def shown(number: float) -> float:
        return units.from_si(number, said.unit)

    return CruxRow(
        question=question.key,
        view=view.view,
        assumption=key,
        unit=said.unit,
        flip_value=shown(flip) if isinstance(flip, float) else flip,
        claimed={name: None if claim is None else claim.word or shown(claim.value) for name, claim in claims.items()},
        claimed_range={
            name: None if claim is None or not claim.low < claim.high else (shown(claim.low), shown(claim.high))
            for name, claim in claims.items()
        },
        searched=(shown(span[0]), shown(span[1])) if span else None,
        margin_s=own if math.isfinite(own) else None,
        turned_by=turned,
        certainty={name: claim.certainty for name, claim in claims.items() if claim is not None},
    )


def _moved(view: Assumptions, question: Question, key: str, at: float) -> float:
    """The margin with one number changed; minus infinity where the changed vehicle is impossible."""
    try:
        return question.margin(view, {**view.numbers, key: at}, view.words)
    except RangeError:
        return -math.inf


def _word_flip(
    view: Assumptions, question: Question, key: str, own: float, words: dict[str, dict[str, str]]
) -> str | None:
    """The word of another view that turns the answer, if one does."""
    for other in words.values():
        if other.get(key, view.words[key]) == view.words[key]:
            continue
        changed = {**view.words, key: other[key]}
        if (question.margin(view, view.numbers, changed) >= 0.0) != (own >= 0.0):
            return other[key]
    return None


def _span(key: str, claims: list[Any]) -> tuple[float, float]:
    """Where to look: well beyond what anybody claims, within what is possible."""
    low, high = min(claim.low for claim in claims), max(claim.high for claim in claims)
    if key.endswith("_delay") or key.endswith("track_time"):
        return 0.0, max(LONGEST, WIDEN * high)
    if key.endswith("_speed"):
        return low / WIDEN, min(FASTEST, WIDEN * high)
    if key.endswith("minimum_elevation"):
        return 0.0, math.radians(45.0)
    if key.endswith("azimuth_width"):
        return low / WIDEN, 2.0 * math.pi
    return low / WIDEN, WIDEN * high
