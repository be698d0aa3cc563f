"""Packages, demands and rules in words, for pictures, tables and files alike."""

from collections.abc import Mapping, Sequence

from detente.assessment.search_result import AlternativeRow, Changes, SearchResult
from detente.messages import digits as numeral
from detente.messages import mark, plural, tr
from detente.report.words import MINUS, listed

LETTERS = {
    mark("Nash"): "N",
    mark("Kalai-Smorodinsky"): "K",
    mark("maximin gain"): "M",
    mark("most robust"): "R",
    mark("cheapest to verify"): "C",
}
"""The letter a rule is drawn with."""


def rule_letter(rule: str) -> str:
    """The letter of a rule; of one without its own, its first."""
    return LETTERS.get(rule, rule[:1].upper())


def option_name(found: SearchResult, topic: str, option: str) -> str:
    """The name of an option, or what stands in the file where it has none."""
    return tr(found.options.get(topic, {}).get(option, f"{topic}={option}"))


def choice_text(found: SearchResult, choice: Mapping[str, str]) -> str:
    """What a package chooses other than no agreement, as `topic=option` of the file, in its order."""
    chosen = [
        f"{topic}={choice[topic]}" for topic in found.topics if topic in choice and not _first(found, topic, choice)
    ]
    return ", ".join(chosen) if chosen else tr("nothing: as without an agreement")


def _first(found: SearchResult, topic: str, choice: Mapping[str, str]) -> bool:
    """Whether a package keeps the first option of a topic, which changes nothing."""
    return choice[topic] == next(iter(found.options[topic]))


def demand_name(found: SearchResult, key: str) -> str:
    """A demand in words, with whose it is."""
    row = next((demand for demand in found.demands if demand.key == key), None)
    if row is None:
        return key
    if row.kind == "red line":
        return tr("{side} will not have {demand}", side=row.side, demand=row.name)
    if row.side is None or row.kind == "no worse off":
        return tr(row.name)
    return f"{tr(row.side)}: {tr(row.name)}"


def changes_text(changes: Changes) -> str:
    """What changes, such as `speed: open to at-most-4-5`."""
    return listed(
        [
            tr("{topic}: {before} to {after}", topic=topic, before=before, after=after)
            for topic, before, after in changes
        ]
    )


def where_it_stands(found: SearchResult, row: AlternativeRow) -> str:
    """Whether a proposal passes, else what it misses and how few changes would do."""
    if row.package.passes:
        return tr("passes")
    fails = row.package.fails
    missed = tr("misses {number}: {demands}", number=len(fails), demands=", ".join(fails))
    if row.bridge is None:
        return missed
    changes = len(row.bridge.changes)
    return tr(plural(changes, "{missed}; {count} change to pass", "{missed}; {count} changes to pass", missed=missed))


def conflict_text(found: SearchResult, demands: Sequence[str]) -> str:
    """Demands that no package meets together, in a row."""
    return " | ".join(demand_name(found, key) for key in demands)


def judged_by(found: SearchResult) -> str:
    """Who judges by which view."""
    said = [
        tr("{side} by the view {view}", side=side, view=found.views[role].get("title", role))
        for role, side in found.sides.items()
    ]
    return tr("Each side judges for itself: {sides}; both after what transparency shows.", sides=", ".join(said))


def signed(number: float, digits: int = 3) -> str:
    """A number with its sign; no sign for nothing."""
    said = f"{number:+.{digits}f}"
    return numeral(said.lstrip("+-") if float(said) == 0.0 else said.replace("-", MINUS))
