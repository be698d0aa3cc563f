"""Pictures and brief of what separates two views: they say what the answer says, and hold what a page can hold."""

import dataclasses
import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from rich.console import Console

from detente.assessment.crux_result import Crux
from detente.interfaces.crux_tables import show_crux
from detente.reading.checkability import checkability
from detente.reading.dossier import load
from detente.report import parted
from detente.report.brief import BOTH, LEFT, LONGEST, REASON, SEPARATE, brief_html, brief_markdown, context
from detente.report.crux_files import crux_files, slug
from detente.report.figures.disagreement import MOST, disagreement, staircase
from detente.report.figures.flip_line import flip_line
from detente.report.figures.wrapping import wrapped
from detente.report.write import write_crux
from tests.report.small_crux import DELAY, SPEED, contested, small_crux
from tests.report.small_crux import LEFT as OFFICIAL
from tests.report.small_crux import RIGHT as CRITICS


@pytest.fixture(scope="module")
def crux() -> Crux:
    return small_crux()


@pytest.fixture(scope="module")
def crowded() -> Crux:
    """The same with fifteen assumptions of long names and long measures."""
    found = small_crux()
    many = tuple(
        contested(
            f"shield-{number}.survival_day_to_day_launch_on_warning",
            measure="a very long measure that two sides would have to agree upon in many meetings " * 6,
            check_why="seen by nobody at all for a great number of reasons " * 6,
            share=10.0 - number,
            resolvable=number % 2 == 0,
        )
        for number in range(15)
    )
    answer = dataclasses.replace(
        found.answers[0],
        contested=many,
        flip_sets={OFFICIAL: tuple((one.key,) for one in many), CRITICS: tuple((one.key,) for one in many)},
        resolvable=tuple(one.key for one in many if one.resolvable),
        unresolvable=tuple(one.key for one in many if not one.resolvable),
    )
    return dataclasses.replace(found, answers=(answer,))


def question(crux: Crux) -> str:
    return crux.answers[0].question


