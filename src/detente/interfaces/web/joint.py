"""The socket of a joint session: one state, seen live by all; each edits only the side that was given to them."""

import asyncio
import json
from typing import Any

import anyio
import anyio.to_thread
from starlette.websockets import WebSocket, WebSocketDisconnect

from detente.interfaces.web.desk import Desk
from detente.interfaces.web.doors import Role
from detente.interfaces.web.models import JointSet, State
from detente.interfaces.web.refusals import told
from detente.interfaces.web.sharing import Shared, owners_of

MOST_PEOPLE = 32
PATIENCE = 10.0  # [s] for a page that does not take what it is sent


class Session:
    """The shared state, and the pages that see it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shared = Shared()
        self._people: dict[WebSocket, Role] = {}
        self._turn = asyncio.Lock()  # one change after the other

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
            while socket in self._people:
                await self._hear(socket, role, await socket.receive_text())
        except (WebSocketDisconnect, KeyError, RuntimeError):  # gone, or sent bytes where text is due
            pass
        finally:
            self._people.pop(socket, None)
            with anyio.CancelScope(shield=True):  # the others hear of it even when the server ends this page itself
                await self._tell_all({"type": "people", "people": len(self._people)})

    async def _hear(self, socket: WebSocket, role: Role, message: str) -> None:
        async with self._turn:
            try:
                change = JointSet.model_validate_json(message)
                state = await anyio.to_thread.run_sync(self._accepted, change, role)
            except Exception as error:  # said to whoever sent it; the session goes on
                said = "; ".join(": ".join(filter(None, (each.where, each.message))) for each in told(error))
                await self._tell(socket, {"type": "refused", "message": said, **self._now()})
                return
            if state != self._shared.state:
                self._shared.take(state)
            await self._tell_all({"type": "state", "by": role, **self._now()})

    def _accepted(self, change: JointSet, role: Role) -> State:
        """The state after a change. Refuses: what the role may not change, and what the dossier does not allow."""
        before = self._shared.state
        owners = {} if before is None else owners_of(self._desk.library.load(before.dossier), before)
        state = self._shared.patched(change.patch, change.version, role, owners)
        self._desk.dossier(state)
        return state

    def _now(self) -> dict[str, Any]:
        state, version = self._shared.state, self._shared.version
        now = None if state is None else state.model_dump(mode="json")
        return {"state": now, "version": version, "people": len(self._people)}

    async def _tell(self, socket: WebSocket, message: dict[str, Any]) -> None:
        """Send to one page; one that takes nothing any more leaves the session."""
        try:
            await asyncio.wait_for(socket.send_text(json.dumps(message, ensure_ascii=False)), PATIENCE)
        except (WebSocketDisconnect, RuntimeError, TimeoutError):
            self._people.pop(socket, None)

    async def _tell_all(self, message: dict[str, Any], but: WebSocket | None = None) -> None:
        for socket in list(self._people):
            if socket is not but:
                await self._tell(socket, message)
