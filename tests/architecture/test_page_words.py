"""What the page shows through its catalogue without writing it down itself: names and words of assumptions."""

import pytest

from detente.messages import catalogue
from detente.reading import parameters
from detente.reading.parameters import Parameter


def every_parameter():
    found, waiting = {}, [value for name, value in vars(parameters).items() if not name.startswith("__")]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Parameter):
            found[one.name] = one
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, tuple | list):
            waiting += one
    return found


def test_there_are_parameters():
    assert {"burnout_speed", "commit_delay", "earliest_commit"} <= every_parameter().keys()


@pytest.mark.parametrize("name", sorted(every_parameter()))
def test_an_assumption_has_a_name_and_words_in_russian(name):
    said, _ = catalogue("ru")
    parameter = every_parameter()[name]
    missing = [text for text in (name.replace("_", " "), *parameter.words) if text not in said]
    assert not missing, "add them to data/messages/ru/page-assumptions.toml"
