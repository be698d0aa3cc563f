"""Sweeps on Dask distributed: the same rows as here, and a clear sentence where it cannot be."""

import logging
import sys
from functools import partial

import numpy as np
import pytest

from detente.assessment import cluster
from detente.assessment.sweep import sweep
from detente.errors import RangeError, WorkerError
from tests.assessment import flying_material
from tests.assessment import sweep_material as material

dask, distributed = pytest.importorskip("dask"), pytest.importorskip("distributed")
ALL = material.rows(0, material.TOTAL)
UNREACHABLE = "127.0.0.1:1"  # a port that nobody may listen on but the system itself


def cluster_of(workers, **options):
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
        protocol="tcp://",
        **options,
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Two workers; a chunk that takes two of them down is given up."""
    folder = str(tmp_path_factory.mktemp("dask"))
    few = dask.config.set({"distributed.scheduler.allowed-failures": 1, "temporary-directory": folder})
    with few, cluster_of(2) as found:
        yield found.scheduler_address


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)


def same(found, rows=material.TOTAL):
    assert list(found) == list(ALL)
    for name, column in found.items():
        np.testing.assert_array_equal(column, ALL[name][:rows])


def test_a_cluster_gives_the_same_rows(address, tmp_path):
    same(sweep(material.job(), cluster=address, store=tmp_path / "one"))
    same(sweep(material.job(), store=tmp_path / "one", resume=True))
    enough = lambda rows: rows["hit"].sum() >= 10  # noqa: E731
    here = sweep(material.job(), stop=enough)
    same(sweep(material.job(), cluster=address, stop=enough), here["row"].size)


def test_a_cluster_flies_to_the_same_last_bit(address):
    here, there = (sweep(flying_material.flying_job(), cluster=where)["slack"] for where in (None, address))
    np.testing.assert_array_equal(here, there)


def test_a_cluster_of_our_own_is_started_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = sweep(material.job(material.threads, total=2, chunk=1), cluster="local:1")
    assert set(found["threads"]) == {1}
    assert not list(tmp_path.iterdir())


def test_a_killed_worker_of_a_cluster_loses_nothing(address, tmp_path):
    marks = tmp_path / "marks"
    marks.mkdir()
    same(sweep(material.job(partial(material.dying_once, marks, 42)), cluster=address, store=tmp_path))
    (marks / "has died").unlink()
    assert set(material.done_in(marks)) == set(range(material.TOTAL))
    same(sweep(material.job(partial(material.refusing, 0)), store=tmp_path))  # all of it is in the store


def test_rows_that_kill_every_worker_of_a_cluster_are_given_up(address):
    # The scheduler may blame another chunk that waited on the same workers.
    with pytest.raises(WorkerError, match=r"rows \d+ to \d+ ended worker after worker"):
        sweep(material.job(partial(material.dying, 42)), cluster=address)


def test_a_refusal_comes_through_from_a_cluster(address):
    with pytest.raises(RangeError, match="row 42 is out of range"):
        sweep(material.job(partial(material.refusing, 42)), cluster=address)


def test_work_that_a_worker_cannot_load_is_refused(address, monkeypatch):
    monkeypatch.setattr(cluster, "packed_job", lambda job: b"no job at all")
    with pytest.raises(WorkerError, match=r"cannot load the job: .*Install the same version"):
        sweep(material.job(), cluster=address)


def test_other_versions_on_a_worker_are_refused(address, monkeypatch):
    monkeypatch.setattr(cluster, "versions", lambda: ("detente 9.9",))
    with pytest.raises(WorkerError, match=r"a worker of the cluster has python .*; here detente 9\.9"):
        sweep(material.job(), cluster=address)


def test_a_lost_cluster_is_said_and_what_was_done_is_kept(tmp_path):
    store, marks = tmp_path / "store", tmp_path / "marks"
    with cluster_of(1, processes=False) as found:

        def losing(rows):
            if rows["row"].size == 30:
                found.close()
            return False

        with pytest.raises(WorkerError, match=r"the cluster was lost at rows .* kept"):
            sweep(material.job(material.slow), cluster=found.scheduler_address, stop=losing, store=store)
    same(sweep(material.logging_job(marks), store=store, resume=True))
    assert len(list((store / "draws").glob("part-*"))) == 11
    assert not set(material.done_in(marks)) & set(range(30))


def test_a_cluster_out_of_reach_is_refused(impatient):
    with pytest.raises(WorkerError, match=r"No Dask scheduler answers at 127.0.0.1:1\..*--fall-back"):
        sweep(material.job(), cluster=UNREACHABLE)


def test_this_machine_is_used_instead_only_when_asked_and_said(impatient, caplog):
    same(sweep(material.job(), cluster=UNREACHABLE, fall_back=True))
    assert caplog.messages == ["No Dask scheduler answers at 127.0.0.1:1. Going on with 1 process on this machine."]


def test_a_cluster_without_workers_is_refused(impatient):
    with cluster_of(0, processes=False) as found, pytest.raises(WorkerError, match="has no workers"):
        sweep(material.job(), cluster=found.scheduler_address)


@pytest.mark.parametrize("text", ["", "locals", "local:", "local:0", "local:two", "somewhere", "host:port", "a b:1"])
def test_what_is_no_cluster_is_refused(text):
    with pytest.raises(RangeError, match=r'expected "local", "local:2" or the address'):
        sweep(material.job(), cluster=text, fall_back=True)


def test_without_the_library_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkerError, match=r"pip install detente\[cluster\]"):
        sweep(material.job(), cluster="local")
