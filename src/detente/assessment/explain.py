"""The full chain behind one verdict: inputs with their sources, the times in between, and the formulas by name."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from detente.assessment.balance import balance
from detente.assessment.described import input_rows
from detente.assessment.reaching import middle_engagement, middle_pair
from detente.assessment.resolve import Assumptions, apogee_speed, assumptions, defence, notional
from detente.assessment.rows import InputRow
from detente.assessment.stages import encounters_at, ground, protection, reach, watched
from detente.assessment.verdicts import balance_rows, inputs_of, security_row
from detente.errors import FileError
from detente.flying.windows import Defence, engage
from detente.messages import figure, joined, mark, say
from detente.reading.approach import Deterrent, Threat
from detente.reading.dossier import Dossier
from detente.reading.files import did_you_mean

FORMULAS = (
    (
        mark("flight of the missile"),
        mark("powered ascent, two-body arc on a turning sphere, aim by Newton's method"),
        "flight.md",
    ),
    (
        mark("fly-out of the interceptor"),
        mark("ascent and hit equation, least time over loft angles and speeds"),
        "flyout.md",
    ),
    (mark("earliest launch"), mark("first sufficient track + commit delay, by policy"), "engagement.md"),
    (
        mark("latest launch"),
        mark("greatest difference of missile time and fly-out time along the path"),
        "engagement.md",
    ),
    (mark("slack"), mark("latest launch - earliest launch"), "engagement.md"),
)


COUNTED = (
    (
        mark("retaliation"),
        mark("warheads x survival in the judged posture x reliability x connectivity, summed"),
        "balance.md",
    ),
    (
        mark("interceptors met"),
        mark("those whose site has time for a flight, and those outside"),
        "counting-a-dossier.md",
    ),
    (
        mark("arrivals"),
        mark("interceptors spread evenly over the objects they reach, exact distribution"),
        "balance.md",
    ),
    (mark("sufficiency"), mark("chance that at least so many arrive, against the side's own rule"), "balance.md"),
    (mark("fails from"), mark("smallest number of interceptors met at which the rule no longer holds"), "balance.md"),
)


@dataclass(frozen=True, eq=False)
class Explanation:
    """Why one verdict came out so, under one view."""

    key: str
    view: str
    verdict: str
    answer: dict[str, Any]
    case: str
    timeline: tuple[tuple[float, str], ...]
    inputs: tuple[InputRow, ...]
    other_inputs: tuple[tuple[str, str], ...]
    formulas: tuple[tuple[str, str, str], ...] = FORMULAS


def explain(dossier: Dossier, key: str, views: Sequence[str] | None = None) -> list[Explanation]:
    """Why did the verdict behind this key come out so? One explanation per view.

    Arguments: key, as the results print it: "security/phase-1/iran-irbm",
               "balance/phase-4/sm-3-2b@redzikowo/west-silo-topol-m" or "strategic/phase-4/Russia".
    Refuses:   FileError for a key that names no answer of this dossier, with the nearest one.
    """
    keys = answer_keys(dossier)
    if key not in keys:
        raise FileError(
            say(
                '{dossier}: found key "{key}"; expected the key of an answer.{hint}',
                dossier=dossier.name,
                key=key,
                hint=did_you_mean(key, keys),
            )
        )
    chosen = [assumptions(dossier, name) for name in (views or dossier.views)]
    kind, phase, *rest = key.split("/")
    number = int(phase.removeprefix("phase-"))
    if kind == "security":
        threat = next(row for row in dossier.approach.threats if row.id == rest[0])
        return [_security(view, key, number, threat) for view in chosen]
    if kind == "strategic":
        return [_strategic(view, key) for view in chosen]
    deterrent = next(row for row in dossier.approach.deterrents if row.id == rest[1])
    return [_balance(view, key, number, rest[0], deterrent) for view in chosen]


def answer_keys(dossier: Dossier) -> list[str]:
    """The keys of all answers of a dossier, in order."""
    approach = dossier.approach
    keys = [
        f"security/phase-{phase.id}/{threat.id}"
        for threat in approach.threats
        for phase in approach.phases
        if phase.id >= threat.from_phase
    ]
    for phase in approach.phases:
        sites = [
            f"{row.system}@{row.place}"
            for row in approach.deployments
            if row.stands_in(phase.id) and row.system in dossier.catalog.interceptors
        ]
        keys += [f"balance/phase-{phase.id}/{site}/{row.id}" for row in approach.deterrents for site in sites]
    sides = dict.fromkeys(force.side for force in dossier.forces)
    return keys + [f"strategic/phase-{phase.id}/{side}" for phase in approach.phases for side in sides]


def _strategic(view: Assumptions, key: str) -> Explanation:
    """What arrives of one side's warheads, step by step."""
    found = balance(view.dossier, [view.view])
    row = next(row for row in found.sufficiency if row.key == key)
    sent = next(row for row in found.retaliation if row.key == key)
    role = next(role for role, side in found.sides.items() if side == row.side)
    forces = [force for force in view.dossier.forces if force.side == row.side and force.stands_in(row.phase)]
    owners = {role, "interception", *(force.id for force in forces)}
    steps = [
        say(
            "{deployed:,} warheads deployed, judged in the posture {posture}",
            deployed=sent.deployed,
            posture=sent.judged_posture,
        )
        if sent.judged_posture
        else say("{deployed:,} warheads deployed, judged in the posture that nobody states", deployed=sent.deployed)
    ]
    for words, ends in (
        (mark("sent"), row.retaliation),
        (mark("interceptors met"), row.interceptors),
        (mark("arrive"), row.arrivals),
        (mark("wanted"), row.sufficient_warheads),
        (mark("fails from"), row.onset_exact),
    ):
        if ends is not None and ends.median is not None:
            steps.append(joined(": ", [words, figure(ends.median, ",.0f")]))
    return Explanation(
        key=key,
        view=view.view,
        verdict=row.verdict,
        answer=vars(row),
        case=joined("; ", steps),
        timeline=(),
        inputs=tuple(line for line in input_rows(view) if line.key.partition(".")[0] in owners),
        other_inputs=tuple(sorted((say("warheads of {force}", force=force.id), force.certainty) for force in forces)),
        formulas=COUNTED,
    )


