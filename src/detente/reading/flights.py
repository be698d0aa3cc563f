"""Announced flights as people print them: one from the command line, or a table of many as CSV.

The table has a header with some of the columns of `COLUMNS`, in any order; `apogee` and `range` must be there. Every
quantity stands with its unit, as printed ("6000 km", "4200 miles", "69 min", "Mach 22"). Cells may be blank, blank
rows are passed over. Rows are numbered as a spreadsheet numbers them: the header is row 1.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from detente import units
from detente.errors import FileError, RangeError
from detente.messages import mark, say
from detente.reading.files import Problem, ProblemsError, did_you_mean, reason_of, shown
from detente.reading.lookup import position_of
from detente.reading.systems import catalog

Position = tuple[float, float]
Complain = Callable[[str, str], None]

COLUMNS = {
    "name": mark("what the flight is called"),
    "apogee": mark('the announced apogee, such as "6000 km"'),
    "range": mark('the announced ground range, such as "1000 km"'),
    "time": mark('the announced time from launch to impact, such as "69 min"'),
    "speed": mark('the announced top speed, such as "24000 km/h" or "Mach 22"'),
    "from": mark("the place of launch, LAT,LON in degrees or the id of a place"),
    "to": mark("the place of fall, LAT,LON in degrees or the id of a place"),
    "source": mark("who announced it, and where that can be read"),
}
NEEDED = ("apogee", "range")
SOUND = 340.0  # [m/s] what announced Mach numbers are divided by; docs/methods/announced-flights.md
BOUNDS = {  # SI: more than the first, less than the second, and how that is said
    "apogee": (0.0, 1.0e8, mark("an apogee of more than 0 km and less than 100,000 km")),
    "range": (0.0, 20_015.0e3, mark("a range of more than 0 km and less than half way round the Earth, 20,015 km")),
    "time": (0.0, 86_400.0, mark("a time of more than 0 s and less than a day")),
    "speed": (0.0, 11_180.0, mark("a speed of more than 0 and less than that of escape, 11.18 km/s")),
}
_DIMENSIONS = {"apogee": "length", "range": "length", "time": "time", "speed": "speed"}
_MACH = re.compile(r"\s*mach\s*(\d+(?:\.\d*)?)\s*|\s*(\d+(?:\.\d*)?)\s*mach\s*", re.IGNORECASE)

_PARTS = re.compile(r"\s*((?:\d+(?:\.\d*)?)\s*[a-z]+)", re.IGNORECASE)  # of a time such as "47 min 12 s"


@dataclass(frozen=True)
class AnnouncedFlight:
    """One announced flight, in SI and degrees; None where nothing was said.

    speed_m_s: top speed, a Mach number taken at 340 m/s; mach: that number, where it was printed as one. printed: the
    size in SI of the unit each figure was printed in, as far as known.
    """

    apogee_m: float
    range_m: float
    time_s: float | None = None
    speed_m_s: float | None = None
    mach: float | None = None
    launch: Position | None = None
    fall: Position | None = None
    name: str = ""
    source: str = ""
    printed: Mapping[str, float] = field(default_factory=dict)


def announced_flight(cells: Mapping[str, str | None], complain: Complain) -> AnnouncedFlight | None:
    """A flight from its cells by column; None and complaints (column, message) when something is wrong with it."""
    said = {name: (cells.get(name) or "").strip() for name in COLUMNS}
    before: list[str] = []

    def wrong(column: str, message: str) -> None:
        before.append(column)
        complain(column, message)

    for name in NEEDED:
        if not said[name]:
            wrong(name, say("missing; expected {expected}.", expected=COLUMNS[name]))
    figures = {name: _figure(name, said[name], wrong) for name in _DIMENSIONS if said[name]}
    places = {name: _place(name, said[name], wrong) for name in ("from", "to") if said[name]}
    if before:
        return None
    read = {name: figure for name, figure in figures.items() if figure is not None}
    return AnnouncedFlight(
        apogee_m=read["apogee"][0],
        range_m=read["range"][0],
        time_s=read["time"][0] if "time" in read else None,
        speed_m_s=read["speed"][0] if "speed" in read else None,
        mach=_mach(said["speed"]),
        launch=places.get("from"),
        fall=places.get("to"),
        name=said["name"],
        source=said["source"],
        printed={name: size for name, (_, size) in read.items() if size},
    )


def read_flights(path: str | Path) -> list[AnnouncedFlight]:
    """The flights of a CSV table, in its order; see the head of this module for its layout.

    Refuses: FileError, naming every bad row and column of the table at once.
    """
    file = Path(path)
    rows = _rows(file)
    problems: list[Problem] = []
    flights = []
    for number, cells in rows:
        if isinstance(cells, str):
            problems.append(Problem(file.name, say("row {number}", number=number), cells))
            continue

        def complain(column: str, message: str, number: int = number) -> None:
            problems.append(Problem(file.name, say("row {number}, {column}", number=number, column=column), message))

        flight = announced_flight(cells, complain)
        if flight is not None:
            flights.append(flight)
    if not problems and not flights:
        problems.append(
            Problem(
                file.name, say("row {number}", number=2), mark("found no flight; expected one row for each flight.")
            )
        )
    if problems:
        raise ProblemsError(file.name, problems)
    return flights


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Number and cells of each row that is not blank, or what is wrong with it."""
    lines = list(_cells(file))
    header = [name.strip().lower() for name in lines[0]] if lines else []
    problems = [
        Problem(file.name, say("row {number}, column {place}", number=1, place=place), said)
        for place, said in _bad_columns(header)
    ]
    problems += [
        Problem(file.name, say("row {number}", number=1), say(
                'has no column "{name}"; expected {columns}, of which {needed} must be there.',
                name=name, columns=", ".join(COLUMNS), needed=" and ".join(NEEDED),
            ))
        for name in NEEDED if name not in header
    ]  # fmt: skip
    if problems:
        raise ProblemsError(file.name, problems)
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            yield (
                number,
                (
                    say(
                        "found {cells} cells under {columns} columns; LAT,LON and other text with commas must "
                        'stand in double quotes: "39.0,125.7".',
                        cells=len(cells),
                        columns=len(header),
                    )
                ),
            )
        else:
            yield number, dict(zip(header, cells, strict=False))


