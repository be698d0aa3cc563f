"""One announced flight on one sheet: its path beside the missile's minimum-energy one, its time beside its arc's."""

import textwrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke

from detente.assessment.flight_check import FlightCheck
from detente.assessment.rows import Ends
from detente.messages import digits, mark, tr
from detente.report import words
from detente.report.figures.style import GREY, INK, LIGHT, MISSILE, PALE, drawing, paper
from detente.report.figures.wrapping import fit, fit_legend, letters

WIDTH, SIDE = 8.6, 0.62  # [inches]
HEAD, PATHS, TIMES, FOOT = 1.3, 2.75, 1.6, 1.1  # [inches] heights, from top to bottom
GAP = 0.72  # [inches] between the panels
USUAL, USUAL_DEEP = "#2f6db5", "#1f528f"
BAND = "#d9e6d2"
HALF_ROUND_KM = 20_015.0
NO_FARTHER = 1.03  # within this share of the announced range its paths are not drawn twice
SIGNS = {True: "#14664f", False: "#a02020", None: "#8a5a00"}
NARROW = "\u202f"
HALO = [withStroke(linewidth=2.4, foreground="#ffffffe0")]


def announced(check: FlightCheck) -> Figure:
    """The sheet of one announced flight."""
    below = FOOT + (TIMES + GAP if check.ballistic else 0.0)
    tall = HEAD + PATHS + below
    with drawing():
        figure = paper(WIDTH, tall)
        _head(figure, check, tall)
        _draw_paths(_panel(figure, tall, below, PATHS), check)
        if check.ballistic:
            _draw_times(_panel(figure, tall, FOOT, TIMES), check)
        _foot(figure, check, tall)
    return figure


def _panel(figure: Figure, tall: float, bottom: float, height: float) -> Axes:
    axes = figure.add_axes((SIDE / WIDTH, bottom / tall, (WIDTH - 2 * SIDE) / WIDTH, height / tall))
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, labelsize=8, pad=4, colors=GREY)
    return axes


def _head(figure: Figure, check: FlightCheck, tall: float) -> None:
    left = 0.2 / WIDTH
    name = tr(check.name or "Announced flight")
    figure.text(
        left, 1 - 0.14 / tall, textwrap.shorten(name, 72, placeholder=" …"), fontsize=13, fontweight="bold", va="top"
    )
    figure.text(
        left, 1 - 0.42 / tall, tr("Announced: {numbers}", numbers=_said(check)), fontsize=9, color=GREY, va="top"
    )
    word, colour = _verdict(check)
    figure.text(left, 1 - 0.66 / tall, word, fontsize=10, fontweight="bold", color=colour, va="top")


def _said(check: FlightCheck) -> str:
    said = check.announced
    parts = [
        tr("apogee {height} km", height=_number(said["apogee_km"])),
        tr("ground range {distance} km", distance=_number(said["range_km"])),
    ]
    if said["time_s"] is not None:
        parts.append(tr("{time} from launch to impact", time=_clock(said["time_s"])))
    if said["mach"] is not None:
        parts.append(tr("top speed Mach {mach:g}", mach=said["mach"]))
    elif said["speed_km_s"] is not None:
        parts.append(tr("top speed {speed:.2f} km/s", speed=said["speed_km_s"]))
    return ", ".join(parts)


def _verdict(check: FlightCheck) -> tuple[str, str]:
    if not check.ballistic:
        return tr("Not a ballistic flight: a glide or a powered flight, which is not examined"), SIGNS[None]
    if not check.consistent:
        told = words.listed([tr(number) for number in check.contradicted_by])
        return tr("Apogee and range are contradicted by the announced {numbers}", numbers=told), SIGNS[False]
    judged = check.residual_s is not None or check.announced["speed_km_s"] is not None
    if not judged:
        return tr("Neither time nor speed was announced to test these numbers by"), SIGNS[None]
    return tr("The announced numbers hold together"), SIGNS[True]


# The paths


