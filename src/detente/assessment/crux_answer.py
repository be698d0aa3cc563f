"""What separates two views on one question: shares, flip sets, values and line, horizons, and what would settle it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from detente import units
from detente.assessment.crux_result import Contested, CruxAnswer, FlipLine, Point
from detente.assessment.exchange import differing, exchanged, moved, value_of
from detente.assessment.questions import Question
from detente.assessment.resolve import Assumptions
from detente.assessment.single_flips import (
    LONGEST,
    claimed,
    claimed_range,
    span_of,
    turning_value,
    turning_word,
)
from detente.reading.checkability import checkability
from detente.reading.checks import Check
from detente.reading.parameters import VIEW_ONLY
from detente.reading.values import weakest
from detente.weighing.flip_line import Line, flip_line
from detente.weighing.flip_sets import flip_shares, members, minimal_flip_sets
from detente.weighing.horizons import horizon
from detente.weighing.sampling import Floats
from detente.weighing.shares import MOST, directions, last_in, one_at_a_time, shapley, states

CHUNK = 1024  # points made at a time, so that they stay few in memory
WIDER = 0.2  # the box of a flip line goes this share beyond what is claimed and where single answers turn
NEVER = {"s": -LONGEST}  # what "never" counts as in shares: as late as an ICBM flies
NEVER_ELSE = -1.0


@dataclass(frozen=True)
class Player:
    """Assumptions exchanged together."""

    key: str
    members: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Contest:
    """One question between two views: who plays, and the margin in every state of exchange.

    views: two, the first one is state 0. margins (2**players,), minus infinity for never.
    """

    question: Question
    views: dict[str, Assumptions]
    players: tuple[Player, ...]
    margins: Floats
    idle: tuple[str, ...]
    """Keys that differ and change nothing in any state."""
    grouped: bool

    @property
    def names(self) -> tuple[str, str]:
        """Of both views."""
        first, second = self.views
        return first, second

    @property
    def both(self) -> tuple[Assumptions, Assumptions]:
        """Both views."""
        first, second = self.views.values()
        return first, second

    @cached_property
    def yes(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """The verdict in every state."""
        return np.asarray(self.margins >= 0.0)

    @cached_property
    def never(self) -> float | None:
        """What "never" counts as in shares; None where no state leads there."""
        if np.isfinite(self.margins).all():
            return None
        finite = self.margins[np.isfinite(self.margins)]
        return float(min(NEVER.get(self.question.unit, NEVER_ELSE), finite.min(initial=0.0)))

    @cached_property
    def values(self) -> Floats:
        """Margins with never, and always, as finite numbers."""
        if self.never is None:
            return self.margins
        return np.clip(self.margins, self.never, max(-self.never, 0.0) if np.isposinf(self.margins).any() else None)

    @cached_property
    def sets(self) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
        """Smallest flip sets of the first view, then of the second."""
        return minimal_flip_sets(self.yes), minimal_flip_sets(self.yes, from_second=True)


def contest(question: Question, views: dict[str, Assumptions]) -> Contest:
    """The margin in every state of exchange between two views."""
    first, second = views.values()
    keys = differing(first, second, [*question.keys(first), *question.keys(second)])
    players = _players(keys, first)
    margins = _table(question, first, second, players)
    moving = np.flatnonzero(directions(np.nan_to_num(margins, neginf=-1e300, posinf=1e300)))
    idle = [key for k, player in enumerate(players) if k not in moving for key in player.members]
    kept = tuple(players[k] for k in moving)
    state_of = [sum(1 << int(k) for place, k in enumerate(moving) if state >> place & 1) for state in states(len(kept))]
    return Contest(question, views, kept, margins[state_of], tuple(idle), grouped=len(players) < len(keys))


def _players(keys: Sequence[str], view: Assumptions) -> tuple[Player, ...]:
    """Each key by itself; above MOST, those of one owner together; if these are too many, those of one kind."""
    if len(keys) <= MOST:
        return tuple(Player(key, (key,)) for key in keys)
    by_owner = _together(keys, lambda key: key.partition(".")[0])
    if len(by_owner) <= MOST:
        return by_owner
    systems = view.dossier.catalog.systems
    return _together(keys, lambda key: systems[owner].kind if (owner := key.partition(".")[0]) in systems else owner)


def _together(keys: Sequence[str], name) -> tuple[Player, ...]:  # type: ignore[no-untyped-def]
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(name(key), []).append(key)
    return tuple(Player(owner, tuple(held)) for owner, held in groups.items())


def _table(question: Question, first: Assumptions, second: Assumptions, players: Sequence[Player]) -> Floats:
    every = states(len(players))
    parts = []
    for start in range(0, len(every), CHUNK):
        points = [
            exchanged(first, second, [key for k in members(state, len(players)) for key in players[k].members])
            for state in every[start : start + CHUNK]
        ]
        parts.append(question.margins(points))
    return np.concatenate(parts)


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
    ways = {name: _horizons(found, from_second=bool(place)) for place, name in enumerate(names)}
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
        pair=_pair(found, contested),
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
        return "nothing to exchange"
    what = "groups of assumptions" if found.grouped else "assumptions"
    return f"exact: all {len(found.margins):,} states of exchange of {len(found.players)} {what}"


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


def _horizons(found: Contest, *, from_second: bool) -> tuple[float | None, float | None]:
    """How far the verdict of a view holds on the way to the other: all together, and the worst of the box.

    Numbers move evenly; words, and what only one of them states, change at the end of the way. The worst corner of
    the box holds what moves the margin to the other side, as its share says: exact where no assumption helps in some
    states and hurts in others.
    """
    start, end = found.both[::-1] if from_second else found.both
    share = shapley(found.values) * (-1.0 if from_second else 1.0)
    against = share < 0.0 if found.yes[-1 if from_second else 0] else share > 0.0
    together = _horizon(found, start, end, found.players)
    return together, _horizon(found, start, end, [one for one, bad in zip(found.players, against, strict=True) if bad])


def _horizon(found: Contest, start: Assumptions, end: Assumptions, players: Sequence[Player]) -> float | None:
    keys = [key for player in players for key in player.members]
    numbers = {
        key: (start.numbers[key], end.numbers[key]) for key in keys if key in start.numbers and key in end.numbers
    }

    def margin(at: Floats) -> Floats:
        points = [
            exchanged(start, end, keys)
            if share >= 1.0
            else moved(start, {key: a + share * (b - a) for key, (a, b) in numbers.items()})
            for share in at
        ]
        return found.question.margins(points)

    return horizon(margin)


def _pair(found: Contest, contested: Sequence[Contested]) -> FlipLine | None:
    """The flip line of the two numbers with the greatest shares: those in some flip set first, flight paths last.

    A flight path is a choice about one flight that only views make; it is drawn where nothing else is left.
    """
    numbers = [
        row
        for row in contested
        if len(row.members) == 1 and all(isinstance(value_of(view, row.key), float) for view in found.both)
    ]
    best = sorted(numbers, key=lambda row: (row.key.endswith(VIEW_ONLY), row.flip_share == 0.0, -abs(row.share)))[:2]
    if len(best) < 2:
        return None
    keys, shown = (best[0].key, best[1].key), (best[0].unit, best[1].unit)
    box = [_axis(found, row) for row in best]
    lines = {name: _line(found, view, keys, box) for name, view in found.views.items()}
    first = next(iter(lines.values()))
    x, y = (
        tuple(units.from_si(float(at), unit) for at in axis)
        for axis, unit in zip((first.x, first.y), shown, strict=True)
    )
    return FlipLine(
        keys=keys,
        units=shown,
        x=x,
        y=y,
        margin={
            name: tuple(tuple(float(one) if math.isfinite(one) else None for one in row) for row in line.margin)
            for name, line in lines.items()
        },
        lines={
            name: tuple(tuple(_shown(point, shown) for point in way) for way in line.lines)
            for name, line in lines.items()
        },
        claimed={
            name: _shown((view.numbers[keys[0]], view.numbers[keys[1]]), shown) for name, view in found.views.items()
        },
        claimed_range={name: (best[0].claimed_range[name], best[1].claimed_range[name]) for name in found.names},
    )


def _shown(point: Point, shown: tuple[str, str]) -> Point:
    return units.from_si(point[0], shown[0]), units.from_si(point[1], shown[1])


def _axis(found: Contest, row: Contested) -> Point:
    """Ends of an axis (SI): all that is claimed, and where single answers turn, a little wider."""
    one = 1.0 / units.from_si(1.0, row.unit)
    values = [view.numbers[row.key] for view in found.both]
    values += [end * one for ends in row.claimed_range.values() if ends for end in ends]
    values += [flip * one for flip in row.flip_value.values() if isinstance(flip, float)]
    low, high = span_of(row.key, list(found.both))
    room = WIDER * (max(values) - min(values))
    return max(low, min(values) - room), min(high, max(values) + room)


def _line(found: Contest, view: Assumptions, keys: tuple[str, str], box: Sequence[Point]) -> Line:
    def margin(x: Floats, y: Floats) -> Floats:
        points = [moved(view, {keys[0]: float(a), keys[1]: float(b)}) for a, b in zip(x, y, strict=True)]
        return found.question.margins(points)

    return flip_line(margin, box[0], box[1])


def _notes(found: Contest) -> Iterator[str]:
    """What a reader must know of how this came out."""
    question, first, second = found.question, *found.names
    if not found.players:
        yield "Nothing on which the views differ changes this answer."
    elif found.yes[0] == found.yes[-1]:
        side = "" if found.yes[0] else "not "
        yield (
            f"At the central values both answers are the same ({side}{question.yes}): the views differ in how much, "
            "or in their ranges."
        )
    if found.idle:
        yield f"Differ, and change nothing here in any exchange: {', '.join(found.idle)}."
    if found.never is not None:
        yield (
            f"In shares, never counts as {found.never:,.0f} {question.unit if question.unit != '1' else ''}".rstrip()
            + "."
        )
    bent = [player.key for player, way in zip(found.players, directions(found.values), strict=True) if way == 2]
    if bent:
        yield f"Help in some exchanges and hurt in others, so the horizon of the box is an estimate: {', '.join(bent)}."
    for name, view in ((first, found.both[0]), (second, found.both[1])):
        absent = [key for player in found.players for key in player.members if value_of(view, key) is None]
        if absent:
            yield f"{name} states nothing of {', '.join(absent)}; an exchange takes it away."
