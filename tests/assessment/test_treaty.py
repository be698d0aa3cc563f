"""Dossiers against treaties: what is in force, what stands, what is planned, flown, sent and declared."""

import datetime as dt
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import detente
from detente.assessment.holdings import holdings, next_due, phase_on
from detente.assessment.treaty import findings
from detente.assessment.treaty_result import number, span, unit_for, worded
from detente.errors import FileError, RangeError
from detente.reading import forces
from detente.reading.dossier import check, load
from tests.reading.material import FILES

CONDUCT = """\
[[counts]]
id        = "ours"
party     = "United States"
of        = "abm_radar_complexes_at_capital"
value     = 7
from      = "2001-01-01"
until     = "2011-01-01"
holder    = "United States"
certainty = "assumed"
note      = "for the example"

[[trials]]
id          = "ship"
name        = "Trial from a ship"
party       = "United States"
from        = "2001-12-01"
basing      = "sea"
purpose     = "strategic"
interceptor = "sm-3-2a"
flown_speed = "5.5 km/s"
flown_range = "3000 km"
certainty   = "assumed"
note        = "for the example"

[[trials]]
id          = "theatre"
name        = "Trial of a theatre interceptor"
party       = "United States"
from        = "2001-06"
basing      = "fixed-land"
purpose     = "theatre"
interceptor = "sm-3-1a"
flown_speed = "5.5 km/s"
flown_range = "3000 km"
certainty   = "assumed"
note        = "for the example"

[[transfers]]
id         = "big"
from_party = "Russia"
to         = "Iran"
what       = "complete missiles"
range      = "300 km"
payload    = "500 kg"
from       = "2001-01-01"
certainty  = "assumed"
note       = "for the example"

[[roles]]
id          = "role"
party       = "United States"
interceptor = "sm-3-2a"
purpose     = "strategic"
from        = "2001-01-01"
holder      = "Russia"
certainty   = "assumed"
note        = "for the example"
"""


@pytest.fixture
def small(tmp_path):
    def make(conduct: str | None = CONDUCT, **changed: str) -> object:
        folder = tmp_path / "small"
        (folder / "views").mkdir(parents=True, exist_ok=True)
        for name, text in FILES.items():
            (folder / name).write_text(changed.get(name, text), encoding="utf-8")
        if conduct is not None:
            (folder / "conduct.toml").write_text(conduct, encoding="utf-8")
        return load(folder)

    return make


def rows(answer, rule, party=None, **other):
    return [
        row
        for row in answer.findings
        if row.rule == rule
        and party in (None, row.party)
        and all(getattr(row, name) == value for name, value in other.items())
    ]


def only(answer, rule, party=None, **other):
    (row,) = rows(answer, rule, party, **other)
    return row


# The treaty before and after


def test_a_trial_at_sea_is_barred_until_the_treaty_ends(small):
    # ABM Treaty, V(1), in force to 13 June 2002: the day of exit is the first without it.
    dossier = small()
    last = detente.treaty_check(dossier, "2002-06-12")
    first = detente.treaty_check(dossier, "2002-06-13")
    assert only(last, "abm-v-1", "United States", phase=None).said == "exceeds by 1 system"
    assert "ABM Treaty" in last.in_force
    assert "ABM Treaty" not in first.in_force
    assert not rows(first, "abm-v-1")
    asked = only(detente.treaty_check(dossier, "2002-06-13", as_if=["abm-v-1"]), "abm-v-1", "United States", phase=None)
    assert (asked.said, asked.as_if, asked.in_force) == ("would exceed by 1 system", True, False)


def test_what_comes_later_does_not_count_yet(small):
    before = detente.treaty_check(small(), "2001-11-30")
    assert only(before, "abm-v-1", "United States", phase=None).finding == "complies"


def test_a_count_holds_in_its_own_interval(small):
    dossier = small()
    for day, finding in (("2000-12-31", "cannot be decided"), ("2001-01-01", "exceeds"), ("2002-06-12", "exceeds")):
        assert only(detente.treaty_check(dossier, day), "abm-iii-radars", "United States").finding == finding
    late = detente.treaty_check(dossier, "2011-01-01", as_if=["abm-iii-radars"])
    assert only(late, "abm-iii-radars", "United States").finding == "cannot be decided"


def test_what_is_planned_is_checked_as_planned(small):
    # Phase 2 puts 24 strategic interceptors at one place on land: one area, 24 of 100.
    answer = detente.treaty_check(small(), "2002-06-01")
    planned = only(answer, "abm-iii-interceptors", "United States", phase=2)
    assert (planned.low, planned.headroom_low, planned.said) == (24, 76, "would comply, 76 interceptors to spare")
    assert only(answer, "abm-protocol-i", "United States", phase=2).low == 1


