"""Counts over time on one sheet: one panel a counting rule, ceilings as steps, gaps as gaps.

The axes are linear from zero: the question is how many, and a logarithm would make large cuts look small. States that
a common scale would press onto the axis have a panel of their own.
"""

import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from detente.assessment.history_result import Ceiling, ForcesHistory, Mark, Panel, Series
from detente.messages import mark, tr
from detente.report import words
from detente.report.figures.style import GREY, INK, LIGHT, PALE, drawing, paper
from detente.report.figures.wrapping import fit, folded, letters
from detente.report.figures.years import count, decimal_year, in_words, round_step

WIDTH, SIDE = 12.6, 0.55  # [inches]
HEAD, PANEL, BETWEEN, FOOT = 0.62, 2.55, 1.02, 0.66  # [inches] heights
NAMES = 0.95  # [inches] at the right of each panel, for the names of countries
GAP = 0.72  # [inches] between panels of one row
ROWS = (("stockpiles", "other-stockpiles"), ("strategic", "start-1"),
        ("new-start-warheads", "new-start-vehicles", "new-start-launchers"))  # fmt: skip
COLOURS = {
    mark("United States"): ("#2f6db5", "o"), mark("Russia"): ("#b3372e", "s"), mark("China"): ("#a65306", "D"),
    mark("France"): ("#14664f", "^"), mark("United Kingdom"): ("#643a87", "v"), mark("India"): ("#8a6d00", "P"),
    mark("Pakistan"): ("#3f7d3a", "X"), mark("Israel"): ("#4a6a8a", "<"), mark("North Korea"): ("#7a1f3d", ">"),
    mark("South Africa"): ("#555555", "*"),
}  # fmt: skip
CEILING = "#2b2b2b"
HALO = [withStroke(linewidth=2.4, foreground="#fffffff0")]


def history(found: ForcesHistory) -> Figure:
    """The sheet of all panels."""
    by_key = {panel.key: panel for panel in found.panels}
    rows = [[by_key[key] for key in row if key in by_key] for row in ROWS]
    rows = [row for row in rows if row]
    tall = HEAD + len(rows) * (PANEL + BETWEEN) + FOOT
    with drawing():
        figure = paper(WIDTH, tall)
        title = tr("Nuclear forces since {year}", year=found.since)
        figure.text(0.2 / WIDTH, 1 - 0.14 / tall, title, fontsize=14, fontweight="bold", va="top")
        for number, row in enumerate(rows):
            bottom = tall - HEAD - (number + 1) * (PANEL + BETWEEN) + 0.36
            _draw_row(figure, row, bottom, tall)
        _foot(figure, found, tall)
    return figure


def _draw_row(figure: Figure, row: Sequence[Panel], bottom: float, tall: float) -> None:
    width = (WIDTH - 2 * SIDE - (len(row) - 1) * GAP) / len(row)
    for place, panel in enumerate(row):
        left = SIDE + place * (width + GAP)
        axes = figure.add_axes((left / WIDTH, bottom / tall, width / WIDTH, PANEL / tall))
        _draw_panel(axes, panel, width)


def _draw_panel(axes: Axes, panel: Panel, width: float) -> None:
    _frame(axes, panel, width)
    for ceiling in panel.ceilings:
        _draw_ceiling(axes, panel, ceiling)
    for series in panel.series:
        _draw_series(axes, series)
    _name_series(axes, panel)
    name = folded(tr(panel.title), round(13 * width))
    title = axes.annotate(name, (0, 1), (0, 27), xycoords="axes fraction", textcoords="offset points",
                          fontsize=10.5, fontweight="bold", va="bottom")  # fmt: skip
    fit(title, width)
    said = "\n".join(textwrap.wrap(f"{tr(panel.unit)}; {tr(panel.counted)}", letters(round(width * 17.5))))
    axes.annotate(said, (0, 1), (0, 24), xycoords="axes fraction", textcoords="offset points", fontsize=7.2,
                  color=GREY, va="top", linespacing=1.25)  # fmt: skip


