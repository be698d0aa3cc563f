"""Treaties as dated rules: one file each, every rule with the document it was read in, gaps said where they are."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from detente.errors import FileError
from detente.messages import mark, say
from detente.reading import scope
from detente.reading.countries import Country
from detente.reading.declared import MEASURED_RULE, QUANTITY_RULE, Declared, MeasuredText, QuantityName, first_day
from detente.reading.files import ProblemsError, Sheet, did_you_mean, open_sheet, shown, toml_files
from detente.reading.references import complain_of_repeats
from detente.reading.rows import ID_RULE, Id, Row, Text, is_id, read, read_list, tables
from detente.reading.sources import complain_of_uncited, gather, read_sources
from detente.reading.systems import BUILT_IN
from detente.reading.values import Certainty, Date, Source, Sourced

TreatyKind = Literal["treaty", "protocol", "statement", "regime", "memorandum", "political"]
Comparator = Literal["at most", "exactly", "at least", "none allowed", "subject to"]

_NEEDS_LIMIT = ("at most", "exactly", "at least")


class Rule(Sourced):
    """One rule: a counted quantity, how it compares with a limit, whom it binds and when."""

    id: Id = Field(description=ID_RULE)
    article: Text | None = Field(None, description=mark('the article, in quotes, such as "III"'))
    title: Text = Field(description=mark("what is limited, a few words in quotes"))
    quantity: QuantityName = Field(description=QUANTITY_RULE)
    comparator: Comparator = Field(description=mark("how the count compares with the limit"))
    limit: MeasuredText | None = Field(None, description=MEASURED_RULE)
    limit_high: MeasuredText | None = Field(
        None, description=say("the upper end of a range of limits, {expected}", expected=MEASURED_RULE)
    )
    """Where a treaty prints a range: above the upper end is above it, between the two is left open."""
    unit: Text = Field(description=mark('what is counted, in quotes, such as "warheads"'))
    applies_to: Annotated[tuple[Country, ...], Field(strict=False)] = Field(
        (), description=mark("a list of parties; all parties if left out")
    )
    counting: Text = Field(description=mark("how it is counted, in your own words, in quotes"))
    starts: Date | None = Field(None, alias="from", description=mark('the day it binds from, such as "2018-02-05"'))
    until: Date | None = Field(None, description=mark("the first day on which it no longer binds"))
    status: Text | None = Field(None, description=mark("what became of it, in quotes"))
    gap: Text | None = Field(None, description=mark("what no checked source says, in quotes"))
    conflict: Text | None = Field(None, description=mark("rival statements with their holders, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """A limit too many or too few, ends the wrong way round, as well as what certainty demands."""
        yield from super().gaps()
        if self.comparator in _NEEDS_LIMIT and self.limit is None:
            yield (
                "limit",
                say(
                    'missing; comparator = "{comparator}" needs it: {expected}.',
                    comparator=self.comparator,
                    expected=MEASURED_RULE,
                ),
            )
        if self.comparator not in _NEEDS_LIMIT and self.limit is not None:
            yield "limit", say('does not go with comparator = "{comparator}".', comparator=self.comparator)
        if self.limit_high is not None and (
            self.limit is None
            or self.comparator != "at most"
            or self.limit_high.dimension != self.limit.dimension
            or self.limit_high.value <= self.limit.value
        ):
            yield (
                "limit_high",
                say(
                    'found {limit_high}; expected more than limit, with comparator = "at most".',
                    limit_high=self.limit_high.text,
                ),
            )
        if self.article is None and self.gap is None:
            yield "gap", mark("missing; a rule without an article says here why none is given.")
        if self.starts and self.until and first_day(self.until) <= first_day(self.starts):
            yield "until", say("found {until}, expected a day after {starts}.", until=self.until, starts=self.starts)


class _Head(Sourced):
    also: ClassVar[tuple[str, ...]] = ("rules", "counts", "joined", "sources")

    name: Text = Field(description=mark("the name, in quotes"))
    short: Text = Field(description=mark('a short name, in quotes, such as "New START"'))
    kind: TreatyKind = Field(description=mark("what it is"))
    parties: Annotated[tuple[Country, ...], Field(strict=False)] = Field(
        description=mark('a list of parties, such as ["United States", "Russia"]')
    )
    """Empty where no checked source lists them; the gap then says so."""
    signed: Date | None = Field(None, description=mark('the day of signature, such as "2010-04-08"'))
    in_force_from: Date | None = Field(
        None, description=mark("the day it entered into force; left out if it never did")
    )
    in_force_to: Date | None = Field(None, description=mark("the first day on which it was no longer in force"))
    never_in_force: bool = Field(
        False, description=mark("true for what was signed or said and never entered into force")
    )
    status: Text = Field(description=mark("what became of it, a plain sentence in quotes"))
    gap: Text | None = Field(None, description=mark("what no checked source says, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Dates that contradict one another or are not known and not said to be, as well as what certainty demands."""
        yield from super().gaps()
        if not self.parties and self.gap is None:
            yield "gap", mark("missing; where the parties are not listed it says why.")
        if self.never_in_force and (self.in_force_from or self.in_force_to):
            yield "never_in_force", mark("does not go with in_force_from or in_force_to.")
        if not self.never_in_force and self.in_force_from is None and self.gap is None:
            yield (
                "in_force_from",
                mark(
                    "missing; if it never entered into force write never_in_force = true, if the day is not "
                    "known say so in gap."
                ),
            )
        if self.in_force_from and self.in_force_to and first_day(self.in_force_to) <= first_day(self.in_force_from):
            yield (
                "in_force_to",
                say(
                    "found {in_force_to}, expected a day after {in_force_from}.",
                    in_force_to=self.in_force_to,
                    in_force_from=self.in_force_from,
                ),
            )


