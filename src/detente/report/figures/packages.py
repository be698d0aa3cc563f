"""What packages give the two sides, each in its own view: all, the front, the picks, the proposals of the record."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from detente.assessment.search_result import SearchResult
from detente.messages import mark, tr
from detente.report.chosen_words import choice_text, rule_letter, where_it_stands
from detente.report.figures.style import GREY, INK, LIGHT, PALE, drawing, framed, named_styles, numerals, paper
from detente.report.figures.wrapping import fit_legend, wrapped

WIDTH, HEIGHT, LEFT, BOTTOM, SIDE, TOP = 11.4, 6.6, 0.8, 0.95, 4.75, 0.95  # [inches]
MOST = 6  # relaxations named beside the chart
LINE, FOOT = 0.15, 0.5  # [inches] of a line beside the chart, and what stays free below the last one
NEAR = 26.0  # [pixels] points closer than this share one label
NAME = 62  # letters of a line beside the chart
PROPOSALS, PICKS = mark("Proposals of the record"), mark("What rules pick among those that pass")
PASSES, FAILS, FRONT = "#2a9a7a", "#c3c9cf", "#14664f"


@dataclass(frozen=True)
class Mark:
    """One package named in the chart: where it lies, what is written on it, what it is called, what it chooses."""

    x: float
    y: float
    sign: str
    name: str
    under: str
    passes: bool
    pick: bool


@dataclass(frozen=True)
class Entry:
    """One piece of text beside the chart; after: room below it, in lines."""

    sign: str
    text: str
    colour: str
    size: float
    bold: bool
    after: float

    @property
    def lines(self) -> float:
        """How much room it takes, in lines."""
        return self.text.count("\n") + 1 + self.after


def packages(found: SearchResult) -> Figure:
    """Gain of one side against gain of the other, in each one's own view; no agreement lies where the lines cross."""
    marks = list(named(found))
    entries = _entries(found, marks)
    tall = max(HEIGHT, TOP + LINE * sum(entry.lines for entry in entries) + FOOT)
    with drawing():
        figure = paper(WIDTH, tall)
        wide = WIDTH - LEFT - SIDE
        axes = figure.add_axes((LEFT / WIDTH, BOTTOM / tall, wide / WIDTH, (tall - BOTTOM - TOP) / tall))
        _cloud(axes, found)
        _front(axes, found)
        _frame(axes, found)
        _marks(axes, marks)
        _list(figure, entries, tall)
        _key(figure, found, tall)
        note = tr(
            "Gain: the weighted mean of what a side scores by (0 to 1, equal weights unless the file says otherwise), "
            "less that without an agreement; each side judges in its own\nview, after transparency. Weights and scale "
            "are choices: distances tell little, order more. Passing: needs, red lines, treaties, nobody worse off."
        )
        figure.text(0.12 / WIDTH, 1 - 0.42 / tall, wrapped(tr(found.title), 140, 1), fontsize=8.4, color=GREY, va="top")
        framed(figure, _title(found), note)
    return figure


def _title(found: SearchResult) -> str:
    """How many packages pass."""
    passing, possible = found.counts["passing"], found.counts["possible"]
    if not passing:
        return tr("None of {possible:,} packages passes every demand of both sides", possible=possible)
    return tr(
        "{passing:,} of {possible:,} packages pass every demand of both sides", passing=passing, possible=possible
    )


def named(found: SearchResult) -> Iterator[Mark]:
    """The proposals of record by number, then what rules pick by letter; a package picked by several rules once."""
    for number, row in enumerate(found.alternatives, 1):
        x, y = _at(row.package.gain)
        yield Mark(x, y, str(number), tr(row.name), where_it_stands(found, row), row.package.passes, pick=False)
    picked: dict[int, list[str]] = {}
    for pick in found.picks:
        for package in pick.packages[:1]:
            picked.setdefault(package, []).append(pick.rule)
    for package, rules in picked.items():
        row_ = found.package(package)
        sign = "".join(rule_letter(rule) for rule in rules)
        yield Mark(
            *_at(row_.gain),
            sign,
            ", ".join(tr(rule) for rule in rules),
            choice_text(found, row_.choice),
            row_.passes,
            pick=True,
        )


def _at(gain: dict[str, float]) -> tuple[float, float]:
    return gain["deterring"], gain["defending"]


def _cloud(axes: Axes, found: SearchResult) -> None:
    for passing, colour, size, order in ((False, FAILS, 9, 2), (True, PASSES, 22, 3)):
        rows = [_at(row.gain) for row in found.cloud if (row.passing > 0) == passing]
        if rows:
            x, y = np.array(rows).T
            axes.scatter(x, y, s=size, c=colour, lw=0, alpha=0.75, zorder=order)


def _front(axes: Axes, found: SearchResult) -> None:
    rows = sorted({_at(row.gain) for row in found.packages if row.front})
    if rows:
        axes.plot(*np.array(rows).T, color=FRONT, lw=1.4, marker="o", ms=4.5, mfc=FRONT, mec="white", mew=0.5, zorder=5)


