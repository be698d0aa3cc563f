"""Long answers: shared, followed, stopped; here with small pieces of work, and once with the process itself."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from detente.errors import RangeError
from detente.interfaces.web import jobs
from detente.interfaces.web.answers import Answers, Asked, Made
from detente.interfaces.web.jobs import Job, JobBoard
from detente.interfaces.web.library import Library
from detente.interfaces.web.models import State
from detente.interfaces.web.refusals import RefusedError
from detente.interfaces.web.worker import Worker

Progress = Callable[[str, float], None]
SOON = 30.0


@pytest.fixture
def board() -> Iterator[JobBoard]:
    made = JobBoard()
    yield made
    made.close()


class Held:
    """Work that waits until it is let go, telling its progress meanwhile."""

    def __init__(self, content: bytes = b"1") -> None:
        self.begun, self.go, self.content, self.runs = threading.Event(), threading.Event(), content, 0

    def __call__(self, progress: Progress) -> Made:
        self.runs += 1
        self.begun.set()
        while not self.go.wait(0.01):
            progress("flying", 0.25)
        return Made(self.content)


def ended(job: Job) -> str:
    assert job.ended.wait(SOON)
    return job.status


def test_the_same_question_is_worked_out_once(board: JobBoard) -> None:
    work = Held()
    first, _ = board.start("key", "en", "/a", work)
    second, cached = board.start("key", "en", "/a", work)
    assert first is second
    assert not cached
    assert work.begun.wait(SOON)
    work.go.set()
    assert ended(first) == "done"
    assert board.start("key", "en", "/a", work) == (first, True)
    assert work.runs == 1
    assert first.state().href == "/a"


def test_only_the_last_who_waits_stops_it(board: JobBoard) -> None:
    work = Held()
    job, _ = board.start("key", "en", "/a", work)
    board.start("key", "en", "/a", work)
    board.leave(job)
    assert work.begun.wait(SOON)
    assert not job.cancelled
    board.leave(job)
    assert ended(job) == "cancelled"
    assert [problem.message for problem in job.problems()] == ["cancelled; nothing was computed."]
    again, cached = board.start("key", "en", "/a", work)
    assert (again is job, cached) == (False, False)
    work.go.set()
    assert ended(again) == "done"


def test_a_refusal_is_told_in_the_language_of_the_question(board: JobBoard) -> None:
    def refusing(progress: Progress) -> Made:
        raise RangeError("speed: found 900 km/s")

    def failing(progress: Progress) -> Made:
        raise ZeroDivisionError("secret of the inside")

    refused, _ = board.start("refused", "en", "/a", refusing)
    assert ended(refused) == "failed"
    assert [problem.message for problem in refused.error] == ["speed: found 900 km/s"]
    failed, _ = board.start("failed", "en", "/a", failing)
    assert ended(failed) == "failed"
    assert "secret" not in str(failed.error)


def test_quick_answers_do_not_wait_for_long_ones(board: JobBoard) -> None:
    long, quick = Held(), Held()
    first, _ = board.start("long", "en", "/a", long)
    quick.go.set()
    second, _ = board.start("quick", "en", "/b", quick, quick=True)
    assert ended(second) == "done"
    assert first.status != "done"
    long.go.set()


def test_a_crowd_is_told_to_wait(board: JobBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_WAITING", 2)
    work = Held()
    board.start(0, "en", "/a", work)
    assert work.begun.wait(SOON)
    for key in (1, 2):
        board.start(key, "en", "/a", work)
    with pytest.raises(RefusedError) as refusal:
        board.start(3, "en", "/a", work)
    assert refusal.value.status == 503
    work.go.set()


def test_old_answers_give_way_to_new_ones(board: JobBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_BYTES", 25)
    found = []
    for key in range(5):
        work = Held(b"0123456789")
        work.go.set()
        job, _ = board.start(key, "en", "/a", work)
        assert ended(job) == "done"
        found.append(job)
    assert [board.get(job.id) is not None for job in found] == [False, False, True, True, True]


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    made = Worker(tmp_path_factory.mktemp("worker"))
    yield made
    made.stop()


def asked(state: dict[str, Any], what: str, lang: str = "en") -> Asked:
    return Asked(what, State.model_validate(state), lang)


def test_the_process_answers_as_this_one_would(worker: Worker, state: dict[str, Any], tmp_path: Path) -> None:
    heard: list[float] = []
    question = asked(state, "treaty")
    found = worker.ask(question, lambda step, share: heard.append(share))
    assert found == Answers(Library(tmp_path)).made(question, lambda step, share: None)
    assert heard  # several times a second, so that a stop is noticed


def test_the_process_refuses_in_words(worker: Worker, state: dict[str, Any]) -> None:
    broken = state | {"values": {state["a"]: {"defence.commit_delay": "5 km"}}, "moved": {"atlantis": (1.0, 1.0)}}
    with pytest.raises(RefusedError) as refusal:
        worker.ask(asked(broken, "assess"), lambda step, share: None)
    assert len(refusal.value.problems) == 2


def test_a_run_that_is_stopped_leaves_the_process_to_the_next(worker: Worker, state: dict[str, Any]) -> None:
    class EnoughError(Exception):
        pass

    def enough(step: str, share: float) -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        worker.ask(asked(state, "assess"), enough)
    assert worker.ask(asked(state, "forces"), lambda step, share: None).content.startswith(b"{")


def test_a_process_that_dies_is_said_and_replaced(worker: Worker, state: dict[str, Any]) -> None:
    def kill(step: str, share: float) -> None:
        assert worker._process is not None
        worker._process.kill()

    with pytest.raises(RefusedError, match="ended before it was done"):
        worker.ask(asked(state, "assess"), kill)
    assert worker.ask(asked(state, "forces"), lambda step, share: None).content.startswith(b"{")
