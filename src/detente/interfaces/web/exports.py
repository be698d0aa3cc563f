"""Files to take away: the picture's state in the formats of a report, as a dossier, and as what reproduces it."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import detente
from detente.errors import RangeError
from detente.interfaces.web.models import State
from detente.messages import say
from detente.reading.changes import Changes
from detente.reading.dossier import Dossier

Progress: TypeAlias = Callable[[str, float], None]


@dataclass(frozen=True)
class File:
    """A file: its name, what kind it is, and its bytes."""

    name: str
    kind: str
    content: bytes


Maker: TypeAlias = Callable[[Dossier, Dossier, State, Progress], File]


def _json(_original: Dossier, dossier: Dossier, _state: State, progress: Progress) -> File:
    from detente.report.exports.json import assessment_json

    found = detente.assess(dossier, progress=progress)
    return File(f"{dossier.name}.json", "application/json", assessment_json(found))


def _geojson(_original: Dossier, dossier: Dossier, state: State, progress: Progress) -> File:
    from detente.report.exports.geojson import defended_geojson

    if state.threat is None:
        raise RangeError(say("a map needs a threat; this dossier has none, or none is chosen."))
    found = detente.maps(dossier, state.phase, state.threat, (state.a, state.b), progress=progress)
    name = f"{dossier.name}-phase-{state.phase}-{state.threat}.geojson"
    return File(name, "application/geo+json", defended_geojson(found, state.threat, state.phase))


def _kml(_original: Dossier, dossier: Dossier, _state: State, progress: Progress) -> File:
    from detente.report.exports.kml import trajectories_kml

    found = detente.assess(dossier, progress=progress)
    return File(f"{dossier.name}.kml", "application/vnd.google-earth.kml+xml", trajectories_kml(found))


def _czml(_original: Dossier, dossier: Dossier, _state: State, progress: Progress) -> File:
    from detente.report.exports.czml import trajectories_czml

    found = detente.assess(dossier, progress=progress)
    return File(f"{dossier.name}.czml", "application/json", trajectories_czml(found))


def _csv(_original: Dossier, dossier: Dossier, _state: State, progress: Progress) -> File:
    from detente.report.exports.csv import answers_csv

    found = detente.assess(dossier, progress=progress)
    return File(f"{dossier.name}.csv", "text/csv", answers_csv(found))


def _netcdf(_original: Dossier, dossier: Dossier, _state: State, progress: Progress) -> File:
    from detente.report.exports.netcdf import write_netcdf

    found = detente.assess(dossier, progress=progress)
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        path = Path(folder) / "results.nc"
        write_netcdf(found, path)
        return File(f"{dossier.name}.nc", "application/x-netcdf", path.read_bytes())


def _report(_original: Dossier, dossier: Dossier, _state: State, progress: Progress) -> File:
    found = detente.assess(dossier, progress=lambda step, share: progress(step, 0.5 * share))
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        written = detente.write_report(found, folder, progress=lambda step, share: progress(step, 0.5 + 0.5 * share))
        return File("report.html", "text/html", written[0].read_bytes())


def _dossier(original: Dossier, _dossier: Dossier, state: State, _progress: Progress) -> File:
    from detente.reading.saving import dossier_zip

    return File(f"{original.name}.zip", "application/zip", dossier_zip(original, changes_of(state)))


def _command(original: Dossier, _dossier: Dossier, state: State, _progress: Progress) -> File:
    from detente.assessment.reproduce import command_line

    text = command_line(original.name, changes_of(state))
    return File(f"{original.name}.sh.txt", "text/plain; charset=utf-8", f"{text}\n".encode())


def _python(original: Dossier, _dossier: Dossier, state: State, _progress: Progress) -> File:
    from detente.assessment.reproduce import python_lines

    text = python_lines(original.name, changes_of(state))
    return File(f"{original.name}.py.txt", "text/plain; charset=utf-8", f"{text}\n".encode())


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


def changes_of(state: State) -> Changes:
    """What a state changes in its dossier."""
    values: Any = {view: dict(said) for view, said in state.values.items()}
    copied: Any = {view: dict(said) for view, said in state.copied.items()}
    return Changes(values, copied, dict(state.moved))
