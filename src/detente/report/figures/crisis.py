"""The first-strike index over the share a striker would commit: a curve, and no point of it is a best one."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from detente.assessment.balance_result import Balance, Crisis
from detente.messages import tr
from detente.report.figures.style import DPI, LIGHT, drawing, framed, named_styles, numerals, paper
from detente.report.figures.wrapping import fit

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, GAP = 10.6, 4.3, 0.75, 0.95, 1.15, 0.3  # [inches]


def crisis(balance: Balance) -> Figure:
    """How little would either side gain by going first? One panel for the first phase, one for the last."""
    rows = [row for row in balance.crisis if row.curve]
    phases = sorted({row.phase for row in rows})
    shown = phases[:1] + phases[-1:] if len(phases) > 1 else phases
    with drawing():
        figure = paper(WIDTH, HEIGHT)
        wide = (WIDTH - LEFT - 0.2 - GAP * (len(shown) - 1)) / max(1, len(shown))
        for number, phase in enumerate(shown):
            at = (LEFT + number * (wide + GAP)) / WIDTH
            axes = figure.add_axes((at, BOTTOM / HEIGHT, wide / WIDTH, (HEIGHT - TOP - BOTTOM) / HEIGHT))
            _panel(axes, balance, [row for row in rows if row.phase == phase], first=number == 0)
        note = tr(
            "1: neither side gains by going first. Thick: the shared index. Thin: for each side, the chance of being "
            "struck above which going first looks better.\nThe committed share is an outside assumption. The index "
            "says nothing of the likelihood of war and rewards a hair trigger:\nread it beside prompt launch. "
            "After Kent and Thaler, RAND R-3765 (1989), constants at second hand; the rest is ours."
        )
        framed(figure, tr("First-strike index: {title}", title=balance.title), note)
    return figure


def _panel(axes: Axes, balance: Balance, rows: list[Crisis], *, first: bool) -> None:
    styles = named_styles(balance.views)
    axes.set_title(
        tr("Phase {phase} ({year})", phase=rows[0].phase, year=rows[0].year), fontsize=9, fontweight="bold", loc="left"
    )
    for row in rows:
        style = styles[row.view]
        shares = [point[0] for point in row.curve]
        name = tr(balance.views[row.view].get("title") or row.view)
        axes.plot(shares, [point[1] for point in row.curve], color=style.deep, ls=style.dash, lw=2.4, label=name)
        for column in (2, 3):
            axes.plot(shares, [point[column] for point in row.curve], color=style.colour, ls=style.dash, lw=0.8)
    axes.set_ylim(0.0, 1.04)
    numerals(axes)
    share = axes.set_xlabel(tr("share of its warheads that a striker commits (an assumption)"), fontsize=8)
    fit(share, axes.get_window_extent().width / DPI)
    if first:
        axes.set_ylabel(tr("index"), fontsize=8)
        axes.legend(frameon=False, fontsize=8, loc="lower right", handlelength=3.0)
    else:
        axes.set_yticklabels([])
    axes.grid(color=LIGHT, lw=0.6)
    axes.tick_params(length=0, labelsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
