"""How soon an interceptor can be anywhere: the fly-out table."""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import xarray as xr

from detente.flying.staged_flyout import Fan, kept_fan
from detente.flying.vehicles import Interceptor, StagedInterceptor
from detente.kernels.compile import Bools, Floats
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.flyout import LOFTS, arrival, arrival_table, ascents, latest_arrival, latest_table
from detente.kernels.staged_flyout import DISTANCE, HEIGHT
from detente.vocabulary import variable

SHAPE = (256, 160)  # chord and height entries of a table
TOP = 2.0e6  # [m] greatest height kept: above every minimum-energy ICBM
FARTHEST = 1.0e7  # [m] greatest ground distance kept


def table(interceptor: Interceptor) -> tuple[Floats, Floats]:
    """Earliest arrival times [s] at (chord, height), and the two steps (chord on the unit sphere, height [m]).

    The table reaches as far as the interceptor can get within its flight-time limit.
    """
    farthest = min(FARTHEST, interceptor.burnout_speed_m_s * interceptor.maximum_flight_time_s)
    steps = np.array(
        [
            2.0 * math.sin(0.5 * farthest / EARTH_RADIUS) / (SHAPE[0] - 1),
            min(TOP, ceiling(interceptor)) / (SHAPE[1] - 1),
        ]
    )
    times = np.empty(SHAPE)
    arrival_table(interceptor.burnout_speed_m_s, interceptor.burn_time_s, steps[0], steps[1], times)
    return times, steps


@lru_cache(maxsize=64)
def kept_table(interceptor: Interceptor) -> tuple[Floats, Floats]:
    """`table`, remembered."""
    return table(interceptor)


@lru_cache(maxsize=256)
def kept_ascents(burnout_speed_m_s: float, burn_time_s: float) -> Floats:
    """Height [m] and range angle [rad] at burnout for loft angles from 0 to 90 degrees, (LOFTS, 2)."""
    kept = np.empty((LOFTS, 2))
    ascents(burnout_speed_m_s, burn_time_s, kept)
    return kept


def ceiling(interceptor: Interceptor) -> float:
    """Height [m] that the interceptor cannot exceed: its own ceiling, or a vertical shot with no burn time to lose."""
    v2 = interceptor.burnout_speed_m_s**2
    free = v2 / (2.0 * 9.0 - v2 / EARTH_RADIUS) + 0.5 * interceptor.burnout_speed_m_s * interceptor.burn_time_s
    return min(interceptor.maximum_altitude_m, free if free > 0.0 else math.inf) + 1.0e5


def flyout(interceptor: Interceptor | StagedInterceptor) -> xr.DataArray:
    """How soon after its launch can this interceptor be at each point, and how late can it still come by?

    Known by burnout speed and burn time: a prescribed ascent, then free flight, over all loft angles, on an Earth held
    still; points inside the ascent are reached at burnout. Known by its stages: flights integrated through the air,
    over all steering angles; points are reached after the last burnout only. NaN out of reach and beyond the limits of
    the interceptor.

    Returns: `arrival_time` (distance, height) [s], with the coordinate `latest_arrival_time` of the same shape: the
             slowest flight within the limits, the earliest one where there is no other. Attributes: the interpolation
             error of the table [s], the greatest height and ground distance [m].
    Source:  docs/methods/flyout.md.
    """
    (earliest, latest), steps = _both(interceptor)
    distance, height = _distances(steps), steps[1] * np.arange(SHAPE[1])
    outside = (height < interceptor.minimum_altitude_m) | (height > interceptor.maximum_altitude_m)
    outside = outside[None, :] | ~(earliest <= interceptor.maximum_flight_time_s)
    shown, last = (np.where(outside, np.nan, times) for times in (earliest, latest))
    slow = variable("latest_arrival_time", last, distance=("distance", distance), height=("height", height))
    result = variable("arrival_time", shown, distance=("distance", distance), height=("height", height))
    result = result.assign_coords(latest_arrival_time=slow)
    errors = interpolation_error(interceptor, earliest, steps)
    if isinstance(interceptor, StagedInterceptor):
        errors["fan_error_m"] = kept_fan(interceptor).error_m
    return result.assign_attrs(**errors, **reach(interceptor, result))


def _both(interceptor: Interceptor | StagedInterceptor) -> tuple[tuple[Floats, Floats], Floats]:
    """Earliest and latest times [s] at (chord, height), and the two steps."""
    if isinstance(interceptor, StagedInterceptor):
        return table_of_stages(interceptor, kept_fan(interceptor))
    earliest, steps = table(interceptor)
    latest, limit = np.empty(SHAPE), interceptor.maximum_flight_time_s
    latest_table(interceptor.burnout_speed_m_s, interceptor.burn_time_s, steps[0], steps[1], limit, earliest, latest)
    return (earliest, latest), steps


