"""The plan a dossier is about: deployments, the threats they are for, the deterrents to leave alone."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from detente.messages import mark
from detente.reading.checks import Check, read_checks
from detente.reading.deployments import Deployment, Phase, complain_of_deployments, complain_of_phases
from detente.reading.files import Key, Sheet
from detente.reading.lookup import read_values
from detente.reading.places import Gazetteer, complain_of_second_meanings, read_gazetteer
from detente.reading.references import (
    complain_of_repeats,
    complain_unless_declared,
    complain_unless_fit,
    complain_unless_known,
    phase_numbers,
)
from detente.reading.rows import ID_RULE, Id, Row, Text, read, read_list
from detente.reading.systems import AnySystem, Catalog
from detente.reading.values import Sourced, SpreadLaw, Statement

FlightPath = Literal["minimum-energy", "lofted", "depressed"]


class Sides(Row):
    """The two who talk."""

    defending: Text = Field(description=mark("the side that deploys the defence, in quotes"))
    deterring: Text = Field(description=mark("the side whose deterrent it must leave alone, in quotes"))


class Flight(Sourced):
    """Missiles of one type from some places."""

    id: Id = Field(description=ID_RULE)
    name: Text = Field(description=mark("a name, in quotes"))
    missile: Text = Field(description=mark("the id of a missile, in quotes"))
    launch: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)] = Field(
        description=mark('a list of ids of places, such as ["tabriz", "semnan"]')
    )
    path: FlightPath = Field("minimum-energy", description=mark("which path it flies"))


class Threat(Flight):
    """Missiles that an area is to be protected from."""

    protects: Text = Field(description=mark("the id of an area, in quotes"))
    from_phase: int = Field(1, description=mark("the phase from which it counts, a whole number"))


class Deterrent(Flight):
    """A strategic force that the defence is to leave alone."""

    side: Text = Field(description=mark("one of the two sides, in quotes"))
    leg: Literal["land", "sea", "air"] = Field(description=mark("where it starts from"))
    aims: Text = Field(description=mark("the id of a region, in quotes"))


class Ranges(Row):
    """How numbers lie in their ranges where the statement itself does not say.

    Without this table nothing is said: every range is an interval, and no distribution is invented.
    """

    spread: SpreadLaw = Field("interval", description=mark("how a number lies in its range"))
    assumed: SpreadLaw | None = Field(None, description=mark("the same for ranges that are assumed"))
    note: Text | None = Field(None, description=mark("a remark, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """A distribution that nobody published says here why it was taken."""
        if {self.spread, self.assumed} - {"interval", None} and not self.note:
            yield "note", mark("missing; whoever gives ranges a distribution says here why it was taken.")

    def law(self, said: Statement) -> SpreadLaw:
        """What counts for a statement: its own word, else that for what is assumed, else that for all."""
        if said.spread:
            return said.spread
        law = self.assumed if self.assumed and said.certainty == "assumed" else self.spread
        return "uniform" if law == "log-uniform" and said.low <= 0.0 else law


class _Head(Row):
    also: ClassVar[tuple[str, ...]] = (
        *("sides", "ranges", "phases", "deployments", "threats", "deterrents", "values"),
        *("places", "regions", "areas", "sources", "checks"),
    )

    title: Text = Field(description=mark("the title of the dossier, in quotes"))
    asks: Text = Field(description=mark("what it asks, one line in quotes"))
    as_of: dt.date = Field(description=mark("the day it describes, a date without quotes such as 2011-05-26"))


@dataclass(frozen=True)
class Approach:
    """Who deploys what, where and when, and whom it concerns."""

    title: str
    asks: str
    as_of: dt.date
    sides: Sides
    phases: tuple[Phase, ...]
    deployments: tuple[Deployment, ...]
    threats: tuple[Threat, ...]
    deterrents: tuple[Deterrent, ...]
    values: dict[str, Statement]
    checks: dict[str, Check] = field(default_factory=dict)
    """What this dossier says anew of how well things can be checked, by what it is about."""
    ranges: Ranges = field(default_factory=lambda: Ranges.model_validate({}))

    def used(self, catalog: Catalog) -> list[AnySystem]:
        """The systems it names, each once, in the order of the file."""
        names = [row.system for row in self.deployments]
        names += [row.missile for row in (*self.threats, *self.deterrents)]
        return [catalog.systems[name] for name in dict.fromkeys(names) if name in catalog.systems]


def read_approach(sheet: Sheet, catalog: Catalog, forces: Collection[str] = ()) -> tuple[Approach, Gazetteer]:
    """The approach and all places it may name. With problems on the sheet it serves only to find more of them."""
    head = read(_Head, sheet.table, sheet, (), also=_Head.also)
    sides = read(Sides, sheet.table.get("sides", {}), sheet, ("sides",))
    ranges = read(Ranges, sheet.table.get("ranges", {}), sheet, ("ranges",))
    own = read_gazetteer(sheet)
    complain_of_second_meanings(sheet, own, catalog.gazetteer)
    gazetteer = catalog.gazetteer.joined(own)
    phases = read_list(Phase, sheet, "phases")
    deployments = read_list(Deployment, sheet, "deployments")
    threats = read_list(Threat, sheet, "threats")
    deterrents = read_list(Deterrent, sheet, "deterrents")
    complain_of_phases(sheet, phases, [row for _, row in deployments])
    both = (sides.defending, sides.deterring) if sides else ()
    complain_of_deployments(sheet, deployments, catalog, gazetteer, both)
    for name in ("threats", "deterrents"):
        complain_of_repeats(sheet, name)
    _complain_of_threats(sheet, threats, catalog, gazetteer)
    _complain_of_deterrents(sheet, deterrents, catalog, gazetteer, sides)
    approach = Approach(
        title=head.title if head else "",
        asks=head.asks if head else "",
        as_of=head.as_of if head else dt.date.min,
        sides=sides or Sides(defending="?", deterring="?"),
        phases=tuple(row for _, row in phases),
        deployments=tuple(row for _, row in deployments),
        threats=tuple(row for _, row in threats),
        deterrents=tuple(row for _, row in deterrents),
        values=read_values(sheet, catalog, forces),
        checks=read_checks(sheet, catalog, forces),
        ranges=ranges or Ranges.model_validate({}),
    )
    return approach, gazetteer


def _complain_of_threats(
    sheet: Sheet, threats: list[tuple[Key, Threat]], catalog: Catalog, gazetteer: Gazetteer
) -> None:
    for key, row in threats:
        _complain_of_flight(sheet, key, row, catalog, gazetteer)
        complain_unless_known(sheet, (*key, "protects"), row.protects, gazetteer.areas, mark("the id of an area"))
        complain_unless_declared(sheet, (*key, "from_phase"), row.from_phase, phase_numbers(sheet))


def _complain_of_deterrents(
    sheet: Sheet,
    deterrents: list[tuple[Key, Deterrent]],
    catalog: Catalog,
    gazetteer: Gazetteer,
    sides: Sides | None,
) -> None:
    for key, row in deterrents:
        _complain_of_flight(sheet, key, row, catalog, gazetteer)
        complain_unless_known(sheet, (*key, "aims"), row.aims, gazetteer.regions, mark("the id of a region"))
        if sides:
            both = (sides.defending, sides.deterring)
            complain_unless_known(sheet, (*key, "side"), row.side, both, mark("one of the two [sides]"))


def _complain_of_flight(sheet: Sheet, key: Key, row: Flight, catalog: Catalog, gazetteer: Gazetteer) -> None:
    complain_unless_fit(sheet, (*key, "missile"), row.missile, catalog.missiles, mark("the id of a missile"), catalog)
    for place, name in enumerate(row.launch):
        complain_unless_known(sheet, (*key, "launch", place), name, gazetteer.places, mark("the id of a place"))
