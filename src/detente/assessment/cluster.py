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

PATIENCE = 10.0  # seconds to wait for a scheduler, and for the first of its workers
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
            f'"{cluster}" is no cluster; expected "local", "local:2" or the address of a Dask scheduler, such as '
            '"tcp://10.0.0.5:8786".'
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
                f"No Dask scheduler answers at {cluster}. Check the address and that the scheduler runs, leave out "
                "--cluster, or add --fall-back to use this machine instead."
            ) from error
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise WorkerError(
                f"The scheduler at {cluster} has no workers. Start some (`dask worker {cluster}`), or add --fall-back "
                "to use this machine instead."
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
        new = {client.submit(_chunk, run, *chunk, pure=False): chunk for chunk in islice(todo, most)}
        doing.update(new)
        return list(new)

    try:
        done = distributed.as_completed(hand_out(2 * sum(client.nthreads().values())), loop=client.loop)
        for future in done:
            chunk = doing.pop(future)
            try:
                theirs, answer = future.result()
            except distributed.KilledWorker as error:
                raise WorkerError(
                    f"{job.name}: rows {chunk[0]} to {chunk[0] + chunk[1] - 1} ended worker after worker of the "
                    "cluster; often a lack of memory. Finished chunks in a store are kept."
                ) from error
            except distributed.CancelledError as error:
                raise WorkerError(
                    f"{job.name}: the cluster was lost at rows {chunk[0]} and after. Finished chunks in a store are "
                    "kept: run the same again to go on."
                ) from error
            except Exception as error:  # what the worker could not unpack
                raise WorkerError(
                    f"{job.name}: a worker of the cluster cannot load the job: {error}. Install the same version of "
                    "this program on every worker."
                ) from error
            if theirs != versions():
                raise WorkerError(
                    f"{job.name}: a worker of the cluster has {', '.join(theirs)}; here {', '.join(versions())}. "
                    "Install the same versions everywhere."
                )
            done.update(hand_out(1))
            yield chunk, unpacked(job, chunk, answer)
    finally:
        client.cancel([run, *doing])


def _library() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise WorkerError(
            "A cluster needs the package distributed, which is not installed: pip install detente[cluster]."
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
