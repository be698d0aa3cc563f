"""Tables about sensors on the terminal: who sees the missile when, and where it is then."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table


def events_table(events: Sequence[dict[str, Any]]) -> Table:
    """The events of an engagement in order, as its plain dictionary holds them."""
    table = Table(box=None)
    table.add_column("s after launch", justify="right")
    table.add_column("event")
    table.add_column("missile's height", justify="right")
    table.add_column("from the sensor", justify="right")
    for event in events:
        height, distance = (_kilometres(event[name]) for name in ("height_km", "distance_km"))
        table.add_row(f"{event['time_s']:,.1f}", event["event"], height, distance)
    return table


def _kilometres(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f} km"
