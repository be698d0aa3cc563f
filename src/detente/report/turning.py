"""Which assumptions turn an answer: the rows of the crux, the most telling first. Only sorts what is given."""

from dataclasses import dataclass

from detente.assessment.result import Assessment, CruxRow


@dataclass(frozen=True)
class Turn:
    """One assumption of one question: the row of each view that has one."""

    assumption: str
    unit: str
    rows: dict[str, CruxRow]

    @property
    def turns(self) -> bool:
        """Does any value turn the answer, all else left as it is?"""
        return any(row.flip_value is not None for row in self.rows.values())


def questions(assessment: Assessment) -> tuple[str, ...]:
    """Questions that have a crux, those with most telling rows first."""
    found = dict.fromkeys(row.question for row in assessment.crux)
    order = {key: number for number, key in enumerate(found)}
    return tuple(sorted(found, key=lambda key: (_weight(assessment, key), order[key])))


def turns(assessment: Assessment, question: str) -> tuple[Turn, ...]:
    """The assumptions of one question, the most telling first."""
    found: dict[str, dict[str, CruxRow]] = {}
    for row in assessment.crux:
        if row.question == question:
            found.setdefault(row.assumption, {})[row.view] = row
    every = [Turn(key, next(iter(rows.values())).unit, rows) for key, rows in found.items()]
    return tuple(sorted(every, key=lambda turn: min(_rank(row) for row in turn.rows.values())))


def verdicts(assessment: Assessment, question: str) -> dict[str, str]:
    """The verdict of each view on one question."""
    return {row.view: row.verdict for row in assessment.answers if row.key == question}


def _weight(assessment: Assessment, question: str) -> tuple[bool, int, int]:
    rows = [row for row in assessment.crux if row.question == question]
    words_differ = len(set(verdicts(assessment, question).values())) > 1
    return not words_differ, -sum(bool(row.turned_by) for row in rows), -sum(row.flip_value is not None for row in rows)


def _rank(row: CruxRow) -> tuple[int, float]:
    """Turned by another view's own value, then within what somebody states, then by how far it is to the flip."""
    own = row.claimed.get(row.view)
    if row.turned_by:
        return 0, _way(row, own)
    if row.flip_value is None:
        return 3, 0.0
    return (1 if _stated(row) else 2), _way(row, own)


def _way(row: CruxRow, own: float | str | None) -> float:
    """How far the flip is from what the view itself states, as a share of it."""
    if isinstance(row.flip_value, str) or isinstance(own, str) or row.flip_value is None or own is None:
        return 0.0
    return abs(row.flip_value - own) / max(abs(own), 1e-9)


def _stated(row: CruxRow) -> bool:
    flip = row.flip_value
    ranges = [ends for ends in row.claimed_range.values() if ends is not None]
    return isinstance(flip, float | int) and any(low <= flip <= high for low, high in ranges)
