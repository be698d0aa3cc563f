"""Directions on the sphere. Vectors are Earth-centred: x to 0N 0E, z to the north pole, [m] or unit length."""

import math

from detente.kernels.compile import kernel


@kernel
def up(lat: float, lon: float) -> tuple[float, float, float]:
    """Unit vector of the local vertical; lat, lon [rad]."""
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


@kernel
def east(lon: float) -> tuple[float, float, float]:
    """Unit vector to the local east; lon [rad]."""
    return -math.sin(lon), math.cos(lon), 0.0


@kernel
def north(lat: float, lon: float) -> tuple[float, float, float]:
    """Unit vector to the local north; lat, lon [rad]."""
    return -math.sin(lat) * math.cos(lon), -math.sin(lat) * math.sin(lon), math.cos(lat)


@kernel
def turned(x: float, y: float, angle: float) -> tuple[float, float]:
    """The horizontal part of a vector after the Earth has turned by angle [rad] about its axis."""
    c, s = math.cos(angle), math.sin(angle)
    return c * x - s * y, s * x + c * y


@kernel
def latitude_longitude(x: float, y: float, z: float) -> tuple[float, float]:
    """Latitude and longitude [rad] below a point."""
    return math.atan2(z, math.hypot(x, y)), math.atan2(y, x)


@kernel
def central_angle(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Angle [rad] between two points of the sphere (haversine: exact for near and far points)."""
    a = math.sin(0.5 * (lat2 - lat1)) ** 2
    a += math.cos(lat1) * math.cos(lat2) * math.sin(0.5 * (lon2 - lon1)) ** 2
    return 2.0 * math.asin(math.sqrt(min(1.0, a)))


@kernel
def bearing(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Azimuth [rad, from north over east] of the great circle from point 1 to point 2."""
    y = math.sin(lon2 - lon1) * math.cos(lat2)
    x = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
    return math.atan2(y, x)


@kernel
def ahead(lat: float, lon: float, azimuth: float, angle: float) -> tuple[float, float]:
    """Latitude and longitude [rad] after going `angle` [rad] along the great circle with this azimuth."""
    s = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(azimuth)
    east_part = math.sin(azimuth) * math.sin(angle) * math.cos(lat)
    lat2 = math.asin(max(-1.0, min(1.0, s)))
    return lat2, lon + math.atan2(east_part, math.cos(angle) - math.sin(lat) * s)
