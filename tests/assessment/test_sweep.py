"""Sweeps: the same rows whoever works them out, none lost and none done twice, whatever happens on the way."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assessment.jobs import Job, gaps
from detente.assessment.sweep import sweep
from detente.errors import FileError, RangeError, WorkerError
from tests.assessment import sweep_material as material

ALL = material.rows(0, material.TOTAL)


def same(found, expected, rows=material.TOTAL):
    assert list(found) == list(expected)
    for name, column in found.items():
        assert column.dtype == expected[name].dtype
        np.testing.assert_array_equal(column, expected[name][:rows])


# The same rows


@pytest.mark.parametrize("workers", [1, 2])
def test_rows_come_in_order_whoever_works(workers):
    same(sweep(material.job(), workers=workers), ALL)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_stop_rule_uses_the_same_rows(workers, tmp_path):
    asked = []

    def enough(rows):
        asked.append(rows["row"].size)
        assert list(rows["row"]) == list(range(asked[-1]))
        return rows["hit"].sum() >= 10

    found = sweep(material.job(), workers=workers, stop=enough, store=tmp_path)
    needed = 1 + int(np.flatnonzero(np.cumsum(ALL["hit"]) >= 10)[0])
    expected = -(-needed // material.CHUNK) * material.CHUNK
    assert asked == list(range(material.CHUNK, expected + 1, material.CHUNK))
    same(found, ALL, expected)
    asked.clear()
    same(sweep(material.job(), stop=enough, store=tmp_path), ALL, expected)  # and from the store


def test_a_worker_uses_one_thread_for_kernels():
    assert set(sweep(material.job(material.threads, total=2, chunk=1), workers=2)["threads"]) == {1}


def test_progress_ends_at_all():
    told = []
    sweep(material.job(), progress=lambda step, share: told.append((step, share)))
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[0] == ("draws: 0 of 103", 0.0)
    assert told[-1] == ("draws: 103 of 103", 1.0)


@given(st.integers(1, 60), st.integers(1, 20), st.sets(st.integers(0, 70)))
def test_gaps_and_what_is_done_make_every_row_once(total, chunk, rows):
    done = [(row, 1) for row in sorted(rows)]
    todo = list(gaps(total, chunk, done))
    here = [row for first, count in todo for row in range(first, first + count)]
    assert here == [row for row in range(total) if row not in rows]
    assert all(first // chunk == (first + count - 1) // chunk for first, count in todo)


# A store


@pytest.mark.parametrize("workers", [1, 2])
def test_a_later_run_repeats_no_row_and_loses_none(workers, tmp_path):
    store, marks = tmp_path / "store", tmp_path / "marks"

    with pytest.raises(RangeError, match="row 57"):
        sweep(material.job(partial(material.refusing, 57)), store=store)
    kept = sorted(path.name for path in (store / "draws").glob("part-*"))
    assert len(kept) == 5
    same(sweep(material.logging_job(marks), store=store, workers=workers, resume=True), ALL)
    assert material.done_in(marks) == list(range(50, material.TOTAL))
    same(sweep(material.logging_job(marks), store=store, workers=workers), ALL)
    assert material.done_in(marks) == list(range(50, material.TOTAL))
    assert kept == sorted(path.name for path in (store / "draws").glob("part-*"))[:5]


def test_a_store_goes_on_to_more_rows_and_serves_fewer(tmp_path):
    store, marks = tmp_path / "store", tmp_path / "marks"
    sweep(material.job(total=37), store=store)
    same(sweep(material.logging_job(marks), store=store), ALL)
    assert material.done_in(marks) == list(range(37, material.TOTAL))
    same(sweep(material.logging_job(marks, total=45), store=store), ALL, 45)
    assert material.done_in(marks) == list(range(37, material.TOTAL))


@pytest.fixture
def store(tmp_path):
    sweep(material.job(), store=tmp_path)
    return tmp_path


def part(store, at=3):
    return sorted((store / "draws").glob("part-*"))[at]


@pytest.mark.parametrize("where", [0, 5, 400, -1])
def test_a_changed_byte_is_refused(store, where):
    content = bytearray(part(store).read_bytes())
    content[where] ^= 0x10
    part(store).write_bytes(content)
    with pytest.raises(FileError, match=rf"{part(store).name}: damaged or cut short.*Delete this file"):
        sweep(material.job(), store=store)


@pytest.mark.parametrize("left", [0, 1, 1000])
def test_a_part_cut_short_is_refused_and_done_again_when_deleted(store, left):
    cut = part(store)
    cut.write_bytes(cut.read_bytes()[:left])
    with pytest.raises(FileError, match=f"{cut.name}: damaged or cut short"):
        sweep(material.job(), store=store)
    cut.unlink()
    same(sweep(material.job(), store=store), ALL)
    assert len(list((store / "draws").glob("part-*"))) == 11


def test_other_inputs_are_refused(store):
    with pytest.raises(FileError, match=r"job.json: digest found aaaaaaaaaaaa, expected bbbbbbbbbbbb.*other inputs"):
        sweep(material.job(digest="b" * 64), store=store)


def test_other_versions_are_refused(store):
    card = store / "draws/job.json"
    card.write_text(card.read_text().replace("numpy ", "numpy 0."))
    with pytest.raises(FileError, match=r"job.json: versions found .*numpy 0\..*versions of programs"):
        sweep(material.job(), store=store)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"job": "draws"}'])
def test_a_damaged_card_is_refused(store, content):
    (store / "draws/job.json").write_text(content)
    with pytest.raises(FileError, match=r"job.json: damaged"):
        sweep(material.job(), store=store)


def test_parts_without_a_card_are_refused(store):
    (store / "draws/job.json").unlink()
    with pytest.raises(FileError, match=r"holds parts but no job.json"):
        sweep(material.job(), store=store)


def test_a_part_of_another_job_is_refused(store, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    sweep(material.job(digest="b" * 64), store=other)
    part(store).unlink()
    (store / "draws" / part(other).name).write_bytes(part(other).read_bytes())
    with pytest.raises(FileError, match=r"belongs to another job, digest bbbbbbbbbbbb"):
        sweep(material.job(), store=store)


def test_a_part_under_another_name_is_refused(store):
    part(store).rename(part(store).with_name("part-of-mine.parquet"))
    with pytest.raises(FileError, match=r"part-of-mine.parquet is no part of a store"):
        sweep(material.job(), store=store)


def test_rows_that_two_parts_hold_are_refused(store):
    name = part(store).name.replace("-000000010-", "-000000011-")
    (store / "draws" / name).write_bytes(part(store).read_bytes())
    with pytest.raises(FileError, match=r"holds rows that .* holds too"):
        sweep(material.job(), store=store)


def test_a_store_in_use_is_refused(tmp_path):
    from detente.assessment.store import opened

    with opened(tmp_path, material.job(), False), pytest.raises(FileError, match="in use by another run"):
        sweep(material.job(), store=tmp_path)
    same(sweep(material.job(), store=tmp_path), ALL)


def test_nothing_to_resume_is_said(tmp_path):
    with pytest.raises(FileError, match="nothing to resume"):
        sweep(material.job(), store=tmp_path / "none", resume=True)
    assert not (tmp_path / "none").exists()
    with pytest.raises(RangeError, match="resume without a store"):
        sweep(material.job(), resume=True)


def test_a_place_that_is_no_folder_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match=r"file/draws cannot be made"):
        sweep(material.job(), store=tmp_path / "file")


# Workers that fail


def test_a_killed_worker_loses_nothing(tmp_path):
    marks = tmp_path / "marks"
    marks.mkdir()
    found = sweep(material.job(partial(material.dying_once, marks, 42)), workers=2, store=tmp_path)
    assert (marks / "has died").exists()
    same(found, ALL)
    (marks / "has died").unlink()
    assert material.done_in(marks) == list(range(material.TOTAL))
    same(sweep(material.job(), store=tmp_path, resume=True), ALL)


def test_rows_that_kill_every_worker_are_given_up(tmp_path):
    with pytest.raises(WorkerError, match=r"rows 40 to 49 ended their worker process 3 times \(exit code -9"):
        sweep(material.job(partial(material.dying, 42)), workers=2, store=tmp_path)
    same(sweep(material.job(), store=tmp_path, resume=True), ALL)


def test_a_refusal_comes_through_from_a_worker():
    with pytest.raises(RangeError, match="row 42 is out of range") as caught:
        sweep(material.job(partial(material.refusing, 42)), workers=2)
    assert "rows 40 to 49" in caught.value.__notes__[0]


def test_work_that_cannot_leave_this_process_is_refused():
    with pytest.raises(WorkerError, match="cannot be handed to another process"):
        sweep(material.job(lambda first, count: material.rows(first, count)), workers=2)


# What a job must be


@pytest.mark.parametrize("change", [{"total": 0}, {"chunk": 0}])
def test_a_job_has_rows(change):
    with pytest.raises(RangeError, match="expected at least 1"):
        material.job(**change)


@pytest.mark.parametrize("name", ["", "../up", "a b", "Draws"])
def test_a_job_has_a_name_fit_for_a_folder(name):
    with pytest.raises(RangeError, match="cannot name a job"):
        Job(name, "a", 1, 1, material.rows)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (None, "came back as NoneType"),
        ({}, "came back as dict"),
        ({"x": np.zeros(9)}, r"shape \(9,\)"),
        ({"x": np.zeros((10, 2))}, r"shape \(10, 2\)"),
        ({"x": np.array(["a"] * 10)}, "numbers or booleans"),
    ],
)
def test_columns_must_fit(columns, message):
    with pytest.raises(RangeError, match=message):
        sweep(material.job(lambda _first, _count: columns, total=20))


def test_columns_stay_the_same():
    def changing(first, count):
        return {"x": np.zeros(count, int if first else float)}

    with pytest.raises(RangeError, match=r"from 10 on have columns x \(int64\); the rows before had x \(float64\)"):
        sweep(material.job(changing))


def test_at_least_one_worker():
    with pytest.raises(RangeError, match="0 workers"):
        sweep(material.job(), workers=0)
