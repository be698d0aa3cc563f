"""Questions with a margin whose sign is the answer, asked of flights: does a site reach, is an area covered?"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from detente.assessment.resolve import Assumptions, defence, owners
from detente.assessment.result import COVERS_NONE, DEPENDS, MARGINAL, BalanceRow, SecurityRow
from detente.assessment.stages import encounters_at, middle, region_points, town_slack, watched
from detente.errors import RangeError
from detente.messages import mark, say
from detente.reading.approach import Deterrent, Threat
from detente.weighing.sampling import Floats


class Question(Protocol):
    """One answer that may turn. The answer is yes where its margin, in `unit`, is 0 or more.

    words: the question in a sentence; what: what the margin is; yes: what yes means; together: whether many points
    cost little more than one.
    """

    @property
    def key(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def yes(self) -> str: ...
    @property
    def together(self) -> bool: ...

    def keys(self, view: Assumptions) -> list[str]:
        """Keys of a view that the answer can depend on."""

    def lacking(self, view: Assumptions) -> list[str]:
        """Keys without which it cannot be answered in a view that does not state them."""

    def margins(self, points: Sequence[Assumptions]) -> Floats:
        """The margin (n,) at n points; minus infinity for never, and where a vehicle is impossible."""


@dataclass(frozen=True, eq=False)
class FlightQuestion:
    """A question to which flights know the answer: interceptor and site against a force, or cover of an area."""

    key: str
    phase: int
    force: Threat | Deterrent
    interceptor: str | None
    slack: Callable[[Assumptions], float]
    words: str
    what: str
    yes: str
    unit: str = "s"
    together: bool = False

    def margin(self, point: Assumptions) -> float:
        """Slack [s]; minus infinity where the vehicle is impossible."""
        try:
            return self.slack(point)
        except RangeError:
            return -math.inf

    def margins(self, points: Sequence[Assumptions]) -> Floats:
        """The same at many points."""
        return np.array([self.margin(point) for point in points])

    def keys(self, view: Assumptions) -> list[str]:
        """Everything stated of the missile, the defence and what stands in the phase; of other interceptors nothing."""
        others = set(view.dossier.catalog.interceptors) - {self.interceptor} if self.interceptor else set()
        return flight_keys(view, self.phase, self.force, others)

    def lacking(self, _view: Assumptions) -> list[str]:
        """Nothing: a dossier that was read states all that flights need."""
        return []

    def sign(self, view: Assumptions) -> Any:
        """What the answer of a view depends on: questions with the same sign have the same cruxes."""
        standing = defence(view.against(self.phase, self.force), view.numbers, view.words)
        sites = tuple(site for site in standing.sites if self.interceptor in (None, site.interceptor.name))
        place = self.key.split("/")[2] if self.interceptor else ""
        return place, sites, standing.radars, standing.infrared, self.force.id


def flight_keys(view: Assumptions, phase: int, force: Threat | Deterrent, others: set[str]) -> list[str]:
    """Keys that a flight of a force against what stands in a phase can depend on, `others` left out."""
    of = set(owners(view.dossier, phase, force)) - others
    keys = [key for key in view.statements if key.partition(".")[0] in of and key != "defence.assessment_delay"]
    if f"{force.missile}.burnout_speed" in view.numbers:
        keys = [key for key in keys if key != f"{force.missile}.range"]
    return keys


def open_questions(
    views: dict[str, Assumptions], security: list[SecurityRow], balance: list[BalanceRow]
) -> Iterator[FlightQuestion]:
    """The questions on which the views differ, or whose answer depends on the stated ranges."""
    for key, rows in _by_key(security).items():
        words = [row.verdict for row in rows]
        if is_open(words):
            yield cover_question(views, key, rows[0].phase, rows[0].threat, words)
    for key, lines in _by_key(balance).items():
        line = lines[0]
        if is_open([row.verdict for row in lines]):
            yield reach_question(views, key, line.phase, f"{line.interceptor}@{line.site}", line.deterrent)


def is_open(words: Sequence[str]) -> bool:
    """Whether answers differ, or one depends on the stated ranges."""
    return len(set(words)) > 1 or any(DEPENDS in word or word == MARGINAL for word in words)


def _by_key(rows: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return found


def reach_question(views: dict[str, Assumptions], key: str, phase: int, site: str, deterrent_id: str) -> FlightQuestion:
    """Margin: the slack of the middle one of all pairs of launch place and aim point."""
    dossier = next(iter(views.values())).dossier
    deterrent = next(row for row in dossier.approach.deterrents if row.id == deterrent_id)
    interceptor, place = site.split("@")
    goals = region_points(dossier, deterrent)

    def slack(point: Assumptions) -> float:
        found = encounters_at(point, point.numbers, point.words, phase, deterrent, goals, only=site)
        return middle(found.slack[found.reached])

    system, where = dossier.catalog.systems[interceptor].name, dossier.places[place].name
    return FlightQuestion(
        key, phase, deterrent, interceptor, slack,
        words=say(
            "Can {system} at {where} reach this in time: {deterrent}, phase {phase}?",
            system=system, where=where, deterrent=deterrent.name, phase=phase,
        ),
        what=mark("slack of the middle one of all pairs of launch place and point of the region"),
        yes=mark("reached in time"),
    )  # fmt: skip


def cover_question(
    views: dict[str, Assumptions], key: str, phase: int, threat_id: str, verdicts: Sequence[str]
) -> FlightQuestion:
    """Margin: the slack of the best covered town where some answer is "none", else of the worst covered one.

    The towns that stand for the area are those that stand for it in any of the views, and stay when a number moves.
    """
    dossier = next(iter(views.values())).dossier
    threat = next(row for row in dossier.approach.threats if row.id == threat_id)
    best = any(COVERS_NONE in word for word in verdicts)
    towns: list[npt.NDArray[np.bool_]] = []  # known when first asked, for they take flights

    def slack(point: Assumptions) -> float:
        if not towns:
            towns.append(np.any([watched(view, threat) for view in views.values()], axis=0))
        found = town_slack(point, point.numbers, point.words, phase, threat, towns[0])
        found = found[~np.isnan(found)]
        if found.size == 0:
            return math.inf
        return float(found.max() if best else found.min())

    every = (
        mark("Is any threatened place of {area} covered against this: {threat}, phase {phase}?")
        if best
        else mark("Is every threatened place of {area} covered against this: {threat}, phase {phase}?")
    )
    area = dossier.areas[threat.protects].name
    return FlightQuestion(
        key, phase, threat, None, slack,
        words=say(every, area=area, threat=threat.name, phase=phase),
        what=mark("slack of the best covered of the watched towns")
        if best
        else mark("slack of the worst covered of the watched towns"),
        yes=mark("covered"),
    )  # fmt: skip
