"""The built page at every address of a state, its parts, the door of a joint session, the page about the addresses."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from detente.interfaces.web.doors import COOKIE, Doors
from detente.interfaces.web.help import entered_page, help_page
from detente.interfaces.web.models import Lang
from detente.interfaces.web.page import INDEX, Page, lifetime
from detente.interfaces.web.refusals import refused
from detente.messages import say

LOOK = ["GET", "HEAD"]


def router(app: FastAPI, page: Page, doors: Doors) -> APIRouter:
    """Looked up in the table of the page; no part of an address meets the disk."""
    routes = APIRouter(include_in_schema=False)

    @routes.api_route("/api/", methods=LOOK)
    def api_help(lang: Lang = "en") -> HTMLResponse:
        return HTMLResponse(help_page(app.openapi(), lang))

    @routes.api_route("/enter/{token}", methods=["GET"])
    def enter(token: str, request: Request) -> Response:
        known = doors.role(request.cookies.get(COOKIE, "")) if doors.locked else None
        session = None if known is not None else doors.enter(token)
        if known is None and session is None:
            raise refused("link", say("this link has been used, or never was one; each works once."), 403)
        there = HTMLResponse(entered_page(page.lang), headers={"cache-control": "no-store"})
        if session is not None:
            there.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")
        return there

    @routes.api_route("/assets/{name}", methods=LOOK)
    def asset(name: str, request: Request) -> Response:
        return _sent(page, f"assets/{name}", request)

    @routes.api_route("/{name}", methods=LOOK)
    def top(name: str, request: Request) -> Response:
        return _sent(page, name if "." in name else INDEX, request)

    def index(request: Request) -> Response:
        return _sent(page, INDEX, request)

    for address in ("/", "/{dossier}/{panel}"):
        routes.api_route(address, methods=LOOK)(index)
    return routes


def assets(page: Page) -> APIRouter:
    """The page's own scripts, styles and outlines; to be asked before panels, since outlines end in .json too."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/assets/{name}")
    def asset(name: str, request: Request) -> Response:
        return _sent(page, f"assets/{name}", request)

    return routes


def _sent(page: Page, path: str, request: Request) -> Response:
    """A file of the built page, or that nothing is here."""
    file = page.files.get(path)
    if file is None:
        raise refused("address", say("nothing is here."), 404)
    headers: dict[str, Any] = {"cache-control": lifetime(path), "etag": f'"{file.mark}"', "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(file.packed, media_type=file.media, headers=headers)
    return Response(file.content, media_type=file.media, headers=headers)
