"""A search of invented talks, written out by hand: something to draw, to print and to write."""

from dataclasses import replace

from detente.assessment.search_result import (
    AlternativeRow,
    BridgeRow,
    CloudRow,
    DemandRow,
    PackageRow,
    PickRow,
    RelaxationRow,
    SearchResult,
    ShareRow,
)

TOPICS = {"sites": "Sites", "speed": "Burnout speed", "openness": "Transparency"}
OPTIONS = {
    "sites": {"both": "Both sites", "south": "The southern site only"},
    "speed": {"open": "No limit", "capped": "At most 4 km/s"},
    "openness": {"none": "None", "visits": "Visits and observed tests"},
}
DEMANDS = (
    DemandRow("covered", "need", "North", "every capital in range is covered", 6, None, "press", "page 1", "derived"),
    DemandRow("out-of-reach", "need", "South", "no site in time for its missiles", 3, 0.4, "press", "page 2", "read"),
    DemandRow("no-cap", "red line", "North", "a limit on speed", 4, 1.0, "press", "page 3", "read"),
    DemandRow("no worse off/defending", "no worse off", "North", "no worse off", 7, None, None, None, "derived"),
)  # fmt: skip


def package(number: int, choice: dict[str, str], defending: float, deterring: float, fails: tuple[str, ...] = ()):
    """One package with gains of both."""
    whole = {topic: next(iter(options)) for topic, options in OPTIONS.items()} | choice
    return PackageRow(
        number=number,
        choice=whole,
        utility={"defending": 0.6 + defending, "deterring": 0.4 + deterring},
        gain={"defending": defending, "deterring": deterring},
        values={"defending/third-party": 0.9, "deterring/slack": 1.0},
        burden=float(len(choice)),
        robust=0.0 if fails else 0.75,
        passes=not fails,
        front=not fails,
        fails=fails,
    )


BEST = package(4, {"sites": "south"}, 0.02, 0.35)
OPEN = package(5, {"sites": "south", "openness": "visits"}, 0.08, 0.3)
NOTHING = package(0, {}, 0.0, 0.0, ("out-of-reach",))
CAPPED = package(2, {"speed": "capped"}, -0.05, 0.2, ("no-cap", "no worse off/defending"))

OTHER_WAY = (("speed", "capped", "open"), ("openness", "none", "visits"))
AS_IT_IS = AlternativeRow(
    "as-it-is", "As it is", NOTHING, BridgeRow((("sites", "both", "south"),), 4, 1, ()), "press", "page 4", "read"
)
CAP = AlternativeRow(
    "cap",
    "A limit on speed",
    CAPPED,
    BridgeRow((("sites", "both", "south"), ("speed", "capped", "open")), 4, 3, (OTHER_WAY,)),
    "press",
    "page 5",
    "derived",
)


def found() -> SearchResult:
    """Eight packages, of which two pass; two proposals of the record, neither of which does."""
    return SearchResult(
        dossier="small-talks",
        title="Small talks",
        sides={"defending": "North", "deterring": "South"},
        views={
            "defending": {"id": "north", "title": "North's view", "holder": "North", "colour": "blue"},
            "deterring": {"id": "south", "title": "South's view", "holder": "South", "colour": "orange"},
        },
        topics=TOPICS,
        options=OPTIONS,
        counts={"all": 8, "possible": 8, "passing": 2, "front": 2},
        without={"defending": 0.6, "deterring": 0.4},
        year=2022,
        phase=2,
        demands=DEMANDS,
        packages=(NOTHING, CAPPED, BEST, OPEN),
        cloud=tuple(
            CloudRow(row.gain, 2, 2 if row.passes else 0, row.number) for row in (NOTHING, CAPPED, BEST, OPEN)
        ),
        picks=(
            PickRow("Nash", (5,)),
            PickRow("Kalai-Smorodinsky", (5,)),
            PickRow("maximin gain", (5,)),
            PickRow("most robust", (4, 5)),
            PickRow("cheapest to verify", (4,)),
        ),
        rules_agree=False,
        alternatives=(AS_IT_IS, CAP),
        conflicts=(),
        relaxations=(),
        shares=(
            ShareRow(5, "sites", "south", {"defending": 0.02, "deterring": 0.35}),
            ShareRow(5, "openness", "visits", {"defending": 0.06, "deterring": -0.05}),
        ),
        cooperation=None,
        method="every package",
        notes=("Equal weights.",),
        names={},
        sources={"press": {"title": "A report", "publisher": "The press"}},
    )  # fmt: skip


def none_passes() -> SearchResult:
    """The same where nothing passes: what stands in the way, and what would have to give."""
    shut = tuple(replace(row, passes=False, front=False, fails=("out-of-reach", "no-cap")) for row in found().packages)
    return replace(
        found(),
        counts={"all": 8, "possible": 8, "passing": 0, "front": 0},
        packages=shut,
        cloud=tuple(CloudRow(row.gain, 2, 0, row.number) for row in shut),
        picks=tuple(PickRow(pick.rule, ()) for pick in found().picks),
        alternatives=tuple(
            replace(row, package=shut[place], bridge=None) for place, row in enumerate(found().alternatives)
        ),
        conflicts=(("out-of-reach", "no-cap"),),
        relaxations=(RelaxationRow(("no-cap",), 3, shut[2]), RelaxationRow(("out-of-reach",), 5, shut[3])),
        shares=(),
    )
