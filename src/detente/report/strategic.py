"""The strategic balance in words and cells, for paper and terminal. Nothing is computed here."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from detente.assessment.balance_result import Balance, Cost, Race, Retaliation, Sufficiency, Window
from detente.assessment.rows import Ends
from detente.messages import digits, mark, tr
from detente.report import words

NEVER = mark("never")


@dataclass(frozen=True)
class SentLine:
    """Warheads a side could send, by posture, with the two ratios."""

    phase: str
    side: str
    view: str
    deployed: str
    postures: tuple[str, ...]
    generation: str
    prompt: str
    judged: str


@dataclass(frozen=True)
class EnoughLine:
    """What arrives, and whether it is enough."""

    phase: str
    side: str
    view: str
    met: str
    sent: str
    arrive: str
    tails: str
    wanted: str
    surely: str
    chance: str
    margin: str
    onset: str
    bracket: str
    offset: str
    verdict: str
    certainty: str


@dataclass(frozen=True)
class WindowLine:
    """Needed beside too many."""

    phase: str
    whose: str
    need: str
    protected: str
    fails: str
    planned: str
    reach: str
    verdict: str
    why: str
    plan: str


def title(balance: Balance, view: str) -> str:
    """The title of a view."""
    return tr(balance.views[view].get("title") or view)


def count(ends: Ends | None, absent: str = words.NONE) -> str:
    """A number of things with its ends: `321 [58, 445]`; `never` where no number does it."""
    if ends is None or ends.median is None:
        return absent
    middle = _whole(ends.median)
    if ends.low is None or ends.high is None or ends.low == ends.high:
        return middle
    return _bracketed(middle, _whole(ends.low), _whole(ends.high))


def share(ends: Ends | None) -> str:
    """A chance or a share with its ends, in hundredths."""
    if ends is None or ends.median is None:
        return words.NONE
    middle = words.percent(ends.median)
    if ends.low is None or ends.high is None or ends.low == ends.high:
        return middle
    return _bracketed(middle, words.percent(ends.low, with_sign=False), words.percent(ends.high))


def times(ends: Ends | None) -> str:
    """A margin in multiples of what is sufficient."""
    if ends is None or ends.median is None:
        return words.NONE
    low, high = ends.low, ends.high
    said = digits(f"{ends.median:+.2f}")
    if low is None or high is None or low == high:
        return said
    return _bracketed(said, digits(f"{low:+.2f}"), digits(f"{high:+.2f}"))


def _bracketed(middle: str, low: str, high: str) -> str:
    """A number with its ends in brackets."""
    return tr("{middle} [{low}, {high}]", middle=middle, low=low, high=high)


def _whole(value: float) -> str:
    if math.isinf(value):
        return tr(NEVER)
    rounded = round(value) or 0
    if value and abs(value) < 10 and value != rounded:
        return digits(f"{value:.1f}")
    return digits(f"{rounded:,}")


def sent(balance: Balance) -> tuple[SentLine, ...]:
    """B1, where a phase changes something."""
    return tuple(_changed(_sent(row) for row in balance.retaliation))


def _sent(row: Retaliation) -> SentLine:
    return SentLine(
        phase=f"{row.phase} ({row.year})",
        side=tr(row.side),
        view=row.view,
        deployed=_whole(float(row.deployed)),
        postures=tuple(count(ends) for ends in row.by_posture.values()),
        generation=_ratios(row.generation_stability.values()),
        prompt=_ratios(row.prompt_launch.values()),
        judged=tr(row.judged_posture) if row.judged_posture else words.NONE,
    )


def _ratios(values: Iterable[float | None]) -> str:
    return " / ".join(words.NONE if value is None else digits(f"{value:.2f}") for value in values)


def enough(balance: Balance) -> tuple[EnoughLine, ...]:
    """B2 to B6, where a phase changes something."""
    return tuple(_changed(_enough(row) for row in balance.sufficiency))


def _enough(row: Sufficiency) -> EnoughLine:
    low, high = (ends.median if ends else None for ends in (row.arrivals_05, row.arrivals_95))
    tails = words.between(_whole(low), _whole(high)) if low is not None and high is not None else words.NONE
    return EnoughLine(
        phase=f"{row.phase} ({row.year})",
        side=tr(row.side),
        view=row.view,
        met=count(row.interceptors),
        sent=count(row.retaliation),
        arrive=count(row.arrivals),
        tails=tails,
        wanted=count(row.sufficient_warheads),
        surely=share(row.sufficient_confidence),
        chance=share(row.probability),
        margin=times(row.margin),
        onset=count(row.onset_exact),
        bracket=_bracket(row),
        offset=count(row.offset_per_100),
        verdict=tr(row.verdict),
        certainty=row.weakest,
    )


def _bracket(row: Sufficiency) -> str:
    """Where fewer than sufficient arrive on the average: one shot each, to the doctrine's shots at every object."""
    low, high = (ends.median if ends else None for ends in (row.onset_best_use, row.onset_doctrine))
    return "" if low is None or high is None else words.between(_whole(low), _whole(high))


