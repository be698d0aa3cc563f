"""An interceptor described by its stages: read, looked up, made into a vehicle, or refused."""

import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.assessment.chosen import interceptor_of
from detente.assessment.engage import engage
from detente.assessment.flyout import fly_out
from detente.assessment.resolve import interceptor
from detente.errors import FileError, RangeError
from detente.flying.vehicles import ASSUMED_TILT, FORDEN_DRAG, PitchProgramme, StagedInterceptor
from detente.interfaces.arguments import numbers
from detente.kernels.constants import STANDARD_GRAVITY
from detente.reading.lookup import needed, parameter_of
from detente.reading.systems import catalog, catalog_for
from tests.reading.material import INTERCEPTOR, STAGED_INTERCEPTOR, put

LIGHTER = STAGED_INTERCEPTOR.replace('"1000 kg"', '"300 kg"')


def own(folder: Path, text: str = LIGHTER) -> str:
    """The name of a file of one's own."""
    return str(put(folder, {"ours.toml": text}) / "ours.toml")


def test_a_file_of_stages_becomes_a_vehicle(tmp_path):
    made, used = interceptor_of(own(tmp_path), {})
    assert isinstance(made, StagedInterceptor)
    assert made.name == "ours"
    assert [stage.fuelled_mass_kg for stage in made.booster.stages] == [4897.0]
    assert (made.booster.payload_kg, made.minimum_altitude_m, made.maximum_flight_time_s) == (300.0, 1e5, 900.0)
    assert isinstance(made.booster.steering, PitchProgramme)
    assert made.booster.steering.rate_rad_s == pytest.approx(math.radians(1.348))
    assert made.booster.drag == ((0.0, 0.2), (0.8, 0.2), (1.2, 0.3))
    assert {row.key: row.certainty for row in used}["ours.stages"] == "read"


def test_what_the_file_does_not_say_is_assumed_aloud(tmp_path):
    bare = LIGHTER[: LIGHTER.index("[drag]")] + LIGHTER[LIGHTER.index("[sources.leaflet]") :]
    made, used = interceptor_of(own(tmp_path, bare), {})
    assert isinstance(made, StagedInterceptor)
    assert (made.booster.steering, made.booster.drag) == (ASSUMED_TILT, FORDEN_DRAG)
    assert {row.key for row in used if row.certainty == "assumed"} == {"ours.drag", "ours.steering"}


def test_both_commands_take_the_file(tmp_path):
    file = own(tmp_path)
    found = fly_out(file)
    assert found.staged
    assert found.as_dict()["described_by"] == "stages"
    assert found.as_dict()["burnout_time_s"] == 75.0
    answer = engage(file, (50.0, 20.0), "notional-mrbm", (46.0, 30.0), (51.0, 19.0))
    assert any(row.key == "ours.stages" for row in answer.used)


def test_numbers_of_one_s_own_name_the_file(tmp_path):
    file = own(tmp_path)
    given_ones = numbers(["ours.payload=200 kg", "ours.maximum_flight_time=500 s"], file)
    made, _ = interceptor_of(file, given_ones)
    assert isinstance(made, StagedInterceptor)
    assert (made.booster.payload_kg, made.maximum_flight_time_s) == (200.0, 500.0)
    with pytest.raises(RangeError, match="is described by its stages, so this is not asked for"):
        numbers(["ours.burnout_speed=5 km/s"], file)


@pytest.mark.parametrize("missing", ["payload", "minimum_intercept_altitude", "maximum_flight_time"])
def test_a_number_that_nobody_states_is_named(tmp_path, missing):
    head, _, tail = LIGHTER.partition(f"[[{missing}]]")
    text = head + tail[tail.index("\n[") + 1 :] if "\n[" in tail else head
    with pytest.raises(FileError, match=rf"nobody states its {missing}\. Add \[\[{missing}\]\]"):
        interceptor_of(own(tmp_path, text), {})


