"""The metric set of the strategic balance: all scenarios as arrays, and one after the other as people write it.

`by_arrays` is the whole set B1 to B10. `by_scipy` is what takes the time in it (arrivals with quantiles, the chance to
be sufficient, the exact onset), one scenario after the other, with SciPy's binomials, a convolution and a bisection
over whole interceptors; a test holds the two to the same numbers.
"""

from dataclasses import fields, is_dataclass, replace

import numpy as np
from scipy.stats import binom

from detente.counting.defence import Defence
from detente.counting.metrics import QUANTILES, metric_set
from detente.counting.ranges import Floats
from detente.counting.readiness import POSTURES
from detente.counting.scenario import Crisis, Party, Rules, Scenario, flow

MANY, FEW = 100_000, 200


def scenarios(number: int, seed: int = 1) -> Scenario:
    """Made-up scenarios: two sides with three legs each, one defence of up to 600 interceptors and one of up to 100."""
    draw = np.random.default_rng(seed)
    return Scenario(
        _party(draw, number, 100),
        _party(draw, number, 600),
        third_party=(draw.integers(1, 20, number).astype(float), np.full(number, 0.8)),
        crisis=Crisis(np.linspace(0.1, 0.9, 9), np.array([0.0, 44.0, 100.0, 200.0, 400.0])),
        rules=Rules(draw.uniform(50.0, 200.0, number), draw.uniform(0.0, 0.2, number), 0.3, 0.3, 1_550.0),
        costs=(111.0, 20.0),
    )


def by_arrays(given: Scenario) -> dict[str, Floats]:
    """The whole set at once; of its results those that `by_scipy` has too."""
    found = {key: metric.values for key, metric in metric_set(given).metrics.items()}
    names = ("mean", "q05", "q50", "q95")
    return {name: found["B2"][name] for name in names} | {
        "margin": found["B4"]["deterring_margin"],
        "chance": found["B4"]["deterring_chance"],
        "onset": found["B5"]["exact"],
    }


def by_scipy(given: Scenario) -> dict[str, Floats]:
    """Arrivals, sufficiency and onset, one scenario after the other."""
    rows = [_plain(single(given, k)) for k in range(len(given.third_party[0]))]  # type: ignore[index, arg-type]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def single(given: Scenario, k: int) -> Scenario:
    """One scenario out of many."""
    crisis = given.crisis  # its two arrays are a curve and a path, not scenarios
    return replace(_pick(given, k, len(given.third_party[0])), crisis=crisis)  # type: ignore[index, arg-type]


def _party(draw: np.random.Generator, number: int, most: int) -> Party:
    survival = draw.uniform(0.1, 0.8, (number, 4, 3))
    survival[:, 1::2] = np.minimum(1.2 * survival[:, ::2], 1.0)  # warned, more survives
    shield = Defence(
        draw.integers(0, most, number).astype(float),
        draw.uniform(0.3, 0.9, number),
        draw.uniform(0.9, 1.0, number),
        draw.uniform(0.8, 1.0, number),
        draw.integers(1, 5, number).astype(float),
        draw.uniform(1.0, 2.0, number),
    )
    warheads, reliability = draw.integers(100, 700, (number, 3)).astype(float), draw.uniform(0.7, 0.95, (number, 3))
    rule = draw.integers(50, 400, number).astype(float), draw.uniform(0.5, 0.95, number)
    chi, reach = draw.uniform(0.8, 1.0, number), draw.uniform(0.5, 1.0, number)
    return Party(warheads, survival, reliability, chi, POSTURES[0], reach, *rule, shield)


def _pick(thing: object, k: int, number: int):  # type: ignore[no-untyped-def]
    if is_dataclass(thing):
        return type(thing)(*(_pick(getattr(thing, field.name), k, number) for field in fields(thing)))
    if isinstance(thing, tuple):
        return tuple(_pick(part, k, number) for part in thing)
    return thing[k] if isinstance(thing, np.ndarray) and thing.shape[:1] == (number,) else thing


def _plain(given: Scenario) -> dict[str, float]:
    sent, shield, own = flow(given.deterring), given.defending.defence, given.deterring
    reached, beyond = float(sent.reachable), float(sent.unreachable)
    wanted, level = float(own.sufficient), float(own.confidence)
    chances = _arrivals(reached, shield, float(shield.interceptors))
    summed = np.cumsum(chances)
    cuts = [beyond + float(np.argmax(summed >= q - 1e-11)) for q in (*QUANTILES, 1.0 - level)]
    need = max(int(np.ceil(wanted - beyond - 1e-9)), 0)
    holds = lambda n: float(_arrivals(reached, shield, n)[need:].sum()) >= level  # noqa: E731
    return {
        "mean": beyond + float(chances @ np.arange(chances.size)),
        "q05": cuts[0],
        "q50": cuts[1],
        "q95": cuts[2],
        "margin": (cuts[3] - wanted) / wanted,
        "chance": float(chances[need:].sum()),
        "onset": _onset(holds, int(np.ceil(float(shield.shots * shield.false_object_load) * reached))),
    }


def _onset(holds, most: int) -> float:  # type: ignore[no-untyped-def]
    if not holds(0):
        return 0.0
    if holds(most):
        return np.inf
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return float(high)


def _arrivals(reached: float, shield: Defence, interceptors: float) -> Floats:
    """Distribution by convolution of two binomials and two single trials."""
    p, track, up = (float(part) for part in (shield.kill_probability, shield.track_probability, shield.availability))
    each = min(float(shield.shots), interceptors / (float(shield.false_object_load) * reached))
    less, more = (1.0 - track * (1.0 - (1.0 - p) ** (int(each) + k)) for k in (0, 1))
    extra, come = (each - int(each)) * reached, int(reached)
    first = min(int(extra), come)
    rest = max(come - first - 1, 0)
    law = np.convolve(binom.pmf(np.arange(first + 1), first, more), binom.pmf(np.arange(rest + 1), rest, less))
    if first < come:
        one = less + (extra - first) * (more - less)
        law, last = np.convolve(law, [1.0 - one, one]), (reached - come) * less
    else:
        last = (extra - come) * more + (reached - extra) * less
    law = up * np.convolve(law, [1.0 - last, last])
    law[come : come + 2] += (1.0 - up) * np.array([1.0 - (reached - come), reached - come])
    return law
