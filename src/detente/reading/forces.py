"""What was held, as published: strategic systems by type, yearly stockpiles, New START and START I declarations.

Four CSV files in data/forces, one frozen row a line, each with its source and certainty. An empty cell is None: not
known from a checked source, and never zero. A table of your own in the form of systems.csv is read the same way, with
the sources it names described in a `sources.toml` beside it.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from detente.messages import mark, say
from detente.reading.files import Problem, ProblemsError, did_you_mean, open_sheet, shown
from detente.reading.rows import either
from detente.reading.sources import read_sources
from detente.reading.tables import CellError, Column, Line, one_of, read_table, refuse, whole_number, words_in
from detente.reading.values import CERTAINTIES, Certainty, Source

FOLDER = Path(__file__).parents[1] / "data" / "forces"
LEGS = ("ICBM", "SLBM", "bomber")
SHORT = {
    "military_stockpile": mark("military stockpile"),
    "military_stockpile_declassified": mark("military stockpile, official"),
    "deployed_strategic": mark("deployed strategic warheads"),
    "deployed_nonstrategic": mark("deployed non-strategic warheads"),
    "reserve_nondeployed": mark("warheads in reserve"),
    "retired": mark("retired warheads"),
    "total_inventory": mark("total inventory"),
    "deliverable_strategic": mark("deliverable strategic warheads"),
}
MEASURES = {
    "military_stockpile": mark("yearly estimate, without retired warheads"),
    "military_stockpile_declassified": mark("official figure"),
    "deployed_strategic": mark("estimate"),
    "deployed_nonstrategic": mark("estimate"),
    "reserve_nondeployed": mark("estimate, with others not deployed"),
    "retired": mark("estimate"),
    "total_inventory": mark("estimate, retired warheads included"),
    "deliverable_strategic": mark("yearly estimate"),
}
"""How each measure of stockpiles.csv counts. Unlike measures are never put on one line."""


@dataclass(frozen=True)
class Holding:
    """One type, or one whole leg, of one country's strategic forces on one date.

    level: "type"; "part", a type of a list that is not the whole leg; or "leg", a figure for the leg as a whole.
    deployed counts `unit`; warheads_each and warheads_total are warheads. None: not known.
    """

    as_of: str
    country: str
    leg: str
    level: str
    system: str
    other_name: str | None
    deployed: int | None
    unit: str
    warheads_each: int | None
    warheads_total: int | None
    sources: tuple[str, ...]
    certainty: Certainty
    note: str | None
    conflict: str | None
    gap: str | None


@dataclass(frozen=True)
class Stockpile:
    """One yearly figure; measure is one of `MEASURES`."""

    year: int
    country: str
    measure: str
    value: int
    unit: str
    sources: tuple[str, ...]
    certainty: Certainty
    note: str | None
    conflict: str | None
    gap: str | None

    @property
    def as_of(self) -> str:
        """The year as a date."""
        return f"{self.year:04d}"


@dataclass(frozen=True)
class NewStartExchange:
    """What one side declared under New START on one date, with a certainty for each figure.

    Counts as the treaty counts them: one warhead a deployed bomber. None: not known from a checked source; an exchange
    of which no figure is known has a row all the same, without a source.
    """

    as_of: str
    country: str
    deployed_warheads: int | None
    deployed_delivery_vehicles: int | None
    deployed_and_nondeployed_launchers: int | None
    certainty_warheads: Certainty | None
    certainty_vehicles: Certainty | None
    certainty_launchers: Certainty | None
    sources: tuple[str, ...]
    note: str | None
    conflict: str | None
    gap: str | None


@dataclass(frozen=True)
class Start1Row:
    """One type, or one total, by the counting rules of START I; basis says whose count it is.

    level: "type"; "part", of a list that is not whole; or "total", as printed. leg is ours, from the name of the type.
    """

    as_of: str
    country: str
    leg: str | None
    level: str
    system: str
    delivery_vehicles: int
    warheads: int
    basis: str
    sources: tuple[str, ...]
    certainty: Certainty
    note: str | None
    conflict: str | None
    gap: str | None


def holdings(own: str | Path | None = None) -> tuple[Holding, ...]:
    """Strategic systems by type, in the order of the file; of a table of your own when one is named.

    Refuses: ProblemsError, every problem of the table at once.
    """
    if own is None:
        return _shipped_holdings()
    file = Path(own)
    return _table(file, Holding, _SYSTEMS, own_sources(file), _holding_gaps)


@cache
def _shipped_holdings() -> tuple[Holding, ...]:
    return _table(FOLDER / "systems.csv", Holding, _SYSTEMS, sources(), _holding_gaps)


@cache
def stockpiles() -> tuple[Stockpile, ...]:
    """Yearly warhead numbers by country and measure."""
    return _table(FOLDER / "stockpiles.csv", Stockpile, _STOCKPILES, sources())


@cache
def new_start_exchanges() -> tuple[NewStartExchange, ...]:
    """New START declarations of both sides, by date."""
    return _table(FOLDER / "new_start_exchange.csv", NewStartExchange, _EXCHANGES, sources(), _exchange_gaps)


@cache
def start1() -> tuple[Start1Row, ...]:
    """Forces by the rules of START I: the memorandum of 1990 by type, and later totals."""
    return _table(FOLDER / "start1_mou.csv", Start1Row, _START1, sources())


@cache
def sources() -> Mapping[str, Source]:
    """The documents that the files of data/forces cite, by id."""
    sheet = open_sheet(FOLDER / "sources.toml", "sources.toml")
    found = read_sources(sheet)
    refuse("data/forces", sheet.in_order())
    return MappingProxyType(found)


def own_sources(file: str | Path) -> Mapping[str, Source]:
    """The shipped sources, and those of a sources.toml beside a table of one's own."""
    beside = Path(file).parent / "sources.toml"
    if not beside.is_file():
        return sources()
    sheet = open_sheet(beside, beside.name)
    found = read_sources(sheet)
    refuse(beside.name, sheet.in_order())
    return {**sources(), **found}


