"""The command line: parse, one call, show."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

INTERRUPTED = 130  # exit code after Ctrl-C, as shells have it

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="The technical workbench for missile-defence and strategic-arms talks between two sides that do not "
    "believe each other.",
)

DossierName = Annotated[
    str, typer.Argument(help="Built-in name, or a folder that holds approach.toml.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON on stdout, nothing else.")]
Views = Annotated[
    list[str] | None, typer.Option("--view", help="A view, by its name. Repeat for several. Default: all.")
]
Given = Annotated[
    list[str] | None,
    typer.Option("--set", help='Your own number, such as "topol-m.range=11000 km". Repeat for several.'),
]


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Print the version, or go on to a command."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(installed("detente"))
        raise typer.Exit


@app.command()
def dossiers(as_json: AsJson = False) -> None:
    """List the built-in dossiers, one line each, with what they ask."""
    import detente

    found = detente.dossiers()
    if as_json:
        _print_json([vars(row) for row in found])
        return
    for row in found:
        typer.echo(f"{row.name:18} {row.title}. {row.asks}")


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Name of the new dossier; a folder of this name is made here.")],
    from_: Annotated[str, typer.Option("--from", help="Dossier to begin with: a built-in name or a folder.")],
) -> None:
    """Start a dossier of your own as a commented copy of another."""
    import detente

    folder = detente.new(name, from_)
    typer.echo(f"{folder} is yours to edit. When you have: detente check {name}, then detente assess {name}")


@app.command()
def check(dossier: DossierName) -> None:
    """Read a dossier and list every problem: schema, units, references, plausibility."""
    import detente

    problems = detente.check(dossier)
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        raise typer.Exit(2)
    typer.echo(f"{dossier}: no problems.")


@app.command()
def assess(
    dossier: DossierName,
    view: Views = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the report. Default: ./out/NAME; none with --json.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option(help="Key of one answer: print the full chain behind it instead.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Cores to use. The answer does not depend on it.")] = None,
    as_json: AsJson = False,
) -> None:
    """The main job: security, balance, crux and claims of a dossier under its views, and a report."""
    import detente

    loaded = detente.load(dossier)
    if explain is not None:
        _explain(loaded, explain, view, as_json=as_json)
        return
    folder = out if out is not None or as_json else Path("out") / loaded.name
    if folder is not None:
        from detente.report.write import refuse_unwritable

        refuse_unwritable(folder)
    with _progress() as progress:
        _make_ready(progress)
        result = detente.assess(loaded, view, workers=workers, progress=progress)
    written: list[Path] = []
    if folder is not None:
        from detente.report.write import write_report

        with _progress() as progress:
            written = write_report(result, folder, progress=progress)
    if as_json:
        _print_json(result.as_dict())
        return
    from detente.interfaces.terminal import show_assessment

    show_assessment(_console(), result)
    report = next((path for path in written if path.name == "report.html"), None)
    typer.echo(f"\n{len(written)} files in {folder}. Open {report} for maps, charts, inputs and sources.")


def _explain(loaded: Any, key: str, views: list[str] | None, *, as_json: bool) -> None:
    import detente

    with _progress() as progress:
        _make_ready(progress)
        found = detente.explain(loaded, key, views)
    if as_json:
        _print_json([vars(why) for why in found])
        return
    from detente.interfaces.terminal import show_explanation

    names = {name: view.title for name, view in loaded.views.items()}
    for why in found:
        show_explanation(_console(), why, names)


@app.command()
def fly(
    start: Annotated[str, typer.Option("--from", help="Launch: LAT,LON in degrees, or the id of a place.")],
    missile: Annotated[str | None, typer.Argument(help="Id of a missile. Leave out for a bare arc.")] = None,
    aim: Annotated[str | None, typer.Option("--to", help="Aim: LAT,LON in degrees, or the id of a place.")] = None,
    lofted: Annotated[bool, typer.Option("--lofted", help="The high path, with the full burnout speed.")] = False,
    depressed: Annotated[bool, typer.Option("--depressed", help="The low path, with the full burnout speed.")] = False,
    burnout_speed: Annotated[str | None, typer.Option(help='Bare arc: speed relative to the Earth, "7 km/s".')] = None,
    elevation: Annotated[str | None, typer.Option(help='Bare arc: angle above the horizontal, "30 deg".')] = None,
    azimuth: Annotated[str | None, typer.Option(help='Direction at launch from north over east, "90 deg".')] = None,
    max_range: Annotated[bool, typer.Option("--max-range", help="As far as it goes at --azimuth.")] = False,
    apogee: Annotated[str | None, typer.Option(help='With --azimuth and --range: this high, "6000 km".')] = None,
    range_: Annotated[str | None, typer.Option("--range", help='With --apogee: this far, "1000 km".')] = None,
    tier: Annotated[str, typer.Option(help="Model of flight: kepler, powered or full.")] = "powered",
    seen_from: Annotated[str | None, typer.Option(help="List when it rises and sets seen from this place.")] = None,
    minimum_elevation: Annotated[str, typer.Option(help="Least elevation for --seen-from.")] = "0 deg",
    burnout_altitude: Annotated[str, typer.Option(help="Bare arc: height of its start.")] = "0 km",
    non_rotating: Annotated[bool, typer.Option("--non-rotating", help="Hold the Earth still.")] = False,
    given: Given = None,
    as_json: AsJson = False,
) -> None:
    """Fly one missile to an aim point, as far as it goes, or as high and far as given; or a bare arc."""
    import detente
    from detente.interfaces.arguments import angle, numbers, pair, quantity, refuse_together

    refuse_together({"--lofted": lofted, "--depressed": depressed})
    if missile is None:
        needed = {"--burnout-speed": burnout_speed, "--elevation": elevation, "--azimuth": azimuth}
        missing = [name for name, value in needed.items() if value is None]
        if missing or aim is not None:
            raise detente.RangeError(
                f"a bare arc takes --burnout-speed, --elevation, --azimuth and --from, and no --to; "
                f"missing: {', '.join(missing) or 'nothing, but --to is not wanted'}. "
                "For a missile of the catalogue, name it first: detente fly MISSILE --from LAT,LON --to LAT,LON"
            )
        flight = detente.arc(
            quantity("--burnout-speed", burnout_speed or "", "speed"),
            angle("--elevation", elevation or ""),
            angle("--azimuth", azimuth or ""),
            pair("--from", start),
            burnout_altitude_m=quantity("--burnout-altitude", burnout_altitude, "length"),
            rotating=not non_rotating,
        )
    else:
        if aim is None and azimuth is None:
            raise detente.RangeError(
                "missing --to or --azimuth; a missile flies to an aim point, --to LAT,LON, or at an azimuth: "
                '--azimuth "40 deg" with --max-range or with --apogee and --range.'
            )
        if aim is None and not max_range and apogee is None:
            raise detente.RangeError("--azimuth needs --max-range, or --apogee and --range.")
        refuse_together({"--to": aim is not None, "--max-range": max_range, "--apogee": apogee is not None})
        with _progress() as progress:
            _make_ready(progress)
        flight = detente.fly(
            missile,
            pair("--from", start),
            None if aim is None else pair("--to", aim),
            path="lofted" if lofted else "depressed" if depressed else "minimum-energy",
            azimuth_deg=None if azimuth is None else angle("--azimuth", azimuth),
            apogee_m=None if apogee is None else quantity("--apogee", apogee, "length"),
            range_m=None if range_ is None else quantity("--range", range_, "length"),
            rotating=not non_rotating,
            tier=tier,
            seen_from=None if seen_from is None else pair("--seen-from", seen_from),
            minimum_elevation_deg=angle("--minimum-elevation", minimum_elevation),
            numbers=numbers(given),
        )
    _show(flight, as_json, "show_flight")


@app.command()
def flyout(
    interceptor: Annotated[str, typer.Argument(help="Id of an interceptor, or a TOML file of your own.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder for a figure (PNG, SVG) and the table (CSV, NetCDF).")
    ] = None,
    given: Given = None,
    as_json: AsJson = False,
) -> None:
    """When can an interceptor be where? Fastest and latest times by distance and height, and how far it gets."""
    from detente.assessment.flyout import fly_out
    from detente.interfaces.arguments import numbers

    if out is not None:
        from detente.report.write import refuse_unwritable

        refuse_unwritable(out)
    with _progress() as progress:
        progress("flying (kernels are compiled once per machine)", 0.2)
        found = fly_out(interceptor, numbers(given, interceptor))
    written: list[Path] = []
    if out is not None:
        from detente.report.write import write_flyout

        written = write_flyout(found, out)
    if as_json:
        _print_json(found.as_dict())
        return
    from detente.interfaces.flyout_tables import show_fly_out

    show_fly_out(_console(), found)
    for path in written:
        typer.echo(str(path))


@app.command()
def engage(
    interceptor: Annotated[str, typer.Argument(help="Id of an interceptor, or a TOML file of your own.")],
    site: Annotated[str, typer.Option(help="Where it stands: LAT,LON in degrees, or the id of a place.")],
    against: Annotated[str, typer.Option(help="Id of a missile.")],
    start: Annotated[str, typer.Option("--from", help="Launch of the missile.")],
    aim: Annotated[str, typer.Option("--to", help="Aim of the missile.")],
    lofted: Annotated[bool, typer.Option("--lofted", help="The high path.")] = False,
    depressed: Annotated[bool, typer.Option("--depressed", help="The low path.")] = False,
    commit_delay: Annotated[str, typer.Option(help="From a sufficient track to the launch.")] = "0 s",
    assessment_delay: Annotated[str, typer.Option(help="From an intercept to the next launch.")] = "60 s",
    after_burnout: Annotated[
        bool, typer.Option("--after-burnout", help="Launch only after the missile has burnt out.")
    ] = False,
    non_rotating: Annotated[bool, typer.Option("--non-rotating", help="Hold the Earth still.")] = False,
    given: Given = None,
    as_json: AsJson = False,
) -> None:
    """One interceptor site against one missile: earliest and latest launch, slack, shots.

    Infrared satellites are the only sensors, with assumed numbers that are printed. For radars write a dossier.
    """
    import detente
    from detente.interfaces.arguments import numbers, pair, quantity, refuse_together

    refuse_together({"--lofted": lofted, "--depressed": depressed})
    with _progress() as progress:
        _make_ready(progress)
    answer = detente.engage(
        interceptor,
        pair("--site", site),
        against,
        pair("--from", start),
        pair("--to", aim),
        path="lofted" if lofted else "depressed" if depressed else "minimum-energy",
        rotating=not non_rotating,
        commit_delay_s=quantity("--commit-delay", commit_delay, "time"),
        assessment_delay_s=quantity("--assessment-delay", assessment_delay, "time"),
        after_burnout=after_burnout,
        numbers=numbers(given, interceptor),
    )
    _show(answer, as_json, "show_engagement")


@app.command(name="flight-check")
def flight_check(
    apogee: Annotated[str, typer.Option(help='Announced apogee, "6000 km".')],
    range_: Annotated[str, typer.Option("--range", help='Announced ground range, "1000 km".')],
    time: Annotated[str | None, typer.Option(help='Announced time from launch to impact, "69 min".')] = None,
    mach: Annotated[float | None, typer.Option(help="Announced top speed as a Mach number.")] = None,
    start: Annotated[str | None, typer.Option("--from", help="Place of launch, if known.")] = None,
    fall: Annotated[str | None, typer.Option("--to", help="Place of fall, if known.")] = None,
    as_json: AsJson = False,
) -> None:
    """Put an announced flight to the test: is it consistent, and how far would the same missile go?"""
    import detente
    from detente.assessment.fly import great_circle
    from detente.interfaces.arguments import pair, quantity

    if (start is None) != (fall is None):
        raise detente.RangeError("found one of --from and --to; expected both or none.")
    apart = great_circle(pair("--from", start), pair("--to", fall)) if start and fall else None
    found = detente.flight_check(
        quantity("--apogee", apogee, "length"),
        quantity("--range", range_, "length"),
        None if time is None else quantity("--time", time, "time"),
        mach=mach,
        distance_m=apart,
    )
    _show(found, as_json, "show_flight_check")


@app.command(name="map")
def map_(
    dossier: DossierName,
    phase: Annotated[int, typer.Option(help="Number of the phase.")],
    threat: Annotated[str, typer.Option(help="Id of the threat.")],
    view: Views = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the files. Default: ./out/NAME/maps.")] = None,
    borders: Annotated[bool, typer.Option("--borders/--no-borders", help="Draw thin grey borders.")] = True,
) -> None:
    """One map of the defended area: PNG, SVG and GeoJSON."""
    import detente
    from detente.report.write import write_map

    loaded = detente.load(dossier)
    with _progress() as progress:
        _make_ready(progress)
        result = detente.maps(loaded, phase, threat, view, progress=progress)
    folder = out or Path("out") / loaded.name / "maps"
    for path in write_map(result, phase, threat, folder, borders=borders):
        typer.echo(str(path))


def _show(answer: Any, as_json: bool, how: str) -> None:
    if as_json:
        _print_json(answer.as_dict())
        return
    from detente.interfaces import terminal

    getattr(terminal, how)(_console(), answer)


def _print_json(answer: Any) -> None:
    def plainly(value: Any) -> Any:
        return vars(value)

    typer.echo(json.dumps(answer, indent=1, ensure_ascii=False, default=plainly))


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 140)


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    """A progress bar on stderr, gone when done; silent where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(bar_width=24), TextColumn("{task.percentage:>3.0f} %"), TimeRemainingColumn(),
               TextColumn("{task.description}"))  # fmt: skip
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("starting", total=1.0)
        yield lambda step, share: bar.update(task, completed=share, description=step)


def _make_ready(progress: Callable[[str, float], None]) -> None:
    from detente.assessment.ready import make_ready

    make_ready(progress)


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
