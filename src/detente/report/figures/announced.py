"""One announced flight on one sheet: its path beside the missile's usual one, and its time beside its own arc's."""

import textwrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from detente.assessment.flight_check import FlightCheck
from detente.assessment.result import Ends
from detente.report.figures.style import GREY, INK, LIGHT, MISSILE, PALE, drawing, paper

WIDTH, SIDE = 8.6, 0.55  # [inches]
HEAD, PATHS, TIMES, FOOT = 1.3, 2.75, 1.5, 0.95  # [inches] heights, from top to bottom
GAP = 0.72  # [inches] between the panels
USUAL, USUAL_DEEP = "#2f6db5", "#1f528f"
BAND = "#d9e6d2"
HALF_ROUND_KM = 20_015.0
SIGNS = {True: "#14664f", False: "#a02020", None: "#8a5a00"}
NARROW = "\u202f"


def announced(check: FlightCheck) -> Figure:
    """The sheet of one announced flight."""
    tall = HEAD + PATHS + GAP + TIMES + FOOT
    with drawing():
        figure = paper(WIDTH, tall)
        _head(figure, check, tall)
        paths = _panel(figure, tall, FOOT + TIMES + GAP, PATHS)
        _draw_paths(paths, check)
        times = _panel(figure, tall, FOOT, TIMES)
        _draw_times(times, check)
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
    name = check.name or "Announced flight"
    figure.text(left, 1 - 0.14 / tall, textwrap.shorten(name, 90), fontsize=13, fontweight="bold", va="top")
    figure.text(left, 1 - 0.42 / tall, f"Announced: {_said(check)}", fontsize=9, color=GREY, va="top")
    word, colour = _verdict(check)
    figure.text(left, 1 - 0.66 / tall, word, fontsize=10, fontweight="bold", color=colour, va="top")


def _said(check: FlightCheck) -> str:
    said = check.announced
    parts = [f"apogee {_number(said['apogee_km'])} km", f"ground range {_number(said['range_km'])} km"]
    if said["time_s"] is not None:
        parts.append(f"{_clock(said['time_s'])} from launch to impact")
    if said["mach"] is not None:
        parts.append(f"top speed Mach {said['mach']:g}")
    elif said["speed_km_s"] is not None:
        parts.append(f"top speed {said['speed_km_s']:.2f} km/s")
    return ", ".join(parts)


def _verdict(check: FlightCheck) -> tuple[str, str]:
    if not check.ballistic:
        return "Not a ballistic flight: a glide or a powered flight, which is not examined", SIGNS[None]
    if not check.consistent:
        return "The announced numbers contradict each other", SIGNS[False]
    judged = check.residual_s is not None or check.announced["speed_km_s"] is not None
    return "The announced numbers hold together" if judged else "Nothing announced to test these numbers by", SIGNS[
        True
    ]


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
        entries.insert(0, (Line2D([], [], color=MISSILE, lw=2.0), "the announced flight"))
    _scale(axes, check)
    axes.set_xlabel("ground distance from the launch [km]", fontsize=8, labelpad=3)
    axes.legend(
        [handle for handle, _ in entries], [label for _, label in entries], loc="lower left",
        bbox_to_anchor=(-0.045, 1.01), ncols=3, frameon=False, fontsize=8, handlelength=2.2, columnspacing=1.6,
    )  # fmt: skip


def _draw_glide(axes: Axes, check: FlightCheck, entries: list[tuple[Any, str]]) -> None:
    least, apogee, range_ = check.sketch.least, check.announced["apogee_km"], check.announced["range_km"]
    axes.plot(least[:, 0], least[:, 1], color=GREY, lw=1.4, ls=(0, (4, 2)), zorder=4)
    axes.plot([0.0, range_], [apogee, apogee], color=MISSILE, lw=1.4, ls=(0, (1, 1.5)), zorder=5)
    axes.plot([0.0, range_], [0.0, 0.0], "o", ms=5, mfc=MISSILE, mec="white", clip_on=False, zorder=6)
    entries += [
        (Line2D([], [], color=MISSILE, lw=1.4, ls=(0, (1, 1.5))), f"announced apogee, {_number(apogee)} km (path unknown)"),
        (Line2D([], [], color=GREY, lw=1.4, ls=(0, (4, 2))),
         f"least-energy ballistic flight over this range, {_number(check.least_energy_apogee_km)} km"),
    ]  # fmt: skip