def _draw_paths(axes: Axes, check: FlightCheck) -> None:
    """Height over ground distance at one scale, the ground laid flat."""
    entries: list[tuple[Any, str]] = []
    if check.sketch.flown is None:
        _draw_glide(axes, check, entries)
    else:
        _draw_usual(axes, check, entries)
        flown = check.sketch.flown
        axes.plot(flown[:, 0], flown[:, 1], color=MISSILE, lw=2.0, zorder=5)
        entries.insert(0, (Line2D([], [], color=MISSILE, lw=2.0), tr("the announced flight")))
    _scale(axes, check)
    axes.set_xlabel(tr("ground distance from the launch [km]"), fontsize=8, labelpad=3)
    legend = axes.legend(
        [handle for handle, _ in entries], [label for _, label in entries], loc="lower left",
        bbox_to_anchor=(-0.072, 1.01), ncols=3, frameon=False, fontsize=8, handlelength=2.2, columnspacing=1.6,
    )  # fmt: skip
    fit_legend(legend, WIDTH - 0.3)


def _draw_glide(axes: Axes, check: FlightCheck, entries: list[tuple[Any, str]]) -> None:
    least, apogee, range_ = check.sketch.least, check.announced["apogee_km"], check.announced["range_km"]
    axes.plot(least[:, 0], least[:, 1], color=GREY, lw=1.4, ls=(0, (4, 2)), zorder=4)
    axes.plot([0.0, range_], [apogee, apogee], color=MISSILE, lw=1.4, ls=(0, (1, 1.5)), zorder=5)
    axes.plot([0.0, range_], [0.0, 0.0], "o", ms=5, mfc=MISSILE, mec="white", clip_on=False, zorder=6)
    least_high = _number(round(check.least_energy_apogee_km))
    said = tr("least-energy ballistic flight over this range, {height} km high", height=least_high)
    entries += [
        (
            Line2D([], [], color=MISSILE, lw=1.4, ls=(0, (1, 1.5))),
            tr("announced apogee, {height} km", height=_number(apogee)),
        ),
        (Line2D([], [], color=GREY, lw=1.4, ls=(0, (4, 2))), said),
    ]


def _draw_usual(axes: Axes, check: FlightCheck, entries: list[tuple[Any, str]]) -> None:
    """The same missile on its minimum-energy path: one line a burn time, and the interval on the ground."""
    ends = check.minimum_energy_range_km
    if ends.low is None or ends.high is None or ends.median is None:
        return
    if ends.high < NO_FARTHER * check.announced["range_km"]:
        hardly = tr("the same missile goes hardly farther on its minimum-energy path")
        entries.append((Line2D([], [], lw=0.0), hardly))
        return
    for burn, path in check.sketch.usual.items():
        main = burn == check.burn_times_s[1]
        look: dict[str, Any] = (
            {"lw": 1.6, "ls": "solid", "zorder": 4} if main else {"lw": 0.9, "ls": (0, (3, 2)), "zorder": 3}
        )
        axes.plot(path[:, 0], path[:, 1], color=USUAL, **look)
    bar: dict[str, Any] = {"lw": 6.0, "alpha": 0.4, "solid_capstyle": "butt", "clip_on": False, "zorder": 6}
    axes.plot([ends.low, ends.high], [0.0, 0.0], color=USUAL, **bar)
    if ends.median < 0.999 * HALF_ROUND_KM:
        axes.plot(ends.median, 0.0, "o", ms=5.5, mfc=USUAL_DEEP, mec="white", mew=0.8, clip_on=False, zorder=7)
    if check.consistent:
        said = tr("the same missile on its minimum-energy path: {span}", span=_range(ends))
    else:
        open_ = mark("the same missile on its minimum-energy path (if apogee and range are right): {span}")
        said = tr(open_, span=_range(ends))
    entries.append((Line2D([], [], color=USUAL, lw=1.6, marker="o", mfc=USUAL_DEEP, mec="white"), said))