def test_statements_of_1997_apply_when_asked(small):
    # Catalogue: SM-3 IA 2.8 to 3.2 km/s, IIA 4 to 5 km/s, both our assumptions; flown against 5.5 km/s and 3,000 km.
    answer = detente.treaty_check(small(), "2002-01-01", as_if=["Demarcation 1997"])
    speeds = {row.about: row.finding for row in rows(answer, "first-interceptor-speed", "United States", phase=None)}
    assert speeds == {"sm-3-1a": "cannot be decided", "sm-3-2a": "exceeds"}
    flown = only(answer, "first-flown-speed", "United States", phase=None)
    assert (flown.said, flown.about) == ("would exceed by 0.5 km/s", "Trial of a theatre interceptor")
    assert only(answer, "first-flown-range", "United States", phase=None).finding == "complies"
    assert only(answer, "second-flown-range", "United States", phase=None).finding == "complies"


def test_a_transfer_counts_against_its_sender(small):
    answer = detente.treaty_check(small(), "2002-01-01")
    assert only(answer, "mtcr-category-1", "Russia").said == "exceeds by 1 transfer"
    assert only(answer, "mtcr-category-1", "United States").finding == "nothing to count"


def test_who_is_bound_by_nothing_is_named(small):
    dossier = small(CONDUCT.replace('from_party = "Russia"', 'from_party = "North Korea"'))
    answer = detente.treaty_check(dossier, "2002-01-01")
    assert answer.not_bound == ("North Korea",)
    assert only(answer, "mtcr-category-1", "Russia").finding == "nothing to count"


def test_a_transfer_before_its_sender_joined_is_not_checked(small):
    dossier = small(CONDUCT.replace("2001-01-01", "1990-01-01"))
    assert not rows(detente.treaty_check(dossier, "1994-12-31"), "mtcr-category-1", "Russia")
    assert only(detente.treaty_check(dossier, "1995-01-01"), "mtcr-category-1", "Russia").finding == "exceeds"


def test_without_conduct_nothing_is_taken_for_granted(small):
    answer = detente.treaty_check(small(None), "2002-01-01")
    assert only(answer, "mtcr-category-1", "Russia").finding == "cannot be decided"
    assert only(answer, "abm-vi-a", "United States").finding == "cannot be decided"
    assert only(answer, "abm-iii-interceptors", "Russia").finding == "cannot be decided"


def test_rival_roles_leave_a_purpose_undecided(small):
    rival = CONDUCT[CONDUCT.index("[[roles]]") :].replace('"role"', '"rival"').replace('"strategic"', '"theatre"')
    dossier = small(CONDUCT + "\n" + rival.replace('holder      = "Russia"', 'holder      = "United States"'))
    held = holdings(dossier, "United States", dt.date(2018, 1, 1))
    assert [row.purpose for row in held.standing or ()] == ["undecided"]


def test_basing_follows_the_place_or_what_somebody_says(small):
    dossier = small()
    held = holdings(dossier, "United States", dt.date(2018, 1, 1))
    assert [(row.name, row.basing, row.number) for row in held.standing or ()] == [("sm-3-2a", "fixed-land", 24)]
    europe = load("deauville-2011")
    bases = {row.place: row.basing for row in holdings(europe, "United States", dt.date(2018, 1, 1)).standing or ()}
    assert bases == {"deveselu": "fixed-land", "redzikowo": "fixed-land", "eastern-mediterranean": "sea"}
    said = CONDUCT.replace('holder      = "Russia"', 'holder      = "Russia"\nbasing      = "mobile-land"')
    moved = holdings(small(said), "United States", dt.date(2018, 1, 1))
    assert [row.basing for row in moved.standing or ()] == ["mobile-land"]


@pytest.mark.parametrize(("day", "phase"), [("2010-12-31", 0), ("2011-01-01", 1), ("2018-01-01", 2), ("2100-01-01", 2)])
def test_a_phase_begins_with_its_year(small, day, phase):
    assert phase_on(small(), dt.date.fromisoformat(day)) == phase


# January 2002


