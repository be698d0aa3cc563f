"""A dossier under a package: what an option says it changes, and nothing else."""

import pytest

from detente.assessment.balance import balance
from detente.assessment.packages import choice_of, planned, with_package
from detente.assessment.resolve import assumptions
from detente.errors import FileError
from detente.reading.dossier import load
from tests.reading.searched import SEARCH, searched


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    return searched(tmp_path_factory.mktemp("searched"))


def test_without_a_choice_nothing_changes(talks):
    assert with_package(talks, {}) is talks
    assert with_package(talks, {"sites": "as-planned", "speed": "free"}) is talks


def test_the_dossier_given_is_left_as_it_is(talks):
    before = talks.approach.deployments, talks.forces, {name: dict(view.values) for name, view in talks.views.items()}
    other = with_package(talks, {"sites": "none", "speed": "free", "warheads": "linked"})
    assert before == (talks.approach.deployments, talks.forces, {n: dict(v.values) for n, v in talks.views.items()})
    assert other.digest != talks.digest
    assert "sites=none" in other.approach.title


def test_a_removed_site_is_gone_from_its_phase_on(talks):
    other = with_package(talks, {"sites": "none"})
    assert [row.system for row in other.approach.deployments] == ["tpy-2-kurecik", "space-infrared"]
    assert planned(other, other.approach.deployments, 2) == 0
    assert planned(talks, talks.approach.deployments, 2) == 24


def test_a_site_may_end_with_an_earlier_phase(tmp_path):
    later = SEARCH.replace('system     = "sm-3-2a"\n  from_phase = 2', 'system = "tpy-2-kurecik"\n  from_phase = 2')
    other = with_package(searched(tmp_path, search=later), {"sites": "none"})
    (radar,) = (row for row in other.approach.deployments if row.system == "tpy-2-kurecik")
    assert radar.stands_in(1)
    assert not radar.stands_in(2)


def test_numbers_and_sectors_are_those_of_the_option(talks):
    (site,) = (row for row in with_package(talks, {"sites": "south-only"}).approach.deployments if row.count)
    assert (site.count, site.facing_deg, site.width_deg) == (12, pytest.approx(180.0), pytest.approx(90.0))


def test_a_cap_binds_whoever_says_more_and_nobody_else(talks):
    other = with_package(talks, {"speed": "capped"})
    speeds = {name: assumptions(other, name).numbers["sm-3-2a.burnout_speed"] for name in other.views}
    assert speeds == {"north": 4500.0, "east": 5000.0}
    assert assumptions(other, "east").numbers["topol-m.range"] == assumptions(talks, "east").numbers["topol-m.range"]
    said = other.lookup("east", "sm-3-2a.burnout_speed")
    assert said.holder == "package, speed=capped"
    assert said.certainty == "assumed"


def test_ceilings_cut_every_force_alike_and_links_raise_them(talks):
    # 350 and 24 - 20 = 4 more for the side that answers; the other side holds 300 and is not touched
    other = with_package(talks, {"warheads": "linked"})
    assert {force.id: force.warheads for force in other.forces} == {"their-land": 354, "our-sea": 300}
    numbers = assumptions(other, "north").numbers
    assert numbers["race.warhead_ceiling"] == 354.0
    assert numbers["race.warhead_ceiling_until"] == 2021.0


@pytest.mark.parametrize(("most", "left"), [(0, None), (10, 10), (24, 24), (99, 24)])
def test_the_most_interceptors_hold_in_every_phase(tmp_path, most, left):
    other = with_package(
        searched(tmp_path, search=SEARCH.replace("most = 44", f"most = {most}")), {"warheads": "linked"}
    )
    assert [row.count for row in other.approach.deployments if row.system == "sm-3-2a"] == ([left] if left else [])


def test_the_balance_answers_for_a_package(talks):
    before, after = (balance(dossier).handed for dossier in (talks, with_package(talks, {"sites": "none"})))
    assert [row.planned for row in before if row.phase == 2] == [24, 24]
    assert [row.planned for row in after if row.phase == 2] == [0, 0]


def test_packages_are_named_by_pairs_or_by_an_alternative(talks):
    assert choice_of(talks, "sites=none, speed=capped") == {"sites": "none", "speed": "capped"}
    assert choice_of(talks, "sectors") == {"sites": "south-only"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sektors", 'Did you mean "sectors"?'),
        ("", "expected topic=option"),
        ("sites=none,sites=elsewhere", "named twice"),
        ("sites=nowhere", "the id of an option on sites"),
        ("place=none", "the id of a topic"),
    ],
)
def test_what_is_no_package_is_refused(talks, text, said):
    with pytest.raises(FileError, match=said.replace("?", r"\?")):
        choice_of(talks, text)


def test_a_dossier_without_topics_has_no_packages():
    with pytest.raises(FileError, match=r"holds no search\.toml"):
        with_package(load("third-site-2007"), {})
