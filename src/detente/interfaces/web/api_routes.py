"""What can be opened, how it opens, what separates two views, the picture, and keeping it."""

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.interfaces.web import answers, live
from detente.interfaces.web.desk import Desk
from detente.interfaces.web.doors import COOKIE, Doors
from detente.interfaces.web.models import Id, Lang, LiveRequest, Refused, Saved, SaveRequest, State, Welcome
from detente.interfaces.web.refusals import refused
from detente.messages import catalogue, mark, patterns, say, speaking

WRONG: dict[int | str, dict[str, Any]] = {422: {"model": Refused}, 404: {"model": Refused}}
TAKEN: dict[int | str, dict[str, Any]] = {**WRONG, 403: {"model": Refused}, 409: {"model": Refused}}
BINARY = "application/octet-stream"
CELLS: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            BINARY: {"schema": {"type": "string", "format": "binary"}},
            "application/json": {"schema": {"type": "object"}},
        },
        "description": "docs/methods/live-protocol.md; as JSON without the cells of the fields",
    },
    **WRONG,
}


def router(desk: Desk, opening: str, doors: Doors) -> APIRouter:
    """The routes below /api but jobs and sockets."""
    routes = APIRouter(prefix="/api")

    @routes.get("/dossiers", summary=mark("What can be opened"))
    def dossiers() -> Welcome:
        lines = {"dossiers": desk.library.lines(), "default": opening, "joint": doors.locked}
        return Welcome.model_validate(lines)

    @routes.get(
        "/dossiers/{name}", summary=mark("A dossier's views, phases and missiles, and how it opens"), responses=WRONG
    )
    def head(name: Id, lang: Lang = "en") -> Response:
        with speaking(lang):
            return as_json(answers.in_language(desk.head(name)))

    @routes.get("/messages/{code}.json", summary=mark("Everything the page says, in a language"))
    def messages(code: Lang) -> Response:
        single, several = catalogue(code)
        return as_json({"messages": single, "plurals": several, "patterns": patterns(code)})

    @routes.post("/differences", summary=mark("Every assumption on which the two views differ"), responses=WRONG)
    def differences(state: State, lang: Lang = "en") -> Response:
        with speaking(lang):
            return as_json({"rows": answers.in_language(desk.differences(state))})

    @routes.post("/live", summary=mark("The picture of the maps"), responses=CELLS, response_class=Response)
    async def picture(request: LiveRequest, http: Request) -> Response:
        if "application/json" in http.headers.get("accept", ""):
            found = await to_thread.run_sync(live.picture_as_json, desk, request, limiter=desk.limiter)
            return as_json(found)
        reply, _ = await to_thread.run_sync(live.picture, desk, request, limiter=desk.limiter)
        return Response(reply, media_type=BINARY)

    @routes.post("/save", summary=mark("Keep a state as a dossier of its own in the chosen folder"), responses=TAKEN)
    def save(request: SaveRequest, http: Request) -> Saved:
        if doors.role(http.cookies.get(COOKIE, "")) == "watch":
            raise refused("name", say("whoever watches saves nothing."), 403)
        return Saved(folder=desk.save(request.state, request.name))

    return routes


def as_json(answer: Any) -> Response:
    """An answer as it stands."""
    return Response(answers.as_json(answer), media_type="application/json")
