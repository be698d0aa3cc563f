"""Everything a report consists of, put into one folder at once: whole, or not at all."""

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from detente.assessment.balance_result import Balance
from detente.assessment.crux_result import Crux
from detente.assessment.flyout import FlyOut
from detente.assessment.result import Assessment
from detente.assessment.ring_result import RangeRings
from detente.assessment.search_result import SearchResult
from detente.assessment.space_based import Aggregate
from detente.errors import FileError
from detente.messages import say, tr
from detente.report.crux_files import crux_files
from detente.report.document import report_html
from detente.report.exports.csv import flyout_csv
from detente.report.exports.czml import trajectories_czml
from detente.report.exports.geojson import defended_geojson
from detente.report.exports.json import assessment_json, crux_json, search_json
from detente.report.exports.kml import trajectories_kml
from detente.report.exports.netcdf import write_chart, write_netcdf
from detente.report.exports.rings import rings_csv, rings_geojson, rings_kml
from detente.report.fields import phases_with, threats
from detente.report.figures.cooperation import cooperation
from detente.report.figures.defended import defended
from detente.report.figures.flyout import flyout
from detente.report.figures.packages import packages
from detente.report.figures.picture import png, svg
from detente.report.figures.rings import rings
from detente.report.figures.space_based import space_based
from detente.report.pictures import Progress, balance_charts, pictures, security_name, silent

FIXED = ("report.html", "assessment.json", "results.nc", "trajectories.kml", "trajectories.czml")


def write_report(
    assessment: Assessment, folder: str | Path, *, borders: bool | str = True, progress: Progress = silent
) -> list[Path]:
    """Write report.html, assessment.json, results.nc, maps and trajectories into a folder.

    Everything is made in a folder beside it first. An earlier result there is replaced when all is ready, and stays
    as it was if anything goes wrong. Files of other origin in the folder are left alone.

    Arguments: borders, True or "visionscarto", False or "none"; progress, called with what is being done and the
               share that is done.
    Returns:   the files written, the report first.
    Refuses:   FileError, when the folder cannot be written.
    """
    target = Path(folder)
    with _beside(target) as made:
        _fill(made, assessment, border_word(borders), progress)
        maps = sorted(name for name in _files(made) if name not in FIXED)
        names = [*FIXED, *maps]
        progress(tr("moving into place"), 0.99)
        stale = [name for name in _earlier(target) if name not in names and (target / name).is_file()]
        _move_in(made, target, names, stale)
    progress(tr("done"), 1.0)
    return [target / name for name in names]


def write_map(
    assessment: Assessment, phase: int, threat: str, folder: str | Path, *, borders: bool | str = True
) -> list[Path]:
    """Write the map of one phase and one threat as PNG, SVG and GeoJSON into a folder; refuses like `write_report`."""
    figure = defended(assessment, threat, phase, borders=border_word(borders))
    files = {"png": png(figure), "svg": svg(figure), "geojson": defended_geojson(assessment, threat, phase)}
    return write_files(
        {f"{security_name(phase, threat)}.{ending}": content for ending, content in files.items()}, folder
    )


def write_files(files: Mapping[str, bytes], folder: str | Path) -> list[Path]:
    """Write files by name into a folder, all of them or none; refuses like `write_report`."""
    target = Path(folder)
    with _beside(target) as made:
        for name, content in files.items():
            (made / name).write_bytes(content)
        _move_in(made, target, list(files), [])
    return [target / name for name in files]


def write_balance(found: Balance, folder: str | Path) -> list[Path]:
    """Write the charts of a strategic balance as PNG and SVG into a folder; refuses like `write_report`.

    A chart for which the views state too little is left out.

    Example: detente.write_balance(detente.balance(detente.load("deauville-2011")), "out")
    """
    figures = {name: draw(found) for name, draw in balance_charts(found).items()}
    return write_files(
        {
            f"{name}.{ending}": content
            for name, figure in figures.items()
            for ending, content in (("png", png(figure)), ("svg", svg(figure)))
        },
        folder,
    )


def write_crux(found: Crux, folder: str | Path, *, progress: Progress = silent) -> list[Path]:
    """Write what separates two views into a folder: crux.json, and pictures and a one-page brief of each question.

    Of several questions those get pictures and a brief on which one view says yes and the other no, and one of each
    kind where none is so. Refuses like `write_report`.

    Example: detente.write_crux(detente.crux(detente.load("third-site-2007")), "out")
    """
    files = {"crux.json": crux_json(found)}
    drawn = crux_files(found, progress)
    return write_files({**files, **drawn}, folder)


def write_search(found: SearchResult, folder: str | Path) -> list[Path]:
    """Write packages both sides could accept into a folder: search.json, and pictures of the gains and of cooperation.

    Refuses like `write_report`.

    Example: detente.write_search(detente.search(detente.load("joint-2012")), "out")
    """
    figures = {"packages": packages(found)}
    if found.cooperation is not None:
        phases = sorted({row.phase for row in found.cooperation.slack})
        figures |= {f"cooperation-phase-{phase}": cooperation(found.cooperation, phase) for phase in phases}
    files = {"search.json": search_json(found)}
    for name, figure in figures.items():
        files |= {f"{name}.png": png(figure), f"{name}.svg": svg(figure)}
    return write_files(files, folder)


def write_space_based(found: Aggregate, folder: str | Path) -> list[Path]:
    """Write the figure about interceptors in orbit as PNG and SVG into a folder; refuses like `write_report`."""
    figure = space_based(found)
    return write_files({"space-based.png": png(figure), "space-based.svg": svg(figure)}, folder)


