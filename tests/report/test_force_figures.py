"""Figures and tables of held forces: what they say, that gaps stay gaps, and that they are written whole."""

import csv
import io

import pytest

from detente.assessment.forces_history import forces_history
from detente.assessment.reductions import reductions
from detente.report.exports.forces import history_csv, reductions_csv
from detente.report.figures.history import history
from detente.report.figures.picture import png
from detente.report.figures.reductions import reductions as reductions_figure
from detente.report.figures.years import count, decimal_year, in_words, round_step
from detente.report.write_forces import write_history, write_reductions


def texts(figure):
    """Everything that is written on the figure."""
    drawn = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    return " ".join(" ".join(text.get_text().replace("\u202f", ",").split()) for text in drawn)


def lines(axes):
    """Every line of a panel as its points."""
    return [list(zip(line.get_xdata(), line.get_ydata(), strict=True)) for line in axes.lines]


def test_the_sheet_of_history_names_counts_ceilings_and_sources():
    figure = history(forces_history())
    said = texts(figure)
    assert len(figure.axes) == 7
    for words in (
        "Military stockpiles", "Strategic warheads, estimates", "Warheads by the rules of START I",
        "New START: 1,550 from 5 Feb 2018", "New START: 700", "START I: 6,000 from Dec 2001", "SORT: 1,700 to 2,200",
        "never binding", "CC BY 4.0", "not to be compared", "Russia 1,474 (2022)", "US 1,419 (2023)",
    ):  # fmt: skip
        assert words in said


def test_no_line_of_the_sheet_crosses_a_date_without_a_figure():
    # American launchers of New START: no checked figure for 1 March 2013 between those of 2012 and 2013.
    found = forces_history(["us"], since=2011)
    figure = history(found)
    panel = next(axes for axes in figure.axes if "launchers" in axes.texts[-2].get_text())
    gap = decimal_year("2013-03-01")
    drawn = [line for line in lines(panel) if len(line) > 1 and line[0][1] > 850]
    assert drawn
    assert not any(line[0][0] < gap < line[-1][0] for line in drawn)


@pytest.mark.parametrize("words", [{"countries": ["China"]}, {"countries": ["us", "Russia"], "since": 2011},
                                   {"since": 2025}])  # fmt: skip
def test_any_choice_can_be_drawn(words):
    assert png(history(forces_history(**words))).startswith(b"\x89PNG")


@pytest.mark.parametrize("case", ["sort-2002", "new-start-2011", "start-2"])
@pytest.mark.parametrize("pace", ["steady", "by-deadline"])
def test_the_sheet_of_paths_names_what_it_shows(case, pace):
    found = reductions(case, pace=pace)
    figure = reductions_figure(found)
    said = texts(figure)
    assert len(figure.axes) == len(found.paths)
    assert found.title.split(",")[0] in said
    assert "no forecast" in said
    for path in found.paths:
        assert f"{path.held:,}" in said
        assert all(limit.name in said for limit in path.limits)
        assert all(leg in said for leg in path.legs)


def test_assumptions_are_said_on_the_sheet():
    figure = reductions_figure(reductions(begins="2002", total=10, limits={"2010": 0}))
    assert "Assumption, without a source" in texts(figure)


def test_the_same_answer_gives_the_same_picture():
    assert png(history(forces_history(since=2011))) == png(history(forces_history(since=2011)))


def test_the_table_of_history_keeps_gaps_empty_and_sources_beside(tmp_path):
    found = forces_history()
    rows = list(csv.DictReader(io.StringIO(history_csv(found).decode())))
    held = [row for row in rows if row["kind"] == "held"]
    assert len(held) == sum(len(series.marks) for panel in found.panels for series in panel.series)
    for row in held:
        assert bool(row["value"]) == bool(row["certainty"])
        assert row["value"] or row["gap"]
        assert not row["value"] or row["source"]
    assert {row["name"] for row in rows if row["kind"] == "ceiling"} == {
        "SORT", "START I", "New START", "Restraint 2026",
    }  # fmt: skip


def test_the_table_of_paths_adds_up():
    rows = list(csv.DictReader(io.StringIO(reductions_csv(reductions("sort-2002")).decode())))
    for day in {row["day"] for row in rows if row["path"] == "us-by-type"}:
        here = {row["leg"]: int(row["left"]) for row in rows if (row["path"], row["day"]) == ("us-by-type", day)}
        assert here.pop("all") == sum(here.values())


def test_files_are_written_whole(tmp_path):
    written = write_history(forces_history(since=2011), tmp_path / "a")
    assert [path.name for path in written] == ["history.png", "history.svg", "history.csv"]
    written = write_reductions(reductions("start-2"), tmp_path / "b")
    assert [path.name for path in written] == [
        "reductions-start-2.png",
        "reductions-start-2.svg",
        "reductions-start-2.csv",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_dates_and_numbers_in_figures():
    assert decimal_year("2018") == 2018.0
    assert decimal_year("2018-07-02") == pytest.approx(2018.5, abs=0.003)
    assert [in_words(date) for date in ("2018-02-05", "2001-12", "2002", None)] == [
        "5 Feb 2018", "Dec 2001", "2002", "no known day",
    ]  # fmt: skip
    assert [round_step(step) for step in (0.3, 1.2, 333.0, 8_000.0)] == [1, 2, 500, 10_000]
    assert count(12_345) == "12\u202f345"
