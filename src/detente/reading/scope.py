"""What this program refuses on purpose, wherever a file asks for it.

It compares what defences can reach, so that two sides can talk. It does not help to plan against anybody.
The reasons are in decision record 0007.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from detente.errors import ScopeError
from detente.messages import joined, mark, say
from detente.reading.files import Key, written

_AGAINST_SOMEBODY = mark("it would help to plan an attack, and this program is for talks")
_GOING_THROUGH = mark("it would help to get through a defence, and this program only asks where a defence can reach")
_HITTING = mark("it would help to build or steer a weapon, and this program only asks where one can fly")

REFUSED: dict[tuple[str, ...], str] = {
    ("yield",): joined("", [mark("effects of weapons are out of scope: "), _AGAINST_SOMEBODY]),
    ("cep",): joined("", [mark("how exactly a weapon hits is out of scope: "), _AGAINST_SOMEBODY]),
    ("accuracy",): joined("", [mark("how exactly a weapon hits is out of scope: "), _AGAINST_SOMEBODY]),
    ("hardness",): joined("", [mark("how well a place withstands attack is out of scope: "), _AGAINST_SOMEBODY]),
    ("casualty",): joined("", [mark("numbers of people harmed are out of scope: "), _AGAINST_SOMEBODY]),
    ("population", "at", "risk"): joined("", [mark("numbers of people harmed are out of scope: "), _AGAINST_SOMEBODY]),
    ("target",): joined(
        "", [mark("targets are out of scope; areas to protect and coarse regions are enough: "), _AGAINST_SOMEBODY]
    ),
    ("aim", "point"): joined("", [mark("aim points are out of scope; a coarse region is enough: "), _AGAINST_SOMEBODY]),
    ("aimpoint",): joined("", [mark("aim points are out of scope; a coarse region is enough: "), _AGAINST_SOMEBODY]),
    ("decoy",): joined("", [mark("ways to mislead a defence are out of scope: "), _GOING_THROUGH]),
    ("countermeasure",): joined("", [mark("ways to mislead a defence are out of scope: "), _GOING_THROUGH]),
    ("discrimination",): joined("", [mark("telling objects apart is out of scope: "), _GOING_THROUGH]),
    ("seeker",): joined("", [mark("how an interceptor sees is out of scope: "), _HITTING]),
    ("guidance",): joined("", [mark("how a weapon steers is out of scope: "), _HITTING]),
}
"""Words that no key may hold, each with the reason. Two words stand for neighbours, as in `aim_point`."""

_NAMING_KEYS = ("of", "quantity", "what")
"""Keys whose value is itself the name of a quantity."""

_SINGULAR = {"casualties": "casualty", "accuracies": "accuracy", "targeting": "target", "targeted": "target"}


def reason(key: str) -> str | None:
    """Why a key is refused, or nothing if it is not. `warhead_yield` is refused, `interceptor` is not."""
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", key)
    words = [_singular(word) for word in re.split(r"[^a-z]+", spaced.lower()) if word]
    for refused, why in REFUSED.items():
        size = len(refused)
        if any(tuple(words[i : i + size]) == refused for i in range(len(words) - size + 1)):
            return why
    return None


def refusals(table: Mapping[str, Any], above: Key = ()) -> Iterator[tuple[Key, str]]:
    """Every refused key in a parsed file, however deep, and what to say. Ids of sources are only names."""
    for key, value in table.items():
        here = (*above, key)
        if above != ("sources",) and (why := reason(key)):
            yield here, say("`{key}` is refused on purpose; {why}.", key=key, why=why)
        if key in _NAMING_KEYS and isinstance(value, str) and (why := reason(value)):
            yield here, say("`{value}` is refused on purpose; {why}.", value=value, why=why)
        for name, inner in _tables(value):
            yield from refusals(inner, (*here, *name))


def refuse(file: str, table: Mapping[str, Any]) -> None:
    """Stop at the first refused key of a parsed file, naming file, key and reason."""
    for key, message in refusals(table):
        raise ScopeError(say("{file}, {key}: {message}", file=file, key=written(key), message=message))


def _tables(value: Any) -> Iterator[tuple[tuple[int, ...], Mapping[str, Any]]]:
    """The tables in a value: itself, or those in a list (or in lists of lists)."""
    if isinstance(value, Mapping):
        yield (), value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            for name, inner in _tables(item):
                yield (index, *name), inner


def _singular(word: str) -> str:
    return word if (word,) in REFUSED else _SINGULAR.get(word, word.removesuffix("s"))
