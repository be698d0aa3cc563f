"""Range rings: one contour of 72 azimuths, and the same with a search from scratch at every azimuth."""

import math

import numpy as np

import detente
from detente.assessment.chosen import missile_of
from detente.flying.aiming import farthest
from detente.flying.rings import contour
from detente.flying.shots import Launcher
from detente.flying.tiers import launcher

AZIMUTHS = 72
LAUNCH = (40.9, 129.7)  # [deg] on the coast of North Korea
STAGED, NOTIONAL = "taepodong-1", "topol-m"


def start(missile: str, tier: str) -> Launcher:
    """One missile of the catalogue at the launch place."""
    return launcher(missile_of(missile, {})[0], tier, (math.radians(LAUNCH[0]), math.radians(LAUNCH[1])))


def warm(missile: str, tier: str) -> np.ndarray:
    """Ranges [m] of the contour as the program makes it."""
    return contour(start(missile, tier), AZIMUTHS).distance


def from_scratch(missile: str, tier: str) -> list[float]:
    """The plain baseline: every azimuth by itself."""
    here = start(missile, tier)
    return [farthest(here, float(azimuth)).gone for azimuth in np.linspace(0.0, 2.0 * math.pi, AZIMUTHS, False)]


def answer(missile: str, tier: str) -> object:
    """The whole answer: contour, range on an Earth held still, claims."""
    return detente.range_rings(missile, LAUNCH, tier=tier, azimuths=AZIMUTHS)
