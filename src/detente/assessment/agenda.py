"""What is on the table: each item of the talks, who said what, and which question of the assessment it belongs to."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from detente.errors import FileError
from detente.messages import mark, say
from detente.reading.agenda import BOTH, THIRD, Item, Position
from detente.reading.dossier import Dossier
from detente.reading.values import Certainty, Source

QUESTIONS: Mapping[str, tuple[str, str]] = {
    "security": (mark("Is each side protected?"), "detente assess {0}"),
    "balance": (mark("Is the other side's deterrent left alone?"), "detente balance {0}"),
    "crux": (mark("What does the disagreement turn on?"), "detente assess {0}"),
    "approaches": (mark("Which other arrangement would satisfy both?"), "detente new my-{0} --from {0}"),
    "treaties": (mark("Does it fit the treaties?"), "detente treaty check {0}"),
}
"""Each question of the assessment, and the command that answers it (or, for another arrangement, begins one)."""


@dataclass(frozen=True)
class PositionRow:
    """What somebody said about an item, with its document."""

    id: str | None
    holder: str
    whose: str
    """The side whose position it is; `both sides`, or `neither side`."""
    stance: str
    statement: str
    date: str
    after: bool
    """Whether it was said after the day of the dossier."""
    source: str | None
    document: str | None
    """Title and publisher of the source."""
    address: str | None
    where: str | None
    certainty: Certainty
    note: str | None
    claim: str | None
    """The id of the claim that tests it, among those of `assess`."""


@dataclass(frozen=True)
class ItemRow:
    """One item of the talks, where it stood, and what answers it."""

    id: str
    title: str
    status: str
    question: str | None
    asks: str | None
    """The question in words."""
    command: str | None
    because: str | None
    """Why it belongs to no question of the assessment."""
    note: str | None
    positions: tuple[PositionRow, ...]


@dataclass(frozen=True)
class AgendaAnswer:
    """The items of the talks of one dossier, in the order of its agenda."""

    dossier: str
    title: str
    as_of: str
    sides: tuple[str, str]
    items: tuple[ItemRow, ...]

    def as_dict(self) -> dict[str, Any]:
        """The answer in plain types, as `--json` prints it."""
        return asdict(self)


def agenda(dossier: Dossier) -> AgendaAnswer:
    """What is on the table, and who said what about it?

    Positions stand in the order in which they were taken; what was said after the day of the dossier is marked.

    Refuses: FileError, for a dossier without an agenda.
    Example: [item.title for item in detente.agenda(detente.load("deauville-2011")).items if item.status == "differ"]
    """
    if not dossier.agenda.items:
        raise FileError(
            say(
                "{dossier} has no agenda; expected a file agenda.toml with [[items]] and [[positions]]. For an "
                "example to copy: detente new my-talks --from deauville-2011.",
                dossier=dossier.name,
            )
        )
    sides = dossier.approach.sides
    return AgendaAnswer(
        dossier=dossier.name,
        title=dossier.approach.title,
        as_of=dossier.approach.as_of.isoformat(),
        sides=(sides.defending, sides.deterring),
        items=tuple(_item(item, dossier) for item in dossier.agenda.items),
    )


def _item(item: Item, dossier: Dossier) -> ItemRow:
    asks, command = QUESTIONS[item.question] if item.question else (None, None)
    said = [_position(position, dossier.sources, dossier.approach.as_of) for position in dossier.agenda.of(item.id)]
    return ItemRow(
        id=item.id,
        title=item.title,
        status=item.status,
        question=item.question,
        asks=asks,
        command=command.format(dossier.name) if command else None,
        because=item.because,
        note=item.note,
        positions=tuple(sorted(said, key=lambda row: (row.after, row.date + "~"))),  # a month after its days
    )


def _position(position: Position, sources: Mapping[str, Source], as_of: dt.date) -> PositionRow:
    source = sources.get(position.source or "")
    return PositionRow(
        id=position.id,
        holder=position.holder,
        whose={BOTH: mark("both sides"), THIRD: mark("neither side")}.get(position.side, position.side),
        stance=position.stance,
        statement=position.statement,
        date=position.date,
        after=position.date > as_of.isoformat()[: len(position.date)],
        source=position.source,
        document=say("{title!s} ({publisher})", title=source.title, publisher=source.publisher) if source else None,
        address=source.address if source else None,
        where=position.where,
        certainty=position.certainty,
        note=position.note,
        claim=position.claim,
    )
