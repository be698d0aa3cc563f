"""What does an announced flight mean? Is it consistent with itself, and how far would its missile go?"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.assessment.flight_readings import (
    MACH_SLACK,
    at_sea_said,
    far_apart,
    misfit_of_speed,
    residual_fits,
    said_of_places,
    said_of_readings,
    said_of_speed,
    slop,
)  # fmt: skip
from detente.assessment.rows import Ends, plain
from detente.errors import RangeError
from detente.flying.announced import (
    HALF_ROUND,
    Arc,
    expected_delay,
    is_ballistic,
    rotation_band,
    surface_arc,
    turning_time,
)  # fmt: skip
from detente.flying.same_missile import BURN_TIMES, SameMissile, arc_path, missile_class, same_missile
from detente.flying.trajectory import great_circle
from detente.flying.vehicles import Point, radians
from detente.messages import joined, mark, say
from detente.reading.flights import SOUND, AnnouncedFlight

Path = NDArray[np.float64]

FLAT = 0.95  # below this share of the least-energy apogee a path is said to be flat
LONGEST_DELAY = 900.0  # [s] no ascent delays a flight by more
ANYWHERE = 0.999 * HALF_ROUND  # [m]
NOTHING = Ends(None, None, None)


@dataclass(frozen=True, eq=False)
class Sketch:
    """Paths to draw, each (n, 2): ground distance and height [km].

    flown: the announced flight with the middle burn time, or its bare arc where there is no such ascent; None for a
    flight that is not ballistic. usual: the same missile on its usual path, by burn time [s], without those that can
    fall anywhere. least: the arc of least energy over the announced range.
    """

    flown: Path | None
    usual: Mapping[float, Path]
    least: Path


@dataclass(frozen=True)
class FlightCheck:
    """An announced flight examined. Times in s, lengths in km, speeds in km/s.

    consistent: the announcement does not contradict itself; contradicted_by: what rules out apogee and range, among
    "path", "time", "top speed" and "places". free_flight, residual: on an Earth held still; residual
    is announced time less free flight, the delay of the powered ascent; None without a time. rotation: by how much the
    turning Earth lengthens the free flight, exactly between known places, else from low to high over all directions.
    powered_flight: whole time with an ascent. burnout_speed: of the announced flight. Low, median and high are over
    the burn times; None for a flight that is not ballistic.
    """

    name: str
    source: str
    announced: Mapping[str, Any]
    consistent: bool
    contradicted_by: tuple[str, ...]
    ballistic: bool
    free_flight_s: float
    residual_s: float | None
    expected_residual_s: tuple[float, float]
    rotation_s: Ends
    rotation_over: str
    residual_with_rotation_s: Ends
    consistent_with_rotation: bool | None
    least_energy_apogee_km: float
    surface_speed_km_s: float
    surface_mach: float
    minimum_energy_range_km: Ends
    burnout_speed_km_s: Ends
    powered_flight_s: Ends
    missile_class: str
    burn_times_s: tuple[float, float, float]
    burn_times_assumed: bool
    reasons: tuple[str, ...]
    sketch: Sketch = field(compare=False, repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON types; the paths to draw are left out."""
        names = [entry.name for entry in fields(self) if entry.name != "sketch"]
        return {name: plain(_opened(getattr(self, name))) for name in names}


def flight_check(
    apogee_m: float,
    range_m: float,
    time_s: float | None = None,
    *,
    speed_m_s: float | None = None,
    launch: Point | None = None,
    fall: Point | None = None,
    burn_times_s: tuple[float, float, float] | None = None,
) -> FlightCheck:
    """Does an announced flight hold together, and what range would the same missile have on its minimum-energy path?

    Arguments: apogee_m, range_m as announced [m]; time_s from launch to impact [s], speed_m_s top speed [m/s], launch
               and fall (latitude, longitude) [deg], each if announced; burn_times_s, low, middle and high assumption
               on how long the missile burns [s], in place of those of its class.
    Refuses:   RangeError for numbers no flight on this Earth can have.
    Example:   detente.flight_check(6.0e6, 1.0e6, 69 * 60.0)
    """
    kilometres = {"apogee": 1e3, "range": 1e3}
    flight = AnnouncedFlight(apogee_m, range_m, time_s, speed_m_s, None, launch, fall, printed=kilometres)
    return check_flight(flight, burn_times_s)


