"""What separates two views, checked by making each exchange and by asking again just either side of every flip."""

import math
import shutil
from dataclasses import replace

import numpy as np
import pytest

from detente import units
from detente.assessment.asked import question_keys
from detente.assessment.balance import balance
from detente.assessment.balance_questions import race_question, sufficiency_question, window_question
from detente.assessment.contest import contest
from detente.assessment.crux import crux
from detente.assessment.crux_answer import answer_of
from detente.assessment.exchange import differing, exchanged, moved, reworded
from detente.assessment.questions import FlightQuestion, cover_question, reach_question
from detente.assessment.resolve import assumptions
from detente.errors import FileError
from detente.reading.dossier import load
from detente.reading.systems import BUILT_IN

SITE = "two-stage-gbi@redzikowo"
SPEED, DELAY = "two-stage-gbi.burnout_speed", "defence.commit_delay"
WORDS = {"official": "no", "critics": "yes"}


@pytest.fixture(scope="module")
def official(views):
    """The two views of the third site, the official one first."""
    return {name: views[name] for name in ("official", "critics")}


@pytest.fixture(scope="module")
def deauville():
    dossier = load("deauville-2011")
    return {name: assumptions(dossier, name) for name in ("us-nato", "russia")}


@pytest.fixture(scope="module")
def flights(official):
    """Questions to flights, with what separates the views on each."""
    reach = reach_question(official, "balance/phase-1/x/west-mobile", 1, SITE, "west-mobile")
    cover = cover_question(official, "security/phase-1/iran-irbm", 1, "iran-irbm", ["all", "some"])
    return [(question, official, answer_of(question, official, WORDS)) for question in (reach, cover)]


@pytest.fixture(scope="module")
def counts(deauville):
    """Questions to counting; one of them between views so far apart that the answer turns."""
    apart = {
        "us-nato": deauville["us-nato"],
        "russia": moved(deauville["russia"], {"deterring.sufficient_warheads": 260.0}),
    }
    turning = sufficiency_question(apart, "strategic/phase-4/Russia", 4, "deterring")
    window = window_question(deauville, "window/phase-4", 4)
    return [
        (turning, apart, answer_of(turning, apart, WORDS)),
        (window, deauville, answer_of(window, deauville, WORDS)),
    ]


@pytest.fixture(scope="module")
def answered(flights, counts):
    return flights + counts


def at(view, question, key, value, unit):
    """The verdict with one value, in the unit it is shown in."""
    changed = (
        reworded(view, key, value) if isinstance(value, str) else moved(view, {key: value / units.from_si(1.0, unit)})
    )
    return bool(question.margins([changed])[0] >= 0.0)


def test_shares_add_up_to_the_difference(answered):
    for _, _, answer in answered:
        first, second = (answer.margin[view] for view in answer.views)
        assert sum(row.share for row in answer.contested) == pytest.approx(second - first, abs=1e-6)
        assert sum(row.share_of_verdict for row in answer.contested) == pytest.approx((second >= 0.0) - (first >= 0.0))


def test_every_flip_value_turns_the_answer(answered):
    found = 0
    for question, views, answer in answered:
        for row in answer.contested:
            for name, value in row.flip_value.items():
                if value is None:
                    continue
                found += 1
                own = question.margins([views[name]])[0] >= 0.0
                if isinstance(value, str):
                    assert at(views[name], question, row.key, value, row.unit) != own
                    continue
                step = 1.0 if row.unit == "1" and value >= 10.0 else 2e-6 * max(1.0, abs(value))
                beside = {at(views[name], question, row.key, value + side, row.unit) for side in (-step, 0.0, step)}
                assert beside == {True, False}, f"{answer.question} {name} {row.key}"
    assert found > 20


def test_flip_sets_turn_the_answer_and_nothing_less_does(answered):
    found = 0
    for question, views, answer in answered:
        for name, other in (answer.views, answer.views[::-1]):
            own = question.margins([views[name]])[0] >= 0.0
            for one in answer.flip_sets[name]:
                found += 1
                assert (question.margins([exchanged(views[name], views[other], one)])[0] >= 0.0) != own
                for left in one:
                    fewer = [key for key in one if key != left]
                    assert (question.margins([exchanged(views[name], views[other], fewer)])[0] >= 0.0) == own
    assert found >= 6


