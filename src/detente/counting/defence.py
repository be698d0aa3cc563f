"""A defence as a few numbers, and what one engaged object meets.

Only how many and how well, never where or how anything flies: coverage enters as a number that is handed in.
Source: model M2 after D. Wilkening (1998), https://www.jstor.org/stable/26267438, and M2c; docs/methods/balance.md.
"""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from detente.counting import ranges
from detente.counting.ranges import Floats, Numbers
from detente.messages import mark

MOST_SHOTS = 1_000.0  # at one object; a bound that keeps loops short, far beyond any doctrine


@dataclass(frozen=True, eq=False)
class Defence:
    """One side's defence against one wave. Every field is a number or an array of scenarios; all broadcast.

    interceptors       able to take part, after coverage and absentees; 0 or more, an average may be fractional
    kill_probability   of a single shot given a good track, 0 to 1
    track_probability  per object, that detection, track, classification and command all work, 0 to 1
    availability       that the whole defence is up, common to everything, 0 to 1
    shots              at most, per object, 0 to 1,000; may be fractional as an average
    false_object_load  engaged objects per real warhead, 1 or more: one number with a source, no model of how
    shot_correlation   intra-class correlation of the shots at one object, 0 (independent) to 1 (all or none)

    Nothing but the correlation has a default, and 0 there is an assumption: shots independent given the track.
    Refuses: RangeError, naming the field and the first scenario outside these bounds.
    """

    interceptors: Numbers
    kill_probability: Numbers
    track_probability: Numbers
    availability: Numbers
    shots: Numbers
    false_object_load: Numbers
    shot_correlation: Numbers = 0.0

    def __post_init__(self) -> None:
        """Check every field, and keep it as float64."""
        self._keep("interceptors", ranges.amount("interceptors", self.interceptors))
        for name in ("kill_probability", "track_probability", "availability", "shot_correlation"):
            self._keep(name, ranges.share(name, getattr(self, name)))
        advice = mark("shots at one object are a small number")
        self._keep("shots", ranges.within("shots", self.shots, 0.0, MOST_SHOTS, advice))
        advice = mark("at least the warhead itself is engaged")
        load = ranges.within("false_object_load", self.false_object_load, 1.0, np.inf, advice)
        self._keep("false_object_load", load)

    def _keep(self, name: str, value: Floats) -> None:
        object.__setattr__(self, name, value)

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the scenarios: what all fields broadcast to."""
        return np.broadcast_shapes(*(np.shape(getattr(self, field.name)) for field in fields(self)))

    def flat(self, shape: tuple[int, ...]) -> "Defence":
        """The same with every field broadcast to `shape` and laid out in one row of scenarios."""
        return Defence(*(np.broadcast_to(getattr(self, field.name), shape).ravel() for field in fields(self)))

    def take(self, which: npt.NDArray[np.intp] | slice) -> "Defence":
        """Some of the scenarios of a flat defence."""
        return Defence(*(getattr(self, field.name)[which] for field in fields(self)))


def miss_probability(kill_probability: Numbers, shots: Numbers, correlation: Numbers = 0.0) -> Floats:
    """That none of so many shots at a tracked object hits.

    (1 - p)^n, or with correlated shots the beta-binomial of mean p and intra-class correlation c (M2c.3). Between
    whole numbers of shots the logarithm is interpolated, which is exact for independent shots.

    Arguments: kill_probability, correlation 0 to 1; shots 0 or more, may be fractional.
    Returns:   probability, broadcast over all three.
    """
    p, n, c = (np.asarray(value, dtype=np.float64) for value in (kill_probability, shots, correlation))
    if not np.any(c):
        return np.asarray((1.0 - p) ** n)
    low = np.floor(n)
    first, second = _misses_around(p, low, c)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        between = np.asarray(first * (second / first) ** (n - low))
    return np.where((first == 0.0) | (n == low), first, between)


def kill_per_object(defence: Defence, shots: Numbers) -> Floats:
    """K: chance that an engaged object is stopped while the defence is up, by the average number of shots at it.

    T [1 - (1 - p)^n] at whole shots; in between, linear: a fractional average means that some objects get one more.
    """
    n = np.asarray(shots, dtype=np.float64)
    low = np.floor(n)
    first, second = kills_around(defence, low)
    return np.asarray(first + (n - low) * (second - first))


def kill_at_whole(defence: Defence, shots: Floats) -> Floats:
    """The same at whole numbers of shots."""
    return np.asarray(
        defence.track_probability * (1.0 - _misses(defence.kill_probability, shots, defence.shot_correlation))
    )


def kills_around(defence: Defence, shots: Floats) -> tuple[Floats, Floats]:
    """The same at so many shots and at one more."""
    first, second = _misses_around(defence.kill_probability, shots, defence.shot_correlation)
    return np.asarray(defence.track_probability * (1.0 - first)), np.asarray(defence.track_probability * (1.0 - second))


def shots_per_object(reachable: Numbers, defence: Defence) -> Floats:
    """Average shots at each engaged object: spread evenly, at most what the doctrine allows; 0 where none comes."""
    objects = np.asarray(defence.false_object_load * np.asarray(reachable, dtype=np.float64))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        each = defence.interceptors / objects
    return np.where(objects > 0.0, np.minimum(defence.shots, each), 0.0)


def removed_per_interceptor(defence: Defence, shots: Numbers = 1.0) -> Floats:
    """kap: warheads that one interceptor removes on average while there are more objects than shots.

    U K(n) / (n lam). With one shot each, pTU/lam: the most an interceptor can remove. With the doctrine's n: less.

    With no shots it is 0.

    Refuses: RangeError for a negative number of shots.
    """
    n = ranges.amount("shots", shots)
    stopped = defence.availability * kill_per_object(defence, n)
    return np.asarray(stopped / (np.where(n > 0.0, n, 1.0) * defence.false_object_load))


def _misses_around(p: Numbers, shots: Floats, c: Numbers) -> tuple[Floats, Floats]:
    """At so many whole shots, and at one more: times the chance that this one misses too."""
    first, p, c = _misses(p, shots, c), np.asarray(p), np.asarray(c)
    if not np.any(c):
        return first, np.asarray(first * (1.0 - p))
    with np.errstate(invalid="ignore"):
        after = ((1.0 - p) * (1.0 - c) + shots * c) / (1.0 - c + shots * c)
    return first, np.asarray(first * np.where(shots > 0.0, after, 1.0 - p))


def _misses(p: Numbers, shots: Floats, c: Numbers) -> Floats:
    """At whole numbers of shots. The k-th factor is the chance to miss after k misses."""
    independent = np.asarray((1.0 - np.asarray(p)) ** shots)
    if not np.any(c):
        return independent
    p, n, c = np.broadcast_arrays(np.asarray(p), shots, np.asarray(c))
    product = np.where(n >= 1.0, 1.0 - p, 1.0)
    for k in range(1, int(n.max(initial=0.0))):
        factor = ((1.0 - p) * (1.0 - c) + k * c) / (1.0 - c + k * c)
        product = np.where(n > k, product * factor, product)
    return np.asarray(np.where(c > 0.0, product, independent))
