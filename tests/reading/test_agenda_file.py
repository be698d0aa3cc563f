"""The agenda of talks: what it holds, what is refused, and that no file of any content breaks the reader."""

from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading import dossier
from detente.reading.agenda import Question, Stance, Status, read_agenda
from detente.reading.files import Sheet
from tests.reading.material import APPROACH, FILES, complaints, put

G = "agenda.toml"
AGENDA = """\
[[items]]
id       = "shield"
title    = "A shield"
question = "balance"
status   = "differ"

[[items]]
id      = "mood"
title   = "The mood"
because = "a mood is no quantity"
status  = "open"

[[positions]]
id        = "p1"
item      = "shield"
holder    = "A minister"
side      = "Russia"
stance    = "differs"
statement = "It threatens us."
date      = "2011-05-26"
claim     = "trust"
source    = "press"
where     = "paragraph 4"
certainty = "read"

[[positions]]
item      = "shield"
holder    = "A spokesman"
side      = "United States and NATO"
stance    = "differs"
statement = "It does not."
date      = 2011-05-26
source    = "press"
where     = "paragraph 5"
certainty = "read"

[[positions]]
item      = "mood"
holder    = "A newspaper"
side      = "third"
stance    = "open"
statement = "It is tense."
date      = "2011"
certainty = "assumed"
note      = "for the example"
"""


def test_items_with_their_positions(tmp_path: Path) -> None:
    agenda = dossier.load(put(tmp_path / "talks", {**FILES, G: AGENDA})).agenda
    assert [(item.id, item.question, item.status) for item in agenda.items] == [
        ("shield", "balance", "differ"),
        ("mood", None, "open"),
    ]
    first, second = agenda.of("shield")
    assert (first.id, first.side, first.claim, first.where) == ("p1", "Russia", "trust", "paragraph 4")
    assert (second.id, second.date, second.certainty) == (None, "2011-05-26", "read")
    assert [position.side for position in agenda.of("mood")] == ["third"]


def test_a_dossier_without_an_agenda_has_an_empty_one(tmp_path: Path) -> None:
    agenda = dossier.load(put(tmp_path / "talks", FILES)).agenda
    assert (agenda.items, agenda.positions) == ((), ())


def test_the_agenda_counts_for_the_digest(tmp_path: Path) -> None:
    plain = dossier.load(put(tmp_path / "plain", FILES)).digest
    assert dossier.load(put(tmp_path / "with", {**FILES, G: AGENDA})).digest != plain


