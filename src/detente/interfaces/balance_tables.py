"""The strategic balance in a terminal. Shows; computes nothing."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.balance_result import Balance
from detente.report import strategic


def show_balance(console: Console, found: Balance) -> None:
    """Everything: what could be sent, what arrives, window, race, crisis, cost, and what is taken for granted."""
    console.print(Text(f"Strategic balance: {found.title}", style="bold"))
    if not found.handed:
        console.print(Text("\n".join(found.notes)))
        return
    console.print(_sent(found))
    show_short(console, found)
    races = [(who, said, "\n".join(damped)) for who, said, damped in strategic.races(found)]
    console.print(
        _pairs("Arms race: what the yearly answers to one another come to", ("beliefs", "answer", "damped by"), races)
    )
    console.print(_pairs("First-strike index (1: nobody gains by going first)", ("phase", "view", "index"),
                         strategic.crises(found)))  # fmt: skip
    console.print(_pairs("Cost at the margin", ("view", "answer"), strategic.costs(found)))
    console.print(_taken(found))


def show_short(console: Console, found: Balance) -> None:
    """Whether it is enough, and the compatibility window: what the whole assessment shows of it."""
    console.print(_enough(found))
    console.print(_window(found))
    console.print(Text("\n".join(found.notes), style="dim italic"))


def _table(title: str, *columns: str, note: str = "") -> Table:
    caption = Text(note, style="dim italic") if note else None
    table = Table(title=f"\n[bold]{title}", title_justify="left", caption=caption, caption_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in ("phase", "view"))
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
    note = (
        "Warheads on their way after the survival shares that each view states: central [ends of the stated ranges]. "
        "GS: day-to-day over generated, riding out / on warning. PL: riding out over launching on warning, day-to-day "
        "/ generated. Near 1: no pressure to generate or to hurry."
    )
    table = _table("What each side could still send", "phase", "side", "view", "deployed", "day-to-day\nride-out",
                   "day-to-day\non warning", "generated\nride-out", "generated\non warning", "GS", "PL",
                   note=note)  # fmt: skip
    for line in strategic.sent(found):
        cells = _stacked(*line.postures, line.generation, line.prompt)
        table.add_row(line.phase, line.side, line.view, line.deployed, *cells)
    return table


def _enough(found: Balance) -> Table:
    note = (
        "Warheads, in the posture that the view judges by: central [ends of the stated ranges]. Enough: what the "
        "side's own rule asks to arrive, and with which chance. Met: interceptors in reach, and all that stand outside "
        "the approach. Fails from: interceptors met at which the rule no longer holds, and below it the bracket "
        "for the average, one shot each to the doctrine's shots. Offset: warheads more for 100 interceptors more."
    )
    columns = (
        "phase",
        "side",
        "view",
        "met",
        "sent",
        "arrive",
        "enough",
        "with",
        "chance",
        "fails from",
        "offset",
        "answer",
    )
    table = _table("Strategic balance: is what arrives enough, by each side's own rule?", *columns, note=note)
    for line in strategic.enough(found):
        first = _stacked(line.met, line.sent, line.arrive, line.wanted, line.surely)
        onset = f"{line.onset}\n{line.bracket}" if line.bracket else line.onset
        cells = [*first, *_stacked(line.chance, onset, line.offset, line.verdict)]
        table.add_row(line.phase, line.side, line.view, *cells)
    return table


def _window(found: Balance) -> Table:
    note = (
        "Interceptors: central [ends of the stated ranges]. None through: chance that what is planned and what stands "
        "outside stops everything of the third party, if all of it can engage."
    )
    title = "Compatibility window: needed against the third party, and too many for the other side's rule"
    columns = ("phase", "whose numbers", "needed", "none through", "too many from", "planned", "met", "window")
    table = _table(title, *columns, note=note)
    for line in strategic.windows(found):
        verdict = "\n".join(said for said in (line.verdict, line.why, line.plan) if said)
        cells = (line.need, line.protected, line.fails, line.planned, line.reach)
        table.add_row(line.phase, line.whose.replace("; ", "\n"), *cells, verdict)
    return table


def _taken(found: Balance) -> Text:
    lines = [f"  {part}: {said}" for part, several in found.assumptions.items() for said in several]
    return Text("\n".join(["", "Taken for granted", *lines]), style="dim")
