"""Why two views answer one question differently: what each assumption adds, what each says, what can be checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from detente.assessment.crux_result import Contested, Crux, CruxAnswer
from detente.messages import digits, language, tr
from detente.report import parted
from detente.report.figures.style import GREY, INK, LIGHT, PALE, ViewStyle, drawing, named_styles, paper
from detente.report.figures.wrapping import fit, fit_legend, wrapped

MOST = 9
WIDTH, ROW, BOTTOM, EDGE = 11.4, 0.62, 0.66, 0.14  # [inches]
NAMES, STEPS, SCALES, CHECKS = 2.35, 3.0, 3.35, 2.0  # [inches] widths of the columns
GAP = (WIDTH - 2 * EDGE - NAMES - STEPS - SCALES - CHECKS) / 3
ROOM = 0.2  # of a scale on either side, for numbers
LINES = {"en": 3, "ru": 4}
"""Lines of the name of an assumption with what stands below it, by language."""
TELLING, OPPOSING = "#48586a", "#b9c2cb"


@dataclass(frozen=True)
class Step:
    """One line of the staircase from the margin of one view to that of the other."""

    one: Contested | None
    """None for all that are not drawn by themselves."""
    start: float
    end: float


@dataclass(frozen=True)
class Head:
    """What stands above the columns, in lines, and where it ends [inches from the top]."""

    question: str
    answers: dict[str, str]
    """By view."""
    answers_at: float
    what_at: float
    top: float


def disagreement(crux: Crux, question: str) -> Figure:
    """What leads from one view's answer to the other's? At most MOST assumptions, the most telling first."""
    answer = next(found for found in crux.answers if found.question == question)
    steps, styles = staircase(answer), named_styles(crux.views)
    head = _head(crux, answer)
    body = ROW * max(1, len(steps))
    tall = head.top + body + BOTTOM
    with drawing():
        figure = paper(WIDTH, tall)
        left = EDGE
        columns = []
        for wide in (NAMES, STEPS, SCALES, CHECKS):
            axes = figure.add_axes((left / WIDTH, BOTTOM / tall, wide / WIDTH, body / tall))
            axes.set_ylim(body, 0.0)
            axes.set_xlim(0.0, 1.0)
            axes.set_axis_off()
            columns.append(axes)
            left += wide + GAP
        _names(columns[0], crux, steps)
        if steps:
            _steps(columns[1], answer, steps, styles)
        _scales(columns[2], crux, answer, steps, styles)
        _checks(columns[3], answer, steps)
        if not steps:
            said = tr("Nothing on which the two differ changes this answer.")
            columns[0].text(0.0, body / 2, said, fontsize=9, color=GREY, va="center")
        _rules(figure, 1 - head.top / tall, ROW / tall, len(steps))
        _heads(figure, crux, answer, head, styles)
        _legend(figure, crux, answer, tall, styles)
    return figure


def staircase(answer: CruxAnswer) -> list[Step]:
    """The shares one after the other, from the margin of the first view to that of the second."""
    at = _start(answer)
    steps = []
    for one in answer.contested[:MOST]:
        steps.append(Step(one, at, at + one.share))
        at += one.share
    if rest := answer.contested[MOST:]:
        steps.append(Step(None, at, at + sum(one.share for one in rest)))
    return steps


def _start(answer: CruxAnswer) -> float:
    margin = answer.margin[answer.views[0]]
    return margin if margin is not None else answer.never_s if answer.never_s is not None else 0.0


def _middle(number: int) -> float:
    return ROW * (number + 0.5)


def _names(axes: Axes, crux: Crux, steps: Sequence[Step]) -> None:
    for number, step in enumerate(steps):
        y = _middle(number)
        if step.one is None:
            axes.text(0.0, y, tr("all others together"), fontsize=8.6, color=GREY, va="center")
            continue
        head = wrapped(parted.phrase(step.one.key), 30, 2)
        under = wrapped(parted.below(crux, step.one), 40, LINES[language()] - head.count("\n") - 1)
        y += 0.06 * (head.count("\n") - under.count("\n"))  # the block as a whole stands in the middle of its row
        y += 0.03 * head.count("\n") * under.count("\n")
        axes.text(0.0, y - 0.02, head, fontsize=8.8, fontweight="bold", va="bottom" if under else "center")
        axes.text(0.0, y + 0.03, under, fontsize=7.2, color=GREY, va="top", linespacing=1.15)


def _steps(axes: Axes, answer: CruxAnswer, steps: Sequence[Step], styles: dict[str, ViewStyle]) -> None:
    """The staircase: bars from margin to margin, with the line at which the answer turns."""
    ends = [0.0, _start(answer), *(step.end for step in steps)]
    low, high = min(ends), max(ends)
    wide = (high - low) or 1.0
    axes.set_xlim(low - 0.24 * wide, high + 0.24 * wide)
    body = ROW * len(steps)
    axes.plot([0.0, 0.0], [-0.04, body], color=INK, lw=1.1, zorder=3)
    axes.text(
        0.0, body + 0.04, tr("0: the answer turns"), fontsize=7.2, color=INK, ha="center", va="top", clip_on=False
    )
    for number, step in enumerate(steps):
        y, opposing = _middle(number), step.one is not None and parted.against(answer, step.one)
        axes.barh(
            y, step.end - step.start, left=step.start, height=0.26, color=OPPOSING if opposing else TELLING, zorder=4
        )
        if number + 1 < len(steps):
            axes.plot([step.end] * 2, [y, y + ROW], color=PALE, lw=0.8, zorder=2)
        rises = step.end >= step.start
        said = parted.signed(step.end - step.start, answer.unit)
        axes.annotate(said, (step.end, y), (4 if rises else -4, 0), textcoords="offset points", fontsize=7.8,
                      ha="left" if rises else "right", va="center", fontweight="bold", zorder=6,
                      bbox={"boxstyle": "square,pad=0.1", "fc": "white", "ec": "none", "alpha": 0.8})  # fmt: skip
    last = (_start(answer), -0.0), (steps[-1].end, body)
    for view, (x, y) in zip(answer.views, last, strict=True):
        style = styles[view]
        axes.plot(x, y, style.marker, ms=7, mfc=style.colour, mec="white", mew=0.8, zorder=7, clip_on=False)
    axes.plot([_start(answer)] * 2, [0.0, _middle(0)], color=PALE, lw=0.8, zorder=2)
    axes.plot([steps[-1].end] * 2, [_middle(len(steps) - 1), body], color=PALE, lw=0.8, zorder=2)


def _scales(axes: Axes, crux: Crux, answer: CruxAnswer, steps: Sequence[Step], styles: dict[str, ViewStyle]) -> None:
    for number, step in enumerate(steps):
        one, y = step.one, _middle(number)
        if one is None:
            continue
        if len(one.members) > 1:
            axes.text(0.5, y, tr("exchanged together"), fontsize=7.6, color=GREY, ha="center", va="center")
        elif any(isinstance(value, str) for value in one.claimed.values()):
            _word_line(axes, answer, one, y, styles)
        else:
            _number_line(axes, answer, one, y, styles)


def _number_line(axes: Axes, answer: CruxAnswer, one: Contested, y: float, styles: dict[str, ViewStyle]) -> None:
    """Both values with their ranges on one line; above and below it the value at which each view's answer turns."""
    numbers = [value for value in (*one.claimed.values(), *one.flip_value.values()) if isinstance(value, float | int)]
    numbers += [end for ends in one.claimed_range.values() if ends for end in ends]
    if not numbers:
        return
    low, high = min(numbers), max(numbers)
    wide = (high - low) or max(abs(high), 1.0)

    def at(value: float) -> float:
        return ROOM + (1 - 2 * ROOM) * (value - low) / wide

    axes.plot([at(low) - 0.015, at(high) + 0.015], [y, y], color=PALE, lw=0.8, zorder=1)
    claims = [(view, value) for view, value in one.claimed.items() if isinstance(value, float | int)]
    leftmost = min(claims, key=lambda claim: claim[1])[0] if claims else ""
    for view, value in claims:
        style, ends = styles[view], one.claimed_range.get(view)
        lift = -0.035 if view == answer.views[0] else 0.035  # ranges that overlap stay apart
        if ends:
            axes.plot([at(ends[0]), at(ends[1])], [y + lift] * 2, color=style.colour, lw=3.6, alpha=0.42,
                      solid_capstyle="butt", zorder=3)  # fmt: skip
        axes.plot(at(value), y, style.marker, ms=6.4, mfc=style.colour, mec="white", mew=0.7, zorder=6)
        left = view == leftmost
        edge = at(ends[0] if left else ends[1]) if ends else at(value)
        _write(axes, parted.number(value, one.unit), edge, y, style.deep, right=not left)
    for view, turn in one.flip_value.items():
        if isinstance(turn, float | int) and view in styles:
            _turn(axes, answer, view, at(turn), y, parted.number(turn, one.unit), styles[view])


