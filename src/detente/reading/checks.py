"""How well an assumption can be checked, and which measure of transparency would settle it.

The shipped table says it for every kind of system and every parameter; a dossier says it anew for a parameter of its
own, or for a kind. What a row says of a level is a judgement: its certainty is `assumed` unless a source says it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from detente.messages import Said, mark, say
from detente.reading import scope
from detente.reading.files import ProblemsError, Sheet, did_you_mean, open_sheet, shown
from detente.reading.lookup import parameter_of
from detente.reading.parameters import PARAMETERS
from detente.reading.rows import Row, Text, read_list, unknown_key
from detente.reading.sources import complain_of_uncited, gather, read_sources
from detente.reading.systems import BUILT_IN, Catalog
from detente.reading.values import Certainty, Source, Sourced

LEVELS = {
    0: mark("cannot be observed"),
    1: mark("indirect"),
    2: mark("national means"),
    3: mark("data exchange or inspection"),
}
"""How well a thing can be checked, in words."""

OWNER = "{owner}"
"""Stands in a measure for whoever holds the thing."""

_GENERAL = [f"{kind}.{name}" for kind, parameters in PARAMETERS.items() for name in parameters]

_LEVEL_RULE = mark("0 (cannot be observed), 1 (indirect), 2 (national means) or 3 (data exchange or inspection)")


class CheckRow(Sourced):
    """What can be checked of a parameter, as written."""

    of: Text = Field(
        description=mark(
            'a parameter of a kind such as "interceptor.burnout_speed", or of one system such as '
            '"sm-3-2a.burnout_speed"'
        )
    )
    level: Annotated[int, Field(ge=0, le=3)] = Field(description=_LEVEL_RULE)
    measure: Text = Field(
        description=mark("what would settle it, in quotes; {owner} stands for whoever holds the thing")
    )
    why: Text = Field(description=mark("why this level, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """What certainty demands; a row says why in any case, so that nothing assumed needs a note beside it."""
        yield from (gap for gap in super().gaps() if gap[0] != "note")


@dataclass(frozen=True)
class Check:
    """How well something can be checked: level (`LEVELS`), the measure that would settle it, why, and how sure that is.

    For level 0 the measure names the bargain or hedge that takes the place of an answer.
    """

    level: int
    measure: str
    why: str
    source: str | None
    where: str | None
    certainty: Certainty

    def held_by(self, owner: str) -> "Check":
        """The same, with the name of whoever holds the thing."""
        said = self.measure.replace(OWNER, owner)
        return replace(self, measure=Said(said, self.measure, {"owner": owner}) if _fits(self.measure) else said)


def _fits(measure: str) -> bool:
    """Whether the owner is the one gap of a measure; a file may hold other braces, which are no gaps."""
    return not set("{}") & set(measure.replace(OWNER, ""))


def read_checks(sheet: Sheet, catalog: Catalog, forces: Iterable[str] = ()) -> dict[str, Check]:
    """The [[checks]] of a dossier by what they are about; forces: ids of those of the dossier."""
    held = set(forces)

    def problem_with(of: str) -> str | None:
        found = None if of in _GENERAL else parameter_of(of, catalog, held)
        return found if isinstance(found, str) else None

    return _read(sheet, problem_with)


@cache
def shipped_checks() -> tuple[dict[str, Check], dict[str, Source]]:
    """The shipped table by kind and parameter, such as `interceptor.burnout_speed`, and the documents it cites.

    Refuses: FileError, every problem of the file at once; ScopeError.
    """
    return read_shipped(BUILT_IN / "checks.toml")


def read_shipped(path: Path) -> tuple[dict[str, Check], dict[str, Source]]:
    """A table for every parameter of every kind from a file. Refuses: as `shipped_checks`."""
    sheet = open_sheet(path, path.name)
    scope.refuse(sheet.name, sheet.table)
    for name in sheet.table.keys() - {"checks", "sources"}:
        sheet.complain((name,), unknown_key(name, Row, ("checks", "sources")))
    checks = _read(sheet, lambda of: None if of in _GENERAL else _no_parameter(of))
    for of in _GENERAL if not sheet.complaints else ():  # a row with a slip in it is not missing as well
        if of not in checks:
            message = say(
                "nobody says how well {of} can be checked. Add [[checks]] with of = {quoted}.", of=of, quoted=shown(of)
            )
            sheet.complain(("checks",), message)
    sources = gather([(sheet, read_sources(sheet))], {})
    complain_of_uncited(sheet, sources)
    if problems := sheet.in_order():
        raise ProblemsError(path.name, problems)
    return checks, sources


def check_of(key: str, kind: str, checks: Mapping[str, Check], owner: str) -> Check:
    """The row for one key: its own, else the one for its kind; with the name of whoever holds it."""
    return (checks.get(key) or checks[f"{kind}.{key.partition('.')[2]}"]).held_by(owner)


def _read(sheet: Sheet, problem_with: Callable[[str], str | None]) -> dict[str, Check]:
    checks: dict[str, Check] = {}
    for key, row in read_list(CheckRow, sheet, "checks"):
        if problem := problem_with(row.of):
            sheet.complain((*key, "of"), problem)
        elif row.of in checks:
            sheet.complain(
                (*key, "of"), say("found {found} a second time in this file. Keep one of the two.", found=shown(row.of))
            )
        else:
            checks[row.of] = Check(row.level, row.measure, row.why, row.source, row.where, row.certainty)
    return checks


def _no_parameter(of: str) -> str:
    hint = did_you_mean(of, _GENERAL)
    return say(
        'found {found}, expected a kind and its parameter, such as "interceptor.burnout_speed".{hint}',
        found=shown(of),
        hint=hint,
    )
