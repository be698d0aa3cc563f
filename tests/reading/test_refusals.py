"""Start from a sound dossier, break one thing, expect that message: file, key and words."""

from pathlib import Path

import pytest

from detente.errors import FileError
from detente.reading import dossier
from tests.reading.material import FILES, INTERCEPTOR, MISSILE, changed, complaints, put

A, V, C = "approach.toml", "views/north.toml", "claims.toml"


REGION = '[regions.r]\nname = "r"\nfrom = [1.5, 2]\nto = [1, 3]\ncertainty = "assumed"\nnote = "x"\n'
AREA = '[areas.a]\nname = "a"\ncountries = ["POL", "DEU"]\ncertainty = "assumed"\nnote = "x"\n'
SLACK = '{ quantity = "slack", against = "deterrents", relation = "always below", value = "0 s", phases = [2] }'

# In each line: the file, what is in it, what stands there instead; the key and a part of the message that follow.
# fmt: off
SHAPE = [  # what is missing, unknown or of the wrong sort
    (A, 'title = "Small talks"\n', "", "title", "missing; expected the title of the dossier"),
    (A, 'asks  = "Does one site leave one deterrent alone?"\n', "", "asks", "missing; expected what it asks"),
    (A, "as_of = 2011-05-26\n", "", "as_of", "missing; expected the day it describes"),
    (A, "2011-05-26", '"2011-05-26"', "as_of", "expected the day it describes, a date without quotes"),
    (A, "2011-05-26", "2011-05-26T00:00:00", "as_of", "expected the day it describes"),
    (A, 'defending = "United States and NATO"\n', "", "sides.defending", "missing"),
    (A, "asks  =", "askes =", "askes", 'unknown key. Did you mean "asks"?'),
    (A, "certainty =", "certanty =", "deployments[1].certanty", "It takes read, secondary, derived or assumed."),
    (A, "[sides]", "[sids]", "sids", 'unknown key. Did you mean "sides"?'),
    (A, "[[phases]]", "[phases]", "line 14", "not readable as TOML"),
    (A, "[[values]]", "[values]", "values", "found a table, expected a list of tables; write [[values]] above each"),
    (A, "count     = 24", 'count     = "24"', "deployments[2].count", "expected a whole number, 1 or more"),
    (A, "count     = 24", "count     = 2.5", "deployments[2].count", "expected a whole number, 1 or more"),
    (A, "count     = 24", "count     = true", "deployments[2].count", "found true, expected a whole number"),
    (A, "count     = 24", "count     = 0", "deployments[2].count", "found 0, expected a whole number, 1 or more"),
    (A, "count     = 24\n", "", "deployments[2].count", "missing; expected how many interceptors"),
    (A, '"read"', '"red"', "deployments[1].certainty", 'Did you mean "read"?'),
    (A, '["tabriz", "semnan"]', '"tabriz"', "threats[1].launch", "expected a list of ids of places"),
    (A, '["tabriz", "semnan"]', "[]", "threats[1].launch", "found an empty list"),
    (A, '"A report"', '" "', "sources.press.title", "expected the title of the document"),
    (A, "[sources.press]", "[sources.'The press']", "sources.\"The press\"", "expected an id: lower-case"),
    (A, 'id        = "south"', 'id        = "South"', "threats[1].id", "expected an id: lower-case letters"),
    (V, 'holder = "Northern experts"\n', "", "holder", "missing; expected who holds this view"),
    (V, 'title  = "Northern view"', 'title  = "x"\ncolour = "red"', "colour", "expected blue or orange"),
]

IDS = [  # ids that point to nothing
    (A, '"sm-3-2a"', '"sm-3-2z"', "deployments[2].system", 'or a sensor. Did you mean "sm-3-2b"?'),
    (A, '"sm-3-2a"', '"topol-m"', "deployments[2].system", "a missile; expected the id of an interceptor"),
    (A, '"topol-m"\nlaunch', '"sm-3-2a"\nlaunch', "deterrents[1].missile", "an interceptor; expected the id"),
    (A, "count     = 24", 'count = 24\nside = "Russa"', "deployments[2].side", 'Did you mean "Russia"?'),
    (A, "count     = 24", 'count = 24\nserves = []', "deployments[2].serves", "found an empty list"),
    (A, "count     = 24", 'count = 24\nserves = ["nato-europe-2012"]', "deployments[2].serves[1]", "the id of an area"),
    (A, '"redzikowo"', '"redzikovo"', "deployments[2].place", 'the id of a place. Did you mean "redzikowo"?'),
    (A, '"home"]', '"hme"]', "deterrents[1].launch[2]", 'Did you mean "home"?'),
    (A, '"nato-europe-2011"', '"nato-2011"', "threats[1].protects", "expected the id of an area."),
    (A, '"us-east-coast"', '"paris"', "deterrents[1].aims", "expected the id of a region. Known: us-east-coast"),
    (A, 'side      = "Russia"', 'side      = "Rusia"', "deterrents[1].side", 'Did you mean "Russia"?'),
    (A, 'source    = "press"', 'source    = "pres"', "deployments[1].source", 'Did you mean "press"?'),
    (V, 'source    = "paper"', 'source    = "x"', "values[1].source", "Add [sources.x]."),
    (C, 'source    = "paper"', 'source    = "papr"', "claims[1].source", 'Did you mean "paper"?'),
]

