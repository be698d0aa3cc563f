"""Missiles, interceptors, sensors and rules of engagement as frozen SI parameters, checked when they are made."""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from detente.errors import RangeError
from detente.kernels.compile import Floats
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS, STANDARD_GRAVITY
from detente.messages import mark, say

Point: TypeAlias = tuple[float, float]  # latitude, longitude [deg]

CHEMISTRY = 500.0  # [s] specific impulse above which a stage is taken for a slip; assumed, above all chemical rockets
SEA_LEVEL_PRESSURE = 101_325.0  # [Pa] US Standard Atmosphere 1976
ASSUMED_BALLISTIC_COEFFICIENT = 5000.0  # [kg/m^2] assumed: no sourced value; see docs/methods/flight-tiers.md
ESCAPE_SPEED = math.sqrt(2.0 * EARTH_MU / EARTH_RADIUS)  # [m/s] from the surface of the reference sphere


def radians(points: list[Point]) -> Floats:
    """Points [deg] as an (n, 2) array [rad]; RangeError names the first one that is not on the Earth."""
    for latitude, longitude in points:
        if not (-90.0 <= latitude <= 90.0 and -360.0 <= longitude <= 360.0):
            raise RangeError(
                say(
                    "found latitude {latitude:g}, longitude {longitude:g}; expected -90 to 90 and -180 to 180 "
                    "degrees. Give LATITUDE,LONGITUDE in this order, north and east positive.",
                    latitude=latitude,
                    longitude=longitude,
                )
            )
    return np.radians(np.array(points, dtype=np.float64).reshape(-1, 2))


def check_speed(speed: float, what: str) -> None:
    """RangeError unless 0 < speed [m/s] < escape."""
    if not 0.0 < speed < ESCAPE_SPEED:
        raise RangeError(
            say(
                "{what}: found a burnout speed of {speed:g} km/s; expected more than 0 and less than escape "
                "speed, {escape:.2f} km/s. A faster vehicle does not come back.",
                what=what,
                speed=speed / 1e3,
                escape=ESCAPE_SPEED / 1e3,
            )
        )


def check_burn(time: float, what: str) -> None:
    """RangeError unless 1 <= time <= 1000 [s]."""
    if not 1.0 <= time <= 1000.0:
        raise RangeError(say("{what}: found a burn time of {time:g} s; expected 1 to 1000 s.", what=what, time=time))


def check_ballistic_coefficient(coefficient: float, what: str) -> None:
    """RangeError unless 10 <= coefficient <= 100,000 [kg/m^2]."""
    if not 10.0 <= coefficient <= 1.0e5:
        raise RangeError(
            say(
                "{what}: found a ballistic coefficient of {coefficient:g} kg/m^2; expected 10 to 100,000 kg/m^2.",
                what=what,
                coefficient=coefficient,
            )
        )


def check_heights(least: float, most: float, what: str) -> None:
    """RangeError unless the least intercept height [m] is below the ceiling [m]."""
    if not least < most:
        raise RangeError(
            say(
                "{what}: found a least intercept height of {least:g} km and a ceiling of {most:g} km; expected "
                "the ceiling above it.",
                what=what,
                least=least / 1e3,
                most=most / 1e3,
            )
        )


@dataclass(frozen=True)
class Missile:
    """A missile of which burnout speed and burn time are public: a `notional` one.

    ballistic_coefficient_kg_m2: of what falls back, asked for by the `full` tier only; mass over drag coefficient and
    cross-section at high Mach number. Its default is an assumption.
    """

    name: str
    burnout_speed_m_s: float
    burn_time_s: float
    ballistic_coefficient_kg_m2: float = ASSUMED_BALLISTIC_COEFFICIENT

    def __post_init__(self) -> None:
        check_speed(self.burnout_speed_m_s, self.name)
        check_burn(self.burn_time_s, self.name)
        check_ballistic_coefficient(self.ballistic_coefficient_kg_m2, self.name)


