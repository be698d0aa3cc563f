"""`detente catalog`, as a user types it."""

import io
import json

import pytest
from rich.console import Console

import detente
from detente.interfaces.catalog_tables import show_system
from detente.reading.systems import catalog
from tests.journeys.test_commands import run


def test_the_list_can_be_narrowed_and_is_json_when_asked(tmp_path):
    done = run("catalog", "--kind", "interceptor", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    entries = json.loads(done.stdout)
    assert {entry["kind"] for entry in entries} == {"interceptor"}
    assert {"sm-3-2b", "two-stage-gbi", "kinetic-energy-interceptor"} <= {entry["id"] for entry in entries}


def test_the_quarrel_of_2007_is_shown_with_its_holders_and_documents(tmp_path):
    # missiles.md, section 1.1: 5.4 and 6.3 (agency), 7.7 to 8.3, closer to nine and 5.6 miles a second (critic).
    done = run("catalog", "show", "two-stage-gbi", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for said in ("5.4 km/s", "6.3 km/s", "7.7 km/s to 8.3 km/s", "8.5 km/s to 9 km/s", "5.6 mile/s"):
        assert said in done.stdout
    for holder in ("US Missile Defense", "T. Postol", "ASSUMPTION", "https://spacenews.com/"):
        assert holder in done.stdout


def test_an_alias_shows_the_same_entry_as_the_id(tmp_path):
    one, other = (run("catalog", "show", name, "--json", cwd=tmp_path) for name in ("sm-3-iib", "sm-3-2b"))
    assert one.returncode == 0
    assert one.stdout == other.stdout


def test_an_unknown_name_or_kind_is_one_message_and_exit_code_2(tmp_path):
    for words, part in ((("show", "topol-n"), 'Did you mean "topol-m"?'), (("--kind", "radr"), "expected one of")):
        done = run("catalog", *words, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stdout == ""
        assert part in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("id_", sorted(catalog().systems))
def test_every_entry_can_be_shown(id_):
    shown = io.StringIO()
    show_system(Console(file=shown, width=140), detente.system(id_))
    text = shown.getvalue()
    assert id_ in text
    for statements in catalog().systems[id_].statements.values():
        assert all(statement.text.split()[0] in text for statement in statements)
    assert ("impulse or thrust" in text) == bool(getattr(catalog().systems[id_], "stages", ()))
