"""The engagement question in plain NumPy, whole arrays at a time: what the compiled kernel is measured against.

Same table, same limits, same parabola as `detente.kernels.intercept`; a test checks that both say the same.
"""

import numpy as np

from detente.kernels.compile import Floats


def latest_launches(
    t: Floats, paths: Floats, site: Floats, table: Floats, steps: Floats, limits: tuple[float, float, float]
) -> Floats:
    """Latest useful interceptor launch (p,) [s] from one site against each path, NaN where there is none.

    t (p, n) [s]; paths (p, n, 4): unit vector and height [m]; site (3,) unit vector; table and its steps (chord,
    height [m]); limits: least and greatest height [m], greatest flight time [s].
    """
    times = flight_times(paths, site, table, steps, limits)
    launch = np.where(np.isnan(times), -np.inf, t - times)
    best = launch.argmax(axis=1)
    every = np.arange(len(launch))
    latest = refined(t, launch, every, best)
    return np.where(np.isinf(launch[every, best]), np.nan, latest)


def flight_times(
    paths: Floats, site: Floats, table: Floats, steps: Floats, limits: tuple[float, float, float]
) -> Floats:
    """Flight time (p, n) [s] to every point, bilinear in the table, NaN where not allowed."""
    height = paths[..., 3]
    chord = np.sqrt(np.maximum(2.0 - 2.0 * (paths[..., :3] @ site), 0.0))
    a, b = chord / steps[0], height / steps[1]
    inside = (a < table.shape[0] - 1) & (b >= 0.0) & (b < table.shape[1] - 1)
    inside &= (height >= limits[0]) & (height <= limits[1])
    a, b = np.where(inside, a, 0.0), np.where(inside, b, 0.0)
    i, j = a.astype(np.int64), b.astype(np.int64)
    u, v = a - i, b - j
    near = table[i, j] * (1.0 - v) + table[i, j + 1] * v
    far = table[i + 1, j] * (1.0 - v) + table[i + 1, j + 1] * v
    times = near * (1.0 - u) + far * u
    with np.errstate(invalid="ignore"):
        return np.where(inside & (times <= limits[2]), times, np.nan)


def refined(t: Floats, launch: Floats, every: np.ndarray, best: np.ndarray) -> Floats:
    """The top of the parabola through the best sample and its neighbours, where there is one."""
    found = launch[every, best]
    at = np.clip(best, 1, t.shape[1] - 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        a, b = t[every, at - 1] - t[every, at], t[every, at + 1] - t[every, at]
        p, q = (launch[every, at - 1] - found) / a, (launch[every, at + 1] - found) / b
        bend = (q - p) / (b - a)
        slope = p - bend * a
        top = -0.5 * slope / bend
        curved = (at == best) & np.isfinite(p) & np.isfinite(q) & (bend < 0.0) & (a < top) & (top < b)
        return np.where(curved, found - 0.25 * slope * slope / bend, found)
