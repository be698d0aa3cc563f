"""How far does a missile reach in every direction from one place, beside the range that is claimed for it?"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from detente.assessment.chosen import Used, assumed_fall, missile_of
from detente.assessment.ring_result import RANGE, SPEED, STAGES, Claim, RangeRings, Reach, Ring
from detente.errors import RangeError
from detente.flying.rings import check_azimuths, circle, contour, outline, still_range
from detente.flying.tiers import earth_of, launcher
from detente.flying.vehicles import Missile, Point, StagedMissile, radians
from detente.messages import joined, mark, say
from detente.reading.atlas import launch_notes
from detente.reading.systems import catalog
from detente.reading.values import CERTAINTIES, Statement, weakest

Vehicle: TypeAlias = Missile | StagedMissile
BESIDE_POLE = 89.9999  # [deg] 11 m from it
FAR = 2.0e7  # [m] a claimed circle is drawn up to here, just short of half way round


@dataclass(frozen=True)
class _Question:
    """What all missiles of one answer share."""

    launch: Point
    tier: str
    azimuths: int
    rotating: bool
    numbers: Mapping[str, float]

    @property
    def at(self) -> tuple[float, float]:
        """Launch [rad]; beside a pole where it is one, for there no azimuth has a meaning."""
        latitude = max(-BESIDE_POLE, min(BESIDE_POLE, self.launch[0]))
        return math.radians(latitude), math.radians(self.launch[1])


def range_rings(
    missiles: str | Vehicle | Sequence[str | Vehicle],
    launch: Point,
    *,
    tier: str = "powered",
    azimuths: int = 72,
    rotating: bool = True,
    numbers: Mapping[str, float] | None = None,
) -> RangeRings:
    """How far do these missiles reach in every direction from this place, and how far are they claimed to?

    The contour joins the points of fall of the longest shot at each launch azimuth on the turning Earth. Claims are
    circles: a printed range knows no direction. A missile without such an edge keeps its claims and says why.

    Arguments: missiles, ids of the catalogue or vehicles of your own; launch (latitude, longitude) [deg]; tier,
               "kepler", "powered" or "full"; azimuths, how many (8 to 3600); rotating, False holds the Earth still;
               numbers, of your own (SI) in place of the catalogue's.
    Refuses:   FileError for an unknown id; RangeError where nothing can be drawn at all.
    Source:    docs/methods/range-rings.md.
    Example:   detente.range_rings(["topol-m", "sineva"], (51.7, 45.6))
    """
    asked = [missiles] if isinstance(missiles, str | Missile | StagedMissile) else list(missiles)
    if not asked:
        raise RangeError(mark("found no missile; expected one or more."))
    radians([launch])
    earth_of(tier)
    check_azimuths(azimuths)
    where = (launch[0], math.remainder(launch[1], 360.0))
    question = _Question(where, tier, azimuths, rotating, numbers or {})
    rings = tuple(_ring(one, question) for one in dict.fromkeys(asked))
    if not any(ring.reach or any(claim.line for claim in ring.claims) for ring in rings):
        raise RangeError(joined(" ", [ring.reason for ring in rings]))
    return RangeRings(where, _place(where), tier, rotating, launch_notes(*where), rings)


def _ring(missile: str | Vehicle, question: _Question) -> Ring:
    """One missile, whatever becomes of its contour."""
    if not isinstance(missile, str):
        kind = STAGES if isinstance(missile, StagedMissile) else SPEED
        reach, reason = _tried(missile, question)
        return Ring(missile.name, missile.name, kind, (), reach, None, None, reason, (), "read")
    vehicle, used, reason = _vehicle(missile, question)
    kind = _known_by(missile, question.numbers)
    claims = _claims(missile, question, kind)
    reach = low = high = None
    if vehicle is not None:
        reach, reason = _tried(vehicle, question)
        low, high = _ends(missile, claims, question) if reach else (None, None)
    known = catalog().missiles[missile]
    found = {entry.certainty for entry in used} | {stage.certainty for stage in known.stages}
    certainty = weakest(*(word for word in CERTAINTIES if word in found))
    return Ring(missile, known.name, kind, claims, reach, low, high, reason, used, certainty)


def _vehicle(missile: str, question: _Question) -> tuple[Vehicle | None, tuple[Used, ...], str]:
    """The missile of the catalogue with the numbers used, or why it cannot be made of them."""
    try:
        vehicle, used = missile_of(missile, question.numbers)
    except RangeError as error:
        return None, (), joined(": ", [missile, error.said])
    if isinstance(vehicle, Missile) and question.tier == "full":
        used += assumed_fall(vehicle, used, question.numbers)
    return vehicle, used, ""


def _tried(vehicle: Vehicle, question: _Question) -> tuple[Reach | None, str]:
    """The contour of a vehicle, or why it has none."""
    from_there = launcher(vehicle, question.tier, question.at, question.rotating)
    try:
        shots = contour(from_there, question.azimuths)
        still = still_range(vehicle, question.tier, question.at)
    except RangeError as error:
        return None, error.said
    return Reach(still, shots, outline(question.at, shots, from_there.earth)), ""


def _known_by(missile: str, numbers: Mapping[str, float]) -> str:
    """What flies it: stages, a burnout speed or a range; as `resolve.missile` chooses."""
    known = catalog().missiles[missile]
    if known.stages:
        return STAGES
    if f"{missile}.burnout_speed" in numbers:
        return SPEED
    return SPEED if known.statements.get("burnout_speed") and f"{missile}.range" not in numbers else RANGE


def _claims(missile: str, question: _Question, kind: str) -> tuple[Claim, ...]:
    """Every range that the catalogue states, as a circle."""
    known = catalog().missiles[missile]
    from_first = kind == RANGE and f"{missile}.range" not in question.numbers
    found = []
    for number, said in enumerate(known.statements.get("range", ())):
        source = known.sources.get(said.source) if said.source else None
        title = say("{title!s} ({publisher})", title=source.title, publisher=source.publisher) if source else ""
        modelled = from_first and number == 0
        for end in (said,) if modelled else _printed_ends(said):
            line = circle(question.at, end.value, earth_of(question.tier)) if end.value < FAR else None
            found.append(Claim(end, title, modelled, line))
    return tuple(found)


def _printed_ends(said: Statement) -> tuple[Statement, ...]:
    """The statement itself, or both ends where only an interval is printed: nobody claims its middle."""
    if said.low < said.value < said.high and " to " in said.text:
        note = say("an end of the printed {text}", text=said.text)
        return tuple(
            said.model_copy(update={"value": end, "low": end, "high": end, "note": note})
            for end in (said.low, said.high)
        )
    return (said,)


def _ends(missile: str, claims: tuple[Claim, ...], question: _Question) -> tuple[Reach | None, Reach | None]:
    """Contours at the ends of the holder's own range, where the modelled ring stands on such a statement."""
    said = next((claim.said for claim in claims if claim.modelled), None)
    if said is None or not said.low < said.high:
        return None, None
    found = []
    for end in (said.low, said.high):
        numbers = {**question.numbers, f"{missile}.range": end}
        vehicle, _, _ = _vehicle(missile, replace(question, numbers=numbers))
        found.append(_tried(vehicle, question)[0] if vehicle is not None else None)
    return found[0], found[1]


def _place(launch: Point) -> str:
    """The name of a place of the catalogue that stands exactly here."""
    return next((place.name for place in catalog().gazetteer.places.values() if place.at == launch), "")
