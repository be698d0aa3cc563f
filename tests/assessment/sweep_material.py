"""Jobs small enough to test with; functions of a module, so that they can be handed to other processes."""

import os
import signal
import time
from functools import partial
from pathlib import Path

import numpy as np

from detente.assessment.jobs import Arrays, Job
from detente.errors import RangeError

TOTAL, CHUNK = 103, 10


def rows(first: int, count: int, seed: int = 7) -> Arrays:
    """What row i holds depends on i alone."""
    number = np.arange(first, first + count)
    drawn = np.array([np.random.Generator(np.random.Philox(key=seed, counter=i)).random() for i in number])
    return {"row": number, "drawn": drawn, "hit": drawn < 0.3, "gone": np.where(drawn < 0.5, np.nan, -np.inf)}


def job(run=rows, *, total: int = TOTAL, chunk: int = CHUNK, digest: str = "a" * 64) -> Job:
    return Job("draws", digest, total, chunk, run)


def logged(folder: Path, first: int, count: int) -> Arrays:
    """As `rows`, and leaves a mark for each time a row is worked out."""
    for row in range(first, first + count):
        (folder / f"{row}-{os.getpid()}-{time.monotonic_ns()}").touch()
    return rows(first, count)


def logging_job(folder: Path, **options) -> Job:
    folder.mkdir(exist_ok=True)
    return job(partial(logged, folder), **options)


def done_in(folder: Path) -> list[int]:
    """Which rows were worked out, once for each time."""
    return sorted(int(path.name.split("-")[0]) for path in folder.iterdir())


def dying_once(folder: Path, at: int, first: int, count: int) -> Arrays:
    """As `rows`; the first process that comes to row `at` is killed in the middle of its chunk."""
    mark = folder / "has died"
    if first <= at < first + count and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return logged(folder, first, count)


def dying(at: int, first: int, count: int) -> Arrays:
    """As `rows`; whoever comes to row `at` is killed."""
    if first <= at < first + count:
        os.kill(os.getpid(), signal.SIGKILL)
    return rows(first, count)


def refusing(at: int, first: int, count: int) -> Arrays:
    """As `rows`, with a refusal."""
    if first <= at < first + count:
        raise RangeError(f"row {at} is out of range")
    return rows(first, count)


def slow(first: int, count: int) -> Arrays:
    """As `rows`, at a pace that leaves time to interrupt."""
    time.sleep(0.1)
    return rows(first, count)


def threads(first: int, count: int) -> Arrays:
    """How many threads kernels may use where this runs."""
    import numba

    return {"threads": np.full(count, numba.get_num_threads())}


def rows_of(part: Path) -> range:
    """The rows that the name of a part says it has."""
    first, count = (int(text) for text in part.name.split("-")[1:3])
    return range(first, first + count)
