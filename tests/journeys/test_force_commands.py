"""The commands about held forces, as a user types them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

DETENTE = Path(sys.executable).parent / "detente"


def run(*words, cwd):
    return subprocess.run([str(DETENTE), *words], cwd=cwd, capture_output=True, text=True, timeout=300, check=False)


def test_forces_of_a_country_show_rivals_gaps_and_sources(tmp_path):
    done = run("forces", "United States", "--on", "2002", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for words in ("Minuteman III", "6,380", "6,036", "strategic-forces-file", "derived", "CC BY 4.0"):
        assert words in done.stdout
    done = run("forces", "Russia", "--on", "2002-06-01", cwd=tmp_path)
    assert "by type: not known from a checked source; in all 4,951" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_forces_without_a_country_is_one_line_each_and_json_is_json(tmp_path):
    done = run("forces", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sum(line.strip().startswith(("Russia", "China", "Israel")) for line in done.stdout.splitlines()) == 3
    found = json.loads(run("forces", "Russia", "--on", "2002", "--json", cwd=tmp_path).stdout)
    assert found["countries"][0]["types_as_of"] is None
    assert found["countries"][0]["whole"] is None


def test_history_writes_figure_and_table(tmp_path):
    done = run("forces", "history", "us", "Russia", "--since", "2011", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out" / "forces").iterdir()) == [
        "history.csv", "history.png", "history.svg",
    ]  # fmt: skip
    done = run("forces", "history", "--json", "--since", "2011", cwd=tmp_path)
    panels = json.loads(done.stdout)["panels"]
    assert any(mark["value"] is None for panel in panels for series in panel["series"] for mark in series["marks"])


def test_reductions_of_a_case_and_of_ones_own(tmp_path):
    done = run("reductions", "sort-2002", "--out", "there", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no limit yet" in done.stdout
    assert "by leg: not known from a checked source" in done.stdout
    assert sorted(path.suffix for path in (tmp_path / "there").iterdir()) == [".csv", ".png", ".svg"]
    words = ("--from", "2002=6380", "--to", "2012-12-31=2200", "--legs", "ICBM=1600,SLBM=3120,bomber=1660")
    done = run("reductions", *words, "--rule", "equal-shares", "--json", cwd=tmp_path)
    assert json.loads(done.stdout)["paths"][0]["points"][-1]["legs"] == {"ICBM": 552, "SLBM": 1076, "bomber": 572}
    done = run("reductions", *words, "--order", "bomber,ICBM,SLBM", "--pace", "by-deadline", "--json", cwd=tmp_path)
    assert json.loads(done.stdout)["paths"][0]["points"][-2]["total"] == 6380


@pytest.mark.parametrize(("words", "said"), [
    (("forces", "Germany"), "no figures for Germany"), (("forces", "United", "States"), '"United States"'),
    (("forces", "us", "--on", "1900"), "from 1945 on"), (("forces", "--since", "1990"), "forces history"),
    (("forces", "history", "--on", "2002"), "shows all dates"),
    (("forces", "--table", "nothing.csv"), "cannot be opened"),
    (("reductions",), "sort-2002"), (("reductions", "nothing.toml"), "cannot be opened"),
    (("reductions", "--from", "2002"), "DATE=NUMBER"), (("reductions", "--from", "2002=6,380"), "whole number"),
    (("reductions", "--from", "2002=-1", "--to", "2010=0"), "whole number of at least 0"),
    (("reductions", "--from", "2002=5", "--to", "2010=2.5"), "whole number of at least 0"),
    (("reductions", "--from", "2002=5", "--to", "2010=0", "--legs", "a=2,a=3"), "every name once"),
])  # fmt: skip
def test_bad_input_is_one_message_and_exit_code_2(tmp_path, words, said):
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.rglob("*")) == []
