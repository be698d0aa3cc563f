"""The compatibility window: interceptors needed against the third party beside the number at which a rule fails."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from detente.assessment.balance_result import OPEN, Balance, NeedCurve, Window
from detente.assessment.result import DEPENDS
from detente.messages import digits, tr
from detente.report.figures.style import (
    DPI,
    INK,
    LIGHT,
    PALE,
    ViewStyle,
    drawing,
    framed,
    named_styles,
    numerals,
    paper,
)
from detente.report.figures.wrapping import fit, fit_legend, letters

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, BELOW, BETWEEN = 10.6, 8.7, 0.85, 1.15, 0.95, 2.1, 1.3  # [inches]
GAP = 0.18  # [inches] between panels
NEED, FAIL, PLAN, ROOM = "#14664f", "#7a1f3d", "#5d6773", "#dcefe6"
FEWEST, FACTOR = 1.0, 2.2  # the axis begins at one interceptor and ends so much above the greatest number


@dataclass(frozen=True)
class Panel:
    """One pair of holders through the phases."""

    title: str
    rows: tuple[Window, ...]


def window(balance: Balance) -> Figure:
    """How many interceptors are needed, how many would be too many, and how many are planned? By phase and view."""
    panels = _panels(balance)
    top = _top(balance)
    with drawing():
        figure = paper(WIDTH, HEIGHT)
        upper = HEIGHT - TOP - BOTTOM - BELOW - BETWEEN
        wide = (WIDTH - LEFT - 0.2 - GAP * (len(panels) - 1)) / len(panels)
        for number, panel in enumerate(panels):
            at = (LEFT + number * (wide + GAP), BOTTOM + BELOW + BETWEEN)
            axes = figure.add_axes((at[0] / WIDTH, at[1] / HEIGHT, wide / WIDTH, upper / HEIGHT))
            _scale(axes, top, first=number == 0)
            _draw(axes, panel, top)
        lower = figure.add_axes((LEFT / WIDTH, BOTTOM / HEIGHT, (WIDTH - LEFT - 3.1) / WIDTH, BELOW / HEIGHT))
        _needs(lower, balance, named_styles(balance.views))
        _words(figure, balance)
    return figure


def _panels(balance: Balance) -> tuple[Panel, ...]:
    found: dict[tuple[str, str], list[Window]] = {}
    for row in balance.windows:
        found.setdefault((row.need_holder, row.onset_holder), []).append(row)
    return tuple(Panel(_title(balance, *holders), tuple(rows)) for holders, rows in found.items())


def _title(balance: Balance, need: str, onset: str) -> str:
    if need == onset:
        return tr("Need and rule:\n{view}", view=_name(balance, need))
    return tr("Need: {need},\nrule: {rule}", need=_name(balance, need), rule=_name(balance, onset))


def _name(balance: Balance, view: str) -> str:
    return tr(balance.views[view].get("title") or view)


def _top(balance: Balance) -> float:
    known = [float(row.planned) for row in balance.windows]
    for row in balance.windows:
        for ends in (row.need, row.onset, row.interceptors_in_reach):
            known += [end for end in ((ends.low, ends.median, ends.high) if ends else ()) if end is not None]
    return FACTOR * max([100.0, *(number for number in known if math.isfinite(number))])


def _scale(axes: Axes, top: float, *, first: bool) -> None:
    axes.set_yscale("symlog", linthresh=10.0, linscale=0.6)
    axes.set_ylim(0.0, top)
    ticks = [tick for tick in (0, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000) if tick <= top]
    axes.set_yticks([float(tick) for tick in ticks])
    axes.set_yticklabels([digits(f"{tick:,}".replace(",", "\u202f")) for tick in ticks] if first else [])
    axes.minorticks_off()
    for tick in ticks:
        axes.axhline(tick, color=LIGHT, lw=0.6, zorder=0)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    if first:
        axes.set_ylabel(tr("interceptors"))


def _draw(axes: Axes, panel: Panel, top: float) -> None:
    rows = panel.rows
    title = axes.set_title(panel.title, fontsize=9, fontweight="bold", loc="left", pad=8)
    fit(title, axes.get_window_extent().width / DPI)
    axes.set_xlim(-0.55, len(rows) - 0.45)
    axes.set_xticks(range(len(rows)))
    axes.set_xticklabels([_below(row) for row in rows], fontsize=7.4)
    for x, row in enumerate(rows):
        _room(axes, x, row, top)
        _ends(axes, x - 0.17, row.need, NEED, "o", top)
        _ends(axes, x + 0.17, row.onset, FAIL, "s", top)
        if row.onset_best_use is not None and math.isfinite(row.onset_best_use):
            axes.plot([x + 0.09, x + 0.25], [row.onset_best_use] * 2, color=FAIL, lw=1.2, ls=(0, (1, 1)), zorder=5)
        axes.plot([x - 0.4, x + 0.4], [row.planned] * 2, color=PLAN, lw=2.4, zorder=4, solid_capstyle="butt")
        reach = row.interceptors_in_reach.median or 0.0
        axes.plot(x, reach, "_", color=INK, ms=13, mew=2.4, zorder=6)


def _below(row: Window) -> str:
    """Phase, year and verdict: its word, and what follows it in lines short enough to stand side by side."""
    when = tr("phase {phase}\n{year}", phase=row.phase, year=row.year)
    word, _, rest = tr(row.verdict).partition(": ")
    return "\n".join([when, word, *textwrap.wrap(rest or tr(row.why), letters(17))[:3]])


def _room(axes: Axes, x: int, row: Window, top: float) -> None:
    """The numbers that serve both, where there are any."""
    if row.verdict.startswith(OPEN) and row.need and row.need.median is not None:
        high = row.onset.median if row.onset and row.onset.median is not None else math.inf
        axes.fill_between([x - 0.4, x + 0.4], row.need.median, min(high, top), color=ROOM, lw=0, zorder=1)


def _ends(axes: Axes, x: float, ends: object, colour: str, marker: str, top: float) -> None:
    low, median, high = (getattr(ends, name, None) for name in ("low", "median", "high"))
    if median is None:
        return
    drawn = [min(value, top) for value in (low, high) if value is not None]
    if len(drawn) == 2:
        if drawn[1] == top:
            axes.plot(x, top, "^", ms=5, mfc=colour, mec="none", alpha=0.6, zorder=4, clip_on=False)
        axes.plot([x, x], drawn, color=colour, lw=3.6, alpha=0.35, solid_capstyle="butt", zorder=4)
    if math.isfinite(median):
        axes.plot(x, median, marker, ms=6, mfc=colour, mec="white", mew=0.8, zorder=7)
        axes.annotate(digits(f"{median:,.0f}".replace(",", "\u202f")), (x, median), (5, 3), textcoords="offset points",
                      fontsize=7, color=colour, zorder=8)  # fmt: skip
    else:
        axes.annotate(tr("never"), (x, top * 0.42), fontsize=7.4, color=colour, ha="center", va="center", rotation=90)


def _needs(axes: Axes, balance: Balance, styles: dict[str, ViewStyle]) -> None:
    """Interceptors needed over the size of the third party's force."""
    axes.set_title(tr("Interceptors needed, by the number of third-party warheads"), fontsize=9, loc="left", pad=6)
    for curve in balance.needs:
        _curve(axes, curve, styles[curve.view], _name(balance, curve.view))
    axes.set_xlim(0.0, max([10, *(curve.warheads[-1] for curve in balance.needs)]) * 1.0)
    axes.set_ylim(bottom=0.0)
    axes.set_xlabel(tr("third-party warheads to be stopped"), fontsize=8)
    axes.set_ylabel(tr("interceptors"), fontsize=8)
    numerals(axes)
    axes.grid(color=LIGHT, lw=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _curve(axes: Axes, curve: NeedCurve, style: ViewStyle, name: str) -> None:
    known = [(w, n) for w, n in zip(curve.warheads, curve.barrage, strict=True) if n is not None]
    if not known:
        axes.text(
            0.02,
            0.86,
            tr("{view}: no number is enough", view=name),
            transform=axes.transAxes,
            fontsize=7.6,
            color=style.deep,
        )
        return
    axes.plot(*zip(*known, strict=True), color=style.deep, ls=style.dash, lw=1.6)
    last = known[-1]
    said = f"{name} ({digits(f'{100 * curve.confidence:g}')} %)"
    if last[0] < curve.warheads[-1]:
        said += "\n" + tr("above {warheads}: no number is enough", warheads=last[0])
    axes.annotate(said, last, (6, 0), textcoords="offset points", fontsize=7.4, color=style.deep, va="center",
                  annotation_clip=False)  # fmt: skip
    for warheads, need in known:
        if warheads == curve.wanted:
            axes.plot(warheads, need, style.marker, ms=6, mfc=style.colour, mec="white", mew=0.8, zorder=5)


def _words(figure: Figure, balance: Balance) -> None:
    needed, fails = tr("needed against the third party"), tr("rule of the deterring side fails")
    handles: Sequence[Line2D | Patch] = [
        Line2D([], [], color=NEED, marker="o", mec="white", lw=3, alpha=0.9, label=needed),
        Line2D([], [], color=FAIL, marker="s", mec="white", lw=3, alpha=0.9, label=fails),
        Line2D([], [], color=FAIL, ls=(0, (1, 1)), lw=1.2, label=tr("the same at one shot each")),
        Line2D([], [], color=PLAN, lw=2.4, label=tr("planned")),
        Line2D([], [], color=INK, marker="_", ms=12, mew=2.4, ls="none", label=tr("in reach of the deterrent")),
        Patch(color=ROOM, label=tr("serves both")),
    ]
    legend = figure.legend(handles=handles, loc="upper left", bbox_to_anchor=(0.05 / WIDTH, 1 - 0.36 / HEIGHT), ncols=6,
                           frameon=False, fontsize=7.8, handlelength=2.0, columnspacing=1.3)  # fmt: skip
    fit_legend(legend, WIDTH - 0.1)
    open_ones = sum(row.why == DEPENDS for row in balance.windows)
    note = tr(
        "Marks: central values. Bars: least and greatest over the stated ranges; an arrow where no number does. "
        "{open} of {all} verdicts depend on the ranges.\nChances of a kill, survival shares and "
        "what counts as sufficient are inputs of each view, most of them assumptions: the table of inputs says which.\n"
        "In reach: interceptors whose site has time for at least one flight of the deterrent, and all that stand "
        "outside the approach.",
        open=open_ones,
        all=len(balance.windows),
    )
    framed(figure, tr("Compatibility window: {title}", title=balance.title), note)
    figure.add_artist(Line2D([0.12 / WIDTH, 1 - 0.12 / WIDTH], [0.5 / HEIGHT] * 2, color=PALE, lw=0.6))
