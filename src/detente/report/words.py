"""How ids, numbers and verdicts are said on paper: short names, units, ranges. Nothing is computed here."""

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from detente.assessment.result import BEFORE_BURNOUT, MARGINAL, OUT_OF_REACH, WITHIN_REACH
from detente.assessment.rows import Seconds, Share
from detente.messages import ENGLISH, day, digits, language, mark, tr

MINUS = "\u2212"
NONE = "\u2014"
REACH_ORDER = (OUT_OF_REACH, BEFORE_BURNOUT, MARGINAL, WITHIN_REACH)
"""Words for a site against a deterrent, from the least to the most reach."""

CERTAINTY = {
    mark("read"): mark("read in the source"),
    mark("secondary"): mark("reported by someone else"),
    mark("derived"): mark("worked out from a source"),
    mark("assumed"): mark("assumption"),
}

SIGNS = {"1": "", "deg": "\u00b0"}
"""Units that stand behind a number in another way than they are written."""

OWNERS = {
    "defence": mark("the defence"),
    "interception": mark("interceptor shots"),
    "defending": mark("the defending side"),
    "deterring": mark("the deterring side"),
    "third-party": mark("the third party"),
    "race": mark("the arms race"),
    "cost": mark("cost"),
    "crisis": mark("a crisis"),
}
"""What belongs to no system, as a reader would call it."""

KINDS = {
    "fact": mark("\u00b7 fact"),
    "forecast": mark("\u00b7 forecast"),
    "technical judgement": mark("\u00b7 technical judgement"),
    "value": mark("\u00b7 value"),
}
"""What a stated number is, as it stands behind its holder."""


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
    return tr(assessment.names.get(key, key))


def short(assessment: Named, key: str) -> str:
    """The name without what follows a comma, where that still tells the names apart."""
    whole = name(assessment, key)
    cut = _cut(whole)
    same = [other for other, said in assessment.names.items() if other != key and _cut(tr(said)) == cut]
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
    if owner == "defence":
        return tr("{parameter} of the defence", parameter=phrase(parameter))
    return f"{phrase(parameter)}, {owner_of(assessment, owner)}"


def phrase(parameter: str) -> str:
    """The name of a parameter as words."""
    return tr(parameter.replace("_", " "))


def key_of(key: str) -> str:
    """A key such as `cost.interceptor_millions` as one types it in English, and as words elsewhere."""
    if language() == ENGLISH:
        return key
    owner, _, parameter = key.partition(".")
    return f"{phrase(parameter)} ({tr(OWNERS.get(owner, owner))})"


def owner_of(assessment: Named, owner: str) -> str:
    """What a parameter belongs to: a system, or the defence."""
    if owner == "defence":
        return tr("defence")
    return short(assessment, owner)


def question(assessment: Named, key: str) -> str:
    """The key of an answer in words."""
    kind, phase, *rest = key.split("/")
    number = phase.removeprefix("phase-")
    if kind == "security":
        return tr("phase {phase}: covered against {threat}?", phase=number, threat=name(assessment, rest[0]))
    interceptor, _, where = rest[0].partition("@")
    return tr(
        "phase {phase}: {site} in reach of {force}?",
        phase=number,
        site=site(assessment, interceptor, where),
        force=name(assessment, rest[1]),
    )


def view_title(assessment: Named, view: str) -> str:
    """The title of a view."""
    return tr(assessment.views[view].get("title") or view)


def number(value: float, unit: str, *, with_unit: bool = True) -> str:
    """A value in its unit (a share from 0 to 1 in %), with as many digits as it deserves."""
    shown = 100.0 * value if unit == "%" else value
    places = 0 if unit in ("s", "kg") or abs(shown) >= 100 else 1 if abs(shown) >= 10 else 2
    said = f"{shown:,.{places}f}"
    if "." in said:
        whole, _, part = said.partition(".")
        said = whole + "." + (part.rstrip("0") or "0")
    if float(said.replace(",", "")) == 0.0:
        said = said.removeprefix("-")
    said = digits(said.replace("-", MINUS).replace(",", "\u202f"))
    return measured(said, unit) if with_unit else said