def table_of_stages(interceptor: StagedInterceptor, fan: Fan) -> tuple[tuple[Floats, Floats], Floats]:
    """Earliest and latest times [s] at (chord, height) from the fan of a staged interceptor, and the two steps.

    The table reaches as far and as high as the flights do.
    """
    flown = fan.flights[..., DISTANCE][fan.flights[..., HEIGHT] >= interceptor.minimum_altitude_m]
    farthest = min(FARTHEST, float(np.max(flown, initial=1e5)))
    top = min(float(np.nanmax(fan.flights[..., HEIGHT])), interceptor.maximum_altitude_m, 2.0 * TOP)
    chord = 2.0 * math.sin(0.5 * farthest / EARTH_RADIUS) * (SHAPE[0] - 1) / (SHAPE[0] - 3)
    steps = np.array([chord / (SHAPE[0] - 1), top / (SHAPE[1] - 3)])
    return fan.table(_distances(steps), float(steps[1]), SHAPE[1]), steps


def _distances(steps: Floats) -> Floats:
    """Ground distances [m] of a table's entries."""
    return np.asarray(2.0 * EARTH_RADIUS * np.arcsin(0.5 * steps[0] * np.arange(SHAPE[0])))


def passing(interceptor: Interceptor | StagedInterceptor, points: Floats) -> tuple[Floats, Floats]:
    """Earliest and latest time (n,) [s] at points (n, 2: ground distance, height [m]), each solved; see `flyout`."""
    if isinstance(interceptor, StagedInterceptor):
        earliest, latest = kept_fan(interceptor).times(points)
    else:
        speed, burn = interceptor.burnout_speed_m_s, interceptor.burn_time_s
        kept, earliest = kept_ascents(speed, burn), _solved(interceptor, points)
        steep = np.array([latest_arrival(kept, speed, burn, x / EARTH_RADIUS, z) for x, z in points])
        latest = np.where((steep > earliest) & (steep <= interceptor.maximum_flight_time_s), steep, earliest)
    allowed = _allowed(interceptor, points, earliest)
    return np.where(allowed, earliest, np.nan), np.where(allowed, latest, np.nan)


def arrivals(interceptor: Interceptor | StagedInterceptor, points: Floats) -> Floats:
    """The first half of `passing`."""
    times = _solved(interceptor, points)
    return np.where(_allowed(interceptor, points, times), times, np.nan)


def _allowed(interceptor: Interceptor | StagedInterceptor, points: Floats, times: Floats) -> Bools:
    """Points (n, 2) within the limits of the interceptor, given its times there (n,) [s]."""
    low, high = interceptor.minimum_altitude_m, interceptor.maximum_altitude_m
    found: Bools = (points[:, 1] >= low) & (points[:, 1] <= high) & (times <= interceptor.maximum_flight_time_s)
    return found


def _solved(interceptor: Interceptor | StagedInterceptor, points: Floats) -> Floats:
    """`arrivals` without the limits."""
    if isinstance(interceptor, StagedInterceptor):
        return kept_fan(interceptor).times(points)[0]
    speed, burn = interceptor.burnout_speed_m_s, interceptor.burn_time_s
    kept = kept_ascents(speed, burn)
    return np.array([arrival(kept, speed, burn, x / EARTH_RADIUS, z, math.nan)[0] for x, z in points])


def reach(interceptor: Interceptor | StagedInterceptor, chart: xr.DataArray) -> dict[str, float]:
    """Greatest height [m] straight up and greatest ground distance [m] at the least height; NaN where there is none."""
    least = max(interceptor.minimum_altitude_m, 0.0)

    def last(tried: Floats, point: Callable[[float], tuple[float, float]]) -> float:
        def there(x: float) -> bool:
            return bool(np.isfinite(arrivals(interceptor, np.array([point(x)]))[0]))

        found = np.isfinite(arrivals(interceptor, np.array([point(x) for x in tried])))
        if not found.any():
            return math.nan
        low = float(tried[np.flatnonzero(found)[-1]])
        high = low + float(tried[1] - tried[0])
        for _ in range(30):
            middle = 0.5 * (low + high)
            low, high = (middle, high) if there(middle) else (low, middle)
        return low

    heights = np.linspace(least, float(chart.height[-1]), 160)
    return {
        "greatest_height_m": last(heights, lambda z: (0.0, z)),
        "greatest_distance_m": last(np.linspace(0.0, float(chart.distance[-1]), 256), lambda x: (x, least)),
    }


def interpolation_error(interceptor: Interceptor | StagedInterceptor, times: Floats, steps: Floats) -> dict[str, float]:
    """Difference [s] between the table and a direct solution at the centres of its cells: median, 95 %, greatest."""
    centres = 0.25 * (times[1:, 1:] + times[:-1, 1:] + times[1:, :-1] + times[:-1, :-1])
    rows, columns = np.nonzero(np.isfinite(centres))
    every = max(1, rows.size // 2000)
    rows, columns = rows[::every], columns[::every]
    distances = 2.0 * EARTH_RADIUS * np.arcsin(0.5 * (rows + 0.5) * steps[0])
    solved = _solved(interceptor, np.stack([distances, (columns + 0.5) * steps[1]], axis=1))
    errors = np.abs(solved - centres[rows, columns])
    if not np.isfinite(errors).any():
        return {"error_median_s": math.nan, "error_p95_s": math.nan, "error_max_s": math.nan}
    median, p95, worst = np.nanquantile(errors, [0.5, 0.95, 1.0])
    return {"error_median_s": float(median), "error_p95_s": float(p95), "error_max_s": float(worst)}
