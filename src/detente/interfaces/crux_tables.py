"""What separates two views, in a terminal. Shows; computes nothing."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.crux_result import Contested, Crux, CruxAnswer
from detente.messages import digits, mark, plural, tr
from detente.report import parted, words

TELLING = 3
"""Assumptions named in the short table."""


def show_crux(console: Console, found: Crux) -> None:
    """One question in full; several as a short table, with where to read on."""
    views = words.listed([_who(found, view) for view in found.views])
    console.print(Text(tr("What separates {views}: {title}", views=views, title=found.title), style="bold"))
    if not found.answers:
        console.print(Text(tr("The two views answer every question alike.")))
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
        console.print(Text(f"  {parted.title(found, view)}: {tr(answer.verdicts[view])} ({margin})"))
    console.print(Text("  " + tr("Measured by: {what}", what=answer.what), style="dim"))
    console.print(_contested(found, answer))
    console.print(_turning(found, answer))
    console.print(_settling(found, answer))
    console.print(Text("\n".join(tr(note) for note in answer.notes), style="dim italic"))


def _who(found: Crux, view: str) -> str:
    title = parted.title(found, view)
    return title if title == view else f"{title} ({view})"


def _table(title: str, *columns: str, note: str = "") -> Table:
    """A table whose title, columns and note are messages."""
    caption = Text(tr(note), style="dim italic") if note else None
    table = Table(title=f"\n[bold]{tr(title)}", title_justify="left", caption=caption, caption_justify="left")
    for column in columns:
        right = column in ("share", "alone", "last", "rank")
        table.add_column(tr(column), justify="right" if right else "left", overflow="fold", no_wrap=right)
    return table


def _short(found: Crux) -> Table:
    first, second = found.answers[0].views
    note = mark(
        "One row a question; the assumptions that weigh most, with their share of the gap. In full: --question KEY."
    )
    columns = (mark("question and its key"), first, second, mark("what separates them"))
    table = _table(mark("Where they part, or nearly"), *columns, note=note)
    for answer in found.answers:
        telling = "; ".join(
            f"{parted.spoken(found, one)} {words.percent(parted.part_of_gap(answer, one))}"
            for one in answer.contested[:TELLING]
        )
        asked = Text.assemble(parted.question(found, answer), (f"\n{answer.question}", "dim"))
        telling = telling or tr("nothing on which they differ: the ranges of one view")
        table.add_row(asked, *(tr(answer.verdicts[view]) for view in answer.views), telling)
        table.add_section()
    return table


def _contested(found: Crux, answer: CruxAnswer) -> Table:
    note = tr(
        "Share: Shapley, {method}; the shares add up to the difference. Alone, last: the effect when it is "
        "exchanged first, and last. Turns at: where that view's own answer turns, all else its own. Rank = "
        "part of all shares x part of the smallest sets that hold it x (1 + check) / 4.",
        method=answer.method,
    )
    first, second = (parted.title(found, view) for view in answer.views)
    columns = (mark("assumption"), mark("share"), mark("alone"), mark("last"), first, second, mark("check"))
    table = _table(mark("What separates them"), *columns, mark("rank"), note=note)
    for one in answer.contested:
        numbers = [parted.signed(value, answer.unit) for value in (one.share, one.alone, one.last_in)]
        cells = [_claim(one, view) for view in answer.views]
        table.add_row(parted.spoken(found, one), *numbers, *cells, f"{one.check} {parted.level(one.check)}",
                      _rank(answer, one))  # fmt: skip
    return table


def _claim(one: Contested, view: str) -> str:
    said, turn = parted.said(one, view).replace(" [", "\n["), parted.turning(one, view)
    assumed = [tr("assumption")] if one.certainty.get(view) == "assumed" else []
    return "\n".join([said, *assumed, *([turn] if turn else [])])


def _rank(answer: CruxAnswer, one: Contested) -> str:
    """The rank, never without its three factors."""
    part = parted.part_of_gap(answer, one)
    return digits(f"{one.score:.2f}\n{part:.2f} x {one.flip_share:.2f}\nx {one.check + 1}/4")


def _turning(found: Crux, answer: CruxAnswer) -> Text:
    lines = ["", tr("The smallest exchanges that turn an answer")]
    for view in answer.views:
        sets = parted.sets(found, answer, view, most=4)
        adopts = tr("{view} adopts from the other: {sets}", view=parted.title(found, view), sets=sets)
        held = tr("on the way there its answer {holds}", holds=parted.horizon(answer, view))
        lines += [f"  {adopts}", f"    {held}"]
    if (plane := parted.plane(answer)) is not None:
        pair = words.listed([parted.spoken_key(found, key) for key in plane.keys])
        lines.append("  " + tr("The most telling pair: {pair}", pair=pair))
    return Text("\n".join(lines))


def _settling(found: Crux, answer: CruxAnswer) -> Table:
    """Two lists: what can be settled by data, and what cannot."""
    columns = (mark("assumption"), mark("measure, and who would have to open what"), mark("why"))
    table = _table(mark("What would settle it"), *columns)
    for resolvable, keys in ((True, answer.resolvable), (False, answer.unresolvable)):
        table.add_section()
        table.add_row(_heading(resolvable, bool(keys)))
        for one in answer.contested:
            if one.key in keys:
                table.add_row(f"  {parted.spoken(found, one)}", tr(one.measure), tr(one.check_why))
    return table


def _heading(resolvable: bool, any_: bool) -> Text:
    if resolvable:
        said = tr("resolvable by data") if any_ else tr("resolvable by data: nothing")
    else:
        said = tr("not resolvable by data") if any_ else tr("not resolvable by data: nothing")
    return Text(said, style="bold")


def _overall(found: Crux) -> Table:
    """The same over several questions: each assumption once, with how many questions it counts in."""
    columns = (mark("assumption"), mark("counts in"), mark("check"), mark("measure"))
    table = _table(mark("What would settle it, over all these questions"), *columns)
    every = {one.key: one for answer in found.answers for one in answer.contested}
    often = {key: sum(key in _keys(answer) for answer in found.answers) for key in every}
    for resolvable in (True, False):
        rows = [one for one in every.values() if one.resolvable is resolvable]
        table.add_section()
        table.add_row(_heading(resolvable, bool(rows)))
        for one in sorted(rows, key=lambda one: (-one.check, -often[one.key])):
            check = f"{one.check} {parted.level(one.check)}"
            table.add_row(f"  {parted.spoken(found, one)}", _questions(often[one.key]), check, tr(one.measure))
    return table


def _questions(count: int) -> str:
    return tr(plural(count, "{spelled} question", "{spelled} questions", spelled=words.spelled(count)))


def _keys(answer: CruxAnswer) -> set[str]:
    return {one.key for one in answer.contested}


def _alike(found: Crux) -> Text:
    lines = []
    if found.agree:
        lines.append(tr("Answered alike by both: {questions}.", questions=_questions(len(found.agree))))
    if found.same:
        same = _questions(len(found.same))
        lines.append(tr("Later phases in which the same stands: {questions}.", questions=same))
    return Text("\n".join([*lines, *(tr(note) for note in found.notes)]), style="dim italic")
