"""What an option on one topic of the talks changes: small typed tables, and nothing else changes anything.

An option varies deployments, limits, cooperation and transparency. What a side believes about survival, chances of a
kill or what is sufficient is no option: nobody can agree on it, and `set` and `cap` refuse it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from detente import units
from detente.messages import mark, say
from detente.reading.approach import Approach
from detente.reading.deployments import Deployment, complain_of_deployments
from detente.reading.files import Key, Sheet, shown
from detente.reading.lookup import parameter_of
from detente.reading.parameters import OWNERS, PARAMETERS, Parameter
from detente.reading.places import Gazetteer
from detente.reading.references import complain_unless_fit, complain_unless_known
from detente.reading.rows import ID_RULE, Id, Row, RowT, Text, read, tables
from detente.reading.systems import Catalog
from detente.reading.values import Sourced, Statement, StatementRow, si, statement

NEGOTIABLE = {
    "interceptor": ("burnout_speed",),
    "radar": ("range", "minimum_elevation", "azimuth_width", "track_time"),
    "space-infrared": ("track_time",),
    "defence": ("policy", "earliest_commit", "commit_delay", "assessment_delay"),
    "side": ("interceptors",),
    "race": (
        *("coverage_goal", "third_party_interceptors"),
        *("warhead_ceiling", "warhead_ceiling_from", "warhead_ceiling_until"),
    ),
}
"""What `set` and `cap` may touch, by kind of owner: what can be deployed, limited, shared or shown, and no belief."""

EVERY = "*."
"""Before a parameter: of every system in use that has it and is none of the missiles."""

SYSTEMS = ("interceptor", "radar", "space-infrared")

EFFECTS = ("remove", "add", "count", "serve", "cap", "set", "sector", "ceiling", "interceptors", "link")

Count = Annotated[int, Field(ge=0)]

_AGREED = StatementRow(
    holder=mark("the package"),
    kind="value",
    certainty="assumed",
    note=mark("agreed in a package; nobody has stated it"),
)


def _degrees(least: float, expected: str) -> Any:
    """A field type: an angle as text with a unit, in degrees inside, from `least` to 360."""

    def converted(found: Any) -> float:
        degrees = units.from_si(si(found, "angle"), "deg")
        if not least <= degrees <= 360.0 + 1e-9:
            raise ValueError(say("found {found}, expected {expected}.", found=shown(found), expected=expected))
        return min(degrees, 360.0)

    return BeforeValidator(converted)


_Azimuth = Annotated[float, _degrees(0.0, mark('an azimuth from "0 deg" (north) over east to "360 deg"'))]
_Width = Annotated[float, _degrees(1e-6, mark('a width of more than "0 deg" and at most "360 deg"'))]


class Chosen(Row):
    """Some of the deployments: those of a system, at a place, or both."""

    system: Text | None = Field(None, description=mark("the id of an interceptor or a sensor, in quotes"))
    place: Text | None = Field(None, description=mark("the id of a place, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Nothing that says which deployments are meant."""
        if self.system is None and self.place is None:
            yield "place", mark("missing; expected a place or a system, or both, to say which deployments are meant.")

    def means(self, row: Deployment) -> bool:
        """Whether a deployment is one of them."""
        return self.system in (None, row.system) and self.place in (None, row.place)


class Remove(Chosen):
    """Deployments that end, or never begin."""

    from_phase: int = Field(1, description=mark("the first phase without them, a whole number"))


class Number(Chosen):
    """Another number of interceptors at sites that stand."""

    count: Count = Field(description=mark("a whole number of interceptors, 0 or more"))


class Serve(Chosen):
    """Which areas deployments help to protect: what is shared and what is not."""

    areas: Annotated[tuple[Text, ...], Field(strict=False)] = Field(
        description=mark("a list of ids of areas; an empty one for all of them")
    )


class Sector(Chosen):
    """The azimuths that sites may engage in."""

    facing_deg: _Azimuth = Field(alias="facing", description=mark('the azimuth of the middle, such as "180 deg"'))
    width_deg: _Width = Field(alias="width", description=mark('how wide it is, such as "120 deg"'))


class Cap(Row):
    """The most that a number may be, whatever a view says of it."""

    of: Text = Field(description=mark('what is limited, such as "*.burnout_speed" or "sm-3-2a.burnout_speed"'))
    most: Any = Field(description=mark('the most it may be, such as "5 km/s"'))


class Set(Row):
    """A number or word that is agreed, whatever a view says of it."""

    of: Text = Field(description=mark('what is agreed, such as "defence.policy"'))
    value: Any = Field(description=mark("the value, in quotes"))


class Ceiling(Row):
    """The most deployed warheads of a side; it takes the place of a ceiling that views state."""

    side: Text = Field(description=mark("one of the two sides, in quotes"))
    warheads: Count = Field(description=mark("a whole number of deployed warheads, 0 or more"))


class Interceptors(Row):
    """The most interceptors of the approach; where a phase would hold more, the rows furthest down lose them."""

    most: Count = Field(description=mark("a whole number of interceptors, 0 or more"))


