"""Forces of a dossier and what views say of them: read whole, or refused with every problem."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import units
from detente.errors import ScopeError
from detente.reading import dossier
from detente.reading.parameters import OWNERS, PARAMETERS, POSTURES
from tests.reading.material import FILES, VIEW, put

FORCES = """\
[[forces]]
id        = "russian-warheads"
name      = "All deployed strategic warheads"
side      = "Russia"
leg       = "all"
warheads  = 1537
flies_as  = ["west"]
source    = "exchange"
where     = "row of 2011-02-05"
certainty = "read"

[[forces]]
id        = "american-warheads"
name      = "Deployed strategic warheads"
side      = "United States and NATO"
leg       = "all"
warheads  = 1800
until     = 1
source    = "exchange"
where     = "row of 2011-02-05"
certainty = "read"

[sources.exchange]
title     = "First exchange"
publisher = "A department"
"""

SAID = """
[[values]]
of        = "{of}"
value     = {value}
holder    = "Northern experts"
kind      = "technical judgement"
certainty = "assumed"
note      = "for the example"
"""


def with_values(*said: tuple[str, str], forces: str = FORCES) -> dict[str, str]:
    head, tail = VIEW.split("[sources.paper]")
    values = "".join(SAID.format(of=of, value=value) for of, value in said)
    return {**FILES, "forces.toml": forces, "views/north.toml": f"{head}{values}\n[sources.paper]{tail}"}


def problems(folder: Path) -> list[str]:
    return [f"{problem.file} {problem.key}: {problem.message}" for problem in dossier.check(folder)]


def test_forces_and_what_a_view_says_of_them(tmp_path: Path) -> None:
    said = [
        ("russian-warheads.survival_day_to_day_ride_out", "0.3"),
        ("russian-warheads.delivery_reliability", '"80 %"'),
        ("deterring.sufficient_warheads", "200"),
        ("deterring.judged_posture", '"generated ride-out"'),
        ("interception.kill_probability", "0.56"),
        ("interception.shots", "2.5"),
    ]
    talks = dossier.load(put(tmp_path / "talks", with_values(*said)))
    first, second = talks.forces
    assert (first.side, first.leg, first.warheads, first.flies_as) == ("Russia", "all", 1537, ("west",))
    assert [second.stands_in(phase) for phase in (1, 2)] == [True, False]
    found = talks.parameters("north")
    assert found["russian-warheads.delivery_reliability"].value == pytest.approx(0.8)
    assert found["deterring.judged_posture"].word == "generated ride-out"
    assert found["interception.shots"].value == 2.5
    assert "deterring.sufficient_confidence" not in found  # nothing is filled in that nobody said


def test_a_dossier_without_forces_holds_none(tmp_path: Path) -> None:
    assert dossier.load(put(tmp_path / "talks", FILES)).forces == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("= 1537", "= -1", "whole number of deployed warheads"),
        ("= 1537", "= 1537.5", "whole number of deployed warheads"),
        ('= "Russia"', '= "Rusia"', 'Did you mean "Russia"?'),
        ('["west"]', '["east"]', "the id of a deterrent"),
        ('leg       = "all"\nwarheads  = 1537', 'leg       = "rail"\nwarheads  = 1537', "silo, road-mobile, land"),
        ("until     = 1", "until     = 3", "Declared in [[phases]]: 1, 2"),
        ("until     = 1", "until     = 1\nfrom_phase = 2", "its first phase"),
        ('"russian-warheads"', '"topol-m"', "names something else already"),
        ('"russian-warheads"', '"deterring"', "names something else already"),
        ('"american-warheads"', '"russian-warheads"', "a second time"),
        ('source    = "exchange"\n', "", 'what is "read" says it'),
        ("[sources.exchange]", "[notices]", "unknown key"),
    ],
)
def test_what_is_wrong_with_forces(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in FORCES
    found = problems(put(tmp_path / "talks", with_values(forces=FORCES.replace(old, new, 1))))
    assert any(line.startswith("forces.toml") and expected in line for line in found), found


@pytest.mark.parametrize(
    ("of", "value", "expected"),
    [
        ("interception.kill_probability", "1.2", "from 0 to 1"),
        ("interception.kill_probability", '"120 %"', "from 0 to 1"),
        ("interception.kill_probability", '"often"', "expected a number without a unit"),
        ("interception.kill_probability", "true", "expected a number without a unit"),
        ("interception.false_object_load", "0.5", "of 1 or more"),
        ("deterring.sufficient_warheads", "200.5", "a whole number"),
        ("deterring.sufficient_warheads", "-1", "a whole number of 0 or more"),
        ("deterring.sufficient_warheads", '"200 km"', "expected a number without a unit"),
        ("deterring.judged_posture", '"asleep"', "generated ride-out"),
        ("russian-warheads.survival", "0.5", "survival_day_to_day_ride_out"),
        ("chinese-warheads.delivery_reliability", "0.5", "expected the id of a system before the dot, or one of"),
        ("defence.kill_probability", "0.5", "defence takes"),
    ],
)
def test_what_is_wrong_with_values(tmp_path: Path, of: str, value: str, expected: str) -> None:
    found = problems(put(tmp_path / "talks", with_values((of, value))))
    assert any(line.startswith("views/north.toml") and expected in line for line in found), found


@pytest.mark.parametrize("name", ["warhead_yield", "silo_hardness", "cep", "aim_points", "casualties"])
def test_forces_and_balance_take_nothing_that_is_out_of_scope(tmp_path: Path, name: str) -> None:
    asked = FORCES.replace("warheads  = 1537", f"warheads  = 1537\n{name} = 1")
    with pytest.raises(ScopeError, match="refused on purpose"):
        dossier.load(put(tmp_path / "one", with_values(forces=asked)))
    with pytest.raises(ScopeError, match="refused on purpose"):
        dossier.load(put(tmp_path / "two", with_values((f"russian-warheads.{name}", "1"))))


def test_every_posture_and_owner_is_known() -> None:
    assert {f"survival_{ending}" for ending in POSTURES.values()} < set(PARAMETERS["force"])
    assert set(OWNERS.values()) <= set(PARAMETERS)


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_pure_number_is_read_as_it_is_written(number: float) -> None:
    assert units.pure_number(number) == number
    assert units.pure_number(repr(number)) == number
    assert units.pure_number(f"{number!r} %") == pytest.approx(0.01 * number, rel=1e-12)


@given(st.text(max_size=12))
def test_what_is_no_pure_number_is_refused_and_never_crashes(text: str) -> None:
    try:
        found = units.pure_number(text)
    except units.QuantityError:
        found = 0.0
    assert math.isfinite(found)
