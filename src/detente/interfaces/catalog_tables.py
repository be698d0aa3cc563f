"""The catalogue as a person likes to read it in a terminal. Shows; computes nothing."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from detente.reading.listing import as_dict, brief
from detente.reading.systems import AnySystem

MARKS = {"read": "", "secondary": "secondary", "derived": "derived", "assumed": "ASSUMPTION"}
STYLES = {"assumed": "yellow", "derived": "cyan", "secondary": "", "read": ""}
WIDEST = {"parameter": 16, "holder": 24, "what": 20, "value as printed": 36, "status": 24}
"""Columns that give way, so that notes are not squeezed."""


def show_catalog(console: Console, systems: Sequence[AnySystem]) -> None:
    """One line a system, by kind."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column, least in (("id", 22), ("class", None), ("name", None), ("what is stated", None)):
        table.add_column(column, overflow="fold", no_wrap=column == "id", min_width=least)
    previous = ""
    for system in systems:
        if system.kind != previous:
            table.add_section()
            table.add_row(Text(system.kind, style="bold blue"))
        previous = system.kind
        table.add_row(f"  {system.id}", getattr(system, "class_", ""), system.name, brief(system))
    console.print(table)
    count = "1 entry" if len(systems) == 1 else f"{len(systems)} entries"
    console.print(Text(f"{count}. Everything said about one: detente catalog show ID", style="dim"))


def show_system(console: Console, system: AnySystem) -> None:
    """Everything said about one system, rivals side by side, with the documents below."""
    entry = as_dict(system)
    head = [entry["kind"] + (f", {entry['class']}" if entry["class"] else "")]
    if entry["aliases"]:
        head.append(f"also called {', '.join(entry['aliases'])}")
    if entry["note"]:
        head.append(entry["note"])
    if entry["lacking"]:
        head.append(f"Not enough to compute with: nobody states its {', '.join(entry['lacking'])}.")
    console.print(Panel(Text("\n".join(head)), title=f"[bold]{entry['name']}[/bold] ({entry['id']})",
                        border_style="blue"))  # fmt: skip
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
    table = Table(title=f"\n[bold]{title}", title_justify="left")
    for column in columns:
        table.add_column(
            column, overflow="fold", no_wrap=column in ("value", "date", "certainty"), max_width=WIDEST.get(column)
        )
    return table


def _mark(row: dict[str, Any]) -> Text:
    return Text(MARKS[row["certainty"]] or "read", style=STYLES[row["certainty"]])


def _where(row: dict[str, Any], numbers: dict[str, int]) -> str:
    return f"[{numbers[row['source']]}]" if row.get("source") in numbers else "–"


def _parameters(parameters: dict[str, list[dict[str, Any]]], numbers: dict[str, int]) -> Table:
    table = _table("What is stated to compute with", "parameter", "value", "holder", "date", "certainty", "doc", "note")
    for name, statements in parameters.items():
        table.add_section()
        for place, said in enumerate(statements):
            spread = said["low"] < said["high"] and " to " not in said["text"]
            ends = f"\n{said['low']:.5g} to {said['high']:.5g}" if spread else ""
            table.add_row(
                name.replace("_", " ") if place == 0 else "", said["text"] + ends, said["holder"], said["date"] or "–",
                _mark(said), Text(_where(said, numbers)), said["note"] or "",
            )  # fmt: skip
    return table


def _stages(stages: Iterable[dict[str, Any]], numbers: dict[str, int]) -> Table:
    table = _table("Stages", "stage", "fuelled", "empty", "impulse or thrust", "burn", "diameter", "holder",
                   "certainty", "doc")  # fmt: skip
    for place, row in enumerate(stages, 1):
        stated = ((row["specific_impulse_s"], "s"), (row["thrust_n"], "N"))
        push = ", ".join(f"{number:g} {unit}" for number, unit in stated if number is not None)
        table.add_row(
            str(place), f"{row['fuelled_mass_kg']:g} kg", f"{row['empty_mass_kg']:g} kg", push,
            f"{row['burn_time_s']:g} s", f"{row['diameter_m']:g} m", row["holder"], _mark(row),
            Text(_where(row, numbers)),
        )  # fmt: skip
    return table


def _facts(facts: Iterable[dict[str, Any]], numbers: dict[str, int]) -> Table:
    table = _table("Also stated (nothing is computed with it)", "what", "value as printed", "holder", "date",
                   "certainty", "doc", "note")  # fmt: skip
    for row in facts:
        table.add_row(row["what"], row["value"], row["holder"], row["date"] or "–", _mark(row),
                      Text(_where(row, numbers)), row["note"] or "")  # fmt: skip
    return table


def _flights(flights: Iterable[dict[str, Any]], numbers: dict[str, int]) -> Table:
    table = _table("Reported flights", "date", "range", "apogee", "time", "speed", "holder", "certainty", "doc", "note")
    for row in flights:
        said = [row[name] or "–" for name in ("range", "apogee", "time", "speed")]
        table.add_row(row["date"], *said, row["holder"], _mark(row), Text(_where(row, numbers)), row["note"] or "")
    return table


def _sites(sites: Iterable[dict[str, Any]], numbers: dict[str, int]) -> Table:
    table = _table("Where it stands, stood or was to stand", "place", "count", "status", "planned", "since", "until",
                   "as of", "certainty", "doc", "note")  # fmt: skip
    for row in sites:
        dates = [row[name] or "–" for name in ("planned", "since", "until", "date")]
        count = "–" if row["count"] is None else str(row["count"])
        table.add_row(row["place"] or row["name"], count, row["status"], *dates, _mark(row),
                      Text(_where(row, numbers)), row["note"] or "")  # fmt: skip
    return table


def _documents(console: Console, sources: dict[str, dict[str, Any]], numbers: dict[str, int]) -> None:
    if sources:
        console.print(Text("\nDocuments", style="bold"))
    for key, source in sources.items():
        said = [source["title"], source["publisher"], source["date"] or "date not given"]
        said += [part for part in (source["address"], source["licence"]) if part]
        console.print(Text(f"[{numbers[key]}] {'. '.join(said)}"), soft_wrap=True)
