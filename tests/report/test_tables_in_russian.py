"""Whole answers on the terminal in Russian: nothing that the catalogue could say is left in English."""

import io
import re
import tomllib

import pytest
from rich.console import Console

from detente.interfaces.crux_tables import show_crux
from detente.interfaces.search_tables import show_search
from detente.interfaces.terminal import show_assessment
from detente.messages import MESSAGES, catalogue, speaking
from tests.report.small_crux import small_crux
from tests.report.small_search import found, none_passes


def printed(language, show, answer):
    """The words of an answer in one row."""
    page = io.StringIO()
    with speaking(language):
        show(Console(file=page, highlight=False, width=400), answer)
    return " ".join(re.sub(r"[─-╿]", " ", page.getvalue()).split())


def left_in_english(said):
    """Messages of the catalogue that stand in an output as English has them; names of holders apart."""
    messages = catalogue("ru")[0]
    holders = tomllib.loads((MESSAGES / "ru" / "holders.toml").read_text())["messages"]
    sentences = [key for key in messages.keys() - holders.keys() if key.count(" ") > 2 and "{" not in key]
    return [key for key in sentences if key in said and messages[key] != key]


def test_an_assessment(real):
    said = printed("ru", show_assessment, real)
    assert not left_in_english(said)
    for part in (
        "1 Безопасность",
        "2 Баланс",
        "5 Суть расхождения",
        "6 Заявления",
        "скорость в конце активного участка",
    ):
        assert part in said
    assert re.search(r"\+\d+ \[[+-]\d+; [+-]\d+\] с", said)


@pytest.mark.parametrize(
    ("show", "answer"), [(show_crux, small_crux), (show_search, found), (show_search, none_passes)]
)
def test_a_crux_and_a_search(show, answer):
    assert not left_in_english(printed("ru", show, answer()))
    assert left_in_english(printed("en", show, answer()))