@pytest.mark.parametrize(
    ("old", "new", "key", "part"),
    [
        ('"1198 kg"', '"-1 kg"', "stages[1].empty_mass", 'expected for example "4897 kg"'),
        ('"1198 kg"', '"5000 kg"', "stages[1].empty_mass", "nothing could burn"),
        ('"230 s"', '"510 s"', "stages[1].specific_impulse", "more than any chemical rocket gives"),
        ("[pitch]", "[tilt]", "tilt", "unknown key"),
        ("[[payload]]", "[[burnout_speed]]", "burnout_speed", "this interceptor is described by its [[stages]]"),
    ],
)
def test_one_broken_thing_is_told(tmp_path, old, new, key, part):
    with pytest.raises(FileError) as refused:
        catalog_for(own(tmp_path, LIGHTER.replace(old, new, 1)))
    assert "ours.toml" in str(refused.value)
    assert key in str(refused.value)
    assert part in str(refused.value)


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(FileError, match=r"absent\.toml"):
        catalog_for("absent.toml")


def test_an_id_of_the_catalogue_is_not_taken_twice(tmp_path):
    path = put(tmp_path, {"sm-3-2a.toml": LIGHTER}) / "sm-3-2a.toml"
    with pytest.raises(FileError, match="another system with the id"):
        catalog_for(str(path))


def test_payload_needs_stages(tmp_path):
    text = INTERCEPTOR + LIGHTER[LIGHTER.index("[[payload]]") : LIGHTER.index("[drag]")]
    with pytest.raises(FileError, match=r"belongs to an interceptor described by its \[\[stages\]\]"):
        catalog_for(own(tmp_path, text))


def test_what_is_asked_for_depends_on_the_stages(tmp_path):
    known, _ = catalog_for(own(tmp_path))
    assert needed(known.systems["ours"]) == ("payload", "minimum_intercept_altitude", "maximum_flight_time")
    assert "burnout_speed" in needed(catalog().systems["sm-3-2a"])
    assert "is not described by its stages" in str(parameter_of("sm-3-2a.payload", catalog()))


def test_no_interceptor_of_the_catalogue_has_stages():
    # Nobody publishes them; a number that circulates without a source does not enter.
    assert not [key for key, system in catalog().interceptors.items() if system.stages]


def test_a_dossier_refuses_stages_and_says_what_to_do(tmp_path):
    with pytest.raises(RangeError, match="ours is described by its stages; the deployments of a dossier take"):
        interceptor("ours", {"ours.payload": 300.0})


def test_thrust_below_weight_is_refused_when_it_flies(tmp_path):
    with pytest.raises(RangeError, match="does not lift"):
        interceptor_of(own(tmp_path, STAGED_INTERCEPTOR.replace('"1000 kg"', '"9000 kg"')), {})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    full=st.floats(-1e3, 1e4), empty=st.floats(-100.0, 3e3), impulse=st.floats(-10.0, 600.0),
    burn=st.floats(-1.0, 80.0), payload=st.floats(-10.0, 1e3),
)  # fmt: skip
def test_any_stage_is_read_or_refused_with_a_sentence(tmp_path, full, empty, impulse, burn, payload):
    text = STAGED_INTERCEPTOR
    parts = {"4897 kg": full, "1198 kg": empty, "230 s": impulse, "75 s": burn, "1000 kg": payload}
    for old, new in parts.items():
        text = text.replace(f'"{old}"', f'"{new} {old.split()[1]}"', 1)
    if not 0.0 < empty < full or not 0.0 < impulse <= 500.0 or not 1.0 <= burn <= 1_000.0 or not payload > 0.0:
        with pytest.raises((FileError, RangeError), match=r"ours|a stage"):
            interceptor_of(own(tmp_path, text), {})
        return
    weight = STANDARD_GRAVITY * (full + payload)
    if impulse * STANDARD_GRAVITY * (full - empty) / burn <= weight:
        with pytest.raises(RangeError, match="does not lift"):
            interceptor_of(own(tmp_path, text), {})
        return
    made, _ = interceptor_of(own(tmp_path, text), {})
    assert isinstance(made, StagedInterceptor)
    assert made.booster.stages[0].thrust_n > weight
