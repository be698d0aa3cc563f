"""The sheet that maps are drawn on: one panel a view, ground below, sites and names above, title, legend and notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from detente.assessment.result import Assessment
from detente.errors import RangeError
from detente.messages import digits, say, tr
from detente.reading.atlas import BOUNDARY_NOTE
from detente.report.figures import ground
from detente.report.figures.labels import Label
from detente.report.figures.projection import EARTH_RADIUS_KM, Camera
from detente.report.figures.style import DPI, GREY, INK, paper
from detente.report.figures.wrapping import fit, fit_legend
from detente.report.places import Standing, site_label

Pixels = NDArray[np.uint8]

BORDERS = ("visionscarto", "none")
SIDE, GAP, TOP, BOTTOM = 0.12, 0.16, 0.92, 1.02  # [inches] around and between panels
PANEL_HEIGHT = 4.75  # [inches]
SCALES_KM = (100, 200, 500, 1000, 2000)


@dataclass(frozen=True)
class Panels:
    """A sheet with its panels, and the size of each in pixels."""

    figure: Figure
    axes: tuple[Axes, ...]
    width: int
    height: int


def panel_shape(count: int) -> float:
    """Width over height of a panel when so many stand side by side."""
    return _panel_width(count) / PANEL_HEIGHT


def panels(count: int, camera: Camera) -> Panels:
    """A sheet with so many panels side by side, all with the same camera."""
    width = _panel_width(count)
    whole = 2 * SIDE + count * width + (count - 1) * GAP
    tall = TOP + PANEL_HEIGHT + BOTTOM
    figure = paper(whole, tall)
    found = []
    for index in range(count):
        left = SIDE + index * (width + GAP)
        axes = figure.add_axes((left / whole, BOTTOM / tall, width / whole, PANEL_HEIGHT / tall))
        axes.set_xlim(camera.left, camera.right)
        axes.set_ylim(camera.bottom, camera.top)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_autoscale_on(False)
        axes.patch.set_visible(False)
        found.append(axes)
    return Panels(figure, tuple(found), round(width * DPI), round(PANEL_HEIGHT * DPI))


class Underlay(Artist):
    """A picture of exactly a panel's size, copied under it pixel by pixel."""

    def __init__(self, axes: Axes, picture: Pixels) -> None:
        super().__init__()
        self.under, self.picture = axes, picture
        self.set_zorder(-1)

    def draw(self, renderer: Any) -> None:
        """Copy the picture, last row first as the canvas wants it."""
        box = self.under.get_window_extent()
        opaque = np.full((*self.picture.shape[:2], 1), 255, dtype=np.uint8)
        rows = np.concatenate([self.picture, opaque], axis=2)[::-1]
        renderer.draw_image(renderer.new_gc(), round(box.x0), round(box.y0), rows)


def lay(page: Panels, index: int, picture: Pixels) -> None:
    """Put a picture of exactly the panel's size under one panel."""
    page.figure.add_artist(Underlay(page.axes[index], picture))


def draw_lines(axes: Axes, camera: Camera, borders: str, *, step_deg: int) -> None:
    """Graticule, borders and coasts."""
    if borders not in BORDERS:
        raise RangeError(say('borders "{found}"; expected one of {known}.', found=borders, known=", ".join(BORDERS)))
    axes.plot(*ground.graticule(camera, step_deg), color="#8fa3b5", lw=0.4, alpha=0.55, zorder=3)
    if borders != "none":
        axes.plot(*ground.lines(camera, "borders"), color="#8b8f94", lw=0.45, alpha=0.8, zorder=4)
    axes.plot(*ground.lines(camera, "coast"), color="#4d5a66", lw=0.6, zorder=5)


def draw_sites(axes: Axes, camera: Camera, places: Sequence[Standing]) -> None:
    """Triangles for interceptors, rings for sensors, both where both stand."""
    for here in places:
        x, y = camera.projection.forward(here.latitude_deg, here.longitude_deg)
        if here.sensors:
            size = 10.5 if here.interceptors else 6.0
            axes.plot(x, y, "o", ms=size, mfc="none" if here.interceptors else "white", mec=INK, mew=1.1, zorder=9)
        if here.interceptors:
            axes.plot(x, y, "^", ms=6.5, mfc=INK, mec="white", mew=0.6, zorder=9.5)


