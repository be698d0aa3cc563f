"""Long answers: asked for once, followed with their progress, shared by all who ask the same, stopped by the last.

Whoever asked may go away without a word: a tab is closed, a machine falls asleep. So an answer is stopped, too, when
nobody has listened to it or asked about it for a while.
"""

import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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

FORSAKEN_AFTER = 20.0
"""Seconds an answer goes on while nobody listens to it. A page that is loaded anew, or whose browser takes up a dropped
stream (after 3 to 5 s, and again if that fails), is back well before; who waits behind it waits no longer than this.
"""


class CancelledError(Exception):
    """Nobody waits for this answer any more."""


class Lane:
    """Where one answer at a time is worked out."""

    def __init__(self, name: str) -> None:
        self.runner = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self.running: Job | None = None


@dataclass(eq=False)
class Job:
    """One answer on its way. title: what it is an answer to, for those who wait behind it."""

    id: str
    lang: str
    href: str
    title: str
    lane: Lane
    status: Status = "waiting"
    step: str = ""
    share: float | None = None
    answer: Made | None = None
    error: list[Problem] = field(default_factory=list)
    waiting: int = 0
    listening: int = 0
    heard: float = field(default_factory=time.monotonic)
    cancelled: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def size(self) -> int:
        """Bytes of its answer."""
        return 0 if self.answer is None else len(self.answer.content)

    @property
    def forsaken(self) -> bool:
        """Whether nobody has listened to it, or asked about it, for a while."""
        return self.listening == 0 and time.monotonic() - self.heard > FORSAKEN_AFTER

    @property
    def doing(self) -> tuple[str, float | None]:
        """What it does, and how much of that is done; before its turn, what it waits for."""
        ahead = self.lane.running
        if self.status == "waiting" and ahead is not None and ahead is not self:
            return say("waits for another answer: {title}", title=ahead.title), None
        return self.step, self.share

    def problems(self) -> list[Problem]:
        """Why there is no answer."""
        if self.error:
            return self.error
        with speaking(self.lang):
            return [Problem(where="", message=tr(say("cancelled; nothing was computed.")))]

    def state(self, cached: bool = False) -> JobState:
        """Where it stands, as told to the page."""
        step, share = self.doing
        href = self.href if self.status == "done" else None
        with speaking(self.lang):
            return JobState(id=self.id, status=self.status, step=tr(step), share=share, cached=cached, href=href,
                            error=self.error)  # fmt: skip


class JobBoard:
    """Runs one long answer at a time, and keeps the last few; quick ones run beside it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._long, self._beside = Lane("job"), Lane("quick-job")
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def start(self, key: Any, lang: str, href: str, title: str, work: Work, *, quick: bool = False) -> tuple[Job, bool]:
        """The job for this key, begun if nobody has asked yet; and whether its answer is there already."""
        name = hashlib.sha256(repr(key).encode()).hexdigest()[:24]
        with self._lock:
            known = self._jobs.get(name)
            if known is not None and known.status in ("waiting", "running", "done") and not known.cancelled:
                self._jobs.move_to_end(name)
                known.waiting += 1
                known.heard = time.monotonic()
                return known, known.status == "done"
            before = [job for job in self._jobs.values() if job.status == "waiting"]
            if sum(not (job.cancelled or job.forsaken) for job in before) >= MOST_WAITING:
                message = say("too many answers are being worked out; wait for one of them, or cancel it.")
                raise refused("", message, 503)
            lane = self._beside if quick else self._long
            job = self._jobs[name] = Job(name, lang, href, title, lane, waiting=1)
            self._forget_old()
        lane.runner.submit(self._run, job, work)
        return job, False

    def get(self, name: str) -> Job | None:
        """A job by its id. Asking about it keeps it going for a while."""
        with self._lock:
            job = self._jobs.get(name)
            if job is not None:
                job.heard = time.monotonic()
            return job

    @contextmanager
    def listened(self, job: Job) -> Iterator[None]:
        """Somebody listens to this job meanwhile."""
        with self._lock:
            job.listening += 1
        try:
            yield
        finally:
            with self._lock:
                job.listening -= 1
                job.heard = time.monotonic()

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
        for lane in (self._long, self._beside):
            lane.runner.shutdown(wait=False, cancel_futures=True)

    def _forget_old(self) -> None:
        """Let the oldest answers go when there are too many or they are too large."""
        size = sum(job.size for job in self._jobs.values())
        for name, job in list(self._jobs.items()):
            if len(self._jobs) <= MOST_KEPT and size <= MOST_BYTES:
                return
            if job.ended.is_set():
                size -= job.size
                del self._jobs[name]

    def _go_on(self, job: Job) -> None:
        """Refuses: CancelledError where nobody waits for it any more."""
        with self._lock:  # whoever asks for it just now finds it either going on or given up for good
            job.cancelled = job.cancelled or job.forsaken
        if job.cancelled:
            raise CancelledError

    def _run(self, job: Job, work: Work) -> None:
        def progress(step: str, share: float) -> None:
            self._go_on(job)
            job.step, job.share = step, min(1.0, max(0.0, share))

        job.lane.running = job
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
            job.lane.running = None
            job.ended.set()
