"""Defended areas as GeoJSON (RFC 7946): cut at the date line, outer rings anticlockwise, longitude before latitude."""

import itertools
import json
from typing import Any

import contourpy
import numpy as np

from detente.assessment.result import Assessment, SecurityRow
from detente.assessment.rows import plain
from detente.messages import ENGLISH, joined, mark, speaking
from detente.reading.atlas import BOUNDARY_NOTE
from detente.report import words
from detente.report.fields import CLIP_S, Field, Floats, edges, field
from detente.report.places import launches, standing

OUTLINE = mark(
    "Computed from public and assumed numbers for talks between parties; no statement about any real weapon. "
    "The outline lies between the cells of a coarse map and stops at the edge of that map."
)
DISCLAIMER = joined(" ", (OUTLINE, BOUNDARY_NOTE))
DIGITS = 4  # of a degree: about ten metres, far finer than the map

Ring = list[list[float]]


def defended_geojson(assessment: Assessment, threat: str, phase: int) -> bytes:
    """The area each view sees as defended against a threat in a phase, with sites and launch places; in English."""
    with speaking(ENGLISH):
        return _written(assessment, threat, phase)


def _written(assessment: Assessment, threat: str, phase: int) -> bytes:
    rows = [row for row in assessment.security if (row.threat, row.phase) == (threat, phase)]
    features = [_area(assessment, row) for row in rows] + [band for row in rows for band in _bands(assessment, row)]
    features += _sites(assessment, phase)
    features += _launches(assessment, threat)
    whole = {
        "type": "FeatureCollection",
        "name": f"phase {phase}, {words.name(assessment, threat)}",
        "features": features,
    }
    return (json.dumps(plain(whole), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def multipolygon(found: Field) -> list[list[Ring]]:
    """The defended area of a map as polygons of rings, each closed, outer ring first and anticlockwise."""
    level, latitude, longitude = _padded(found)
    polygons = []
    for columns, turn in _halves(longitude):
        part = _at_seam(level, longitude, columns)
        lines = contourpy.contour_generator(
            part[1], latitude, part[0], name="serial", fill_type=contourpy.FillType.OuterOffset
        )
        filled: Any = lines.filled(0.0, np.inf)
        for ring_points, ring_offsets in zip(filled[0], filled[1], strict=True):
            if ring_points is None or ring_offsets is None:
                continue
            ends = [int(offset) for offset in ring_offsets]
            rings = [_ring(ring_points[a:b], turn, outer=a == 0) for a, b in itertools.pairwise(ends)]
            if rings[0]:
                polygons.append([rings[0], *(ring for ring in rings[1:] if ring)])
    return polygons


def signed_area(ring: Ring) -> float:
    """Area of a closed ring in square degrees, positive if it runs anticlockwise."""
    x, y = np.array(ring).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2.0)


def _padded(found: Field) -> tuple[Floats, Floats, Floats]:
    """The field to trace with a rim of half a cell, its latitudes and longitudes.

    Cells that nothing threatens count as not defended.
    """
    south, north, west, east = found.edges_deg
    level = np.where(np.isnan(found.slack_s), -CLIP_S, np.clip(found.slack_s, -CLIP_S, CLIP_S))
    level = np.pad(level, 1, mode="edge")
    latitude = np.concatenate([[south], found.latitude_deg, [north]])
    return level, latitude, np.concatenate([[west], found.longitude_deg, [east]])


def _halves(longitude: Floats) -> list[tuple[tuple[float, float], float]]:
    """The stretches of longitude between date lines, each with the turn that brings it within +-180."""
    first, last = int(np.floor((longitude[0] + 180.0) / 360.0)), int(np.ceil((longitude[-1] + 180.0) / 360.0))
    parts = []
    for turn in range(first, last):
        west, east = max(longitude[0], 360.0 * turn - 180.0), min(longitude[-1], 360.0 * turn + 180.0)
        if east > west:
            parts.append(((float(west), float(east)), -360.0 * turn))
    return parts


def _at_seam(level: Floats, longitude: Floats, ends: tuple[float, float]) -> tuple[Floats, Floats]:
    """The columns of one stretch, with one added at either end by straight interpolation."""
    inner = (longitude > ends[0]) & (longitude < ends[1])
    places = np.concatenate([[ends[0]], longitude[inner], [ends[1]]])
    rows = [np.interp(places, longitude, row) for row in level]
    return np.array(rows), places


def _ring(points: Any, turn: float, *, outer: bool) -> Ring:
    """A closed ring, rounded, without repeated points; empty if nothing is left of it."""
    ring = [[round(float(x) + turn, DIGITS), round(float(y), DIGITS)] for x, y in points]
    kept = [point for index, point in enumerate(ring) if index == 0 or point != ring[index - 1]]
    if kept[0] != kept[-1]:
        kept.append(kept[0])
    area = signed_area(kept)
    if len(kept) < 4 or area == 0.0:
        return []
    return kept if (area > 0.0) == outer else kept[::-1]


def _area(assessment: Assessment, row: SecurityRow) -> dict[str, Any]:
    rings = multipolygon(field(assessment, row.threat, row.phase, row.view))
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": rings},
        "properties": {
            "what": "defended area",
            "view": row.view,
            "view_title": words.view_title(assessment, row.view),
            "phase": row.phase,
            "year": row.year,
            "threat": words.name(assessment, row.threat),
            "area_share": row.area_share,
            "population_share": row.population_share,
            "capitals_share": row.capitals_share,
            "verdict": row.verdict,
            "certainty": row.weakest,
            "disclaimer": DISCLAIMER,
        },
    }


def _bands(assessment: Assessment, row: SecurityRow) -> list[dict[str, Any]]:
    """What at least so many of the samples defend, largest share first; none where nothing was sampled."""
    found = edges(assessment, row.threat, row.phase, row.view)
    return [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": multipolygon(found[share])},
            "properties": {
                "what": f"area defended in at least {share:.0%} of the samples",
                "share_of_samples": share,
                "samples": assessment.tree[f"flying/bands/{row.threat}"].attrs["samples"],
                "view": row.view,
                "view_title": words.view_title(assessment, row.view),
                "phase": row.phase,
                "threat": words.name(assessment, row.threat),
                "disclaimer": DISCLAIMER,
            },
        }
        for share in sorted(found, reverse=True)
    ]


def _sites(assessment: Assessment, phase: int) -> list[dict[str, Any]]:
    return [
        _point(
            here.longitude_deg,
            here.latitude_deg,
            what="interceptors" if here.interceptors else "sensor",
            name=words.name(assessment, here.place),
            systems=[words.name(assessment, system) for system, _ in here.interceptors]
            + [words.name(assessment, sensor) for sensor in here.sensors],
            interceptors=sum(count or 0 for _, count in here.interceptors) or None,
        )
        for here in standing(assessment, phase)
    ]


def _launches(assessment: Assessment, threat: str) -> list[dict[str, Any]]:
    return [
        _point(longitude, latitude, what="launch place (coarse)", name=words.name(assessment, place))
        for place, (latitude, longitude) in launches(assessment, threat).items()
    ]


def _point(longitude: float, latitude: float, **properties: Any) -> dict[str, Any]:
    place = [round(longitude, DIGITS), round(latitude, DIGITS)]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": place},
        "properties": {**properties, "disclaimer": DISCLAIMER},
    }
