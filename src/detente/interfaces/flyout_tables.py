"""A fly-out as a person likes to read it in a terminal. Shows; computes nothing."""

import math

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.flyout import FlyOut
from detente.interfaces.terminal import show_used


def show_fly_out(console: Console, found: FlyOut) -> None:
    """Reach, times by distance and height, and what was taken or assumed."""
    d = found.as_dict()
    console.print(Text(f"{d['interceptor']}, described by its {d['described_by']}", style="bold"))
    table = Table(show_header=False, box=None)
    table.add_row("burnout", f"{d['burnout_time_s']:,.0f} s after launch")
    table.add_row("greatest height", _km(d["greatest_height_km"], "straight up"))
    least = f"at its least intercept height, {d['minimum_intercept_altitude_km']:,.0f} km"
    table.add_row("greatest ground distance", _km(d["greatest_distance_km"], least))
    table.add_row("flight-time limit", f"{d['maximum_flight_time_s']:,.0f} s; both reaches are within it")
    console.print(table)
    console.print(Text("\nSeconds from launch: fastest, and latest where there is another way", style="bold"))
    console.print(_times(found))
    if found.staged:
        console.print(Text("Points are reached after the burnout of the last stage only. Earth held still.", "dim"))
    else:
        console.print(
            Text("Points nearer than the burnout point count as reached at burnout. Earth held still.", "dim")
        )
    show_used(console, found.used)


def _km(value: float | None, where: str) -> str:
    return f"{value:,.0f} km, {where}" if value is not None else "none"


def _times(found: FlyOut) -> Table:
    """Rows of height, the highest first; columns of ground distance."""
    distances = sorted({x for x, _, _, _ in found.short})
    times = {(x, z): (first, last) for x, z, first, last in found.short}
    table = Table()
    table.add_column("height", justify="right", no_wrap=True)
    for x in distances:
        table.add_column(f"{x / 1e3:,.0f} km", justify="right", no_wrap=True)
    for z in sorted({z for _, z, _, _ in found.short}, reverse=True):
        table.add_row(f"{z / 1e3:,.0f} km", *(_cell(*times[x, z]) for x in distances))
    return table


def _cell(first: float, last: float) -> str:
    if math.isnan(first):
        return "–"
    return f"{first:,.0f}" if round(last) <= round(first) else f"{first:,.0f} … {last:,.0f}"
