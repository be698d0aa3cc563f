"""Paths of reduction: one panel a path, areas by leg, the limit as a line, reported figures as diamonds.

The axis is linear from zero, because areas show amounts. Panels of one party stand in one row.
"""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from detente.assessment.reduction_result import ReductionPath, Reductions
from detente.messages import day, mark, tr
from detente.report import words
from detente.report.figures.style import GREY, INK, LIGHT, MISSILE, PALE, drawing, paper
from detente.report.figures.wrapping import letters
from detente.report.figures.years import count, decimal_year, in_words, round_step

SIDE, PANEL_WIDTH, GAP = 0.62, 3.5, 0.72  # [inches]
HEAD, PANEL, BETWEEN, FOOT = 0.16, 2.35, 1.28, 0.78  # [inches] heights
COLUMNS = 3
ALONE = 6.4  # [inches] width of a single panel
TONES = ("#2f5f8f", "#5f93bf", "#9dbfd9", "#c5d9e8", "#7d8fa0", "#b3bfc9")
UNKNOWN = "#b9c0c7"
LIMIT = "#1d1d1d"
PACES = {"steady": mark("the same number a year"), "by-deadline": mark("everything on the last day")}
HALO = [withStroke(linewidth=2.2, foreground="#fffffff0")]


def reductions(found: Reductions) -> Figure:
    """The sheet of all paths."""
    rows = _rows(found.paths)
    columns = max(len(row) for row in rows)
    each = ALONE if columns == 1 else PANEL_WIDTH
    wide = 2 * SIDE + columns * each + (columns - 1) * GAP
    title = textwrap.wrap(tr(found.title), letters(round(wide * 9.2)))
    head = HEAD + 0.22 * len(title)
    tall = head + len(rows) * (PANEL + BETWEEN) + FOOT
    with drawing():
        figure = paper(wide, tall)
        figure.text(0.2 / wide, 1 - 0.14 / tall, "\n".join(title), fontsize=13, fontweight="bold", va="top")
        for down, row in enumerate(rows):
            bottom = tall - head - (down + 1) * (PANEL + BETWEEN) + 0.42
            for across, path in enumerate(row):
                left = SIDE + across * (each + GAP)
                axes = figure.add_axes((left / wide, bottom / tall, each / wide, PANEL / tall))
                _draw(axes, path, each)
        _foot(figure, found, wide, tall)
    return figure


def _rows(paths: Sequence[ReductionPath]) -> list[list[ReductionPath]]:
    """Paths by party, so many side by side."""
    rows = []
    for party in dict.fromkeys(path.party for path in paths):
        own = [path for path in paths if path.party == party]
        rows += [own[first : first + COLUMNS] for first in range(0, len(own), COLUMNS)]
    return rows


def _draw(axes: Axes, path: ReductionPath, width: float) -> None:
    """One path with its words."""
    days = [decimal_year(point.day) for point in path.points]
    _frame(axes, path, days)
    _draw_held(axes, path, days)
    _draw_low(axes, path, days)
    _draw_observed(axes, path)
    _draw_limits(axes, path, days)
    named = tr(path.counted) if path.party == "given" else f"{tr(path.party)}: {tr(path.counted)}"
    shown = textwrap.wrap(named, letters(round(width * 13.0)))
    axes.annotate("\n".join(shown), (0, 1), (0, 30), xycoords="axes fraction", textcoords="offset points",
                  fontsize=8.8, fontweight="bold", va="bottom", linespacing=1.15)  # fmt: skip
    said = tr(
        "{held} ({begins}) to {left}; {rules}",
        held=count(path.held), begins=day(str(path.begins)), left=count(path.points[-1].total), rules=_rules(path),
    )  # fmt: skip
    told = "\n".join(textwrap.wrap(said, letters(round(width * 16.5)))[:2])
    axes.annotate(told, (0, 1), (0, 26), xycoords="axes fraction",
                  textcoords="offset points", fontsize=7.2, color=GREY, va="top", linespacing=1.25)  # fmt: skip


def _rules(path: ReductionPath) -> str:
    pace = tr(PACES[path.pace])
    if not path.legs:
        gap = tr(path.gap) if path.gap else tr("legs not given")
        return f"{pace}; {gap}"
    if path.rule == "equal-shares":
        return f"{pace}, {tr('every leg by the same share')}"
    order = tr("first cut: {legs}", legs=", ".join(tr(leg) for leg in path.order))
    return f"{pace}, {order}"