def _scale(axes: Axes, check: FlightCheck) -> None:
    """Limits that keep one scale for height and distance, ticks, and the height of the announced apogee."""
    wide = max([check.announced["range_km"], check.minimum_energy_range_km.high or 0.0])
    paths = [check.sketch.least if check.sketch.flown is None else check.sketch.flown, *check.sketch.usual.values()]
    high = 1.12 * max(float(path[:, 1].max()) for path in paths)
    shape = (WIDTH - 2 * SIDE) / PATHS
    span = max(1.04 * wide, high * shape)
    axes.set_xlim(-0.01 * span, 0.99 * span)
    axes.set_ylim(0.0, span / shape)
    axes.set_autoscale_on(False)
    step = _nice(span / 8)
    ticks = [step * number for number in range(int(0.97 * span / step) + 1)]
    axes.set_xticks(ticks)
    axes.set_xticklabels([_number(tick) for tick in ticks])
    axes.set_yticks([])
    top = check.announced["apogee_km"]
    height_step = _nice(span / shape / 4)
    levels = [height_step * number for number in range(1, int(span / shape / height_step) + 1)]
    for level in levels:
        axes.axhline(level, color=LIGHT, lw=0.6, zorder=0)
        axes.annotate(_kilometres(level), (0, level), (-2, 0), xycoords=("axes fraction", "data"),
                      textcoords="offset points", fontsize=7, color=GREY, ha="right", va="center")  # fmt: skip
    if check.sketch.flown is not None:
        at = check.sketch.flown[int(check.sketch.flown[:, 1].argmax()), 0]
        side: Any = "center" if at > 0.05 * span else "left"
        axes.annotate(_kilometres(top), (at, top), (0, 4), textcoords="offset points", fontsize=8, ha=side,
                      fontweight="bold", color=MISSILE, va="bottom", zorder=8, path_effects=HALO)  # fmt: skip
    if wide >= 0.999 * HALF_ROUND_KM:
        axes.axvline(HALF_ROUND_KM, color=PALE, lw=1.0, ls=(0, (2, 2)), zorder=1)
        half = tr("half way round the Earth")
        axes.annotate(half, (HALF_ROUND_KM, 0.97), (-4, 0), xycoords=("data", "axes fraction"),
                      textcoords="offset points", fontsize=7.5, color=GREY, ha="right", va="top")  # fmt: skip


# The times