@dataclass(frozen=True)
class Stage:
    """One stage: fuelled and empty mass [kg], specific impulse [s], burn time [s], diameter [m].

    coast_s: pause between its burnout and the next ignition [s]. sea_level_impulse_s: specific impulse at sea level
    [s], if the stage's thrust grows as the air thins; specific_impulse_s is then the one in vacuum. Without it thrust
    is the same at every height.
    """

    fuelled_mass_kg: float
    empty_mass_kg: float
    specific_impulse_s: float
    burn_time_s: float
    diameter_m: float
    coast_s: float = 0.0
    sea_level_impulse_s: float | None = None

    def __post_init__(self) -> None:
        if not 0.0 < self.empty_mass_kg < self.fuelled_mass_kg < math.inf:
            raise RangeError(
                say(
                    "a stage with empty mass {empty:g} kg and fuelled mass {fuelled:g} kg; "
                    "expected 0 < empty < fuelled.",
                    empty=self.empty_mass_kg,
                    fuelled=self.fuelled_mass_kg,
                )
            )
        if not 0.0 < self.specific_impulse_s <= CHEMISTRY:
            raise RangeError(
                say(
                    "a stage with a specific impulse of {impulse:g} s; expected more than 0 and at "
                    "most {most:g} s: no chemical rocket gives more. Check the unit: seconds, not metres "
                    "a second.",
                    impulse=self.specific_impulse_s,
                    most=CHEMISTRY,
                )
            )
        if self.sea_level_impulse_s is not None and not 0.0 < self.sea_level_impulse_s <= self.specific_impulse_s:
            raise RangeError(
                say(
                    "a stage with a specific impulse of {sea_level:g} s at sea level and "
                    "{impulse:g} s in vacuum; expected more than 0 and not more than in vacuum.",
                    sea_level=self.sea_level_impulse_s,
                    impulse=self.specific_impulse_s,
                )
            )
        if not (0.0 < self.diameter_m < 20.0 and 0.0 <= self.coast_s <= 1000.0):
            raise RangeError(
                say(
                    "a stage with a diameter of {diameter:g} m and a coast of {coast:g} s; expected more "
                    "than 0 and less than 20 m, and 0 to 1000 s.",
                    diameter=self.diameter_m,
                    coast=self.coast_s,
                )
            )
        check_burn(self.burn_time_s, mark("a stage"))

    @property
    def flow_kg_s(self) -> float:
        """Mass flow [kg/s]."""
        return (self.fuelled_mass_kg - self.empty_mass_kg) / self.burn_time_s

    @property
    def thrust_n(self) -> float:
        """Thrust in vacuum [N]."""
        return self.specific_impulse_s * STANDARD_GRAVITY * self.flow_kg_s

    @property
    def nozzle_m2(self) -> float:
        """Area [m^2] that turns the pressure of the air into lost thrust."""
        lost = self.specific_impulse_s - (self.sea_level_impulse_s or self.specific_impulse_s)
        return lost * STANDARD_GRAVITY * self.flow_kg_s / SEA_LEVEL_PRESSURE


def impulse_of_thrust(thrust_n: float, fuelled_mass_kg: float, empty_mass_kg: float, burn_time_s: float) -> float:
    """Specific impulse [s] of a stage whose thrust [N] is printed instead."""
    return thrust_n * burn_time_s / ((fuelled_mass_kg - empty_mass_kg) * STANDARD_GRAVITY)


# Drag coefficient by Mach number: G. Forden, Science & Global Security 15 (2007), as transcribed; secondary.
FORDEN_DRAG = ((0.85, 0.20), (1.0, 0.27), (1.2, 0.27), (2.0, 0.20))


@dataclass(frozen=True)
class PitchProgramme:
    """Thrust turns down from vertical at this rate [rad/s] until the loft angle, and stays there (Forden 2007)."""

    rate_rad_s: float

    def __post_init__(self) -> None:
        if not 0.0 < self.rate_rad_s < 1.0:
            raise RangeError(
                say(
                    "found a pitch rate of {angle:g} deg/s; expected 0 to 57 deg/s.",
                    angle=math.degrees(self.rate_rad_s),
                )
            )


