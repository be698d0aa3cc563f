"""What can be stated about each kind of system, force and side, in which dimension, and what is possible at all."""

import math
from dataclasses import dataclass

from detente import units
from detente.messages import mark

_RIGHT_ANGLE = math.radians(90.0) * (1 + 1e-12)
_ALL_ROUND = math.radians(360.0) * (1 + 1e-12)
"""A hair more than the angle itself, so that rounding never refuses "360 deg"."""

ESCAPE_SPEED_M_S = 11_186.0
"""Nothing that leaves the surface faster than this comes down again."""

POSTURES = {
    mark("day-to-day ride-out"): "day_to_day_ride_out",
    mark("day-to-day launch on warning"): "day_to_day_launch_on_warning",
    mark("generated ride-out"): "generated_ride_out",
    mark("generated launch on warning"): "generated_launch_on_warning",
}
"""Readiness and warning posture of a force, in words and as the end of `survival_...`."""

RATED, OBJECT = "rated_cross_section", "object_cross_section"
"""Radar cross sections: of the object for which a radar's stated range holds, and of the object to be seen."""


@dataclass(frozen=True)
class Parameter:
    """One thing that can be stated about a system or a defence."""

    name: str
    dimension: str = ""
    unit: str = "1"
    """The unit it is shown in."""
    least: float = 0.0
    most: float = math.inf
    bounds: str = mark("more than 0")
    """The bounds in words, as they follow `expected a speed`."""
    touching: bool = False
    """Whether the least value itself is possible."""
    words: tuple[str, ...] = ()
    """For a parameter that is a word and not a number: the words."""
    whole: bool = False
    """For a number of things: fractions are refused."""

    @property
    def spoken(self) -> str:
        """What kind of quantity it is, with its article."""
        return mark("a whole number") if self.whole else self._kind.spoken

    @property
    def example(self) -> str:
        """One way to write it."""
        return "100" if self.whole else self._kind.example

    @property
    def _kind(self) -> units.Dimension:
        return units.DIMENSIONS[self.dimension] if self.dimension else units.PURE

    def allows(self, number: float) -> bool:
        """Whether a number in SI is possible."""
        above = number >= self.least if self.touching else number > self.least
        return above and number <= self.most and (number.is_integer() or not self.whole)


def _speed(name: str) -> Parameter:
    bounds = mark("more than 0 and below 11.186 km/s, where nothing comes down again")
    return Parameter(name, "speed", "km/s", most=math.nextafter(ESCAPE_SPEED_M_S, 0.0), bounds=bounds)


def _length(name: str) -> Parameter:
    return Parameter(name, "length", "km")


def _area(name: str) -> Parameter:
    return Parameter(name, "area", "m^2")


def _altitude(name: str) -> Parameter:
    return Parameter(name, "length", "km", bounds=mark("of 0 or more"), touching=True)


def _delay(name: str) -> Parameter:
    return Parameter(name, "time", "s", bounds=mark("of 0 or more"), touching=True)


def _share(name: str) -> Parameter:
    return Parameter(name, most=1.0, bounds=mark("from 0 to 1"), touching=True)


def _count(name: str) -> Parameter:
    return Parameter(name, bounds=mark("of 0 or more"), touching=True, whole=True)


def _year(name: str) -> Parameter:
    bounds = mark("from 1900 to 2200, a year")
    return Parameter(name, least=1900.0, most=2200.0, bounds=bounds, touching=True, whole=True)


def _money(name: str) -> Parameter:
    return Parameter(name, bounds=mark("more than 0"))


_BURN_TIME = Parameter("burn_time", "time", "s", 1.0, 1000.0, mark("from 1 s to 1000 s"), touching=True)
_RANGE = Parameter("range", "length", "km", most=20_040e3, bounds=mark("more than 0 and at most half way round"))
_ELEVATION = Parameter(
    "minimum_elevation", "angle", "deg", 0.0, _RIGHT_ANGLE, mark("from 0 deg to 90 deg"), touching=True
)
_PAYLOAD = Parameter("payload", "mass", "kg")
_BALLISTIC_COEFFICIENT = Parameter(
    "ballistic_coefficient", "areal density", "kg/m^2", 10.0, 1e5, mark("from 10 to 100,000 kg/m^2"), touching=True
)
_WIDTH = Parameter(
    "azimuth_width",
    "angle",
    "deg",
    most=_ALL_ROUND,
    bounds=mark("more than 0 and at most 360 deg"),
)


def _table(*parameters: Parameter) -> dict[str, Parameter]:
    return {parameter.name: parameter for parameter in parameters}


