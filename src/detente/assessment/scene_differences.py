"""Every assumption on which two views differ, or that was changed: who says what and where, and what it bears on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente import units
from detente.assessment.asked import question_keys
from detente.assessment.described import names_of
from detente.assessment.exchange import value_of
from detente.assessment.questions import flight_keys
from detente.assessment.resolve import Assumptions, Force, assumptions
from detente.assessment.rows import plain
from detente.assessment.single_flips import parameter_named, span_of
from detente.messages import Short, say
from detente.reading.changes import Changes
from detente.reading.dossier import Dossier
from detente.reading.values import Statement

NARROW = 1e-9  # [of a span] ends that are not allowed themselves are left out by this much


@dataclass(frozen=True)
class Difference:
    """One assumption: its statements by the two views (as they are written), then by others on record.

    span: least and greatest value to try, in `unit`; questions: keys of what it bears on.
    """

    key: str
    label: str
    unit: str | None
    kind: str
    words: tuple[str, ...]
    span: tuple[float, float] | None
    whole: bool
    holders: tuple[dict[str, Any], ...]
    questions: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON types only."""
        found: dict[str, Any] = plain(vars(self))
        return found


def differences(
    dossier: Dossier, changes: Changes | None = None, pair: tuple[str, str] | None = None
) -> tuple[Difference, ...]:
    """On what do two views differ, and what was changed?

    Arguments: dossier, as it is written, without the changes; changes, for the keys that were changed though the views
               agree on them; pair, ids of two views (side A and side B, if not said).
    Returns:   one row for each assumption, those of the flights first, in the order of the files.
    Refuses:   as `Dossier.parameters`.
    """
    from detente.assessment.scene_head import two_views

    views = [assumptions(dossier, name) for name in pair or two_views(dossier)]
    made = changes or Changes()
    touched = {key for table in (made.values, made.copied) for texts in table.values() for key in texts}
    keys = [
        key
        for key in dict.fromkeys([*views[0].statements, *views[1].statements])
        if key in touched or _apart(views, key)
    ]
    keys += sorted(touched - set(keys))
    asked, counted = _bearing(views), _counted(dossier)
    names = names_of(dossier)
    rows = [row for key in keys if (row := _row(views, key, names, asked.get(key, counted))) is not None]
    return tuple(sorted(rows, key=lambda row: row.questions == counted))


def _apart(views: list[Assumptions], key: str) -> bool:
    """Whether two views compute with different values, or give different ranges."""
    first, second = views
    ends = [
        (said.low, said.high) if (said := view.statements.get(key)) and said.word is None else None for view in views
    ]
    return value_of(first, key) != value_of(second, key) or ends[0] != ends[1]


def _row(views: list[Assumptions], key: str, names: dict[str, str], questions: tuple[str, ...]) -> Difference | None:
    parameter = parameter_named(key)
    if parameter is None:
        return None
    said = [(view.view, view.statements[key]) for view in views if key in view.statements]
    span = None
    if not parameter.words and said:
        low, high = span_of(key, views)
        room = NARROW * (high - low)
        low, high = max(low, parameter.least + (0.0 if parameter.touching else room)), min(high, parameter.most)
        span = (units.from_si(low, parameter.unit), units.from_si(high, parameter.unit))
    owner, _, name = key.partition(".")
    what = name.replace("_", " ")
    return Difference(
        key=key,
        label=what if owner not in names else say("{owner}: {what}", owner=Short(names[owner]), what=what),
        unit=None if parameter.words else parameter.unit,
        kind="word" if parameter.words else "number",
        words=parameter.words,
        span=span,
        whole=parameter.whole,
        holders=(*(_holder(view, each) for view, each in said), *_on_record(views[0].dossier, key, said)),
        questions=questions,
    )  # fmt: skip


def _holder(view: str | None, said: Statement) -> dict[str, Any]:
    numbers: list[Any] = [said.word, None, None]
    if said.word is None:
        ends = (said.low, said.high) if said.low < said.high else (None, None)
        numbers = [None if end is None else units.from_si(end, said.unit) for end in (said.value, *ends)]
    value, low, high = numbers
    return {
        "view": view, "value": value, "low": low, "high": high, "text": said.text, "holder": said.holder,
        "kind": said.kind, "date": said.date, "certainty": said.certainty, "source": said.source or "",
        "where": said.where, "note": said.note,
    }  # fmt: skip


def _on_record(dossier: Dossier, key: str, said: list[tuple[str, Statement]]) -> Iterator[dict[str, Any]]:
    """What others say: the approach, the system's own file, and the views that are not looked at."""
    owner, _, name = key.partition(".")
    system = dossier.catalog.systems.get(owner)
    others = [dossier.approach.values[key]] if key in dossier.approach.values else []
    others += list(system.statements.get(name, ())) if system else []
    others += [view.values[key] for view in dossier.views.values() if key in view.values]
    seen = [statement for _, statement in said]
    for statement in others:
        if statement not in seen:
            seen.append(statement)
            yield _holder(None, statement)


def _counted(dossier: Dossier) -> tuple[str, ...]:
    """The questions of the balance: what bears on no flight is counted."""
    return tuple(key for key in question_keys(dossier) if key.partition("/")[0] not in ("security", "balance"))


def _bearing(views: list[Assumptions]) -> dict[str, tuple[str, ...]]:
    """The questions of flights that each key bears on."""
    dossier = views[0].dossier
    forces: dict[str, Force] = {row.id: row for row in dossier.approach.threats}
    forces |= {row.id: row for row in dossier.approach.deterrents}
    armed = set(dossier.catalog.interceptors)
    found: dict[str, list[str]] = {}
    known: dict[Any, set[str]] = {}
    for question in question_keys(dossier):
        kind, _, asked = question.partition("/")
        if kind not in ("security", "balance"):
            continue
        phase, *rest = asked.split("/")
        others = armed - {rest[0].partition("@")[0]} if kind == "balance" else set()
        number = int(phase.removeprefix("phase-"))
        sign = (number, rest[-1], rest[0].partition("@")[0] if kind == "balance" else "")
        if sign not in known:
            known[sign] = {key for view in views for key in flight_keys(view, number, forces[rest[-1]], others)}
        for key in known[sign]:
            found.setdefault(key, []).append(question)
    return {key: tuple(questions) for key, questions in found.items()}
