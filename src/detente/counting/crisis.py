"""How little would either side gain by going first? The product form of the Kent-Thaler index.

The share that the striker commits is an outside assumption. The index is drawn as a curve over it; no function here
looks for the share that suits a striker, and none says where on that curve an extreme lies. The index says nothing
about the likelihood of war, rewards a hair-trigger posture (show PL beside it) and is never shown alone.
Source: model M6 after Kent and Thaler, RAND R-3765 (1989), https://www.rand.org/pubs/reports/R3765.html, constants
0.75 and 0.3 at second hand; penalty curve and accounting are assumptions of this project; docs/methods/balance.md.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from detente.counting import ranges
from detente.counting.defence import Defence
from detente.counting.leakage import mean_arrivals
from detente.counting.ranges import Floats, Numbers

EXPONENT, WEIGHT = 0.75, 0.3  # R-3765 App. C, p. 61, as a public re-implementation reports it


@dataclass(frozen=True, eq=False)
class Side:
    """What one side holds, on average, and what stands against the other's warheads.

    warheads     deployed, 0 or more
    survival     share that survives an assumed attrition, in the posture looked at; an input with a source
    reliability  delivery, command connectivity included
    sufficient   the side's own D: how many of its warheads must arrive
    defence      its own, met by the other's warheads
    reachable_share  of its warheads, by the other's interceptors; 1 unless stated: the case best for the defence
    """

    warheads: Numbers
    survival: Numbers
    reliability: Numbers
    sufficient: Numbers
    defence: Defence
    reachable_share: Numbers = 1.0

    def __post_init__(self) -> None:
        """Check every number."""
        ranges.amount("warheads", self.warheads)
        ranges.share("survival", self.survival)
        ranges.share("reliability", self.reliability)
        ranges.share("reachable_share", self.reachable_share)
        ranges.positive("sufficient", self.sufficient)


@dataclass(frozen=True, eq=False)
class Index:
    """The shared index 0 to 1, and each side's break-even chance of being struck: above it, going first looks better.

    reciprocal_fear: (C1 - C2)(c1 - c2): what going first saves the one times what it saves the other, 0 unless it
    saves something to both.
    """

    index: Floats
    break_even_a: Floats
    break_even_b: Floats
    reciprocal_fear: Floats


def penalty(arrivals: Numbers, sufficient: Numbers) -> Floats:
    """v = 1 - exp(-x ln 5/D): dimensionless, 0.8 when as many arrive as the side that sends them calls sufficient."""
    return np.asarray(-np.expm1(-np.asarray(arrivals) * np.log(5.0) / ranges.positive("sufficient", sufficient)))


def cost(own_penalty: Numbers, other_penalty: Numbers) -> Floats:
    """C = v^0.75 + 0.3 (1 - w^0.75), v on oneself and w on the other: 0 at best, 1.3 at worst."""
    own, other = ranges.share("own_penalty", own_penalty), ranges.share("other_penalty", other_penalty)
    return np.asarray(own**EXPONENT + WEIGHT * (1.0 - other**EXPONENT))


def first_strike_index(side_a: Side, side_b: Side, committed_share: Numbers) -> Index:
    """Index = r_A r_B with r = min(1, C1/C2), for a committed share given from outside.

    The striker commits the share phi and keeps the rest: N (1 - phi) rho go through the victim's defence, and the
    victim's N s rho through the striker's, with shots spread evenly.

    Arguments: committed_share phi, 0 to 1; put a curve's values into a leading axis: phi[:, None].
    Returns:   `Index`, broadcast.
    """
    return _index(side_a, side_b, committed_share, _replies(side_a, side_b))


def index_curve(side_a: Side, side_b: Side, committed_shares: npt.ArrayLike) -> list[Index]:
    """The same for each of some committed shares (k,); quicker than one by one, for replies are worked out once."""
    replies = _replies(side_a, side_b)
    return [_index(side_a, side_b, float(share), replies) for share in np.asarray(committed_shares, dtype=np.float64)]


def transition(
    side_a: Side, side_b: Side, interceptors_a: npt.ArrayLike, interceptors_b: npt.ArrayLike, committed_share: Numbers
) -> Floats:
    """The index along a path of growing defences (M7); its least value is what matters.

    Arguments: interceptors_a, interceptors_b (steps, ...): the first axis is the path, as long for both.
    Returns:   (steps, ...) index.
    """
    path = zip(np.asarray(interceptors_a), np.asarray(interceptors_b), strict=True)
    return np.stack([first_strike_index(_with(side_a, a), _with(side_b, b), committed_share).index for a, b in path])


def _with(side: Side, interceptors: Floats) -> Side:
    return replace(side, defence=replace(side.defence, interceptors=interceptors))


def _replies(side_a: Side, side_b: Side) -> tuple[Floats, Floats]:
    """Penalties that A's and B's retaliation would bring."""
    return _penalty_from(side_a, side_b.defence, side_a.survival), _penalty_from(
        side_b, side_a.defence, side_b.survival
    )


def _index(side_a: Side, side_b: Side, committed_share: Numbers, replies: tuple[Floats, Floats]) -> Index:
    kept, (reply_a, reply_b) = 1.0 - ranges.share("committed_share", committed_share), replies
    first_a, first_b = _penalty_from(side_a, side_b.defence, kept), _penalty_from(side_b, side_a.defence, kept)
    going_a, waiting_a = cost(reply_b, first_a), cost(first_b, reply_a)
    going_b, waiting_b = cost(reply_a, first_b), cost(first_a, reply_b)
    even_a, even_b = _break_even(going_a, waiting_a), _break_even(going_b, waiting_b)
    fear = np.minimum(going_a - waiting_a, 0.0) * np.minimum(going_b - waiting_b, 0.0)
    return Index(np.asarray(even_a * even_b), even_a, even_b, np.asarray(fear + 0.0))


def _penalty_from(sender: Side, meets: Defence, share: Numbers) -> Floats:
    """On the other side, when the sender sends this share of what it holds."""
    sent = np.asarray(sender.warheads) * np.asarray(sender.reliability) * np.asarray(share)
    reach = np.asarray(sender.reachable_share)
    return penalty(mean_arrivals(sent * reach, meets, sent * (1.0 - reach)), sender.sufficient)


def _break_even(going: Floats, waiting: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(waiting > going, going / waiting, 1.0)
