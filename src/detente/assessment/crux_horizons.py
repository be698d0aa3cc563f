"""How far the verdict of a view holds on the way to the other."""

from collections.abc import Sequence

from detente.assessment.contest import Contest, Player
from detente.assessment.exchange import exchanged, moved
from detente.assessment.resolve import Assumptions
from detente.weighing.horizons import horizon
from detente.weighing.sampling import Floats
from detente.weighing.shares import shapley


def horizons(found: Contest, *, from_second: bool) -> tuple[float | None, float | None]:
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
