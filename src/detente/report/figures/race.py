"""The yearly answer of each side to the other: interceptors and warheads under each pair of beliefs."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from detente.assessment.balance_result import Balance, Race
from detente.messages import digits, mark, tr
from detente.report.figures.style import GREY, INK, LIGHT, ViewStyle, drawing, framed, named_styles, numerals, paper
from detente.report.figures.wrapping import fit

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM, GAP = 10.6, 4.9, 0.75, 2.35, 0.95, 0.95, 0.75  # [inches]
INTERCEPTORS, WARHEADS = mark("Interceptors"), mark("Deployed warheads of the deterring side")
MIXED = ViewStyle(INK, INK, (0, (1.2, 1.4)), "D", "dotted")


def race(balance: Balance) -> Figure:
    """What would the yearly answers to one another come to, under each view and with each side moved by its own?"""
    rows = [row for row in balance.race if row.path]
    with drawing():
        figure = paper(WIDTH, HEIGHT)
        wide = (WIDTH - LEFT - RIGHT - GAP) / 2
        for number, (title, part) in enumerate(((INTERCEPTORS, 1), (WARHEADS, 2))):
            at = (LEFT + number * (wide + GAP)) / WIDTH
            axes = figure.add_axes((at, BOTTOM / HEIGHT, wide / WIDTH, (HEIGHT - TOP - BOTTOM) / HEIGHT))
            fit(axes.set_title(tr(title), fontsize=9, fontweight="bold", loc="left"), wide)
            for row in rows:
                _line(axes, row, part, _style(balance, row))
            _ceilings(axes, rows, part)
            _plain(axes)
        _labels(figure, balance, rows)
        note = tr(
            "Linear yearly rules under beliefs that do not change: not a forecast. The loop gain is what one round of "
            "action and reaction is multiplied by;\nbelow 1 the numbers come to rest. Thin: the same without the "
            "ceiling. Adjustment, coverage goal and what an interceptor removes\nare inputs of the views, most of them "
            "assumptions."
        )
        framed(figure, tr("Action and reaction: {title}", title=balance.title), note)
    return figure


def _style(balance: Balance, row: Race) -> ViewStyle:
    holders = set(row.holders.values())
    return named_styles(balance.views)[holders.pop()] if len(holders) == 1 else MIXED


def _line(axes: Axes, row: Race, part: int, style: ViewStyle) -> None:
    if row.ceiling_binds is not None:
        free = [step[0] for step in row.unlimited], [step[part] for step in row.unlimited]
        axes.plot(*free, color=style.colour, ls=style.dash, lw=0.9)
    axes.plot(
        [step[0] for step in row.path], [step[part] for step in row.path], color=style.deep, ls=style.dash, lw=1.8
    )


def _ceilings(axes: Axes, rows: list[Race], part: int) -> None:
    """The agreed limit, and the first year in which it holds a step back."""
    if part != 2:
        return
    limits = {(row.ceiling, row.ceiling_years) for row in rows if row.ceiling is not None and row.ceiling_years}
    for ceiling, (first, last) in sorted(limits):
        axes.plot([first, last + 1], [ceiling] * 2, color=INK, lw=2.4, solid_capstyle="butt", zorder=4)
        years = {row.ceiling_binds for row in rows if row.ceiling == ceiling and row.ceiling_binds is not None}
        told = {"ceiling": digits(f"{ceiling:,}".replace(",", "\u202f", 1)), "first": first, "last": last}
        said = (
            tr("ceiling {ceiling}, {first} to {last}; binds from {year}", year=min(years), **told)
            if years
            else tr("ceiling {ceiling}, {first} to {last}", **told)
        )
        axes.annotate(said, (0.99, ceiling), (0, -14), xycoords=("axes fraction", "data"), textcoords="offset points",
                      fontsize=7.6, color=GREY, ha="right")  # fmt: skip


def _plain(axes: Axes) -> None:
    numerals(axes)
    axes.grid(color=LIGHT, lw=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=8)
    axes.set_ylim(0.0, 1.12 * axes.get_ylim()[1])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _labels(figure: Figure, balance: Balance, rows: list[Race]) -> None:
    """Each pair of beliefs by its line, with its loop gain, at the right."""
    x, y = 1 - (RIGHT - 0.15) / WIDTH, 1 - TOP / HEIGHT
    for row in rows:
        style = _style(balance, row)
        first, second = (tr(balance.views[holder].get("title") or holder) for holder in row.holders.values())
        who = (
            tr("Beliefs of both: {view}", view=first)
            if first == second
            else tr("Defence as {defence},\nreply as {reply}", defence=first, reply=second)
        )
        gain = "" if row.loop_gain is None else "\n" + tr("loop gain {gain:.2f}", gain=row.loop_gain)
        figure.text(x, y, f"{who}{gain}", fontsize=7.8, color=style.deep, va="top", wrap=True)
        figure.add_artist(Line2D([x, x + 0.05], [y + 0.022] * 2, color=style.deep, ls=style.dash, lw=1.8))
        y -= 0.2
