"""Figures in print that mislead: each is warned of, or not followed. One test a trap, in the order of their list."""

import math
import re
from pathlib import Path

import pytest

from detente.assessment.flight_check import check_flight, flight_check
from detente.flying.trajectory import great_circle
from detente.reading.flights import announced_flight
from detente.reading.systems import BUILT_IN, catalog
from tests.published import cases
from tests.published.reasons import NOT_COVERED, SHOWN

km, statute_mile, nautical_mile, minute = 1e3, 1609.344, 1852.0, 60.0
FILES = [path.read_text(encoding="utf-8") for path in Path(BUILT_IN).rglob("*.toml")]


def test_1_four_thousand_two_hundred_miles_are_nautical():
    # Vandenberg to Kwajalein: 7765 km; most press texts print "4,200 miles (6,759 km)".
    distance = great_circle(cases.VANDENBERG, cases.KWAJALEIN)
    assert 4_200 * nautical_mile == pytest.approx(distance, rel=0.005)
    assert 4_200 * statute_mile == pytest.approx(6_759 * km, abs=0.5 * km)
    found = flight_check(1_300 * km, 4_200 * statute_mile, launch=cases.VANDENBERG, fall=cases.KWAJALEIN)
    assert any("nautical" in reason for reason in found.reasons)


def test_2_a_speed_in_miles_an_hour_was_one_in_kilometres():
    # One base news release gives 24,000 mph for Minuteman III; the usual figure is 15,000 mph = 24,000 km/h.
    # The apogee is about that of the least-speed arc over this distance, row A-ME-8000-apogee.
    def checked(speed: str):
        flight = announced_flight({"apogee": "1260 km", "range": "7765 km", "speed": speed}, pytest.fail)
        return check_flight(flight)

    suspicious = checked("24000 mile/h")
    assert suspicious.contradicted_by == ("top speed",)
    assert any("km/h" in reason for reason in suspicious.reasons)
    assert checked("24000 km/h").consistent


def test_3_the_claim_of_24_march_2022_contradicts_itself():
    rows = cases.rows()
    apogee, distance, time = (rows[f"D-HS17a-{what}"].number for what in ("apo", "range", "tof"))
    found = flight_check(apogee * km, distance * km, time)
    assert not found.consistent
    assert found.contradicted_by == ("time",)


def test_4_the_textbook_rounds_before_it_reads_its_chart():
    # Example 3 of Bate, Mueller and White: 7740 nmi from Q rounded to 0.95; exactly 7593 nmi.
    assert cases.bmw_3(cases.rows()["B-BMW-3"]) == pytest.approx(7_593, abs=0.5)


def test_there_are_files_to_look_at():
    assert len(FILES) > len(catalog().systems)


def test_5_no_number_stands_on_the_retracted_edition():
    # American Physical Society on boost-phase defence: the edition of 2022 was retracted, that of 2025 replaces it.
    assert not [text for text in FILES if re.search(r"(American Physical Society|\bAPS\b).*2022", text)]


def test_6_a_flight_time_that_another_report_contradicts_is_not_used():
    listed = {id_ for ids in NOT_COVERED.values() for id_ in ids}
    assert "G-FTG02" in listed


def test_7_two_reports_of_one_intercept_agree_on_what_is_tested():
    # JFTM-1: MDA has 12:08 to 12:11, Asahi 12:09 to 12:12: both three minutes; about 160 km, or more than 100 km.
    row = cases.rows()["G-JFTM1-t"]
    assert row.number == 180.0
    assert cases.evaluate(row) < 3 * minute
    assert cases.evaluate(cases.rows()["G-JFTM1-h"]) > 160.0


def test_8_the_no_dong_keeps_the_diameter_that_was_printed():
    # 0.88 m in Forden's table; the real missile is wider. It is reproduced and not corrected.
    for missile in ("no-dong", "taepodong-1"):
        assert catalog().missiles[missile].stages[0].diameter_m == pytest.approx(0.88)


@pytest.mark.parametrize(
    ("apogee", "distance", "time"),
    [
        (4_475, 950, 3_180),  # Hwasong-15 as KCNA reported it
        (4_500, 960, 54 * 60),  # the same flight as D. Wright used it, "about 54 min"
        (6_040.9, 999.2, 4_135),  # Hwasong-17, 18 November 2022, KCNA
        (6_100, 1_000, 4_135),  # the same with the height and distance of the South Korean staff
    ],
)
def test_9_each_version_of_a_flight_is_tested_by_itself(apogee, distance, time):
    assert flight_check(apogee * km, distance * km, float(time)).consistent


def test_10_mercury_atlas_2_is_no_symmetric_arc():
    # 183 km, 2305 km: burnout near apogee, landing by parachute. Such an arc would need more height.
    found = flight_check(183 * km, 2_305 * km)
    assert not found.ballistic
    assert "E-MA2-apogee" in {id_ for ids in NOT_COVERED.values() for id_ in ids}


def test_11_sites_are_not_taken_from_code_that_puts_them_elsewhere():
    # Rows H-DEV-*: 44.077 N 24.416 E; one public code file has it about 35 km off. Ours are rounded to 0.1 degree.
    rows = cases.rows()
    true = (rows["H-DEV-lat"].number, rows["H-DEV-lon"].number)
    assert great_circle(catalog().gazetteer.places["deveselu"].at, true) < 5 * km
    red = (rows["H-RED-lat"].number, rows["H-RED-lon"].number)
    assert great_circle(catalog().gazetteer.places["redzikowo"].at, red) < 5 * km


def test_12_nothing_shipped_is_marked_as_restricted():
    marks = re.compile(r"NOFORN|DISTRIBUTION STATEMENT [B-F]|for official use only", re.IGNORECASE)
    assert not [text for text in FILES if marks.search(text)]


def test_every_trap_row_is_dealt_with():
    traps = {row.id for row in cases.rows().values() if row.use == "trap"}
    listed = {id_ for table in (NOT_COVERED, SHOWN) for ids in table.values() for id_ in ids}
    assert traps == {"B-BMW-3", "D-HS17a-tof", "E-MM3-press", "G-FTG02"}
    assert all(trap in listed or cases.answering(cases.rows()[trap]) for trap in traps)
    assert not math.isnan(cases.evaluate(cases.rows()["E-MM3-press"]))
