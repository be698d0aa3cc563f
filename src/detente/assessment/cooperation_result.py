"""What working together adds: typed rows, by arrangement, view, phase and missile."""

from dataclasses import asdict, dataclass
from typing import Any

from detente.assessment.rows import plain


@dataclass(frozen=True)
class Gained:
    """A share with an arrangement, and without any agreement; both 0 to 1, None where nothing threatens."""

    share: float | None
    alone: float | None

    @property
    def gain(self) -> float | None:
        """What the arrangement adds."""
        return None if self.share is None or self.alone is None else self.share - self.alone


@dataclass(frozen=True)
class CoverRow:
    """One arrangement, phase and threat under one view: how much of the threatened part of an area is covered.

    side: whose area it is. capitals, people, area: of the capitals, of the people of the listed towns and of points
    spread evenly over the area, those that a missile reaches. blind: the people still covered when every sensor of that
    side fails but the radars of its own sites. earliest_s, earliest_alone_s: the first possible launch of an
    interceptor; None where nothing may be launched. threatened_capitals: how many capitals are reached.
    """

    arrangement: str
    view: str
    phase: int
    year: int
    threat: str
    side: str
    capitals: Gained
    people: Gained
    area: Gained
    blind: Gained
    earliest_s: float | None
    earliest_alone_s: float | None
    threatened_capitals: int


@dataclass(frozen=True)
class SlackRow:
    """One arrangement, phase and deterrent under one view.

    slack_s, alone_s: greatest over sites, launch places and aim points, with the arrangement and without any agreement;
    None for no intercept at all. in_time: share of launch and aim pairs that some site meets in time.
    """

    arrangement: str
    view: str
    phase: int
    year: int
    deterrent: str
    side: str
    slack_s: float | None
    alone_s: float | None
    in_time: Gained


@dataclass(frozen=True)
class Arrangement:
    """A named package: `choice` holds what differs from no agreement; `same_as`, the first that covers and reaches
    the same because it deploys and shares the same."""

    id: str
    name: str
    choice: dict[str, str]
    same_as: str | None


@dataclass(frozen=True)
class Cooperation:
    """The value of working together: every arrangement against what stands without an agreement."""

    dossier: str
    title: str
    sides: dict[str, str]
    """By role, `defending` and `deterring`."""
    views: dict[str, dict[str, str]]
    arrangements: tuple[Arrangement, ...]
    cover: tuple[CoverRow, ...]
    slack: tuple[SlackRow, ...]
    names: dict[str, str]
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The answer as JSON takes it; every gain beside the two numbers it is the difference of."""
        found = {
            "dossier": self.dossier,
            "title": self.title,
            "sides": self.sides,
            "views": self.views,
            "arrangements": [asdict(row) for row in self.arrangements],
            "cover": [_written(row) for row in self.cover],
            "slack": [_written(row) for row in self.slack],
            "names": self.names,
            "notes": list(self.notes),
        }
        return {key: plain(value) for key, value in found.items()}


def _written(row: CoverRow | SlackRow) -> dict[str, Any]:
    gained = {key: value for key, value in vars(row).items() if isinstance(value, Gained)}
    return asdict(row) | {key: {**asdict(value), "gain": value.gain} for key, value in gained.items()}
