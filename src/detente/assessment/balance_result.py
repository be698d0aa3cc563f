"""What the strategic balance answers with: one row a question, nothing added up to a score."""

from dataclasses import asdict, dataclass
from typing import Any

from detente.assessment.handed import Handed
from detente.assessment.rows import Ends, InputRow, WeakestRow, plain
from detente.messages import mark

SUFFICIENT = mark("sufficient")
NOT_SUFFICIENT = mark("not sufficient")
OPEN, CLOSED = mark("open"), mark("closed")
CANNOT = mark("cannot be decided")


@dataclass(frozen=True)
class Retaliation:
    """B1: warheads a side could still send, by posture, after the survival shares its view states; None: not stated."""

    key: str
    view: str
    phase: int
    year: int
    side: str
    deployed: int
    by_posture: dict[str, Ends | None]
    generation_stability: dict[str, float | None]
    prompt_launch: dict[str, float | None]
    judged_posture: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Sufficiency:
    """B2 to B6: what arrives through the other side's defence, beside what the side itself calls sufficient.

    Warheads, but for interceptors (onset), shares (removed, probability, confidence) and the margin, which is in
    multiples of `sufficient_warheads`. Every number: at the central values and at the ends of the stated ranges.
    """

    key: str
    view: str
    phase: int
    year: int
    side: str
    interceptors: Ends
    retaliation: Ends | None
    out_of_reach: Ends | None
    arrivals: Ends | None
    arrivals_05: Ends | None
    arrivals_50: Ends | None
    arrivals_95: Ends | None
    removed_share: Ends | None
    sufficient_warheads: Ends | None
    sufficient_confidence: Ends | None
    probability: Ends | None
    margin: Ends | None
    onset_best_use: Ends | None
    onset_doctrine: Ends | None
    onset_exact: Ends | None
    offset_per_100: Ends | None
    verdict: str
    missing: tuple[str, ...]
    weakest: str


@dataclass(frozen=True)
class Window:
    """B7 beside B5: interceptors needed against the third party, and the number at which the other side's rule fails.

    interceptors_in_reach: all that the deterring side's warheads would meet, those outside the approach included.
    need_holder, onset_holder: the views the two numbers come from; the same one where a view is asked alone.
    """

    key: str
    need_holder: str
    onset_holder: str
    phase: int
    year: int
    planned: int
    interceptors_in_reach: Ends
    need: Ends | None
    protected: float | None
    """Chance that nothing gets through what is planned and stands outside, all of it able to engage."""
    need_in_turn: float | None
    need_floor: float | None
    onset: Ends | None
    onset_best_use: float | None
    verdict: str
    why: str
    plan: str
    """Where the plan stands: short of the need, inside the window, more than the rule bears; empty if undecided."""


@dataclass(frozen=True)
class NeedCurve:
    """Interceptors needed over the number of third-party warheads, under one view; None where no number is enough."""

    view: str
    warheads: tuple[int, ...]
    barrage: tuple[float | None, ...]
    in_turn: tuple[float | None, ...]
    wanted: int
    confidence: float


@dataclass(frozen=True)
class Crisis:
    """B8: the first-strike index over the committed share, which is an input and never chosen here.

    curve: (committed share, index, break-even of the defending side, break-even of the deterring side).
    """

    key: str
    view: str
    phase: int
    year: int
    curve: tuple[tuple[float, float, float, float], ...]
    least: float
    middle: float
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Race:
    """B9: the yearly answer of each side to the other, under these beliefs; a rule of thumb and not a forecast.

    holders: the view whose beliefs move each side. path: (year, interceptors, warheads), and `unlimited`: the same
    without the ceiling. damped_by: what would bring the loop gain below 1, in words with their numbers.
    """

    key: str
    holders: dict[str, str]
    loop_gain: float | None
    verdict: str
    critical_coverage_goal: float | None
    path: tuple[tuple[int, float, float], ...]
    unlimited: tuple[tuple[int, float, float], ...]
    ceiling: int | None
    ceiling_years: tuple[int, int] | None
    """First and last year of the path in which it holds."""
    ceiling_binds: int | None
    damped_by: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Cost:
    """B10: what the defence pays to take one arriving warhead away, beside what the offence pays to add one."""

    key: str
    view: str
    phase: int
    defence_millions: Ends | None
    offence_millions: Ends | None
    ratio: Ends | None
    price_year: int | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Balance:
    """The strategic balance of a dossier: B1 to B10 under each view, each with what it assumes beside it."""

    dossier: str
    title: str
    views: dict[str, dict[str, str]]
    sides: dict[str, str]
    phases: dict[int, dict[str, Any]]
    handed: tuple[Handed, ...]
    retaliation: tuple[Retaliation, ...]
    sufficiency: tuple[Sufficiency, ...]
    windows: tuple[Window, ...]
    needs: tuple[NeedCurve, ...]
    crisis: tuple[Crisis, ...]
    race: tuple[Race, ...]
    cost: tuple[Cost, ...]
    assumptions: dict[str, tuple[str, ...]]
    """What each part takes for granted, by the name of the part."""
    weakest: tuple[WeakestRow, ...]
    inputs: tuple[InputRow, ...]
    sources: dict[str, dict[str, str]]
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Everything in plain JSON types."""
        parts = ("handed", "retaliation", "sufficiency", "windows", "needs", "crisis", "race", "cost", "weakest",
                 "inputs")  # fmt: skip
        answer: dict[str, Any] = {
            "dossier": self.dossier,
            "title": self.title,
            "views": self.views,
            "sides": self.sides,
            "phases": [{"id": number, **phase} for number, phase in self.phases.items()],
            **{part: [asdict(row) for row in getattr(self, part)] for part in parts},
            "assumptions": self.assumptions,
            "sources": self.sources,
            "notes": self.notes,
        }
        return {key: plain(value) for key, value in answer.items()}

    def __repr__(self) -> str:
        lines = [f"  {row.key}, {row.view}: {row.verdict}" for row in self.sufficiency]
        lines += [f"  {row.key}: {row.verdict}" for row in self.windows]
        return "\n".join([f"Strategic balance of {self.dossier}: {self.title}", *lines])
