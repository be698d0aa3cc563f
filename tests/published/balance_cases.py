"""Our answers to the rows of balance.csv: each from the numbers that stand in the row's conditions."""

from detente.counting.cost import lift_cost, unit_cost
from detente.counting.defence import Defence, kill_per_object
from detente.counting.leakage import mean_arrivals
from detente.counting.needed import interceptors_needed, tracking_floor

CASE = Defence(0, 0.70, 0.99, 1.0, 6, 1.0)
LEAKY = Defence(300, 0.95, 1.0, 1.0, 1, 1.0)
FOUR_FIFTHS = Defence(10_000, 0.8, 1.0, 1.0, 1, 1.0)


def _stopped(shots: int, track: float = 1.0) -> float:
    """Chance to stop an object [%] at p = 0.56."""
    return float(100.0 * kill_per_object(Defence(0, 0.56, track, 1.0, 5, 1.0), shots))


ANSWERS = {
    **{f"L-TAB-{shots}": _stopped(shots) for shots in range(1, 6)},
    "L-TRACK-95": _stopped(4, 0.95),
    "L-TRACK-90": _stopped(4, 0.90),
    "L-WIL-barrage": float(interceptors_needed(20, 0.8, CASE).barrage),
    "L-WIL-look": float(interceptors_needed(20, 0.8, CASE).shoot_look_shoot),
    "L-WIL-floor": float(tracking_floor(10, 0.8, 1.0)),
    "L-LEAK-mean": float(mean_arrivals(300, LEAKY)),
    "L-FOUR-1000": float(mean_arrivals(1_000, FOUR_FIFTHS)),
    "L-FOUR-1500": float(mean_arrivals(1_500, FOUR_FIFTHS)),
    "L-NGI-average": float(unit_cost(13_100.0 + 2_300.0, 31)),
    "L-NGI-marginal": float(unit_cost(2_300.0, 21)),
    "L-APS-lift": float(lift_cost(2_000e3, 22_000)) / 1e9,
}
"""By id of the row, in its unit."""
