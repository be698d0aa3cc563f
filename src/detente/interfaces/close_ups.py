"""Commands about one vehicle, sensor or flight, and the catalogue: parse, one call, show."""

from pathlib import Path
from typing import Annotated

import typer

from detente.interfaces.commanding import Commands
from detente.interfaces.sharing import AsJson, Given, console, make_ready, print_json, progress_bar, show_answer
from detente.messages import mark, plural, say, tr

commands = Commands()


@commands.command()
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
    from detente.interfaces.arguments import angle, numbers, pair, quantity, refuse_stray, refuse_together

    bare = {"--burnout-speed": burnout_speed, "--elevation": elevation}
    paths = {"--lofted": lofted, "--depressed": depressed}
    at_azimuth = {"--max-range": max_range, "--apogee": apogee, "--range": range_}
    if missile is None:
        other = {"--to": aim, "--seen-from": seen_from, "--tier": tier != "powered", "--set": given}
        named = mark("a bare arc; name a missile first: detente fly MISSILE ...")
        refuse_stray({**other, **paths, **at_azimuth}, named)
        _show_arc(start, {**bare, "--azimuth": azimuth}, burnout_altitude, non_rotating, as_json)
        return
    refuse_stray(bare, mark("a missile; leave the missile out for a bare arc"))
    refuse_together({"--to": aim is not None, "--max-range": max_range, "--apogee": apogee is not None})
    if aim is not None:
        refuse_together(paths)
    elif azimuth is None or not (max_range or apogee):
        raise detente.RangeError(
            say(
                "missing --to, or --azimuth with --max-range or with --apogee and --range. "
                'A missile flies to an aim point, --to LAT,LON, or at an azimuth, --azimuth "40 deg" --max-range.'
            )
        )
    else:
        refuse_stray(paths, mark("--azimuth; lofted and depressed are paths to an aim point, --to"))
    with progress_bar() as progress:
        make_ready(progress, close_up=True)
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
    show_answer(flight, as_json, "show_flight")


def _show_arc(start: str, needed: dict[str, str | None], altitude: str, non_rotating: bool, as_json: bool) -> None:
    """A bare arc from its speed, elevation and azimuth."""
    import detente
    from detente.interfaces.arguments import angle, pair, quantity

    given = {name: value for name, value in needed.items() if value is not None}
    missing = [name for name in needed if name not in given]
    if missing:
        raise detente.RangeError(
            say(
                "a bare arc takes {needed} and --from; missing: {missing}. "
                "For a missile of the catalogue, name it first: detente fly MISSILE --from LAT,LON --to LAT,LON",
                needed=", ".join(needed),
                missing=", ".join(missing),
            )
        )
    arc = detente.arc(
        quantity("--burnout-speed", given["--burnout-speed"], "speed"),
        angle("--elevation", given["--elevation"]),
        angle("--azimuth", given["--azimuth"]),
        pair("--from", start),
        burnout_altitude_m=quantity("--burnout-altitude", altitude, "length"),
        rotating=not non_rotating,
    )
    show_answer(arc, as_json, "show_flight")


@commands.command(name="range-rings")
def range_rings(
    missiles: Annotated[list[str], typer.Argument(metavar="MISSILE...", help="Ids of one missile or several.")],
    start: Annotated[str, typer.Option("--from", help="Launch: LAT,LON in degrees, or the id of a place.")],
    tier: Annotated[str, typer.Option(help="Model of flight: kepler, powered or full.")] = "powered",
    azimuths: Annotated[int, typer.Option(help="Launch azimuths, evenly spaced.")] = 72,
    non_rotating: Annotated[bool, typer.Option("--non-rotating", help="Hold the Earth still.")] = False,
    given: Given = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the files. Default: ./out/range-rings; none with --json.")
    ] = None,
    borders: Annotated[bool, typer.Option("--borders/--no-borders", help="Draw thin grey borders.")] = True,
    as_json: AsJson = False,
) -> None:
    """How far missiles reach in every direction on the turning Earth, beside the ranges that are claimed for them.

    Draws a map (PNG, SVG) and writes the contours as GeoJSON, KML and CSV.
    """
    import detente
    from detente.interfaces.arguments import numbers, pair

    launch, own = pair("--from", start), numbers(given)
    folder = out if out is not None or as_json else Path("out") / "range-rings"
    if folder is not None:
        from detente.report.write import refuse_unwritable

        refuse_unwritable(folder)
    with progress_bar() as progress:
        make_ready(progress, close_up=True)
    found = detente.range_rings(missiles, launch, tier=tier, azimuths=azimuths, rotating=not non_rotating, numbers=own)
    written: list[Path] = []
    if folder is not None:
        from detente.report.write import write_rings

        written = write_rings(found, folder, borders=borders)
    if as_json:
        print_json(found.as_dict())
        return
    from detente.interfaces.ring_tables import show_range_rings

    show_range_rings(console(), found)
    for path in written:
        typer.echo(str(path))


