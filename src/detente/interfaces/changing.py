"""Changes as a person types them on the command line."""

from collections.abc import Sequence

from detente.errors import RangeError
from detente.messages import say
from detente.reading.changes import Changes

VALUE = '"VIEW:KEY=VALUE", such as "russia:sm-3-2b.burnout_speed=5.5 km/s"'
COPY = '"VIEW:KEY=OTHER", such as "us-nato:defence.commit_delay=russia"'
MOVE = '"PLACE=LAT,LON", such as "redzikowo=54.5,17.1"'


def changes_of(change: Sequence[str], copy: Sequence[str], move: Sequence[str]) -> Changes:
    """What --change, --copy and --move say. Refuses: RangeError with every text that is not of its form."""
    problems: list[str] = []
    values = _by_view("--change", change, VALUE, problems)
    copied = _by_view("--copy", copy, COPY, problems)
    moved = _places(move, problems)
    if problems:
        raise RangeError("\n".join(problems))
    return Changes(values, copied, moved)


def _by_view(option: str, given: Sequence[str], form: str, problems: list[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for text in given:
        what, equals, value = (part.strip() for part in text.partition("="))
        view, colon, key = (part.strip() for part in what.partition(":"))
        if not (equals and colon and view and key and value):
            problems.append(_wrong(option, text, form))
        elif key in found.setdefault(view, {}):
            problems.append(say("{option}: {key} is given twice for {view}.", option=option, key=key, view=view))
        else:
            found[view][key] = value
    return found


def _places(given: Sequence[str], problems: list[str]) -> dict[str, tuple[float, ...]]:
    found: dict[str, tuple[float, ...]] = {}
    for text in given:
        place, equals, at = (part.strip() for part in text.partition("="))
        try:
            degrees = tuple(float(part) for part in at.split(","))
        except ValueError:
            degrees = ()
        if not (equals and place and len(degrees) == 2):
            problems.append(_wrong("--move", text, MOVE))
        elif place in found:
            problems.append(say("{option}: {place} is given twice.", option="--move", place=place))
        else:
            found[place] = degrees
    return found


def _wrong(option: str, text: str, form: str) -> str:
    return say('{option}: found "{text}"; expected {form}.', option=option, text=text, form=form)
