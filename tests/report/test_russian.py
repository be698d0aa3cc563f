"""The report, the brief and the figures in Russian: no English of the catalogue is left, the numbers are the same."""

import re
import tomllib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Text

from detente.messages import MESSAGES, speaking
from detente.report import words
from detente.report.brief import brief_html, brief_markdown
from detente.report.document import report_html
from detente.report.figures.cooperation import cooperation
from detente.report.figures.crux import crux as crux_chart
from detente.report.figures.disagreement import disagreement
from detente.report.figures.flip_line import flip_line
from detente.report.figures.packages import packages
from detente.report.figures.picture import svg
from detente.report.figures.reach import reach
from detente.report.figures.slack import slack
from detente.report.figures.style import drawing, paper
from detente.report.figures.window import window
from detente.report.figures.wrapping import fit, folded, letters, wrapped
from detente.report.figures.years import in_words
from detente.report.pictures import pictures
from tests.report.small_cooperation import small_cooperation
from tests.report.small_crux import small_crux
from tests.report.small_search import found as small_search
from tests.report.test_document import Page

OURS = tomllib.loads((MESSAGES / "ru" / "report.toml").read_text(encoding="utf-8"))["messages"]
SENTENCES = [text for text in OURS if " " in text and len(text) > 12 and "{" not in text]
"""English of this room that is no single word and has no gaps; what results say is written plainly in these ones."""

FIGURES = {
    "slack": lambda result, _crux, _search: slack(result, 1),
    "reach": lambda result, _crux, _search: reach(result, 1, borders="none"),
    "crux": lambda result, _crux, _search: crux_chart(result, result.crux[0].question),
    "window": lambda result, _crux, _search: window(result.strategic),
    "disagreement": lambda _result, crux, _search: disagreement(crux, crux.answers[0].question),
    "flip line": lambda _result, crux, _search: flip_line(crux, crux.answers[0].question),
    "packages": lambda _result, _crux, search: packages(search),
    "cooperation": lambda _result, _crux, _search: cooperation(small_cooperation()),
}


@pytest.fixture(scope="module")
def said(result):
    """The report in Russian, without pictures."""
    with speaking("ru"):
        return report_html(result, {}).decode()


@pytest.fixture(scope="module")
def crux():
    return small_crux()


@pytest.fixture(scope="module")
def search():
    return small_search()


def text_of(html: str) -> str:
    """What a reader sees of a page, style left out."""
    return "\n".join(Page(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)).text)


def numbers(text: str) -> Counter[str]:
    """Every number of a text, however it is written; months of dates left out, as words stand for them elsewhere."""
    text = re.sub(r"(\d{4})-\d{2}-0?(\d+)", r"\2 \1", text)
    text = re.sub(r"(?<=\d)[,\u00a0\u202f](?=\d{3}\b)", "", text)
    return Counter(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d)", ".", text)))


def left(text: str) -> list[str]:
    """English of the catalogue that stands in a text."""
    return [sentence for sentence in SENTENCES if sentence in text]


def test_a_report_in_russian_says_so_and_says_nothing_of_the_catalogue_in_english(said):
    assert '<html lang="ru">' in said
    assert left(text_of(said)) == []


def test_it_has_the_numbers_of_the_english_one(said, result, monkeypatch):
    monkeypatch.setattr(words, "spelled", str)
    assert numbers(text_of(said)) == numbers(text_of(report_html(result, {}).decode()))


def test_a_brief_in_russian_has_the_numbers_of_the_english_one(crux, monkeypatch):
    monkeypatch.setattr(words, "spelled", str)
    question = crux.answers[0].question
    with speaking("ru"):
        page, plain = brief_html(crux, question).decode(), brief_markdown(crux, question).decode()
    assert '<html lang="ru">' in page
    assert left(text_of(page)) == left(plain) == []
    assert numbers(text_of(page)) == numbers(text_of(brief_html(crux, question).decode()))
    assert numbers(plain) == numbers(brief_markdown(crux, question).decode())


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_in_russian_keeps_to_its_paper_and_to_its_numbers(name, result, crux, search, monkeypatch):
    monkeypatch.setattr(words, "spelled", str)
    english = drawn(FIGURES[name](result, crux, search))
    with speaking("ru"):
        figure = FIGURES[name](result, crux, search)
        found = drawn(figure)
    assert re.search("[а-я]{4}", found)
    assert left(found) == []
    assert numbers(found) == numbers(english)
    wide, _ = figure.canvas.get_width_height()
    for text in figure.texts + [text for legend in figure.legends for text in legend.get_texts()]:
        box = text.get_window_extent()
        assert -2 <= box.x0 <= box.x1 <= wide + 2, text.get_text()


def drawn(figure) -> str:
    """All that is written on a figure when it is drawn."""
    with drawing():
        figure.canvas.draw()
    return "\n".join(text.get_text() for text in figure.findobj(Text) if text.get_visible())


def test_pictures_are_drawn_in_the_language_of_the_moment_by_every_drawer(result):
    with speaking("ru"):
        found = pictures(result, borders="none")
        alone = svg(slack(result, 1))
    assert found["slack-phase-1"].content == alone != svg(slack(result, 1))
    assert found["slack-phase-1"].alt == "График запаса времени на этапе 1. Те же числа стоят в таблице рядом."


@pytest.mark.parametrize(
    ("date", "russian"), [("2018-02-05", "5 февр. 2018"), ("2001-12", "дек. 2001"), ("2002", "2002")]
)
def test_dates_follow_the_language(date, russian):
    # CLDR, Russian: abbreviated months "февр." (within a date) and "дек." (standing alone and within)
    with speaking("ru"):
        assert in_words(date) == russian


@given(st.text(), st.integers(10, 200), st.integers(1, 5))
def test_english_is_left_as_it_was_laid_out(text, wide, lines):
    assert (letters(wide), folded(text, wide)) == (wide, text)
    with speaking("ru"):
        assert letters(wide) <= wide
        assert all(len(line) <= letters(wide) for line in wrapped(text, wide, lines).split("\n"))


def test_words_longer_than_their_room_get_smaller_type():
    with drawing():
        figure = paper(4.0, 1.0)
        text = figure.text(0.0, 0.5, "слова, которые длиннее отведённого им места на листе", fontsize=12)
        fit(text, 3.0)
        assert text.get_fontsize() == 12.0
        with speaking("ru"):
            fit(text, 3.0)
    assert 4.0 < text.get_fontsize() < 12.0
    assert text.get_window_extent().width / figure.dpi <= 3.0
