"""What the terminal says of announced flights."""

import io

import pytest
from rich.console import Console

from detente.assessment.flight_check import check_flight
from detente.interfaces.flight_tables import show_flight_check, show_flight_checks, verdict
from detente.reading.flights import AnnouncedFlight

CASES = {
    "consistent": AnnouncedFlight(6518.2e3, 1002.3e3, 4415.0),
    "contradicts itself": AnnouncedFlight(6248.5e3, 1090e3, 4052.0, name="claim"),
    "nothing to test by": AnnouncedFlight(2000e3, 800e3),
    "not ballistic": AnnouncedFlight(60e3, 800e3, name="glide"),
}


def printed(show, what):
    out = io.StringIO()
    show(Console(file=out, width=140), what)
    return out.getvalue()


@pytest.mark.parametrize("said", CASES)
def test_every_answer_has_its_word(said):
    check = check_flight(CASES[said])
    assert verdict(check) == said
    alone = printed(show_flight_check, check)
    assert ("nothing but apogee and range" in alone) == (said == "nothing to test by")
    assert ("assumption for a" in alone) == check.ballistic


def test_a_table_names_what_contradicts_and_what_is_unbounded():
    said = printed(show_flight_checks, [check_flight(flight) for flight in CASES.values()])
    assert "flight 1" in said
    assert "anywhere]" in said
    assert "claim, contradicted by its time:" in said
    assert "glide, contradicted by its path:" in said
