"""A sound dossier: what it holds, which statement counts, and what its digest stands for."""

import dataclasses
import math
from pathlib import Path

import pydantic
import pytest

from detente.errors import FileError
from detente.reading import dossier
from detente.reading.systems import catalog
from detente.reading.values import CERTAINTIES, weakest
from tests.reading.material import FILES, INTERCEPTOR, changed, put


@pytest.fixture
def talks(tmp_path: Path) -> dossier.Dossier:
    return dossier.load(put(tmp_path / "talks", FILES))


def test_the_plan(talks: dossier.Dossier) -> None:
    approach = talks.approach
    assert (talks.name, approach.title, approach.as_of.isoformat()) == ("talks", "Small talks", "2011-05-26")
    assert [(phase.id, phase.year) for phase in approach.phases] == [(1, 2011), (2, 2018)]
    radar, interceptors = approach.deployments
    assert radar.facing_deg == pytest.approx(100.0)
    assert (radar.role, radar.count, interceptors.count, interceptors.planned) == ("remote", None, 24, 2018)
    assert [row.stands_in(1) for row in approach.deployments] == [True, False]
    [threat] = approach.threats
    assert (threat.launch, threat.path, threat.from_phase) == (("tabriz", "semnan"), "minimum-energy", 1)
    [deterrent] = approach.deterrents
    assert (deterrent.side, deterrent.leg, deterrent.aims) == ("Russia", "land", "us-east-coast")
    assert [system.id for system in approach.used(talks.catalog)] == [
        *("tpy-2-kurecik", "sm-3-2a", "notional-irbm", "topol-m")
    ]


def test_places_of_the_catalogue_and_of_the_dossier(talks: dossier.Dossier) -> None:
    home, kozelsk = talks.places["home"], talks.places["kozelsk"]
    assert (home.latitude_deg, home.longitude_deg, home.certainty) == (55.0, 40.5, "assumed")
    assert (kozelsk.latitude_deg, kozelsk.longitude_deg) == (54.0, 35.8)
    assert talks.regions["us-east-coast"].start_deg == (42.0, -71.0)
    assert "POL" in talks.areas["nato-europe-2011"].countries


def test_claims(talks: dossier.Dossier) -> None:
    slow, half, better, trust = talks.claims
    assert slow.asks is not None
    assert (slow.asks.value, slow.asks.text, slow.asks.phases) == (0.0, "0 s", (2,))
    assert half.asks is not None
    assert (half.asks.quantity, half.asks.value) == ("population_share", 0.5)
    assert better.asks is not None
    assert (better.asks.of, better.asks.value) == ("population_share", None)
    assert trust.asks is None
    assert trust.because


def test_the_view_counts_before_the_approach_and_that_before_the_catalogue(tmp_path: Path) -> None:
    talks = dossier.load(put(tmp_path / "talks", FILES))
    assert talks.lookup("north", "tpy-2-kurecik.range").holder == "Northern experts"
    assert talks.lookup("north", "topol-m.range").holder == "StrategyPage"
    assert talks.lookup("north", "sm-3-2a.burnout_speed").value == 4500.0
    own = (
        FILES["views/north.toml"]
        + FILES["approach.toml"][FILES["approach.toml"].index("[[values]]") :]
        .replace('"StrategyPage"', '"Northern experts"')
        .replace("press", "paper")
        .replace("[sources.paper]", "[sources.other]")
        .partition("[places")[0]
    )
    talks = dossier.load(put(tmp_path / "talks", {**FILES, "views/north.toml": own}))
    assert talks.lookup("north", "topol-m.range").holder == "Northern experts"


def test_a_view_has_every_parameter_it_needs(talks: dossier.Dossier) -> None:
    parameters = talks.parameters("north")
    assert parameters["defence.commit_delay"].low == 30.0
    assert parameters["defence.policy"].word == "launch-on-remote"
    assert math.isnan(parameters["defence.policy"].value)
    assert {key.partition(".")[0] for key in parameters} == {
        *("tpy-2-kurecik", "sm-3-2a", "notional-irbm", "topol-m", "defence")
    }
    assert all(parameters[key] == talks.lookup("north", key) for key in parameters if "defence." not in key)


