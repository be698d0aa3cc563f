"""Cases of reduction as files: what is held, to which limits by when, and by which rule, each row with its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from detente.errors import FileError
from detente.messages import mark, say
from detente.reading import scope
from detente.reading.files import ProblemsError, Sheet, did_you_mean, open_sheet, shown, toml_files
from detente.reading.forces import MEASURES, sources
from detente.reading.references import complain_of_repeats
from detente.reading.rows import ID_RULE, Id, Text, read_list, tables
from detente.reading.sources import complain_of_uncited, gather, read_sources
from detente.reading.values import Date, Source, Sourced

FOLDER = Path(__file__).parents[1] / "data" / "reductions"
DECLARED = ("deployed_warheads", "deployed_delivery_vehicles", "deployed_and_nondeployed_launchers")
BESIDE = (*DECLARED, *MEASURES)
MOST = 1_000_000

Count = Annotated[int, Field(ge=0, le=MOST)]
_COUNT = say("a whole number from 0 to {most:,}", most=MOST)


class PathRow(Sourced):
    """What a party holds on a day by one count, and by which rule it comes down."""

    id: Id = Field(description=ID_RULE)
    party: Text = Field(description=mark("who holds it, in quotes"))
    counted: Text = Field(description=mark("what is counted and by whose count, in quotes"))
    unit: Text = Field("warheads", description=mark('what is counted, in quotes, such as "warheads"'))
    begins: Date = Field(alias="from", description=mark('the date of the figure, such as "2002-01-01"'))
    total: Count | None = Field(None, description=_COUNT)
    legs: dict[str, Count] | None = Field(
        None,
        description=say("a table of whole numbers from 0 to {most:,}, such as {{ ICBM = 500, SLBM = 700 }}", most=MOST),
    )
    rule: Literal["equal-shares", "leg-order"] = Field("equal-shares", description=mark("which leg goes first"))
    order: Annotated[tuple[Text, ...], Field(strict=False)] = Field(
        (), description=mark("a list of all legs, first cut first")
    )
    pace: Literal["steady", "by-deadline"] = Field("steady", description=mark("how fast"))
    beside: Literal[BESIDE] | None = Field(None, description=", ".join(BESIDE))  # type: ignore[valid-type]
    """What the tables of held forces say for the same party by the same count, shown beside the path."""
    gap: Text | None = Field(None, description=mark("what is not known, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Legs that do not add up, an order that misses one, as well as what certainty demands."""
        yield from super().gaps()
        if self.total is None and not self.legs:
            yield "total", say("missing; expected {expected}, or legs.", expected=_COUNT)
        if self.legs is not None and not self.legs:
            yield "legs", mark("is empty; leave it out where the legs are not known.")
        if self.total is not None and self.legs and sum(self.legs.values()) != self.total:
            sums = " + ".join(str(number) for number in self.legs.values())
            yield (
                "legs",
                say(
                    "found {parts} = {sum}, expected a sum of {total}, the total.",
                    parts=sums,
                    sum=sum(self.legs.values()),
                    total=self.total,
                ),
            )
        if self.rule == "leg-order" and (not self.legs or sorted(self.order) != sorted(self.legs)):
            there = ", ".join(self.legs or ()) or mark("none are given")
            yield (
                "order",
                say(
                    'found {found}; rule = "leg-order" takes every leg once: {there}.',
                    found=shown(list(self.order)),
                    there=there,
                ),
            )

    @property
    def held(self) -> int:
        """The total, as given or as the legs add up."""
        return sum((self.legs or {}).values()) if self.total is None else self.total


class LimitRow(Sourced):
    """At most so many by a day, for all paths of the case or for some."""

    name: Text = Field(description=mark("the treaty, pledge or goal, in quotes"))
    paths: Annotated[tuple[Id, ...], Field(strict=False)] = Field((), description=mark("a list of ids of [[paths]]"))
    """Empty: all of them."""
    by: Date = Field(description=mark('the day it falls due, such as "2012-12-31"'))
    at_most: Count = Field(description=_COUNT)
    low: Count | None = Field(None, description=_COUNT)
    """The lower end, where a range was said."""

    def gaps(self) -> Iterator[tuple[str, str]]:
        """A lower end above the upper one, as well as what certainty demands."""
        yield from super().gaps()
        if self.low is not None and self.low > self.at_most:
            yield "low", say("found {low}, expected at most at_most, {at_most}.", low=self.low, at_most=self.at_most)


@dataclass(frozen=True)
class ReductionCase:
    """A case: its paths, its limits in order of their dates, and what they cite."""

    id: str
    title: str
    paths: tuple[PathRow, ...]
    limits: tuple[LimitRow, ...]
    sources: Mapping[str, Source]

    def limits_of(self, path: PathRow) -> tuple[LimitRow, ...]:
        """The limits that hold for a path."""
        return tuple(limit for limit in self.limits if not limit.paths or path.id in limit.paths)


