"""A joint session: one state, seen live by all, in which each may edit only the side that was given to them."""

import hmac
import json
import secrets
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from detente.interfaces.web.desk import Desk
from detente.interfaces.web.models import State
from detente.interfaces.web.refusals import told
from detente.messages import say

Role = Literal["A", "B", "both", "watch"]
ROLES: tuple[Role, ...] = ("A", "B", "watch")

LOOKED_AT = {"phase", "threat", "deterrent", "site"}
"""What anybody who edits a side may turn to."""

COOKIE = "detente-session"
MOST_PEOPLE = 32


@dataclass
class Doors:
    """One-time links, and who has come in by them. Without doors everybody on this machine edits both sides."""

    links: dict[str, Role] = field(default_factory=dict)
    inside: dict[str, Role] = field(default_factory=dict)
    locked: bool = False

    @classmethod
    def with_links(cls) -> "Doors":
        """A link for each role, to be used once."""
        return cls({secrets.token_urlsafe(24): role for role in ROLES}, {}, True)

    def enter(self, token: str) -> str | None:
        """A session for a token that has not been used; the token is void afterwards."""
        found = next((known for known in self.links if hmac.compare_digest(known, token)), None)
        if found is None:
            return None
        session = secrets.token_urlsafe(24)
        self.inside[session] = self.links.pop(found)
        return session

    def role(self, session: str) -> Role | None:
        """The role of a session; None for one that never came in."""
        if not self.locked:
            return "both"
        return next((role for known, role in self.inside.items() if hmac.compare_digest(known, session)), None)


class Session:
    """The shared state, its version, and the pages that see it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.state: State | None = None
        self.version = 0
        self._people: dict[WebSocket, Role] = {}

    async def talk(self, socket: WebSocket, role: Role) -> None:
        """Take part until the page goes away."""
        if len(self._people) >= MOST_PEOPLE:
            await socket.close(1013, "too many people are here")
            return
        await socket.accept()
        self._people[socket] = role
        try:
            await self._tell(socket, {"type": "hello", "role": role, **self._now()})
            await self._tell_all({"type": "people", "people": len(self._people)}, but=socket)
            while True:
                await self._hear(socket, role, await socket.receive_text())
        except (WebSocketDisconnect, KeyError, RuntimeError):
            pass
        finally:
            self._people.pop(socket, None)
            await self._tell_all({"type": "people", "people": len(self._people)})

    async def _hear(self, socket: WebSocket, role: Role, message: str) -> None:
        try:
            said = json.loads(message)
            patch = said["patch"] if said.get("type") == "set" else None
            if not isinstance(patch, dict):
                raise ValueError
        except (ValueError, KeyError, AttributeError, RecursionError):
            await self._refuse(socket, say("found a message that means nothing; expected type set with a patch."))
            return
        try:
            state = State.model_validate({**(self.state.model_dump() if self.state else {}), **patch}, strict=False)
            if self.state is not None and (problem := self._forbidden(role, self.state, state)):
                await self._refuse(socket, problem)
                return
            self._desk.dossier(state)
        except (ValidationError, Exception) as error:
            await self._refuse(socket, "; ".join(f"{each.where}: {each.message}" for each in told(error)))
            return
        self.state, self.version = state, self.version + 1
        await self._tell_all({"type": "state", "by": role, **self._now()})

    def _forbidden(self, role: Role, before: State, after: State) -> str | None:
        """What this role may not change of what it changes; None where all is allowed."""
        if role == "both":
            return None
        if role == "watch":
            return say("whoever watches changes nothing.")
        if (before.dossier, before.a, before.b) != (after.dossier, after.a, after.b):
            return say("the dossier and its two views stay as they are in a joint session.")
        mine, other = (before.a, before.b) if role == "A" else (before.b, before.a)
        if any(
            getattr(before, part).get(other, {}) != getattr(after, part).get(other, {}) for part in ("values", "copied")
        ):
            return say("found a change on the other side; side {side} is yours.", side=role)
        if {**before.values, **before.copied, **after.values, **after.copied}.keys() - {mine, other}:
            return say("found a change of a third view; side {side} is yours.", side=role)
        moved = {
            place for place in {**before.moved, **after.moved} if before.moved.get(place) != after.moved.get(place)
        }
        if moved - self._places_of(role, before):
            return say("found a place moved that belongs to the other side; side {side} is yours.", side=role)
        return None

    def _places_of(self, role: Role, state: State) -> set[str]:
        """Places where only the side of this role has deployed something."""
        dossier = self._desk.library.load(state.dossier)
        sides = {view: dossier.views[view].side for view in (state.a, state.b) if view in dossier.views}
        mine = sides.get(state.a if role == "A" else state.b) or ("defending" if role == "A" else "deterring")
        rows = [(row.place or "", self._owner(row)) for row in dossier.approach.deployments]
        return {place for place, _ in rows} - {place for place, owner in rows if owner != mine}

    @staticmethod
    def _owner(row: Any) -> str:
        """Whose a deployment is: the defending side's where nothing else is said."""
        return row.side or "defending"

    def _now(self) -> dict[str, Any]:
        state = self.state.model_dump(mode="json") if self.state else None
        return {"state": state, "version": self.version, "people": len(self._people)}

    async def _refuse(self, socket: WebSocket, message: str) -> None:
        await self._tell(socket, {"type": "refused", "message": message, **self._now()})

    async def _tell(self, socket: WebSocket, message: dict[str, Any]) -> None:
        await socket.send_text(json.dumps(message, ensure_ascii=False))

    async def _tell_all(self, message: dict[str, Any], but: WebSocket | None = None) -> None:
        for socket in list(self._people):
            if socket is not but:
                try:
                    await self._tell(socket, message)
                except (WebSocketDisconnect, RuntimeError):
                    self._people.pop(socket, None)
