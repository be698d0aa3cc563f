"""The compatibility window: interceptors needed against the third party, beside those at which a rule fails."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from detente.assessment.balance_result import CANNOT, NeedCurve, Sufficiency, Window
from detente.assessment.handed import BOUNDS, Handed
from detente.assessment.resolve import Assumptions
from detente.assessment.result import DEPENDS
from detente.assessment.rows import Ends
from detente.assessment.strategic import chances, defence_of, together
from detente.counting.needed import InterceptorsNeeded, interceptors_needed, protection
from detente.messages import joined, mark, say
from detente.weighing.sampling import Floats, spread_together

WIDEST = 3  # the curve of needs goes to so many times the third party's warheads
LEAST_WIDE = 10


def needs(view: Assumptions) -> list[str]:
    """Keys without which no need is known."""
    return ["third-party.warheads", "third-party.confidence", *chances()]


def lacking(view: Assumptions) -> list[str]:
    """Those that nobody states in this view."""
    return [key for key in needs(view) if key not in view.numbers]


def need_curve(view: Assumptions) -> NeedCurve | None:
    """Interceptors needed over the number of third-party warheads; None where the view does not say enough."""
    if lacking(view):
        return None
    wanted, confidence = int(view.numbers["third-party.warheads"]), view.numbers["third-party.confidence"]
    warheads = np.arange(1, max(LEAST_WIDE, WIDEST * wanted) + 1)
    found = interceptors_needed(warheads.astype(np.float64), confidence, defence_of(view.numbers, 0.0))
    return NeedCurve(
        view=view.view,
        warheads=tuple(int(count) for count in warheads),
        barrage=_finite(found.barrage),
        in_turn=_finite(found.shoot_look_shoot),
        wanted=wanted,
        confidence=confidence,
    )


def _finite(values: Floats) -> tuple[float | None, ...]:
    return tuple(float(value) if math.isfinite(value) else None for value in values)


def window_rows(
    views: Mapping[str, Assumptions], found: Iterable[Handed], rows: Sequence[Sufficiency]
) -> Iterator[Window]:
    """For every view alone, then each side by its own rule, where a view is named for each side."""
    handed = {(each.view, each.phase): each for each in found}
    pairs = [(name, name) for name in views]
    own = {view.dossier.views[name].side: name for name, view in views.items()}
    if "defending" in own and "deterring" in own:
        pairs.append((own["defending"], own["deterring"]))
    deterring = next(iter(views.values())).dossier.approach.sides.deterring
    onsets = {(row.view, row.phase): row for row in rows if row.side == deterring}
    for need_holder, onset_holder in pairs:
        for (view, phase), each in handed.items():
            if view == onset_holder:
                yield _window(views[need_holder], handed[need_holder, phase], each, onsets[onset_holder, phase])


def _window(needer: Assumptions, here: Handed, there: Handed, rule: Sufficiency) -> Window:
    """here: what flies in the needer's view; there: in the view of the rule."""
    missing = lacking(needer)
    available = there.planned + needer.numbers.get("defending.interceptors", 0.0)
    ends, found = (None, None) if missing else _need(needer)
    verdict, why = _verdict(ends, rule, missing)
    best_use = rule.onset_best_use.median if rule.onset_best_use else None
    return Window(
        key=f"window/phase-{there.phase}/{here.view}-{there.view}",
        need_holder=here.view,
        onset_holder=there.view,
        phase=there.phase,
        year=there.year,
        planned=there.planned,
        interceptors_in_reach=rule.interceptors,
        need=ends,
        protected=None if missing else _protected(needer, available),
        need_in_turn=found.shoot_look_shoot.item() if found is not None else None,
        need_floor=found.tracking_floor.item() if found is not None else None,
        onset=rule.onset_exact,
        onset_best_use=best_use,
        verdict=verdict,
        why=why,
        plan=_plan(ends, rule, available),
    )


def _need(view: Assumptions) -> tuple[Ends, InterceptorsNeeded]:
    asked = set(needs(view)) | {"interception.shot_correlation"}

    def needed(points: Sequence[Mapping[str, float]]) -> InterceptorsNeeded:
        numbers = together(points)
        warheads = np.maximum(1.0, np.round(numbers["third-party.warheads"]))
        return interceptors_needed(warheads, numbers["third-party.confidence"], defence_of(numbers, 0.0))

    centre = {key: view.numbers[key] for key in asked if key in view.numbers}
    ranges = {key: ends for key, ends in view.ranges.items() if key in asked}
    ends = spread_together(lambda points: needed(points).whole_shots[:, np.newaxis], centre, ranges)
    return Ends(*(float(getattr(ends, bound)[0]) for bound in BOUNDS)), needed([centre])


def _protected(view: Assumptions, interceptors: float) -> float:
    """B7: the chance that none of the third party's warheads gets through so many interceptors."""
    return protection(
        max(1.0, round(view.numbers["third-party.warheads"])), defence_of(view.numbers, interceptors)
    ).item()


def _verdict(need: Ends | None, rule: Sufficiency, missing: Sequence[str]) -> tuple[str, str]:
    """The word for a window, and why."""
    onset = rule.onset_exact
    if need is None or onset is None or need.median is None or onset.median is None:
        return CANNOT, say("missing {missing}", missing=joined(", ", [*missing, *rule.missing]))
    if math.isinf(need.median):
        return mark("closed: no number meets the need"), mark(
            "the track probability is at or below what the confidence asks"
        )
    if onset.median == 0.0:
        return mark("closed: the rule fails without any"), mark(
            "the rule fails at the central values before any interceptor"
        )
    central = need.median < onset.median
    said = (
        say("open: {numbers}", numbers=_to(need.median, onset.median))
        if central
        else say("closed: short by {gap:,.0f}", gap=_gap(need, onset))
    )
    sure = need.high is not None and onset.low is not None and (need.high < onset.low) == central
    hardly = need.low is not None and onset.high is not None and (need.low < onset.high) == central
    return said, "" if sure and hardly else DEPENDS


def _plan(need: Ends | None, rule: Sufficiency, available: float) -> str:
    """Where the plan stands at the central values: what is available against the need, what is met against the rule."""
    onset, met = rule.onset_exact, rule.interceptors.median
    if need is None or onset is None or need.median is None or onset.median is None or met is None:
        return ""
    short = say("{available:,.0f} planned or outside the approach: short of the need", available=available)
    if met >= onset.median:
        beyond = say("{met:,.0f} met: more than the rule bears", met=met)
        return joined("; ", [beyond, short]) if available < need.median else beyond
    return (
        short
        if available < need.median
        else say("{available:,.0f} planned or outside the approach: inside the window", available=available)
    )


def _to(low: float, high: float) -> str:
    least = math.ceil(low)
    if math.isinf(high):
        return say("{least:,.0f} or more", least=least)
    return say("{least:,.0f} to {most:,.0f}", least=least, most=high - 1)


def _gap(need: Ends, onset: Ends) -> int:
    return math.ceil((need.median or 0.0) - (onset.median or 0.0)) + 1
