"""What files may not ask for, wherever they ask (decision record 0007)."""

from pathlib import Path

import pytest

from detente.errors import ScopeError
from detente.reading import dossier, scope
from detente.reading.parameters import OWNERS
from detente.reading.systems import catalog
from tests.reading.material import FILES, INTERCEPTOR, changed, put

REFUSED = [
    *("yield", "cep", "accuracy", "hardness", "casualty", "casualties", "target", "targets", "aim_point"),
    *("aim_points", "aimpoint", "aimpoints", "decoy", "decoys", "countermeasure", "countermeasures", "seeker"),
    *("guidance", "discrimination", "population_at_risk"),
]
ALLOWED = [
    *("interceptor", "aims", "intercept", "exception", "population_share", "shield", "yielding-not", "point"),
    *("threats", "deterrents", "concept", "deception", "risk", "population", "at"),
]
PLACES = [
    ("approach.toml", "[sides]\n", "[sides]\n{key} = 1\n", "sides"),
    ("approach.toml", "[[deployments]]\n", "[[deployments]]\n{key} = 1\n", "deployments"),
    ("approach.toml", "[[deterrents]]\n", "[[deterrents]]\n{key} = 1\n", "deterrents"),
    ("approach.toml", "[places.home]\n", "[places.{key}]\nat = [1, 2]\n[places.home]\n", "places"),
    ("approach.toml", "[sources.press]\n", "[sources.press]\n{key} = 1\n", "sources"),
    ("approach.toml", "[places.home]\n", "[[{key}]]\nx = 1\n[places.home]\n", "top"),
    ("views/north.toml", "[[values]]\n", "[[values]]\n{key} = 1\n", "values"),
    ("views/north.toml", '"tpy-2-kurecik.range"', '"tpy-2-kurecik.{key}"', "of"),
    ("claims.toml", "[[claims]]\n", "[[claims]]\nx = {{ y = [{{ {key} = 1 }}] }}\n", "deep"),
    ("claims.toml", '"slack"', '"{key}"', "quantity"),
]


@pytest.mark.parametrize("key", REFUSED)
def test_a_key_is_refused_alone_in_parts_and_in_any_spelling(key: str) -> None:
    for spelled in (key, key.upper(), f"warhead_{key}", f"{key}_m", key.replace("_", "-"), f"expected {key}"):
        assert scope.reason(spelled), spelled
    camel = "warhead" + "".join(word.title() for word in key.split("_"))
    assert scope.reason(camel), camel


@pytest.mark.parametrize("key", ALLOWED)
def test_a_key_that_only_looks_alike_is_not(key: str) -> None:
    assert scope.reason(key) is None


@pytest.mark.parametrize("key", ["yield", "target_list", "population_at_risk"])
@pytest.mark.parametrize(("file", "old", "new", "where"), PLACES)
def test_refused_wherever_it_stands(tmp_path: Path, key: str, file: str, old: str, new: str, where: str) -> None:
    folder = put(tmp_path / "talks", changed(file, old, new.format(key=key)))
    with pytest.raises(ScopeError) as refusal:
        dossier.load(folder)
    assert file in str(refusal.value), where
    assert key in str(refusal.value)
    assert "refused on purpose" in str(refusal.value)
    assert "out of scope" in str(refusal.value)
    told = [problem.message for problem in dossier.check(folder) if problem.file == file]
    assert any("refused on purpose" in message for message in told)


def test_what_is_refused_is_told_once(tmp_path: Path) -> None:
    folder = put(tmp_path / "talks", changed("approach.toml", "[sides]\n", "[sides]\naccuracy = 1\n"))
    [problem] = dossier.check(folder)
    assert (problem.file, problem.key) == ("approach.toml", "sides.accuracy")


def test_a_system_may_not_ask_for_it_either(tmp_path: Path) -> None:
    text = INTERCEPTOR.replace("[[burnout_speed]]", '[[seeker]]\nvalue = "1 km"\n[[burnout_speed]]')
    with pytest.raises(ScopeError, match=r"systems/ours\.toml, seeker: `seeker` is refused"):
        catalog(put(tmp_path / "extra", {"systems/ours.toml": text}))


def test_a_document_may_be_about_it(tmp_path: Path) -> None:
    files = changed("approach.toml", "[sources.press]", "[sources.countermeasures-2000]\n[sources.press]")
    table = '[sources.countermeasures-2000]\ntitle = "Countermeasures"\npublisher = "UCS and MIT"\n'
    files["approach.toml"] = files["approach.toml"].replace("[sources.countermeasures-2000]\n", table)
    assert dossier.check(put(tmp_path / "talks", files)) == []


def test_words_in_remarks_are_free(tmp_path: Path) -> None:
    files = changed("approach.toml", '"a class, for the example"', '"nothing here is a target"')
    assert dossier.check(put(tmp_path / "talks", files)) == []
    assert set(FILES) == set(files)


FORCES = """\
[[forces]]
id        = "west-warheads"
name      = "Warheads in the west"
side      = "Russia"
leg       = "land"
warheads  = 100
certainty = "assumed"
note      = "for the example"
"""
CONDUCT = """\
[[counts]]
id        = "vehicles"
party     = "Russia"
of        = "accountable_vehicles"
value     = 500
from      = 2011-02-05
holder    = "Russia"
certainty = "assumed"
note      = "for the example"
"""
AGENDA = """\
[[items]]
id       = "shield"
title    = "A shield"
question = "security"
status   = "open"

[[positions]]
item      = "shield"
holder    = "A minister"
side      = "Russia"
stance    = "asks"
statement = "What is it for?"
date      = "2011-05"
certainty = "assumed"
note      = "for the example"
"""
COUNTED = {"forces.toml": FORCES, "conduct.toml": CONDUCT, "agenda.toml": AGENDA}


@pytest.mark.parametrize(
    "key", ["warhead_yield", "silo_hardness", "cep_m", "aim_points", "decoys", "casualties", "target"]
)
@pytest.mark.parametrize("file", COUNTED)
def test_refused_in_what_is_counted_and_talked_about_too(tmp_path: Path, file: str, key: str) -> None:
    sound = {**FILES, **COUNTED}
    dossier.load(put(tmp_path / "sound", sound))
    folder = put(tmp_path / "talks", {**sound, file: f"{COUNTED[file]}{key} = 1\n"})
    with pytest.raises(ScopeError) as refusal:
        dossier.load(folder)
    assert file in str(refusal.value)
    assert "refused on purpose" in str(refusal.value)


@pytest.mark.parametrize("key", ["warhead_yield", "silo_hardness", "cep_m", "aim_points"])
@pytest.mark.parametrize("owner", [*OWNERS, "west-warheads"])
def test_no_view_can_state_it_of_a_force_or_a_side(tmp_path: Path, owner: str, key: str) -> None:
    said = f'\n[[values]]\nof = "{owner}.{key}"\nvalue = 1\nholder = "Nobody"\nkind = "fact"\n'
    head, tail = FILES["views/north.toml"].split("[sources.paper]")
    files = {**FILES, **COUNTED, "views/north.toml": f"{head}{said}[sources.paper]{tail}"}
    with pytest.raises(ScopeError, match="refused on purpose"):
        dossier.load(put(tmp_path / "talks", files))
