"""What else is known of a system: facts, flights and sites. Shown with their sources; nothing is computed with them."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from detente import units
from detente.messages import mark, say
from detente.reading.files import Sheet, did_you_mean, shown
from detente.reading.rows import Text, read_list
from detente.reading.values import Date, Sourced, si

DATE_RULE = mark('a date such as "2007-09", as exact as known')


class Printed(BaseModel):
    """A quantity as printed, and in SI beside it."""

    model_config = ConfigDict(frozen=True)

    text: str
    value: float


def _printed(dimension: str) -> Any:
    """A field type: text with a unit of this kind, more than 0."""

    def converted(found: Any) -> Printed:
        number = si(found, dimension)
        if number <= 0.0:
            raise ValueError(
                say(
                    "found {found}, expected {kind} more than 0.",
                    found=shown(found),
                    kind=units.DIMENSIONS[dimension].spoken,
                )
            )
        return Printed(text=found, value=number)

    return BeforeValidator(converted)


class Fact(Sourced):
    """Something stated that no formula here takes: a mass, a fuel, a number built."""

    what: Text = Field(description=mark('what is stated, in quotes, such as "launch mass"'))
    value: Text = Field(description=mark('the value as printed, in quotes, such as "45.1 t"'))
    holder: Text = Field(description=mark("who holds this, in quotes"))
    date: Date | None = Field(None, description=DATE_RULE)


class Flown(Sourced):
    """A flight that was reported."""

    date: Date = Field(description=DATE_RULE)
    range: Annotated[Printed, _printed("length")] | None = Field(None, description=mark('a length, such as "5500 km"'))
    apogee: Annotated[Printed, _printed("length")] | None = Field(None, description=mark('a length, such as "770 km"'))
    time: Annotated[Printed, _printed("time")] | None = Field(None, description=mark('a time, such as "30 min"'))
    speed: Annotated[Printed, _printed("speed")] | None = Field(None, description=mark('a speed, such as "6.7 km/s"'))
    holder: Text = Field(description=mark("who reports this, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """A flight of which nothing is said, as well as what certainty demands."""
        yield from super().gaps()
        if not self.printed():
            yield "range", mark("missing; a flight has a range, an apogee, a time or a speed.")

    def printed(self) -> dict[str, Printed]:
        """What is reported of it, by name."""
        found = {"range": self.range, "apogee": self.apogee, "time": self.time, "speed": self.speed}
        return {name: value for name, value in found.items() if value is not None}


class Stationed(Sourced):
    """Where it stands, stood or was to stand."""

    place: Text | None = Field(None, description=mark("the id of a place, in quotes"))
    name: Text | None = Field(None, description=mark("where, in quotes, if it is no place of the catalogue"))
    count: Annotated[int, Field(ge=1)] | None = Field(None, description=mark("a whole number, 1 or more"))
    status: Text = Field(description=mark('what is said of it, in quotes, such as "operational"'))
    planned: Date | None = Field(None, description=DATE_RULE)
    since: Date | None = Field(None, description=DATE_RULE)
    until: Date | None = Field(None, description=DATE_RULE)
    date: Date | None = Field(None, description=say("the day it describes, {expected}", expected=DATE_RULE))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """No place or two, as well as what certainty demands."""
        yield from super().gaps()
        if (self.place is None) == (self.name is None):
            yield "place", mark("expected the id of a place, or a name for what is none, and not both.")


def read_described(sheet: Sheet) -> dict[str, Any]:
    """Facts, flights and sites of a file."""
    lists = (("facts", Fact), ("flights", Flown), ("sites", Stationed))
    return {name: tuple(row for _, row in read_list(model, sheet, name)) for name, model in lists}


def complain_of_places(sheet: Sheet, known: Iterable[str]) -> None:
    """A site at a place that is not in the catalogue."""
    places = list(known)
    for key, row in read_list(Stationed, Sheet(sheet.name, sheet.table), "sites"):
        if row.place is not None and row.place not in places:
            hint = did_you_mean(row.place, places)
            sheet.complain(
                (*key, "place"),
                say("found {found}, expected the id of a place.{hint}", found=shown(row.place), hint=hint),
            )
