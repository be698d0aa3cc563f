"""Many launch points against many aim points: reach, defended area, and its mirror, the launch area denied."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import xarray as xr

from detente.errors import RangeError
from detente.flying.flyout import SHAPE, kept_ascents, kept_table
from detente.flying.trajectory import LEAN, missile_row
from detente.flying.vehicles import Interceptor, Missile, Point, Rules, StagedInterceptor, radians
from detente.flying.windows import Defence, infrared_row, ownership, radar_rows, site_rows
from detente.kernels.compile import Bools, Floats, Ints, cores_for, use_cores
from detente.kernels.constants import EARTH_RATE
from detente.kernels.encounters import BOOST, COAST, FLOWN, encounters
from detente.kernels.encounters import earliest_launches as earliest_of_all
from detente.kernels.encounters import flights as fly_all
from detente.kernels.flyout import LOFTS
from detente.messages import say
from detente.vocabulary import variable

__all__ = [
    "COAST", "Encounters", "Flights", "Grid", "burnouts", "defended_area", "earliest_launches", "encounter",
    "equal_area_grid", "flights", "latest_launches", "launch_area_denied", "use_cores"]  # fmt: skip


MAP_COAST = 101  # samples of an arc on a map: half as many as in a single flight; docs/validation.md has the effect


@dataclass(frozen=True)
class Grid:
    """Cells of equal area: rows equally spaced in the sine of latitude, columns in longitude (Lambert cylindrical).

    latitude_rad (rows,), longitude_rad (columns,): centres.
    """

    latitude_rad: Floats
    longitude_rad: Floats

    @property
    def points(self) -> Floats:
        """All centres (rows * columns, 2) [rad]."""
        latitude, longitude = np.meshgrid(self.latitude_rad, self.longitude_rad, indexing="ij")
        return np.stack([latitude.ravel(), longitude.ravel()], axis=1)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows, columns."""
        return self.latitude_rad.size, self.longitude_rad.size


def equal_area_grid(south: float, north: float, west: float, east: float, cells: int) -> Grid:
    """A grid of about `cells` cells of equal area over a box [deg], nearly square in its middle.

    RangeError for an empty box. Area of a cell: R^2 d(sin latitude) d(longitude).
    """
    if not (-90.0 <= south < north <= 90.0 and west < east <= west + 360.0 and cells >= 4):
        raise RangeError(
            say(
                "found a box {south:g} to {north:g} N, {west:g} to {east:g} E; expected a box that is not empty.",
                south=south,
                north=north,
                west=west,
                east=east,
            )
        )
    low, high = math.sin(math.radians(south)), math.sin(math.radians(north))
    width = math.radians(east - west)
    stretch = 1.0 - (0.5 * (low + high)) ** 2  # d(sin lat) of a square cell is cos^2(lat) d(lon)
    rows = max(2, round(math.sqrt(cells * (high - low) / (width * stretch))))
    columns = max(2, round(cells / rows))
    sines = low + (high - low) * (np.arange(rows) + 0.5) / rows
    longitude = math.radians(west) + width * (np.arange(columns) + 0.5) / columns
    return Grid(np.arcsin(sines), longitude)


@dataclass(frozen=True)
class Encounters:
    """Answers for m launch points, n aim points and s sites; NaN where there is none, times [s] after launch.

    status (m, n): 0 flown, 1 out of the missile's range, 2 no path; burnout (m, n); earliest, latest (m, n, s). Many
    samples of the numbers stand in front of these.
    """

    status: Ints
    burnout: Floats
    earliest: Floats
    latest: Floats

    @property
    def reached(self) -> Bools:
        """(m, n): does the missile get from there to there?"""
        return np.asarray(self.status == FLOWN)

    @property
    def slack(self) -> Floats:
        """(m, n, s) [s]; minus infinity where the missile flies and no interceptor can ever meet it."""
        slack = self.latest - self.earliest
        slack[np.isnan(slack) & self.reached[..., None]] = -np.inf
        return slack


@dataclass(frozen=True, eq=False)
class Flights:
    """All flights of one missile from m launch points to n aim points, k samples each, as the kernels take them."""

    status: Ints
    t: Floats
    path: Floats


