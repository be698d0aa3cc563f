"""Maps of the sphere seen from above one point: three azimuthal projections, both ways, right at poles and date line.

Pictures are made the other way round: every pixel asks which place it shows (`inverse`), so no polygon is ever
clipped. Lines go forward (`polyline`) and get NaN where they leave the side that is seen.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Kind = Literal["orthographic", "equidistant", "equal-area"]

EARTH_RADIUS_KM = 6371.0
BREAK = 0.5  # [Earth radii] a step of a line longer than this has jumped across the rim


@dataclass(frozen=True)
class Projection:
    """A map centred on one point [deg]; x to the right, y up, in Earth radii.

    orthographic: as seen from far away, half the Earth; equidistant: true distances from the centre;
    equal-area: true areas everywhere (Lambert). The last two show all but the point opposite the centre.
    """

    latitude_deg: float
    longitude_deg: float
    kind: Kind = "equal-area"

    def forward(self, latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> tuple[Floats, Floats]:
        """Where on the map is this place? Any shapes that broadcast; NaN for what is not seen."""
        point = unit(latitude_deg, longitude_deg)
        east, north, up = (point @ axis for axis in self._axes)
        across = np.hypot(east, north)
        angle = np.arctan2(across, up)
        with np.errstate(invalid="ignore", divide="ignore"):
            scale = np.where(across > 1e-12, self._radius(angle) / across, 1.0)
            scale = np.where(angle <= self._widest, scale, np.nan)
        return scale * east, scale * north

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Which place [deg] is shown at this point of the map? NaN outside the disc."""
        right, top = np.broadcast_arrays(np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64))
        rho = np.hypot(right, top)
        angle = self._angle(rho)
        sine = np.where(rho > 0.0, np.sin(angle) / np.where(rho > 0.0, rho, 1.0), 1.0)
        east, north, up = self._axes
        part = [
            (sine * right)[..., None] * east,
            (sine * top)[..., None] * north,
            np.cos(angle)[..., None] * up,
        ]
        point = part[0] + part[1] + part[2]
        latitude = np.degrees(np.arctan2(point[..., 2], np.hypot(point[..., 0], point[..., 1])))
        return latitude, np.degrees(np.arctan2(point[..., 1], point[..., 0]))

    def polyline(self, latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> tuple[Floats, Floats]:
        """A line on the map, with NaN where it is not seen or jumps across the rim."""
        x, y = self.forward(latitude_deg, longitude_deg)
        jumps = 1 + np.flatnonzero(np.hypot(np.diff(x), np.diff(y)) > BREAK)
        return np.insert(x, jumps, np.nan), np.insert(y, jumps, np.nan)

    @property
    def rim(self) -> float:
        """Radius of the disc that can be shown [Earth radii]."""
        return float(self._radius(np.float64(self._widest)))

    @property
    def _widest(self) -> float:
        return np.pi / 2 if self.kind == "orthographic" else np.pi - 1e-6

    @property
    def _axes(self) -> tuple[Floats, Floats, Floats]:
        """Unit vectors east, north and up at the centre."""
        lat, lon = np.radians(self.latitude_deg), np.radians(self.longitude_deg)
        east = np.array([-np.sin(lon), np.cos(lon), 0.0])
        up = unit(self.latitude_deg, self.longitude_deg)
        north = np.array([-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)])
        return east, north, up

    def _radius(self, angle: Floats | np.float64) -> Floats:
        if self.kind == "orthographic":
            return np.asarray(np.sin(angle))
        return np.asarray(angle if self.kind == "equidistant" else 2.0 * np.sin(angle / 2.0))

    def _angle(self, rho: Floats) -> Floats:
        seen = np.where(rho <= self.rim, rho, np.nan)
        if self.kind == "orthographic":
            return np.arcsin(seen)
        return seen if self.kind == "equidistant" else 2.0 * np.arcsin(seen / 2.0)


@dataclass(frozen=True)
class Camera:
    """A window on a map [Earth radii]; two maps with the same camera can be laid over one another."""

    projection: Projection
    left: float
    right: float
    bottom: float
    top: float

    def pixels(self, width: int, height: int) -> tuple[Floats, Floats]:
        """Latitude and longitude [deg] of the middle of each pixel (height, width), top row first."""
        x = self.left + (np.arange(width) + 0.5) * (self.right - self.left) / width
        y = self.top - (np.arange(height) + 0.5) * (self.top - self.bottom) / height
        return self.projection.inverse(x[None, :], y[:, None])

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, right, bottom, top: as pictures take it."""
        return self.left, self.right, self.bottom, self.top


def camera_on(
    latitude_deg: ArrayLike, longitude_deg: ArrayLike, *, shape: float, margin: float = 0.08,
    kind: Kind = "equal-area", least: float = 0.12,
) -> Camera:  # fmt: skip
    """The window that holds all these places [deg], centred on them.

    shape: width over height; margin: room around them, as a share; least: half height at least [Earth radii].
    """
    middle = unit(latitude_deg, longitude_deg).reshape(-1, 3).mean(axis=0)
    latitude = float(np.degrees(np.arctan2(middle[2], np.hypot(middle[0], middle[1]))))
    longitude = float(np.degrees(np.arctan2(middle[1], middle[0])))
    projection = Projection(round(latitude, 1), round(longitude, 1), kind)
    x, y = projection.forward(latitude_deg, longitude_deg)
    x0, x1, y0, y1 = float(np.nanmin(x)), float(np.nanmax(x)), float(np.nanmin(y)), float(np.nanmax(y))
    half = max((y1 - y0) / 2, (x1 - x0) / 2 / shape, least) * (1.0 + 2.0 * margin)
    centre_x, centre_y = (x0 + x1) / 2, (y0 + y1) / 2
    return Camera(projection, centre_x - shape * half, centre_x + shape * half, centre_y - half, centre_y + half)


def unit(latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> Floats:
    """Unit vectors (..., 3) of places [deg]."""
    lat, lon = (
        np.radians(np.asarray(latitude_deg, dtype=np.float64)),
        np.radians(np.asarray(longitude_deg, dtype=np.float64)),
    )
    return np.stack(np.broadcast_arrays(np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=-1)
