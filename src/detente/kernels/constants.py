"""The reference sphere and the two numbers of rocketry. Source: docs/methods/flight.md, section Constants."""

EARTH_RADIUS = 6_371_000.0  # [m] sphere
EARTH_MU = 398_600.4418e9  # [m^3/s^2] gravitational parameter
EARTH_RATE = 7.2921159e-5  # [rad/s] rotation
STANDARD_GRAVITY = 9.80665  # [m/s^2]
FASTEST = 12.0e3  # [m/s] faster than any missile that comes down, also over the turning ground