PHASES = [  # phases
    (A, "id    = 2", "id    = 3", "phases[2].id", "found 3, expected 2: phases count up from 1."),
    (A, "year  = 2018", "year  = 2010", "phases[2].year", "found 2010, expected 2011 (the phase before) or later."),
    (A, "phase     = 1", "phase     = 7", "deployments[1].phase", "Declared in [[phases]]: 1, 2."),
    (A, "phase     = 1", "phase     = 1\nuntil = 7", "deployments[1].until", "Declared in [[phases]]: 1, 2."),
    (A, "phase     = 2", "phase     = 2\nuntil = 1", "deployments[2].until", "found 1, expected 2"),
    (A, "phase     = 1", "phase     = 2", "phases[1]", "a phase without deployments: nothing stands in phase 1."),
    (A, 'protects  =', 'from_phase = 3\nprotects  =', "threats[1].from_phase", "found 3, expected the id"),
]

FIT = [  # what fits which kind of system
    (A, 'place     = "kurecik"\n', "", "deployments[1].place", "missing; expected the id of a place"),
    (A, 'facing    = "100 deg"\n', "", "deployments[1].facing", "missing; tpy-2-kurecik sees 120 deg"),
    (A, '"100 deg"', '"100"', "deployments[1].facing", "a number without a unit; expected an angle"),
    (A, '"100 deg"', '"400 deg"', "deployments[1].facing", "expected an azimuth"),
    (A, 'role      = "remote"\n', "", "deployments[1].role", "missing; expected own"),
    (A, '"remote"', '"own"', "deployments[1].role", "no interceptor stands at this place"),
    (A, "count     = 24", 'count     = 24\nrole = "own"', "deployments[2].role", "belongs to a sensor"),
    (A, "count     = 24", 'count     = 24\nfacing = "1 deg"', "deployments[2].width", "missing beside facing"),
    (A, "count     = 24", 'count     = 24\nwidth = "90 deg"', "deployments[2].facing", "missing beside width"),
    (A, "count     = 24", 'count     = 24\nwidth = "0 deg"', "deployments[2].width", "expected the width of a sector"),
    (A, "count     = 24", 'count     = 24\nwidth = "361 deg"', "deployments[2].width", "expected the width"),
    (A, '"100 deg"', '"100 deg"\nwidth = "90 deg"', "deployments[1].width", "belongs to an interceptor"),
]

TWICE = [  # ids twice
    (A, "[[deterrents]]", '[[threats]]\nid = "south"\n[[deterrents]]', "threats[2].id", "a second time"),
    (C, 'id        = "trust"', 'id        = "too-slow"', "claims[4].id", "a second time"),
    (V, '"defence.assessment_delay"', '"defence.commit_delay"', "values[3].of", "a second time in this file"),
    (A, "[places.home]", "[places.kurecik]", "places.kurecik", "in the catalogue already, with another meaning"),
    (V, "[sources.paper]", '[sources.press]\ntitle="x"\npublisher="y"\n[sources.paper]', "sources.press", "differs"),
]

PLACES = [  # places
    (A, "[55.0, 40.5]", "[95.0, 40.5]", "places.home.at[1]", "found 95.0, expected [latitude, longitude]"),
    (A, "[55.0, 40.5]", "[55.0, -190.0]", "places.home.at[2]", "longitude from -180 to 360"),
    (A, "[55.0, 40.5]", "[55.0, nan]", "places.home.at[2]", "found nan"),
    (A, "[55.0, 40.5]", "[55.0]", "places.home.at[2]", "missing; expected [latitude, longitude]"),
    (A, "[55.0, 40.5]", "[55.01, 40.5]", "places.home.at", "a tenth of a degree on purpose. Write at = [55.0,"),
    (A, "[places.home]", REGION + "[places.home]",
     "regions.r.from", "kept at whole degrees on purpose. Write from = [2, 2]."),
    (A, "[places.home]", AREA.replace("DEU", "PLO") + "[places.home]",
     "areas.a.countries", 'found "PLO", expected the code of a country in three letters.'),
    (A, "[places.home]", AREA.replace("DEU", "POL") + "[places.home]",
     "areas.a.countries", 'found "POL" more than once.'),
]

