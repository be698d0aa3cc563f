"""Packages, demands and rules in words, for pictures, tables and files alike."""

from collections.abc import Mapping, Sequence

from detente.assessment.search_result import AlternativeRow, Changes, SearchResult
from detente.report.words import MINUS, listed

LETTERS = {
    "Nash": "N",
    "Kalai-Smorodinsky": "K",
    "maximin gain": "M",
    "most robust": "R",
    "cheapest to verify": "C",
}
"""The letter a rule is drawn with."""


def rule_letter(rule: str) -> str:
    """The letter of a rule; of one without its own, its first."""
    return LETTERS.get(rule, rule[:1].upper())


def option_name(found: SearchResult, topic: str, option: str) -> str:
    """The name of an option, or what stands in the file where it has none."""
    return found.options.get(topic, {}).get(option, f"{topic}={option}")


def choice_text(found: SearchResult, choice: Mapping[str, str]) -> str:
    """What a package chooses other than no agreement, as `topic=option` of the file, in its order."""
    chosen = [
        f"{topic}={choice[topic]}" for topic in found.topics if topic in choice and not _first(found, topic, choice)
    ]
    return ", ".join(chosen) if chosen else "nothing: as without an agreement"


def _first(found: SearchResult, topic: str, choice: Mapping[str, str]) -> bool:
    """Whether a package keeps the first option of a topic, which changes nothing."""
    return choice[topic] == next(iter(found.options[topic]))


def demand_name(found: SearchResult, key: str) -> str:
    """A demand in words, with whose it is."""
    row = next((demand for demand in found.demands if demand.key == key), None)
    if row is None:
        return key
    if row.kind == "red line":
        return f"{row.side} will not have {row.name}"
    if row.side is None or row.kind == "no worse off":
        return row.name
    return f"{row.side}: {row.name}"


def changes_text(changes: Changes) -> str:
    """What changes, such as `speed: open to at-most-4-5`."""
    return listed([f"{topic}: {before} to {after}" for topic, before, after in changes])


def where_it_stands(found: SearchResult, row: AlternativeRow) -> str:
    """Whether a proposal passes, else what it misses and how few changes would do."""
    if row.package.passes:
        return "passes"
    missed = f"misses {len(row.package.fails)}: {', '.join(row.package.fails)}"
    if row.bridge is None:
        return missed
    return f"{missed}; {len(row.bridge.changes)} change{'s' * (len(row.bridge.changes) != 1)} to pass"


def conflict_text(found: SearchResult, demands: Sequence[str]) -> str:
    """Demands that no package meets together, in a row."""
    return " | ".join(demand_name(found, key) for key in demands)


def judged_by(found: SearchResult) -> str:
    """Who judges by which view."""
    said = [f"{side} by the view {found.views[role].get('title', role)}" for role, side in found.sides.items()]
    return f"Each side judges for itself: {', '.join(said)}; both after what transparency shows."


def signed(number: float, digits: int = 3) -> str:
    """A number with its sign; no sign for nothing."""
    said = f"{number:+.{digits}f}"
    return said.lstrip("+-") if float(said) == 0.0 else said.replace("-", MINUS)
