"""The strategic balance of a dossier under each view: what could be sent, what arrives, and is it enough?"""

from collections.abc import Iterator, Mapping, Sequence

from detente.assessment.balance_result import Balance, Sufficiency
from detente.assessment.described import chosen_views, input_rows, phases_of, sources_of, view_head
from detente.assessment.handed import Handed, handed
from detente.assessment.measures import cost_row, crisis_row
from detente.assessment.race import race_rows
from detente.assessment.reaching import Progress, reaches, shots_of, silent
from detente.assessment.resolve import Assumptions, assumptions
from detente.assessment.rows import WeakestRow
from detente.assessment.stages import Reach
from detente.assessment.strategic import Party, retaliation_row, sufficiency_row
from detente.assessment.verdicts import inputs_of
from detente.assessment.windows import need_curve, window_rows
from detente.messages import mark, say
from detente.reading.dossier import Dossier
from detente.reading.values import Certainty

ROLES = ("defending", "deterring")
OWNERS = ("interception", *ROLES, "third-party", "race", "cost", "crisis")

TAKEN_FOR_GRANTED: dict[str, tuple[str, ...]] = {
    "retaliation": (
        mark("Survival shares by posture are stated by each view and never computed."),
        mark("Legs are independent; means only."),
    ),
    "sufficiency": (
        mark(
            "Retaliation arrives as one wave of identical warheads; interceptors are spread evenly over what "
            "they reach."
        ),
        mark("Interceptors of a site count in full when it has time for at least one flight of the deterrent."),
        mark("The share of a force that can be reached is the mean over its deterrents, launch places and aim points."),
        mark("What counts as sufficient, and how surely, is the side's own statement in that view."),
    ),
    "windows": (
        mark(
            "The need: no leaker among the third party's warheads with the stated confidence, in whole shots, "
            "and every interceptor able to engage it."
        ),
        mark(
            "The failure: smallest number of interceptors in reach at which the deterring side's own rule no "
            "longer holds."
        ),
    ),
    "crisis": (
        mark(
            "The committed share is an outside assumption; the curve has no best point and says nothing of likelihood."
        ),
        mark("Penalty curve and accounting are definitions of this project after Kent and Thaler (1989)."),
        mark("The index rewards a hair trigger: read it beside the prompt-launch ratio."),
    ),
    "race": (
        mark(
            "Linear yearly rules, beliefs that do not change, no spending limits: not a forecast. A rival "
            "finding holds that a race is not the expected result (Kim and Kim, 2021, doi "
            "10.1177/0022343319898714)."
        ),
        mark(
            "The defence is sized by the plan's last phase unless a view states another number; the reply "
            "assumes that interceptors are used at their best, one shot each."
        ),
    ),
    "cost": (
        mark(
            "The marginal test is applied to defence alone and leaves out what is defended (Costlow, NIPP 537, 2022)."
        ),
        mark("Average and marginal cost of an interceptor differ several times over: both prices need one price base."),
    ),
}


def balance(dossier: Dossier, views: Sequence[str] | None = None, *, progress: Progress = silent) -> Balance:
    """Does a defence of the planned size leave each side what it calls sufficient, and which size would not?

    Flights say which interceptors reach which force. Survival shares, chances of a kill, sufficiency and costs are
    what the views state; what nobody states is named as missing and never filled in.

    Arguments: views, ids of views (all if not said); progress, called with what is being done and the share done.
    Returns:   a Balance.
    Refuses:   FileError for a view that is not there.
    Source:    docs/methods/balance.md.
    Example:   [row.verdict for row in detente.balance(detente.load("deauville-2011")).sufficiency]
    """
    chosen = {name: assumptions(dossier, name) for name in chosen_views(dossier, views)}
    flying = {name for force in dossier.forces for name in force.flies_as}
    return counted(chosen, list(reaches(chosen, progress, only=flying)), progress)


def counted(
    views: Mapping[str, Assumptions], answers: Sequence[tuple[Assumptions, Reach]], progress: Progress = silent
) -> Balance:
    """The same, from flights that have been flown."""
    dossier = next(iter(views.values())).dossier
    found = [each for view in views.values() for each in _handed(view, answers)] if dossier.forces else []
    parties = [party for each in found for party in parties_of(views[each.view], each)]
    rows = []
    for number, party in enumerate(parties):
        progress(
            say("strategic balance, phase {phase}, {view}", phase=party.phase, view=party.view.view),
            0.7 + 0.3 * number / len(parties),
        )
        rows.append(sufficiency_row(party, _flights(party)))
    inputs = [row for view in views.values() for row in input_rows(view) if _counts(dossier, row.key)]
    return Balance(
        dossier=dossier.name,
        title=dossier.approach.title,
        views={name: view_head(dossier.views[name]) for name in views},
        sides={role: getattr(dossier.approach.sides, role) for role in ROLES},
        phases=phases_of(dossier),
        handed=tuple(found),
        retaliation=tuple(retaliation_row(party) for party in parties),
        sufficiency=tuple(rows),
        windows=tuple(window_rows(views, found, rows)),
        needs=tuple(curve for view in views.values() if (curve := need_curve(view)) and found),
        crisis=tuple(crisis_row(*pair) for pair in zip(parties[::2], parties[1::2], strict=True)),
        race=tuple(race_rows(views, parties, found)),
        cost=tuple(cost_row(party) for party in parties if party.role == "deterring"),
        assumptions=TAKEN_FOR_GRANTED,
        weakest=tuple(WeakestRow(row.key, row.view, row.weakest, ()) for row in rows),
        inputs=tuple(inputs),
        sources=sources_of(dossier, inputs),
        notes=(*_notes(dossier, views), *_replies(rows, dossier.approach.sides.deterring)),
    )


