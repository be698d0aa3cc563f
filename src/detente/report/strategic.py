"""The strategic balance in words and cells, for paper and terminal. Nothing is computed here."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from detente.assessment.balance_result import Balance, Cost, Race, Retaliation, Sufficiency, Window
from detente.assessment.rows import Ends
from detente.report import words

NEVER = "never"


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
    return balance.views[view].get("title") or view


def count(ends: Ends | None, absent: str = words.NONE) -> str:
    """A number of things with its ends: `321 [58, 445]`; `never` where no number does it."""
    if ends is None or ends.median is None:
        return absent
    middle = _whole(ends.median)
    if ends.low is None or ends.high is None or ends.low == ends.high:
        return middle
    return f"{middle} [{_whole(ends.low)}, {_whole(ends.high)}]"


def share(ends: Ends | None) -> str:
    """A chance or a share with its ends, in hundredths."""
    if ends is None or ends.median is None:
        return words.NONE
    middle = words.percent(ends.median)
    if ends.low is None or ends.high is None or ends.low == ends.high:
        return middle
    return f"{middle} [{words.percent(ends.low).removesuffix(' %')}, {words.percent(ends.high)}]"


def times(ends: Ends | None) -> str:
    """A margin in multiples of what is sufficient."""
    if ends is None or ends.median is None:
        return words.NONE
    low, high = ends.low, ends.high
    said = f"{ends.median:+.2f}"
    return said if low is None or high is None or low == high else f"{said} [{low:+.2f}, {high:+.2f}]"


def _whole(value: float) -> str:
    if math.isinf(value):
        return NEVER
    rounded = round(value) or 0
    if value and abs(value) < 10 and value != rounded:
        return f"{value:.1f}"
    return f"{rounded:,}"


def sent(balance: Balance) -> tuple[SentLine, ...]:
    """B1, where a phase changes something."""
    return tuple(_changed(_sent(row) for row in balance.retaliation))


def _sent(row: Retaliation) -> SentLine:
    return SentLine(
        phase=f"{row.phase} ({row.year})",
        side=row.side,
        view=row.view,
        deployed=_whole(float(row.deployed)),
        postures=tuple(count(ends) for ends in row.by_posture.values()),
        generation=_ratios(row.generation_stability.values()),
        prompt=_ratios(row.prompt_launch.values()),
        judged=row.judged_posture or words.NONE,
    )


def _ratios(values: Iterable[float | None]) -> str:
    return " / ".join(words.NONE if value is None else f"{value:.2f}" for value in values)


def enough(balance: Balance) -> tuple[EnoughLine, ...]:
    """B2 to B6, where a phase changes something."""
    return tuple(_changed(_enough(row) for row in balance.sufficiency))


def _enough(row: Sufficiency) -> EnoughLine:
    low, high = (ends.median if ends else None for ends in (row.arrivals_05, row.arrivals_95))
    tails = f"{_whole(low)} to {_whole(high)}" if low is not None and high is not None else words.NONE
    return EnoughLine(
        phase=f"{row.phase} ({row.year})",
        side=row.side,
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
        verdict=row.verdict,
        certainty=row.weakest,
    )


def _bracket(row: Sufficiency) -> str:
    """Where fewer than sufficient arrive on the average: one shot each, to the doctrine's shots at every object."""
    low, high = (ends.median if ends else None for ends in (row.onset_best_use, row.onset_doctrine))
    return "" if low is None or high is None else f"{_whole(low)} to {_whole(high)}"


def windows(balance: Balance) -> tuple[WindowLine, ...]:
    """B7 beside B5, where a phase changes something."""
    return tuple(_changed(_window(balance, row) for row in balance.windows))


def _window(balance: Balance, row: Window) -> WindowLine:
    need, onset = title(balance, row.need_holder), title(balance, row.onset_holder)
    return WindowLine(
        phase=f"{row.phase} ({row.year})",
        whose=need if row.need_holder == row.onset_holder else f"need: {need}; rule: {onset}",
        need=count(row.need),
        protected=words.percent(row.protected),
        fails=count(row.onset),
        planned=_whole(float(row.planned)),
        reach=count(row.interceptors_in_reach),
        verdict=row.verdict,
        why=row.why,
        plan=row.plan,
    )


def races(balance: Balance) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """B9: whose beliefs, the answer, and what would damp it."""
    return tuple((_believers(balance, row), _race(row), row.damped_by) for row in balance.race)


def _believers(balance: Balance, row: Race) -> str:
    first, second = (title(balance, holder) for holder in row.holders.values())
    return f"both sides as {first}" if first == second else f"defence as {first}, reply as {second}"


def _race(row: Race) -> str:
    gain = "" if row.loop_gain is None else f"loop gain {row.loop_gain:.2f}: "
    if row.ceiling is None:
        return f"{gain}{row.verdict}"
    limit = f"{row.ceiling:,}"
    when = "never binds in these years" if row.ceiling_binds is None else f"binds from {row.ceiling_binds}"
    return f"{gain}{row.verdict} (ceilings left aside); the ceiling of {limit} {when}"


def costs(balance: Balance) -> tuple[tuple[str, str], ...]:
    """B10: view and answer, of the last phase."""
    last: dict[str, Cost] = {row.view: row for row in balance.cost}
    return tuple((title(balance, view), _cost(row)) for view, row in last.items())


def _cost(row: Cost) -> str:
    if row.ratio is None or row.ratio.median is None:
        return f"cannot be decided: missing {', '.join(row.missing)}"
    base = f", prices of {row.price_year}" if row.price_year else ""
    low, high = row.ratio.low, row.ratio.high
    ends = f" [{low:.1f}, {high:.1f}]" if low is not None and high is not None and low != high else ""
    return f"{row.ratio.median:.1f}{ends} times as dear to take a warhead away as to add one{base}"


def crises(balance: Balance) -> tuple[tuple[str, str, str], ...]:
    """B8: phase, view and answer, where a phase changes something."""
    lines = []
    for row in balance.crisis:
        said = f"cannot be decided: missing {', '.join(row.missing)}"
        if row.curve:
            said = f"{row.least:.2f} at least over the curve, {row.middle:.2f} in its middle"
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
