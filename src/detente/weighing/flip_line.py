"""Where a margin of two numbers is zero inside a box: polylines, every point of them on the edge of a grid cell.

Marching squares with the points located by asking the margin itself, so that the line is where the answer turns and
not where a grid says so. Docs: docs/methods/crux.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Point: TypeAlias = tuple[float, float]
Edge: TypeAlias = tuple[int, int, int]  # 0 along x, 1 along y; row and column of its first corner

CELLS = 16  # cells of the grid, each way
ROUNDS = 9  # questions at most to locate a point on its edge
CLOSE = 1e-4  # share of a cell's edge to which a point is located


@dataclass(frozen=True, eq=False)
class Line:
    """The grid x (m,), y (n,), the margin (n, m) on it, and the polylines, each a tuple of points."""

    x: Floats
    y: Floats
    margin: Floats
    lines: tuple[tuple[Point, ...], ...]


def flip_line(margin: Callable[[Floats, Floats], Floats], x: Point, y: Point, cells: int = CELLS) -> Line:
    """The lines on which a margin changes its sign in the box x by y.

    Zero counts as positive. Minus infinity is a value, so jumps are lines too. Where four edges of a cell are
    crossed, the margin in its middle says which belong together. A line that stays within one cell is missed.

    Arguments: margin, from points x (k,) and y (k,) to margins (k,); x, y: ends of the box.
    """
    xs, ys = np.linspace(*x, cells + 1), np.linspace(*y, cells + 1)
    values = np.asarray(margin(*(part.ravel() for part in np.meshgrid(xs, ys)))).reshape(cells + 1, cells + 1)
    yes = values >= 0.0
    along = [(0, int(r), int(c)) for r, c in np.argwhere(yes[:, 1:] != yes[:, :-1])]
    across = [(1, int(r), int(c)) for r, c in np.argwhere(yes[1:] != yes[:-1])]
    edges = along + across
    points = dict(zip(edges, _located(margin, edges, xs, ys, values), strict=True))
    joined = _joined(list(points), yes, margin, xs, ys)
    return Line(xs, ys, values, tuple(tuple(points[edge] for edge in chain) for chain in _chains(joined)))


def _located(
    margin: Callable[[Floats, Floats], Floats], edges: list[Edge], xs: Floats, ys: Floats, values: Floats
) -> list[Point]:
    """The point on each edge where the sign changes: false position (Illinois), halving where an end is infinite."""
    if not edges:
        return []
    way, row, column = np.array(edges).T
    start = np.stack([xs[column], ys[row]])
    step = np.stack([np.where(way == 0, xs[1] - xs[0], 0.0), np.where(way == 1, ys[1] - ys[0], 0.0)])
    low, high = np.zeros(len(edges)), np.ones(len(edges))
    at_low = values[row, column]
    at_high = np.where(way == 0, values[row, np.minimum(column + 1, len(xs) - 1)],
                       values[np.minimum(row + 1, len(ys) - 1), column])  # fmt: skip
    last = np.zeros(len(edges))
    for _ in range(ROUNDS):
        with np.errstate(invalid="ignore", divide="ignore"):
            straight = low - at_low * (high - low) / (at_high - at_low)
        finite = np.isfinite(at_low) & np.isfinite(at_high)
        at = np.where(finite, np.clip(np.nan_to_num(straight), low, high), 0.5 * (low + high))
        value = np.asarray(margin(*(start + at * step)))
        same = (value >= 0.0) == (at_low >= 0.0)
        at_high = np.where(same & (last > 0.0) & finite, 0.5 * at_high, at_high)
        at_low = np.where(~same & (last < 0.0) & finite, 0.5 * at_low, at_low)
        low, at_low = np.where(same, at, low), np.where(same, value, at_low)
        high, at_high = np.where(same, high, at), np.where(same, at_high, value)
        last = np.where(same, 1.0, -1.0)
        if np.all((high - low <= CLOSE) | (value == 0.0)):
            break
    found = np.where(value == 0.0, at, np.where(np.abs(at_low) < np.abs(at_high), low, high))
    x, y = start + found * step
    return [(float(a), float(b)) for a, b in zip(x, y, strict=True)]


def _joined(
    edges: list[Edge], yes: npt.NDArray[np.bool_], margin: Callable[[Floats, Floats], Floats], xs: Floats, ys: Floats
) -> list[tuple[Edge, Edge]]:
    """The pairs of crossed edges that one piece of line joins, cell by cell."""
    crossed, pairs = set(edges), []
    for r in range(len(ys) - 1):
        for c in range(len(xs) - 1):
            bottom, left, top, right = sides = (0, r, c), (1, r, c), (0, r + 1, c), (1, r, c + 1)
            here = [side for side in sides if side in crossed]
            if len(here) == 2:
                pairs.append((here[0], here[1]))
            elif len(here) == 4:
                middle = margin(np.array([0.5 * (xs[c] + xs[c + 1])]), np.array([0.5 * (ys[r] + ys[r + 1])]))[0] >= 0.0
                pairs += [(bottom, right), (left, top)] if middle == yes[r, c] else [(bottom, left), (top, right)]
    return pairs


def _chains(pairs: list[tuple[Edge, Edge]]) -> list[list[Edge]]:
    """The pairs strung together; a ring ends where it began."""
    near: dict[Edge, list[Edge]] = {}
    for one, other in pairs:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    chains = []
    for begin in sorted(near, key=lambda edge: (len(near[edge]), edge)):  # open ends first
        if not near[begin]:
            continue
        chain, here = [begin], begin
        while near[here]:
            there = near[here].pop()
            near[there].remove(here)
            chain.append(there)
            here = there
        chains.append(chain)
    return chains