def test_flip_lines_are_where_the_answer_turns(flights):
    for question, views, answer in flights:
        pair = answer.pair
        assert pair.keys == (SPEED, DELAY)
        size = [1.0 / units.from_si(1.0, unit) for unit in pair.units]
        for name, lines in pair.lines.items():
            assert lines
            inner = [point for way in lines for point in way if pair.y[0] + 1.0 < point[1] < pair.y[-1] - 1.0]
            for x, y in inner[::6]:
                beside = [
                    moved(views[name], {SPEED: (x + dx) * size[0], DELAY: (y + dy) * size[1]})
                    for dx, dy in ((-0.01, 1.0), (0.01, -1.0))  # slower and later; faster and sooner
                ]
                assert list(question.margins(beside) >= 0.0) == [False, True]
        for name, (x, y) in pair.claimed.items():
            assert (x * size[0], y * size[1]) == (views[name].numbers[SPEED], views[name].numbers[DELAY])
            assert pair.x[0] <= x <= pair.x[-1]
            assert pair.y[0] <= y <= pair.y[-1]


def test_verdicts_hold_up_to_the_horizon(answered):
    for question, views, answer in answered:
        for name, other in (answer.views, answer.views[::-1]):
            share, start, end = answer.horizon[name], views[name], views[other]
            if share is None or share == 1.0:
                continue
            keys = [key for row in answer.contested for key in row.members if key in start.numbers]
            ways = [
                moved(start, {key: start.numbers[key] + part * (end.numbers[key] - start.numbers[key]) for key in keys})
                for part in (0.0, share - 1e-5, share + 1e-5)
            ]
            own, before, after = question.margins(ways) >= 0.0
            assert own == before != after
            assert answer.horizon_box[name] <= share + 1e-5


def test_exchanging_the_views_turns_every_sign(counts, flights):
    for question, views, answer in (flights[0], counts[1]):
        turned = answer_of(question, dict(reversed(views.items())), WORDS)
        other = {row.key: row for row in turned.contested}
        for row in answer.contested:
            assert other[row.key].share == pytest.approx(-row.share, abs=1e-9)
            assert other[row.key].alone == pytest.approx(-row.last_in, abs=1e-9)
            assert other[row.key].score == pytest.approx(row.score, abs=1e-9)
        assert {name: set(sets) for name, sets in turned.flip_sets.items()} == {
            name: set(sets) for name, sets in answer.flip_sets.items()
        }


def test_margins_of_counting_are_those_of_the_balance(deauville):
    found = balance(load("deauville-2011"))
    points = list(deauville.values())
    for phase in (3, 4):
        for role in ("defending", "deterring"):
            question = sufficiency_question(deauville, "", phase, role)
            rows = {row.view: row for row in found.sufficiency if row.key == question.side.party.key}
            assert question.margins(points) == pytest.approx([rows[name].margin.median for name in deauville])
        windows = {
            row.need_holder: row for row in found.windows if row.phase == phase and row.need_holder == row.onset_holder
        }
        room = [
            (windows[name].onset.median - windows[name].need.median)
            / (windows[name].onset.median + windows[name].need.median)
            for name in deauville
        ]
        assert window_question(deauville, "", phase).margins(points) == pytest.approx(room)
    races = {row.holders["defending"]: row for row in found.race if len(set(row.holders.values())) == 1}
    gains = [races[name].loop_gain for name in deauville]
    assert race_question(deauville, "", 4).margins(points) == pytest.approx([1.0 - gain for gain in gains])


def test_many_points_at_once_are_each_point_alone(counts):
    for question, views, _ in counts:
        first, second = views.values()
        keys = differing(first, second, question.keys(first))
        points = [exchanged(first, second, keys[:count]) for count in range(len(keys))]
        together = question.margins(points)
        assert together == pytest.approx([question.margins([point])[0] for point in points], rel=1e-12)


def test_survival_in_a_posture_nobody_judges_by_does_not_play(counts):
    question, views, answer = counts[0]
    played = {key for row in answer.contested for key in row.members}
    assert "russia-strategic.survival_day_to_day_ride_out" in played
    assert not {key for key in question.keys(views["russia"]) if key.endswith("launch_on_warning")}


def test_third_site_names_speed_and_delay(flights):
    _, _, answer = flights[0]
    rows = {row.key: row for row in answer.contested}
    assert rows[SPEED].flip_value["official"] == pytest.approx(6.71, abs=0.01)
    assert rows[DELAY].flip_value["critics"] == pytest.approx(676, abs=1)
    assert (SPEED,) in answer.flip_sets["official"]
    assert rows[SPEED].score == max(row.score for row in answer.contested)