def check_flights(
    flights: Sequence[AnnouncedFlight],
    burn_times_s: tuple[float, float, float] | None = None,
    progress: Callable[[str, float], None] = lambda _step, _share: None,
) -> list[FlightCheck]:
    """`check_flight`, of many."""
    found = []
    for number, flight in enumerate(flights):
        progress(
            say("checking {flight}", flight=flight.name or say("flight {number}", number=number + 1)),
            number / len(flights),
        )
        found.append(check_flight(flight, burn_times_s))
    return found


def check_flight(flight: AnnouncedFlight, burn_times_s: tuple[float, float, float] | None = None) -> FlightCheck:
    """`flight_check`, of a flight as it was read; the units it was printed in tell which slips are likely."""
    _refuse(flight, burn_times_s)
    arc = surface_arc(flight.apogee_m, flight.range_m)
    ballistic = is_ballistic(flight.apogee_m, arc)
    residual = None if flight.time_s is None else flight.time_s - arc.free_flight
    group = missile_class(arc.speed)
    burns = burn_times_s or BURN_TIMES[group]
    found, failed = _missiles(flight, burns) if ballistic else ([], [])
    rotation, over = _rotation(flight) if ballistic else (NOTHING, "")
    turned = Ends(*(None if residual is None or end is None else residual - end
                    for end in (rotation.high, rotation.median, rotation.low)))  # fmt: skip
    wrong = _contradictions(flight, arc, residual)
    consistent = ballistic and not wrong
    with_rotation = _verdict_with_rotation(flight, arc, turned) if ballistic and residual is not None else None
    reasons = [
        *_said_of_path(flight, arc, ballistic),
        *(_said_of_time(flight, arc, residual) if ballistic and residual is not None else ()),
        *(_said_of_rotation(residual, rotation, over, consistent, with_rotation) if ballistic else ()),
        *said_of_speed(flight, arc),
        *said_of_places(flight),
        *at_sea_said(flight),
        *(said_of_readings(flight) if ballistic else ()),
        *(_said_of_missile(flight, found, failed) if ballistic else ()),
    ]
    return FlightCheck(
        name=flight.name,
        source=flight.source,
        announced=_announced(flight),
        consistent=consistent,
        contradicted_by=wrong if ballistic else ("path",),
        ballistic=ballistic,
        free_flight_s=arc.free_flight,
        residual_s=residual,
        expected_residual_s=expected_delay(flight.apogee_m, arc),
        rotation_s=rotation,
        rotation_over=over,
        residual_with_rotation_s=turned,
        consistent_with_rotation=with_rotation,
        least_energy_apogee_km=arc.least_energy_apogee / 1e3,
        surface_speed_km_s=arc.speed / 1e3,
        surface_mach=arc.speed / SOUND,
        minimum_energy_range_km=_ends([missile.usual_range / 1e3 for missile in found]),
        burnout_speed_km_s=_ends([missile.burnout_speed / 1e3 for missile in found]),
        powered_flight_s=_ends([missile.flight_time for missile in found]),
        missile_class=group,
        burn_times_s=burns,
        burn_times_assumed=burn_times_s is None,
        reasons=tuple(reasons),
        sketch=_sketch(flight, arc, ballistic, found),
    )


def _refuse(flight: AnnouncedFlight, burn_times_s: tuple[float, float, float] | None) -> None:
    """Numbers no flight can have; apogee and range are refused by the arc itself."""
    radians([place for place in (flight.launch, flight.fall) if place is not None])
    for name, value in ((mark("time"), flight.time_s), (mark("top speed"), flight.speed_m_s)):
        if value is not None and not (math.isfinite(value) and value > 0.0):
            raise RangeError(
                say("found a {name} of {value:g} in SI units; expected more than 0.", name=name, value=value)
            )
    if burn_times_s is not None and not 10.0 <= burn_times_s[0] <= burn_times_s[1] <= burn_times_s[2] <= 600.0:
        said = ", ".join(f"{time:g}" for time in burn_times_s)
        raise RangeError(say("found burn times of {said} s; expected 10 to 600 s, the least first.", said=said))


