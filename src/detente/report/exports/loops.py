"""A closed line on the sphere as the polygons of RFC 7946, whatever poles or date lines it goes round or across."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from shapely import affinity, make_valid, set_precision, union_all
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from detente.report.exports.geojson import DIGITS, Ring, signed_area

Floats: TypeAlias = NDArray[np.float64]

WORLD = box(-180.0, -90.0, 180.0, 90.0)


def enclosed(latitude_deg: Floats, longitude_deg: Floats) -> MultiPolygon:
    """What lies to the right of a closed line (n,) [deg]: the inside of a line that runs clockwise around a place.

    Longitudes within +-180, cut at the date line; a pole inside is an edge of the map; a line around the point on the
    other side of the Earth leaves a hole.
    """
    longitude = np.degrees(np.unwrap(np.radians(np.append(longitude_deg, longitude_deg[0]))))
    points = list(zip(longitude, np.append(latitude_deg, latitude_deg[0]), strict=True))
    turns = round((longitude[-1] - longitude[0]) / 360.0)
    if turns:
        pole = -90.0 if turns > 0 else 90.0  # to the right of a line that runs east lies the south
        points += [(longitude[-1], pole), (longitude[0], pole)]
    inside = _wrapped(make_valid(Polygon(points)))
    if not turns and signed_area([[float(x), float(y)] for x, y in points]) > 0.0:
        inside = WORLD.difference(inside)
    return MultiPolygon([part for part in _parts(set_precision(inside, 10.0**-DIGITS)) if part.area > 0.0])


def coordinates(area: MultiPolygon) -> list[list[Ring]]:
    """An area as GeoJSON has it: outer rings anticlockwise, holes clockwise, all closed."""
    parts = (orient(part) for part in area.geoms)
    return [[_ring(part.exterior.coords), *(_ring(hole.coords) for hole in part.interiors)] for part in parts]


def _wrapped(shape: BaseGeometry) -> BaseGeometry:
    """A shape of any longitudes within +-180."""
    west, _, east, _ = shape.bounds
    first, last = int(np.floor((west + 180.0) / 360.0)), int(np.ceil((east + 180.0) / 360.0))
    moved = [affinity.translate(shape, -360.0 * turn).intersection(WORLD) for turn in range(first, last)]
    return union_all(moved)


def _parts(shape: BaseGeometry) -> list[Polygon]:
    if isinstance(shape, Polygon):
        return [shape]
    return [part for piece in getattr(shape, "geoms", ()) for part in _parts(piece)]


def _ring(points: object) -> Ring:
    return [[round(float(x), DIGITS), round(float(y), DIGITS)] for x, y in np.asarray(points)]
