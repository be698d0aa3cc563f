"""`detente search` and `--package`, as a person runs them."""

import json

import pytest
from typer.testing import CliRunner

from detente.errors import FileError
from detente.interfaces.cli import app
from tests.reading.material import put
from tests.reading.searched import FILES, SEARCH


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    text = SEARCH.replace('respect = ["new-start"]', "respect = []")
    return put(tmp_path_factory.mktemp("talks") / "my-talks", {**FILES, "search.toml": text})


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def test_json_alone_is_on_stdout_and_nothing_is_written(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = run("search", folder, "--json")
    assert found.exit_code == 0
    answer = json.loads(found.stdout)
    assert answer["counts"]["all"] == 32
    assert {pick["rule"] for pick in answer["picks"]} >= {"Nash", "Kalai-Smorodinsky", "maximin gain"}
    assert list(tmp_path.iterdir()) == []


def test_tables_name_the_packages_and_the_bridge(folder, tmp_path):
    found = run("search", folder, "--out", tmp_path / "out")
    assert found.exit_code == 0
    assert "Nash" in found.stdout
    assert "Sectors" in found.stdout
    assert (tmp_path / "out").is_dir()


def test_the_balance_answers_for_a_package(folder):
    answers = [json.loads(run("balance", folder, "--json", *more).stdout) for more in ((), ("--package", "sites=none"))]
    planned = [[row["planned"] for row in answer["handed"] if row["phase"] == 2] for answer in answers]
    assert planned == [[24, 24], [0, 0]]
    assert "sites=none" in answers[1]["title"]


def test_what_is_no_package_is_one_line(folder):
    with pytest.raises(FileError, match="expected the id of an option on sites"):
        run("balance", folder, "--package", "sites=nowhere")
