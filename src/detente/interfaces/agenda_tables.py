"""The agenda of talks, on the terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.agenda import AgendaAnswer, ItemRow, PositionRow

SIGNS = {"agreed": "green", "differ": "bold red", "offered": "yellow", "open": "yellow"}
MARKS = {"read": "", "secondary": ", secondary", "derived": ", derived", "assumed": ", assumption"}


def show_agenda(console: Console, answer: AgendaAnswer) -> None:
    """Every item with its positions, then the documents."""
    console.print(Text(f"{answer.title}: the agenda", style="bold"))
    console.print(
        Text(f"Where each item stood on {answer.as_of}; (after) marks what was said or done later.", style="dim")
    )
    for number, item in enumerate(answer.items, 1):
        console.print(_item(number, item, answer.sides))
    _show_documents(console, answer)


def _item(number: int, item: ItemRow, sides: tuple[str, str]) -> Table:
    sign = Text(item.status, style=SIGNS[item.status])
    title = Text.assemble(f"\n{number} ", (item.title, "bold"), ": ", sign)
    table = Table(title=title, title_justify="left", caption=_belongs(item), caption_justify="left")
    table.add_column("whose", overflow="fold", max_width=22)
    table.add_column("stance", no_wrap=True)
    table.add_column("holder and statement", overflow="fold", ratio=1)
    table.add_column("date", no_wrap=True)
    table.add_column("source", overflow="fold", max_width=34)
    for position in sorted(item.positions, key=lambda position: _order(position, sides)):
        table.add_row(position.whose, position.stance, _said(position), _day(position), _standing(position))
    return table


def _order(position: PositionRow, sides: tuple[str, str]) -> tuple[bool, int]:
    """First what was said by the day of the dossier, side by side; then what came after, in its order."""
    whose = (*sides, "both sides")
    return position.after, 0 if position.after else whose.index(position.whose) if position.whose in whose else 3


def _said(position: PositionRow) -> Text:
    holder = "" if position.holder == position.whose else f"{position.holder}: "
    said = Text.assemble((holder, "italic"), position.statement)
    if position.note:
        said.append(f" ({position.note})", style="dim")
    if position.claim:
        said.append(f" [claim {position.claim}]", style="dim")
    return said


def _day(position: PositionRow) -> str:
    return f"{position.date}{' (after)' if position.after else ''}"


def _standing(position: PositionRow) -> str:
    return f"{position.source or 'no source'}: {position.where or '-'}{MARKS[position.certainty]}"


def _belongs(item: ItemRow) -> Text:
    if item.question:
        said = f"Belongs to {item.question}: {item.asks} See: {item.command}"
    else:
        said = f"Belongs to no question: {item.because}"
    return Text(said + (f"\nNote: {item.note}" if item.note else ""), style="dim italic")


def _show_documents(console: Console, answer: AgendaAnswer) -> None:
    """Each document once; addresses in one piece, so that they can be followed."""
    console.print(Text("\nDocuments", style="bold"))
    for source, (document, address) in dict(_cited(answer)).items():
        console.print(Text.assemble((f"{source}: ", "italic"), document))
        if address:
            console.print(Text(f"  {address}", style="dim"), soft_wrap=True)


def _cited(answer: AgendaAnswer) -> Iterator[tuple[str, tuple[str, str]]]:
    for item in answer.items:
        for position in item.positions:
            if position.source:
                yield position.source, (position.document or "", position.address or "")
