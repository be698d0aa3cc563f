"""Crisis measures and cost at the margin, from the statements of one view."""

from collections.abc import Mapping, Sequence

import numpy as np

from detente.assessment.balance_result import Cost, Crisis
from detente.assessment.handed import BOUNDS
from detente.assessment.rows import Ends
from detente.assessment.strategic import SAMPLES, Party, chances, defence_of, sent, together
from detente.counting.cost import cost_ratio
from detente.counting.crisis import Side, first_strike_index
from detente.weighing.sampling import Floats, spread_together

PRICES = ("cost.interceptor_millions", "cost.warhead_millions")
POINTS = 19
SHARES = tuple(round(0.05 * number, 2) for number in range(1, POINTS + 1))
"""Committed shares at which the curve is drawn where no view gives a range of its own: 0.05 to 0.95."""


def crisis_row(defending: Party, deterring: Party) -> Crisis:
    """B8: the first-strike index as a curve over the committed share."""
    missing = _lacking(defending, deterring)
    curve: tuple[tuple[float, float, float, float], ...] = ()
    if not missing:
        shares = np.array(_shares(deterring))
        found = first_strike_index(_side(defending, deterring), _side(deterring, defending), shares)
        columns = (shares, found.index, found.break_even_a, found.break_even_b)
        curve = tuple(tuple(map(float, row)) for row in zip(*columns, strict=True))  # type: ignore[misc]
    index = [row[1] for row in curve]
    return Crisis(
        key=f"crisis/phase-{deterring.phase}",
        view=deterring.view.view,
        phase=deterring.phase,
        year=deterring.year,
        curve=curve,
        least=min(index, default=float("nan")),
        middle=index[len(index) // 2] if index else float("nan"),
        missing=missing,
    )


def _lacking(*parties: Party) -> tuple[str, ...]:
    found: list[str] = []
    for party in parties:
        if party.absent:
            found += party.absent
        elif party.judged is None:
            found.append(f"{party.role}.judged_posture")
        else:
            found += party.lacking([*party.needed(party.judged), f"{party.role}.sufficient_warheads"])
    return tuple(dict.fromkeys([*found, *parties[0].lacking(chances())]))


def _shares(party: Party) -> tuple[float, ...]:
    """The range of the committed share that the view states; 0.05 to 0.95 where it states none."""
    low, high = party.view.ranges.get("crisis.committed_share", (SHARES[0], SHARES[-1]))
    return tuple(float(share) for share in np.linspace(low, high, POINTS))


def _side(party: Party, other: Party) -> Side:
    """A side with the interceptors that the other side's warheads meet."""
    posture = party.judged or ""
    numbers = party.centre
    delivered = [numbers[f"{force.id}.delivery_reliability"] for force in party.forces]
    weights = np.array([float(force.warheads) for force in party.forces])
    reliability = float(np.average(delivered, weights=weights)) * numbers[f"{party.role}.command_connectivity"]
    within, beyond = map(float, sent(party, numbers, posture))
    kept = within + beyond
    return Side(
        warheads=float(weights.sum()),
        survival=kept / (float(weights.sum()) * reliability) if reliability else 0.0,
        reliability=reliability,
        sufficient=numbers[f"{party.role}.sufficient_warheads"],
        defence=defence_of(numbers, other.centre["interceptors_in_reach"]),
        reachable_share=within / kept if kept else 1.0,
    )


def cost_row(party: Party) -> Cost:
    """B10: cost of taking one arriving warhead away beside the cost of adding one."""
    posture = party.judged
    asked = [*PRICES, *chances()]
    missing = [*party.lacking([*asked, *(party.needed(posture) if posture else [])])]
    missing += [] if posture else [f"{party.role}.judged_posture"]
    missing += party.absent
    ends: tuple[Ends | None, ...] = (None, None, None)
    if not missing:
        ends = _costs(party, posture or "")
    year = party.view.numbers.get("cost.price_year")
    return Cost(
        key=f"cost/phase-{party.phase}/{party.side}",
        view=party.view.view,
        phase=party.phase,
        defence_millions=ends[0],
        offence_millions=ends[1],
        ratio=ends[2],
        price_year=None if year is None else int(year),
        missing=tuple(missing),
    )


def _costs(party: Party, posture: str) -> tuple[Ends, ...]:
    def costs(points: Sequence[Mapping[str, float]]) -> Floats:
        numbers = together(points)
        delivered = np.asarray(sum(sent(party, numbers, posture))) / party.deployed
        found = cost_ratio(
            numbers["cost.interceptor_millions"], numbers["cost.warhead_millions"], delivered, defence_of(numbers, 0.0)
        )
        return np.stack([found.defence, found.offence, found.ratio], axis=-1)

    prices = {key: ends for key, ends in party.view.ranges.items() if key in PRICES}
    centre = {**party.counted, **{key: party.centre[key] for key in PRICES}}
    ends = spread_together(costs, centre, {**party.ranges, **prices}, samples=SAMPLES)
    table = np.stack([getattr(ends, bound) for bound in BOUNDS])
    return tuple(Ends(*map(float, column)) for column in table.T)
