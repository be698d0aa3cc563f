"""Counts over time and paths of reduction as CSV: one row a figure, an empty cell where something is not known."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from detente.assessment.history_result import ForcesHistory
from detente.assessment.reduction_result import Reductions

HISTORY = (
    "panel",
    "kind",
    "name",
    "date",
    "value",
    "unit",
    "counted",
    "certainty",
    "source",
    "note",
    "conflict",
    "gap",
)
PATHS = ("path", "party", "counted", "day", "leg", "left", "low_left", "cut", "allowed", "headroom", "observed",
         "observed_on")  # fmt: skip


def history_csv(found: ForcesHistory) -> bytes:
    """Every date of every series and every ceiling."""
    return _table(HISTORY, found.rows())


def reductions_csv(found: Reductions) -> bytes:
    """Every point of every path, the total first and then each leg."""
    return _table(PATHS, found.rows())


def _table(columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: "" if value is None else value for name, value in row.items()} for row in rows)
    return out.getvalue().encode()
