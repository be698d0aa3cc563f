"""Announced flights as a person likes to read them in a terminal: one in full, or a table of many."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.flight_check import FlightCheck
from detente.assessment.rows import Ends

ANYWHERE_KM = 20_000.0  # half way round the Earth and a little less
SIGNS = {
    "consistent": "green",
    "nothing to test by": "dim",
    "contradicts itself": "bold red",
    "not ballistic": "yellow",
}


def verdict(check: FlightCheck) -> str:
    """The answer in two words."""
    if not check.ballistic:
        return "not ballistic"
    if check.consistent and not tested(check):
        return "nothing to test by"
    return "consistent" if check.consistent else "contradicts itself"


def tested(check: FlightCheck) -> bool:
    """Was anything announced that apogee and range could contradict?"""
    said = check.announced
    return any(said[name] is not None for name in ("time_s", "speed_km_s")) or None not in (said["from"], said["to"])


def show_flight_check(console: Console, check: FlightCheck) -> None:
    """An announced flight, examined."""
    console.print(Text(_headline(check), style="bold"))
    if check.ballistic:
        console.print(_numbers(check))
    for reason in check.reasons:
        console.print(Text(f"- {reason}"))


def _headline(check: FlightCheck) -> str:
    if not check.ballistic:
        return "The announced flight is not consistent with a ballistic flight."
    if not check.consistent:
        against = " and ".join(check.contradicted_by)
        return f"The announced flight is not consistent with itself: contradicted by its {against}."
    alone = "" if tested(check) else "; nothing but apogee and range was announced to test it by"
    return f"The announced flight is consistent with itself{alone}."


def _numbers(check: FlightCheck) -> Table:
    table = Table(show_header=False, box=None)
    table.add_row("free flight alone", f"{check.free_flight_s:,.0f} s (Earth held still)")
    if check.residual_s is not None:
        low, high = check.expected_residual_s
        table.add_row("announced time less that", f"{check.residual_s:+,.0f} s (reported: {low:.0f} to {high:.0f} s)")
    if check.rotation_s.low is not None:
        table.add_row("turning Earth", f"{span(check.rotation_s, 0, sign=True)} s, {check.rotation_over}")
    table.add_row("speed of the bare arc", f"{check.surface_speed_km_s:.2f} km/s, Mach {check.surface_mach:.1f}")
    for name, ends, unit, d in (
        ("burnout speed", check.burnout_speed_km_s, "km/s", 2),
        ("whole flight with an ascent", check.powered_flight_s, "s", 0),
        ("minimum-energy range", check.minimum_energy_range_km, "km", 0),
    ):
        if ends.median is not None:
            table.add_row(name, Text(f"{ends.median:,.{d}f} [{ends.low:,.{d}f}, {ends.high:,.{d}f}] {unit}"))
    table.add_row("burn times tried", f"{burns(check)} ({basis(check)})")
    return table


def show_flight_checks(console: Console, checks: Sequence[FlightCheck]) -> None:
    """Many announced flights, one row each; what each row rests on stands in the answer of that flight alone."""
    caption = Text(
        "residual: announced time less free flight, Earth held still. Speeds and ranges: middle [low, high] over "
        "assumed burn times.", style="dim italic",
    )  # fmt: skip
    table = Table(caption=caption, caption_justify="left")
    for name in ("flight", "apogee", "range", "time"):
        table.add_column(name, justify="left" if name == "flight" else "right", overflow="fold")
    table.add_column("free flight", justify="right")
    table.add_column("residual", justify="right")
    table.add_column("answer", no_wrap=True)
    table.add_column("burnout\nspeed, km/s", justify="right", no_wrap=True)
    table.add_column("minimum-energy\nrange, km", justify="right", no_wrap=True)
    for number, check in enumerate(checks, start=1):
        time = check.announced["time_s"]
        table.add_row(
            check.name or f"flight {number}",
            f"{check.announced['apogee_km']:,.0f} km",
            f"{check.announced['range_km']:,.0f} km",
            "–" if time is None else f"{time:,.0f} s",
            f"{check.free_flight_s:,.0f} s",
            "–" if check.residual_s is None else f"{check.residual_s:+,.0f} s",
            Text(verdict(check), style=SIGNS[verdict(check)]),
            Text(_interval(check.burnout_speed_km_s, 1)),
            Text(_interval(check.minimum_energy_range_km, 0)),
        )
    console.print(table)
    for number, check in enumerate(checks, start=1):
        if not check.consistent:
            wrong = " and ".join(check.contradicted_by)
            console.print(Text(f"{check.name or f'flight {number}'}, contradicted by its {wrong}:", style="bold"))
            for reason in check.reasons:
                console.print(Text(f"- {reason}"))


def span(ends: Ends, digits: int, *, sign: bool = False) -> str:
    """One number, or low to high."""
    form = f"{'+' if sign else ''},.{digits}f"
    low, high = ends.low or 0.0, ends.high or 0.0
    return f"{low:{form}}" if ends.median is not None else f"{low:{form}} to {high:{form}}"


def burns(check: FlightCheck) -> str:
    """The burn times, each once."""
    return ", ".join(f"{time:.0f} s" for time in dict.fromkeys(check.burn_times_s))


def basis(check: FlightCheck) -> str:
    """Where the burn times come from."""
    return f"assumption for a {check.missile_class} missile" if check.burn_times_assumed else "your own"


def _interval(ends: Ends, digits: int) -> str:
    if ends.low is None or ends.median is None or ends.high is None:
        return "–"
    said = ["anywhere" if end >= ANYWHERE_KM else f"{end:,.{digits}f}" for end in (ends.low, ends.median, ends.high)]
    return f"{said[1]} [{said[0]}, {said[2]}]"
