"""What a missile reaches from one place, claimed and modelled: the finished answer of `range_rings`."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from detente.assessment.chosen import Used
from detente.assessment.rows import plain
from detente.flying.rings import Contour, Outline
from detente.flying.vehicles import Point
from detente.messages import mark
from detente.reading.values import Statement
from detente.vocabulary import variable

STAGES, SPEED, RANGE = "stages", mark("burnout speed"), "range"
SHOT = ("azimuth", "bearing", "distance", "latitude", "longitude", "time")
FROM = {
    STAGES: mark("flown from stages; a claimed range is a check and no input"),
    SPEED: mark("known by a burnout speed, with an assumed climb"),
    RANGE: mark(
        "known by a range, turned into a burnout speed that gives it on an Earth held still in the powered "
        "tier; what the ring adds is the turning Earth"
    ),
}


@dataclass(frozen=True, eq=False)
class Claim:
    """One range as the catalogue states it [m], and all places at that distance; None beyond half way round."""

    said: Statement
    source: str
    modelled: bool
    """Is this the statement that the modelled ring stands on?"""
    line: Outline | None


@dataclass(frozen=True, eq=False)
class Reach:
    """One modelled contour: the longest shots, the smooth line through their points of fall, the still range [m]."""

    still_m: float
    shots: Contour
    line: Outline

    @property
    def least(self) -> tuple[float, float]:
        """Least range [km] and its ground bearing [deg]."""
        return _at(self.line, int(np.argmin(self.line.distance)))

    @property
    def greatest(self) -> tuple[float, float]:
        """Greatest range [km] and its ground bearing [deg]."""
        return _at(self.line, int(np.argmax(self.line.distance)))


@dataclass(frozen=True, eq=False)
class Ring:
    """One missile: what is claimed and what is modelled.

    modelled_from: "stages", "burnout speed" or "range" (see `FROM`). reach is None where `reason` says why; low and
    high are contours at the ends of the range that the holder gives, if one is given. certainty: of the weakest
    number used.
    """

    missile: str
    name: str
    modelled_from: str
    claims: tuple[Claim, ...]
    reach: Reach | None
    low: Reach | None
    high: Reach | None
    reason: str
    used: tuple[Used, ...]
    certainty: str

    def as_dict(self) -> dict[str, Any]:
        """Plain numbers: km, s, degrees."""
        ends = {"low": self.low, "high": self.high}
        return {
            "missile": self.missile,
            "name": self.name,
            "modelled_from": self.modelled_from,
            "assumption": FROM[self.modelled_from],
            "certainty": self.certainty,
            "modelled": _reach_dict(self.reach),
            "interval": {key: _reach_dict(end) for key, end in ends.items()} if self.low else None,
            "reason": self.reason or None,
            "claims": [_claim_dict(claim) for claim in self.claims],
            "contour": _shots_list(self.reach.shots) if self.reach else [],
            "used": [vars(used) for used in self.used],
        }


@dataclass(frozen=True, eq=False)
class RangeRings:
    """Range rings of one or more missiles around one launch place [deg]; place: its name, if the catalogue has one."""

    launch: Point
    place: str
    tier: str
    rotating: bool
    notes: tuple[str, ...]
    rings: tuple[Ring, ...]

    @property
    def data(self) -> xr.Dataset:
        """The contours of the missiles that have one, along `missile` and `launch_azimuth` [rad]; SI units."""
        drawn = [(ring.missile, ring.reach) for ring in self.rings if ring.reach is not None]
        names = {"missile": [name for name, _ in drawn]}
        if not drawn:
            return xr.Dataset()
        along = {**names, "launch_azimuth": drawn[0][1].shots.azimuth}
        parts = {"latitude": "latitude", "longitude": "longitude", "bearing": "bearing", "range": "distance"}
        found = {
            f"ring_{name}": variable(f"ring_{name}", [getattr(reach.shots, held) for _, reach in drawn], **along)
            for name, held in {**parts, "time": "time"}.items()
        }
        still = variable("still_range", [reach.still_m for _, reach in drawn], **names)
        return xr.Dataset({**found, "still_range": still})

    def as_dict(self) -> dict[str, Any]:
        """Plain numbers: km, s, degrees; see docs/json.md."""
        d = {
            "launch": {"lat_deg": self.launch[0], "lon_deg": self.launch[1], "place": self.place or None},
            "tier": self.tier,
            "rotating": self.rotating,
            "notes": list(self.notes),
            "missiles": [ring.as_dict() for ring in self.rings],
        }
        return {key: plain(value) for key, value in d.items()}

    def __repr__(self) -> str:
        said = []
        for ring in self.rings:
            if ring.reach is None:
                said.append(ring.reason)
                continue
            (least, at_least), (most, at_most) = ring.reach.least, ring.reach.greatest
            said.append(
                f"{ring.missile} {least:,.0f} km (towards {at_least:.0f} deg) to {most:,.0f} km ({at_most:.0f} deg), "
                f"{ring.reach.still_m / 1e3:,.0f} km on an Earth held still"
            )
        return "Range rings: " + "; ".join(said)


def _at(line: Outline, number: int) -> tuple[float, float]:
    return float(line.distance[number]) / 1e3, math.degrees(line.bearing[number])


def _reach_dict(reach: Reach | None) -> dict[str, Any] | None:
    if reach is None:
        return None
    (least, at_least), (most, at_most) = reach.least, reach.greatest
    return {
        "still_km": reach.still_m / 1e3,
        "least_km": least,
        "least_bearing_deg": at_least,
        "greatest_km": most,
        "greatest_bearing_deg": at_most,
    }


def _claim_dict(claim: Claim) -> dict[str, Any]:
    said = claim.said
    return {
        "range_km": said.value / 1e3,
        "low_km": said.low / 1e3,
        "high_km": said.high / 1e3,
        "text": said.text,
        "holder": said.holder,
        "certainty": said.certainty,
        "source": claim.source,
        "where": said.where,
        "date": said.date,
        "note": said.note,
        "modelled": claim.modelled,
    }


def _shots_list(shots: Contour) -> list[dict[str, float]]:
    rows = zip(*(getattr(shots, name) for name in SHOT), strict=True)
    return [
        {
            "azimuth_deg": math.degrees(azimuth),
            "bearing_deg": math.degrees(bearing),
            "range_km": distance / 1e3,
            "lat_deg": math.degrees(latitude),
            "lon_deg": math.degrees(math.remainder(longitude, 2.0 * math.pi)),
            "flight_time_s": float(time),
        }
        for azimuth, bearing, distance, latitude, longitude, time in rows
    ]