def _turn(axes: Axes, answer: CruxAnswer, view: str, x: float, y: float, said: str, style: ViewStyle) -> None:
    """Where the answer of a view turns: above the line for the first view, below it for the second."""
    side = -1 if view == answer.views[0] else 1
    axes.plot([x, x], [y, y + side * 0.13], color=style.deep, lw=1.0, zorder=4)
    axes.plot(x, y + side * 0.15, "D", ms=4.6, mfc="white", mec=style.deep, mew=1.3, zorder=7)
    right = x < 0.6
    told = tr("turns at {number}", number=said)
    axes.annotate(told, (x, y + side * 0.16), (5 if right else -5, 0), textcoords="offset points",
                  fontsize=7.2, color=style.deep, ha="left" if right else "right", va="center", zorder=8)  # fmt: skip


def _word_line(axes: Axes, answer: CruxAnswer, one: Contested, y: float, styles: dict[str, ViewStyle]) -> None:
    """Words: each view's own, and whether the other's turns its answer."""
    for number, view in enumerate(answer.views):
        style, x = styles[view], 0.06 + 0.5 * number
        axes.plot(x, y, style.marker, ms=6.4, mfc=style.colour, mec="white", mew=0.7, zorder=6)
        _write(axes, wrapped(tr(str(one.claimed.get(view))), 22, 2), x, y, style.deep, right=True)
        if isinstance(one.flip_value.get(view), str):
            turning = axes.text(x + 0.03, y + 0.22, parted.turning(one, view), fontsize=7.2, color=style.deep,
                                va="center")  # fmt: skip
            fit(turning, (0.97 - x) * SCALES)