PARAMETERS = {
    "missile": _table(
        _speed("burnout_speed"),
        _BURN_TIME,
        _RANGE,
        _PAYLOAD,
        _speed("apogee_speed"),
        _BALLISTIC_COEFFICIENT,
    ),
    "interceptor": _table(
        _speed("burnout_speed"),
        _BURN_TIME,
        _altitude("minimum_intercept_altitude"),
        _length("maximum_intercept_altitude"),
        Parameter("maximum_flight_time", "time", "s"),
        _PAYLOAD,
        _BALLISTIC_COEFFICIENT,
    ),
    "radar": _table(_length("range"), _ELEVATION, _WIDTH, _delay("track_time"), _area(RATED)),
    "space-infrared": _table(_altitude("detection_altitude"), _delay("track_time")),
    "defence": _table(
        _delay("commit_delay"),
        _delay("assessment_delay"),
        Parameter("policy", words=(mark("organic"), mark("launch-on-remote"), mark("engage-on-remote"))),
        Parameter("earliest_commit", words=(mark("any time"), mark("after burnout"))),
        _area(OBJECT),
    ),
    "interception": _table(
        _share("kill_probability"),
        _share("track_probability"),
        _share("availability"),
        Parameter("shots", bounds=mark("more than 0")),
        Parameter("false_object_load", least=1.0, bounds=mark("of 1 or more"), touching=True),
        _share("shot_correlation"),
    ),
    "force": _table(*(_share(f"survival_{posture}") for posture in POSTURES.values()), _share("delivery_reliability")),
    "side": _table(
        _share("command_connectivity"),
        _count("sufficient_warheads"),
        _share("sufficient_confidence"),
        Parameter("judged_posture", words=tuple(POSTURES)),
        _count("interceptors"),
    ),
    "third-party": _table(_count("warheads"), _share("confidence")),
    "race": _table(
        _share("offence_adjustment"),
        _share("defence_adjustment"),
        Parameter("coverage_goal", bounds=mark("of 0 or more"), touching=True),
        _count("third_party_interceptors"),
        _count("warhead_ceiling"),
        _year("warhead_ceiling_from"),
        _year("warhead_ceiling_until"),
    ),
    "cost": _table(_money("interceptor_millions"), _money("warhead_millions"), _year("price_year")),
    "crisis": _table(_share("committed_share")),
}
"""By kind of system; what belongs to no system has a kind of its own, named in `OWNERS`."""

SPOKEN = (
    mark("apogee speed"),
    mark("assessment delay"),
    mark("availability"),
    mark("azimuth width"),
    mark("ballistic coefficient"),
    mark("burn time"),
    mark("burnout speed"),
    mark("command connectivity"),
    mark("commit delay"),
    mark("committed share"),
    mark("confidence"),
    mark("coverage goal"),
    mark("defence adjustment"),
    mark("delivery reliability"),
    mark("detection altitude"),
    mark("earliest commit"),
    mark("false object load"),
    mark("interceptor millions"),
    mark("interceptors"),
    mark("judged posture"),
    mark("kill probability"),
    mark("maximum flight time"),
    mark("maximum intercept altitude"),
    mark("minimum elevation"),
    mark("minimum intercept altitude"),
    mark("object cross section"),
    mark("offence adjustment"),
    mark("payload"),
    mark("policy"),
    mark("price year"),
    mark("range"),
    mark("rated cross section"),
    mark("shot correlation"),
    mark("shots"),
    mark("sufficient confidence"),
    mark("sufficient warheads"),
    mark("survival day to day launch on warning"),
    mark("survival day to day ride out"),
    mark("survival generated launch on warning"),
    mark("survival generated ride out"),
    mark("third party interceptors"),
    mark("track probability"),
    mark("track time"),
    mark("warhead ceiling"),
    mark("warhead ceiling from"),
    mark("warhead ceiling until"),
    mark("warhead millions"),
    mark("warheads"),
)
"""The name of every parameter as words, for the catalogue of messages: `burnout_speed` is said "burnout speed"."""

OWNERS = {
    "defence": "defence",
    "interception": "interception",
    "defending": "side",
    "deterring": "side",
    "third-party": "third-party",
    "race": "race",
    "cost": "cost",
    "crisis": "crisis",
}
"""What is no system and can yet be stated about, with its kind; `defending` and `deterring` are the two sides."""

VIEW_ONLY = ("apogee_speed",)
"""Parameters that are a choice about one flight: a view states them, the system's file does not."""

REQUIRED = {
    "interceptor": ("burnout_speed", "burn_time", "minimum_intercept_altitude", "maximum_flight_time"),
    "radar": ("range", "minimum_elevation", "azimuth_width", "track_time"),
    "space-infrared": ("detection_altitude", "track_time"),
    "defence": ("commit_delay", "assessment_delay", "policy", "earliest_commit"),
}
"""What must be known before anything is computed. A missile has its own rule: see `lookup`."""