ASSUMED_TILT = PitchProgramme(math.radians(6.0))  # assumed: of an interceptor whose steering nobody states


@dataclass(frozen=True)
class GravityTurn:
    """Vertical rise, pitch-over, then thrust along the velocity. Durations [s] of the first two; assumed by default."""

    vertical_rise_s: float = 5.0
    pitch_over_s: float = 10.0

    def __post_init__(self) -> None:
        if not (0.0 <= self.vertical_rise_s <= 100.0 and 0.1 <= self.pitch_over_s <= 100.0):
            raise RangeError(
                say(
                    "found a vertical rise of {upright:g} s and a pitch-over of {tilting:g} s; "
                    "expected 0 to 100 s and 0.1 to 100 s.",
                    upright=self.vertical_rise_s,
                    tilting=self.pitch_over_s,
                )
            )


@dataclass(frozen=True)
class StagedMissile:
    """A missile whose stages are public, with its payload [kg], drag table (Mach, coefficient) and way of steering.

    ballistic_coefficient_kg_m2: of a payload that separates at burnout; None: the last stage stays attached.
    """

    name: str
    stages: tuple[Stage, ...]
    payload_kg: float
    drag: tuple[tuple[float, float], ...] = FORDEN_DRAG
    steering: PitchProgramme | GravityTurn = GravityTurn()
    ballistic_coefficient_kg_m2: float | None = None

    def __post_init__(self) -> None:
        if not self.stages or not 0.0 <= self.payload_kg < math.inf:
            raise RangeError(
                say(
                    "{name}: found {count} stages and a payload of {payload:g} kg; expected one stage or "
                    "more, and 0 kg or more.",
                    name=self.name,
                    count=len(self.stages),
                    payload=self.payload_kg,
                )
            )
        if self.ballistic_coefficient_kg_m2 is not None:
            check_ballistic_coefficient(self.ballistic_coefficient_kg_m2, self.name)
        mass, first = self.mass_at_ignition_kg(0), self.stages[0]
        thrust = first.thrust_n - first.nozzle_m2 * SEA_LEVEL_PRESSURE
        if thrust <= mass * STANDARD_GRAVITY:
            raise RangeError(
                say(
                    "{name}: thrust {thrust:.0f} kN does not lift {mass:.1f} t. Check masses, specific impulse "
                    "and burn time of the first stage.",
                    name=self.name,
                    thrust=thrust / 1e3,
                    mass=mass / 1e3,
                )
            )

    def mass_at_ignition_kg(self, number: int) -> float:
        """Mass [kg] when a stage (0, 1, ...) ignites, with everything above it."""
        return self.payload_kg + sum(stage.fuelled_mass_kg for stage in self.stages[number:])

    @property
    def burn_time_s(self) -> float:
        """Sum of the burn times [s]."""
        return sum(stage.burn_time_s for stage in self.stages)

    @property
    def ascent_time_s(self) -> float:
        """Time [s] from launch to the burnout of the last stage, coasts between stages included."""
        return self.burn_time_s + sum(stage.coast_s for stage in self.stages[:-1])

    @property
    def ideal_speed_m_s(self) -> float:
        """Speed [m/s] of the rocket equation in vacuum, without gravity."""
        return sum(
            stage.specific_impulse_s
            * STANDARD_GRAVITY
            * math.log(mass / (mass - stage.fuelled_mass_kg + stage.empty_mass_kg))
            for stage, mass in ((s, self.mass_at_ignition_kg(i)) for i, s in enumerate(self.stages))
        )