def _frame(axes: Axes, panel: Panel, width: float) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    first, last = _span(panel)
    wide = max(1.0, last - first)
    room = NAMES / (width - NAMES)
    axes.set_xlim(first - 0.01 * wide, last + room * wide)
    top = max([_most(panel), *(ceiling.limit for ceiling in panel.ceilings if _drawn(ceiling))])
    axes.set_ylim(0.0, 1.1 * top)
    axes.set_autoscale_on(False)
    axes.tick_params(length=0, labelsize=8, pad=3, colors=GREY)
    step = round_step(top / 4.5)
    ticks = [step * number for number in range(1, int(1.1 * top / step) + 1)]
    axes.set_yticks([0, *ticks], ["0", *(count(tick) for tick in ticks)])
    for tick in ticks:
        axes.axhline(tick, color=LIGHT, lw=0.6, zorder=0)
    every = next(years for years in (1, 2, 5, 10, 20) if wide / years <= 8)
    shown = [year for year in range(int(first) - 1, int(last) + 1) if year % every == 0 and first - 0.01 <= year]
    axes.set_xticks(shown, [str(year) for year in shown])


def _span(panel: Panel) -> tuple[float, float]:
    """First and last year with a figure, or a ceiling with a beginning."""
    dates = [decimal_year(mark.date) for series in panel.series for mark in series.marks if mark.value is not None]
    for ceiling in panel.ceilings:
        dates += [decimal_year(date) for date in (ceiling.due, ceiling.in_force_from, ceiling.in_force_to) if date]
    return min(dates), max(dates)


def _most(panel: Panel) -> int:
    return max((mark.value for series in panel.series for mark in series.marks if mark.value is not None), default=1)


# Series


def _draw_series(axes: Axes, series: Series) -> None:
    """Lines along stretches; points for single dates; an open mark under the axis where a figure is missing."""
    colour, marker = COLOURS.get(series.country, (INK, "o"))
    dense = len(series.marks) > 40
    for first, after in series.stretches:
        marks = series.marks[first:after]
        x, y = [decimal_year(mark.date) for mark in marks], [float(mark.value or 0) for mark in marks]
        alone = after - first == 1
        other = "estimate" in series.counted and marks[0].sources != series.marks[0].sources
        hollow = other or "author" in series.counted
        axes.plot(
            x, y, color=colour, lw=1.7 if dense else 1.3, marker=marker if alone or not dense else None,
            ms=4.6 if alone else 3.2, mfc="white" if hollow else colour, mec=colour, mew=1.0,
            zorder=5, solid_capstyle="round",
        )  # fmt: skip
    for gap in series.gaps:
        axes.plot(decimal_year(gap.date), 0.0, marker="|", ms=7, mec=colour, mew=1.2, clip_on=False, zorder=6)


def _name_series(axes: Axes, panel: Panel) -> None:
    """Each country's name with its last figure, right of all figures, pushed apart where two would meet."""
    last: dict[str, Mark] = {}
    for series in panel.series:
        for one in series.marks:
            if one.value is not None and one.date >= last.get(series.country, one).date:
                last[series.country] = one
    bottom, top = axes.get_ylim()
    least = 0.067 * (top - bottom)
    at, x = -0.5 * least, _span(panel)[1]
    for country, one in sorted(last.items(), key=lambda item: item[1].value or 0):
        at = max(float(one.value or 0), at + least)
        colour, _ = COLOURS.get(country, (INK, "o"))
        name = axes.annotate(
            f"{_short(country)} {count(one.value or 0)} ({one.date[:4]})", (x, at), (8, 0),
            textcoords="offset points", fontsize=7.5, color=colour, va="center", annotation_clip=False, zorder=8,
            path_effects=HALO,
        )  # fmt: skip
        fit(name, NAMES + SIDE - 0.2)


def _short(country: str) -> str:
    return tr({"United States": mark("US"), "United Kingdom": mark("UK")}.get(country, country))


# Ceilings


def _drawn(ceiling: Ceiling) -> bool:
    """Can this ceiling be put on a time axis?"""
    return ceiling.due is not None


