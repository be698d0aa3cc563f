"""Interceptors in orbit as an aggregate: what one reaches, how many are absent for each one that is near."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from detente.assessment.chosen import plain_dict
from detente.errors import RangeError
from detente.flying.space_based import SpaceBased, absentee_ratio, aggregate, reach, reach_radius, time_share
from detente.messages import mark, say

ALTITUDES_M = (300e3, 500e3, 700e3, 1_000e3, 1_500e3)
INCLINATIONS_DEG = tuple(0.5 * k for k in range(181))
SHOWN_DEG = (30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0)
LATITUDES_DEG = tuple(0.5 * k for k in range(181))
MEETING_ALTITUDE_M = 200e3  # [m] assumed: about where long-range missiles burn out
ASSUMPTIONS = (
    mark("an average over a constellation spread evenly along its orbits; at a given moment there are more or fewer"),
    mark("the interceptor has its full speed change at once and flies straight, seen from its satellite (kind to it)"),
    mark("nothing is said about hitting; one interceptor a satellite"),
)


@dataclass(frozen=True, eq=False)
class Aggregate:
    """An answer: `data` holds the tables as labelled arrays, the rest the case that was asked for."""

    weapon: SpaceBased
    altitude_m: float
    inclination_deg: float
    latitude_deg: float
    number: int | None
    wanted: float
    meeting_assumed: bool
    reach_radius_m: float
    share: float
    data: xr.Dataset

    @property
    def absentee_ratio(self) -> float:
        """Satellites in orbit for each one in reach."""
        return absentee_ratio(self.share)

    def as_dict(self) -> dict[str, Any]:
        """Plain numbers: km, s, degrees; null where nothing is ever in reach."""
        return plain_dict(
            {
                "flown_km": self.weapon.flown_m / 1e3,
                "meeting_altitude_km": self.weapon.meeting_altitude_m / 1e3,
                "meeting_altitude_assumed": self.meeting_assumed,
                "altitude_km": self.altitude_m / 1e3,
                "inclination_deg": self.inclination_deg,
                "latitude_deg": self.latitude_deg,
                "reach_radius_km": self.reach_radius_m / 1e3,
                "share_in_reach": self.share,
                "absentee_ratio": self.absentee_ratio,
                "number": self.number,
                "expected_in_reach": math.nan if self.number is None else self.number * self.share,
                "wanted_in_reach": self.wanted,
                "number_needed": self.wanted * self.absentee_ratio,
                "table": self._table(),
                "assumptions": list(self.assumptions),
            }
        )

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the answer takes for granted."""
        if not self.meeting_assumed:
            return ASSUMPTIONS
        height = say("{km:g} km", km=self.weapon.meeting_altitude_m / 1e3)
        return (
            say(
                "the missile is met {height} high, about where long-range missiles burn out (assumption)", height=height
            ),
            *ASSUMPTIONS,
        )

    def _table(self) -> list[dict[str, Any]]:
        """Absentee ratios over inclination and altitude."""
        shown = sorted({*SHOWN_DEG, self.inclination_deg})
        rows = self.data.absentee_ratio.sel(inclination=np.radians(shown), method="nearest")
        return [
            {
                "inclination_deg": inclination,
                "altitude_km": float(altitude) / 1e3,
                "reach_radius_km": float(self.data.reach_radius[k]) / 1e3,
                "absentee_ratio": float(rows[j, k]),
            }
            for j, inclination in enumerate(shown)
            for k, altitude in enumerate(self.data.orbit_altitude.values)
        ]

    def __repr__(self) -> str:
        if not self.share > 0.0:
            return "Space-based interceptors: never in reach"
        return (
            f"Space-based interceptors: {self.reach_radius_m / 1e3:,.0f} km around the point below, "
            f"in reach {100.0 * self.share:.2f} % of the time, absentee ratio {self.absentee_ratio:,.1f}"
        )


def space_based(
    speed_change_m_s: float,
    time_s: float,
    altitude_m: float,
    inclination_deg: float,
    latitude_deg: float,
    *,
    delay_s: float = 0.0,
    meeting_altitude_m: float | None = None,
    number: int | None = None,
    wanted: float = 1.0,
) -> Aggregate:
    """How far does an interceptor in orbit reach, and how many must orbit for one to be in reach of a latitude?

    Circular orbits, a constellation spread evenly, a long-time average. No schedule, no arrangement of orbits, no
    hitting.

    Arguments: time_s from the warning to the meeting, delay_s of it lost before the interceptor leaves;
               meeting_altitude_m, 200 km if not said (assumption); number of satellites in all; wanted in reach on
               the average.
    Refuses:   RangeError for what cannot be.
    Source:    docs/methods/space-based.md.
    Example:   detente.space_based(4000.0, 120.0, 500e3, 60.0, 39.0, delay_s=30.0)
    """
    if number is not None and number < 1:
        raise RangeError(say("found {number} satellites; expected 1 or more.", number=number))
    if not (wanted > 0.0 and math.isfinite(wanted)):
        raise RangeError(say("found {wanted:g} wanted in reach; expected more than 0.", wanted=wanted))
    inclination_deg, latitude_deg = round(inclination_deg, 9), round(latitude_deg, 9)  # 60 deg is one with 60 deg
    altitude_m = round(altitude_m, 6)
    meeting = MEETING_ALTITUDE_M if meeting_altitude_m is None else meeting_altitude_m
    weapon = SpaceBased(speed_change_m_s, time_s, delay_s, meeting)
    angle = reach(weapon, altitude_m)
    share = time_share(angle, latitude_deg, inclination_deg)
    data = aggregate(
        weapon,
        latitude_deg,
        sorted({*INCLINATIONS_DEG, inclination_deg}),
        sorted({*ALTITUDES_M, altitude_m}),
        altitude_m,
        LATITUDES_DEG,
    )
    return Aggregate(
        weapon, altitude_m, inclination_deg, latitude_deg, number, wanted, meeting_altitude_m is None,
        reach_radius(angle), share, data,
    )  # fmt: skip
