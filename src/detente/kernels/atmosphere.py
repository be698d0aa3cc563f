"""US Standard Atmosphere 1976: seven layers up to 84.852 km, the last one carried on above (thin enough to forget)."""

import math

from detente.kernels.compile import kernel

# Base height [m, geopotential], temperature [K], lapse rate [K/m], pressure [Pa]: US Standard Atmosphere 1976, table 4
# and the pressures that follow from it.
LAYERS = (
    (0.0, 288.15, -0.0065, 101325.0),
    (11_000.0, 216.65, 0.0, 22632.06),
    (20_000.0, 216.65, 0.001, 5474.889),
    (32_000.0, 228.65, 0.0028, 868.0187),
    (47_000.0, 270.65, 0.0, 110.9063),
    (51_000.0, 270.65, -0.0028, 66.93887),
    (71_000.0, 214.65, -0.002, 3.956420),
)
TOP = 84_852.0  # [m]
EARTH_RADIUS_1976 = 6_356_766.0  # [m] the standard's own
GRAVITY_OVER_GAS = 0.034163195  # g0 M / R* [K/m]
GAS = 287.05287  # [J/(kg K)] for air
HEAT_RATIO = 1.4


@kernel
def geopotential(height: float) -> float:
    """Geopotential height [m] of a geometric height [m]."""
    return EARTH_RADIUS_1976 * height / (EARTH_RADIUS_1976 + height)


@kernel
def layer(h: float) -> int:
    """Number of the layer at a geopotential height [m], from 0; 7 above the standard's seven."""
    i = 0
    for k in range(1, 7):
        if h >= LAYERS[k][0]:
            i = k
    return 7 if h > TOP else i


@kernel
def air(height: float) -> tuple[float, float]:
    """Density [kg/m^3] and speed of sound [m/s] at a geometric height [m]."""
    h = geopotential(height)
    base, t0, lapse, p0 = LAYERS[min(6, layer(h))]
    t = max(t0 + lapse * (h - base), 186.946)
    if lapse == 0.0:
        p = p0 * math.exp(-GRAVITY_OVER_GAS * (h - base) / t0)
    elif h <= TOP:
        p = p0 * (t0 / t) ** (GRAVITY_OVER_GAS / lapse)
    else:
        p = p0 * (t0 / 186.946) ** (GRAVITY_OVER_GAS / lapse) * math.exp(-GRAVITY_OVER_GAS * (h - TOP) / 186.946)
    return p / (GAS * t), math.sqrt(HEAT_RATIO * GAS * t)
