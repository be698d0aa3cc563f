"""The agenda of talks, on the terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.agenda import AgendaAnswer, ItemRow, PositionRow
from detente.messages import day, mark, tr

SIGNS = {mark("agreed"): "green", mark("differ"): "bold red", mark("offered"): "yellow", mark("open"): "yellow"}
STANCES = (mark("agrees"), mark("differs"), mark("offers"), mark("asks"), mark("refuses"), mark("both sides"))
"""Words of the file, for the catalogue of messages."""
MARKS = {"read": "", "secondary": mark("secondary"), "derived": mark("derived"), "assumed": mark("assumption")}


def show_agenda(console: Console, answer: AgendaAnswer) -> None:
    """Every item with its positions, then the documents."""
    console.print(Text(tr("{title}: the agenda", title=answer.title), style="bold"))
    stood = tr("Where each item stood on {day}; (after) marks what was said or done later.", day=day(answer.as_of))
    console.print(Text(stood, style="dim"))
    for number, item in enumerate(answer.items, 1):
        console.print(_item(number, item, answer.sides))
    _show_documents(console, answer)


def _item(number: int, item: ItemRow, sides: tuple[str, str]) -> Table:
    sign = Text(tr(item.status), style=SIGNS[item.status])
    title = Text.assemble(f"\n{number} ", (tr(item.title), "bold"), ": ", sign)
    table = Table(title=title, title_justify="left", caption=_belongs(item), caption_justify="left")
    table.add_column(tr("whose"), overflow="fold", max_width=22)
    table.add_column(tr("stance"), no_wrap=True)
    table.add_column(tr("holder and statement"), overflow="fold", ratio=1)
    table.add_column(tr("date"), no_wrap=True)
    table.add_column(tr("source"), overflow="fold", max_width=34)
    for position in sorted(item.positions, key=lambda position: _order(position, sides)):
        table.add_row(tr(position.whose), tr(position.stance), _said(position), _day(position), _standing(position))
    return table


def _order(position: PositionRow, sides: tuple[str, str]) -> tuple[bool, int]:
    """First what was said by the day of the dossier, side by side; then what came after, in its order."""
    whose = (*sides, "both sides")
    return position.after, 0 if position.after else whose.index(position.whose) if position.whose in whose else 3


def _said(position: PositionRow) -> Text:
    holder = "" if position.holder == position.whose else f"{tr(position.holder)}: "
    said = Text.assemble((holder, "italic"), tr(position.statement))
    if position.note:
        said.append(f" ({tr(position.note)})", style="dim")
    if position.claim:
        said.append(f" [{tr('claim {claim}', claim=position.claim)}]", style="dim")
    return said


def _day(position: PositionRow) -> str:
    return tr("{day} (after)", day=position.date) if position.after else position.date


def _standing(position: PositionRow) -> str:
    standing = MARKS[position.certainty]
    said = f"{position.source or tr('no source')}: {tr(position.where or '-')}"
    return f"{said}, {tr(standing)}" if standing else said


def _belongs(item: ItemRow) -> Text:
    if item.question:
        said = tr("Belongs to {question}: {asks} See: {command}", question=item.question, asks=item.asks,
                  command=item.command)  # fmt: skip
    else:
        said = tr("Belongs to no question: {because}", because=item.because)
    note = tr("Note: {note}", note=item.note) if item.note else ""
    return Text(f"{said}\n{note}" if note else said, style="dim italic")


def _show_documents(console: Console, answer: AgendaAnswer) -> None:
    """Each document once; addresses in one piece, so that they can be followed."""
    console.print(Text("\n" + tr("Documents"), style="bold"))
    for source, (document, address) in dict(_cited(answer)).items():
        console.print(Text.assemble((f"{source}: ", "italic"), tr(document)))
        if address:
            console.print(Text(f"  {address}", style="dim"), soft_wrap=True)


def _cited(answer: AgendaAnswer) -> Iterator[tuple[str, tuple[str, str]]]:
    for item in answer.items:
        for position in item.positions:
            if position.source:
                yield position.source, (position.document or "", position.address or "")
