"""What is deployed where, and from which phase of the plan on."""

from collections.abc import Collection, Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from detente import units
from detente.messages import mark, say
from detente.reading.files import Key, Sheet, shown
from detente.reading.places import Gazetteer
from detente.reading.references import (
    complain_unless_declared,
    complain_unless_fit,
    complain_unless_known,
    phase_numbers,
)
from detente.reading.rows import Row, Text, Year, tables
from detente.reading.systems import Catalog, Interceptor, Radar
from detente.reading.values import Sourced, si

YEAR_RULE = mark("a year, a whole number from 1900 to 2200")


def _facing(found: Any) -> float:
    """An azimuth in degrees from text with a unit."""
    degrees = units.from_si(si(found, "angle"), "deg")
    if not 0.0 <= degrees <= 360.0:
        raise ValueError(
            say('found {found}, expected an azimuth from "0 deg" (north) over east to "360 deg".', found=shown(found))
        )
    return degrees


def _width(found: Any) -> float:
    """The width of a sector in degrees from text with a unit."""
    degrees = units.from_si(si(found, "angle"), "deg")
    if not 0.0 < degrees <= 360.0 * (1.0 + 1e-12):
        raise ValueError(
            say(
                'found {found}, expected the width of a sector, more than "0 deg", at most "360 deg".',
                found=shown(found),
            )
        )
    return min(degrees, 360.0)


def _somewhere(found: Any) -> Any:
    """A place; what is in space has none."""
    return None if found == "space" else found


class Phase(Row):
    """A step of the plan, named by its number."""

    id: Annotated[int, Field(ge=1)] = Field(
        description=mark("a whole number: 1 for the first phase, then 2, and so on")
    )
    year: Year = Field(description=YEAR_RULE)
    title: Text = Field(description=mark("a title, in quotes"))


class Deployment(Sourced):
    """An interceptor or a sensor at a place, from one phase on."""

    system: Text = Field(description=mark("the id of an interceptor or a sensor, in quotes"))
    place: Annotated[Text | None, BeforeValidator(_somewhere)] = Field(
        None, description=mark("the id of a place, in quotes")
    )
    """None for what stands in space, in the file left out or `space`."""
    count: Annotated[int, Field(ge=1)] | None = Field(None, description=mark("a whole number, 1 or more"))
    phase: int = Field(description=mark("the first phase in which it stands, a whole number"))
    until: int | None = Field(None, description=mark("the last phase in which it stands, a whole number"))
    planned: Year | None = Field(None, description=YEAR_RULE)
    facing_deg: Annotated[float, BeforeValidator(_facing)] | None = Field(
        None, alias="facing", description=mark('the azimuth of the middle of its view or sector, such as "100 deg"')
    )
    width_deg: Annotated[float, BeforeValidator(_width)] | None = Field(
        None, alias="width", description=mark('of an interceptor: the width of its sector, such as "120 deg"')
    )
    """None for interceptors that may shoot all round. A radar is as wide as its own file says."""
    role: Literal["own", "remote"] | None = Field(None, description=mark("whose sensor it is"))
    """`own` belongs to the interceptor site at the same place, `remote` stands elsewhere."""
    side: Text | None = Field(None, description=mark("whose it is: one of the two sides, in quotes"))
    """None for what the defending side deploys."""
    serves: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)] | None = Field(
        None, description=mark('a list of ids of areas that it helps to protect, such as ["united-states"]')
    )
    """None for all of them."""

    def stands_in(self, phase: int) -> bool:
        """Whether it stands in a phase."""
        return self.phase <= phase and (self.until is None or phase <= self.until)

    def serves_area(self, area: str) -> bool:
        """Whether it helps to protect an area."""
        return self.serves is None or area in self.serves

    def gaps(self) -> Iterator[tuple[str, str]]:
        """An end before the beginning, as well as what certainty demands."""
        yield from super().gaps()
        if self.until is not None and self.until < self.phase:
            yield (
                "until",
                say("found {until}, expected {phase} (its first phase) or later.", until=self.until, phase=self.phase),
            )


