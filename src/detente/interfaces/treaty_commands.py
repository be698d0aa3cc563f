"""Commands about treaties: parse, one call, show."""

from pathlib import Path
from typing import Annotated, Any

import typer

from detente.interfaces.commanding import Commands
from detente.interfaces.sharing import AsJson, DossierName, console, print_json

commands = Commands()
treaty = Commands(no_args_is_help=True, help="Treaties as rules that can be checked.")
commands.add_typer(treaty, name="treaty")

On = Annotated[str | None, typer.Option("--on", help="A day, such as 2002-06-01.")]


@treaty.callback()
def treaty_() -> None:
    """Treaties as rules that can be checked."""


@treaty.command("list")
def list_(on: On = None, as_json: AsJson = False) -> None:
    """List the treaties, statements and regimes, with their dates; with --on whether each is in force."""
    import detente

    found = detente.treaty_list(on)
    if as_json:
        print_json([line.as_dict() for line in found])
        return
    from detente.interfaces.treaty_tables import show_treaties

    show_treaties(console(), found, on)


@treaty.command()
def show(
    name: Annotated[str, typer.Argument(help="Id or short name of a treaty, or a TOML file of your own.")],
    as_json: AsJson = False,
) -> None:
    """Print a treaty: every rule with its limit, how it counts, its document and its gaps."""
    import detente

    found = detente.treaty_show(name)
    if as_json:
        print_json(found.model_dump(by_alias=True))
        return
    from detente.interfaces.treaty_tables import show_treaty

    show_treaty(console(), found)


@treaty.command()
def check(
    dossier: DossierName,
    on: Annotated[str | None, typer.Option("--on", help="A day, such as 2002-06-01. Default: the dossier's.")] = None,
    through: Annotated[
        int | None, typer.Option(help="Last year: print each day up to its end on which something changes.")
    ] = None,
    as_if: Annotated[
        list[str] | None,
        typer.Option("--as-if", help="A treaty or a rule that is applied whether it binds or not. Repeat for several."),
    ] = None,
    own: Annotated[
        list[Path] | None, typer.Option("--treaty", help="A TOML file with a treaty of your own. Repeat for several.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check what a dossier holds, flies, sends and declares against every rule in force."""
    import detente

    answer: Any = detente.treaty_check(
        detente.load(dossier), on, through, as_if=as_if or (), own=[str(path) for path in own or ()]
    )
    if as_json:
        print_json(answer.as_dict())
        return
    from detente.interfaces.treaty_tables import show_check

    show_check(console(), answer)