RowT = TypeVar("RowT")
Gaps = Callable[[Any], Iterator[tuple[str, str]]]


def _table(
    file: Path, row: type[RowT], columns: tuple[Column, ...], known: Mapping[str, Source], gaps: Gaps | None = None
) -> tuple[RowT, ...]:
    """A file as rows of one kind, or every problem of it."""
    lines, problems = read_table(file, [_knowing(column, known) for column in columns])
    rows = []
    for line in lines:
        wrong = [*_unsourced(line.values)] if row is not NewStartExchange else []
        found = row(**_fields(line))
        wrong += gaps(found) if gaps else ()
        problems += [
            Problem(file.name, say("line {line}, {column}", line=line.number, column=column), said)
            for column, said in wrong
        ]
        rows.append(found)
    problems += _repeated(file.name, lines, row)
    if not rows and not problems:
        problems.append(
            Problem(file.name, say("line {line}", line=2), mark("found no row; expected one row for each figure."))
        )
    if problems:
        raise ProblemsError(file.name, sorted(problems, key=_line_of))
    return tuple(rows)


def _line_of(problem: Problem) -> int:
    found = re.match(r"line (\d+)", problem.key)
    return int(found[1]) if found else 0


def _fields(line: Line) -> dict[str, Any]:
    values = dict(line.values)
    values["sources"] = values.pop("source") or ()
    return values


def _knowing(column: Column, known: Mapping[str, Source]) -> Column:
    """The column of sources told which sources there are; any other column as it is."""

    def parse(text: str) -> tuple[str, ...]:
        ids = tuple(part.strip() for part in text.split(";"))
        for source in ids:
            if source not in known:
                hint = did_you_mean(source, known)
                raise CellError(
                    say(
                        "found {found}, expected an id of sources.toml, several with ; between.{hint}",
                        found=shown(source),
                        hint=hint,
                    )
                )
        return ids

    return replace(column, parse=parse) if column.name == "source" else column


