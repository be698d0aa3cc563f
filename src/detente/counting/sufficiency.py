"""When does a defence matter to a side's own rule (D, pi): at least D warheads arrive with at least the chance pi?

D and pi are judgements of the side concerned; nothing here supplies them.
Source: model M3, in the regime of M2 (Wilkening 1998); docs/methods/balance.md.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from detente.counting import ranges
from detente.counting.defence import Defence, kill_at_whole, kill_per_object
from detente.counting.leakage import (
    Wave,
    arrival_quantiles,
    chance_undefended,
    flat_wave,
    needed_of_reachable,
    trials,
)
from detente.counting.ranges import Bools, Floats, Numbers
from detente.counting.thresholds import first_true
from detente.counting.trials import at_least, moments


@dataclass(frozen=True, eq=False)
class Onset:
    """Interceptors at which a side's own rule fails. 0: it fails without any; infinity: no number makes it fail.

    low       at best use, one shot each: from here on fewer than D arrive on average
    doctrine  the same where every engaged object gets the doctrine's number of shots
    exact     smallest whole number at which P(A >= D) < pi, shots spread evenly over the objects
    low_holds while R - D <= pTU R: one shot each is enough; beyond it `low` is only a lower bound

    low and doctrine look at the average, exact at the chance, so a high pi puts exact below low.
    """

    low: Floats
    doctrine: Floats
    exact: Floats
    low_holds: Bools


def sufficiency_margin(
    sufficient: Numbers, confidence: Numbers, reachable: Numbers, defence: Defence, unreachable: Numbers = 0.0
) -> Floats:
    """M: how far the arrivals that are reached with confidence pi lie above D, as a share of D.

    (Q - D)/D with Q the quantile 1 - pi of the arrivals; negative where the rule fails.

    Arguments: sufficient D, more than 0; confidence pi, between 0 and 1; the others as in `mean_arrivals`.
    """
    wanted, level = ranges.positive("sufficient", sufficient), 1.0 - ranges.confidence("confidence", confidence)
    return margin(arrival_quantiles(level[np.newaxis], reachable, defence, unreachable)[0], wanted)


def margin(arriving: Numbers, sufficient: Numbers) -> Floats:
    """How far so many arrivals lie above D, as a share of D."""
    wanted = ranges.positive("sufficient", sufficient)
    return np.asarray((arriving - wanted) / wanted)


def erosion_onset(
    reachable: Numbers, sufficient: Numbers, confidence: Numbers, defence: Defence, unreachable: Numbers = 0.0
) -> Onset:
    """At which number of interceptors would a side say that its rule fails?

    low = lam (R - D)/(pTU), doctrine = n lam (R - D)/(UK), and by trying whole numbers on the exact distribution.
    The number of interceptors that `defence` has does not enter.

    Arguments: reachable, unreachable: retaliatory warheads that interceptors can and cannot reach; sufficient D;
               confidence pi, between 0 and 1.
    Returns:   `Onset`, every part of the broadcast shape.
    Refuses:   RangeError for numbers outside these bounds.
    """
    wanted, level = ranges.positive("sufficient", sufficient), ranges.confidence("confidence", confidence)
    wave, shape = flat_wave(reachable, defence, unreachable, np.broadcast_shapes(wanted.shape, level.shape))
    wanted, level = (np.broadcast_to(part, shape).ravel() for part in (wanted, level))
    need = needed_of_reachable(wanted, wave.unreachable)
    low, doctrine, holds = closed_onset(wanted, wave)
    exact = _exact(need, level, wave)
    return Onset(low.reshape(shape), doctrine.reshape(shape), exact.reshape(shape), holds.reshape(shape))


def closed_onset(wanted: Floats, wave: Wave) -> tuple[Floats, Floats, Bools]:
    """Both closed forms, and whether the first is exact for the average."""
    spare, defence = wave.reachable + wave.unreachable - wanted, wave.defence
    one = defence.availability * kill_at_whole(defence, np.ones_like(spare))
    most = np.asarray(defence.availability * kill_per_object(defence, defence.shots))
    never = (spare > most * wave.reachable) | (most <= 0.0)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        low = defence.false_object_load * spare / one
        doctrine = defence.shots * defence.false_object_load * spare / most
    low, doctrine = (np.where(spare < 0.0, 0.0, np.where(never, np.inf, part)) for part in (low, doctrine))
    holds = spare <= one * np.minimum(defence.shots, 1.0) * wave.reachable
    return low, doctrine, np.asarray(holds)


def _exact(need: Floats, level: Floats, wave: Wave) -> Floats:
    """Smallest whole number of interceptors at which the rule fails."""
    up = np.asarray(wave.defence.availability)
    undefended = chance_undefended(need, wave.reachable)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        while_up = (level - (1.0 - up) * undefended) / up  # what the chance must be while the defence is up
    onset = np.where(undefended < level, 0.0, np.inf)
    (asked,) = np.nonzero((undefended >= level) & (up > 0.0) & (while_up > 0.0) & (need > 0.0))
    reached, wanted, least = wave.reachable[asked], need[asked], while_up[asked]
    defence = wave.defence.take(asked)

    def fails(which: npt.NDArray[np.intp], interceptors: Floats) -> Bools:
        tried = replace(defence.take(which), interceptors=interceptors)
        return np.asarray(at_least(wanted[which], trials(reached[which], tried)) < least[which])

    most = np.ceil(defence.shots * np.asarray(defence.false_object_load) * reached)
    onset[asked] = first_true(fails, _guess(wanted, least, reached, defence), most)
    return onset


def _guess(need: Floats, chance: Floats, reachable: Floats, defence: Defence) -> Floats:
    """Interceptors at which P(at least `need`) is about `chance`: normal with a correction for skewness."""
    normal = -ndtri(np.clip(chance, 1e-12, 1.0 - 1e-12))
    mean, most = need - 0.5, defence.shots * np.asarray(defence.false_object_load) * reachable
    guess = np.zeros_like(need)
    for _ in range(3):
        stopped = np.clip(1.0 - mean / np.maximum(reachable, 1e-9), 0.0, 1.0)
        guess = np.minimum(average_shots_for(stopped, defence) * defence.false_object_load * reachable, most)
        _, variance, third = moments(trials(reachable, replace(defence, interceptors=guess)))
        skew = third / np.maximum(variance, 1e-9)
        mean = need - 0.5 - np.sqrt(variance) * normal - skew * (normal**2 - 1.0) / 6.0
    return guess


def average_shots_for(stopped: Floats, defence: Defence) -> Floats:
    """Average shots at which the chance to be stopped reaches so much; infinity if more than the doctrine allows."""
    found, less = np.full(stopped.shape, np.inf), np.zeros(stopped.shape)
    for low in range(int(np.ceil(np.max(defence.shots, initial=0.0)))):
        more = kill_at_whole(defence, np.full(stopped.shape, low + 1.0))
        here = np.isinf(found) & (stopped <= more) & (more > less)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            found = np.where(here, low + (stopped - less) / (more - less), found)
        less = more
    return np.where(found <= defence.shots, found, np.inf)