def _frame(axes: Axes, path: ReductionPath, days: Sequence[float]) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    last = max([days[-1], *(decimal_year(mark.date) for mark in path.observed if mark.value is not None)])
    wide = last - days[0]
    axes.set_xlim(days[0] - 0.05 * wide, last + 0.1 * wide)
    top = max([path.held, *(limit.at_most for limit in path.limits), *_observed(path), 1])
    axes.set_ylim(0.0, 1.08 * top)
    axes.set_autoscale_on(False)
    axes.tick_params(length=0, labelsize=7.5, pad=3, colors=GREY)
    step = round_step(top / 4.5)
    ticks = [step * number for number in range(int(1.08 * top / step) + 1)]
    axes.set_yticks(ticks, [count(tick) for tick in ticks])
    for tick in ticks[1:]:
        axes.axhline(tick, color=LIGHT, lw=0.6, zorder=0)
    every = next(years for years in (1, 2, 5, 10, 20, 50) if wide / years <= 7)
    first, end = int(days[0] - 0.05 * wide) + 1, int(last + 0.1 * wide)
    years = [year for year in range(first, end + 1) if year % every == 0]
    axes.set_xticks(years, [str(year) for year in years])


def _draw_held(axes: Axes, path: ReductionPath, days: Sequence[float]) -> None:
    """What is left as an area, its legs from below; a corner on the last day where everything goes on it."""
    x = _stepped(days, path)
    base = [0.0] * len(x)
    for number, leg in enumerate(path.legs or ("",)):
        parts = [float(point.legs[leg] if leg else point.total) for point in path.points]
        top = [low + part for low, part in zip(base, _stepped(parts, path, late=True), strict=True)]
        axes.fill_between(x, base, top, color=TONES[number % len(TONES)] if leg else UNKNOWN, lw=0.0, zorder=2)
        axes.plot(x, top, color="white", lw=0.7, zorder=3)
        base = top
    axes.plot(days, [point.total for point in path.points], "o", ms=2.2, mfc=INK, mec=INK, zorder=4)
    for end, at, side in ((path.points[0], days[0], "left"), (path.points[-1], days[-1], "center")):
        axes.annotate(count(end.total), (at, end.total), (0, 3), textcoords="offset points", fontsize=7.4,
                      fontweight="bold", ha=side, va="bottom", color=INK, zorder=9, path_effects=HALO)  # fmt: skip
    _name_legs(axes, path, days)


def _stepped(values: Sequence[float], path: ReductionPath, *, late: bool = False) -> list[float]:
    """Values along the days, or along the corners of a path that goes down on single days."""
    if path.pace == "steady":
        return list(values)
    corners = [values[0]]
    for before, after in pairwise(values):
        corners += [before, after] if late else [after, after]
    return corners


def _name_legs(axes: Axes, path: ReductionPath, days: Sequence[float]) -> None:
    """The names of the legs at the left of their areas, each with its colour, pushed apart where they would meet."""
    low, high = axes.get_xlim()
    least, at, base = 0.085 * axes.get_ylim()[1], 0.0, 0.0
    for number, (leg, held) in enumerate(path.points[0].legs.items()):
        at = max(base + 0.42 * held, at + least) if number else max(0.42 * held, 0.45 * least)
        base += held
        x = days[0] + 0.03 * (high - low)
        axes.plot(x, at, "s", ms=5, mfc=TONES[number % len(TONES)], mec="white", mew=0.8, zorder=9)
        said = f"{tr(leg)} {count(held)}"
        axes.annotate(said, (x, at), (5, 0), textcoords="offset points", fontsize=6.9, va="center",
                      color=INK, zorder=9, path_effects=HALO)  # fmt: skip


def _draw_low(axes: Axes, path: ReductionPath, days: Sequence[float]) -> None:
    """The way to the lower end of the limit, as marks on the bars."""
    low = [point.low_total for point in path.points]
    known = [float(value) for value in low if value is not None]
    if not known:
        return
    x, y = _stepped(days, path), _stepped(known, path, late=True)
    axes.plot(x, y, color="white", lw=2.2, zorder=6)
    axes.plot(x, y, color=INK, lw=0.9, ls=(0, (3, 2)), zorder=7)
    said = tr("to {left}", left=count(known[-1]))
    axes.annotate(said, (days[-1], known[-1]), (8, -1), textcoords="offset points", fontsize=7.0,
                  color=INK, va="center", annotation_clip=False, zorder=9, path_effects=HALO)  # fmt: skip


