"""The JSON of treaty checks fits the schema, field by field."""

import json

import pytest
from jsonschema import Draft202012Validator

import detente
from tests.report.test_schema import SCHEMA


def complaints(found: object, part: str) -> list[str]:
    validator = Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]})
    again = json.loads(json.dumps(found, allow_nan=False))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(again)]


@pytest.mark.parametrize(
    ("dossier", "asked"),
    [
        ("washington-2002", {"on": "2002-06-01", "as_if": ["sort", "demarcation-1997"]}),
        ("deauville-2011", {"on": "2022-03-01"}),
        ("deauville-2011", {"on": "1990-09-01", "as_if": ["start-1"]}),
        ("third-site-2007", {"through": 2013}),
    ],
)
def test_a_check_fits(dossier, asked):
    assert complaints(detente.treaty_check(detente.load(dossier), **asked).as_dict(), "treaty-check") == []


def test_the_list_fits():
    for line in detente.treaty_list("2002-06-01"):
        assert complaints(line.as_dict(), "treaty-line") == []
