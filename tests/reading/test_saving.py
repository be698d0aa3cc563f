"""A changed dossier as files: loaded again it says the same, to the last bit, and keeps what was not changed."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.errors import FileError, RangeError
from detente.reading.changes import Changes, changed
from detente.reading.parameters import PARAMETERS
from detente.reading.saving import dossier_files, dossier_zip, free_name, quantity, save_dossier
from detente.reading.values import si

CHANGES = Changes(
    {"russia": {"sm-3-2b.burnout_speed": "4.5 km/s", "defence.policy": "organic", "topol-m.range": "9000 km"}},
    {"us-nato": {"defence.commit_delay": "russia", "sm-3-2a.burnout_speed": "russia", "topol-m.range": "russia"}},
    {"redzikowo": (54.0, 18.0), "eastern-mediterranean": (35.0, 30.5)},
)


@pytest.fixture(scope="module")
def talks():
    return detente.load("deauville-2011")


@pytest.fixture(scope="module")
def saved(talks, tmp_path_factory):
    """The folder of a changed dossier."""
    return save_dossier(talks, CHANGES, tmp_path_factory.mktemp("saved") / "our-talks")


def same(one, other):
    """Everything that answers come from is the same."""
    for view in one.views:
        assert one.parameters(view) == other.parameters(view)
    assert one.places == other.places
    assert one.approach.title == other.approach.title
    assert one.approach.deployments == other.approach.deployments
    assert (one.claims, one.forces, one.agenda, one.search) == (other.claims, other.forces, other.agenda, other.search)


def test_a_saved_dossier_says_the_same(talks, saved):
    assert detente.check(saved) == []
    same(detente.load(saved), changed(talks, CHANGES))


def test_comments_and_what_is_unchanged_stay(talks, saved):
    for name in dossier_files(talks, CHANGES):
        old = (talks.folder / name).read_text("utf-8")
        new = (saved / name).read_text("utf-8")
        comments = [line for line in old.splitlines() if line.startswith("#")]
        assert all(comment in new for comment in comments), name
    assert (saved / "claims.toml").read_text("utf-8").endswith((talks.folder / "claims.toml").read_text("utf-8"))


def test_nothing_is_written_over_what_is_there(talks, saved, tmp_path):
    with pytest.raises(FileError, match="exists already"):
        save_dossier(talks, CHANGES, saved)
    for name in ("Our Talks", "talks.", "deauville-2011"):
        with pytest.raises(FileError, match=r"cannot be the name|built-in"):
            save_dossier(talks, CHANGES, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_wrong_changes_leave_nothing_behind(talks, tmp_path):
    with pytest.raises(RangeError, match="rusia"):
        save_dossier(talks, Changes({"rusia": {"defence.policy": "organic"}}), tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []


def test_a_zip_holds_the_same_folder_and_the_same_bytes_every_time(talks, tmp_path):
    packed = dossier_zip(talks, CHANGES)
    assert packed == dossier_zip(talks, CHANGES)
    with zipfile.ZipFile(io.BytesIO(packed)) as pack:
        assert {name.split("/")[0] for name in pack.namelist()} == {"my-deauville-2011"}
        pack.extractall(tmp_path)
    same(detente.load(tmp_path / "my-deauville-2011"), changed(talks, CHANGES))


def test_an_unchanged_dossier_is_saved_as_it_is(talks, tmp_path):
    made = save_dossier(talks, Changes(), tmp_path / "mine")
    assert detente.load(made).digest == talks.digest


def test_a_saved_dossier_can_be_changed_and_saved_again(saved, tmp_path):
    ours = detente.load(saved)
    again = Changes({"russia": {"sm-3-2b.burnout_speed": "5 km/s"}}, {}, {"redzikowo": (53.0, 17.0)})
    same(detente.load(save_dossier(ours, again, tmp_path / "once-more")), changed(ours, again))


def test_a_free_name():
    assert free_name("deauville-2011") == "my-deauville-2011"
    assert free_name("our-talks") == "our-talks"
    assert free_name("Our Talks") == "dossier"


def test_a_file_in_an_unusual_order_is_refused_rather_than_spoilt(talks, tmp_path):
    folder = detente.new("odd", "third-site-2007", into=tmp_path)
    view = folder / "views/official.toml"
    rows = view.read_text("utf-8")
    view.write_text("values = [\n" + ",\n".join(_inline(rows)) + "]\n" + rows.split("[[values]]")[0], "utf-8")
    ours = detente.load(folder) if not detente.check(folder) else None
    if ours is not None:
        change = Changes({"official": {"defence.policy": "organic"}})
        same(detente.load(save_dossier(ours, change, tmp_path / "even")), changed(ours, change))


def _inline(rows):
    import tomllib

    import tomlkit

    for row in tomllib.loads(rows)["values"]:
        table = tomlkit.inline_table()
        table.update(row)
        yield table.as_string()


NUMBERS = [
    (kind, name)
    for kind, parameters in PARAMETERS.items()
    for name, parameter in parameters.items()
    if not parameter.words and not parameter.whole
]


@given(st.sampled_from(NUMBERS), st.floats(1e-6, 1e6, allow_nan=False))
def test_a_number_in_si_reads_back_as_the_same_number(which, number):
    parameter = PARAMETERS[which[0]][which[1]]
    assert si(quantity(number, parameter), parameter.dimension) == number


@pytest.mark.parametrize("value", ["6.3 km/s", "30 deg", "100 s", "1000 km"])
def test_usual_numbers_are_written_as_people_write_them(value):
    number, unit = value.split()
    parameter = next(row for table in PARAMETERS.values() for row in table.values() if row.unit == unit)
    assert quantity(si(value, parameter.dimension), parameter).split()[0] == str(float(number)).removesuffix(".0")


@settings(max_examples=12)
@given(
    st.dictionaries(
        st.sampled_from(["two-stage-gbi.burnout_speed", "notional-irbm.burnout_speed"]),
        st.floats(2000.0, 9000.0).map(lambda speed: f"{speed!r} m/s"),
        max_size=2,
    ),
    st.sets(st.sampled_from(["defence.commit_delay", "defence.policy", "topol-m.range"])),
    st.one_of(st.none(), st.tuples(st.integers(-900, 900), st.integers(-1800, 1800))),
)
def test_any_changes_survive_being_saved(tmp_path_factory, values, copied, at):
    ours = detente.load("third-site-2007")
    moved = {} if at is None else {"redzikowo": (at[0] / 10, at[1] / 10)}
    changes = Changes({"official": values}, {"critics": dict.fromkeys(copied, "official")}, moved)
    found = detente.load(save_dossier(ours, changes, tmp_path_factory.mktemp("any") / "mine"))
    same(found, changed(ours, changes))
