"""Example flights and sites as KML 2.2, for programs that show a globe."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from detente.assessment.result import Assessment
from detente.messages import tr
from detente.report import words
from detente.report.exports.geojson import DISCLAIMER
from detente.report.figures.style import view_styles
from detente.report.places import Path, Standing, paths, standing

NAMESPACE = "http://www.opengis.net/kml/2.2"


def trajectories_kml(assessment: Assessment) -> bytes:
    """One folder for each view with its example flights, one for each phase with its sites."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(tag("kml"))
    document = child(root, "Document")
    child(document, "name", tr(assessment.title))
    child(document, "description", f"{tr(assessment.asks)} {tr(DISCLAIMER)}")
    for view, style in view_styles(assessment).items():
        line_style(document, f"view-{view}", style.colour)
    point_style(document, "site")
    for view in assessment.views:
        folder = folder_in(document, tr("Flights as seen by: {view}", view=words.view_title(assessment, view)))
        for path in paths(assessment, view=view):
            _flight(folder, assessment, path)
    for phase, said in assessment.phases.items():
        folder = folder_in(
            document, tr("Phase {phase} ({year}): {title}", phase=phase, year=said["year"], title=said["title"])
        )
        for here in standing(assessment, phase):
            _site(folder, assessment, here)
    ET.indent(root, " ")
    body: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def colour(rgb: str, opacity: int = 255) -> str:
    """A colour #rrggbb in KML's order: opacity, blue, green, red."""
    return f"{opacity:02x}{rgb[5:7]}{rgb[3:5]}{rgb[1:3]}"


def flight_name(assessment: Assessment, path: Path) -> str:
    """What an example flight is called."""
    force, place = words.name(assessment, path.force), words.place(assessment, path.launch)
    return tr("{force}, from {place}", force=force, place=place)


def _flight(folder: ET.Element, assessment: Assessment, path: Path) -> None:
    mark = child(folder, "Placemark")
    child(mark, "name", flight_name(assessment, path))
    child(
        mark,
        "description",
        tr(
            "Example flight, {time:.0f} s, highest point {height:,.0f} km.",
            time=float(path.time_s[-1]),
            height=float(path.altitude_m.max()) / 1e3,
        ),
    )
    child(mark, "styleUrl", f"#view-{path.view}")
    data = child(mark, "ExtendedData")
    for key, said in (("view", path.view), ("force", path.force), ("kind", path.kind), ("launch", path.launch)):
        entry = ET.SubElement(data, tag("Data"), name=key)
        child(entry, "value", said)
    line = child(mark, "LineString")
    child(line, "altitudeMode", "absolute")
    child(line, "coordinates", _coordinates(path.longitude_deg, path.latitude_deg, path.altitude_m))


def _site(folder: ET.Element, assessment: Assessment, here: Standing) -> None:
    mark = child(folder, "Placemark")
    child(mark, "name", words.name(assessment, here.place))
    systems = [
        f"{count} {words.name(assessment, system)}"
        if count
        else tr("some {system}", system=words.name(assessment, system))
        for system, count in here.interceptors
    ]
    systems += [words.name(assessment, sensor) for sensor in here.sensors]
    child(mark, "description", "; ".join(systems))
    child(mark, "styleUrl", "#site")
    point = child(mark, "Point")
    child(point, "coordinates", f"{here.longitude_deg:.4f},{here.latitude_deg:.4f},0")


def _coordinates(longitude: Iterable[float], latitude: Iterable[float], height: Iterable[float]) -> str:
    return " ".join(f"{x:.5f},{y:.5f},{z:.0f}" for x, y, z in zip(longitude, latitude, height, strict=True))


def line_style(document: ET.Element, name: str, rgb: str) -> None:
    style = ET.SubElement(document, tag("Style"), id=name)
    line = child(style, "LineStyle")
    child(line, "color", colour(rgb))
    child(line, "width", "2")


def point_style(document: ET.Element, name: str) -> None:
    style = ET.SubElement(document, tag("Style"), id=name)
    icon = child(style, "IconStyle")
    child(icon, "color", colour("#1d2733"))
    child(icon, "scale", "0.9")


def folder_in(document: ET.Element, name: str) -> ET.Element:
    folder = child(document, "Folder")
    child(folder, "name", name)
    return folder


def child(parent: ET.Element, name: str, said: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, tag(name))
    child.text = said
    return child


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
