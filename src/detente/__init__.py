"""The technical workbench for missile-defence and strategic-arms talks.

Every name is loaded on first use, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.assessment.agenda import agenda
    from detente.assessment.assess import assess
    from detente.assessment.balance import balance
    from detente.assessment.cooperation import cooperation
    from detente.assessment.crux import crux
    from detente.assessment.engage import RadarAt, engage
    from detente.assessment.explain import explain
    from detente.assessment.flight_check import flight_check
    from detente.assessment.fly import arc, fly
    from detente.assessment.flyout import flyout
    from detente.assessment.forces import forces
    from detente.assessment.forces_history import forces_history
    from detente.assessment.maps import maps
    from detente.assessment.packages import with_package
    from detente.assessment.range_rings import range_rings
    from detente.assessment.reductions import reductions
    from detente.assessment.search import search
    from detente.assessment.space_based import space_based
    from detente.assessment.treaty import treaty_check, treaty_list, treaty_show
    from detente.errors import DetenteError, FileError, RangeError, ScopeError
    from detente.flying.footprint import defended_area, equal_area_grid, launch_area_denied
    from detente.flying.sight import horizon_distance
    from detente.flying.trajectory import arcs
    from detente.flying.vehicles import (
        GravityTurn,
        Infrared,
        Interceptor,
        Missile,
        PitchProgramme,
        Radar,
        Rules,
        Site,
        Stage,
        StagedInterceptor,
        StagedMissile,
    )
    from detente.flying.windows import Defence
    from detente.reading.changes import with_changes
    from detente.reading.dossier import check, dossiers, load, new
    from detente.reading.listing import catalog, system
    from detente.report.write import write_balance, write_crux, write_report, write_rings, write_search

_HOMES = {
    "detente.assessment.agenda": ("agenda",),
    "detente.assessment.assess": ("assess",),
    "detente.assessment.balance": ("balance",),
    "detente.assessment.cooperation": ("cooperation",),
    "detente.assessment.crux": ("crux",),
    "detente.assessment.explain": ("explain",),
    "detente.assessment.flight_check": ("flight_check",),
    "detente.assessment.engage": ("RadarAt", "engage"),
    "detente.assessment.packages": ("with_package",),
    "detente.assessment.search": ("search",),
    "detente.assessment.fly": ("arc", "fly"),
    "detente.assessment.flyout": ("flyout",),
    "detente.assessment.forces": ("forces",),
    "detente.assessment.forces_history": ("forces_history",),
    "detente.assessment.maps": ("maps",),
    "detente.assessment.range_rings": ("range_rings",),
    "detente.assessment.reductions": ("reductions",),
    "detente.assessment.space_based": ("space_based",),
    "detente.assessment.treaty": ("treaty_check", "treaty_list", "treaty_show"),
    "detente.errors": ("DetenteError", "FileError", "RangeError", "ScopeError"),
    "detente.flying.footprint": ("defended_area", "equal_area_grid", "launch_area_denied"),
    "detente.flying.trajectory": ("arcs",),
    "detente.flying.sight": ("horizon_distance",),
    "detente.flying.vehicles": (
        "GravityTurn", "Infrared", "Interceptor", "Missile", "PitchProgramme", "Radar", "Rules", "Site", "Stage",
        "StagedInterceptor", "StagedMissile",
    ),
    "detente.flying.windows": ("Defence",),
    "detente.report.write": ("write_balance", "write_crux", "write_report", "write_rings", "write_search"),
    "detente.reading.changes": ("with_changes",),
    "detente.reading.dossier": ("check", "dossiers", "load", "new"),
    "detente.reading.listing": ("catalog", "system"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Defence",
    "DetenteError",
    "FileError",
    "GravityTurn",
    "Infrared",
    "Interceptor",
    "Missile",
    "PitchProgramme",
    "Radar",
    "RadarAt",
    "RangeError",
    "Rules",
    "ScopeError",
    "Site",
    "Stage",
    "StagedInterceptor",
    "StagedMissile",
    "agenda",
    "arc",
    "arcs",
    "assess",
    "balance",
    "catalog",
    "check",
    "cooperation",
    "crux",
    "defended_area",
    "dossiers",
    "engage",
    "equal_area_grid",
    "explain",
    "flight_check",
    "fly",
    "flyout",
    "forces",
    "forces_history",
    "horizon_distance",
    "launch_area_denied",
    "load",
    "maps",
    "new",
    "range_rings",
    "reductions",
    "search",
    "space_based",
    "system",
    "treaty_check",
    "treaty_list",
    "treaty_show",
    "with_changes",
    "with_package",
    "write_balance",
    "write_crux",
    "write_report",
    "write_rings",
    "write_search",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
