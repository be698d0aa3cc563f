"""A run that is interrupted or killed from outside: finished chunks stay, nothing else does."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from detente.assessment.sweep import sweep
from tests.assessment import sweep_material as material

HOME = Path(__file__).parents[2]
SCRIPT = """
import sys
from pathlib import Path
from detente.assessment.sweep import sweep
from tests.assessment import sweep_material as material

if __name__ == "__main__":
    store, workers, cluster = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] or None
    sweep(material.job(material.slow), store=store, workers=workers, cluster=cluster)
"""


def started(tmp_path, workers=1, cluster=""):
    """A run in its own group of processes, as a terminal would start it, after its first finished chunks."""
    script, store = tmp_path / "run.py", tmp_path / "store"
    script.write_text(SCRIPT)
    paths = os.pathsep.join([str(HOME / "src"), str(HOME), os.environ.get("PYTHONPATH", "")])
    (tmp_path / "tmp").mkdir()
    run = subprocess.Popen(
        [sys.executable, str(script), str(store), str(workers), cluster],
        env={**os.environ, "PYTHONPATH": paths, "TMPDIR": str(tmp_path / "tmp")},
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    wait(lambda: len(parts(store)) >= 2 or run.poll() is not None)
    assert run.poll() is None, run.stderr.read()
    return run, store


def wait(until, seconds=120.0):
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.01)


def parts(store):
    return sorted((store / "draws").glob("part-*"))


def alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(("workers", "cluster"), [(1, ""), (2, ""), (1, "local:1")])
def test_an_interrupted_run_leaves_its_parts_and_nothing_else(workers, cluster, tmp_path):
    run, store = started(tmp_path, workers, cluster)
    os.killpg(run.pid, signal.SIGINT)
    said = run.communicate(timeout=60)[1].decode()
    wait(lambda: not alive(run.pid), 30)
    assert said.count("Traceback") == said.count("KeyboardInterrupt") == 1, said
    had = parts(store)
    assert 2 <= len(had) < 11
    assert {path.name for path in (store / "draws").iterdir()} == {"job.json", *(path.name for path in had)}
    assert not list((tmp_path / "tmp").iterdir())
    goes_on(store, tmp_path / "marks")


def test_a_killed_run_is_gone_on_from(tmp_path):
    run, store = started(tmp_path, workers=2)
    run.kill()  # this process alone: its workers must notice
    run.communicate(timeout=60)
    wait(lambda: not alive(run.pid), 30)
    (store / "draws" / ".part-unfinished.part").write_bytes(b"half")
    goes_on(store, tmp_path / "marks")
    assert not list((store / "draws").glob(".*"))


def goes_on(store, marks):
    done = [row for path in parts(store) for row in material.rows_of(path)]
    found = sweep(material.logging_job(marks), store=store, resume=True)
    assert sorted(done + material.done_in(marks)) == list(range(material.TOTAL))
    np.testing.assert_array_equal(found["drawn"], material.rows(0, material.TOTAL)["drawn"])
