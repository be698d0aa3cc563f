"""Range rings for other programs: areas as GeoJSON (RFC 7946), lines as KML 2.2, points of fall as CSV."""

import csv
import io
import json
import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.assessment.ring_result import FROM, RangeRings, Reach, Ring
from detente.assessment.rows import plain
from detente.messages import mark, tr
from detente.report.exports.geojson import DIGITS
from detente.report.exports.kml import NAMESPACE, child, folder_in, line_style, point_style, tag
from detente.report.exports.loops import coordinates, enclosed
from detente.report.figures.rings import COLOURS

DISCLAIMER = mark(
    "Computed from public and assumed numbers for talks between parties; no statement about any real weapon. "
    "Modelled: the longest shots on the turning Earth. Claimed: a printed range, the same in every direction."
)
COLUMNS = (
    "missile", "contour", "azimuth_deg", "bearing_deg", "range_km", "latitude_deg", "longitude_deg", "flight_time_s",
)  # fmt: skip


@dataclass(frozen=True)
class _Line:
    """One closed line, with what is said of it."""

    name: str
    line: Any
    properties: dict[str, Any]


def rings_geojson(found: RangeRings) -> bytes:
    """What each missile reaches as modelled and as claimed, as areas, and the launch place."""
    features = [_area(line) for ring in found.rings for line in _lines(ring)]
    latitude, longitude = found.launch
    place = {"type": "Point", "coordinates": [round(longitude, DIGITS), round(latitude, DIGITS)]}
    said = {"what": "launch place", "name": found.place or None, "notes": list(found.notes), "disclaimer": DISCLAIMER}
    features.append({"type": "Feature", "geometry": place, "properties": said})
    whole = {"type": "FeatureCollection", "name": "range rings", "features": features}
    return (json.dumps(plain(whole), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def rings_kml(found: RangeRings) -> bytes:
    """One folder for each missile with its modelled and claimed lines."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(tag("kml"))
    document = child(root, "Document")
    child(document, "name", tr("Range rings"))
    child(document, "description", " ".join([tr(DISCLAIMER), *(tr(note) for note in found.notes)]))
    point_style(document, "site")
    for number, ring in enumerate(found.rings):
        line_style(document, f"missile-{number}", COLOURS[number % len(COLOURS)])
        folder = folder_in(document, tr(ring.name))
        for line in _lines(ring):
            _mark_line(folder, line, f"#missile-{number}")
    here = child(document, "Placemark")
    child(here, "name", tr(found.place) if found.place else tr("launch place"))
    child(here, "styleUrl", "#site")
    child(child(here, "Point"), "coordinates", f"{found.launch[1]:.4f},{found.launch[0]:.4f},0")
    ET.indent(root, " ")
    body: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def rings_csv(found: RangeRings) -> bytes:
    """The longest shot at each launch azimuth, one a row."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for ring in found.rings:
        for name, reach in (("modelled", ring.reach), ("low", ring.low), ("high", ring.high)):
            if reach is not None:
                table.writerows((ring.missile, name, *row) for row in _rows(reach))
    return out.getvalue().encode()


def _rows(reach: Reach) -> Iterator[tuple[str, ...]]:
    shots = reach.shots
    for n in range(shots.azimuth.size):
        longitude = math.remainder(shots.longitude[n], 2.0 * math.pi)
        angles = (f"{math.degrees(angle):.5f}" for angle in (shots.latitude[n], longitude))
        turned = (f"{math.degrees(angle):.4f}" for angle in (shots.azimuth[n], shots.bearing[n]))
        yield (*turned, f"{shots.distance[n] / 1e3:.3f}", *angles, f"{shots.time[n]:.2f}")


def _lines(ring: Ring) -> Iterator[_Line]:
    """Every line of one missile, modelled first."""
    common = {"missile": ring.missile, "name": ring.name, "disclaimer": DISCLAIMER}
    for what, reach in (("", ring.reach), (", low end", ring.low), (", high end", ring.high)):
        if reach is not None:
            (least, at_least), (most, at_most) = reach.least, reach.greatest
            said = {
                "what": f"modelled reach{what}",
                "assumption": FROM[ring.modelled_from],
                "certainty": ring.certainty,
                "still_km": reach.still_m / 1e3,
                "least_km": least,
                "least_bearing_deg": at_least,
                "greatest_km": most,
                "greatest_bearing_deg": at_most,
            }
            yield _Line(f"modelled{what}: {least:,.0f} to {most:,.0f} km", reach.line, {**said, **common})
    for claim in ring.claims:
        if claim.line is not None:
            stated = claim.said
            said = {
                "what": "claimed range",
                "range_km": stated.value / 1e3,
                "holder": stated.holder,
                "certainty": stated.certainty,
                "source": claim.source,
                "date": stated.date,
            }
            yield _Line(f"claimed: {stated.text}, {stated.holder}", claim.line, {**said, **common})


def _area(line: _Line) -> dict[str, Any]:
    area = enclosed(np.degrees(line.line.latitude), np.degrees(line.line.longitude))
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates(area)},
        "properties": line.properties,
    }


def _mark_line(folder: ET.Element, line: _Line, style: str) -> None:
    mark = child(folder, "Placemark")
    child(mark, "name", line.name)
    child(mark, "styleUrl", style)
    data = child(mark, "ExtendedData")
    for key, said in line.properties.items():
        if said is not None and key not in ("disclaimer", "name"):
            child(
                ET.SubElement(data, tag("Data"), name=key), "value", f"{said:.3f}" if isinstance(said, float) else said
            )
    drawn = child(mark, "LineString")
    child(drawn, "tessellate", "1")
    latitude = np.degrees(np.append(line.line.latitude, line.line.latitude[0]))
    longitude = (np.degrees(np.append(line.line.longitude, line.line.longitude[0])) + 180.0) % 360.0 - 180.0
    child(drawn, "coordinates", " ".join(f"{x:.5f},{y:.5f}" for x, y in zip(longitude, latitude, strict=True)))
