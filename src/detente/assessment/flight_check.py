"""What does an announced flight mean? Is it consistent with itself, and how far would its missile go?"""

import math
from dataclasses import asdict, dataclass
from typing import Any

from detente.assessment.result import Ends, plain
from detente.flying.announced import HALF_ROUND, expected_delay, is_ballistic, same_missile, surface_arc

BURN_TIMES = (120.0, 180.0, 240.0)  # [s] low, middle, high; assumed, see docs/methods/announced-flights.md
ROUNDING = 0.01  # announced apogee and range are taken to be good to this share
TIME_ROUNDING = 30.0  # [s] times given to the minute
SOUND = 340.0  # [m/s] what announced Mach numbers are divided by
MACH_SLACK = 1.2  # announced Mach numbers of ballistic flights lie this near to the bare arc's
ANYWHERE = 0.999 * HALF_ROUND  # [m]


@dataclass(frozen=True)
class FlightCheck:
    """An announced flight examined. Times in s, lengths in km, speeds in km/s.

    consistent: the announcement does not contradict itself. residual: announced time less free flight, the delay of
    the powered ascent; None without a time. burnout_speed: of the announced flight. Low, median and high are over the
    assumed burn times; None for a flight that is not ballistic.
    """

    consistent: bool
    ballistic: bool
    free_flight_s: float
    residual_s: float | None
    expected_residual_s: tuple[float, float]
    surface_speed_km_s: float
    surface_mach: float
    minimum_energy_range_km: Ends
    burnout_speed_km_s: Ends
    burn_times_s: tuple[float, float, float]
    reasons: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {key: plain(value) for key, value in asdict(self).items()}


def flight_check(
    apogee_m: float,
    range_m: float,
    time_s: float | None = None,
    *,
    mach: float | None = None,
    distance_m: float | None = None,
    burn_times_s: tuple[float, float, float] = BURN_TIMES,
) -> FlightCheck:
    """Does an announced flight hold together, and what range would the same missile have on its best path?

    Arguments: apogee_m, range_m as announced [m]; time_s from launch to impact [s], if announced; mach, announced
               top speed; distance_m, great circle between the places of launch and fall [m], if they are known;
               burn_times_s, low, middle and high assumption on how long the missile burns [s].
    Refuses:   RangeError for numbers no flight on this Earth can have.
    Example:   detente.flight_check(6.0e6, 1.0e6, 69 * 60.0)
    """
    arc = surface_arc(apogee_m, range_m)
    delays = expected_delay(apogee_m, arc)
    ballistic = is_ballistic(apogee_m, arc)
    residual = None if time_s is None else time_s - arc.free_flight
    reasons = []
    if not ballistic:
        reasons.append(
            f"an apogee of {apogee_m / 1e3:,.0f} km is far below the {arc.least_energy_apogee / 1e3:,.0f} km of a "
            "ballistic flight with least energy over this range: a glide or a powered flight, which is not examined"
        )
    if residual is not None and ballistic:
        reasons += _judged(apogee_m, range_m, residual, delays)
    reasons += _beside(arc.speed / SOUND, mach, range_m, distance_m)
    found = [same_missile(apogee_m, range_m, burn) for burn in burn_times_s] if ballistic else []
    ranges = sorted(missile.greatest_range / 1e3 for missile in found)
    if any(reach * 1e3 >= ANYWHERE for reach in ranges):
        reasons.append("at the upper end the missile could fall anywhere on Earth: the range stops at half way round")
    speeds = sorted(missile.burnout_speed / 1e3 for missile in found)
    return FlightCheck(
        consistent=ballistic and not (residual is not None and _contradicts(apogee_m, range_m, residual)),
        ballistic=ballistic,
        free_flight_s=arc.free_flight,
        residual_s=residual,
        expected_residual_s=delays,
        surface_speed_km_s=arc.speed / 1e3,
        surface_mach=arc.speed / SOUND,
        minimum_energy_range_km=Ends(*(ranges or (None, None, None))),
        burnout_speed_km_s=Ends(*(speeds or (None, None, None))),
        burn_times_s=burn_times_s,
        reasons=tuple(reasons),
    )


def _beside(surface_mach: float, mach: float | None, range_m: float, distance_m: float | None) -> list[str]:
    """What an announced top speed and known places say beside apogee, range and time."""
    said = []
    if mach is not None:
        word = "fits" if abs(mach - surface_mach) <= MACH_SLACK else "does not fit"
        said.append(
            f"announced top speed Mach {mach:g} {word} the Mach {surface_mach:.1f} of the bare arc at the surface"
        )
    if distance_m is not None and abs(distance_m - range_m) > 2.0 * ROUNDING * range_m:
        miles = {"statute": 1.609344, "nautical": 1.852}
        traps = [
            f"; the announced figure may have been printed in {name} miles and converted as if in others"
            for name, km in miles.items()
            for other in miles.values()
            if other != km and abs(range_m * km / other - distance_m) <= ROUNDING * distance_m
        ]
        said.append(
            f"the places are {distance_m / 1e3:,.0f} km apart and the announced range is {range_m / 1e3:,.0f} km"
            + (traps[0] if traps else "")
        )
    return said


def _rounding(apogee_m: float, range_m: float) -> float:
    """By how much the free-flight time [s] may be off because apogee and range are rounded."""
    times = [
        surface_arc(apogee_m * (1.0 + up), range_m * (1.0 + along)).free_flight
        for up in (-ROUNDING, ROUNDING)
        for along in (-ROUNDING, ROUNDING)
    ]
    return max(abs(time - surface_arc(apogee_m, range_m).free_flight) for time in times)


def _contradicts(apogee_m: float, range_m: float, residual: float) -> bool:
    """No missile takes less time than its own bare arc, whose speed it has nowhere from the start."""
    return residual < 0.0 or residual > 900.0 + _rounding(apogee_m, range_m)


def _judged(apogee_m: float, range_m: float, residual: float, delays: tuple[float, float]) -> list[str]:
    slop = _rounding(apogee_m, range_m) + TIME_ROUNDING
    said = f"announced time less free flight: {residual:+.0f} s"
    if _contradicts(apogee_m, range_m, residual):
        shorter = residual < 0.0
        why = "shorter than the bare arc alone takes" if shorter else "far longer than arc and ascent together take"
        return [f"{said}; {why}: the announced numbers contradict each other"]
    low, high = delays
    if residual < low - slop or residual > high + slop:
        return [f"{said}; reported flights of this kind show {low:.0f} to {high:.0f} s: unusual, check the source"]
    return [f"{said}; fits the delay of a powered ascent ({low:.0f} to {high:.0f} s, rounding {math.ceil(slop):.0f} s)"]
