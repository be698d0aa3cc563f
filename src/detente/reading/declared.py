"""Counts that somebody declares or holds: whose, of what, how many, from when, and whether others dispute it."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from detente import units
from detente.messages import mark, say
from detente.reading.countries import Country
from detente.reading.files import shown
from detente.reading.rows import ID_RULE, Id, Row, Text
from detente.reading.values import Date, Sourced, si

QuantityName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
"""The name of a counted quantity, as the counting rules have it."""

QUANTITY_RULE = mark("the name of a counted quantity, lower case with underscores")
MEASURED_RULE = mark('a whole number, 0 or more, or text with a unit such as "150 km"')
_DIMENSIONS = ("speed", "length", "mass", "time")


class Measured(BaseModel):
    """A number as printed and as a plain number: whole for what is counted, SI for what is measured."""

    model_config = ConfigDict(frozen=True)

    text: str
    value: float
    dimension: str | None = None
    """What a number with a unit measures; None for one that is counted."""
    unit: str = ""
    """The unit it is printed in; empty for one that is counted."""


def measured(found: Any) -> Measured:
    """A whole number, or a speed, length, mass or time with its unit. Refuses: ValueError, anything else."""
    if isinstance(found, int) and not isinstance(found, bool) and found >= 0:
        return Measured(text=f"{found:,}", value=float(found))
    if isinstance(found, str):
        for dimension in _DIMENSIONS:
            try:
                value = si(found, dimension)
            except units.QuantityError:
                continue
            if value >= 0.0:
                return Measured(text=found.strip(), value=value, dimension=dimension, unit=found.split()[-1])
    raise ValueError(say("found {found}, expected {expected}.", found=shown(found), expected=MEASURED_RULE))


MeasuredText = Annotated[Measured, BeforeValidator(measured)]


def first_day(date: str) -> dt.date:
    """The first day that a date known to a year, a month or a day can mean."""
    return dt.date.fromisoformat(date + "-01" * ((10 - len(date)) // 3))


class Part(Row):
    """One of the numbers a count is the sum of."""

    name: Text = Field(description=mark("what is added, in quotes"))
    number: Annotated[int, Field(ge=0)] = Field(description=mark("how many, a whole number, 0 or more"))


class Dated(Sourced):
    """What holds from a day on, up to and without another."""

    starts: Date = Field(alias="from", description=mark('a date such as "2001-12-13", as exact as known'))
    until: Date | None = Field(None, description=mark("the first day on which it no longer holds"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """An end before the beginning, as well as what certainty demands."""
        yield from super().gaps()
        if self.until is not None and first_day(self.until) <= first_day(self.starts):
            yield "until", say("found {until}, expected a day after {starts}.", until=self.until, starts=self.starts)

    def holds_on(self, day: dt.date) -> bool:
        """Whether it holds on a day."""
        return first_day(self.starts) <= day and (self.until is None or day < first_day(self.until))


class Declared(Dated):
    """A count that somebody holds. Rival counts of one thing stand side by side."""

    id: Id = Field(description=ID_RULE)
    party: Country = Field(description=mark("whose it is, a country in quotes"))
    of: QuantityName = Field(description=QUANTITY_RULE)
    value: MeasuredText = Field(description=MEASURED_RULE)
    holder: Text = Field(description=mark("who counts so, in quotes"))
    disputed: bool = Field(False, description=mark("true where another party does not accept the count"))
    parts: Annotated[tuple[Part, ...], Field(strict=False)] = Field(
        (), description=mark('the numbers it is the sum of, such as [{ name = "declared", number = 800 }]')
    )

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Parts that do not add up, as well as what certainty demands."""
        yield from super().gaps()
        total = sum(part.number for part in self.parts)
        if self.parts and total != self.value.value:
            added = " + ".join(str(part.number) for part in self.parts)
            yield (
                "parts",
                say(
                    "found {added} = {total:,}, expected parts that add up to value, {value}.",
                    added=added,
                    total=total,
                    value=self.value.text,
                ),
            )
