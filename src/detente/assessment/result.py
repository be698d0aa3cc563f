"""What an assessment answers with: typed rows for reading, one labelled tree for computing on."""

from dataclasses import asdict, dataclass, field
from typing import Any

import xarray as xr

from detente.assessment.balance_result import Balance
from detente.assessment.doubt_result import Doubt
from detente.assessment.rows import InputRow, Seconds, Share, WeakestRow, plain
from detente.assessment.treaty_result import TreatyFinding
from detente.messages import mark

OUT_OF_REACH = mark("out of reach")
BEFORE_BURNOUT = mark("only if launched before burnout")
MARGINAL = mark("marginal")
WITHIN_REACH = mark("within reach")

COVERS_ALL, COVERS_SOME, COVERS_NONE = "all threatened", "some threatened", "no threatened"  # capitals covered
CAPITALS = (
    mark("no threatened capital covered"),
    mark("some threatened capitals covered"),
    mark("all threatened capitals covered"),
)
TOWNS = (
    mark("no threatened listed town covered"),
    mark("some threatened listed towns covered"),
    mark("all threatened listed towns covered"),
)
"""What is said of an area: none, some or all of its threatened places are covered."""
NOT_THREATENED = mark("not threatened")
DEPENDS = mark("depends on the stated ranges")

HOLDS = mark("holds under these inputs")
FAILS = mark("does not hold under these inputs")
UNTESTED = mark("not decided by this model")


@dataclass(frozen=True)
class SecurityRow:
    """One phase and shared threat under one view; shares are of the threatened part of the protected area."""

    key: str
    view: str
    phase: int
    year: int
    threat: str
    area_share: float | None
    population_share: float | None
    capitals_share: float | None
    ranges: dict[str, Share]
    threatened_area_share: float
    threatened_capitals: int
    verdict: str
    method: str
    bending: tuple[str, ...]
    weakest: str


@dataclass(frozen=True)
class LaunchRow:
    """Slack against missiles from one launch place, over the points of the region aimed at."""

    place: str
    slack_s: Seconds


@dataclass(frozen=True)
class BalanceRow:
    """One interceptor site of one phase against one deterrent under one view.

    pairs_out_of_range: pairs of launch place and aim point that the missile cannot fly; slack is over the others.
    """

    key: str
    view: str
    phase: int
    year: int
    interceptor: str
    site: str
    deterrent: str
    slack_s: Seconds
    latest_launch_s: Seconds
    earliest_launch_s: float | None
    missile_burnout_s: float | None
    pairs_out_of_range: int
    reachable_share: float
    shots: int
    launches: tuple[LaunchRow, ...]
    verdict: str
    method: str
    bending: tuple[str, ...]
    weakest: str


@dataclass(frozen=True)
class CruxRow:
    """The value of one assumption, all else as in `view`, at which the answer to a question turns.

    All numbers are in `unit`. flip_value: a word for policies, None if no value between `searched` turns the answer.
    claimed: what each view says. turned_by: views whose value alone would turn it.
    """

    question: str
    view: str
    assumption: str
    unit: str
    flip_value: float | str | None
    claimed: dict[str, float | str | None]
    claimed_range: dict[str, tuple[float, float] | None]
    searched: tuple[float, float] | None
    margin_s: float | None
    turned_by: tuple[str, ...]
    certainty: dict[str, str]


@dataclass(frozen=True)
class ClaimRow:
    """A public statement and what the model says of it under each view."""

    id: str
    holder: str
    statement: str
    source: str
    where: str
    asks: str
    answers: dict[str, str]
    details: dict[str, str]


@dataclass(frozen=True, eq=False)
class Assessment:
    """The whole answer. `as_dict` is the JSON others rely on; `tree` holds the same and the maps as labelled arrays."""

    dossier: str
    title: str
    asks: str
    views: dict[str, dict[str, str]]
    phases: dict[int, dict[str, Any]]
    security: tuple[SecurityRow, ...]
    balance: tuple[BalanceRow, ...]
    crux: tuple[CruxRow, ...]
    claims: tuple[ClaimRow, ...]
    weakest: tuple[WeakestRow, ...]
    inputs: tuple[InputRow, ...]
    sources: dict[str, dict[str, str]]
    provenance: dict[str, Any]
    names: dict[str, str]
    strategic: Balance
    """What is held, what arrives and whether it is enough; without rows where the dossier declares no forces."""
    treaties: tuple[TreatyFinding, ...]
    """Findings on the dossier's own day, and what later phases of the plan would change."""
    tree: xr.DataTree = field(repr=False)
    doubt: Doubt | None = None
    """What samples of the numbers say; None where none were asked for."""

    @property
    def answers(self) -> "tuple[SecurityRow | BalanceRow, ...]":
        """Every row that carries a verdict."""
        return (*self.security, *self.balance)

    def as_dict(self) -> dict[str, Any]:
        """Everything but the arrays, as plain JSON types."""
        parts = ("security", "balance", "crux", "claims", "weakest", "inputs")
        answer: dict[str, Any] = {
            "dossier": self.dossier,
            "title": self.title,
            "asks": self.asks,
            "views": self.views,
            "phases": [{"id": number, **phase} for number, phase in self.phases.items()],
            **{part: [asdict(row) for row in getattr(self, part)] for part in parts},
            "sources": self.sources,
            "names": self.names,
            "strategic": self.strategic.as_dict(),
            "treaties": [row.as_dict() for row in self.treaties],
            "provenance": self.provenance,
        }
        if self.doubt is not None:
            answer["doubt"] = self.doubt.as_dict()
        return {key: plain(value) for key, value in answer.items()}

    def __repr__(self) -> str:
        answers = [f"  {row.key}, {row.view}: {row.verdict}" for row in self.answers]
        return "\n".join([f"Assessment of {self.dossier}: {self.title}", *answers])
