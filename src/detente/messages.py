"""What is said to people, in their language: English is written in the code, the catalogue holds the rest.

`tr` says a message in the language of the moment; `say` makes one in English that can still be said in another
language later, which is what results and errors hold: their words are English for every program that reads them, and
are translated where a person does. Messages are whole sentences with named gaps, so that a translator can move them.

    tr("{count} files in {folder}", count=29, folder=path)      said at once, numbers written as the language does
    say("short by {count:,.0f}", count=12)                      English now, translated by `tr` where it is shown
    plural(count, "{count} force", "{count} forces")            the right form in every language
    mark("out of reach")                                        in a constant: known to the catalogue, said by `tr`

What fills a gap is translated too where the catalogue knows it, but for gaps between double quotes or backticks: what
stands there was typed, or is to be typed. A gap of a typed word without such marks says so itself: `{word!s}`.

Russian stands in `data/messages/ru/*.toml`: `[messages]` English = Russian; `[plurals."{count} forces"]` with the forms
that Unicode's plural rules name; `[patterns]` of texts in anybody's files that are words and numbers, such as "p. 12".
A message that is not there is said in English; a test lets none be missing.
"""

import re
import string
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from numbers import Number
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "ru")
ENGLISH = LANGUAGES[0]
MESSAGES = Path(__file__).parent / "data" / "messages"
NUMBER = r"(?:\d+(?:\.\d+)*|[IVXLC]+)(?:\([a-z\d]\))*"
TYPED = ('"', "`")
"""Marks around what is typed. A gap between them is never translated, in any language."""

_speaking: ContextVar[str] = ContextVar("language", default=ENGLISH)


class Said(str):
    """English text that remembers how it was made: a template with its values, or several texts joined."""

    template: str
    values: Mapping[str, Any]
    parts: tuple[str, ...]

    def __new__(
        cls, text: str, template: str = "", values: Mapping[str, Any] | None = None, parts: Sequence[str] = ()
    ) -> "Said":
        said = super().__new__(cls, text)
        said.template, said.values, said.parts = template, values or {}, tuple(parts)
        return said

    def __reduce__(self) -> tuple[Any, ...]:
        return Said, (str(self), self.template, self.values, self.parts)

    def __str__(self) -> str:
        return str.__str__(self)


class Short(Said):
    """A name without what follows its first comma, cut off in every language after it is translated."""

    def __new__(cls, whole: str) -> "Short":
        said = super().__new__(cls, whole.partition(", ")[0], parts=(whole,))
        assert isinstance(said, Short)
        return said

    def __reduce__(self) -> tuple[Any, ...]:
        return Short, self.parts


