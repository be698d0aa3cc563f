"""What one assumption set says, as arrays of scenarios: the input of the metric set.

No survival share, sufficiency rule or cost has a default; a group that was not stated is None.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.counting import ranges
from detente.counting.defence import Defence
from detente.counting.ranges import Floats, Numbers
from detente.counting.readiness import POSTURES, four_postures
from detente.errors import RangeError
from detente.messages import say


@dataclass(frozen=True, eq=False)
class Party:
    """One side as one assumption set sees it. n scenarios; every field may also be one for all.

    warheads (..., legs) whole; survival (..., 4, legs) by `POSTURES`; reliability (..., legs); connectivity (...);
    posture: the one its retaliation is judged in; reachable_share: of its warheads, by the other's interceptors;
    sufficient D and confidence pi: its own rule; defence: its own.
    """

    warheads: npt.ArrayLike
    survival: npt.ArrayLike
    reliability: npt.ArrayLike
    connectivity: Numbers
    posture: str
    reachable_share: Numbers
    sufficient: Numbers
    confidence: Numbers
    defence: Defence

    @property
    def held(self) -> Floats:
        """Deployed warheads, all legs."""
        return np.asarray(np.sum(np.asarray(self.warheads, dtype=np.float64), axis=-1))


@dataclass(frozen=True, eq=False)
class Crisis:
    """Exogenous committed shares (k,) of the curve, and interceptors of the defending side along a path (steps,)."""

    committed_shares: Floats
    interceptors: Floats


@dataclass(frozen=True, eq=False)
class Rules:
    """Yearly rules of the race; see `race.Race`. years: length of the path."""

    third_party_interceptors: Numbers
    coverage_goal: Numbers
    warhead_adjustment: Numbers
    interceptor_adjustment: Numbers
    warhead_ceiling: Numbers = np.inf
    interceptor_ceiling: Numbers = np.inf
    years: int = 20


@dataclass(frozen=True, eq=False)
class Scenario:
    """One assumption set: the side that deters, the side that defends, and what else was stated (None: nothing)."""

    deterring: Party
    defending: Party
    third_party: tuple[Numbers, Numbers] | None = None
    crisis: Crisis | None = None
    rules: Rules | None = None
    costs: tuple[Numbers, Numbers] | None = None
    added_interceptors: Numbers = 100.0


@dataclass(frozen=True, eq=False)
class Flow:
    """Retaliation of one party by posture (..., 4), and in the posture it is judged in: within reach and beyond."""

    by_posture: Floats
    retaliation: Floats
    reachable: Floats
    unreachable: Floats


def flow(party: Party) -> Flow:
    """What a party could retaliate with.

    Refuses: RangeError for numbers outside their bounds, fractional warheads, or an unknown posture.
    """
    if party.posture not in POSTURES:
        raise RangeError(
            say(
                'posture: found "{posture}", expected one of {postures}.',
                posture=party.posture,
                postures=", ".join(POSTURES),
            )
        )
    ranges.whole("warheads", party.warheads)
    postures = four_postures(party.warheads, party.survival, party.reliability, party.connectivity)
    total = postures[..., POSTURES.index(party.posture)]
    reach = ranges.share("reachable_share", party.reachable_share)
    return Flow(postures, total, np.asarray(total * reach), np.asarray(total * (1.0 - reach)))
