"""What is said, and said again in another language: identities for any values, plural forms by Unicode's rules."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import messages
from detente.errors import FileError, RangeError
from detente.messages import Short, catalogue, day, digits, joined, mark, patterns, plural, say, speaking, tr
from detente.reading.files import Problem, ProblemsError
from tools.messages import gaps, plurals, written
from tools.messages import messages as every_message

RUSSIAN = {
    "{name} has {sites}.": "{sites}: столько у {name}.",
    "within reach": "в пределах досягаемости",
    "{share:.1f} of {total:,}": "{share:.1f} из {total:,}",
    'found "{word}", expected {kind}': 'найдено "{word}", ожидалось {kind}',
    "type `{word}`": "введите `{word}`",
}
SITES = {"{count} site": {}, "{count} sites": {"one": "{count} база", "few": "{count} базы", "many": "{count} баз"}}


@pytest.fixture
def russian(monkeypatch):
    """A small catalogue, and everything said in its language."""
    monkeypatch.setattr(messages, "catalogue", lambda code: (RUSSIAN, SITES))
    with speaking("ru"):
        yield


values = st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none())


@given(st.text(), st.one_of(st.text(), st.integers(), st.none()))
def test_in_english_a_message_reads_as_it_was_written(name, sites):
    said = say("{name} has {sites}.", name=name, sites=sites)
    assert said == f"{name} has {sites}." == tr(said) == tr("{name} has {sites}.", name=name, sites=sites)


@given(st.floats(allow_nan=False), st.integers())
def test_numbers_are_formatted_as_an_f_string_formats_them(share, total):
    assert say("{share:.1f} of {total:,}", share=share, total=total) == f"{share:.1f} of {total:,}"


@given(st.integers(-1_000, 1_000))
def test_english_has_one_form_for_one_and_one_for_all_others(count):
    said = plural(count, "{count} site", "{count} sites")
    assert said == tr(said) == (f"{count} site" if count == 1 else f"{count} sites")


def test_russian_has_the_forms_of_unicode(russian):
    # CLDR, language plural rules for Russian, cardinal: one ends in 1 but not 11; few in 2-4 but not 12-14; else many.
    forms = {1: "база", 21: "база", 101: "база", 2: "базы", 4: "базы", 33: "базы", 0: "баз", 5: "баз", 11: "баз",
             12: "баз", 14: "баз", 20: "баз", 111: "баз", 113: "баз", -1: "база"}  # fmt: skip
    for count, form in forms.items():
        assert tr(plural(count, "{count} site", "{count} sites")) == f"{count} {form}"


def test_what_fills_a_gap_is_translated_too(russian):
    said = say("{name} has {sites}.", name="Kaluga", sites=plural(2, "{count} site", "{count} sites"))
    assert tr(said) == "2 базы: столько у Kaluga."
    assert said == "Kaluga has 2 sites."


def test_what_is_typed_is_never_translated(russian):
    said = say('found "{word}", expected {kind}', word="within reach", kind=mark("within reach"))
    assert tr(said) == 'найдено "within reach", ожидалось в пределах досягаемости'
    assert tr(say("type `{word}`", word="within reach")) == "введите `within reach`"


def test_numbers_follow_the_language(russian):
    assert tr(say("{share:.1f} of {total:,}", share=2.5, total=1234)) == "2,5 из 1\u00a0234"
    assert digits("97%") == "97\u00a0%"
    assert day("2011-05-26") == "26 мая 2011\u202fг."
    assert day("2011-05") == "2011-05"


def test_joined_messages_are_translated_one_by_one(russian):
    said = joined("; ", [mark("within reach"), plural(5, "{count} site", "{count} sites"), "as it is"])
    assert (said, tr(said)) == ("within reach; 5 sites; as it is", "в пределах досягаемости; 5 баз; as it is")
    assert tr(joined("; ", [])) == ""


def test_what_the_catalogue_lacks_is_said_in_english(russian):
    assert tr("never heard of") == "never heard of"
    assert tr(say("{count} of {count}", count=1.5)) == "1,5 of 1,5"


@given(st.lists(st.text()), st.text(), st.integers())
def test_a_message_survives_copies_and_files(parts, name, sites):
    for said in (say("{name} has {sites}.", name=name, sites=sites), joined(", ", parts), plural(sites, "one", "many")):
        for again in (pickle.loads(pickle.dumps(said)), copy.deepcopy(said), copy.copy(said)):
            assert again == said
            assert (again.template, dict(again.values), again.parts) == (said.template, dict(said.values), said.parts)


@pytest.mark.parametrize("error", [FileError, RangeError])
def test_a_refusal_keeps_what_it_said(russian, error):
    raised = error(say("{name} has {sites}.", name="Kaluga", sites=3))
    assert str(raised) == "Kaluga has 3."
    assert tr(raised.said) == "3: столько у Kaluga."
    assert error(OSError("no")).said == "no"


def test_a_repair_list_is_translated_line_by_line(russian):
    raised = ProblemsError("my-talks", [Problem("a.toml", "x[1]", mark("within reach"))])
    assert str(raised).endswith("a.toml   x[1]\n    within reach")
    assert tr(raised.said).endswith("a.toml   x[1]\n    в пределах досягаемости")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("p. 12", "с. 12"),
        ("pp. 3-4", "с. 3–4"),
        ("paragraphs 4 to 7", "абзацы 4–7"),
        ("Article IV, paragraph 2(b)", "статья IV, пункт 2(b)"),
        ("section 15.1", "раздел 15.1"),
        ("p. x", "p. x"),
        ("see p. 12", "see p. 12"),
    ],
)
def test_a_place_in_a_document_is_known_by_its_kind(text, said):
    assert tr(text) == text
    with speaking("ru"):
        assert tr(text) == said


def test_every_pattern_has_the_gaps_of_its_english_text():
    for english, said in patterns("ru").items():
        assert gaps(english) == gaps(said), english


def test_an_unknown_language_is_english():
    with speaking("xx"):
        assert messages.language() == "en"
    assert messages.language() == "en"


# The catalogue that ships


def test_every_translation_has_the_gaps_of_its_english_text():
    said, forms, _ = written("ru")
    for english, russian_text in said.items():
        assert gaps(english) == gaps(russian_text) or "{" not in english, english
    for english, table in forms.items():
        assert {"one", "few", "many"} <= table.keys(), english
        for form in table.values():
            assert gaps(form) <= gaps(english), english
            assert gaps(english) - gaps(form) <= {"count"}, english


def test_no_message_is_missing_and_none_is_left_over():
    said, forms, _ = written("ru")
    wanted, several = every_message(), plurals()
    assert {text: place for text, place in wanted.items() if text not in said} == {}
    assert {text: place for text, place in several.items() if text not in forms} == {}
    assert said.keys() - wanted.keys() == set()
    assert forms.keys() - several.keys() == set()


def test_nothing_is_translated_twice_or_left_empty():
    said, forms, twice = written("ru")
    assert not twice
    assert not [key for key, text in said.items() if not text.strip()]
    assert catalogue("ru") == (said, forms)


def test_a_short_name_is_cut_after_it_is_translated():
    name = Short("SM-3 Block IIB, planned for 2020 and cancelled in March 2013")
    assert (name, pickle.loads(pickle.dumps(name)), tr(name)) == ("SM-3 Block IIB",) * 3
    whole = "Three-stage ground-based interceptor, as deployed in Alaska and California"
    gun = Short(whole)
    with speaking("ru"):
        assert tr(gun) == tr(whole).split(", ")[0]
        assert tr(say("{owner}: {what}", owner=gun, what="burnout speed")).startswith(tr(gun))
        assert tr(gun) != gun
