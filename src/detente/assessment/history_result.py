"""Counts over time, one counting rule a panel, with treaty ceilings: the finished answer of `forces_history`."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from detente.messages import mark, say
from detente.reading.values import Certainty


@dataclass(frozen=True)
class Mark:
    """One date of a series; value: None in a gap."""

    date: str
    value: int | None
    certainty: Certainty | None
    sources: tuple[str, ...]
    note: str | None = None
    conflict: str | None = None
    gap: str | None = None


@dataclass(frozen=True)
class Series:
    """One country by one counting rule.

    stretches: first place and place after the last of each run of dates that a line may join: no date between them is
    missing, and one source gave them all or the dates are those of a treaty's exchanges.
    """

    country: str
    counted: str
    marks: tuple[Mark, ...]
    stretches: tuple[tuple[int, int], ...]

    @property
    def gaps(self) -> tuple[Mark, ...]:
        """The dates between first and last known figure for which there is none."""
        known = [place for place, each in enumerate(self.marks) if each.value is not None]
        inner = self.marks[known[0] : known[-1]] if known else ()
        return tuple(each for each in inner if each.value is None)


@dataclass(frozen=True)
class Ceiling:
    """One limit of a treaty over time: in force from and to, and due, the day from which it binds.

    limit: the upper end where the treaty prints a range, low its lower end. binds: is there a day in force on which
    it was due?
    """

    treaty: str
    title: str
    limit: int
    low: int | None
    signed: str | None
    in_force_from: str | None
    in_force_to: str | None
    due: str | None
    binds: bool
    status: str | None
    source: str | None
    certainty: Certainty


@dataclass(frozen=True)
class Panel:
    """Series that count the same thing in the same way, and the ceilings that count so too."""

    key: str
    title: str
    counted: str
    unit: str
    series: tuple[Series, ...]
    ceilings: tuple[Ceiling, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ForcesHistory:
    """Counts over time. since: the first year asked for."""

    since: int
    countries: tuple[str, ...]
    panels: tuple[Panel, ...]
    sources: dict[str, dict[str, str | None]]

    def as_dict(self) -> dict[str, Any]:
        """Plain counts by panel, series and date; null in a gap. See docs/json.md."""
        return asdict(self)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every date of every series, and every ceiling, one row each, for a table."""
        for panel in self.panels:
            for series in panel.series:
                for each in series.marks:
                    yield {
                        "panel": panel.key, "kind": "held", "name": series.country, "date": each.date,
                        "value": each.value, "unit": panel.unit, "counted": series.counted,
                        "certainty": each.certainty, "source": " ; ".join(each.sources), "note": each.note,
                        "conflict": each.conflict, "gap": each.gap,
                    }  # fmt: skip
            for ceiling in panel.ceilings:
                yield {
                    "panel": panel.key, "kind": "ceiling", "name": ceiling.treaty, "date": ceiling.due,
                    "value": ceiling.limit, "unit": panel.unit, "counted": ceiling.title,
                    "certainty": ceiling.certainty, "source": ceiling.source,
                    "note": _in_force(ceiling),
                    "conflict": None, "gap": ceiling.status,
                }  # fmt: skip

    def __repr__(self) -> str:
        said = [f"{panel.key}: {len(panel.series)} series, {len(panel.ceilings)} ceilings" for panel in self.panels]
        return f"Forces since {self.since}: " + "; ".join(said)


def _in_force(ceiling: Ceiling) -> str:
    start, end = ceiling.in_force_from, ceiling.in_force_to
    if start is None:
        return say("in force never to {end}", end=end) if end else mark("in force never to open")
    return (
        say("in force {start} to {end}", start=start, end=end) if end else say("in force {start} to open", start=start)
    )
