"""Long answers: shared, followed, stopped; here with small pieces of work, and once with the process itself."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from detente.errors import RangeError
from detente.interfaces.web import jobs
from detente.interfaces.web.answers import ANSWERED_BY, QUICK, Answers, Asked, Made
from detente.interfaces.web.exports import FILES
from detente.interfaces.web.jobs import Job, JobBoard
from detente.interfaces.web.library import Library
from detente.interfaces.web.models import State
from detente.interfaces.web.refusals import RefusedError
from detente.interfaces.web.worker import Worker
from detente.messages import mark

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
    first, _ = board.start("key", "en", "/a", "Crux", work)
    second, cached = board.start("key", "en", "/a", "Crux", work)
    assert first is second
    assert not cached
    assert work.begun.wait(SOON)
    work.go.set()
    assert ended(first) == "done"
    assert board.start("key", "en", "/a", "Crux", work) == (first, True)
    assert work.runs == 1
    assert first.state().href == "/a"


def test_only_the_last_who_waits_stops_it(board: JobBoard) -> None:
    work = Held()
    job, _ = board.start("key", "en", "/a", "Crux", work)
    board.start("key", "en", "/a", "Crux", work)
    board.leave(job)
    assert work.begun.wait(SOON)
    assert not job.cancelled
    board.leave(job)
    assert ended(job) == "cancelled"
    assert [problem.message for problem in job.problems()] == ["cancelled; nothing was computed."]
    again, cached = board.start("key", "en", "/a", "Crux", work)
    assert (again is job, cached) == (False, False)
    work.go.set()
    assert ended(again) == "done"


def test_a_refusal_is_told_in_the_language_of_the_question(board: JobBoard) -> None:
    def refusing(progress: Progress) -> Made:
        raise RangeError("speed: found 900 km/s")

    def failing(progress: Progress) -> Made:
        raise ZeroDivisionError("secret of the inside")

    refused, _ = board.start("refused", "en", "/a", "Crux", refusing)
    assert ended(refused) == "failed"
    assert [problem.message for problem in refused.error] == ["speed: found 900 km/s"]
    failed, _ = board.start("failed", "en", "/a", "Crux", failing)
    assert ended(failed) == "failed"
    assert "secret" not in str(failed.error)


def test_quick_answers_do_not_wait_for_long_ones(board: JobBoard) -> None:
    long, quick = Held(), Held()
    first, _ = board.start("long", "en", "/a", "Crux", long)
    quick.go.set()
    second, _ = board.start("quick", "en", "/b", "Forces", quick, quick=True)
    assert ended(second) == "done"
    assert first.status != "done"
    long.go.set()


@contextmanager
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever went away is given up at once."""
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "FORSAKEN_AFTER", 0.0)
        yield


def test_what_nobody_listens_to_is_stopped_though_nobody_said_so(
    board: JobBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Held()
    job, _ = board.start("key", "en", "/a", "Crux", work)
    assert work.begun.wait(SOON)
    with board.listened(job), impatient(monkeypatch):
        assert not job.ended.wait(0.2)
    with impatient(monkeypatch):
        assert ended(job) == "cancelled"


def test_whoever_comes_back_in_time_finds_it_going_on(board: JobBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Held()
    job, _ = board.start("key", "en", "/a", "Crux", work)
    with board.listened(job):
        pass
    job.heard -= jobs.FORSAKEN_AFTER - 1.0
    assert not job.forsaken
    assert board.start("key", "en", "/a", "Crux", work) == (job, False)
    job.heard -= jobs.FORSAKEN_AFTER - 1.0
    assert board.get(job.id) is job
    job.heard -= jobs.FORSAKEN_AFTER - 1.0
    assert not job.forsaken
    work.go.set()
    assert ended(job) == "done"


def test_what_was_forsaken_before_its_turn_never_begins(board: JobBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Held(), Held()
    running, _ = board.start(1, "en", "/a", "Crux", first)
    waiting, _ = board.start(2, "en", "/b", "Forces", second)
    with board.listened(running), impatient(monkeypatch):
        monkeypatch.setattr(jobs, "MOST_WAITING", 1)
        third, _ = board.start(3, "en", "/a", "Crux", second)  # who went away takes nobody's place
        first.go.set()
        assert ended(running) == "done"
        assert (ended(waiting), ended(third)) == ("cancelled", "cancelled")
    assert second.runs == 0


def test_what_waits_says_for_what(board: JobBoard) -> None:
    first, second = Held(), Held()
    running, _ = board.start(1, "ru", "/a", mark("Crux"), first)
    waiting, _ = board.start(2, "ru", "/b", mark("Forces"), second)
    assert first.begun.wait(SOON)
    assert waiting.doing == ("waits for another answer: Crux", None)
    assert waiting.state().step == "ожидает другого ответа: Суть спора"
    assert running.doing != waiting.doing
    first.go.set()
    assert second.begun.wait(SOON)
    assert "waits" not in waiting.doing[0]
    second.go.set()


def test_everything_the_page_waits_for_has_a_name(state: dict[str, Any]) -> None:
    long = {*ANSWERED_BY.values(), *FILES} - QUICK
    assert {asked(state, what).title for what in long}.isdisjoint(long)


def test_a_crowd_is_told_to_wait(board: JobBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_WAITING", 2)
    work = Held()
    board.start(0, "en", "/a", "Crux", work)
    assert work.begun.wait(SOON)
    for key in (1, 2):
        board.start(key, "en", "/a", "Crux", work)
    with pytest.raises(RefusedError) as refusal:
        board.start(3, "en", "/a", "Crux", work)
    assert refusal.value.status == 503
    work.go.set()


def test_old_answers_give_way_to_new_ones(board: JobBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_BYTES", 25)
    found = []
    for key in range(5):
        work = Held(b"0123456789")
        work.go.set()
        job, _ = board.start(key, "en", "/a", "Crux", work)
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
