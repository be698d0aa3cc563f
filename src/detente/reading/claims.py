"""Claims: public statements that an assessment tests, or says why it cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from detente import units
from detente.messages import mark, say
from detente.reading.files import Key, Sheet, shown
from detente.reading.references import (
    complain_of_repeats,
    complain_unless_declared,
    complain_unless_known,
    phase_numbers,
    written_ids,
)
from detente.reading.rows import ID_RULE, Id, Row, Text, read, read_list, unknown_key
from detente.reading.values import Date, Sourced, si

Share = Literal["population_share", "area_share", "capitals_share"]
Relation = Literal["always below", "always above", "somewhere below", "somewhere above"]
Against = Literal["deterrents", "threats"]


class _AsksRow(Row):
    quantity: Literal["slack", "population_share", "area_share", "capitals_share", "grows"] = Field(
        description=mark("what the claim is about")
    )
    of: Share | None = Field(None, description=mark("what grows"))
    against: Against = Field(description=mark("against what"))
    relation: Relation | None = Field(None, description=mark("how it compares"))
    value: Any = Field(None, description=mark('what it is compared with: a time such as "0 s", or a share from 0 to 1'))
    phases: Annotated[tuple[int, ...], Field(strict=False, min_length=1)] | None = Field(
        None, description=mark("a list of phases, such as [3, 4]")
    )
    interceptor: Text | None = Field(None, description=mark("the id of an interceptor, in quotes"))
    threat: Text | None = Field(None, description=mark("the id of a threat, in quotes"))
    deterrent: Text | None = Field(None, description=mark("the id of a deterrent, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Keys that this quantity needs and lacks, or has and does not take."""
        needed = ("of",) if self.quantity == "grows" else ("relation", "value")
        unfit = {"slack": ("of",), "grows": ("relation", "value", "phases", "interceptor")}
        for name in needed:
            if getattr(self, name) is None:
                yield name, say('missing; quantity = "{quantity}" needs it.', quantity=self.quantity)
        for name in unfit.get(self.quantity, ("of", "interceptor")):
            if getattr(self, name) is not None:
                yield name, say('does not go with quantity = "{quantity}".', quantity=self.quantity)
        whom = "deterrents" if self.quantity == "slack" else "threats"
        if self.against != whom:
            yield (
                "against",
                say(
                    'found "{against}"; quantity = "{quantity}" is asked against "{whom}".',
                    against=self.against,
                    quantity=self.quantity,
                    whom=whom,
                ),
            )
        other = "threat" if self.against == "deterrents" else "deterrent"
        if getattr(self, other) is not None:
            yield other, say('does not go with against = "{against}".', against=self.against)


class _ClaimRow(Sourced):
    id: Id = Field(description=ID_RULE)
    holder: Text = Field(description=mark("who says it, in quotes"))
    statement: Text = Field(description=mark("what is said, in your own words, in quotes"))
    date: Date | None = Field(None, description=mark('a date such as "2007-09", as exact as known'))
    asks: dict[str, Any] | None = Field(None, description=mark("a table in braces: what the model is asked"))
    because: Text | None = Field(None, description=mark("why the model cannot test it, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Neither a question nor a reason, or both, as well as what certainty demands."""
        yield from super().gaps()
        if self.asks is None and self.because is None:
            yield "asks", mark('missing; say what the model is asked, or why it cannot be asked: because = "...".')
        if self.asks is not None and self.because is not None:
            yield "because", mark("does not go with asks: a claim is tested, or it says why it cannot be.")


@dataclass(frozen=True)
class Question:
    """What the model is asked in order to test a claim."""

    quantity: str
    against: Against
    relation: Relation | None
    value: float | None
    """In SI: seconds for slack, 0 to 1 for shares; none for `grows`."""
    text: str
    """The value as printed."""
    of: Share | None
    """What grows, for `grows`."""
    phases: tuple[int, ...]
    """The phases asked about; empty for all."""
    interceptor: str | None
    threat: str | None
    deterrent: str | None


class Claim(Sourced):
    """A public statement in our words, who made it, where, and how it is tested."""

    id: str
    holder: str
    statement: str
    date: str | None
    asks: Question | None
    because: str | None
    """Why the model cannot test it, if it cannot."""


def read_claims(sheet: Sheet, approach: Sheet, interceptors: set[str]) -> tuple[Claim, ...]:
    """The claims of a file that is about an approach whose interceptors are given."""
    for name in sheet.table.keys() - {"claims", "sources"}:
        sheet.complain((name,), unknown_key(name, Row, ("claims", "sources")))
    complain_of_repeats(sheet, "claims")
    claims = []
    for key, row in read_list(_ClaimRow, sheet, "claims"):
        asks = None if row.asks is None else _question(row.asks, sheet, (*key, "asks"), approach, interceptors)
        said = {name: getattr(row, name) for name in type(row).model_fields if name != "asks"}
        claims.append(Claim(**said, asks=asks))
    return tuple(claims)


def _question(
    table: dict[str, Any], sheet: Sheet, key: Key, approach: Sheet, interceptors: set[str]
) -> Question | None:
    row = read(_AsksRow, table, sheet, key)
    if row is None:
        return None
    value = None if row.value is None else _compared(row, sheet, (*key, "value"))
    if not approach.broken:
        _complain_of_references(row, sheet, key, approach, interceptors)
    said = {name: getattr(row, name) for name in type(row).model_fields if name not in ("value", "phases")}
    return Question(**said, value=value, text="" if row.value is None else str(row.value), phases=row.phases or ())


def _compared(row: _AsksRow, sheet: Sheet, key: Key) -> float | None:
    """What a quantity is compared with, in SI: a time for slack, a bare number for a share."""
    found = row.value
    if row.quantity == "slack":
        try:
            return si(found, "time")
        except units.QuantityError as error:
            sheet.complain(key, error.said)
            return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0.0 <= found <= 1.0:
        sheet.complain(
            key, say("found {found}, expected a share: a number from 0 to 1, without a unit.", found=shown(found))
        )
        return None
    return float(found)


def _complain_of_references(row: _AsksRow, sheet: Sheet, key: Key, approach: Sheet, interceptors: set[str]) -> None:
    for place, phase in enumerate(row.phases or ()):
        complain_unless_declared(sheet, (*key, "phases", place), phase, phase_numbers(approach))
    if row.interceptor is not None:
        expected = mark("the id of an interceptor that is deployed")
        complain_unless_known(sheet, (*key, "interceptor"), row.interceptor, sorted(interceptors), expected)
    for name, found, due in (
        ("threat", row.threat, mark("the id of a threat")),
        ("deterrent", row.deterrent, mark("the id of a deterrent")),
    ):
        if found is not None:
            complain_unless_known(sheet, (*key, name), found, written_ids(approach, f"{name}s"), due)
    if not written_ids(approach, row.against):
        sheet.complain((*key, "against"), say("found {found}, but approach.toml has none.", found=shown(row.against)))
