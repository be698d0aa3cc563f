"""Chunks on a cluster: Dask distributed, on this machine or at the address of its scheduler."""

import importlib
import logging
import pickle
import re
import tempfile
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any

from detente.assessment.jobs import Arrays, Chunk, Job, versions
from detente.assessment.pool import Answer, answered, packed_job, unpacked
from detente.errors import RangeError, WorkerError
from detente.messages import mark, say

PATIENCE = 10.0  # seconds to wait for a scheduler, and for the first of its workers
AHEAD = 3  # chunks handed out for each core of the cluster, so that none waits for the next
_LOCAL = re.compile(r"local(?::([1-9]\d*))?")
_ADDRESS = re.compile(r"(?:[a-z]+://)?(?!local:)(?:[\w.-]+|\[[0-9a-f:]+\]):\d{1,5}/?")
_DEAF = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"  # in each worker: Ctrl-C is for whoever asked
_ALONE = threading.Lock()  # one chunk at a time in a process: kernels and BLAS have threads of their own


@contextmanager
def connected(cluster: str, workers: int) -> Iterator[Any]:
    """A client of this cluster; a local one is started, and ended afterwards.

    Arguments: cluster, "local" (as many processes as `workers`, or as there are cores), "local:2" or the address of a
               scheduler, such as "tcp://10.0.0.5:8786".
    Refuses:   RangeError, what is none of these; WorkerError, what cannot be reached or has no workers.
    """
    local = _LOCAL.fullmatch(cluster)
    if local is None and not _ADDRESS.fullmatch(cluster):
        raise RangeError(
            say(
                '"{cluster}" is no cluster; expected "local", "local:2" or the address of a Dask scheduler, '
                'such as "tcp://10.0.0.5:8786".',
                cluster=cluster,
            )
        )
    distributed = _library()
    with ExitStack() as stack:
        address: Any = cluster
        if local:
            number = int(local[1]) if local[1] else workers if workers > 1 else None
            address = stack.enter_context(_local(distributed, number))
        stack.enter_context(_quiet())
        try:
            client = stack.enter_context(distributed.Client(address, timeout=PATIENCE, set_as_default=False))
        except Exception as error:  # something else that listens there answers with anything
            raise WorkerError(
                say(
                    "No Dask scheduler answers at {cluster}. Check the address and that the scheduler runs, "
                    "leave out --cluster, or add --fall-back to use this machine instead.",
                    cluster=cluster,
                )
            ) from error
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise WorkerError(
                say(
                    "The scheduler at {cluster} has no workers. Start some (`dask worker {cluster}`), or add "
                    "--fall-back to use this machine instead.",
                    cluster=cluster,
                )
            ) from error
        yield client


def on_cluster(job: Job, chunks: Iterable[Chunk], client: Any) -> Generator[tuple[Chunk, Arrays]]:
    """Each chunk with its columns, as they are done. Close the iterator to give up what is not done.

    The scheduler hands the chunks of a worker that dies to another. Refuses: what the job refuses; WorkerError, when
    the same chunk takes down worker after worker, a worker has other versions, or the cluster is lost.
    """
    distributed = _library()
    todo = iter(chunks)
    run = client.submit(pickle.loads, packed_job(job), pure=False)  # a task, so that it survives its worker
    doing: dict[Any, Chunk] = {}

    def hand_out(most: int) -> list[Any]:
        new = list(islice(todo, most))
        futures = client.map(_chunk, [run] * len(new), *zip(*new, strict=True), pure=False) if new else []
        doing.update(zip(futures, new, strict=True))
        return list(futures)

    try:
        first = hand_out(AHEAD * sum(client.nthreads().values()))
        done = distributed.as_completed(first, loop=client.loop, with_results=True, raise_errors=False)
        for batch in done.batches():
            finished = [(doing.pop(future), future.status, result) for future, result in batch]
            done.update(hand_out(len(finished)))
            for chunk, status, result in finished:
                yield chunk, _columns(job, chunk, status, result)
    finally:
        client.cancel([run, *doing])


def _columns(job: Job, chunk: Chunk, status: str, result: Any) -> Arrays:
    """What came back for a chunk. Refuses: as `on_cluster`."""
    kept = mark("Finished chunks in a store are kept: run the same again to go on.")
    if status in ("cancelled", "lost"):
        raise WorkerError(
            say(
                "{job}: the cluster was lost at rows {first} and after. {kept}", job=job.name, first=chunk[0], kept=kept
            )
        )
    if status == "error":
        error = result[1] if isinstance(result, tuple) else result
        if isinstance(error, _library().KilledWorker):
            raise WorkerError(
                say(
                    "{job}: rows {first} to {last} ended worker after worker of the cluster; often a lack of "
                    "memory. {kept}",
                    job=job.name,
                    first=chunk[0],
                    last=chunk[0] + chunk[1] - 1,
                    kept=kept,
                )
            )
        raise WorkerError(
            say(
                "{job}: a worker of the cluster cannot load the job: {error}. Install the same version of this "
                "program on every worker.",
                job=job.name,
                error=error,
            )
        )
    theirs, answer = result
    if theirs != versions():
        raise WorkerError(
            say(
                "{job}: a worker of the cluster has {theirs}; here {versions}. Install the same versions everywhere.",
                job=job.name,
                theirs=", ".join(theirs),
                versions=", ".join(versions()),
            )
        )
    return unpacked(job, chunk, answer)


def _library() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise WorkerError(
            mark("A cluster needs the package distributed, which is not installed: pip install detente[cluster].")
        ) from error


def _chunk(run: Any, first: int, count: int) -> tuple[tuple[str, ...], Answer]:
    """One chunk, on a worker of the cluster."""
    import numba

    with _ALONE:
        before = numba.get_num_threads()
        numba.set_num_threads(1)  # of this thread alone: the worker may serve others
        try:
            return versions(), answered(run, first, count)
        finally:
            numba.set_num_threads(before)


@contextmanager
def _local(distributed: Any, number: int | None) -> Iterator[Any]:
    """Processes on this machine (None: one a core), with their own folder, gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="detente-cluster-", ignore_cleanup_errors=True) as folder,
        importlib.import_module("dask").config.set({"temporary-directory": folder}),
        distributed.LocalCluster(
            n_workers=number,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
            preload=[_DEAF],
        ) as cluster,
    ):
        yield cluster


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the library says of lost connections off the screen: it is said in one sentence here."""
    logs = [logging.getLogger(name) for name in ("distributed", "distributed.client", "distributed.core")]
    before = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)
