"""What separates two views, in words: assumptions, shares, turning values, checks. Nothing is computed here."""

import math
from collections.abc import Sequence

from detente.assessment.crux_result import Contested, Crux, CruxAnswer, FlipLine
from detente.messages import digits, mark, plural, say, tr
from detente.reading.checks import LEVELS
from detente.reading.parameters import POSTURES
from detente.report import words

NEARLY = 0.995
"""A share of the way that is said as all of it but the end."""

PARAMETERS = {
    **{
        f"survival_{ending}": say("surviving share ({posture})", posture=posture)
        for posture, ending in POSTURES.items()
    },
    "policy": mark("launch policy"),
    "earliest_commit": mark("earliest moment to commit"),
    "judged_posture": mark("judged posture"),
}
"""Parameters whose own name is no phrase."""


def title(crux: Crux, view: str) -> str:
    """The title of a view."""
    return words.view_title(crux, view)


def question(crux: Crux, answer: CruxAnswer) -> str:
    """The question as a sentence; long names of an interceptor and its place are cut to their first words."""
    text = tr(answer.words)
    for key in answer.question.split("/")[-2].split("@") if "@" in answer.question else ():
        if key in crux.names:
            text = text.replace(words.name(crux, key), words.short(crux, key))
    return text[:1].upper() + text[1:]


def phrase(key: str) -> str:
    """A parameter as a phrase: `burnout speed` of `two-stage-gbi.burnout_speed`."""
    name = key.partition(".")[2] or key
    return tr(PARAMETERS[name]) if name in PARAMETERS else words.phrase(name)


def owner(crux: Crux, key: str) -> str:
    """What a parameter belongs to."""
    name, dot, _ = key.partition(".")
    if not dot:
        return ""
    return tr(words.OWNERS[name]) if name in words.OWNERS else words.owner_of(crux, name)


def spoken(crux: Crux, one: Contested) -> str:
    """An assumption, or a group of them, in one phrase."""
    if len(one.members) > 1:
        together = plural(
            len(one.members),
            "{parameter} ({spelled} assumption together)",
            "{parameter} ({spelled} assumptions together)",
            parameter=phrase(one.key),
            spelled=words.spelled(len(one.members)),
        )
        return tr(together)
    return spoken_key(crux, one.members[0])


def spoken_key(crux: Crux, key: str) -> str:
    """The key of an assumption in one phrase."""
    whose = owner(crux, key)
    return tr("{parameter} of {owner}", parameter=phrase(key), owner=whose) if whose else phrase(key)


def below(crux: Crux, one: Contested) -> str:
    """What stands below the name of an assumption: whose it is, or what a group holds."""
    if len(one.members) == 1:
        return owner(crux, one.members[0])
    return tr("together: {parameters}", parameters=words.listed([phrase(key) for key in one.members]))


def said(one: Contested, view: str) -> str:
    """What a view says, with its range in brackets; a word in quotes."""
    claimed = one.claimed.get(view)
    if claimed is None:
        return tr("several, together") if len(one.members) > 1 else tr("no figure")
    ends = one.claimed_range.get(view)
    span = words.between(number(ends[0], one.unit, with_unit=False), number(ends[1], one.unit)) if ends else ""
    return f"{_value(claimed, one.unit)} [{span}]" if span else _value(claimed, one.unit)


def turns(one: Contested, view: str) -> str:
    """The value at which the answer of a view turns, all else its own; empty where none does."""
    value = one.flip_value.get(view)
    return "" if value is None else _value(value, one.unit)


def turning(one: Contested, view: str) -> str:
    """The same as a phrase: `turns at 6.7 km/s`, `turns with "any time"`; empty where none does."""
    told = turns(one, view)
    if not told:
        return ""
    word = isinstance(one.flip_value[view], str)
    return tr("turns with {word}", word=told) if word else tr("turns at {number}", number=told)


def _value(value: float | str, unit: str) -> str:
    return tr('"{word}"', word=value) if isinstance(value, str) else number(value, unit)


def number(value: float, unit: str, *, with_unit: bool = True) -> str:
    """A value in its unit; a count of ten or more without decimals, a small number with two telling digits."""
    if unit in ("", "1") and value >= 10.0 and value == round(value):
        return digits(f"{value:,.0f}".replace(",", "\u202f"))
    if unit in ("", "1") and 0.0 < abs(value) < 0.1:
        places = 1 - math.floor(math.log10(abs(value)))
        return digits(f"{value:.{places}f}".rstrip("0").replace("-", words.MINUS))
    return words.number(value, unit, with_unit=with_unit)


