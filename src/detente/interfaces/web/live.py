"""The live connection: one picture at a time for each page, and of several requests that wait only the newest."""

import json

import anyio
import anyio.to_thread
from pydantic import ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from detente.assessment.scene import Scene
from detente.interfaces.web.answers import in_language
from detente.interfaces.web.desk import Desk
from detente.interfaces.web.frames import packed
from detente.interfaces.web.models import LiveRequest
from detente.interfaces.web.refusals import told
from detente.messages import speaking


def picture(desk: Desk, request: LiveRequest, last: Scene | None = None) -> tuple[bytes, Scene]:
    """The reply to one request, and the scene it holds."""
    with speaking(request.lang):
        scene = desk.scene(request, last)
        return packed(in_language({"seq": request.seq, **scene.header()}), scene.payload()), scene


def picture_as_json(desk: Desk, request: LiveRequest) -> dict[str, object]:
    """The same without the cells of the fields."""
    with speaking(request.lang):
        found: dict[str, object] = in_language({"seq": request.seq, **desk.scene(request).header()})
        return found


class Newest:
    """The last message that came, until it is taken."""

    def __init__(self) -> None:
        self._message: str | None = None
        self._came = anyio.Event()

    def put(self, message: str | None) -> None:
        """Keep this one; the one before is forgotten. None: nobody is there any more."""
        self._message = message
        self._came.set()

    async def take(self) -> str | None:
        """The newest message, once there is one."""
        await self._came.wait()
        self._came = anyio.Event()
        return self._message


async def talk(socket: WebSocket, desk: Desk) -> None:
    """Answer one page until it goes away."""
    await socket.accept()
    newest = Newest()

    async def hear() -> None:
        try:
            while True:
                newest.put(await socket.receive_text())
        except (WebSocketDisconnect, KeyError):  # gone, or sent bytes where text is due
            newest.put(None)

    last: Scene | None = None
    async with anyio.create_task_group() as group:
        group.start_soon(hear)
        while (message := await newest.take()) is not None:
            try:
                last = await _reply(socket, desk, message, last)
            except (WebSocketDisconnect, RuntimeError):  # it went away while the picture was made
                break
        group.cancel_scope.cancel()


async def _reply(socket: WebSocket, desk: Desk, message: str, last: Scene | None) -> Scene | None:
    """Answer one request; the last scene is handed to the next one."""
    seq, lang = _named(message)
    try:
        request = LiveRequest.model_validate_json(message)
        reply, scene = await anyio.to_thread.run_sync(picture, desk, request, last, limiter=desk.limiter)
    except Exception as error:
        if not _expected(error):
            import logging

            logging.getLogger("detente").exception("a picture failed")
        with speaking(lang):
            problems = [problem.model_dump() for problem in told(error)]
        await socket.send_text(json.dumps({"seq": seq, "error": problems}, ensure_ascii=False))
        return last
    await socket.send_bytes(reply)
    return scene


def _expected(error: Exception) -> bool:
    from detente.errors import DetenteError

    return isinstance(error, DetenteError | ValidationError)


def _named(message: str) -> tuple[int, str]:
    """Number and language of a request that may be no request at all."""
    try:
        said = json.loads(message)
        seq, lang = said.get("seq", 0), said.get("lang", "en")
    except (ValueError, AttributeError, RecursionError):
        return 0, "en"
    return (seq if isinstance(seq, int) else 0), (lang if isinstance(lang, str) else "en")
