"""Long answers: panels and files, begun as jobs that can be followed and stopped, or waited for at their address."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Path, Request
from fastapi.responses import Response, StreamingResponse

from detente.interfaces.web import live
from detente.interfaces.web.address import state_of
from detente.interfaces.web.answers import Made
from detente.interfaces.web.api_routes import WRONG, as_json
from detente.interfaces.web.desk import Desk
from detente.interfaces.web.jobs import Job
from detente.interfaces.web.models import Id, JobRequest, JobState, Kind, Lang, LiveRequest, Panel, Refused, State
from detente.interfaces.web.refusals import RefusedError, refused
from detente.messages import mark, say, speaking, tr

WATCHED_EVERY = 0.1  # [s] how often a page hears how far its job is
BREATH = 15.0  # [s] after which a quiet stream says that it is still there
BUSY: dict[int | str, dict[str, Any]] = {**WRONG, 503: {"model": Refused}}
STREAM: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
    404: {"model": Refused},
}
ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}},
    409: {"model": Refused},
    **BUSY,
}
FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
    409: {"model": Refused},
    **BUSY,
}
JobId = Annotated[str, Path(pattern=r"^[0-9a-f]{24}$")]


def router(desk: Desk) -> APIRouter:
    """Jobs, the twins of the panels, and files."""
    routes = APIRouter()

    @routes.post("/api/jobs", summary=mark("Begin a long answer, or find it done"), responses=BUSY)
    def start(request: JobRequest) -> JobState:
        if (request.panel is None) == (request.export is None):
            raise refused("panel", say("expected a panel or an export, one of the two."))
        if request.export is not None:
            job, cached = desk.file_job(request.state, request.export, request.lang)
        else:
            job, cached = desk.panel_job(request.state, str(request.panel), request.lang)
        return job.state(cached)

    @routes.get("/api/jobs/{name}", summary=mark("Where a job stands"), responses=WRONG)
    def stands(name: JobId) -> JobState:
        return _job(desk, name).state()

    @routes.delete("/api/jobs/{name}", summary=mark("Wait for it no longer; the last one stops it"), responses=WRONG)
    def leave(name: JobId) -> JobState:
        job = _job(desk, name)
        desk.jobs.leave(job)
        return job.state()

    @routes.get(
        "/api/jobs/{name}/events", summary=mark("Progress as server-sent events"), responses=STREAM,
        response_class=StreamingResponse,
    )  # fmt: skip
    async def events(name: JobId) -> StreamingResponse:
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(_events(desk, _job(desk, name)), media_type="text/event-stream", headers=headers)

    @routes.get(
        "/{dossier}/export/{kind}", summary=mark("A file to take away"), responses=FILE, response_class=Response
    )
    async def export(dossier: Id, kind: Kind, request: Request, lang: Lang = "en") -> Response:
        state = await to_thread.run_sync(_state, desk, dossier, request)
        job, _ = await to_thread.run_sync(desk.file_job, state, kind, lang)
        made = await _finished(desk, job, request)
        headers = {"content-disposition": f'attachment; filename="{made.name}"'}
        return Response(made.content, media_type=made.kind, headers=headers)

    @routes.get("/{dossier}/{panel}.json", summary=mark("A panel's content"), responses=ANSWER, response_class=Response)
    async def twin(dossier: Id, panel: Panel, request: Request, lang: Lang = "en") -> Response:
        """The same answer as the command with `--json`. The query is that of the page: docs/workbench.md."""
        state = await to_thread.run_sync(_state, desk, dossier, request)
        if panel == "picture":
            asked = LiveRequest(state=state, lang=lang)
            return as_json(await to_thread.run_sync(live.picture_as_json, desk, asked, limiter=desk.limiter))
        job, _ = await to_thread.run_sync(desk.panel_job, state, panel, lang)
        made = await _finished(desk, job, request)
        return Response(made.content, media_type=made.kind)

    return routes


def _state(desk: Desk, dossier: str, request: Request) -> State:
    return state_of(dossier, request.query_params.multi_items(), desk.head(dossier))


def _job(desk: Desk, name: str) -> Job:
    job = desk.jobs.get(name)
    if job is None:
        raise refused("job", say("this answer is not known (any more); ask for it again."), 404)
    return job


async def _finished(desk: Desk, job: Job, request: Request) -> Made:
    """The answer of a job, once it is there. Refuses: RefusedError with what went wrong."""
    try:
        with desk.jobs.listened(job):
            while not job.ended.is_set() and not await request.is_disconnected():
                await asyncio.sleep(WATCHED_EVERY / 2)
    finally:
        desk.jobs.leave(job)
    if job.answer is None:
        raise RefusedError(job.problems(), 409 if job.status == "cancelled" else 422)
    return job.answer


async def _events(desk: Desk, job: Job) -> AsyncIterator[str]:
    before: tuple[str, float | None] | None = None
    quiet = 0.0
    with desk.jobs.listened(job):  # until the answer is there, or the page has gone and this is closed
        while not job.ended.is_set():
            now = job.doing
            quiet = 0.0 if now != before else quiet + WATCHED_EVERY
            if now != before:
                with speaking(job.lang):
                    yield _event("progress", {"step": tr(now[0]), "share": now[1]})
                before = now
            elif quiet >= BREATH:
                quiet = 0.0
                yield ": still here\n\n"
            await asyncio.sleep(WATCHED_EVERY)
    if job.status == "done":
        yield _event("done", {"href": job.href})
    else:
        error = [problem.model_dump() for problem in job.problems()]
        yield _event("failed", {"status": job.status, "error": error})


def _event(name: str, said: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(said, ensure_ascii=False)}\n\n"
