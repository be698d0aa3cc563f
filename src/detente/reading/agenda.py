"""The agenda of talks: its items, and what each party said about them, in our words and with its source."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from detente.messages import mark, say
from detente.reading.files import Key, Sheet
from detente.reading.references import complain_of_repeats, complain_unless_known, written_ids
from detente.reading.rows import ID_RULE, Id, Row, Text, read_list, tables, unknown_key
from detente.reading.values import Date, Sourced

Question = Literal["security", "balance", "crux", "approaches", "treaties"]
"""The five questions of an assessment."""

Status = Literal["agreed", "differ", "offered", "open"]
Stance = Literal["agrees", "differs", "offers", "asks", "refuses", "open"]

BOTH, THIRD = "both", "third"
"""Whose position it is, where it is not one side's: of both together, or of neither."""


class Item(Row):
    """A thing the parties talk about, and where it stood on the day of the dossier."""

    id: Id = Field(description=ID_RULE)
    title: Text = Field(description=mark("what it is about, in quotes"))
    question: Question | None = Field(None, description=mark("which question of the assessment it belongs to"))
    because: Text | None = Field(None, description=mark("why it belongs to no question of the assessment, in quotes"))
    status: Status = Field(description=mark("where it stood"))
    note: Text | None = Field(None, description=mark("a remark, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Neither a question nor a reason for none, or both."""
        if self.question is None and self.because is None:
            yield (
                "question",
                mark("missing; expected a question of the assessment, or because = why it belongs to none."),
            )
        if self.question is not None and self.because is not None:
            yield "because", mark("does not go with question: an item belongs to a question, or says why to none.")


class Position(Sourced):
    """What somebody said about an item."""

    id: Id | None = Field(None, description=ID_RULE)
    item: Text = Field(description=mark("the id of an item, in quotes"))
    holder: Text = Field(description=mark("who said it, in quotes"))
    side: Text = Field(description=mark('one of the two sides, "both" or "third"'))
    stance: Stance = Field(description=mark("how the holder stands to the item"))
    statement: Text = Field(description=mark("what was said, in your own words, in quotes"))
    date: Date = Field(description=mark('a date such as "2007-09-17", as exact as known'))
    claim: Text | None = Field(None, description=mark("the id of a claim that tests it, in quotes"))


@dataclass(frozen=True)
class Agenda:
    """What talks are about; empty where nobody wrote an agenda."""

    items: tuple[Item, ...] = ()
    positions: tuple[Position, ...] = ()

    def of(self, item: str) -> tuple[Position, ...]:
        """The positions on one item, in the order of the file."""
        return tuple(position for position in self.positions if position.item == item)


def read_agenda(sheet: Sheet, approach: Sheet, claims: Collection[str]) -> Agenda:
    """The agenda on a sheet. With problems on the sheet it serves only to find more of them.

    Arguments: approach, which says who talks; claims, the ids of the claims of the dossier.
    """
    for name in sheet.table.keys() - {"items", "positions", "sources"}:
        sheet.complain((name,), unknown_key(name, Row, ("items", "positions", "sources")))
    for name in ("items", "positions"):
        complain_of_repeats(sheet, name)
    items = read_list(Item, sheet, "items")
    positions = read_list(Position, sheet, "positions")
    for key, position in positions:
        _complain_of_references(sheet, key, position, _sides(approach), claims)
    said = {row.item for _, row in positions}
    whole = len(positions) == len(tables(sheet, "positions"))
    for key, item in items:
        if whole and item.id not in said:
            sheet.complain(
                key, say('nobody says anything about this item. Add [[positions]] with item = "{item}".', item=item.id)
            )
    return Agenda(tuple(row for _, row in items), tuple(row for _, row in positions))


def _sides(approach: Sheet) -> list[str]:
    """The two sides as written, so that a flaw in them is not blamed on who names them; empty if one is unreadable."""
    found = approach.table.get("sides")
    sides = [found.get(name) for name in ("defending", "deterring")] if isinstance(found, dict) else []
    readable = [side for side in sides if isinstance(side, str)]
    return readable if len(readable) == 2 else []


def _complain_of_references(
    sheet: Sheet, key: Key, row: Position, sides: Collection[str], claims: Collection[str]
) -> None:
    """An item, a side or a claim that does not exist."""
    complain_unless_known(sheet, (*key, "item"), row.item, written_ids(sheet, "items"), mark("the id of an item"))
    if sides:
        whose = (*sides, BOTH, THIRD)
        complain_unless_known(sheet, (*key, "side"), row.side, whose, mark('one of the two [sides], "both" or "third"'))
    if row.claim is not None:
        complain_unless_known(sheet, (*key, "claim"), row.claim, claims, mark("the id of a claim in claims.toml"))
