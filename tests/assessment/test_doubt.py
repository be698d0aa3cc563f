"""Samples of an assessment: against asking one by one, against themselves on other workers, and bounds that hold."""

from dataclasses import replace

import numpy as np
import pytest

from detente.assessment.assess import _protections
from detente.assessment.balance import counted
from detente.assessment.doubt import Sampling, doubt, map_bands, plan_of, worst_error
from detente.assessment.doubt_plan import both, columns
from detente.assessment.drawing import drawn
from detente.assessment.reaching import reaches, silent
from detente.assessment.sampled_flights import REACH_WORDS, covered, reached
from detente.assessment.stages import encounters_at, middle, region_points, town_slack
from detente.assessment.verdicts import balance_rows
from detente.errors import RangeError
from detente.weighing.laws import Law

TIMING = 0.006  # [s] what many samples at once may be off from one by one


@pytest.fixture(scope="module")
def plan(views):
    answers = list(_protections(views, silent))
    flown = list(reaches(views, silent))
    return plan_of(views, answers, flown, counted(views, flown), seed=0)


@pytest.fixture(scope="module")
def sampled(plan):
    return doubt(plan, Sampling(200))


@pytest.fixture(scope="module")
def table(plan):
    return plan(0, 60)


def place_of(plan, key, view):
    return list(plan.asked).index((key, view))


def test_every_question_has_a_row_under_every_view(plan, sampled):
    assert [(row.key, row.view) for row in sampled.rows] == list(plan.asked)
    assert {row.kind for row in sampled.rows} >= {"reach", "cover"}
    for row in sampled.rows:
        # Every sample has an answer: surely at most all of them together, possibly at least all.
        assert sum(chance.low for chance in row.chances) <= 1.0 + 1e-12
        assert sum(chance.high for chance in row.chances) >= 1.0 - 1e-12
        assert all(0.0 <= chance.low <= chance.high <= 1.0 and chance.error > 0.0 for chance in row.chances)


def test_the_central_word_is_that_of_the_assessment_where_no_range_decides(plan, sampled, views):
    # The verdict of an assessment looks at the ends of the ranges too; with all ranges gone only the centre is left.
    for name, view in views.items():
        still = replace(view, statements={key: said.model_copy(update={"low": said.value, "high": said.value})
                                          for key, said in view.statements.items()})  # fmt: skip
        for owner, answer in reaches({name: still}, silent):
            for row in balance_rows(owner, answer, {}):
                found = next(each for each in sampled.rows if (each.key, each.view) == (row.key, name))
                assert found.central == row.verdict


def test_slack_of_a_sample_is_that_of_asking_one_by_one(plan, views, table):
    for about in (about for about in plan.flights if hasattr(about.force, "aims")):
        view, phase = views[about.view.view], about.phases[0]
        key = about.questions()[0]
        rows, (least, _) = plan.drawn[view.view].rows(0, 60), both(table, place_of(plan, key, view.view), "quantity")
        for sample in (0, 59):
            numbers = {**view.numbers, **{name: values[sample] for name, values in rows.items()}, **about.held.least}
            goals = region_points(view.dossier, about.force)
            found = encounters_at(view, numbers, view.words, phase, about.force, goals, only=key.split("/")[2])
            alone = middle(found.slack[found.reached])
            assert least[sample] == pytest.approx(alone, abs=TIMING, rel=1e-6) or not np.isfinite(alone)


def test_cover_of_a_sample_is_that_of_asking_one_by_one(plan, views, table):
    about = next(about for about in plan.flights if hasattr(about.force, "protects"))
    view, phase = views[about.view.view], about.phases[0]
    rows = plan.drawn[view.view].rows(0, 60)
    share, _ = both(table, place_of(plan, about.questions()[0], view.view), "quantity")
    for sample in (0, 30):
        numbers = {**view.numbers, **{name: values[sample] for name, values in rows.items()}, **about.held.least}
        slack = town_slack(view, numbers, view.words, phase, about.force)
        assert share[sample] == pytest.approx((slack >= 0.0).sum() / (~np.isnan(slack)).sum())


def test_samples_do_not_depend_on_the_chunk(plan, table):
    late = plan(40, 20)
    for name, column in table.items():
        assert np.array_equal(column[40:], late[name], equal_nan=True), name


def test_two_workers_give_what_one_gives(plan):
    how = Sampling(400, seed=3)
    assert doubt(plan, how).as_dict() == doubt(plan, replace(how, workers=2)).as_dict()


def test_sampling_stops_when_every_chance_is_known_well_enough(plan):
    found = doubt(plan, Sampling(2_000, until=0.05))
    assert found.used in (200, 400)
    assert found.error <= 0.05
    assert "standard error of 5 %" in found.stopped
    never = doubt(plan, Sampling(200, until=0.001))
    assert never.used == 200
    assert "was wanted" in never.stopped