def measured(number: str, unit: str) -> str:
    """A number with its unit."""
    sign = unit_sign(unit)
    return tr("{number} {unit}", number=number, unit=sign) if sign else number


def unit_sign(unit: str) -> str:
    """A unit as it stands behind a number."""
    return tr(SIGNS.get(unit, unit))


def value(said: float | str | None, unit: str) -> str:
    """A number with its unit, a word as it is, a dash for nothing."""
    if said is None:
        return NONE
    return tr(said) if isinstance(said, str) else number(said, unit)


def ends(low: float | None, high: float | None, unit: str) -> str:
    """The ends of a range; empty where there is none."""
    if low is None or high is None or not low < high:
        return ""
    return between(number(low, unit, with_unit=False), number(high, unit))


def between(low: str, high: str) -> str:
    """The two ends of a range, the unit behind the second; numbers stand closer together than words."""
    if low[:1].isdigit() and high[:1].isdigit():
        return tr("{low} to {high}", low=low, high=high)
    return tr("{least} to {most}", least=low, most=high)


def seconds(time: float | None, *, with_unit: bool = True) -> str:
    """A slack or a time [s] with its sign; None is never."""
    if time is None:
        return tr("never")
    rounded = round(time)
    sign = MINUS if rounded < 0 else "+" if rounded > 0 else ""
    said = f"{sign}{abs(rounded)}"
    return measured(said, "s") if with_unit else said


def clock(time: float | None, *, with_unit: bool = True) -> str:
    """A time after the launch of the missile [s]; None is never."""
    if time is None:
        return tr("never")
    said = f"{round(time)}".replace("-", MINUS)
    return measured(said, "s") if with_unit else said


def span(times: Seconds, *, signed: bool = True) -> str:
    """The ends of the range of a time."""
    if times.low is None and times.high is None:
        return ""
    say = seconds if signed else clock
    return tr("{least} to {most}", least=say(times.low, with_unit=False), most=say(times.high))


def percent(share: float | None, *, with_sign: bool = True) -> str:
    """A share in hundredths; never rounded up to all or down to nothing."""
    if share is None:
        return NONE
    hundredths = 100.0 * share
    if 0.0 < hundredths < 1.0:
        return tr("under {share}", share=_hundredths("1", with_sign=with_sign))
    if 99.0 < hundredths < 100.0:
        return tr("over {share}", share=_hundredths("99", with_sign=with_sign))
    return _hundredths(f"{hundredths:.0f}", with_sign=with_sign)


def _hundredths(number: str, *, with_sign: bool) -> str:
    return measured(number, "%") if with_sign else number


def share_span(share: Share) -> str:
    """The ends of the range of a share; empty where there is none."""
    if share.low is None or share.high is None or share.low == share.high:
        return ""
    return between(percent(share.low, with_sign=False), percent(share.high))


def listed(parts: list[str]) -> str:
    """Words in a row: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return tr("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])


def spelled(count: int) -> str:
    """A count in letters if it is small; in figures where the letters would have to agree with a noun."""
    if language() != ENGLISH:
        return digits(f"{count:,}")
    letters = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return letters[count] if count < len(letters) else str(count)


def source_line(source: Mapping[str, str]) -> str:
    """A source in one line: title, publisher, date."""
    parts = (source.get("title", ""), tr(source.get("publisher", "")), day(source.get("date", "")))
    return ", ".join(part for part in parts if part)


def bracket(assessment: Named, key: str) -> str:
    """What stands in the last bracket of a name, such as the missile of a force; else the whole name."""
    whole = name(assessment, key)
    return whole[whole.rindex("(") + 1 : -1] if whole.endswith(")") and "(" in whole else whole