def site_labels(assessment: Assessment, camera: Camera, places: Sequence[Standing]) -> list[Label]:
    """Names of the sites that the camera sees, bases of interceptors first."""
    found = []
    for here in places:
        x, y = (float(part) for part in camera.projection.forward(here.latitude_deg, here.longitude_deg))
        if sees(camera, x, y):
            weight = "bold" if here.interceptors else "normal"
            found.append(Label(site_label(assessment, here), x, y, 8.0 if here.interceptors else 7.5, weight))
    return found


def sees(camera: Camera, x: float, y: float) -> bool:
    """Is this point of the map inside the window?"""
    return camera.left < x < camera.right and camera.bottom < y < camera.top


def draw_scale(axes: Axes, camera: Camera) -> None:
    """A scale bar, right in the middle of the map."""
    width = (camera.right - camera.left) * EARTH_RADIUS_KM
    length = max([size for size in SCALES_KM if size < 0.22 * width], default=SCALES_KM[0])
    share = length / width
    said = tr("{distance} km", distance=digits(f"{length:,}".replace(",", "\u202f")))
    x = 0.03
    axes.plot(
        [x, x + share], [0.035, 0.035], transform=axes.transAxes, color=INK, lw=1.6, solid_capstyle="butt", zorder=11
    )
    axes.text(
        x + share / 2, 0.045, said, transform=axes.transAxes,
        fontsize=7, ha="center", va="bottom", zorder=11,
    )  # fmt: skip


def head(figure: Figure, title: str, under: str) -> None:
    """The title of the sheet and the line under it."""
    width, height = figure.get_size_inches()
    heading = figure.text(SIDE / width, 1 - 0.13 / height, title, fontsize=12.5, fontweight="bold", va="top")
    fit(heading, width - 2 * SIDE)
    fit(figure.text(SIDE / width, 1 - 0.38 / height, under, fontsize=8.5, color=GREY, va="top"), width - 2 * SIDE)


def panel_head(axes: Axes, title: str, said: str, colour: str) -> None:
    """The name of a view above its panel, and its answer in words."""
    axes.annotate(
        title, (0, 1), (1, 14), xycoords="axes fraction", textcoords="offset points",
        fontsize=9.5, fontweight="bold", color=colour, va="bottom",
    )  # fmt: skip
    answer = axes.annotate(
        said, (0, 1), (1, 3), xycoords="axes fraction", textcoords="offset points", fontsize=8.2, color=INK, va="bottom"
    )
    fit(answer, axes.get_window_extent().width / DPI)


def foot(figure: Figure, entries: Sequence[tuple[Any, str]], note: str, *, columns: int) -> None:
    """Legend and notes below the panels; the line on boundaries stands under every map."""
    width, height = figure.get_size_inches()
    handles, labels = [handle for handle, _ in entries], [label for _, label in entries]
    legend = figure.legend(
        handles, labels, handler_map={tuple: HandlerTuple(ndivide=None, pad=0.3)}, loc="upper left",
        bbox_to_anchor=(SIDE / width - 0.004, (BOTTOM - 0.03) / height), ncols=columns, frameon=False, fontsize=7.6,
        handlelength=2.2, columnspacing=1.5, labelspacing=0.4, borderpad=0.2,
    )  # fmt: skip
    fit_legend(legend, width - SIDE)
    notes = figure.text(
        SIDE / width, 0.06 / height, f"{note}\n{tr(BOUNDARY_NOTE)}", fontsize=6.8, color=GREY, va="bottom"
    )
    fit(notes, width - 2 * SIDE)


def sign(marker: str, **look: Any) -> Line2D:
    """A mark for a legend."""
    return Line2D([], [], linestyle="none", marker=marker, **look)


def _panel_width(count: int) -> float:
    return 5.9 if count <= 2 else 4.2