class Link(Row):
    """An offence-defence link: how far a ceiling rises with every interceptor above a number."""

    above: Count = Field(description=mark("the number of interceptors above which it rises, a whole number"))
    warheads: Annotated[float, Field(gt=0.0, le=1000.0, strict=False)] = Field(
        description=mark("warheads more per interceptor, a number above 0")
    )


class OptionRow(Sourced):
    """An option as written; its effects are read beside it."""

    needs_place_in_source: ClassVar[bool] = False

    topic: Text = Field(description=mark("the id of a topic, in quotes"))
    id: Id = Field(description=ID_RULE)
    name: Text = Field(description=mark("a name, in quotes"))
    burden: Annotated[float, Field(ge=0.0, le=1e6, strict=False)] = Field(
        0.0, description=mark("how much there is to verify, a number of 0 or more")
    )
    transparency: Annotated[int, Field(ge=0, le=3)] | None = Field(
        None, description=mark("the level of transparency, 0 (none) to 3 (visits, telemetry, test observation)")
    )
    duration: Annotated[int, Field(ge=1, le=200)] | None = Field(
        None, description=mark("for how many years ceilings hold, a whole number")
    )


@dataclass(frozen=True)
class Agreed:
    """One value of `set` or `cap`: what of, and as a statement; `every`: of every system that has this parameter."""

    of: str
    every: bool
    said: Statement


@dataclass(frozen=True)
class Option:
    """One option on one topic, with everything it changes."""

    row: OptionRow
    remove: tuple[Remove, ...] = ()
    add: tuple[Deployment, ...] = ()
    count: tuple[Number, ...] = ()
    serve: tuple[Serve, ...] = ()
    sector: tuple[Sector, ...] = ()
    cap: tuple[Agreed, ...] = ()
    set: tuple[Agreed, ...] = ()
    ceiling: tuple[Ceiling, ...] = ()
    interceptors: tuple[Interceptors, ...] = ()
    link: tuple[Link, ...] = ()

    @property
    def id(self) -> str:
        """Its id among the options of its topic."""
        return self.row.id

    @property
    def key(self) -> str:
        """Topic and option, as a package names it."""
        return f"{self.row.topic}={self.row.id}"

    @property
    def deploys(self) -> bool:
        """Whether it changes what stands, what it may do or how it is used: flights are then asked again."""
        return any((self.remove, self.add, self.count, self.serve, self.sector, self.cap, self.set, self.interceptors))

    @property
    def limits(self) -> bool:
        """Whether it changes how many warheads a side may hold, or for how long."""
        return bool(self.ceiling or self.link or self.row.duration)

    @property
    def changes(self) -> bool:
        """Whether it changes anything that is computed."""
        return self.deploys or self.limits or bool(self.row.transparency)


@dataclass(frozen=True)
class Ground:
    """What options may refer to: the approach as read, its sheet, and what the catalogue and the dossier know."""

    sheet: Sheet
    approach: Approach
    catalog: Catalog
    gazetteer: Gazetteer
    forces: frozenset[str]

    @property
    def sides(self) -> tuple[str, str]:
        """The two who talk, the defending one first."""
        return self.approach.sides.defending, self.approach.sides.deterring


def read_options(sheet: Sheet, ground: Ground) -> list[tuple[Key, Option]]:
    """The options of a file, with every reference looked up. With problems on the sheet it finds more of them."""
    added = _added(sheet, ground)
    standing = (*ground.approach.deployments, *(row for rows in added.values() for row in rows))
    found: list[tuple[Key, Option]] = []
    for key, table in tables(sheet, "options"):
        row = read(OptionRow, table, sheet, key, also=EFFECTS)
        if isinstance(table, dict):
            effects = _effects(sheet, key, table, ground, standing)
            if row is not None:
                found.append((key, Option(row, add=added.get(key, ()), **effects)))
    return found


def _added(sheet: Sheet, ground: Ground) -> dict[Key, tuple[Deployment, ...]]:
    """What each option adds, checked as the deployments of an approach are."""
    rows = {
        key: _rows(Deployment, sheet, key, table, "add") for key, table in tables(sheet, "options")
        if isinstance(table, dict)
    }  # fmt: skip
    probe = Sheet(sheet.name, ground.sheet.table)
    known = [(("deployments", place), row) for place, row in enumerate(ground.approach.deployments)]
    together: list[tuple[Key, Deployment]] = [*known, *(pair for pairs in rows.values() for pair in pairs)]
    complain_of_deployments(probe, together, ground.catalog, ground.gazetteer, ground.sides)
    for where, problem in probe.complaints:
        if where[0] == "options":
            sheet.complain(where, problem.message)
    return {key: tuple(row for _, row in pairs) for key, pairs in rows.items()}


