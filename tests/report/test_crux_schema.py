"""The JSON of a crux fits its schema, and the schema says what every field is."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

import detente
from detente.report.brief import brief_markdown
from detente.report.exports.json import crux_json
from tests.report.small_crux import small_crux
from tests.report.test_schema import described

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "crux.schema.json").read_text("utf-8"))


def complaints(found: object) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in Draft202012Validator(SCHEMA).iter_errors(found)]


def test_the_schema_is_a_sound_schema_and_describes_every_field():
    Draft202012Validator.check_schema(SCHEMA)
    nodes = {"$": SCHEMA, **{f"$defs.{name}": part for name, part in SCHEMA["$defs"].items()}}
    fields = [pair for path, node in nodes.items() for pair in described(node, path)]
    assert len(fields) > 80
    for path, field in fields:
        assert "$ref" in field or len(field.get("description", "")) > 5, path


def test_a_crux_fits():
    assert complaints(json.loads(crux_json(small_crux()))) == []


def test_an_unknown_field_a_wrong_level_and_a_missing_factor_are_noticed():
    found = json.loads(crux_json(small_crux()))
    found["answers"][0]["contested"][0]["check"] = 4
    found["answers"][0]["contested"][1]["rank"] = 0.5
    del found["answers"][0]["contested"][2]["flip_share"]
    assert len(complaints(found)) == 3


def test_a_real_crux_fits_and_its_brief_names_who_would_have_to_open_what():
    question = "balance/phase-1/two-stage-gbi@redzikowo/west-mobile"
    found = detente.crux(detente.load("third-site-2007"), question)
    assert complaints(json.loads(crux_json(found))) == []
    said = brief_markdown(found, question).decode()
    assert "A burnout speed declared by United States and NATO Europe" in said
    for key in ("two-stage-gbi.burnout_speed", "defence.commit_delay"):
        one = next(one for one in found.answers[0].contested if one.key == key)
        assert [value for value in one.flip_value.values() if value is not None], key
        assert key in found.answers[0].pair.keys
