"""Where the answer of each view turns when two of its numbers move together."""

import math
from collections.abc import Sequence

from detente import units
from detente.assessment.contest import Contest
from detente.assessment.crux_result import Contested, FlipLine, Point
from detente.assessment.exchange import moved, value_of
from detente.assessment.resolve import Assumptions
from detente.assessment.single_flips import span_of
from detente.reading.parameters import VIEW_ONLY
from detente.weighing.flip_line import Line, flip_line
from detente.weighing.sampling import Floats

WIDER = 0.2  # the box of a flip line goes this share beyond what is claimed and where single answers turn


def best_pair(found: Contest, contested: Sequence[Contested]) -> FlipLine | None:
    """The flip line of the two numbers that move the answer nearest to turning most: those in some flip set first.

    A chosen flight path is a choice about one flight that only views make; it is drawn where nothing else is left.
    """
    numbers = [
        row
        for row in contested
        if len(row.members) == 1 and all(isinstance(value_of(view, row.key), float) for view in found.both)
    ]
    first_is_near = abs(found.values[0]) <= abs(found.values[-1])

    def last_choice(row: Contested) -> tuple[bool, bool, float]:
        moves = row.alone if first_is_near else row.last_in
        return row.key.endswith(VIEW_ONLY), row.flip_share == 0.0, -abs(moves)

    best = sorted(numbers, key=last_choice)[:2]
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