def _draw_usual(axes: Axes, check: FlightCheck, entries: list[tuple[Any, str]]) -> None:
    """The same missile on its usual path: one line a burn time, and the interval on the ground."""
    middle = check.burn_times_s[1]
    for burn, path in check.sketch.usual.items():
        main = burn == middle
        axes.plot(path[:, 0], path[:, 1], color=USUAL, lw=1.6 if main else 0.9,
                  ls="solid" if main else (0, (3, 2)), zorder=4 if main else 3)  # fmt: skip
    ends = check.minimum_energy_range_km
    if ends.low is None or ends.high is None or ends.median is None:
        return
    axes.plot([ends.low, ends.high], [0.0, 0.0], color=USUAL, lw=6.0, alpha=0.4, solid_capstyle="butt", clip_on=False,
              zorder=6)  # fmt: skip
    axes.plot(ends.median, 0.0, "o", ms=5.5, mfc=USUAL_DEEP, mec="white", mew=0.8, clip_on=False, zorder=7)
    said = f"the same missile on its usual path: {_range(ends)}"
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
        axes.annotate(f"{_number(level)} km", (1, level), (0, 1), xycoords=("axes fraction", "data"),
                      textcoords="offset points", fontsize=7, color=GREY, ha="right", va="bottom")  # fmt: skip
    if check.sketch.flown is not None:
        at = check.sketch.flown[int(check.sketch.flown[:, 1].argmax()), 0]
        axes.annotate(f"{_number(top)} km", (at, top), (0, 3), textcoords="offset points", fontsize=8,
                      fontweight="bold", color=MISSILE, ha="center" if at > 0.05 * span else "left", va="bottom")  # fmt: skip
    if wide >= 0.999 * HALF_ROUND_KM:
        axes.axvline(HALF_ROUND_KM, color=PALE, lw=1.0, ls=(0, (2, 2)), zorder=1)
        axes.annotate("half way round\nthe Earth", (HALF_ROUND_KM, 0.62), (-4, 0), xycoords=("data", "axes fraction"),
                      textcoords="offset points", fontsize=7.5, color=GREY, ha="right", va="top")  # fmt: skip


# The times


