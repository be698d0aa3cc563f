"""What a side believes once both have shown something: claims move together as far as they can be checked."""

from dataclasses import replace

from detente.assessment.resolve import Assumptions, assumptions
from detente.reading.checkability import checkability
from detente.reading.checks import LEVELS
from detente.reading.dossier import Dossier
from detente.reading.search import Search
from detente.reading.values import Statement

BEST = max(LEVELS)
ROLES = ("defending", "deterring")


def beliefs(dossier: Dossier, search: Search, level: int) -> dict[str, Assumptions]:
    """What each side assumes in its own view, by role, with so much transparency between them.

    A number on which both views speak moves towards the middle of the two by tau = closes[level] x check / 3, with
    check how well it can be checked (0 to 3); both ends of its range move with it. Words, and numbers that only one
    side states, stay as they are. How far a level closes a gap is a judgement, to be swept.

    Arguments: level, 0 (none) to 3; a dossier under its package.
    """
    first, second = (assumptions(dossier, search.views[role]) for role in ROLES)
    closes = search.closes[level]
    if closes == 0.0:
        return {"defending": first, "deterring": second}
    return {"defending": _moved(first, second, closes), "deterring": _moved(second, first, closes)}


def moved(own: Statement, other: Statement, tau: float) -> Statement:
    """A statement moved towards the middle between two by a share tau: 0 not at all, 1 as far as the middle."""
    middle = 0.5 * (own.value + other.value)
    ends = {name: end + tau * (middle - end) for name in ("value", "low", "high") for end in (getattr(own, name),)}
    return own.model_copy(update=ends)


def _moved(own: Assumptions, other: Assumptions, closes: float) -> Assumptions:
    """A view with every number that the other one speaks of too, moved as far as it can be checked."""
    statements = dict(own.statements)
    for key, said in own.statements.items():
        answer = other.statements.get(key)
        if key not in own.numbers or answer is None or key not in other.numbers:
            continue
        if (said.low, said.value, said.high) != (answer.low, answer.value, answer.high):
            tau = closes * checkability(own.dossier, key).level / BEST
            statements[key] = moved(said, answer, tau) if tau else said
    numbers = {key: statements[key].value for key in own.numbers}
    return replace(own, statements=statements, numbers=numbers)
