"""One interceptor alone: when it can be where, how far and how high it gets, and what was assumed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from detente.assessment.chosen import Used, interceptor_of, plain_dict
from detente.flying import flyout as flyouts
from detente.flying.vehicles import Interceptor, StagedInterceptor
from detente.messages import mark

HEIGHTS_KM = (0, 50, 100, 150, 200, 300, 400, 600, 800, 1000, 1500, 2000)
COLUMNS = 8  # distances of the short table at most
NICE_KM = (25, 50, 100, 200, 250, 500, 1000, 2000)


@dataclass(frozen=True, eq=False)
class FlyOut:
    """A fly-out: `chart` holds the times as labelled arrays, `short` those of a few round points, `as_dict` numbers.

    short: rows of (distance [m], height [m], earliest [s], latest [s]); NaN where it cannot be.
    """

    name: str
    interceptor: Interceptor | StagedInterceptor
    chart: xr.DataArray
    short: tuple[tuple[float, float, float, float], ...]
    used: tuple[Used, ...] = ()

    @property
    def staged(self) -> bool:
        """Is it described by its stages?"""
        return isinstance(self.interceptor, StagedInterceptor)

    @property
    def burnout_time_s(self) -> float:
        """Time [s] from launch to the burnout of the last stage."""
        weapon = self.interceptor
        return weapon.booster.ascent_time_s if isinstance(weapon, StagedInterceptor) else weapon.burn_time_s

    def as_dict(self) -> dict[str, Any]:
        """Plain numbers: km and s; null where the interceptor cannot be."""
        weapon, said = self.interceptor, self.chart.attrs
        return plain_dict(
            {
                "interceptor": self.name,
                "described_by": mark("stages") if self.staged else mark("burnout speed and burn time"),
                "burnout_time_s": self.burnout_time_s,
                "greatest_height_km": said["greatest_height_m"] / 1e3,
                "greatest_distance_km": said["greatest_distance_m"] / 1e3,
                "minimum_intercept_altitude_km": weapon.minimum_altitude_m / 1e3,
                "maximum_intercept_altitude_km": weapon.maximum_altitude_m / 1e3,
                "maximum_flight_time_s": weapon.maximum_flight_time_s,
                "table_error_s": {end: said[f"error_{end}_s"] for end in ("median", "p95", "max")},
                "times": [
                    {"distance_km": x / 1e3, "height_km": z / 1e3, "earliest_s": first, "latest_s": last}
                    for x, z, first, last in self.short
                ],
                "used": [vars(used) for used in self.used],
            }
        )

    def __repr__(self) -> str:
        d = self.as_dict()
        return (
            f"FlyOut of {self.name}: up to {d['greatest_height_km'] or 0:,.0f} km high and "
            f"{d['greatest_distance_km'] or 0:,.0f} km away in {d['maximum_flight_time_s']:,.0f} s"
        )


def fly_out(interceptor: str | Interceptor | StagedInterceptor, numbers: Mapping[str, float] | None = None) -> FlyOut:
    """When can this interceptor be where? The command's answer; `flyout` gives its chart alone.

    Arguments: interceptor, an id of the catalogue, a TOML file of your own, or a vehicle; numbers, of your own (SI).
    Refuses:   FileError for an unknown id or an unsound file; RangeError for an impossible vehicle.
    """
    used: tuple[Used, ...] = ()
    if isinstance(interceptor, str):
        interceptor, used = interceptor_of(interceptor, numbers or {})
    chart = flyouts.flyout(interceptor)
    return FlyOut(interceptor.name, interceptor, chart, _short(interceptor, chart), used)


def flyout(
    interceptor: str | Interceptor | StagedInterceptor, numbers: Mapping[str, float] | None = None
) -> xr.DataArray:
    """How soon after launch can this interceptor be at each ground distance and height? See `flying.flyout`.

    Example: detente.flyout("sm-3-2a").sel(distance=500e3, height=200e3, method="nearest")
    """
    return fly_out(interceptor, numbers).chart


def _short(
    interceptor: Interceptor | StagedInterceptor, chart: xr.DataArray
) -> tuple[tuple[float, float, float, float], ...]:
    """Times at round distances and heights within reach, each solved and not looked up."""
    far, top = chart.attrs["greatest_distance_m"], chart.attrs["greatest_height_m"]
    far = far if math.isfinite(far) else float(chart.distance[-1])
    step = 1e3 * next((nice for nice in NICE_KM if far / (1e3 * nice) < COLUMNS), NICE_KM[-1])
    distances = step * np.arange(math.floor(far / step) + 1)
    low = interceptor.minimum_altitude_m
    heights = [1e3 * z for z in HEIGHTS_KM if low <= 1e3 * z <= min(top, interceptor.maximum_altitude_m)]
    if not heights and math.isfinite(low):
        heights = [low]
    points = np.array([(x, z) for z in heights for x in distances])
    earliest, latest = flyouts.passing(interceptor, points)
    rows = zip(points[:, 0], points[:, 1], earliest, latest, strict=True)
    return tuple((float(x), float(z), float(first), float(last)) for x, z, first, last in rows)
