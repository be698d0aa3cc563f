"""The command line: the commands, and how a run ends."""

import sys
from typing import Annotated, Any

import typer

from detente.interfaces import (
    agenda_commands,
    balance_commands,
    close_ups,
    crux_commands,
    dossier_commands,
    forces_commands,
    search_commands,
    serve_commands,
    treaty_commands,
)
from detente.interfaces.commanding import Commands, language_asked
from detente.messages import speaking, tr

REFUSED = 2
INTERRUPTED = 130  # exit code after Ctrl-C, as shells have it

app = Commands(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The technical workbench for missile-defence and strategic-arms talks between two sides that do not "
    "believe each other.",
)
app.add_typer(dossier_commands.commands)
app.add_typer(close_ups.commands)
app.add_typer(forces_commands.commands)
app.add_typer(treaty_commands.commands)
app.add_typer(balance_commands.commands)
app.add_typer(crux_commands.commands)
app.add_typer(agenda_commands.commands)
app.add_typer(search_commands.commands)
app.add_typer(serve_commands.commands)


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Print the version, or go on to a command."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(installed("detente"))
        raise typer.Exit


def main() -> None:
    """Run a command; a refusal is one message on stderr and exit code 2, Ctrl-C is 130 and leaves nothing behind."""
    from detente.errors import DetenteError

    try:
        language = language_asked(sys.argv[1:])
    except DetenteError as error:
        typer.echo(str(error), err=True)
        sys.exit(REFUSED)
    with speaking(language):
        sys.exit(_run())


def _run() -> Any:
    """Exit code of the command that was typed."""
    from detente.errors import DetenteError

    code: Any = 0
    try:
        app(prog_name="detente")
    except DetenteError as error:
        typer.echo(tr(error.said), err=True)
        code = REFUSED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SystemExit as stopped:  # the framework's own way out, after Ctrl-C too
        code = stopped.code
    if code == INTERRUPTED:
        typer.echo(tr("stopped; nothing was written"), err=True)
    return code
