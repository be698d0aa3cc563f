"""The JSON of a search fits its schema, and the schema says what every field is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from detente.report.exports.json import search_json
from tests.report.small_cooperation import small_cooperation
from tests.report.small_search import found, none_passes
from tests.report.test_schema import described

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "search.schema.json").read_text("utf-8"))


def complaints(answer: object) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in Draft202012Validator(SCHEMA).iter_errors(answer)]


def test_the_schema_is_a_sound_schema_and_describes_every_field():
    Draft202012Validator.check_schema(SCHEMA)
    nodes = {"$": SCHEMA, **{f"$defs.{name}": part for name, part in SCHEMA["$defs"].items()}}
    fields = [pair for path, node in nodes.items() for pair in described(node, path)]
    assert len(fields) > 80
    for path, field in fields:
        assert "$ref" in field or len(field.get("description", "")) > 1, path


@pytest.mark.parametrize("answer", [found(), none_passes(), replace(found(), cooperation=small_cooperation())])
def test_a_search_fits(answer):
    assert complaints(json.loads(search_json(answer))) == []


def test_an_unknown_field_a_wrong_kind_and_a_missing_gain_are_noticed():
    answer = json.loads(search_json(found()))
    answer["demands"][0]["kind"] = "wish"
    answer["packages"][0]["score"] = 0.5
    del answer["packages"][1]["gain"]["deterring"]
    assert len(complaints(answer)) == 3
