"""Strategic forces as a dossier holds them: how many warheads, of which side, on which leg, from which phase on."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from detente.messages import mark, say
from detente.reading.approach import Sides
from detente.reading.files import Sheet
from detente.reading.parameters import OWNERS
from detente.reading.references import (
    complain_of_repeats,
    complain_unless_declared,
    complain_unless_known,
    phase_numbers,
    written_ids,
)
from detente.reading.rows import ID_RULE, Id, Row, Text, read_list, unknown_key
from detente.reading.systems import Catalog
from detente.reading.values import Sourced

Leg = Literal["silo", "road-mobile", "land", "sea", "air", "other", "all"]


class Force(Sourced):
    """Deployed warheads of one side on one leg, in some phases."""

    id: Id = Field(description=ID_RULE)
    name: Text = Field(description=mark("a name, in quotes"))
    side: Text = Field(description=mark("one of the two sides, in quotes"))
    leg: Leg = Field(description=mark("the leg"))
    """`all` for a force of which only the total is known."""
    warheads: Annotated[int, Field(ge=0)] = Field(description=mark("a whole number of deployed warheads, 0 or more"))
    from_phase: int = Field(1, description=mark("the phase from which it counts, a whole number"))
    until: int | None = Field(None, description=mark("the last phase in which it counts, a whole number"))
    flies_as: Annotated[tuple[Text, ...], Field(strict=False)] = Field(
        (), description=mark('a list of ids of deterrents whose flights stand for it, such as ["urals-silo"]')
    )

    def stands_in(self, phase: int) -> bool:
        """Whether it counts in a phase."""
        return self.from_phase <= phase and (self.until is None or phase <= self.until)

    def gaps(self) -> Iterator[tuple[str, str]]:
        """An end before the beginning, as well as what certainty demands."""
        yield from super().gaps()
        if self.until is not None and self.until < self.from_phase:
            yield (
                "until",
                say(
                    "found {until}, expected {from_phase} (its first phase) or later.",
                    until=self.until,
                    from_phase=self.from_phase,
                ),
            )


def read_forces(sheet: Sheet, approach: Sheet, sides: Sides, catalog: Catalog) -> tuple[Force, ...]:
    """The forces of a dossier, with every reference looked up in its approach."""
    for name in sheet.table.keys() - {"forces", "sources"}:
        sheet.complain((name,), unknown_key(name, Row, ("forces", "sources")))
    complain_of_repeats(sheet, "forces")
    rows = read_list(Force, sheet, "forces")
    for key, row in rows:
        if row.id in catalog.systems or row.id in OWNERS:
            sheet.complain(
                (*key, "id"), say('found "{id}", which names something else already. Choose another id.', id=row.id)
            )
        if not approach.broken:
            both = (sides.defending, sides.deterring)
            complain_unless_known(
                sheet, (*key, "side"), row.side, both, mark("one of the two [sides] of approach.toml")
            )
            for name, phase in (("from_phase", row.from_phase), ("until", row.until)):
                if phase is not None:
                    complain_unless_declared(sheet, (*key, name), phase, phase_numbers(approach))
            for place, found in enumerate(row.flies_as):
                known = written_ids(approach, "deterrents")
                complain_unless_known(sheet, (*key, "flies_as", place), found, known, mark("the id of a deterrent"))
    return tuple(row for _, row in rows)