def _effects(
    sheet: Sheet, key: Key, table: dict[str, Any], ground: Ground, standing: Sequence[Deployment]
) -> dict[str, Any]:
    """Every effect of one option but what it adds."""
    found: dict[str, Any] = {}
    kinds: dict[str, type[Chosen]] = {"remove": Remove, "count": Number, "serve": Serve, "sector": Sector}
    for name, model in kinds.items():
        rows = _rows(model, sheet, key, table, name)
        for where, row in rows:
            _complain_of_chosen(sheet, where, row, ground, standing)
        found[name] = tuple(row for _, row in rows)
    for name, limit in (("ceiling", Ceiling), ("interceptors", Interceptors), ("link", Link)):
        limits = _rows(limit, sheet, key, table, name)
        for where, agreed in limits:
            if isinstance(agreed, Ceiling):
                complain_unless_known(
                    sheet, (*where, "side"), agreed.side, ground.sides, mark("one of the two [sides]")
                )
        found[name] = tuple(agreed for _, agreed in limits)
    found["cap"] = tuple(_agreed(sheet, _rows(Cap, sheet, key, table, "cap"), ground))
    found["set"] = tuple(_agreed(sheet, _rows(Set, sheet, key, table, "set"), ground))
    return found


def _rows(model: type[RowT], sheet: Sheet, key: Key, table: dict[str, Any], name: str) -> list[tuple[Key, RowT]]:
    """The rows of one kind of effect, each with its place in the file."""
    listed = table.get(name, [])
    if not isinstance(listed, list):
        sheet.complain(
            (*key, name),
            say("found {found}, expected a list of tables; write [[options.{name}]].", found=shown(listed), name=name),
        )
        return []
    rows = [((*key, name, place), read(model, inner, sheet, (*key, name, place))) for place, inner in enumerate(listed)]
    return [(where, row) for where, row in rows if row is not None]


def _complain_of_chosen(sheet: Sheet, key: Key, row: Chosen, ground: Ground, standing: Sequence[Deployment]) -> None:
    """Systems, places and areas that are not there, and deployments that nobody makes."""
    before = len(sheet.complaints)
    if row.system is not None:
        fit = [*ground.catalog.interceptors, *ground.catalog.sensors]
        expected = mark("the id of an interceptor or a sensor")
        complain_unless_fit(sheet, (*key, "system"), row.system, fit, expected, ground.catalog)
    if row.place is not None:
        complain_unless_known(sheet, (*key, "place"), row.place, ground.gazetteer.places, mark("the id of a place"))
    if isinstance(row, Serve):
        for number, area in enumerate(row.areas):
            complain_unless_known(
                sheet, (*key, "areas", number), area, ground.gazetteer.areas, mark("the id of an area")
            )
    meant = [other for other in standing if row.means(other)]
    if isinstance(row, Number | Sector):
        meant = [other for other in meant if other.system in ground.catalog.interceptors]
    if not meant and len(sheet.complaints) == before:
        what = "interceptors" if isinstance(row, Number | Sector) else "deployments"
        sheet.complain(
            key, say("means no {what}: neither the approach nor an option puts such a system there.", what=what)
        )


def _agreed(sheet: Sheet, rows: Sequence[tuple[Key, Cap | Set]], ground: Ground) -> Iterator[Agreed]:
    """What is agreed about a parameter, as a statement that can stand in a view."""
    for where, row in rows:
        name, value = ("most", row.most) if isinstance(row, Cap) else ("value", row.value)
        parameter = negotiable(row.of, ground)
        if isinstance(parameter, str):
            sheet.complain((*where, "of"), parameter)
            continue
        if isinstance(row, Cap) and parameter.words:
            sheet.complain(
                (*where, "of"), say("found {found}, a word; only a number can be capped. Use set.", found=shown(row.of))
            )
            continue
        probe = Sheet(sheet.name)
        said = statement({"value": value}, _AGREED, parameter, probe, (), row.of)
        for _, problem in probe.complaints:
            sheet.complain((*where, name), problem.message, row.of)
        if said is not None:
            yield Agreed(row.of.removeprefix(EVERY), row.of.startswith(EVERY), said)


def negotiable(of: str, ground: Ground) -> Parameter | str:
    """The parameter that is meant, or why it is none that sides agree on."""
    owner, _, name = of.partition(".")
    if owner == "*":
        kinds = [kind for kind, names in NEGOTIABLE.items() if kind in SYSTEMS and name in names]
        known = sorted({name for kind in SYSTEMS for name in NEGOTIABLE[kind]})
        return (
            PARAMETERS[kinds[0]][name]
            if kinds
            else say("found {found}; after * expected {known}.", found=shown(of), known=" or ".join(known))
        )
    parameter = parameter_of(of, ground.catalog, ground.forces)
    if isinstance(parameter, str):
        return parameter
    system = ground.catalog.systems.get(owner)
    kind = system.kind if system else OWNERS.get(owner, "force")
    if name in NEGOTIABLE.get(kind, ()):
        return parameter
    can = ", ".join(f"{kind}: {' '.join(names)}" for kind, names in NEGOTIABLE.items())
    return say(
        "found {found}, which is a property or a belief and nothing to agree on; a search varies "
        "deployments, limits, cooperation and transparency only. Expected one of these ({can}).",
        found=shown(of),
        can=can,
    )
