"""What commands share: common options, how answers are shown, progress."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.messages import tr

DossierName = Annotated[
    str, typer.Argument(help="Built-in name, or a folder that holds approach.toml.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON on stdout, nothing else.")]
Views = Annotated[
    list[str] | None, typer.Option("--view", help="A view, by its name. Repeat for several. Default: all.")
]
Package = Annotated[
    str | None,
    typer.Option(
        help='Answer for a package of search.toml: "topic=option,topic=option", or the id of a named alternative.'
    ),
]
Changed = Annotated[
    list[str] | None,
    typer.Option(
        "--change",
        help='Your own value in one view: "VIEW:KEY=VALUE", such as "russia:sm-3-2b.burnout_speed=5.5 km/s". Repeat '
        "for several.",
    ),
]
Copied = Annotated[
    list[str] | None,
    typer.Option(
        "--copy",
        help='Let a view take the statement of another: "VIEW:KEY=OTHER", such as "us-nato:defence.commit_delay='
        'russia". Repeat for several.',
    ),
]
Moved = Annotated[
    list[str] | None,
    typer.Option(
        "--move",
        help='Move a place where something is deployed, to a tenth of a degree: "PLACE=LAT,LON", such as '
        '"redzikowo=54.5,17.1". Repeat for several.',
    ),
]
Given = Annotated[
    list[str] | None,
    typer.Option("--set", help='Your own number, such as "topol-m.range=11000 km". Repeat for several.'),
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Cores to use. The answer does not depend on it.")
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        help='Dask cluster for the many runs: "local", "local:2" or the address of a scheduler, "tcp://10.0.0.5:8786".',
    ),
]
FallBack = Annotated[
    bool, typer.Option("--fall-back", help="Use this machine where the cluster cannot be reached, and say so.")
]
StoreFolder = Annotated[
    Path | None,
    typer.Option("--store", help="Folder that keeps what is done of the many runs; a later run goes on from it."),
]
Resume = Annotated[
    bool, typer.Option("--resume", help="Go on from --store, and refuse a folder that holds nothing to go on from.")
]


def loaded(
    dossier: str, package: str | None = None, change: list[str] | None = None, copy: list[str] | None = None,
    move: list[str] | None = None,
) -> Any:  # fmt: skip
    """A dossier, under a package where one is named, and with changes."""
    found = _under(dossier, package)
    if not (change or copy or move):
        return found
    from detente.interfaces.changing import changes_of
    from detente.reading.changes import changed

    return changed(found, changes_of(change or (), copy or (), move or ()))


def _under(dossier: str, package: str | None) -> Any:
    import detente

    found = detente.load(dossier)
    if package is None:
        return found
    from detente.assessment.packages import choice_of

    return detente.with_package(found, choice_of(found, package))


def show_answer(answer: Any, as_json: bool, how: str) -> None:
    """An answer as JSON, or by this function of the terminal."""
    if as_json:
        print_json(answer.as_dict())
        return
    from detente.interfaces import terminal

    getattr(terminal, how)(console(), answer)


def print_json(answer: Any) -> None:
    """An answer as JSON on stdout."""

    def plainly(value: Any) -> Any:
        return vars(value)

    typer.echo(json.dumps(answer, indent=1, ensure_ascii=False, default=plainly))


def console() -> Any:
    """Where tables go: as wide as the terminal, or 140 columns."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 140)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, float], None]]:
    """A progress bar on stderr, gone when done; silent where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(bar_width=24), TextColumn("{task.percentage:>3.0f} %"), TimeRemainingColumn(),
               TextColumn("{task.description}"))  # fmt: skip
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(tr("starting"), total=1.0)
        yield lambda step, share: bar.update(task, completed=share, description=tr(step))


def make_ready(progress: Callable[[str, float], None], close_up: bool = False, samples: bool = False) -> None:
    """Compile the kernels on first use, with progress."""
    from detente.assessment import ready

    ready.make_ready(progress, close_up, samples)
