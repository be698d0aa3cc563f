"""Example flights in time as CZML packets, for globes that can play them."""

import datetime as dt
import json
from typing import Any

from detente.assessment.result import Assessment
from detente.assessment.rows import plain
from detente.messages import tr
from detente.report import words
from detente.report.exports.geojson import DISCLAIMER
from detente.report.exports.kml import flight_name
from detente.report.figures.style import view_styles
from detente.report.places import Path, everywhere, paths

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When every missile is launched here: a round moment without any meaning."""


def trajectories_czml(assessment: Assessment) -> bytes:
    """The document packet, then one packet for each flight and each site; every missile leaves at the epoch."""
    flights = paths(assessment)
    longest = max((float(path.time_s[-1]) for path in flights), default=3600.0)
    interval = f"{_moment(0.0)}/{_moment(longest)}"
    packets: list[dict[str, Any]] = [
        {
            "id": "document",
            "name": tr(assessment.title),
            "version": "1.0",
            "description": " ".join(
                [
                    tr(assessment.asks),
                    tr("Every missile leaves at the epoch, which has no meaning."),
                    tr(DISCLAIMER),
                ]
            ),
            "clock": {"interval": interval, "currentTime": _moment(0.0), "multiplier": 20, "range": "LOOP_STOP"},
        }
    ]
    colours = {view: _rgba(style.colour) for view, style in view_styles(assessment).items()}
    packets += [_flight(assessment, path, colours[path.view]) for path in flights]
    packets += _sites(assessment)
    return (json.dumps(plain(packets), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _flight(assessment: Assessment, path: Path, colour: list[int]) -> dict[str, Any]:
    places = [
        [round(float(lon), 5), round(float(lat), 5), round(float(height))]
        for lon, lat, height in zip(path.longitude_deg, path.latitude_deg, path.altitude_m, strict=True)
    ]
    samples = [
        value for time, place in zip(path.time_s, places, strict=True) for value in (round(float(time), 3), *place)
    ]
    return {
        "id": f"flight/{path.view}/{path.force}/{path.launch}",
        "name": flight_name(assessment, path),
        "description": tr("Example flight as seen by {view}.", view=words.view_title(assessment, path.view)),
        "availability": f"{_moment(0.0)}/{_moment(float(path.time_s[-1]))}",
        "position": {
            "epoch": _moment(0.0),
            "cartographicDegrees": samples,
            "interpolationAlgorithm": "LAGRANGE",
            "interpolationDegree": 2,
        },
        "point": {"pixelSize": 6, "color": {"rgba": colour}},
        "polyline": {
            "positions": {"cartographicDegrees": [value for place in places for value in place]},
            "arcType": "NONE",
            "width": 1.5,
            "material": {"solidColor": {"color": {"rgba": colour}}},
        },
    }


def _sites(assessment: Assessment) -> list[dict[str, Any]]:
    found = {}
    for here in everywhere(assessment):
        found[here.place] = {
            "id": f"site/{here.place}",
            "name": words.name(assessment, here.place),
            "position": {"cartographicDegrees": [here.longitude_deg, here.latitude_deg, 0]},
            "point": {"pixelSize": 8, "color": {"rgba": [29, 39, 51, 255]}},
            "label": {"text": words.place(assessment, here.place), "pixelOffset": {"cartesian2": [12, 0]}},
        }
    return list(found.values())


def _moment(seconds: float) -> str:
    return (EPOCH + dt.timedelta(seconds=round(seconds))).strftime("%Y-%m-%dT%H:%M:%SZ")


def _rgba(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)] + [255]
