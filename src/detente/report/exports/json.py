"""Results as JSON: the same content, the same bytes. Fields: docs/*.schema.json."""

from collections.abc import Mapping
from typing import Any

from detente.assessment.crux_result import Crux
from detente.assessment.result import Assessment
from detente.assessment.rows import text
from detente.assessment.search_result import SearchResult


def assessment_json(assessment: Assessment) -> bytes:
    """The whole answer, all but the arrays."""
    return text(assessment.as_dict()).encode()


def crux_json(crux: Crux) -> bytes:
    """What separates two views."""
    return text(crux.as_dict()).encode()


def search_json(found: SearchResult) -> bytes:
    """Packages both sides could accept."""
    return text(found.as_dict()).encode()


def flight_json(flight: Mapping[str, Any]) -> bytes:
    """One flight, given as the plain dictionary of its answer."""
    return text(dict(flight)).encode()


def engagement_json(engagement: Mapping[str, Any]) -> bytes:
    """One engagement, given as the plain dictionary of its answer."""
    return text(dict(engagement)).encode()
