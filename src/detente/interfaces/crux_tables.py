"""What separates two views, in a terminal. Shows; computes nothing."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.crux_result import Contested, Crux, CruxAnswer
from detente.report import parted, words

TELLING = 3
"""Assumptions named in the short table."""


def show_crux(console: Console, found: Crux) -> None:
    """One question in full; several as a short table, with where to read on."""
    console.print(Text(f"What separates {words.listed([_who(found, view) for view in found.views])}: {found.title}",
                       style="bold"))  # fmt: skip
    if not found.answers:
        console.print(Text("The two views answer every question alike."))
    elif len(found.answers) == 1:
        show_answer(console, found, found.answers[0])
    else:
        console.print(_short(found))
        console.print(_overall(found))
    console.print(_alike(found))


def show_answer(console: Console, found: Crux, answer: CruxAnswer) -> None:
    """One question: both answers, every assumption that separates them, sets that turn it, and what could settle it."""
    console.print(Text(f"\n{parted.question(found, answer)}", style="bold"))
    for view in answer.views:
        margin = parted.signed(answer.margin[view], answer.unit)
        console.print(Text(f"  {parted.title(found, view)}: {answer.verdicts[view]} ({margin})"))
    console.print(Text(f"  Measured by: {answer.what}", style="dim"))
    console.print(_contested(found, answer))
    console.print(_turning(found, answer))
    console.print(_settling(found, answer))
    console.print(Text("\n".join(answer.notes), style="dim italic"))


def _who(found: Crux, view: str) -> str:
    title = parted.title(found, view)
    return title if title == view else f"{title} ({view})"


def _table(title: str, *columns: str, note: str = "") -> Table:
    caption = Text(note, style="dim italic") if note else None
    table = Table(title=f"\n[bold]{title}", title_justify="left", caption=caption, caption_justify="left")
    for column in columns:
        right = column in ("share", "alone", "last", "rank")
        table.add_column(column, justify="right" if right else "left", overflow="fold", no_wrap=right)
    return table


def _short(found: Crux) -> Table:
    first, second = found.answers[0].views
    note = "One row a question; the assumptions that weigh most, with their share of the gap. In full: --question KEY."
    table = _table(
        "Where they part, or nearly", "question and its key", first, second, "what separates them", note=note
    )
    for answer in found.answers:
        telling = "; ".join(
            f"{parted.spoken(found, one)} {words.percent(parted.part_of_gap(answer, one))}"
            for one in answer.contested[:TELLING]
        )
        asked = Text.assemble(parted.question(found, answer), (f"\n{answer.question}", "dim"))
        telling = telling or "nothing on which they differ: the ranges of one view"
        table.add_row(asked, *(answer.verdicts[view] for view in answer.views), telling)
        table.add_section()
    return table


def _contested(found: Crux, answer: CruxAnswer) -> Table:
    note = (
        f"Share: Shapley, {answer.method}; the shares add up to the difference. Alone, last: the effect when it is "
        "exchanged first, and last. Turns at: where that view's own answer turns, all else its own. Rank = "
        "part of all shares x part of the smallest sets that hold it x (1 + check) / 4."
    )
    first, second = (parted.title(found, view) for view in answer.views)
    columns = ("assumption", "share", "alone", "last", first, second, "check", "rank")
    table = _table("What separates them", *columns, note=note)
    for one in answer.contested:
        numbers = [parted.signed(value, answer.unit) for value in (one.share, one.alone, one.last_in)]
        cells = [_claim(one, view) for view in answer.views]
        table.add_row(parted.spoken(found, one), *numbers, *cells, f"{one.check} {parted.level(one.check)}",
                      _rank(answer, one))  # fmt: skip
    return table


def _claim(one: Contested, view: str) -> str:
    said, turn = parted.said(one, view).replace(" [", "\n["), parted.turning(one, view)
    mark = "\nassumption" if one.certainty.get(view) == "assumed" else ""
    return f"{said}{mark}\n{turn}" if turn else f"{said}{mark}"


def _rank(answer: CruxAnswer, one: Contested) -> str:
    """The rank, never without its three factors."""
    part = parted.part_of_gap(answer, one)
    return f"{one.score:.2f}\n{part:.2f} x {one.flip_share:.2f}\nx {one.check + 1}/4"


def _turning(found: Crux, answer: CruxAnswer) -> Text:
    lines = ["", "The smallest exchanges that turn an answer"]
    for view in answer.views:
        lines.append(f"  {parted.title(found, view)} adopts from the other: {parted.sets(found, answer, view, most=4)}")
        lines.append(f"    on the way there its answer {parted.horizon(answer, view)}")
    if (plane := parted.plane(answer)) is not None:
        pair = words.listed([parted.spoken_key(found, key) for key in plane.keys])
        lines.append(f"  The most telling pair: {pair}")
    return Text("\n".join(lines))


def _settling(found: Crux, answer: CruxAnswer) -> Table:
    """Two lists: what can be settled by data, and what cannot."""
    table = _table("What would settle it", "assumption", "measure, and who would have to open what", "why")
    for said, keys in (("resolvable by data", answer.resolvable), ("not resolvable by data", answer.unresolvable)):
        table.add_section()
        table.add_row(Text(said if keys else f"{said}: nothing", style="bold"))
        for one in answer.contested:
            if one.key in keys:
                table.add_row(f"  {parted.spoken(found, one)}", one.measure, one.check_why)
    return table


def _overall(found: Crux) -> Table:
    """The same over several questions: each assumption once, with how many questions it counts in."""
    table = _table("What would settle it, over all these questions", "assumption", "counts in", "check", "measure")
    every = {one.key: one for answer in found.answers for one in answer.contested}
    often = {key: sum(key in _keys(answer) for answer in found.answers) for key in every}
    for said, wanted in (("resolvable by data", True), ("not resolvable by data", False)):
        rows = [one for one in every.values() if one.resolvable is wanted]
        table.add_section()
        table.add_row(Text(said if rows else f"{said}: nothing", style="bold"))
        for one in sorted(rows, key=lambda one: (-one.check, -often[one.key])):
            counts = words.counted(often[one.key], "question")
            check = f"{one.check} {parted.level(one.check)}"
            table.add_row(f"  {parted.spoken(found, one)}", counts, check, one.measure)
    return table


def _keys(answer: CruxAnswer) -> set[str]:
    return {one.key for one in answer.contested}


def _alike(found: Crux) -> Text:
    lines = []
    if found.agree:
        lines.append(f"Answered alike by both: {words.counted(len(found.agree), 'question')}.")
    if found.same:
        lines.append(f"Later phases in which the same stands: {words.counted(len(found.same), 'question')}.")
    return Text("\n".join([*lines, *found.notes]), style="dim italic")