def _missiles(flight: AnnouncedFlight, burns: Sequence[float]) -> tuple[list[SameMissile], list[float]]:
    """The missile for each burn time, and the burn times with which no ascent gives this flight."""
    found, failed = [], []
    for burn in burns:
        try:
            found.append(same_missile(flight.apogee_m, flight.range_m, burn))
        except RangeError:
            failed.append(burn)
    return found, failed


def _rotation(flight: AnnouncedFlight) -> tuple[Ends, str]:
    """By how much [s] the turning Earth lengthens the free flight, and over which directions that was sought."""
    if flight.launch is not None and flight.fall is not None:
        apart = max(1.0, great_circle(flight.launch, flight.fall))
        try:
            still = surface_arc(flight.apogee_m, apart).free_flight
            longer = turning_time(flight.apogee_m, flight.launch, flight.fall) - still
        except RangeError:
            return NOTHING, mark("not known: no such arc joins the two places")
        return Ends(longer, longer, longer), mark("between the two places")
    latitude = 0.0 if flight.launch is None else flight.launch[0]
    low, high = rotation_band(flight.apogee_m, flight.range_m, latitude)
    over = (
        mark("in any direction from the equator")
        if flight.launch is None
        else mark("in any direction from the place of launch")
    )
    return Ends(low, None, high), over


def _contradictions(flight: AnnouncedFlight, arc: Arc, residual: float | None) -> tuple[str, ...]:
    """Which announced numbers rule out apogee and range? A bare arc is what no missile can beat."""
    speed = flight.speed_m_s
    found = {
        mark("time"): residual is not None and _impossible(flight, residual),
        mark("top speed"): speed is not None and abs(misfit_of_speed(speed, arc)) > 2.0 * MACH_SLACK * SOUND,
        mark("places"): far_apart(flight),
    }
    return tuple(name for name, wrong in found.items() if wrong)


def _impossible(flight: AnnouncedFlight, residual: float) -> bool:
    """No missile takes less time than its own bare arc, whose speed it has nowhere from the start."""
    return residual < 0.0 or residual > LONGEST_DELAY + slop(flight)


def _verdict_with_rotation(flight: AnnouncedFlight, arc: Arc, turned: Ends) -> bool | None:
    """The verdict with the turning Earth; None where it depends on the direction."""
    ends = [end for end in (turned.low, turned.high) if end is not None]
    verdicts = {not _contradictions(flight, arc, end) for end in ends}
    return verdicts.pop() if len(verdicts) == 1 else None


def _said_of_path(flight: AnnouncedFlight, arc: Arc, ballistic: bool) -> Iterator[str]:
    apogee, least = flight.apogee_m / 1e3, arc.least_energy_apogee / 1e3
    if not ballistic:
        yield (
            say(
                "an apogee of {apogee:,.0f} km is far below the {least:,.0f} km of a ballistic flight with "
                "least energy over this range: a glide or a powered flight, which is not examined",
                apogee=apogee,
                least=least,
            )
        )
    elif apogee < FLAT * least:
        yield (
            say(
                "an apogee of {apogee:,.0f} km lies below the {least:,.0f} km of least energy over this range: "
                "a flat path, which costs range; expected about that or more",
                apogee=apogee,
                least=least,
            )
        )


def _said_of_time(flight: AnnouncedFlight, arc: Arc, residual: float) -> Iterator[str]:
    said = say("announced time less free flight: {residual:+.0f} s", residual=residual)
    low, high = expected_delay(flight.apogee_m, arc)
    if _impossible(flight, residual):
        shorter = residual < 0.0
        why = (
            mark("shorter than the bare arc alone takes")
            if shorter
            else mark("far longer than arc and ascent together take")
        )
        yield say("{said}; {why}: the announced numbers contradict each other", said=said, why=why)
    elif residual_fits(flight, arc, residual):
        rounding = math.ceil(slop(flight))
        yield say(
            "{said}; fits the delay of a powered ascent ({low:.0f} to {high:.0f} s, rounding {rounding} s)",
            said=said,
            low=low,
            high=high,
            rounding=rounding,
        )
    else:
        yield say(
            "{said}; reported flights of this kind show {low:.0f} to {high:.0f} s: unusual, check the source",
            said=said,
            low=low,
            high=high,
        )


