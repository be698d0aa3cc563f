"""What figures over years share: printed dates as decimal years and in words, round steps, counts with thin spaces."""

import datetime as dt

from detente.messages import ENGLISH, digits, language, tr

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NARROW = "\u202f"


def decimal_year(date: str) -> float:
    """A printed date as a decimal year; a year or month alone stands at its beginning."""
    parts = [int(part) for part in (date + "-01-01").split("-")[:3]]
    day = dt.date(*parts)
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


def in_words(date: str | None) -> str:
    """A printed date in words: 5 Feb 2018, Dec 2001, 2002."""
    if date is None:
        return tr("no known day")
    year, *rest = date.split("-")
    if language() != ENGLISH:
        return _elsewhere(date, len(rest))
    month = f"{MONTHS[int(rest[0]) - 1]} " if rest else ""
    day = f"{int(rest[1])} " if len(rest) == 2 else ""
    return f"{day}{month}{year}"


def _elsewhere(date: str, parts: int) -> str:
    """The same in another language; parts: how much is known besides the year."""
    from babel.dates import format_date

    whole = dt.date(*(int(part) for part in (date + "-01-01").split("-")[:3]))
    return str(format_date(whole, ("y", "LLL y", "d MMM y")[parts], locale=language()))


def round_step(step: float) -> int:
    """The next round number from 1, 2, 5 times a power of ten on."""
    power = 10 ** (len(str(int(max(1.0, step)))) - 1)
    return next(int(nice * power) for nice in (1, 2, 5, 10) if nice * power >= step)


def count(value: float) -> str:
    """A count with thin spaces between thousands."""
    return digits(f"{value:,.0f}".replace(",", NARROW))
