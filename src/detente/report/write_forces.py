"""Files about held forces: counts over time, and paths of reduction, each as figure and table."""

from pathlib import Path

from detente.assessment.history_result import ForcesHistory
from detente.assessment.reduction_result import Reductions
from detente.report.exports.forces import history_csv, reductions_csv
from detente.report.figures.history import history
from detente.report.figures.picture import png, svg
from detente.report.figures.reductions import reductions
from detente.report.write import write_files


def write_history(found: ForcesHistory, folder: str | Path) -> list[Path]:
    """Write counts over time as PNG, SVG and CSV into a folder; refuses like `write_report`."""
    figure = history(found)
    files = {"png": png(figure), "svg": svg(figure), "csv": history_csv(found)}
    return write_files({f"history.{ending}": content for ending, content in files.items()}, folder)


def write_reductions(found: Reductions, folder: str | Path) -> list[Path]:
    """Write paths of reduction as PNG, SVG and CSV into a folder; refuses like `write_report`."""
    figure = reductions(found)
    files = {"png": png(figure), "svg": svg(figure), "csv": reductions_csv(found)}
    name = f"reductions-{found.case or 'own'}"[:80]
    return write_files({f"{name}.{ending}": content for ending, content in files.items()}, folder)
