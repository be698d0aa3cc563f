"""Paths of reduction worked out: the finished answer of `reductions`."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from detente.reading.values import Certainty


@dataclass(frozen=True)
class PathPoint:
    """One day of a path.

    legs: by name, empty where only the total is known. low_total: on the way to the lower end of the limit, where a
    range was said. allowed: what the limits allow on that day, None before the first falls due. observed: what the
    party is reported to have held by the same count, the latest figure since the point before; None in a gap.
    """

    day: str
    total: int
    low_total: int | None
    legs: dict[str, int]
    cut: int
    allowed: int | None
    headroom: int | None
    observed: int | None
    observed_on: str | None


@dataclass(frozen=True)
class LimitSaid:
    """A limit of a path as its source has it."""

    name: str
    by: str
    at_most: int
    low: int | None
    certainty: Certainty
    source: str | None
    note: str | None


@dataclass(frozen=True)
class Observed:
    """One reported figure by the count of the path; value: None in a gap."""

    date: str
    value: int | None
    certainty: Certainty | None
    sources: tuple[str, ...]
    gap: str | None


@dataclass(frozen=True)
class ReductionPath:
    """One path: where it begins, by which rule it goes, and where that leaves it at the end of every year."""

    id: str
    party: str
    counted: str
    unit: str
    begins: str
    held: int
    rule: str
    rule_said: str
    pace: str
    pace_said: str
    order: tuple[str, ...]
    points: tuple[PathPoint, ...]
    limits: tuple[LimitSaid, ...]
    observed: tuple[Observed, ...]
    certainty: Certainty
    source: str | None
    note: str | None
    gap: str | None

    @property
    def legs(self) -> tuple[str, ...]:
        """The names of the legs; none where only the total is known."""
        return tuple(self.points[0].legs)


@dataclass(frozen=True)
class Reductions:
    """A case of reduction. case: its id, None for one from the command line."""

    case: str | None
    title: str
    paths: tuple[ReductionPath, ...]
    sources: dict[str, dict[str, str | None]]

    def as_dict(self) -> dict[str, Any]:
        """Plain whole numbers; null where something is not known or not limited. See docs/json.md."""
        return asdict(self)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every point of every path and leg, one row each, for a table."""
        for path in self.paths:
            for point in path.points:
                shared = {"path": path.id, "party": path.party, "counted": path.counted, "day": point.day}
                yield {
                    **shared, "leg": "all", "left": point.total, "low_left": point.low_total, "cut": point.cut,
                    "allowed": point.allowed, "headroom": point.headroom, "observed": point.observed,
                    "observed_on": point.observed_on,
                }  # fmt: skip
                for leg, left in point.legs.items():
                    yield {**shared, "leg": leg, "left": left}

    def __repr__(self) -> str:
        said = (f"{path.id} {path.held:,} to {path.points[-1].total:,} by {path.points[-1].day}" for path in self.paths)
        return f"Reductions: {'; '.join(said)}"
