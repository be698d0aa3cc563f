"""Where things stand and start, read off a finished result: sites of a phase, launch places and example paths."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.assessment.result import Assessment
from detente.messages import plural, tr
from detente.report import words

Floats = NDArray[np.float64]

FITS = 24  # letters of a system's name that still fit beside a mark on a map


@dataclass(frozen=True)
class Standing:
    """What stands at one place in one phase: (system, count) of the interceptors, ids of the sensors."""

    place: str
    latitude_deg: float
    longitude_deg: float
    interceptors: tuple[tuple[str, int | None], ...]
    sensors: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Path:
    """One example flight: times [s], places [deg] and heights [m]."""

    view: str
    force: str
    kind: str
    launch: str
    time_s: Floats
    latitude_deg: Floats
    longitude_deg: Floats
    altitude_m: Floats


def standing(assessment: Assessment, phase: int) -> tuple[Standing, ...]:
    """Every place on the ground of one phase, those with interceptors first."""
    found: dict[str, Standing] = {}
    for row in assessment.phases[phase]["standing"]:
        if row["latitude_deg"] is None or row["longitude_deg"] is None:
            continue
        here = found.get(row["place"], Standing(row["place"], row["latitude_deg"], row["longitude_deg"], (), ()))
        weapons, sensors = here.interceptors, here.sensors
        if row["kind"] == "interceptor":
            weapons = (*weapons, (row["system"], row["count"]))
        else:
            sensors = (*sensors, row["system"])
        found[row["place"]] = Standing(here.place, here.latitude_deg, here.longitude_deg, weapons, sensors)
    return tuple(sorted(found.values(), key=lambda here: not here.interceptors))


def everywhere(assessment: Assessment) -> tuple[Standing, ...]:
    """The places of all phases, each phase's own."""
    return tuple(here for phase in assessment.phases for here in standing(assessment, phase))


def site_label(assessment: Assessment, here: Standing) -> str:
    """The name of a place, and under it what stands there if that is short enough to be read on a map."""
    lines = [words.place(assessment, here.place)]
    for system, count in here.interceptors:
        said = words.short(assessment, system)
        if len(said) <= FITS:
            lines.append(f"{count} \u00d7 {said}" if count else said)
        else:
            lines.append(_counted(count) if count else tr("interceptors"))
    return "\n".join(lines)


def _counted(count: int) -> str:
    # a single one is called by the same word in English
    return tr(plural(count, "{count} interceptors", "{count} interceptors"))


def paths(assessment: Assessment, *, view: str | None = None, force: str | None = None) -> tuple[Path, ...]:
    """The example flights, of one view or one force where asked for."""
    flying = assessment.tree.children.get("flying")
    node = flying.children.get("paths") if flying is not None else None
    if node is None:
        return ()
    flights = node.to_dataset()
    views, forces = flights["path_view"].values, flights["path_force"].values
    kinds, places = flights["path_kind"].values, flights["path_launch"].values
    times, heights = flights["path_time"].values, flights["path_altitude"].values
    latitudes, longitudes = (np.degrees(flights[f"path_{name}"].values) for name in ("latitude", "longitude"))
    return tuple(
        Path(
            view=str(views[n]),
            force=str(forces[n]),
            kind=str(kinds[n]),
            launch=str(places[n]),
            time_s=times[n],
            latitude_deg=latitudes[n],
            longitude_deg=longitudes[n],
            altitude_m=heights[n],
        )
        for n in range(len(views))
        if view in (None, views[n]) and force in (None, forces[n])
    )


def launches(assessment: Assessment, force: str) -> dict[str, tuple[float, float]]:
    """Launch places of a force [deg], as far as an example flight starts there."""
    return {
        path.launch: (float(path.latitude_deg[0]), float(path.longitude_deg[0]))
        for path in paths(assessment, force=force)
    }
