"""The one state of a joint session: who may change what, and how changes made at the same time come together."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from detente.errors import RangeError
from detente.interfaces.web.doors import Role
from detente.interfaces.web.models import State, StatePatch
from detente.messages import mark, say
from detente.reading.dossier import Dossier

LOOKED = ("phase", "threat", "deterrent", "site")
REMEMBERED = 200
"""Versions against which a late change is still understood."""

NAMES: dict[Role, str] = {
    "A": mark("side A"),
    "B": mark("side B"),
    "both": mark("who opened the session"),
    "watch": mark("who only watches"),
}

NOT_YOURS = mark("{who} may not change {what}: that is for the other side, or for who opened the session.")

Entries = dict[tuple[str, ...], Any]


@dataclass
class Shared:
    """The state, its version, and the versions before it."""

    state: State | None = None
    version: int = 0
    _before: deque[tuple[int, State | None]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def patched(self, patch: StatePatch, version: int, role: Role, owners: Mapping[str, str]) -> State:
        """The state after a change that was made on an earlier version; what others changed since then stays.

        Only what differs from that version counts as changed. Of two changes to the same thing the later one stands.

        Arguments: owners, the side (A, B or "") whose each place is.
        Refuses:   RangeError, when the role may not change one of these things; nothing is changed then.
        """
        if self.state is None:
            return _first(patch, role)
        base = self._at(version) or self.state
        if "dossier" in patch.model_fields_set and patch.dossier != self.state.dossier:
            _refuse(role, "dossier", role == "both")
            return State.model_validate(self.state.model_dump() | patch.said)
        table = self.state.model_dump()
        for name in sorted(patch.model_fields_set):
            wanted, stood = getattr(patch, name), getattr(base, name)
            if name in ("values", "copied", "moved"):
                table[name] = self._merged(name, stood, wanted, role, owners)
            elif wanted != stood:
                _refuse(role, name, role == "both" or (role != "watch" and name in LOOKED))
                table[name] = wanted
        return State.model_validate(table)

    def take(self, state: State) -> int:
        """Make this the state; its version."""
        self._before.append((self.version, self.state))
        self.state = state
        self.version += 1
        return self.version

    def _at(self, version: int) -> State | None:
        if version == self.version:
            return self.state
        return next((state for number, state in self._before if number == version), None)

    def _merged(self, name: str, stood: Any, wanted: Any, role: Role, owners: Mapping[str, str]) -> dict[str, Any]:
        assert self.state is not None
        before, after, now = (_entries(table) for table in (stood, wanted, getattr(self.state, name)))
        for key in {**before, **after}:
            if before.get(key) == after.get(key):
                continue
            _refuse(role, " ".join(key), self._may(role, name, key, owners))
            if key in after:
                now[key] = after[key]
            else:
                now.pop(key, None)
        return _table(now)

    def _may(self, role: Role, name: str, key: tuple[str, ...], owners: Mapping[str, str]) -> bool:
        assert self.state is not None
        if role in ("both", "watch"):
            return role == "both"
        if name == "moved":
            return owners.get(key[0]) == role
        return key[0] == (self.state.a if role == "A" else self.state.b)


def _first(patch: StatePatch, role: Role) -> State:
    """The state that the first one to say anything puts on the table."""
    _refuse(role, "dossier", role != "watch")
    try:
        return State.model_validate(patch.said)
    except ValidationError as error:
        raise RangeError(say("the session has no state yet; the first change has to be a whole state.")) from error


def owners_of(dossier: Dossier, state: State) -> dict[str, str]:
    """Whose each place is, A or B: of the side whose view is shown there.

    "" where both sides deploy something there, or the side has no view on the screen.
    """
    found: dict[str, set[str]] = {}
    for row in dossier.approach.deployments:
        if row.place is not None:
            side = "deterring" if row.side == dossier.approach.sides.deterring else "defending"
            found.setdefault(row.place, set()).add(side)
    shown = {_side(dossier, view, usual): letter for letter, view, usual in (
        ("B", state.b, "deterring"), ("A", state.a, "defending"),
    )}  # fmt: skip
    return {place: shown.get(next(iter(sides)), "") if len(sides) == 1 else "" for place, sides in found.items()}


def _side(dossier: Dossier, view: str, usual: str) -> str:
    """Whose view it is; one of nobody's own stands for the side it is shown at."""
    return (dossier.views[view].side if view in dossier.views else None) or usual


def _entries(table: Mapping[str, Any]) -> Entries:
    """Every entry by where it stands: (view, key) of values and copies, (place,) of moves."""
    found: Entries = {}
    for first, held in table.items():
        if isinstance(held, Mapping):
            found |= {(first, key): text for key, text in held.items()}
        else:
            found[(first,)] = held
    return found


def _table(entries: Entries) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, held in entries.items():
        if len(key) == 1:
            found[key[0]] = held
        else:
            found.setdefault(key[0], {})[key[1]] = held
    return found


def _refuse(role: Role, what: str, may: bool) -> None:
    if not may:
        raise RangeError(say(NOT_YOURS, who=NAMES[role], what=what))
