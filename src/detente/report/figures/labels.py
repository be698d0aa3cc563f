"""Names beside points of a map, set so that they cover neither one another nor the points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from detente.report.figures.style import GREY, INK

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]

DIRECTIONS = ((1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1), (0, 1), (0, -1))
STEPS_PT = (7.0, 12.0, 20.0, 30.0, 42.0, 58.0)
POINT_PT = 4.5


@dataclass(frozen=True)
class Label:
    """A name and the point it belongs to, in the units of the axes. Heavier ones are set first."""

    text: str
    x: float
    y: float
    size: float = 8.0
    weight: str = "normal"
    colour: str = INK
    style: Literal["normal", "italic"] = "normal"


def place_labels(
    axes: Axes,
    labels: Sequence[Label],
    lines: Sequence[tuple[Floats, Floats]] = (),
    points: Sequence[tuple[float, float]] = (),
) -> None:
    """Set every label at the nearest free spot around its point, with a thin leader where that is not beside it.

    lines: x and y of lines that names should rather not cover; points: further marks that they should not cover;
    all in the units of the axes.
    """
    canvas: Any = axes.figure.canvas
    renderer = canvas.get_renderer()
    scale = renderer.points_to_pixels(1.0)
    frame = axes.get_window_extent()
    inner = (frame.x0 + 3, frame.y0 + 3, frame.x1 - 3, frame.y1 - 3)
    marks = [axes.transData.transform(point) for point in [*points, *((label.x, label.y) for label in labels)]]
    half = POINT_PT * scale
    along = [axes.transData.transform(np.stack(line, axis=1)) for line in lines]
    crossed = np.concatenate([np.empty((0, 2)), *along])
    spots: list[Box] = [(x - half, y - half, x + half, y + half) for x, y in marks]
    taken: list[Box] = []
    for label in labels:
        width, height = _measure(renderer, label)
        at = axes.transData.transform((label.x, label.y))
        box, step = _best(at, width, height, scale, (spots, taken, crossed, inner))
        taken.append(box)
        _write(axes, label, box, at, leader=step > STEPS_PT[0])


def _measure(renderer: Any, label: Label) -> tuple[float, float]:
    font = FontProperties(family="DejaVu Sans", size=label.size, weight=label.weight, style=label.style)
    rows = label.text.split("\n")
    sizes = [renderer.get_text_width_height_descent(row, font, False) for row in rows]
    return max(size[0] for size in sizes), 1.2 * len(rows) * renderer.points_to_pixels(label.size)


def _best(
    at: Any, width: float, height: float, scale: float, around: tuple[list[Box], list[Box], Floats, Box]
) -> tuple[Box, float]:
    """The free spot nearest to the point; where none is free, the one that covers least."""
    marks, set_already, crossed, inner = around
    best: tuple[float, Box, float] | None = None
    for rank, step in enumerate(STEPS_PT):
        for turn, (dx, dy) in enumerate(DIRECTIONS):
            box = _box(at, dx, dy, width, height, step * scale)
            cost = sum(_overlap(box, mark) / _area(mark) for mark in marks)
            cost += 4.0 * sum(_overlap(box, other) / min(_area(box), _area(other)) for other in set_already)
            cost += 6.0 * (1.0 - _overlap(box, inner) / _area(box))
            cost += min(0.2, 0.012 * _count(box, crossed)) + 0.05 * rank + 0.002 * turn
            if best is None or cost < best[0]:
                best = (cost, box, step)
    assert best is not None
    return best[1], best[2]


def _box(at: Any, dx: int, dy: int, width: float, height: float, step: float) -> Box:
    x, y = at[0] + dx * step * (0.75 if dy else 1.0), at[1] + dy * step * (0.75 if dx else 1.0)
    left = x if dx > 0 else x - width if dx < 0 else x - width / 2
    bottom = y if dy > 0 else y - height if dy < 0 else y - height / 2
    return left, bottom, left + width, bottom + height


def _overlap(a: Box, b: Box) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0])
    tall = min(a[3], b[3]) - max(a[1], b[1])
    return wide * tall if wide > 0 and tall > 0 else 0.0


def _count(box: Box, points: Floats) -> int:
    """How many of these points a box covers."""
    inside = (points[:, 0] > box[0]) & (points[:, 0] < box[2]) & (points[:, 1] > box[1]) & (points[:, 1] < box[3])
    return int(np.count_nonzero(inside))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _write(axes: Axes, label: Label, box: Box, at: Any, *, leader: bool) -> None:
    back: Any = axes.transData.inverted()
    x, y = back.transform((box[0], (box[1] + box[3]) / 2))
    if leader:
        end = (min(max(at[0], box[0]), box[2]), min(max(at[1], box[1] + 2), box[3] - 2))
        line = [back.transform(end), (label.x, label.y)]
        axes.plot(
            [line[0][0], line[1][0]], [line[0][1], line[1][1]], color=GREY, lw=0.5, zorder=8, scalex=False, scaley=False
        )
    axes.text(
        x, y, label.text, fontsize=label.size, fontweight=label.weight, fontstyle=label.style, color=label.colour,
        ha="left", va="center", linespacing=1.15, zorder=10,
        path_effects=[withStroke(linewidth=2.2, foreground="#ffffffd0")],
    )  # fmt: skip
