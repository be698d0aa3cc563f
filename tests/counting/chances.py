"""Strategies and second implementations that several tests here share."""

import itertools

import numpy as np
from hypothesis import strategies as st
from scipy.special import betaln

from detente.counting.defence import Defence

SHARES = st.floats(0.0, 1.0)


@st.composite
def defences(draw, most=200.0, correlated=True):
    """One scenario of a defence; interceptors need not be whole."""
    return Defence(
        draw(st.floats(0.0, most)),
        draw(st.one_of(st.floats(0.001, 0.999), st.sampled_from([0.0, 1.0]))),
        draw(SHARES),
        draw(SHARES),
        draw(st.sampled_from([0.0, 0.4, 1.0, 2.0, 2.5, 4.0])),
        draw(st.floats(1.0, 3.0)),
        draw(st.sampled_from([0.0, 0.05, 0.3, 0.8, 1.0])) if correlated else 0.0,
    )


def misses(p, n, c):
    """Chance that n correlated shots all miss, by the beta integral of the textbook."""
    if c == 0.0 or p in (0.0, 1.0) or n == 0:
        return (1.0 - p) ** n
    if c == 1.0:
        return 1.0 - p
    a, b = p * (1.0 - c) / c, (1.0 - p) * (1.0 - c) / c
    return float(np.exp(betaln(a, b + n) - betaln(a, b)))


def sum_of_trials(chances):
    """Distribution of a sum of single yes-or-no trials, one after the other in a double loop."""
    table = [1.0]
    for chance in chances:
        longer = [0.0] * (len(table) + 1)
        for k, value in enumerate(table):
            longer[k] += value * (1.0 - chance)
            longer[k + 1] += value * chance
        table = longer
    return table


def counted_out(reachable, defence):
    """Distribution of arrivals warhead by warhead: shots dealt like cards, then up and down mixed.

    reachable: whole. Every warhead gets the shots of its place; one of them may get the extra one with a chance.
    """
    p, track, up = float(defence.kill_probability), float(defence.track_probability), float(defence.availability)
    each = min(float(defence.shots), float(defence.interceptors) / (float(defence.false_object_load) * reachable))
    low = int(each // 1)
    extra = (each - low) * reachable
    leaks = []
    for place in range(reachable):
        more = min(max(extra - place, 0.0), 1.0)
        hit = [track * (1.0 - misses(p, n, float(defence.shot_correlation))) for n in (low, low + 1)]
        leaks.append(1.0 - (hit[0] + more * (hit[1] - hit[0])))
    table = [up * value for value in sum_of_trials(leaks)]
    table[reachable] += 1.0 - up
    return np.array(table)


def every_outcome(leaks):
    """Distribution of a handful of trials by listing all outcomes."""
    table = np.zeros(len(leaks) + 1)
    for outcome in itertools.product((0, 1), repeat=len(leaks)):
        table[sum(outcome)] += np.prod([q if one else 1.0 - q for q, one in zip(leaks, outcome, strict=True)])
    return table
