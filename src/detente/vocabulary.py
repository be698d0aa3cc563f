"""Every named quantity of a result, once: its dimensions, its SI unit, the unit it is shown in, and one sentence.

A result variable is made only through `variable`, so that its name, dimensions and unit are checked at birth.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from detente.messages import mark


@dataclass(frozen=True)
class Quantity:
    """One entry: dimensions, SI unit ("1" for pure numbers, "" for words), unit shown, and what it is."""

    dims: tuple[str, ...]
    unit: str
    shown: str
    sentence: str


ORBIT = ("inclination", "orbit_altitude")
SAMPLE, EVENT, REACH, CELL = ("sample",), ("event",), ("view", "question", "bound"), ("view", "phase", "row", "column")
LEVEL = ("view", "question", "level", "bound")
RING = ("missile", "launch_azimuth")

QUANTITIES: dict[str, Quantity] = {
    # one flight
    "time": Quantity(SAMPLE, "s", "s", mark("Time since the launch of the missile.")),
    "latitude": Quantity(SAMPLE, "rad", "deg", mark("Latitude below the missile, north positive.")),
    "longitude": Quantity(SAMPLE, "rad", "deg", mark("Longitude below the missile, east positive.")),
    "altitude": Quantity(SAMPLE, "m", "km", mark("Height above the tier's own Earth, sphere or WGS 84.")),
    "powered": Quantity(SAMPLE, "1", "1", mark("1 while the missile burns, 0 afterwards.")),
    "range": Quantity((), "m", "km", mark("Ground distance from launch to impact along the great circle.")),
    "flight_time": Quantity((), "s", "s", mark("Time from launch to impact.")),
    "apogee": Quantity((), "m", "km", mark("Greatest height of the arc.")),
    "apogee_speed": Quantity((), "m/s", "km/s", mark("Space-fixed speed at apogee.")),
    "azimuth": Quantity((), "rad", "deg", mark("Azimuth at launch, from north over east.")),
    "impact_latitude": Quantity((), "rad", "deg", mark("Latitude of the point of fall.")),
    "impact_longitude": Quantity((), "rad", "deg", mark("Longitude of the point of fall.")),
    "burnout_time": Quantity((), "s", "s", mark("Time from launch to burnout.")),
    "burnout_speed": Quantity((), "m/s", "km/s", mark("Speed at burnout relative to the turning Earth.")),
    "burnout_altitude": Quantity((), "m", "km", mark("Height at burnout.")),
    "flight_path_angle": Quantity((), "rad", "deg", mark("Angle of the velocity, relative to the Earth, at burnout.")),
    "event_time": Quantity(EVENT, "s", "s", mark("Time since launch of an event of the flight.")),
    "event_latitude": Quantity(EVENT, "rad", "deg", mark("Latitude below the missile at an event.")),
    "event_longitude": Quantity(EVENT, "rad", "deg", mark("Longitude below the missile at an event.")),
    "event_altitude": Quantity(EVENT, "m", "km", mark("Height at an event, above the tier's own Earth.")),
    "event_speed": Quantity(EVENT, "m/s", "km/s", mark("Speed relative to the turning Earth at an event.")),
    "arc_latitude": Quantity(("arc",), "rad", "deg", mark("Latitude of the point of fall of one of many bare arcs.")),
    "arc_longitude": Quantity(("arc",), "rad", "deg", mark("Longitude of the point of fall of one of many bare arcs.")),
    "arc_time": Quantity(("arc",), "s", "s", mark("Time of flight of one of many bare arcs.")),
    "arc_apogee": Quantity(("arc",), "m", "km", mark("Greatest height of one of many bare arcs.")),
    # range rings
    "ring_latitude": Quantity(RING, "rad", "deg", mark("Latitude where the longest shot at a launch azimuth falls.")),
    "ring_longitude": Quantity(RING, "rad", "deg", mark("Longitude where the longest shot at a launch azimuth falls.")),
    "ring_bearing": Quantity(RING, "rad", "deg", mark("Bearing of that point of fall, seen from the launch point.")),
    "ring_range": Quantity(RING, "m", "km", mark("Ground distance of that point of fall from the launch point.")),
    "ring_time": Quantity(RING, "s", "s", mark("Time of flight of the longest shot at a launch azimuth.")),
    "still_range": Quantity(("missile",), "m", "km", mark("Greatest range on an Earth held still.")),
    # one interceptor
    "arrival_time": Quantity(
        ("distance", "height"), "s", "s", mark("Earliest time from interceptor launch to a point.")
    ),
    "latest_arrival_time": Quantity(
        ("distance", "height"), "s", "s", mark("Latest time from interceptor launch at which a flight passes a point.")
    ),
    "distance": Quantity(("distance",), "m", "km", mark("Ground distance from the site.")),
    "height": Quantity(("height",), "m", "km", mark("Height above the reference sphere.")),
    # one engagement
    "earliest_launch": Quantity((), "s", "s", mark("Earliest interceptor launch after the launch of the missile.")),
    "latest_launch": Quantity((), "s", "s", mark("Latest interceptor launch that still meets the missile.")),
    "slack": Quantity((), "s", "s", mark("Latest useful minus earliest possible interceptor launch; below 0: none.")),
    "first_intercept": Quantity((), "s", "s", mark("First possible intercept after the launch of the missile.")),
    "last_intercept": Quantity((), "s", "s", mark("Last possible intercept after the launch of the missile.")),
    "shots": Quantity((), "1", "1", mark("Shot opportunities one after the other under shoot-look-shoot.")),
    # maps
    "row_latitude": Quantity(("row",), "rad", "deg", mark("Latitude of a row of cells.")),
    "column_longitude": Quantity(("column",), "rad", "deg", mark("Longitude of a column of cells.")),
    "cell_slack": Quantity(
        ("site", "row", "column"), "s", "s", mark("Least slack of a site against what reaches a cell.")
    ),
    "best_slack": Quantity(
        ("row", "column"), "s", "s", mark("Least slack of the best site against what reaches a cell.")
    ),
    "threatened": Quantity(("row", "column"), "1", "1", mark("1 where at least one launch point reaches the cell.")),
    "map_slack": Quantity(CELL, "s", "s", mark("Slack of the best site per cell, at the central numbers.")),
    "band_slack": Quantity(
        ("view", "phase", "band", "row", "column"), "s", "s",
        mark("Slack that at least this share of the samples reaches.")
    ),
    "protected": Quantity(("row", "column"), "1", "1", mark("1 where the cell belongs to the protected area.")),
    # a whole assessment
    "reach_slack": Quantity(
        REACH, "s", "s", mark("Slack of an interceptor site against a deterrent: low, median, high.")
    ),
    "reach_latest": Quantity(REACH, "s", "s", mark("Latest useful interceptor launch: low, median, high.")),
    "area_share": Quantity(REACH, "1", "1", mark("Share of the threatened protected area that is defended.")),
    "population_share": Quantity(REACH, "1", "1", mark("Share of the people of the threatened listed towns.")),
    "capitals_share": Quantity(REACH, "1", "1", mark("Share of the threatened capitals that are defended.")),
    "interceptors_met": Quantity(REACH, "1", "1", mark("Interceptors that a side's warheads meet: low, median, high.")),
    "retaliation": Quantity(REACH, "1", "1", mark("Warheads a side could still send, in the posture that is judged.")),
    "arrivals": Quantity(REACH, "1", "1", mark("Warheads that arrive on the average: low, median, high.")),
    "sufficiency_probability": Quantity(
        REACH, "1", "1", mark("Chance that as many arrive as the side calls sufficient.")
    ),
    "sufficiency_margin": Quantity(
        REACH, "1", "1", mark("Arrivals at that chance less what is sufficient, in parts of it.")
    ),
    "erosion_onset": Quantity(REACH, "1", "1", mark("Interceptors at which a side's own rule fails; infinite: none.")),
    "offset": Quantity(REACH, "1", "1", mark("Warheads more that are wanted for 100 interceptors more.")),
    "path_time": Quantity(("path", "sample"), "s", "s", mark("Time since launch along an example path.")),
    "path_latitude": Quantity(("path", "sample"), "rad", "deg", mark("Latitude along an example path.")),
    "path_longitude": Quantity(("path", "sample"), "rad", "deg", mark("Longitude along an example path.")),
    "path_altitude": Quantity(("path", "sample"), "m", "km", mark("Height along an example path.")),
    "input_value": Quantity(("view", "input"), "", "", mark("An assumption of a view, in its SI unit.")),
    "input_low": Quantity(("view", "input"), "", "", mark("Low end of the holder's own range.")),
    "input_high": Quantity(("view", "input"), "", "", mark("High end of the holder's own range.")),
    "verdict": Quantity(("view", "question"), "", "", mark("The answer in words.")),
    # samples of the numbers
    "answer_chance": Quantity(
        ("view", "question", "word", "bound"), "1", "1", mark("Share of the samples with an answer: its two bounds.")
    ),
    "slack_quantile": Quantity(LEVEL, "s", "s", mark("Middle slack that a share of the samples does not exceed.")),
    "covered_quantile": Quantity(LEVEL, "1", "1", mark("Share covered that a share of the samples does not exceed.")),
    "margin_quantile": Quantity(
        LEVEL, "1", "1", mark("Sufficiency margin that a share of the samples does not exceed.")
    ),
    # interceptors in orbit
    "inclination": Quantity(("inclination",), "rad", "deg", mark("Angle between an orbit and the equator.")),
    "orbit_altitude": Quantity(("orbit_altitude",), "m", "km", mark("Height of a circular orbit.")),
    "point_latitude": Quantity(("point_latitude",), "rad", "deg", mark("Latitude of the point to be reached.")),
    "reach_radius": Quantity(
        ("orbit_altitude",), "m", "km", mark("Ground distance around a satellite that it reaches.")
    ),
    "time_in_reach": Quantity(ORBIT, "1", "1", mark("Share of the time for which one satellite reaches the point.")),
    "absentee_ratio": Quantity(ORBIT, "1", "1", mark("Satellites in orbit for each one in reach, on the average.")),
    "absentee_by_latitude": Quantity(
        ("inclination", "point_latitude"), "1", "1", mark("The same over latitudes, at one height of the orbits.")
    ),
    # handed from flying to counting
    "reachable_share": Quantity((), "1", "1", mark("Share of a deterrent that interceptors could reach.")),
    "shots_per_object": Quantity((), "1", "1", mark("Shot opportunities against one object.")),
    "interceptors_in_reach": Quantity((), "1", "1", mark("Interceptors whose site reaches the deterrent.")),
}  # fmt: skip


def variable(name: str, data: Any, **coordinates: Any) -> xr.DataArray:
    """A result variable with the dimensions, unit and sentence of its vocabulary entry.

    data: shape as the entry's dimensions; coordinates: labels for any of them. A name that is not in the
    vocabulary is a KeyError, a wrong number of dimensions a ValueError: both are mistakes of the program.
    """
    entry = QUANTITIES[name]
    values = np.asarray(data)
    if values.ndim != len(entry.dims):
        raise ValueError(f"{name} has dimensions {entry.dims}, got an array of shape {values.shape}")
    attributes = {"units": entry.unit, "long_name": entry.sentence, "shown_in": entry.shown}
    return xr.DataArray(values, dims=entry.dims, coords=coordinates, name=name, attrs=attributes)


def dataset(**data: Any) -> xr.Dataset:
    """A dataset of vocabulary variables that share their dimensions."""
    return xr.Dataset({name: variable(name, values) for name, values in data.items()})