def reduction_cases() -> tuple[str, ...]:
    """The ids of the built-in cases."""
    return tuple(path.stem for path in toml_files(FOLDER))


def reduction_case(name_or_file: str | Path) -> ReductionCase:
    """A built-in case by its id, or one of your own by its TOML file.

    Refuses: ProblemsError, every problem of the file at once; FileError for an unknown id; ScopeError.
    """
    path = Path(name_or_file)
    if path.suffix == ".toml":
        return _read_file(path, path.name)
    known = reduction_cases()
    if str(name_or_file) in known:
        return _built_in(str(name_or_file))
    hint = did_you_mean(str(name_or_file), known)
    raise FileError(
        say(
            "found {found}, expected a case of reduction, {known}, or a TOML file of your own.{hint}",
            found=shown(str(name_or_file)),
            known=", ".join(known),
            hint=hint,
        )
    )


@cache
def _built_in(name: str) -> ReductionCase:
    return _read_file(FOLDER / f"{name}.toml", f"reductions/{name}.toml")


def _read_file(path: Path, name: str) -> ReductionCase:
    sheet = open_sheet(path, name)
    scope.refuse(sheet.name, sheet.table)
    found = None if sheet.broken else _read(sheet, path.stem)
    if found is None or sheet.complaints:
        raise ProblemsError(path.name, sheet.in_order())
    return found


def _read(sheet: Sheet, case_id: str) -> ReductionCase | None:
    """The case a file describes, or nothing and the problems on the sheet."""
    for key in sheet.table:
        if key not in ("title", "paths", "limits", "sources"):
            sheet.complain((key,), mark("unknown key. Known here: title, [[paths]], [[limits]], [sources.ID]."))
    title = sheet.table.get("title")
    if not isinstance(title, str) or not title.strip():
        sheet.complain(("title",), mark("missing; expected a title, in quotes."))
    complain_of_repeats(sheet, "paths")
    paths = read_list(PathRow, sheet, "paths")
    limits = read_list(LimitRow, sheet, "limits")
    for name, example in (("paths", mark("what is held")), ("limits", mark("at most how many, by when"))):
        if not tables(sheet, name):
            sheet.complain(
                (name,), say("missing; expected at least one [[{name}]] table: {example}.", name=name, example=example)
            )
    known = gather([(sheet, read_sources(sheet))], dict(sources()))
    complain_of_uncited(sheet, known)
    ids = [table.get("id") for _, table in tables(sheet, "paths") if isinstance(table, dict)]
    for where, limit in limits:
        for place, named in enumerate(limit.paths):
            if named not in ids:
                hint = did_you_mean(named, [str(one) for one in ids])
                sheet.complain(
                    (*where, "paths", place),
                    say("found {found}, expected the id of a path.{hint}", found=shown(named), hint=hint),
                )
    ordered = tuple(limit for _, limit in sorted(limits, key=lambda row: _day(row[1].by)))
    case = ReductionCase(case_id, str(title), tuple(path for _, path in paths), ordered, known)
    _complain_of_limits(sheet, case, [key for key, _ in paths])
    return case


def _complain_of_limits(sheet: Sheet, case: ReductionCase, keys: list[tuple[str | int, ...]]) -> None:
    """A path without a limit, a limit before the beginning, and limits that grow."""
    whole = len(case.limits) == len(tables(sheet, "limits"))
    for key, path in zip(keys, case.paths, strict=True):
        limits = case.limits_of(path)
        if not limits and whole and case.limits:
            sheet.complain(
                (*key, "id"), say("{path}: no [[limits]] table names it; a path ends at a limit.", path=path.id)
            )
        for before, limit in zip((None, *limits), limits, strict=False):
            if _day(limit.by) <= _day(path.begins):
                said = say(
                    'found "{begins}"; expected a date before {by}, when {limit} falls due.',
                    begins=path.begins,
                    by=limit.by,
                    limit=limit.name,
                )
                sheet.complain((*key, "from"), said)
            if before and limit.at_most > before.at_most:
                said = say(
                    "{path}: limit of {by}: {most} is more than the {before} of {day}. Limits of one path may not "
                    "grow.",
                    path=path.id,
                    by=limit.by,
                    most=limit.at_most,
                    before=before.at_most,
                    day=before.by,
                )
                sheet.complain((*key, "id"), said)


def _day(date: str) -> str:
    """The first day of a date, to be compared."""
    return date + "-01" * ((10 - len(date)) // 3)
