"""Which of many choices is beaten in nothing by another that is better in something?"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]

CHUNK = 512  # choices compared with one another at once


def non_dominated(values: Floats) -> Bools:
    """The choices that no other dominates; more is better in every objective.

    One choice dominates another when it is nowhere worse and somewhere better, so equal choices stay together. A
    dominating choice has the greater sum: in the order of falling sums only earlier choices can dominate.

    Arguments: values (n, objectives), none of them NaN.
    Returns:   (n,) true for those on the front; exact.
    """
    found = np.zeros(len(values), dtype=np.bool_)
    if not len(values):
        return found
    if values.shape[1] == 2:
        return _two(values)
    # Rounding may give two choices the same sum: the whole row decides then, and a dominating row comes first.
    order = np.lexsort((*(-values.T[::-1]), -values.sum(axis=1)))
    front = values[:0]
    for start in range(0, len(order), CHUNK):
        chosen = order[start : start + CHUNK]
        rows = values[chosen]
        kept = ~_dominated(rows, front)
        chosen, rows = chosen[kept], rows[kept]
        kept = ~_dominated(rows, rows)
        found[chosen[kept]] = True
        front = np.concatenate([front[~_dominated(front, rows[kept])], rows[kept]])
    return found & ~_late(values, found)


def _two(values: Floats) -> Bools:
    """Two objectives: along the first, falling, the second has to rise."""
    order = np.lexsort((-values[:, 1], -values[:, 0]))
    first, second = values[order].T
    best = np.concatenate([[-np.inf], np.maximum.accumulate(second)[:-1]])
    same = np.concatenate([[False], (first[1:] == first[:-1]) & (second[1:] == second[:-1])])
    above = second > best
    leader = np.maximum.accumulate(
        np.where(same, 0, np.arange(len(order)))
    )  # equal choices share their first one's fate
    found = np.zeros(len(values), dtype=np.bool_)
    found[order] = above[leader]
    return found


def _dominated(rows: Floats, by: Floats) -> Bools:
    """Which rows (n, k) some row of `by` (m, k) dominates."""
    if not len(by) or not len(rows):
        return np.zeros(len(rows), dtype=np.bool_)
    not_worse = np.ones((len(rows), len(by)), dtype=np.bool_)
    better = np.zeros_like(not_worse)
    for mine, theirs in zip(rows.T, by.T, strict=True):
        not_worse &= theirs >= mine[:, None]
        better |= theirs > mine[:, None]
    return np.asarray((not_worse & better).any(axis=1))


def _late(values: Floats, found: Bools) -> Bools:
    """Those of the front that a later one dominates after all: sums that rounding has put in the wrong order."""
    late = np.zeros(len(values), dtype=np.bool_)
    (front,) = np.nonzero(found)
    for start in range(0, len(front), CHUNK):
        part = front[start : start + CHUNK]
        late[part] = _dominated(values[part], values[front])
    return late
