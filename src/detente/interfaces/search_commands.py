"""Command about packages both sides could accept: parse, one call, show."""

from pathlib import Path
from typing import Annotated

import typer

from detente.interfaces.commanding import Commands
from detente.interfaces.sharing import (
    AsJson,
    Changed,
    Cluster,
    Copied,
    DossierName,
    FallBack,
    Moved,
    Resume,
    StoreFolder,
    Workers,
    console,
    loaded,
    make_ready,
    print_json,
    progress_bar,
)

commands = Commands()


@commands.command()
def search(
    dossier: DossierName,
    change: Changed = None,
    copy: Copied = None,
    move: Moved = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for pictures and files. Default: ./out/NAME/search; none with --json.")
    ] = None,
    workers: Workers = None,
    cluster: Cluster = None,
    fall_back: FallBack = False,
    store: StoreFolder = None,
    resume: Resume = False,
    as_json: AsJson = False,
) -> None:
    """Packages both sides could accept, each by its own view; what rules pick, bridges, and what stands in the way."""
    import detente

    chosen = loaded(dossier, None, change, copy, move)
    folder = out if out is not None or as_json else Path("out") / chosen.name / "search"
    if folder is not None:
        from detente.report.write import refuse_unwritable

        refuse_unwritable(folder)
    with progress_bar() as progress:
        make_ready(progress)
        found = detente.search(
            chosen, workers=workers or 1, cluster=cluster, fall_back=fall_back, store=store, resume=resume,
            progress=progress,
        )  # fmt: skip
    written: list[Path] = []
    if folder is not None:
        from detente.report.write import write_search

        written = write_search(found, folder)
    if as_json:
        print_json(found.as_dict())
        return
    from detente.interfaces.search_tables import show_search

    show_search(console(), found)
    for path in written:
        typer.echo(str(path))
