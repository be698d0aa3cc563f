"""Cases of reduction: the shipped ones against the figures they rest on, user-made ones, and bad input."""

from pathlib import Path

import pytest

from detente.assessment.reductions import reductions
from detente.errors import FileError, RangeError, ScopeError
from detente.reading.files import ProblemsError
from detente.reading.forces import new_start_exchanges, start1, stockpiles
from detente.reading.reductions import reduction_case, reduction_cases

CASE = """
title = "mine"

[[paths]]
id = "ours"
party = "United States"
counted = "warheads"
from = "2002-01-01"
legs = { ICBM = 1600, SLBM = 3120, bomber = 1660 }
certainty = "assumed"
note = "an exercise"

[[limits]]
name = "goal"
by = 2012-12-31
at_most = 2200
certainty = "assumed"
note = "an exercise"
"""


def mine(tmp_path, text=CASE):
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


def by_id(case, **how):
    return {path.id: path for path in reductions(case, **how).paths}


# Shipped cases


def test_the_case_of_2002_rests_on_the_tables():
    # Wire report of January 2002, paragraph 10: about 7,000 and about 6,000. By leg 6,380. Suh: 6,036 and 4,951.
    paths = by_id("sort-2002")
    assert {path.id: path.held for path in paths.values()} == {
        "us-as-reported": 7_000, "us-by-type": 6_380, "us-deliverable": 6_036,
        "russia-as-reported": 6_000, "russia-deliverable": 4_951,
    }  # fmt: skip
    series = {
        row.country: row.value for row in stockpiles() if (row.measure, row.year) == ("deliverable_strategic", 2002)
    }
    assert paths["us-deliverable"].held == series["United States"]
    assert paths["russia-deliverable"].held == series["Russia"]
    for path in paths.values():
        (limit,) = path.limits
        assert (limit.low, limit.at_most, limit.by) == (1_700, 2_200, "2012-12-31")
        assert (path.points[-1].total, path.points[-1].low_total) == (2_200, 1_700)
        assert {point.allowed for point in path.points[:-1]} == {None}
        assert path.legs or "not known" in path.gap
    assert paths["us-by-type"].points[-1].legs == {"ICBM": 552, "SLBM": 1_076, "bomber": 572}


def test_what_was_reported_stands_beside_the_path():
    points = by_id("sort-2002")["us-deliverable"].points
    assert [(point.day[:4], point.observed, point.observed_on) for point in points[:3]] == [
        ("2002", 6_036, "2002"), ("2002", 6_036, "2002"), ("2003", 5_696, "2003"),
    ]  # fmt: skip
    assert [point.observed for point in points[-3:]] == [2_188, None, None]  # the series ends in 2010


def test_the_case_of_2011_rests_on_the_first_exchange():
    columns = {"warheads": "deployed_warheads", "vehicles": "deployed_delivery_vehicles",
               "launchers": "deployed_and_nondeployed_launchers"}  # fmt: skip
    first = {row.country: row for row in new_start_exchanges() if row.as_of == "2011-02-05"}
    for path in by_id("new-start-2011").values():
        what = path.id.split("-")[1]
        assert path.held == getattr(first[path.party], columns[what])
        assert path.points[-1].day == "2018-02-05"
        assert path.points[-1].allowed == {"warheads": 1_550, "vehicles": 700, "launchers": 800}[what]
        assert path.points[-1].observed <= path.points[-1].allowed  # both sides declared that they met the limits


def test_the_case_of_start_2_rests_on_the_memorandum():
    paths = by_id("start-2")
    for path, country in ((paths["us-mirved-icbm"], "United States"), (paths["ussr-mirved-icbm"], "USSR")):
        several = {row.system: row.warheads for row in start1() if row.country == country and row.leg == "ICBM"
                   and row.as_of == "1990-09-01" and row.warheads > row.delivery_vehicles}  # fmt: skip
        assert path.points[0].legs == several
        assert [point.allowed for point in path.points if point.day in ("2003-12-31", "2004-12-31", "2007-12-31")] == [
            None, 1_200, 0,
        ]  # fmt: skip


@pytest.mark.parametrize("case", reduction_cases())
def test_every_source_of_a_case_is_described(case):
    found = reductions(case)
    for path in found.paths:
        assert path.source in found.sources
        assert all(limit.source in found.sources for limit in path.limits)


# One's own


def test_a_case_of_ones_own(tmp_path):
    assert by_id(mine(tmp_path))["ours"].points[-1].legs == {"ICBM": 552, "SLBM": 1_076, "bomber": 572}
    last = by_id(mine(tmp_path), rule="leg-order", order=["bomber", "ICBM", "SLBM"])["ours"].points[-1]
    assert last.legs == {"ICBM": 0, "SLBM": 2_200, "bomber": 0}
    waiting = by_id(mine(tmp_path), pace="by-deadline")["ours"]
    assert [point.cut for point in waiting.points] == [0] * 11 + [4_180]