class Treaty(BaseModel):
    """What a file of treaties says; its id is the name of the file."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    short: str
    kind: TreatyKind
    parties: tuple[str, ...]
    signed: str | None
    in_force_from: str | None
    in_force_to: str | None
    never_in_force: bool
    status: str
    gap: str | None
    source: str | None
    where: str | None
    certainty: Certainty
    note: str | None
    joined: dict[str, str]
    """Since when each party is one, where some came later than others."""
    rules: tuple[Rule, ...]
    counts: tuple[Declared, ...]
    """Counts that somebody holds and that belong to the treaty itself, such as one that a party disputes."""
    sources: dict[str, Source]

    def in_force(self, day: dt.date) -> bool | None:
        """Whether it was in force on a day; None where the day it entered into force is not known."""
        if self.never_in_force or (self.signed and day < first_day(self.signed)):
            return False
        if self.in_force_to and day >= first_day(self.in_force_to):
            return False
        return None if self.in_force_from is None else day >= first_day(self.in_force_from)

    def bounds(self, rule: Rule) -> tuple[str | None, str | None]:
        """The days a rule binds: from the first, up to and without the second; None where open or not known."""
        return rule.starts or self.in_force_from, _earlier(rule.until, self.in_force_to)

    def binds(self, rule: Rule, day: dt.date) -> bool | None:
        """Whether a rule binds on a day: the treaty in force and the rule's own interval; None if not known."""
        begins, ends = rule.starts, rule.until
        if (begins and day < first_day(begins)) or (ends and day >= first_day(ends)):
            return False
        return self.in_force(day)

    def bound(self, rule: Rule, day: dt.date) -> tuple[str, ...]:
        """Whom a rule binds on a day: of those who joined later, only who had."""
        parties = rule.applies_to or self.parties
        return tuple(party for party in parties if party not in self.joined or day >= first_day(self.joined[party]))


def treaties() -> dict[str, Treaty]:
    """The built-in treaties by id, in the order of their signatures."""
    return dict(_built_in())