@pytest.mark.parametrize(
    ("old", "new", "key", "part"),
    [
        ('"differ"\n', '"differs"\n', "items[1].status", 'offered or open. Did you mean "differ"?'),
        ('"balance"', '"ballance"', "items[1].question", 'Did you mean "balance"?'),
        ('question = "balance"\n', "", "items[1].question", "missing; expected a question of the"),
        ('because = "a mood is no quantity"\n', "", "items[2].question", "or because = why it belongs to none"),
        ('because = "a', 'question = "crux"\nbecause = "a', "items[2].because", "does not go with question"),
        ('id      = "mood"', 'id      = "shield"', "items[2].id", 'found "shield" a second time'),
        ('id        = "p1"', 'id        = "P 1"', "positions[1].id", "expected an id"),
        ('item      = "mood"', 'item      = "moood"', "positions[3].item", 'the id of an item. Did you mean "mood"?'),
        ('item      = "mood"', 'item      = "shield"', "items[2]", "nobody says anything about this item"),
        ('side      = "Russia"', 'side      = "Rusia"', "positions[1].side", 'Did you mean "Russia"?'),
        ('"third"', '"nobody"', "positions[3].side", 'one of the two [sides], "both" or "third"'),
        ('stance    = "differs"', 'stance    = "angry"', "positions[1].stance", "expected agrees, differs, offers"),
        ('"2011-05-26"', '"26 May 2011"', "positions[1].date", 'expected a date such as "2007"'),
        ('date      = "2011"\n', "", "positions[3].date", "missing; expected a date"),
        ('claim     = "trust"', 'claim     = "trusts"', "positions[1].claim", 'Did you mean "trust"?'),
        ('source    = "press"', 'source    = "pres"', "positions[1].source", 'Did you mean "press"?'),
        ('where     = "paragraph 4"\n', "", "positions[1].where", "missing; expected the place in the source"),
        ('note      = "for the example"\n', "", "positions[3].note", "what is assumed says here why"),
        ("stance    =", "stanze    =", "positions[1].stanze", 'Did you mean "stance"?'),
        ("[[items]]", "[[item]]", "item", 'unknown key. Did you mean "items"?'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_agenda(tmp_path: Path, old: str, new: str, key: str, part: str) -> None:
    assert old in AGENDA
    found = complaints(tmp_path, {**FILES, G: AGENDA.replace(old, new, 1)})
    assert any((file, where) == (G, key) and part in message for file, where, message in found), found


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    broken = AGENDA.replace('"differ"\n', '"quarrel"\n').replace('"A spokesman"', "7").replace('"third"', '"nobody"')
    assert [key for file, key, _ in complaints(tmp_path, {**FILES, G: broken}) if file == G] == [
        *("items[1].status", "positions[2].holder", "positions[3].side")
    ]


def test_a_flaw_in_the_sides_is_not_blamed_on_the_agenda(tmp_path: Path) -> None:
    files = {**FILES, "approach.toml": APPROACH.replace('deterring = "Russia"', "deterring = 7"), G: AGENDA}
    assert not [key for file, key, _ in complaints(tmp_path, files) if file == G]


def test_a_copy_says_what_to_change(tmp_path: Path) -> None:
    made = dossier.new("mine", put(tmp_path / "talks", {**FILES, G: AGENDA}), into=tmp_path)
    assert "# Here: what the talks are about" in (made / G).read_text(encoding="utf-8")
    assert dossier.check(made) == []


# Any content at all

APPROACH_SHEET = Sheet("approach.toml", {"sides": {"defending": "North", "deterring": "South"}})
TEXT = st.text(alphabet="abc xyz", min_size=1).filter(str.strip)
ITEM = st.fixed_dictionaries(
    {"title": TEXT, "status": st.sampled_from(get_args(Status)), "question": st.sampled_from(get_args(Question))}
)
POSITION = st.fixed_dictionaries(
    {
        "holder": TEXT,
        "side": st.sampled_from(("North", "South", "both", "third")),
        "stance": st.sampled_from(get_args(Stance)),
        "statement": TEXT,
        "date": st.dates().filter(lambda day: day.year >= 1000).map(str),
        "certainty": st.just("read"),
        "source": st.just("press"),
        "where": TEXT,
    }
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.tuples(ITEM, st.lists(POSITION, min_size=1, max_size=3)), max_size=4))
def test_what_is_written_is_read(written: list[tuple[dict[str, str], list[dict[str, str]]]]) -> None:
    items = [{"id": f"item-{place}", **item} for place, (item, _) in enumerate(written)]
    positions = [{"item": f"item-{place}", **position} for place, (_, said) in enumerate(written) for position in said]
    sheet = Sheet("agenda.toml", {"items": items, "positions": positions})
    agenda = read_agenda(sheet, APPROACH_SHEET, ())
    assert sheet.in_order() == []
    assert [item.model_dump(exclude_none=True) for item in agenda.items] == [
        {**item, "title": item["title"].strip()} for item in items
    ]
    assert sum(len(agenda.of(item.id)) for item in agenda.items) == len(positions)
    assert [position.statement for position in agenda.positions] == [said["statement"].strip() for said in positions]


@given(
    table=st.dictionaries(
        st.sampled_from(("items", "positions", "sources", "other")),
        JUNK | st.lists(st.dictionaries(st.sampled_from(("id", "item", "side", "question", "claim", "date")), JUNK)),
    ),
    sides=JUNK,
)
def test_no_content_breaks_the_reader(table: dict[str, Any], sides: Any) -> None:
    sheet = Sheet("agenda.toml", table)
    agenda = read_agenda(sheet, Sheet("approach.toml", {"sides": sides}), ("a",))
    whole = isinstance(table.get("items", []), list) and len(agenda.items) == len(table.get("items", []))
    assert whole or sheet.in_order()
    assert all(problem.file == "agenda.toml" and problem.message for problem in sheet.in_order())
