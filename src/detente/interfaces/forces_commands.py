"""Commands about what is held and how it comes down: parse, one call, show."""

from pathlib import Path
from typing import Annotated

import typer

from detente.interfaces.commanding import Commands
from detente.interfaces.sharing import AsJson, console, print_json
from detente.messages import mark, say

commands = Commands()

Out = Annotated[Path | None, typer.Option(help="Folder for the files. Default: a folder in ./out; none with --json.")]


@commands.command()
def forces(
    countries: Annotated[
        list[str] | None,
        typer.Argument(metavar="[COUNTRY]...", help="A country, all if left out; or history, and any countries."),
    ] = None,
    on: Annotated[str | None, typer.Option(help="A date: 2002, 2002-07 or 2002-07-01. Default: the latest.")] = None,
    against: Annotated[str | None, typer.Option(help="An earlier date to compare with.")] = None,
    table: Annotated[
        Path | None, typer.Option(help="A table of your own as CSV, in the form of data/forces/systems.csv.")
    ] = None,
    since: Annotated[int | None, typer.Option(help="history: the first year. Default: 1945.")] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """What a country held on a day, by leg and type; or `forces history`: counts since 1945 under their ceilings.

    Each figure stands with its source, date, age and certainty; rival figures side by side, gaps as gaps.
    History draws a figure (PNG, SVG) and writes the table (CSV).
    """
    import detente
    from detente.interfaces.arguments import refuse_stray

    named = countries or []
    if named[:1] == ["history"]:
        dates = {"--on": on, "--against": against, "--table": table}
        refuse_stray(dates, mark("forces history, which shows all dates"))
        _history(named[1:], since, out, as_json)
        return
    ranging = {"--since": since, "--out": out}
    refuse_stray(ranging, mark("the forces of one day; write: detente forces history"))
    if len(named) > 1:
        said = say('country: found {count} words; write one country, in quotes: "{name}".', count=len(named),
                   name=" ".join(named))  # fmt: skip
        raise detente.RangeError(said)
    found = detente.forces(named[0] if named else None, on=on, own=table, against=against)
    if as_json:
        print_json(found.as_dict())
        return
    from detente.interfaces.force_tables import show_forces

    show_forces(console(), found)


def _history(named: list[str], since: int | None, out: Path | None, as_json: bool) -> None:
    import detente

    folder = out if out is not None or as_json else Path("out") / "forces"
    if folder is not None:
        from detente.report.write import refuse_unwritable

        refuse_unwritable(folder)
    found = detente.forces_history(named) if since is None else detente.forces_history(named, since=since)
    written: list[Path] = []
    if folder is not None:
        from detente.report.write_forces import write_history

        written = write_history(found, folder)
    if as_json:
        print_json(found.as_dict())
        return
    from detente.interfaces.force_tables import show_history

    show_history(console(), found)
    for path in written:
        typer.echo(str(path))


@commands.command()
def reductions(
    case: Annotated[
        str | None, typer.Argument(help="sort-2002, new-start-2011, start-2, or a TOML file of your own.")
    ] = None,
    begins: Annotated[str | None, typer.Option("--from", help="Without a case: DATE=TOTAL, such as 2002=6380.")] = None,
    limits: Annotated[
        list[str] | None, typer.Option("--to", help="Without a case: DATE=LIMIT, such as 2012-12-31=2200. Repeatable.")
    ] = None,
    legs: Annotated[str | None, typer.Option(help="Without a case: ICBM=1600,SLBM=3120,bomber=1660.")] = None,
    rule: Annotated[str | None, typer.Option(help="equal-shares (default) or leg-order.")] = None,
    order: Annotated[
        str | None, typer.Option(help="For leg-order: all legs, first cut first: bomber,ICBM,SLBM.")
    ] = None,
    pace: Annotated[str | None, typer.Option(help="steady (default) or by-deadline.")] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """A path from what is held to a limit by a date: year by year, by leg, beside what is required and reported.

    Draws a figure (PNG, SVG) and writes the table (CSV).
    """
    import detente
    from detente.interfaces.counts import counts, dated, names

    start = None if begins is None else dated("--from", begins)
    folder = out if out is not None or as_json else Path("out") / "reductions"
    if folder is not None:
        from detente.report.write import refuse_unwritable

        refuse_unwritable(folder)
    found = detente.reductions(
        case,
        begins=start[0] if start else None,
        total=start[1] if start else None,
        legs=counts("--legs", legs) if legs else None,
        limits=dict(dated("--to", text) for text in limits or []),
        rule=rule,
        order=names(order),
        pace=pace,
    )
    written: list[Path] = []
    if folder is not None:
        from detente.report.write_forces import write_reductions

        written = write_reductions(found, folder)
    if as_json:
        print_json(found.as_dict())
        return
    from detente.interfaces.force_tables import show_reductions

    show_reductions(console(), found)
    for path in written:
        typer.echo(str(path))
