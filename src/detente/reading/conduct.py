"""What parties declare, fly in trials and send abroad, so that treaty rules can count it: conduct.toml of a dossier."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from detente import units
from detente.messages import mark, say
from detente.reading.countries import Country
from detente.reading.declared import Dated, Declared
from detente.reading.files import Key, Sheet, shown
from detente.reading.references import complain_of_repeats, complain_unless_fit
from detente.reading.rows import ID_RULE, Id, Row, Text, read_list, unknown_key
from detente.reading.systems import Catalog
from detente.reading.values import si

Basing = Literal["fixed-land", "mobile-land", "sea", "air", "space"]
Purpose = Literal["strategic", "theatre", "undecided"]

_LISTS = ("counts", "trials", "transfers", "roles")


class Printed(BaseModel):
    """A quantity as printed, and in SI beside it."""

    model_config = ConfigDict(frozen=True)

    text: str
    value: float


def _printed(dimension: str) -> Any:
    """A field type: text with a unit of this kind, 0 or more."""

    def converted(found: Any) -> Printed:
        number = si(found, dimension)
        if number < 0.0:
            raise ValueError(
                say(
                    "found {found}, expected {kind}, not below 0.",
                    found=shown(found),
                    kind=units.DIMENSIONS[dimension].spoken,
                )
            )
        return Printed(text=str(found).strip(), value=number)

    return BeforeValidator(converted)


Speed = Annotated[Printed, _printed("speed")]
Length = Annotated[Printed, _printed("length")]
Mass = Annotated[Printed, _printed("mass")]


class Trial(Dated):
    """A flight trial of a defence, or a series of them, as declared or reported."""

    id: Id = Field(description=ID_RULE)
    name: Text = Field(description=mark("a name, in quotes"))
    party: Country = Field(description=mark("whose trial it is, a country in quotes"))
    basing: Basing = Field(description=mark("where the interceptor starts from"))
    purpose: Purpose = Field(description=mark("what the interceptor is for, as its owner says"))
    interceptor: Text | None = Field(None, description=mark("the id of an interceptor, in quotes"))
    flown_speed: Speed | None = Field(
        None, description=mark('the speed of the missile flown against, such as "4.5 km/s"')
    )
    flown_range: Length | None = Field(
        None, description=mark('the range of the missile flown against, such as "3000 km"')
    )


class Transfer(Dated):
    """A missile, or what it takes to make one, that goes from one state to another."""

    id: Id = Field(description=ID_RULE)
    from_party: Country = Field(description=mark("who sends it, a country in quotes"))
    to: Country = Field(description=mark("who gets it, a country in quotes"))
    what: Text = Field(description=mark("what is sent, in quotes"))
    sort: Literal["complete system", "production", "parts or technology"] = Field(
        "complete system", description=mark("what sort of thing it is")
    )
    range: Length | None = Field(None, description=mark('how far the system flies with that payload, such as "300 km"'))
    payload: Mass | None = Field(None, description=mark('what the system carries over that range, such as "985 kg"'))


class Role(Dated):
    """What somebody says an interceptor is for. Rival rows leave it undecided."""

    id: Id = Field(description=ID_RULE)
    party: Country = Field(description=mark("whose interceptor it is, a country in quotes"))
    interceptor: Text = Field(description=mark("the id of an interceptor, in quotes"))
    purpose: Purpose = Field(description=mark("what it is for, as the holder says"))
    basing: Basing | None = Field(None, description=mark("where it stands, if not as its place tells"))
    holder: Text = Field(description=mark("who says so, in quotes"))


@dataclass(frozen=True)
class Conduct:
    """What treaty rules can count beside the deployments of an approach."""

    counts: tuple[Declared, ...] = ()
    trials: tuple[Trial, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    roles: tuple[Role, ...] = ()


def read_conduct(sheet: Sheet, catalog: Catalog) -> Conduct:
    """The conduct a file describes. With problems on the sheet it serves only to find more of them."""
    for name in sheet.table.keys() - {*_LISTS, "sources"}:
        sheet.complain((name,), unknown_key(name, Row, (*_LISTS, "sources")))
    for name in _LISTS:
        complain_of_repeats(sheet, name)
    counts = read_list(Declared, sheet, "counts")
    trials = read_list(Trial, sheet, "trials")
    transfers = read_list(Transfer, sheet, "transfers")
    roles = read_list(Role, sheet, "roles")
    used: list[tuple[Key, Trial | Role]] = [*trials, *roles]
    for key, row in used:
        if row.interceptor is not None:
            fit = catalog.interceptors
            complain_unless_fit(
                sheet, (*key, "interceptor"), row.interceptor, fit, mark("the id of an interceptor"), catalog
            )
    return Conduct(
        counts=tuple(row for _, row in counts),
        trials=tuple(row for _, row in trials),
        transfers=tuple(row for _, row in transfers),
        roles=tuple(row for _, row in roles),
    )
