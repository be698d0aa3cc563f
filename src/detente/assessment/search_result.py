"""What a search answers with: packages, what each gives each side in its own view, and what stands in the way."""

from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from detente.assessment.cooperation_result import Cooperation
from detente.assessment.rows import plain

SIDES = ("defending", "deterring")
"""The two roles, by which gains and utilities are keyed."""


@dataclass(frozen=True)
class DemandRow:
    """A need, a red line, a treaty, or being no worse off; `met_by`: how many of the possible packages meet it.

    concession: by how much it alone would have to give, all others kept, for some package to pass; None: no use.
    """

    key: str
    kind: str
    side: str | None
    name: str
    met_by: int
    concession: float | None
    source: str | None
    where: str | None
    certainty: str


@dataclass(frozen=True)
class PackageRow:
    """One package: options by topic where they differ from no agreement.

    utility, gain: by role, 0 to 1, and less that of no agreement; values: quantities by key; fails: demands it misses;
    robust: share of the scenarios in which all needs are met; front: no other package that passes is better for both.
    """

    number: int
    choice: dict[str, str]
    utility: dict[str, float]
    gain: dict[str, float]
    values: dict[str, float]
    burden: float
    robust: float
    passes: bool
    front: bool
    fails: tuple[str, ...]


@dataclass(frozen=True)
class PickRow:
    """What a rule picks: numbers of packages, several for a tie."""

    rule: str
    packages: tuple[int, ...]


Changes: TypeAlias = tuple[tuple[str, str, str], ...]
"""Topic, option before, option after, for each topic that changes."""


@dataclass(frozen=True)
class BridgeRow:
    """The fewest changes that make a package pass: topic, option before, option after; package: what it becomes.

    ways: how many packages are as near; others: the changes that lead to some of them, nearest to both sides' gains
    first.
    """

    changes: Changes
    package: int
    ways: int
    others: tuple[Changes, ...]


@dataclass(frozen=True)
class AlternativeRow:
    """A proposal of the record; bridge: None where it passes, or where no package does."""

    id: str
    name: str
    package: PackageRow
    bridge: BridgeRow | None
    source: str | None
    where: str | None
    certainty: str


@dataclass(frozen=True)
class RelaxationRow:
    """Demands that would have to go together, all others kept, and how many packages would then pass."""

    demands: tuple[str, ...]
    packages: int
    example: PackageRow


@dataclass(frozen=True)
class ShareRow:
    """What the option on one topic adds to the gain of each side in a package: Shapley share, by role."""

    package: int
    topic: str
    option: str
    share: dict[str, float]


@dataclass(frozen=True)
class CloudRow:
    """Packages that give both sides the same gain, by role: how many, how many of them pass, which is the first."""

    gain: dict[str, float]
    packages: int
    passing: int
    first: int


@dataclass(frozen=True)
class SearchResult:
    """The whole answer. `packages` holds every package that another part names by its number: the front, the picks,
    the alternatives, where bridges lead to."""

    dossier: str
    title: str
    sides: dict[str, str]
    views: dict[str, dict[str, str]]
    """The view by which each side judges, by role: its id, title, holder and colour."""
    topics: dict[str, str]
    options: dict[str, dict[str, str]]
    counts: dict[str, int]
    """`all`, `possible` (none of the incompatible pairs), `passing`, `front`."""
    without: dict[str, float]
    """Utility without an agreement, by role, on that side's own path to the year of comparison."""
    year: int
    phase: int
    demands: tuple[DemandRow, ...]
    packages: tuple[PackageRow, ...]
    cloud: tuple[CloudRow, ...]
    """All possible packages, those with the same two gains together."""
    picks: tuple[PickRow, ...]
    rules_agree: bool
    alternatives: tuple[AlternativeRow, ...]
    conflicts: tuple[tuple[str, ...], ...]
    """Smallest sets of demands that no possible package meets together; empty where some package passes."""
    relaxations: tuple[RelaxationRow, ...]
    shares: tuple[ShareRow, ...]
    cooperation: Cooperation | None
    method: str
    notes: tuple[str, ...]
    names: dict[str, str]
    sources: dict[str, dict[str, str]]

    def package(self, number: int) -> PackageRow:
        """The package of a number that some part of the answer names."""
        return next(row for row in self.packages if row.number == number)

    def as_dict(self) -> dict[str, Any]:
        """The answer as JSON takes it."""
        found = asdict(self) | {"cooperation": self.cooperation.as_dict() if self.cooperation else None}
        return {key: plain(value) for key, value in found.items()}

    def __repr__(self) -> str:
        counts = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        lines = [f"  {pick.rule}: {self.package(pick.packages[0]).choice}" for pick in self.picks if pick.packages]
        return "\n".join([f"Search of {self.dossier}: {counts} packages", *lines])
