"""The two sockets of the page: live pictures, and the joint session."""

from fastapi import APIRouter, WebSocket

from detente.interfaces.web import live
from detente.interfaces.web.desk import Desk
from detente.interfaces.web.doors import COOKIE, Doors
from detente.interfaces.web.joint import Session


def router(desk: Desk, session: Session, doors: Doors) -> APIRouter:
    """Who comes this far has been let in; origins are checked before."""
    routes = APIRouter()

    @routes.websocket("/api/live")
    async def live_line(socket: WebSocket) -> None:
        await live.talk(socket, desk)

    @routes.websocket("/api/joint")
    async def joint_line(socket: WebSocket) -> None:
        role = doors.role(socket.cookies.get(COOKIE, ""))
        if not doors.locked or role is None:
            await socket.close(1008, "no joint session")
            return
        await session.talk(socket, role)

    return routes
