"""A server on loopback as it is run: twenty pages at once, and what it says when it cannot start."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
import websockets

from detente.errors import FileError, RangeError
from detente.interfaces.web import serving
from detente.interfaces.web.doors import Doors
from detente.interfaces.web.frames import unpacked
from detente.interfaces.web.page import Page
from tests.interfaces.web.conftest import application_in

PAGES, WISHES = 20, 4


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    _, app = application_in(tmp_path_factory.mktemp("many"), Doors())
    listening = serving._listen("127.0.0.1", 0)
    server = uvicorn.Server(serving.settings_for(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(20.0)


async def _page(address: str, number: int, state: dict[str, Any]) -> list[int]:
    """Numbers of the replies to a burst of wishes, until the last wish is answered."""
    found: list[int] = []
    async with websockets.connect(f"ws://{address}/api/live", max_size=None) as line:
        for wish in range(1, WISHES + 1):
            moved = state | {"moved": {"redzikowo": [54.0 + number / 10.0, 17.0 + wish / 10.0]}}
            await line.send(json.dumps({"seq": 100 * number + wish, "state": moved, "layers": ["sites"]}))
        while not found or found[-1] != 100 * number + WISHES:
            reply = await asyncio.wait_for(line.recv(), 120.0)
            assert isinstance(reply, bytes), reply
            header, _ = unpacked(reply)
            places = [site["at"] for site in header["sides"]["A"]["sites"] if site["place"] == "redzikowo"]
            assert places[0][0] == pytest.approx(54.0 + number / 10.0)
            found.append(header["seq"])
    return found


def test_twenty_pages_at_once_are_answered_and_each_gets_its_newest(address: str, state: dict[str, Any]) -> None:
    async def all_pages() -> list[list[int]]:
        return await asyncio.gather(*(_page(address, number, state) for number in range(PAGES)))

    answers = asyncio.run(all_pages())
    assert len(answers) == PAGES
    for number, seqs in enumerate(answers):
        assert seqs == sorted(seqs)
        assert seqs[-1] == 100 * number + WISHES
    # Newest wins: what was overtaken while it waited is not worked out.
    assert sum(map(len, answers)) < PAGES * WISHES


def test_a_port_that_is_taken_is_said(address: str) -> None:
    with pytest.raises(RangeError, match="--port"):
        serving._listen("127.0.0.1", int(address.rpartition(":")[2]))


def test_a_host_that_is_not_here_is_said() -> None:
    with pytest.raises(RangeError, match=r"cannot listen on 192\.0\.2\.1"):
        serving._listen("192.0.2.1", 0)


def test_a_page_that_is_not_built_and_a_folder_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def start(folder: Path) -> None:
        serving.prepare("third-site-2007", folder, "127.0.0.1", 0, joint=False, progress=lambda step, share: None)

    monkeypatch.setattr(serving, "Page", lambda **_: Page(tmp_path / "static"))
    with pytest.raises(FileError, match="make page"):
        start(tmp_path)
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "index.html").write_text("page", encoding="utf-8")
    with pytest.raises(FileError, match="found no folder"):
        start(tmp_path / "nothing")


def test_the_links_of_a_joint_session_are_all_printed() -> None:
    doors = Doors.with_links()
    with socket.socket() as listening:
        lines = list(serving.Serving(lambda *_: None, doors, listening, "http://10.0.0.5:8000").lines())  # type: ignore[arg-type]
    for token in doors.links:
        assert any(f"http://10.0.0.5:8000/enter/{token}" in line for line in lines)
