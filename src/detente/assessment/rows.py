"""What all answers are made of: numbers with their ends, inputs with their sources, and the way into plain JSON."""

import json
import math
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ends:
    """A number at the central values and at the ends of the stated ranges; None where there is none."""

    low: float | None
    median: float | None
    high: float | None


class Share(Ends):
    """A share, 0 to 1; None where nothing threatens."""


class Seconds(Ends):
    """A time [s]; None stands for never."""


@dataclass(frozen=True)
class WeakestRow:
    """The weakest input that an answer rests on: its certainty, and which inputs carry it."""

    answer: str
    view: str
    certainty: str
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class InputRow:
    """One number (in `unit`) or word of a view, with who said it, where, and how sure that is."""

    view: str
    key: str
    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    holder: str
    kind: str
    certainty: str
    source: str
    where: str
    date: str
    note: str


def plain(value: Any) -> Any:
    """JSON types only: tuples as lists, numbers rounded to nine digits, NaN and infinities as null."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return float(f"{value:.9g}") if math.isfinite(value) else None
    return value


def text(value: Any) -> str:
    """The same JSON text for the same content, every time."""
    return json.dumps(plain(value), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
