"""Treaty files: what is shipped, what is refused, and the days on which a rule binds."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import FileError, ScopeError
from detente.reading.countries import countries_in, country
from detente.reading.files import Sheet
from detente.reading.systems import BUILT_IN
from detente.reading.treaties import read_treaty, treaties, treaty

FILES = sorted((BUILT_IN / "treaties").glob("*.toml"))

OWN = """\
name          = "A treaty of our own"
short         = "Own"
kind          = "treaty"
parties       = ["United States", "Russia"]
signed        = "2026-03-01"
in_force_from = "2026-04-01"
in_force_to   = "2030-04-01"
status        = "proposed"
source        = "draft"
where         = "title"
certainty     = "assumed"
note          = "for the example"

[[rules]]
id         = "own-warheads"
article    = "I"
title      = "warheads"
quantity   = "accountable_warheads"
comparator = "at most"
limit      = 1000
unit       = "warheads"
counting   = "as under New START"
from       = "2027-01-01"
source     = "draft"
where      = "Article I"
certainty  = "read"

[[rules]]
id         = "own-speed"
article    = "II"
title      = "speed of interceptors"
quantity   = "theatre_interceptor_speed"
comparator = "at most"
limit      = "3 km/s"
unit       = "kilometres per second"
counting   = "burnout speed"
source     = "draft"
where      = "Article II"
certainty  = "read"

