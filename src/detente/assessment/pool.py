"""Chunks on several cores: processes of our own, each of which may die without losing a row."""

import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeAlias

from detente.assessment.jobs import Arrays, Chunk, Job
from detente.errors import WorkerError
from detente.messages import say

Answer: TypeAlias = tuple[Arrays | None, Exception | None, str]
"""Columns, or a refusal with its traceback as text."""
TRIES = 3  # workers that one chunk may take down before it is given up


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    line: Connection
    doing: Chunk


def in_processes(job: Job, chunks: Iterable[Chunk], workers: int) -> Iterator[tuple[Chunk, Arrays]]:
    """Each chunk with its columns, as they are done. Close the iterator to end the processes.

    A process that dies is replaced and its chunk done again. Refuses: what the job refuses; WorkerError, when it fails
    otherwise, cannot be handed to another process, or takes down three processes at the same chunk.
    """
    packed = packed_job(job)
    todo, again, died = iter(chunks), deque[Chunk](), dict[Chunk, int]()
    crew: list[_Worker] = []
    try:
        while True:
            while len(crew) < workers and (chunk := again.popleft() if again else next(todo, None)):
                crew.append(_hired(packed, chunk))
            if not crew:
                return
            ready = wait([worker.line for worker in crew])
            for worker in [worker for worker in crew if worker.line in ready]:
                chunk = worker.doing
                try:
                    answer = worker.line.recv()
                except (EOFError, OSError):
                    crew.remove(worker)
                    died[chunk] = died.get(chunk, 0) + 1
                    _complain_of_death(job, chunk, died[chunk], worker.process)
                    again.append(chunk)
                    continue
                following = again.popleft() if again else next(todo, None)
                if following is None:
                    crew.remove(worker)
                    _dismissed(worker)
                else:
                    worker.doing = following
                    _told(worker)
                yield chunk, unpacked(job, chunk, answer)
    finally:
        for worker in crew:
            worker.process.terminate()
        for worker in crew:
            _dismissed(worker)


def packed_job(job: Job) -> bytes:
    """The work of a job as bytes. Refuses: WorkerError, when it cannot leave this process."""
    try:
        return pickle.dumps(job.run)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise WorkerError(
            say("{job} cannot be handed to another process: {error}. Use one worker.", job=job.name, error=error)
        ) from error


def answered(run: Any, first: int, count: int) -> Answer:
    """What a worker sends back for one chunk."""
    try:
        return run(first, count), None, ""
    except Exception as error:  # whatever it is, it is told to whoever asked
        said = traceback.format_exc()
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:  # an exception that does not travel goes as text
            error = RuntimeError(repr(error))
        return None, error, said


def unpacked(job: Job, chunk: Chunk, answer: Answer) -> Arrays:
    """The columns of an answer. Refuses: what the worker refused."""
    columns, error, said = answer
    if error is not None:
        error.add_note(say("in a worker, at {rows}:\n{said}", rows=_rows(job, chunk), said=said))
        raise error
    assert columns is not None
    return columns


def _hired(packed: bytes, chunk: Chunk) -> _Worker:
    context = multiprocessing.get_context("spawn")  # a fork would copy threads of numba and BLAS in any state
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, packed), daemon=True)
    with deaf_children():
        process.start()
    theirs.close()
    worker = _Worker(process, ours, chunk)
    _told(worker)
    return worker


@contextmanager
def deaf_children() -> Iterator[None]:
    """Processes started here never hear Ctrl-C, not even while they start: whoever asked hears it afterwards."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # when it starts, it lets signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _told(worker: _Worker) -> None:
    try:
        worker.line.send(worker.doing)
    except OSError:
        return  # it has died: that shows at the next reading


def _dismissed(worker: _Worker) -> None:
    worker.line.close()
    worker.process.join(timeout=5.0)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.process.close()


def _serve(line: Connection, packed: bytes) -> None:
    """A worker: chunks in, columns out, until the line closes. Ctrl-C is for whoever sent it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    one_thread()
    try:
        run = pickle.loads(packed)
    except Exception as error:  # told as the answer to the first chunk
        run = _Refusing(error)
    while True:
        try:
            chunk = line.recv()
            line.send(answered(run, *chunk))
        except (EOFError, OSError):
            return


def one_thread() -> None:
    """One thread for kernels here: the cores are shared out already."""
    if "numba" in sys.modules:
        sys.modules["numba"].set_num_threads(1)
    else:
        os.environ["NUMBA_NUM_THREADS"] = "1"


@dataclass(frozen=True)
class _Refusing:
    error: Exception

    def __call__(self, _first: int, _count: int) -> Arrays:
        raise self.error


def _complain_of_death(job: Job, chunk: Chunk, times: int, process: BaseProcess) -> None:
    process.join(timeout=5.0)
    if times < TRIES:
        return
    raise WorkerError(
        say(
            "{rows} ended their worker process {times} times (exit code {exitcode}; -9 is often a lack of "
            "memory). Use fewer workers. In a script of your own, put the call below `if __name__ == "
            '"__main__":`. Finished chunks in a store are kept.',
            rows=_rows(job, chunk),
            times=times,
            exitcode=process.exitcode,
        )
    )


def _rows(job: Job, chunk: Chunk) -> str:
    return say("{job}: rows {first} to {last}", job=job.name, first=chunk[0], last=chunk[0] + chunk[1] - 1)
