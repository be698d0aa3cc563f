"""Packages both could accept: every part of the answer against the parts of the program that it stands on."""

import itertools
import pickle
from dataclasses import replace

import numpy as np
import pytest

from detente.assessment.balance import balance
from detente.assessment.beliefs import beliefs, moved
from detente.assessment.package_building import table_for, with_ends
from detente.assessment.package_counts import central, outlook, scored
from detente.assessment.package_judged import Judged
from detente.assessment.packages import choice_of, with_package
from detente.assessment.reaching import silent
from detente.assessment.search import front_of, search
from detente.assessment.search_parts import levels_of
from detente.assessment.stages import town_slack
from detente.errors import FileError, RangeError
from detente.reading.checkability import checkability
from detente.reading.dossier import load
from detente.weighing.bargains import agree, nash
from tests.reading.searched import SEARCH, searched

FREE = SEARCH.replace('respect = ["new-start"]', "respect = []")
ROLES = ("defending", "deterring")


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    return searched(tmp_path_factory.mktemp("searched"), search=FREE)


@pytest.fixture(scope="module")
def table(talks):
    return table_for(talks, silent)


@pytest.fixture(scope="module")
def answer(talks):
    return search(talks)


@pytest.fixture(scope="module")
def nobody_can(tmp_path_factory):
    """The same talks with needs that no package meets together."""
    text = FREE.replace('excludes  = ["sites=as-planned", "speed=free"]', 'excludes  = ["sites=elsewhere"]')
    text = text.replace("least     = 0.5\n", "least     = 0.99\n", 1).replace(
        "closes = [0.0, 0.2, 0.5, 0.8]", "closes = [0, 0, 0, 0]"
    )
    return search(searched(tmp_path_factory.mktemp("none"), search=text))


def every(table):
    return table.packages(0, table.size)


# What a package gives: the same as any other part of the program says of the dossier under it


@pytest.mark.parametrize("text", ["sites=none", "sites=elsewhere", "speed=capped", "sites=south-only,warheads=linked"])
def test_flights_and_shares_are_those_of_the_balance(talks, table, text):
    choice = choice_of(talks, text)
    states, _ = table.states(levels_of(talks, choice)[None])
    handed = {row.view: row for row in balance(with_package(talks, choice)).handed if row.phase == 2}
    for role, view in (("defending", "north"), ("deterring", "east")):
        numbers = {key: column[1][0] for key, column in table.numbers_of(role, states).items()}
        assert numbers["#planned"] == handed[view].planned
        assert numbers["#met"] * numbers["#planned"] == pytest.approx(handed[view].interceptors_in_reach.median)
        assert numbers["#reach.their-land"] == pytest.approx(handed[view].reachable_share["their-land"].median)


@pytest.mark.parametrize("text", ["sites=as-planned", "sites=elsewhere,speed=capped"])
def test_cover_is_that_of_the_towns(talks, table, text):
    choice = choice_of(talks, text)
    view = beliefs(with_package(talks, choice), talks.search, 0)["defending"]
    slack = town_slack(view, view.numbers, view.words, 2, talks.approach.threats[0])
    covered = float((slack[~np.isnan(slack)] >= 0.0).mean())
    found = table.judged(levels_of(talks, choice)[None])
    assert found["value/defending/protection/south"][0] == pytest.approx(covered)


def test_no_agreement_is_the_path_of_the_race(talks, table):
    """M5 with the third parties' inventory alone: the row of the balance in the year of comparison, both views."""
    states, _ = table.states(levels_of(talks, {})[None])
    rows = {row.key: row for row in balance(talks).race}
    for role, view in (("defending", "north"), ("deterring", "east")):
        ahead = outlook(table.frames[role], central(table.numbers_of(role, states)))
        (year,) = (row for row in rows[f"race/{view}-{view}"].path if row[0] == talks.search.year)
        assert float(np.squeeze(ahead.interceptors)) == pytest.approx(year[1])
        assert float(np.squeeze(ahead.warheads["deterring"])) == pytest.approx(year[2])


def test_sufficiency_is_that_of_the_balance_where_nothing_moves(tmp_path):
    """Compared in the first year, the path has gone nowhere: the chance is that of the balance of the same dossier."""
    now = searched(
        tmp_path, search=FREE.replace("year = 2021", "year = 2011").replace("phase     = 2 ", "phase     = 1 ")
    )
    table = table_for(now, silent)
    for text in ("sites=as-planned", "warheads=linked"):
        choice = choice_of(now, text)
        found = table.judged(levels_of(now, choice)[None])["value/deterring/sufficiency"][0]
        rows = balance(with_package(now, choice)).sufficiency
        (row,) = (row for row in rows if (row.view, row.phase, row.side) == ("east", 1, "Russia"))
        assert found == pytest.approx(row.probability.median, abs=1e-9)


# Transparency


