"""Long answers: asked for once, followed with their progress, shared by all who ask the same, and cancelled by the last."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Literal

from detente.errors import DetenteError
from detente.interfaces.web.models import JobState, Problem
from detente.interfaces.web.refusals import told
from detente.interfaces.web.turns import Turns
from detente.messages import speaking

Work = Callable[[Callable[[str, float], None]], Any]
Status = Literal["waiting", "running", "done", "failed", "cancelled"]

MOST_KEPT, MOST_WAITING = 24, 32


class CancelledError(Exception):
    """Nobody waits for this answer any more."""


@dataclass(eq=False)
class Job:
    """One answer on its way."""

    id: str
    key: Any
    lang: str
    href: str
    status: Status = "waiting"
    step: str = ""
    share: float | None = None
    answer: Any = None
    error: list[Problem] = field(default_factory=list)
    waiting: int = 0
    cancelled: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    def state(self, cached: bool = False) -> JobState:
        """Where it stands, as told to the page."""
        return JobState(id=self.id, status=self.status, step=self.step, share=self.share, cached=cached,
                        href=self.href if self.status == "done" else None, error=self.error)  # fmt: skip


class FullError(DetenteError):
    """Too many answers are asked for at once."""


class JobBoard:
    """Runs one long answer at a time, and keeps the last few."""

    def __init__(self, turns: Turns) -> None:
        self._turns, self._lock = turns, threading.Lock()
        self._runner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._by_key: OrderedDict[Any, Job] = OrderedDict()
        self._by_id: dict[str, Job] = {}

    def start(self, key: Any, lang: str, href: str, work: Work) -> tuple[Job, bool]:
        """The job for this key, begun if nobody has asked yet; and whether its answer is there already."""
        with self._lock:
            known = self._by_key.get(key)
            if known is not None and known.status in ("waiting", "running", "done") and not known.cancelled:
                self._by_key.move_to_end(key)
                known.waiting += 1
                return known, known.status == "done"
            if sum(job.status == "waiting" for job in self._by_key.values()) >= MOST_WAITING:
                raise FullError("too many answers are being worked out; wait for one of them, or cancel it.")
            job = Job(secrets.token_urlsafe(12), key, lang, href, waiting=1)
            self._by_key[key] = self._by_id[job.id] = job
            self._forget_old()
        self._runner.submit(self._run, job, work)
        return job, False

    def get(self, name: str) -> Job | None:
        """A job by its id."""
        return self._by_id.get(name)

    def leave(self, job: Job) -> None:
        """One who asked for it waits no longer; the last one stops it."""
        with self._lock:
            job.waiting = max(0, job.waiting - 1)
            if job.waiting == 0 and not job.ended.is_set():
                job.cancelled = True

    def close(self) -> None:
        """Stop what runs, begin nothing more."""
        for job in list(self._by_id.values()):
            job.cancelled = True
        self._runner.shutdown(wait=False, cancel_futures=True)

    def _forget_old(self) -> None:
        for key, job in list(self._by_key.items()):
            if len(self._by_key) <= MOST_KEPT:
                return
            if job.ended.is_set():
                del self._by_key[key]
                self._by_id.pop(job.id, None)

    def _run(self, job: Job, work: Work) -> None:
        def progress(step: str, share: float) -> None:
            if job.cancelled:
                raise CancelledError
            job.step, job.share = step, share
            self._turns.step()

        try:
            with self._turns.long(), speaking(job.lang):
                job.status = "running"
                progress("", 0.0)
                job.answer = work(progress)
            job.status, job.share = "done", 1.0
        except CancelledError:
            job.status = "cancelled"
        except Exception as error:
            with speaking(job.lang):
                job.error = told(error)
            job.status = "failed"
            if not isinstance(error, DetenteError):
                import logging

                logging.getLogger("detente").exception("a job failed")
        finally:
            job.ended.set()
