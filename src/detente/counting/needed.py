"""What would it take to stop a whole small attack with a stated confidence, and is it possible at all?

Source: models M2 and M2b after D. Wilkening (1998), https://www.jstor.org/stable/26267438, with the published
totals as https://smu160.github.io/posts/missile-defense-is-np-complete/ gives them; docs/methods/balance.md.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import bdtrik

from detente.counting import ranges
from detente.counting.defence import MOST_SHOTS, Defence, miss_probability
from detente.counting.leakage import flat_wave, trials
from detente.counting.ranges import Bools, Floats, Numbers
from detente.errors import RangeError
from detente.messages import mark, say


@dataclass(frozen=True, eq=False)
class InterceptorsNeeded:
    """Interceptors needed so that none of W warheads gets through, with the stated confidence.

    tracking_floor    K* = (P*/U)^(1/W): the track probability must lie above it, or no number suffices
    feasible          whether it does
    shots             n*: shots per object, fractional as in the published totals
    barrage           lam W n*: fractional, infinite where not feasible
    whole_shots       lam W times the next whole n: what a doctrine of whole shots takes
    shoot_look_shoot  lam W [n1 + (n* - n1) miss(n1)]: the average use with one look in between; size an inventory
                      with `shoot_look_shoot_inventory`, for a bad day needs more
    within_doctrine   whether the whole shots are no more than the defence fires at one object
    """

    tracking_floor: Floats
    feasible: Bools
    shots: Floats
    barrage: Floats
    whole_shots: Floats
    shoot_look_shoot: Floats
    within_doctrine: Bools


def tracking_floor(warheads: Numbers, confidence: Numbers, availability: Numbers) -> Floats:
    """K* = (P*/U)^(1/W): what every single kill probability must reach. Above 1 where P* exceeds U.

    Arguments: warheads whole, at least 1; confidence between 0 and 1; availability above 0.
    """
    up = ranges.positive_share("availability", availability)
    return np.asarray((ranges.confidence("confidence", confidence) / up) ** (1.0 / _one_or_more(warheads)))


def interceptors_needed(
    warheads: Numbers, confidence: Numbers, defence: Defence, first_salvo: Numbers = 1.0
) -> InterceptorsNeeded:
    """How many interceptors for no leaker among W warheads with confidence P*?

    n* = ln(1 - K*/T)/ln(1 - p) for independent shots, else from the beta-binomial; I* = lam W n*. The interceptors
    and the shots of `defence` do not enter, except for `within_doctrine`. Where the tracking floor is not met the
    numbers are infinite and `feasible` is false, so that a curve over W can be drawn up to its end.

    Arguments: warheads whole, at least 1; confidence between 0 and 1; first_salvo n1: shots before the look.
    Refuses:   RangeError for numbers outside these bounds.
    """
    count, salvo = _one_or_more(warheads), ranges.positive("first_salvo", first_salvo)
    floor = tracking_floor(count, confidence, defence.availability)
    track = np.asarray(defence.track_probability)
    feasible = (track > floor) & (np.asarray(defence.kill_probability) > 0.0)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        missed = np.where(feasible, 1.0 - floor / track, np.nan)
    shots = shots_to_miss_less(missed, defence)
    feasible = feasible & np.isfinite(shots)
    objects = count * defence.false_object_load
    look = miss_probability(defence.kill_probability, salvo, defence.shot_correlation)
    with np.errstate(invalid="ignore"):
        second = objects * (salvo + np.maximum(shots - salvo, 0.0) * look)
        looked = np.where(shots <= salvo, objects * shots, second)
    looked = np.where(np.isfinite(shots), looked, np.inf)
    whole = np.maximum(np.ceil(shots - 1e-9), 1.0)  # a sure hit still takes a shot
    return InterceptorsNeeded(
        *np.broadcast_arrays(floor, feasible, shots, objects * shots, objects * whole, looked, whole <= defence.shots)
    )


def shots_required(warheads: Numbers, confidence: Numbers, defence: Defence) -> Floats:
    """n*: shots per object for no leaker with the stated confidence; refuses where no number is enough.

    Refuses: RangeError where the tracking floor is not met, naming it.
    """
    needed = interceptors_needed(warheads, confidence, defence)
    if not np.all(needed.feasible):
        at = int(np.argmin(needed.feasible))
        floor = float(needed.tracking_floor.flat[at])
        raise RangeError(
            say(
                "confidence: found one that no number of shots reaches (scenario {at}); expected a track "
                "probability above {floor:.4f}, and shots that can hit. Ask for less confidence, fewer "
                "warheads or a better track.",
                at=at,
                floor=floor,
            )
        )
    return needed.shots


def shots_to_miss_less(missed: Floats, defence: Defence) -> Floats:
    """Shots, fractional, after which the chance to have missed is down to `missed`; NaN and 0 give infinity.

    A shot that cannot miss counts as one whole shot.
    """
    p, c, goal = np.broadcast_arrays(defence.kill_probability, defence.shot_correlation, missed)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        shots = np.where(p >= 1.0, 1.0, np.log(goal) / np.log1p(-p))
    shots = np.where(goal >= 1.0, 0.0, np.where(np.isnan(goal) | (goal <= 0.0) | (p <= 0.0), np.inf, shots))
    correlated = (c > 0.0) & (goal > 0.0) & (goal < 1.0) & (p > 0.0) & (p < 1.0)
    found, before, n = np.full(shots.shape, np.inf), np.ones(shots.shape), 0
    while np.any(correlated & np.isinf(found)) and n < MOST_SHOTS:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            factor = 1.0 - p if n == 0 else ((1.0 - p) * (1.0 - c) + n * c) / (1.0 - c + n * c)
            after = before * factor
            between = n + np.log(goal / before) / np.log(factor)
        found = np.where(correlated & np.isinf(found) & (after <= goal), between, found)
        before, n = after, n + 1
    return np.where(correlated, found, shots)


def shoot_look_shoot_inventory(
    warheads: Numbers, shots: Numbers, level: Numbers, defence: Defence, first_salvo: Numbers = 1.0
) -> Floats:
    """Interceptors that suffice, with the chance `level`, for a first salvo at all and a second at the survivors.

    First salvo lam W n1; survivors ~ Bin(lam W, miss(n1)), each met by n - n1 more. Not the average but a quantile,
    because interceptors that ran out cannot be borrowed. lam W is rounded up to whole objects.

    Arguments: shots n: whole, in all; level: chance that the number suffices, for example 0.95.
    """
    salvo, total = ranges.whole("first_salvo", first_salvo), ranges.whole("shots", shots)
    objects = np.ceil(_one_or_more(warheads) * defence.false_object_load - 1e-9)
    survive = miss_probability(defence.kill_probability, salvo, defence.shot_correlation)
    with np.errstate(invalid="ignore"):
        survivors = np.ceil(bdtrik(ranges.confidence("level", level), objects, survive) - 1e-9)
    survivors = np.where(survive >= 1.0, objects, np.nan_to_num(survivors))
    return np.asarray(objects * np.minimum(salvo, total) + survivors * np.maximum(total - salvo, 0.0))


def one_at_a_time(warheads: Numbers, shots: Numbers, kill_probability: Numbers) -> Floats:
    """Average shots when there is a look after each: W [1 - (1 - p)^k]/p. A lower bound of every doctrine."""
    p = ranges.positive_share("kill_probability", kill_probability)
    return np.asarray(_one_or_more(warheads) * (1.0 - (1.0 - p) ** ranges.amount("shots", shots)) / p)


def protection(warheads: Numbers, defence: Defence) -> Floats:
    """P0: chance that none of W warheads gets through the interceptors there are.

    U times the product of the chances to stop each; those that get one shot more as in `arrivals_pmf`.

    Arguments: warheads whole, 0 or more.
    """
    wave, shape = flat_wave(ranges.whole("warheads", warheads), defence, 0.0, ())
    law = trials(wave.reachable, wave.defence)
    split = law.first < wave.reachable
    stopped = (1.0 - law.first_chance) ** law.first * (1.0 - law.second_chance) ** law.second
    stopped *= np.where(split, 1.0 - law.single, 1.0)
    return np.asarray(wave.defence.availability * stopped).reshape(shape)


def unlimited_protection(warheads: Numbers, shots: Numbers, defence: Defence, *, common_track: bool = False) -> Floats:
    """P0 = U K^W when every object gets n shots, whatever the inventory; n may be fractional, as published totals are.

    With `common_track` one tracking event is shared by all (M2c.2): U T [1 - miss(n)]^W. The average number of
    leakers is the same, the chance of none is not.
    """
    hit = 1.0 - miss_probability(defence.kill_probability, ranges.amount("shots", shots), defence.shot_correlation)
    count, track = ranges.whole("warheads", warheads), np.asarray(defence.track_probability)
    stopped = track * hit**count if common_track else (track * hit) ** count
    return np.asarray(defence.availability * stopped)


def _one_or_more(warheads: Numbers) -> Floats:
    count = ranges.whole("warheads", warheads)
    return ranges.within("warheads", count, 1.0, np.inf, mark("without a warhead there is nothing to stop"))
