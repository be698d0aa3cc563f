"""Results as JSON: the same content gives the same bytes. The fields are described in docs/assessment.schema.json."""

from collections.abc import Mapping
from typing import Any

from detente.assessment.result import Assessment
from detente.assessment.rows import text


def assessment_json(assessment: Assessment) -> bytes:
    """The whole answer, all but the arrays."""
    return text(assessment.as_dict()).encode()


def flight_json(flight: Mapping[str, Any]) -> bytes:
    """One flight, given as the plain dictionary of its answer."""
    return text(dict(flight)).encode()


def engagement_json(engagement: Mapping[str, Any]) -> bytes:
    """One engagement, given as the plain dictionary of its answer."""
    return text(dict(engagement)).encode()
