"""Whole numbers as they are typed: `2002=6380`, `ICBM=1600,SLBM=3120`."""

from detente.errors import RangeError
from detente.messages import mark, say


def dated(option: str, text: str) -> tuple[str, int]:
    """A date and a whole number, from DATE=NUMBER."""
    name, number = _pair(option, text, mark("DATE=NUMBER, such as 2002=6380"))
    return name, number


def counts(option: str, text: str) -> dict[str, int]:
    """Whole numbers by name, from NAME=NUMBER with commas between."""
    found: dict[str, int] = {}
    for part in text.split(","):
        name, number = _pair(option, part, mark("NAME=NUMBER with commas between, such as ICBM=1600,SLBM=3120"))
        if name in found:
            raise RangeError(say('{option}: found "{name}" twice, expected every name once.', option=option, name=name))
        found[name] = number
    return found


def names(text: str | None) -> tuple[str, ...]:
    """Names with commas between."""
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def _pair(option: str, text: str, expected: str) -> tuple[str, int]:
    name, sign, number = (part.strip() for part in text.partition("="))
    if not sign or not name:
        raise RangeError(
            say('{option}: found "{text}", expected {expected}.', option=option, text=text, expected=expected)
        )
    if not (number.isascii() and number.isdigit()) or len(number) > 9:
        raise RangeError(
            say('{option}: found "{number}", expected a whole number of at least 0 without separators.',
                option=option, number=number)
        )  # fmt: skip
    return name, int(number)
