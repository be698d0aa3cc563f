"""The catalogue as a person likes to read it in a terminal. Shows; computes nothing."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from detente.messages import day, digits, mark, plural, tr
from detente.reading.listing import as_dict, brief
from detente.reading.systems import AnySystem
from detente.units import spoken

MARKS = {
    "read": mark("read"),
    "secondary": mark("secondary"),
    "derived": mark("derived"),
    "assumed": mark("ASSUMPTION"),
}
STYLES = {"assumed": "yellow", "derived": "cyan", "secondary": "", "read": ""}
WORDS = (
    mark("missile"), mark("interceptor"), mark("radar"), mark("space-infrared"), mark("threat"), mark("strategic"),
    mark("notional"), mark("cancelled"), mark("closed"), mark("in development"), mark("operational"),
    mark("operational at the date"), mark("planned"),
)  # fmt: skip
"""Kinds, classes and states of the files of systems, for the catalogue of messages."""
WIDEST = {"parameter": 16, "holder": 24, "what": 20, "value as printed": 36, "status": 24}
"""Columns that give way, so that notes are not squeezed."""


def show_catalog(console: Console, systems: Sequence[AnySystem]) -> None:
    """One line a system, by kind."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    columns = ((mark("id"), 22), (mark("class"), None), (mark("name"), None), (mark("what is stated"), None))
    for column, least in columns:
        table.add_column(tr(column), overflow="fold", no_wrap=column == "id", min_width=least)
    previous = ""
    for system in systems:
        if system.kind != previous:
            table.add_section()
            table.add_row(Text(tr(system.kind), style="bold blue"))
        previous = system.kind
        kind = tr(getattr(system, "class_", ""))
        table.add_row(f"  {system.id}", kind, tr(system.name), tr(brief(system)))
    console.print(table)
    count = plural(
        len(systems),
        "{count} entry. Everything said about one: detente catalog show ID",
        "{count} entries. Everything said about one: detente catalog show ID",
    )
    console.print(Text(tr(count), style="dim"))


def show_system(console: Console, system: AnySystem) -> None:
    """Everything said about one system, rivals side by side, with the documents below."""
    entry = as_dict(system)
    head = [tr(entry["kind"]) + (f", {tr(entry['class'])}" if entry["class"] else "")]
    if entry["aliases"]:
        head.append(tr("also called {names}", names=", ".join(entry["aliases"])))
    if entry["note"]:
        head.append(tr(entry["note"]))
    if entry["lacking"]:
        names = ", ".join(tr(name) for name in entry["lacking"])
        head.append(tr("Not enough to compute with: nobody states its {names}.", names=names))
    title = f"[bold]{tr(entry['name'])}[/bold] ({entry['id']})"
    console.print(Panel(Text("\n".join(head)), title=title, border_style="blue"))
    numbers = {key: number for number, key in enumerate(entry["sources"], 1)}
    if entry["parameters"]:
        console.print(_parameters(entry["parameters"], numbers))
    if entry["stages"]:
        console.print(_stages(entry["stages"], numbers))
    if entry["facts"]:
        console.print(_facts(entry["facts"], numbers))
    if entry["flights"]:
        console.print(_flights(entry["flights"], numbers))
    if entry["sites"]:
        console.print(_sites(entry["sites"], numbers))
    _documents(console, entry["sources"], numbers)


def _table(title: str, *columns: str) -> Table:
    """A table whose title and columns are messages."""
    table = Table(title=f"\n[bold]{tr(title)}", title_justify="left")
    for column in columns:
        fixed = column in ("value", "date", "certainty")
        table.add_column(tr(column), overflow="fold", no_wrap=fixed, max_width=WIDEST.get(column))
    return table


def _mark(row: dict[str, Any]) -> Text:
    return Text(tr(MARKS[row["certainty"]]), style=STYLES[row["certainty"]])


def _where(row: dict[str, Any], numbers: dict[str, int]) -> str:
    return f"[{numbers[row['source']]}]" if row.get("source") in numbers else "–"


