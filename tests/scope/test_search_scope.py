"""A search varies deployments, limits, cooperation and transparency; it never varies or seeks anything else."""

import typing

import pytest

from detente.reading import scope
from detente.reading.dossier import check
from detente.reading.options import EFFECTS, NEGOTIABLE
from detente.reading.parameters import PARAMETERS
from detente.reading.search import What
from tests.reading.material import put
from tests.reading.searched import FILES, SEARCH

BELIEFS = [  # what a side thinks is so, or holds to be enough; and the missiles that the defence is measured against
    *(f"interception.{name}" for name in PARAMETERS["interception"]),
    *(f"their-land.{name}" for name in PARAMETERS["force"]),
    *(f"deterring.{name}" for name in ("sufficient_warheads", "sufficient_confidence", "judged_posture")),
    *("third-party.warheads", "third-party.confidence", "crisis.committed_share", "cost.warhead_millions"),
    *("topol-m.burnout_speed", "topol-m.range", "topol-m.burn_time", "notional-irbm.range", "topol-m.apogee_speed"),
    *("sm-3-2a.minimum_intercept_altitude", "defence.object_cross_section", "race.offence_adjustment"),
]


@pytest.mark.parametrize("of", BELIEFS)
@pytest.mark.parametrize("effect", ["set", "cap"])
def test_beliefs_and_missiles_are_nothing_to_agree_on(tmp_path, effect, of):
    old = SEARCH[SEARCH.index("  [[options.cap]]") :].split("\n")[0] + "\n"
    table = f'  [[options.{effect}]]\n  of = "{of}"\n  {"most" if effect == "cap" else "value"} = "1"\n{old}'
    assert old in SEARCH
    problems = check(put(tmp_path / "my-talks", {**FILES, "search.toml": SEARCH.replace(old, table)}))
    assert any(
        problem.key.endswith(f"{effect}[1].of") and "nothing to agree on" in problem.message for problem in problems
    )


def test_nothing_negotiable_belongs_to_missiles_or_to_the_chances_of_a_kill():
    assert not NEGOTIABLE.keys() & {"missile", "interception", "force", "third-party", "crisis", "cost"}
    assert all(name in PARAMETERS[kind] for kind, names in NEGOTIABLE.items() for name in names)


def test_every_effect_and_every_quantity_asked_for_is_listed_here():
    # a new one has to be thought about: does it vary an approach, or does it plan against somebody?
    assert set(EFFECTS) == {
        *("remove", "add", "count", "serve", "cap", "set", "sector", "ceiling", "interceptors", "link"),
    }  # fmt: skip
    assert set(typing.get_args(What)) == {
        *("protection", "third-party", "sufficiency", "slack", "stability", "loop gain", "build-up", "warheads"),
    }  # fmt: skip


@pytest.mark.parametrize("key", ["target", "aim_point", "yield", "hardness", "casualties", "decoys", "accuracy"])
def test_refused_words_are_refused_in_a_search_too(tmp_path, key):
    text = SEARCH.replace("burden    = 1 ", f'{key} = "1"\nburden = 1 ')
    problems = check(put(tmp_path / "my-talks", {**FILES, "search.toml": text}))
    assert any("refused on purpose" in problem.message for problem in problems)
    assert scope.reason(key)
