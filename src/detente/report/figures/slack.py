"""The slack of every site of a phase against every force of the deterrent: low, median and high under each view."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from detente.assessment.result import Assessment, BalanceRow
from detente.assessment.rows import Seconds
from detente.messages import tr
from detente.report import words
from detente.report.figures.style import GREY, INK, LIGHT, PALE, ViewStyle, drawing, paper, view_styles
from detente.report.figures.wrapping import fit, fit_legend, folded, letters

ROW, HEAD, TOP, BOTTOM = 0.36, 0.34, 0.95, 0.95  # [inches] height of a row, of a group's name, of the margins
LEFT, RIGHT, WIDTH = 2.9, 0.75, 9.8  # [inches]
GUTTER = 0.075  # share of the axis on the left kept for "never"
LEAST_SPAN_S = 120.0
NICE_S = (20, 50, 100, 200, 250, 500)


@dataclass(frozen=True)
class Group:
    """One site: its rows that have any finite slack, and the forces it never reaches under any view."""

    title: str
    rows: tuple[tuple[str, dict[str, BalanceRow]], ...]
    never: tuple[str, ...]


@dataclass(frozen=True)
class Scale:
    """The time axis [s]: ends of the numbers, and where the column for "never" stands."""

    low: float
    high: float

    @property
    def never(self) -> float:
        """Where marks for "never" stand."""
        return self.low - GUTTER * (self.high - self.low)


def slack(assessment: Assessment, phase: int) -> Figure:
    """In time or too late? One line for each site and force, one bar for each view."""
    styles = view_styles(assessment)
    groups = grouped(assessment, phase)
    scale = _scale([row.slack_s for group in groups for _, rows in group.rows for row in rows.values()])
    tall = TOP + BOTTOM + sum(HEAD + ROW * (len(group.rows) + bool(group.never)) for group in groups)
    with drawing():
        figure = paper(WIDTH, tall)
        axes = figure.add_axes((LEFT / WIDTH, BOTTOM / tall, 1 - (LEFT + RIGHT) / WIDTH, (tall - TOP - BOTTOM) / tall))
        axes.set_ylim(tall - TOP - BOTTOM, 0.0)
        axes.set_xlim(scale.low - 2 * GUTTER * (scale.high - scale.low), scale.high)
        _ground(axes, scale, tall - TOP - BOTTOM)
        at = 0.0
        for group in groups:
            at = _draw_group(axes, assessment, group, at, scale, styles)
        year = assessment.phases[phase]["year"]
        title = tr("Phase {phase} ({year}): slack of each site against each force", phase=phase, year=year)
        figure.text(
            0.12 / WIDTH, 1 - 0.12 / tall, title,
            fontsize=12, fontweight="bold", va="top",
        )  # fmt: skip
        _legend(figure, assessment, styles, tall)
    return figure


def grouped(assessment: Assessment, phase: int) -> tuple[Group, ...]:
    """The rows of a phase by site; forces out of reach for ever under every view are only named."""
    sites: dict[tuple[str, str], dict[str, dict[str, BalanceRow]]] = {}
    for row in assessment.balance:
        if row.phase == phase:
            sites.setdefault((row.interceptor, row.site), {}).setdefault(row.deterrent, {})[row.view] = row
    groups = []
    for (interceptor, where), forces in sites.items():
        never = {force for force, rows in forces.items() if all(nowhere(row.slack_s) for row in rows.values())}
        shown = tuple((force, rows) for force, rows in forces.items() if force not in never)
        left = tuple(force for force in forces if force in never)
        groups.append(Group(words.site(assessment, interceptor, where), shown, left))
    return tuple(groups)


def worth_drawing(assessment: Assessment, phase: int) -> bool:
    """Is there any finite slack to draw in this phase?"""
    return any(group.rows for group in grouped(assessment, phase))


def nowhere(times: Seconds) -> bool:
    """No slack at any end of the ranges: no interceptor gets there."""
    return times.low is None and times.median is None and times.high is None


def _scale(times: list[Seconds]) -> Scale:
    known = [end for said in times for end in (said.low, said.median, said.high) if end is not None]
    low, high = min([-LEAST_SPAN_S, *known]), max([LEAST_SPAN_S, *known])
    room = 0.06 * (high - low)
    return Scale(low - room, high + room)


def _ground(axes: Axes, scale: Scale, depth: float) -> None:
    """The two sides of zero, the ticks, the column for "never"."""
    axes.axvspan(scale.low, 0.0, color="#f1f3f4", lw=0, zorder=0)
    axes.axvspan(0.0, scale.high, color="#faf6ee", lw=0, zorder=0)
    axes.axvline(0.0, color=INK, lw=1.2, zorder=3)
    step = next((nice for nice in NICE_S if (scale.high - scale.low) / nice <= 9), NICE_S[-1])
    ticks = np.arange(np.ceil(scale.low / step) * step, scale.high, step)
    axes.set_xticks([scale.never, *ticks])
    axes.set_xticklabels([tr("never"), *(words.seconds(float(tick), with_unit=not tick) for tick in ticks)])
    for tick in ticks:
        axes.axvline(tick, color=LIGHT, lw=0.6, zorder=1)
    axes.axvline(scale.never, color=LIGHT, lw=0.6, zorder=1)
    axes.tick_params(axis="x", labelsize=8, length=0, pad=4)
    axes.set_yticks([])
    for side in ("left", "right", "top", "bottom"):
        axes.spines[side].set_visible(False)
    for x, said, side in ((-0.012, tr("too late"), "right"), (0.012, tr("in time"), "left")):
        axes.text(
            x * (scale.high - scale.low),
            -0.07,
            said,
            fontsize=8.5,
            fontstyle="italic",
            color=GREY,
            ha=side,
            va="bottom",
        )
    axes.text(
        scale.high + 0.012 * (scale.high - scale.low),
        -0.07,
        tr("central [s]"),
        fontsize=7.6,
        color=GREY,
        va="bottom",
        clip_on=False,
    )
    reading = axes.set_xlabel(
        tr("slack: latest useful minus earliest possible interceptor launch"), fontsize=8, labelpad=4
    )
    fit(reading, WIDTH - LEFT - RIGHT)


def _draw_group(
    axes: Axes, assessment: Assessment, group: Group, at: float, scale: Scale, styles: dict[str, ViewStyle]
) -> float:
    """One site with its forces; returns where the next one begins."""
    left = axes.get_xlim()[0]
    reach = left - (LEFT - 0.14) / (WIDTH - LEFT - RIGHT) * (axes.get_xlim()[1] - left)
    axes.text(reach, at + HEAD - 0.07, group.title, fontsize=9, fontweight="bold", va="bottom", clip_on=False)
    axes.plot([reach, axes.get_xlim()[1]], [at + HEAD - 0.05] * 2, color=PALE, lw=0.7, clip_on=False, zorder=2)
    at += HEAD
    for force, rows in group.rows:
        axes.text(
            left - 0.01 * (scale.high - left),
            at + ROW / 2,
            folded(words.name(assessment, force), 42),
            fontsize=8,
            ha="right",
            va="center",
        )
        for index, (view, style) in enumerate(styles.items()):
            if view in rows:
                _draw_bar(axes, rows[view].slack_s, at + ROW * (index + 1) / (len(styles) + 1), scale, style)
        at += ROW
    if group.never:
        named = words.listed([words.name(assessment, force) for force in group.never])
        all_of_them = not group.rows and len(group.never) > 2
        said = (
            tr("never under any view: all {forces} forces", forces=len(group.never))
            if all_of_them
            else tr("never under any view: {forces}", forces=named)
        )
        axes.text(
            reach, at + ROW / 2, _fold(said), fontsize=7.6, color=GREY, va="center", fontstyle="italic", clip_on=False
        )
        at += ROW
    return at


def _fold(said: str) -> str:
    """At most two lines."""
    most = letters(130)
    if len(said) <= most:
        return said
    cut = said.rfind(" ", 0, most)
    return f"{said[:cut]}\n{said[cut + 1 :]}"


def _draw_bar(axes: Axes, times: Seconds, y: float, scale: Scale, style: ViewStyle) -> None:
    """Low to high as a bar that begins at "never" where the low end does; the median as a mark and a number."""
    end = scale.high + 0.012 * (scale.high - scale.low)
    said = words.seconds(times.median, with_unit=False)
    axes.text(end, y, said, fontsize=7.6, color=style.deep, va="center", clip_on=False)
    if times.high is not None:
        low = scale.low if times.low is None else times.low
        if times.low is None:
            axes.plot([scale.never, low], [y, y], color=style.deep, lw=1.1, ls=(0, (1, 1.5)), zorder=4)
            axes.plot(scale.never, y, "|", ms=6, mec=style.deep, mew=1.2, zorder=5)
        axes.plot([low, times.high], [y, y], color=style.colour, lw=4.2, alpha=0.42, solid_capstyle="butt", zorder=4)
        axes.plot([low, times.high], [y, y], color=style.deep, lw=1.1, ls=style.dash, zorder=4.5)
    if times.median is None:
        axes.plot(scale.never, y, "x", ms=4.5, mec=style.deep, mew=1.3, zorder=5)
    else:
        axes.plot(times.median, y, style.marker, ms=5.6, mfc=style.colour, mec="white", mew=0.7, zorder=6)


def _legend(figure: Figure, assessment: Assessment, styles: dict[str, ViewStyle], tall: float) -> None:
    handles = [
        Line2D([], [], color=style.deep, ls=style.dash, lw=1.2, marker=style.marker, mfc=style.colour, mec="white",
               ms=6, label=words.view_title(assessment, view))
        for view, style in styles.items()
    ]  # fmt: skip
    handles.append(
        Line2D([], [], color=GREY, ls="none", marker="x", ms=4.5, mew=1.3, label=tr("never: no interceptor gets there"))
    )
    legend = figure.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0.06 / WIDTH, 1 - 0.34 / tall), ncols=4, frameon=False,
        fontsize=8.5, handlelength=3.0,
    )  # fmt: skip
    fit_legend(legend, WIDTH - 0.12)
    note = tr(
        "Mark and number on the right: the central values, middle of all launch places and aim points. Bar: from the "
        "least to the greatest over the\nstated ranges, launch places and aim points. "
        "A dotted start means that the low end is never."
    )
    fit(figure.text(0.12 / WIDTH, 0.08 / tall, note, fontsize=7, color=GREY, va="bottom"), WIDTH - 0.24)
