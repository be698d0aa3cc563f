"""Each entry of the catalogue against a number from outside: one row of catalog.csv, one answer from the entry.

A row names the entry, the way its answer is found (`answer`, `argument`) and the bounds with their reason. No answer
may rest on the statement that it is compared with: see `test_catalog_checks`.
"""

import csv
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import xarray as xr

from detente import units
from detente.assessment.chosen import missile_of
from detente.flying.flyout import kept_ascents
from detente.flying.same_missile import same_missile
from detente.flying.trajectory import arc, fly, fly_far, great_circle
from detente.flying.vehicles import Missile, StagedMissile
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.flyout import arrival
from detente.kernels.gravity import minimum_energy
from detente.reading.atlas import inside, places
from detente.reading.parameters import PARAMETERS
from detente.reading.systems import AnySystem, catalog
from tests.published import cases

km = 1e3


@dataclass(frozen=True)
class Check:
    """One published figure about an entry, and how the entry answers."""

    system: str
    check: str
    kind: str
    answer: str
    argument: str
    published: str
    unit: str
    low: str
    high: str
    conditions: str
    source_title: str
    source_url: str
    certainty: str

    @property
    def bounds(self) -> tuple[float, float]:
        """What our answer may be; an empty bound bounds nothing."""
        return float(self.low or -math.inf), float(self.high or math.inf)


@dataclass(frozen=True)
class Compared:
    """A check and our answer, in the check's unit."""

    check: Check
    ours: float

    @property
    def passed(self) -> bool:
        """Is our answer within its bounds?"""
        low, high = self.check.bounds
        return low <= self.ours <= high