def test_the_dossier_of_2002_differs_where_the_treaty_ends():
    dossier = load("washington-2002")
    before, after = (detente.treaty_check(dossier, day) for day in ("2002-06-01", "2002-07-01"))
    assert {"ABM Treaty", "ABM Protocol 1974"} <= set(before.in_force)
    assert not {"ABM Treaty", "ABM Protocol 1974"} & set(after.in_force)
    plan = [row for row in rows(before, "abm-protocol-i", "United States") if row.finding == "exceeds"]
    assert [(row.said, row.phase) for row in plan] == [("would exceed by 1 area", 2)]  # Alaska and California
    # notice of 13 December 2001, out on 13 June 2002: six months, as XV asks
    assert only(before, "abm-xv", "United States").said == "complies, nothing to spare"
    assert not [row for row in after.findings if row.treaty.startswith("abm")]


def test_speeds_of_the_third_site_are_beyond_three_kilometres_a_second():
    # Catalogue: every statement about the two-stage interceptor is 5.4 km/s or more, and the rule is 3 km/s.
    answer = detente.treaty_check(load("third-site-2007"), as_if=["first-interceptor-speed"])
    found = rows(answer, "first-interceptor-speed", "United States")
    assert {(row.about, row.finding) for row in found} >= {("two-stage-gbi", "exceeds")}


# New START


LIMITS = {"newstart-vehicles": 700, "newstart-warheads": 1_550, "newstart-launchers": 800}
FIGURES = dict(
    zip(LIMITS, ("deployed_delivery_vehicles", "deployed_warheads", "deployed_and_nondeployed_launchers"), strict=True)
)
EXCHANGES = sorted({row.as_of for row in forces.new_start_exchanges()})


@pytest.fixture(scope="module")
def europe():
    return load("deauville-2011")


def test_there_are_24_exchanges_with_figures_and_one_without():
    known = {row.as_of for row in forces.new_start_exchanges() if row.sources}
    assert len(known) == 24
    assert set(EXCHANGES) - known == {"2022-09-01"}  # no figure of this exchange has a checked source
    assert len(forces.new_start_exchanges()) == 50


@pytest.mark.parametrize("day", EXCHANGES)
def test_new_start_totals_on_each_exchange_date(europe, day):
    answer = detente.treaty_check(europe, day)
    for row in forces.new_start_exchanges():
        if row.as_of != day:
            continue
        for rule, limit in LIMITS.items():
            value = getattr(row, FIGURES[rule])
            found = [one for one in rows(answer, rule, row.country) if one.finding != "disputed"]
            (one,) = found
            if value is None:
                assert one.finding == "cannot be decided"
                assert row.gap in one.why
            else:
                assert one.low == value
                assert one.headroom_low == limit - value
                assert one.finding == ("complies" if value <= limit else "exceeds")
                assert one.binds_from == ("2018-02-05" if day < "2018-02-05" else None)


def test_both_sides_were_within_every_limit_from_the_day_it_bound(europe):
    # New START limits bind from 5 February 2018; declared on that day: 652/1350/800 and 527/1444/779.
    bound = [day for day in EXCHANGES if day >= "2018-02-05"]
    found = [row for day in bound for row in detente.treaty_check(europe, day).findings if row.rule in LIMITS]
    assert {row.finding for row in found} == {"complies", "cannot be decided", "disputed"}


def test_the_russian_count_of_2022_is_disputed_and_adds_up(europe):
    # Russian MFA on the data of 1 March 2022: 101 launchers more, 56 + 41 + 4.
    answer = detente.treaty_check(europe, "2022-03-01")
    theirs = only(answer, "newstart-launchers", "United States", holder="Russia")
    ours = only(answer, "newstart-launchers", "United States", holder="United States")
    assert theirs.finding == "disputed"
    assert theirs.low == 800 + 56 + 41 + 4 == 901
    assert theirs.headroom_low == -101
    assert "800 + 56 + 41 + 4 = 901; 901 - 800 = 101" in theirs.why
    assert (ours.finding, ours.headroom_low) == ("complies", 0)


@pytest.mark.parametrize(
    ("day", "known"), [("2022-08-31", True), ("2022-09-01", False), ("2023-08-31", True), ("2023-09-01", False)]
)
def test_a_declaration_is_current_until_the_next_is_due(europe, day, known):
    found = rows(detente.treaty_check(europe, day), "newstart-warheads", "United States")
    assert [row.finding for row in found] == ["complies" if known else "cannot be decided"]


def test_data_are_due_on_the_first_of_march_and_september():
    assert next_due(dt.date(2018, 2, 5), (3, 9)) == dt.date(2018, 9, 1)
    assert next_due(dt.date(2011, 2, 5), (3, 9)) == dt.date(2011, 9, 1)
    assert next_due(dt.date(2020, 3, 1), (3, 9)) == dt.date(2020, 9, 1)
    assert next_due(dt.date(2020, 9, 1), (3, 9)) == dt.date(2021, 3, 1)


