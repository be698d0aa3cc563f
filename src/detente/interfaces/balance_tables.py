"""The strategic balance in a terminal. Shows; computes nothing."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.balance_result import Balance
from detente.messages import mark, tr
from detente.report import strategic


def show_balance(console: Console, found: Balance) -> None:
    """Everything: what could be sent, what arrives, window, race, crisis, cost, and what is taken for granted."""
    console.print(Text(tr("Strategic balance: {title}", title=found.title), style="bold"))
    if not found.handed:
        console.print(Text("\n".join(tr(note) for note in found.notes)))
        return
    console.print(_sent(found))
    show_short(console, found)
    races = [(who, said, "\n".join(damped)) for who, said, damped in strategic.races(found)]
    columns = (mark("beliefs"), mark("answer"), mark("damped by"))
    console.print(_pairs(mark("Arms race: what the yearly answers to one another come to"), columns, races))
    columns = (mark("phase"), mark("view"), mark("index"))
    title = mark("First-strike index (1: nobody gains by going first)")
    console.print(_pairs(title, columns, strategic.crises(found)))
    console.print(_pairs(mark("Cost at the margin"), (mark("view"), mark("answer")), strategic.costs(found)))
    console.print(_taken(found))


def show_short(console: Console, found: Balance) -> None:
    """Whether it is enough, and the compatibility window: what the whole assessment shows of it."""
    console.print(_enough(found))
    console.print(_window(found))
    console.print(Text("\n".join(tr(note) for note in found.notes), style="dim italic"))


def _table(title: str, *columns: str, note: str = "") -> Table:
    """A table whose title, columns and note are messages."""
    caption = Text(tr(note), style="dim italic") if note else None
    table = Table(title=f"\n[bold]{tr(title)}", title_justify="left", caption=caption, caption_justify="left")
    for column in columns:
        table.add_column(tr(column), overflow="fold", no_wrap=column in ("phase", "view"))
    return table


def _pairs(title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    table = _table(title, *columns)
    for row in rows:
        table.add_row(*row)
    return table


def _stacked(*cells: str) -> list[str]:
    """Cells with their ranges on a line of their own."""
    return [cell.replace(" [", "\n[").replace("; ", ";\n") for cell in cells]


def _sent(found: Balance) -> Table:
    note = mark(
        "Warheads on their way after the survival shares that each view states: central [ends of the stated ranges]. "
        "GS: day-to-day over generated, riding out / on warning. PL: riding out over launching on warning, day-to-day "
        "/ generated. Near 1: no pressure to generate or to hurry."
    )
    columns = (
        mark("phase"),
        mark("side"),
        mark("view"),
        mark("deployed"),
        mark("day-to-day\nride-out"),
        mark("day-to-day\non warning"),
        mark("generated\nride-out"),
        mark("generated\non warning"),
        mark("GS"),
        mark("PL"),
    )
    table = _table(mark("What each side could still send"), *columns, note=note)
    for line in strategic.sent(found):
        cells = _stacked(*line.postures, line.generation, line.prompt)
        table.add_row(line.phase, line.side, line.view, line.deployed, *cells)
    return table


def _enough(found: Balance) -> Table:
    note = mark(
        "Warheads, in the posture that the view judges by: central [ends of the stated ranges]. Enough: what the "
        "side's own rule asks to arrive, and with which chance. Met: interceptors in reach, and all that stand outside "
        "the approach. Fails from: interceptors met at which the rule no longer holds, and below it the bracket "
        "for the average, one shot each to the doctrine's shots. Offset: warheads more for 100 interceptors more."
    )
    columns = (
        mark("phase"),
        mark("side"),
        mark("view"),
        mark("met"),
        mark("sent"),
        mark("arrive"),
        mark("enough"),
        mark("with"),
        mark("chance"),
        mark("fails from"),
        mark("offset"),
        mark("answer"),
    )
    table = _table(mark("Strategic balance: is what arrives enough, by each side's own rule?"), *columns, note=note)
    for line in strategic.enough(found):
        first = _stacked(line.met, line.sent, line.arrive, line.wanted, line.surely)
        onset = f"{line.onset}\n{line.bracket}" if line.bracket else line.onset
        cells = [*first, *_stacked(line.chance, onset, line.offset, line.verdict)]
        table.add_row(line.phase, line.side, line.view, *cells)
    return table


def _window(found: Balance) -> Table:
    note = mark(
        "Interceptors: central [ends of the stated ranges]. None through: chance that what is planned and what stands "
        "outside stops everything of the third party, if all of it can engage."
    )
    title = mark("Compatibility window: needed against the third party, and too many for the other side's rule")
    columns = (
        mark("phase"),
        mark("whose numbers"),
        mark("needed"),
        mark("none through"),
        mark("too many from"),
        mark("planned"),
        mark("met"),
        mark("window"),
    )
    table = _table(title, *columns, note=note)
    for line in strategic.windows(found):
        verdict = "\n".join(said for said in (line.verdict, line.why, line.plan) if said)
        cells = (line.need, line.protected, line.fails, line.planned, line.reach)
        table.add_row(line.phase, line.whose.replace("; ", "\n"), *cells, verdict)
    return table


def _taken(found: Balance) -> Text:
    lines = [f"  {tr(part)}: {tr(said)}" for part, several in found.assumptions.items() for said in several]
    return Text("\n".join(["", tr("Taken for granted"), *lines]), style="dim")
