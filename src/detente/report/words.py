"""How ids, numbers and verdicts are said on paper: short names, units, ranges. Nothing is computed here."""

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from detente.assessment.result import BEFORE_BURNOUT, MARGINAL, OUT_OF_REACH, WITHIN_REACH
from detente.assessment.rows import Seconds, Share

MINUS = "\u2212"
NONE = "\u2014"
REACH_ORDER = (OUT_OF_REACH, BEFORE_BURNOUT, MARGINAL, WITHIN_REACH)
"""Words for a site against a deterrent, from the least to the most reach."""

CERTAINTY = {
    "read": "read in the source",
    "secondary": "reported by someone else",
    "derived": "worked out from a source",
    "assumed": "assumption",
}


class Named(Protocol):
    """An answer with the names of what it names, and its views."""

    @property
    def names(self) -> Mapping[str, str]:
        """Display names by id."""

    @property
    def views(self) -> Mapping[str, Mapping[str, str]]:
        """Title, holder and colour of each view."""


def name(assessment: Named, key: str) -> str:
    """The display name of an id; the id itself where there is none."""
    return assessment.names.get(key, key)


def short(assessment: Named, key: str) -> str:
    """The name without what follows a comma, where that still tells the names apart."""
    whole = name(assessment, key)
    cut = _cut(whole)
    same = [other for other, said in assessment.names.items() if other != key and _cut(said) == cut]
    return whole if same else cut


@cache
def _cut(whole: str) -> str:
    return whole.split(", ")[0].removesuffix(" radar")


def place(assessment: Named, key: str) -> str:
    """The name of a place without its country or remarks."""
    return name(assessment, key).split(", ")[0].split(" (")[0]


def site(assessment: Named, interceptor: str, where: str) -> str:
    """An interceptor at its place."""
    return f"{short(assessment, interceptor)} ({place(assessment, where)})"


def assumption(assessment: Named, key: str) -> str:
    """A key such as `two-stage-gbi.burnout_speed` in words."""
    owner, _, parameter = key.partition(".")
    words = parameter.replace("_", " ")
    return f"{words} of the defence" if owner == "defence" else f"{words}, {owner_of(assessment, owner)}"


def owner_of(assessment: Named, owner: str) -> str:
    """What a parameter belongs to: a system, the defence, or all missiles of one leg."""
    if owner == "defence":
        return "defence"
    if owner.endswith("-deterrents"):
        return f"all {owner.removesuffix('-deterrents')}-based missiles to be left alone"
    return short(assessment, owner)


def question(assessment: Named, key: str) -> str:
    """The key of an answer in words."""
    kind, phase, *rest = key.split("/")
    when = phase.replace("-", " ")
    if kind == "security":
        return f"{when}: covered against {name(assessment, rest[0])}?"
    interceptor, _, where = rest[0].partition("@")
    return f"{when}: {site(assessment, interceptor, where)} in reach of {name(assessment, rest[1])}?"


def view_title(assessment: Named, view: str) -> str:
    """The title of a view."""
    return assessment.views[view].get("title") or view


def number(value: float, unit: str, *, with_unit: bool = True) -> str:
    """A value in its unit (a share from 0 to 1 in %), with as many digits as it deserves."""
    shown = 100.0 * value if unit == "%" else value
    digits = 0 if unit in ("s", "kg") or abs(shown) >= 100 else 1 if abs(shown) >= 10 else 2
    said = f"{shown:,.{digits}f}"
    if "." in said:
        whole, _, part = said.partition(".")
        said = whole + "." + (part.rstrip("0") or "0")
    if float(said.replace(",", "")) == 0.0:
        said = said.removeprefix("-")
    said = said.replace("-", MINUS).replace(",", "\u202f")
    return f"{said} {_spoken(unit)}".rstrip() if with_unit else said


def _spoken(unit: str) -> str:
    return {"1": "", "deg": "\u00b0", "%": "%"}.get(unit, unit)


def value(said: float | str | None, unit: str) -> str:
    """A number with its unit, a word as it is, a dash for nothing."""
    if said is None:
        return NONE
    return said if isinstance(said, str) else number(said, unit)


def ends(low: float | None, high: float | None, unit: str) -> str:
    """The ends of a range; empty where there is none."""
    if low is None or high is None or not low < high:
        return ""
    return f"{number(low, unit, with_unit=False)} to {number(high, unit)}"


def seconds(time: float | None) -> str:
    """A slack or a time [s] with its sign; None is never."""
    if time is None:
        return "never"
    rounded = round(time)
    sign = MINUS if rounded < 0 else "+" if rounded > 0 else ""
    return f"{sign}{abs(rounded)} s"


def clock(time: float | None) -> str:
    """A time after the launch of the missile [s]; None is never."""
    return "never" if time is None else f"{round(time)} s".replace("-", MINUS)


def span(times: Seconds, *, signed: bool = True) -> str:
    """The ends of the range of a time."""
    if times.low is None and times.high is None:
        return ""
    say = seconds if signed else clock
    low, high = say(times.low).removesuffix(" s"), say(times.high)
    return f"{low} to {high}"


def percent(share: float | None) -> str:
    """A share in hundredths; never rounded up to all or down to nothing."""
    if share is None:
        return NONE
    hundredths = 100.0 * share
    if 0.0 < hundredths < 1.0:
        return "under 1 %"
    if 99.0 < hundredths < 100.0:
        return "over 99 %"
    return f"{hundredths:.0f} %"


def share_span(share: Share) -> str:
    """The ends of the range of a share; empty where there is none."""
    if share.low is None or share.high is None or share.low == share.high:
        return ""
    low = percent(share.low)
    return f"{low.removesuffix(' %')} to {percent(share.high)}"


def listed(parts: list[str]) -> str:
    """Words in a row: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun; small counts in letters."""
    return f"{spelled(count)} {one if count == 1 else many or one + 's'}"


def spelled(count: int) -> str:
    """A count in letters if it is small."""
    letters = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return letters[count] if count < len(letters) else str(count)


def source_line(source: Mapping[str, str]) -> str:
    """A source in one line: title, publisher, date."""
    parts = (source.get("title", ""), source.get("publisher", ""), source.get("date", ""))
    return ", ".join(part for part in parts if part)


def bracket(assessment: Named, key: str) -> str:
    """What stands in the last bracket of a name, such as the missile of a force; else the whole name."""
    whole = name(assessment, key)
    return whole[whole.rindex("(") + 1 : -1] if whole.endswith(")") and "(" in whole else whole