def test_full_transparency_meets_in_the_middle_and_none_moves_nothing(talks):
    numbers = {role: view.numbers for role, view in beliefs(talks, talks.search, 0).items()}
    assert numbers["defending"]["sm-3-2a.burnout_speed"] == 4500.0
    key, north, east = (
        "sm-3-2a.burnout_speed",
        talks.lookup("north", "sm-3-2a.burnout_speed"),
        talks.lookup("east", "sm-3-2a.burnout_speed"),
    )
    assert moved(north, east, 1.0).value == moved(east, north, 1.0).value == pytest.approx(6750.0)
    assert moved(north, east, 0.0) == north
    shown = beliefs(talks, talks.search, 3)
    tau = 0.8 * checkability(talks, key).level / 3
    assert shown["defending"].numbers[key] == pytest.approx(4500.0 + tau * 2250.0)
    assert shown["deterring"].numbers[key] == pytest.approx(9000.0 - tau * 2250.0)


def test_what_cannot_be_checked_does_not_move(talks):
    shown = beliefs(talks, talks.search, 3)
    for key in ("deterring.sufficient_warheads", "deterring.sufficient_confidence"):
        assert checkability(talks, key).level == 0
        assert shown["defending"].numbers[key] == talks.lookup("north", key).value


def test_transparency_is_swept_and_said(answer):
    (said,) = (note for note in answer.notes if "is swept" in note)
    assert f"{answer.counts['passing']} as stated" in said


# The packages


def test_packages_are_all_combinations_once(table):
    assert sorted(map(tuple, every(table).tolist())) == list(itertools.product(range(4), range(2), range(2), range(2)))


def test_chunks_do_not_matter(table):
    whole = table.run(0, table.size)
    parts = [table.run(first, 5) for first in range(0, table.size, 5)]
    for key, column in whole.items():
        assert np.array_equal(column, np.concatenate([part[key] for part in parts])), key


def test_a_worker_that_is_handed_the_table_judges_the_same(table):
    whole, there = table.run(0, table.size), pickle.loads(pickle.dumps(table)).run(0, table.size)
    assert whole.keys() == there.keys()
    assert all(np.array_equal(whole[key], there[key]) for key in whole)


def test_a_store_is_gone_on_from_and_never_mixed_up(talks, answer, tmp_path):
    assert search(talks, store=tmp_path / "kept").picks == answer.picks
    assert search(talks, store=tmp_path / "kept", resume=True).as_dict() == answer.as_dict()
    with pytest.raises(FileError):
        search(replace(talks, digest="f" * 64), store=tmp_path / "kept")


def test_passing_is_meeting_every_demand(table):
    found = table.run(0, table.size)
    met = np.all([found[f"margin/{row.key}"] >= -1e-12 for row in table.demands], axis=0)
    assert np.array_equal(found["passes"] > 0, met & (found["possible"] > 0))


def test_a_red_line_falls_on_the_packages_that_hold_all_of_it(table):
    found, levels = table.run(0, table.size), every(table)
    crossed = (levels[:, 0] == 0) & (levels[:, 1] == 0)
    assert np.array_equal(found["margin/red line/no-plan"] < 0, crossed)
    assert np.array_equal(found["possible"] == 0, (levels[:, 0] == 1) & (levels[:, 1] == 1))


def test_the_front_is_that_of_a_look_at_every_pair(table):
    levels, columns = every(table), table.run(0, table.size)
    judged = Judged(table, levels, columns, np.zeros(len(levels)))
    goals = np.stack([columns["utility/defending"], columns["utility/deterring"], -columns["burden"]], axis=1)
    passes = columns["passes"] > 0
    beaten = [
        any(passes[j] and (goals[j] >= goals[i]).all() and (goals[j] > goals[i]).any() for j in range(len(goals)))
        for i in range(len(goals))
    ]
    assert np.array_equal(front_of(judged), passes & ~np.array(beaten))


def test_without_an_agreement_nobody_gains(answer):
    (first,) = (row for row in answer.packages if row.number == 0)
    assert first.choice == {}
    assert first.gain == {"defending": 0.0, "deterring": 0.0}
    assert answer.without == pytest.approx(first.utility)


def test_utility_is_the_weighted_mean_of_scores(answer):
    for row in answer.packages:
        values = row.values
        assert row.utility["defending"] == pytest.approx(values["defending/protection/south"])
        expected = (2 * values["deterring/sufficiency"] + values["deterring/slack/west"]) / 3
        assert row.utility["deterring"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("what", "value", "score"),
    [
        ("slack", 0.25, 0.25),
        ("warheads", 1.0, 0.5),
        ("warheads", 3.0, 0.0),
        ("build-up", 0.25, 0.75),
        ("loop gain", 2.0, 0.0),
    ],
)
def test_scores_lie_between_nothing_and_one_and_more_is_better(what, value, score):
    assert scored(what, np.array([value]))[0] == pytest.approx(score)


def test_picks_are_those_of_the_rules_on_the_packages_listed(answer):
    passing = [row for row in answer.packages if row.passes]
    gains = np.array([[row.gain[role] for role in ROLES] for row in passing])
    best = {passing[place].number for place in nash(gains, np.ones(len(passing), dtype=bool)).choices}
    (pick,) = (row for row in answer.picks if row.rule == "Nash")
    assert set(pick.packages) == best
    assert answer.rules_agree == agree(tuple(type("P", (), {"choices": row.packages})() for row in answer.picks))


