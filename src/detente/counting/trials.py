"""Exact distribution of a sum of independent yes-or-no trials, for many scenarios at once.

The discrete Fourier transform of the characteristic function gives all probabilities at once (Hong 2013, Computational
Statistics & Data Analysis 59, 41-51, https://doi.org/10.1016/j.csda.2012.10.006). Here only a window around the mean
is transformed, wide enough that less than 1e-10 lies outside it, so hundreds of trials cost a few dozen points.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.fft import next_fast_len
from scipy.special import gammaln, xlog1py, xlogy

from detente.counting.ranges import Floats

OUTSIDE = 23.1  # minus the logarithm of what may lie outside a window, 1e-10; the bound is generous
CHUNK = 2_000  # scenarios at a time, so that the work stays in fast memory


class Trials(NamedTuple):
    """Two blocks of equal trials and two single ones, all (n,): how many, and the chance of each."""

    first: Floats
    first_chance: Floats
    second: Floats
    second_chance: Floats
    single: Floats
    last: Floats

    def take(self, which: npt.NDArray[np.intp]) -> "Trials":
        """Some of the scenarios."""
        return Trials(*(part[which] for part in self))


class Window(NamedTuple):
    """Some scenarios (k,), the first number of successes of each (k,), and the probabilities from there (k, width)."""

    which: npt.NDArray[np.intp]
    start: Floats
    pmf: Floats


def moments(law: Trials) -> tuple[Floats, Floats, Floats]:
    """Mean, variance and third central moment."""
    blocks = ((law.first, law.first_chance), (law.second, law.second_chance), (1.0, law.single), (1.0, law.last))
    mean, variance, third = (np.zeros_like(law.first) for _ in range(3))
    for count, chance in blocks:
        spread = count * chance * (1.0 - chance)
        mean, variance, third = mean + count * chance, variance + spread, third + spread * (1.0 - 2.0 * chance)
    return mean, variance, third


def binomial(count: npt.ArrayLike, chance: npt.ArrayLike) -> Floats:
    """Chance of 0, 1, ... successes in `count` equal trials."""
    n, p = float(np.asarray(count).item()), float(np.asarray(chance).item())
    k = np.arange(n + 1.0)
    ways = gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0)
    return np.asarray(np.exp(ways + xlogy(k, p) + xlog1py(n - k, -p)))


def at_least(need: Floats, law: Trials) -> Floats:
    """Chance (n,) of at least so many successes; need (n,) whole."""
    start, width = _extent(law)
    chance = np.where(need <= start, 1.0, 0.0)
    (open_,) = np.nonzero((need > start) & (need < start + width))

    def fill(window: Window) -> None:
        wanted = need[window.which] - window.start
        above = np.arange(window.pmf.shape[1]) >= wanted[:, None]
        chance[window.which] = np.clip(np.sum(window.pmf, axis=1, where=above), 0.0, 1.0)

    _each_window(fill, law, open_, start, width)
    return chance


def quantiles(levels: Floats, law: Trials) -> Floats:
    """Smallest number of successes (q, n) that is not exceeded with at least the chance `levels` (q, n)."""
    found = np.empty(levels.shape)
    start, width = _extent(law)

    def fill(window: Window) -> None:
        reached = np.cumsum(window.pmf, axis=1)
        for row, level in zip(found, levels, strict=True):
            below = np.count_nonzero(reached < level[window.which, None] - 1e-11, axis=1)
            row[window.which] = window.start + np.minimum(below, width[window.which] - 1.0)

    _each_window(fill, law, np.arange(law.first.size), start, width)
    return found


def every_one(law: Trials) -> Floats:
    """Chance that every trial succeeds; a single trial of chance 0 counts as none."""
    blocks = law.first_chance**law.first * law.second_chance**law.second
    return np.asarray(blocks * np.where(law.single > 0.0, law.single, 1.0) * np.where(law.last > 0.0, law.last, 1.0))


def _extent(law: Trials) -> tuple[Floats, Floats]:
    """First number and width of a window outside which less than 1e-10 lies (Bernstein's bound)."""
    mean, variance, _ = moments(law)
    counts = ((law.first, law.first_chance), (law.second, law.second_chance), (1.0, law.single), (1.0, law.last))
    certain = sum((np.where(chance >= 1.0, count, 0.0) for count, chance in counts), np.zeros_like(mean))
    most = sum((np.where(chance > 0.0, count, 0.0) for count, chance in counts), np.zeros_like(mean))
    reach = OUTSIDE / 3.0 + np.sqrt(OUTSIDE**2 / 9.0 + 2.0 * OUTSIDE * variance)
    start = np.maximum(np.floor(mean - reach), certain)
    return start, np.minimum(np.ceil(mean + reach), most) - start + 1.0


def _each_window(
    fill: Callable[[Window], None], law: Trials, which: npt.NDArray[np.intp], start: Floats, width: Floats
) -> None:
    """Hand over the probabilities in the windows of some scenarios, in chunks of like ones, on all cores."""
    _, variance, _ = moments(law.take(which))
    order = np.lexsort((variance, law.second_chance[which] < 1.0))

    def work(at: int) -> None:
        chunk = order[at : at + CHUNK]
        part = which[chunk]
        size = int(next_fast_len(int(width[part].max()), real=True))
        pmf = _transform(law.take(part), start[part], size, float(variance[chunk].min()))
        fill(Window(part, start[part], pmf))

    starts = range(0, which.size, CHUNK)
    if len(starts) < 2:
        for at in starts:
            work(at)
        return
    with ThreadPoolExecutor() as pool:
        list(pool.map(work, starts))


def _transform(law: Trials, start: Floats, size: int, variance: float) -> Floats:
    """Probabilities (n, size) from `start` on, from the characteristic function at the points that are not nothing.

    Its absolute value is at most exp(-2 variance sin^2(t/2)), so high frequencies can be left out.
    """
    half = OUTSIDE / (2.0 * variance) if variance > 0.0 else 1.0
    most = np.pi if half >= 1.0 else 2.0 * np.arcsin(np.sqrt(half))
    t = 2.0 * np.pi / size * np.arange(min(size // 2, int(most * size / (2.0 * np.pi)) + 1) + 1)
    decay, phase = np.zeros((start.size, t.size)), -start[:, None] * t
    for count, chance in ((law.first, law.first_chance), (law.second, law.second_chance)):
        if np.all(chance == 1.0):
            phase += count[:, None] * t
            continue
        a = chance[:, None]
        square = np.maximum(1.0 - 4.0 * a * (1.0 - a) * np.sin(0.5 * t) ** 2, 1e-300)
        decay += (0.5 * count[:, None]) * np.log(square)
        phase += count[:, None] * np.arctan2(a * np.sin(t), 1.0 - a + a * np.cos(t))
    # Cosine and sine from the tangent of half the angle: ten times quicker here, and right to the last digit but one.
    half_tan = np.tan(0.5 * phase)
    size_of = 1.0 / (1.0 + half_tan * half_tan)
    values = np.empty(phase.shape, dtype=np.complex128)
    decay = np.exp(decay)
    values.real, values.imag = decay * (2.0 * size_of - 1.0), -2.0 * decay * half_tan * size_of
    for chance in (law.single, law.last):
        if np.any(chance):
            values *= 1.0 + chance[:, None] * (np.exp(-1j * t) - 1.0)
    return np.fft.irfft(values, n=size, axis=1)