def write_rings(found: RangeRings, folder: str | Path, *, borders: bool | str = True) -> list[Path]:
    """Write range rings as PNG, SVG, GeoJSON, KML and CSV into a folder; refuses like `write_report`.

    Example: detente.write_rings(detente.range_rings("topol-m", (51.7, 45.6)), "out")
    """
    figure = rings(found, borders=border_word(borders))
    files = {
        "png": png(figure),
        "svg": svg(figure),
        "geojson": rings_geojson(found),
        "kml": rings_kml(found),
        "csv": rings_csv(found),
    }
    name = f"range-rings-{'-'.join(ring.missile for ring in found.rings)[:80]}"
    return write_files({f"{name}.{ending}": content for ending, content in files.items()}, folder)


def write_flyout(found: FlyOut, folder: str | Path) -> list[Path]:
    """Write a fly-out as a figure (PNG, SVG) and a table (CSV, NetCDF) into a folder; refuses like `write_report`."""
    target, figure = Path(folder), flyout(found)
    files = {"png": png(figure), "svg": svg(figure), "csv": flyout_csv(found)}
    names = [f"flyout-{found.name}.{ending}" for ending in (*files, "nc")]
    with _beside(target) as made:
        for name, content in zip(names, files.values(), strict=False):
            (made / name).write_bytes(content)
        write_chart(found, made / names[-1])
        _move_in(made, target, names, [])
    return [target / name for name in names]


def refuse_unwritable(folder: str | Path) -> None:
    """FileError when a report could not be written into this folder; it is left as it was."""
    with _beside(Path(folder)):
        pass


def border_word(borders: bool | str) -> str:
    """Borders as the figures call them."""
    return borders if isinstance(borders, str) else "visionscarto" if borders else "none"


def _fill(made: Path, assessment: Assessment, borders: str, progress: Progress) -> None:
    """All files, in the folder that is not yet in place."""
    maps = made / "maps"
    maps.mkdir()
    drawn = pictures(assessment, borders=borders, progress=lambda step, share: progress(step, 0.8 * share))
    for picture in drawn.values():
        if picture.kind == "png":
            (maps / f"{picture.name}.png").write_bytes(picture.content)
    progress(tr("writing the report"), 0.8)
    (made / "report.html").write_bytes(report_html(assessment, drawn))
    progress(tr("writing the data"), 0.9)
    (made / "assessment.json").write_bytes(assessment_json(assessment))
    write_netcdf(assessment, made / "results.nc")
    for threat in threats(assessment):
        for phase in phases_with(assessment, threat):
            found = defended_geojson(assessment, threat, phase)
            (maps / f"{security_name(phase, threat)}.geojson").write_bytes(found)
    (made / "trajectories.kml").write_bytes(trajectories_kml(assessment))
    (made / "trajectories.czml").write_bytes(trajectories_czml(assessment))


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder beside the target, gone afterwards whatever happens, with every folder made for its sake."""
    if target.exists() and not target.is_dir():
        raise FileError(
            say(
                "{folder}: found a file, expected a folder or nothing. Choose another folder. Nothing was written.",
                folder=str(target),
            )
        )
    missing = [parent for parent in target.absolute().parents if not parent.exists()]
    made = None
    try:
        with _refusing(target):
            target.absolute().parent.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(prefix=f".{target.name or 'report'}-", dir=target.absolute().parent))
        with _refusing(target):
            yield made
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
        for parent in missing:
            with contextlib.suppress(OSError):
                parent.rmdir()  # only if it is still empty


@contextlib.contextmanager
def _refusing(target: Path) -> Iterator[None]:
    """What the disk refuses, said in our words."""
    try:
        yield
    except OSError as error:
        raise FileError(
            say(
                "{folder}: found {problem} ({path}), expected a folder that can be "
                "written. Choose another folder, or make room and allow writing there. "
                "What was in it before is unchanged.",
                folder=str(target),
                problem=str(error.strerror or error),
                path=str(error.filename or target),
            )
        ) from error


def _files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def _move_in(made: Path, target: Path, names: list[str], stale: list[str]) -> None:
    """Put the files in place and take away those that only an earlier result had; undo all on any trouble."""
    undo: list[tuple[Path, Path, bool]] = []
    kept = made / ".before"
    parents = dict.fromkeys([target, *((target / name).parent for name in names)])
    new_folders = [path for path in parents if not path.exists()]
    try:
        kept.mkdir()
        for path in new_folders:
            path.mkdir()
        for number, name in enumerate([*names, *stale]):
            place, before = target / name, kept / str(number)
            undo.append((place, before, place.exists()))
            if place.exists():
                _swap(place, before)
            if name not in stale:
                _swap(made / name, place)
    except BaseException:
        _put_back(undo, new_folders)
        raise


def _swap(old: Path, new: Path) -> None:
    os.replace(old, new)


def _put_back(undo: list[tuple[Path, Path, bool]], new_folders: list[Path]) -> None:
    """As it was before: new files go, old ones return."""
    for place, before, was_there in reversed(undo):
        if before.exists():
            os.replace(before, place)
        elif not was_there:
            place.unlink(missing_ok=True)
    for path in reversed(new_folders):
        with contextlib.suppress(OSError):
            path.rmdir()


def _earlier(target: Path) -> list[str]:
    """Maps that an earlier result in this folder named; nothing if its assessment.json cannot be read."""
    try:
        said = json.loads((target / "assessment.json").read_bytes())
        names = {security_name(int(row["phase"]), str(row["threat"])) for row in said["security"]}
        names |= {f"reach-phase-{int(phase['id'])}" for phase in said["phases"]}
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return sorted(f"maps/{name}.{ending}" for name in names for ending in ("png", "geojson"))
