"""Which documents the files in use cite, and that each id means one document only."""

from collections.abc import Iterable, Iterator
from typing import Any

from detente.messages import say
from detente.reading.files import Key, Sheet, did_you_mean, shown, written
from detente.reading.rows import read_named
from detente.reading.values import Source


def read_sources(sheet: Sheet) -> dict[str, Source]:
    """The [sources] tables of a file."""
    return read_named(Source, sheet, "sources")


def gather(files: Iterable[tuple[Sheet, dict[str, Source]]], known: dict[str, Source]) -> dict[str, Source]:
    """All sources of several files with those known before; an id with a second meaning is a problem."""
    gathered = dict(known)
    for sheet, sources in files:
        for source_id, source in sources.items():
            if gathered.setdefault(source_id, source) != source:
                other = shown(gathered[source_id].title)
                message = say("differs from the same id in another file ({other}). Choose another id.", other=other)
                sheet.complain(("sources", source_id), message)
    return gathered


def cited(sheet: Sheet) -> Iterator[tuple[Key, str]]:
    """Every `source = "…"` of a file with its place, the [sources] tables themselves left out."""
    below = {name: value for name, value in sheet.table.items() if name != "sources"}
    yield from _cited(below, ())


def complain_of_uncited(sheet: Sheet, sources: dict[str, Source]) -> None:
    """A source that no [sources] table of the files in use describes is a problem."""
    for key, name in cited(sheet):
        if name not in sources:
            hint = did_you_mean(name, sources)
            table = written(("sources", name))
            sheet.complain(
                key,
                say(
                    "found {found}, expected the id of a [sources] table.{hint}",
                    found=shown(name),
                    hint=hint or say(" Add [{table}].", table=table),
                ),
            )


def _cited(value: Any, above: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "source" and isinstance(inner, str):
                yield (*above, name), inner.strip()
            else:
                yield from _cited(inner, (*above, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _cited(inner, (*above, place))
