"""The application behind the page: its routes, what refusals look like, and the rules around all of it."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http.cookies import CookieError, SimpleCookie
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from detente.errors import DetenteError
from detente.interfaces.web import api_routes, job_routes, page_routes, socket_routes
from detente.interfaces.web.desk import Desk
from detente.interfaces.web.doors import COOKIE, Doors
from detente.interfaces.web.joint import Session
from detente.interfaces.web.page import Page
from detente.interfaces.web.refusals import RefusedError, lines_of, told
from detente.interfaces.web.security import Guard, Scope
from detente.messages import mark, speaking, tr

OPEN_TO_ALL = ("/enter/", "/assets/", "/icon.svg")
NOTHING_HERE = {404: mark("nothing is here."), 405: mark("this address does not answer to that method.")}


def application(desk: Desk, opening: str, knows: Callable[[str], bool], doors: Doors, page: Page) -> Guard:
    """The whole application, with its rules around it.

    Arguments: opening, id of the dossier a page opens on; knows, whether this server answers under a host name; doors,
               who may come in; page, the built page.
    """
    app = FastAPI(
        title="détente", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", lifespan=_lifespan(desk),
        description="Every panel of the page as JSON, and the picture of its maps. Units stand in the names.",
    )  # fmt: skip
    _errors(app)
    app.include_router(page_routes.assets(page))
    app.include_router(api_routes.router(desk, opening, doors))
    app.include_router(job_routes.router(desk))
    app.include_router(socket_routes.router(desk, Session(desk), doors))
    app.include_router(page_routes.router(app, page, doors))
    return Guard(app, knows, lambda: page.styles, lambda scope: _is_let_in(scope, doors))


def _lifespan(desk: Desk) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        starting = threading.Thread(target=desk.worker.start, daemon=True)
        starting.start()
        try:
            yield
        finally:
            starting.join()
            desk.close()

    return lifespan


def _errors(app: FastAPI) -> None:
    """Refusals as one list, in the language of the request, without what was sent."""

    async def answer(request: Request, error: Exception) -> JSONResponse:
        status = error.status if isinstance(error, RefusedError) else 422 if isinstance(error, DetenteError) else 500
        with speaking(request.query_params.get("lang", "en")):
            return _refusal([problem.model_dump() for problem in told(error)], status)

    async def invalid(_request: Request, error: Exception) -> JSONResponse:
        found = cast(RequestValidationError, error)
        return _refusal([problem.model_dump() for problem in lines_of(found.errors())], 422)

    async def no_route(request: Request, error: Exception) -> JSONResponse:
        found = cast(HTTPException, error)
        with speaking(request.query_params.get("lang", "en")):
            message = tr(NOTHING_HERE.get(found.status_code, found.detail))
        refusal = _refusal([{"where": request.url.path, "message": message}], found.status_code)
        refusal.headers.update(found.headers or {})
        return refusal

    for kind in (DetenteError, Exception):
        app.add_exception_handler(kind, answer)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, no_route)


def _refusal(problems: list[dict[str, Any]], status: int) -> JSONResponse:
    return JSONResponse({"error": problems}, status)


def _is_let_in(scope: Scope, doors: Doors) -> bool:
    """Whether the sender has come in; the door itself and the parts of the page are open to all."""
    if not doors.locked or scope["path"].startswith(OPEN_TO_ALL):
        return True
    headers = dict(scope["headers"])
    try:
        cookie = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return False
    return doors.role(cookie[COOKIE].value if COOKIE in cookie else "") is not None
