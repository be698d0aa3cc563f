"""What one answer turns on: for each assumption, what each view says, and the value at which its answer turns."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from detente.assessment.result import Assessment, CruxRow
from detente.messages import plural, tr
from detente.report import words
from detente.report.figures.style import GREY, INK, LIGHT, PALE, ViewStyle, drawing, paper, view_styles
from detente.report.figures.wrapping import fit, fit_legend
from detente.report.turning import Turn, turns, verdicts

MOST = 7
LINE, TOP, BOTTOM, WIDTH, LEFT, RIGHT = 0.27, 0.98, 0.5, 10.3, 2.9, 1.85  # [inches]
ROOM = 0.34  # of the axis on either side, for numbers


def crux(assessment: Assessment, question: str) -> Figure:
    """Which single assumptions turn this answer, and at which value? At most MOST of them, the most telling first."""
    styles = view_styles(assessment)
    every = [turn for turn in turns(assessment, question) if turn.turns]
    shown = every[:MOST]
    depth = LINE * (len(styles) + 0.75)
    body = depth * max(1, len(shown))
    tall = TOP + BOTTOM + body
    with drawing():
        figure = paper(WIDTH, tall)
        axes = figure.add_axes((LEFT / WIDTH, BOTTOM / tall, 1 - (LEFT + RIGHT) / WIDTH, body / tall))
        axes.set_xlim(0.0, 1.0)
        axes.set_ylim(body, 0.0)
        axes.set_axis_off()
        for index, turn in enumerate(shown):
            _draw_turn(axes, assessment, turn, index * depth, depth, styles)
        if not shown:
            axes.text(0.0, body / 2, tr("No single assumption turns this answer."), fontsize=9, color=GREY, va="center")
        title = _title(assessment, question)
        size = min(11.5, 11.5 * 100 / len(title))
        heading = figure.text(0.12 / WIDTH, 1 - 0.12 / tall, title, fontsize=size, fontweight="bold", va="top")
        fit(heading, WIDTH - 0.24)
        said = "   ".join(
            f"{words.view_title(assessment, view)}: {tr(word)}."
            for view, word in verdicts(assessment, question).items()
        )
        fit(figure.text(0.12 / WIDTH, 1 - 0.37 / tall, said, fontsize=8.4, color=GREY, va="top"), WIDTH - 0.24)
        _legend(figure, assessment, styles, tall)
        _note(figure, tall, len(every) - len(shown))
    return figure


def _title(assessment: Assessment, question: str) -> str:
    said = words.question(assessment, question)
    return said[0].upper() + said[1:]


def _draw_turn(
    axes: Axes, assessment: Assessment, turn: Turn, top: float, depth: float, styles: dict[str, ViewStyle]
) -> None:
    """One assumption: its name, and a line for each view."""
    left = -(LEFT - 0.12) / (WIDTH - LEFT - RIGHT)
    if top:
        axes.plot([left, 1.0 + RIGHT / (WIDTH - LEFT - RIGHT) - 0.02], [top, top], color=LIGHT, lw=0.8, clip_on=False)
    owner, _, parameter = turn.assumption.partition(".")
    system = words.owner_of(assessment, owner)
    name = words.phrase(parameter)
    fit(axes.text(left, top + depth / 2 - 0.08, name, fontsize=8.8, fontweight="bold", va="center"), LEFT - 0.2)
    fit(axes.text(left, top + depth / 2 + 0.09, system, fontsize=7.6, color=GREY, va="center"), LEFT - 0.2)
    numbers = _numbers(turn)
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    width = (high - low) or max(abs(high), 1.0)
    for index, (view, style) in enumerate(styles.items()):
        if view not in turn.rows:
            continue
        y = top + LINE * (index + 0.9)
        if isinstance(turn.rows[view].claimed.get(view), str):
            _draw_words(axes, turn.rows[view], y, style)
        else:
            _draw_numbers(axes, turn, turn.rows[view], y, styles, (low, width))


def _numbers(turn: Turn) -> list[float]:
    found: list[float] = []
    for row in turn.rows.values():
        stated: Sequence[float | str | None] = (*row.claimed.values(), row.flip_value)
        found += [value for value in stated if isinstance(value, float | int)]
        found += [end for ends in row.claimed_range.values() if ends is not None for end in ends]
    return found


def _draw_numbers(
    axes: Axes, turn: Turn, row: CruxRow, y: float, styles: dict[str, ViewStyle], frame: tuple[float, float]
) -> None:
    """A number: the view's own value with its range, the others' hollow, the flip as a diamond, shaded beyond it."""
    style = styles[row.view]

    def at(value: float) -> float:
        return ROOM / 2 + (1 - ROOM) * (value - frame[0]) / frame[1]

    axes.plot([0.0, 1.0], [y, y], color=PALE, lw=0.6, zorder=1)
    own, flip = row.claimed.get(row.view), row.flip_value
    for other, said in row.claimed.items():
        if other != row.view and isinstance(said, float | int) and other in styles:
            axes.plot(
                at(said), y, styles[other].marker, ms=5.0, mfc="white", mec=styles[other].colour, mew=1.0, zorder=4
            )
    if not isinstance(own, float | int):
        return
    ends = row.claimed_range.get(row.view) or (own, own)
    if ends[1] > ends[0]:
        axes.plot(
            [at(ends[0]), at(ends[1])], [y, y], color=style.colour, lw=4.4, alpha=0.45, solid_capstyle="butt", zorder=3
        )
    axes.plot(at(own), y, style.marker, ms=6.2, mfc=style.colour, mec="white", mew=0.7, zorder=6)
    if not isinstance(flip, float | int):
        _write(axes, words.number(own, turn.unit), at(ends[0]), y, style, right=False)
        axes.text(1.02, y, tr("nothing searched turns it"), fontsize=7.2, color=GREY, va="center", clip_on=False)
        return
    beyond = (at(flip), 1.0) if flip > own else (0.0, at(flip))
    axes.fill_between(beyond, y - 0.075, y + 0.075, color=style.colour, alpha=0.16, lw=0, zorder=2)
    axes.plot(at(flip), y, "D", ms=6.0, mfc="white", mec=style.deep, mew=1.5, zorder=7)
    _write(axes, words.number(own, turn.unit), at(ends[0] if flip > own else ends[1]), y, style, right=flip <= own)
    _write(axes, words.number(flip, turn.unit), at(flip), y, style, right=flip > own, weight="bold")
    _mark_turned(axes, row, y, style)


def _draw_words(axes: Axes, row: CruxRow, y: float, style: ViewStyle) -> None:
    """A word: the view's own on the left, the one that turns the answer on the right."""
    axes.plot([0.0, 1.0], [y, y], color=PALE, lw=0.6, zorder=1)
    axes.plot(0.12, y, style.marker, ms=6.2, mfc=style.colour, mec="white", mew=0.7, zorder=6)
    _write(axes, tr(str(row.claimed.get(row.view))), 0.12, y, style, right=True)
    if row.flip_value is None:
        axes.text(1.02, y, tr("no other word turns it"), fontsize=7.2, color=GREY, va="center", clip_on=False)
        return
    axes.fill_between((0.6, 1.0), y - 0.075, y + 0.075, color=style.colour, alpha=0.16, lw=0, zorder=2)
    axes.plot(0.6, y, "D", ms=6.0, mfc="white", mec=style.deep, mew=1.5, zorder=7)
    _write(axes, tr(str(row.flip_value)), 0.6, y, style, right=True, weight="bold")
    _mark_turned(axes, row, y, style)


