"""The fields of a live picture: on a regular grid, the time in hand of the best site against a threat.

`defended`: cells are what is flown at. `denied`, its mirror: cells are where it is launched from. At one degree every
cell is exact while nothing moves; finer grids, and those of a drag, are exact near their edges and interpolated
elsewhere (`scene_refining`).
"""

from collections.abc import Sequence

import numpy as np
from scipy.ndimage import distance_transform_edt

from detente.assessment.resolve import Numbers, defence
from detente.assessment.scene_grid import Window
from detente.assessment.scene_parts import CLIP, Field, Halves, Ints
from detente.assessment.scene_refining import interpolated, refined
from detente.assessment.scene_skies import Sky, part_of, slack_under, tiles, whole_sky
from detente.assessment.stages import Floats
from detente.flying.windows import Defence

STEPS = (1.0, 0.5, 0.25)
COARSE = 1.0  # [deg] of the grid on which everything is exact when nothing moves
MOVING = 2.0  # [deg] of that grid while something moves
BAND = 0.5  # [deg] finest grid for the ends of a band


def field(side: str, sky: Sky, step: float, corners: Sequence[Numbers], *, moving: bool = False) -> Field:
    """The field of a sky: at the middle of the numbers alone, or at the middle and at both ends of the ranges.

    corners: the numbers of the middle, and where a band is wanted those of its low and high end. moving: cells are
    worked out on a grid of MOVING degrees, and those of the middle again on whole degrees near its edges.
    """
    middle, *ends = corners
    if moving:
        found = [_to_degrees(sky, middle), *(interpolated(_whole(sky, end, MOVING), 2) for end in ends)]
    else:
        found = [_slack(sky, middle, step), *(_end(sky, end, step) for end in ends)]
    return field_of(side, sky.kind, sky.window, step, found)


def _standing(sky: Sky, numbers: Numbers) -> Defence:
    return defence(sky.view.against(sky.phase, sky.threat), numbers, sky.view.words)


def _whole(sky: Sky, numbers: Numbers, step: float) -> Floats:
    """Slack (rows, columns) [s] of every cell, exact; NaN where nothing threatens."""
    flown = whole_sky(sky, numbers, step)
    return slack_under(_standing(sky, numbers), flown).reshape(sky.window.shape(step))


def _slack(sky: Sky, numbers: Numbers, step: float) -> Floats:
    """Slack (rows, columns) [s]: of every cell of whole degrees exact, of finer ones near the edges."""
    coarse = _whole(sky, numbers, COARSE)
    return coarse if step == COARSE else _finer(sky, numbers, coarse, step)


def _finer(sky: Sky, numbers: Numbers, coarse: Floats, step: float) -> Floats:
    """Slack on cells of `step` degrees, exact near the edges of what it is on whole degrees (rows, columns)."""
    standing, points = _standing(sky, numbers), sky.window.points(step)

    def exact(wanted: Ints, inside: Ints) -> Floats:
        return slack_under(standing, tiles(sky, numbers, step, wanted.tolist(), points[inside]))

    return refined(coarse, round(COARSE / step), exact)


def _to_degrees(sky: Sky, numbers: Numbers) -> Floats:
    """Slack (rows, columns) [s] on whole degrees, exact near the edges of what it is on cells of MOVING degrees."""
    standing, whole = _standing(sky, numbers), whole_sky(sky, numbers, COARSE)

    def exact(_: Ints, inside: Ints) -> Floats:
        return slack_under(standing, part_of(whole, inside.ravel()))

    return refined(_whole(sky, numbers, MOVING), round(MOVING / COARSE), exact)


def _end(sky: Sky, numbers: Numbers, step: float) -> Floats:
    """One end of a band: on whole degrees exact, on finer cells from two degrees by way of one and a half."""
    if step == COARSE:
        return _whole(sky, numbers, COARSE)
    found = _finer(sky, numbers, _to_degrees(sky, numbers), BAND)
    return found if step == BAND else interpolated(found, round(BAND / step))


def field_of(side: str, kind: str, here: Window, step: float, slack: Sequence[Floats]) -> Field:
    """A field from the slack (rows, columns) [s] of the middle alone, or of middle, low and high."""
    rows, columns = here.shape(step)
    return Field(side, kind, here.south, here.west, step, rows, columns, len(slack) > 1, packed(slack))


def packed(slack: Sequence[Floats]) -> Halves:
    """Cells (rows, columns, 4) of a `Field` from the slack (rows, columns) of the middle, or of all three."""
    middle, low, high = slack if len(slack) == 3 else (slack[0],) * 3
    low, high = np.fmin(middle, low), np.fmax(middle, high)
    channels = [_filled(np.clip(each, -CLIP, CLIP)) for each in (middle, low, high)]
    cells = np.stack([*channels, (~np.isnan(middle)).astype(np.float64)], axis=-1).astype(np.float16)
    return signed(cells, np.stack([middle, low, high], axis=-1))


def signed(cells: Halves, slack: Floats) -> Halves:
    """The cells with the sign of the slack: a half float would round a hair below 0 up to it."""
    below = (slack < 0.0) & (cells[..., :3] >= 0.0)
    cells[..., :3][below] = -np.finfo(np.float16).smallest_subnormal
    return cells


def _filled(values: Floats) -> Floats:
    """Values with each gap (NaN) given the nearest one that is none; 0 everywhere if all are gaps."""
    gaps = np.isnan(values)
    if not gaps.any() or gaps.all():
        return np.nan_to_num(values, nan=0.0)
    nearest = distance_transform_edt(gaps, return_distances=False, return_indices=True)
    return np.asarray(values[tuple(nearest)])
