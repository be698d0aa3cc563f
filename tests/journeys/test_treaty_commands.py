"""`detente treaty`, as a user types it."""

import json

import detente
from tests.journeys.test_commands import run


def told(*words, cwd):
    done = run("treaty", *words, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_list_names_every_treaty_and_says_what_is_in_force(tmp_path):
    text = told("list", "--on", "2002-06-12", cwd=tmp_path)
    lines = {line.split()[0]: line for line in text.splitlines() if line.strip()}
    assert {line.id for line in detente.treaty_list()} <= set(lines)
    assert " in force " in lines["abm-treaty"]
    assert " not in force " in lines["new-start"]


def test_a_treaty_is_shown_with_its_limits_documents_and_gaps(tmp_path):
    text = told("show", "new-start", cwd=tmp_path)
    for part in (
        "at most 1,550",
        "binds from 2018-02-05",
        "Air Force Magazine",
        "article number not checked",
        "disputed",
    ):
        assert part in text
    same = json.loads(told("show", "New START", "--json", cwd=tmp_path))
    assert [rule["id"] for rule in same["rules"]][:2] == ["newstart-vehicles", "newstart-warheads"]
    assert same["rules"][0]["from"] == "2018-02-05"


def test_the_plan_of_2002_before_and_after_the_treaty(tmp_path):
    before = told("check", "washington-2002", "--on", "2002-06-01", cwd=tmp_path)
    after = told("check", "washington-2002", "--on", "2002-07-01", cwd=tmp_path)
    assert "In force: ABM Treaty, ABM Protocol 1974" in before
    assert "would exceed by 1 area" in before
    assert "ABM" not in after
    asked = told("check", "washington-2002", "--on", "2002-07-01", "--as-if", "abm-protocol-1974", cwd=tmp_path)
    assert "would exceed by 1 area" in asked
    assert "as if in force" in asked


def test_the_claim_of_march_2022_is_printed_with_its_arithmetic(tmp_path):
    text = told("check", "deauville-2011", "--on", "2022-03-01", cwd=tmp_path)
    joined = " ".join(text.split())
    assert "800 + 56 + 41 + 4 = 901; 901 - 800 = 101" in joined
    assert "premise is open" in joined


def test_through_prints_the_days_on_which_something_changes(tmp_path):
    text = told("check", "deauville-2011", "--on", "2018-01-01", "--through", "2018", cwd=tmp_path)
    assert "2018-02-05  New START: 3 limits bind from here on" in text
    assert text.index("2018-02-05") < text.index("2018-09-01")


def test_json_is_the_answer_of_python(tmp_path):
    words = ("check", "washington-2002", "--on", "2002-06-01", "--as-if", "sort", "--json")
    answer = json.loads(told(*words, cwd=tmp_path))
    same = detente.treaty_check(detente.load("washington-2002"), "2002-06-01", as_if=["sort"])
    assert answer == json.loads(json.dumps(same.as_dict()))
    listed = json.loads(told("list", "--json", cwd=tmp_path))
    assert listed == [line.as_dict() | {"parties": list(line.parties)} for line in detente.treaty_list()]


def test_a_treaty_of_your_own_is_checked(tmp_path):
    from tests.reading.test_treaties import OWN

    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    assert "A treaty of our own" in told("show", "own.toml", cwd=tmp_path)
    text = told("check", "after-new-start-2026", "--on", "2027-06-01", "--treaty", "own.toml", cwd=tmp_path)
    assert "at most 1,000 warheads" in text


def test_what_is_wrong_is_one_message_and_exit_code_2(tmp_path):
    (tmp_path / "bad.toml").write_text("name = 3\n", encoding="utf-8")
    for words, part in (
        (("show", "start-9"), 'Did you mean "start-'),
        (("show", "bad.toml"), "bad.toml cannot be read"),
        (("show", "none.toml"), "cannot be opened"),
        (("check", "deauville-2011", "--on", "1950-01-01"), "--on: found 1950-01-01"),
        (("check", "deauville-2011", "--through", "1999"), "--through: found 1999"),
        (("check", "deauville-2011", "--as-if", "salt-2"), 'Did you mean "salt-1"'),
        (("check", "deauville-2012"), 'Did you mean "deauville-2011"'),
        (("list", "--on", "yesterday"), "expected a day such as 2002-06-01"),
    ):
        done = run("treaty", *words, cwd=tmp_path)
        assert done.returncode == 2, words
        assert done.stdout == ""
        assert part in done.stderr, done.stderr
        assert "Traceback" not in done.stderr
