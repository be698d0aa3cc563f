"""What a check against treaties answers: one finding for each rule, party and count, in words and plain numbers."""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from detente.assessment.rows import plain
from detente.counting.rules import FINDINGS, Comparator, Finding
from detente.messages import figure, mark, plural, say
from detente.reading.values import Certainty

MEANING: dict[str, str] = {
    mark("complies"): mark("the count is within the limit, over all its ends"),
    mark("exceeds"): mark("the count is beyond the limit, over all its ends"),
    mark("falls short"): mark("the count is below what is required, over all its ends"),
    mark("differs"): mark("the count is not the number required"),
    mark("disputed"): mark("somebody counts so and others do not: the arithmetic is checked, the premise stays open"),
    mark("cannot be decided"): mark("a number is missing, or the limit lies between the ends of the count"),
    mark("nothing to count"): mark("there is nothing of the kind the rule counts"),
}

COMPARED: dict[Comparator, str] = {
    "at most": mark("at most"),
    "exactly": mark("exactly"),
    "at least": mark("at least"),
    "none allowed": mark("none allowed"),
    "subject to": mark("subject to"),
}
"""How a count compares with a limit, in words."""

WOULD: dict[str, str] = {
    "complies": mark("would comply"),
    "exceeds": mark("would exceed"),
    "falls short": mark("would fall short"),
    "differs": mark("would differ"),
}
"""What is said of a limit that does not bind on the day, or of what is only planned."""


@dataclass(frozen=True)
class TreatyFinding:
    """One count of one party against one rule on one day. Numbers are in `unit`; None where there is none."""

    day: str
    phase: int | None
    """None for what stands on the day; else a later phase of the plan, checked as planned."""
    treaty: str
    short: str
    rule: str
    article: str | None
    title: str
    party: str
    in_force: bool | None
    """None where the day of entry into force is not known."""
    binds_from: str | None
    """The day from which the limit binds, where that is still to come."""
    as_if: bool
    """Whether the rule was asked for though it does not bind."""
    finding: Finding
    about: str
    low: float | None
    high: float | None
    limit: float | None
    limit_high: float | None
    unit: str
    comparator: Comparator
    headroom_low: float | None
    headroom_high: float | None
    said: str
    """The finding with its number: `exceeds by 1 area`."""
    why: str
    counting: str
    """The counting rule of the treaty, in our words."""
    how: str
    """How this count was made."""
    items: tuple[str, ...]
    holder: str
    as_of: str
    certainty: Certainty
    """The weakest among the rule and what was counted."""
    status: str | None
    source: str | None
    where: str | None
    note: str | None
    gap: str | None

    @property
    def hypothetical(self) -> bool:
        """Whether the limit does not bind on the day, or what is counted is only planned."""
        return self.as_if or self.binds_from is not None or self.phase is not None

    @property
    def counted_text(self) -> str:
        """The count with its ends: `882`, `2.8 to 3.2`, `at least 44`."""
        low = math.inf if self.low is None else self.low
        return span(low, math.inf if self.high is None else self.high)

    @property
    def limit_text(self) -> str:
        """The limit in words: `at most 1,700 to 2,200 warheads`."""
        if self.limit is None or self.comparator in ("none allowed", "subject to"):
            return say("{comparator} ({unit})", comparator=COMPARED[self.comparator], unit=self.unit)
        limit = span(self.limit, self.limit if self.limit_high is None else self.limit_high)
        unit = unit_for(self.limit, self.unit)
        return say("{comparator} {limit} {unit}", comparator=COMPARED[self.comparator], limit=limit, unit=unit)

    @property
    def key(self) -> tuple[str, str, str, str, int | None]:
        """What a finding is about, whatever the day."""
        return (self.rule, self.party, self.about, self.holder, self.phase)

    @property
    def answer(self) -> tuple[Any, ...]:
        """What it says, whatever it is about."""
        return (self.finding, self.low, self.high, self.in_force, self.binds_from, self.why)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON types; null for what is not known or without an end."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True)
class TreatyCheck:
    """A dossier against the rules of treaties, on a day or over the days on which something changes."""

    dossier: str
    title: str
    on: str
    through: int | None
    as_if: tuple[str, ...]
    parties: tuple[str, ...]
    in_force: tuple[str, ...]
    """Short names of what is in force on the first day, with its kind where it is no treaty."""
    not_bound: tuple[str, ...]
    """Who acts in the conduct of the dossier and is bound by no rule that applies."""
    not_checked: tuple[str, ...]
    """Those of them whose parties no checked source lists."""
    days: tuple[tuple[str, tuple[str, ...]], ...]
    """The days looked at, each with what changes on it."""
    findings: tuple[TreatyFinding, ...]
    sources: dict[str, dict[str, Any]]

    def on_day(self, day: str | None = None) -> tuple[TreatyFinding, ...]:
        """The findings of one day, the first if not said."""
        wanted = day or self.on
        return tuple(row for row in self.findings if row.day == wanted)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "dossier": self.dossier,
            "title": self.title,
            "on": self.on,
            "through": self.through,
            "as_if": list(self.as_if),
            "parties": list(self.parties),
            "in_force": list(self.in_force),
            "not_bound": list(self.not_bound),
            "not_checked": list(self.not_checked),
            "days": [{"day": day, "changes": list(changes)} for day, changes in self.days],
            "findings": [row.as_dict() for row in self.findings],
            "meaning": MEANING,
            "sources": self.sources,
        }

    def __repr__(self) -> str:
        counts = {word: sum(row.finding == word for row in self.findings) for word in FINDINGS}
        said = ", ".join(f"{number} {word}" for word, number in counts.items() if number)
        return f"{self.dossier} on {self.on}: {said or 'no rule applies'}"


