"""In which plain ranges of the numbers does something mostly happen? Scenario discovery by the patient rule method.

Source: J. H. Friedman and N. I. Fisher (1999), Bump hunting in high-dimensional data, Statistics and Computing 9;
use for scenarios: B. P. Bryant and R. J. Lempert (2010), doi 10.1016/j.techfore.2009.08.002. Written anew here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.weighing.laws import Floats

Bools: TypeAlias = npt.NDArray[np.bool_]

PEEL = 0.05  # of what is left in the box goes at each step
LEAST_MASS = 0.05  # of all samples stay in the box
LEAST_GAIN = 0.02  # a limit stays if the density without it is lower by this much


@dataclass(frozen=True)
class Box:
    """Limits by number, (low, high) with None for an open end, and what lies inside.

    density: share of the samples inside in which it happens; coverage: of all in which it happens, the share inside;
    mass: share of all samples inside.
    """

    limits: dict[str, tuple[float | None, float | None]]
    density: float
    coverage: float
    mass: float


def box(values: Mapping[str, Floats], happens: Bools, *, most: int = 3, dense: float = 0.8) -> Box | None:
    """The box in which something mostly happens, with few limits; None where it never or always happens.

    Peel the slice whose going raises the density most, again and again; of the boxes on the way, the one of the largest
    coverage with density `dense` (or else the densest); then paste back what costs no density, drop limits that gain
    nothing, and keep at most the `most` that matter.

    Arguments: values (n,) by number, happens (n,).
    """
    if not happens.any() or happens.all():
        return None
    table = np.stack(list(values.values()), axis=1)
    steps = _peeled(table, happens)
    good = [step for step in steps if _density(table, happens, step) >= dense]
    chosen = good[0] if good else max(steps, key=lambda step: _density(table, happens, step))
    chosen = _fewer(table, happens, _pasted(table, happens, chosen), most)
    inside = _inside(table, chosen)
    limits = {
        name: (_open(low), _open(high)) for name, (low, high) in zip(values, chosen, strict=True)
        if np.isfinite(low) or np.isfinite(high)
    }  # fmt: skip
    if not limits:
        return None
    return Box(
        limits, float(happens[inside].mean()), float(happens[inside].sum() / happens.sum()), float(inside.mean())
    )


def _open(end: float) -> float | None:
    return float(end) if np.isfinite(end) else None


def _inside(table: Floats, limits: Floats) -> Bools:
    return np.asarray(((table >= limits[:, 0]) & (table <= limits[:, 1])).all(axis=1))


def _density(table: Floats, happens: Bools, limits: Floats) -> float:
    inside = _inside(table, limits)
    return float(happens[inside].mean()) if inside.any() else 0.0


def _peeled(table: Floats, happens: Bools) -> list[Floats]:
    """The boxes on the way inward, the widest first."""
    limits = np.tile([-np.inf, np.inf], (table.shape[1], 1))
    steps = [limits]
    while True:
        inside = _inside(table, limits)
        best, gain = None, float(happens[inside].mean())
        for number, end in product(range(table.shape[1]), (0, 1)):
            tried = _cut(table[inside, number], limits, number, end)
            if tried is None:
                continue
            kept = _inside(table, tried)
            if kept.sum() >= max(2, LEAST_MASS * len(table)) and kept.sum() < inside.sum():
                density = float(happens[kept].mean())
                if density > gain:
                    best, gain = tried, density
        if best is None:
            return steps
        limits = best
        steps.append(limits)


def _cut(column: Floats, limits: Floats, number: int, end: int) -> Floats | None:
    """The limits with a slice of PEEL gone at one end of one number; None where all values there are the same."""
    ordered = np.unique(column)
    if ordered.size < 2:
        return None
    wanted = np.quantile(column, PEEL if end == 0 else 1.0 - PEEL)
    place = int(np.clip(np.searchsorted(ordered, wanted, side="right" if end == 0 else "left"), 1, ordered.size - 1))
    moved = limits.copy()
    moved[number, end] = 0.5 * (ordered[place - 1] + ordered[place])
    return moved


def _pasted(table: Floats, happens: Bools, limits: Floats) -> Floats:
    """The limits moved outward again as long as the density does not fall."""
    for number, end in product(range(table.shape[1]), (0, 1)):
        while np.isfinite(limits[number, end]):
            wider = limits.copy()
            wider[number, end] = -np.inf if end == 0 else np.inf
            column = np.sort(table[_inside(table, wider), number])
            beyond = column[column < limits[number, 0]] if end == 0 else column[column > limits[number, 1]]
            take = max(1, round(PEEL * len(column)))
            if take < len(beyond):
                wider[number, end] = beyond[-take] if end == 0 else beyond[take - 1]
            if _density(table, happens, wider) < _density(table, happens, limits):
                break
            limits = wider
    return limits


def _fewer(table: Floats, happens: Bools, limits: Floats, most: int) -> Floats:
    """Without the numbers whose limits matter least, until at most `most` are left and each of them gains something."""
    while True:
        held = [number for number in range(len(limits)) if np.isfinite(limits[number]).any()]
        if not held:
            return limits
        density = _density(table, happens, limits)
        without = {number: _without(limits, number) for number in held}
        least = max(held, key=lambda number: _density(table, happens, without[number]))
        if len(held) <= most and _density(table, happens, without[least]) < density - LEAST_GAIN:
            return limits
        if len(held) == 1 and len(held) <= most:
            return limits
        limits = without[least]


def _without(limits: Floats, number: int) -> Floats:
    freed = limits.copy()
    freed[number] = (-np.inf, np.inf)
    return freed