def test_the_memorandum_of_1990_against_start_1_as_if(europe):
    # start1_mou.csv, 1 September 1990: 10,563 and 10,271 attributed warheads, limit 6,000.
    answer = detente.treaty_check(europe, "1990-09-01", as_if=["start-1"])
    assert only(answer, "start1-warheads", "United States").said == "would exceed by 4,563 warheads"
    assert only(answer, "start1-warheads", "Russia").said == "would exceed by 4,271 warheads"
    assert only(answer, "start1-heavy", "Russia").said == "would exceed by 154 missiles"
    assert only(answer, "start1-mobile-warheads", "Russia").headroom_low == 1_100 - 618
    assert only(answer, "start1-alcm-us", "United States").finding == "complies"


def test_no_limit_is_in_force_after_february_2026(europe):
    answer = detente.treaty_check(europe, "2026-02-06")
    assert not [row for row in answer.findings if row.treaty == "new-start"]
    restraint = detente.treaty_check(europe, "2026-03-01")
    assert {row.finding for row in rows(restraint, "restraint-warheads")} == {"cannot be decided"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(dt.date(1972, 5, 26), dt.date(2060, 12, 31)), st.sampled_from(["abm-treaty", "start-1", "inf", "sort"]))
def test_any_day_has_an_answer_that_agrees_with_itself(europe, day, asked):
    answer = detente.treaty_check(europe, day, as_if=[asked])
    rules = {row.rule for row in answer.findings if row.treaty == asked}
    assert rules == {rule.id for rule in detente.treaty_show(asked).rules}
    for row in answer.findings:
        assert row.as_if or row.in_force is not False
        if row.finding == "complies":
            assert row.headroom_low >= 0
        if row.finding in ("exceeds", "falls short", "differs"):
            assert row.headroom_high < 0
        assert row.finding != "cannot be decided" or row.why
        assert row.day == day.isoformat()


# Through the years


def test_through_the_years_each_day_says_what_changes(europe):
    answer = detente.treaty_check(europe, "2011-02-01", through=2018)
    days = dict(answer.days)
    assert list(days) == sorted(days)
    assert "New START enters into force" in days["2011-02-05"]
    assert "New START: 3 limits bind from here on" in days["2018-02-05"]
    assert "phase 2 begins: Land site in Romania" in days["2015-01-01"]
    assert answer.findings[0].day == "2011-02-01"
    assert all(row.phase is None for row in answer.findings)
    assert max(days) <= "2018-12-31"


def test_a_finding_is_printed_again_only_when_it_changes(europe):
    answer = detente.treaty_check(europe, "2018-02-05", through=2020)
    launchers = rows(answer, "newstart-launchers", "United States")
    before = None
    for row in launchers:
        assert (row.low, row.why) != before
        before = (row.low, row.why)


# Findings for an assessment


def test_findings_are_one_row_a_rule_party_and_phase():
    found = findings(load("washington-2002"))
    keys = [(row.rule, row.party, row.phase) for row in found]
    assert len(keys) == len(set(keys))
    assert {row.finding for row in found} <= {"exceeds", "complies", "cannot be decided", "disputed", "falls short"}
    json.dumps([row.as_dict() for row in found], allow_nan=False)


def test_the_answer_is_plain_json(europe):
    answer = detente.treaty_check(europe, "2022-03-01")
    told = json.loads(json.dumps(answer.as_dict(), allow_nan=False))
    assert told["on"] == "2022-03-01"
    assert {row["rule"] for row in told["findings"]} == {row.rule for row in answer.findings}
    assert {row["source"] for row in told["findings"]} <= set(told["sources"])
    assert "disputed" in repr(answer)


# Lists


def test_the_list_says_what_is_in_force_on_a_day():
    force = {line.id: line.in_force for line in detente.treaty_list("2002-06-12")}
    assert force["abm-treaty"] is True
    assert force["new-start"] is False
    assert {line.in_force for line in detente.treaty_list()} == {None}
    assert {line.id for line in detente.treaty_list("2026-03-01") if line.in_force} == {
        "mtcr", "launch-notification-1988", "jdec", "hague-code", "restraint-2026",
    }  # fmt: skip


def test_one_treaty_is_shown_by_name():
    assert detente.treaty_show("SORT").rules[0].limit_high.value == 2_200


# Bad input