def signed(value: float | None, unit: str) -> str:
    """A margin or a share with its sign; None is never."""
    if value is None:
        return tr("never")
    told = number(value, unit)
    return f"+{told}" if value > 0.0 and any(digit in "123456789" for digit in told) else told


def yes(answer: CruxAnswer, view: str) -> bool:
    """Whether the answer of a view is yes: a margin of 0 or more."""
    margin = answer.margin.get(view)
    return margin is not None and margin >= 0.0


def parts(answer: CruxAnswer) -> bool:
    """Whether one view says yes and the other no."""
    return len({yes(answer, view) for view in answer.views}) == 2


def central(answer: CruxAnswer, view: str) -> str:
    """What a view's central figures alone say, and by how much."""
    return f"{answered(answer, view)}, {signed(answer.margin[view], answer.unit)}"


def answered(answer: CruxAnswer, view: str) -> str:
    """What a view's central figures alone say."""
    return tr(answer.yes) if yes(answer, view) else tr("not {answer}", answer=answer.yes)


def plane(answer: CruxAnswer) -> FlipLine | None:
    """The plane of the best pair, where an answer turns somewhere in it."""
    return answer.pair if answer.pair is not None and any(answer.pair.lines.values()) else None


def part_of_gap(answer: CruxAnswer, one: Contested) -> float:
    """The share of an assumption as a part of all shares, its sign left out: 0 to 1."""
    whole = sum(abs(other.share) for other in answer.contested)
    return abs(one.share) / whole if whole else 0.0


def against(answer: CruxAnswer, one: Contested) -> bool:
    """Whether an assumption works against the difference: exchanging it widens the gap."""
    return one.share * sum(other.share for other in answer.contested) < 0.0


def sets(crux: Crux, answer: CruxAnswer, view: str, most: int = 3) -> str:
    """The smallest sets that turn the answer of a view, fewest assumptions first."""
    found = sorted(answer.flip_sets.get(view, ()), key=len)
    if not found:
        return tr("no exchange of assumptions turns it")
    names = {one.key: spoken(crux, one) for one in answer.contested}
    told = [words.listed([names.get(key, spoken_key(crux, key)) for key in one]) for one in found[:most]]
    rest = len(found) - most
    if rest > 0:
        more = plural(rest, "{spelled} further set", "{spelled} further sets", spelled=words.spelled(rest))
        told.append(tr(more))
    return either(told)


def either(parts: Sequence[str]) -> str:
    """Several ways, of which any will do."""
    whole = parts[0]
    for part in parts[1:]:
        whole = tr("{one}; or {other}", one=whole, other=part)
    return whole


def horizon(answer: CruxAnswer, view: str) -> str:
    """How far along the line to the other view the answer of a view holds."""
    share = answer.horizon.get(view)
    if share is None:
        return tr("holds all the way to the other view")
    if share > NEARLY:
        return tr("holds until the very end of the way to the other view")
    return tr("holds for {share} of the way to the other view", share=words.percent(share))


def indirect(crux: Crux, answer: CruxAnswer) -> list[str]:
    """What data could settle only indirectly: it bounds the figure and does not give it."""
    return [spoken(crux, one) for one in answer.contested if one.key in answer.resolvable and one.check == 1]


def level(check: int) -> str:
    """How well something can be checked, in words."""
    return tr(LEVELS[check])


def weakest(crux: Crux, answer: CruxAnswer, view: str) -> str:
    """Which of the contested figures of a view are no better than an assumption; the weakest certainty otherwise."""
    order = list(words.CERTAINTY)
    rated = [(spoken(crux, one), one.certainty[view]) for one in answer.contested if one.certainty.get(view) in order]
    if not rated:
        return ""
    worst = max((label for _, label in rated), key=order.index)
    return f"{tr(words.CERTAINTY[worst])}: {_some([name for name, label in rated if label == worst])}"


def _some(names: Sequence[str], most: int = 3) -> str:
    """Names in a row, the last of many as a count."""
    rest = len(names) - most
    return words.listed([*names[:most], *([tr("{rest} more", rest=rest)] if rest > 0 else [])])


def command(crux: Crux, answer: CruxAnswer) -> str:
    """The command that gives this answer again."""
    views = " ".join(f"--view {view}" for view in answer.views)
    return f"detente crux {crux.dossier} {views} --question {answer.question}"
