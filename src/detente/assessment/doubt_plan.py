"""The samples of an assessment as a job: every question under every view, for rows that know their own number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from detente.assessment.drawing import Corners, Drawn, Floats, Rows
from detente.assessment.jobs import Arrays
from detente.assessment.sampled_counting import SUFFICIENCY_WORDS, WINDOW_WORDS, Between, Enough, Handed
from detente.assessment.sampled_flights import Flights, Met, Said
from detente.reading.approach import Deterrent

ENDS = ("least", "greatest")
ARRIVALS = "arrivals"
Answers: TypeAlias = dict[tuple[str, str], tuple[list[Said], dict[str, list[Floats]]]]
"""By key and view: the answer at each end, and other quantities at each end."""

HandedOver: TypeAlias = dict[tuple[str, int, int], dict[str, Met]]
"""What flights hand over, by view, phase and end, then by deterrent."""


@dataclass(frozen=True)
class Asked:
    """One question under one view: its words from the least to the most, and numbers with only a range that move it."""

    key: str
    view: str
    kind: str
    words: tuple[str, ...]
    intervals: tuple[str, ...]
    bending: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything that a worker needs to work out any of the samples."""

    drawn: dict[str, Drawn]
    flights: tuple[Flights, ...]
    rules: tuple[Enough, ...]
    windows: tuple[Between, ...]

    def __call__(self, first: int, count: int) -> Arrays:
        """The columns of the samples first to first + count - 1: for each question its word and quantity."""
        return columns(self.answers({view: own.rows(first, count) for view, own in self.drawn.items()}, count))

    @property
    def at_centre(self) -> "Plan":
        """The same questions with everything undrawn at its centre."""
        none = Corners({}, {})
        flights = tuple(replace(about, held=none, wide=()) for about in self.flights)
        rules = {id(rule): replace(rule, held=none) for rule in self.rules}
        windows = tuple(replace(each, held=none, rule=rules[id(each.rule)]) for each in self.windows)
        return Plan(self.drawn, flights, tuple(rules.values()), windows)

    def answers(self, rows: Mapping[str, Rows], count: int) -> Answers:
        """What is said of every question at both ends (or once), and for sufficiency what it rests on."""
        found: Answers = {}
        handed: HandedOver = {}
        for about in self.flights:
            view = about.view.view
            said = about.ask_ends(rows[view], count)
            for key in said[0][0]:
                found[key, view] = ([each[0][key] for each in said if key in each[0]], {})
            for number in range(len(ENDS)):
                met = said[0][1] | said[min(number, len(said) - 1)][1]
                for phase in met:
                    handed.setdefault((view, phase, number), {})[about.force.id] = met[phase]
        for rule in self.rules:
            found[rule.party.key, rule.party.view.view] = self._rule(rule, rows, count, handed)
        for window in self.windows:
            found[window.key, window.rule.party.view.view] = (self._window(window, rows, count, handed), {})
        return found

    def _rule(
        self, rule: Enough, rows: Mapping[str, Rows], count: int, handed: HandedOver
    ) -> tuple[list[Said], dict[str, list[Floats]]]:
        numbers = [self.numbers(rule, rows, count, number, handed) for number in range(1 + self.wide(rule))]
        more = {key: [each[key] for each in numbers] for key in rule.flown}
        return [rule.said(each) for each in numbers], {ARRIVALS: [rule.arrivals(each) for each in numbers], **more}

    def _window(self, window: Between, rows: Mapping[str, Rows], count: int, handed: HandedOver) -> list[Said]:
        needs = [window.need(rows[window.needer.view.view], count, end) for end in window.held.ends]
        wide = max(self.wide(window.rule), len(needs) > 1)
        return [
            window.said(needs[min(len(needs) - 1, 1 - number)], self.numbers(window.rule, rows, count, number, handed))
            for number in range(1 + wide)
        ]

    def numbers(self, rule: Enough, rows: Mapping[str, Rows], count: int, number: int, handed: HandedOver) -> Rows:
        """What counting takes at one end: the least margin goes with the greatest slack of the interceptors."""
        party = rule.party
        flights: Handed | None = None
        if party.handed is not None:
            flights = handed.get((party.view.view, party.phase, 1 - number), {})
        end = rule.held.ends[min(number, len(rule.held.ends) - 1)]
        return rule.numbers(rows[party.view.view], count, end, flights)

    def wide(self, rule: Enough) -> bool:
        """Whether numbers with only a range move a rule, by themselves or through the flights."""
        return bool(rule.held.least) or bool(self._through_flights(rule))

    def _through_flights(self, rule: Enough) -> tuple[Flights, ...]:
        if rule.party.handed is None:
            return ()
        named = {name for force in rule.party.forces for name in force.flies_as}
        return tuple(
            about for about in self.flights
            if about.view is rule.party.view and about.force.id in named and rule.party.phase in about.wide
        )  # fmt: skip

    @cached_property
    def asked(self) -> dict[tuple[str, str], Asked]:
        """Every question, in the order of its columns."""
        return {(each.key, each.view): each for each in self._asked()}

    def _asked(self) -> Iterator[Asked]:
        for about in self.flights:
            kind = "reach" if isinstance(about.force, Deterrent) else "cover"
            for key in about.questions():
                wide = int(key.split("/")[1].removeprefix("phase-")) in about.wide
                held = (tuple(about.held.least), about.held.bending) if wide else ((), ())
                yield Asked(key, about.view.view, kind, about.words(), *held)
        for rule in self.rules:
            moved, bending = self._moved(rule)
            yield Asked(rule.party.key, rule.party.view.view, "sufficiency", SUFFICIENCY_WORDS, moved, bending)
        for window in self.windows:
            moved, bending = self._moved(window.rule)
            moved = tuple(dict.fromkeys((*moved, *window.held.least)))
            yield Asked(window.key, window.rule.party.view.view, "window", WINDOW_WORDS, moved,
                        (*bending, *window.held.bending))  # fmt: skip

    def _moved(self, rule: Enough) -> tuple[tuple[str, ...], tuple[str, ...]]:
        held = [rule.held, *(about.held for about in self._through_flights(rule))]
        moved = dict.fromkeys(key for each in held for key in each.least)
        return tuple(moved), tuple(dict.fromkeys(key for each in held for key in each.bending))


def columns(found: Answers) -> Arrays:
    """Answers as columns: words and quantities at the one or two ends of each question, by its place."""
    made: Arrays = {}
    for place, (ends, more) in enumerate(found.values()):
        for end, said in zip(ENDS, ends, strict=False):
            made[f"{place}.word.{end}"] = said.word
            made[f"{place}.quantity.{end}"] = said.quantity.astype(np.float32)
        for name, rows in more.items():
            for end, row in zip(ENDS, rows, strict=False):
                made[f"{place}.{name}.{end}"] = row.astype(np.float32)
    return made


def both(found: Arrays, place: int, what: str) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """The two ends of a column; the same twice where nothing has only a range."""
    least = found[f"{place}.{what}.least"]
    return least, found.get(f"{place}.{what}.greatest", least)