def _said_of_rotation(
    residual: float | None, rotation: Ends, over: str, still: bool, with_rotation: bool | None
) -> Iterator[str]:
    if rotation.low is None or rotation.high is None:
        yield say("what the turning Earth changes is {over}", over=over)
        return
    low, high = rotation.low, rotation.high
    known = rotation.median is not None
    size = say("{seconds:+.0f} s", seconds=high) if known else say("{low:+.0f} to {high:+.0f} s", low=low, high=high)
    said = say("the turning Earth changes the free flight by {size}, {over}", size=size, over=over)
    if residual is None:
        yield said
        return
    left = (
        say("{seconds:+.0f} s", seconds=residual - high)
        if known
        else say("{low:+.0f} to {high:+.0f} s", low=residual - high, high=residual - low)
    )
    if with_rotation is None:
        verdict = mark("whether that contradicts depends on the direction: give both places")
    else:
        verdict = mark("the verdict stays") if with_rotation == still else mark("the verdict would change")
    yield say("{said}; announced time less that: {left}: {verdict}", said=said, left=left, verdict=verdict)


def _said_of_missile(flight: AnnouncedFlight, found: Sequence[SameMissile], failed: Sequence[float]) -> Iterator[str]:
    if failed:
        times = joined(", ", [say("{seconds:.0f} s", seconds=time) for time in failed])
        yield say(
            "no ascent with a burn of {times} gives this flight; burnout speed and range are without it", times=times
        )
    if any(missile.usual_range >= ANYWHERE for missile in found):
        yield mark("at the upper end the missile could fall anywhere on Earth: the range stops at half way round")
    if found and all(missile.usual_range <= 1.02 * flight.range_m for missile in found):
        yield mark("the flight was on or near the path of least energy: the missile goes little farther than announced")
    if found and flight.time_s is not None:
        off = min((missile.flight_time / flight.time_s - 1.0 for missile in found), key=abs)
        if abs(off) <= 0.02:
            yield say(
                "with a powered ascent the flight takes {off:+.1f} % of the announced time at best, within 2 %",
                off=100.0 * off,
            )
        else:
            yield say(
                "with a powered ascent the flight takes {off:+.1f} % of the announced time at best, not within 2 %",
                off=100.0 * off,
            )


def _ends(values: Sequence[float]) -> Ends:
    if not values:
        return NOTHING
    ordered = sorted(values)
    return Ends(ordered[0], ordered[len(ordered) // 2], ordered[-1])


def _announced(flight: AnnouncedFlight) -> dict[str, Any]:
    return {
        "apogee_km": flight.apogee_m / 1e3,
        "range_km": flight.range_m / 1e3,
        "time_s": flight.time_s,
        "speed_km_s": None if flight.speed_m_s is None else flight.speed_m_s / 1e3,
        "mach": flight.mach,
        "from": None if flight.launch is None else list(flight.launch),
        "to": None if flight.fall is None else list(flight.fall),
    }


def _sketch(flight: AnnouncedFlight, arc: Arc, ballistic: bool, found: Sequence[SameMissile]) -> Sketch:
    flown = None
    if ballistic:
        flown = found[len(found) // 2].flown if found else arc_path(flight.apogee_m, flight.range_m)
    return Sketch(
        flown=None if flown is None else flown / 1e3,
        usual={missile.burn_time: missile.usual / 1e3 for missile in found if len(missile.usual)},
        least=arc_path(arc.least_energy_apogee, flight.range_m) / 1e3,
    )


def _opened(value: Any) -> Any:
    return asdict(value) if isinstance(value, Ends) else value
