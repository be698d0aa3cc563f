"""Commands about dossiers: parse, one call, show."""

from pathlib import Path
from typing import Annotated, Any

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
    Package,
    Resume,
    StoreFolder,
    Views,
    console,
    loaded,
    make_ready,
    print_json,
    progress_bar,
)
from detente.messages import plural, tr

commands = Commands()


@commands.command()
def dossiers(as_json: AsJson = False) -> None:
    """List the built-in dossiers, one line each, with what they ask."""
    import detente

    found = detente.dossiers()
    if as_json:
        print_json([vars(row) for row in found])
        return
    for row in found:
        typer.echo(f"{row.name:21} {tr(row.title)}. {tr(row.asks)}")


@commands.command()
def new(
    name: Annotated[str, typer.Argument(help="Name of the new dossier; a folder of this name is made here.")],
    from_: Annotated[str, typer.Option("--from", help="Dossier to begin with: a built-in name or a folder.")],
) -> None:
    """Start a dossier of your own as a commented copy of another."""
    import detente

    folder = detente.new(name, from_)
    yours = tr("{folder} is yours to edit. When you have: detente check {name}, then detente assess {name}",
               folder=folder, name=name)  # fmt: skip
    typer.echo(yours)


@commands.command()
def check(dossier: DossierName) -> None:
    """Read a dossier and list every problem: schema, units, references, plausibility."""
    import detente

    problems = detente.check(dossier)
    if problems:
        from detente.reading.files import repair_list

        typer.echo(tr(repair_list(dossier, problems)))
        raise typer.Exit(2)
    typer.echo(tr("{dossier}: no problems.", dossier=dossier))


@commands.command()
def assess(
    dossier: DossierName,
    view: Views = None,
    package: Package = None,
    change: Changed = None,
    copy: Copied = None,
    move: Moved = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the report. Default: ./out/NAME; none with --json.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option(help="Key of one answer: print the full chain behind it instead.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Cores to use. The answer does not depend on it.")] = None,
    samples: Annotated[
        int | None, typer.Option(min=1, help="Ask again for so many samples of the numbers: chances, not one word.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help='Stop sampling when every chance is known to this standard error, such as "1%".')
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Which samples are drawn.")] = 0,
    map_samples: Annotated[
        int, typer.Option(min=0, help="Samples behind the bands of each map, fewer than --samples.")
    ] = 10,
    cluster: Cluster = None,
    fall_back: FallBack = False,
    store: StoreFolder = None,
    resume: Resume = False,
    as_json: AsJson = False,
) -> None:
    """The main job: security, balance, crux and claims of a dossier under its views, and a report."""
    import detente

    chosen = loaded(dossier, package, change, copy, move)
    if explain is not None:
        _explain(chosen, explain, view, as_json=as_json)
        return
    sampling = _sampling(samples, until, seed, map_samples, workers, cluster, fall_back, store, resume)
    folder = out if out is not None or as_json else Path("out") / chosen.name
    if folder is not None:
        from detente.report.write import refuse_unwritable

        refuse_unwritable(folder)
    with progress_bar() as progress:
        make_ready(progress)
        result = detente.assess(chosen, view, workers=workers, sampling=sampling, progress=progress)
    written: list[Path] = []
    if folder is not None:
        from detente.report.write import write_report

        with progress_bar() as progress:
            written = write_report(result, folder, progress=progress)
    if as_json:
        print_json(result.as_dict())
        return
    from detente.interfaces.terminal import show_assessment

    show_assessment(console(), result)
    report = next((path for path in written if path.name == "report.html"), None)
    files = plural(
        len(written),
        "{count} file in {folder}. Open {report} for maps, charts, inputs and sources.",
        "{count} files in {folder}. Open {report} for maps, charts, inputs and sources.",
        folder=folder,
        report=report,
    )
    typer.echo(f"\n{tr(files)}")


def _sampling(samples: int | None, until: str | None, seed: int, maps: int, workers: int | None, *where: Any) -> Any:
    """How to sample, or None where nothing asks for samples."""
    if samples is None and until is None:
        return None
    from detente.assessment.doubt import MOST_SAMPLES, Sampling
    from detente.interfaces.arguments import share

    wanted = None if until is None else share("--until", until)
    return Sampling(samples or MOST_SAMPLES, wanted, seed, maps, workers or 1, *where)


def _explain(loaded: Any, key: str, views: list[str] | None, *, as_json: bool) -> None:
    import detente

    with progress_bar() as progress:
        make_ready(progress)
        found = detente.explain(loaded, key, views)
    if as_json:
        print_json([vars(why) for why in found])
        return
    from detente.interfaces.terminal import show_explanation

    names = {name: view.title for name, view in loaded.views.items()}
    for why in found:
        show_explanation(console(), why, names)


@commands.command(name="map")
def map_(
    dossier: DossierName,
    phase: Annotated[int, typer.Option(help="Number of the phase.")],
    threat: Annotated[str, typer.Option(help="Id of the threat.")],
    view: Views = None,
    change: Changed = None,
    copy: Copied = None,
    move: Moved = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the files. Default: ./out/NAME/maps.")] = None,
    borders: Annotated[bool, typer.Option("--borders/--no-borders", help="Draw thin grey borders.")] = True,
) -> None:
    """One map of the defended area: PNG, SVG and GeoJSON."""
    import detente
    from detente.report.write import write_map

    chosen = loaded(dossier, None, change, copy, move)
    with progress_bar() as progress:
        make_ready(progress)
        result = detente.maps(chosen, phase, threat, view, progress=progress)
    folder = out or Path("out") / chosen.name / "maps"
    for path in write_map(result, phase, threat, folder, borders=borders):
        typer.echo(str(path))
