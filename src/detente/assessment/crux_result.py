"""What separates two views: shares, flip sets, flip lines and horizons of each question, as rows for reading."""

from dataclasses import asdict, dataclass
from typing import Any

from detente.assessment.rows import InputRow, plain

Point = tuple[float, float]


@dataclass(frozen=True)
class Contested:
    """One assumption, or one group exchanged together, on which two views differ; all numbers in `unit`.

    key: the assumption, or the group's name; members: the assumptions exchanged together (itself alone, or a group).
    claimed, claimed_range: what each view says; None for a group, or where a view gives no range.
    share: Shapley's share of the difference of the margins, second view minus first; share_of_verdict: of the
    difference of the verdicts (yes 1, no 0). alone, last_in: change of the margin when it is exchanged first, last.
    flip_value: by view, the value at which that view's own answer turns, all else its own; a word for policies.
    flip_share: share of the smallest flip sets, of both views together, that hold it.
    check: 0 cannot be observed, 1 indirect, 2 national means, 3 data exchange or inspection; measure: what would
    settle it. score: |share| / sum of |shares| x flip_share x (1 + check) / 4, never shown without its factors.
    """

    key: str
    members: tuple[str, ...]
    unit: str
    claimed: dict[str, float | str | None]
    claimed_range: dict[str, tuple[float, float] | None]
    share: float
    share_of_verdict: float
    alone: float
    last_in: float
    flip_value: dict[str, float | str | None]
    flip_share: float
    kind: str
    check: int
    measure: str
    check_why: str
    check_certainty: str
    score: float
    resolvable: bool
    certainty: dict[str, str]


@dataclass(frozen=True)
class FlipLine:
    """Where the answer turns when two assumptions move together, all else as in one of the views.

    keys, units: of the two axes; x, y: the values of the grid. Everything by view is "all else as in that view":
    margin[view][row][column] at (x[column], y[row]), None for never (no engagement at all), in the question's unit;
    lines: the polylines on which the margin is 0, points (x, y). The answer is yes where the margin is 0 or more.
    claimed: what each view says of the two; claimed_range: its ranges of the two, None where it gives none.
    """

    keys: tuple[str, str]
    units: tuple[str, str]
    x: tuple[float, ...]
    y: tuple[float, ...]
    margin: dict[str, tuple[tuple[float | None, ...], ...]]
    lines: dict[str, tuple[tuple[Point, ...], ...]]
    claimed: dict[str, Point]
    claimed_range: dict[str, tuple[Point | None, Point | None]]

    @property
    def box(self) -> tuple[Point, Point]:
        """Ends of the two axes."""
        return (self.x[0], self.x[-1]), (self.y[0], self.y[-1])


@dataclass(frozen=True)
class CruxAnswer:
    """One question between two views.

    words: the question in a sentence; what: what the margin is, and that yes is 0 or more; yes: what yes means.
    margin: by view, None for never; never_s: the margin that "never" counts as in the shares, None where no
    exchange of assumptions leads there. contested: most telling first.
    flip_sets: by view, the inclusion-minimal sets of assumptions that turn its answer when it adopts them from the
    other view. double: sets in both lists. pair: None where no two numbers move the answer.
    horizon: by view, how far along the line to the other view (0 to 1) its answer holds, None where it holds to the
    end; horizon_box: the same for every point within that share of the way, each assumption by itself.
    method: how shares were found; grouped: whether assumptions were taken together by what they are about.
    """

    question: str
    words: str
    views: tuple[str, str]
    verdicts: dict[str, str]
    margin: dict[str, float | None]
    unit: str
    what: str
    yes: str
    contested: tuple[Contested, ...]
    flip_sets: dict[str, tuple[tuple[str, ...], ...]]
    double: tuple[tuple[str, ...], ...]
    pair: FlipLine | None
    horizon: dict[str, float | None]
    horizon_box: dict[str, float | None]
    method: str
    grouped: bool
    never_s: float | None
    resolvable: tuple[str, ...]
    unresolvable: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Crux:
    """What separates two views of a dossier, question by question.

    views: title, holder and colour of both; agree: keys of questions that both answer alike; same: questions of later
    phases in which the same things stand, or the same comes out, by the question whose answer is theirs too.
    """

    dossier: str
    title: str
    views: dict[str, dict[str, str]]
    answers: tuple[CruxAnswer, ...]
    agree: tuple[str, ...]
    same: dict[str, str]
    inputs: tuple[InputRow, ...]
    sources: dict[str, dict[str, str]]
    names: dict[str, str]
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain JSON types."""
        return {key: plain(value) for key, value in asdict(self).items()}

    def __repr__(self) -> str:
        lines = [f"Crux of {self.dossier}: {' and '.join(self.views)}"]
        for answer in self.answers:
            said = "; ".join(f"{view}: {word}" for view, word in answer.verdicts.items())
            told = ", ".join(one.key for one in answer.contested[:3])
            lines.append(f"  {answer.question}: {said} <- {told}")
        return "\n".join(lines)