def _checks(axes: Axes, answer: CruxAnswer, steps: Sequence[Step]) -> None:
    """How well it can be checked, as dots and words, and the rank with its three factors."""
    for number, step in enumerate(steps):
        one, y = step.one, _middle(number)
        if one is None:
            continue
        for dot in range(3):
            full = dot < one.check
            axes.plot(0.04 + 0.075 * dot, y - 0.1, "o", ms=6.2, mfc=INK if full else "white", mec=INK if full else PALE,
                      mew=1.0)  # fmt: skip
        axes.text(0.25, y - 0.1, wrapped(parted.level(one.check), 22, 2), fontsize=7.6, va="center", linespacing=1.05)
        factors = digits(
            f"{one.score:.2f} = {parted.part_of_gap(answer, one):.2f} \u00d7 {one.flip_share:.2f} "
            f"\u00d7 {one.check + 1}/4"
        )
        axes.text(0.02, y + 0.15, factors, fontsize=7.2, color=GREY, va="center")


def _rules(figure: Figure, top: float, row: float, rows: int) -> None:
    """Thin lines between the rows, across all columns; shares of the height."""
    for number in range(rows + 1):
        y = top - row * number
        figure.add_artist(
            Line2D([EDGE / WIDTH, 1 - EDGE / WIDTH], [y, y], color=LIGHT if 0 < number < rows else PALE, lw=0.8)
        )


def _head(crux: Crux, answer: CruxAnswer) -> Head:
    """The text above the columns, with room for as many lines as it takes."""
    question = wrapped(parted.question(crux, answer), 96, 2)
    answers = {}
    for view in answer.views:
        margin = parted.signed(answer.margin[view], answer.unit)
        answers[view] = wrapped(f"{parted.title(crux, view)}: {tr(answer.verdicts[view])} ({margin})", 62, 2)
    answers_at = 0.40 + 0.18 * question.count("\n")
    what_at = answers_at + 0.24 + 0.16 * max(said.count("\n") for said in answers.values())
    return Head(question, answers, answers_at, what_at, what_at + 0.66)


