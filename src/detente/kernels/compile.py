"""The one place where kernels become machine code.

Every kernel is plain scalar Python in SI units. `kernel` compiles it and keeps the compiled form on disk;
`parallel_kernel` also spreads its outer `prange` loop over the cores. With NUMBA_DISABLE_JIT=1 both leave
the Python code as it is, which is how coverage is measured.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

F = TypeVar("F", bound=Callable[..., Any])
Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Ints: TypeAlias = npt.NDArray[np.int64]
prange = numba.prange
MANY = 256  # turns of a parallel loop below which one core is faster than waking the others


def kernel(function: F) -> F:
    """Compile a scalar function; division by zero gives inf or NaN as in NumPy."""
    return cast(F, numba.njit(cache=True, error_model="numpy")(function))


def parallel_kernel(function: F) -> F:
    """Compile a function whose outermost loop is a `prange`; every turn must be independent."""
    return cast(F, numba.njit(cache=True, error_model="numpy", parallel=True)(function))


def use_cores(count: int) -> None:
    """Let parallel kernels use this many cores (clipped to what the machine has)."""
    numba.set_num_threads(max(1, min(count, numba.config.NUMBA_NUM_THREADS)))  # type: ignore[attr-defined]


@contextmanager
def cores_for(turns: int) -> Iterator[None]:
    """Run parallel kernels inside on one core when there are few turns; the answer is the same."""
    allowed = numba.get_num_threads()
    if turns < MANY:
        numba.set_num_threads(1)
    try:
        yield
    finally:
        numba.set_num_threads(allowed)
