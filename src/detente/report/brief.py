"""One page that a negotiator can hand over: what separates two views on one question, and what would settle it."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2

from detente.assessment.crux_result import Contested, Crux, CruxAnswer
from detente.messages import language, plural, tr
from detente.report import parted, words
from detente.report.figures.flip_line import flip_line
from detente.report.figures.picture import svg
from detente.report.figures.style import named_styles

SEPARATE, SETTLE, LEFT, BOTH, WAYS = 3, 4, 3, 6, 2
"""How many lines each part may take (BOTH: what data settle and what they do not), so that all stays on one page."""

LONGEST, REASON = {"en": 150, "ru": 190}, {"en": 110, "ru": 140}
"""Letters of one sentence, and of a reason beside it, for the same purpose, by language."""


@dataclass(frozen=True)
class Side:
    """One view on the page."""

    title: str
    holder: str
    verdict: str
    central: str
    ways: tuple[str, ...]
    """What would turn its answer, as ends of a sentence that begins with if."""
    horizon: str
    weakest: str
    colour: str


@dataclass(frozen=True)
class Line:
    """One assumption on the page."""

    name: str
    says: tuple[str, ...]
    part: str
    turns: str
    level: str
    measure: str
    why: str


def brief_html(crux: Crux, question: str) -> bytes:
    """The page as HTML that prints on one A4 sheet; nothing is fetched, the same input gives the same bytes."""
    return _render("brief.html.j2", crux, question, escaped=True)


def brief_markdown(crux: Crux, question: str) -> bytes:
    """The same in Markdown, without the chart."""
    return _render("brief.md.j2", crux, question, escaped=False)


def context(crux: Crux, question: str) -> dict[str, Any]:
    """Everything the page says."""
    answer = next(found for found in crux.answers if found.question == question)
    settle = [one for one in answer.contested if one.key in answer.resolvable]
    others = sum(parted.parts(other) for other in crux.answers if other is not answer)
    stays = [one for one in answer.contested if one.key in answer.unresolvable]
    left = min(LEFT, len(stays))
    most = min(SETTLE, BOTH - left)
    return {
        "crux": crux,
        "answer": answer,
        "question": parted.question(crux, answer),
        "parts": parted.parts(answer),
        "gap": parted.signed(_gap(answer), answer.unit),
        "sides": [_side(crux, answer, view) for view in answer.views],
        "separate": [_line(crux, answer, one) for one in answer.contested[:SEPARATE]],
        "separate_rest": _rest(crux, answer.contested[SEPARATE:]),
        "settle": [_line(crux, answer, one) for one in settle[:most]],
        "settle_rest": _rest(crux, settle[most:]),
        "stays": [_line(crux, answer, one) for one in stays[:left]],
        "stays_rest": _rest(crux, stays[left:]),
        "indirect": "" if stays else _shortened(words.listed(parted.indirect(crux, answer)), LONGEST),
        "others": _others(others),
        "double": _either(crux, answer),
        "chart": _chart(crux, answer),
        "note": _shortened(tr(answer.notes[0]), LONGEST) if answer.notes else "",
        "command": parted.command(crux, answer),
    }


def _others(count: int) -> str:
    """That the two part on more than this; nothing where they do not."""
    if not count:
        return ""
    said = plural(
        count,
        "The two part on {spelled} further question of this dossier.",
        "The two part on {spelled} further questions of this dossier.",
        spelled=words.spelled(count),
    )
    return tr(said)


def _render(template: str, crux: Crux, question: str, *, escaped: bool) -> bytes:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("detente.report"),
        autoescape=escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["sentence"] = sentence
    environment.filters["stop"] = stop
    environment.globals |= {"tr": tr, "language": language}
    page = environment.get_template(template).render(**context(crux, question))
    return (page.rstrip() + "\n").encode()


def sentence(text: str) -> str:
    """Text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def stop(text: str) -> str:
    """Text with a full stop at its end, unless it ends in dots."""
    return text if text.endswith("\u2026") else f"{text}."


def _side(crux: Crux, answer: CruxAnswer, view: str) -> Side:
    holder, title = tr(crux.views[view].get("holder", "")), parted.title(crux, view)
    return Side(
        title=title,
        holder="" if holder == title else holder,
        verdict=tr(answer.verdicts[view]),
        central=parted.central(answer, view),
        ways=tuple(_shortened(way, LONGEST) for way in _ways(crux, answer, view)),
        horizon=parted.horizon(answer, view),
        weakest=_shortened(parted.weakest(crux, answer, view) or tr("no contested figure"), REASON),
        colour=named_styles(crux.views)[view].deep,
    )


def _ways(crux: Crux, answer: CruxAnswer, view: str) -> Iterator[str]:
    """What would turn the answer of a view: single values first, then the smallest exchanges with the other."""
    single = [one for one in answer.contested if parted.turns(one, view)]
    for one in single[:WAYS]:
        yield tr(
            "{assumption} were {value} and not {said}",
            assumption=parted.spoken(crux, one),
            value=parted.turns(one, view),
            said=parted.said(one, view),
        )
    if parted.parts(answer):
        if answer.flip_sets.get(view):
            yield tr("it took the other's figures for {sets}", sets=parted.sets(crux, answer, view, most=2))
        elif not single:
            yield tr("several figures of its own changed: no exchange with the other turns it")
    elif not single:
        yield tr("more than one figure changed: no single one turns it")


def _line(crux: Crux, answer: CruxAnswer, one: Contested) -> Line:
    turning = [
        tr("{view} {turns}", view=parted.title(crux, view), turns=parted.turning(one, view))
        for view in answer.views
        if parted.turns(one, view)
    ]
    return Line(
        name=parted.spoken(crux, one),
        says=tuple(parted.said(one, view) for view in answer.views),
        part=_part(answer, one),
        turns="; ".join(turning) or tr("no single value turns either answer"),
        level=parted.level(one.check),
        measure=_shortened(tr(one.measure), LONGEST),
        why=_shortened(tr(one.check_why), REASON),
    )


def _part(answer: CruxAnswer, one: Contested) -> str:
    """How much of the gap is this one's."""
    share = parted.signed(one.share, answer.unit)
    if parted.against(answer, one):
        return tr("{share}, against the difference", share=share)
    return f"{share}, {words.percent(parted.part_of_gap(answer, one))}"


def _gap(answer: CruxAnswer) -> float:
    return sum(one.share for one in answer.contested)


def _either(crux: Crux, answer: CruxAnswer) -> str:
    """What turns either answer; empty where nothing does."""
    whole = ""
    for keys in answer.double:
        other = _together(crux, answer, keys)
        whole = tr("{one}; or for {other}", one=whole, other=other) if whole else other
    return whole


def _together(crux: Crux, answer: CruxAnswer, keys: Sequence[str]) -> str:
    names = {one.key: parted.spoken(crux, one) for one in answer.contested}
    return words.listed([names.get(key, parted.spoken_key(crux, key)) for key in keys])


def _rest(crux: Crux, more: Sequence[Contested]) -> str:
    names = [parted.spoken(crux, one) for one in more]
    return _shortened(words.listed(names), REASON)


def _shortened(text: str, room: Mapping[str, int]) -> str:
    """A sentence that keeps to the room it has: cut at a word, with dots."""
    most = room[language()]
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} \u2026"


def _chart(crux: Crux, answer: CruxAnswer) -> str:
    """The chart of the best pair as an address that holds the picture itself; empty where there is no pair."""
    if parted.plane(answer) is None:
        return ""
    picture = svg(flip_line(crux, answer.question, small=True))
    return f"data:image/svg+xml;base64,{base64.b64encode(picture).decode()}"
