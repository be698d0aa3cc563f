"""Which treaties there are, what they say, and whether what a dossier holds complies with them."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from detente import units
from detente.assessment.described import written
from detente.assessment.holdings import acting, gap_on, holdings, parties_of, phase_on
from detente.assessment.treaty_days import changes, events
from detente.assessment.treaty_result import TreatyCheck, TreatyFinding, TreatyLine, a_day, worded
from detente.counting.holdings import Holdings
from detente.counting.rules import FINDINGS, QUANTITIES, Check, Terms, check, counted
from detente.errors import FileError, RangeError
from detente.messages import joined, mark, plural, say
from detente.reading.declared import Declared, first_day
from detente.reading.dossier import Dossier
from detente.reading.files import did_you_mean, shown
from detente.reading.treaties import Rule, Treaty, treaties, treaty
from detente.reading.values import weakest

FIRST_DAY, LAST_DAY = dt.date(1972, 5, 26), dt.date(2100, 12, 31)
"""From the signature of the first treaty that is held here."""

Applied = tuple[Treaty, Rule, bool]
"""A rule of a treaty, and whether it is only asked for as if it bound."""


def treaty_list(on: str | dt.date | None = None) -> tuple[TreatyLine, ...]:
    """Which treaties does this program hold, and which of them are in force on a day?

    Arguments: on, a day such as "2002-06-01"; without one nothing is said about force.
    Refuses:   RangeError, a day that is none or lies before the first treaty.
    Example:   [line.short for line in detente.treaty_list("2002-06-01") if line.in_force]
    """
    day = None if on is None else _day(on, "--on")
    return tuple(
        TreatyLine(
            id=found.id, short=found.short, name=found.name, kind=found.kind, parties=found.parties,
            signed=found.signed, in_force_from=found.in_force_from, in_force_to=found.in_force_to,
            in_force=None if day is None else found.in_force(day), rules=len(found.rules), status=found.status,
        )
        for found in treaties().values()
    )  # fmt: skip


def treaty_show(name: str) -> Treaty:
    """What does a treaty say? Every rule with its limit, its counting rule, its dates, its document and its gaps.

    Arguments: name, an id such as "new-start", a short name such as "New START", or a TOML file of your own.
    Refuses:   FileError, the nearest name known, or every problem of the file at once.
    Example:   [rule.title for rule in detente.treaty_show("sort").rules]
    """
    return treaty(name)


def treaty_check(
    dossier: Dossier,
    on: str | dt.date | None = None,
    through: int | None = None,
    as_if: Sequence[str] = (),
    own: Sequence[str] = (),
) -> TreatyCheck:
    """Does what a dossier holds, flies in trials, sends and declares comply with the rules of treaties?

    Every rule in force on the day, for each party that the dossier names: complies, exceeds and by how much, or cannot
    be decided and what is missing. Later phases of the plan are checked as planned where they change a finding.

    Arguments: on, a day, the dossier's own if not said; through, the last year: then each day on which something
               changes, with what it changes; as_if, treaties or rules that are applied whether they bind or not; own,
               TOML files with treaties of your own.
    Refuses:   RangeError, a day or a year out of bounds; FileError, an unknown treaty, rule or counted quantity.
    Source:    docs/methods/treaties.md.
    Example:   detente.treaty_check(detente.load("third-site-2007"), as_if=["abm-treaty"])
    """
    day = dossier.approach.as_of if on is None else _day(on, "--on")
    known = _known(own, as_if)
    _refuse_unknown_counts(dossier, known)
    asked = _asked(as_if, known)
    last = day if through is None else _last(through, day)
    rows: list[TreatyFinding] = []
    days: list[tuple[str, tuple[str, ...]]] = []
    before: dict[Any, Any] = {}
    for when in [day, *changes(dossier, known, day, last)]:
        found = _on_day(dossier, known, asked, when, planned=through is None)
        new = [row for row in found if before.get(row.key) != row.answer]
        happens = tuple(events(dossier, known, when)) if when != day else ()
        if new or happens or when == day:
            days.append((when.isoformat(), happens or (mark("a declaration is no longer current"),) * (when != day)))
            rows += new
        before = {row.key: row.answer for row in found}
    used = [known[key] for key in dict.fromkeys(row.treaty for row in rows)]
    return TreatyCheck(
        dossier=dossier.name,
        title=dossier.approach.title,
        on=day.isoformat(),
        through=through,
        as_if=tuple(as_if),
        parties=parties_of(dossier, tuple(dict.fromkeys(party for found in known.values() for party in found.parties))),
        in_force=tuple(_called(found) for found in known.values() if found.in_force(day)),
        not_bound=tuple(party for party in acting(dossier) if party not in {row.party for row in rows}),
        not_checked=tuple(found.short for found in known.values() if found.in_force(day) and not found.parties),
        days=tuple(days),
        findings=tuple(rows),
        sources={key: source.model_dump(exclude_none=True) for found in used for key, source in found.sources.items()},
    )


def findings(dossier: Dossier, as_if: Sequence[str] = ()) -> tuple[TreatyFinding, ...]:
    """The treaty findings of a dossier on its own day, and of later phases as planned: one row a rule and party.

    Of several counts of one rule the weightiest stands (beyond a limit, then disputed, then open, then within it); what
    is nothing to count is left out.
    """
    rows = [row for row in treaty_check(dossier, as_if=as_if).findings if row.finding != "nothing to count"]
    best: dict[Any, TreatyFinding] = {}
    for row in rows:
        key = (row.rule, row.party, row.phase)
        if key not in best or FINDINGS.index(row.finding) < FINDINGS.index(best[key].finding):
            best[key] = row
    return tuple(best.values())


def _called(found: Treaty) -> str:
    """A short name, with what it is where it is no treaty."""
    if found.kind in ("treaty", "protocol"):
        return found.short
    return say("{treaty} ({kind})", treaty=found.short, kind=found.kind)


def documents(rows: Sequence[TreatyFinding]) -> dict[str, dict[str, str]]:
    """The documents behind the rules of these findings, by id."""
    known = treaties()
    cited = {(row.treaty, row.source) for row in rows if row.treaty in known and row.source}
    return {source: written(known[name].sources[source]) for name, source in sorted(cited)}


# One day


def _on_day(
    dossier: Dossier, known: dict[str, Treaty], asked: set[str], day: dt.date, planned: bool
) -> list[TreatyFinding]:
    begun = phase_on(dossier, day)
    later = [phase.id for phase in dossier.approach.phases if phase.id > begun] if planned else []

    @cache
    def held(party: str, phase: int | None) -> Holdings:
        return holdings(dossier, party, day, known.values(), phase)

    rows: list[TreatyFinding] = []
    for found, rule, as_if in _applied(known, asked, day):
        for party in parties_of(dossier, found.bound(rule, day)):
            now = list(_found(found, rule, as_if, day, held(party, None), None))
            plan = ((phase, held(party, phase)) for phase in later)
            rows += [*now, *_later((found, rule, as_if), day, now, plan)]
    return rows


def _later(
    applied: Applied, day: dt.date, now: list[TreatyFinding], plan: Iterable[tuple[int, Holdings]]
) -> Iterator[TreatyFinding]:
    """What the plan would change: for each finding it leads to, the phase that leaves least to spare."""
    before = {(row.about, row.holder): row.answer for row in now}
    tightest: dict[Any, TreatyFinding] = {}
    for phase, held in plan:
        for row in _found(*applied, day, held, phase):
            same = (row.about, row.holder, row.finding)
            new = before.get(same[:2]) != row.answer and row.finding != "nothing to count"
            if new and (same not in tightest or _spare(row) < _spare(tightest[same])):
                tightest[same] = row
    yield from tightest.values()


def _spare(row: TreatyFinding) -> float:
    """What a finding leaves to spare, at its narrow end; without a limit, less for a greater count."""
    if row.headroom_low is not None:
        return row.headroom_low
    return -(row.low or 0.0)


def _found(
    found: Treaty, rule: Rule, as_if: bool, day: dt.date, held: Holdings, phase: int | None
) -> Iterator[TreatyFinding]:
    terms = Terms(
        rule.comparator,
        rule.limit.value if rule.limit else None,
        rule.limit_high.value if rule.limit_high else None,
    )
    for count in counted(rule.quantity, held):
        yield _row(found, rule, as_if, day, held.party, phase, check(terms, count))


def _row(
    found: Treaty, rule: Rule, as_if: bool, day: dt.date, party: str, phase: int | None, checked: Check
) -> TreatyFinding:
    count, limit = checked.count, rule.limit
    unit = limit.unit if limit and limit.unit else rule.unit
    low, high, spare, most = (
        _shown(value, rule) for value in (count.low, count.high, checked.headroom_low, checked.headroom_high)
    )
    open_gap = gap_on(party, rule.quantity, day) if checked.finding == "cannot be decided" else ""
    would = as_if or phase is not None or _binds_from(rule, day) is not None
    why = joined("; ", [part for part in (checked.why, open_gap, _age(count.as_of, day)) if part])
    return TreatyFinding(
        day=day.isoformat(), phase=phase, treaty=found.id, short=found.short, rule=rule.id, article=rule.article,
        title=rule.title, party=party, in_force=found.in_force(day), binds_from=_binds_from(rule, day), as_if=as_if,
        finding=checked.finding, about=count.about, low=_known_number(low), high=_known_number(high),
        limit=_limit(rule, rule.limit), limit_high=_limit(rule, rule.limit_high), unit=unit,
        comparator=rule.comparator, headroom_low=_known_number(spare), headroom_high=_known_number(most),
        said=worded(checked.finding, spare, most, unit, would), why=why,
        counting=rule.counting, how=count.how, items=count.items, holder=count.holder, as_of=count.as_of,
        certainty=weakest(rule.certainty, checked.certainty), status=rule.status, source=rule.source, where=rule.where,
        note=rule.note, gap=rule.gap,
    )  # fmt: skip


def _age(as_of: str, day: dt.date) -> str:
    """How old a declared count is, where that is a year or more."""
    begins = a_day(as_of)
    years = 0 if begins is None else (day - begins).days // 365
    return plural(years, "the count is {count} year old", "the count is {count} years old") if years else ""


def _shown(value: float, rule: Rule) -> float:
    """A value in the unit of the rule."""
    if rule.limit is None or not rule.limit.unit or not math.isfinite(value):
        return value
    return round(units.from_si(value, rule.limit.unit), 9)


def _known_number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _limit(rule: Rule, limit: Any) -> float | None:
    if limit is None:
        return 0.0 if rule.comparator == "none allowed" and limit is rule.limit else None
    return _shown(limit.value, rule)


def _binds_from(rule: Rule, day: dt.date) -> str | None:
    return rule.starts if rule.starts and day < first_day(rule.starts) else None


# Which rules apply


def _applied(known: dict[str, Treaty], asked: set[str], day: dt.date) -> Iterator[Applied]:
    """The rules of treaties in force on a day that have not ended, and those asked for."""
    for found in known.values():
        for rule in found.rules:
            over = rule.until is not None and day >= first_day(rule.until)
            if found.in_force(day) is not False and not over:
                yield found, rule, False
            elif rule.id in asked:
                yield found, rule, True


def _known(own: Sequence[str], as_if: Sequence[str]) -> dict[str, Treaty]:
    """The built-in treaties, and those of files that are named."""
    known = treaties()
    for name in dict.fromkeys([*own, *(name for name in as_if if name.endswith(".toml"))]):
        mine = treaty(name)
        ids = {rule.id for found in known.values() for rule in found.rules}
        taken = [rule.id for rule in mine.rules if rule.id in ids]
        if mine.id in treaties() or taken:
            which = mine.id if mine.id in treaties() else taken[0]
            raise FileError(
                say(
                    "{name}: found {found}, which names a built-in treaty or rule. Choose another id.",
                    name=name,
                    found=shown(which),
                )
            )
        known[mine.id] = mine
    return known


def _asked(as_if: Sequence[str], known: dict[str, Treaty]) -> set[str]:
    """The ids of the rules that treaties, rules or files ask for."""
    asked: set[str] = set()
    rules = {rule.id for found in known.values() for rule in found.rules}
    for name in as_if:
        wanted = treaty(name).id if name.endswith(".toml") else name.strip().casefold()
        named = [found for found in known.values() if wanted in (found.id, found.short.casefold())]
        if not named and wanted not in rules:
            hint = did_you_mean(name, [*known, *rules]) or say(" Treaties: {known}.", known=", ".join(known))
            raise FileError(
                say("found {found}, expected the id of a treaty or of a rule.{hint}", found=shown(name), hint=hint)
            )
        asked |= {rule.id for found in named for rule in found.rules} or {wanted}
    return asked


def _refuse_unknown_counts(dossier: Dossier, known: dict[str, Treaty]) -> None:
    """FileError, every declared count of something that no rule counts, or in another unit than the rule's."""
    limits: dict[str, str | None] = {}
    for found in known.values():
        for rule in found.rules:
            limits.setdefault(rule.quantity, rule.limit.dimension if rule.limit else None)
    names = sorted({*QUANTITIES, *limits})
    problems = [_count_problem(row, names, limits) for row in dossier.conduct.counts]
    if said := [problem for problem in problems if problem]:
        head = say("{dossier}, conduct.toml:", dossier=dossier.name)
        raise FileError(joined("\n", [head, *(joined("", ["    ", problem]) for problem in said)]))


