"""How sure is the edge of a defended area? Its place in nine, in five and in one of ten samples of the numbers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from detente.assessment.resolve import Assumptions
from detente.assessment.stages import Floats, Protection, map_slack
from detente.flying.footprint import Grid
from detente.vocabulary import variable

LEVELS = (0.9, 0.5, 0.1)
COARSER = 2  # every so many rows and columns of the map


@dataclass(frozen=True, eq=False)
class Bands:
    """One phase against one threat under one view.

    slack (levels, rows, columns) [s]: what at least 90, 50 and 10 % of the samples reach; the sign says whether a cell
    is defended in so many. NaN where fewer than half of the samples threaten the cell.
    """

    view: str
    phase: int
    threat: str
    grid: Grid
    slack: Floats
    samples: int


def bands(
    view: Assumptions, answer: Protection, samples: Sequence[Mapping[str, float]], intervals: Collection[str] = ()
) -> Bands:
    """Where is the edge of what is defended against a threat, when numbers are drawn instead of taken at their middle?

    Numbers that have a range and no distribution are not drawn: for the 90 % they stand at the ends that lower the
    slack, for the 10 % at those that raise it, for the 50 % at their centre. So the outer bands hold wherever in their
    ranges these numbers lie, as far as the direction of each was found right (docs/methods/ranges.md).

    Arguments: samples: SI values by key, each in place of the view's own; intervals: keys of ranges without a
               distribution.
    Returns:   Bands on every COARSER-th row and column of the map.
    """
    grid = Grid(answer.ground.grid.latitude_rad[::COARSER], answer.ground.grid.longitude_rad[::COARSER])
    adverse = {key: answer.spread.lowest[key] for key in intervals if key in answer.spread.lowest}
    kind = {key: answer.spread.highest[key] for key in intervals if key in answer.spread.highest}
    held = (adverse, {}, kind) if adverse else ({},)

    def slack(at: Mapping[str, float]) -> Floats:
        every = [{**view.numbers, **sample, **at} for sample in samples]
        return np.stack([map_slack(view, numbers, answer.phase, answer.threat, grid.points) for numbers in every])

    found = [slack(at) for at in held]
    rows = [_reached(found[min(k, len(found) - 1)], share) for k, share in enumerate(LEVELS)]
    rare = np.isnan(found[len(found) // 2]).mean(axis=0) > 0.5
    edges = np.where(rare, np.nan, np.stack(rows))
    return Bands(view.view, answer.phase, answer.threat.id, grid, edges.reshape(-1, *grid.shape), len(samples))


def _reached(slack: Floats, share: float) -> Floats:
    """The slack (cells,) that so many of the samples (n, cells) that threaten a cell reach; NaN where none does."""
    ordered = np.sort(slack, axis=0)  # NaN last
    count = (~np.isnan(slack)).sum(axis=0)
    place = np.maximum(count - np.ceil(share * count - 1e-9).astype(np.int64), 0)
    return np.asarray(np.take_along_axis(ordered, place[None, :], axis=0)[0])


def as_arrays(found: Sequence[Bands], views: Sequence[str]) -> xr.Dataset:
    """The bands of one threat as labelled arrays; NaN for views and phases that were not asked."""
    phases = sorted({each.phase for each in found})
    grid = found[0].grid
    slack = np.full((len(views), len(phases), len(LEVELS), *grid.shape), np.nan)
    for each in found:
        slack[list(views).index(each.view), phases.index(each.phase)] = each.slack
    labels = {"view": list(views), "phase": phases, "band": list(LEVELS)}
    return xr.Dataset(
        {
            "band_slack": variable("band_slack", slack, **labels),
            "row_latitude": variable("row_latitude", grid.latitude_rad),
            "column_longitude": variable("column_longitude", grid.longitude_rad),
        },
        attrs={"samples": found[0].samples},
    )
