"""The yearly answer of each side to the other under stated beliefs: loop gain, path, ceiling, what would damp it."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.assessment.balance_result import Race
from detente.assessment.handed import Handed
from detente.assessment.resolve import Assumptions
from detente.assessment.strategic import Party, chances, defence_of, sent
from detente.counting import race as counting
from detente.counting.defence import removed_per_interceptor
from detente.messages import figure, joined, mark, say

YEARS = 20
MOVING = ("race.offence_adjustment", "race.defence_adjustment")


@dataclass(frozen=True)
class Beliefs:
    """What one side's moves rest on, in one view: warheads an interceptor removes, and the share delivered."""

    removed: float
    delivered: float


def race_rows(views: Mapping[str, Assumptions], parties: Sequence[Party], found: Iterable[Handed]) -> Iterator[Race]:
    """Under each view alone, then each side moved by its own view, where a view is named for each."""
    handed: dict[str, list[Handed]] = {}
    for each in found:
        handed.setdefault(each.view, []).append(each)
    first: dict[str, Party] = {}
    for party in parties:
        if party.role == "deterring":
            first.setdefault(party.view.view, party)
    pairs = [(name, name) for name in views]
    own = {view.dossier.views[name].side: name for name, view in views.items()}
    if "defending" in own and "deterring" in own:
        pairs.append((own["defending"], own["deterring"]))
    for mover, answerer in pairs:
        if mover in first and answerer in first:
            yield _race(first[mover], first[answerer], handed[answerer])


def _race(mover: Party, answerer: Party, flown: Sequence[Handed]) -> Race:
    """mover: the beliefs that size the defence; answerer: those that size the reply; flown: its phases."""
    goal = mover.view.numbers.get("race.coverage_goal")
    missing = _lacking(mover, answerer)
    key = f"race/{mover.view.view}-{answerer.view.view}"
    holders = {"defending": mover.view.view, "deterring": answerer.view.view}
    if missing:
        said = say("cannot be decided: missing {missing}", missing=joined(", ", missing))
        return Race(key, holders, None, said, None, (), (), None, None, None, (), missing)
    planner, replier = _beliefs(mover, None), _beliefs(answerer, 1.0)
    reach = _in_reach(answerer, flown)
    critical = _critical(planner, replier, reach)
    numbers = _numbers(mover, answerer, flown, planner, replier, reach)
    lacking = [*(["race.coverage_goal"] if goal is None else []), *answerer.lacking(MOVING[:1])]
    lacking += mover.lacking(MOVING[1:])
    gain = float(counting.gain_of(numbers)) if goal is not None else None
    limited = counting.race_path(numbers, YEARS)
    ceiling = answerer.view.numbers.get("race.warhead_ceiling")
    binds = float(limited.warhead_ceiling_binds)
    start = flown[0].year
    return Race(
        key=key,
        holders=holders,
        loop_gain=gain,
        verdict=_verdict(gain, numbers, lacking, critical),
        critical_coverage_goal=critical if math.isfinite(critical) else None,
        path=() if lacking else _yearly(limited, start),
        unlimited=()
        if lacking
        else _yearly(counting.race_path(replace(numbers, warhead_ceiling=math.inf), YEARS), start),
        ceiling=None if ceiling is None else int(ceiling),
        ceiling_years=None if ceiling is None else _holds(numbers, start),
        ceiling_binds=None if lacking or math.isinf(binds) else start + int(binds),
        damped_by=tuple(_damped(planner, replier, reach, critical)),
        missing=tuple(lacking),
    )


def _holds(numbers: counting.Race, start: int) -> tuple[int, int]:
    """The years of the path in which the ceiling holds."""
    return start + int(numbers.ceiling_starts), start + int(min(float(numbers.ceiling_ends), YEARS))


def _yearly(path: counting.RacePath, start: int) -> tuple[tuple[int, float, float], ...]:
    return tuple(
        (start + year, float(path.interceptors[year]), float(path.warheads[year])) for year in range(YEARS + 1)
    )


