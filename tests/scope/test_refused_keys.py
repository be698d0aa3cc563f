"""What files may not ask for, wherever they ask (decision record 0007)."""

from pathlib import Path

import pytest

from detente.errors import ScopeError
from detente.reading import dossier, scope
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
