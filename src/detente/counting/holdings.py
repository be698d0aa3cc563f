"""What a party holds, flies in trials, sends and declares on a day: the things that treaty rules count. SI throughout.

An empty tuple is none; None is that nobody says, which is never taken for none.
"""

from dataclasses import dataclass
from typing import Literal

Certainty = Literal["read", "secondary", "derived", "assumed"]
CERTAINTIES: tuple[Certainty, ...] = ("read", "secondary", "derived", "assumed")
"""From strong to weak."""

Basing = Literal["fixed-land", "mobile-land", "sea", "air", "space"]
Purpose = Literal["strategic", "theatre", "undecided"]
Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def weakest(certainties: tuple[Certainty, ...]) -> Certainty:
    """The weakest of several; `read` of none."""
    return max(certainties, key=CERTAINTIES.index, default="read")


@dataclass(frozen=True)
class Stated:
    """A speed [m/s] that somebody states, with the ends of their own range."""

    holder: str
    low: float
    high: float
    certainty: Certainty


@dataclass(frozen=True)
class Standing:
    """Interceptors of one kind at one place. basing None: not known."""

    name: str
    number: int
    place: str
    at: Point | None
    basing: Basing | None
    purpose: Purpose
    speeds: tuple[Stated, ...]
    certainty: Certainty


@dataclass(frozen=True)
class Trial:
    """A flight trial, or a series. flown_speed [m/s], flown_range [m] of the missile flown against; None: not known."""

    name: str
    basing: Basing
    purpose: Purpose
    interceptor: str | None
    speeds: tuple[Stated, ...]
    flown_speed: float | None
    flown_range: float | None
    certainty: Certainty


@dataclass(frozen=True)
class Transfer:
    """What is sent to whom: range [m] with payload [kg]; None: not known."""

    what: str
    to: str
    sort: Literal["complete system", "production", "parts or technology"]
    range: float | None
    payload: float | None
    certainty: Certainty


@dataclass(frozen=True)
class Vehicles:
    """Strategic vehicles of one type with the warheads attributed to all of them together."""

    type: str
    leg: Literal["ICBM", "SLBM", "bomber"]
    number: int
    warheads: int
    heavy: bool
    mobile: bool
    cruise_missiles: bool
    certainty: Certainty


@dataclass(frozen=True)
class Missile:
    """A missile launched from the ground, with its range [m] by the statements about it."""

    name: str
    low: float
    high: float
    certainty: Certainty


@dataclass(frozen=True)
class Declared:
    """A count that somebody holds. value is whole, or in SI; parts are the numbers it is the sum of."""

    quantity: str
    value: float
    as_of: str
    holder: str
    disputed: bool
    parts: tuple[tuple[str, int], ...]
    certainty: Certainty
    note: str = ""


@dataclass(frozen=True)
class Holdings:
    """Everything counted of one party on one day."""

    party: str
    standing: tuple[Standing, ...] | None = None
    trials: tuple[Trial, ...] | None = None
    transfers: tuple[Transfer, ...] | None = None
    vehicles: tuple[Vehicles, ...] | None = None
    missiles: tuple[Missile, ...] = ()
    declared: tuple[Declared, ...] = ()