def _lacking(mover: Party, answerer: Party) -> tuple[str, ...]:
    found: list[str] = []
    for party in (mover, answerer):
        if party.absent:
            found += party.absent
        elif party.judged is None:
            found.append("deterring.judged_posture")
        else:
            found += party.lacking([*party.needed(party.judged), *chances()])
    return tuple(dict.fromkeys(found))


def _beliefs(party: Party, shots: float | None) -> Beliefs:
    """shots: at an object; the doctrine's if not said. A reply is planned against the best use, one shot each."""
    shield = defence_of(party.centre, 0.0)
    removed = removed_per_interceptor(shield, shield.shots if shots is None else min(shots, float(shield.shots)))
    return Beliefs(float(removed), float(sum(sent(party, party.centre, party.judged or ""))) / party.deployed)


def _in_reach(party: Party, flown: Sequence[Handed]) -> float:
    """The share of the planned interceptors of the last phase that reach the deterrent, in the replier's view."""
    last = flown[-1]
    return (last.interceptors_in_reach.median or 0.0) / last.planned if last.planned else 0.0


def _critical(planner: Beliefs, replier: Beliefs, reach: float, closeness: float = 0.0) -> float:
    removed = replier.removed * reach
    agreed = planner.removed * reach
    return float(
        counting.largest_coverage_goal(
            planner.removed, removed + closeness * (agreed - removed), planner.delivered, replier.delivered
        )
    )


def _numbers(
    mover: Party, answerer: Party, flown: Sequence[Handed], planner: Beliefs, replier: Beliefs, reach: float
) -> counting.Race:
    said, answer = mover.view.numbers, answerer.view.numbers
    return counting.Race(
        warheads=float(answerer.deployed),
        interceptors=float(flown[0].planned),
        third_party_interceptors=said.get("race.third_party_interceptors", float(flown[-1].planned)),
        coverage_goal=said.get("race.coverage_goal", 0.0),
        warhead_adjustment=answer.get(MOVING[0], 0.0),
        interceptor_adjustment=said.get(MOVING[1], 0.0),
        removed_in_a=planner.removed,
        removed_in_b=replier.removed * reach,
        delivered_in_a=planner.delivered,
        delivered_in_b=replier.delivered,
        warhead_ceiling=answer.get("race.warhead_ceiling", math.inf),
        ceiling_starts=max(0.0, answer.get("race.warhead_ceiling_from", flown[0].year) - flown[0].year),
        ceiling_ends=max(0.0, answer.get("race.warhead_ceiling_until", math.inf) - flown[0].year),
    )


def _verdict(gain: float | None, numbers: counting.Race, lacking: Sequence[str], critical: float) -> str:
    if gain is None:
        return say(
            "cannot be decided: missing {missing}; comes to rest for coverage goals below {goal}",
            missing=joined(", ", lacking),
            goal=_said(critical),
        )
    if gain >= 1.0:
        return mark("grows without end under these inputs")
    warheads, interceptors = (float(part) for part in counting.fixed_point(numbers))
    return say(
        "comes to rest under these inputs, at {interceptors:,.0f} interceptors and {warheads:,.0f} warheads",
        interceptors=interceptors,
        warheads=warheads,
    )


def _damped(planner: Beliefs, replier: Beliefs, reach: float, critical: float) -> Iterator[str]:
    """What would keep the loop gain below 1, with its number."""
    if reach == 0.0:
        yield mark("no planned interceptor reaches the deterrent in the replier's view: there is nothing to answer")
        return
    yield say("a coverage goal below {goal}; a defence for third parties alone has 0", goal=_said(critical))
    agreed = _critical(planner, replier, reach, closeness=1.0)
    if agreed > critical:
        yield (
            say(
                "agreement on what an interceptor removes ({planner:.2f} warheads against {replier:.2f}) "
                "would raise this to {goal}",
                planner=planner.removed,
                replier=replier.removed,
                goal=_said(agreed),
            )
        )
    yield say(
        "fewer interceptors in reach: {share:.0%} of those planned are, and the loop gain goes down with them",
        share=reach,
    )


def _said(goal: float) -> str:
    return mark("any number") if math.isinf(goal) else figure(goal, ".3g")
