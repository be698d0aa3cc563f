"""Tables about sensors on the terminal: who sees the missile when, and where it is then."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from detente.messages import digits, tr


def events_table(events: Sequence[dict[str, Any]]) -> Table:
    """The events of an engagement in order, as its plain dictionary holds them."""
    table = Table(box=None)
    table.add_column(tr("s after launch"), justify="right")
    table.add_column(tr("event"))
    table.add_column(tr("missile's height"), justify="right")
    table.add_column(tr("from the sensor"), justify="right")
    for event in events:
        height, distance = (_kilometres(event[name]) for name in ("height_km", "distance_km"))
        table.add_row(digits(f"{event['time_s']:,.1f}"), tr(event["event"]), height, distance)
    return table


def _kilometres(value: float | None) -> str:
    return "" if value is None else tr("{value:,.0f} km", value=value)