ORIGIN = [  # where it comes from
    (V, 'source    = "paper"\n', "", "values[1].source", "missing; expected the id of a [sources] table"),
    (V, 'where     = "page 3"\n', "", "values[1].where", "missing; expected the place in the source"),
    (V, 'note      = "for the example"\n', "", "values[2].note", "missing; what is assumed says here why"),
    (V, '"2011-05"', '"May 2011"', "values[1].date", 'expected a date such as "2007"'),
    (V, '"2011-05"', '"2011-13"', "values[1].date", "that no calendar has"),
    (V, '"2011-05"', "2011", "values[1].date", "found 2011, expected a date"),
    (V, '"https://example.org/paper"', '"javascript:x"', "sources.paper.address", "a web address that begins with"),
    (V, '"technical judgement"', '"judgement"', "values[1].kind", "forecast, technical judgement or value"),
]

VALUES = [  # values
    (V, '"1500 km"', '"1500 s"', "values[1].value", 'found "1500 s", a time; expected a length.'),
    (V, '"1500 km"', "1500", "values[1].value", "found 1500, a number without a unit"),
    (V, '"1500 km"', '"-3 km"', "values[1].value", "expected a length more than 0"),
    (V, 'value     = "1500 km"\n', "", "values[1].value", "missing; expected a length, for example"),
    (V, 'low       = "30 s"\n', "", "values[2].low", "low and high stand together or not at all"),
    (V, 'high      = "90 s"\n', "", "values[2].high", "low and high stand together or not at all"),
    (V, '"30 s"\nhigh', '"70 s"\nhigh', "values[2].low", 'high = "90 s"; expected low not above value'),
    (V, '"60 s"', '"-60 s"', "values[2].value", "expected a time of 0 or more"),
    (V, '"launch-on-remote"', '"launch-on-remot"', "values[4].value", 'Did you mean "launch-on-remote"?'),
    (V, '"launch-on-remote"', '"organic"\nlow = "1 s"', "values[4].low", "this is one of a few words"),
    (V, '"after burnout"', '"now"', "values[5].value", 'found "now", expected "any time" or "after burnout".'),
    (V, '"tpy-2-kurecik.range"', '"tpy-2.range"', "values[1].of", "expected the id of a system before the dot"),
    (V, '"tpy-2-kurecik.range"', '"tpy-2-kurecik"', "values[1].of", "expected a system and its parameter"),
    (V, '"tpy-2-kurecik.range"', '"tpy-2-kurecik.rnge"', "values[1].of", 'Did you mean "range"?'),
    (V, '"tpy-2-kurecik.range"', '"scud-b.burn_time"', "values[1].of", "is described by its stages"),
    (V, '"tpy-2-kurecik.range"', '"topol.payload"', "values[1].of", "is not described by its stages"),
    (V, 'of        = "tpy-2-kurecik.range"\n', "", "values[1].of", "missing; expected what it is a value of"),
]

OPEN = [  # what a view leaves open
    (V, '"defence.policy"', '"sm-3-2a.policy"', "values[4].of", "sm-3-2a takes burnout_speed"),
    (V, '"tpy-2-kurecik.range"', '"fylingdales.range"', "values", "the catalogue holds 2 statements"),
]

SIZE = """[[values]]
of        = "{of}"
value     = "{value}"
holder    = "Northern experts"
kind      = "technical judgement"
certainty = "assumed"
note      = "for the example"

[[values]]
"""
RATED, OBJECT = "tpy-2-kurecik.rated_cross_section", "defence.object_cross_section"

SIZES = [  # radar cross sections: both or none
    (V, "[[values]]\n", SIZE.format(of=OBJECT, value="1 m^2"), "values", "for which object tpy-2-kurecik.range holds"),
    (V, "[[values]]\n", SIZE.format(of=RATED, value="1 m^2"), "values", "not for which object a range is wanted"),
    (V, "[[values]]\n", SIZE.format(of=OBJECT, value="1 m"), "values[1].value", "a length; expected an area"),
    (V, "[[values]]\n", SIZE.format(of=RATED, value="0 m^2"), "values[1].value", "expected an area more than 0"),
]