@pytest.mark.parametrize(
    ("view", "key", "part"),
    [
        ("south", "topol-m.range", 'no view "south"'),
        ("nort", "topol-m.range", 'Did you mean "north"?'),
        ("north", "shahab-3.range", "holds 5 statements"),
        ("north", "topol-m.apogee_speed", "no value in this view"),
        ("north", "topol-m.colour", "topol-m takes"),
    ],
)
def test_looking_up_what_is_not_there(talks: dossier.Dossier, view: str, key: str, part: str) -> None:
    with pytest.raises(FileError) as refusal:
        talks.lookup(view, key)
    assert part in str(refusal.value)


def test_a_dossier_cannot_be_changed(talks: dossier.Dossier) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        talks.name = "other"  # type: ignore[misc]
    with pytest.raises(pydantic.ValidationError):
        talks.approach.deployments[0].phase = 2  # type: ignore[misc]


def test_the_middle_stands_in_where_only_low_and_high_are_given(tmp_path: Path) -> None:
    files = changed("views/north.toml", 'value     = "1500 km"', 'low = "1000 km"\nhigh = "2000 km"')
    said = dossier.load(put(tmp_path / "talks", files)).lookup("north", "tpy-2-kurecik.range")
    assert (said.value, said.low, said.high, said.text) == (1.5e6, 1.0e6, 2.0e6, "1000 km to 2000 km")


def test_a_missile_may_be_known_by_its_speed(tmp_path: Path) -> None:
    speed = FILES["approach.toml"].replace('"topol-m.range"', '"topol-m.burnout_speed"').replace("10500 km", "7 km/s")
    parameters = dossier.load(put(tmp_path / "talks", {**FILES, "approach.toml": speed})).parameters("north")
    assert parameters["topol-m.burnout_speed"].value == 7000.0
    assert "topol-m.range" not in parameters


def test_who_picks_a_range_does_not_get_the_speed_of_the_catalogue(tmp_path: Path) -> None:
    said = 'holder = "Us"\nkind = "value"\ncertainty = "assumed"\nnote = "example"\n'
    text = 'name = "Ours"\nkind = "missile"\nclass = "strategic"\n'
    text += f'[[burnout_speed]]\nvalue = "7 km/s"\n{said}[[burn_time]]\nvalue = "180 s"\n{said}'
    extra = put(tmp_path / "extra", {"systems/ours.toml": text})
    files = {**FILES, "approach.toml": FILES["approach.toml"].replace('"topol-m', '"ours')}
    parameters = dossier.load(put(tmp_path / "talks", files), extra).parameters("north")
    assert parameters["ours.range"].value == 10_500_000.0
    assert "ours.burnout_speed" not in parameters


def test_a_missile_may_be_known_by_its_stages(tmp_path: Path) -> None:
    files = changed("approach.toml", 'missile   = "notional-irbm"', 'missile   = "scud-b"')
    parameters = dossier.load(put(tmp_path / "talks", files)).parameters("north")
    assert parameters["scud-b.payload"].value == 1000.0
    assert "scud-b.burnout_speed" not in parameters


def test_the_speed_at_the_top_is_for_views_to_choose(tmp_path: Path) -> None:
    files = changed("approach.toml", '"topol-m.range"', '"topol-m.apogee_speed"')
    files["approach.toml"] = files["approach.toml"].replace("10500 km", "5.1 km/s").replace("topol-m", "topol")
    parameters = dossier.load(put(tmp_path / "talks", files)).parameters("north")
    assert parameters["topol.apogee_speed"].value == 5100.0


