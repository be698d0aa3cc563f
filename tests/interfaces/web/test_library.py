"""Names out of requests: they open what is in the folder, and never anything outside."""

import shutil
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import detente
from detente.errors import FileError
from detente.interfaces.web.library import Library
from detente.interfaces.web.refusals import RefusedError, told

BUILT_IN = tuple(row.name for row in detente.dossiers())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("library")
    detente.new("outside", "third-site-2007", made)
    (made / "own").mkdir()
    detente.new("my-talks", "third-site-2007", made / "own")
    (made / "own" / "elsewhere").symlink_to(made / "outside")
    (made / "own" / "notes").mkdir()
    return made / "own"


@pytest.fixture(scope="module")
def shelf(folder: Path) -> Library:
    return Library(folder)


def test_own_folders_stand_beside_the_built_in_ones(shelf: Library) -> None:
    lines = {line["id"]: line["built_in"] for line in shelf.lines()}
    assert lines == {"my-talks": False} | dict.fromkeys(BUILT_IN, True)


@given(
    st.text(max_size=30)
    | st.sampled_from(["..", "../outside", "elsewhere", "notes", "/etc", ".", "a/../..", "my-talks/.."])
)
def test_no_name_leads_out_of_the_folder(shelf: Library, name: str) -> None:
    assume(name not in ("my-talks", *BUILT_IN))
    with pytest.raises((FileError, RefusedError)) as refusal:
        shelf.load(name)
    assert told(refusal.value)


def test_a_dossier_is_read_again_when_it_changes_and_missed_when_it_goes(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "my-talks", tmp_path / "my-talks")
    library = Library(tmp_path)
    first = library.load("my-talks")
    assert library.load("my-talks") is first
    approach = tmp_path / "my-talks" / "approach.toml"
    approach.write_text(
        approach.read_text("utf-8").replace("asks ", "asked ", 1).replace("asks=", "asked=", 1), "utf-8"
    )
    with pytest.raises(FileError) as broken:
        library.load("my-talks")
    assert any("approach.toml" in problem.where for problem in told(broken.value))
    assert [line["title"] for line in library.lines() if line["id"] == "my-talks"]
    shutil.rmtree(tmp_path / "my-talks")
    with pytest.raises(RefusedError) as gone:
        library.load("my-talks")
    assert gone.value.status == 404


def test_a_name_in_use_is_taken(shelf: Library) -> None:
    assert [shelf.taken(name) for name in ("my-talks", "notes", "deauville-2011", "free")] == [
        True,
        True,
        True,
        False,
    ]