@cache
def checks() -> tuple[Check, ...]:
    """Every row, in the order of the table."""
    with (Path(__file__).parent / "catalog.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Check(**row) for row in csv.DictReader(file))


@cache
def compared() -> tuple[Compared, ...]:
    """Every row beside our answer."""
    known = catalog().systems
    return tuple(Compared(row, ANSWERS[row.answer](known[row.system], row.argument)) for row in checks())


# What an entry answers


def stated(system: AnySystem, argument: str) -> float:
    """`parameter`, or `parameter: text as printed`: the first statement, or that one, in the unit it is shown in."""
    name, _, text = (part.strip() for part in argument.partition(":"))
    said = next(said for said in system.statements[name] if not text or said.text == text)
    return units.from_si(said.value, PARAMETERS[system.kind][name].unit)


def first_number(system: AnySystem, argument: str) -> float:
    """The first number in a fact, `what: holder`."""
    what, _, holder = (part.strip() for part in argument.partition(":"))
    value = next(fact.value for fact in system.facts if fact.what == what and fact.holder == holder)
    found = re.search(r"\d[\d,.]*", value)
    assert found, f"{system.id}: no number in {value!r}"
    return float(found[0].replace(",", ""))


def counted(system: AnySystem, argument: str) -> float:
    """How many stand at the site with this number, from 0."""
    return float(system.sites[int(argument)].count or 0)


def _notional(system: AnySystem, numbers: dict[str, float] | None = None) -> Missile:
    missile, _ = missile_of(system.id, numbers or {})
    assert isinstance(missile, Missile)
    return missile


def time_over(system: AnySystem, argument: str) -> float:
    """Time [s] of the least-energy flight over so many km, Earth held still."""
    return float(_over(system, argument).flight_time.item())


def speed_over(system: AnySystem, argument: str) -> float:
    """Burnout speed [km/s] of the least-energy flight over so many km, Earth held still."""
    return float(_over(system, argument).burnout_speed.item()) / km


def _over(system: AnySystem, argument: str) -> xr.Dataset:
    angle = math.degrees(float(argument) * km / EARTH_RADIUS)
    return fly(_notional(system), (0.0, 0.0), (0.0, angle), rotating=False)


def full_speed(system: AnySystem, _argument: str) -> float:
    """Burnout speed [km/s] that its first stated range takes."""
    return _notional(system).burnout_speed_m_s / km


def kwajalein_time(system: AnySystem, _argument: str) -> float:
    """Time [s] of the least-energy flight from Vandenberg to Kwajalein."""
    return float(fly(_notional(system), cases.VANDENBERG, cases.KWAJALEIN).flight_time.item())


def kwajalein_speed(system: AnySystem, _argument: str) -> float:
    """Burnout speed [km/s] of that flight."""
    return float(fly(_notional(system), cases.VANDENBERG, cases.KWAJALEIN).burnout_speed.item()) / km


def lofted_time(system: AnySystem, argument: str) -> float:
    """Time [s] of the reported flight of flights.csv with the entry's burn time."""
    return cases.powered_time(argument, stated(system, "burn_time"))


def best_range(system: AnySystem, argument: str) -> float:
    """Range [km] on the best path of whatever flew `apogee range` [km], with the entry's burn time."""
    apogee, distance = (float(part) * km for part in argument.split())
    return same_missile(apogee, distance, stated(system, "burn_time")).usual_range / km


def surface_speed(system: AnySystem, _argument: str) -> float:
    """Speed [km/s] of the least-energy arc over its range, at the surface."""
    return float(minimum_energy(stated(system, "range") * km / EARTH_RADIUS, EARTH_RADIUS)[0]) / km


@cache
def _longest(system_id: str) -> float:
    missile, _ = missile_of(system_id, {})
    assert isinstance(missile, StagedMissile)
    return fly_far(missile, (33.0, 44.0), 40.0, tier="full").range.item()


def longest(system: AnySystem, _argument: str) -> float:
    """Greatest range [km] of its stages in the full tier, from 33 N on azimuth 40 as in the published table."""
    return _longest(system.id) / km


def _speed_and_burn(system: AnySystem) -> tuple[float, float]:
    return stated(system, "burnout_speed") * km, stated(system, "burn_time")


def height(system: AnySystem, _argument: str) -> float:
    """Greatest height [km] with a real ascent."""
    return cases.powered_reach(*_speed_and_burn(system))[0]


def distance(system: AnySystem, _argument: str) -> float:
    """Greatest ground distance [km] with a real ascent."""
    return cases.powered_reach(*_speed_and_burn(system))[1]


def sudden_height(system: AnySystem, argument: str) -> float:
    """Greatest height [km] if its speed were there at once, as in the closed form."""
    speed = stated(system, f"burnout_speed: {argument}" if argument else "burnout_speed") * km
    return float(arc(speed, 90.0, 0.0, (0.0, 0.0), rotating=False).apogee.item()) / km


def overhead(system: AnySystem, argument: str) -> float:
    """Earliest arrival [s] straight above the site at so many km."""
    speed, burn = _speed_and_burn(system)
    return float(arrival(kept_ascents(speed, burn), speed, burn, 0.0, float(argument) * km, math.nan)[0])


def arc_speed(_system: AnySystem, argument: str) -> float:
    """Speed [km/s] at the surface of the arc with this `range apogee` [km]."""
    far, top = (float(part) * km for part in argument.split())
    return cases.arc_between(far, top)[0] / km


def apart(system: AnySystem, argument: str) -> float:
    """Distance [km] of its place from `latitude longitude` [deg], or from a town of the atlas."""
    place = next(site.place for site in system.sites if site.place)
    numbers = re.fullmatch(r"(-?[\d.]+) (-?[\d.]+)", argument)
    other = (float(numbers[1]), float(numbers[2])) if numbers else _town(argument)
    return great_circle(catalog().gazetteer.places[place].at, other) / km


def in_country(system: AnySystem, argument: str) -> float:
    """1 if its place, or a point a tenth of a degree from it, lies in the country with this code; else 0."""
    place = next(site.place for site in system.sites if site.place)
    north, east = catalog().gazetteer.places[place].at
    around = [(north + i, east + j) for i in (-0.1, 0.0, 0.1) for j in (-0.1, 0.0, 0.1)]
    return float(inside([argument], *np.array(around).T).any())


def _town(name: str) -> tuple[float, float]:
    known = places()
    at = list(known.name).index(name)
    return float(known.latitude_deg[at]), float(known.longitude_deg[at])


ANSWERS: dict[str, Callable[[AnySystem, str], float]] = {
    function.__name__: function
    for function in (
        stated, first_number, counted, time_over, speed_over, full_speed, kwajalein_time, kwajalein_speed, lofted_time,
        best_range, surface_speed, longest, height, distance, sudden_height, overhead, arc_speed, apart,
        in_country,
    )
}  # fmt: skip

UNCHECKED = {
    "51t6": "no source gives a number about it",
    "kinetic-energy-interceptor": "its one number, the burn of a first stage, has one holder, and nothing flew",
    "a-235": "one speed with one holder; no flight was reported with a number",
    "don-2n": "one range with one holder; all else of it is assumed",
    "forward-x-band": "a radar that was never placed; all its numbers are assumptions",
    "spy-1-ship": "no range was published; all its numbers are assumptions",
    "space-infrared": "no time to detection was published; all its numbers are assumptions",
}
"""Entries for which no outside number was found, and why."""
