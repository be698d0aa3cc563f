"""The live picture: one approach as both views see it, with the one sentence that separates them."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from detente.assessment.resolve import Assumptions, Numbers, assumptions
from detente.assessment.scene_fields import STEPS, field
from detente.assessment.scene_head import two_views
from detente.assessment.scene_parts import SIDES, Field, SideScene, Turn, Verdict
from detente.assessment.scene_sentence import sentence
from detente.assessment.scene_sides import Reached, reached, side_scene, verdict
from detente.assessment.scene_skies import DEFENDED, DENIED, Sky, defended_sky, denied_sky
from detente.assessment.stages import cover_ends, question_ranges
from detente.errors import RangeError
from detente.messages import mark, say
from detente.reading.approach import Deterrent, Threat
from detente.reading.dossier import Dossier
from detente.reading.files import did_you_mean, shown
from detente.weighing.sampling import directions

LAYERS = ("defended", "band", "denied", "paths", "sites", "sensors")
PLAIN_LAYERS = ("defended", "paths", "sites", "sensors")


Pushes: TypeAlias = Mapping[Hashable, Mapping[str, bool]]
"""Whether each number raises the slack, by side and what is asked."""


class LookError(RangeError):
    """Everything that is wrong with what is looked at, each as where and what."""

    def __init__(self, name: str, problems: list[tuple[str, str]]) -> None:
        super().__init__(name, problems)
        self.name = name
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(f"{self.name}, {where}: {message}" for where, message in self.problems)


@dataclass(frozen=True)
class Look:
    """What is looked at: the two views, a phase, and in it a threat, a deterrent and a site, each if wanted."""

    pair: tuple[str, str]
    phase: int
    threat: str | None = None
    deterrent: str | None = None
    site: str | None = None


@dataclass(frozen=True, eq=False)
class Scene:
    """What both sides see. `header` and `payload` are what goes over the wire; `as_dict` is for reading."""

    look: Look
    step: float
    sentence: str
    flip: Turn | None
    verdicts: dict[str, Verdict | None]
    sides: dict[str, SideScene]
    fields: tuple[Field, ...]
    pushes: Pushes

    def header(self) -> dict[str, Any]:
        """Everything but the cells of the fields; each field says at which byte of the payload its cells begin."""
        heads, offset = [], 0
        for one in self.fields:
            heads.append(one.head(offset))
            offset += one.cells.nbytes
        return {**self.as_dict(), "fields": heads}

    def payload(self) -> bytes:
        """The cells of all fields in a row: float16, little-endian, four a cell, rows from the north."""
        return b"".join(one.cells.astype("<f2").tobytes() for one in self.fields)

    def as_dict(self) -> dict[str, Any]:
        """JSON types only, without fields."""
        return {
            "look": {**vars(self.look), "pair": list(self.look.pair)},
            "step": self.step,
            "sentence": self.sentence,
            "flip": self.flip.as_dict() if self.flip else None,
            "verdicts": {side: one.as_dict() if one else None for side, one in self.verdicts.items()},
            "sides": {side: one.as_dict() for side, one in self.sides.items()},
        }


def scene(
    dossier: Dossier,
    look: Look | None = None,
    *,
    step_deg: float = 1.0,
    layers: Collection[str] = PLAIN_LAYERS,
    last: Scene | None = None,
) -> Scene:
    """What do both views see of one phase: what is defended, what is reached, when, and where the verdict flips?

    Arguments: look, what is looked at (as a page opens, if not said); step_deg, 1, 0.5 or 0.25 degree a cell; layers,
               which of LAYERS are wanted: without "defended" and "denied" there is no field, without "band" the ends of
               a field are its middle; last, the scene before this one on a page: which way each range pushes a field is
               taken over from there, and while something moves (at 1 degree) also for the sites, ends of a field are
               drawn more roughly, and only the burnout speed is looked at for the value at which the verdict flips.
    Refuses:   RangeError with all problems for a view, phase, threat, deterrent, site, step or layer that is not there.
    Source:    docs/methods/scene.md.
    """
    found = look or plain_look(dossier)
    threat, deterrent = _checked(dossier, found, step_deg, layers)
    moving = last is not None and step_deg == STEPS[0]
    known = last.pushes if last is not None else {}
    pushes: dict[Hashable, Mapping[str, bool]] = {}
    answers: list[Reached] = []
    fields: list[Field] = []
    for side, name in zip(SIDES, found.pair, strict=True):
        view, key = assumptions(dossier, name), (side, name, found.phase)
        answer = reached(
            view, found.phase, deterrent, found.site, known.get((*key, found.deterrent)) if moving else None
        )
        answers.append(answer)
        if answer.answer is not None:
            before = known.get((*key, found.deterrent), {})
            pushes[(*key, found.deterrent)] = {**before, **answer.answer.upward}
        if threat is not None:
            skies = list(_skies(view, found.phase, threat, layers))
            if skies and "band" in layers:
                pushes[(*key, threat.id)] = _upward(view, found.phase, threat, known.get((*key, threat.id)))
            ends = pushes.get((*key, threat.id))
            fields += [field(side, sky, step_deg, _corners(sky, ends), moving=moving) for sky in skies]
    said, flip = sentence(answers, found.phase, thorough=not moving)
    return Scene(
        look=found,
        step=step_deg,
        sentence=said,
        flip=flip,
        verdicts={side: verdict(one) for side, one in zip(SIDES, answers, strict=True)},
        sides={
            side: side_scene(one, found.phase, threat, layers, resting=step_deg < STEPS[0])
            for side, one in zip(SIDES, answers, strict=True)
        },
        fields=tuple(fields),
        pushes=pushes,
    )


def plain_look(dossier: Dossier) -> Look:
    """What a page opens on."""
    from detente.assessment.scene_head import defaults

    pair = two_views(dossier)
    return Look(pair, **defaults(dossier, pair, dossier.approach.phases[-1].id))


def _skies(view: Assumptions, phase: int, threat: Threat, layers: Collection[str]) -> Iterator[Sky]:
    """What is flown for the fields that are wanted."""
    if DEFENDED in layers:
        yield defended_sky(view, phase, threat)
    if DENIED in layers:
        yield denied_sky(view, phase, threat)


def _upward(view: Assumptions, phase: int, threat: Threat, known: Mapping[str, bool] | None) -> Mapping[str, bool]:
    """Whether each number of a view raises the slack against a threat: as known, or found out as an assessment does."""
    ranges = question_ranges(view, phase, threat)
    if known is not None and ranges.keys() <= known.keys():
        return known
    return directions(cover_ends(view, phase, threat), ranges)


def _corners(sky: Sky, upward: Mapping[str, bool] | None) -> list[Numbers]:
    """The numbers at the middle, and at both ends of the ranges where it is known which way they push."""
    middle = sky.view.numbers
    if upward is None or sky.kind == DENIED:
        return [middle]
    ranges = question_ranges(sky.view, sky.phase, sky.threat)
    low, high = (
        {**middle, **{key: ends[upward[key] is not low] for key, ends in ranges.items()}} for low in (True, False)
    )
    return [middle, low, high]


def _checked(
    dossier: Dossier, look: Look, step: float, layers: Collection[str]
) -> tuple[Threat | None, Deterrent | None]:
    """The threat and the deterrent looked at; LookError with everything that is not there."""
    approach, problems = dossier.approach, list[tuple[str, str]]()
    for view in look.pair:
        _known("view", view, dossier.views, problems)
    phases = [phase.id for phase in approach.phases]
    if look.phase not in phases:
        message = say("found {found}, expected one of {known}.", found=look.phase, known=", ".join(map(str, phases)))
        problems.append(("phase", message))
    threats, deterrents = {row.id: row for row in approach.threats}, {row.id: row for row in approach.deterrents}
    _known("threat", look.threat, threats, problems)
    _known("deterrent", look.deterrent, deterrents, problems)
    armed = dossier.catalog.interceptors
    sites = {f"{row.system}@{row.place}": row for row in approach.deployments if row.system in armed}
    _known("site", look.site, sites, problems)
    for layer in layers:
        _known("layers", layer, LAYERS, problems)
    if step not in STEPS:
        message = say("found {found:g}, expected {known}.", found=step, known=mark("1, 0.5 or 0.25"))
        problems.append(("step", message))
    if problems:
        raise LookError(dossier.name, problems)
    threat = threats.get(look.threat or "")
    standing = threat if threat is not None and threat.from_phase <= look.phase else None
    return standing, deterrents.get(look.deterrent or "")


def _known(where: str, found: str | None, known: Collection[str], problems: list[tuple[str, str]]) -> None:
    if found is not None and found not in known:
        hint = did_you_mean(found, known)
        message = mark("found {found}, expected one of {known}.{hint}")
        problems.append((where, say(message, found=shown(found), known=", ".join(known), hint=hint)))
