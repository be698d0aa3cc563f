"""What samples of the numbers say, in a terminal. Shows; computes nothing."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.result import Assessment
from detente.messages import mark, tr
from detente.report import doubt


def show_doubt(console: Console, result: Assessment) -> None:
    """How it was sampled, and every answer that is not firm."""
    if result.doubt is None:
        return
    title = tr("How sure: answers that are not firm")
    table = Table(title=f"\n[bold]{title}", title_justify="left")
    columns = (mark("question"), mark("view"), mark("chances"), mark("moved by (total index)"), mark("where it turns"))
    for column in columns:
        table.add_column(tr(column), overflow="fold")
    for line in doubt.lines(result):
        table.add_row(
            line.question, line.view, "\n".join(line.chances), "\n".join(line.moved_by), "\n".join(line.turns)
        )
    if table.row_count:
        console.print(table)
    console.print(Text(f"{doubt.headline(result.doubt)} {doubt.treated(result.doubt)}", style="dim italic"))
