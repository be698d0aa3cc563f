"""search.toml: the example is read whole, and every slip is one line of the repair list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.dossier import check
from detente.reading.search import unknown_choice
from tests.reading.material import put
from tests.reading.searched import FILES, SEARCH, searched


def complaints(folder, text):
    """What `check` says with this search.toml: key and message of each problem."""
    problems = check(put(folder / "my-talks", {**FILES, "search.toml": text}))
    assert {problem.file for problem in problems} <= {"search.toml"}
    return [(problem.key, problem.message) for problem in problems]


def test_the_example_is_read_whole(tmp_path):
    search = searched(tmp_path).search
    assert search.size == 4 * 2 * 2 * 2
    assert [option.key for option in search.options["sites"]][:2] == ["sites=as-planned", "sites=none"]
    assert search.views == {"defending": "north", "deterring": "east"}
    assert (search.phase, search.year, search.scenarios, search.respect) == (2, 2021, 64, ("new-start",))
    assert search.options["speed"][1].cap[0].said.value == 5000.0
    assert search.options["sites"][2].sector[0].facing_deg == pytest.approx(180.0)
    assert search.added == ("sm-3-2a",)


def test_a_dossier_without_the_file_has_no_search(tmp_path):
    from detente.reading.dossier import load

    assert load(put(tmp_path / "my-talks", {k: v for k, v in FILES.items() if k != "search.toml"})).search is None


SLIPS = [
    ('system     = "sm-3-2a"', 'system     = "sm-3-2z"', "options[2].remove[1].system", "Did you mean"),
    ('place = "redzikowo"\n  count', 'place = "redzikovo"\n  count', "options[3].count[1].place", 'mean "redzikowo"?'),
    ('place     = "deveselu"', 'place     = "develu"', "options[4].add[1].place", 'Did you mean "deveselu"?'),
    ("phase     = 2\n  certainty", "phase     = 7\n  certainty", "options[4].add[1].phase", "Declared in [[phases]]"),
    ("areas = []", 'areas = ["atlantis"]', "options[4].serve[1].areas[1]", "the id of an area"),
    ('"*.burnout_speed"', '"topol-m.burnout_speed"', "options[6].cap[1].of", "a property or a belief"),
    ('"*.burnout_speed"', '"*.range_of_it"', "options[6].cap[1].of", "expected azimuth_width or"),
    ('most = "5 km/s"', 'most = "5 km"', "options[6].cap[1].most", "a length; expected a speed"),
    ('"defence.earliest_commit"', '"interception.kill_probability"', "options[4].set[1].of", "nothing to agree on"),
    ('value = "after burnout"', 'value = "never"', "options[4].set[1].value", "expected"),
    ('facing = "180 deg"', 'facing = "480 deg"', "options[3].sector[1].facing", "expected an azimuth"),
    ("count = 12", "count = -1", "options[3].count[1].count", "a whole number of interceptors"),
    ('side     = "Russia"', 'side     = "Russa"', "options[8].ceiling[1].side", 'Did you mean "Russia"?'),
    (
        'id        = "none"\nname      = "No inter',
        'id        = "as-planned"\nname = "No inter',
        "options[2].id",
        "second",
    ),
    ('topic     = "speed"', 'topic     = "sped"', "options[5].topic", 'Did you mean "speed"?'),
    ('threat    = "south"', 'threat    = "north"', "needs[1].threat", "the id of a threat"),
    ('what      = "protection"', 'what      = "cover"', "needs[1].what", "expected protection, third-party"),
    ("least     = 0.5\ncertainty", "least = 0.5\nmost = 0.4\ncertainty", "needs[1].least", "nothing meets both"),
    ('"sites=as-planned", "speed=free"', '"sites as planned"', "red_lines[1].excludes[1]", "expected topic=option"),
    ('"speed=free"', '"speed=fast"', "red_lines[1].excludes[2]", "Known: free, capped"),
    ('options = ["sites=none", "speed=capped"]', 'options = ["a=b", "c=d"]', "incompatible[1].options[1]", "topic"),
    ('{ sites = "south-only" }', '{ sites = "south" }', "alternatives[1].choice.sites", "the id of an option"),
    ("closes = [0.0, 0.2, 0.5, 0.8]", "closes = [0.5, 0.2]", "transparency.closes", "expected four shares"),
    ("year = 2021", "year = 1999", "no_agreement.year", "or later"),
    ('respect = ["new-start"]', 'respect = ["new-strat"]', "treaties.respect[1]", 'Did you mean "new-start"?'),
    ('defending = "north"', 'defending = "nrth"', "views.defending", 'Did you mean "north"?'),
    ("phase     = 2               #", "phase     = 9  #", "search.phase", "Declared in [[phases]]"),
    (
        'note      = "the plan itself"',
        'note = "x"\n[[options.interceptors]]\nmost = 3',
        "options[1]",
        "without effects",
    ),
]


@pytest.mark.parametrize(("old", "new", "key", "message"), SLIPS, ids=[slip[2] + slip[1][:12] for slip in SLIPS])
def test_a_slip_is_one_problem(tmp_path, old, new, key, message):
    assert SEARCH.count(old) >= 1
    found = complaints(tmp_path, SEARCH.replace(old, new, 1))
    assert any(where == key and message in said for where, said in found), found


def test_all_problems_come_at_once(tmp_path):
    text = SEARCH
    for old, new, _, _ in SLIPS[:3]:
        text = text.replace(old, new, 1)
    assert len(complaints(tmp_path, text)) >= 3


def test_a_view_that_says_nothing_of_an_added_system_is_a_problem(tmp_path):
    text = SEARCH.replace(
        'system    = "sm-3-2a"\n  place     = "deveselu"', 'system = "two-stage-gbi"\n  place = "deveselu"'
    )
    problems = check(put(tmp_path / "my-talks", {**FILES, "search.toml": text}))
    assert {problem.file for problem in problems} == {"views/east.toml", "views/north.toml"}
    assert {problem.about for problem in problems} >= {"two-stage-gbi.burnout_speed"}


@given(topic=st.text(max_size=8), option=st.text(max_size=8))
def test_a_choice_is_known_or_named_as_unknown(topic, option):
    class Named:
        id = "one"

    options = {"sites": [Named()]}
    assert (not list(unknown_choice(topic, option, options))) == ((topic, option) == ("sites", "one"))