@dataclass(frozen=True)
class TreatyLine:
    """A treaty in one line."""

    id: str
    short: str
    name: str
    kind: str
    parties: tuple[str, ...]
    signed: str | None
    in_force_from: str | None
    in_force_to: str | None
    in_force: bool | None
    """On the day asked about; None where that is not known, or no day was asked about."""
    rules: int
    status: str

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}


def worded(finding: Finding, low: float, high: float, unit: str, would: bool = False) -> str:
    """A finding with its number: the ends of the headroom, in the unit. would: for what does not bind or is planned."""
    verb = WOULD[finding] if would and finding in WOULD else finding
    if finding == "complies" and math.isfinite(low):
        if high == 0.0:
            return say("{verb}, nothing to spare", verb=verb)
        return say("{verb}, {spare} {unit} to spare", verb=verb, spare=span(low, high), unit=unit_for(high, unit))
    if finding in ("exceeds", "falls short", "differs"):
        last = -low if math.isfinite(low) else -high
        return say("{verb} by {off} {unit}", verb=verb, off=span(-high, -low), unit=unit_for(last, unit))
    return verb


UNITS: Mapping[str, Callable[[float], str]] = {
    "areas": lambda count: plural(count, "area", "areas"),
    "centres": lambda count: plural(count, "centre", "centres"),
    "complexes": lambda count: plural(count, "complex", "complexes"),
    "declarations": lambda count: plural(count, "declaration", "declarations"),
    "exchanges a year": lambda count: plural(count, "exchange a year", "exchanges a year"),
    "hours": lambda count: plural(count, "hour", "hours"),
    "inspections a year": lambda count: plural(count, "inspection a year", "inspections a year"),
    "interceptors": lambda count: plural(count, "interceptor", "interceptors"),
    "interceptors per launcher": lambda count: plural(count, "interceptor per launcher", "interceptors per launcher"),
    "kilometres": lambda count: plural(count, "kilometre", "kilometres"),
    "kilometres per second": lambda count: plural(count, "kilometre per second", "kilometres per second"),
    "launchers": lambda count: plural(count, "launcher", "launchers"),
    "missiles": lambda count: plural(count, "missile", "missiles"),
    "months": lambda count: plural(count, "month", "months"),
    "submarines": lambda count: plural(count, "submarine", "submarines"),
    "systems": lambda count: plural(count, "system", "systems"),
    "territorial defences": lambda count: plural(count, "territorial defence", "territorial defences"),
    "tonnes": lambda count: plural(count, "tonne", "tonnes"),
    "transfers": lambda count: plural(count, "transfer", "transfers"),
    "trials": lambda count: plural(count, "trial", "trials"),
    "vehicles": lambda count: plural(count, "vehicle", "vehicles"),
    "warheads": lambda count: plural(count, "warhead", "warheads"),
    "warheads per bomber": lambda count: plural(count, "warhead per bomber", "warheads per bomber"),
    "warheads per missile": lambda count: plural(count, "warhead per missile", "warheads per missile"),
    "weapons": lambda count: plural(count, "weapon", "weapons"),
    "years": lambda count: plural(count, "year", "years"),
}
"""Units of the treaties that ship, with a number of them; others follow English."""


def unit_for(value: float, unit: str) -> str:
    """A unit as it goes with a number: `1 area`, `2 areas`, `1 warhead per bomber`."""
    if unit in UNITS:
        return UNITS[unit](value)
    words = unit.split(" ")
    several = next((place for place, word in enumerate(words) if word.endswith("s") and len(word) > 2), None)
    if several is None:
        return unit
    single = " ".join([*words[:several], words[several][:-1], *words[several + 1 :]])
    return plural(value, single, unit)


def span(low: float, high: float) -> str:
    """Two ends in few digits: `7`, `1 to 2`, `at least 3`."""
    if math.isinf(high):
        return say("at least {least}", least=number(low))
    if number(low) == number(high):
        return number(low)
    return say("{low} to {high}", low=number(low), high=number(high))


def number(value: float) -> str:
    """A number without a power of ten: whole with commas, else with as many digits as its size deserves."""
    digits = 0 if abs(value) >= 100.0 else 1 if abs(value) >= 10.0 else 2
    rounded = round(value, digits)
    if rounded == int(rounded):
        return figure(rounded, ",.0f")
    shown = f"{rounded:.{digits}f}".rstrip("0")
    return figure(rounded, f",.{len(shown.partition('.')[2])}f")


def a_day(text: str) -> dt.date | None:
    """A day from text such as 2002-06-01, or nothing if it is none."""
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
