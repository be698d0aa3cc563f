"""The command line and the lines of Python that give an answer again: what was changed, and what was asked."""

import json
import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from detente.errors import RangeError
from detente.reading.changes import Changes

VERBS = {"assess": "assess", "map": "maps", "crux": "crux", "balance": "balance", "search": "search"}
"""Commands that take changes, and what each is called in Python."""

IN_PYTHON = {"view": "views"}
"""Options that go by another name in Python."""


def command_line(
    name: str, changes: Changes | None = None, verb: str = "assess", options: Mapping[str, Any] | None = None
) -> str:
    """One line for a shell that answers the same.

    Arguments: name, a built-in dossier or a folder; verb, one of VERBS; options, by their long names without dashes, a
               list for one that is repeated.
    Refuses:   RangeError for another verb.
    Example:   command_line("deauville-2011", verb="map", options={"phase": 4, "threat": "iran-icbm"})
    """
    _known(verb)
    words = ["detente", verb, name]
    for option, value in (options or {}).items():
        for each in value if isinstance(value, list | tuple) else [value]:
            words += [f"--{option}", str(each)]
    for option, text in _options(changes or Changes()):
        words += [option, text]
    return shlex.join(words)


def python_lines(
    name: str, changes: Changes | None = None, verb: str = "assess", options: Mapping[str, Any] | None = None
) -> str:
    """Lines of Python that answer the same and leave the answer in `answer`; arguments as of `command_line`."""
    _known(verb)
    said = {IN_PYTHON.get(option, option): value for option, value in (options or {}).items()}
    given = "".join(f", {option}={_literal(value)}" for option, value in said.items())
    made = changes or Changes()
    lines = ["import detente", "", f"dossier = detente.load({_literal(name)})"]
    if not made.empty:
        parts = [f"    {part}={_literal(value)}," for part, value in made.as_dict().items() if value]
        lines += ["dossier = detente.with_changes(", "    dossier,", *parts, ")"]
    return "\n".join([*lines, f"answer = detente.{VERBS[verb]}(dossier{given})", "print(answer)"])


def _options(changes: Changes) -> list[tuple[str, str]]:
    """The changes as options of a command, in their order."""
    found = [
        ("--change", f"{view}:{key}={text}") for view, texts in changes.values.items() for key, text in texts.items()
    ]
    found += [
        ("--copy", f"{view}:{key}={other}") for view, keys in changes.copied.items() for key, other in keys.items()
    ]
    return found + [("--move", f"{place}={degrees(at)}") for place, at in changes.moved.items()]


def degrees(at: Sequence[float]) -> str:
    """A position as options write it: "54.5,17.1"."""
    return ",".join(f"{each:.10g}" for each in at)


def _literal(value: Any) -> str:
    """A plain value as Python and as a person would write it, strings in double quotes."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_literal(key)}: {_literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _known(verb: str) -> None:
    if verb not in VERBS:
        raise RangeError(f'found "{verb}"; expected a command that takes changes: {", ".join(VERBS)}.')
