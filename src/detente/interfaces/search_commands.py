"""Command about packages both sides could accept: parse, one call, show."""

from pathlib import Path
from typing import Annotated

import typer

from detente.interfaces.sharing import AsJson, DossierName, console, make_ready, print_json, progress_bar

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def search(
    dossier: DossierName,
    out: Annotated[
        Path | None, typer.Option(help="Folder for pictures and files. Default: ./out/NAME/search; none with --json.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes to use. The answer does not depend on it.")] = 1,
    cluster: Annotated[
        str | None, typer.Option(help='Address of a Dask scheduler, or "local" for one started here.')
    ] = None,
    fall_back: Annotated[
        bool, typer.Option("--fall-back", help="Go on here where the cluster cannot be reached.")
    ] = False,
    store: Annotated[
        Path | None, typer.Option(help="Folder that keeps finished chunks; a later run goes on from it.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Refuse a store that holds nothing yet.")] = False,
    as_json: AsJson = False,
) -> None:
    """Packages both sides could accept, each by its own view; what rules pick, bridges, and what stands in the way."""
    import detente

    chosen = detente.load(dossier)
    folder = out if out is not None or as_json else Path("out") / chosen.name / "search"
    if folder is not None:
        from detente.report.write import refuse_unwritable

        refuse_unwritable(folder)
    with progress_bar() as progress:
        make_ready(progress)
        found = detente.search(
            chosen, workers=workers, cluster=cluster, fall_back=fall_back, store=store, resume=resume, progress=progress
        )
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
