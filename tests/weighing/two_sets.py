"""Two synthetic sets of assumptions about one margin, E[A] - D, written out from the formula (balance.md, section 6.7).

N = 1,550 deployed. Average shots per object: min(n, I/(lam R)), interpolated between whole shots.
"""

import math

import numpy as np

DEPLOYED = 1550.0
NAMES = ("s", "rho", "I", "p", "T", "U", "n", "lam", "D")
A = dict(zip(NAMES, (0.60, 0.85, 64.0, 0.56, 0.90, 0.95, 4.0, 2.0, 100.0), strict=True))
B = dict(zip(NAMES, (0.25, 0.80, 600.0, 0.80, 0.97, 1.0, 2.0, 1.0, 200.0), strict=True))


def margin(s, rho, I, p, T, U, n, lam, D):  # noqa: E741 - as the reference writes them
    """Mean arrivals less what is sufficient."""
    sent = DEPLOYED * s * rho
    shots = min(n, I / (lam * sent))
    low = math.floor(shots)
    kill = [T * (1.0 - (1.0 - p) ** whole) for whole in (low, low + 1)]
    return sent * (1.0 - U * (kill[0] + (shots - low) * (kill[1] - kill[0]))) - D


def margin_of_state(state):
    """With set B's values for the players whose bit is set, A's for the others."""
    return margin(**{name: (B if state >> k & 1 else A)[name] for k, name in enumerate(NAMES)})


def margin_on_the_way(share):
    """With all values that share of the way from A to B; share (n,)."""
    return np.array([margin(**{name: A[name] + at * (B[name] - A[name]) for name in NAMES}) for at in share])
