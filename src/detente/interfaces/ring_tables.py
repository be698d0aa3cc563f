"""Range rings as tables in a terminal. Shows; computes nothing."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.ring_result import FROM, Claim, RangeRings, Reach, Ring
from detente.interfaces.terminal import show_used, standing
from detente.messages import digits, mark, tr


def show_range_rings(console: Console, found: RangeRings) -> None:
    """Modelled and claimed ranges of every missile, what they rest on, and notes on the launch place."""
    latitude, longitude = found.launch
    here = tr("{latitude:g},{longitude:g}", latitude=latitude, longitude=longitude)
    place = f"{tr(found.place)} ({here})" if found.place else here
    turning = tr("turning Earth") if found.rotating else tr("Earth held still")
    head = tr("Range from {place}, {tier} tier, {turning}", place=place, tier=found.tier, turning=turning)
    console.print(Text(head, style="bold"))
    for note in found.notes:
        console.print(Text(tr(note), style="yellow"))
    console.print(_modelled(found))
    if any(ring.claims for ring in found.rings):
        console.print(_claimed(found))
    for ring in found.rings:
        if ring.reason:
            console.print(Text(tr("not modelled: {reason}", reason=ring.reason), style="yellow"))
    kinds = dict.fromkeys(ring.modelled_from for ring in found.rings if ring.reach)
    for kind in kinds:
        names = ", ".join(ring.missile for ring in found.rings if ring.reach and ring.modelled_from == kind)
        console.print(Text(f"{names}: {tr(FROM[kind])}", style="dim italic"))
    for ring in found.rings:
        show_used(console, ring.used)


def _modelled(found: RangeRings) -> Table:
    table = Table(title=tr("Modelled, km"), title_justify="left", box=None)
    table.add_column(tr("missile"), no_wrap=True)
    columns = (mark("Earth held still"), mark("least"), mark("towards"), mark("greatest"), mark("towards"))
    for column in columns:
        table.add_column(tr(column), justify="right")
    table.add_column(tr("certainty"))
    for ring in found.rings:
        for name, reach in _reaches(ring):
            (least, at_least), (most, at_most) = reach.least, reach.greatest
            table.add_row(
                name, digits(f"{reach.still_m / 1e3:,.0f}"), digits(f"{least:,.0f}"),
                tr("{angle:.0f} deg", angle=at_least), digits(f"{most:,.0f}"), tr("{angle:.0f} deg", angle=at_most),
                standing(ring.certainty),
            )  # fmt: skip
        if ring.reach is None:
            table.add_row(ring.missile, "-", "-", "-", "-", "-", tr("not modelled, see below"))
    return table


def _reaches(ring: Ring) -> list[tuple[str, Reach]]:
    low, high = tr("at the low end"), tr("at the high end")
    rows = ((ring.missile, ring.reach), (f"  {low}", ring.low), (f"  {high}", ring.high))
    return [(name, reach) for name, reach in rows if reach is not None]


def _claimed(found: RangeRings) -> Table:
    table = Table(title=tr("Claimed, the same in every direction"), title_justify="left", box=None)
    table.add_column(tr("missile"), no_wrap=True)
    table.add_column(tr("range"), justify="right", no_wrap=True)
    for column in (mark("who"), mark("date"), mark("certainty"), ""):
        table.add_column(tr(column), overflow="fold")
    for ring in found.rings:
        for claim in ring.claims:
            said = claim.said
            remark = tr("the ring is modelled from this") if claim.modelled else ""
            holder, sure = tr(said.holder), standing(said.certainty)
            table.add_row(ring.missile, _range(claim), holder, said.date or "", sure, remark)
    return table


def _range(claim: Claim) -> str:
    said = claim.said
    value, low, high = said.value / 1e3, said.low / 1e3, said.high / 1e3
    if said.low < said.high:
        return tr("{value:,.0f} km [{low:,.0f} to {high:,.0f}]", value=value, low=low, high=high)
    return tr("{value:,.0f} km", value=value)
