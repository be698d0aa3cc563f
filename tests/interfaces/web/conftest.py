"""A server without a network: the application itself, called as a browser calls it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from detente.interfaces.web.app import application
from detente.interfaces.web.desk import Desk
from detente.interfaces.web.doors import Doors
from detente.interfaces.web.library import Library
from detente.interfaces.web.page import Page
from detente.interfaces.web.security import names_of

HOST = "http://127.0.0.1:8000"
NAME = "third-site-2007"


@dataclass
class Served:
    """An application with its parts within reach."""

    desk: Desk
    doors: Doors
    folder: Path
    client: TestClient


def application_in(folder: Path, doors: Doors) -> tuple[Desk, Any]:
    """An application whose page is a stub."""
    static = folder / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text('<!doctype html><html lang="en"><body>page</body></html>', encoding="utf-8")
    (static / "assets" / "main-1a2b.js").write_text("export const a = 1;\n" * 40, encoding="utf-8")
    (static / "csp.json").write_text('{"styles": ["sha256-AAAA="]}', encoding="utf-8")
    own = folder / "own"
    own.mkdir()
    desk = Desk(Library(own))
    return desk, application(desk, NAME, names_of("127.0.0.1"), doors, Page(static))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One person alone at the screen."""
    folder, doors = tmp_path_factory.mktemp("served"), Doors()
    desk, app = application_in(folder, doors)
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as client:
        yield Served(desk, doors, folder / "own", client)


@pytest.fixture(scope="session")
def state() -> dict[str, Any]:
    """A state as the page sends it."""
    from detente.assessment.scene_head import head
    from detente.reading.dossier import load

    found = head(load(NAME))
    a, b = found.pair
    return {"dossier": NAME, "a": a, "b": b, **found.defaults, "values": {}, "copied": {}, "moved": {}}
