"""A dossier under a package: one option for each topic of its search, everything else as it is.

Only what options say they change is changed; every other part of the program then answers as for any dossier.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.errors import FileError
from detente.messages import joined, say
from detente.reading.approach import Approach
from detente.reading.arsenals import Force
from detente.reading.deployments import Deployment
from detente.reading.dossier import Dossier
from detente.reading.files import did_you_mean, digest
from detente.reading.options import Agreed, Option
from detente.reading.search import Choice, Search, unknown_choice
from detente.reading.values import Statement

Floats = npt.NDArray[np.float64]

FOREVER = 2200  # the last year that a file can name


def with_package(dossier: Dossier, choice: Choice) -> Dossier:
    """The dossier as it would be under a package; the one given is left as it is.

    Options act in the order of the topics: first what is removed and added, then numbers, areas served, sectors and
    the most interceptors; then what is capped or agreed, in every view; then ceilings on warheads.

    Arguments: choice, options by topic; a topic that is not named keeps its first option, which changes nothing.
    Refuses:   FileError for a dossier without search.toml, or a topic or option that it does not hold.
    Example:   with_package(dossier, {"sites": "none"}).approach.deployments
    """
    chosen = options_of(dossier, choice)
    if not any(option.changes for option in chosen):
        return dossier
    said = ", ".join(option.key for option in chosen if option.changes)
    changed = under(dossier, chosen)
    whole = {topic: option.id for topic, option in zip(search_of(dossier).options, chosen, strict=True)}
    return replace(
        changed,
        approach=replace(
            changed.approach,
            title=say("{title}, under the package {package}", title=dossier.approach.title, package=said),
        ),
        digest=digest({"dossier": dossier.digest, "package": whole}),
    )


def under(dossier: Dossier, chosen: Sequence[Option]) -> Dossier:
    """The same for options in hand, whether they make a whole package or not; title and digest stay."""
    approach = replace(dossier.approach, deployments=deployed(dossier, chosen))
    changed = replace(dossier, approach=approach, forces=_held(dossier, approach, chosen))
    views = {name: replace(view, values={**view.values, **_agreed(changed, name, chosen)})
             for name, view in dossier.views.items()}  # fmt: skip
    return replace(changed, views=views)


def search_of(dossier: Dossier) -> Search:
    """What a search of this dossier starts from; FileError where it holds no search.toml."""
    if dossier.search is None:
        raise FileError(
            say(
                "{dossier} holds no search.toml: there are no topics, so there are no packages. "
                "docs/methods/search.md says what to write.",
                dossier=dossier.name,
            )
        )
    return dossier.search


def options_of(dossier: Dossier, choice: Choice) -> tuple[Option, ...]:
    """The option on every topic, in the order of the topics; the first where none is named."""
    search = search_of(dossier)
    problems = [
        problem for topic, option in choice.items() for problem in unknown_choice(topic, option, search.options)
    ]
    if problems:
        raise FileError(say("{dossier}, package: {problems}", dossier=dossier.name, problems=joined(" ", problems)))
    return tuple(
        next(option for option in options if option.id == choice.get(topic, options[0].id))
        for topic, options in search.options.items()
    )


def choice_of(dossier: Dossier, text: str) -> dict[str, str]:
    """A package from text: the id of a named alternative, or `topic=option,topic=option`.

    Refuses: FileError for text that is neither.
    """
    search = search_of(dossier)
    named = {alternative.id: alternative.choice for alternative in search.alternatives}
    if text.strip() in named:
        return dict(named[text.strip()])
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if not pairs or not all(equals for _, equals, _ in pairs):
        known = say(" Alternatives: {named}.", named=", ".join(named)) if named else ""
        raise FileError(
            say(
                'package: found "{text}", expected topic=option,topic=option or the id of an alternative.{hint}{known}',
                text=text,
                hint=did_you_mean(text, named),
                known=known,
            )
        )
    choice = {topic.strip(): option.strip() for topic, _, option in pairs}
    if len(choice) < len(pairs):
        raise FileError(
            say('package: found "{text}", where a topic is named twice; expected one option a topic.', text=text)
        )
    options_of(dossier, choice)
    return choice


def deployed(dossier: Dossier, chosen: Iterable[Option]) -> tuple[Deployment, ...]:
    """What is deployed under some options."""
    options, armed = list(chosen), dossier.catalog.interceptors
    rows = list(dossier.approach.deployments)
    for option in options:
        for remove in option.remove:
            rows = [kept for row in rows for kept in (_until(row, remove.from_phase) if remove.means(row) else (row,))]
    rows += [row for option in options for row in option.add]
    for option in options:
        for number in option.count:
            rows = [_changed(row, armed, count=number.count) if number.means(row) else row for row in rows]
        for serve in option.serve:
            rows = [row.model_copy(update={"serves": serve.areas or None}) if serve.means(row) else row for row in rows]
        for sector in option.sector:
            limits = {"facing_deg": sector.facing_deg, "width_deg": sector.width_deg}
            rows = [_changed(row, armed, **limits) if sector.means(row) else row for row in rows]
    for option in options:
        for limit in option.interceptors:
            rows = _limited(dossier.approach, rows, armed, limit.most)
    return tuple(row for row in rows if row.count != 0)


def _until(row: Deployment, phase: int) -> tuple[Deployment, ...]:
    """A deployment that ends before a phase, or is not there at all."""
    if row.phase >= phase:
        return ()
    last = phase - 1 if row.until is None else min(row.until, phase - 1)
    return (row.model_copy(update={"until": last}),)


def _changed(row: Deployment, armed: Mapping[str, Any], **limits: Any) -> Deployment:
    """An interceptor site with something changed; sensors stay as they are."""
    return row.model_copy(update=limits) if row.system in armed else row


def _limited(approach: Approach, rows: list[Deployment], armed: Mapping[str, Any], most: int) -> list[Deployment]:
    """No phase with more interceptors than this; the rows furthest down lose them first."""
    counts = [row.count or 0 for row in rows]
    for phase in approach.phases:
        there = [place for place, row in enumerate(rows) if _counts(row, approach, armed) and row.stands_in(phase.id)]
        over = sum(counts[place] for place in there) - most
        for place in reversed(there):
            less = min(counts[place], max(0, over))
            counts[place] -= less
            over -= less
    return [
        row.model_copy(update={"count": count}) if _counts(row, approach, armed) else row
        for row, count in zip(rows, counts, strict=True)
    ]


def _counts(row: Deployment, approach: Approach, armed: Mapping[str, Any]) -> bool:
    """Whether a deployment counts among the interceptors of the defending side."""
    return row.system in armed and row.side != approach.sides.deterring


def planned(dossier: Dossier, rows: Iterable[Deployment], phase: int) -> int:
    """How many interceptors of the defending side stand in a phase."""
    armed = dossier.catalog.interceptors
    return sum(row.count or 0 for row in rows if _counts(row, dossier.approach, armed) and row.stands_in(phase))


def ceiling_of(dossier: Dossier, chosen: Iterable[Option], side: str, interceptors: float) -> float:
    """The ceiling on the warheads of a side with so many interceptors; infinite where none is agreed.

    A link raises the ceiling of the deterring side only: it is the one that answers the defence.
    """
    options = list(chosen)
    agreed = [ceiling.warheads for option in options for ceiling in option.ceiling if ceiling.side == side]
    if not agreed:
        return math.inf
    links = [link for option in options for link in option.link] if side == dossier.approach.sides.deterring else []
    return min(agreed) + sum(math.floor(link.warheads * max(0.0, interceptors - link.above)) for link in links)


def duration_of(chosen: Iterable[Option]) -> int | None:
    """For how many years ceilings hold: the shortest that is agreed."""
    return min((option.row.duration for option in chosen if option.row.duration is not None), default=None)


def level_of(chosen: Iterable[Option]) -> int:
    """The level of transparency: the highest that is agreed."""
    return max((option.row.transparency or 0 for option in chosen), default=0)


def under_ceiling(forces: Sequence[Force], phases: Iterable[int], ceiling: float) -> tuple[Force, ...]:
    """Forces of one side, each cut in the same proportion where a phase holds more than the ceiling.

    Rounded down, so that no phase holds more than is allowed.
    """
    share = dict.fromkeys((force.id for force in forces), 1.0)
    for phase in phases:
        there = [force for force in forces if force.stands_in(phase)]
        held = sum(force.warheads for force in there)
        if held > ceiling:
            share |= {force.id: min(share[force.id], ceiling / held) for force in there}
    return tuple(
        force.model_copy(update={"warheads": math.floor(force.warheads * share[force.id] + 1e-9)})
        if share[force.id] < 1.0
        else force
        for force in forces
    )


def allowed(dossier: Dossier, chosen: Sequence[Option], side: str, rows: Iterable[Deployment]) -> float:
    """The ceiling of a side with what is deployed in the phase by which the search judges."""
    return ceiling_of(dossier, chosen, side, planned(dossier, rows, search_of(dossier).phase))


def _held(dossier: Dossier, approach: Approach, chosen: Sequence[Option]) -> tuple[Force, ...]:
    """All forces under the ceilings of their sides, in the order of the file."""
    found: dict[str, Force] = {}
    phases = [phase.id for phase in approach.phases]
    for side in (approach.sides.defending, approach.sides.deterring):
        own = [force for force in dossier.forces if force.side == side]
        most = allowed(dossier, chosen, side, approach.deployments)
        found |= {force.id: force for force in under_ceiling(own, phases, most)}
    return tuple(found[force.id] for force in dossier.forces)


def _agreed(dossier: Dossier, view: str, chosen: Sequence[Option]) -> dict[str, Statement]:
    """What stands in a view in place of what it says: caps where it says more, what is set, and ceilings."""
    known = dossier.parameters(view)
    found: dict[str, Statement] = {}
    for option in chosen:
        for cap in option.cap:
            for key in _keys(dossier, cap, known):
                if (now := found.get(key, known.get(key))) is not None and now.high > cap.said.high:
                    found[key] = _capped(now, cap.said, option)
        for agreed in option.set:
            for key in _keys(dossier, agreed, known):
                found[key] = _by(option, agreed.said)
    return found | _race(dossier, chosen)


def _keys(dossier: Dossier, agreed: Agreed, known: Iterable[str]) -> list[str]:
    """The keys that an agreed value is about; of every system in use but the missiles where it says so."""
    if not agreed.every:
        return [agreed.of]
    missiles = dossier.catalog.missiles
    return [key for key in known if key.partition(".")[2] == agreed.of and key.partition(".")[0] not in missiles]


def _capped(now: Statement, most: Statement, option: Option) -> Statement:
    """A statement, no part of it above the cap."""
    ends = {name: min(getattr(now, name), most.value) for name in ("low", "value", "high")}
    text = say("at most {most}", most=most.text)
    return _by(option, most.model_copy(update={**ends, "text": text, "unit": now.unit}))


def _by(option: Option, said: Statement) -> Statement:
    """A statement whose holder is the option."""
    note = f"{option.key}: {option.row.note or option.row.name}"
    source = {name: getattr(option.row, name) for name in ("source", "where", "certainty")}
    return said.model_copy(update={"holder": say("package, {option}", option=option.key), "note": note, **source})


def _race(dossier: Dossier, chosen: Sequence[Option]) -> dict[str, Statement]:
    """The agreed ceiling on the warheads of the deterring side, in the years in which it holds."""
    side, years = dossier.approach.sides.deterring, [phase.year for phase in dossier.approach.phases]
    ceiling = allowed(dossier, chosen, side, dossier.approach.deployments)
    if math.isinf(ceiling):
        return {}
    by = next(option for option in chosen if any(row.side == side for row in option.ceiling))
    until = min(FOREVER, years[0] + (duration_of(chosen) or FOREVER))
    numbers = {"warhead_ceiling": ceiling, "warhead_ceiling_from": years[0], "warhead_ceiling_until": until}
    return {f"race.{name}": _by(by, _number(float(number))) for name, number in numbers.items()}


def _number(number: float) -> Statement:
    """A whole number as a statement."""
    return Statement(
        value=number, low=number, high=number, text=f"{number:.0f}", unit="1", holder="", kind="value", source=None,
        where=None, certainty="assumed", date=None, note=None,
    )  # fmt: skip
