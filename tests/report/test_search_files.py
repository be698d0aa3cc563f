"""Pictures, tables and files of a search: they say what the answer says, and nothing leaves the paper."""

import json
from dataclasses import replace

import pytest
from matplotlib.text import Text
from rich.console import Console

from detente.interfaces.search_tables import show_search
from detente.report.chosen_words import changes_text, choice_text, demand_name, rule_letter, where_it_stands
from detente.report.figures.cooperation import cooperation
from detente.report.figures.packages import named, packages
from detente.report.write import write_search
from tests.report.small_cooperation import small_cooperation
from tests.report.small_search import BEST, CAPPED, NOTHING, found, none_passes

LONG = "A proposal with a name so long that no list beside a chart could ever hold it in one line, nor in two of them"


def texts(figure) -> str:
    return "\n".join(part.get_text() for part in figure.findobj(Text))


def outside(figure) -> list[str]:
    figure.canvas.draw()
    renderer, box = figure.canvas.get_renderer(), figure.bbox
    shown = [part for part in figure.findobj(Text) if part.get_visible() and part.get_text().strip()]
    return [
        part.get_text()
        for part in shown
        if not (box.x0 <= (extent := part.get_window_extent(renderer)).x0 and extent.x1 <= box.x1)
        or not (box.y0 <= extent.y0 and extent.y1 <= box.y1)
    ]


def printed(answer) -> str:
    console = Console(width=200, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    show_search(console, answer)
    return " ".join(console.export_text().split())


# Words


def test_a_package_is_told_by_what_it_changes():
    assert choice_text(found(), NOTHING.choice) == "nothing: as without an agreement"
    assert choice_text(found(), BEST.choice) == "sites=south"
    assert choice_text(found(), {"openness": "visits", "sites": "south"}) == "sites=south, openness=visits"


def test_a_proposal_is_told_with_what_it_misses_and_how_far_it_is():
    missed = where_it_stands(found(), found().alternatives[1])
    assert missed == "misses 2: no-cap, no worse off/defending; 2 changes to pass"
    assert where_it_stands(found(), found().alternatives[0]).endswith("1 change to pass")
    assert where_it_stands(none_passes(), none_passes().alternatives[0]) == "misses 2: out-of-reach, no-cap"


def test_demands_and_bridges_in_words():
    assert demand_name(found(), "no-cap") == "North will not have a limit on speed"
    assert demand_name(found(), "out-of-reach") == "South: no site in time for its missiles"
    said = changes_text(found().alternatives[1].bridge.changes)
    assert said == "sites: both to south and speed: capped to open"
    assert [rule_letter(pick.rule) for pick in found().picks] == ["N", "K", "M", "R", "C"]


# Pictures


def test_every_proposal_and_every_pick_is_marked_once():
    marks = list(named(found()))
    assert [(mark.sign, mark.pick, mark.passes) for mark in marks] == [
        ("1", False, False), ("2", False, False), ("NKM", True, True), ("RC", True, True),
    ]  # fmt: skip
    assert (marks[1].x, marks[1].y) == (CAPPED.gain["deterring"], CAPPED.gain["defending"])


def test_the_chart_names_what_passes_and_what_would_have_to_go():
    said = texts(packages(found()))
    assert "2 of 8 packages pass every demand of both sides" in said
    assert "Gain of North, in its own view" in said
    shut = texts(packages(none_passes()))
    assert "None of 8 packages passes every demand of both sides" in shut
    assert "3 would pass without: no-cap" in shut


@pytest.mark.parametrize("answer", [found(), none_passes()])
def test_nothing_leaves_the_paper(answer):
    long = replace(answer, alternatives=tuple(replace(row, name=LONG) for row in answer.alternatives) * 4)
    for each in (answer, long):
        assert outside(packages(each)) == []


def test_points_close_together_share_one_label_and_the_list_ends_above_the_note():
    near = [replace(row, package=replace(row.package, gain={"defending": 0.001 * place, "deterring": 0.0}))
            for place, row in enumerate(found().alternatives)]  # fmt: skip
    figure = packages(replace(found(), alternatives=tuple(near)))
    assert "1\u2009 2" in texts(figure)
    long = replace(found(), alternatives=tuple(replace(row, name=LONG) for row in found().alternatives) * 6)
    figure = packages(long)
    figure.canvas.draw()
    boxes = {part.get_text(): part.get_window_extent() for part in figure.findobj(Text)}
    note = next(box for text, box in boxes.items() if text.startswith("Gain: the weighted mean"))
    listed = [box for text, box in boxes.items() if text.startswith("A proposal with a name") or "sites=south" in text]
    assert listed
    assert min(box.y0 for box in listed) > note.y1


def test_the_picture_of_cooperation_shows_gains_and_who_is_never_reached():
    figure = cooperation(small_cooperation())
    said = texts(figure)
    for part in ("phase 2 (2012)", "+60", "+42", "never", "One system", "also: twin", "A missile from the east"):
        assert part in said, part
    assert outside(figure) == []
    assert "phase 1 (2011)" in texts(cooperation(small_cooperation(), 1))


# Tables and files


def test_the_tables_say_what_passes_what_is_picked_and_what_a_proposal_misses():
    said = printed(replace(found(), cooperation=small_cooperation()))
    for part in (
        "8 packages, 8 possible, 2 pass every demand",
        "The rules do not agree on one package.",
        "North will not have a limit on speed",
        "sites: both to south",
        "or speed: capped to open and openness: none to visits",
        "or one other way as short",
        "What working together adds",
        "90 % (+60)",
    ):
        assert part in said, part


def test_where_nothing_passes_the_tables_say_why_and_what_would_do():
    said = printed(none_passes())
    assert "South: no site in time for its missiles | North will not have a limit on speed" in said
    assert "The smallest sets of demands that would have to go" in said
    assert "What rules pick" not in said


def test_the_files_of_a_search(tmp_path):
    written = write_search(replace(found(), cooperation=small_cooperation()), tmp_path)
    assert sorted(path.name for path in written) == [
        "cooperation-phase-1.png", "cooperation-phase-1.svg", "cooperation-phase-2.png", "cooperation-phase-2.svg",
        "packages.png", "packages.svg", "search.json",
    ]  # fmt: skip
    assert json.loads((tmp_path / "search.json").read_text("utf-8"))["counts"]["passing"] == 2
    assert not [path for path in tmp_path.iterdir() if path not in written]
