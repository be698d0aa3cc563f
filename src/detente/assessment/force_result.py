"""What a country held on a day, as published: the finished answer of `forces`."""

from dataclasses import asdict, dataclass
from typing import Any

from detente.reading.values import Certainty


@dataclass(frozen=True)
class Figure:
    """One count with how it counts, its date, its age on the day asked and its sources.

    value: None where it is not known; at_least: is a part of this sum missing? age_days: least and greatest.
    """

    what: str
    value: int | None
    unit: str
    counted: str
    as_of: str
    age_days: tuple[int, int]
    certainty: Certainty | None
    sources: tuple[str, ...] = ()
    at_least: bool = False
    missing: tuple[str, ...] = ()
    note: str | None = None
    conflict: str | None = None
    gap: str | None = None


@dataclass(frozen=True)
class TypeRow:
    """One type, or one leg as a whole where only that is stated, as the table has it; None: not known."""

    leg: str
    level: str
    system: str
    other_name: str | None
    deployed: int | None
    unit: str
    warheads_each: int | None
    warheads_total: int | None
    as_of: str
    certainty: Certainty
    sources: tuple[str, ...]
    note: str | None
    conflict: str | None
    gap: str | None


@dataclass(frozen=True)
class LegSum:
    """What one leg holds: warheads, and what carries them by its unit; stated for the leg, or the sum of its types."""

    leg: str
    warheads: Figure
    deployed: tuple[Figure, ...]


@dataclass(frozen=True)
class Rival:
    """Figures that disagree on the same thing, side by side and never averaged."""

    subject: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class LimitOnDay:
    """A limit of a treaty that binds on the day, beside the count it counts; headroom: below zero where exceeded."""

    treaty: str
    title: str
    limit: int
    what: str
    held: int
    as_of: str
    counted: str
    headroom: int
    certainty: Certainty
    status: str | None


@dataclass(frozen=True)
class Changed:
    """One count on two days; low and high: ends of the difference, None where a missing part leaves it open."""

    what: str
    counted: str
    unit: str
    before: int
    before_as_of: str
    after: int
    after_as_of: str
    low: int | None
    high: int | None


@dataclass(frozen=True)
class CountryForces:
    """One country: types and legs of the latest list, all other counts that stand on the day, quarrels and gaps.

    types_as_of: the date of the list, None where no list by type is known; types_counted: its rule.
    left_out: counts too old to show.
    """

    country: str
    types_as_of: str | None
    types_counted: str
    types_age_days: tuple[int, int] | None
    types: tuple[TypeRow, ...]
    legs: tuple[LegSum, ...]
    whole: Figure | None
    counts: tuple[Figure, ...]
    limits: tuple[LimitOnDay, ...]
    rivals: tuple[Rival, ...]
    conflicts: tuple[str, ...]
    gaps: tuple[str, ...]
    left_out: tuple[str, ...]
    changes: tuple[Changed, ...] = ()


@dataclass(frozen=True)
class Forces:
    """What was held on a day. on: that day; asked: the date as it was asked for, None for the latest in the data.

    against: the earlier date to compare with, if one was asked for.
    """

    on: str
    asked: str | None
    against: str | None
    countries: tuple[CountryForces, ...]
    sources: dict[str, dict[str, str | None]]

    def as_dict(self) -> dict[str, Any]:
        """Plain counts; null where something is not known. See docs/json.md."""
        return asdict(self)

    def __repr__(self) -> str:
        said = []
        for country in self.countries:
            lead = country.whole or next(iter(country.counts), None)
            if lead is None or lead.value is None:
                said.append(f"{country.country}: not known")
            else:
                least = "at least " if lead.at_least else ""
                said.append(f"{country.country}: {lead.what} {least}{lead.value:,} ({lead.as_of})")
        return f"Forces on {self.on}: " + "; ".join(said)
