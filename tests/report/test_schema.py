"""The JSON others rely on: real answers fit the schema, and the schema says what every field is."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import detente
from detente.report.exports.json import assessment_json, engagement_json, flight_json

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "assessment.schema.json").read_text("utf-8"))


def validator(part=None):
    """The validator of an assessment, or of one of the other objects."""
    if part is None:
        return Draft202012Validator(SCHEMA)
    return Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]})


def complaints(found, part=None):
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(part).iter_errors(found)]


def test_the_schema_is_a_sound_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("which", ["result", "real"])
def test_assessments_fit(which, request):
    assert complaints(json.loads(assessment_json(request.getfixturevalue(which)))) == []


def test_a_flight_fits():
    flight = detente.fly("notional-icbm-solid", (51.7, 45.6), (38.9, -77.0)).as_dict()
    again = json.loads(flight_json(flight))
    assert complaints(again, "fly") == []
    assert {"range_km", "flight_time_s", "apogee_km", "impact", "burnout"} <= set(again)


@pytest.mark.parametrize("delay", [0.0, 5000.0])
def test_an_engagement_fits_also_when_it_is_too_late(delay):
    found = detente.engage(
        "two-stage-gbi", (54.5, 17.1), "notional-icbm-solid", (51.7, 45.6), (38.9, -77.0), commit_delay_s=delay
    ).as_dict()
    again = json.loads(engagement_json(found))
    assert complaints(again, "engage") == []
    assert (again["window"]["first_intercept_s"] is None) == (delay > 0.0)


@pytest.mark.parametrize("words", [
    {"apogee_m": 6.0e6, "range_m": 1.0e6, "time_s": 4140.0},
    {"apogee_m": 6.0e6, "range_m": 1.0e6, "launch": (39.0, 125.8), "fall": (40.6, 138.3), "speed_m_s": 7_480.0},
    {"apogee_m": 6.0e4, "range_m": 8.0e5},
])  # fmt: skip
def test_an_announced_flight_fits(words):
    found = json.loads(json.dumps(detente.flight_check(**words).as_dict(), allow_nan=False))
    assert complaints(found, "flight-check") == []


@pytest.mark.parametrize("altitude", [500e3, 1_500e3])
def test_interceptors_in_orbit_fit_also_where_nothing_is_in_reach(altitude):
    found = detente.space_based(4_000.0, 240.0, altitude, 60.0, 39.0, number=100).as_dict()
    assert complaints(json.loads(json.dumps(found)), "space-based") == []
    assert (found["absentee_ratio"] is None) == (altitude > 1_000e3)


def test_an_unknown_field_or_a_wrong_unit_word_is_noticed(result):
    found = json.loads(assessment_json(result))
    found["balance"][0]["slack"] = 3.0
    assert any("'slack' was unexpected" in complaint for complaint in complaints(found))
    found = json.loads(assessment_json(result))
    found["inputs"][0]["certainty"] = "sure"
    assert complaints(found)


def described(node, path="$"):
    """Every field of an object and every item of a list, with its path."""
    for name, field in node.get("properties", {}).items():
        yield f"{path}.{name}", field
        yield from described(field, f"{path}.{name}")
    for name in ("items", "additionalProperties"):
        inner = node.get(name)
        if isinstance(inner, dict):
            yield f"{path}[{name}]", inner
            yield from described(inner, f"{path}[{name}]")


def test_every_field_is_described_and_every_number_says_its_unit():
    nodes = {"$": SCHEMA, **{f"$defs.{name}": part for name, part in SCHEMA["$defs"].items()}}
    fields = [pair for path, node in nodes.items() for pair in described(node, path)]
    assert len(fields) > 150
    for path, field in fields:
        assert len(field.get("description", "")) > 8, path
    units = ("[s]", "[s ", "[km", "[deg]", "[1]", "from 0 to 1", "in unit", "end of the range")
    for path, field in fields:
        if "number" in field.get("type", ()):
            said = field["description"]
            assert any(unit in said[:1].lower() + said[1:] for unit in units), path


def test_the_page_about_the_json_names_the_schema_and_the_parts():
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    assert "assessment.schema.json" in page
    for part in SCHEMA["properties"]:
        assert f"`{part}`" in page
    assert files("detente.report").joinpath("templates/report.html.j2").is_file()  # ships with the package