def _heads(figure: Figure, crux: Crux, answer: CruxAnswer, head: Head, styles: dict[str, ViewStyle]) -> None:
    """Question, both answers, and heads of the columns."""
    tall = figure.get_size_inches()[1]
    figure.text(EDGE / WIDTH, 1 - 0.12 / tall, head.question, fontsize=12, fontweight="bold", va="top", linespacing=1.1)
    for number, (view, said) in enumerate(head.answers.items()):
        style, x = styles[view], EDGE + 0.08 + number * (WIDTH - 2 * EDGE) / 2
        figure.add_artist(Line2D([x / WIDTH], [1 - (head.answers_at + 0.08) / tall], marker=style.marker, ms=7,
                                 mfc=style.colour, mec="white", color="none"))  # fmt: skip
        figure.text((x + 0.13) / WIDTH, 1 - head.answers_at / tall, said, fontsize=9, color=style.deep, va="top",
                    fontweight="bold", linespacing=1.15)  # fmt: skip
    what = wrapped(tr("Measured by: {measure}.", measure=answer.what), 170, 1)
    figure.text(EDGE / WIDTH, 1 - head.what_at / tall, what, fontsize=7.6, color=GREY, va="top")
    left = EDGE
    columns = (
        tr("assumption"),
        tr(
            "from {first} down to {second}",
            first=parted.title(crux, answer.views[0]),
            second=parted.title(crux, answer.views[1]),
        ),
        tr("what each says, and where its answer turns"),
        tr("can it be checked?\nrank = share \u00d7 flip sets \u00d7 check"),
    )
    for column, wide in zip(columns, (NAMES, STEPS, SCALES, CHECKS), strict=True):
        lines = column if "\n" in column else wrapped(column, int(wide * 14.5), 2)
        figure.text(left / WIDTH, 1 - (head.top - 0.07) / tall, lines, fontsize=7.8, color=GREY, va="bottom")
        left += wide + GAP


def _legend(figure: Figure, crux: Crux, answer: CruxAnswer, tall: float, styles: dict[str, ViewStyle]) -> None:
    handles: list[Line2D | Patch] = [
        Line2D([], [], color=styles[view].colour, lw=3.6, alpha=0.9, marker=styles[view].marker, mec="white", ms=7,
               mfc=styles[view].colour, label=tr("{view}: value, range", view=parted.title(crux, view)))
        for view in answer.views
    ]  # fmt: skip
    handles += [
        Line2D([], [], ls="none", marker="D", mfc="white", mec=INK, mew=1.3, ms=5,
               label=tr("its answer turns, all else its own")),
        Patch(fc=TELLING, label=tr("towards the other's answer")),
        Patch(fc=OPPOSING, label=tr("away from it")),
    ]  # fmt: skip
    legend = figure.legend(handles=handles, loc="lower left", bbox_to_anchor=(0.06 / WIDTH, 0.17 / tall), ncols=5,
                           frameon=False, fontsize=7.6, handlelength=1.8, columnspacing=1.3,
                           borderaxespad=0.0)  # fmt: skip
    fit_legend(legend, WIDTH - 0.1)
    note = tr(
        "Shares: Shapley, {method}; they add up to the whole difference. Each line has its own scale. How well "
        "a thing can be checked is a judgement.",
        method=answer.method,
    )
    if answer.never_s is not None:
        note = f"{note} {tr('Never counts as {margin}.', margin=parted.signed(answer.never_s, answer.unit))}"
    fit(figure.text(EDGE / WIDTH, 0.06 / tall, note, fontsize=7, color=GREY, va="bottom"), WIDTH - 2 * EDGE)


def _write(axes: Axes, said: str, x: float, y: float, colour: str, *, right: bool) -> None:
    axes.annotate(said, (x, y), (7 if right else -7, 0), textcoords="offset points", fontsize=7.6, color=colour,
                  ha="left" if right else "right", va="center", zorder=8, linespacing=1.05,
                  bbox={"boxstyle": "square,pad=0.05", "fc": "white", "ec": "none"})  # fmt: skip
