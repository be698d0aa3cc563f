"""How much of the spread of a result comes from each number, alone and with the others? Indices of I. M. Sobol."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from detente.weighing.laws import Floats, Law


@dataclass(frozen=True)
class Indices:
    """Share of the variance by number: `first` of it alone, `total` with all it does together with others."""

    first: dict[str, float]
    total: dict[str, float]
    runs: int


def sobol_indices(
    function: Callable[[dict[str, Floats]], Floats], laws: Mapping[str, Law], base: int, seed: int
) -> Indices | None:
    """First and total indices by Saltelli's scheme, as SciPy has it; None where the result does not vary.

    Arguments: function: from values (n,) by name to results (n,), finite; base: a power of two; the function is asked
               for base (numbers + 2) points.
    Source:    A. Saltelli and others (2010), doi 10.1016/j.cpc.2009.09.018; scipy.stats.sobol_indices.
    """
    first, total = sobol_table(lambda values: function(values)[None], laws, base, seed)
    if not total.any():
        return None
    alone, together = (dict(zip(laws, map(float, part[0]), strict=True)) for part in (first, total))
    return Indices(alone, together, base * (len(laws) + 2))


def sobol_table(
    function: Callable[[dict[str, Floats]], Floats], laws: Mapping[str, Law], base: int, seed: int
) -> tuple[Floats, Floats]:
    """First and total indices (results, numbers) of a function with several results (results, n); 0: does not vary."""
    names = list(laws)

    def asked(points: Any) -> Floats:
        values = function(dict(zip(names, points, strict=True)))
        common.append(values.mean(axis=1, keepdims=True))  # the estimators lose digits on what is common to all
        return np.asarray(values - common[0])

    common: list[Floats] = []
    distributions: Any = [_Inverse(law) for law in laws.values()]
    generator = np.random.default_rng(seed)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = stats.sobol_indices(func=asked, n=base, dists=distributions, rng=generator)
    parts = (np.asarray(part).reshape(-1, len(names)) for part in (found.first_order, found.total_order))
    first, total = (np.where(np.isfinite(part), part, 0.0) for part in parts)
    return first, total


@dataclass(frozen=True)
class _Inverse:
    """A law as SciPy asks for one."""

    law: Law

    def ppf(self, chance: Floats) -> Floats:
        return self.law.at(chance)
