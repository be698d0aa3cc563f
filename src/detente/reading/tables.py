"""Long tables of one shape: CSV files whose columns are known, read whole or refused with every problem at once.

The form is RFC 4180: commas, double quotes around cells that hold commas, quotes or line breaks, one header line,
UTF-8. An empty cell says that something is not known; it is never a zero.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.errors import FileError, ScopeError
from detente.messages import mark, say
from detente.reading.files import Problem, ProblemsError, did_you_mean, reason_of, shown
from detente.reading.rows import words_of
from detente.reading.scope import reason

LONGEST_CELL = 4_000


class CellError(ValueError):
    """A cell that is no good, with a message of its own: found, expected, what to do."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    expected: what a message says is due there. parse: cell to value; ValueError, or `CellError` with a
    message, for a cell that is no good. filled: must every row say something? needed: must the header have it?
    """

    name: str
    expected: str
    parse: Callable[[str], Any] = str
    filled: bool = False
    needed: bool = True


@dataclass(frozen=True)
class Line:
    """One row of a table: its line in the file, the line of the header being 1, and its values by column."""

    number: int
    values: dict[str, Any]


def read_table(path: Path, columns: Sequence[Column], name: str = "") -> tuple[list[Line], list[Problem]]:
    """The rows of a CSV file that can be read, None in every empty cell, and the problems of all others.

    Arguments: columns, in any order in the file; name, what messages call the file (default: its own name).
    Refuses:   FileError, when there is no text to read at all; ScopeError for a column of what is out of scope.
    """
    called = name or path.name
    problems: list[Problem] = []
    rows = _rows(path, called, problems)
    header = next(rows, None)
    if header is None:
        said = say("is empty; expected a header with {columns}.", columns=", ".join(column.name for column in columns))
        return [], problems or [Problem(called, say("line {line}", line=1), said)]
    names = [cell.strip() for cell in header[1]]
    problems += _of_header(called, names, columns)
    if problems:
        return [], problems
    by_name = {column.name: column for column in columns}
    lines = []
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            said = say(
                "found {cells} cells under {columns} columns; a cell with a comma stands in double quotes.",
                cells=len(cells),
                columns=len(names),
            )
            problems.append(Problem(called, say("line {line}", line=number), said))
            continue
        found, wrong = _values(zip(names, cells, strict=True), by_name)
        problems += [
            Problem(called, say("line {line}, {column}", line=number, column=column), said) for column, said in wrong
        ]
        if not wrong:
            lines.append(Line(number, {column.name: None for column in columns} | found))
    return lines, problems


def refuse(name: str, problems: Sequence[Problem]) -> None:
    """ProblemsError, if there is anything to repair."""
    if problems:
        raise ProblemsError(name, problems)


def _rows(path: Path, called: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row; what cannot be parsed ends the table with a problem."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = reason_of(error)
        raise FileError(
            say("{path}: cannot be opened: {reason}. Expected a table as CSV.", path=path, reason=reason)
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(
            Problem(called, say("line {line}", line=line), mark("is not UTF-8 text. Save the table as CSV in UTF-8."))
        )
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            said = say(
                "is not readable as CSV: {error}. Look for a double quote that is not closed or not doubled.",
                error=error,
            )
            problems.append(Problem(called, say("line {line}", line=start), said))
            return
        yield start, cells
        start = reader.line_num + 1


def _of_header(called: str, names: list[str], columns: Sequence[Column]) -> Iterator[Problem]:
    known = [column.name for column in columns]
    for place, name in enumerate(names, start=1):
        if why := reason(name):
            raise ScopeError(
                say(
                    "{file}, line 1, column {place}: `{name}` is refused on purpose; {why}.",
                    file=called,
                    place=place,
                    name=name,
                    why=why,
                )
            )
        if name not in known:
            said = say(
                "found {found}, expected one of {known}.{hint}",
                found=shown(name),
                known=", ".join(known),
                hint=did_you_mean(name, known),
            )
            yield Problem(called, say("line {line}, column {place}", line=1, place=place), said)
        elif name in names[: place - 1]:
            yield Problem(
                called,
                say("line {line}, column {place}", line=1, place=place),
                say("found {found} a second time; keep one of the two.", found=shown(name)),
            )
    for column in columns:
        if column.needed and column.name not in names:
            yield Problem(
                called,
                say("line {line}", line=1),
                say(
                    'has no column "{column}"; expected {expected} there.', column=column.name, expected=column.expected
                ),
            )


def _values(
    cells: Iterator[tuple[str, str]], columns: dict[str, Column]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Values by column, and what is wrong by column."""
    values: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for name, cell in cells:
        column, text = columns[name], cell.strip()
        if not text:
            if column.filled:
                wrong.append((name, say("is empty; expected {expected}.", expected=column.expected)))
            continue
        try:
            values[name] = column.parse(text)
        except CellError as error:
            wrong.append((name, words_of(error)))
        except ValueError:
            wrong.append(
                (name, say("found {found}, expected {expected}.", found=shown(text), expected=column.expected))
            )
    return values, wrong


def whole_number(text: str) -> int:
    """A count: digits only, so that 1,000, 1e3, -5 and 2.5 are refused."""
    if not (text.isascii() and text.isdigit()) or len(text) > 7:
        raise ValueError
    return int(text)


def one_of(*words: str) -> Callable[[str], str]:
    """One of a few words."""

    def parse(text: str) -> str:
        if text not in words:
            raise ValueError
        return text

    return parse


def words_in(text: str) -> str:
    """Text of a sensible length in one cell."""
    if len(text) > LONGEST_CELL:
        raise ValueError
    return text