def _draw_times(axes: Axes, check: FlightCheck) -> None:
    """What the announced time leaves for the ascent, beside what reported flights show."""
    axes.set_yticks([])
    if not check.ballistic:
        axes.set_axis_off()
        axes.text(0.0, 0.6, "Times and ranges of such a flight are not examined.", fontsize=9, color=GREY,
                  transform=axes.transAxes)  # fmt: skip
        return
    low, high = check.expected_residual_s
    known = [end for end in (check.residual_s, *_ends(check.residual_with_rotation_s)) if end is not None]
    least, most = min([-60.0, *(end - 40.0 for end in known)]), max([high + 80.0, *(end + 40.0 for end in known)])
    axes.set_xlim(least, most)
    axes.set_ylim(0.0, 3.0)
    axes.axvspan(low, high, ymax=0.72, color=BAND, lw=0, zorder=0)
    axes.axvspan(least, 0.0, ymax=0.72, color="#f6e3e3", lw=0, zorder=0)
    axes.plot([0.0, 0.0], [0.0, 2.16], color=INK, lw=1.0, zorder=2)
    step = _nice((most - least) / 9)
    ticks = [step * number for number in range(int(least // step) + 1, int(most // step) + 1)]
    axes.set_xticks(ticks)
    axes.set_xticklabels([f"{tick:+,.0f}".replace(",", NARROW).replace("-", "−") if tick else "0" for tick in ticks])
    axes.set_xlabel("seconds longer than the bare arc takes (free flight, Earth held still)", fontsize=8, labelpad=3)
    room = most - least
    axes.text(0.5 * (low + high), 0.1, "reported flights\nof this kind", fontsize=7.5, color="#4a6a3c", ha="center")
    if least < -0.12 * room:
        axes.text(least + 0.01 * room, 0.1, "no missile\ncan be here", fontsize=7.5, color="#a05050")
    if check.residual_s is not None:
        _draw_residual(axes, check.residual_s, check.residual_with_rotation_s)
    _write_times(axes, check)


def _draw_residual(axes: Axes, residual: float, turned: Ends) -> None:
    axes.plot(residual, 1.55, "D", ms=8, mfc=MISSILE, mec="white", mew=0.8, zorder=6)
    low, high = turned.low, turned.high
    if low is None or high is None:
        return
    axes.plot([low, high], [0.95, 0.95], color=MISSILE, lw=5.0 if high > low else 0.0, alpha=0.4,
              solid_capstyle="butt", zorder=4)  # fmt: skip
    if turned.median is not None:
        axes.plot(turned.median, 0.95, "D", ms=6, mfc="white", mec=MISSILE, mew=1.3, zorder=5)


def _write_times(axes: Axes, check: FlightCheck) -> None:
    """The times in words above the strip, with a legend of its marks."""
    free, powered = f"{_number(check.free_flight_s)} s", check.powered_flight_s
    expected = "" if powered.low is None or powered.high is None else (
        f"with an ascent {_number(powered.low)} to {_number(powered.high)} s"
    )  # fmt: skip
    if check.residual_s is None:
        said = f"No time was announced. The bare arc takes {free}, {expected}."
    else:
        residual = f"{check.residual_s:+,.0f} s".replace(",", NARROW).replace("-", "−")
        said = f"Announced {_number(check.announced['time_s'])} s; the bare arc takes {free}, {expected}. Left: {residual}."
        known = check.residual_with_rotation_s.median is not None
        turning = "with the turning Earth" + ("" if known else f", {check.rotation_over}")
        handles = [
            Line2D([], [], ls="none", marker="D", ms=7, mfc=MISSILE, mec="white"),
            Line2D([], [], ls="none", marker="D", ms=6, mfc="white", mec=MISSILE, mew=1.3)
            if known else Patch(color=MISSILE, alpha=0.4, lw=0),
        ]  # fmt: skip
        axes.legend(handles, ["announced time", turning], loc="upper left", bbox_to_anchor=(-0.012, 0.93), ncols=2,
                    frameon=False, fontsize=7.8, columnspacing=1.6, handletextpad=0.5)  # fmt: skip
    axes.annotate(said, (0, 1), xycoords="axes fraction", fontsize=8.6, va="center")


def _foot(figure: Figure, check: FlightCheck, tall: float) -> None:
    notes = ["Height and distance at one scale, the ground laid flat."]
    if check.minimum_energy_range_km.median is not None:
        times = ", ".join(f"{time:.0f}" for time in dict.fromkeys(check.burn_times_s))
        whose = f"an assumption for {check.missile_class} missiles" if check.burn_times_assumed else "given by the user"
        notes.append(
            f"Usual path: a notional missile with the same propellant and payload, burning {times} s ({whose}), "
            "cut off at the angle of least energy; no rotation, no air on the way down."
        )
    if check.source:
        notes.append(f"Announced by: {check.source}")
    lines = [line for note in notes for line in textwrap.wrap(note, 150)]
    figure.text(0.2 / WIDTH, 0.08 / tall, "\n".join(lines), fontsize=7, color=GREY, va="bottom")


def _range(ends: Ends) -> str:
    """A range in words: one number, or middle and ends."""
    low, middle, high = ((end or 0.0) for end in _ends(ends))
    if high - low < 0.02 * high:
        return f"{_number(middle)} km"
    most = "anywhere" if high >= 0.999 * HALF_ROUND_KM else f"{_number(high)} km"
    if middle >= 0.999 * HALF_ROUND_KM:
        return f"{_number(low)} km to anywhere" if low < middle else "anywhere on Earth"
    return f"{_number(middle)} km ({_number(low)} km to {most})"


def _ends(ends: Ends) -> tuple[float | None, float | None, float | None]:
    return ends.low, ends.median, ends.high


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min" + (f" {rest} s" if rest else "")


def _nice(step: float) -> float:
    """The next round number from 1, 2, 5 times a power of ten on."""
    power = 10.0 ** (len(str(int(max(1.0, step)))) - 1)
    return next(nice * power for nice in (1, 2, 5, 10) if nice * power >= step)


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", NARROW)
