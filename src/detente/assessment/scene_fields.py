"""The fields of a live picture: on a regular grid, how long before it is too late the best site can meet a threat.

Flights are remembered by what makes them, so that only what was changed is worked out again.
"""

import numpy as np
from scipy.ndimage import distance_transform_edt

from detente.assessment.resolve import Assumptions, Numbers, apogee_speed, defence, notional
from detente.assessment.scene_grid import Window, window_of_area
from detente.assessment.scene_parts import CLIP, Field, Halves
from detente.assessment.stages import Floats, Memory, ground_box, launch_points, least_slack
from detente.flying.footprint import MAP_COAST, Flights, encounter, flights
from detente.reading.approach import Threat

STEPS = (1.0, 0.5, 0.25)

_FLOWN = Memory[Flights](12)


def window(view: Assumptions, threat: Threat) -> Window:
    """Where a threat is looked at: the box of the area it flies at."""
    return window_of_area(ground_box(view.dossier, threat.protects))


def exact(view: Assumptions, numbers: Numbers, phase: int, threat: Threat, goals: Floats) -> Floats:
    """Slack of the best site, least over the launch places, at goals (n, 2) [rad]: `stages.map_slack`, remembered."""
    vehicle = notional(view.dossier.catalog, threat.missile, numbers)
    launches, top = launch_points(view.dossier, threat), apogee_speed(threat, numbers)
    key = (vehicle, launches.tobytes(), goals.tobytes(), threat.path, top)
    flown = _FLOWN.kept_for(
        key, lambda: flights(vehicle, launches, goals, path=threat.path, apogee_speed_m_s=top, coast=MAP_COAST)
    )
    standing = defence(view.against(phase, threat), numbers, view.words)
    return least_slack(encounter(standing, flown, tables=True))


def defended(
    side: str, view: Assumptions, phase: int, threat: Threat, step: float, ends: tuple[Numbers, Numbers] | None
) -> Field:
    """The field of what is defended; ends: the numbers at the two ends of the ranges, where a band is wanted."""
    here = window(view, threat)
    corners = (view.numbers, *(ends or ()))
    found = [exact(view, numbers, phase, threat, here.points(step)) for numbers in corners]
    return field_of(side, "defended", here, step, found)


def field_of(side: str, kind: str, here: Window, step: float, slack: list[Floats]) -> Field:
    """A field from the slack of its cells, of the middle alone or of middle, low and high."""
    rows, columns = here.shape(step)
    cells = packed([each.reshape(rows, columns) for each in slack])
    return Field(side, kind, here.south, here.west, step, rows, columns, len(slack) > 1, cells)


def packed(slack: list[Floats]) -> Halves:
    """Cells (rows, columns, 4) of a `Field` from the slack (rows, columns) of the middle, or of all three."""
    middle, low, high = slack if len(slack) == 3 else (slack[0],) * 3
    low, high = np.fmin(middle, low), np.fmax(middle, high)
    threatened = ~np.isnan(middle)
    channels = [_filled(np.clip(each, -CLIP, CLIP)) for each in (middle, low, high)]
    return np.stack([*channels, threatened.astype(np.float64)], axis=-1).astype(np.float16)


def _filled(values: Floats) -> Floats:
    """Values with each gap (NaN) given the nearest one that is none; 0 everywhere if all are gaps."""
    gaps = np.isnan(values)
    if not gaps.any() or gaps.all():
        return np.nan_to_num(values, nan=0.0)
    nearest = distance_transform_edt(gaps, return_distances=False, return_indices=True)
    return np.asarray(values[tuple(nearest)])
