"""The days on which something changes for a dossier and the treaties: rules, phases, trials, declarations."""

import datetime as dt
from collections.abc import Iterable, Iterator

from detente.assessment.holdings import new_counts, parties_of
from detente.messages import plural, say
from detente.reading import forces
from detente.reading.declared import first_day
from detente.reading.dossier import Dossier
from detente.reading.treaties import Treaty


def changes(dossier: Dossier, known: dict[str, Treaty], day: dt.date, last: dt.date) -> list[dt.date]:
    """The days after the first on which something may change."""
    found = {dt.date(phase.year, 1, 1) for phase in dossier.approach.phases}
    for each in known.values():
        ends = [each.signed, each.in_force_from, each.in_force_to]
        ends += [end for rule in each.rules for end in (rule.starts, rule.until)]
        ends += [end for row in each.counts for end in (row.starts, row.until)]
        ends += each.joined.values()
        found |= {first_day(end) for end in ends if end}
    parties = parties_of(dossier, tuple({party for each in known.values() for party in each.parties}))
    found |= {when for party in parties for when in new_counts(dossier, party)}
    return sorted(when for when in found if day < when <= last)


def events(dossier: Dossier, known: dict[str, Treaty], day: dt.date) -> Iterator[str]:
    """What happens on a day, in words."""
    for each in known.values():
        if each.in_force_from and first_day(each.in_force_from) == day:
            yield say("{short} enters into force", short=each.short)
        if each.in_force_to and first_day(each.in_force_to) == day:
            yield say("{short} is no longer in force", short=each.short)
        starts = [rule for rule in each.rules if rule.starts and first_day(rule.starts) == day]
        if starts and each.in_force(day) is not False:
            yield plural(
                len(starts),
                "{short}: a limit binds from here on",
                "{short}: {count} limits bind from here on",
                short=each.short,
            )
    for phase in dossier.approach.phases:
        if dt.date(phase.year, 1, 1) == day:
            yield say("phase {phase} begins: {title}", phase=phase.id, title=phase.title)
    yield from _acts(dossier, day)


def _acts(dossier: Dossier, day: dt.date) -> Iterator[str]:
    conduct = dossier.conduct
    rows: Iterable[tuple[str, str]] = (
        *((row.starts, say("trial: {name}", name=row.name)) for row in conduct.trials),
        *((row.starts, say("transfer to {to}: {what}", to=row.to, what=row.what)) for row in conduct.transfers),
        *(
            (row.starts, say("count of {holder}: {what}", holder=row.holder, what=row.of.replace("_", " ")))
            for row in conduct.counts
        ),
    )
    yield from (said for starts, said in rows if first_day(starts) == day)
    parties = parties_of(dossier, ("United States", "Russia"))
    for party in parties:
        if any(day == found for found in _exchanges(party)):
            yield say("{party}: data exchanged", party=party)


def _exchanges(party: str) -> Iterator[dt.date]:
    yield from (first_day(row.as_of) for row in forces.new_start_exchanges() if row.country == party)