def _count_problem(row: Declared, names: list[str], limits: dict[str, str | None]) -> str:
    if row.of not in names:
        hint = did_you_mean(row.of, names) or say(" Known: {names}.", names=", ".join(names))
        return say(
            "counts, {id}: found of = {found}, expected a quantity that a rule counts.{hint}",
            id=row.id,
            found=shown(row.of),
            hint=hint,
        )
    wanted = limits.get(row.of)
    if wanted != row.value.dimension:
        what = units.DIMENSIONS[wanted].spoken if wanted else mark("a whole number")
        return say(
            "counts, {id}: found value = {found}, expected {what} for {of}.",
            id=row.id,
            found=shown(row.value.text),
            what=what,
            of=row.of,
        )
    return ""


# Days


def _day(found: str | dt.date, option: str) -> dt.date:
    day = found if isinstance(found, dt.date) else a_day(found)
    if day is None:
        raise RangeError(
            say("{option}: found {found}, expected a day such as 2002-06-01.", option=option, found=shown(found))
        )
    if not FIRST_DAY <= day <= LAST_DAY:
        raise RangeError(
            say(
                "{option}: found {day}, expected a day from {first_day} (signature of the first treaty held "
                "here) to {last_day}.",
                option=option,
                day=day,
                first_day=FIRST_DAY,
                last_day=LAST_DAY,
            )
        )
    return day


def _last(through: int, day: dt.date) -> dt.date:
    if not day.year <= through <= LAST_DAY.year:
        raise RangeError(
            say(
                "--through: found {through}, expected a year from {first} to {last}.",
                through=through,
                first=day.year,
                last=LAST_DAY.year,
            )
        )
    return dt.date(through, 12, 31)
