"""Lists by type, and what they add up to by leg: as stated for the leg, else the sum of its types."""

import datetime as dt
from collections.abc import Sequence
from functools import cache

from detente.assessment.force_countries import PREDECESSORS
from detente.assessment.force_result import Figure, LegSum, TypeRow
from detente.counting.ledger import Sum, added, age, period, standing
from detente.messages import mark, say
from detente.reading import forces as tables
from detente.reading.forces import Holding
from detente.reading.values import Certainty, weakest

OVER_LEGS = mark("sum over the legs")
BY_TYPE = mark("sum of the figures by type")
AS_PUBLISHED = mark("as its source lists them")
ATTRIBUTED = mark("attributed by type under START I")
FOR_THE_LEG = mark("stated for the leg as a whole")


def counting_of(listed: Sequence[Holding]) -> str:
    """How the warheads of a list by type are counted."""
    return ATTRIBUTED if listed and listed[0] in _attributed() else AS_PUBLISHED if listed else ""


def listed_on(name: str, day: dt.date, rows: Sequence[Holding]) -> list[Holding]:
    """The rows of the latest list by type at or before a day, those of the START I memorandum among them."""
    lists = (*rows, *_attributed())
    own = [row for row in lists if PREDECESSORS.get(row.country, row.country) == name]
    latest = standing([period(row.as_of) for row in own], day)
    return [] if latest is None else [row for row in own if row.as_of == own[latest].as_of]


@cache
def _attributed() -> tuple[Holding, ...]:
    """The lists by type of START I, warheads as attributed by its rules."""
    return tuple(
        Holding(
            as_of=row.as_of, country=row.country, leg=row.leg or "", level=row.level, system=row.system,
            other_name=None, deployed=row.delivery_vehicles, unit="vehicles", warheads_each=None,
            warheads_total=row.warheads, sources=row.sources, certainty=row.certainty, note=row.note,
            conflict=row.conflict, gap=row.gap,
        )
        for row in tables.start1()
        if row.level != "total"
    )  # fmt: skip


def type_row(row: Holding) -> TypeRow:
    shared = {name: getattr(row, name) for name in TypeRow.__dataclass_fields__}
    return TypeRow(**shared)


def leg_sum(leg: str, rows: list[Holding], day: dt.date) -> LegSum:
    as_of = rows[0].as_of if rows else ""
    units = dict.fromkeys(row.unit for row in rows)
    deployed = tuple(
        _leg_figure(leg, unit, [row for row in rows if row.unit == unit], "deployed", as_of, day) for unit in units
    )
    warheads = _leg_figure(leg, "warheads", rows, "warheads_total", as_of, day)
    return LegSum(leg, warheads, tuple(figure for figure in deployed if figure.value is not None))


def _leg_figure(leg: str, unit: str, rows: list[Holding], column: str, as_of: str, day: dt.date) -> Figure:
    """A count of one leg: as stated for the leg, else the sum of its types."""
    stated = next((row for row in rows if row.level == "leg" and getattr(row, column) is not None), None)
    types = [row for row in rows if row.level != "leg"]
    old = age(period(as_of), day) if as_of else (0, 0)
    what = say("{leg} {unit}", leg=leg, unit=unit)
    if stated is not None:
        return Figure(
            what, getattr(stated, column), unit, FOR_THE_LEG, as_of, old, stated.certainty, stated.sources,
            note=stated.note, conflict=stated.conflict, gap=stated.gap,
        )  # fmt: skip
    found = sum_of(types, column)
    return summed(what, unit, found, types if found.value is not None else [], as_of, old)


def sum_of(types: Sequence[Holding], column: str) -> Sum:
    return added({row.system: getattr(row, column) for row in types}, whole=all(row.level == "type" for row in types))


def summed(what: str, unit: str, found: Sum, rows: Sequence[Holding], as_of: str, old: tuple[int, int]) -> Figure:
    """A sum of ours, no surer than derived, nor than the weakest of its parts."""
    certainty = weakest(*(row.certainty for row in rows), *(("derived",) if len(rows) > 1 else ())) if rows else None
    cited = tuple(dict.fromkeys(source for row in rows for source in row.sources))
    return Figure(
        what, found.value, unit, BY_TYPE, as_of, old, certainty, cited, at_least=found.lower_bound,
        missing=found.missing,
    )  # fmt: skip


def over_legs(legs: Sequence[LegSum], day: dt.date) -> Figure | None:
    """Warheads of all legs of a list; None where none is known."""
    figures = [leg.warheads for leg in legs]
    found = added({leg.leg: leg.warheads.value for leg in legs}, whole=not any(figure.at_least for figure in figures))
    if found.value is None:
        return None
    known = [figure for figure in figures if figure.value is not None]
    certainties: list[Certainty] = [figure.certainty for figure in known if figure.certainty]
    as_of = known[0].as_of
    return Figure(
        mark("strategic warheads"), found.value, "warheads", OVER_LEGS, as_of, age(period(as_of), day),
        weakest(*certainties, "derived"), tuple(dict.fromkeys(source for figure in known for source in figure.sources)),
        at_least=found.lower_bound, missing=found.missing,
    )  # fmt: skip