def _marks(axes: Axes, marks: list[Mark]) -> None:
    """A ring at every point named; the signs of those close together stand in one label beside the first of them."""
    places = axes.transData.transform(np.array([(mark.x, mark.y) for mark in marks]).reshape(-1, 2))
    near: list[list[int]] = []
    for number, place in enumerate(places):
        home = next((group for group in near if np.hypot(*(places[group[0]] - place)) < NEAR), None)
        if home is None:
            near.append([number])
        else:
            home.append(number)
    for one in marks:
        axes.plot(one.x, one.y, "o", ms=7, mfc="white", mec=FRONT if one.passes else INK, mew=1.5, zorder=6)
    for turn, group in enumerate(sorted(near, key=lambda group: tuple(places[group[0]]))):
        first = marks[group[0]]
        colour = FRONT if all(marks[number].passes for number in group) else INK
        up = 1 if turn % 2 else -1
        axes.annotate("\u2009 ".join(marks[number].sign for number in group), (first.x, first.y), (9, 9 * up),
                      textcoords="offset points", fontsize=9, fontweight="bold", color=colour, zorder=8, ha="left",
                      va="bottom" if up > 0 else "top",
                      arrowprops={"arrowstyle": "-", "color": colour, "lw": 0.7, "shrinkA": 1.0, "shrinkB": 3.0},
                      bbox={"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none", "alpha": 0.85})  # fmt: skip


def _frame(axes: Axes, found: SearchResult) -> None:
    styles = named_styles(found.views)
    for role, label in (("deterring", axes.set_xlabel), ("defending", axes.set_ylabel)):
        label(tr("Gain of {side}, in its own view", side=found.sides[role]), color=styles[role].deep, fontsize=9)
    axes.axhline(0.0, color=PALE, lw=1.0, zorder=1)
    axes.axvline(0.0, color=PALE, lw=1.0, zorder=1)
    axes.plot(0.0, 0.0, "+", ms=13, color=INK, mew=1.6, zorder=7)
    axes.grid(color=LIGHT, lw=0.6)
    axes.set_axisbelow(True)
    numerals(axes)
    axes.margins(0.09)
    axes.autoscale_view()
    axes.tick_params(length=0, labelsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _entries(found: SearchResult, marks: list[Mark]) -> list[Entry]:
    """What stands beside the chart: what the signs mean, or which demands would have to go."""
    entries: list[Entry] = []
    for heading, picks in ((PROPOSALS, False), (PICKS, True)):
        rows = [one for one in marks if one.pick == picks]
        entries += [Entry("", tr(heading), INK, 8.4, bold=False, after=0.35)] * bool(rows)
        for one in rows:
            colour = FRONT if one.passes else INK
            entries.append(Entry(one.sign, wrapped(one.name, NAME, 2), colour, 7.3, bold=True, after=0.0))
            entries.append(Entry("", wrapped(one.under, NAME, 3), GREY, 6.8, bold=False, after=0.35))
    if not found.counts["passing"]:
        heading = tr("Nothing passes. Which demands would have to go")
        entries.append(Entry("", heading, INK, 8.4, bold=False, after=0.35))
        for row in found.relaxations[:MOST]:
            said = tr(
                "{packages:,} would pass without: {demands}", packages=row.packages, demands=", ".join(row.demands)
            )
            entries.append(Entry("", wrapped(said, NAME, 3), GREY, 6.8, bold=False, after=0.1))
    return entries


def _list(figure: Figure, entries: list[Entry], tall: float) -> None:
    x, y = 1 - (SIDE - 0.3) / WIDTH, 1 - TOP / tall
    for entry in entries:
        indent = 0.0 if entry.size > 8.0 else 0.42 / WIDTH
        weight = "bold" if entry.bold else "normal"
        figure.text(x, y, entry.sign, fontsize=entry.size, fontweight="bold", color=entry.colour, va="top")
        figure.text(x + indent, y, entry.text, fontsize=entry.size, color=entry.colour, fontweight=weight, va="top",
                    linespacing=1.12)  # fmt: skip
        y -= entry.lines * LINE / tall


def _key(figure: Figure, found: SearchResult, tall: float) -> None:
    handles = [
        Line2D([], [], marker="+", ms=10, mew=1.6, color=INK, ls="", label=tr("no agreement, {year}", year=found.year)),
        Line2D([], [], marker="o", ms=3.5, color=FAILS, ls="", label=tr("misses a demand")),
        Line2D([], [], marker="o", ms=5, color=PASSES, ls="", label=tr("passes")),
        Line2D(
            [], [], marker="o", ms=4.5, color=FRONT, lw=1.4, label=tr("front: nothing that passes is better for both")
        ),
    ]
    legend = figure.legend(handles=handles, loc="lower left", bbox_to_anchor=(LEFT / WIDTH, 0.38 / tall), ncols=4,
                           fontsize=7.3, frameon=False, handletextpad=0.4, columnspacing=1.6,
                           borderaxespad=0.0)  # fmt: skip
    fit_legend(legend, WIDTH - LEFT - 0.1)