def _mark_turned(axes: Axes, row: CruxRow, y: float, style: ViewStyle) -> None:
    if row.turned_by:
        axes.text(
            1.02,
            y,
            tr("turned by the other's value"),
            fontsize=7.2,
            fontweight="bold",
            color=style.deep,
            va="center",
            clip_on=False,
        )


def _write(axes: Axes, said: str, x: float, y: float, style: ViewStyle, *, right: bool, weight: str = "normal") -> None:
    axes.annotate(
        said, (x, y), (6 if right else -6, 0), textcoords="offset points", fontsize=7.6, color=style.deep, zorder=8,
        ha="left" if right else "right", va="center", fontweight=weight,
        bbox={"boxstyle": "square,pad=0.08", "fc": "white", "ec": "none", "alpha": 0.75},
    )  # fmt: skip


def _legend(figure: Figure, assessment: Assessment, styles: dict[str, ViewStyle], tall: float) -> None:
    handles: list[Line2D | Patch] = [
        Line2D([], [], color=style.colour, lw=4.4, alpha=0.9, marker=style.marker, mfc=style.colour, mec="white", ms=7,
               label=tr("{view}: its value and range", view=words.view_title(assessment, view)))
        for view, style in styles.items()
    ]  # fmt: skip
    handles += [
        Line2D([], [], ls="none", marker="D", mfc="white", mec=INK, mew=1.4, ms=6, label=tr("the answer turns here")),
        Patch(fc=INK, alpha=0.13, label=tr("turned")),
        Line2D([], [], ls="none", marker="o", mfc="white", mec=GREY, ms=5, label=tr("the other's value")),
    ]
    legend = figure.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0.06 / WIDTH, 1 - 0.52 / tall), ncols=5, frameon=False,
        fontsize=7.8, handlelength=2.0, columnspacing=1.4,
    )  # fmt: skip
    fit_legend(legend, WIDTH - 0.1)


def _note(figure: Figure, tall: float, left_out: int) -> None:
    note = tr("Each row has its own scale. One assumption is changed at a time, all else as in the view of that line.")
    if left_out:
        more = plural(
            left_out,
            "Not drawn: {spelled} further assumption that can turn the answer.",
            "Not drawn: {spelled} further assumptions that can turn the answer.",
            spelled=words.spelled(left_out),
        )
        note = f"{note} {tr(more)}"
    fit(figure.text(0.12 / WIDTH, 0.1 / tall, note, fontsize=7, color=GREY, va="bottom"), WIDTH - 0.24)