def treaty(name_or_file: str) -> Treaty:
    """A built-in treaty by its id or its short name, or one of your own by the name of its TOML file.

    Refuses: FileError, every problem of the file at once, or the nearest id known; ScopeError.
    """
    path = Path(name_or_file)
    if path.suffix == ".toml":
        return _read_file(path, path.name)
    known = _built_in()
    wanted = name_or_file.strip().casefold()
    for found in known.values():
        if wanted in (found.id, found.short.casefold()):
            return found
    names = [*known, *(found.short for found in known.values())]
    hint = did_you_mean(name_or_file, names) or say(" Known: {known}.", known=", ".join(known))
    raise FileError(
        say(
            "found {found}, expected the id of a treaty or a TOML file of your own.{hint}",
            found=shown(name_or_file),
            hint=hint,
        )
    )


@cache
def _built_in() -> dict[str, Treaty]:
    folder = BUILT_IN / "treaties"
    found = [_read_file(path, path.relative_to(BUILT_IN).as_posix()) for path in toml_files(folder)]
    return {treaty.id: treaty for treaty in sorted(found, key=lambda treaty: (treaty.signed or "", treaty.id))}


def _read_file(path: Path, name: str) -> Treaty:
    sheet = open_sheet(path, name)
    scope.refuse(sheet.name, sheet.table)
    found = None if sheet.broken else read_treaty(sheet, path.stem)
    if found is None or sheet.complaints:
        raise ProblemsError(path.name, sheet.in_order())
    return found


def read_treaty(sheet: Sheet, treaty_id: str) -> Treaty | None:
    """The treaty a file describes, or nothing and the problems on the sheet."""
    if not is_id(treaty_id):
        sheet.complain(
            (), say("the name of this file is {found}, expected {expected}.", found=shown(treaty_id), expected=ID_RULE)
        )
    head = read(_Head, sheet.table, sheet, (), also=_Head.also)
    for name in ("rules", "counts"):
        complain_of_repeats(sheet, name)
    rules = read_list(Rule, sheet, "rules")
    if not tables(sheet, "rules"):
        sheet.complain(("rules",), mark("missing; a treaty has at least one [[rules]] table."))
    counts = read_list(Declared, sheet, "counts")
    sources = gather([(sheet, read_sources(sheet))], {})
    complain_of_uncited(sheet, sources)
    if head is None:
        return None
    for key, row in rules:
        for place, party in enumerate(row.applies_to):
            if party not in head.parties:
                there = ", ".join(head.parties)
                sheet.complain(
                    (*key, "applies_to", place),
                    say("found {found}, expected one of parties: {there}.", found=shown(party), there=there),
                )
    return Treaty(
        id=treaty_id,
        **{name: getattr(head, name) for name in type(head).model_fields},
        joined=_joined(sheet, head.parties),
        rules=tuple(row for _, row in rules),
        counts=tuple(row for _, row in counts),
        sources=sources,
    )


class _Joined(Row):
    since: Date = Field(description=mark('a date such as "1995"'))


def _joined(sheet: Sheet, parties: tuple[str, ...]) -> dict[str, str]:
    """The [joined] table: since when each party is one."""
    table = sheet.table.get("joined", {})
    if not isinstance(table, dict):
        sheet.complain(("joined",), say('found {found}, expected a table such as Russia = "1995".', found=shown(table)))
        return {}
    found: dict[str, str] = {}
    for name, since in table.items():
        if name not in parties:
            hint = did_you_mean(name, parties)
            sheet.complain(
                ("joined", name), say("found {found}, expected one of parties.{hint}", found=shown(name), hint=hint)
            )
        elif row := read(_Joined, {"since": since}, sheet, ("joined", name)):
            found[name] = row.since
    return found


def _earlier(first: str | None, second: str | None) -> str | None:
    if first is None or second is None:
        return first or second
    return first if first_day(first) <= first_day(second) else second
