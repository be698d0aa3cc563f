"""docs/vocabulary.md: every quantity of a result, from `detente.vocabulary`."""

from detente.vocabulary import QUANTITIES, Quantity

HEAD = """\
# Vocabulary

Made by `make docs` from `src/detente/vocabulary.py`. Every variable of a result has a name, dimensions, an SI unit and
one sentence; these are all of them. Arrays carry the SI unit (attribute `units`) and the unit to show (`shown_in`).
"1" is a pure number. A dash under unit: words, or a unit of its own for each entry.

| name | dimensions | SI unit | shown in | what it is |
|---|---|---|---|---|
"""


def vocabulary_page() -> str:
    """The whole page."""
    return HEAD + "".join(_row(name, entry) for name, entry in QUANTITIES.items())


def _row(name: str, entry: Quantity) -> str:
    dims = ", ".join(entry.dims) or "–"
    return f"| `{name}` | {dims} | {entry.unit or '–'} | {entry.shown or '–'} | {entry.sentence} |\n"
