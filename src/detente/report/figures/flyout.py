"""When an interceptor can be where: fastest times as filled steps, latest times as dashed lines."""

import math
from typing import Any, TypeAlias

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from numpy.typing import NDArray

from detente.assessment.flyout import FlyOut
from detente.messages import digits, mark, tr
from detente.report import words
from detente.report.figures.style import GREY, INK, LIGHT, MISSILE, drawing, paper
from detente.report.figures.wrapping import fit

WIDTH, HEIGHT = 9.0, 5.9  # [inches]
FRAME = (0.085, 0.24, 0.79, 0.62)  # of the chart on the paper
STEPS_S = (10, 20, 30, 60, 120, 180, 300, 600)
MOST_STEPS = 12
LEAST_HEIGHT, CEILING = mark("least intercept height {height:,.0f} km"), mark("ceiling {height:,.0f} km")
UP, AWAY = mark("{distance:,.0f} km straight up"), mark("{distance:,.0f} km away at its least height")
STAGED = mark(
    "Stages integrated through the air; the last one burns out {burnout:,.0f} s after launch, and "
    "points are reached after that only."
)
PRESCRIBED = mark(
    "Prescribed ascent of {burnout:,.0f} s without air; points nearer than its end count as reached at burnout."
)
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
km = 1e3


def flyout(found: FlyOut) -> Figure:
    """Fastest and latest times over ground distance and height, with the limits and what is assumed."""
    chart = found.chart
    distance, height = chart.distance.values / km, chart.height.values / km
    lofted_only = _lofted_only(found)
    fastest = np.ma.masked_where(lofted_only | np.isnan(chart.values.T), chart.values.T)
    late = np.ma.masked_where(~(chart.latest_arrival_time.values - chart.values > 1.0), chart.latest_arrival_time).T
    levels = _levels(found.burnout_time_s, fastest)
    with drawing():
        figure = paper(WIDTH, HEIGHT)
        axes = figure.add_axes(FRAME)
        colours = ListedColormap(mpl.colormaps["YlGnBu_r"](np.linspace(0.0, 0.86, 256)))  # no step as pale as paper
        norm = BoundaryNorm(levels, 256)
        filled = axes.contourf(distance, height, fastest, levels=levels, cmap=colours, norm=norm)
        if lofted_only.any():
            axes.contourf(
                distance, height, lofted_only.astype(float), levels=[0.5, 1.5], colors=[LIGHT], hatches=["////"]
            )
        if late.count() > 16:
            lines = axes.contour(
                distance,
                height,
                late,
                levels=_levels(0.0, late, 8),
                colors=MISSILE,
                linestyles="dashed",
                linewidths=1.0,
            )
            axes.clabel(lines, fmt="%.0f s", fontsize=7.5, inline_spacing=3)
        _frame(axes, found, distance, height, fastest)
        bar = figure.colorbar(filled, cax=figure.add_axes((0.895, FRAME[1], 0.018, FRAME[3])), ticks=levels)
        bar.set_label(tr("fastest time from launch, s"), color=GREY)
        bar.ax.tick_params(length=0, labelsize=8)
        _words(figure, found, late.count() > 16, bool(lofted_only.any()))
    return figure


def _lofted_only(found: FlyOut) -> Bools:
    """Points (height, distance) that nothing but a lofted flight passes: later than all that are passed twice."""
    fast, late = found.chart.values.T, found.chart.latest_arrival_time.values.T
    twice = late > fast + 1.0
    if not twice.any():
        return np.zeros(fast.shape, dtype=np.bool_)
    seam: Bools = ~twice & (fast > fast[twice].max() + 10.0)
    return seam


def _levels(start: float, times: Any, most: int = MOST_STEPS) -> list[float]:
    """Round times [s] that part the chart into a few steps."""
    low, high = (float(times.min()), float(times.max())) if times.count() else (start, start + 60.0)
    step = next((s for s in STEPS_S if (high - low) / s <= most), STEPS_S[-1])
    first = step * math.floor(low / step)
    return [first + step * n for n in range(max(2, math.ceil((high - first) / step) + 1))]


