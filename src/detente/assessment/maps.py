"""One map: the defended area of one phase against one threat under one view, and its mirror."""

from collections.abc import Sequence
from dataclasses import replace

from detente.assessment.assess import assess
from detente.assessment.reaching import Progress, silent
from detente.assessment.result import Assessment
from detente.errors import FileError
from detente.messages import say
from detente.reading.dossier import Dossier


def maps(
    dossier: Dossier, phase: int, threat: str, views: Sequence[str] | None = None, *, progress: Progress = silent
) -> Assessment:
    """An assessment cut down to one phase and one threat, enough to draw its map.

    Refuses: FileError for a phase, threat or view that is not in the dossier.
    """
    approach = dossier.approach
    phases = {row.id: row for row in approach.phases}
    threats = {row.id: row for row in approach.threats}
    if phase not in phases:
        raise FileError(
            say(
                "{dossier}: found phase {phase}; expected one of {phases}.",
                dossier=dossier.name,
                phase=phase,
                phases=", ".join(map(str, phases)),
            )
        )
    if threat not in threats:
        raise FileError(
            say(
                '{dossier}: found threat "{threat}"; expected one of {threats}.',
                dossier=dossier.name,
                threat=threat,
                threats=", ".join(threats),
            )
        )
    if threats[threat].from_phase > phase:
        raise FileError(
            say(
                '{dossier}: threat "{threat}" counts from phase {from_phase} on; found phase {phase}.',
                dossier=dossier.name,
                threat=threat,
                from_phase=threats[threat].from_phase,
                phase=phase,
            )
        )
    only = replace(approach, phases=(phases[phase],), threats=(threats[threat],), deterrents=())
    return assess(replace(dossier, approach=only, claims=()), views, progress=progress)
