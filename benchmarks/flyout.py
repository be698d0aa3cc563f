"""The fly-out table of a staged interceptor, and its flights beside SciPy's integrator on the same equations.

`by_scipy` integrates in polar coordinates in its plane, four numbers where the program carries six; both to 1e-10.
"""

import numpy as np

from detente.flying.flyout import table_of_stages
from detente.flying.staged_flyout import fan, flown
from detente.kernels.compile import Floats
from tests.flying.second_flyout import WITH_COAST, planar

STEERS = np.linspace(0.4, 1.5, 8)  # [rad] a few flights of the fan


def by_table() -> Floats:
    """Fly the fan anew and fill the table (2, distance, height) [s]."""
    times, _ = table_of_stages(WITH_COAST, fan(WITH_COAST))
    return np.stack(times)


def samples() -> Floats:
    """Times [s] of a fan's samples."""
    return fan(WITH_COAST).time


def by_kernel(time: Floats) -> Floats:
    """The flights (steers, time, 4) by the program's integrator, on all cores."""
    return flown(WITH_COAST.booster, STEERS, time)


def by_scipy(time: Floats) -> list[Floats]:
    """The same flights by `solve_ivp`, at the steps it takes."""
    return [planar(WITH_COAST.booster, float(steer), float(time[-1]))[1] for steer in STEERS]
