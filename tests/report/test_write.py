"""Writing: everything at once or nothing, other people's files left alone, refusals in our words."""

import json
import os
from dataclasses import replace

import pytest

from detente.errors import FileError
from detente.report import write
from detente.report.write import write_map, write_report
from tests.report.material import small

FILES = {
    "report.html", "assessment.json", "results.nc", "trajectories.kml", "trajectories.czml",
    "maps/security-phase-1-arrow.png", "maps/security-phase-1-arrow.geojson",
    "maps/security-phase-2-arrow.png", "maps/security-phase-2-arrow.geojson",
    "maps/reach-phase-1.png", "maps/reach-phase-2.png",
}  # fmt: skip


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_all_files_are_there_the_report_first_and_nothing_else(result, tmp_path):
    steps = []
    written = write_report(result, tmp_path / "a" / "b", progress=lambda step, share: steps.append((step, share)))
    assert files(tmp_path / "a" / "b") == FILES
    assert {path.relative_to(tmp_path / "a" / "b").as_posix() for path in written} == FILES
    assert written[0].name == "report.html"
    assert files(tmp_path) == {f"a/b/{name}" for name in FILES}
    assert [share for _, share in steps] == sorted(share for _, share in steps)
    assert steps[-1] == ("done", 1.0)


def test_files_of_other_origin_stay_and_stale_maps_go(result, tmp_path):
    write_report(result, tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "maps" / "my-map.png").write_text("mine")
    first = small()
    first = replace(first, security=tuple(row for row in first.security if row.phase == 1))
    first.tree["flying/maps/arrow"] = first.tree["flying/maps/arrow"].to_dataset().sel(phase=[1])
    write_report(first, tmp_path)
    left = files(tmp_path)
    assert {"notes.txt", "maps/my-map.png"} <= left
    assert "maps/security-phase-2-arrow.png" not in left
    assert "maps/security-phase-1-arrow.png" in left


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("stop", ["defended", "report_html", "replace"])
def test_control_c_leaves_everything_as_it_was(result, tmp_path, monkeypatch, stop, before):
    folder = tmp_path / "out"
    if before:
        write_report(result, folder)
        (folder / "report.html").write_text("the old one")
        (folder / "notes.txt").write_text("mine")
    kept = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    calls = []

    def interrupted(*args, **kwargs):
        calls.append(args)
        if stop == "replace" and len(calls) < 6:
            return os.rename(*args)
        raise KeyboardInterrupt

    if stop == "defended":
        monkeypatch.setattr("detente.report.pictures.defended", interrupted)
    elif stop == "report_html":
        monkeypatch.setattr(write, "report_html", interrupted)
    else:
        monkeypatch.setattr(write, "_swap", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_report(result, folder)
    assert calls or stop == "defended", "maps are drawn by other processes, whose calls are not seen here"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == kept
    assert folder.exists() == before
    assert [path.name for path in tmp_path.iterdir()] == (["out"] if before else [])


def test_a_file_in_the_way_is_refused(result, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(FileError, match=r"found a file, expected a folder or nothing. Choose another folder"):
        write_report(result, tmp_path / "out")
    with pytest.raises(FileError, match="expected a folder that can be written"):
        write_report(result, tmp_path / "out" / "deeper")
    assert (tmp_path / "out").read_text() == "a file"


def test_what_the_disk_refuses_is_said_in_our_words(result, tmp_path, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device", "results.nc")

    monkeypatch.setattr(write, "write_netcdf", full)
    with pytest.raises(FileError, match=r"No space left on device \(results.nc\).*What was in it before is unchanged"):
        write_report(result, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_the_same_result_is_written_with_the_same_bytes(result, tmp_path):
    once = {path.name: path.read_bytes() for path in write_report(result, tmp_path / "one")}
    twice = {path.name: path.read_bytes() for path in write_report(result, tmp_path / "two")}
    assert {name: content for name, content in once.items() if name != "results.nc"} == {
        name: content for name, content in twice.items() if name != "results.nc"
    }


def test_one_map_comes_as_picture_drawing_and_data(result, tmp_path):
    written = write_map(result, 2, "arrow", tmp_path / "maps", borders=False)
    assert [path.name for path in written] == [f"security-phase-2-arrow.{end}" for end in ("png", "svg", "geojson")]
    assert written[0].read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in written[1].read_bytes()
    assert json.loads(written[2].read_text())["type"] == "FeatureCollection"
