"""Missiles, interceptors, sensors and rules of engagement as frozen SI parameters, checked when they are made."""

import math
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from detente.errors import RangeError
from detente.kernels.compile import Floats
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS, STANDARD_GRAVITY

Point: TypeAlias = tuple[float, float]  # latitude, longitude [deg]

ESCAPE_SPEED = math.sqrt(2.0 * EARTH_MU / EARTH_RADIUS)  # [m/s] from the surface of the reference sphere


def radians(points: list[Point]) -> Floats:
    """Points [deg] as an (n, 2) array [rad]; RangeError names the first one that is not on the Earth."""
    for latitude, longitude in points:
        if not (-90.0 <= latitude <= 90.0 and -360.0 <= longitude <= 360.0):
            raise RangeError(
                f"found latitude {latitude:g}, longitude {longitude:g}; expected -90 to 90 and -180 to 180 degrees. "
                "Give LATITUDE,LONGITUDE in this order, north and east positive."
            )
    return np.radians(np.array(points, dtype=np.float64).reshape(-1, 2))


def check_speed(speed: float, what: str) -> None:
    """RangeError unless 0 < speed [m/s] < escape."""
    if not 0.0 < speed < ESCAPE_SPEED:
        raise RangeError(
            f"{what}: found a burnout speed of {speed / 1e3:g} km/s; expected more than 0 and less than escape speed, "
            f"{ESCAPE_SPEED / 1e3:.2f} km/s. A faster vehicle does not come back."
        )


def check_burn(time: float, what: str) -> None:
    """RangeError unless 1 <= time <= 1000 [s]."""
    if not 1.0 <= time <= 1000.0:
        raise RangeError(f"{what}: found a burn time of {time:g} s; expected 1 to 1000 s.")


@dataclass(frozen=True)
class Missile:
    """A missile of which burnout speed and burn time are public: a `notional` one."""

    name: str
    burnout_speed_m_s: float
    burn_time_s: float

    def __post_init__(self) -> None:
        check_speed(self.burnout_speed_m_s, self.name)
        check_burn(self.burn_time_s, self.name)


@dataclass(frozen=True)
class Stage:
    """One stage: fuelled and empty mass [kg], specific impulse [s], burn time [s], diameter [m]."""

    fuelled_mass_kg: float
    empty_mass_kg: float
    specific_impulse_s: float
    burn_time_s: float
    diameter_m: float

    def __post_init__(self) -> None:
        if not 0.0 < self.empty_mass_kg < self.fuelled_mass_kg:
            raise RangeError(
                f"a stage with empty mass {self.empty_mass_kg:g} kg and fuelled mass {self.fuelled_mass_kg:g} kg; "
                "expected 0 < empty < fuelled."
            )
        check_burn(self.burn_time_s, "a stage")


def impulse_of_thrust(thrust_n: float, fuelled_mass_kg: float, empty_mass_kg: float, burn_time_s: float) -> float:
    """Specific impulse [s] of a stage whose thrust [N] is printed instead."""
    return thrust_n * burn_time_s / ((fuelled_mass_kg - empty_mass_kg) * STANDARD_GRAVITY)


# Drag coefficient by Mach number: G. Forden, Science & Global Security 15 (2007), as transcribed; secondary.
FORDEN_DRAG = ((0.85, 0.20), (1.0, 0.27), (1.2, 0.27), (2.0, 0.20))


@dataclass(frozen=True)
class StagedMissile:
    """A missile whose stages are public, with its payload [kg], drag table (Mach, coefficient) and pitch rate.

    pitch_rate_rad_s: thrust turns down from vertical at this rate until the loft angle; None: it gets there
    after half of the total burn time.
    """

    name: str
    stages: tuple[Stage, ...]
    payload_kg: float
    drag: tuple[tuple[float, float], ...] = FORDEN_DRAG
    pitch_rate_rad_s: float | None = None
    rows: Floats = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        mass, rows = self.payload_kg, []
        for stage in reversed(self.stages):
            mass += stage.fuelled_mass_kg
            flow = (stage.fuelled_mass_kg - stage.empty_mass_kg) / stage.burn_time_s
            thrust = stage.specific_impulse_s * STANDARD_GRAVITY * flow
            if thrust <= mass * STANDARD_GRAVITY and stage is self.stages[0]:
                raise RangeError(
                    f"{self.name}: thrust {thrust / 1e3:.0f} kN does not lift {mass / 1e3:.1f} t. "
                    "Check masses, specific impulse and burn time of the first stage."
                )
            area = math.pi * stage.diameter_m**2 / 4.0
            rows.append([mass, stage.empty_mass_kg, stage.burn_time_s, thrust, flow, area])
        object.__setattr__(self, "rows", np.array(rows[::-1]))

    @property
    def burn_time_s(self) -> float:
        """Sum of the burn times [s]."""
        return sum(stage.burn_time_s for stage in self.stages)


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
        if not self.minimum_altitude_m < self.maximum_altitude_m:
            raise RangeError(
                f"{self.name}: found a least intercept height of {self.minimum_altitude_m / 1e3:g} km and a ceiling of "
                f"{self.maximum_altitude_m / 1e3:g} km; expected the ceiling above it."
            )


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
    """Where interceptors stand, and which of the radars (by index) are the site's own."""

    name: str
    at: Point
    interceptor: Interceptor
    own_radars: tuple[int, ...] = ()


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
            raise RangeError(f'found policy "{self.policy}"; expected one of {", ".join(POLICIES)}.')
        if self.commit_delay_s < 0.0 or self.assessment_delay_s < 0.0:
            raise RangeError("found a negative delay; expected 0 s or more.")


POLICIES = ("organic", "launch-on-remote", "engage-on-remote")
