"""A small finished result, made by hand: two views, two phases, one threat whose map lies across the date line."""

import numpy as np
import xarray as xr

from detente.assessment.result import (
    CAPITALS,
    DEPENDS,
    FAILS,
    HOLDS,
    MARGINAL,
    OUT_OF_REACH,
    WITHIN_REACH,
    Assessment,
    BalanceRow,
    ClaimRow,
    CruxRow,
    LaunchRow,
    SecurityRow,
)
from detente.assessment.rows import InputRow, Seconds, Share, WeakestRow, text
from detente.messages import joined
from detente.vocabulary import variable
from tests.report.counted import counted, finding

VIEWS, PHASES = ("north", "south"), (1, 2)
LATITUDE = np.linspace(46.0, 74.0, 15)
LONGITUDE = np.linspace(151.0, 209.0, 30)  # runs on past 180


def slack(view: str, phase: int) -> np.ndarray:
    """A round defended area in the Bering Strait, larger in phase 2 and for `south`; nothing threatened in the west."""
    radius = 6.0 + 3.0 * (phase - 1) + 2.0 * (view == "south")
    away = np.hypot(LATITUDE[:, None] - 62.0, (LONGITUDE[None, :] - 182.0) * 0.5)
    found = 40.0 * (radius - away)
    found[:3, :] = -np.inf
    found[:, :4] = np.nan
    return found


def security(view: str, phase: int) -> SecurityRow:
    """Shares made up, but in order."""
    area, people, capitals = Share(0.25, 0.5, 0.75), Share(0.99, 0.996, 1.0), Share(0.5, 1.0, 1.0)
    return SecurityRow(
        key=f"security/phase-{phase}/arrow", view=view, phase=phase, year=2010 + phase, threat="arrow",
        area_share=0.5, population_share=0.996, capitals_share=1.0,
        ranges={"area_share": area, "population_share": people, "capitals_share": capitals},
        threatened_area_share=0.8, threatened_capitals=2,
        verdict=joined("; ", [CAPITALS[2], DEPENDS]) if view == "north" else CAPITALS[2],
        method="corners", bending=(), weakest="assumed",
    )  # fmt: skip


def balance(view: str, phase: int, deterrent: str) -> BalanceRow:
    """`north` finds everything out of reach, `south` reaches one force; the far one is never reached."""
    times = Seconds(None, None, None)
    verdict = OUT_OF_REACH
    if deterrent == "near":
        times = Seconds(None, -40.0, 12.5) if view == "north" else Seconds(300.0, 410.0, 900.0)
        verdict = MARGINAL if view == "north" else WITHIN_REACH
    return BalanceRow(
        key=f"balance/phase-{phase}/shield@hill/{deterrent}", view=view, phase=phase, year=2010 + phase,
        interceptor="shield", site="hill", deterrent=deterrent, slack_s=times,
        latest_launch_s=times, earliest_launch_s=90.0, missile_burnout_s=180.0, pairs_out_of_range=2,
        reachable_share=0.5, shots=1,
        launches=(LaunchRow("town", times),), verdict=verdict, method="sampling",
        bending=("shield.burnout_speed",), weakest="assumed",
    )  # fmt: skip


def crux(view: str) -> list[CruxRow]:
    """One number that the other view's value turns, one word, one number that turns nothing."""
    question = "balance/phase-1/shield@hill/near"
    shared = {"question": question, "view": view, "margin_s": 12.0}
    return [
        CruxRow(
            assumption="shield.burnout_speed", unit="km/s", flip_value=4.75, claimed={"north": 4.5, "south": 5.5},
            claimed_range={"north": (4.0, 5.0), "south": None}, searched=(2.0, 11.0), turned_by=("south",),
            certainty={"north": "read", "south": "assumed"}, **shared,
        ),
        CruxRow(
            assumption="defence.policy", unit="1", flip_value="engage-on-remote", searched=None, turned_by=(),
            claimed={"north": "organic", "south": "engage-on-remote"}, claimed_range={"north": None, "south": None},
            certainty={"north": "assumed", "south": "assumed"}, **shared,
        ),
        CruxRow(
            assumption="shield.burn_time", unit="s", flip_value=None, claimed={"north": 60.0, "south": 60.0},
            claimed_range={"north": (50.0, 70.0), "south": (50.0, 70.0)}, searched=(30.0, 120.0), turned_by=(),
            certainty={"north": "assumed", "south": "assumed"}, **shared,
        ),
    ]  # fmt: skip


def inputs(view: str) -> list[InputRow]:
    """One number on which the views differ, with a range; one word they share."""
    speed = {"north": ("4.5 km/s", 4.5, 4.0, 5.0), "south": ("5.5 km/s", 5.5, 5.5, 5.5)}[view]
    shared = {"kind": "fact", "date": "2011-05-26", "view": view}
    return [
        InputRow(
            key="shield.burnout_speed", text=speed[0], value=speed[1], low=speed[2], high=speed[3], unit="km/s",
            holder="A. Holder <of note>", certainty="read" if view == "north" else "assumed", source="press",
            where="paragraph 3", note="", **shared,
        ),
        InputRow(
            key="defence.policy", text="organic", value=None, low=None, high=None, unit="1", holder="us",
            certainty="assumed", source="", where="", note="chosen by us", **shared,
        ),
    ]  # fmt: skip


