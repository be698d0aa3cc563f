"""Packages that were looked at, and what they come to."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from detente.assessment.package_index import Ints
from detente.assessment.package_table import Table
from detente.weighing.frontier import Bools, Floats

ROLES = ("defending", "deterring")


@dataclass(frozen=True, eq=False)
class Judged:
    """Packages that were looked at: levels (n, topics) and what they come to, a column (n,) each."""

    table: Table
    levels: Ints
    columns: dict[str, Floats]
    robust: Floats
    """Share of the scenarios in which all needs are met (n,); 0 for packages that do not pass."""

    @cached_property
    def numbers(self) -> Ints:
        """Their numbers, rising."""
        return np.asarray(np.ravel_multi_index(tuple(self.levels.T), self.table.sizes), dtype=np.int64)

    def robust_at(self, number: int) -> float:
        """The share of scenarios of a package by its number; 0 where it was not looked at."""
        place = int(np.searchsorted(self.numbers, number))
        return float(self.robust[place]) if place < len(self.numbers) and self.numbers[place] == number else 0.0

    @property
    def possible(self) -> Bools:
        """Those that hold no incompatible options."""
        return np.asarray(self.columns["possible"] > 0.0)

    @property
    def passes(self) -> Bools:
        """Those that meet every demand."""
        return np.asarray(self.columns["passes"] > 0.0)

    @property
    def gains(self) -> Floats:
        """What each side has more than without an agreement (n, 2)."""
        rows = [self.columns[f"utility/{role}"] - self.table.without[role] for role in ROLES]
        return np.stack(rows, axis=1)

    @property
    def margins(self) -> Floats:
        """By how much each demand is met (n, demands)."""
        return np.stack([self.columns[f"margin/{demand.key}"] for demand in self.table.demands], axis=1)