@dataclass(frozen=True)
class Interceptor:
    """An interceptor: a real ascent to its burnout speed, then free flight, within these limits."""

    name: str
    burnout_speed_m_s: float
    burn_time_s: float
    minimum_altitude_m: float
    maximum_flight_time_s: float
    maximum_altitude_m: float = math.inf

    def __post_init__(self) -> None:
        check_speed(self.burnout_speed_m_s, self.name)
        check_burn(self.burn_time_s, self.name)
        check_heights(self.minimum_altitude_m, self.maximum_altitude_m, self.name)


@dataclass(frozen=True)
class StagedInterceptor:
    """An interceptor whose stages are public: it climbs and coasts as its booster does, within these limits.

    The whole of every stage is burnt; what it meets is met after the burnout of the last stage.

    Example: detente.StagedInterceptor(booster, minimum_altitude_m=100e3, maximum_flight_time_s=600.0)
    """

    booster: StagedMissile
    minimum_altitude_m: float
    maximum_flight_time_s: float
    maximum_altitude_m: float = math.inf

    def __post_init__(self) -> None:
        check_heights(self.minimum_altitude_m, self.maximum_altitude_m, self.name)
        if not self.booster.ascent_time_s < self.maximum_flight_time_s <= 1.0e5:
            raise RangeError(
                say(
                    "{name}: found a greatest flight time of {most:g} s; expected more than "
                    "the {ascent:g} s to the burnout of its last stage, and at most 100,000 s.",
                    name=self.name,
                    most=self.maximum_flight_time_s,
                    ascent=self.booster.ascent_time_s,
                )
            )

    @property
    def name(self) -> str:
        """The name of the booster."""
        return self.booster.name


@dataclass(frozen=True)
class Radar:
    """A radar: place [deg], range [m], least elevation, facing azimuth and width of view [rad], track time [s]."""

    name: str
    at: Point
    range_m: float
    minimum_elevation_rad: float
    track_time_s: float
    facing_rad: float = 0.0
    azimuth_width_rad: float = 2.0 * math.pi


@dataclass(frozen=True)
class Infrared:
    """Infrared satellites: they see a burning missile above this height [m] and need this long for a track [s]."""

    detection_altitude_m: float
    track_time_s: float


@dataclass(frozen=True)
class Site:
    """Where interceptors stand, which of the radars (by index) are the site's own, and where it may shoot.

    facing_rad, azimuth_width_rad: azimuth of the middle and width of the sector [rad] in which it may meet a missile.
    """

    name: str
    at: Point
    interceptor: Interceptor | StagedInterceptor
    own_radars: tuple[int, ...] = ()
    facing_rad: float = 0.0
    azimuth_width_rad: float = 2.0 * math.pi

    def __post_init__(self) -> None:
        if not 0.0 < self.azimuth_width_rad <= 2.0 * math.pi:
            raise RangeError(
                say(
                    "{name}: found a sector of {angle:g} deg; expected more than 0 and at most 360 deg, "
                    "which is all round.",
                    name=self.name,
                    angle=math.degrees(self.azimuth_width_rad),
                )
            )


@dataclass(frozen=True)
class Rules:
    """When an interceptor may be launched.

    policy: organic (the site's own radars only), launch-on-remote (any sensor releases the launch, an own radar
    must cover the intercept) or engage-on-remote (any sensor is enough). commit_delay_s: from a sufficient track
    to the launch. assessment_delay_s: from an intercept to the next launch. after_burnout: never before the
    missile has burnt out.
    """

    policy: str
    commit_delay_s: float
    assessment_delay_s: float
    after_burnout: bool

    def __post_init__(self) -> None:
        if self.policy not in POLICIES:
            raise RangeError(
                say(
                    'found policy "{policy}"; expected one of {policies}.',
                    policy=self.policy,
                    policies=", ".join(POLICIES),
                )
            )
        if self.commit_delay_s < 0.0 or self.assessment_delay_s < 0.0:
            raise RangeError(mark("found a negative delay; expected 0 s or more."))


POLICIES = ("organic", "launch-on-remote", "engage-on-remote")