def paths() -> xr.Dataset:
    """For each view a flight of the threat and one of each force, straight over the pole or the date line."""
    rows = [(view, force, kind) for view in VIEWS for force, kind in (("arrow", "threat"), ("near", "deterrent"))]
    share = np.linspace(0.0, 1.0, 60)
    latitude = np.radians(np.stack([50.0 + 80.0 * share - 60.0 * share**2 for _ in rows]))
    longitude = np.radians(np.stack([140.0 + 80.0 * share for _ in rows]))
    data = {
        "path_time": np.stack([1200.0 * share for _ in rows]),
        "path_latitude": latitude,
        "path_longitude": longitude,
        "path_altitude": np.stack([4.0 * 900e3 * share * (1.0 - share) for _ in rows]),
    }
    labels = {
        "path_view": ("path", [view for view, _, _ in rows]),
        "path_force": ("path", [force for _, force, _ in rows]),
        "path_kind": ("path", [kind for _, _, kind in rows]),
        "path_launch": ("path", ["town" for _ in rows]),
    }
    return xr.Dataset({name: variable(name, values) for name, values in data.items()}, coords=labels)


def tree() -> xr.DataTree:
    """Maps and paths, as an assessment has them."""
    cells = np.stack([[slack(view, phase) for phase in PHASES] for view in VIEWS])
    protected = (np.abs(LATITUDE[:, None] - 65.0) < 6.0) & (np.abs(LONGITUDE[None, :] - 195.0) < 10.0)
    maps = xr.Dataset(
        {
            "map_slack": variable("map_slack", cells, view=list(VIEWS), phase=list(PHASES)),
            "protected": variable("protected", protected.astype(np.int64)),
            "row_latitude": variable("row_latitude", np.radians(LATITUDE)),
            "column_longitude": variable("column_longitude", np.radians(LONGITUDE)),
        }
    )
    return xr.DataTree.from_dict({"flying/maps/arrow": maps, "flying/paths": paths()})


def standing(phase: int) -> list[dict]:
    """A site with its sensor, and satellites that stand nowhere."""
    shared = {"role": None, "certainty": "read"}
    hill = {"place": "hill", "latitude_deg": 64.5, "longitude_deg": -170.0}
    return [
        {"system": "shield", "kind": "interceptor", "count": 10 * phase, **hill, **shared},
        {"system": "eye", "kind": "radar", "count": 1, **hill, **shared},
        {"system": "sky", "kind": "space-infrared", "place": None, "latitude_deg": None, "longitude_deg": None,
         "count": None, **shared},
    ]  # fmt: skip


def small() -> Assessment:
    """The whole result."""
    questions = ("balance/phase-1/shield@hill/near", "security/phase-1/arrow")
    weakest = [
        WeakestRow(question, view, "assumed", ("defence.policy", "place hill", "shield.burn_time"))
        for view in VIEWS
        for question in questions
    ]
    claim = ClaimRow(
        "too-slow", "A. Holder", "The shield is too slow.", "press", "paragraph 1", "slack always below 0 s",
        {"north": HOLDS, "south": FAILS}, {"north": "2 of 2 answers", "south": "1 of 2 answers"},
    )  # fmt: skip
    result = Assessment(
        dossier="small-talks",
        title="Small talks & others",
        asks="Does one site leave one deterrent alone?",
        views={
            "north": {"title": "The North", "holder": "North", "colour": "orange"},
            "south": {"title": "The South", "holder": "South", "colour": "blue"},
        },
        phases={
            phase: {"year": 2010 + phase, "title": f"Step {phase}", "standing": standing(phase)} for phase in PHASES
        },
        security=tuple(security(view, phase) for view in VIEWS for phase in PHASES),
        balance=tuple(balance(view, phase, force) for view in VIEWS for phase in PHASES for force in ("near", "far")),
        crux=tuple(row for view in VIEWS for row in crux(view)),
        claims=(claim,),
        weakest=tuple(weakest),
        inputs=tuple(row for view in VIEWS for row in inputs(view)),
        sources={"press": {"title": "A report", "publisher": "A paper", "address": "https://example.org/report"}},
        provenance={"dossier_digest": "0123", "catalog_digest": "4567", "version": "0.1.0", "cells": 450},
        names={
            "shield": "Shield, a made-up interceptor",
            "eye": "Eye radar",
            "sky": "Satellites",
            "arrow": "Arrow (900 km)",
            "near": "Near base (Dart)",
            "far": "Far base (Dart)",
            "hill": "Hill, Nowhere",
            "town": "Town, Nowhere",
        },
        strategic=counted(VIEWS),
        treaties=(finding(),),
        tree=xr.DataTree(),
    )
    labelled = tree()
    labelled.attrs["assessment"] = text(result.as_dict())
    object.__setattr__(result, "tree", labelled)
    return result
