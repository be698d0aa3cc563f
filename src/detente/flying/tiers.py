"""Three named models of flight behind one interface: `kepler`, `powered` and `full`.

What they hold and how far they are apart: docs/methods/flight-tiers.md.
"""

import math

from detente.errors import RangeError
from detente.flying.aiming import farthest
from detente.flying.ascents import Ascent, Impulse, Place, Prescribed, Staged
from detente.flying.shots import Launcher
from detente.flying.vehicles import Missile, StagedMissile
from detente.kernels.earths import Earth, ellipsoid, sphere
from detente.kernels.gravity import minimum_energy
from detente.messages import say

TIERS = ("kepler", "powered", "full")
EAST = 0.5 * math.pi


def launcher(missile: Missile | StagedMissile, tier: str, launch: Place, rotating: bool = True) -> Launcher:
    """The missile at a place [rad] under a tier.

    kepler:  the bare arc with the same greatest range on an Earth held still, from the launch point at once; sphere.
    powered: the ascent - prescribed for a missile known by its speed, integrated with air where stages are known -
             and a Kepler arc; sphere.
    full:    the same ascent, then an integrated fall with gravity to J4 and air; WGS 84.
    Refuses: RangeError for an unknown tier.
    """
    earth = earth_of(tier, rotating)
    if tier == "full":
        return Launcher(missile.name, _ascent(missile), launch, earth, True)
    if tier == "powered":
        return Launcher(missile.name, _ascent(missile), launch, earth, False)
    speed, _ = minimum_energy(greatest_angle(missile), earth[2])
    return Launcher(missile.name, Impulse(speed), launch, earth, False)


def earth_of(tier: str, rotating: bool = True) -> Earth:
    """The Earth of a tier: WGS 84 in `full`, else the sphere. Refuses: RangeError for an unknown tier."""
    if tier not in TIERS:
        raise RangeError(say('found tier "{tier}"; expected one of {tiers}.', tier=tier, tiers=", ".join(TIERS)))
    return ellipsoid(rotating) if tier == "full" else sphere(rotating)


def greatest_angle(missile: Missile | StagedMissile) -> float:
    """Range angle [rad] of the longest powered shot on a sphere held still."""
    return farthest(Launcher(missile.name, _ascent(missile), (0.0, 0.0), sphere(False), False), EAST).gone


def _ascent(missile: Missile | StagedMissile) -> Ascent:
    return Staged(missile) if isinstance(missile, StagedMissile) else Prescribed(missile)