def _frame(axes: Axes, found: FlyOut, distance: Floats, height: Floats, fastest: Any) -> None:
    weapon = found.interceptor
    reached = ~np.ma.getmaskarray(fastest)
    right = distance[np.flatnonzero(reached.any(axis=0))[-1]] if reached.any() else distance[-1]
    top = height[np.flatnonzero(reached.any(axis=1))[-1]] if reached.any() else height[-1]
    axes.set_xlim(0.0, 1.04 * right)
    axes.set_ylim(0.0, 1.06 * top)
    axes.set_xlabel(tr("ground distance from the site, km"))
    axes.set_ylabel(tr("height, km"), color=GREY)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=3, color=LIGHT)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: digits(f"{value:,.0f}"))
    limits = ((weapon.minimum_altitude_m, LEAST_HEIGHT, "top", -1.0),
              (weapon.maximum_altitude_m, CEILING, "bottom", 1.0))  # fmt: skip
    for limit, said, below, away in limits:
        side, up = below, away
        if 0.0 < limit / km < 0.07 * top:
            side, up = "bottom", 1.0  # no room below
        if 0.0 < limit / km < 1.06 * top:
            axes.axhline(limit / km, color=INK, linewidth=0.8)
            axes.annotate(
                tr(said, height=limit / km), (1.04 * right, limit / km), xytext=(0, 2.5 * up),
                textcoords="offset points", ha="right", va=side, fontsize=7.5, color=INK,
            )  # fmt: skip


def _words(figure: Figure, found: FlyOut, lofted: bool, lofted_only: bool) -> None:
    """Title, legend, and what the times rest on."""
    said, weapon = found.chart.attrs, found.interceptor
    figure.text(
        0.02, 0.975, tr("Fly-out of {interceptor}", interceptor=found.name), fontsize=12, fontweight="bold", va="top"
    )
    reach = [
        tr(way, distance=said[key] / km)
        for key, way in (("greatest_height_m", UP), ("greatest_distance_m", AWAY))
        if math.isfinite(said[key])
    ]
    within = tr(
        "Within its limit of {limit:,.0f} s it gets {reach}.",
        limit=weapon.maximum_flight_time_s,
        reach=words.listed(reach) or tr("nowhere"),
    )
    fit(figure.text(0.02, 0.925, within, fontsize=9, color=GREY, va="top"), 0.96 * WIDTH)
    handles: list[Patch | Line2D] = [
        Patch(color=mpl.colormaps["YlGnBu_r"](0.45), label=tr("fastest flight through a point"))
    ]
    if lofted:
        handles.append(
            Line2D([], [], color=MISSILE, linestyle="dashed", linewidth=1.0, label=tr("latest flight through it"))
        )
    if lofted_only:
        handles.append(Patch(facecolor=LIGHT, edgecolor=GREY, hatch="////", label=tr("passed by lofted flights only")))
    figure.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0.07, 0.165), ncols=3, frameon=False, fontsize=8,
        handlelength=2.2,
    )  # fmt: skip
    how = STAGED if found.staged else PRESCRIBED
    assumed = [words.phrase(row.key.partition(".")[2]) for row in found.used if row.certainty == "assumed"]
    text = [
        tr(how, burnout=found.burnout_time_s),
        tr("Earth held still. Method: docs/methods/flyout.md."),
        tr("Assumptions, not sourced: {parameters}.", parameters=", ".join(assumed)) if assumed else "",
    ]
    notes = figure.text(
        0.02, 0.105, "\n".join(line for line in text if line), fontsize=7.5, color=GREY, va="top", linespacing=1.6
    )
    fit(notes, 0.96 * WIDTH)
