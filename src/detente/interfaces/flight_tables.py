"""Announced flights as a person likes to read them in a terminal: one in full, or a table of many."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.flight_check import FlightCheck
from detente.assessment.rows import Ends
from detente.messages import digits, mark, tr

ANYWHERE_KM = 20_000.0  # half way round the Earth and a little less
SIGNS = {
    mark("consistent"): "green",
    mark("nothing to test by"): "dim",
    mark("contradicts itself"): "bold red",
    mark("not ballistic"): "yellow",
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
        console.print(Text(f"- {tr(reason)}"))


def _headline(check: FlightCheck) -> str:
    if not check.ballistic:
        return tr("The announced flight is not consistent with a ballistic flight.")
    if not check.consistent:
        return tr(
            "The announced flight is not consistent with itself: contradicted by its {what}.", what=_against(check)
        )
    if tested(check):
        return tr("The announced flight is consistent with itself.")
    return tr(
        "The announced flight is consistent with itself; nothing but apogee and range was announced to test it by."
    )


def _against(check: FlightCheck) -> str:
    """What contradicts a flight."""
    first, *others = (tr(what) for what in check.contradicted_by)
    for other in others:
        first = tr("{first} and {last}", first=first, last=other)
    return first


def _numbers(check: FlightCheck) -> Table:
    table = Table(show_header=False, box=None)
    alone = tr("{time:,.0f} s (Earth held still)", time=check.free_flight_s)
    table.add_row(tr("free flight alone"), alone)
    if check.residual_s is not None:
        low, high = check.expected_residual_s
        less = tr("{time:+,.0f} s (reported: {low:.0f} to {high:.0f} s)", time=check.residual_s, low=low, high=high)
        table.add_row(tr("announced time less that"), less)
    if check.rotation_s.low is not None:
        times = span(check.rotation_s, 0, sign=True)
        table.add_row(tr("turning Earth"), tr("{times} s, {over}", times=times, over=check.rotation_over))
    bare = tr("{speed:.2f} km/s, Mach {mach:.1f}", speed=check.surface_speed_km_s, mach=check.surface_mach)
    table.add_row(tr("speed of the bare arc"), bare)
    for name, ends, unit, places in (
        (mark("burnout speed"), check.burnout_speed_km_s, "km/s", 2),
        (mark("whole flight with an ascent"), check.powered_flight_s, "s", 0),
        (mark("minimum-energy range"), check.minimum_energy_range_km, "km", 0),
    ):
        if ends.median is not None:
            least, middle, most = (digits(f"{end:,.{places}f}") for end in (ends.low, ends.median, ends.high))
            said = tr("{median} [{low}, {high}] {unit}", median=middle, low=least, high=most, unit=unit)
            table.add_row(tr(name), Text(said))
    table.add_row(tr("burn times tried"), f"{burns(check)} ({basis(check)})")
    return table


def show_flight_checks(console: Console, checks: Sequence[FlightCheck]) -> None:
    """Many announced flights, one row each; what each row rests on stands in the answer of that flight alone."""
    caption = tr(
        "residual: announced time less free flight, Earth held still. Speeds and ranges: middle [low, high] over "
        "assumed burn times."
    )
    table = Table(caption=Text(caption, style="dim italic"), caption_justify="left")
    for name in (mark("flight"), mark("apogee"), mark("range"), mark("time")):
        table.add_column(tr(name), justify="left" if name == "flight" else "right", overflow="fold")
    table.add_column(tr("free flight"), justify="right")
    table.add_column(tr("residual"), justify="right")
    table.add_column(tr("answer"), no_wrap=True)
    table.add_column(tr("burnout\nspeed, km/s"), justify="right", no_wrap=True)
    table.add_column(tr("minimum-energy\nrange, km"), justify="right", no_wrap=True)
    for number, check in enumerate(checks, start=1):
        table.add_row(*_row(check, number))
    console.print(table)
    for number, check in enumerate(checks, start=1):
        if not check.consistent:
            wrong = tr("{flight}, contradicted by its {what}:", flight=_name(check, number), what=_against(check))
            console.print(Text(wrong, style="bold"))
            for reason in check.reasons:
                console.print(Text(f"- {tr(reason)}"))


def _name(check: FlightCheck, number: int) -> str:
    return tr(check.name) if check.name else tr("flight {number}", number=number)


def _row(check: FlightCheck, number: int) -> list[str | Text]:
    time = check.announced["time_s"]
    residual = check.residual_s
    return [
        _name(check, number),
        tr("{value:,.0f} km", value=check.announced["apogee_km"]),
        tr("{value:,.0f} km", value=check.announced["range_km"]),
        "–" if time is None else tr("{value:,.0f} s", value=time),
        tr("{value:,.0f} s", value=check.free_flight_s),
        "–" if residual is None else tr("{value:+,.0f} s", value=residual),
        Text(tr(verdict(check)), style=SIGNS[verdict(check)]),
        Text(_interval(check.burnout_speed_km_s, 1)),
        Text(_interval(check.minimum_energy_range_km, 0)),
    ]


def span(ends: Ends, places: int, *, sign: bool = False) -> str:
    """One number, or low to high."""
    form = f"{'+' if sign else ''},.{places}f"
    low, high = (digits(f"{end or 0.0:{form}}") for end in (ends.low, ends.high))
    return low if ends.median is not None else tr("{low} to {high}", low=low, high=high)


def burns(check: FlightCheck) -> str:
    """The burn times, each once."""
    return ", ".join(tr("{value:,.0f} s", value=time) for time in dict.fromkeys(check.burn_times_s))


def basis(check: FlightCheck) -> str:
    """Where the burn times come from."""
    if check.burn_times_assumed:
        return tr("assumption for a {kind} missile", kind=check.missile_class)
    return tr("your own")


def _interval(ends: Ends, places: int) -> str:
    if ends.low is None or ends.median is None or ends.high is None:
        return "–"
    low, median, high = (
        tr("anywhere") if end >= ANYWHERE_KM else digits(f"{end:,.{places}f}")
        for end in (ends.low, ends.median, ends.high)
    )
    return tr("{middle} [{low}, {high}]", middle=median, low=low, high=high)