@pytest.mark.parametrize("day", ["1950-01-01", "2200-01-01", "2002-13-01", "soon", "2002"])
def test_days_outside_the_data_are_refused(europe, day):
    with pytest.raises(RangeError, match="--on: found"):
        detente.treaty_check(europe, day)


@pytest.mark.parametrize("year", [2001, 2101])
def test_years_outside_are_refused(europe, year):
    with pytest.raises(RangeError, match="expected a year from"):
        detente.treaty_check(europe, "2002-06-01", through=year)


def test_an_unknown_treaty_or_rule_is_refused_with_the_nearest(europe):
    with pytest.raises(FileError, match='Did you mean "demarcation-1997"'):
        detente.treaty_check(europe, as_if=["demarkation-1997"])


def test_an_unknown_country_or_a_wrong_count_is_named(small, tmp_path):
    broken = CONDUCT.replace('party     = "United States"', 'party     = "Atlantis"', 1)
    broken = broken.replace("value     = 7", "value     = -7.5")
    broken = broken.replace('interceptor = "sm-3-1a"', 'interceptor = "topol-m"', 1)
    broken = broken.replace('basing      = "sea"', 'basing      = "submarine"')
    small()
    (tmp_path / "small" / "conduct.toml").write_text(broken, encoding="utf-8")
    said = "\n".join(f"{problem.key} {problem.message}" for problem in check(tmp_path / "small"))
    for part in (
        'counts[1].party found "Atlantis", expected a country',
        "counts[1].value found -7.5, expected a whole number, 0 or more",
        'trials[2].interceptor found "topol-m", a missile; expected the id of an interceptor',
        'trials[1].basing found "submarine", expected fixed-land, mobile-land, sea, air or space',
    ):
        assert part in said


@pytest.mark.parametrize(
    ("of", "value", "part"),
    [
        ("abm_radar_complexes_at_capitol", "7", 'Did you mean "abm_radar_complexes_at_capital"'),
        ("theatre_interceptor_speed", "7", "expected a speed for theatre_interceptor_speed"),
        ("accountable_warheads", '"7 km"', "expected a whole number for accountable_warheads"),
    ],
)
def test_a_count_that_no_rule_takes_is_refused(small, of, value, part):
    wrong = CONDUCT.replace("abm_radar_complexes_at_capital", of).replace("value     = 7", f"value     = {value}")
    with pytest.raises(FileError, match=part):
        detente.treaty_check(small(wrong), "2002-01-01")


# A treaty of one's own


def test_a_treaty_of_your_own_is_checked_beside_the_others(europe, tmp_path):
    from tests.reading.test_treaties import OWN

    path = tmp_path / "own.toml"
    path.write_text(OWN.replace("2026-", "2019-").replace("2027-", "2020-").replace("2030-", "2029-"), encoding="utf-8")
    answer = detente.treaty_check(europe, "2022-03-01", own=[str(path)])
    assert (
        only(answer, "own-warheads", "United States").said == "exceeds by 515 warheads"
    )  # 1,515 declared, 1,000 allowed
    asked = detente.treaty_check(europe, "2012-03-01", as_if=[str(path)])
    assert only(asked, "own-warheads", "United States").said == "would exceed by 737 warheads"  # 1,737
    both = detente.treaty_check(europe, "2012-03-01", own=[str(path)], as_if=[str(path), "Own"])
    assert both.findings == asked.findings
    clash = tmp_path / "sort.toml"
    clash.write_text(OWN, encoding="utf-8")
    with pytest.raises(FileError, match="names a built-in treaty or rule"):
        detente.treaty_check(europe, own=[str(clash)])


# Words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1_550.0, "1,550"),
        (142.137, "142"),
        (7.863, "7.86"),
        (0.5, "0.5"),
        (1 / 3, "0.33"),
        (-2.0, "-2"),
        (12.34, "12.3"),
    ],
)
def test_numbers_in_few_digits(value, said):
    assert number(value) == said


def test_findings_in_words():
    assert worded("exceeds", -2.0, -1.0, "km/s") == "exceeds by 1 to 2 km/s"
    assert worded("complies", 0.0, 1.0, "areas") == "complies, 0 to 1 area to spare"
    assert worded("complies", 1.0, 1.0, "warheads per bomber") == "complies, 1 warhead per bomber to spare"
    assert worded("exceeds", float("-inf"), -1.0, "missiles") == "exceeds by at least 1 missile"
    assert span(2.0, 2.0) == "2"
    assert unit_for(2.0, "areas") == "areas"
    assert unit_for(1.0, "territorial defences") == "territorial defence"
    assert unit_for(1.0, "inspections a year") == "inspection a year"
