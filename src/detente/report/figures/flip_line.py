"""Where an answer turns when the two most telling numbers move together, with what both views say of them."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from detente.assessment.crux_result import Crux, CruxAnswer, FlipLine, Point
from detente.messages import ENGLISH, language, tr
from detente.report import parted, words
from detente.report.figures.labels import Label, place_labels
from detente.report.figures.style import DPI, GREY, LIGHT, ViewStyle, drawing, named_styles, numerals, paper
from detente.report.figures.wrapping import fit, fit_legend, wrapped

LINES = {"en": 2, "ru": 3}
"""Lines of the name of a view beside its mark, by language."""

HATCHES = {"solid": "", "dashed": "////", "dotted": "....", "dash-dotted": "xxxx"}
"""The side of yes is told apart in grey print too."""


def flip_line(crux: Crux, question: str, *, small: bool = False) -> Figure:
    """At which pairs of values does the answer turn, and where in this plane does each view stand?

    small: for a column of a page, without title and note.
    question: one of the crux whose answer has a pair.
    """
    answer = next(found for found in crux.answers if found.question == question)
    assert answer.pair is not None
    pair, styles = answer.pair, named_styles(crux.views)
    wide, tall, top, bottom, left = (4.2, 3.0, 0.56, 0.46, 0.64) if small else (8.6, 6.4, 1.32, 0.98, 0.85)
    with drawing():
        figure = paper(wide, tall)
        axes = figure.add_axes((left / wide, bottom / tall, 1 - (left + 0.2) / wide, 1 - (top + bottom) / tall))
        _plane(axes, crux, pair, small=small)
        for view in answer.views:
            _shade(axes, pair, view, styles[view])
        for view in answer.views:
            _line(axes, pair, view, styles[view])
        _claims(axes, crux, answer, styles, small=small)
        _legend(figure, crux, answer, styles, (wide, tall), small=small)
        if not small:
            _words(figure, crux, answer, (wide, tall))
    return figure


def _plane(axes: Axes, crux: Crux, pair: FlipLine, *, small: bool) -> None:
    (x_low, x_high), (y_low, y_high) = pair.box
    axes.set_xlim(x_low, x_high)
    axes.set_ylim(y_low, y_high)
    names = [
        (parted.spoken_key(crux, key), f", {words.unit_sign(unit)}" if unit not in ("", "1") else "")
        for key, unit in zip(pair.keys, pair.units, strict=True)
    ]
    across, up = (axes.get_window_extent().width / DPI, axes.get_window_extent().height / DPI)
    fit(axes.set_xlabel(_axis(*names[0], 58 if small else 90), fontsize=8.4), across)
    fit(axes.set_ylabel(_axis(*names[1], 44 if small else 70), fontsize=8.4), up)
    axes.grid(color=LIGHT, lw=0.6)
    axes.set_axisbelow(True)
    numerals(axes)
    axes.tick_params(length=0, labelsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _axis(name: str, unit: str, wide: int) -> str:
    """A name with its unit."""
    return _cut(f"{name}{unit}", wide)


def _cut(text: str, wide: int) -> str:
    """Text cut to its room in English; that of another language gets smaller type instead."""
    return wrapped(text, wide, 1) if language() == ENGLISH else text


def _shade(axes: Axes, pair: FlipLine, view: str, style: ViewStyle) -> None:
    """The side on which the answer is yes, all else as in this view."""
    rows = pair.margin[view]
    known = [abs(value) for row in rows for value in row if value is not None]
    never = -max(known, default=1.0)
    margins = np.array([[never if value is None else value for value in row] for row in rows])
    if not (margins >= 0.0).any():
        return
    levels = [0.0, max(float(margins.max()), 1e-9) * 1.01]
    hatch = HATCHES.get(style.word, "")
    axes.contourf(pair.x, pair.y, margins, levels=levels, colors=[style.colour], alpha=0.13, zorder=1)
    if hatch:
        shaded = axes.contourf(pair.x, pair.y, margins, levels=levels, colors="none", hatches=[hatch], zorder=1)
        shaded.set_edgecolor(style.colour + "60")
        shaded.set_linewidth(0.0)


def _line(axes: Axes, pair: FlipLine, view: str, style: ViewStyle) -> None:
    for line in pair.lines.get(view, ()):
        axes.plot(*zip(*line, strict=True), color=style.deep, ls=style.dash, lw=2.0, zorder=4)


def _claims(axes: Axes, crux: Crux, answer: CruxAnswer, styles: dict[str, ViewStyle], *, small: bool) -> None:
    """What each view says of both, with its ranges as a cross."""
    pair = answer.pair
    assert pair is not None
    labels, marks = [], [point for found in pair.lines.values() for line in found for point in _dense(line)]
    for view in answer.views:
        if view not in pair.claimed:
            continue
        (x, y), style = pair.claimed[view], styles[view]
        across, up = pair.claimed_range.get(view, (None, None))
        for ends, bar in ((across, ((x, x), (y, y))), (up, ((x, x), (y, y)))):
            if ends:
                bar = (ends, bar[1]) if ends is across else (bar[0], ends)
                axes.plot(*bar, color=style.colour, lw=3.6, alpha=0.55, solid_capstyle="butt", zorder=5)
                marks += _dense(list(zip(*bar, strict=True)))
        axes.plot(x, y, style.marker, ms=9, mfc=style.colour, mec="white", mew=1.0, zorder=7, clip_on=False)
        numbers = [parted.number(value, unit) for value, unit in zip((x, y), pair.units, strict=True)]
        told = [wrapped(parted.title(crux, view), 18 if small else 28, LINES[language()])]
        if not small:
            told += ["; ".join(numbers), wrapped(parted.answered(answer, view), 28, 2)]
        labels.append(Label("\n".join(told), x, y, size=7.4 if small else 8.6, weight="bold", colour=style.deep))
    place_labels(axes, labels, points=marks)


def _dense(line: Sequence[Point]) -> list[Point]:
    """Points along a polyline, close enough that a name beside it keeps off."""
    x, y = np.array(line).T
    at, fine = np.arange(len(x)), np.linspace(0, len(x) - 1, 24)
    return list(zip(np.interp(fine, at, x), np.interp(fine, at, y), strict=True))


def _legend(
    figure: Figure,
    crux: Crux,
    answer: CruxAnswer,
    styles: dict[str, ViewStyle],
    size: tuple[float, float],
    *,
    small: bool,
) -> None:
    pair = answer.pair
    assert pair is not None
    handles: list[Line2D | Patch] = []
    for view in answer.views:
        style, name = styles[view], _cut(parted.title(crux, view), 34)
        hatch = HATCHES.get(style.word, "")
        turns = bool(pair.lines.get(view))
        line = name if small else _turns(name, here=turns)
        handles.append(Line2D([], [], color=style.deep, ls=style.dash, lw=2.0, label=line))
        shade = tr("shaded: {answer}", answer=answer.yes)
        if not small:
            shade = tr("{answer}, all else as {view}", answer=answer.yes, view=name)
        handles.append(
            Patch(
                fc=style.colour + "22",
                ec=style.colour + "60",
                hatch=hatch,
                lw=0.0,
                label=_cut(shade, 44 if small else 62),
            )
        )
    if small:  # by rows: line and shade of one view side by side
        handles = [*handles[::2], *handles[1::2]]
    legend = figure.legend(handles=handles, loc="upper left", ncols=2, frameon=False,
                           bbox_to_anchor=(0.02, 1 - (0.03 if small else 0.74) / size[1]),
                           fontsize=7.2 if small else 8.0, handlelength=2.0, columnspacing=1.2,
                           borderaxespad=0.0)  # fmt: skip
    fit_legend(legend, 0.98 * size[0])


def _turns(name: str, *, here: bool) -> str:
    return tr("turns here, all else as {view}", view=name) if here else tr(
        "turns nowhere here, all else as {view}", view=name
    )  # fmt: skip


def _words(figure: Figure, crux: Crux, answer: CruxAnswer, size: tuple[float, float]) -> None:
    wide, tall = size
    pair = answer.pair
    assert pair is not None
    names: Sequence[str] = [parted.spoken_key(crux, key) for key in pair.keys]
    asked = wrapped(parted.question(crux, answer), 76, 2)
    figure.text(0.14 / wide, 1 - 0.12 / tall, asked, fontsize=12, fontweight="bold",
                va="top", linespacing=1.1)  # fmt: skip
    told = tr("It turns on {names}, taken together.", names=words.listed(list(names)))
    told = _cut(told, 120)
    fit(figure.text(0.14 / wide, 1 - 0.54 / tall, told, fontsize=8.6, color=GREY, va="top"), wide - 0.28)
    note = tr(
        "On a line the margin is 0 ({measure}). Bars: ranges that a view states. A view answers by its own line: "
        "everything else differs between the two as well.",
        measure=answer.what,
    )
    figure.text(0.14 / wide, 0.1 / tall, wrapped(note, 132, 3), fontsize=7, color=GREY, va="bottom")
