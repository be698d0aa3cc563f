"""The command line and the lines of Python that are handed out give the answer again."""

import json
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import detente
from detente.assessment.reproduce import command_line, python_lines
from detente.errors import RangeError
from detente.interfaces.changing import changes_of
from detente.interfaces.cli import app
from detente.reading.changes import Changes, changed

CHANGES = Changes(
    {"official": {"two-stage-gbi.burnout_speed": "6.8 km/s", "defence.earliest_commit": "any time"}},
    {"critics": {"defence.commit_delay": "official"}},
    {"redzikowo": (54.0, 18.5)},
)
OPTIONS = {"question": "balance/phase-1/two-stage-gbi@redzikowo/barents-sea", "view": ["official", "critics"]}


@pytest.fixture(scope="module")
def asked():
    """The answer that is to be had again."""
    dossier = changed(detente.load("third-site-2007"), CHANGES)
    return detente.crux(dossier, OPTIONS["question"], OPTIONS["view"]).as_dict()


def test_the_command_line_answers_the_same(asked):
    line = command_line("third-site-2007", CHANGES, "crux", OPTIONS)
    done = CliRunner().invoke(app, [*shlex.split(line)[1:], "--json"], catch_exceptions=False)
    assert json.loads(done.stdout) == json.loads(json.dumps(asked))


def test_the_lines_of_python_answer_the_same(asked):
    names: dict[str, object] = {"print": lambda *_: None}
    exec(python_lines("third-site-2007", CHANGES, "crux", OPTIONS), names)
    assert names["answer"].as_dict() == asked


def test_without_changes_they_are_short():
    assert command_line("third-site-2007") == "detente assess third-site-2007"
    assert "with_changes" not in python_lines("third-site-2007")


def test_other_commands_are_refused():
    for make in (command_line, python_lines):
        with pytest.raises(RangeError, match="fly"):
            make("third-site-2007", verb="fly")


WORD = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Z"], blacklist_characters=":="), min_size=1, max_size=8)
TEXTS = st.dictionaries(WORD, st.dictionaries(WORD, WORD, min_size=1, max_size=3), max_size=3)
TENTHS = st.tuples(st.integers(-900, 900), st.integers(-1800, 3600)).map(lambda at: (at[0] / 10, at[1] / 10))


@given(TEXTS, TEXTS, st.dictionaries(WORD, TENTHS, max_size=3))
def test_a_command_line_reads_back_as_the_same_changes(values, copied, moved):
    changes = Changes(values, copied, moved)
    words = shlex.split(command_line("any", changes))[3:]
    given_ = {option: [text for name, text in zip(words[::2], words[1::2], strict=True) if name == option]
              for option in ("--change", "--copy", "--move")}  # fmt: skip
    assert changes_of(*given_.values()) == changes


@pytest.mark.parametrize(
    ("change", "copy", "move", "said"),
    [
        (["russia=5 km/s"], [], [], '--change: found "russia=5 km/s"; expected "VIEW:KEY=VALUE"'),
        (["russia:a.b="], [], [], "--change"),
        (["russia:a.b=1 s", "russia:a.b=2 s"], [], [], "given twice"),
        ([], ["russia:a.b"], [], '--copy: found "russia:a.b"; expected "VIEW:KEY=OTHER"'),
        ([], [], ["redzikowo=54.5"], '--move: found "redzikowo=54.5"; expected "PLACE=LAT,LON"'),
        ([], [], ["redzikowo=54.5,x"], "--move"),
        ([], [], ["a=1,2", "a=3,4"], "given twice"),
    ],
)
def test_a_slip_on_the_command_line_is_refused_with_its_form(change, copy, move, said):
    with pytest.raises(RangeError) as refusal:
        changes_of(change, copy, move)
    assert said in str(refusal.value)


def test_all_slips_are_in_one_message():
    with pytest.raises(RangeError) as refusal:
        changes_of(["x"], ["y"], ["z"])
    assert len(str(refusal.value).splitlines()) == 3