def _balance(view: Assumptions, key: str, phase: int, site: str, deterrent: Deterrent) -> Explanation:
    answer = reach(view, phase, deterrent)
    index = [found.name for found in answer.defence.sites].index(site)
    times = middle_engagement(view, answer, index)
    row = balance_rows(view, answer, {site: int(times.shots.item())})[index]
    i, j = middle_pair(answer, index)
    case = say(
        "{launch} to point {point} of {aims}: the middle one of all {pairs} pairs of launch place and aim point",
        launch=view.dossier.places[deterrent.launch[i]].name,
        point=j + 1,
        aims=deterrent.aims,
        pairs=int(answer.found.reached.sum()),
    )
    return _explanation(view, key, row.verdict, vars(row), case, times, phase, deterrent, site.split("@")[0])


def _security(view: Assumptions, key: str, phase: int, threat: Threat) -> Explanation:
    row = security_row(view, protection(view, phase, threat))
    here = ground(view.dossier, threat.protects)
    goals, names = here.town_points[watched(view, threat)], here.towns.name[watched(view, threat)]
    found = encounters_at(view, view.numbers, view.words, phase, threat, goals)
    best = np.where(found.reached[:, :, None], found.slack, math.inf).max(axis=2, initial=-math.inf)
    i, j = np.unravel_index(int(np.argmin(best)), best.shape)
    standing = defence(view.against(phase, threat), view.numbers, view.words)
    times = None
    if found.reached[i, j] and standing.sites:
        site = standing.sites[int(np.argmax(found.slack[i, j]))]
        times = engage(
            Defence((site,), standing.radars, standing.infrared, standing.rules),
            notional(view.dossier.catalog, threat.missile, view.numbers),
            view.dossier.places[threat.launch[int(i)]].at,
            (float(np.degrees(goals[j, 0])), float(np.degrees(goals[j, 1]))),
            path=threat.path,
            apogee_speed_m_s=apogee_speed(threat, view.numbers),
        )
    launch = view.dossier.places[threat.launch[int(i)]].name
    case = say("from {launch} to {town}: the least covered of the towns looked at", launch=launch, town=names[j])
    return _explanation(view, key, row.verdict, vars(row), case, times, phase, threat, None)


def _explanation(
    view: Assumptions, key: str, verdict: str, answer: dict[str, Any], case: str, times: xr.Dataset | None,
    phase: int, force: Threat | Deterrent, interceptor: str | None,
) -> Explanation:  # fmt: skip
    used = list(inputs_of(view, phase, force, interceptor))
    keys = {name for _, name in used}
    timeline = tuple((float(time), event) for time, event in times.attrs["timeline"]) if times is not None else ()
    if times is not None:
        timeline += ((float(times.slack.item()), mark("slack: latest launch - earliest launch")),)
    return Explanation(
        key=key,
        view=view.view,
        verdict=verdict,
        answer=answer,
        case=case,
        timeline=timeline,
        inputs=tuple(row for row in input_rows(view) if row.key in keys),
        other_inputs=tuple(sorted({(name, label) for label, name in used if "." not in name})),
    )
