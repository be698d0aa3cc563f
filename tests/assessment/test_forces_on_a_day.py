"""What was held on a day: the right figures, their age, rivals side by side, gaps kept; and their history."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.assessment.forces import forces
from detente.assessment.forces_history import forces_history
from detente.errors import RangeError
from detente.reading.files import ProblemsError


def one(country, on=None, **more):
    (found,) = forces(country, on, **more).countries
    return found


def count(country, what):
    return next((figure for figure in country.counts if figure.what == what), None)


def rival(country, subject):
    found = next(rival for rival in country.rivals if subject in rival.subject)
    return tuple(figure.value for figure in found.figures)


# Published figures


def test_american_warheads_of_2002_stand_in_two_counts():
    # By leg 1,600 + 3,120 + 1,660 = 6,380 (StrategicForces data file); 6,036 deliverable (Suh 2023).
    found = one("United States", "2002-06-01")
    assert {leg.leg: leg.warheads.value for leg in found.legs} == {"ICBM": 1_600, "SLBM": 3_120, "bomber": 1_660}
    assert (found.whole.value, found.whole.at_least, found.whole.certainty) == (6_380, False, "derived")
    assert rival(found, "strategic warheads in 2002") == (6_380, 6_036)


def test_russia_in_2002_is_known_as_a_total_only():
    # Suh 2023: 4,951 deliverable; no list by type within ten years has a checked source.
    found = one("Russia", "2002-06-01")
    assert found.types == found.legs == ()
    assert found.whole is None
    assert count(found, "deliverable strategic warheads").value == 4_951
    assert "not known from a checked source; in all 4,951 deliverable" in found.gaps[0]
    assert any("1990-09-01" in line for line in found.left_out)


def test_the_official_stockpile_stands_beside_the_estimate():
    # 2023: 3,708 in the estimate series, 3,748 declassified.
    assert rival(one("United States", "2023-10"), "military stockpile in 2023") == (3_708, 3_748)
    assert not [r for r in one("United States", "2022").rivals if "stockpile" in r.subject]


def test_what_is_stated_for_a_leg_stands_beside_the_sum_of_its_types():
    # Kernwaffen in Russland, 2022: 306 ICBM launchers and 1,185 warheads stated; the types add up to 300 and 1,179.
    found = one("Russia", "2022-07")
    assert rival(found, "ICBM launchers in 2022") == (306, 300)
    assert rival(found, "ICBM warheads in 2022") == (1_185, 1_179)
    assert found.whole.value == 2_565


@pytest.mark.parametrize(("on", "warheads", "as_of"), [
    ("2011-02-04", None, None), ("2011-02-05", 1_800, "2011-02-05"), ("2011-08-31", 1_800, "2011-02-05"),
    ("2011-09", 1_790, "2011-09-01"), ("2021-06-01", 1_457, "2020-09-01"), ("2026-02-06", 1_419, "2023-03-01"),
])  # fmt: skip
def test_the_latest_exchange_at_or_before_the_day_stands(on, warheads, as_of):
    # New START declarations of the United States; March 2021 has no checked figure, so September 2020 stands.
    figure = count(one("United States", on), "deployed warheads")
    assert (figure and figure.value, figure and figure.as_of) == (warheads, as_of)


def test_russia_gave_no_data_in_march_2023_and_says_so():
    found = one("Russia", "2023-06")
    assert count(found, "deployed warheads").as_of == "2022-03-01"
    assert count(found, "deployed warheads").age_days == (486, 486)
    assert any("2023-03-01" in gap and "no data" in gap for gap in found.gaps)


def test_the_memorandum_of_1990_stands_by_leg():
    # START memorandum, 1 September 1990: the sums of the type rows are the printed totals.
    assert one("USSR", "1990-12").whole.value == 10_271
    found = one("United States", "1991")
    assert found.whole.value == 10_563
    assert found.types_counted == "attributed by type under START I"
    assert count(found, "delivery vehicles").value == 2_246


def test_a_list_that_is_not_whole_gives_lower_bounds():
    # russianforces.org, October 2004: 108 + 315 + 15 launchers of three types, not the whole leg.
    found = one("Russia", "2004-12")
    (held,) = found.legs[0].deployed
    assert (held.value, held.at_least) == (438, True)
    assert found.legs[1].warheads.value is None
    assert "SLBM not in the list" in " ".join(found.gaps)
    assert count(found, "attributed warheads").value == 3_885


def test_types_without_warheads_say_when_they_were_last_known():
    found = one("United States", "2021")
    assert found.types_as_of == "2020-09-01"
    assert found.whole is None
    assert "the last list with warheads is of 2011" in " ".join(found.gaps)


def test_a_list_of_ones_own_takes_the_place_of_the_shipped_one_of_its_date(tmp_path):
    file = tmp_path / "mine.csv"
    head = "as_of,country,leg,level,system,deployed,unit,warheads_total,source,certainty,note"
    file.write_text(
        f"{head}\n2023,United States,SLBM,type,Other,1,launchers,8,,assumed,an exercise\n", encoding="utf-8"
    )
    assert one("us", "2023", own=file).whole.value == 8
    assert one("us", "2022", own=file).whole is None  # the list of 2020 has no warheads
    assert one("us", "2023").whole.value == 1_852


# Limits and changes


def test_limits_that_bind_on_the_day_stand_beside_their_counts():
    # New START from 5 February 2018: 1,550, 700, 800; US on 1 March 2022: 1,515, 686, 800.
    limits = {limit.what: limit for limit in one("United States", "2022-03-01").limits}
    assert {what: (limit.limit, limit.held, limit.headroom) for what, limit in limits.items()} == {
        "deployed warheads": (1_550, 1_515, 35),
        "deployed missiles and bombers": (700, 686, 14),
        "deployed and non-deployed launchers": (800, 800, 0),
    }
    assert one("United States", "2018-02-04").limits == ()
    assert one("United States", "2026-02-05").limits == ()  # the treaty ended on this day
    assert {limit.treaty for limit in one("Russia", "2026-03").limits} == {"Restraint 2026"}
    start1 = {(limit.treaty, limit.limit, limit.held) for limit in one("Russia", "2004-12").limits}
    assert start1 == {("START I", 1_600, 874), ("START I", 6_000, 3_885)}


def test_changes_between_two_days_are_of_the_same_count():
    changes = {row.what: row for row in one("United States", "2020-10", against="2011-03").changes}
    assert (changes["deployed warheads"].low, changes["deployed warheads"].high) == (1_457 - 1_800, 1_457 - 1_800)
    assert "deliverable strategic warheads" not in changes  # the same figure of 2010 on both days
    changes = {row.what: row for row in one("United States", "2023", against="2002").changes}
    assert changes["SLBM warheads"].low == 1_152 - 3_120
    assert changes["strategic warheads"].high == 1_852 - 6_380


def test_a_change_from_a_list_that_is_not_whole_is_bounded_on_one_side():
    # Russia: 438 ICBM launchers of three types in 2004, at least; 306 in 2022: the true change is -132 or less.
    (row,) = [row for row in one("Russia", "2022-06", against="2004-12").changes if row.what == "ICBM launchers"]
    assert (row.before, row.after, row.low, row.high) == (438, 306, None, 306 - 438)


@pytest.mark.parametrize("against", ["2002", "2003", "1900", "then"])
def test_a_day_to_compare_with_comes_before(against):
    with pytest.raises(RangeError, match="against: found"):
        forces("us", "2002", against=against)


# Names, dates


@pytest.mark.parametrize(("name", "country"), [
    ("us", "United States"), ("USSR", "Russia"), ("Russian Federation", "Russia"), ("uk", "United Kingdom"),
    (" china ", "China"),
])  # fmt: skip
def test_a_country_goes_by_many_names(name, country):
    assert one(name).country == country


@pytest.mark.parametrize(("name", "on", "said"), [
    ("Germany", None, "no figures for Germany"), ("Rusia", None, 'Did you mean "Russia"?'),
    ("Atlantis", None, "Countries with figures: Russia, United States"), ("us", "1944", "from 1945 on"),
    ("us", "soon", "expected a date such as"), ("us", "2002-02-30", "expected a date such as"),
    ("", None, "expected a country"),
])  # fmt: skip
def test_what_is_not_known_is_refused_with_what_is(name, on, said):
    with pytest.raises(RangeError, match=said):
        forces(name, on)


def test_without_a_country_all_are_listed():
    found = forces()
    assert [country.country for country in found.countries][:2] == ["Russia", "United States"]
    assert len(found.countries) == 10
    assert "World" not in {country.country for country in found.countries}


def test_a_table_of_ones_own_is_added(tmp_path):
    file = tmp_path / "mine.csv"
    head = "as_of,country,leg,level,system,deployed,unit,warheads_total,source,certainty,note"
    file.write_text(f"{head}\n2030,Atlantis,SLBM,type,Wave,4,launchers,8,,assumed,an exercise\n", encoding="utf-8")
    found = one("Atlantis", "2031", own=file)
    assert (found.legs[1].warheads.value, found.legs[1].warheads.certainty) == (8, "assumed")
    assert found.whole.at_least
    with pytest.raises(RangeError, match="no figure for Atlantis is as old as that"):
        forces("Atlantis", "2029", file)
    file.write_text(f"{head}\n2030,Atlantis,SLBM,type,Wave,-4,launchers,8.5,,assumed,an exercise\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match="2 problems in 1 file"):
        forces("Atlantis", own=file)


@given(st.dates(dt.date(1949, 1, 1), dt.date(2030, 12, 31)), st.sampled_from(["United States", "Russia", "China"]))
def test_no_figure_is_younger_than_the_day_and_each_has_a_source(day, country):
    answer = forces(country, day.isoformat())
    (found,) = answer.countries
    for figure in found.counts:
        assert dt.date.fromisoformat(f"{figure.as_of}-01-01"[:10]) <= day
        assert 0 <= figure.age_days[0] <= figure.age_days[1]
        assert figure.certainty in ("read", "secondary", "derived")
        assert figure.sources
        assert set(figure.sources) <= set(answer.sources)
    for row in found.types:
        assert set(row.sources) <= set(answer.sources)


# History


def test_each_panel_holds_one_way_of_counting_and_its_own_ceilings():
    found = forces_history()
    ceilings = {panel.key: [(c.treaty, c.limit, c.due, c.binds) for c in panel.ceilings] for panel in found.panels}
    assert ceilings["stockpiles"] == ceilings["other-stockpiles"] == []
    assert ceilings["start-1"] == [("START I", 6_000, "2001-12", True)]
    assert ceilings["strategic"] == [("SORT", 2_200, "2012-12-31", False)]  # replaced before it was due
    assert ("New START", 1_550, "2018-02-05", True) in ceilings["new-start-warheads"]
    assert next(c[:2] for c in ceilings["new-start-vehicles"]) == ("New START", 700)
    assert next(c[:2] for c in ceilings["new-start-launchers"]) == ("New START", 800)
    assert all(source in found.sources for panel in found.panels for series in panel.series
               for mark in series.marks for source in mark.sources)  # fmt: skip


def test_a_ceiling_stands_where_it_binds_somebody_shown():
    (panel,) = [panel for panel in forces_history(["us"]).panels if panel.key == "new-start-warheads"]
    assert [ceiling.treaty for ceiling in panel.ceilings] == ["New START"]  # the statement of 2026 is Russia's


def test_no_line_crosses_a_gap_or_joins_two_sources():
    for panel in forces_history().panels:
        for series in panel.series:
            joined = [place for first, after in series.stretches for place in range(first, after)]
            assert joined == [place for place, mark in enumerate(series.marks) if mark.value is not None]
            if panel.key.endswith("stockpiles"):
                for first, after in series.stretches:
                    assert len({mark.sources for mark in series.marks[first:after]}) == 1
    (launchers,) = [panel for panel in forces_history(["us"]).panels if panel.key == "new-start-launchers"]
    assert [mark.date for mark in launchers.series[0].gaps] == [
        "2012-09-01", "2013-03-01", "2014-03-01", "2015-09-01", "2016-03-01", "2019-03-01", "2021-03-01", "2022-09-01",
    ]  # fmt: skip


def test_history_keeps_to_the_countries_and_years_asked_for():
    found = forces_history(["China", "uk"], since=1990)
    assert found.countries == ("China", "United Kingdom")
    assert [panel.key for panel in found.panels] == ["other-stockpiles"]
    assert found.panels[0].series[0].marks[0].date == "1990"


@pytest.mark.parametrize(("words", "said"), [
    ({"countries": ["Germany"]}, "no figures for Germany"), ({"since": 1900}, "from 1945 to 2025"),
    ({"since": 2040}, "from 1945 to 2025"),
])  # fmt: skip
def test_history_refuses_what_it_has_not(words, said):
    with pytest.raises(RangeError, match=said):
        forces_history(**words)


def test_the_public_names_say_what_they_found():
    assert "6,380" in repr(detente.forces("us", "2002"))
    assert "ceilings" in repr(detente.forces_history(since=2011))
    assert "2,200 by 2012-12-31" in repr(detente.reductions("sort-2002"))
