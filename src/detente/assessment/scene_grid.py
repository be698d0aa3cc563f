"""The regular grids of a live picture: cells of whole, half or quarter degrees over a window of the Earth."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.assessment.stages import Floats
from detente.reading.approach import Threat
from detente.reading.dossier import Dossier

AROUND_LAUNCHES = 8.0  # [deg] from the launch places to the edge of the window of launch areas


@dataclass(frozen=True)
class Window:
    """A box of whole degrees: south, north, west, east."""

    south: float
    north: float
    west: float
    east: float

    def shape(self, step: float) -> tuple[int, int]:
        """Rows and columns of cells of `step` degrees."""
        return round((self.north - self.south) / step), round((self.east - self.west) / step)

    def points(self, step: float) -> Floats:
        """Centres of the cells (rows * columns, 2) [rad], rows from the north, columns from the west."""
        rows, columns = self.shape(step)
        latitude = self.north - step * (np.arange(rows) + 0.5)
        longitude = self.west + step * (np.arange(columns) + 0.5)
        both = np.meshgrid(latitude, longitude, indexing="ij")
        return np.asarray(np.radians(np.stack([each.ravel() for each in both], axis=1)))


def window_of_area(box: tuple[float, float, float, float]) -> Window:
    """The whole degrees around south, north, west and east [deg], an even number of them each way."""
    south, north, west, east = math.floor(box[0]), math.ceil(box[1]), math.floor(box[2]), math.ceil(box[3])
    south, north, east = max(-90, south), min(90, north), min(east + (east - west) % 2, west + 360)
    if (north - south) % 2:
        south, north = (south, north + 1) if north < 90 else (south - 1, north)
    return Window(south, north, west, east)


def window_of_launches(dossier: Dossier, threat: Threat) -> Window:
    """The whole degrees around the launch places of a threat, and AROUND_LAUNCHES further."""
    at: Sequence[tuple[float, float]] = [dossier.places[name].at for name in threat.launch]
    latitudes, longitudes = zip(*at, strict=True)
    near = [longitudes[0] + (longitude - longitudes[0] + 180.0) % 360.0 - 180.0 for longitude in longitudes]
    stretch = AROUND_LAUNCHES / max(0.25, math.cos(math.radians(max(map(abs, latitudes)))))
    return window_of_area(
        (min(latitudes) - AROUND_LAUNCHES, max(latitudes) + AROUND_LAUNCHES, min(near) - stretch, max(near) + stretch)
    )
