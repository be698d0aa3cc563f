"""What working together adds, invented: two arrangements, one threat, one deterrent, two phases."""

from detente.assessment.cooperation_result import Arrangement, Cooperation, CoverRow, Gained, SlackRow

VIEWS = {
    "north": {"title": "North's view", "holder": "North", "colour": "blue"},
    "south": {"title": "South's view", "holder": "South", "colour": "orange"},
}
PEOPLE = {"no-agreement": 0.3, "joint": 0.9}
SLACK = {"north": None, "south": 42.0}


def small_cooperation() -> Cooperation:
    """Joint defence covers more of South in both views; the slack against its deterrent stays as it is."""
    places = [(name, view, phase) for name in PEOPLE for view in VIEWS for phase in (1, 2)]
    return Cooperation(
        dossier="small-talks",
        title="Small talks",
        sides={"defending": "North", "deterring": "South"},
        views=VIEWS,
        arrangements=(
            Arrangement("no-agreement", "No agreement", {}, None),
            Arrangement("joint", "One system", {"sites": "south"}, None),
            Arrangement("twin", "One system by another name", {"sites": "south"}, "joint"),
        ),
        cover=tuple(
            CoverRow(
                name, view, phase, 2010 + phase, "east", "South",
                capitals=Gained(None, None), people=Gained(PEOPLE[name], 0.3), area=Gained(0.2, 0.2),
                blind=Gained(0.1, 0.0), earliest_s=90.0, earliest_alone_s=None, threatened_capitals=0,
            )
            for name, view, phase in places
        ),
        slack=tuple(
            SlackRow(name, view, phase, 2010 + phase, "silos", "South", SLACK[view], SLACK[view], Gained(0.5, 0.5))
            for name, view, phase in places
        ),
        names={"east": "A missile from the east", "silos": "Silos"},
        notes=("Central numbers.",),
    )  # fmt: skip
