"""Finer than a degree: exact where the edge of an area runs, interpolated where the answer is far from turning."""

from collections.abc import Callable

import numpy as np
from scipy.ndimage import distance_transform_edt, map_coordinates, maximum_filter, minimum_filter

from detente.assessment.scene_parts import CLIP, Bools, Ints
from detente.assessment.stages import Floats

NEAR = 15.0  # [s] slack closer to 0 than this is near the edge whatever lies beside it


def near_edge(slack: Floats) -> Bools:
    """Cells (rows, columns) near an edge: a neighbour answers otherwise or is threatened otherwise, or almost."""
    answer = np.where(np.isnan(slack), 2, np.where(slack >= 0.0, 1, 0))
    beside = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], dtype=bool)
    lowest = minimum_filter(answer, footprint=beside, mode="nearest")
    highest = maximum_filter(answer, footprint=beside, mode="nearest")
    return np.asarray((lowest != highest) | (np.abs(slack) < NEAR))


def refined(coarse: Floats, parts: int, exact: Callable[[Ints, Ints], Floats]) -> Floats:
    """Slack [s] on cells `parts` times as fine each way as those of `coarse` (rows, columns).

    All fine cells of a coarse cell near an edge are exact; the others lie on the surface through the coarse centres,
    and are threatened where their coarse cell is. exact: from coarse cells (k,) and all fine cells in them
    (k, parts * parts), both as numbers in their grid, to the slack of the latter.
    """
    fine = interpolated(coarse, parts)
    near = near_edge(coarse)
    wanted = np.flatnonzero(near)
    if not wanted.size:
        return fine
    rows, columns = coarse.shape
    inside = np.arange(fine.size).reshape(rows, parts, columns, parts).swapaxes(1, 2)[near].reshape(wanted.size, -1)
    tiled = fine.reshape(rows, parts, columns, parts).swapaxes(1, 2)  # (rows, columns, parts, parts), a view
    tiled[near] = exact(wanted, inside).reshape(wanted.size, parts, parts)
    return fine


def interpolated(coarse: Floats, parts: int) -> Floats:
    """Slack (rows * parts, columns * parts) [s], bilinear between the coarse centres and within CLIP of 0."""
    gaps = np.isnan(coarse)
    whole = np.clip(coarse, -CLIP, CLIP)
    if gaps.any() and not gaps.all():
        whole = whole[tuple(distance_transform_edt(gaps, return_distances=False, return_indices=True))]
    rows, columns = ((np.arange(size * parts) + 0.5) / parts - 0.5 for size in coarse.shape)
    grid = np.meshgrid(rows, columns, indexing="ij")
    fine = map_coordinates(np.nan_to_num(whole, nan=0.0), grid, order=1, mode="nearest")
    return np.where(np.kron(gaps, np.ones((parts, parts), dtype=bool)), np.nan, fine)
