"""Every entry of the catalogue meets a number from outside, and the page that shows it is up to date."""

import pytest

from detente.reading.systems import Missile, catalog
from tests.published.catalog_checks import ANSWERS, UNCHECKED, checks, compared
from tests.published.test_validation_page import differences
from tools.catalog_page import catalog_page
from tools.write_docs import DOCS

CATALOG = catalog()
FROM_ITS_RANGE = {"time_over", "speed_over", "full_speed", "kwajalein_time", "kwajalein_speed"}
FROM_ITS_SPEED = {"height", "distance", "overhead"}


@pytest.mark.parametrize("found", compared(), ids=lambda found: f"{found.check.system}: {found.check.check}")
def test_an_entry_agrees_with_a_number_from_outside(found):
    low, high = found.check.bounds
    assert found.passed, f"ours {found.ours:g} {found.check.unit}, not within {low:g} to {high:g}"


def test_every_entry_is_checked_or_says_why_not():
    checked = {row.system for row in checks()}
    assert not checked & set(UNCHECKED)
    assert checked | set(UNCHECKED) == set(CATALOG.systems)
    assert all(UNCHECKED.values())


def test_every_row_says_what_it_is():
    for row in checks():
        assert row.system in CATALOG.systems, row.system
        assert row.answer in ANSWERS, row.answer
        assert row.conditions, f"{row.system}: no reason for its bounds"
        assert row.source_title, row.system
        assert row.low or row.high, f"{row.system}: bounds nothing"
        assert row.certainty in {"read", "secondary", "derived"}
        if row.low and row.high:
            assert float(row.low) <= float(row.high), row.system


@pytest.mark.parametrize("row", checks(), ids=lambda row: f"{row.system}: {row.check}")
def test_no_answer_rests_on_what_it_is_compared_with(row):
    # A statement and a check from one document are the same number twice. Counts of one plan may come from two.
    system = CATALOG.systems[row.system]
    used = []
    if row.answer == "stated":
        name, _, text = (part.strip() for part in row.argument.partition(":"))
        used = [next(said for said in system.statements[name] if not text or said.text == text)]
    elif row.answer in FROM_ITS_RANGE:
        used = [system.statements["range"][0]]
    elif row.answer in FROM_ITS_SPEED:
        used = [system.statements["burnout_speed"][0]]
    for said in used:
        source = system.sources.get(said.source or "")
        assert source is None or source.address is None or source.address != row.source_url


def test_staged_missiles_are_not_flown_from_their_range():
    # The greatest range of al-hussein and scud-b stands in their files; their stages alone may answer.
    for row in checks():
        if row.answer == "longest":
            system = CATALOG.systems[row.system]
            assert isinstance(system, Missile)
            assert system.stages


def test_the_page_is_up_to_date():
    page = (DOCS / "catalog.md").read_text(encoding="utf-8")
    found = differences(page, catalog_page())
    assert not found, "run `python -m tools.write_docs`:\n" + "\n".join(found[:10])


def test_the_page_shows_every_entry_with_its_check():
    page = (DOCS / "catalog.md").read_text(encoding="utf-8")
    for system in CATALOG.systems:
        assert f"\n#### {system}\n" in page
        assert f"| [{system}](#{system}) |" in page
