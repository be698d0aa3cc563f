"""A dossier of your own begins as a commented copy, whole or not at all."""

import os
from pathlib import Path

import pytest

from detente.errors import FileError
from detente.reading import copying, dossier
from tests.reading.material import FILES, put


def _all_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_copy_can_be_read_and_says_the_same(tmp_path: Path) -> None:
    source = put(tmp_path / "source", FILES)
    put(source, {"remarks.txt": "not part of the dossier", "other/deep/pyproject.toml": "nor is this"})
    made = dossier.new("my-talks", source, into=tmp_path)
    assert made == tmp_path / "my-talks"
    assert _all_in(made) == {*FILES, "views"}
    assert dossier.check(made) == []
    assert dossier.load(made).digest == dossier.load(source).digest
    assert _all_in(tmp_path) == {path for path in _all_in(tmp_path) if path.split("/")[0] in ("source", "my-talks")}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("approach.toml", "[[deployments]]"),
        ("views/north.toml", "one [[values]] table each"),
        ("claims.toml", "`asks`"),
    ],
)
def test_each_file_says_how_to_change_it(tmp_path: Path, file: str, said: str) -> None:
    text = (dossier.new("my-talks", put(tmp_path / "source", FILES), into=tmp_path) / file).read_text()
    header, _, body = text.partition("\n\n")
    assert said in header
    assert all(line.startswith("# ") for line in header.splitlines())
    assert body == FILES[file]


def test_a_copy_of_a_copy_has_one_header(tmp_path: Path) -> None:
    first = dossier.new("first", put(tmp_path / "source", FILES), into=tmp_path)
    second = dossier.new("second", first, into=tmp_path)
    assert {name: (second / name).read_bytes() for name in FILES} == {
        name: (first / name).read_bytes() for name in FILES
    }


def test_without_a_place_the_copy_lies_where_you_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = put(tmp_path / "source", FILES)
    monkeypatch.chdir(tmp_path)
    assert dossier.new("my-talks", source) == Path.cwd() / "my-talks"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    source = put(tmp_path / "source", FILES)
    kept = put(tmp_path / "my-talks", {"kept.txt": "kept"})
    with pytest.raises(FileError, match="exists already"):
        dossier.new("my-talks", source, into=tmp_path)
    assert _all_in(kept) == {"kept.txt"}


@pytest.mark.parametrize("name", ["My talks", "../talks", "", "-talks", "talks/two", "."])
def test_names_that_are_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="cannot be the name of a dossier"):
        dossier.new(name, put(tmp_path / "source", FILES), into=tmp_path)


def test_the_name_of_a_built_in_dossier_is_taken(tmp_path: Path) -> None:
    for summary in dossier.dossiers():
        with pytest.raises(FileError, match="is the name of a built-in dossier"):
            dossier.new(summary.name, summary.name, into=tmp_path)


def test_no_such_source(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no dossier"):
        dossier.new("my-talks", tmp_path / "none", into=tmp_path)


def test_a_folder_that_is_no_dossier(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"no such file or directory\. Nothing was left behind"):
        dossier.new("my-talks", put(tmp_path / "source", {"remarks.txt": ""}), into=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_no_such_folder_to_put_it_in(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written: no such file or directory"):
        dossier.new("my-talks", put(tmp_path / "source", FILES), into=tmp_path / "none")


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = put(tmp_path / "source", FILES)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", full)
    with pytest.raises(FileError, match="no space left on device"):
        dossier.new("my-talks", source, into=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_every_built_in_dossier_can_be_copied(tmp_path: Path) -> None:
    for summary in dossier.dossiers():
        made = dossier.new(f"my-{summary.name}", summary.name, into=tmp_path)
        assert dossier.check(made) == []


def test_headers_are_comments_only() -> None:
    for text in (copying._MARK, copying._ALWAYS, *copying._HEADERS.values()):
        assert all(line.startswith("# ") for line in text.splitlines())