def _handed(view: Assumptions, answers: Sequence[tuple[Assumptions, Reach]]) -> Iterator[Handed]:
    """What flying hands over, phase by phase."""
    deterring = view.dossier.approach.sides.deterring
    for phase in view.dossier.approach.phases:
        mine = [answer for owner, answer in answers if owner is view and answer.phase == phase.id]
        shots = {
            (answer.deterrent.id, site): count for answer in mine for site, count in shots_of(view, answer).items()
        }
        forces = [force for force in view.dossier.forces if force.side == deterring and force.stands_in(phase.id)]
        yield handed(view, phase.id, forces, mine, shots)


def parties_of(view: Assumptions, each: Handed) -> tuple[Party, Party]:
    """Both sides of a phase: first the defending one, whose deterrent meets what the other side holds itself."""
    sides = view.dossier.approach.sides

    def party(role: str, met: Handed | None) -> Party:
        side = getattr(sides, role)
        forces = tuple(row for row in view.dossier.forces if row.side == side and row.stands_in(each.phase))
        return Party(view, each.phase, each.year, role, side, forces, met)

    return party("defending", None), party("deterring", each)


def _flights(party: Party) -> list[Certainty]:
    """Certainties behind the flights of the forces that meet the interceptors of the approach."""
    if party.handed is None:
        return []
    flown = {name for force in party.forces for name in force.flies_as}
    deterrents = [row for row in party.view.dossier.approach.deterrents if row.id in flown]
    return [label for row in deterrents for label, _ in inputs_of(party.view, party.phase, row, None)]


def _counts(dossier: Dossier, key: str) -> bool:
    """Whether an input belongs to the counting strand."""
    owner = key.partition(".")[0]
    return owner in OWNERS or any(owner == force.id for force in dossier.forces)


def _notes(dossier: Dossier, views: Mapping[str, Assumptions]) -> Iterator[str]:
    """What a reader must know of how this dossier was counted."""
    if not dossier.forces:
        yield (
            say(
                "{dossier} holds no forces.toml: nothing is counted. Add [[forces]] with the warheads of each "
                "side, and state survival, sufficiency and chances of a kill in the views "
                "(docs/tutorial/10-balance.md).",
                dossier=dossier.name,
            )
        )
        return
    sides = dossier.approach.sides
    for side in (sides.defending, sides.deterring):
        if not any(force.side == side for force in dossier.forces):
            yield say("No forces of {side} are declared.", side=side)
    for force in dossier.forces:
        if force.side == sides.deterring and not force.flies_as:
            yield say(
                "{force}: no flights stand for it (flies_as); all of it counts as in reach, an upper bound.",
                force=force.name,
            )
    for name, view in views.items():
        if view.numbers.get("defending.interceptors"):
            yield (
                say(
                    "{name}: {outside:.0f} interceptors outside the approach are added, and every force is "
                    "then taken to be in reach, an upper bound.",
                    name=name,
                    outside=view.numbers["defending.interceptors"],
                )
            )
        if "interception.shot_correlation" not in view.numbers:
            yield say(
                "{name}: states no correlation of shots; they count as independent, which favours the defence.",
                name=name,
            )
        if "deterring.interceptors" not in view.numbers:
            yield say(
                "{name}: states no interceptors of {deterring}; those of {defending} meet none.",
                name=name,
                deterring=sides.deterring,
                defending=sides.defending,
            )


def _replies(rows: Sequence[Sufficiency], deterring: str) -> Iterator[str]:
    """The same deployment, and how differently two views would answer it: B6 and its ratio."""
    last = {row.view: row.offset_per_100 for row in rows if row.side == deterring}
    known = {view: ends.median for view, ends in last.items() if ends is not None and ends.median}
    if len(known) > 1:
        least, most = min(known, key=lambda view: known[view]), max(known, key=lambda view: known[view])
        yield (
            say(
                "100 interceptors more would be answered with {more:,.0f} warheads in the view {most} and "
                "with {fewer:,.0f} in {least}: {times:.1f} times as many for the same deployment.",
                more=known[most],
                most=most,
                fewer=known[least],
                least=least,
                times=known[most] / known[least],
            )
        )
