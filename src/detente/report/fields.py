"""The map of one threat in one phase under one view, as plain fields: to draw, and to trace for others to draw."""

from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from detente.assessment.result import Assessment

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

CLIP_S = 90.0  # [s] slack beyond this does not move the line between defended and undefended cells


@dataclass(frozen=True, eq=False)
class Field:
    """Cells of one map: middle of rows (south to north) and columns [deg], slack [s], membership of the area.

    slack: NaN where nothing threatens, minus infinity where no interceptor ever gets there.
    """

    latitude_deg: Floats
    longitude_deg: Floats
    slack_s: Floats
    protected: Bools

    @property
    def threatened(self) -> Bools:
        """Cells that at least one launch place reaches."""
        return ~np.isnan(self.slack_s)

    @property
    def defended(self) -> Bools:
        """Threatened cells with slack to spare."""
        return self.threatened & (self.slack_s >= 0.0)

    @property
    def margin(self) -> Floats:
        """Slack within +-CLIP_S [s], for drawing the line between cells; NaN where nothing threatens."""
        return np.clip(self.slack_s, -CLIP_S, CLIP_S)

    @property
    def all_round(self) -> bool:
        """Do the columns go round the whole Earth?"""
        step = float(self.longitude_deg[1] - self.longitude_deg[0])
        return step * (self.longitude_deg.size + 2) >= 360.0

    @property
    def edges_deg(self) -> tuple[float, float, float, float]:
        """South, north, west and east end of the cells [deg]; the east end may pass 180."""
        rows, columns = self.latitude_deg, self.longitude_deg
        south, north = _ends(rows)
        west, east = _ends(columns)
        return max(south, -90.0), min(north, 90.0), west, min(east, west + 360.0)

    def at(self, latitude_deg: Floats, longitude_deg: Floats) -> tuple[Floats, Floats]:
        """The margin [s] at any places, bilinear between the cells, and the share (0 to 1) of threatened cells around.

        The margin is NaN where less than half is threatened; both are NaN outside the map.
        """
        values = self.margin
        south, north, west, east = self.edges_deg
        step = self.longitude_deg[1] - self.longitude_deg[0]
        turned = np.mod(longitude_deg - west, 360.0)
        outside = ~((latitude_deg >= south) & (latitude_deg <= north))
        outside |= turned > (360.0 if self.all_round else east - west)
        column = turned / step - 0.5
        if self.all_round:
            values, column = np.concatenate([values, values[:, :1]], axis=1), np.maximum(column, 0.0)
        row = np.interp(latitude_deg, self.latitude_deg, np.arange(self.latitude_deg.size, dtype=np.float64))
        margin, share = _bilinear(values, row, column)
        return np.where(outside, np.nan, margin), np.where(outside, np.nan, share)


def threats(assessment: Assessment) -> tuple[str, ...]:
    """Ids of the threats that have maps."""
    node = assessment.tree.children.get("flying")
    maps = node.children.get("maps") if node is not None else None
    return tuple(maps.children) if maps is not None else ()


def phases_with(assessment: Assessment, threat: str) -> tuple[int, ...]:
    """Phases in which this threat counts."""
    return tuple(int(phase) for phase in _maps(assessment, threat)["phase"].values)


def field(assessment: Assessment, threat: str, phase: int, view: str) -> Field:
    """The map of one threat in one phase under one view."""
    maps = _maps(assessment, threat)
    return Field(
        latitude_deg=np.degrees(maps["row_latitude"].values),
        longitude_deg=np.degrees(maps["column_longitude"].values),
        slack_s=maps["map_slack"].sel(view=view, phase=phase).values.astype(np.float64),
        protected=maps["protected"].values.astype(bool),
    )


def edges(assessment: Assessment, threat: str, phase: int, view: str) -> dict[float, Field]:
    """The slack that at least this share of the samples reaches, by share; empty where nothing was sampled."""
    path = f"flying/bands/{threat}"
    if path not in assessment.tree.groups and f"/{path}" not in assessment.tree.groups:
        return {}
    node = assessment.tree[path].to_dataset()
    if phase not in node["phase"].values:
        return {}
    slack = node["band_slack"].sel(view=view, phase=phase)
    rows, columns = np.degrees(node["row_latitude"].values), np.degrees(node["column_longitude"].values)
    nowhere = np.zeros((rows.size, columns.size), dtype=np.bool_)
    return {
        float(share): Field(rows, columns, slack.sel(band=share).values.astype(np.float64), nowhere)
        for share in node["band"].values
    }


def _maps(assessment: Assessment, threat: str) -> xr.Dataset:
    node = assessment.tree[f"flying/maps/{threat}"]
    return node.to_dataset()


def _ends(middles: Floats) -> tuple[float, float]:
    """Where the first and the last cell end, given their middles."""
    return float(1.5 * middles[0] - 0.5 * middles[1]), float(1.5 * middles[-1] - 0.5 * middles[-2])


def _bilinear(values: Floats, row: Floats, column: Floats) -> tuple[Floats, Floats]:
    """Values between the middles of cells, from those of the four neighbours that have one, and their weight.

    NaN where neighbours without a value carry more than half of the weight; the nearest cell beyond the outermost.
    """
    height, width = values.shape
    row = np.clip(np.nan_to_num(row), 0.0, height - 1.0)
    column = np.clip(np.nan_to_num(column), 0.0, width - 1.0)
    i, j = np.minimum(row.astype(np.intp), height - 2), np.minimum(column.astype(np.intp), width - 2)
    up, right = row - i, column - j
    known = np.isfinite(values)
    filled = np.where(known, values, 0.0)
    weight, total = np.zeros(row.shape), np.zeros(row.shape)
    shares = ((0, 0, (1 - up) * (1 - right)), (0, 1, (1 - up) * right), (1, 0, up * (1 - right)), (1, 1, up * right))
    for di, dj, share in shares:
        here = (i + di) * width + j + dj
        weight += share * known.ravel()[here]
        total += share * filled.ravel()[here]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(weight >= 0.5, total / weight, np.nan), weight
