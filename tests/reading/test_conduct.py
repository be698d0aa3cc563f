"""conduct.toml: read whole, or every problem of it named."""

import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import ScopeError
from detente.reading import scope
from detente.reading.conduct import read_conduct
from detente.reading.dossier import load
from detente.reading.files import Sheet
from detente.reading.systems import catalog
from tests.assessment.test_treaty import CONDUCT
from tests.reading.material import FILES


def read(text: str) -> tuple[object, list[str]]:
    sheet = Sheet("conduct.toml", tomllib.loads(text))
    found = read_conduct(sheet, catalog())
    return found, [f"{problem.key}: {problem.message}" for problem in sheet.in_order()]


def test_a_sound_file_is_read_in_si():
    found, problems = read(CONDUCT)
    assert not problems
    assert [len(rows) for rows in (found.counts, found.trials, found.transfers, found.roles)] == [1, 2, 1, 1]
    assert found.trials[0].flown_speed.value == 5_500.0
    assert found.transfers[0].range.value == 300_000.0
    assert found.transfers[0].payload.value == 500.0
    assert found.counts[0].party == "United States"


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('until     = "2011-01-01"', 'until     = "2001-01-01"', "expected a day after 2001-01-01"),
        ("value     = 7", "value     = 7.5", "found 7.5, expected a whole number"),
        ("value     = 7", "value     = true", "found true, expected a whole number"),
        ('party     = "United States"', 'party     = "Unitd States"', 'Did you mean "United States"'),
        ('flown_speed = "5.5 km/s"', 'flown_speed = "5.5 km"', "a length; expected a speed"),
        ('flown_range = "3000 km"', 'flown_range = "-3000 km"', "not below 0"),
        ('purpose     = "strategic"', 'purpose     = "tactical"', "expected strategic, theatre or undecided"),
        ('basing      = "sea"', 'basing      = "see"', 'Did you mean "sea"'),
        ('from_party = "Russia"', 'from_prty = "Russia"', 'Did you mean "from_party"'),
        ('payload    = "500 kg"', 'payload    = "0.5 ton"', "ambiguous"),
        ('from        = "2001-12-01"', 'from        = "December"', "expected a date"),
        ('id          = "theatre"', 'id          = "ship"', "a second time"),
        ("[[roles]]", "[[rolls]]", 'Did you mean "roles"'),
        ('certainty   = "assumed"', 'certainty   = "read"', "expected the id of a [sources] table"),
    ],
)
def test_one_thing_wrong_is_said(old, new, part):
    assert old in CONDUCT
    assert part in "\n".join(read(CONDUCT.replace(old, new, 1))[1])


def test_problems_of_all_lists_come_at_once():
    text = CONDUCT.replace("value     = 7", "value     = -1").replace('"5.5 km/s"', '"fast"').replace('"300 km"', "3")
    said = "\n".join(read(text)[1])
    for key in ("counts[1].value", "trials[1].flown_speed", "trials[2].flown_speed", "transfers[1].range"):
        assert key in said


@pytest.mark.parametrize("key", ["target_speed", "warhead_yield", "guidance", "aim_point"])
def test_what_is_out_of_scope_is_refused_here_too(key, tmp_path):
    folder = tmp_path / "talks"
    (folder / "views").mkdir(parents=True)
    for name, text in {**FILES, "conduct.toml": CONDUCT.replace("basing      =", f"{key} = 1\nbasing =", 1)}.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ScopeError, match="refused on purpose"):
        load(folder)
    assert scope.reason(key)


values = st.one_of(
    st.text(max_size=8),
    st.integers(-5, 5_000),
    st.floats(allow_nan=False),
    st.booleans(),
    st.sampled_from(["Russia", "sea", "strategic", "3 km/s", "300 km", "500 kg", "2002-01", "assumed", "sm-3-1a"]),
)
keys = st.sampled_from(
    ["id", "party", "of", "value", "from", "until", "holder", "disputed", "parts", "name", "basing", "purpose", "to",
     "interceptor", "flown_speed", "from_party", "what", "sort", "range", "payload", "certainty", "note", "extra"]
)  # fmt: skip
lists = st.lists(st.one_of(st.dictionaries(keys, values, max_size=12), values), max_size=3)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(["counts", "trials", "transfers", "roles", "trial"]), st.one_of(lists, values)))
def test_any_file_is_read_or_its_problems_named(table):
    sheet = Sheet("conduct.toml", table)
    found = read_conduct(sheet, catalog())
    given_rows = sum(len(rows) for rows in table.values() if isinstance(rows, list))
    kept = sum(len(rows) for rows in (found.counts, found.trials, found.transfers, found.roles))
    assert kept == given_rows or sheet.complaints
    assert all(problem.message for problem in sheet.in_order())
