"""What lies under every map: land, coasts, borders and graticule for one camera, worked out once for each."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detente.reading import atlas
from detente.report.figures.projection import Camera, Floats, unit

Bools = NDArray[np.bool_]

FINE_UP_TO = 1.2  # [Earth radii] windows up to this height show the coasts at 1:50 million
SPECKS = 12  # lines shorter than this many points are left out of wider windows


@lru_cache(maxsize=8)
def pixels(camera: Camera, width: int, height: int) -> tuple[Floats, Floats]:
    """Latitude and longitude [deg] of every pixel, remembered for the last few cameras."""
    return camera.pixels(width, height)


@lru_cache(maxsize=8)
def land(camera: Camera, width: int, height: int) -> Floats:
    """Share of land at every pixel, 0 to 1; NaN outside the disc."""
    latitude, longitude = pixels(camera, width, height)
    mask = _mask()
    row = (90.0 - latitude) * mask.shape[0] / 180.0 - 0.5
    column = (longitude + 180.0) * mask.shape[1] / 360.0 - 0.5
    known = np.isfinite(row)
    row, column = np.where(known, row, 0.0), np.where(known, column, 0.0)
    i, j = np.floor(row).astype(int), np.floor(column).astype(int)
    down, right = (row - i).astype(np.float32), (column - j).astype(np.float32)
    top, bottom = np.clip(i, 0, mask.shape[0] - 1), np.clip(i + 1, 0, mask.shape[0] - 1)
    west, east = j % mask.shape[1], (j + 1) % mask.shape[1]
    share = (mask[top, west] * (1 - right) + mask[top, east] * right) * (1 - down)
    share += (mask[bottom, west] * (1 - right) + mask[bottom, east] * right) * down
    return np.where(known, share, np.nan)


@lru_cache(maxsize=8)
def belongs(camera: Camera, width: int, height: int, countries: tuple[str, ...]) -> Bools:
    """Does the pixel lie in one of these countries?"""
    latitude, longitude = pixels(camera, width, height)
    found = np.zeros(latitude.shape, dtype=np.bool_)
    ask = land(camera, width, height) > 0.0
    if countries and ask.any():
        found[ask] = atlas.inside(countries, latitude[ask], longitude[ask])
    return found


@lru_cache(maxsize=32)
def lines(camera: Camera, kind: str, scale: str | None = None) -> tuple[Floats, Floats]:
    """Coasts or borders as one line with gaps, only what the camera sees. kind: "coast" or "borders"."""
    wide = camera.top - camera.bottom > FINE_UP_TO
    scale = scale or ("110m" if wide and kind == "borders" else "50m")
    vectors, sizes = _vectors(kind, scale)
    if wide and kind == "coast":
        keep = np.repeat(sizes >= SPECKS, sizes)
        vectors, sizes = vectors[keep], sizes[sizes >= SPECKS]
    latitude = np.degrees(np.arcsin(np.clip(vectors[:, 2], -1.0, 1.0)))
    longitude = np.degrees(np.arctan2(vectors[:, 1], vectors[:, 0]))
    x, y = camera.projection.forward(latitude, longitude)
    room_x, room_y = 0.05 * (camera.right - camera.left), 0.05 * (camera.top - camera.bottom)
    seen = (x > camera.left - room_x) & (x < camera.right + room_x)
    seen &= (y > camera.bottom - room_y) & (y < camera.top + room_y)
    x, y = np.where(seen, x, np.nan), np.where(seen, y, np.nan)
    gaps = np.cumsum(sizes)[:-1]
    return _tidy(np.insert(x, gaps, np.nan), np.insert(y, gaps, np.nan))


@lru_cache(maxsize=16)
def graticule(camera: Camera, step_deg: int) -> tuple[Floats, Floats]:
    """Meridians and parallels every so many degrees, as one line with gaps."""
    fine = np.arange(-180.0, 180.01, 1.0)
    parts = [(np.full(fine.size, float(lat)), fine) for lat in range(-90 + step_deg, 90, step_deg)]
    tall = np.arange(-90.0 + step_deg, 90.01 - step_deg, 1.0)
    every = step_deg if step_deg >= 30 else 2 * step_deg
    parts += [
        (np.arange(-90.0, 90.01, 1.0) if lon % 90 == 0 else tall, np.full(181 if lon % 90 == 0 else tall.size, lon))
        for lon in range(-180, 180, every)
    ]
    drawn = [camera.projection.polyline(*part) for part in parts]
    gap = np.array([np.nan])
    x = np.concatenate([np.concatenate([line[0], gap]) for line in drawn])
    y = np.concatenate([np.concatenate([line[1], gap]) for line in drawn])
    return x, y


@lru_cache(maxsize=1)
def _mask() -> NDArray[np.float32]:
    return atlas.land_mask().astype(np.float32)


@lru_cache(maxsize=4)
def _vectors(kind: str, scale: str) -> tuple[Floats, NDArray[np.int64]]:
    """All lines of one kind end to end as unit vectors, and the number of points of each."""
    found = atlas.coastlines(scale) if kind == "coast" else atlas.borders(scale)
    everything = np.concatenate(found)
    return unit(everything[:, 1], everything[:, 0]), np.array([line.shape[0] for line in found])


def _tidy(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """One gap where there were several in a row."""
    gap = np.isnan(x)
    keep = ~(gap & np.roll(gap, 1))
    return x[keep], y[keep]
