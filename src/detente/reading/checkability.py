"""How well one assumption of a dossier can be checked, and who would have to open something for it."""

from functools import reduce

from detente.errors import FileError
from detente.messages import mark, say
from detente.reading.checks import Check, check_of
from detente.reading.dossier import Dossier
from detente.reading.lookup import parameter_of
from detente.reading.parameters import OWNERS

_BOTH = mark("both sides")


def checkability(dossier: Dossier, key: str) -> Check:
    """How well can the assumption behind a key such as `two-stage-gbi.burnout_speed` be checked, and by what?

    The dossier's own row for the key, else its own for the kind, else the shipped one for the kind. The measure names
    whoever would have to open something.

    Refuses: FileError, when there is no such key.
    """
    forces = {force.id: force.side for force in dossier.forces}
    problem = parameter_of(key, dossier.catalog, forces)
    if isinstance(problem, str):
        raise FileError(problem)
    name = key.partition(".")[0]
    system = dossier.catalog.systems.get(name)
    kind = system.kind if system else "force" if name in forces else OWNERS[name]
    return check_of(key, kind, dossier.checks, _owner(dossier, name, kind, forces))


def _owner(dossier: Dossier, name: str, kind: str, forces: dict[str, str]) -> str:
    """Who holds what a key is about: a side, both, or for a missile of neither its owner."""
    sides = dossier.approach.sides
    if kind == "missile":
        held = [row.side for row in dossier.approach.deterrents if row.missile == name]
        return _named(held) or say("the owner of {system}", system=dossier.catalog.systems[name].name)
    if kind in ("interceptor", "radar", "space-infrared"):
        held = [row.side or sides.defending for row in dossier.approach.deployments if row.system == name]
        return _named(held) or sides.defending
    if name == "deterring":
        return sides.deterring
    if kind in ("race", "crisis"):
        return _BOTH
    return forces.get(name, sides.defending)


def _named(held: list[str]) -> str:
    """Whoever holds something, each named once."""
    named = list(dict.fromkeys(held))
    return reduce(lambda one, other: say("{one} and {other}", one=one, other=other), named) if named else ""