def flights(
    missile: Missile,
    launches: Floats,
    aims: Floats,
    *,
    path: str = "minimum-energy",
    apogee_speed_m_s: float | None = None,
    coast: int = COAST,
) -> Flights:
    """Fly from every launch point (m, 2) to every aim point (n, 2) [rad]; what cannot be reached has a status.

    coast: samples of each arc; maps take fewer, see MAP_COAST.
    """
    shape, samples = (len(launches), len(aims)), BOOST + coast - 1
    status, t, track = np.empty(shape, dtype=np.int64), np.empty((*shape, samples)), np.empty((*shape, samples, 4))
    row = missile_row(missile, path, apogee_speed_m_s)
    with cores_for(status.size):
        fly_all(
            np.ascontiguousarray(launches), np.ascontiguousarray(aims), row, LEAN[path], EARTH_RATE, status, t, track
        )
    return Flights(status, t, track)


def encounter(defence: Defence, flown: Flights, *, tables: bool = False, columns: Ints | None = None) -> Encounters:
    """Ask every site of a defence whether it meets each flight in time.

    tables: look fly-out times up (fast, for maps) instead of solving each point (exact, for few pairs).
    columns (c,): ask about the flights to these aim points alone.
    """
    which = _columns(flown, columns)
    shape = (len(flown.status), which.size, len(defence.sites))
    earliest, latest = np.empty(shape), np.empty(shape)
    every = _known_by_speed(defence)
    weapons = list(dict.fromkeys(every))
    radars, needed = radar_rows(defence.radars)
    looked_up, steps = _tables(tuple(weapons)) if tables else (np.empty((0, 0, 0)), np.zeros((len(weapons), 2)))
    with cores_for(len(flown.status) * which.size):
        encounters(
            flown.status, flown.t, flown.path, which,
            radars, needed, ownership(defence.sites, len(defence.radars)), infrared_row(defence.infrared),
            _rules_row(defence.rules),
            site_rows(defence.sites),
            np.array([weapons.index(weapon) for weapon in every], dtype=np.int64),
            *_weapon_rows(weapons), looked_up, steps, earliest, latest,
        )  # fmt: skip
    return Encounters(flown.status[:, which], burnouts(flown)[:, which], earliest, latest)


def _columns(flown: Flights, columns: Ints | None) -> Ints:
    return np.arange(flown.status.shape[1]) if columns is None else columns


def burnouts(flown: Flights) -> Floats:
    """When each flight burns out (m, n) [s]; NaN where nothing flies."""
    return flown.t[:, :, BOOST - 1]


def earliest_launches(defence: Defence, flown: Flights, columns: Ints | None = None) -> Floats:
    """The earliest launch from every site against each flight (m, n, s) [s], as in `encounter`, without the latest."""
    which = _columns(flown, columns)
    earliest = np.empty((len(flown.status), which.size, len(defence.sites)))
    radars, needed = radar_rows(defence.radars)
    owns = ownership(defence.sites, len(defence.radars))
    with cores_for(len(flown.status) * which.size):
        earliest_of_all(
            flown.status, flown.t, flown.path, which, radars, needed, owns, infrared_row(defence.infrared),
            _rules_row(defence.rules), earliest,
        )  # fmt: skip
    return earliest


def latest_launches(defence: Defence, site: int, flown: Flights, columns: Ints | None = None) -> Floats:
    """The latest useful launch from one site against each flight (m, n) [s], as in `encounter` with tables.

    It depends on the site, on its own radars where they must cover the intercept, and on nothing else.
    """
    here = defence.sites[site]
    own = () if defence.rules.policy == "engage-on-remote" else tuple(defence.radars[k] for k in here.own_radars)
    alone = replace(here, own_radars=tuple(range(len(own))))
    found = encounter(Defence((alone,), own, None, defence.rules), flown, tables=True, columns=columns)
    return np.asarray(found.latest[:, :, 0])


def _rules_row(rules: Rules) -> Floats:
    """Commit delay [s], and as 0 or 1: own radars only, own radar needed at the intercept, only after burnout."""
    switches = (rules.policy == "organic", rules.policy != "engage-on-remote", rules.after_burnout)
    return np.array([rules.commit_delay_s, *switches], dtype=np.float64)