def _draw_ceiling(axes: Axes, panel: Panel, ceiling: Ceiling) -> None:
    if ceiling.due is None:
        return
    if not ceiling.binds:
        _draw_never_due(axes, ceiling)
        return
    due, starts = decimal_year(ceiling.due), decimal_year(ceiling.in_force_from or ceiling.due)
    end = decimal_year(ceiling.in_force_to) if ceiling.in_force_to else due + 0.05 * (due - axes.get_xlim()[0])
    stated = ceiling.in_force_to is None  # without an end: a statement that nobody verifies
    axes.plot([due, end], [ceiling.limit] * 2, color=CEILING, lw=2.0, zorder=4, solid_capstyle="butt",
              ls=(0, (1, 1)) if stated else "solid")  # fmt: skip
    axes.plot([starts, due], [ceiling.limit] * 2, color=CEILING, lw=0.9, ls=(0, (3, 3)), zorder=4)
    low = min(mark.value for series in panel.series for mark in series.marks if mark.value is not None)
    height = (0.22 if stated else 0.55) * min(low, ceiling.limit)
    height = max(height, 0.19 * axes.get_ylim()[1]) if not stated else height
    axes.plot([due, due], [height, ceiling.limit], color=PALE, lw=0.8, zorder=1)
    said = {"treaty": ceiling.treaty, "limit": count(ceiling.limit), "due": in_words(ceiling.due)}
    told = (
        tr("{treaty}: {limit}\na statement of {due}", **said)
        if stated
        else tr("{treaty}: {limit}\nfrom {due}\nto {end}", end=in_words(ceiling.in_force_to), **said)
    )
    axes.annotate(told, (due, height), (-3 if stated else 4, 0), textcoords="offset points",
                  fontsize=7.2, color=CEILING, ha="right" if stated else "left", va="top", zorder=8,
                  path_effects=HALO, linespacing=1.25)  # fmt: skip


def _draw_never_due(axes: Axes, ceiling: Ceiling) -> None:
    """A limit that was due on no day of its force: a bracket on the day it would have been due."""
    assert ceiling.due is not None
    due = decimal_year(ceiling.due)
    low = ceiling.limit if ceiling.low is None else ceiling.low
    axes.plot([due, due], [low, ceiling.limit], color=CEILING, lw=1.4, marker="_", ms=8, zorder=4)
    span = words.between(count(low), count(ceiling.limit)) if low < ceiling.limit else count(ceiling.limit)
    said = {"treaty": ceiling.treaty, "span": span, "due": in_words(ceiling.due)}
    told = tr("{treaty}: {span},\ndue {due},\nby a count of its own", **said)
    if ceiling.in_force_to:
        ended = mark("{treaty}: {span},\ndue {due},\nended {end} and never binding,\nby a count of its own")
        told = tr(ended, end=in_words(ceiling.in_force_to), **said)
    axes.annotate(
        told,
        (due, ceiling.limit), (due - 2.5, 0.42 * axes.get_ylim()[1]), textcoords="data", fontsize=7.2, color=CEILING,
        ha="left", va="bottom", zorder=8, linespacing=1.25, path_effects=HALO,
        arrowprops={"arrowstyle": "-", "color": PALE, "lw": 0.8},
    )  # fmt: skip


# Foot


def _foot(figure: Figure, found: ForcesHistory, tall: float) -> None:
    notes = [
        tr(
            "A line joins only figures that follow one another in one series; a tick on the axis marks a date without "
            "a checked figure. Open marks: another source, or an author's estimate. Thick black: the limit binds; "
            "broken: in force, not yet due. One panel, one way of counting: numbers of different panels are not to be "
            "compared."
        ),
        tr("Sources: {sources}. Each figure with its own source: history.csv.", sources=_sources(found)),
    ]
    lines = [line for note in notes for line in textwrap.wrap(note, letters(205))]
    figure.text(0.2 / WIDTH, 0.1 / tall, "\n".join(lines), fontsize=7, color=GREY, va="bottom", linespacing=1.35)


def _sources(found: ForcesHistory) -> str:
    names = {
        "fas-inventories-2023": mark("Kristensen, Korda, Norris and Reynolds (FAS) via Our World in Data, CC BY 4.0"),
        "fas-status-2023": mark("FAS via Our World in Data, CC BY 4.0"),
        "suh-2023": mark("Suh, Strategic Nuclear Forces Dataset via Our World in Data, CC BY 4.0"),
        "fas-start-mou": mark("START memorandum (FAS)"),
        "podvig-2009-10": "russianforces.org",
    }
    said = [tr(name) for source, name in names.items() if source in found.sources]
    if any(panel.key.startswith("new-start") for panel in found.panels):
        said.append(tr("New START declarations as reprinted in the press and by both governments"))
    return "; ".join(said)
