"""A radar's range for a stated object: from what a view writes to the radar that looks."""

import pytest

from detente.assessment.resolve import assumptions, defence, seen_range
from detente.reading import scope
from detente.reading.dossier import load
from detente.reading.parameters import OBJECT, RATED
from tests.reading.material import FILES, put

STATED = """\
[[values]]
of        = "{of}"
value     = "{value}"
holder    = "Northern experts"
kind      = "technical judgement"
certainty = "assumed"
note      = "for the example"

"""
V = "views/north.toml"


def radar_range(folder, **sizes):
    """Range [m] of the radar of the small dossier (stated: 1500 km) with these cross sections in its view."""
    names = {"rated": f"tpy-2-kurecik.{RATED}", "seen": f"defence.{OBJECT}"}
    more = "".join(STATED.format(of=names[name], value=value) for name, value in sizes.items())
    files = {**FILES, V: FILES[V].replace("[sources.paper]", more + "[sources.paper]")}
    view = assumptions(load(put(folder / "my-talks", files)), "north")
    return defence(view.standing[1], view.numbers, view.words).radars[0].range_m


def test_a_range_counts_as_it_stands_where_no_sizes_are_stated(tmp_path):
    assert radar_range(tmp_path) == pytest.approx(1_500e3)


def test_sixteen_times_the_size_is_seen_twice_as_far(tmp_path):
    # The radar equation; see docs/methods/sensing.md, section Range for a stated object.
    assert radar_range(tmp_path, rated="0.1 m^2", seen="1.6 m^2") == pytest.approx(3_000e3)


def test_units_of_area(tmp_path):
    assert radar_range(tmp_path, rated="16 m^2", seen="10000 cm^2") == pytest.approx(750e3)


def test_one_of_the_two_alone_changes_nothing():
    numbers = {"r.range": 1_000e3}
    assert seen_range("r", {**numbers, f"r.{RATED}": 1.0}) == 1_000e3
    assert seen_range("r", {**numbers, f"defence.{OBJECT}": 1.0}) == 1_000e3


def test_the_names_are_within_scope():
    assert scope.reason(RATED) is None
    assert scope.reason(OBJECT) is None
