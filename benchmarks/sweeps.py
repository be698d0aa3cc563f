"""What it costs to have rows worked out by others: per row, and as workers are added.

Two kinds of chunk. One *waits* for a stated time and uses no core: with it the harness itself is measured, for more
workers than this machine has cores. One *counts* in plain Python on one core: with it the cores are measured too.

`python -m benchmarks.sweeps` prints the table of docs/benchmarks.md.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.timing import Line, best, show
from detente.assessment.cluster import connected, on_cluster
from detente.assessment.jobs import Arrays, Chunk, Job, gaps
from detente.assessment.pool import in_processes
from detente.assessment.sweep import sweep

COLUMNS = 10  # as many outcomes as the EMA Workbench's comparison counts with
ROWS, CHUNK = 100_000, 500
WAIT, BUSY = 0.1, 0.05  # seconds a chunk waits or counts
ROUNDS = 4
MOST = 8  # workers that wait
EACH = 8  # chunks a worker, in weak scaling
ALL = 32  # chunks in all, in strong scaling


def cheap(first: int, count: int) -> Arrays:
    """A row that costs next to nothing: then what is left is the harness."""
    row = np.arange(first, first + count, dtype=float)
    return {f"outcome {k}": row + k for k in range(COLUMNS)}


def by_loop() -> Arrays:
    """The same rows in the same chunks, in a plain loop."""
    parts = [cheap(first, min(CHUNK, ROWS - first)) for first in range(0, ROWS, CHUNK)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def cheap_job() -> Job:
    return Job("cheap", "benchmark", ROWS, CHUNK, cheap)


def waiting(seconds: float, first: int, count: int) -> Arrays:
    """A chunk that takes its time and no core."""
    time.sleep(seconds)
    return cheap(first, count)


def counting(turns: int, first: int, count: int) -> Arrays:
    """A chunk of a stated number of turns in plain Python, on one core."""
    total = 0
    for k in range(turns):
        total += k & 7
    return cheap(first, count) | {"total": np.full(count, total)}


def turns_for(seconds: float) -> int:
    """Turns that take this long here, now."""
    start = time.perf_counter()
    counting(1_000_000, 0, 1)
    return int(1_000_000 * seconds / (time.perf_counter() - start))


def overhead() -> dict[str, float]:
    """Harness time a row over the plain loop [us]; the starting of workers is left out, and timed by `start`."""
    plain = best(by_loop, 3)
    with tempfile.TemporaryDirectory() as folder:
        store = partial(tempfile.mkdtemp, dir=folder)
        found = {
            "here": best(lambda: sweep(cheap_job()), 3) - plain,
            "here, with a store": best(lambda: sweep(cheap_job(), store=Path(store())), 1) - plain,
        }
    found["two processes"] = min(_after_first(in_processes(cheap_job(), chunks(ROWS), 2)) for _ in range(3)) - plain
    with connected("local:2", 1) as client:
        dask = best(lambda: list(on_cluster(cheap_job(), chunks(ROWS), client)), 2)
    found["two workers of Dask"] = dask - plain
    return {name: 1e6 * seconds / ROWS for name, seconds in found.items()}


def start() -> dict[str, float]:
    """From nothing to the first row [s]."""
    few = Job("few", "benchmark", 2, 1, cheap)
    return {
        "two processes": best(lambda: sweep(few, workers=2), 2),
        "local cluster of two": best(lambda: sweep(few, cluster="local:2"), 1),
    }


def scaling(run: Callable[[int, int], Arrays], most: int) -> list[tuple[int, float, float]]:
    """Workers, and seconds for EACH chunks a worker and for ALL chunks, once the workers of a local cluster are up."""
    found, workers = [], 1
    while workers <= most:
        with connected(f"local:{workers}", 1) as client:
            weak, strong = (Job("scaling", "benchmark", many, 1, run) for many in (EACH * workers, ALL))
            times = [
                best(lambda: list(on_cluster(job, chunks(job.total, 1), client)), ROUNDS)  # noqa: B023
                for job in (weak, strong)
            ]
        found.append((workers, times[0], times[1]))
        workers *= 2
    return found


def chunks(rows: int, each: int = CHUNK) -> Iterator[Chunk]:
    """All chunks of a job."""
    return gaps(rows, each)


def _after_first(found: Iterator[tuple[Chunk, Arrays]]) -> float:
    """Seconds from the first chunk to the last: the processes are up by then."""
    next(found)
    begun = time.perf_counter()
    list(found)
    return time.perf_counter() - begun


def table() -> list[Line]:
    """Harness and scaling, as lines of the table of all benchmarks."""
    lines = [(f"sweep, harness a row, {name}", f"{cost:.2f} us", "at most 30 us") for name, cost in overhead().items()]
    lines += [(f"sweep, from nothing to the first row, {name}", f"{took:.1f} s", "") for name, took in start().items()]
    lines += _scaled("waits", scaling(partial(waiting, WAIT), MOST))
    return lines + _scaled("counts", scaling(partial(counting, turns_for(BUSY)), os.cpu_count() or 1))


def _scaled(kind: str, measured: list[tuple[int, float, float]]) -> list[Line]:
    _, weak_alone, strong_alone = measured[0]
    lines: list[Line] = []
    for workers, weak, strong in measured:
        lines.append(
            (
                f"a chunk {kind}: {EACH} a worker, {workers} of Dask",
                f"{weak:.2f} s",
                f"{weak_alone / weak:.0%} of ideal",
            )
        )
        lines.append(
            (
                f"a chunk {kind}: {ALL} in all, {workers} of Dask",
                f"{strong:.2f} s",
                f"{strong_alone / strong:.1f} times faster",
            )
        )
    return lines


if __name__ == "__main__":
    show(table())
