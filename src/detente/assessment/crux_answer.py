"""What separates two views on one question: shares, flip sets, values and line, horizons, and what would settle it."""

import math
from collections.abc import Iterator

import numpy as np

from detente import units
from detente.assessment.contest import Contest, Player, contest
from detente.assessment.crux_horizons import horizons
from detente.assessment.crux_pair import best_pair
from detente.assessment.crux_result import Contested, CruxAnswer
from detente.assessment.exchange import value_of
from detente.assessment.questions import Question
from detente.assessment.resolve import Assumptions
from detente.assessment.single_flips import claimed, claimed_range, span_of, turning_value, turning_word
from detente.messages import mark, plural, say
from detente.reading.checkability import checkability
from detente.reading.checks import Check
from detente.reading.values import weakest
from detente.weighing.flip_sets import flip_shares
from detente.weighing.shares import directions, last_in, one_at_a_time, shapley


def answer_of(question: Question, views: dict[str, Assumptions], verdicts: dict[str, str]) -> CruxAnswer:
    """Everything that separates two views on one question."""
    found = contest(question, views)
    names = found.names
    contested = tuple(_contested(found))
    keys = [player.key for player in found.players]
    sets = {
        name: tuple(tuple(keys[k] for k in one) for one in each) for name, each in zip(names, found.sets, strict=True)
    }
    settled = [one.key for one in contested if one.resolvable]
    ways = {name: horizons(found, from_second=bool(place)) for place, name in enumerate(names)}
    ends = (float(found.margins[0]), float(found.margins[-1]))
    return CruxAnswer(
        question=question.key,
        words=question.words,
        views=names,
        verdicts=verdicts,
        margin={name: end if math.isfinite(end) else None for name, end in zip(names, ends, strict=True)},
        unit=question.unit,
        what=question.what,
        yes=question.yes,
        contested=contested,
        flip_sets=sets,
        double=tuple(one for one in sets[names[0]] if one in sets[names[1]]),
        pair=best_pair(found, contested),
        horizon={name: way[0] for name, way in ways.items()},
        horizon_box={name: way[1] for name, way in ways.items()},
        method=_method(found),
        grouped=found.grouped,
        never_s=found.never,
        resolvable=tuple(settled),
        unresolvable=tuple(one.key for one in contested if not one.resolvable),
        notes=tuple(_notes(found)),
    )


def _method(found: Contest) -> str:
    """How many states were worked out."""
    if not found.players:
        return mark("nothing to exchange")
    count, states = len(found.players), len(found.margins)
    if found.grouped:
        return plural(
            count,
            "exact: all {states:,} states of exchange of {count} groups of assumptions",
            "exact: all {states:,} states of exchange of {count} groups of assumptions",
            states=states,
        )
    return plural(
        count,
        "exact: all {states:,} states of exchange of {count} assumptions",
        "exact: all {states:,} states of exchange of {count} assumptions",
        states=states,
    )


def _contested(found: Contest) -> list[Contested]:
    """The players with all that is known of them, most telling first."""
    share, of_verdict = shapley(found.values), shapley(found.yes.astype(np.float64))
    alone, last = one_at_a_time(found.values), last_in(found.values)
    flips = flip_shares(found.sets, len(found.players))
    total = float(np.abs(share).sum()) or 1.0
    rows = []
    for k, player in enumerate(found.players):
        check = _check(found, player)
        kinds = [view.statements[key].kind for view in found.both for key in player.members if key in view.statements]
        single = len(player.members) == 1
        rows.append(
            Contested(
                key=player.key,
                members=player.members,
                unit=_unit(found, player.key) if single else "",
                claimed=claimed(found.views, player.key) if single else dict.fromkeys(found.names),
                claimed_range=claimed_range(found.views, player.key) if single else dict.fromkeys(found.names),
                share=float(share[k]),
                share_of_verdict=float(of_verdict[k]),
                alone=float(alone[k]),
                last_in=float(last[k]),
                flip_value={name: _flip(found, name, player.key) if single else None for name in found.names},
                flip_share=float(flips[k]),
                kind=" / ".join(dict.fromkeys(kinds)),
                check=check.level,
                measure=check.measure,
                check_why=check.why,
                check_certainty=check.certainty,
                score=abs(float(share[k])) / total * float(flips[k]) * (1 + check.level) / 4,
                resolvable=check.level >= 1 and "value" not in kinds,
                certainty=_certainty(found, player),
            )
        )
    return sorted(rows, key=lambda row: (-row.score, -abs(row.share)))


def _check(found: Contest, player: Player) -> Check:
    """Of a group: that of the member which can be checked least."""
    checks = [checkability(found.both[0].dossier, key) for key in player.members]
    return min(checks, key=lambda check: check.level)


def _certainty(found: Contest, player: Player) -> dict[str, str]:
    """The weakest certainty of each view's statements about a player."""
    held = {
        name: [view.statements[key].certainty for key in player.members if key in view.statements]
        for name, view in found.views.items()
    }
    return {name: weakest(*each) for name, each in held.items() if each}


def _unit(found: Contest, key: str) -> str:
    return next(view.statements[key].unit for view in found.both if key in view.statements)


def _flip(found: Contest, name: str, key: str) -> float | str | None:
    """The value of one assumption at which the answer of a view turns, in the unit it is shown in."""
    view, views = found.views[name], list(found.views.values())
    if key in view.words:
        return turning_word(view, found.question, key, [other.words.get(key) for other in views])
    if key not in view.numbers:
        return None
    value = turning_value(view, found.question, key, span_of(key, views))
    return None if value is None else units.from_si(value, _unit(found, key))


def _notes(found: Contest) -> Iterator[str]:
    """What a reader must know of how this came out."""
    question, first, second = found.question, *found.names
    if not found.players:
        yield mark("Nothing on which the views differ changes this answer.")
    elif found.yes[0] == found.yes[-1]:
        yield say(
            "At the central values both answers are the same ({answer}): the views differ in how much, "
            "or in their ranges.",
            answer=question.yes if found.yes[0] else say("not {answer}", answer=question.yes),
        )
    if found.idle:
        yield say("Differ, and change nothing here in any exchange: {idle}.", idle=", ".join(found.idle))
    if found.never is not None:
        if question.unit == "1":
            yield say("In shares, never counts as {never:,.0f}.", never=found.never)
        else:
            yield say("In shares, never counts as {never:,.0f} {unit}.", never=found.never, unit=question.unit)
    bent = [player.key for player, way in zip(found.players, directions(found.values), strict=True) if way == 2]
    if bent:
        yield say(
            "Help in some exchanges and hurt in others, so the horizon of the box is an estimate: {bent}.",
            bent=", ".join(bent),
        )
    for name, view in ((first, found.both[0]), (second, found.both[1])):
        absent = [key for player in found.players for key in player.members if value_of(view, key) is None]
        if absent:
            yield say(
                "{name} states nothing of {absent}; an exchange takes it away.", name=name, absent=", ".join(absent)
            )
