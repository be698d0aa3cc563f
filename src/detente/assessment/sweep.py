"""Many rows of one computation: here, on several cores or on a cluster, with a store to go on from."""

import logging
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import numpy as np

from detente.assessment.cluster import connected, on_cluster
from detente.assessment.jobs import Arrays, Chunk, Job, checked, gaps
from detente.assessment.pool import in_processes
from detente.assessment.reaching import Progress, silent
from detente.assessment.store import opened
from detente.errors import RangeError, WorkerError
from detente.messages import mark, plural, say, tr

__all__ = ["Arrays", "Job", "sweep"]
_LOG = logging.getLogger("detente")


def sweep(
    job: Job,
    *,
    workers: int = 1,
    cluster: str | None = None,
    fall_back: bool = False,
    store: Path | None = None,
    resume: bool = False,
    stop: Callable[[Arrays], bool] | None = None,
    progress: Progress = silent,
) -> Arrays:
    """All rows of a job, in order; the same whoever works them out.

    Arguments: workers, processes to use (1: none besides this one); cluster, "local", "local:2" or the address of a
               Dask scheduler, to use instead; fall_back, use `workers` and say so where the cluster cannot be reached;
               store, a folder that keeps finished chunks, and from which a later run goes on; resume, refuse a store
               without any; stop, asked at each end of a chunk about all rows before it, in order, and never about
               rows behind it, so that the rows used do not depend on who works; progress, told what is done and the
               share of it.
    Returns:   columns by name, each (rows,); rows is the total of the job, or where `stop` said so.
    Refuses:   what the job refuses; RangeError for columns that do not fit; FileError for a store of something
               else, in use or damaged; WorkerError for a cluster out of reach, or workers that keep dying.
    """
    if workers < 1:
        raise RangeError(say("{workers} workers; expected at least 1.", workers=workers))
    if resume and store is None:
        raise RangeError(mark("resume without a store: name the folder of the earlier run with --store."))
    table = _Table(job, stop)
    with ExitStack() as stack:
        kept = stack.enter_context(opened(store, job, resume)) if store is not None else None
        parts = [part for part in kept.parts if part.first < job.total] if kept else []
        for part in parts:
            table.take(part.first, kept.read(part))  # type: ignore[union-attr]
        if table.whole:
            return table.rows()
        client = _client(stack, cluster, workers, fall_back)
        told = _told(job, sum(part.count for part in parts), progress)
        chunks = gaps(job.total, job.chunk, [(part.first, part.count) for part in parts])
        for (first, count), found in stack.enter_context(closing(_worked(job, chunks, client, workers))):
            columns = checked(job, first, count, found)
            if kept is not None:
                kept.write(first, columns)
            table.take(first, columns)
            told(count)
            if table.whole:
                break
    return table.rows()


def _client(stack: ExitStack, cluster: str | None, workers: int, fall_back: bool) -> Any:
    """A client of the cluster, or nothing where none is asked for, or none can be had and that was foreseen."""
    if cluster is None:
        return None
    try:
        return stack.enter_context(connected(cluster, workers))
    except WorkerError as error:
        if not fall_back:
            raise
        why = tr(error.said).split(". ")[0] + "."
        _LOG.warning(tr("{why} Going on with {cores} on this machine.", why=why, cores=_cores(workers)))
        return None


def _cores(workers: int) -> str:
    return plural(workers, "{count} process", "{count} processes")


def _worked(job: Job, chunks: Iterator[Chunk], client: Any, workers: int) -> Generator[tuple[Chunk, Arrays]]:
    if client is not None:
        yield from on_cluster(job, chunks, client)
    elif workers > 1:
        yield from in_processes(job, chunks, workers)
    else:
        for chunk in chunks:
            yield chunk, job.run(*chunk)


class _Table:
    """The rows that are there, and how many of them count."""

    def __init__(self, job: Job, stop: Callable[[Arrays], bool] | None) -> None:
        self._job, self._stop = job, stop
        self._columns: Arrays = {}
        self._ahead: dict[int, int] = {}  # finished rows behind a gap: first and count
        self._finished = 0  # rows from the first on, without a gap
        self._asked = 0  # rows about which the stop rule has been asked last
        self.whole = False

    def take(self, first: int, columns: Arrays) -> None:
        """Put a chunk in its place, and see whether the rows now suffice."""
        if self.whole:
            return
        self._place(first, columns)
        self._ahead[first] = next(iter(columns.values())).size
        while self._finished in self._ahead:
            self._finished += self._ahead.pop(self._finished)
        while not self.whole and (end := min(self._asked + self._job.chunk, self._job.total)) <= self._finished:
            self._asked = end
            self.whole = end == self._job.total or (self._stop is not None and self._stop(self.rows()))

    def rows(self) -> Arrays:
        """The rows that count so far."""
        return {name: column[: self._asked] for name, column in self._columns.items()}

    def _place(self, first: int, columns: Arrays) -> None:
        if not self._columns:
            self._columns = {name: np.empty(self._job.total, column.dtype) for name, column in columns.items()}
        kinds, had = ({name: column.dtype for name, column in some.items()} for some in (columns, self._columns))
        if kinds != had:
            raise RangeError(
                say(
                    "{job}: the rows from {first} on have columns {columns}; the rows before had {before}.",
                    job=self._job.name,
                    first=first,
                    columns=_listed(kinds),
                    before=_listed(had),
                )
            )
        for name, column in columns.items():
            self._columns[name][first : first + column.size] = column[: self._job.total - first]


def _listed(kinds: dict[str, np.dtype[np.generic]]) -> str:
    return ", ".join(f"{name} ({kind})" for name, kind in kinds.items())


def _told(job: Job, before: int, progress: Progress) -> Callable[[int], None]:
    """Tell of rows as they are done, with the time that the rest may take at this pace."""
    start, done = time.monotonic(), before

    def told(count: int) -> None:
        nonlocal done
        done += count
        left = (time.monotonic() - start) / (done - before) * max(0, job.total - done)
        how_far = {"job": job.name, "done": done, "total": job.total}
        progress(
            say("{job}: {done:,} of {total:,}, at most {duration} to go", **how_far, duration=_duration(left))
            if done < job.total
            else say("{job}: {done:,} of {total:,}", **how_far),
            min(1.0, done / job.total),
        )

    progress(say("{job}: {done:,} of {total:,}", job=job.name, done=done, total=job.total), min(1.0, done / job.total))
    return told


def _duration(seconds: float) -> str:
    if seconds < 90:
        return say("{seconds:.0f} s", seconds=seconds)
    if seconds < 5400:
        return say("{minutes:.0f} min", minutes=seconds / 60)
    return say("{hours:.1f} h", hours=seconds / 3600)
