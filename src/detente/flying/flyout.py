"""How soon an interceptor can be anywhere: the fly-out table."""

import math
from functools import lru_cache

import numpy as np
import xarray as xr

from detente.flying.vehicles import Interceptor
from detente.kernels.compile import Floats
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.flyout import LOFTS, arrival, arrival_table, ascents
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


def flyout(interceptor: Interceptor) -> xr.DataArray:
    """How soon after its launch can this interceptor be at each point?

    A real ascent, then free flight, over all loft angles, on an Earth held still; points inside the ascent are
    reached at burnout. NaN out of reach and beyond the limits of the interceptor.

    Returns: `arrival_time` (distance, height) [s], with the interpolation error of the table as attributes.
    Source:  docs/methods/flyout.md.
    """
    times, steps = table(interceptor)
    distance = 2.0 * EARTH_RADIUS * np.arcsin(0.5 * steps[0] * np.arange(SHAPE[0]))
    height = steps[1] * np.arange(SHAPE[1])
    outside = (height < interceptor.minimum_altitude_m) | (height > interceptor.maximum_altitude_m)
    shown = np.where(outside[None, :] | (times > interceptor.maximum_flight_time_s), np.nan, times)
    result = variable("arrival_time", shown, distance=("distance", distance), height=("height", height))
    return result.assign_attrs(interpolation_error(interceptor, times, steps))


def interpolation_error(interceptor: Interceptor, times: Floats, steps: Floats) -> dict[str, float]:
    """Difference [s] between the table and a direct solution at the centres of its cells: median, 95 %, greatest."""
    kept = kept_ascents(interceptor.burnout_speed_m_s, interceptor.burn_time_s)
    centres = 0.25 * (times[1:, 1:] + times[:-1, 1:] + times[1:, :-1] + times[:-1, :-1])
    rows, columns = np.nonzero(np.isfinite(centres))
    every = max(1, rows.size // 2000)
    errors = []
    for i, j in zip(rows[::every], columns[::every], strict=True):
        angle = 2.0 * math.asin(0.5 * (i + 0.5) * steps[0])
        speed, burn_time = interceptor.burnout_speed_m_s, interceptor.burn_time_s
        solved, _ = arrival(kept, speed, burn_time, angle, (j + 0.5) * steps[1], math.nan)
        errors.append(abs(solved - centres[i, j]))
    if not errors:
        return {"error_median_s": math.nan, "error_p95_s": math.nan, "error_max_s": math.nan}
    median, p95, worst = np.nanquantile(errors, [0.5, 0.95, 1.0])
    return {"error_median_s": float(median), "error_p95_s": float(p95), "error_max_s": float(worst)}
