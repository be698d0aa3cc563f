"""One question between two invented views, written out by hand: something to draw and to print."""

from detente.assessment.crux_result import Contested, Crux, CruxAnswer, FlipLine

SPEED, DELAY = "shield.burnout_speed", "defence.commit_delay"
LEFT, RIGHT = "official", "critics"


def contested(key: str, **said: object) -> Contested:
    """An assumption with what is said of it, everything else plausible."""
    plain = {
        "members": (key,), "unit": "s", "claimed": {LEFT: 120.0, RIGHT: 30.0},
        "claimed_range": {LEFT: None, RIGHT: (20.0, 60.0)}, "share": 60.0,
        "share_of_verdict": 0.5, "alone": 90.0, "last_in": 30.0, "flip_value": {LEFT: None, RIGHT: 45.0},
        "flip_share": 1.0, "kind": "fact", "check": 2, "measure": "observed flight test",
        "check_why": "a launch is seen", "check_certainty": "assumed", "score": 0.45, "resolvable": True,
        "certainty": {LEFT: "read", RIGHT: "assumed"},
    }  # fmt: skip
    return Contested(key=key, **{**plain, **said})  # type: ignore[arg-type]


def pair() -> FlipLine:
    """A straight line for each: margin = 60 (speed - 6) - delay + 60; for the critics 100 (speed - 6) - delay + 60."""
    x, y = tuple(5.0 + 0.5 * k for k in range(9)), tuple(20.0 * k for k in range(11))

    def margins(slope: float) -> tuple[tuple[float | None, ...], ...]:
        return tuple(tuple(slope * (speed - 6.0) - delay + 60.0 for speed in x) for delay in y)

    return FlipLine(
        keys=(SPEED, DELAY),
        units=("km/s", "s"),
        x=x,
        y=y,
        margin={LEFT: margins(60.0), RIGHT: margins(100.0)},
        lines={LEFT: (((5.0, 0.0), (8.333, 200.0)),), RIGHT: (((5.4, 0.0), (7.4, 200.0)),)},
        claimed={LEFT: (6.3, 120.0), RIGHT: (8.0, 30.0)},
        claimed_range={LEFT: (None, None), RIGHT: ((7.5, 8.6), (20.0, 60.0))},
    )


def small_crux() -> Crux:
    """Two views, one question on which they part, one on which they do not."""
    answer = CruxAnswer(
        question="balance/phase-1/shield@base/silo",
        words="Can shield at base reach the missiles of silo in time?",
        views=(LEFT, RIGHT),
        verdicts={LEFT: "out of reach", RIGHT: "within reach"},
        margin={LEFT: -42.0, RIGHT: 230.0},
        unit="s",
        what="slack of the middle one of all pairs of launch place and point of the region",
        yes="reached in time",
        contested=(
            contested(SPEED, unit="km/s", claimed={LEFT: 6.3, RIGHT: 8.0},
                      claimed_range={LEFT: None, RIGHT: (7.5, 8.6)}, share=150.0,
                      flip_value={LEFT: 7.0, RIGHT: None}, alone=102.0, last_in=170.0),
            contested(DELAY, share=90.0, flip_value={LEFT: 78.0, RIGHT: None}, flip_share=0.5),
            contested("defence.policy", unit="", claimed={LEFT: "organic", RIGHT: "engage-on-remote"},
                      claimed_range={LEFT: None, RIGHT: None}, share=32.0, check=0, resolvable=False, kind="value",
                      measure="none: a choice, to be bargained over", flip_value={LEFT: None, RIGHT: "organic"}),
        ),
        flip_sets={LEFT: ((SPEED,), (DELAY,)), RIGHT: (("defence.policy",), (SPEED, DELAY))},
        double=(),
        pair=pair(),
        horizon={LEFT: 0.31, RIGHT: 0.69},
        horizon_box={LEFT: 0.31, RIGHT: 0.5},
        method="exact, 8 evaluations",
        grouped=False,
        never_s=None,
        resolvable=(SPEED, DELAY),
        unresolvable=("defence.policy",),
        notes=(),
    )  # fmt: skip
    return Crux(
        dossier="invented",
        title="An invented dossier",
        views={LEFT: {"title": "Official", "holder": "one side", "colour": "blue"},
               RIGHT: {"title": "Critics", "holder": "the other", "colour": "orange"}},
        answers=(answer,),
        agree=("balance/phase-1/shield@base/far",),
        same={},
        inputs=(),
        sources={},
        names={"shield": "Shield", "silo": "Silo base", "base": "Base"},
    )  # fmt: skip
