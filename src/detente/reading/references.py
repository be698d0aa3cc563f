"""Ids that point to something: what to say when there is no such thing."""

from collections.abc import Collection
from typing import Any

from detente.messages import mark, say
from detente.reading.files import Key, Sheet, did_you_mean, shown
from detente.reading.rows import tables
from detente.reading.systems import Catalog

_LISTED = 12
KINDS = {
    "missile": mark("a missile"),
    "interceptor": mark("an interceptor"),
    "radar": mark("a radar"),
    "space-infrared": mark("a space-infrared"),
}
"""Kinds of systems, as a sentence has them."""


def complain_unless_known(sheet: Sheet, key: Key, found: str, known: Collection[str], expected: str) -> None:
    """A problem if an id is not among those known, with the nearest of them, or with the list."""
    if found in known:
        return
    hint = did_you_mean(found, known)
    sheet.complain(
        key,
        say(
            "found {found}, expected {expected}.{hint}",
            found=shown(found),
            expected=expected,
            hint=hint or _listed(known),
        ),
    )


def complain_unless_fit(
    sheet: Sheet, key: Key, found: str, fit: Collection[str], expected: str, catalog: Catalog
) -> None:
    """The same for the id of a system; a system of another kind is called by its kind."""
    if found in catalog.systems and found not in fit:
        kind = catalog.systems[found].kind
        sheet.complain(
            key,
            say("found {found}, {kind}; expected {expected}.", found=shown(found), kind=KINDS[kind], expected=expected),
        )
    else:
        complain_unless_known(sheet, key, found, fit, expected)


def complain_unless_declared(sheet: Sheet, key: Key, phase: int, phases: Collection[int]) -> None:
    """A problem if a phase is not declared in the approach."""
    if phase not in phases:
        there = ", ".join(str(number) for number in sorted(phases)) or mark("none")
        sheet.complain(
            key,
            say(
                "found {phase}, expected the id of a phase. Declared in [[phases]]: {there}.", phase=phase, there=there
            ),
        )


def phase_numbers(approach: Sheet) -> list[int]:
    """The ids of the phases as written, so that a flaw elsewhere in a phase is not blamed on who uses it."""
    return [found for found in _ids(approach, "phases") if isinstance(found, int)]


def written_ids(approach: Sheet, name: str) -> list[str]:
    """The ids in a list of tables as written, for the same reason."""
    return [found for found in _ids(approach, name) if isinstance(found, str)]


def complain_of_repeats(sheet: Sheet, name: str) -> None:
    """An id that is given to two tables of a list is a problem."""
    seen: set[Any] = set()
    for key, table in tables(sheet, name):
        found = table.get("id") if isinstance(table, dict) else None
        if isinstance(found, str):
            if found in seen:
                sheet.complain((*key, "id"), say("found {found} a second time. Choose another id.", found=shown(found)))
            seen.add(found)


def _ids(sheet: Sheet, name: str) -> list[Any]:
    listed = sheet.table.get(name)
    return [table.get("id") for table in listed if isinstance(table, dict)] if isinstance(listed, list) else []


def _listed(known: Collection[str]) -> str:
    names = list(known)
    if len(names) > _LISTED:
        return say(" Known: {names} and {count} more.", names=", ".join(names[:_LISTED]), count=len(names) - _LISTED)
    return say(" Known: {names}.", names=", ".join(names)) if names else ""
