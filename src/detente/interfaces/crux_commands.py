"""Command about what separates two views: parse, one call, show."""

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
    console,
    loaded,
    make_ready,
    print_json,
    progress_bar,
)

commands = Commands()

Pair = Annotated[
    list[str] | None,
    typer.Option("--view", help="A view, by its name. Give two. Default: the two of the dossier, or of its two sides."),
]


@commands.command()
def crux(
    dossier: DossierName,
    question: Annotated[
        str | None,
        typer.Option(help='One question by its key, such as "strategic/phase-1/Russia". Default: all that part them.'),
    ] = None,
    view: Pair = None,
    change: Changed = None,
    copy: Copied = None,
    move: Moved = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for pictures and brief. Default: ./out/NAME/crux; none with --json.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Crux: why two views answer differently, at which values each would turn, and what would settle it."""
    import detente

    chosen = loaded(dossier, None, change, copy, move)
    folder = out if out is not None or as_json else Path("out") / chosen.name / "crux"
    if folder is not None:
        from detente.report.write import refuse_unwritable

        refuse_unwritable(folder)
    written: list[Path] = []
    with progress_bar() as progress:
        make_ready(progress)
        found = detente.crux(chosen, question, view, progress=progress)
        if folder is not None and found.answers:
            written = detente.write_crux(found, folder, progress=progress)
    if as_json:
        print_json(found.as_dict())
        return
    from detente.interfaces.crux_tables import show_crux

    show_crux(console(), found)
    for path in written:
        typer.echo(str(path))