[sources.draft]
title     = "A draft"
publisher = "Ourselves"
"""


def written(tmp_path: Path, text: str = OWN, name: str = "own.toml") -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def problems(tmp_path: Path, *changes: tuple[str, str]) -> str:
    text = OWN
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    with pytest.raises(FileError) as caught:
        treaty(written(tmp_path, text))
    return str(caught.value)


# What is shipped


def test_all_that_was_asked_for_is_there():
    assert set(treaties()) == {
        "abm-treaty", "abm-protocol-1974", "demarcation-1997", "salt-1", "start-1", "start-2", "start-3-framework",
        "sort", "new-start", "restraint-2026", "inf", "mtcr", "launch-notification-1988", "jdec", "hague-code",
    }  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_rule_is_without_a_document(path):
    found = treaties()[path.stem]
    for rule in found.rules:
        assert rule.source in found.sources
        assert rule.where
        assert rule.certainty in ("read", "secondary", "derived")
        assert rule.article or rule.gap
    assert set(found.sources) == set(tomllib.loads(path.read_text(encoding="utf-8"))["sources"])


def test_ids_of_rules_are_given_once_and_one_source_id_means_one_document():
    rules = [rule.id for found in treaties().values() for rule in found.rules]
    assert len(rules) == len(set(rules))
    sources: dict[str, object] = {}
    for found in treaties().values():
        for key, source in found.sources.items():
            assert sources.setdefault(key, source) == source


@pytest.mark.parametrize(
    ("name", "rule", "limit", "high"),
    [  # treaties.csv of the reference, by document: ABM text (lawin.org), FAS startcen, NTI, OSD, Air Force Magazine
        ("abm-treaty", "abm-iii-interceptors", 100, None),
        ("abm-treaty", "abm-iii-radius", 150_000, None),
        ("abm-protocol-1974", "abm-protocol-i", 1, None),
        ("demarcation-1997", "first-interceptor-speed", 3_000, None),
        ("demarcation-1997", "second-flown-range", 3_500_000, None),
        ("salt-1", "salt-icbm-us", 1_054, None),
        ("salt-1", "salt-icbm-ussr", 1_618, None),
        ("start-1", "start1-warheads", 6_000, None),
        ("start-1", "start1-throw-weight", 3_600_000, None),
        ("start-2", "start2-phase2-total", 3_000, 3_500),
        ("start-3-framework", "start3-warheads", 2_000, 2_500),
        ("sort", "sort-i", 1_700, 2_200),
        ("new-start", "newstart-vehicles", 700, None),
        ("new-start", "newstart-warheads", 1_550, None),
        ("new-start", "newstart-launchers", 800, None),
        ("launch-notification-1988", "bmlna-notice", 86_400, None),
    ],
)
def test_limits_as_printed(name, rule, limit, high):
    (found,) = (row for row in treaties()[name].rules if row.id == rule)
    assert found.limit is not None
    assert found.limit.value == limit
    assert (found.limit_high.value if found.limit_high else None) == high


DAYS = [  # the day before, the first day; the last day, the day of exit
    ("abm-treaty", "1972-10-02", False), ("abm-treaty", "1972-10-03", True),
    ("abm-treaty", "2002-06-12", True), ("abm-treaty", "2002-06-13", False),
    ("new-start", "2011-02-04", False), ("new-start", "2011-02-05", True),
    ("new-start", "2026-02-04", True), ("new-start", "2026-02-05", False),
    ("start-2", "2000-01-01", False), ("demarcation-1997", "1997-09-26", False),
    ("mtcr", "2026-01-01", True), ("sort", "2011-02-05", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "day", "in_force"), DAYS)
def test_the_day_of_entry_is_in_force_and_the_day_of_exit_is_not(name, day, in_force):
    assert treaties()[name].in_force(dt.date.fromisoformat(day)) is in_force


@pytest.mark.parametrize(
    ("name", "rule", "day", "binds"),
    [
        ("new-start", "newstart-warheads", "2018-02-04", False),
        ("new-start", "newstart-warheads", "2018-02-05", True),
        ("start-1", "start1-warheads", "2001-11-30", False),
        ("start-1", "start1-warheads", "2001-12-01", True),  # known to the month: from its first day
        ("sort", "sort-i", "2010-12-31", False),  # due on a day that it did not see
        ("abm-treaty", "abm-agreed-c", "1976-05-24", False),
    ],
)
def test_limits_bind_in_their_own_interval(name, rule, day, binds):
    found = treaties()[name]
    (row,) = (row for row in found.rules if row.id == rule)
    assert found.binds(row, dt.date.fromisoformat(day)) is binds


def test_an_unknown_day_of_entry_is_neither_in_force_nor_not(tmp_path):
    text = OWN.replace('in_force_from = "2026-04-01"\n', 'gap = "the day of entry"\n')
    found = treaty(written(tmp_path, text))
    assert found.in_force(dt.date(2027, 1, 1)) is None
    assert found.in_force(dt.date(2026, 2, 1)) is False
    assert found.in_force(dt.date(2030, 4, 1)) is False


def test_a_party_is_bound_from_the_year_it_joined():
    # Members with their years: KM House India, June 2016; Russia 1995, the United States from the beginning.
    found = treaties()["mtcr"]
    rule = found.rules[0]
    assert "Russia" not in found.bound(rule, dt.date(1994, 12, 31))
    assert "Russia" in found.bound(rule, dt.date(1995, 1, 1))
    assert "United States" in found.bound(rule, dt.date(1987, 4, 16))
    assert "Iran" not in found.bound(rule, dt.date(2026, 1, 1))


# A file of one's own


def test_a_file_of_your_own_is_read(tmp_path):
    found = treaty(written(tmp_path))
    assert (found.id, found.short, len(found.rules)) == ("own", "Own", 2)
    assert found.bounds(found.rules[0]) == ("2027-01-01", "2030-04-01")
    assert found.rules[1].limit.value == 3_000


def test_a_treaty_is_found_by_id_and_by_short_name():
    assert treaty("new-start") is treaty("New START")
    with pytest.raises(FileError, match='Did you mean "new-start"'):
        treaty("new-strat")


def test_every_problem_is_named_at_once(tmp_path):
    said = problems(
        tmp_path,
        ("limit      = 1000", "limit      = -3"),
        ('comparator = "at most"', 'comparator = "at mots"'),
        ('parties       = ["United States", "Russia"]', 'parties       = ["United States", "Atlantis"]'),
        ('quantity   = "theatre_interceptor_speed"', 'quantity   = "Interceptor speed"'),
        ('limit      = "3 km/s"', 'limit      = "3 bananas"'),
        ('source     = "draft"', 'source     = "drift"'),
    )
    for part in (
        "found -3, expected a whole number, 0 or more, or text with a unit",
        'Did you mean "at most"',
        'found "Atlantis", expected a country',
        "the name of a counted quantity",
        'found "3 bananas"',
        'found "drift", expected the id of a [sources] table. Did you mean "draft"?',
    ):
        assert part in said
    assert "own.toml cannot be read: 6 problems in 1 file" in said


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("limit      = 1000", "limit      = 12.5", "found 12.5, expected a whole number"),
        ("limit      = 1000\n", "", 'comparator = "at most" needs it'),
        ('article    = "I"\n', "", "a rule without an article says here why"),
        ('from       = "2027-01-01"', 'from       = "2027-02-30"', "a day or month that no calendar has"),
        ("limit      = 1000", "limit      = 1000\nlimit_high = 900", "expected more than limit"),
        ('id         = "own-speed"', 'id         = "own-warheads"', "a second time"),
        ('in_force_to   = "2030-04-01"', 'in_force_to   = "2026-01-01"', "expected a day after 2026-04-01"),
        ('in_force_from = "2026-04-01"\n', "", "if it never entered into force write never_in_force = true"),
        ('where      = "Article I"\n', "", "expected the place in the source"),
        ('counting   = "burnout speed"\n', "", "missing; expected how it is counted"),
        ("[[rules]]", "[[rule]]", 'Did you mean "rules"'),
        ("[[rules]]", '[joined]\nFrance = "2027"\n\n[[rules]]', 'found "France", expected one of parties'),
        ("[[rules]]", '[joined]\nRussia = "soon"\n\n[[rules]]', 'found "soon", expected a date'),
        ('unit       = "warheads"', 'unit       = "warheads"\napplies_to = ["France"]', "expected one of parties"),
    ],
)
def test_one_thing_wrong_is_said(tmp_path, old, new, part):
    assert part in problems(tmp_path, (old, new))


def test_a_file_without_rules_is_refused(tmp_path):
    said = OWN[: OWN.index("[[rules]]")] + OWN[OWN.index("[sources") :]
    with pytest.raises(FileError, match="at least one"):
        treaty(written(tmp_path, said))


def test_a_name_that_is_no_id_is_refused(tmp_path):
    with pytest.raises(FileError, match="expected an id"):
        treaty(written(tmp_path, name="Our Own.toml"))


def test_what_is_out_of_scope_is_refused(tmp_path):
    text = OWN.replace('quantity   = "accountable_warheads"', 'quantity   = "warhead_yield"')
    with pytest.raises(ScopeError, match="refused on purpose"):
        treaty(written(tmp_path, text))
    with pytest.raises(ScopeError, match="refused on purpose"):
        treaty(written(tmp_path, OWN.replace("[[rules]]", "target_range = 1\n\n[[rules]]", 1)))


def test_parts_add_up_to_the_count(tmp_path):
    row = '\n[[counts]]\nid = "c"\nparty = "Russia"\nof = "accountable_warheads"\nvalue = 10\nholder = "x"\n'
    row += 'from = "2027"\n'
    row += 'certainty = "assumed"\nnote = "y"\nparts = [{ name = "a", number = 4 }, { name = "b", number = 5 }]\n'
    with pytest.raises(FileError, match=r"4 \+ 5 = 9, expected parts that add up to value, 10"):
        treaty(written(tmp_path, OWN + row))


values = st.one_of(
    st.text(max_size=12), st.integers(-10, 10_000), st.floats(allow_nan=False), st.booleans(),
    st.lists(st.text(max_size=5)),
    st.sampled_from(["at most", "3 km/s", "150 km", "2002-06-13", "read", "Russia", "accountable_warheads"]),
)  # fmt: skip
keys = st.sampled_from(
    ["id", "article", "title", "quantity", "comparator", "limit", "limit_high", "unit", "applies_to", "counting",
     "from", "until", "status", "source", "where", "certainty", "note", "gap", "conflict", "lmit"]
)  # fmt: skip
rules = st.lists(st.one_of(st.dictionaries(keys, values), values), max_size=4)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(rules, st.dictionaries(st.sampled_from(["name", "parties", "kind", "signed", "counts", "in_force_to"]), values))
def test_any_table_is_read_or_every_problem_of_it_named(table, head):
    sheet = Sheet("own.toml", {**tomllib.loads(OWN), **head, "rules": table})
    read_treaty(sheet, "own")
    broken = [rule for rule in table if not isinstance(rule, dict) or not {"id", "title", "quantity"} <= set(rule)]
    named = {key[1] for key, _ in sheet.complaints if key[:1] == ("rules",) and len(key) > 1}
    assert len(named) >= len(broken)
    assert all(problem.message for problem in sheet.in_order())


# Countries


@pytest.mark.parametrize(
    ("found", "name"),
    [("USSR", "Russia"), ("russia", "Russia"), ("United States of America", "United States"), ("Utopia", None)],
)
def test_a_country_has_one_name(found, name):
    assert country(found) == name


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("United States and NATO", ("United States",)),
        ("Russia", ("Russia",)),
        ("the Russian Federation, Belarus", ("Russia",)),
        ("Prussia", ()),
    ],
)
def test_a_side_names_its_countries(text, named):
    assert countries_in(text, ("United States", "Russia")) == named
