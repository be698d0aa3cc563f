"""The schema is true: whatever it allows is answered as it says, and what it does not allow is refused as it says."""

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis import Case

from detente.interfaces.web.doors import Doors
from tests.interfaces.web.conftest import application_in

SOME = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
ADDRESSES = (
    ("GET", "/api/dossiers"),
    ("GET", "/api/dossiers/{name}"),
    ("GET", "/api/messages/{code}.json"),
    ("POST", "/api/differences"),
    ("POST", "/api/live"),
    ("POST", "/api/save"),
    ("POST", "/api/jobs"),
    ("GET", "/api/jobs/{name}"),
    ("DELETE", "/api/jobs/{name}"),
    ("GET", "/api/jobs/{name}/events"),
    ("GET", "/{dossier}/export/{kind}"),
    ("GET", "/{dossier}/{panel}.json"),
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The application without the rules around it, which test_security.py breaks one by one."""
    return application_in(tmp_path_factory.mktemp("schema"), Doors())[1].inner


@pytest.fixture(scope="module")
def described(app: FastAPI) -> Any:
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_every_answer_is_one_that_the_schema_names(described: Any, method: str, address: str) -> None:
    @SOME
    @given(described[address][method].as_strategy())
    def answered(case: Case) -> None:
        # Of the right shape is not yet about something that is there: such requests are refused with 404 or 422.
        case.call_and_validate(excluded_checks=[schemathesis.checks.positive_data_acceptance])

    answered()


def test_every_address_is_described_and_says_what_it_is(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    assert {(method.upper(), path) for path, methods in paths.items() for method in methods} == set(ADDRESSES)
    for methods in paths.values():
        for said in methods.values():
            assert said["summary"]
            assert "422" in said["responses"] or "parameters" not in said