CLAIMS = [  # claims
    (C, 'asks      = { quantity = "slack"', 'x = { quantity = "slack"', "claims[1].asks", "or why it cannot be"),
    (C, "because   =", 'asks = { quantity = "grows", of = "area_share", against = "threats" }\nbecause   =',
     "claims[4].because", "does not go with asks"),
    (C, '"slack"', '"slak"', "claims[1].asks.quantity", 'Did you mean "slack"?'),
    (C, '"deterrents"', '"friends"', "claims[1].asks.against", "expected deterrents or threats"),
    (C, '"always below"', '"below"', "claims[1].asks.relation", "always above, somewhere below or"),
    (C, ' relation = "always below",', "", "claims[1].asks.relation", 'missing; quantity = "slack" needs it.'),
    (C, '"0 s"', '"0 km"', "claims[1].asks.value", "a length; expected a time"),
    (C, '"0 s"', "0", "claims[1].asks.value", "a number without a unit"),
    (C, "[2]", "[3]", "claims[1].asks.phases[1]", "found 3, expected the id of a phase"),
    (C, "phases = [2]", 'interceptor = "sm-3-2b"', "claims[1].asks.interceptor", "an interceptor that is deployed"),
    (C, "phases = [2]", 'deterrent = "east"', "claims[1].asks.deterrent", 'a deterrent. Did you mean "west"?'),
    (C, "phases = [2]", 'threat = "south"', "claims[1].asks.threat", 'does not go with against = "deterrents"'),
    (C, "value = 0.5", "value = 1.5", "claims[2].asks.value", "found 1.5, expected a share: a number from 0 to 1"),
    (C, "value = 0.5", 'value = "50 %"', "claims[2].asks.value", "expected a share"),
    (C, "value = 0.5", "value = true", "claims[2].asks.value", "found true, expected a share"),
    (C, '"population_share", against = "threats", rel', '"population_share", against = "deterrents", rel',
     "claims[2].asks.against", 'is asked against "threats"'),
    (C, 'of = "population_share", ', "", "claims[3].asks.of", 'missing; quantity = "grows" needs it.'),
    (C, '"grows", of', '"grows", value = 0.5, of', "claims[3].asks.value", 'does not go with quantity = "grows"'),
    (C, SLACK, '"x"',
     "claims[1].asks", "expected a table in braces"),
    (C, "[[claims]]", "x = 1\n[[claims]]", "x", "unknown key. Known here: claims, sources."),
]
# fmt: on


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "part"),
    [*SHAPE, *IDS, *PHASES, *FIT, *TWICE, *PLACES, *ORIGIN, *VALUES, *OPEN, *SIZES, *CLAIMS],
)
def test_one_broken_thing_is_told(tmp_path: Path, file: str, old: str, new: str, key: str, part: str) -> None:
    files = changed(file, old, new)
    told = complaints(tmp_path, files)
    assert [message for *where, message in told if where == [file, key] and part in message], told
    with pytest.raises(FileError) as refusal:
        dossier.load(tmp_path / "my-talks")
    assert part in str(refusal.value)


def test_a_view_that_lacks_a_parameter_is_named_with_it(tmp_path: Path) -> None:
    start = FILES[V].index('[[values]]\nof        = "defence.policy"')
    end = FILES[V].index('[[values]]\nof        = "defence.earliest_commit"')
    files = {**FILES, V: FILES[V][:start] + FILES[V][end:]}
    with pytest.raises(FileError) as refusal:
        dossier.load(put(tmp_path / "my-talks", files))
    assert "views/north.toml   values   (defence.policy)" in str(refusal.value)
    assert 'nobody states defence.policy. Add a [[values]] table with of = "defence.policy".' in str(refusal.value)


def test_a_choice_between_statements_is_never_made_in_silence(tmp_path: Path) -> None:
    files = changed(A, '"sm-3-2a"', '"two-stage-gbi"')
    [(file, key, message)] = complaints(tmp_path, files)
    assert (file, key) == (V, "values")
    assert "holds 5 statements" in message
    assert '"6.3 km/s" (US Missile Defense Agency)' in message
    assert '"8.5 km/s to 9 km/s" (T. Postol)' in message


