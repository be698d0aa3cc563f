"""What a long computation is made of: rows that know their own number, done in chunks.

Row i must come out the same whichever chunk holds it and whoever works it out; then one core, two cores and a
cluster agree to the last bit. Whatever is random takes its seed from the number of the row.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from detente.errors import RangeError
from detente.messages import say

Arrays: TypeAlias = dict[str, npt.NDArray[Any]]
Chunk: TypeAlias = tuple[int, int]
"""Number of its first row, and how many rows."""


@dataclass(frozen=True)
class Job:
    """A computation of many rows.

    name:   of lower-case letters, digits, "-" and "_"; also its folder in a store.
    digest: stands for every input of `run`: two jobs of one digest give the same rows.
    total:  rows to work out. A store of fewer rows is gone on from when this grows.
    chunk:  rows at once; also how often a stop rule is asked. A chunk should take a tenth of a second or more.
    run:    (first, count) to columns by name, each (count,), of numbers or booleans. For more than one core it must
            pickle: a `functools.partial` of a function of a module, or a frozen dataclass with `__call__`.
    """

    name: str
    digest: str
    total: int
    chunk: int
    run: Callable[[int, int], Arrays]

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", self.name):
            raise RangeError(
                say('"{name}" cannot name a job; expected lower-case letters, digits, "-" and "_".', name=self.name)
            )
        if self.total < 1 or self.chunk < 1:
            raise RangeError(
                say(
                    "{name}: {total} rows in chunks of {chunk}; expected at least 1 of each.",
                    name=self.name,
                    total=self.total,
                    chunk=self.chunk,
                )
            )


@cache
def versions() -> tuple[str, ...]:
    """What the numbers of a row may depend on besides its job."""
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    return (python, *(f"{name} {version(name)}" for name in ("detente", "numba", "numpy", "scipy")))


def gaps(total: int, chunk: int, done: Iterable[Chunk] = ()) -> Iterator[Chunk]:
    """The chunks still to do, in order, cut at the multiples of `chunk`; done: (first, count), in order."""
    at = 0
    for first, count in (*done, (total, 0)):
        first = min(first, total)
        while at < first:
            upto = min(first, (at // chunk + 1) * chunk)
            yield at, upto - at
            at = upto
        at = max(at, first + count)


def checked(job: Job, first: int, count: int, found: Any) -> Arrays:
    """The columns of one chunk, as arrays.

    Refuses: RangeError, where a column is no row of numbers or booleans as long as the chunk.
    """
    if not isinstance(found, dict) or not found:
        raise RangeError(
            say(
                "{job}: rows {first} to {last} came back as {kind}, expected columns by name.",
                job=job.name,
                first=first,
                last=first + count - 1,
                kind=type(found).__name__,
            )
        )
    columns = {str(name): np.asarray(column) for name, column in found.items()}
    for name, column in columns.items():
        if column.shape != (count,) or column.dtype.kind not in "fiub":
            raise RangeError(
                say(
                    "{job}: column {name} of rows {first} to {last} has shape {shape} and type {dtype}; "
                    "expected ({count},) numbers or booleans.",
                    job=job.name,
                    name=name,
                    first=first,
                    last=first + count - 1,
                    shape=column.shape,
                    dtype=column.dtype,
                    count=count,
                )
            )
    return columns