def test_the_error_is_the_largest_of_all(plan, table):
    errors = []
    for place, asked in enumerate(plan.asked.values()):
        low, high = both(table, place, "word")
        for word in range(len(asked.words)):
            sure = ((low == word) & (high == word)).mean()
            if (low == word).any() or (high == word).any():
                q = (60 * sure + 2) / 64
                errors.append(np.sqrt(q * (1 - q) / 64))
    assert worst_error(plan, table) >= max(errors) - 1e-12


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_bounds_hold_wherever_a_number_without_a_distribution_lies(plan, share):
    about = next(about for about in plan.flights if about.held.least and hasattr(about.force, "aims")
                 and not about.held.bending)  # fmt: skip
    rows = about.drawn.rows(0, 40)
    low, high = (about.ask(rows, 40, end, about.phases)[0] for end in about.held.ends)
    inside = {key: about.held.least[key] + share * (about.held.greatest[key] - about.held.least[key])
              for key in about.held.least}  # fmt: skip
    between, _ = about.ask(rows, 40, inside, about.phases)
    for key, said in between.items():
        assert (said.quantity >= low[key].quantity - 0.5).all()
        assert (said.quantity <= high[key].quantity + 0.5).all()
    assert any((high[key].quantity > low[key].quantity + 1.0).any() for key in between)


def test_both_ends_asked_together_are_those_asked_apart(plan):
    for about in (each for each in plan.flights if each.wide):
        rows = about.drawn.rows(0, 20)
        together = about.ask_ends(rows, 20)
        assert len(together) == 2
        for (found, _), end, phases in zip(together, about.held.ends, (about.phases, about.wide), strict=True):
            apart, _ = about.ask(rows, 20, end, phases)
            assert found.keys() == apart.keys()
            for key, said in found.items():
                assert np.array_equal(said.quantity, apart[key].quantity)
                assert np.array_equal(said.word, apart[key].word)


def test_what_is_only_a_range_is_never_drawn(views):
    for view in views.values():
        own = drawn(view, 0)
        assert not own.laws.keys() & own.intervals.keys()
        assert own.laws.keys() | own.intervals.keys() == view.ranges.keys()
        assert all(view.statements[key].certainty == "assumed" for key in own.laws)


def test_two_views_are_drawn_apart_and_another_seed_draws_others(views):
    official, critics = (drawn(view, 0) for view in views.values())
    assert official.seed != critics.seed
    assert drawn(official.view, 1).seed != official.seed


def test_words_of_one_sample_follow_the_rule_of_verdicts():
    # By hand: three pairs, the last of which the missile cannot fly; burnout at 100 s.
    pairs = np.array([[True, True, False]] * 5 + [[False] * 3])
    slack = np.array([[5.0, 9.0, 0], [-5.0, 9.0, 0], [-5.0, -2.0, 0], [-5.0, -2.0, 0], [5.0, 9.0, 0], [0, 0, 0]])
    late = np.array([[150.0, 160, 0], [150, 160, 0], [50, 60, 0], [150, 160, 0], [50, 60, 0], [0, 0, 0]])
    said = reached(slack, late, pairs, np.full(6, 100.0))
    words = [REACH_WORDS[code] for code in said.word]
    assert words == ["within reach", "marginal", "only if launched before burnout", "out of reach",
                     "only if launched before burnout", "the missile does not get there"]  # fmt: skip
    assert said.quantity[:2].tolist() == [5.0, -5.0]
    assert np.isneginf(said.quantity[5])


def test_cover_counts_what_is_threatened():
    said = covered(np.array([[1.0, np.nan], [1.0, -1.0], [-1.0, -np.inf], [np.nan, np.nan]]))
    assert said.word.tolist() == [3, 2, 1, 0]
    assert said.quantity.tolist() == [1.0, 0.5, 0.0, 0.0]


def test_an_answer_that_differs_is_explained(sampled):
    # The official slack against the western silos turns with the commit delay: second for second, and nothing else
    # of the view moves it as much (tests/assessment/test_crux.py).
    row = next(each for each in sampled.rows if each.view == "official" and each.key.endswith("west-silo-topol-m"))
    assert len(row.chances) > 1
    assert row.effects[0].of == "defence.commit_delay"
    assert row.effects[0].total > 0.7
    for turn in (turn for each in sampled.rows for turn in each.turns):
        assert turn.density >= 0.5
        assert turn.words.startswith(f'"{turn.answer}"')


def test_a_law_is_what_the_table_says(plan, sampled):
    for row in sampled.laws:
        assert row.low < row.high
        own = plan.drawn[row.view].laws.get(row.key)
        assert (own.kind if isinstance(own, Law) else "interval") == row.law


def test_map_bands_come_from_the_first_samples(plan, views):
    answers = list(_protections({"official": views["official"]}, silent))[:1]
    found = map_bands(plan, answers, 2)
    assert len(found) <= 1
    assert all(each.samples == 2 for each in found)
    assert map_bands(plan, answers, 0) == []


@pytest.mark.parametrize(
    ("words", "part"),
    [({"samples": 0}, "found 0 samples"), ({"samples": 9, "until": 0.7}, "standard error to stop at"),
     ({"samples": 9, "seed": -1}, "as the seed"), ({"samples": 9, "maps": -1}, "map samples")],
)  # fmt: skip
def test_impossible_numbers_are_refused(words, part):
    with pytest.raises(RangeError, match=part):
        Sampling(**words)


def test_columns_hold_one_end_where_one_is_all_there_is(plan):
    made = columns(plan.at_centre.answers({name: {key: np.array([own.view.numbers[key]]) for key in own.laws}
                                           for name, own in plan.drawn.items()}, 1))  # fmt: skip
    assert not any(name.endswith(".greatest") for name in made)