def _bad_columns(header: list[str]) -> Iterator[tuple[int, str]]:
    for place, name in enumerate(header, start=1):
        if name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS)
            yield (
                place,
                say(
                    "found {found}, expected one of {known}.{hint}",
                    found=shown(name),
                    known=", ".join(COLUMNS),
                    hint=hint,
                ),
            )
        elif name in header[: place - 1]:
            yield place, say("found {found} a second time; keep one of the two columns.", found=shown(name))


def _cells(file: Path) -> list[list[str]]:
    """The table as text; semicolons between cells are understood where the header has more of them than commas."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = reason_of(error)
        raise FileError(
            say("{file}: cannot be opened: {reason}. Expected a table of flights as CSV.", file=file, reason=reason)
        ) from error
    except UnicodeDecodeError as error:
        raise FileError(
            say("{file}: is not UTF-8 text; save the table as CSV in UTF-8 and try again.", file=file)
        ) from error
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise FileError(
            say(
                "{file}: is not readable as CSV: {error}. Expected a header and one row for each flight; look "
                "for a double quote that is not closed.",
                file=file,
                error=error,
            )
        ) from error


def _figure(name: str, text: str, wrong: Complain) -> tuple[float, float] | None:
    """Value in SI and size of the unit printed, 0 for a Mach number."""
    low, high, expected = BOUNDS[name]
    mach = _mach(text) if name == "speed" else None
    try:
        if mach is not None:
            value, size = SOUND * mach, 0.0
        elif name == "time":
            value, size = sum(units.to_si(part, "time") for part in _parts(text)), 1.0
        else:
            value, size = units.to_si(text, _DIMENSIONS[name]), units.size_of_unit(text, _DIMENSIONS[name])
    except RangeError as error:
        wrong(name, error.said)
        return None
    if not low < value < high:
        wrong(name, say("found {found}; expected {expected}.", found=shown(text), expected=expected))
        return None
    return value, size


def _parts(text: str) -> list[str]:
    """ "47 min 12 s" as its two quantities; any other text as it is."""
    return _PARTS.findall(text) if re.fullmatch(rf"(?:{_PARTS.pattern}){{2,3}}\s*", text, re.IGNORECASE) else [text]


def _mach(text: str) -> float | None:
    """The number of "Mach 22" or "22 Mach"."""
    found = _MACH.fullmatch(text)
    return float(found[1] or found[2]) if found else None


def _place(name: str, text: str, wrong: Complain) -> Position | None:
    found = position_of(text, catalog())
    if isinstance(found, str):
        wrong(name, found)
        return None
    return found