def language() -> str:
    """The language of the moment."""
    return _speaking.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say everything inside in this language; one that is not known is said in English."""
    before = _speaking.set(code if code in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _speaking.reset(before)


def say(template: str, /, **values: Any) -> Said:
    """A message in English, to be translated where it is shown."""
    return Said(_english.vformat(template, (), values), template, values)


def mark(message: str) -> str:
    """A message of a constant, as it is: so that the catalogue holds it."""
    return message


def joined(separator: str, parts: Sequence[str]) -> Said:
    """Several messages in a row, each translated where all are shown; the separator is the same in every language."""
    return Said(separator.join(parts), separator if parts else "", parts=parts)


def figure(value: float, spec: str) -> Said:
    """A number in English, which is written as the language does where it is shown; spec: as in a format string."""
    return say(f"{{value:{spec}}}", value=value)


def plural(count: float, one: str, many: str, /, **values: Any) -> Said:
    """The message for this count, whose gap is called `count`; `one` and `many` are the English forms."""
    given = {"count": count, **values}
    return Said(_english.vformat(one if count == 1 else many, (), given), many, given)


def tr(text: str, /, **values: Any) -> str:
    """A message in the language of the moment: a template with its values, or something said before."""
    if isinstance(text, Short):
        return tr(text.parts[0]).partition(", ")[0]
    if isinstance(text, Said) and text.parts:
        return text.template.join(tr(part) for part in text.parts)
    given: Mapping[str, Any] = values
    template = text
    if isinstance(text, Said) and text.template:
        template, given = text.template, text.values
    code = language()
    if code == ENGLISH:
        return _english.vformat(text, (), values) if values else str(text)
    return _formatter(code).vformat(_template(code, template, given), (), given) if given else _plain(code, template)


def digits(number: str) -> str:
    """A number written as English does, such as "1,234.5" or "97%", written as the language of the moment does."""
    code = language()
    return number if code == ENGLISH else _digits(code, number)


def day(date: str) -> str:
    """A date such as "2011-05-26", as the language of the moment writes it; months and years stay as they are."""
    import datetime as dt

    from babel.dates import format_date

    if language() == ENGLISH or len(date) != len("2011-05-26"):
        return date
    return str(format_date(dt.date.fromisoformat(date), format="long", locale=language()))


@cache
def catalogue(code: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """All messages of a language, and all that have several forms, by their English text."""
    messages: dict[str, str] = {}
    plurals: dict[str, dict[str, str]] = {}
    for path in sorted((MESSAGES / code).glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        messages |= table.get("messages", {})
        plurals |= table.get("plurals", {})
    return messages, plurals


@cache
def patterns(code: str) -> dict[str, str]:
    """Texts of words and numbers in a language, by their English: what fills a gap is a number, Arabic or Roman."""
    tables = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((MESSAGES / code).glob("*.toml")))
    return {english: said for table in tables for english, said in table.get("patterns", {}).items()}


def patterned(code: str, text: str) -> str | None:
    """A text of words and numbers in a language; None where no pattern is of its kind."""
    for english, said in patterns(code).items():
        if match := _matching(english).fullmatch(text):
            return said.format(**match.groupdict())
    return None


@cache
def _matching(english: str) -> re.Pattern[str]:
    pieces = string.Formatter().parse(english)
    return re.compile(
        "".join(re.escape(words) + (f"(?P<{gap}>{NUMBER})" if gap else "") for words, gap, _, _ in pieces)
    )


def _plain(code: str, text: str) -> str:
    said = catalogue(code)[0].get(text)
    return said if said is not None else patterned(code, text) or text


def _template(code: str, text: str, values: Mapping[str, Any]) -> str:
    """The template in this language, in the form that goes with its count."""
    messages, plurals = catalogue(code)
    forms = plurals.get(text)
    if forms is None:
        return messages.get(text, text)
    count = values.get("count", 0)
    return forms.get(str(_rule(code)(abs(count))), forms.get("other", text))


@cache
def _rule(code: str) -> Any:
    from babel import Locale

    return Locale.parse(code).plural_form


@cache
def _separators(code: str) -> tuple[str, str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return str(get_decimal_symbol(code)), str(get_group_symbol(code))


def _digits(code: str, number: str) -> str:
    decimal, group = _separators(code)
    swapped = number.replace(",", "\0").replace("\u202f", "\0").replace(".", decimal).replace("\0", group)
    return swapped.removesuffix("%") + "\u00a0%" if swapped.endswith("%") and swapped[-2:-1].isdigit() else swapped


class _English(string.Formatter):
    """Gaps by name only."""


class _Typed(str):
    """What was typed, or is to be typed: the same in every language."""


class _Translating(string.Formatter):
    """As it is in English, with words translated and numbers written as the language does."""

    def __init__(self, code: str) -> None:
        self.code = code

    def parse(self, format_string: str) -> Iterator[tuple[str, str | None, str | None, str | None]]:
        quotes = 0
        for literal, name, spec, conversion in super().parse(format_string):
            quotes += sum(literal.count(quote) for quote in TYPED)
            yield literal, name, spec, "t" if name is not None and quotes % 2 and not conversion else conversion

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion in ("t", "s"):
            return _Typed(value) if conversion == "s" or isinstance(value, str) else value
        return super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, str) and not isinstance(value, _Typed):
            value = tr(value)
        said = super().format_field(value, format_spec)
        return _digits(self.code, said) if isinstance(value, Number) else str(said)


_english = _English()


@cache
def _formatter(code: str) -> string.Formatter:
    return _Translating(code)
