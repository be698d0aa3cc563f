"""The labelled arrays of an assessment: inputs, flying (balance, security, maps, example paths), counting, verdicts."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import xarray as xr

from detente.assessment.bands import Bands, as_arrays
from detente.assessment.doubt_arrays import doubt_arrays
from detente.assessment.resolve import Assumptions, apogee_speed, notional
from detente.assessment.result import Assessment
from detente.assessment.rows import text
from detente.assessment.stages import Protection, degrees, ground, launch_points, region_points
from detente.errors import RangeError
from detente.flying.footprint import flights
from detente.flying.trajectory import fly
from detente.flying.vehicles import Missile, radians
from detente.reading.approach import Deterrent, Threat
from detente.reading.dossier import Dossier
from detente.vocabulary import variable

EXAMPLE_STEP = 8  # of the protected cells, so many are tried for the end of an example flight


def with_tree(
    result: Assessment, views: dict[str, Assumptions], answers: Sequence[tuple[Assumptions, Protection]],
    edges: Sequence[Bands] = (),
) -> Assessment:  # fmt: skip
    """The same answer with its labelled arrays: inputs, flying (balance, security, maps, paths), counting, verdicts.

    edges: of the maps, where numbers were sampled; what the samples say stands in `doubt`.
    """
    times = {"reach_slack": "slack_s", "reach_latest": "latest_launch_s"}
    shares = {name: f"ranges/{name}" for name in ("area_share", "population_share", "capitals_share")}
    enough = {
        "interceptors_met": "interceptors", "retaliation": "retaliation", "arrivals": "arrivals",
        "sufficiency_probability": "probability", "sufficiency_margin": "margin", "erosion_onset": "onset_exact",
        "offset": "offset_per_100",
    }  # fmt: skip
    nodes = {
        "inputs": _inputs(views),
        "flying/balance": _table(result.balance, list(views), times),
        "flying/security": _table(result.security, list(views), shares),
        "flying/paths": _paths(views),
        "counting/sufficiency": _table(result.strategic.sufficiency, list(views), enough),
        "verdicts": _verdicts(result, list(views)),
    }  # fmt: skip
    for threat in dict.fromkeys(answer.threat.id for _, answer in answers):
        nodes[f"flying/maps/{threat}"] = _maps([pair for pair in answers if pair[1].threat.id == threat], list(views))
    for threat in dict.fromkeys(each.threat for each in edges):
        nodes[f"flying/bands/{threat}"] = as_arrays([each for each in edges if each.threat == threat], list(views))
    if result.doubt is not None:
        nodes["doubt"] = doubt_arrays(result.doubt, list(views))
    tree = xr.DataTree.from_dict({path: node for path, node in nodes.items() if node is not None})
    tree.attrs["assessment"] = text(result.as_dict())
    return replace(result, tree=tree)


def _inputs(views: dict[str, Assumptions]) -> xr.Dataset:
    keys = sorted({key for view in views.values() for key in view.statements})

    def table(name: str) -> list[list[float]]:
        return [
            [getattr(view.statements[key], name) if key in view.statements else math.nan for key in keys]
            for view in views.values()
        ]

    labels = {"view": list(views), "input": keys}
    parts = {"input_value": "value", "input_low": "low", "input_high": "high"}
    return xr.Dataset({name: variable(name, table(part), **labels) for name, part in parts.items()})


def _table(rows: Sequence[Any], views: list[str], parts: dict[str, str]) -> xr.Dataset | None:
    """Low, median and high of each quantity as (view, question, bound)."""
    if not rows:
        return None
    questions = list(dict.fromkeys(row.key for row in rows))
    by_name = {(row.view, row.key): row for row in rows}
    bounds = ("low", "median", "high")
    data = {}
    for name, part in parts.items():
        values = np.full((len(views), len(questions), 3), np.nan)
        for v, view in enumerate(views):
            for q, question in enumerate(questions):
                if (view, question) in by_name:
                    row = by_name[view, question]
                    ends = (
                        row.ranges[part.removeprefix("ranges/")] if part.startswith("ranges/") else getattr(row, part)
                    )
                    values[v, q] = [
                        math.nan if (end := getattr(ends, bound, None)) is None else end for bound in bounds
                    ]
        data[name] = variable(name, values, view=views, question=questions, bound=list(bounds))
    return xr.Dataset(data)


def _maps(answers: Sequence[tuple[Assumptions, Protection]], views: list[str]) -> xr.Dataset:
    phases = sorted({answer.phase for _, answer in answers})
    here = answers[0][1].ground
    slack = np.full((len(views), len(phases), *here.grid.shape), np.nan)
    for view, answer in answers:
        slack[views.index(view.view), phases.index(answer.phase)] = answer.whole_map
    return xr.Dataset(
        {
            "map_slack": variable("map_slack", slack, view=views, phase=phases),
            "protected": variable("protected", here.inside.astype(np.int64)),
            "row_latitude": variable("row_latitude", here.grid.latitude_rad),
            "column_longitude": variable("column_longitude", here.grid.longitude_rad),
        }
    )


def _verdicts(result: Assessment, views: list[str]) -> xr.Dataset:
    rows = result.answers
    questions = list(dict.fromkeys(row.key for row in rows))
    words = {(row.view, row.key): row.verdict for row in rows}
    table = [[words.get((view, question), "") for question in questions] for view in views]
    return xr.Dataset({"verdict": variable("verdict", np.array(table, dtype=str), view=views, question=questions)})


def _paths(views: dict[str, Assumptions]) -> xr.Dataset:
    """One example flight per view, force and launch place: to the middle of the region or of the protected area."""
    columns: dict[str, list[Any]] = {name: [] for name in ("time", "latitude", "longitude", "altitude")}
    labels: dict[str, list[str]] = {name: [] for name in ("view", "force", "kind", "launch")}
    for view in views.values():
        approach = view.dossier.approach
        forces: tuple[Threat | Deterrent, ...] = (*approach.threats, *approach.deterrents)
        for force in forces:
            for place, point in zip(force.launch, launch_points(view.dossier, force), strict=True):
                flight = example_flight(view, force, degrees(point))
                if flight is None:
                    continue
                for name, column in columns.items():
                    column.append(flight[name].values)
                kind = "threat" if force in approach.threats else "deterrent"
                for name, label in (("view", view.view), ("force", force.id), ("kind", kind), ("launch", place)):
                    labels[name].append(label)
    where = {f"path_{name}": ("path", label) for name, label in labels.items()}
    return xr.Dataset(
        {f"path_{name}": variable(f"path_{name}", np.array(column)) for name, column in columns.items()}, coords=where
    )


def example_flight(view: Assumptions, force: Threat | Deterrent, launch: tuple[float, float]) -> xr.Dataset | None:
    """A flight to the middle of the region, or of what it reaches of the protected area; None if that is nothing."""
    vehicle = notional(view.dossier.catalog, force.missile, view.numbers)
    if isinstance(force, Deterrent):
        points = region_points(view.dossier, force)
        goal: tuple[float, float] | None = degrees(points[len(points) // 2])
    else:
        goal = _middle_reached(view.dossier, force, vehicle, launch)
    try:
        return (
            fly(vehicle, launch, goal, path=force.path, apogee_speed_m_s=apogee_speed(force, view.numbers))
            if goal
            else None
        )
    except RangeError:
        return None


def _middle_reached(
    dossier: Dossier, threat: Threat, missile: Missile, launch: tuple[float, float]
) -> tuple[float, float] | None:
    """The cell nearest to the middle of the protected cells that the missile reaches, of every EXAMPLE_STEP-th one."""
    here = ground(dossier, threat.protects)
    cells = here.grid.points[here.inside.ravel()][::EXAMPLE_STEP]
    reached = cells[flights(missile, radians([launch]), cells, path=threat.path, coast=2).status[0] == 0]
    if not len(reached):
        return None
    return degrees(reached[int(np.argmin(((reached - reached.mean(axis=0)) ** 2).sum(axis=1)))])
