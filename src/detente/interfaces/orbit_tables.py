"""Interceptors in orbit, on the terminal."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.space_based import Aggregate
from detente.messages import digits, tr


def show_space_based(console: Console, found: Aggregate) -> None:
    """The case that was asked for, the table over inclination and altitude, and what it takes for granted."""
    d = found.as_dict()
    console.print(Text(_verdict(d), style="bold"))
    case = Table(show_header=False, box=None)
    case.add_row(tr("flown in the time left"), tr("{value:,.0f} km", value=d["flown_km"]))
    if d["reach_radius_km"] is not None:
        case.add_row(tr("reach around the point below"), tr("{value:,.0f} km", value=d["reach_radius_km"]))
    case.add_row(tr("in reach"), tr("{share:.2%} of the time", share=d["share_in_reach"]))
    if d["number"] is not None:
        average = tr("{count:,.1f} on the average", count=d["expected_in_reach"])
        case.add_row(tr("of {number:,} satellites in reach", number=d["number"]), average)
    if d["number_needed"] is not None:
        wanted = tr("for {number:g} in reach on the average", number=d["wanted_in_reach"])
        case.add_row(wanted, tr("{number:,.0f} satellites", number=d["number_needed"]))
    console.print(case)
    console.print(_table(d))
    for line in d["assumptions"]:
        console.print(Text(f"- {tr(line)}", style="dim"))


def _verdict(d: dict[str, Any]) -> str:
    if d["absentee_ratio"] is None:
        return tr("No satellite of these orbits is ever in reach.")
    return tr(
        "Absentee ratio {ratio:,.1f}: so many satellites in orbit for each one in reach.", ratio=d["absentee_ratio"]
    )


def _table(d: dict[str, Any]) -> Table:
    """Absentee ratios: a row an inclination, a column an altitude."""
    altitudes = sorted({row["altitude_km"] for row in d["table"]})
    title = tr("Absentee ratio at {latitude:g} deg latitude", latitude=d["latitude_deg"])
    table = Table(title=title, box=None, title_justify="left")
    table.add_column(tr("inclination"), justify="right")
    for altitude in altitudes:
        table.add_column(tr("{value:,.0f} km", value=altitude), justify="right")
    for inclination in sorted({row["inclination_deg"] for row in d["table"]}):
        ratios = [row["absentee_ratio"] for row in d["table"] if row["inclination_deg"] == inclination]
        cells = (tr("never") if ratio is None else digits(f"{ratio:,.1f}") for ratio in ratios)
        table.add_row(tr("{angle:g} deg", angle=inclination), *cells)
    return table
