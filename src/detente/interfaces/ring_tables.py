"""Range rings as tables in a terminal. Shows; computes nothing."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.ring_result import FROM, Claim, RangeRings, Reach, Ring
from detente.interfaces.terminal import MARKS, show_used


def show_range_rings(console: Console, found: RangeRings) -> None:
    """Modelled and claimed ranges of every missile, what they rest on, and notes on the launch place."""
    latitude, longitude = found.launch
    place = f"{found.place} ({latitude:g},{longitude:g})" if found.place else f"{latitude:g},{longitude:g}"
    turning = "turning Earth" if found.rotating else "Earth held still"
    console.print(Text(f"Range from {place}, {found.tier} tier, {turning}", style="bold"))
    for note in found.notes:
        console.print(Text(note, style="yellow"))
    console.print(_modelled(found))
    if any(ring.claims for ring in found.rings):
        console.print(_claimed(found))
    for ring in found.rings:
        if ring.reason:
            console.print(Text(f"not modelled: {ring.reason}", style="yellow"))
    kinds = dict.fromkeys(ring.modelled_from for ring in found.rings if ring.reach)
    for kind in kinds:
        names = ", ".join(ring.missile for ring in found.rings if ring.reach and ring.modelled_from == kind)
        console.print(Text(f"{names}: {FROM[kind]}", style="dim italic"))
    for ring in found.rings:
        show_used(console, ring.used)


def _modelled(found: RangeRings) -> Table:
    table = Table(title="Modelled, km", title_justify="left", box=None)
    table.add_column("missile", no_wrap=True)
    for column in ("Earth held still", "least", "towards", "greatest", "towards"):
        table.add_column(column, justify="right")
    table.add_column("certainty")
    for ring in found.rings:
        for name, reach in _reaches(ring):
            (least, at_least), (most, at_most) = reach.least, reach.greatest
            table.add_row(
                name, f"{reach.still_m / 1e3:,.0f}", f"{least:,.0f}", f"{at_least:.0f} deg", f"{most:,.0f}",
                f"{at_most:.0f} deg", MARKS[ring.certainty] or "read",
            )  # fmt: skip
        if ring.reach is None:
            table.add_row(ring.missile, "-", "-", "-", "-", "-", "not modelled, see below")
    return table


def _reaches(ring: Ring) -> list[tuple[str, Reach]]:
    rows = ((ring.missile, ring.reach), ("  at the low end", ring.low), ("  at the high end", ring.high))
    return [(name, reach) for name, reach in rows if reach is not None]


def _claimed(found: RangeRings) -> Table:
    table = Table(title="Claimed, the same in every direction", title_justify="left", box=None)
    table.add_column("missile", no_wrap=True)
    table.add_column("range", justify="right", no_wrap=True)
    for column in ("who", "date", "certainty", ""):
        table.add_column(column, overflow="fold")
    for ring in found.rings:
        for claim in ring.claims:
            said = claim.said
            remark = "the ring is modelled from this" if claim.modelled else ""
            mark = MARKS[said.certainty] or "read"
            table.add_row(ring.missile, _range(claim), said.holder, said.date or "", mark, remark)
    return table


def _range(claim: Claim) -> str:
    said = claim.said
    spread = f" [{said.low / 1e3:,.0f} to {said.high / 1e3:,.0f}]" if said.low < said.high else ""
    return f"{said.value / 1e3:,.0f} km{spread}"
