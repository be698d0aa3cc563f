"""Views: one named set of assumptions each, one file each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from pydantic import Field

from detente.messages import mark
from detente.reading.files import Sheet
from detente.reading.lookup import read_values
from detente.reading.rows import Row, Text, read
from detente.reading.systems import Catalog
from detente.reading.values import Statement

Side = Literal["defending", "deterring"]
Colour = Literal["blue", "orange"]
COLOURS: tuple[Colour, ...] = ("blue", "orange")


class _Head(Row):
    also: ClassVar[tuple[str, ...]] = ("values", "sources")

    title: Text = Field(description=mark("the title of the view, in quotes"))
    holder: Text = Field(description=mark("who holds this view, in quotes"))
    side: Side | None = Field(None, description=mark("whose view it is"))
    colour: Colour | None = Field(None, description=mark("the colour it is drawn in"))


@dataclass(frozen=True)
class View:
    """One named set of assumptions: what its holder states, by what it is a value of."""

    id: str
    title: str
    holder: str
    side: Side | None
    """Whose view it is, of the two who talk; None for an outsider's."""
    colour: Colour | None
    values: dict[str, Statement]


def read_view(sheet: Sheet, view_id: str, catalog: Catalog, forces: Iterable[str] = ()) -> View:
    """The view a file describes. With problems on the sheet it serves only to find more of them."""
    head = read(_Head, sheet.table, sheet, (), also=_Head.also)
    values = read_values(sheet, catalog, forces)
    if head is None:
        return View(view_id, "", "", None, None, values)
    return View(view_id, head.title, head.holder, head.side, head.colour, values)


def coloured(views: Sequence[View]) -> list[View]:
    """The views, those without a colour given the first that is free: blue, then orange, then none."""
    free = [colour for colour in COLOURS if colour not in {view.colour for view in views}]
    return [view if view.colour else replace(view, colour=free.pop(0) if free else None) for view in views]
