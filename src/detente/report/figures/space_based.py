"""Interceptors in orbit: how many are absent for each one in reach, by inclination, altitude and latitude."""

import math
import textwrap
from typing import Any, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator
from numpy.typing import NDArray

from detente.assessment.space_based import Aggregate
from detente.messages import digits, tr
from detente.report.figures.style import GREY, INK, LIGHT, drawing, paper
from detente.report.figures.wrapping import fit, fit_legend, letters

Floats: TypeAlias = NDArray[np.float64]

WIDTH, HEIGHT = 10.2, 6.3  # [inches]
COLOURS = ("#1f528f", "#2a9a7a", "#e07b1a", "#8a5ab0", "#7a1f3d", "#5d6773", "#b08900")
DASHES = ("solid", (0, (5, 1.6)), (0, (1.2, 1.3)), (0, (6, 1.6, 1.2, 1.6)), (0, (3, 1, 1, 1, 1, 1)), (0, (8, 3)))
PLANES_DEG = (30.0, 45.0, 60.0, 75.0, 90.0)
BEHIND = {"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.8}
NICE = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)


def space_based(found: Aggregate) -> Figure:
    """Absentee ratio against the inclination of the orbits, and against the latitude of the point."""
    d = found.as_dict()
    with drawing():
        figure = paper(WIDTH, HEIGHT)
        by_inclination = figure.add_axes((0.075, 0.29, 0.40, 0.51))
        by_latitude = figure.add_axes((0.575, 0.29, 0.40, 0.51))
        _altitudes(by_inclination, found)
        _planes(by_latitude, found)
        _words(figure, d)
    return figure


def _altitudes(axes: Axes, found: Aggregate) -> None:
    """One line for each altitude of the orbits."""
    x = np.degrees(found.data.inclination.values)
    for k, altitude in enumerate(found.data.orbit_altitude.values):
        y = found.data.absentee_ratio.values[:, k]
        high = altitude / 1e3
        known = bool(np.isfinite(y).any())
        label = (
            tr("{distance:,.0f} km", distance=high) if known else tr("{height:,.0f} km: never in reach", height=high)
        )
        asked = altitude == found.altitude_m
        axes.plot(x, _gaps(y), color=_colour(k), ls=_dash(k), lw=2.4 if asked else 1.3, label=label)
    _mark(axes, found.inclination_deg, found)
    axes.set_xlim(0.0, max(90.0, found.inclination_deg))
    axes.set_xlabel(tr("inclination of the orbits, deg"))
    ratio = axes.set_ylabel(tr("absentee ratio (satellites in orbit for one in reach)"))
    fit(ratio, 0.6 * HEIGHT)
    axes.set_title(tr("Point at {latitude:g} deg latitude", latitude=found.latitude_deg), fontsize=10, loc="left")
    _finish(axes, tr("altitude of the orbits"), found.data.absentee_ratio.values)


def _planes(axes: Axes, found: Aggregate) -> None:
    """One line for each inclination, at the altitude that was asked for."""
    x = np.degrees(found.data.point_latitude.values)
    for k, plane in enumerate(sorted({*PLANES_DEG, found.inclination_deg})):
        y = found.data.absentee_by_latitude.sel(inclination=math.radians(plane), method="nearest").values
        asked = plane == found.inclination_deg
        axes.plot(
            x, _gaps(y), color=_colour(k), ls=_dash(k), lw=2.4 if asked else 1.3, label=tr("{angle:g} deg", angle=plane)
        )
    _mark(axes, abs(found.latitude_deg), found)
    axes.set_xlim(0.0, 90.0)
    axes.set_xlabel(tr("latitude of the point (north or south), deg"))
    axes.set_title(tr("Orbits {height:,.0f} km high", height=found.altitude_m / 1e3), fontsize=10, loc="left")
    _finish(axes, tr("inclination"), found.data.absentee_by_latitude.values)


def _finish(axes: Axes, legend: str, ratios: Floats) -> None:
    """A logarithmic axis with plain numbers, a grid and a legend; the steep ends of the lines run out of it."""
    axes.set_yscale("log")
    known = ratios[np.isfinite(ratios)]
    low, high = (0.8 * known.min(), 2.0 * float(np.percentile(known, 90.0))) if known.size else (1.0, 100.0)
    axes.set_ylim(low, high)
    axes.yaxis.set_major_locator(FixedLocator([nice for nice in NICE if low <= nice <= high]))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: digits(f"{value:,.0f}")))
    axes.grid(color=LIGHT, lw=0.7)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if not known.size:
        axes.text(0.5, 0.5, tr("never in reach"), transform=axes.transAxes, ha="center", color=GREY)
    lines = axes.legend(
        title=legend,
        loc="upper center",
        bbox_to_anchor=(0.5, -0.13),
        ncols=3,
        fontsize=8,
        title_fontsize=8,
        frameon=False,
    )
    fit_legend(lines, 0.46 * WIDTH)


def _mark(axes: Axes, x: float, found: Aggregate) -> None:
    """The case that was asked for."""
    if math.isfinite(found.absentee_ratio):
        axes.plot([x], [found.absentee_ratio], "o", color=INK, ms=6, zorder=5, label="_asked")
        said = digits(f"{found.absentee_ratio:,.1f}")
        axes.annotate(
            said, (x, found.absentee_ratio), xytext=(6, 7), textcoords="offset points",
            fontweight="bold", color=INK, zorder=6, bbox=BEHIND,
        )  # fmt: skip


def _words(figure: Figure, d: dict[str, Any]) -> None:
    """Title, the case in words, and what is taken for granted."""
    figure.text(
        0.012, 0.975, tr("Interceptors in orbit: how many for one in reach?"), fontsize=13, fontweight="bold", va="top"
    )
    reach = d["reach_radius_km"]
    case = (
        tr(
            "Each flies {flown:,.0f} km in the time left and reaches nothing: too far from the meeting.",
            flown=d["flown_km"],
        )
        if reach is None
        else tr(
            "Each flies {flown:,.0f} km in the time left and reaches {reach:,.0f} km around the point below.",
            flown=d["flown_km"],
            reach=reach,
        )
    )
    dot = tr("The dot is the case asked for; where a line is missing, no satellite is ever in reach.")
    figure.text(0.012, 0.925, f"{case} \n{dot}", fontsize=9, color=GREY, va="top", linespacing=1.4)
    assumptions = tr("Assumes: {assumptions}.", assumptions="; ".join(tr(line) for line in d["assumptions"]))
    figure.text(0.012, 0.015, textwrap.fill(assumptions, letters(175)), fontsize=7.5, color=GREY, va="bottom")


def _gaps(ratios: Floats) -> Floats:
    """Ratios without the infinite ones."""
    return np.where(np.isfinite(ratios), ratios, np.nan)


def _colour(k: int) -> str:
    return COLOURS[k % len(COLOURS)]


def _dash(k: int) -> Any:
    return DASHES[k % len(DASHES)]
