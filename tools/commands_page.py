"""docs/commands.md: every command, argument and option, from the command line itself."""

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from detente.interfaces.cli import app

HEAD = """\
# Commands

Made by `make docs` from the command line itself; `detente COMMAND --help` says the same. Quantities carry their unit,
in quotes: `--commit-delay "80 s"`. A refusal is one message on stderr and exit code 2. `--lang ru` before or after the
command, or the variable `DETENTE_LANG`, says everything in Russian; what is typed, and JSON, stay English.
"""


def commands_page() -> str:
    """The whole page."""
    return HEAD + "".join(_section(name, command) for name, command in commands().items())


def commands() -> dict[str, Any]:
    """Every command by the words that call it: `detente` itself first, then its commands in their order."""
    return dict(_called("detente", get_command(app)))


def _called(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield words, command
    for name, below in getattr(command, "commands", {}).items():
        yield from _called(f"{words} {name}", below)


def parameters(command: Any) -> Iterator[tuple[str, str, bool]]:
    """Name as typed, help and whether it must be given, for each argument and option of a command; --help apart."""
    for parameter in command.params:
        names = [*parameter.opts, *parameter.secondary_opts]
        if parameter.param_type_name == "argument":
            names = [parameter.name.upper()]
        if "--help" not in names:
            yield " / ".join(names), " ".join((getattr(parameter, "help", None) or "").split()), parameter.required


def _section(name: str, command: Any) -> str:
    lines = [f"\n## {name}\n", " ".join((command.help or "").split()), ""]
    rows = [f"| `{typed}` | {'yes' if needed else ''} | {said} |" for typed, said, needed in parameters(command)]
    if rows:
        lines += ["| argument or option | needed | what it does |", "|---|---|---|", *rows]
    return "\n".join(lines).rstrip() + "\n"
