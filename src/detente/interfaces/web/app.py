"""The application behind the page: every address, and which part of the desk answers it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Annotated, Any, cast

from fastapi import FastAPI, Query, Request, WebSocket
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse

from detente.errors import DetenteError
from detente.interfaces.web import answers, live
from detente.interfaces.web.address import state_of
from detente.interfaces.web.desk import Desk
from detente.interfaces.web.help import help_page
from detente.interfaces.web.jobs import Job
from detente.interfaces.web.joint import COOKIE, Doors, Session
from detente.interfaces.web.models import (
    DifferencesRequest,
    Id,
    JobRequest,
    JobState,
    Lang,
    LiveRequest,
    Panel,
    Refused,
    SaveRequest,
    State,
)
from detente.interfaces.web.refusals import RefusedError, refused, told
from detente.interfaces.web.security import Guard, Scope
from detente.messages import LANGUAGES, catalogue, say, speaking

STATIC = Path(__file__).parents[1] / "static"
WATCHED_EVERY = 0.15  # [s] how often a page hears how far its job is
WRONG = {422: {"model": Refused}, 404: {"model": Refused}, 409: {"model": Refused}}
BINARY = "application/octet-stream"


def application(desk: Desk, opening: str, hosts: frozenset[str], doors: Doors, static: Path = STATIC) -> Guard:
    """The whole application, with its rules around it.

    Arguments: opening, id of the dossier a page opens on; hosts, names under which it may be called; doors, who may
               come in; static, the built page.
    """
    app = FastAPI(
        title="détente", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", lifespan=_lifespan(desk),
        description="Every panel of the page as JSON, and the picture of its maps. Units stand in the names.",
    )  # fmt: skip
    session = Session(desk)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    _errors(app)
    _dossiers(app, desk, opening, doors)
    _pictures(app, desk)
    _jobs(app, desk)
    _sockets(app, desk, session, doors)
    _pages(app, desk, static, doors)
    return Guard(app, hosts, _styles(static), lambda scope: _is_let_in(scope, doors))


def _lifespan(desk: Desk) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        desk.jobs.close()

    return lifespan


def _errors(app: FastAPI) -> None:
    """Refusals as one list, in the language of the request, without the input."""

    async def answer(request: Request, error: Exception) -> JSONResponse:
        status = error.status if isinstance(error, RefusedError) else 422 if isinstance(error, DetenteError) else 500
        with speaking(request.query_params.get("lang", "en")):
            problems = [problem.model_dump() for problem in told(error)]
        return JSONResponse({"error": problems}, status)

    async def invalid(_request: Request, error: Exception) -> JSONResponse:
        found = cast(RequestValidationError, error)
        problems = [
            {"where": ".".join(str(part) for part in each["loc"]), "message": each["msg"]} for each in found.errors()
        ]
        return JSONResponse({"error": problems}, 422)

    for kind in (DetenteError, RefusedError, Exception):
        app.add_exception_handler(kind, answer)
    app.add_exception_handler(RequestValidationError, invalid)


def _dossiers(app: FastAPI, desk: Desk, opening: str, doors: Doors) -> None:
    @app.get("/api/dossiers", summary="What can be opened")
    def dossiers() -> dict[str, Any]:
        return {"dossiers": desk.library.lines(), "default": opening, "joint": doors.locked}

    @app.get(
        "/api/dossiers/{name}", summary="A dossier's views, phases and missiles, and how it opens", responses=WRONG
    )
    def head(name: Id, lang: Lang = "en") -> Response:
        with speaking(lang):
            return _json(answers.in_language(desk.head(name)))

    @app.get("/api/messages/{code}.json", summary="Everything the page says, in a language", responses=WRONG)
    def messages(code: Annotated[str, Query(max_length=8)]) -> Response:
        if code not in LANGUAGES:
            raise refused(
                "lang", say("found {code}; expected one of {known}.", code=repr(code), known=", ".join(LANGUAGES)), 404
            )
        single, several = catalogue(code)
        return _json({"messages": single, "plurals": several})

    @app.post("/api/differences", summary="Every assumption on which the two views differ", responses=WRONG)
    def differences(state: DifferencesRequest, lang: Lang = "en") -> Response:
        with speaking(lang):
            return _json({"rows": answers.in_language(desk.differences(state))})

    @app.post("/api/save", summary="Keep a state as a dossier of its own in the chosen folder", responses=WRONG)
    def save(request: SaveRequest) -> dict[str, str]:
        return {"folder": desk.save(request.state, request.name)}


def _pictures(app: FastAPI, desk: Desk) -> None:
    @app.post("/api/live", summary="The picture of the maps", responses={200: {"content": {BINARY: {}}}, **WRONG})
    def picture(request: LiveRequest, http: Request) -> Response:
        if "application/json" in http.headers.get("accept", ""):
            return _json(live.picture_as_json(desk, request))
        return Response(live.picture(desk, request), media_type=BINARY)


def _jobs(app: FastAPI, desk: Desk) -> None:
    @app.post("/api/jobs", summary="Begin a long answer, or find it done", responses=WRONG)
    def start(request: JobRequest) -> JobState:
        if (request.panel is None) == (request.export is None):
            raise refused("panel", say("expected a panel or an export, one of the two."))
        if request.export is not None:
            job, cached = desk.file_job(request.state, request.export, request.lang)
        else:
            job, cached = desk.job(request.state, str(request.panel), request.lang)
        return job.state(cached)

    @app.get("/api/jobs/{name}", summary="Where a job stands", responses=WRONG)
    def stands(name: str) -> JobState:
        return _job(desk, name).state()

    @app.delete("/api/jobs/{name}", summary="Wait for it no longer; the last one stops it", responses=WRONG)
    def leave(name: str) -> JobState:
        job = _job(desk, name)
        desk.jobs.leave(job)
        return job.state()

    @app.get("/api/jobs/{name}/events", summary="Progress as server-sent events", responses=WRONG)
    async def events(name: str) -> StreamingResponse:
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(_events(_job(desk, name)), media_type="text/event-stream", headers=headers)


def _job(desk: Desk, name: str) -> Job:
    job = desk.jobs.get(name)
    if job is None:
        raise refused("job", say("this answer is not known (any more); ask for it again."), 404)
    return job


async def _events(job: Job) -> AsyncIterator[str]:
    before: tuple[str, float | None] | None = None
    while not job.ended.is_set():
        now = (job.step, job.share)
        if now != before:
            yield _event("progress", {"step": job.step, "share": job.share})
            before = now
        await asyncio.sleep(WATCHED_EVERY)
    if job.status == "done":
        yield _event("done", {"href": job.href})
    else:
        problems = [problem.model_dump() for problem in job.error] or [{"where": "", "message": job.status}]
        yield _event("failed", {"error": problems})


def _event(name: str, said: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(said, ensure_ascii=False)}\n\n"


def _sockets(app: FastAPI, desk: Desk, session: Session, doors: Doors) -> None:
    @app.websocket("/api/live")
    async def live_line(socket: WebSocket) -> None:
        await live.talk(socket, desk)

    @app.websocket("/api/joint")
    async def joint_line(socket: WebSocket) -> None:
        role = doors.role(socket.cookies.get(COOKIE, ""))
        if not doors.locked or role is None:
            await socket.close(1008, "no joint session")
            return
        await session.talk(socket, role)


def _pages(app: FastAPI, desk: Desk, static: Path, doors: Doors) -> None:
    def page() -> FileResponse:
        return FileResponse(static / "index.html", headers={"cache-control": "no-cache"})

    @app.get("/api/", include_in_schema=False)
    def api_help(lang: Lang = "en") -> HTMLResponse:
        return HTMLResponse(help_page(app.openapi(), lang))

    @app.get("/enter/{token}", include_in_schema=False)
    def enter(token: str) -> Response:
        session = doors.enter(token)
        if session is None:
            raise refused("link", say("this link has been used, or never was one; each works once."), 403)
        there = RedirectResponse("/", 303)
        there.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")
        return there

    @app.get("/assets/{name}", include_in_schema=False)
    def asset(name: str) -> FileResponse:
        return _static(static / "assets", name, "public, max-age=31536000, immutable")

    @app.get("/{dossier}/export/{kind}", summary="A file to take away", responses=WRONG)
    def export(dossier: Id, kind: str, request: Request, lang: Lang = "en") -> Response:
        file = desk.file(_state(desk, dossier, request), kind, lang)
        headers = {"content-disposition": f'attachment; filename="{file.name}"'}
        return Response(file.content, media_type=file.kind, headers=headers)

    @app.get("/{dossier}/{panel}.json", summary="A panel's content", responses=WRONG)
    def twin(dossier: Id, panel: Panel, request: Request, lang: Lang = "en") -> Response:
        state = _state(desk, dossier, request)
        with speaking(lang):
            if panel == "picture":
                return _json(live.picture_as_json(desk, LiveRequest(state=state, lang=lang)))
            return _json(answers.in_language(desk.panel(state, panel, lang)))

    @app.get("/{name}", include_in_schema=False)
    def top(name: str) -> FileResponse:
        return page() if "." not in name else _static(static, name, "no-cache")

    for address in ("/", "/{dossier}/{panel}"):
        app.get(address, include_in_schema=False)(page)


def _state(desk: Desk, dossier: str, request: Request) -> State:
    return state_of(dossier, request.query_params.multi_items(), desk.head(dossier))


def _static(folder: Path, name: str, caching: str) -> FileResponse:
    """A file of the built page; nothing outside it, whatever the name says."""
    path = (folder / name).resolve()
    if path.parent != folder.resolve() or not path.is_file():
        raise refused("address", say("nothing is here."), 404)
    return FileResponse(path, headers={"cache-control": caching})


def _json(answer: Any) -> Response:
    return Response(answers.as_json(answer), media_type="application/json")


def _styles(static: Path) -> tuple[str, ...]:
    """Hashes of the styles that scripts put into the page; the build of the page notes them."""
    noted = static / "csp.json"
    return tuple(json.loads(noted.read_text("utf-8"))["styles"]) if noted.is_file() else ()


def _is_let_in(scope: Scope, doors: Doors) -> bool:
    """Whether the sender has come in; the door itself, the page and its parts are open to all."""
    path = scope["path"]
    if not doors.locked or path.startswith(("/enter/", "/assets/")):
        return True
    headers = dict(scope["headers"])
    cookie = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    return doors.role(cookie[COOKIE].value if COOKIE in cookie else "") is not None
