"""What samples say, in the words of the report; and the whole as JSON that fits the schema."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rich.console import Console

from detente.assessment.doubt_arrays import doubt_arrays
from detente.assessment.doubt_result import Doubt, DoubtRow, Effect, LawRow, Levels, Turn, WordChance
from detente.interfaces.doubt_tables import show_doubt
from detente.report import doubt
from detente.report.document import report_html
from detente.report.exports.json import assessment_json

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "assessment.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def sampled(result):
    """The small assessment with made-up samples: one firm answer, one that is not."""
    first, second, *_ = result.balance
    view = first.view
    slack = Levels("slack of the middle pair", "s", (0.05, 0.95), (None, 12.0), (-3.0, 40.0))
    firm = DoubtRow(first.key, view, "reach", first.phase, "within reach", "within reach",
                    (WordChance("within reach", 1.0, 1.0, 0.004),), (slack,), (), (), (), ())  # fmt: skip
    turn = Turn("out of reach", '"out of reach" mostly where commit delay of defence > 75 s',
                {"defence.commit_delay": (75.0, None)}, {"defence.commit_delay": "s"}, 0.9, 0.8, 0.3)  # fmt: skip
    open_ = replace(firm, key=second.key, chances=(WordChance("marginal", 0.4, 0.7, 0.01),
                    WordChance("out of reach", 0.3, 0.6, 0.01)), effects=(Effect("defence.commit_delay", 0.8, 0.9),),
                    turns=(turn,), intervals=("sm-3-2b.burnout_speed",), bending=("sm-3-2b.burnout_speed",),
                    )  # fmt: skip
    laws = (LawRow(view, "defence.commit_delay", "triangular", 30.0, 60.0, 90.0, "s", "assumed"),
            LawRow(view, "sm-3-2b.burnout_speed", "interval", 5.0, None, 5.5, "km/s", "read"))  # fmt: skip
    found = Doubt(400, 200, 0.05, "every chance is known", 0.035, 0, 64, 0, laws, (firm, open_), ("A note.",))
    return replace(result, doubt=found)


def test_only_what_is_not_firm_is_listed(sampled):
    (line,) = doubt.lines(sampled)
    assert line.chances == ("marginal 40 % to 70 % \u00b1 1 %", "out of reach 30 % to 60 % \u00b1 1 %")
    assert line.moved_by[0].endswith("(90%)")
    assert "bounds may be too narrow" in line.undrawn
    assert "1 of 2 answers" in doubt.headline(sampled.doubt)
    assert "1 interval and 1 triangular" in doubt.treated(sampled.doubt)


def test_a_later_phase_that_repeats_an_earlier_one_stands_once(sampled):
    row = sampled.doubt.rows[1]
    later = replace(row, key=row.key.replace("phase-1", "phase-9"), phase=9)
    assert len(doubt.lines(replace(sampled, doubt=replace(sampled.doubt, rows=(row, later))))) == 1


def test_the_report_has_the_section_only_with_samples(result, sampled):
    assert "How sure: the same questions" not in report_html(result, {}).decode()
    page = report_html(sampled, {}).decode()
    assert "How sure: the same questions" in page
    assert "commit delay of defence &gt; 75 s" in page


def test_the_terminal_shows_it(result, sampled, capsys):
    show_doubt(Console(width=160), sampled)
    assert "answers that are not firm" in capsys.readouterr().out
    show_doubt(Console(width=160), result)
    assert capsys.readouterr().out == ""


def test_the_json_fits_the_schema(sampled):
    found = json.loads(assessment_json(sampled))
    errors = [error.message[:200] for error in Draft202012Validator(SCHEMA).iter_errors(found)]
    assert errors == []
    assert found["doubt"]["rows"][1]["quantities"][0]["low"][0] is None


def test_the_arrays_hold_both_bounds(sampled):
    found = doubt_arrays(sampled.doubt, list(sampled.views))
    row = sampled.doubt.rows[1]
    chance = found["answer_chance"].sel(view=row.view, question=row.key, word="marginal")
    assert chance.values.tolist() == [0.4, 0.7]
    assert found["slack_quantile"].sel(view=row.view, question=row.key, level=0.95, bound="high") == 40.0