def _draw_observed(axes: Axes, path: ReductionPath) -> None:
    """What was reported by the same count: diamonds, joined by nothing; a tick on the axis where it is not known."""
    for one in path.observed:
        at = decimal_year(one.date)
        if one.value is None:
            axes.plot(at, 0.0, marker="|", ms=8, mec=MISSILE, mew=1.2, clip_on=False, zorder=9)
        else:
            axes.plot(at, one.value, "D", ms=4.2, mfc=MISSILE, mec="white", mew=0.6, zorder=8)


def _draw_limits(axes: Axes, path: ReductionPath, days: Sequence[float]) -> None:
    """Each limit from the day it falls due; before the first there is none."""
    left, right = axes.get_xlim()
    dues = [decimal_year(limit.by) for limit in path.limits]
    for limit, due, end in zip(path.limits, dues, [*dues[1:], right], strict=True):
        axes.plot([due, end], [limit.at_most] * 2, color=LIMIT, lw=2.2, zorder=8, solid_capstyle="butt", clip_on=False)
    room_after = right - dues[-1] > 0.3 * (right - left)
    height = 0.0
    for limit, due in reversed(list(zip(path.limits, dues, strict=True))):
        most = count(limit.at_most)
        span = most if limit.low is None else words.between(count(limit.low), most)
        said = tr("{limit}: {span}\nfrom {day}", limit=limit.name, span=span, day=in_words(limit.by))
        above = max(limit.at_most, _highest_near(path, due, axes)) + 0.1 * axes.get_ylim()[1]
        if above > 0.9 * axes.get_ylim()[1]:  # no room above the area: on it
            above = limit.at_most + 0.14 * axes.get_ylim()[1]
        height = max(above, height + 0.2 * axes.get_ylim()[1]) if height else above
        at = (due + 0.01 * (right - left), 0.5 * limit.at_most) if room_after else (due, height)
        axes.annotate(
            said, (due, limit.at_most), at, textcoords="data", fontsize=7.0, color=LIMIT,
            ha="left" if room_after else "right", va="top" if room_after else "bottom", zorder=9, path_effects=HALO,
            linespacing=1.2, arrowprops={"arrowstyle": "-", "color": PALE, "lw": 0.8, "shrinkA": 0, "shrinkB": 1},
        )  # fmt: skip


def _highest_near(path: ReductionPath, due: float, axes: Axes) -> float:
    """The greatest amount drawn in the third of the axis before a day: words go above it."""
    low, high = axes.get_xlim()
    since = due - 0.36 * (high - low)
    drawn = [float(point.total) for point in path.points if since <= decimal_year(point.day) <= due]
    drawn += [float(mark.value) for mark in path.observed
              if mark.value is not None and since <= decimal_year(mark.date) <= due + 0.01]  # fmt: skip
    drawn += [float(limit.at_most) for limit in path.limits if decimal_year(limit.by) < due]
    return max(drawn, default=0.0)


def _foot(figure: Figure, found: Reductions, wide: float, tall: float) -> None:
    notes = [" ".join(_signs(found))]
    if found.case is None:
        notes.append(tr("Assumption, without a source: all numbers were given by hand."))
    elif assumed := [path.id for path in found.paths if path.certainty == "assumed"]:
        notes.append(tr("Assumption, without a source: what is held in {paths}.", paths=", ".join(assumed)))
    titles = [_title(source) for source in found.sources.values()]
    if titles:
        sources = "; ".join(titles[:6])
        if len(titles) > 6:
            sources = tr("{sources} and {rest} more in the table", sources=sources, rest=len(titles) - 6)
        notes.append(tr("Sources: {sources}.", sources=sources))
    lines = [line for note in notes for line in textwrap.wrap(note, letters(round(wide * 16.2)))]
    figure.text(0.2 / wide, 0.08 / tall, "\n".join(lines[:7]), fontsize=6.9, color=GREY, va="bottom", linespacing=1.35)


def _signs(found: Reductions) -> Iterator[str]:
    """What the signs mean, as far as they are drawn."""
    yield tr(
        "Points: what the path leaves at the end of each year, in whole numbers; no forecast. Black: the limit from "
        "the day it falls due; before the first one nothing limits."
    )
    if any(not path.legs for path in found.paths):
        yield tr("Grey: only the total is known.")
    if any(path.points[0].low_total is not None for path in found.paths):
        yield tr("Broken line: the way to the lower end of the limit.")
    if any(path.observed for path in found.paths):
        yield tr("Diamonds: reported by the same count; ticks on the axis: dates without a checked figure.")


def _title(source: dict[str, str | None]) -> str:
    return f"{textwrap.shorten(source['title'] or '', 70, placeholder=' …')} ({tr(source['publisher'] or '')})"


def _observed(path: ReductionPath) -> list[int]:
    return [mark.value for mark in path.observed if mark.value is not None]
