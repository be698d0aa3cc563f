"""The address of a page, and of its twin in JSON, as a state: docs/workbench.md describes it.

Such as `/DOSSIER/PANEL?phase=4&A.KEY=5.5+km/s&B.KEY=copy&move.PLACE=54.5,17.1`.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from pydantic import ValidationError

from detente.interfaces.web.models import Problem, State
from detente.interfaces.web.refusals import RefusedError, problems_of
from detente.messages import ENGLISH, mark, say

LOOKED_AT = ("a", "b", "phase", "threat", "deterrent", "site")
PAGE_ONLY = ("lang", "map", "layers", "at", "tilt", "flat", "clock", "theme", "borders", "v")
"""What only the page itself reads."""

COPY = "copy"
MEANS_NOTHING = mark(
    "means nothing in an address; expected phase, threat, deterrent, site, a, b, A.KEY, B.KEY or move.PLACE."
)
NO_PLACE = mark("found {text}, expected latitude and longitude in degrees, such as 54.5,17.1.")


def state_of(dossier: str, pairs: Iterable[tuple[str, str]], head: Mapping[str, Any]) -> State:
    """The state an address means; what it leaves out is as the dossier opens.

    Refuses: RefusedError with everything that is wrong with the address.
    """
    found: dict[str, Any] = {}
    changes: list[tuple[str, str, str]] = []
    moved: dict[str, Any] = {}
    wrong: list[Problem] = []
    for key, text in pairs:
        first, _, rest = key.partition(".")
        if key == "phase" and not (text.isascii() and text.isdecimal() and len(text) <= 3):
            wrong.append(Problem(where=key, message=say("found {text}, expected the number of a phase.", text=text)))
        elif key in LOOKED_AT:
            found[key] = text
        elif first in ("A", "B") and rest:
            changes.append((first, rest, text))
        elif first == "move" and rest:
            if (place := _place(text)) is None:
                wrong.append(Problem(where=key, message=say(NO_PLACE, text=text)))
            else:
                moved[rest] = place
        elif key not in PAGE_ONLY:
            wrong.append(Problem(where=key, message=say(MEANS_NOTHING)))
    found = _opening(head, found.get("phase")) | found | {"dossier": dossier}
    views = {"A": str(found["a"]), "B": str(found["b"])}
    found |= {"values": {}, "copied": {}, "moved": moved}
    for side, key, text in changes:
        other = views["B" if side == "A" else "A"]
        part, value = ("copied", other) if text == COPY else ("values", text)
        found[part].setdefault(views[side], {})[key] = value
    try:
        state = State.model_validate(found, strict=False)
    except ValidationError as error:
        wrong += problems_of(error)
    if wrong:
        raise RefusedError(wrong)
    return state


def _place(text: str) -> tuple[float, float] | None:
    """Latitude and longitude [deg], or nothing for what is no place."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90.0 and abs(longitude) <= 180.0 else None


def _opening(head: Mapping[str, Any], phase: str | None) -> dict[str, Any]:
    """What an address leaves out, in the phase it names: as the page fills it in."""
    opening = {"a": head["pair"][0], "b": head["pair"][1], **head["defaults"]}
    if phase is None or phase == str(opening["phase"]) or not phase.isdecimal():
        return opening
    there = [row["id"] for row in head["threats"] if row.get("from_phase", 0) <= int(phase)]
    threat = opening["threat"] if opening["threat"] in there else next(reversed(there), None)
    return {**opening, "threat": threat, "site": None}


def query_of(state: State, lang: str) -> str:
    """Everything a state says, as the query of an address; nothing is left out, so that no default can differ."""
    pairs = [(key, str(getattr(state, key))) for key in LOOKED_AT if getattr(state, key) is not None]
    for side, view in (("A", state.a), ("B", state.b)):
        pairs += [(f"{side}.{key}", text) for key, text in state.values.get(view, {}).items()]
        pairs += [(f"{side}.{key}", COPY) for key in state.copied.get(view, {})]
    pairs += [(f"move.{place}", f"{at[0]:g},{at[1]:g}") for place, at in state.moved.items()]
    if lang != ENGLISH:
        pairs.append(("lang", lang))
    return urlencode(pairs, safe=",@:/")
