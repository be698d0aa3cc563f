"""Long answers over real connections: pages that go away without a word, come back, or wait behind one another."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn

from detente.interfaces.web import jobs, serving
from detente.interfaces.web.answers import Asked, Made
from detente.interfaces.web.desk import Desk
from detente.interfaces.web.doors import Doors
from detente.interfaces.web.jobs import Job
from tests.interfaces.web.conftest import application_in

Json = dict[str, Any]
SOON = 30.0


class Slow:
    """In place of the process of long answers: goes on until it is let go or stopped."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def ask(self, _asked: Asked, progress: Callable[[str, float], None]) -> Made:
        while not self.go.wait(0.02):
            progress("flying", 0.25)
        return Made(b"{}")


class Server:
    """A server on loopback whose long answers end when the test says so."""

    def __init__(self, desk: Desk, port: int) -> None:
        self.desk, self.port = desk, port
        self.slow = Slow()

    def asked(self, state: Json, panel: str, lang: str = "en") -> Job:
        """The job of a panel, begun as the page begins it."""
        body = json.dumps({"state": state, "panel": panel, "lang": lang})
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        line.request("POST", "/api/jobs", body, {"content-type": "application/json"})
        job = self.desk.jobs.get(json.loads(line.getresponse().read())["id"])
        line.close()
        assert job is not None
        return job

    def opened(self, address: str) -> http.client.HTTPConnection:
        """A connection on which an answer has been asked for and not been read."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        line.request("GET", address)
        return line

    def stream(self, job: Job) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        """The events of a job, from its first on."""
        line = self.opened(f"/api/jobs/{job.id}/events")
        return line, line.getresponse()


def told(stream: http.client.HTTPResponse) -> tuple[str, Json]:
    """The next event of a stream."""
    name, data, _ = (stream.readline().decode().strip() for _ in range(3))
    return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def dropped(line: http.client.HTTPConnection, stream: http.client.HTTPResponse) -> None:
    """As a browser whose tab is closed: no further word."""
    stream.close()
    line.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, int]]:
    desk, app = application_in(tmp_path_factory.mktemp("streams"), Doors())
    listening = serving._listen("127.0.0.1", 0)
    server = uvicorn.Server(serving.settings_for(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield desk, listening.getsockname()[1]
    server.should_exit = True
    thread.join(20.0)


@pytest.fixture
def server(running: tuple[Desk, int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Nothing is kept of the test before."""
    made = Server(*running)
    monkeypatch.setattr(made.desk.worker, "ask", made.slow.ask)
    yield made
    made.slow.go.set()
    for job in list(made.desk.jobs._jobs.values()):
        assert job.ended.wait(SOON)
    made.desk.jobs._jobs.clear()


def test_an_answer_whose_page_was_closed_is_given_up_and_the_next_one_begins(
    server: Server, state: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = server.asked(state, "crux")
    line, stream = server.stream(first)
    assert told(stream)[0] == "progress"
    second = server.asked(state, "balance", "ru")
    waiting, its = server.stream(second)
    assert told(its) == ("progress", {"step": "ожидает другого ответа: Суть спора", "share": None})
    assert not first.ended.wait(0.3)
    monkeypatch.setattr(jobs, "FORSAKEN_AFTER", 0.3)
    assert not first.ended.wait(0.6)  # the page still listens
    dropped(line, stream)
    assert first.ended.wait(SOON)
    assert first.status == "cancelled"
    assert told(its)[1]["step"] != "ожидает другого ответа: Суть спора"
    server.slow.go.set()
    while (event := told(its))[0] == "progress":
        pass
    assert event == ("done", {"href": second.href})
    dropped(waiting, its)


def test_a_page_that_is_loaded_anew_finds_its_answer_going_on(server: Server, state: Json) -> None:
    job = server.asked(state, "crux")
    dropped(*server.stream(job))
    assert not job.ended.wait(0.5)
    assert server.asked(state, "crux") is job
    line, stream = server.stream(job)
    assert told(stream) == ("progress", {"step": "flying", "share": 0.25})
    server.slow.go.set()
    while (event := told(stream))[0] == "progress":
        pass
    assert event[0] == "done"
    dropped(line, stream)


def test_a_program_that_hangs_up_stops_what_it_asked_for(server: Server, state: Json) -> None:
    job = server.asked(state, "crux")
    line = server.opened(job.href)
    while job.waiting < 2:
        assert not job.ended.wait(0.05)
    server.desk.jobs.leave(job)  # the page waits no longer, the program does
    assert not job.ended.wait(0.3)
    line.close()
    assert job.ended.wait(SOON)
    assert job.status == "cancelled"