def test_a_missile_with_neither_speed_nor_range(tmp_path: Path) -> None:
    bare = MISSILE[: MISSILE.index("[[stages]]")] + "[[burn_time]]" + INTERCEPTOR.partition("[[burnout_speed]]")[2]
    extra = put(tmp_path / "extra", {"systems/bare.toml": bare.replace("4 km/s", "90 s")})
    folder = put(tmp_path / "my-talks", changed(A, '"notional-irbm"', '"bare"'))
    [problem] = dossier.check(folder, extra)
    assert problem.about == "bare.burnout_speed"
    assert 'of = "bare.burnout_speed" or of = "bare.range"' in problem.message


def test_a_flaw_in_a_value_is_not_told_as_its_absence(tmp_path: Path) -> None:
    [(_, key, _)] = complaints(tmp_path, changed(V, '"launch-on-remote"', '"x"'))
    assert key == "values[4].value"


def test_a_folder_without_an_approach(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if name != A}
    told = complaints(tmp_path, files)
    assert (A, "", "cannot be opened: no such file or directory.") in told


def test_a_folder_without_views(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if name != V}
    files[C] += '\n[sources.paper]\ntitle = "A paper"\npublisher = "An institute"\n'
    [(file, _, message)] = complaints(tmp_path, files)
    assert file == A
    assert "there is no view" in message


def test_files_that_belong_to_no_dossier(tmp_path: Path) -> None:
    files = {**FILES, "claim.toml": "", "view/south.toml": "", "views/The South.toml": FILES[V]}
    told = {file: message for file, _, message in complaints(tmp_path, files)}
    assert 'Did you mean "claims.toml"?' in told["claim.toml"]
    assert 'Did you mean "views/south.toml"?' in told["view/south.toml"]
    assert "expected an id" in told["views/The South.toml"]


def test_a_broken_file_does_not_hide_the_flaws_of_others(tmp_path: Path) -> None:
    files = {**changed(V, '"1500 km"', '"1500 s"'), A: "title = \n"}
    told = complaints(tmp_path, files)
    assert [(file, key) for file, key, _ in told] == [(A, "line 1"), (V, "values[1].value")]


def test_phases_may_not_be_missing(tmp_path: Path) -> None:
    text = FILES[A]
    start, end = text.index("[[phases]]"), text.index("[[deployments]]")
    told = complaints(tmp_path, {**FILES, A: text[:start] + text[end:]})
    assert (A, "phases", "missing; a dossier has at least one [[phases]] table.") in told


@pytest.mark.parametrize(
    ("of", "value", "part"),
    [
        ("sm-3-2a.burnout_speed", "11.2 km/s", "below 11.186 km/s"),
        ("sm-3-2a.burnout_speed", "11.186 km/s", "below 11.186 km/s"),
        ("sm-3-2a.burnout_speed", "0 km/s", "more than 0"),
        ("sm-3-2a.burn_time", "0.5 s", "from 1 s to 1000 s"),
        ("sm-3-2a.burn_time", "1001 s", "from 1 s to 1000 s"),
        ("tpy-2-kurecik.minimum_elevation", "91 deg", "from 0 deg to 90 deg"),
        ("tpy-2-kurecik.minimum_elevation", "-1 deg", "from 0 deg to 90 deg"),
        ("tpy-2-kurecik.azimuth_width", "0 deg", "more than 0"),
        ("tpy-2-kurecik.azimuth_width", "361 deg", "at most 360 deg"),
        ("topol.range", "30000 km", "half way round"),
        ("topol.apogee_speed", "12 km/s", "below 11.186 km/s"),
    ],
)
def test_what_is_not_possible_on_this_earth(tmp_path: Path, of: str, value: str, part: str) -> None:
    files = changed(V, '"tpy-2-kurecik.range"', f'"{of}"')
    files[V] = files[V].replace('"1500 km"', f'"{value}"')
    assert any(key == "values[1].value" and part in message for _, key, message in complaints(tmp_path, files))


@pytest.mark.parametrize(
    ("of", "value"),
    [
        ("sm-3-2a.burn_time", "1 s"),
        ("sm-3-2a.burn_time", "1000 s"),
        ("tpy-2-kurecik.minimum_elevation", "90 deg"),
        ("tpy-2-kurecik.minimum_elevation", "0 deg"),
        ("tpy-2-kurecik.azimuth_width", "360 deg"),
        ("sm-3-2a.minimum_intercept_altitude", "0 km"),
    ],
)
def test_what_is_just_possible(tmp_path: Path, of: str, value: str) -> None:
    files = changed(V, '"tpy-2-kurecik.range"', f'"{of}"')
    files[V] = files[V].replace('"1500 km"', f'"{value}"')
    assert not any(key.startswith("values[1]") for _, key, _ in complaints(tmp_path, files))
