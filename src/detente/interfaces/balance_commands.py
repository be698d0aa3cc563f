"""Command about the strategic balance: parse, one call, show."""

from pathlib import Path
from typing import Annotated

import typer

from detente.interfaces.commanding import Commands
from detente.interfaces.sharing import (
    AsJson,
    Changed,
    Copied,
    DossierName,
    Moved,
    Package,
    Views,
    console,
    loaded,
    make_ready,
    print_json,
    progress_bar,
)

commands = Commands()


@commands.command()
def balance(
    dossier: DossierName,
    view: Views = None,
    package: Package = None,
    change: Changed = None,
    copy: Copied = None,
    move: Moved = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the charts. Default: ./out/NAME/balance; none with --json.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Strategic balance: retaliation, arrivals, sufficiency, compatibility window, arms race, crisis, cost."""
    import detente

    chosen = loaded(dossier, package, change, copy, move)
    folder = out if out is not None or as_json else Path("out") / chosen.name / "balance"
    if folder is not None:
        from detente.report.write import refuse_unwritable

        refuse_unwritable(folder)
    with progress_bar() as progress:
        make_ready(progress)
        found = detente.balance(chosen, view, progress=progress)
    written = []
    if folder is not None and found.handed:
        from detente.report.write import write_balance

        written = write_balance(found, folder)
    if as_json:
        print_json(found.as_dict())
        return
    from detente.interfaces.balance_tables import show_balance

    show_balance(console(), found)
    for path in written:
        typer.echo(str(path))