def _known_by_speed(defence: Defence) -> list[Interceptor]:
    """The interceptor of every site. Refuses: RangeError for one that is described by its stages."""
    weapons: list[Interceptor] = []
    for weapon in (site.interceptor for site in defence.sites):
        if isinstance(weapon, StagedInterceptor):
            raise RangeError(
                say(
                    "{weapon} is described by its stages; maps and dossiers take an interceptor with a burnout "
                    "speed and a burn time. The flyout and engage commands take both kinds.",
                    weapon=weapon.name,
                )
            )
        weapons.append(weapon)
    return weapons


def _weapon_rows(weapons: Sequence[Interceptor]) -> tuple[Floats, Floats, Floats]:
    """Speeds and burn times (i, 2), ascents (i, LOFTS, 2) and limits (i, 3), as the kernels take them."""
    speeds = np.array([(w.burnout_speed_m_s, w.burn_time_s) for w in weapons]).reshape(-1, 2)
    kept = np.array([kept_ascents(w.burnout_speed_m_s, w.burn_time_s) for w in weapons]).reshape(-1, LOFTS, 2)
    limits = [(w.minimum_altitude_m, w.maximum_altitude_m, w.maximum_flight_time_s) for w in weapons]
    return speeds, kept, np.array(limits).reshape(-1, 3)


@lru_cache(maxsize=64)
def _tables(weapons: tuple[Interceptor, ...]) -> tuple[Floats, Floats]:
    """Fly-out tables (i, chord, height) and their steps (i, 2)."""
    made = [kept_table(weapon) for weapon in weapons]
    times = np.array([table for table, _ in made]).reshape(-1, *SHAPE)
    return times, np.array([step for _, step in made]).reshape(-1, 2)


def defended_area(
    defence: Defence, missile: Missile, launches: Sequence[Point], grid: Grid, *, path: str = "minimum-energy"
) -> xr.Dataset:
    """Where does a missile from these launch points always meet an interceptor in time?

    Returns: cell_slack (site, row, column), best_slack and threatened (row, column). A cell is defended where
             best_slack >= 0: against every launch point that reaches it, by the site that does best against it.
             Cells that nothing reaches are not threatened; their slack is NaN.
    Source:  docs/methods/defended-area.md.
    """
    found = encounter(
        defence, flights(missile, radians(list(launches)), grid.points, path=path, coast=MAP_COAST), tables=True
    )
    return _area(found.slack, found.reached, grid, defence)


def launch_area_denied(
    defence: Defence,
    missile: Missile,
    protected: Sequence[Point],
    grid: Grid,
    *,
    path: str = "minimum-energy",
) -> xr.Dataset:
    """From where would a missile always be met in time on its way to each of the protected points?

    The mirror of `defended_area`: cells are launch points. Same variables.
    """
    found = encounter(
        defence, flights(missile, grid.points, radians(list(protected)), path=path, coast=MAP_COAST), tables=True
    )
    return _area(np.swapaxes(found.slack, 0, 1), found.reached.T, grid, defence)


def _area(slack: Floats, reached: Bools, grid: Grid, defence: Defence) -> xr.Dataset:
    """Least slack over the first axis (launch or protected points), per site and for the best site."""
    threatened = np.asarray(reached.any(axis=0))
    per_site = np.where(reached[:, :, None], slack, np.inf).min(axis=0, initial=np.inf)
    best = np.where(reached, slack.max(axis=2, initial=-np.inf), np.inf).min(axis=0, initial=np.inf)
    names = [site.name for site in defence.sites]
    rows, columns = grid.shape
    return xr.Dataset(
        {
            "cell_slack": variable(
                "cell_slack",
                np.where(threatened[:, None], per_site, np.nan).T.reshape(len(names), rows, columns),
                site=("site", names),
            ),
            "best_slack": variable("best_slack", np.where(threatened, best, np.nan).reshape(rows, columns)),
            "threatened": variable("threatened", threatened.astype(np.int64).reshape(rows, columns)),
            "row_latitude": variable("row_latitude", grid.latitude_rad),
            "column_longitude": variable("column_longitude", grid.longitude_rad),
        }
    )
