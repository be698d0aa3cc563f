"""A small strategic balance and a treaty finding, made by hand."""

import math
from dataclasses import replace

from detente.assessment.balance_result import (
    Balance,
    Cost,
    Crisis,
    NeedCurve,
    Race,
    Retaliation,
    Sufficiency,
    Window,
)
from detente.assessment.handed import Handed
from detente.assessment.rows import Ends
from detente.assessment.treaty_result import TreatyFinding


def counted(named: tuple[str, str]) -> Balance:
    """A made-up strategic balance of one phase under two views: one says everything, the other nothing."""
    one, many = Ends(1.0, 2.0, 3.0), Ends(90.0, 100.0, math.inf)
    views = {name: {"title": name.title(), "holder": name} for name in named}
    first, second = named
    said = Sufficiency(
        key="strategic/phase-1/Far",
        view=first,
        phase=1,
        year=2030,
        side="Far",
        interceptors=Ends(10.0, 10.0, 10.0),
        retaliation=many,
        out_of_reach=Ends(0.0, 0.0, 0.0),
        arrivals=many,
        arrivals_05=one,
        arrivals_50=many,
        arrivals_95=many,
        removed_share=Ends(0.0, 0.1, 0.2),
        sufficient_warheads=Ends(50.0, 50.0, 50.0),
        sufficient_confidence=Ends(0.8, 0.9, 0.95),
        probability=Ends(0.9, 0.99, 1.0),
        margin=Ends(0.5, 1.0, 1.5),
        onset_best_use=many,
        onset_doctrine=many,
        onset_exact=many,
        offset_per_100=one,
        verdict="sufficient under these inputs",
        missing=(),
        weakest="assumed",
    )
    nothing = {name: None for name in vars(said) if isinstance(getattr(said, name), Ends) and name != "interceptors"}
    unsaid = replace(said, view=second, verdict="cannot be decided: missing far.rule", missing=("far.rule",), **nothing)
    sent = Retaliation(
        key=said.key,
        view=first,
        phase=1,
        year=2030,
        side="Far",
        deployed=120,
        by_posture={"ready": many, "not": None},
        generation_stability={"ride-out": 0.5, "launch on warning": None},
        prompt_launch={"day-to-day": 0.5, "generated": 0.6},
        judged_posture="ready",
        missing=("far.survival",),
    )
    window = Window(
        key="window/phase-1/a-a",
        need_holder=first,
        onset_holder=first,
        phase=1,
        year=2030,
        planned=10,
        interceptors_in_reach=Ends(8.0, 10.0, 10.0),
        need=Ends(20.0, 30.0, math.inf),
        protected=0.4,
        need_in_turn=25.0,
        need_floor=0.9,
        onset=many,
        onset_best_use=95.0,
        verdict="open: 30 to 99",
        why="depends on the stated ranges",
        plan="10 planned or outside the approach: short of the need",
    )
    undecided = replace(
        window,
        need=None,
        protected=None,
        need_in_turn=None,
        need_floor=None,
        onset=None,
        onset_best_use=None,
        onset_holder=second,
        verdict="cannot be decided",
        why="missing far.rule",
        plan="",
    )
    race = Race(
        key="race/a-a",
        holders={"defending": first, "deterring": first},
        loop_gain=0.5,
        verdict="comes to rest under these inputs",
        critical_coverage_goal=0.2,
        path=((2030, 10.0, 120.0), (2031, 12.0, 125.0)),
        unlimited=((2030, 10.0, 120.0), (2031, 12.0, 130.0)),
        ceiling=125,
        ceiling_years=(2030, 2031),
        ceiling_binds=2031,
        damped_by=("a lower goal",),
        missing=(),
    )
    return Balance(
        dossier="made-up",
        title="Made up",
        views=views,
        sides={"defending": "Near", "deterring": "Far"},
        phases={},
        handed=(
            Handed(first, 1, 2030, 10, Ends(8.0, 10.0, 10.0), {"far-all": Ends(0.1, 0.5, 1.0)}, 2, ("shield@hill",)),
        ),
        retaliation=(sent,),
        sufficiency=(said, unsaid),
        windows=(window, undecided),
        needs=(NeedCurve(first, (1, 2, 3), (5.0, 11.0, None), (4.0, 9.0, None), 2, 0.8),),
        crisis=(
            Crisis("crisis/phase-1", first, 1, 2030, ((0.0, 0.9, 0.95, 0.95), (1.0, 1.0, 1.0, 1.0)), 0.9, 1.0, ()),
        ),
        race=(race,),
        cost=(Cost("cost/phase-1/Far", first, 1, one, one, one, 2030, ()),),
        assumptions={"windows": ("everything flies straight",)},
        weakest=(),
        inputs=(),
        sources={},
        notes=("a made-up note",),
    )


def finding() -> TreatyFinding:
    """A made-up finding of a made-up treaty."""
    return TreatyFinding(
        day="2030-01-01",
        phase=None,
        treaty="pact",
        short="Pact",
        rule="pact-launchers",
        article="I",
        title="launchers",
        party="Near",
        in_force=True,
        binds_from=None,
        as_if=False,
        finding="exceeds",
        about="",
        low=12.0,
        high=12.0,
        limit=10.0,
        limit_high=None,
        unit="launchers",
        comparator="at most",
        headroom_low=-2.0,
        headroom_high=-2.0,
        said="exceeds by 2 launchers",
        why="",
        counting="every launcher counts one",
        how="launchers of the plan",
        items=("12 at hill",),
        holder="the dossier",
        as_of="2030",
        certainty="assumed",
        status=None,
        source="press",
        where="page 1",
        note=None,
        gap="a day is not known",
    )
