"""What the API answers is what its OpenAPI document says, for requests that schemathesis makes up from it."""

from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.site.conftest import BROWSER

CHECKS = [
    not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_schema_conformance,
]  # fmt: skip
OPERATIONS = [
    "/api/briefs", "/api/briefs/{story}", "/api/briefs/{story}/versions",
    "/api/briefs/{story}/versions/{version}/changes", "/api/reports/{report}", "/api/reports/{report}/versions",
    "/api/reports/{report}/versions/{version}/changes", "/api/countries/{code}/events",
    "/api/countries/{code}/agreements", "/api/countries/{code}/offices", "/api/pairs/{a}-{b}/events",
    "/api/pairs/{a}-{b}/tie", "/api/people/{key}/events", "/api/people/{key}/offices", "/api/events/{event}",
    "/api/search", "/api/most-viewed", "/api/history",
]  # fmt: skip


@pytest.fixture(scope="module")
def described(full: TestClient) -> Any:
    return schemathesis.openapi.from_asgi("/api/openapi.json", full.app)


def test_every_address_is_asked(described: Any) -> None:
    assert {result.ok().path for result in described.get_all_operations()} >= set(OPERATIONS)


@pytest.mark.parametrize("path", OPERATIONS)
def test_answers_are_as_described(described: Any, path: str) -> None:
    operation = described[path]["GET"]

    @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(headers=dict(BROWSER), checks=CHECKS)

    ask()