def _parameters(parameters: dict[str, list[dict[str, Any]]], numbers: dict[str, int]) -> Table:
    columns = (mark("parameter"), mark("value"), mark("holder"), mark("date"), mark("certainty"), mark("doc"))
    table = _table(mark("What is stated to compute with"), *columns, mark("note"))
    for name, statements in parameters.items():
        table.add_section()
        for place, said in enumerate(statements):
            spread = said["low"] < said["high"] and " to " not in said["text"]
            ends = tr("{low:.5g} to {high:.5g}", low=said["low"], high=said["high"]) if spread else ""
            value = spoken(said["text"]) + (f"\n{ends}" if ends else "")
            table.add_row(
                tr(name.replace("_", " ")) if place == 0 else "", value, tr(said["holder"]), said["date"] or "–",
                _mark(said), Text(_where(said, numbers)), tr(said["note"] or ""),
            )  # fmt: skip
    return table


def _stages(stages: Iterable[dict[str, Any]], numbers: dict[str, int]) -> Table:
    columns = (mark("stage"), mark("fuelled"), mark("empty"), mark("impulse or thrust"), mark("burn"), mark("diameter"))
    table = _table(mark("Stages"), *columns, mark("holder"), mark("certainty"), mark("doc"))
    for place, row in enumerate(stages, 1):
        stated = ((row["specific_impulse_s"], "s"), (row["thrust_n"], "N"))
        push = ", ".join(_quantity(number, unit) for number, unit in stated if number is not None)
        table.add_row(
            str(place), _quantity(row["fuelled_mass_kg"], "kg"), _quantity(row["empty_mass_kg"], "kg"), push,
            _quantity(row["burn_time_s"], "s"), _quantity(row["diameter_m"], "m"), tr(row["holder"]), _mark(row),
            Text(_where(row, numbers)),
        )  # fmt: skip
    return table


def _quantity(number: float, unit: str) -> str:
    return f"{digits(f'{number:g}')} {tr(unit)}"


def _facts(facts: Iterable[dict[str, Any]], numbers: dict[str, int]) -> Table:
    columns = (mark("what"), mark("value as printed"), mark("holder"), mark("date"), mark("certainty"), mark("doc"))
    table = _table(mark("Also stated (nothing is computed with it)"), *columns, mark("note"))
    for row in facts:
        table.add_row(tr(row["what"]), spoken(row["value"]), tr(row["holder"]), row["date"] or "–", _mark(row),
                      Text(_where(row, numbers)), tr(row["note"] or ""))  # fmt: skip
    return table


def _flights(flights: Iterable[dict[str, Any]], numbers: dict[str, int]) -> Table:
    columns = (mark("date"), mark("range"), mark("apogee"), mark("time"), mark("speed"), mark("holder"))
    table = _table(mark("Reported flights"), *columns, mark("certainty"), mark("doc"), mark("note"))
    for row in flights:
        said = [spoken(row[name]) if row[name] else "–" for name in ("range", "apogee", "time", "speed")]
        where, note = Text(_where(row, numbers)), tr(row["note"] or "")
        table.add_row(row["date"], *said, tr(row["holder"]), _mark(row), where, note)
    return table


def _sites(sites: Iterable[dict[str, Any]], numbers: dict[str, int]) -> Table:
    columns = (mark("place"), mark("count"), mark("status"), mark("planned"), mark("since"), mark("until"))
    table = _table(mark("Where it stands, stood or was to stand"), *columns, mark("as of"), mark("certainty"),
                   mark("doc"), mark("note"))  # fmt: skip
    for row in sites:
        dates = [row[name] or "–" for name in ("planned", "since", "until", "date")]
        count = "–" if row["count"] is None else str(row["count"])
        table.add_row(tr(row["place"] or row["name"]), count, tr(row["status"]), *dates, _mark(row),
                      Text(_where(row, numbers)), tr(row["note"] or ""))  # fmt: skip
    return table


def _documents(console: Console, sources: dict[str, dict[str, Any]], numbers: dict[str, int]) -> None:
    if sources:
        console.print(Text("\n" + tr("Documents"), style="bold"))
    for key, source in sources.items():
        said = [
            source["title"],
            tr(source["publisher"]),
            day(source["date"] or "").removesuffix(".") or tr("date not given"),
        ]
        said += [part for part in (source["address"], tr(source["licence"] or "")) if part]
        console.print(Text(f"[{numbers[key]}] {'. '.join(said)}"), soft_wrap=True)