def test_what_is_a_value_or_cannot_be_seen_is_not_resolvable(counts):
    _, _, answer = counts[0]
    assert "deterring.sufficient_warheads" in answer.unresolvable
    assert "interception.kill_probability" in answer.resolvable
    for row in answer.contested:
        assert row.resolvable == (row.key in answer.resolvable) != (row.key in answer.unresolvable)
        assert not (row.resolvable and (row.check == 0 or "value" in row.kind))


def test_scores_are_the_product_of_their_factors(answered):
    for _, _, answer in answered:
        total = sum(abs(row.share) for row in answer.contested)
        for row in answer.contested:
            assert row.score == pytest.approx(abs(row.share) / total * row.flip_share * (1 + row.check) / 4)


def test_more_than_fifteen_are_taken_together_by_owner(deauville):
    first, second = deauville.values()
    keys = differing(first, second, [*first.statements, *second.statements])
    assert len(keys) > 15

    def slack(point):
        return sum(point.numbers.get(key, 0.0) for key in keys)

    question = FlightQuestion("sum", 1, None, None, slack, "", "", "")
    found = contest(_Asking(question, keys), deauville)
    assert found.grouped
    owners = {key.partition(".")[0] for key in keys}
    assert {player.key for player in found.players} <= owners
    assert found.margins[-1] - found.margins[0] == pytest.approx(slack(second) - slack(first))


class _Asking:
    """A question that says it can depend on everything."""

    def __init__(self, question, keys):
        self.margins, self.unit, self._keys = question.margins, question.unit, keys

    def keys(self, _view):
        return self._keys


def test_never_counts_as_a_stated_margin_in_shares(official):
    def slack(point):
        return -math.inf if point.numbers[SPEED] < 7000.0 else 100.0 - point.numbers[DELAY]

    question = FlightQuestion("never", 1, None, None, slack, "", "", "")
    found = contest(_Asking(question, [SPEED, DELAY]), official)
    assert found.never == -1800.0
    assert np.isfinite(found.values).all()
    assert list(found.margins[[0, 1]]) == [-math.inf, 20.0]


def test_a_whole_crux_of_one_balance_question():
    found = crux(load("deauville-2011"), "window/phase-4/us-nato-russia")
    (answer,) = found.answers
    assert answer.question == "window/phase-4"
    assert answer.views == ("us-nato", "russia")
    assert answer.verdicts["russia"].startswith("open: 10 to 129")
    assert answer.unresolvable
    text = found.as_dict()
    assert text["answers"][0]["contested"][0]["key"] == answer.contested[0].key
    assert {row["view"] for row in text["inputs"]} == {"us-nato", "russia"}


def test_a_question_that_is_not_there_is_refused(third_site):
    with pytest.raises(FileError, match=r'expected one of the \d+ keys .* Did you mean "security/phase-1/iran-irbm"'):
        crux(third_site, "security/phase-1/iran-irm")
    assert "race" not in question_keys(third_site)


def test_one_view_is_not_enough(third_site):
    with pytest.raises(FileError, match=r"found 1 view \(official\); a crux lies between two"):
        crux(third_site, views=["official"])
    with pytest.raises(FileError, match='found view "nobody"'):
        crux(third_site, views=["official", "nobody"])


@pytest.fixture
def copied(tmp_path):
    """A copy of a built-in dossier that may be changed."""

    def copy(name):
        shutil.copytree(BUILT_IN / "dossiers" / name, tmp_path / name)
        return tmp_path / name

    return copy


def test_views_that_agree_everywhere_are_said_to(copied):
    folder = copied("third-site-2007")
    text = (folder / "views/official.toml").read_text(encoding="utf-8")
    (folder / "views/twin.toml").write_text(text.replace('side = "defending"', ""), encoding="utf-8")
    found = crux(load(str(folder)), views=["official", "twin"])
    assert found.answers == ()
    assert "nothing separates them" in found.notes[0]


def test_a_view_that_lacks_an_assumption_is_named(copied):
    folder = copied("deauville-2011")
    path = folder / "views/us-nato.toml"
    text = path.read_text(encoding="utf-8").replace(
        'of = "deterring.sufficient_warheads"', 'of = "race.third_party_interceptors"'
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        FileError, match=r"view us-nato: states no deterring.sufficient_warheads, which strategic/phase-4"
    ):
        crux(load(str(folder)), "strategic/phase-4/Russia")


def test_what_only_one_view_states_is_taken_away(deauville):
    first, second = deauville.values()
    bare = replace(second, numbers={key: value for key, value in second.numbers.items() if key != DELAY})
    assert DELAY not in exchanged(first, bare, [DELAY]).numbers
    assert differing(first, bare, [DELAY]) == [DELAY]