def page(crux: Crux) -> str:
    return brief_markdown(crux, question(crux)).decode()


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)
        self.fetched += [value for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


def read(crux: Crux) -> _Tags:
    tags = _Tags()
    tags.feed(brief_html(crux, question(crux)).decode())
    assert not tags.open
    return tags


# The staircase


def test_the_staircase_leads_from_one_margin_to_the_other(crux, crowded):
    answer = crux.answers[0]
    steps = staircase(answer)
    assert steps[0].start == answer.margin[OFFICIAL]
    assert steps[-1].end == pytest.approx(answer.margin[CRITICS])
    assert all(step.end == after.start for step, after in pairwise(steps))
    assert [step.one for step in staircase(crowded.answers[0])[MOST:]] == [None]


def test_never_stands_where_the_answer_says_that_it_counts(crux):
    answer = dataclasses.replace(crux.answers[0], margin={OFFICIAL: None, CRITICS: 230.0}, never_s=-900.0)
    assert staircase(answer)[0].start == -900.0
    assert "never" in page(dataclasses.replace(crux, answers=(answer,)))


def texts(figure) -> str:
    from matplotlib.text import Text

    return "\n".join(found.get_text() for found in figure.findobj(Text))


def test_the_chart_says_both_answers_what_each_says_and_the_rank_with_its_factors(crux):
    said = texts(disagreement(crux, question(crux)))
    for part in ("Official: out of reach", "Critics: within reach", "6.3 km/s", "turns at 7.0 km/s", "national means"):
        assert part in said
    assert "0.45 = 0.55 × 1.00 × 3/4" in said


def test_the_plane_shows_both_lines_and_both_claims(crux):
    figure = flip_line(crux, question(crux))
    said = texts(figure)
    assert "Official\n6.3 km/s; 120 s\nnot reached in time" in said
    assert "Critics\n8.0 km/s; 30 s\nreached in time" in said
    assert said.count("turns here, all else as") == 2


def test_nothing_written_in_a_chart_leaves_the_paper(crux, crowded):
    for found in (crux, crowded):
        for figure in (disagreement(found, question(found)), flip_line(found, question(found))):
            from matplotlib.text import Text

            figure.canvas.draw()
            renderer = figure.canvas.get_renderer()
            for text in figure.findobj(Text):
                if text.get_visible() and text.get_text().strip():
                    box = text.get_window_extent(renderer)
                    assert min(box.x0, box.y0) >= 0, text.get_text()
                    assert box.x1 <= figure.bbox.x1, text.get_text()
                    assert box.y1 <= figure.bbox.y1, text.get_text()


# The brief


def test_the_brief_says_what_was_asked_both_answers_and_how_to_run_it_again(crux):
    for text in (page(crux), read(crux).text):
        flat = " ".join(text.split())
        assert parted.question(crux, crux.answers[0]) in flat
        assert "out of reach" in flat
        assert "within reach" in flat
        assert "burnout speed of Shield were 7.0 km/s and not 6.3 km/s" in flat
        assert "Observed flight test." in flat
        assert "a choice, to be bargained over" in flat
        assert f"detente crux invented --view official --view critics --question {question(crux)}" in flat


def test_the_brief_fetches_nothing_and_is_the_same_every_time(crux):
    assert all(address.startswith("data:") for address in read(crux).fetched)
    assert brief_html(crux, question(crux)) == brief_html(small_crux(), question(crux))


def test_the_brief_keeps_to_what_a_page_can_hold(crowded):
    told = context(crowded, question(crowded))
    assert (len(told["separate"]), len(told["settle"]), len(told["stays"])) == (SEPARATE, BOTH - LEFT, LEFT)
    for line in (*told["separate"], *told["settle"], *told["stays"]):
        assert max(len(line.measure), len(line.why)) <= LONGEST["en"] + 2  # and its dots
    assert all(told[part] for part in ("settle_rest", "stays_rest", "separate_rest"))
    assert len(" ".join(read(crowded).text.split())) < 5000  # an A4 page of this type holds it, tried in print


@pytest.mark.parametrize("name", ["third-site-2007", "deauville-2011", "washington-2002", "after-new-start-2026"])
def test_no_shipped_measure_or_reason_is_cut_on_a_brief(name):
    dossier = load(name)
    for view in dossier.views:
        for key in dossier.parameters(view):
            check = checkability(dossier, key)
            assert len(check.measure) <= LONGEST["en"], key
            assert len(check.why) <= REASON["en"], key


def test_a_name_with_signs_of_html_stays_text(crux):
    odd = dataclasses.replace(crux, title='<b>"A" & B</b>')
    assert "<b>&#34;A&#34; &amp; B</b>" not in brief_html(odd, question(odd)).decode()
    assert '<b>"A" & B</b>' in read(odd).text


def test_two_views_that_answer_alike_are_not_said_to_part(crux):
    answer = dataclasses.replace(crux.answers[0], margin={OFFICIAL: 20.0, CRITICS: 230.0}, flip_sets={})
    said = page(dataclasses.replace(crux, answers=(answer,)))
    assert "two views that answer alike" in said
    assert "it took the other's figures" not in said


# Files


def test_one_question_gives_plain_names_and_several_carry_the_question(crux, tmp_path):
    names = {path.name for path in write_crux(crux, tmp_path / "one")}
    charts = {f"{name}.{ending}" for name in ("disagreement", "flip-line") for ending in ("png", "svg")}
    assert names == {"crux.json", "brief.html", "brief.md", *charts}
    assert json.loads((tmp_path / "one/crux.json").read_text()) == crux.as_dict()
    other = dataclasses.replace(crux.answers[0], question="balance/phase-2/shield@base/silo", pair=None)
    files = crux_files(dataclasses.replace(crux, answers=(*crux.answers, other)))
    assert {name for name in files if slug(other.question) in name} == {
        f"{name}-{slug(other.question)}.{ending}"
        for name, endings in (("brief", ("html", "md")), ("disagreement", ("png", "svg")))
        for ending in endings
    }
    assert files["brief.html"] == files[f"brief-{slug(question(crux))}.html"]


def test_questions_answered_alike_get_no_pictures_beside_those_that_are_not(crux):
    alike = dataclasses.replace(crux.answers[0], question="balance/other", margin={OFFICIAL: 1.0, CRITICS: 2.0})
    kind = [dataclasses.replace(alike, question=f"strategic/phase-{phase}/Russia") for phase in (1, 2)]
    files = crux_files(dataclasses.replace(crux, answers=(alike, *kind, *crux.answers)))
    assert not [name for name in files if "other" in name or "strategic-phase-1" in name]
    assert [name for name in files if "strategic-phase-2" in name]  # the last of a kind that parts nowhere


# Words and the terminal


def printed(crux: Crux) -> str:
    console = Console(width=200, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    show_crux(console, crux)
    return console.export_text()


def test_the_terminal_shows_one_question_in_full(crux):
    said = printed(crux)
    for part in ("+150 s", "turns at 7.0 km/s", "0.55 x 1.00", "resolvable by data", "observed flight test"):
        assert part in said
    assert re.search(r"Official adopts from the other: burnout speed of Shield; or commit delay of the defence", said)


def test_the_terminal_shows_several_questions_short_and_says_when_there_is_none(crux):
    other = dataclasses.replace(crux.answers[0], question="balance/phase-2/shield@base/silo")
    said = printed(dataclasses.replace(crux, answers=(*crux.answers, other)))
    assert "burnout speed of Shield 55 %" in said
    assert "balance/phase-2" in said
    assert "alike" in printed(dataclasses.replace(crux, answers=()))


def test_shares_against_the_difference_are_told_from_those_that_make_it(crux):
    answer = crux.answers[0]
    assert not parted.against(answer, answer.contested[0])
    opposed = dataclasses.replace(answer.contested[1], share=-30.0)
    answer = dataclasses.replace(answer, contested=(answer.contested[0], opposed))
    assert parted.against(answer, opposed)
    assert sum(parted.part_of_gap(answer, one) for one in answer.contested) == pytest.approx(1.0)


def test_a_group_names_what_it_holds(crux):
    group = contested("defence", members=(SPEED, DELAY), claimed={}, claimed_range={}, flip_value={})
    assert parted.spoken(crux, group) == "defence (two assumptions together)"
    assert parted.below(crux, group) == "together: burnout speed and commit delay"
    assert parted.said(group, OFFICIAL) == "several, together"


def test_text_too_long_for_its_room_ends_in_dots():
    assert wrapped("one two three", 40, 1) == "one two three"
    assert wrapped("one two three four five six", 9, 2) == "one two\nthree …"
    assert wrapped("anything", 9, 0) == ""


def test_a_question_on_which_nothing_differs_is_drawn_as_such_and_gets_no_files(crux):
    bare = dataclasses.replace(crux.answers[0], contested=(), pair=None, margin={OFFICIAL: None, CRITICS: None})
    found = dataclasses.replace(crux, answers=(bare,))
    assert "Nothing on which the two differ" in texts(disagreement(found, question(found)))
    assert crux_files(found) == {}


def test_a_plane_in_which_no_answer_turns_is_not_drawn(crux):
    answer = crux.answers[0]
    assert answer.pair is not None
    flat = dataclasses.replace(answer.pair, lines={OFFICIAL: (), CRITICS: ()})
    found = dataclasses.replace(crux, answers=(dataclasses.replace(answer, pair=flat),))
    assert not [name for name in crux_files(found) if "flip-line" in name]
    assert read(found).fetched == []


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(50.0, "1", "50"), (0.000053, "1", "0.000053"), (-0.0042, "", "−0.0042"), (0.29, "1", "0.29"), (0.0, "1", "0.0"),
     (6.3, "km/s", "6.3 km/s"), (0.05, "1", "0.05")],
)  # fmt: skip
def test_numbers_keep_the_digits_that_say_something(value, unit, said):
    assert parted.number(value, unit) == said