@commands.command()
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
    with progress_bar() as progress:
        progress(mark("flying (kernels are compiled once per machine)"), 0.2)
        found = fly_out(interceptor, numbers(given, interceptor))
    written: list[Path] = []
    if out is not None:
        from detente.report.write import write_flyout

        written = write_flyout(found, out)
    if as_json:
        print_json(found.as_dict())
        return
    from detente.interfaces.flyout_tables import show_fly_out

    show_fly_out(console(), found)
    for path in written:
        typer.echo(str(path))


@commands.command()
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
    radar: Annotated[
        list[str] | None,
        typer.Option(help='A radar: ID@PLACE, with a facing where it looks one way: "ID@LAT,LON@95 deg". Repeatable.'),
    ] = None,
    own_radar: Annotated[
        list[str] | None, typer.Option(help="As --radar, of the site itself; ID alone stands at the site. Repeatable.")
    ] = None,
    satellites: Annotated[
        bool, typer.Option("--satellites/--no-satellites", help="Infrared satellites see the burning missile.")
    ] = True,
    policy: Annotated[
        str, typer.Option(help="organic, launch-on-remote or engage-on-remote: whose track releases a launch.")
    ] = "engage-on-remote",
    non_rotating: Annotated[bool, typer.Option("--non-rotating", help="Hold the Earth still.")] = False,
    given: Given = None,
    as_json: AsJson = False,
) -> None:
    """One interceptor site against one missile: who sees it when, earliest and latest launch, slack, shots.

    Without --radar, infrared satellites are the only sensors, with assumed numbers that are printed.
    """
    import detente
    from detente.interfaces.arguments import numbers, pair, quantity, radars, refuse_together

    refuse_together({"--lofted": lofted, "--depressed": depressed})
    with progress_bar() as progress:
        make_ready(progress)
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
        radars=radars(radar, own_radar, site),
        satellites=satellites,
        policy=policy,
        numbers=numbers(given, interceptor),
    )
    show_answer(answer, as_json, "show_engagement")


@commands.command(name="space-based")
def space_based(
    speed_change: Annotated[str, typer.Option(help='Speed the interceptor adds to that of its satellite, "4 km/s".')],
    time: Annotated[str, typer.Option(help='From the warning to the meeting, "120 s".')],
    altitude: Annotated[str, typer.Option(help='Height of the circular orbits, "500 km".')],
    inclination: Annotated[str, typer.Option(help='Of the orbits, "60 deg".')],
    latitude: Annotated[str, typer.Option(help='Latitude of the point to be reached, "39 deg".')],
    delay: Annotated[str, typer.Option(help="Part of the time in which nothing has left yet.")] = "0 s",
    intercept_altitude: Annotated[
        str | None, typer.Option(help="Height at which the missile is met. Default: 200 km, an assumption.")
    ] = None,
    number: Annotated[int | None, typer.Option(help="Satellites in all: how many are in reach on the average?")] = None,
    wanted: Annotated[float, typer.Option(help="So many in reach on the average: how many satellites in all?")] = 1.0,
    out: Annotated[Path | None, typer.Option(help="Folder for a figure, PNG and SVG. Default: none.")] = None,
    as_json: AsJson = False,
) -> None:
    """Interceptors in orbit as an aggregate: reach, share of time in reach, absentee ratio.

    An average over a constellation spread evenly; nothing about single satellites, arrangement or hitting.
    """
    import detente
    from detente.interfaces.arguments import angle, quantity

    met = None if intercept_altitude is None else quantity("--intercept-altitude", intercept_altitude, "length")
    found = detente.space_based(
        quantity("--speed-change", speed_change, "speed"),
        quantity("--time", time, "time"),
        quantity("--altitude", altitude, "length"),
        angle("--inclination", inclination),
        angle("--latitude", latitude),
        delay_s=quantity("--delay", delay, "time"),
        meeting_altitude_m=met,
        number=number,
        wanted=wanted,
    )
    written: list[Path] = []
    if out is not None:
        from detente.report.write import write_space_based

        written = write_space_based(found, out)
    if as_json:
        print_json(found.as_dict())
        return
    from detente.interfaces.orbit_tables import show_space_based

    show_space_based(console(), found)
    for path in written:
        typer.echo(str(path))


