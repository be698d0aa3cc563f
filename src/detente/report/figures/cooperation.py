"""What working together adds to cover, threat by threat, and what it does to slack against the deterrent."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from detente.assessment.cooperation_result import Arrangement, Cooperation, CoverRow
from detente.messages import ENGLISH, language, tr
from detente.report import words
from detente.report.figures.style import GREY, INK, LIGHT, PALE, drawing, framed, named_styles, paper
from detente.report.figures.wrapping import fit, fit_legend, wrapped

WIDTH, NAMES, ROW, TOP, BOTTOM, GAP, EDGE = 11.4, 2.6, 0.48, 1.25, 0.98, 0.2, 0.15  # [inches]
NAME = {"en": 44, "ru": 47}  # letters of a line of the name of an arrangement, by language
HEADING = {"en": 5, "ru": 6}  # lines of the name of a threat, by language
NEVER_TICK = 0.36  # [inches]
NEVER_ROOM = 0.24  # of the scale of slack, at its left, for sites that never meet anything


def cooperation(found: Cooperation, phase: int | None = None) -> Figure:
    """Share of the people covered by arrangement and threat, and the greatest slack, in one phase.

    phase: the last if not said. A view is a mark; the line runs from what is covered without an agreement.
    """
    at = max(row.phase for row in found.slack) if phase is None else phase
    shown = [row for row in found.arrangements if row.same_as is None]
    threats = list(dict.fromkeys(row.threat for row in found.cover if row.phase == at))
    with drawing():
        body = ROW * len(shown)
        tall = TOP + 0.13 * (HEADING[language()] - HEADING[ENGLISH]) + body + BOTTOM
        figure = paper(WIDTH, tall)
        wide = (WIDTH - NAMES - 2 * EDGE - GAP * len(threats)) / (len(threats) + 1.5)
        left = EDGE + NAMES
        for threat in threats:
            axes = _panel(figure, left, wide, body, tall, len(shown))
            _cover(axes, found, shown, threat, at)
            left += wide + GAP
        _slack(_panel(figure, left, 1.5 * wide, body, tall, len(shown)), found, shown, at)
        _names(figure, found, shown, tall)
        _legend(figure, found, tall)
        year = next(row.year for row in found.slack if row.phase == at)
        note = tr(
            "Central numbers of each view. Covered: of the people of the listed towns that the missile reaches. Slack: "
            "latest useful less earliest possible launch of an interceptor,\ngreatest over sites, launch places, aim "
            "points and deterrents; below 0 nothing is met in time. Nobody engages or tracks missiles of their own."
        )
        title = tr("What working together adds to cover and to slack, phase {phase} ({year})", phase=at, year=year)
        figure.text(0.12 / WIDTH, 1 - 0.42 / tall, wrapped(tr(found.title), 140, 1), fontsize=8.4, color=GREY, va="top")
        framed(figure, title, note)
    return figure


def _panel(figure: Figure, left: float, wide: float, body: float, tall: float, rows: int) -> Axes:
    axes = figure.add_axes((left / WIDTH, BOTTOM / tall, wide / WIDTH, body / tall))
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.tick_params(length=0, labelsize=7.2)
    axes.grid(axis="x", color=LIGHT, lw=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    for row in range(1, rows):
        axes.axhline(row - 0.5, color=LIGHT, lw=0.6)
    return axes


def _cover(axes: Axes, found: Cooperation, shown: Sequence[Arrangement], threat: str, phase: int) -> None:
    styles = named_styles(found.views)
    rows = {(row.arrangement, row.view): row for row in found.cover if row.threat == threat and row.phase == phase}
    for number, arrangement in enumerate(shown):
        for place, view in enumerate(found.views):
            row = rows[arrangement.id, view]
            y = number + 0.22 * (place - (len(found.views) - 1) / 2) * 1.6
            style = styles[view]
            if row.people.share is None or row.people.alone is None:
                continue
            share, alone = 100 * row.people.share, 100 * row.people.alone
            if row.blind.share is not None:
                axes.plot(100 * row.blind.share, y, "|", ms=9, mec=style.deep, mew=1.6, zorder=3.5, clip_on=False)
            axes.plot([alone, share], [y, y], color=style.colour, lw=2.0, solid_capstyle="butt", zorder=3)
            axes.plot(share, y, style.marker, ms=5.5, mfc=style.colour, mec="white", mew=0.6, zorder=4, clip_on=False)
            if abs(share - alone) >= 0.5:
                right = share < 78
                axes.annotate(f"{share - alone:+.0f}", (share, y), (6 if right else -6, 0), textcoords="offset points",
                              fontsize=7.2, va="center", ha="left" if right else "right", color=style.deep, zorder=5,
                              bbox={"boxstyle": "square,pad=0.05", "fc": "white", "ec": "none"})  # fmt: skip
    axes.set_xlim(-4, 104)
    axes.set_xticks([0, 50, 100], ["0", "50", "100 %"])
    first = next(iter(rows.values()))
    axes.set_title(wrapped(_threat(found, first), 24, HEADING[language()]), fontsize=6.6, loc="left", color=INK, pad=5)


def _threat(found: Cooperation, row: CoverRow) -> str:
    return tr(found.names.get(row.threat, row.threat))


def _slack(axes: Axes, found: Cooperation, shown: Sequence[Arrangement], phase: int) -> None:
    """The greatest slack over all deterrents; what never meets anything stands at the left edge."""
    styles = named_styles(found.views)
    greatest: dict[tuple[str, str], float | None] = {}
    for row in found.slack:
        if row.phase == phase:
            key, known = (row.arrangement, row.view), greatest.get((row.arrangement, row.view))
            greatest[key] = row.slack_s if known is None else known if row.slack_s is None else max(known, row.slack_s)
    values = [value for value in greatest.values() if value is not None] + [0.0]
    low, high = min(values), max(values)
    wide = (high - low) or 100.0
    never = low - NEVER_ROOM * wide
    axes.axvline(0.0, color=INK, lw=1.0, zorder=2)
    for number, arrangement in enumerate(shown):
        for place, view in enumerate(found.views):
            y = number + 0.22 * (place - (len(found.views) - 1) / 2) * 1.6
            style, value = styles[view], greatest.get((arrangement.id, view))
            if value is None:
                axes.plot(never, y, style.marker, ms=5.5, mfc="white", mec=style.colour, mew=1.1, zorder=4)
                continue
            axes.plot(value, y, style.marker, ms=5.5, mfc=style.colour, mec="white", mew=0.6, zorder=4)
            axes.annotate(f"{value:+.0f}", (value, y), (6, 0), textcoords="offset points", fontsize=7.2, zorder=5,
                          va="center", color=style.deep)  # fmt: skip
    axes.set_xlim(never - 0.1 * wide, high + 0.3 * wide)
    ticks = [tick for tick in axes.get_xticks() if low + 0.05 * wide <= tick <= high + 0.05 * wide]
    ticks = ticks if 0.0 in ticks else sorted([0.0, *ticks])
    axes.set_xticks([never, *ticks], [tr("never"), *[f"{tick:.0f}" for tick in ticks]])
    fit(axes.get_xticklabels()[0], NEVER_TICK)
    axes.axvspan(never - 0.1 * wide, never + 0.1 * wide, color="#f4f5f6", lw=0, zorder=0)
    sides = list(dict.fromkeys(row.side for row in found.slack))
    title = tr("Greatest slack [s] against the missiles of {sides}", sides=words.listed([tr(side) for side in sides]))
    axes.set_title(wrapped(title, 34, 3), fontsize=6.6, loc="left", color=INK, pad=5)


def _names(figure: Figure, found: Cooperation, shown: Sequence[Arrangement], tall: float) -> None:
    """Arrangements at the left; beside each, the others that deploy and share the same."""
    same = {row.id: [other.id for other in found.arrangements if other.same_as == row.id] for row in shown}
    for number, row in enumerate(shown):
        y = (BOTTOM + ROW * (len(shown) - number - 0.5)) / tall
        name = wrapped(tr(row.name), NAME[language()], 2)
        also = wrapped(tr("also: {others}", others=", ".join(same[row.id])), 52, 1) if same[row.id] else ""
        lift = 0.03 if also else 0.0
        figure.text(EDGE / WIDTH, y + lift / tall, name, fontsize=7.4, fontweight="bold", linespacing=1.08,
                    va="bottom" if also else "center")  # fmt: skip
        figure.text(EDGE / WIDTH, y, also, fontsize=6.6, color=GREY, va="top")


def _legend(figure: Figure, found: Cooperation, tall: float) -> None:
    styles = named_styles(found.views)
    handles = [
        Line2D([], [], marker=styles[view].marker, ms=6, color=styles[view].colour, lw=2.0, mec="white", mew=0.5,
               label=tr(said.get("title") or view))
        for view, said in found.views.items()
    ]  # fmt: skip
    blind = tr("covered when one's own sensors fail, those at the sites excepted")
    handles.append(Line2D([], [], marker="|", ms=9, mec=INK, mew=1.6, ls="", label=blind))
    handles.append(
        Line2D([], [], marker="o", ms=6, mfc="white", mec=PALE, mew=1.2, ls="", label=tr("no intercept at all"))
    )
    legend = figure.legend(handles=handles, loc="lower left", bbox_to_anchor=(EDGE / WIDTH, 0.4 / tall), ncols=4,
                           fontsize=7.6, frameon=False, borderaxespad=0.0, columnspacing=1.6)  # fmt: skip
    fit_legend(legend, WIDTH - 2 * EDGE)