def _draw_times(axes: Axes, check: FlightCheck) -> None:
    """What the announced time leaves for the ascent, beside what reported flights show."""
    axes.set_yticks([])
    low, high = check.expected_residual_s
    known = [
        end for end in (check.residual_s, *_ends(check.residual_with_rotation_s), *_delays(check)) if end is not None
    ]
    least, most = min([-60.0, *(end - 40.0 for end in known)]), max([high + 80.0, *(end + 40.0 for end in known)])
    axes.set_xlim(least, most)
    axes.set_ylim(0.0, 3.0)
    axes.axvspan(low, high, ymax=0.72, color=BAND, lw=0, zorder=0)
    axes.axvspan(least, 0.0, ymax=0.72, color="#f6e3e3", lw=0, zorder=0)
    axes.plot([0.0, 0.0], [0.0, 2.16], color=INK, lw=1.0, zorder=2)
    step = _nice((most - least) / 9)
    ticks = [step * number for number in range(int(least // step) + 1, int(most // step) + 1)]
    axes.set_xticks(ticks)
    axes.set_xticklabels([_signed(tick) if tick else "0" for tick in ticks])
    axes.set_xlabel(
        tr("seconds longer than the bare arc takes (free flight, Earth held still)"), fontsize=8, labelpad=3
    )
    room = most - least
    axes.text(0.5 * (low + high), 0.1, tr("reported flights\nof this kind"), fontsize=7.5, color="#4a6a3c", ha="center")
    if least < -0.12 * room:
        axes.text(least + 0.01 * room, 0.1, tr("no missile\ncan be here"), fontsize=7.5, color="#a05050")
    entries: list[tuple[Any, str]] = []
    if check.residual_s is not None:
        _draw_residual(axes, check, check.residual_s, entries)
    delays = _delays(check)
    if delays:
        axes.plot(delays, [0.85, 0.85], color=USUAL, lw=5.0, alpha=0.5, solid_capstyle="butt", zorder=4)
        entries.append((Patch(color=USUAL, alpha=0.5, lw=0), tr("our ascent, burn times as below")))
    legend = axes.legend([handle for handle, _ in entries], [label for _, label in entries], loc="upper left",
                         bbox_to_anchor=(-0.012, 0.95), ncols=3, frameon=False, fontsize=7.8, columnspacing=1.4,
                         handletextpad=0.5)  # fmt: skip
    fit_legend(legend, WIDTH - SIDE)
    told = axes.annotate(_said_of_times(check), (0, 1), xycoords="axes fraction", fontsize=8.6, va="center")
    fit(told, WIDTH - SIDE - 0.1)


def _draw_residual(axes: Axes, check: FlightCheck, residual: float, entries: list[tuple[Any, str]]) -> None:
    axes.plot(residual, 1.8, "D", ms=8, mfc=MISSILE, mec="white", mew=0.8, zorder=6)
    entries.append((Line2D([], [], ls="none", marker="D", ms=7, mfc=MISSILE, mec="white"), tr("announced time")))
    low, middle, high = _ends(check.residual_with_rotation_s)
    if middle is not None:
        axes.plot(middle, 1.33, "D", ms=6, mfc="white", mec=MISSILE, mew=1.3, zorder=5)
        mark = Line2D([], [], ls="none", marker="D", ms=6, mfc="white", mec=MISSILE, mew=1.3)
        entries.append((mark, tr("with the turning Earth, between the places")))
    elif low is not None and high is not None:
        axes.plot([low, high], [1.33, 1.33], color=MISSILE, lw=5.0, alpha=0.4, solid_capstyle="butt", zorder=4)
        turning = tr("with the turning Earth, {over}", over=check.rotation_over)
        entries.append((Patch(color=MISSILE, alpha=0.4, lw=0), turning))


def _delays(check: FlightCheck) -> list[float]:
    """Least and greatest delay [s] of our own ascent."""
    low, _, high = _ends(check.powered_flight_s)
    return [] if low is None or high is None else [low - check.free_flight_s, high - check.free_flight_s]


def _said_of_times(check: FlightCheck) -> str:
    low, _, high = _ends(check.powered_flight_s)
    free = tr("the bare arc takes {time} s", time=_number(round(check.free_flight_s)))
    if low is not None and high is not None:
        span = words.between(_number(round(low)), _number(round(high)))
        free = tr("{arc}, with our ascent {span} s", arc=free, span=span)
    if check.residual_s is None:
        return tr("No time was announced; {arc}.", arc=free)
    return tr(
        "Announced: {time} s; {arc}. Left for the ascent: {left} s.",
        time=_number(check.announced["time_s"]),
        arc=free,
        left=_signed(check.residual_s),
    )


def _foot(figure: Figure, check: FlightCheck, tall: float) -> None:
    notes = [tr("Height and distance at one scale, the ground laid flat.")]
    if not check.ballistic:
        notes.append(tr("The path of such a flight is not known; its times and ranges are not examined."))
    if check.minimum_energy_range_km.median is not None:
        whose = (
            tr("an assumption for {missiles} missiles", missiles=check.missile_class)
            if check.burn_times_assumed
            else tr("given by the user")
        )
        notes.append(
            tr(
                "Minimum-energy path: a notional missile with the same propellant and payload, burning {times} s "
                "({whose}), cut off at the angle of least energy; no rotation, no air on the way down.",
                times=", ".join(f"{time:.0f}" for time in dict.fromkeys(check.burn_times_s)),
                whose=whose,
            )
        )
    if check.source:
        notes.append(textwrap.shorten(tr("Source: {source}", source=check.source), 280, placeholder=" …"))
    lines = [line for note in notes for line in textwrap.wrap(note, letters(150))]
    figure.text(0.2 / WIDTH, 0.08 / tall, "\n".join(lines), fontsize=7, color=GREY, va="bottom")


def _range(ends: Ends) -> str:
    """A range in words: one number, or middle and ends."""
    rough = 100.0 if (ends.high or 0.0) > 3_000.0 else 10.0  # no finer than burn times are known
    low, middle, high = (rough * round((end or 0.0) / rough) for end in _ends(ends))
    if high - low < 0.02 * high:
        return _kilometres(middle)
    most = tr("anywhere") if high >= 0.995 * HALF_ROUND_KM else _kilometres(high)
    if middle >= 0.995 * HALF_ROUND_KM:
        return tr("{least} to anywhere", least=_kilometres(low)) if low < middle else tr("anywhere on Earth")
    return tr("{middle} ({least} to {most})", middle=_kilometres(middle), least=_kilometres(low), most=most)


def _ends(ends: Ends) -> tuple[float | None, float | None, float | None]:
    return ends.low, ends.median, ends.high


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if not rest:
        return tr("{minutes} min", minutes=minutes)
    return tr("{minutes} min {seconds} s", minutes=minutes, seconds=rest)


def _nice(step: float) -> float:
    """The next round number from 1, 2, 5 times a power of ten on."""
    power = 10.0 ** (len(str(int(max(1.0, step)))) - 1)
    return next(nice * power for nice in (1, 2, 5, 10) if nice * power >= step)


def _number(value: float) -> str:
    return digits(f"{value:,.1f}".removesuffix(".0").replace(",", NARROW))


def _kilometres(value: float) -> str:
    return tr("{distance} km", distance=_number(value))


def _signed(value: float) -> str:
    return digits(f"{value:+,.0f}".replace(",", NARROW).replace("-", words.MINUS))
