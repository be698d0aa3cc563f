"""How benchmarks are timed and shown. The machine may be shared: the best of several counts."""

import os
import platform
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version

import numba

Line = tuple[str, str, str]


def best(call: Callable[[], object], rounds: int) -> float:
    """Shortest of several runs [s], after one that does not count."""
    call()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def machine() -> str:
    """Processor, cores and the versions that matter."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "llvmlite", "scipy", "heyoka"))
    processor = platform.processor() or platform.machine()
    cores = f"{numba.get_num_threads()} of {os.cpu_count()} cores"
    return f"{processor}, {cores}, Python {platform.python_version()}, {versions}"


def show(lines: Sequence[Line]) -> None:
    """Print one table."""
    print(machine())
    widths = [max(len(line[k]) for line in lines) for k in range(3)]
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
