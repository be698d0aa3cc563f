"""Files to take away: the picture's state in the formats of a report, as a dossier, and as what reproduces it."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import detente
from detente.assessment.result import Assessment
from detente.errors import RangeError
from detente.interfaces.web.models import State
from detente.messages import say
from detente.reading.changes import Changes
from detente.reading.dossier import Dossier

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class File:
    """A file: its name, what kind it is, and its bytes."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Export:
    """What a file is made from.

    original: the dossier as it is written; dossier: as the state changes it; assessed: its assessment, worked out
    where it is not at hand.
    """

    original: Dossier
    dossier: Dossier
    state: State
    progress: Progress
    assessed: Callable[[Progress], Assessment]


Maker = Callable[[Export], File]


def _json(of: Export) -> File:
    from detente.report.exports.json import assessment_json

    return File(f"{of.dossier.name}.json", "application/json", assessment_json(of.assessed(of.progress)))


def _geojson(of: Export) -> File:
    from detente.report.exports.geojson import defended_geojson

    state = of.state
    if state.threat is None:
        raise RangeError(say("a map needs a threat; this dossier has none, or none is chosen."))
    found = detente.maps(of.dossier, state.phase, state.threat, (state.a, state.b), progress=of.progress)
    name = f"{of.dossier.name}-phase-{state.phase}-{state.threat}.geojson"
    return File(name, "application/geo+json", defended_geojson(found, state.threat, state.phase))


def _kml(of: Export) -> File:
    from detente.report.exports.kml import trajectories_kml

    content = trajectories_kml(of.assessed(of.progress))
    return File(f"{of.dossier.name}.kml", "application/vnd.google-earth.kml+xml", content)


def _czml(of: Export) -> File:
    from detente.report.exports.czml import trajectories_czml

    return File(f"{of.dossier.name}.czml", "application/json", trajectories_czml(of.assessed(of.progress)))


def _csv(of: Export) -> File:
    from detente.report.exports.csv import answers_csv

    return File(f"{of.dossier.name}.csv", "text/csv; charset=utf-8", answers_csv(of.assessed(of.progress)))


def _netcdf(of: Export) -> File:
    from detente.report.exports.netcdf import write_netcdf

    found = of.assessed(of.progress)
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        path = Path(folder) / "results.nc"
        write_netcdf(found, path)
        return File(f"{of.dossier.name}.nc", "application/x-netcdf", path.read_bytes())


def _report(of: Export) -> File:
    found = of.assessed(lambda step, share: of.progress(step, 0.5 * share))
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        place = Path(folder) / of.dossier.name
        written = detente.write_report(found, place, progress=lambda step, share: of.progress(step, 0.5 + 0.5 * share))
        report = next(path for path in written if path.name == "report.html")
        return File("report.html", "text/html; charset=utf-8", report.read_bytes())


def _dossier(of: Export) -> File:
    from detente.reading.saving import dossier_zip, free_name

    name = free_name(of.original.name)
    return File(f"{name}.zip", "application/zip", dossier_zip(of.original, changes_of(of.state), name))


def _command(of: Export) -> File:
    from detente.assessment.reproduce import command_line

    text = command_line(of.original.name, changes_of(of.state))
    return File(f"{of.original.name}.sh.txt", "text/plain; charset=utf-8", f"{text}\n".encode())


def _python(of: Export) -> File:
    from detente.assessment.reproduce import python_lines

    text = python_lines(of.original.name, changes_of(of.state))
    return File(f"{of.original.name}.py.txt", "text/plain; charset=utf-8", f"{text}\n".encode())


FILES: dict[str, Maker] = {
    "geojson": _geojson,
    "kml": _kml,
    "czml": _czml,
    "csv": _csv,
    "json": _json,
    "netcdf": _netcdf,
    "dossier": _dossier,
    "report": _report,
    "python": _python,
    "command": _command,
}


QUICK_FILES = ("dossier", "python", "command")
"""Files that need nothing computed."""


def changes_of(state: State) -> Changes:
    """What a state changes in its dossier."""
    values: Any = {view: dict(said) for view, said in state.values.items()}
    copied: Any = {view: dict(said) for view, said in state.copied.items()}
    return Changes(values, copied, dict(state.moved))
