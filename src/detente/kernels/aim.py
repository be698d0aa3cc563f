"""Hit a point that moves while the missile flies: azimuth, burnout speed and flight-path angle together.

One family of arcs hits the aim point, one member for each flight-path angle at burnout. A closing condition picks
the member: the least burnout speed, a given burnout speed, or a given speed at apogee. Newton's method on the two
misses and the closing condition, with differences for derivatives. See docs/methods/flight.md, section Aim.
"""

import math

from detente.kernels.boost import burnout, cut_off_time
from detente.kernels.coast import kinematic_impact
from detente.kernels.compile import kernel
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.frames import bearing, central_angle, latitude_longitude
from detente.kernels.gravity import minimum_energy

LEAST_SPEED, GIVEN_SPEED, GIVEN_APOGEE_SPEED = 0, 1, 2
NUDGE = 1e-5  # step of the differences: [rad], and a share of the speed
CLOSE = 1e-10  # [rad] miss at which the search ends: 0.6 mm
ROUNDS = 80


@kernel
def shot(
    launch: tuple[float, float],
    azimuth: float,
    speed: float,
    climb: float,
    vehicle: tuple[float, float],
    turning: float,
) -> tuple[float, float, float, float, float]:
    """Fall of one shot: latitude, longitude [rad], flight time [s], apogee [m], space-fixed speed there [m/s].

    launch [rad]; speed [m/s] and climb [rad] at cut-off; vehicle: full speed [m/s], burn time [s].
    """
    cut_off = cut_off_time(speed, vehicle[0], vehicle[1])
    height, angle = burnout(vehicle[0], vehicle[1], cut_off, climb)
    x, y, z, time, apogee, top_speed = kinematic_impact(
        launch[0], launch[1], azimuth, height, angle, speed, climb, turning
    )
    lat, lon = latitude_longitude(x, y, z)
    return lat, lon, cut_off + time, apogee, top_speed


@kernel
def miss(goal: tuple[float, float], lat: float, lon: float) -> tuple[float, float]:
    """How far east and north of the goal a point lies [rad], along the great circle between them."""
    distance = central_angle(goal[0], goal[1], lat, lon)
    direction = bearing(goal[0], goal[1], lat, lon)
    return distance * math.sin(direction), distance * math.cos(direction)


@kernel
def first_guess(launch: tuple[float, float], goal: tuple[float, float], turning: float) -> tuple[float, float, float]:
    """Azimuth, speed and flight-path angle of the minimum-energy arc to where the goal will be, without a climb."""
    lon, speed, climb = goal[1], 0.0, 0.0
    for _ in range(2):
        angle = central_angle(launch[0], launch[1], goal[0], lon)
        speed, climb = minimum_energy(angle, EARTH_RADIUS)
        lon = goal[1] + turning * 0.2 * EARTH_RADIUS * angle / 1000.0
    return bearing(launch[0], launch[1], goal[0], lon), 0.97 * speed, climb


@kernel
def aim(
    launch: tuple[float, float],
    goal: tuple[float, float],
    vehicle: tuple[float, float],
    turning: float,
    closing: int,
    wanted: float,
    guess: tuple[float, float, float],
) -> tuple[float, float, float, bool]:
    """Azimuth [rad], burnout speed [m/s] and flight-path angle [rad] that hit the goal; and whether that worked.

    launch, goal: latitude and longitude [rad]; vehicle: full speed [m/s], burn time [s]; turning [rad/s];
    closing: one of the three conditions above, with the wanted speed [m/s] for the last two; guess: a start.
    The speed found may exceed the full speed: then the goal is out of reach of this vehicle.
    """
    azimuth, speed, climb = guess
    curvature, last_climb, last_slope = 1.0, math.nan, math.nan
    for _ in range(ROUNDS):
        lat, lon, _, _, top = shot(launch, azimuth, speed, climb, vehicle, turning)
        east, north = miss(goal, lat, lon)
        lat, lon, _, _, _ = shot(launch, azimuth + NUDGE, speed, climb, vehicle, turning)
        e1, n1 = miss(goal, lat, lon)
        lat, lon, _, _, top2 = shot(launch, azimuth, speed * (1.0 + NUDGE), climb, vehicle, turning)
        e2, n2 = miss(goal, lat, lon)
        lat, lon, _, _, top3 = shot(launch, azimuth, speed, climb + NUDGE, vehicle, turning)
        e3, n3 = miss(goal, lat, lon)
        e1, n1, e2, n2, e3, n3 = e1 - east, n1 - north, e2 - east, n2 - north, e3 - east, n3 - north
        determinant = (e1 * n2 - e2 * n1) / NUDGE
        if not abs(determinant) > 0.0:
            return azimuth, speed, climb, False
        turn, gain = (e2 * north - n2 * east) / determinant, (n1 * east - e1 * north) / determinant
        turn_slope, slope = (
            (e2 * n3 - n2 * e3) / determinant / NUDGE,
            (n1 * e3 - e1 * n3) / determinant / NUDGE,
        )

        if closing == LEAST_SPEED:
            if abs(climb - last_climb) > 1e-9:
                curvature = min(8.0, max(0.2, (slope - last_slope) / (climb - last_climb)))
            rise = -slope / curvature
        elif closing == GIVEN_SPEED:
            rise = -(math.log(speed / wanted) + gain) / slope
        else:
            rise = -(top - wanted) / ((top3 - top) + (top2 - top) * slope) * NUDGE
        last_climb, last_slope = climb, slope
        reach = math.hypot(east, north)
        calm = 0.15 if reach < 0.05 else 0.0 if closing == LEAST_SPEED else 0.05
        rise = min(calm, max(-calm, rise))
        azimuth += min(0.5, max(-0.5, turn + turn_slope * rise))
        speed *= 1.0 + min(0.2, max(-0.2, gain + slope * rise))
        climb = min(1.55, max(0.005, climb + rise))
        if reach < CLOSE and abs(rise) < 1e-6:
            return azimuth, speed, climb, True
    return azimuth, speed, climb, False