def windows(balance: Balance) -> tuple[WindowLine, ...]:
    """B7 beside B5, where a phase changes something."""
    return tuple(_changed(_window(balance, row) for row in balance.windows))


def _window(balance: Balance, row: Window) -> WindowLine:
    need, onset = title(balance, row.need_holder), title(balance, row.onset_holder)
    return WindowLine(
        phase=f"{row.phase} ({row.year})",
        whose=need if row.need_holder == row.onset_holder else tr("need: {need}; rule: {rule}", need=need, rule=onset),
        need=count(row.need),
        protected=words.percent(row.protected),
        fails=count(row.onset),
        planned=_whole(float(row.planned)),
        reach=count(row.interceptors_in_reach),
        verdict=tr(row.verdict),
        why=tr(row.why),
        plan=tr(row.plan),
    )


def races(balance: Balance) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """B9: whose beliefs, the answer, and what would damp it."""
    return tuple(
        (_believers(balance, row), _race(row), tuple(tr(damped) for damped in row.damped_by)) for row in balance.race
    )


def _believers(balance: Balance, row: Race) -> str:
    first, second = (title(balance, holder) for holder in row.holders.values())
    if first == second:
        return tr("both sides as {view}", view=first)
    return tr("defence as {defence}, reply as {reply}", defence=first, reply=second)


def _race(row: Race) -> str:
    verdict = tr(row.verdict)
    if row.loop_gain is not None:
        verdict = tr("loop gain {gain}: {verdict}", gain=digits(f"{row.loop_gain:.2f}"), verdict=verdict)
    if row.ceiling is None:
        return verdict
    said = {"verdict": verdict, "limit": digits(f"{row.ceiling:,}")}
    if row.ceiling_binds is None:
        return tr("{verdict} (ceilings left aside); the ceiling of {limit} never binds in these years", **said)
    binds = row.ceiling_binds
    return tr("{verdict} (ceilings left aside); the ceiling of {limit} binds from {year}", year=binds, **said)


def costs(balance: Balance) -> tuple[tuple[str, str], ...]:
    """B10: view and answer, of the last phase."""
    last: dict[str, Cost] = {row.view: row for row in balance.cost}
    return tuple((title(balance, view), _cost(row)) for view, row in last.items())


def _cost(row: Cost) -> str:
    if row.ratio is None or row.ratio.median is None:
        return _undecided(row.missing)
    low, high = row.ratio.low, row.ratio.high
    ratio = digits(f"{row.ratio.median:.1f}")
    if low is not None and high is not None and low != high:
        ratio = _bracketed(ratio, digits(f"{low:.1f}"), digits(f"{high:.1f}"))
    said = tr("{ratio} times as dear to take a warhead away as to add one", ratio=ratio)
    return tr("{said}, prices of {year}", said=said, year=row.price_year) if row.price_year else said


def _undecided(missing: Sequence[str]) -> str:
    return tr("cannot be decided: missing {missing}", missing=", ".join(words.key_of(part) for part in missing))


def crises(balance: Balance) -> tuple[tuple[str, str, str], ...]:
    """B8: phase, view and answer, where a phase changes something."""
    lines = []
    for row in balance.crisis:
        said = _undecided(row.missing)
        if row.curve:
            said = tr(
                "{least:.2f} at least over the curve, {middle:.2f} in its middle", least=row.least, middle=row.middle
            )
        lines.append((f"{row.phase} ({row.year})", title(balance, row.view), said))
    kept: dict[str, str] = {}
    found = []
    for phase, view, said in lines:
        if kept.get(view) != said:
            found.append((phase, view, said))
        kept[view] = said
    return tuple(found)


LineT = TypeVar("LineT", SentLine, EnoughLine, WindowLine)


def _changed(lines: Iterable[LineT]) -> Iterator[LineT]:
    """Lines that do not repeat what the phase before said."""
    before: dict[tuple[str, ...], object] = {}
    for line in lines:
        said = {name: value for name, value in vars(line).items() if name != "phase"}
        whose = tuple(str(said.get(name, "")) for name in ("side", "view", "whose"))
        if before.get(whose) != said:
            yield line
        before[whose] = said
