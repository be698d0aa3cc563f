"""Which questions a dossier lets two views be asked, and what each view answers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from detente.assessment.balance import counted
from detente.assessment.balance_questions import (
    CountedQuestion,
    race_question,
    sufficiency_question,
    window_question,
)
from detente.assessment.balance_result import CANNOT, Balance
from detente.assessment.questions import Question, cover_question, is_open, reach_question
from detente.assessment.reaching import Progress, reaches
from detente.assessment.resolve import Assumptions, standing
from detente.assessment.result import DEPENDS
from detente.assessment.stages import ground, reach, towns_covered
from detente.assessment.verdicts import balance_rows, cover_verdict
from detente.errors import FileError
from detente.messages import joined, mark, say
from detente.reading.dossier import Dossier
from detente.reading.files import did_you_mean

RACE = "race"
ROLES = (mark("defending"), mark("deterring"))


@dataclass(frozen=True, eq=False)
class Asked:
    """A question with what each view answers; make: the question itself, when it is wanted."""

    key: str
    verdicts: dict[str, str]
    make: Callable[[], Question]

    @property
    def is_open(self) -> bool:
        """Whether the answers differ, one depends on the stated ranges, or one cannot be given.

        The numbers that follow a word ("open: 30 to 129") are no difference.
        """
        words = [word if DEPENDS in word else re.split("[:,]", word)[0] for word in self.verdicts.values()]
        return is_open(words) or CANNOT in words


def question_keys(dossier: Dossier) -> list[str]:
    """Every key that may be asked for, as in an assessment and a balance; windows and the race without views."""
    approach = dossier.approach
    found = [
        f"security/phase-{phase.id}/{threat.id}"
        for phase in approach.phases
        for threat in approach.threats
        if phase.id >= threat.from_phase
    ]
    for phase in approach.phases:
        for row in approach.deterrents:
            sites = [name for _, name, _ in standing(dossier, phase.id, row).armed]
            found += [f"balance/phase-{phase.id}/{site}/{row.id}" for site in sites]
    if dossier.forces:
        sides = [getattr(approach.sides, role) for role in ROLES]
        found += [f"strategic/phase-{phase.id}/{side}" for phase in approach.phases for side in sides]
        found += [f"window/phase-{phase.id}" for phase in approach.phases]
        found.append(RACE)
    return found


def chosen_key(dossier: Dossier, key: str) -> str:
    """The key asked for; those of a balance that end in two views are taken without them.

    Refuses: FileError for a key that is not there.
    """
    known = question_keys(dossier)
    parts = key.split("/")
    short = RACE if parts[0] == RACE else "/".join(parts[:2]) if parts[0] == "window" else key
    if short in known:
        return short
    kinds = ", ".join(dict.fromkeys(one.partition("/")[0] for one in known))
    raise FileError(
        say(
            '{dossier}: found question "{key}"; expected one of the {count} keys of this dossier ({kinds}), '
            'such as "{known}".{hint} Without a question, detente crux lists those that matter.',
            dossier=dossier.name,
            key=key,
            count=len(known),
            kinds=kinds,
            known=known[-1],
            hint=did_you_mean(key, known),
        )
    )


def asked(views: dict[str, Assumptions], wanted: str | None, progress: Progress) -> Iterator[Asked]:
    """All questions with their answers, or the one wanted (a key from `chosen_key`)."""
    kind = wanted.partition("/")[0] if wanted else None
    for kinds, find in ((("security",), _covers), (("balance",), _reaches), (("strategic", "window", RACE), _counts)):
        if kind is None or kind in kinds:
            yield from (found for found in find(views, wanted, progress) if wanted in (None, found.key))


def _covers(views: dict[str, Assumptions], wanted: str | None, progress: Progress) -> Iterator[Asked]:
    dossier = next(iter(views.values())).dossier
    for phase in dossier.approach.phases:
        for threat in dossier.approach.threats:
            key = f"security/phase-{phase.id}/{threat.id}"
            if phase.id < threat.from_phase or wanted not in (None, key):
                continue
            progress(say("cover against {threat}, phase {phase}", threat=threat.id, phase=phase.id), 0.1)
            towns = ground(dossier, threat.protects).towns
            words = {name: cover_verdict(towns_covered(view, phase.id, threat), towns) for name, view in views.items()}
            yield Asked(key, words, _later(cover_question, views, key, phase.id, threat.id, list(words.values())))


def _reaches(views: dict[str, Assumptions], wanted: str | None, progress: Progress) -> Iterator[Asked]:
    dossier = next(iter(views.values())).dossier
    for phase in dossier.approach.phases:
        for row in dossier.approach.deterrents:
            sites = [name for _, name, _ in standing(dossier, phase.id, row).armed]
            keys = {f"balance/phase-{phase.id}/{site}/{row.id}": site for site in sites}
            if wanted not in (None, *keys):
                continue
            progress(say("reach of {deterrent}, phase {phase}", deterrent=row.id, phase=phase.id), 0.2)
            words: dict[str, dict[str, str]] = {key: {} for key in keys}
            for name, view in views.items():
                for found in balance_rows(view, reach(view, phase.id, row), {}):
                    words[found.key][name] = found.verdict
            for key, site in keys.items():
                yield Asked(key, words[key], _later(reach_question, views, key, phase.id, site, row.id))


def _counts(views: dict[str, Assumptions], wanted: str | None, progress: Progress) -> Iterator[Asked]:
    dossier = next(iter(views.values())).dossier
    if not dossier.forces:
        return
    flying = {name for force in dossier.forces for name in force.flies_as}
    found = counted(views, list(reaches(views, _within(progress, 0.3), only=flying)), _within(progress, 0.3))
    for phase in dossier.approach.phases:
        for role in ROLES:
            key = f"strategic/phase-{phase.id}/{getattr(dossier.approach.sides, role)}"
            words = {row.view: row.verdict for row in found.sufficiency if row.key == key}
            yield Asked(key, words, _later(counted_question, views, key))
        key = f"window/phase-{phase.id}"
        yield Asked(key, _window_words(found, phase.id), _later(counted_question, views, key))
    words = {row.holders["defending"]: row.verdict for row in found.race if len(set(row.holders.values())) == 1}
    yield Asked(RACE, words, _later(counted_question, views, RACE))


def counted_question(views: dict[str, Assumptions], key: str) -> CountedQuestion | None:
    """The question of the balance with this key (from `chosen_key`); None for a key of another kind."""
    approach = next(iter(views.values())).dossier.approach
    kind, _, rest = key.partition("/")
    if kind == RACE:
        return race_question(views, key, approach.phases[-1].id)
    if kind not in ("window", "strategic"):
        return None
    phase, _, side = rest.removeprefix("phase-").partition("/")
    if kind == "window":
        return window_question(views, key, int(phase))
    return sufficiency_question(views, key, int(phase), ROLES[side == approach.sides.deterring])


def _window_words(found: Balance, phase: int) -> dict[str, str]:
    """What each view alone says of a window, with why it may be otherwise."""
    rows = [row for row in found.windows if row.phase == phase and row.need_holder == row.onset_holder]
    return {row.need_holder: joined("; ", [row.verdict, row.why]) if row.why else row.verdict for row in rows}


def _later(make: Callable[..., Any], *said: object) -> Callable[[], Question]:
    return lambda: make(*said)


def _within(progress: Progress, share: float) -> Progress:
    """Progress of a part, shown at one share of the whole."""
    return lambda step, _: progress(step, share)
