"""The compatibility window: interceptors needed against a third party, beside those at which a rule fails.

What one side needs against W3 warheads (P0 >= P*, in its own beliefs and doctrine) and the number from which the
other side's own rule (D, pi) fails (in that side's beliefs). A ceiling between the two would satisfy both.
Source: models M2 and M3; the window is a definition of this project; docs/methods/balance.md.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from detente.counting.defence import MOST_SHOTS, Defence
from detente.counting.needed import InterceptorsNeeded, interceptors_needed, protection
from detente.counting.ranges import Bools, Floats, Numbers
from detente.counting.sufficiency import Onset
from detente.counting.thresholds import first_true


@dataclass(frozen=True, eq=False)
class Window:
    """Whole numbers of interceptors from `needed` up to below `fails_from`; empty where `open` is false.

    needed      smallest whole number that reaches the confidence with shots spread evenly; infinity where none does
    fails_from  the other side's exact onset: 0 where its rule fails already, infinity where it never fails
    open        whether some number satisfies both
    spare       how many whole numbers do; 0 where closed, infinity where the other rule never fails
    formulas    the published closed forms beside it
    """

    needed: Floats
    fails_from: Floats
    open: Bools
    spare: Floats
    formulas: InterceptorsNeeded


def compatibility_window(
    third_party_warheads: Numbers, confidence: Numbers, protecting: Defence, onset: Onset
) -> Window:
    """Is there a number of interceptors that protects against the third party and leaves the other side's rule alone?

    Near the tracking floor the need grows fast: draw it over the number of warheads, by giving that a leading axis
    (W3[:, None]).

    Arguments: third_party_warheads W3, whole, at least 1; confidence P*; protecting: the defence in the beliefs of
               the side that has it (its interceptors and shots do not enter); onset: from `erosion_onset` in the
               beliefs of the other side, against the same interceptors.
    """
    formulas = interceptors_needed(third_party_warheads, confidence, protecting)
    needed = least_protecting(third_party_warheads, confidence, protecting, formulas)
    needed, fails_from = np.broadcast_arrays(needed, onset.exact)
    is_open = np.isfinite(needed) & (needed < fails_from)
    with np.errstate(invalid="ignore"):
        spare = np.where(is_open, fails_from - needed, 0.0)
    return Window(needed, fails_from, np.asarray(is_open), spare, formulas)


def least_protecting(
    warheads: Numbers, confidence: Numbers, defence: Defence, formulas: InterceptorsNeeded | None = None
) -> Floats:
    """Smallest whole number of interceptors with which P0 reaches the confidence; as many shots as that takes.

    A little above the fractional barrage total, which treats a fraction of a shot as an exponent; never above the
    total of whole shots. Infinity where the tracking floor is not met, or an object takes more than MOST_SHOTS.
    """
    known = formulas or interceptors_needed(warheads, confidence, defence)
    shape = np.broadcast_shapes(known.shots.shape, defence.shape)
    row = replace(defence, shots=MOST_SHOTS).flat(shape)
    count, wanted, guess, whole = (
        np.broadcast_to(part, shape).ravel() for part in (warheads, confidence, known.barrage, known.whole_shots)
    )
    objects = count * np.asarray(row.false_object_load)
    (asked,) = np.nonzero(np.isfinite(guess) & (whole <= MOST_SHOTS * objects))

    def protects(which: npt.NDArray[np.intp], interceptors: Floats) -> Bools:
        tried = replace(row.take(asked[which]), interceptors=interceptors)
        return np.asarray(protection(count[asked[which]], tried) >= wanted[asked[which]] - 1e-12)

    found = np.full(guess.shape, np.inf)
    found[asked] = first_true(protects, guess[asked], np.ceil(whole[asked] - 1e-9))
    return found.reshape(shape)
