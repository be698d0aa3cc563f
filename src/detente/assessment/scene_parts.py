"""What a live picture is made of: sites, sensors, flights, one engagement, fields, and the words above them.

Degrees, kilometres above the ground and seconds after launch, ready to be drawn; None where there is no such number.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from detente.assessment.rows import plain

Halves: TypeAlias = npt.NDArray[np.float16]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
At: TypeAlias = tuple[float, float]

SIDES = ("A", "B")


class Part:
    """A piece of the picture, as a dictionary of plain values."""

    def as_dict(self) -> dict[str, Any]:
        """JSON types only; a name that Python keeps for itself (`from_`) without its underscore."""
        return {field.name.rstrip("_"): _plain(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return value.as_dict()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return list(value) if _only_numbers(value) else [_plain(item) for item in value]
    return plain(value)


def _only_numbers(value: Sequence[Any]) -> bool:
    """Is this a row of finite numbers, which is plain already? Paths are long, and asked for in every frame."""
    return set(map(type, value)) == {float} and math.isfinite(sum(value))


@dataclass(frozen=True)
class SiteRow(Part):
    """An interceptor site: slack of its middle pair of launch place and aim point [s], None: never in time.

    owner: "defending" or "deterring", whose it is.
    """

    id: str
    system: str
    place: str
    name: str
    at: At
    count: int | None
    movable: bool
    slack: float | None
    verdict: str
    owner: str


@dataclass(frozen=True)
class SensorRow(Part):
    """A radar: the ring [deg] under what it sees at `coverage_height` [km]; facing [deg] if it has one."""

    id: str
    name: str
    place: str
    at: At
    kind: str
    facing: float | None
    coverage_height: float
    outline: tuple[At, ...]


@dataclass(frozen=True)
class FlightRow(Part):
    """Something flown: where [deg], how high [km] and when [s after the launch of the missile].

    slack: of the best site against it [s]; None: never.
    """

    id: str
    from_: str
    slack: float | None
    latitude: tuple[float, ...]
    longitude: tuple[float, ...]
    altitude: tuple[float, ...]
    time: tuple[float, ...]


@dataclass(frozen=True)
class Moment(Part):
    """Something that happens at a time [s]."""

    key: str
    words: str
    time: float


@dataclass(frozen=True)
class Lapse(Part):
    """Something that lasts from a time to a time [s]."""

    key: str
    words: str
    from_: float
    to: float


@dataclass(frozen=True)
class Played(Part):
    """The engagement of the picked site with the middle pair of launch place and aim point."""

    missile: FlightRow
    interceptor: FlightRow | None
    moments: tuple[Moment, ...]
    spans: tuple[Lapse, ...]


@dataclass(frozen=True)
class SideScene(Part):
    """What one side's view says."""

    sites: tuple[SiteRow, ...]
    sensors: tuple[SensorRow, ...]
    deterrent: tuple[FlightRow, ...]
    threat: tuple[FlightRow, ...]
    engagement: Played | None
    shares: dict[str, float | None] | None


@dataclass(frozen=True)
class Turn(Part):
    """The value of one assumption, all else its own, at which the verdict of a side flips; a word has no unit."""

    side: str
    key: str
    value: float | str
    unit: str | None


@dataclass(frozen=True)
class Verdict(Part):
    """What a side says about the picked site and deterrent."""

    verdict: str
    slack_s: float | None


@dataclass(frozen=True, eq=False)
class Field:
    """Slack on a grid of cells of `step` degrees: rows north first, columns from `west` [deg].

    cells (rows, columns, 4): middle, low and high slack [s], within CLIP of 0, and 1 where the cell is threatened.
    Cells that are not threatened hold the slack of the nearest one that is, so that nothing bleeds into the edge.
    """

    side: str
    kind: str
    south: float
    west: float
    step: float
    rows: int
    columns: int
    band: bool
    cells: Halves

    def head(self, offset: int) -> dict[str, Any]:
        """All but the cells, with where they begin in the payload [bytes]."""
        names = ("side", "kind", "south", "west", "step", "rows", "columns", "band")
        return {**{name: getattr(self, name) for name in names}, "offset": offset}


CLIP = 600.0  # [s] slack beyond this is drawn alike


def finite(seconds: float) -> float | None:
    """A time [s] as it is, None where there is none."""
    return float(seconds) if math.isfinite(seconds) else None
