"""Interceptors in orbit, on the terminal."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.space_based import Aggregate


def show_space_based(console: Console, found: Aggregate) -> None:
    """The case that was asked for, the table over inclination and altitude, and what it takes for granted."""
    d = found.as_dict()
    console.print(Text(_verdict(d), style="bold"))
    case = Table(show_header=False, box=None)
    case.add_row("flown in the time left", f"{d['flown_km']:,.0f} km")
    if d["reach_radius_km"] is not None:
        case.add_row("reach around the point below", f"{d['reach_radius_km']:,.0f} km")
    case.add_row("in reach", f"{d['share_in_reach']:.2%} of the time")
    if d["number"] is not None:
        case.add_row(f"of {d['number']:,} satellites in reach", f"{d['expected_in_reach']:,.1f} on the average")
    if d["number_needed"] is not None:
        case.add_row(f"for {d['wanted_in_reach']:g} in reach on the average", f"{d['number_needed']:,.0f} satellites")
    console.print(case)
    console.print(_table(d))
    for line in d["assumptions"]:
        console.print(Text(f"- {line}", style="dim"))


def _verdict(d: dict[str, Any]) -> str:
    if d["absentee_ratio"] is None:
        return "No satellite of these orbits is ever in reach."
    return f"Absentee ratio {d['absentee_ratio']:,.1f}: so many satellites in orbit for each one in reach."


def _table(d: dict[str, Any]) -> Table:
    """Absentee ratios: a row an inclination, a column an altitude."""
    altitudes = sorted({row["altitude_km"] for row in d["table"]})
    table = Table(title=f"Absentee ratio at {d['latitude_deg']:g} deg latitude", box=None, title_justify="left")
    table.add_column("inclination", justify="right")
    for altitude in altitudes:
        table.add_column(f"{altitude:,.0f} km", justify="right")
    for inclination in sorted({row["inclination_deg"] for row in d["table"]}):
        ratios = [row["absentee_ratio"] for row in d["table"] if row["inclination_deg"] == inclination]
        table.add_row(f"{inclination:g} deg", *("never" if ratio is None else f"{ratio:,.1f}" for ratio in ratios))
    return table