def test_infrared_from_space_needs_no_place(tmp_path: Path) -> None:
    row = '[[deployments]]\nsystem = "space-infrared"\nphase = 1\ncertainty = "assumed"\nnote = "for the example"\n\n'
    files = changed("approach.toml", "[[deployments]]", row + "[[deployments]]")
    assert dossier.load(put(tmp_path / "talks", files)).approach.deployments[0].place is None


def test_views_get_the_colours_that_are_free(tmp_path: Path) -> None:
    files = {**FILES, "views/a.toml": FILES["views/north.toml"], "views/z.toml": FILES["views/north.toml"]}
    files["views/north.toml"] = 'colour = "blue"\n' + FILES["views/north.toml"]
    views = dossier.load(put(tmp_path / "talks", files)).views
    assert {key: view.colour for key, view in views.items()} == {"a": "orange", "north": "blue", "z": None}


def test_claims_are_optional(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if name != "claims.toml"}
    assert dossier.load(put(tmp_path / "talks", files)).claims == ()


def test_systems_of_your_own(tmp_path: Path) -> None:
    whole = INTERCEPTOR + "".join(
        f'\n[[{name}]]\nvalue = "{value}"\nholder = "Us"\nkind = "value"\ncertainty = "assumed"\nnote = "example"\n'
        for name, value in (
            ("burn_time", "60 s"),
            ("minimum_intercept_altitude", "100 km"),
            ("maximum_flight_time", "600 s"),
        )
    )
    extra = put(tmp_path / "extra", {"systems/ours.toml": whole})
    folder = put(tmp_path / "talks", changed("approach.toml", '"sm-3-2a"', '"ours"'))
    talks = dossier.load(folder, extra)
    assert talks.lookup("north", "ours.burnout_speed").value == 4000.0
    assert talks.sources["leaflet"].publisher == "A maker"
    assert talks.catalog.digest != catalog().digest
    assert dossier.check(folder, extra) == []
    assert dossier.check(folder)


def test_flaws_in_systems_of_your_own_are_told(tmp_path: Path) -> None:
    folder = put(tmp_path / "talks", FILES)
    [problem] = dossier.check(folder, put(tmp_path / "one", {"systems/ours.toml": "kind = 1\n"}))
    assert (problem.file, problem.key) == ("systems/ours.toml", "kind")
    [problem] = dossier.check(folder, put(tmp_path / "two", {"systems/ours.toml": "decoys = 1\n"}))
    assert "`decoys` is refused on purpose" in problem.message


def test_the_digest_stands_for_the_content(tmp_path: Path) -> None:
    first = dossier.load(put(tmp_path / "one", FILES)).digest
    assert dossier.load(put(tmp_path / "two", FILES)).digest == first
    rows = FILES["views/north.toml"].replace(
        'title  = "Northern view"\nholder = "Northern experts"', 'holder = "Northern experts"\ntitle = "Northern view"'
    )
    same = {**FILES, "views/north.toml": "# a remark\n" + rows}
    assert dossier.load(put(tmp_path / "three", same)).digest == first
    other = changed("views/north.toml", '"1500 km"', '"1501 km"')
    assert dossier.load(put(tmp_path / "four", other)).digest != first
    assert len(first) == 64


def test_certainty_is_as_weak_as_its_weakest_part() -> None:
    assert weakest("read", "derived", "secondary") == "derived"
    assert weakest(*CERTAINTIES) == "assumed"
    assert weakest() == "read"


def test_no_such_dossier(tmp_path: Path) -> None:
    for ask in (dossier.load, dossier.check):
        with pytest.raises(FileError, match="no dossier"):
            ask(tmp_path / "none")
        with pytest.raises(FileError, match="no dossier"):
            ask("")


def test_every_built_in_dossier_is_listed_and_sound() -> None:
    for summary in dossier.dossiers():
        assert summary.title
        assert summary.asks
        assert dossier.check(summary.name) == []
        assert dossier.load(summary.name).name == summary.name
