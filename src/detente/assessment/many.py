"""From samples of a view's numbers to what stands in several phases, as arrays with the samples in front."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.assessment.resolve import Numbers, Standing, Words, interceptor, seen_range
from detente.flying.batches import ManyDefences
from detente.flying.vehicles import ESCAPE_SPEED, Point, Rules, Site, radians
from detente.flying.windows import site_rows
from detente.reading.parameters import OBJECT, RATED

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Samples: TypeAlias = Mapping[str, Floats]


@dataclass(frozen=True, eq=False)
class Columns:
    """The numbers of a view, some of them in `count` samples."""

    numbers: Numbers
    samples: Samples
    count: int

    def __call__(self, key: str) -> Floats:
        """Values (n,) of one number, repeated where it is not sampled. KeyError if the view knows none."""
        if key in self.samples:
            return np.asarray(self.samples[key], dtype=np.float64)
        return np.full(self.count, self.numbers[key])

    def at(self, sample: int) -> Numbers:
        """All numbers under one sample."""
        return {**self.numbers, **{key: float(values[sample]) for key, values in self.samples.items()}}


@dataclass(frozen=True)
class _Radar:
    system: str
    name: str
    at: Point
    facing: float


@dataclass(frozen=True)
class _Armed:
    """A site, its sector and the radars (by index of all) that are its own; which columns hold its numbers."""

    end: int
    system: str
    name: str
    at: Point
    sector: tuple[float, float]
    own: tuple[int, ...]


def many_defences(
    standings: Sequence[tuple[int, Standing]], ends: Sequence[Columns], words: Words
) -> tuple[ManyDefences, list[Ints]]:
    """Everything that stands in these phases, each thing once; and for each phase its sites, by index.

    Arguments: standings, what stands in a phase, with the number of the columns that hold the numbers of its
               interceptors; ends, those columns. An interceptor with the same numbers in two of them is one thing;
               sensors and rules take theirs from the first.
    Refuses:   RangeError, as vehicles and rules do, with the first sample that they refuse.
    """
    columns = ends[0]
    watching = [_watching(here) for _, here in standings]
    radars = list(dict.fromkeys(radar for here in watching for radar in here))
    eyes = list(dict.fromkeys(here.orbiting for _, here in standings if here.orbiting is not None))
    armed = [_armed(here, radars, end, ends) for end, here in standings]
    sites = list(dict.fromkeys(site for here in armed for site in here))
    systems = list(dict.fromkeys((site.system, site.end) for site in sites))
    made = ManyDefences(
        sites=site_rows([_site(row, ends[row.end]) for row in sites]),
        kinds=np.array([systems.index((row.system, row.end)) for row in sites], dtype=np.int64),
        owns=_table([[k in row.own for k in range(len(radars))] for row in sites], len(radars)),
        weapons=_columns([_weapon(system, ends[end]) for system, end in systems], columns.count, 5),
        places=np.array([(*radians([row.at])[0], row.facing) for row in radars]).reshape(-1, 3),
        sensors=_columns([_sensor(row.system, columns) for row in radars], columns.count, 4),
        eyes=_columns([_eye(system, columns) for system in eyes], columns.count, 2),
        watching=_table([[radar in here for radar in radars] for here in watching], len(radars)),
        orbiting=_table([[eye == here.orbiting for eye in eyes] for _, here in standings], len(eyes)),
        policy=words["defence.policy"],
        commit_delay=_delay(columns, words),
        after_burnout=words["defence.earliest_commit"] == "after burnout",
    )  # fmt: skip
    return made, [np.array([sites.index(row) for row in here], dtype=np.int64) for here in armed]


def _site(row: _Armed, columns: Columns) -> Site:
    return Site(row.name, row.at, interceptor(row.system, columns.at(0)), (), *row.sector)


def _eye(system: str, columns: Columns) -> list[Floats]:
    """Detection altitude and track time of satellites, each (n,)."""
    return [columns(f"{system}.detection_altitude"), columns(f"{system}.track_time")]


def _watching(here: Standing) -> list[_Radar]:
    return [_Radar(*row, facing) for row, facing in zip(here.watching, here.facing, strict=True)]


def _armed(here: Standing, radars: Sequence[_Radar], end: int, ends: Sequence[Columns]) -> list[_Armed]:
    """The sites of a phase, their own radars by index of all."""
    known = _watching(here)
    return [
        _Armed(_first_alike(row[0], end, ends), *row, sector, tuple(radars.index(known[k]) for k in own))
        for row, own, sector in zip(here.armed, here.own, here.sectors, strict=True)
    ]


def _first_alike(system: str, end: int, ends: Sequence[Columns]) -> int:
    """The first of the columns in which an interceptor has the numbers that it has in this one."""
    said = _weapon(system, ends[end])
    return next(k for k in range(end + 1) if k == end or np.array_equal(said, _weapon(system, ends[k])))


def _table(rows: list[list[bool]], columns: int) -> npt.NDArray[np.bool_]:
    return np.array(rows, dtype=np.bool_).reshape(len(rows), columns)


def _columns(rows: Sequence[Sequence[Floats]], count: int, width: int) -> Floats:
    """Rows of columns (n,) as (n, rows, width)."""
    return np.ascontiguousarray(np.array(rows).reshape(len(rows), width, count).transpose(2, 0, 1))


def _weapon(system: str, columns: Columns) -> list[Floats]:
    """Speed, burn time, least and greatest height, greatest flight time of an interceptor, each (n,)."""
    names = ["burnout_speed", "burn_time", "minimum_intercept_altitude", "maximum_flight_time"]
    interceptor(system, columns.at(0))  # what it lacks
    speed, burn, low, longest = (columns(f"{system}.{name}") for name in names)
    ceiling = f"{system}.maximum_intercept_altitude"
    high = columns(ceiling) if ceiling in columns.numbers else np.full(columns.count, np.inf)
    fit = (speed > 0.0) & (speed < ESCAPE_SPEED) & (burn >= 1.0) & (burn <= 1000.0) & (low < high)
    if not fit.all():
        interceptor(system, columns.at(int(np.argmin(fit))))
    return [speed, burn, low, high, longest]


def _sensor(system: str, columns: Columns) -> list[Floats]:
    """Range, least elevation, half width of the view and track time of a radar, each (n,)."""
    seen = columns(f"{system}.range")
    if f"{system}.{RATED}" in columns.numbers and f"defence.{OBJECT}" in columns.numbers:
        seen = np.array([seen_range(system, columns.at(i)) for i in range(columns.count)])
    half = 0.5 * columns(f"{system}.azimuth_width")
    return [seen, columns(f"{system}.minimum_elevation"), half, columns(f"{system}.track_time")]


def _delay(columns: Columns, words: Words) -> Floats:
    """The commit delay (n,) [s], within rules that are refused where they must be."""
    delay, assessment = columns("defence.commit_delay"), columns("defence.assessment_delay")
    Rules(words["defence.policy"], float(delay.min()), float(assessment.min()), False)
    return delay