def complain_of_phases(sheet: Sheet, phases: list[tuple[Key, Phase]], deployments: list[Deployment]) -> None:
    """Phases that do not count up from 1, go back in time, or hold nothing."""
    if not sheet.table.get("phases"):
        sheet.complain(("phases",), mark("missing; a dossier has at least one [[phases]] table."))
    whole = len(phases) == len(tables(sheet, "phases"))
    sound = len(deployments) == len(tables(sheet, "deployments"))
    before: Phase | None = None
    for place, (key, phase) in enumerate(phases):
        if whole and phase.id != place + 1:
            sheet.complain(
                (*key, "id"),
                say("found {phase}, expected {place}: phases count up from 1.", phase=phase.id, place=place + 1),
            )
        if before and phase.year < before.year:
            sheet.complain(
                (*key, "year"),
                say(
                    "found {year}, expected {before} (the phase before) or later.", year=phase.year, before=before.year
                ),
            )
        if sound and not any(row.stands_in(phase.id) for row in deployments):
            sheet.complain(key, say("a phase without deployments: nothing stands in phase {phase}.", phase=phase.id))
        before = phase


def complain_of_deployments(
    sheet: Sheet,
    deployments: list[tuple[Key, Deployment]],
    catalog: Catalog,
    gazetteer: Gazetteer,
    sides: Collection[str] = (),
) -> None:
    """Systems, places and phases that do not exist, and what a kind of system needs or does not take."""
    fit = [*catalog.interceptors, *catalog.sensors]
    phases = phase_numbers(sheet)
    sites = {row.place for _, row in deployments if row.system in catalog.interceptors}
    for key, row in deployments:
        complain_unless_fit(
            sheet, (*key, "system"), row.system, fit, mark("the id of an interceptor or a sensor"), catalog
        )
        if row.place is not None:
            complain_unless_known(sheet, (*key, "place"), row.place, gazetteer.places, mark("the id of a place"))
        complain_unless_declared(sheet, (*key, "phase"), row.phase, phases)
        if row.until is not None:
            complain_unless_declared(sheet, (*key, "until"), row.until, phases)
        for name, message in _unfit(row, catalog, sites):
            sheet.complain((*key, name), message)
        if row.side is not None and sides:
            complain_unless_known(sheet, (*key, "side"), row.side, sides, mark("one of the two [sides]"))
        for number, area in enumerate(row.serves or ()):
            complain_unless_known(sheet, (*key, "serves", number), area, gazetteer.areas, mark("the id of an area"))


def _unfit(row: Deployment, catalog: Catalog, sites: set[str | None]) -> Iterator[tuple[str, str]]:
    """What a deployment lacks for its kind of system, or holds though its kind has no use for it."""
    system = catalog.systems.get(row.system)
    if row.place is None and isinstance(system, Interceptor | Radar):
        yield "place", mark('missing; expected the id of a place, in quotes ("space" is for what sees from orbit).')
    if isinstance(system, Interceptor):
        if row.count is None:
            yield "count", mark("missing; expected how many interceptors there are, a whole number, 1 or more.")
        if row.role is not None:
            yield "role", mark("belongs to a sensor, and this is an interceptor.")
        if row.facing_deg is not None and row.width_deg is None:
            yield (
                "width",
                mark('missing beside facing; expected the width of the sector ("120 deg"). All round: leave out both.'),
            )
        if row.width_deg is not None and row.width_deg < 360.0 and row.facing_deg is None:
            yield (
                "facing",
                mark('missing beside width; expected the azimuth of the middle of the sector, such as "100 deg".'),
            )
    elif row.width_deg is not None:
        yield (
            "width",
            mark("belongs to an interceptor, and this is a sensor. How wide a radar looks is its azimuth_width."),
        )
    if isinstance(system, Radar):
        if row.role is None:
            yield "role", mark("missing; expected own (of the interceptors at the same place) or remote.")
        if row.role == "own" and row.place not in sites:
            yield "role", mark('found "own", but no interceptor stands at this place. Write "remote".')
