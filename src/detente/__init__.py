"""The technical workbench for missile-defence and strategic-arms talks.

Every name is loaded on first use, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.assessment.assess import assess
    from detente.assessment.explain import explain
    from detente.assessment.flight_check import flight_check
    from detente.assessment.fly import arc, engage, fly
    from detente.assessment.flyout import flyout
    from detente.assessment.maps import maps
    from detente.errors import DetenteError, FileError, RangeError, ScopeError
    from detente.flying.footprint import defended_area, equal_area_grid, launch_area_denied
    from detente.flying.vehicles import (
        Infrared,
        Interceptor,
        Missile,
        Radar,
        Rules,
        Site,
        Stage,
        StagedInterceptor,
        StagedMissile,
    )
    from detente.flying.windows import Defence
    from detente.reading.dossier import check, dossiers, load, new
    from detente.report.write import write_report

_HOMES = {
    "detente.assessment.assess": ("assess",),
    "detente.assessment.explain": ("explain",),
    "detente.assessment.flight_check": ("flight_check",),
    "detente.assessment.fly": ("arc", "engage", "fly"),
    "detente.assessment.flyout": ("flyout",),
    "detente.assessment.maps": ("maps",),
    "detente.errors": ("DetenteError", "FileError", "RangeError", "ScopeError"),
    "detente.flying.footprint": ("defended_area", "equal_area_grid", "launch_area_denied"),
    "detente.flying.vehicles": (
        "Infrared", "Interceptor", "Missile", "Radar", "Rules", "Site", "Stage", "StagedInterceptor", "StagedMissile",
    ),
    "detente.flying.windows": ("Defence",),
    "detente.report.write": ("write_report",),
    "detente.reading.dossier": ("check", "dossiers", "load", "new"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Defence",
    "DetenteError",
    "FileError",
    "Infrared",
    "Interceptor",
    "Missile",
    "Radar",
    "RangeError",
    "Rules",
    "ScopeError",
    "Site",
    "Stage",
    "StagedInterceptor",
    "StagedMissile",
    "arc",
    "assess",
    "check",
    "defended_area",
    "dossiers",
    "engage",
    "equal_area_grid",
    "explain",
    "flight_check",
    "fly",
    "flyout",
    "launch_area_denied",
    "load",
    "maps",
    "new",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
