"""Colours, lines and paper of all figures. A view differs by colour and by dash, so it survives grey printing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import ScalarFormatter

from detente.assessment.result import Assessment
from detente.messages import digits
from detente.report.figures.wrapping import fit

INK, GREY, PALE, LIGHT = "#1d2733", "#5d6773", "#aeb6bf", "#e4e7ea"
SEA, LAND, PROTECTED = "#dfe8ef", "#e9e5db", "#fbfaf6"
MISSILE = "#7a1f3d"
DPI = 120

FONT: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "text.color": INK,
    "axes.edgecolor": PALE,
    "axes.labelcolor": GREY,
    "xtick.color": GREY,
    "ytick.color": INK,
    "axes.linewidth": 0.8,
    "hatch.linewidth": 0.7,
    "svg.hashsalt": "detente",
    "svg.fonttype": "path",
    "path.simplify_threshold": 0.25,
}


@dataclass(frozen=True)
class ViewStyle:
    """How one view is drawn."""

    colour: str
    deep: str
    """The same colour, dark enough for text on white."""
    dash: Any
    """A line style of matplotlib."""
    marker: str
    word: str
    """What the line is called in a legend."""


_STYLES = {
    "blue": ViewStyle("#2f6db5", "#1f528f", "solid", "o", "solid"),
    "orange": ViewStyle("#e07b1a", "#a65306", (0, (4.5, 2.0)), "s", "dashed"),
    "green": ViewStyle("#2a9a7a", "#14664f", (0, (1.2, 1.4)), "D", "dotted"),
    "purple": ViewStyle("#8a5ab0", "#643a87", (0, (6.0, 1.6, 1.2, 1.6)), "^", "dash-dotted"),
}


def view_styles(assessment: Assessment) -> dict[str, ViewStyle]:
    """A style for each view of an assessment."""
    return named_styles(assessment.views)


def named_styles(views: Mapping[str, Mapping[str, str]]) -> dict[str, ViewStyle]:
    """A style for each view: the colour it asks for, else the first that is free."""
    asked = {view: said.get("colour", "") for view, said in views.items()}
    free = [colour for colour in _STYLES if colour not in asked.values()]
    named = {
        view: colour if colour in _STYLES else free.pop(0) if free else list(_STYLES)[index % len(_STYLES)]
        for index, (view, colour) in enumerate(asked.items())
    }
    return {view: _STYLES[colour] for view, colour in named.items()}


@contextmanager
def drawing() -> Iterator[None]:
    """Fonts and lines for the time of one drawing; nothing global stays changed."""
    with mpl.rc_context(FONT):
        yield


class _Numerals(ScalarFormatter):
    """Numbers of an axis, written as the language of the moment does."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        return digits(super().__call__(x, pos))


def numerals(axes: Axes) -> None:
    """Both axes of a chart with numbers as the language of the moment writes them."""
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(_Numerals())


def paper(width: float, height: float) -> Figure:
    """An empty figure [inches] on the Agg canvas."""
    figure = Figure(figsize=(width, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def framed(figure: Figure, title: str, note: str) -> None:
    """A title at the top of a chart, and at its foot what a reader must know of it."""
    wide, tall = figure.get_size_inches()
    fit(figure.text(0.12 / wide, 1 - 0.12 / tall, title, fontsize=12, fontweight="bold", va="top"), wide - 0.24)
    fit(figure.text(0.12 / wide, 0.08 / tall, note, fontsize=7, color=GREY, va="bottom"), wide - 0.24)
