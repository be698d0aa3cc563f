"""Which public function answers a panel, and its answer as JSON: the same as the command prints with `--json`."""

import json
from collections.abc import Callable
from typing import Any

import detente
from detente.interfaces.web.models import State
from detente.messages import Said, tr
from detente.reading.dossier import Dossier

Progress = Callable[[str, float], None]

ANSWERED_BY = {
    "security": "assess",
    "claims": "assess",
    "balance": "balance",
    "crux": "crux",
    "treaties": "treaty",
    "forces": "forces",
    "search": "search",
}
"""The verb behind each panel; two panels may show parts of one answer."""


def worked_out(dossier: Dossier, verb: str, pair: tuple[str, str], progress: Progress) -> Any:
    """The answer of a verb about a dossier, as the package gives it."""
    if verb == "assess":
        return detente.assess(dossier, progress=progress)
    if verb == "balance":
        return detente.balance(dossier, progress=progress)
    if verb == "crux":
        return detente.crux(dossier, views=pair, progress=progress)
    if verb == "treaty":
        return detente.treaty_check(dossier)
    if verb == "search":
        return detente.search(dossier, progress=progress)
    day = dossier.approach.as_of.isoformat()
    return detente.forces(on=day), detente.forces_history()


def key_of(dossier: Dossier, verb: str, state: State) -> tuple[Any, ...]:
    """What an answer depends on: two states with the same key have the same answer."""
    if verb == "forces":
        return verb, dossier.approach.as_of.isoformat()
    return verb, dossier.digest, *((state.a, state.b) if verb == "crux" else ())


def as_dict(answer: Any) -> dict[str, Any]:
    """An answer as a dictionary; forces carry their history along."""
    if isinstance(answer, tuple):
        today, history = answer
        return {**today.as_dict(), "history": history.as_dict()}
    found: dict[str, Any] = answer.as_dict()
    return found


def in_language(value: Any) -> Any:
    """The same with every composed sentence in the language of the moment; ids, keys and fixed words stay as they are."""
    if isinstance(value, Said):
        return tr(value)
    if isinstance(value, dict):
        return {key: in_language(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [in_language(item) for item in value]
    return value


def as_json(answer: Any) -> bytes:
    """JSON with the same bytes for the same answer."""
    return json.dumps(answer, ensure_ascii=False, default=vars).encode()
