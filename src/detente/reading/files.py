"""Opening and writing files, and the one list of everything that is wrong with them.

A file is opened into a `Sheet`. Whoever reads the sheet complains on it and goes on, so that a person gets
all problems of all files in one message, in the order of the files.
"""

import difflib
import errno
import hashlib
import json
import os
import re
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente.errors import FileError
from detente.messages import Said, joined, mark, plural, say

Key = tuple[str | int, ...]
"""Where something stands in a file: names of keys, and places in lists counted from 0."""

_DEEPEST = 12
_TOML_ADVICE = mark('Text and quantities stand in double quotes, as in value = "6.3 km/s".')

_REASONS = {
    errno.ENOENT: mark("no such file or directory"),
    errno.EACCES: mark("permission denied"),
    errno.EPERM: mark("operation not permitted"),
    errno.EISDIR: mark("is a directory"),
    errno.ENOTDIR: mark("not a directory"),
    errno.ENOSPC: mark("no space left on device"),
    errno.EROFS: mark("read-only file system"),
    errno.ENAMETOOLONG: mark("file name too long"),
    errno.ELOOP: mark("too many levels of symbolic links"),
}
"""What a system says when a file cannot be had; anything else in its own words."""


@dataclass(frozen=True)
class Problem:
    """One thing to repair: file, key in the file (lists counted from 1), what was found and what to do."""

    file: str
    key: str
    message: str
    about: str = ""


class ProblemsError(FileError):
    """Everything wrong with a dossier or a folder of systems, as one repair list."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        super().__init__(name, problems)
        self.name = name
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return str(self.said)

    @property
    def said(self) -> str:
        """The repair list, as `messages.tr` takes it."""
        return repair_list(self.name, self.problems)


@dataclass
class Sheet:
    """One opened file: its table, and what is found wrong while it is read."""

    name: str
    table: dict[str, Any] = field(default_factory=dict)
    broken: bool = False
    complaints: list[tuple[Key, Problem]] = field(default_factory=list)

    def complain(self, key: Key, message: str, about: str = "") -> None:
        """Note one problem; the same one is noted once."""
        complaint = (key, Problem(self.name, written(key), message, about))
        if complaint not in self.complaints:
            self.complaints.append(complaint)

    def in_order(self) -> list[Problem]:
        """The problems in the order of the file; a missing key stands where its table stands."""
        order = {key: place for place, key in enumerate(_keys(self.table))}

        def place(complaint: tuple[Key, Problem]) -> int:
            key = complaint[0]
            while key not in order:
                key = key[:-1]
            return order[key]

        return [problem for _, problem in sorted(self.complaints, key=place)]


def open_sheet(path: Path, name: str) -> Sheet:
    """Read one TOML file. What cannot be read is a problem on the sheet, never an exception."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        return _broken(name, "", say("cannot be opened: {reason}.", reason=reason_of(error)))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _broken(
            name, say("line {line}", line=line), mark("is not UTF-8 text. Save the file as UTF-8 and try again.")
        )
    except tomllib.TOMLDecodeError as error:
        return _broken(name, *_toml_problem(str(error), text))
    except (ValueError, RecursionError):
        return _broken(name, "", mark("holds a number too long, or tables nested too deeply, to be read."))
    if _too_deep(table):
        advice = say("tables nested more than {deep} deep; these files are flat. Look for a stray dot.", deep=_DEEPEST)
        return _broken(name, "", advice)
    return Sheet(name, table)


def repair_list(name: str, problems: Sequence[Problem]) -> Said:
    """The message a person repairs by: where, found, expected, what to do."""
    files = {problem.file for problem in problems}
    count = plural(len(problems), "{count} problem", "{count} problems")
    among = plural(len(files), "in {count} file", "in {count} files")
    width = max((len(file) for file in files), default=0) + 3
    head = say(
        "{name} cannot be read: {problems} {among}. Nothing was written.", name=name, problems=count, among=among
    )
    lines: list[str] = [head, ""]
    for problem in problems:
        about = ["   (", problem.about, ")"] if problem.about else []
        file = f"{problem.file:<{width}}" if problem.key or about else problem.file
        lines += [joined("", [file, problem.key, *about]), joined("", ["    ", problem.message])]
    return joined("\n", lines)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like another, if any does."""
    near = difflib.get_close_matches(word[:80], list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean "sm-3-2a"?`, or nothing when no known word is near."""
    near = nearest(word, known)
    return say(' Did you mean "{word}"?', word=near) if near else ""


def written(key: Key) -> str:
    """A key as a person would point to it: `deployments[2].system`, lists counted from 1."""
    text = ""
    for part in key:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            plain = part if re.fullmatch(r"[A-Za-z0-9_-]+", part) else json.dumps(part)
            text += f".{plain}" if text else plain
    return text


def shown(value: Any) -> str:
    """A found value in few words, fit for one line of a message."""
    if isinstance(value, str):
        return json.dumps(value if len(value) <= 60 else value[:57] + "...", ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return mark("a table")
    if isinstance(value, list):
        return mark("a list") if value else mark("an empty list")
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        message = say(
            "{file} cannot be written in {folder}: {reason}.",
            file=path.name,
            folder=path.parent,
            reason=reason_of(error),
        )
        raise FileError(message) from error


def digest(tables: Mapping[str, Any]) -> str:
    """A SHA-256 that stands for the content of several tables: not for their order, layout or comments."""
    canonical = json.dumps(tables, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def toml_files(folder: Path) -> list[Path]:
    """The TOML files below a folder, in the order of their names."""
    found: list[Path] = []
    try:
        for below, folders, names in os.walk(folder, onerror=_raise):
            folders.sort()
            found += [Path(below) / name for name in sorted(names) if name.endswith(".toml") and name[0] != "."]
    except OSError as error:
        raise FileError(say("{folder} cannot be listed: {reason}.", folder=folder, reason=reason_of(error))) from error
    return found


def _raise(error: OSError) -> None:
    raise error


def reason_of(error: OSError) -> str:
    """Why the system does not give or take a file, in few words."""
    return _REASONS.get(error.errno or 0, (error.strerror or str(error)).lower())


def _broken(name: str, key: str, message: str) -> Sheet:
    return Sheet(name, broken=True, complaints=[((), Problem(name, key, message))])


def _toml_problem(message: str, text: str) -> tuple[str, str]:
    """What is wrong with a file that is not TOML, with its line, from the parser's own words."""
    match = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    line = int(match[1]) if match else text.count("\n") + 1
    found = (text.splitlines() or [""])[min(line, text.count("\n") + 1) - 1 : line]
    said = re.sub(r" \(at .*\)$", "", message)
    return (
        say("line {line}", line=line),
        say(
            "found {found}, not readable as TOML: {said}. {advice}",
            found=shown("".join(found).strip()),
            said=said,
            advice=_TOML_ADVICE,
        ),
    )


def _too_deep(table: dict[str, Any]) -> bool:
    level: list[Any] = [table]
    for _ in range(_DEEPEST):
        level = [value for item in level for value in _children(item)]
        if not level:
            return False
    return True


def _children(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return list(item.values())
    return item if isinstance(item, list) else []


def _keys(value: Any, above: Key = ()) -> Iterator[Key]:
    """Every key of a parsed file in its order."""
    yield above
    inner: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for part, item in inner:
        yield from _keys(item, (*above, part))
