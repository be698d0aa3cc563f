"""Sourced values: what was said, by whom, where it stands, and how sure that is."""

import datetime as dt
import math
import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from detente import units
from detente.messages import mark, say
from detente.reading.files import Key, Sheet, did_you_mean, shown
from detente.reading.parameters import Parameter
from detente.reading.rows import Row, Text, either, read

Certainty = Literal["read", "secondary", "derived", "assumed"]
"""From strong to weak: stands in the source; reported by another; our arithmetic on it; nobody's but ours."""

CERTAINTIES: tuple[Certainty, ...] = ("read", "secondary", "derived", "assumed")

Kind = Literal["fact", "forecast", "technical judgement", "value"]

SpreadLaw = Literal["interval", "uniform", "log-uniform", "triangular"]
"""How a number lies in its range: `interval` says nothing of it; `triangular` has its peak at the value."""


def weakest(*certainties: Certainty) -> Certainty:
    """The weakest of several certainties: a result is no surer than the least sure value it stands on."""
    return max(certainties, key=CERTAINTIES.index, default="read")


def _date(found: Any) -> Any:
    """A day, month or year as text; TOML's own dates are taken too."""
    if isinstance(found, dt.date) and not isinstance(found, dt.datetime):
        return found.isoformat()
    if not isinstance(found, str) or not re.fullmatch(r"\d{4}(-\d{2}){0,2}", found, re.ASCII):
        raise ValueError(
            say('found {found}, expected a date such as "2007", "2007-09" or "2007-09-17".', found=shown(found))
        )
    try:
        dt.date.fromisoformat(found + "-01" * ((10 - len(found)) // 3))
    except ValueError:
        raise ValueError(say("found {found}, a day or month that no calendar has.", found=shown(found))) from None
    return found


Date = Annotated[str, BeforeValidator(_date)]


def si(found: Any, dimension: str) -> float:
    """Whatever a file holds where a quantity is due, as a number in SI; QuantityError if it is none.

    dimension: empty for a number without a unit.
    """
    text: Any = found if type(found) in (str, int, float) else shown(found)
    return units.to_si(text, dimension) if dimension else units.pure_number(text)


class Source(Row):
    """A document that something was taken from."""

    title: Text = Field(description=mark("the title of the document, in quotes"))
    publisher: Text = Field(description=mark("who published it, in quotes"))
    address: Annotated[str, Field(pattern=r"^https?://\S")] | None = Field(
        None, description=mark('a web address that begins with "https://" or "http://"')
    )
    date: Date | None = Field(None, description=mark('a date such as "2007-09-17", as exact as known'))
    licence: Text | None = Field(None, description=mark("the licence of the document or its data, in quotes"))


class Sourced(Row):
    """Where something comes from, and how sure it is. What is assumed says why; all else has a source."""

    needs_place_in_source: ClassVar[bool] = True

    source: Text | None = Field(None, description=mark("the id of a [sources] table, in quotes"))
    where: Text | None = Field(None, description=mark("the place in the source, in quotes, such as a page"))
    certainty: Certainty = Field(description=mark("how sure it is"))
    note: Text | None = Field(None, description=mark("a remark, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """What certainty demands and the row does not say."""
        if self.certainty == "assumed":
            if not self.note:
                yield "note", mark("missing; what is assumed says here why it was taken so.")
            return
        otherwise = say(
            'what is "{certainty}" says it. If there is none, write certainty = "assumed" and a note.',
            certainty=self.certainty,
        )
        if not self.source:
            yield "source", say("missing; expected the id of a [sources] table: {otherwise}", otherwise=otherwise)
        if self.needs_place_in_source and not self.where:
            yield "where", say("missing; expected the place in the source: {otherwise}", otherwise=otherwise)


class StatementRow(Sourced):
    """A statement as written. The quantities are looked at later, when it is known what they measure."""

    value: Any = Field(None, description=mark("the value, in quotes"))
    low: Any = Field(None, description=mark("the low end of this holder's own range, in quotes"))
    high: Any = Field(None, description=mark("the high end of this holder's own range, in quotes"))
    spread: SpreadLaw | None = Field(None, description=mark("how the number lies in its range"))
    holder: Text = Field(description=mark("who holds this, in quotes"))
    kind: Kind = Field(description=mark("what sort of statement it is"))
    date: Date | None = Field(None, description=mark('a date such as "2007-09", as exact as known'))


class Statement(BaseModel):
    """A value somebody stated: numbers in SI, and the text as printed beside them."""

    model_config = ConfigDict(frozen=True)

    value: float
    """In SI (angles in radians); the middle where only low and high are given; NaN for a word."""
    low: float
    high: float
    text: str
    """As printed: `6.3 km/s`, or `8.5 km/s to 9 km/s`."""
    unit: str
    """The unit to show it in."""
    word: str | None = None
    spread: SpreadLaw | None = None
    """What the holder says of the range; None: the dossier decides."""
    holder: str
    kind: Kind
    source: str | None
    where: str | None
    certainty: Certainty
    date: str | None
    note: str | None


def read_statement(table: Any, parameter: Parameter, sheet: Sheet, key: Key, about: str) -> Statement | None:
    """A statement of one parameter from a table of a file, or nothing and the problems on the sheet."""
    return statement(table, read(StatementRow, table, sheet, key), parameter, sheet, key, about)


def statement(
    table: Any, row: StatementRow | None, parameter: Parameter, sheet: Sheet, key: Key, about: str
) -> Statement | None:
    """What a table states about a parameter. The quantities are looked at even where the row is no good."""
    if not isinstance(table, dict):
        return None
    given = {name: table[name] for name in ("value", "low", "high") if name in table}
    said = (_word if parameter.words else _numbers)(given, parameter, sheet, key, about)
    if row is None or said is None:
        return None
    if row.spread and not _spreads(row.spread, said, sheet, (*key, "spread"), about):
        return None
    names = ("spread", "holder", "kind", "source", "where", "certainty", "date", "note")
    rest = {name: getattr(row, name) for name in names}
    return Statement.model_validate({"unit": parameter.unit, **said, **rest})


def _spreads(law: SpreadLaw, said: dict[str, Any], sheet: Sheet, key: Key, about: str) -> bool:
    """Whether a range can have this law; what is wrong otherwise goes on the sheet."""
    if "word" in said or not said["low"] < said["high"]:
        sheet.complain(
            key, say("found {found} without a range; expected low below high, or no spread.", found=shown(law)), about
        )
        return False
    if law == "log-uniform" and said["low"] <= 0.0:
        sheet.complain(
            key,
            mark(
                'found "log-uniform" on a range from 0 on; expected a low end above 0. Write for example '
                'spread = "uniform".'
            ),
            about,
        )
        return False
    return True


def _numbers(given: dict[str, Any], parameter: Parameter, sheet: Sheet, key: Key, about: str) -> dict[str, Any] | None:
    """Value, low and high in SI, and the text as printed."""
    if problem := _missing(given, parameter):
        sheet.complain((*key, problem[0]), problem[1], about)
        return None
    numbers = {name: _number(text, parameter, sheet, (*key, name), about) for name, text in given.items()}
    sound = {name: number for name, number in numbers.items() if number is not None}
    if len(sound) < len(given):
        return None
    low = sound.get("low", sound.get("value", math.nan))
    high = sound.get("high", sound.get("value", math.nan))
    value = sound.get("value", (low + high) / 2)
    if not low <= value <= high:
        found = ", ".join(f"{name} = {shown(text)}" for name, text in given.items())
        order = (
            mark("low not above value, and value not above high") if "value" in given else mark("low not above high")
        )
        sheet.complain((*key, "low"), say("found {found}; expected {order}.", found=found, order=order), about)
        return None
    text = str(given["value"]) if "value" in given else f"{given['low']} to {given['high']}"
    return {"value": value, "low": low, "high": high, "text": text}


def _missing(given: dict[str, Any], parameter: Parameter) -> tuple[str, str] | None:
    """Which of value, low and high lacks, and what to say about it."""
    if "low" in given and "high" not in given:
        return "high", mark("missing; low and high stand together or not at all.")
    if "high" in given and "low" not in given:
        return "low", mark("missing; low and high stand together or not at all.")
    if not given:
        return "value", say(
            'missing; expected {spoken}, for example value = "{example}".',
            spoken=parameter.spoken,
            example=parameter.example,
        )
    return None


def _number(found: Any, parameter: Parameter, sheet: Sheet, key: Key, about: str) -> float | None:
    """One quantity in SI, of the right kind and possible for this parameter."""
    try:
        number = si(found, parameter.dimension)
    except units.QuantityError as error:
        sheet.complain(key, error.said, about)
        return None
    if not parameter.allows(number):
        sheet.complain(
            key,
            say(
                "found {found}, expected {spoken} {bounds}.",
                found=shown(found),
                spoken=parameter.spoken,
                bounds=parameter.bounds,
            ),
            about,
        )
        return None
    return number


def _word(given: dict[str, Any], parameter: Parameter, sheet: Sheet, key: Key, about: str) -> dict[str, Any] | None:
    """One of the words of a parameter that is a word."""
    for name in given.keys() - {"value"}:
        sheet.complain((*key, name), mark("does not belong here: this is one of a few words."), about)
    found = given.get("value")
    if found not in parameter.words:
        words = either([f'"{word}"' for word in parameter.words])
        hint = did_you_mean(found, parameter.words) if isinstance(found, str) else ""
        said = (
            say("missing; expected {expected}.", expected=words)
            if found is None
            else say("found {found}, expected {expected}.{hint}", found=shown(found), expected=words, hint=hint)
        )
        sheet.complain((*key, "value"), said, about)
        return None
    return {"value": math.nan, "low": math.nan, "high": math.nan, "text": found, "word": found}