def test_a_path_from_arguments_is_an_assumption():
    (path,) = reductions(begins="2002", total=6_380, limits={"2012-12-31": 2_200, "2006": 5_000}).paths
    assert path.certainty == "assumed"
    assert path.legs == ()
    assert [limit.by for limit in path.limits] == ["2006", "2012-12-31"]


@pytest.mark.parametrize(("words", "error", "said"), [
    ({}, RangeError, "missing a case"), ({"begins": "2002", "total": 5}, RangeError, "missing a case"),
    ({"case": "sort-2003"}, FileError, 'Did you mean "sort-2002"?'),
    ({"case": "sort-2002", "total": 5}, RangeError, "either a case or those"),
    ({"case": "sort-2002", "rule": "fair"}, RangeError, "equal-shares or leg-order"),
    ({"case": "sort-2002", "pace": "slow"}, RangeError, "steady or by-deadline"),
    ({"case": "sort-2002", "order": ["ICBM"]}, RangeError, "every leg once: ICBM, SLBM, bomber"),
    ({"begins": "2002", "total": -5, "limits": {"2010": 0}}, RangeError, "from 0 to"),
    ({"begins": "2002", "total": 5.5, "limits": {"2010": 0}}, RangeError, "a whole number"),
    ({"begins": "2002", "total": 5, "limits": {"2001": 0}}, RangeError, "a day after 2002-01-01"),
    ({"begins": "20x", "total": 5, "limits": {"2010": 0}}, RangeError, "expected a date"),
    ({"begins": "2002", "legs": {"a": 5}, "total": 6, "limits": {"2010": 0}}, RangeError, "expected a sum of 6"),
])  # fmt: skip
def test_what_makes_no_case_is_refused(words, error, said):
    with pytest.raises(error, match=said):
        reductions(**words)


@pytest.mark.parametrize(("old", "new", "said"), [
    ("bomber = 1660", "bomber = -1", "found -1, expected a table of whole numbers from 0"),
    ("bomber = 1660", "bomber = 16.5", "found 16.5, expected a table of whole numbers"),
    ("at_most = 2200", "at_most = 2200.5", "a whole number"),
    ("at_most = 2200", "at_most = 2200\nlow = 2300", "at most at_most"),
    ("by = 2012-12-31", "by = 2001-12-31", "a date before 2001-12-31"),
    ('from = "2002-01-01"', 'from = "2002-01-01"\ntotal = 7000', "expected a sum of 7000"),
    ('from = "2002-01-01"', 'from = "2002-01-01"\nrule = "fair"', "equal-shares or leg-order"),
    ('from = "2002-01-01"', 'from = "2002-01-01"\nrule = "leg-order"', "every leg once: ICBM, SLBM, bomber"),
    ('from = "2002-01-01"', 'from = "2002-01-01"\nbeside = "deployed"', "deployed_warheads"),
    ('name = "goal"', 'name = "goal"\npaths = ["theirs"]', "expected the id of a path"),
    ('counted = "warheads"', 'countd = "warheads"', 'Did you mean "counted"?'),
    ('note = "an exercise"', "", "why it was taken so"), ('title = "mine"', "", "expected a title"),
    ("[[limits]]", "[[limit]]", "at least one [[limits]] table"),
    ('certainty = "assumed"', 'certainty = "read"\nsource = "nobody"\nwhere = "x"', "the id of a [sources] table"),
])  # fmt: skip
def test_a_bad_file_is_told_where_and_what(tmp_path, old, new, said):
    assert old in CASE
    with pytest.raises(ProblemsError) as error:
        reduction_case(mine(tmp_path, CASE.replace(old, new, 1)))
    assert said in str(error.value)
    assert "Nothing was written" in str(error.value)


def test_all_faults_of_a_file_are_named_at_once(tmp_path):
    text = CASE.replace("at_most = 2200", "at_most = -1").replace("bomber = 1660", "bomber = 1.5")
    with pytest.raises(ProblemsError) as error:
        reduction_case(mine(tmp_path, text))
    assert [problem.key for problem in error.value.problems] == ["paths[1].legs.bomber", "limits[1].at_most"]


def test_what_is_out_of_scope_is_refused_with_the_reason(tmp_path):
    text = CASE.replace('counted = "warheads"', 'counted = "warheads"\nwarhead_yield = "100 kt"')
    with pytest.raises(ScopeError, match="refused on purpose"):
        reduction_case(mine(tmp_path, text))


def test_a_limit_that_grows_is_refused(tmp_path):
    later = CASE[CASE.index("[[limits]]") :].replace("2012-12-31", "2014-12-31").replace("2200", "2300")
    with pytest.raises(ProblemsError, match="may not grow"):
        reduction_case(mine(tmp_path, CASE + later))


def test_the_case_of_the_tutorial_can_be_read(tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "tutorial" / "09-forces.md").read_text(encoding="utf-8")
    text = page.partition("```toml\n")[2].partition("```")[0]
    (path,) = reductions(mine(tmp_path, text)).paths
    assert [(point.day[:4], point.total) for point in path.points if point.cut] == [("2033", 1_200), ("2037", 800)]
