"""A fly-out as a person likes to read it in a terminal. Shows; computes nothing."""

import math

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.flyout import FlyOut
from detente.interfaces.terminal import show_used
from detente.messages import digits, tr


def show_fly_out(console: Console, found: FlyOut) -> None:
    """Reach, times by distance and height, and what was taken or assumed."""
    d = found.as_dict()
    head = tr("{interceptor}, described by its {what}", interceptor=d["interceptor"], what=d["described_by"])
    console.print(Text(head, style="bold"))
    table = Table(show_header=False, box=None)
    table.add_row(tr("burnout"), tr("{time:,.0f} s after launch", time=d["burnout_time_s"]))
    table.add_row(tr("greatest height"), _km(d["greatest_height_km"], tr("straight up")))
    least = tr("at its least intercept height, {height:,.0f} km", height=d["minimum_intercept_altitude_km"])
    table.add_row(tr("greatest ground distance"), _km(d["greatest_distance_km"], least))
    limit = tr("{time:,.0f} s; both reaches are within it", time=d["maximum_flight_time_s"])
    table.add_row(tr("flight-time limit"), limit)
    console.print(table)
    heading = tr("Seconds from launch: fastest, and latest where there is another way")
    console.print(Text(f"\n{heading}", style="bold"))
    console.print(_times(found))
    if found.staged:
        said = tr("Points are reached after the burnout of the last stage only. Earth held still.")
    else:
        said = tr("Points nearer than the burnout point count as reached at burnout. Earth held still.")
    console.print(Text(said, "dim"))
    show_used(console, found.used)


def _km(value: float | None, where: str) -> str:
    return tr("{value:,.0f} km, {where}", value=value, where=where) if value is not None else tr("none")


def _times(found: FlyOut) -> Table:
    """Rows of height, the highest first; columns of ground distance."""
    distances = sorted({x for x, _, _, _ in found.short})
    times = {(x, z): (first, last) for x, z, first, last in found.short}
    table = Table()
    table.add_column(tr("height"), justify="right", no_wrap=True)
    for x in distances:
        table.add_column(tr("{value:,.0f} km", value=x / 1e3), justify="right", no_wrap=True)
    for z in sorted({z for _, z, _, _ in found.short}, reverse=True):
        table.add_row(tr("{value:,.0f} km", value=z / 1e3), *(_cell(*times[x, z]) for x in distances))
    return table


def _cell(first: float, last: float) -> str:
    if math.isnan(first):
        return "–"
    soonest = digits(f"{first:,.0f}")
    return soonest if round(last) <= round(first) else f"{soonest} … {digits(f'{last:,.0f}')}"
