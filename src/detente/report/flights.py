"""Announced flights on disk: a table of the answers, the same as JSON, and a figure of each flight."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from detente.assessment.flight_check import FlightCheck
from detente.assessment.rows import text
from detente.messages import tr
from detente.report.figures.announced import announced
from detente.report.figures.picture import png, svg
from detente.report.pictures import Progress, silent
from detente.report.write import write_files

TABLE, JSON = "flight-checks.csv", "flight-checks.json"
PLAIN = ("name", "consistent", "ballistic", "free_flight_s", "residual_s", "surface_speed_km_s", "surface_mach")
SPREAD = ("rotation_s", "minimum_energy_range_km", "burnout_speed_km_s", "powered_flight_s")


def write_flight_checks(
    checks: Sequence[FlightCheck], folder: str | Path, *, progress: Progress = silent
) -> list[Path]:
    """Write flight-checks.csv, flight-checks.json and a figure of each flight, as PNG and SVG, into a folder.

    All files or none. Returns: the files written, the table first. Refuses: FileError, when the folder cannot be
    written.
    """
    files = {TABLE: _table(checks), JSON: text([check.as_dict() for check in checks]).encode()}
    for number, (name, check) in enumerate(zip(_names(checks), checks, strict=True)):
        progress(tr("drawing {what}", what=name), number / len(checks))
        figure = announced(check)
        files |= {f"{name}.png": png(figure), f"{name}.svg": svg(figure)}
    return write_files(files, folder)


def _names(checks: Sequence[FlightCheck]) -> Iterator[str]:
    """A file name for each flight, no two the same."""
    taken: set[str] = set(TABLE.split(".")[:1])
    for number, check in enumerate(checks, start=1):
        plain = re.sub(r"[^a-z0-9]+", "-", check.name.lower()).strip("-")[:60] or f"flight-{number}"
        name = plain if plain not in taken else f"{plain}-{number}"
        taken.add(name)
        yield name


def _table(checks: Sequence[FlightCheck]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    ends = ("low", "median", "high")
    announced_columns = list(checks[0].announced)[:4]
    spread = [f"{name}_{end}" for name in SPREAD for end in ends]
    writer.writerow([*PLAIN, *announced_columns, *spread, "burn_times_s", "reasons", "source"])
    for check in checks:
        said = check.as_dict()
        row: list[Any] = [said[name] for name in PLAIN]
        row += [said["announced"][name] for name in announced_columns]
        row += [said[name][end] for name in SPREAD for end in ends]
        row += [" ".join(f"{time:g}" for time in check.burn_times_s), "; ".join(check.reasons), check.source]
        writer.writerow("" if cell is None else cell for cell in row)
    return out.getvalue().encode()