def _unsourced(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every figure has a source, or is an assumption with its reason."""
    assumed = values.get("certainty") == "assumed"
    if not values["source"] and not assumed:
        yield "source", mark("is empty; expected the id of a source, or certainty assumed and a note that says why.")
    if assumed and not values["note"]:
        yield "note", mark("is empty; what is assumed says here why it was taken so.")


_KEYS: dict[type, tuple[str, ...]] = {
    Holding: ("as_of", "country", "leg", "level", "system", "unit"),
    Stockpile: ("year", "country", "measure"),
    NewStartExchange: ("as_of", "country"),
    Start1Row: ("as_of", "country", "system"),
}


def _repeated(name: str, lines: Iterable[Line], row: type) -> Iterator[Problem]:
    """The same thing stated twice on one date: rival figures belong into `conflict`."""
    seen: dict[tuple[Any, ...], int] = {}
    for line in lines:
        key = tuple(line.values[part] for part in _KEYS[row])
        if key in seen:
            said = say(
                "says {listed} again, as line {line} did; rival figures go into the column conflict.",
                listed=", ".join(str(part) for part in key),
                line=seen[key],
            )
            yield Problem(name, say("line {line}", line=line.number), said)
        seen.setdefault(key, line.number)


def _holding_gaps(row: Holding) -> Iterator[tuple[str, str]]:
    """What the figures of one row contradict, or leave unsaid."""
    if row.deployed is None and row.warheads_total is None:
        yield "deployed", mark("is empty, and so is warheads_total; a row states at least one of them.")
    product = None if row.deployed is None or row.warheads_each is None else row.deployed * row.warheads_each
    if product is not None and row.warheads_total is not None and product != row.warheads_total:
        yield (
            "warheads_total",
            say(
                "found {total}; {deployed} times {each} is {product}. Leave warheads_each "
                "empty where the load differs.",
                total=row.warheads_total,
                deployed=row.deployed,
                each=row.warheads_each,
                product=product,
            ),
        )


def _exchange_gaps(row: NewStartExchange) -> Iterator[tuple[str, str]]:
    """A figure has a certainty, and a certainty has a figure; what lacks says why."""
    if not row.sources and any(getattr(row, figure) is not None for figure in _LABELS):
        yield "source", mark("is empty; expected the id of a source.")
    for figure, label in _LABELS.items():
        value, certainty = getattr(row, figure), getattr(row, label)
        if value is not None and certainty is None:
            yield (
                label,
                say(
                    "is empty, but {figure} is {value}; expected {expected}.",
                    figure=figure,
                    value=value,
                    expected=_ONE_CERTAINTY,
                ),
            )
        if value is None and certainty is not None:
            yield label, say("found {certainty}, but {figure} is empty.", certainty=certainty, figure=figure)
        if value is None and not row.gap:
            yield "gap", say("is empty, but {figure} is not known; say what is missing.", figure=figure)


_LABELS = {
    "deployed_warheads": "certainty_warheads",
    "deployed_delivery_vehicles": "certainty_vehicles",
    "deployed_and_nondeployed_launchers": "certainty_launchers",
}


# Columns


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text, re.ASCII):
        raise ValueError
    dt.date.fromisoformat(text + "-01" * ((10 - len(text)) // 3))
    return text


def _year(text: str) -> int:
    if not re.fullmatch(r"(19|20|21)\d{2}", text, re.ASCII):
        raise ValueError
    return int(text)


def _certainty(text: str) -> Certainty:
    return cast(Certainty, one_of(*CERTAINTIES)(text))


_ONE_CERTAINTY = either(CERTAINTIES)
_AS_OF = Column("as_of", mark("a date such as 2002, 2002-07 or 2002-07-01"), _date, filled=True)
_COUNTRY = Column("country", mark("the name of a country"), words_in, filled=True)
_CERTAINTY = Column("certainty", _ONE_CERTAINTY, _certainty, filled=True)
_REMARKS = (
    Column("source", mark("the id of a source, several with ; between them")),
    Column("note", mark("a remark"), words_in, needed=False),
    Column("conflict", mark("rival figures and who holds them"), words_in, needed=False),
    Column("gap", mark("what is missing"), words_in, needed=False),
)


def _count(name: str, *, filled: bool = False, needed: bool = True) -> Column:
    return Column(
        name, mark("a whole number of at least 0 without separators"), whole_number, filled=filled, needed=needed
    )


def _word(name: str, *words: str) -> Column:
    return Column(name, either(words), one_of(*words), filled=True)


_SYSTEMS = (
    _AS_OF,
    _COUNTRY,
    _word("leg", *LEGS),
    _word("level", "type", "part", "leg"),
    Column("system", mark("the name of a type, or all"), words_in, filled=True),
    Column("other_name", mark("another name of the type"), words_in, needed=False),
    _count("deployed"),
    Column("unit", mark("what is counted, such as launchers or aircraft"), words_in, filled=True),
    _count("warheads_each", needed=False),
    _count("warheads_total"),
    _CERTAINTY,
    *_REMARKS,
)
_STOCKPILES = (
    _COUNTRY,
    Column("year", mark("a year from 1900 to 2199"), _year, filled=True),
    _word("measure", *MEASURES),
    _count("value", filled=True),
    Column("unit", mark("what is counted"), words_in, filled=True),
    _CERTAINTY,
    *_REMARKS,
)
_EXCHANGES = (
    _AS_OF,
    _COUNTRY,
    *(_count(name) for name in _LABELS),
    *(Column(name, _ONE_CERTAINTY, _certainty) for name in _LABELS.values()),
    *_REMARKS,
)
_START1 = (
    _AS_OF,
    _COUNTRY,
    Column("leg", ", ".join(LEGS), one_of(*LEGS)),
    _word("level", "type", "part", "total"),
    Column("system", mark("the name of a type, or all"), words_in, filled=True),
    _count("delivery_vehicles", filled=True),
    _count("warheads", filled=True),
    Column("basis", mark("whose count it is"), words_in, filled=True),
    _CERTAINTY,
    *_REMARKS,
)
