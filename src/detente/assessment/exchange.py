"""Two views of one dossier, with assumptions exchanged between them or moved: numbers and words alike."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from detente.assessment.resolve import Assumptions

Value = float | str | None


def value_of(view: Assumptions, key: str) -> Value:
    """What a view computes with under a key: a number (SI), a word, or None where nobody states it."""
    return view.words.get(key, view.numbers.get(key))


def differing(one: Assumptions, other: Assumptions, keys: Iterable[str]) -> list[str]:
    """Those of the keys under which two views compute with different values, in order and each once."""
    return [key for key in dict.fromkeys(keys) if value_of(one, key) != value_of(other, key)]


def exchanged(view: Assumptions, other: Assumptions, keys: Iterable[str]) -> Assumptions:
    """A view with another's values under these keys; what the other does not state goes."""
    chosen = list(keys)
    return replace(
        view,
        statements=_with(view.statements, other.statements, chosen),
        numbers=_with(view.numbers, other.numbers, chosen),
        words=_with(view.words, other.words, chosen),
    )


def moved(view: Assumptions, numbers: Mapping[str, float]) -> Assumptions:
    """A view with other numbers (SI) under some keys."""
    return replace(view, numbers={**view.numbers, **numbers})


def reworded(view: Assumptions, key: str, word: str) -> Assumptions:
    """A view with another word under a key."""
    return replace(view, words={**view.words, key: word})


def _with(these: Mapping[str, Any], those: Mapping[str, Any], keys: list[str]) -> dict[str, Any]:
    found = dict(these)
    for key in keys:
        if key in those:
            found[key] = those[key]
        else:
            found.pop(key, None)
    return found
