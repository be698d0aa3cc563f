"""Long answers: asked for once, followed with their progress, shared by all who ask the same, stopped by the last."""

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Literal

from detente.errors import DetenteError
from detente.interfaces.web.answers import Made
from detente.interfaces.web.models import JobState, Problem
from detente.interfaces.web.refusals import refused, told
from detente.messages import say, speaking, tr

Work = Callable[[Callable[[str, float], None]], Made]
Status = Literal["waiting", "running", "done", "failed", "cancelled"]

MOST_KEPT, MOST_WAITING = 64, 32
MOST_BYTES = 96 * 2**20
"""Of all answers that are kept."""


class CancelledError(Exception):
    """Nobody waits for this answer any more."""


@dataclass(eq=False)
class Job:
    """One answer on its way."""

    id: str
    lang: str
    href: str
    status: Status = "waiting"
    step: str = ""
    share: float | None = None
    answer: Made | None = None
    error: list[Problem] = field(default_factory=list)
    waiting: int = 0
    cancelled: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def size(self) -> int:
        """Bytes of its answer."""
        return 0 if self.answer is None else len(self.answer.content)

    def problems(self) -> list[Problem]:
        """Why there is no answer."""
        if self.error:
            return self.error
        with speaking(self.lang):
            return [Problem(where="", message=tr(say("cancelled; nothing was computed.")))]

    def state(self, cached: bool = False) -> JobState:
        """Where it stands, as told to the page."""
        return JobState(id=self.id, status=self.status, step=tr(self.step), share=self.share, cached=cached,
                        href=self.href if self.status == "done" else None, error=self.error)  # fmt: skip


class JobBoard:
    """Runs one long answer at a time, and keeps the last few; quick ones run beside it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="quick-job")
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def start(self, key: Any, lang: str, href: str, work: Work, *, quick: bool = False) -> tuple[Job, bool]:
        """The job for this key, begun if nobody has asked yet; and whether its answer is there already."""
        name = hashlib.sha256(repr(key).encode()).hexdigest()[:24]
        with self._lock:
            known = self._jobs.get(name)
            if known is not None and known.status in ("waiting", "running", "done") and not known.cancelled:
                self._jobs.move_to_end(name)
                known.waiting += 1
                return known, known.status == "done"
            if sum(job.status == "waiting" for job in self._jobs.values()) >= MOST_WAITING:
                message = say("too many answers are being worked out; wait for one of them, or cancel it.")
                raise refused("", message, 503)
            job = self._jobs[name] = Job(name, lang, href, waiting=1)
            self._forget_old()
        (self._beside if quick else self._runner).submit(self._run, job, work)
        return job, False

    def get(self, name: str) -> Job | None:
        """A job by its id."""
        return self._jobs.get(name)

    def leave(self, job: Job) -> None:
        """One who asked for it waits no longer; the last one stops it."""
        with self._lock:
            job.waiting = max(0, job.waiting - 1)
            if job.waiting == 0 and not job.ended.is_set():
                job.cancelled = True

    def close(self) -> None:
        """Stop what runs, begin nothing more."""
        for job in list(self._jobs.values()):
            job.cancelled = True
        self._runner.shutdown(wait=False, cancel_futures=True)
        self._beside.shutdown(wait=False, cancel_futures=True)

    def _forget_old(self) -> None:
        """Let the oldest answers go when there are too many or they are too large."""
        size = sum(job.size for job in self._jobs.values())
        for name, job in list(self._jobs.items()):
            if len(self._jobs) <= MOST_KEPT and size <= MOST_BYTES:
                return
            if job.ended.is_set():
                size -= job.size
                del self._jobs[name]

    def _run(self, job: Job, work: Work) -> None:
        def progress(step: str, share: float) -> None:
            if job.cancelled:
                raise CancelledError
            job.step, job.share = step, min(1.0, max(0.0, share))

        try:
            with speaking(job.lang):
                progress("", 0.0)
                job.status = "running"
                job.answer = work(progress)
            job.status, job.share = "done", 1.0
        except CancelledError:
            job.status = "cancelled"
        except Exception as error:
            with speaking(job.lang):
                job.error = told(error)
            job.status = "failed"
            if not isinstance(error, DetenteError):
                logging.getLogger("detente").exception("a job failed")
        finally:
            job.ended.set()
