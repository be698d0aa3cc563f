"""How many more deployed warheads would the other side want after a change of the defence?

The replying side is taken to restore arrivals with more of the same warheads, delivered as well as before. Other
replies are not priced. No published figure was found to test against: a gap.
Source: model M4, a definition of this project; docs/methods/balance.md.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from detente.counting import ranges
from detente.counting.defence import Defence, kill_per_object, kills_around, removed_per_interceptor
from detente.counting.leakage import arrival_quantiles, flat_wave, levels_of, mean_arrivals
from detente.counting.ranges import Bools, Floats, Numbers
from detente.counting.thresholds import first_true


@dataclass(frozen=True, eq=False)
class Offset:
    """More deployed warheads wanted, dN.

    limited     kap dI/sigma: the closed form while interceptors are scarcer than objects
    saturated   (A_before - A_after)/[sigma (1 - UK)]: the closed form where the doctrine's shots suffice for all
                objects after the change and the reply; NaN where they do not
    mean        what restores the average exactly, whichever regime holds before and after
    scarce      whether interceptors are scarcer than objects after the change, so that `limited` holds with one shot
    """

    limited: Floats
    saturated: Floats
    mean: Floats
    scarce: Bools


def offset(
    added_interceptors: Numbers,
    warheads: Numbers,
    delivered_share: Numbers,
    defence: Defence,
    planned_shots: Numbers = 1.0,
    reachable_share: Numbers = 1.0,
) -> Offset:
    """Warheads that restore the average number of arrivals after more interceptors.

    Arguments: added_interceptors dI, 0 or more; warheads N deployed; delivered_share sigma, above 0: the
               force-weighted product of survival and reliability; defence: before the change; planned_shots: shots
               per object in the closed form: 1 for the best use of scarce interceptors, else what this planner
               expects the doctrine to be; reachable_share: of the warheads, old and new, by the interceptors; 1
               unless stated. With 0 no reply is needed.
    Returns:   `Offset`, warheads. `limited` depends on planned_shots, `mean` on the shots of `defence`.
    """
    more, held = ranges.amount("added_interceptors", added_interceptors), ranges.amount("warheads", warheads)
    sigma = ranges.positive_share("delivered_share", delivered_share)
    reach = ranges.share("reachable_share", reachable_share)
    reachable, beyond = sigma * reach * held, sigma * (1.0 - reach) * held
    after = replace(defence, interceptors=defence.interceptors + more)
    limited = removed_per_interceptor(defence, planned_shots) * more / sigma
    before_a, after_a = (mean_arrivals(reachable, part, beyond) for part in (defence, after))
    leak = 1.0 - reach * defence.availability * kill_per_object(defence, defence.shots)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        reply = np.where(before_a == after_a, 0.0, (before_a - after_a) / (sigma * leak))
        objects = defence.false_object_load * (reachable + sigma * reach * reply)
        saturated = np.where(after.interceptors >= defence.shots * objects, reply, np.nan)
        mean = np.maximum(_restored(before_a, after, (1.0 - reach) / reach) - reachable, 0.0) / (sigma * reach)
    mean = np.where((more > 0.0) & (reach > 0.0), mean, 0.0)
    limited = np.where(reach > 0.0, limited, 0.0)
    scarce = after.interceptors < defence.false_object_load * reachable
    return Offset(*np.broadcast_arrays(limited, saturated, mean, scarce))


def offset_by_quantile(
    added_interceptors: Numbers, warheads: Numbers, delivered_share: Numbers, confidence: Numbers, defence: Defence
) -> Floats:
    """Smallest whole number of warheads that restores what arrives with the stated confidence.

    Q(N + dN, I + dI) >= Q(N, I), with Q the quantile 1 - pi of the exact distribution, by trying whole numbers.

    Arguments: confidence pi, between 0 and 1; the others as in `offset`.
    Returns:   warheads; infinity where more than ten times the present force plus dI/sigma would be needed.
    """
    more, held = ranges.amount("added_interceptors", added_interceptors), ranges.amount("warheads", warheads)
    sigma, level = (
        ranges.positive_share("delivered_share", delivered_share),
        ranges.confidence("confidence", confidence),
    )
    given = np.broadcast_arrays(more, held, sigma, level)
    wave, shape = flat_wave(sigma * held, defence, 0.0, given[0].shape)
    more, held, sigma, level = (np.broadcast_to(part, shape).ravel() for part in given)
    before = levels_of((1.0 - level)[np.newaxis], wave)[0]
    interceptors = wave.defence.interceptors + more

    def restored(which: npt.NDArray[np.intp], added: Floats) -> Bools:
        with_more = replace(wave.defence.take(which), interceptors=interceptors[which])
        reachable = sigma[which] * (held[which] + added)
        return np.asarray(arrival_quantiles(1.0 - level[np.newaxis, which], reachable, with_more)[0] >= before[which])

    everyone = np.arange(held.size)
    already = restored(everyone, np.zeros(held.size))
    most = np.ceil(10.0 * held + more / sigma)
    guess = offset(more, held, sigma, wave.defence).mean
    found = first_true(restored, np.where(np.isfinite(guess), guess, most), np.where(already, 0.0, most))
    return np.where(already, 0.0, found).reshape(shape)


def _restored(arrivals: Floats, defence: Defence, beyond: Floats) -> Floats:
    """Reachable warheads at which so many arrive on average: linear in them between whole average shots.

    With each of them `beyond` others arrive that nothing reaches.
    """
    found = np.full(np.broadcast_shapes(arrivals.shape, defence.shape, beyond.shape), np.inf)
    up, ceiling = np.asarray(defence.availability), np.asarray(defence.shots)
    per_warhead = np.asarray(defence.interceptors / np.asarray(defence.false_object_load))
    flat = 1.0 + beyond - up * kill_per_object(defence, ceiling)  # shots to spare
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        spare = arrivals / flat
        found = np.where(spare * ceiling <= per_warhead, spare, found)
        for low in range(int(np.ceil(ceiling.max(initial=0.0))), -1, -1):
            first, second = kills_around(defence, np.full(found.shape, float(low)))
            step = second - first
            reachable = (arrivals + up * step * per_warhead) / (1.0 + beyond - up * (first - low * step))
            shots = per_warhead / reachable
            here = np.isinf(found) & (shots >= low - 1e-9) & (shots <= np.minimum(low + 1.0, ceiling) + 1e-9)
            found = np.where(here, reachable, found)
    return np.where(arrivals > 0.0, found, 0.0)
