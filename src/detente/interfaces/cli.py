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

INTERRUPTED = 130  # exit code after Ctrl-C, as shells have it

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
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

    code: Any = 0
    try:
        app()
    except DetenteError as error:
        typer.echo(str(error), err=True)
        code = 2
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SystemExit as stopped:  # the framework's own way out, after Ctrl-C too
        code = stopped.code
    if code == INTERRUPTED:
        typer.echo("stopped; nothing was written", err=True)
    sys.exit(code)
