"""A process of its own for long answers, so that pictures never wait for them: one question at a time.

Kernels hold the interpreter while they run; in this process they would stop every picture and every other browser.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from detente.assessment.pool import deaf_children
from detente.errors import DetenteError
from detente.interfaces.web.refusals import RefusedError, refused, told
from detente.messages import say, speaking, tr

if TYPE_CHECKING:  # what computes is loaded in the process itself, after it was told how many cores to use
    from detente.interfaces.web.answers import Answers, Asked, Made

PATIENCE = 5.0
"""Seconds a stopped run is given to stop by itself; then its process ends, and the next question starts another."""

OFTEN = 0.1
"""Seconds between two messages about progress."""

Progress = Callable[[str, float], None]


class StoppedError(Exception):
    """Nobody waits for this answer any more."""


class Worker:
    """The handle of the process. `ask` is called by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """folder: where dossiers of one's own lie."""
        self._folder = folder
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def start(self) -> None:
        """Start the process, so that the first question need not wait for it."""
        if self._process is not None and self._process.is_alive():
            return
        self.stop()
        context = multiprocessing.get_context("spawn")  # a fork would copy threads of numba and BLAS in any state
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, str(self._folder)), daemon=True)
        with deaf_children():
            process.start()
        theirs.close()
        self._process, self._line = process, ours

    def ask(self, asked: "Asked", progress: Progress) -> "Made":
        """The answer; blocks.

        Arguments: progress, called several times a second whether there is news or not: what it raises stops the run.
        Refuses:   RefusedError with what the function that answers refused, or when the process died.
        """
        self.start()
        line = self._line
        assert line is not None
        try:
            line.send(("ask", asked))
            return self._awaited(line, progress)
        except (EOFError, OSError) as error:
            self.stop()
            raise refused(
                "", say("the process that worked on this has ended before it was done; ask again."), 500
            ) from error

    def stop(self) -> None:
        """End the process now, whatever it does."""
        line, process = self._line, self._process
        self._line = self._process = None
        if process is not None:
            process.kill()
            process.join()
        if line is not None:
            line.close()

    def _awaited(self, line: Connection, progress: Progress) -> "Made":
        now = ("", 0.0)
        while True:
            try:
                progress(*now)
            except BaseException:
                self._stopped(line)
                raise
            if line.poll(OFTEN):
                kind, told = line.recv()
                if kind == "progress":
                    now = told
                elif kind == "refused":
                    raise RefusedError(told)
                elif kind == "done":
                    made: Made = told
                    return made

    def _stopped(self, line: Connection) -> None:
        """Ask the run to stop; end its process where it does not listen."""
        try:
            line.send(("stop", None))
            patience = time.monotonic() + PATIENCE
            while line.poll(max(0.0, patience - time.monotonic())):
                if line.recv()[0] != "progress":
                    return
        except (EOFError, OSError):
            pass
        self.stop()


def _serve(line: Connection, folder: str) -> None:
    """The process itself: questions in, answers out, until the line closes. Ctrl-C is for whoever started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)  # pictures come first where there are few cores
    os.environ.setdefault("NUMBA_NUM_THREADS", str(max(1, (os.cpu_count() or 2) - 1)))
    from detente.interfaces.web.answers import Answers
    from detente.interfaces.web.library import Library

    answers = Answers(Library(Path(folder)))
    while True:
        try:
            kind, asked = line.recv()
            if kind == "ask":
                line.send(_answered(answers, asked, line))
        except (EOFError, OSError):
            return


def _answered(answers: "Answers", asked: "Asked", line: Connection) -> tuple[str, object]:
    try:
        return "done", answers.made(asked, _telling(line))
    except StoppedError:
        return "stopped", None
    except Exception as error:  # told to whoever waits; the next question may do better
        if not isinstance(error, DetenteError):
            traceback.print_exc(file=sys.stderr)
        with speaking(asked.lang):
            return "refused", told(error)


def _telling(line: Connection) -> Progress:
    """Progress down the line, not too often; raises StoppedError when the other end says so."""
    last = -OFTEN

    def tell(step: str, share: float) -> None:
        nonlocal last
        if line.poll():
            line.recv()
            raise StoppedError
        if time.monotonic() - last >= OFTEN:
            last = time.monotonic()
            line.send(("progress", (tr(step), float(share))))

    return tell