@commands.command(name="flight-check")
def flight_check(
    apogee: Annotated[str | None, typer.Option(help='Announced apogee, "6000 km".')] = None,
    range_: Annotated[str | None, typer.Option("--range", help='Announced ground range, "1000 km".')] = None,
    time: Annotated[str | None, typer.Option(help='Announced time from launch to impact, "69 min".')] = None,
    speed: Annotated[str | None, typer.Option(help='Announced top speed, "24000 km/h" or "Mach 22".')] = None,
    start: Annotated[str | None, typer.Option("--from", help="Launch: LAT,LON in degrees, or a place.")] = None,
    fall: Annotated[str | None, typer.Option("--to", help="Fall: LAT,LON in degrees, or a place.")] = None,
    burn_time: Annotated[
        str | None, typer.Option(help="Your own burn time of the missile, in place of those assumed for its class.")
    ] = None,
    table: Annotated[Path | None, typer.Option(help="A CSV of flights instead of one, a row each.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for figures. Default: none; ./out/TABLE for a table, none with --json.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Put an announced flight, or a table of them, to the test: consistent? How far would the same missile go?"""
    from detente.assessment.flight_check import check_flights
    from detente.interfaces.arguments import announced_flights, burn_times

    said = {"apogee": apogee, "range": range_, "time": time, "speed": speed, "from": start, "to": fall}
    flights = announced_flights(said, table)
    burns = burn_times(burn_time)
    folder = Path("out") / table.stem if table is not None and out is None and not as_json else out
    if folder is not None:
        from detente.report.write import refuse_unwritable

        refuse_unwritable(folder)
    with progress_bar() as progress:
        make_ready(progress, close_up=True)
        checks = check_flights(flights, burns, progress)
    written: list[Path] = []
    if folder is not None:
        from detente.report.flights import write_flight_checks

        with progress_bar() as progress:
            written = write_flight_checks(checks, folder, progress=progress)
    if as_json:
        found = [check.as_dict() for check in checks]
        print_json(found if table is not None else found[0])
        return
    from detente.interfaces.flight_tables import show_flight_check, show_flight_checks

    if table is None:
        show_flight_check(console(), checks[0])
    else:
        show_flight_checks(console(), checks)
    for path in written[:1] if table is not None else written:
        files = plural(len(written), "{count} file in {folder}: {name} and the figures.",
                       "{count} files in {folder}: {name} and the figures.", folder=folder, name=path.name)  # fmt: skip
        typer.echo(str(path) if table is None else tr(files))


catalog_app = Commands(invoke_without_command=True)
commands.add_typer(catalog_app, name="catalog")


@catalog_app.callback()
def catalog(
    context: typer.Context,
    kind: Annotated[
        str | None, typer.Option(help="Only missile, interceptor, radar or space-infrared. Default: all.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the missiles, interceptors and sensors of the catalogue, one line each."""
    if context.invoked_subcommand is not None:
        return
    import detente
    from detente.reading.listing import as_dict

    found = detente.catalog(kind)
    if as_json:
        print_json([as_dict(system) for system in found])
        return
    from detente.interfaces.catalog_tables import show_catalog

    show_catalog(console(), found)


@catalog_app.command()
def show(
    system: Annotated[str, typer.Argument(help="Id of a system, or another of its names.")], as_json: AsJson = False
) -> None:
    """Everything that is said about one system, by whom and where; rival statements side by side."""
    import detente
    from detente.reading.listing import as_dict

    found = detente.system(system)
    if as_json:
        print_json(as_dict(found))
        return
    from detente.interfaces.catalog_tables import show_system

    show_system(console(), found)