def test_shares_of_topics_sum_to_the_gain(answer):
    """Efficiency of the Shapley value, for every package whose shares are listed."""
    assert answer.shares
    for number in {row.package for row in answer.shares}:
        rows = [row for row in answer.shares if row.package == number]
        for role in ROLES:
            assert sum(row.share[role] for row in rows) == pytest.approx(answer.package(number).gain[role], abs=1e-12)


def test_a_bridge_leads_to_a_package_that_passes_and_no_shorter_one_does(talks, table, answer):
    (row,) = answer.alternatives
    assert not row.package.passes
    levels, passes = every(table), table.run(0, table.size)["passes"] > 0
    changed = (levels != levels_of(talks, row.package.choice)).sum(axis=1)
    assert len(row.bridge.changes) == changed[passes].min()
    assert answer.package(row.bridge.package).passes
    choice = {**row.package.choice, **{topic: after for topic, _, after in row.bridge.changes}}
    assert levels_of(talks, choice).tolist() == levels_of(talks, answer.package(row.bridge.package).choice).tolist()


def test_robust_is_the_share_of_scenarios_counted_one_by_one(table, talks):
    levels = every(table)
    passes = table.run(0, table.size)["passes"] > 0
    states, _ = table.states(levels[passes])
    whole = with_ends(talks, table, states, silent)
    together = whole.robustness(states)
    for place in range(len(states)):
        assert whole.robustness(states[place : place + 1])[0] == together[place]
    assert ((together >= 0.0) & (together <= 1.0)).all()
    each = list(whole.met_in_scenarios(states).values())
    assert np.array_equal(np.logical_and.reduce(each).mean(axis=1), together)
    assert set(np.round(together * table.scenarios, 9) % 1.0) == {0.0}


def test_beyond_the_most_an_evolutionary_search_comes_upon_the_same_front(talks, answer, monkeypatch):
    monkeypatch.setattr("detente.assessment.search.MOST", 10)
    found = search(talks)
    assert "evolutionary search" in found.method
    assert {row.number for row in found.packages if row.front} == {row.number for row in answer.packages if row.front}
    assert found.counts["all"] == answer.counts["all"]


# Where nothing passes


def test_where_nothing_passes_conflicts_and_relaxations_are_named(nobody_can):
    assert nobody_can.counts["passing"] == 0
    assert not any(row.packages for row in nobody_can.picks)
    assert ("need/cover", "red line/no-plan") in nobody_can.conflicts
    for row in nobody_can.relaxations:
        assert set(row.example.fails) <= set(row.demands)
        assert row.packages > 0
    by_key = {row.key: row for row in nobody_can.demands}
    assert by_key["red line/no-plan"].concession == pytest.approx(1.0)
    assert by_key["need/cover"].concession is not None


def test_many_red_lines_are_looked_at_side_by_side(tmp_path):
    lines = "".join(
        f'''
[[red_lines]]
id = "line-{number}"
name = "a line"
side = "{side}"
excludes = ["sites=elsewhere", "openness=visits"]
certainty = "assumed"
note = "for the example"
'''
        for number, side in enumerate(["Russia", "United States and NATO"] * 9)
    )
    text = FREE.replace("least     = 0.5\n", "least     = 0.99\n", 1) + lines.replace(', "openness=visits"', "")
    found = search(searched(tmp_path, search=text.replace("closes = [0.0, 0.2, 0.5, 0.8]", "closes = [0, 0, 0, 0]")))
    assert found.counts["passing"] == 0
    named = {key for row in (*found.conflicts, *(each.demands for each in found.relaxations)) for key in row}
    assert {"red lines/defending", "red lines/deterring"} & named
    assert all(row.packages > 0 for row in found.relaxations)


# Refusals


def test_every_package_impossible_is_refused_with_the_pairs(tmp_path):
    pairs = [("as-planned", "none"), ("as-planned", "visits"), ("none", "none"), ("none", "visits"),
             ("south-only", "none"), ("south-only", "visits"), ("elsewhere", "none"),
             ("elsewhere", "visits")]  # fmt: skip
    text = FREE + "".join(
        f'\n[[incompatible]]\noptions = ["sites={site}", "openness={shown}"]\nwhy = "for the example"\n'
        for site, shown in pairs
    )
    with pytest.raises(RangeError, match="sites=elsewhere with openness=visits"):
        search(searched(tmp_path, search=text))


def test_a_quantity_that_no_view_knows_is_refused_with_what_is_missing(tmp_path):
    text = FREE.replace('what   = "sufficiency"\nweight', 'what   = "stability"\nweight')
    from tests.reading.searched import FILES

    east = FILES["views/east.toml"].replace('of = "defending.sufficient_warheads"', 'of = "race.warhead_ceiling"')
    with pytest.raises(
        RangeError, match=r"deterring/stability: view east does not state defending\.sufficient_warheads"
    ):
        search(searched(tmp_path, search=text, **{"views/east": east}))


def test_a_dossier_without_topics_is_refused():
    with pytest.raises(FileError, match=r"holds no search\.toml"):
        search(load("third-site-2007"))
