"""Opening, pointing, ordering and writing."""

import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import DetenteError, FileError
from detente.reading import dossier
from detente.reading.files import Problem, ProblemsError, Sheet, open_sheet, repair_list, shown, write_whole, written
from tests.reading.material import FILES, changed, put


def test_the_repair_list_reads_like_this() -> None:
    problems = [
        Problem("approach.toml", "deployments[2].system", "found this, expected that."),
        Problem("views/north.toml", "values[1].value", "found more.", "two-stage-gbi.burnout_speed"),
    ]
    assert (
        repair_list("my-talks", problems)
        == """\
my-talks cannot be read: 2 problems in 2 files. Nothing was written.

approach.toml      deployments[2].system
    found this, expected that.
views/north.toml   values[1].value   (two-stage-gbi.burnout_speed)
    found more."""
    )


def test_one_problem_is_one_problem() -> None:
    assert "1 problem in 1 file." in repair_list("my-talks", [Problem("approach.toml", "title", "missing.")])


def test_problems_survive_a_trip_to_another_process() -> None:
    error = ProblemsError("my-talks", [Problem("approach.toml", "title", "missing.")])
    back = pickle.loads(pickle.dumps(error))
    assert (str(back), back.problems) == (str(error), error.problems)
    assert isinstance(back, FileError)


def test_keys_count_lists_from_one() -> None:
    assert written(("deployments", 1, "system")) == "deployments[2].system"
    assert written(("sources", "a b", "title")) == 'sources."a b".title'


def test_found_values_stay_short() -> None:
    assert shown("x" * 100) == '"' + "x" * 57 + '..."'
    assert shown(True) == "true"
    assert (shown({}), shown([1]), shown([])) == ("a table", "a list", "an empty list")
    assert shown("two\nlines") == '"two\\nlines"'


def test_problems_come_in_the_order_of_the_file() -> None:
    sheet = Sheet("a.toml", {"first": [{"x": 1}, {"x": 2}], "second": {"y": 1}})
    sheet.complain(("second", "y"), "fourth")
    sheet.complain(("first", 1, "x"), "third")
    sheet.complain(("first", 1, "absent"), "second")
    sheet.complain(("absent",), "first")
    sheet.complain(("absent",), "first")
    assert [problem.message for problem in sheet.in_order()] == ["first", "second", "third", "fourth"]


@pytest.mark.parametrize(
    ("content", "key", "part"),
    [
        (b"title = 'a'\ncount = = 3\n", "line 2", 'found "count = = 3", not readable as TOML'),
        (b"title = 6.3 km/s\n", "line 1", "stand in double quotes"),
        (b"[a]\nx = 1\n[a]\n", "line 3", "not readable as TOML"),
        (b'title = "\n', "line 1", "not readable as TOML"),
        (b"a = 1\nb = '\xff'\n", "line 2", "not UTF-8"),
        (b"a = " + b"[" * 5000, "", "nested too deeply"),
        (b"a = " + b"9" * 5000, "", "a number too long"),
        (b".".join([b"a"] * 30) + b" = 1\n", "", "nested more than"),
        (b"day = 2011-02-30\n", "line 1", "not readable as TOML"),
    ],
)
def test_what_is_not_toml_is_one_problem_with_its_line(tmp_path: Path, content: bytes, key: str, part: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    sheet = open_sheet(path, "a.toml")
    [problem] = sheet.in_order()
    assert sheet.broken
    assert problem.key == key
    assert part in problem.message


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    assert "no such file" in open_sheet(tmp_path / "none.toml", "none.toml").in_order()[0].message
    assert "is a directory" in open_sheet(tmp_path, "folder.toml").in_order()[0].message


def test_a_mark_before_the_text_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbftitle = 'a'\n")
    assert open_sheet(path, "a.toml").table == {"title": "a"}


def test_writing_replaces_whole_files(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [found.name for found in tmp_path.iterdir()] == ["out.json"]


def test_writing_where_it_cannot_be_done_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept").touch()
    with pytest.raises(FileError, match="cannot be written"):
        write_whole(tmp_path / "out", b"one")
    with pytest.raises(FileError, match="no such file"):
        write_whole(tmp_path / "none" / "out.json", b"one")
    assert [found.name for found in tmp_path.iterdir()] == ["out"]


SLOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)


@SLOW
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
@pytest.mark.parametrize("file", list(FILES))
def test_no_text_crashes_the_reader(tmp_path: Path, file: str, content: bytes) -> None:
    folder = put(tmp_path / "any", FILES)
    (folder / file).write_bytes(content)
    _reads_or_refuses(folder)


TOML_VALUES = st.recursive(
    st.sampled_from(["1", "-3.5", "nan", "inf", "true", '""', '"x"', '"5 km"', "2011-05-26", "07:32:00", "[]", "{}"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.tuples(st.sampled_from(["id", "of", "at", "x"]), inner).map(lambda pair: f"{{ {pair[0]} = {pair[1]} }}"),
    ),
    max_leaves=4,
)


@SLOW
@given(data=st.data(), value=TOML_VALUES)
@pytest.mark.parametrize("file", list(FILES))
def test_no_value_of_a_key_crashes_the_reader(tmp_path: Path, file: str, data: st.DataObject, value: str) -> None:
    lines = FILES[file].splitlines()
    place = data.draw(st.sampled_from([place for place, line in enumerate(lines) if " = " in line]))
    lines[place] = lines[place].split(" = ")[0] + " = " + value
    _reads_or_refuses(put(tmp_path / "any", {**FILES, file: "\n".join(lines)}))


@SLOW
@given(data=st.data(), value=TOML_VALUES)
@pytest.mark.parametrize("file", list(FILES))
def test_no_value_of_a_table_crashes_the_reader(tmp_path: Path, file: str, data: st.DataObject, value: str) -> None:
    names = ["title", "sides", "phases", "deployments", "threats", "deterrents", "values", "claims", "sources"]
    name = data.draw(st.sampled_from([*names, "places", "regions", "areas"]))
    _reads_or_refuses(put(tmp_path / "any", {**FILES, file: f"{name} = {value}\n"}))


def _reads_or_refuses(folder: Path) -> None:
    problems = dossier.check(folder)
    if problems:
        with pytest.raises(DetenteError, match=r"."):
            dossier.load(folder)
    else:
        dossier.load(folder)


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    files = changed("approach.toml", '"sm-3-2a"', '"sm-3-2z"')
    north = files["views/north.toml"].replace('"1500 km"', '"1500 s"')
    files["views/north.toml"] = north.replace("certainty", "certanty", 1)
    with pytest.raises(FileError) as refusal:
        dossier.load(put(tmp_path / "my-talks", files))
    assert (
        str(refusal.value)
        == """\
my-talks cannot be read: 3 problems in 2 files. Nothing was written.

approach.toml      deployments[2].system
    found "sm-3-2z", expected the id of an interceptor or a sensor. Did you mean "sm-3-2b"?
views/north.toml   values[1].value   (tpy-2-kurecik.range)
    found "1500 s", a time; expected a length. Write for example "120 km".
views/north.toml   values[1].certanty
    unknown key. Did you mean "certainty"? It takes read, secondary, derived or assumed."""
    )
