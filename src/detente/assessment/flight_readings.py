"""What else could the announced numbers mean? Units mixed up, places the wrong way round, speeds of another kind."""

from collections.abc import Iterator
from dataclasses import replace

from detente.errors import RangeError
from detente.flying.announced import HALF_ROUND, HIGHEST, Arc, expected_delay, is_ballistic, surface_arc
from detente.flying.trajectory import great_circle
from detente.flying.vehicles import Point
from detente.messages import figure, joined, mark, say
from detente.reading.atlas import at_sea
from detente.reading.flights import SOUND, AnnouncedFlight

ROUNDING = 0.01  # announced apogee and range are taken to be good to this share
TIME_ROUNDING = 30.0  # [s] times given to the minute
MACH_SLACK = 1.2  # announced Mach numbers of ballistic flights lie this near to the bare arc's
SOUND_ALOFT = 295.0  # [m/s] from 11 to 20 km, U.S. Standard Atmosphere 1976
APART = 0.1  # share of the range by which places may miss it before that is a contradiction
COAST_CELLS = 3  # tenths of a degree
NEAR = 100.0e3  # [m] places are coarse: below this they never contradict a range

KM, MILE, SEA_MILE, FOOT, METRE = 1e3, 1609.344, 1852.0, 0.3048, 1.0
MPH, KMH, KNOT = MILE / 3600.0, KM / 3600.0, SEA_MILE / 3600.0
LENGTHS = {KM: "km", MILE: mark("statute miles"), SEA_MILE: mark("nautical miles"), FOOT: mark("feet"), METRE: "m"}
SPEEDS = {MPH: mark("miles an hour"), KMH: "km/h", KNOT: mark("knots"), KM: "km/s", MILE: mark("miles a second")}
_SLIPS = (
    (SEA_MILE / MILE, mark("nautical miles converted as if statute")),
    (MILE / SEA_MILE, mark("statute miles converted as if nautical")),
)
MEANT: dict[str, dict[float, tuple[tuple[float, str], ...]]] = {  # other readings of a unit: ratio, and in words
    "range": {
        KM: (*_SLIPS, (MILE / KM, mark("statute miles"))),
        MILE: ((SEA_MILE / MILE, mark("nautical miles")), (KM / MILE, "km")),
        SEA_MILE: ((MILE / SEA_MILE, mark("statute miles")),),
    },
    "apogee": {
        KM: ((MILE / KM, mark("statute miles")),),
        MILE: ((SEA_MILE / MILE, mark("nautical miles")), (KM / MILE, "km")),
        SEA_MILE: ((MILE / SEA_MILE, mark("statute miles")),),
        FOOT: ((METRE / FOOT, "m"),),
        METRE: ((FOOT / METRE, mark("feet")),),
    },
    "speed": {
        MPH: ((KMH / MPH, "km/h"), (KNOT / MPH, "knots")),
        KMH: ((MPH / KMH, mark("miles an hour")), (KNOT / KMH, "knots")),
        KNOT: ((MPH / KNOT, mark("miles an hour")), (KMH / KNOT, "km/h")),
        KM: ((MILE / KM, mark("miles a second")),),
        MILE: ((KM / MILE, "km/s"),),
    },
}


def residual_fits(flight: AnnouncedFlight, arc: Arc, residual: float) -> bool:
    """Does the delay lie in the band of reported flights, widened by the rounding of the numbers?"""
    low, high = expected_delay(flight.apogee_m, arc)
    room = slop(flight)
    return max(0.0, low - room) <= residual <= high + room


def slop(flight: AnnouncedFlight) -> float:
    """By how much the residual [s] may be off because apogee, range and time are rounded."""
    middle = surface_arc(flight.apogee_m, flight.range_m).free_flight
    times = [
        surface_arc(flight.apogee_m * (1.0 + up), min(flight.range_m * (1.0 + along), 0.999 * HALF_ROUND)).free_flight
        for up in (-ROUNDING, 0.999 * ROUNDING if flight.apogee_m < HIGHEST / 1.1 else 0.0)
        for along in (-ROUNDING, ROUNDING)
    ]
    return max(abs(time - middle) for time in times) + TIME_ROUNDING


def misfit_of_speed(speed: float, arc: Arc) -> float:
    """Announced top speed less that of the bare arc at the surface [m/s]."""
    return speed - arc.speed


def far_apart(flight: AnnouncedFlight) -> bool:
    """Do the places contradict the range, coarse as they are?"""
    if flight.launch is None or flight.fall is None:
        return False
    return abs(great_circle(flight.launch, flight.fall) - flight.range_m) > max(NEAR, APART * flight.range_m)


def said_of_speed(flight: AnnouncedFlight, arc: Arc) -> Iterator[str]:
    """An announced top speed beside that of the bare arc."""
    if flight.speed_m_s is None:
        return
    arcs = say(
        "{speed:.2f} km/s (Mach {mach:.1f}) of the bare arc at the surface",
        speed=arc.speed / KM,
        mach=arc.speed / SOUND,
    )
    if flight.mach is not None:
        aloft = flight.mach * SOUND_ALOFT
        yield (
            say(
                "announced top speed Mach {mach:g} is {low:.2f} km/s at the {sound:.0f} m/s of sound at "
                "sea level, which {word} the {arcs}, and {aloft:.2f} km/s at the {sound_aloft:.0f} m/s of 11 "
                "to 20 km height, which {word_aloft}",
                mach=flight.mach,
                low=flight.speed_m_s / KM,
                sound=SOUND,
                word=_word(_speed_fits(flight.speed_m_s, arc)),
                arcs=arcs,
                aloft=aloft / KM,
                sound_aloft=SOUND_ALOFT,
                word_aloft=_word(_speed_fits(aloft, arc)),
            )
        )
        return
    fits = _speed_fits(flight.speed_m_s, arc)
    yield say(
        "announced top speed of {speed:.2f} km/s {word} the {arcs}",
        speed=flight.speed_m_s / KM,
        word=_word(fits),
        arcs=arcs,
    )
    size = _known(flight.printed.get("speed", 0.0))
    for ratio, words in () if fits else MEANT["speed"].get(size, ()):
        meant = flight.speed_m_s * ratio
        if _speed_fits(meant, arc):
            number = figure(flight.speed_m_s / size, ",.0f")
            yield (
                say(
                    "{number} {unit} is {speed:.2f} km/s; read as {number} {words} it is {meant:.2f} "
                    "km/s, which fits: units mixed up?",
                    number=number,
                    unit=SPEEDS[size],
                    speed=flight.speed_m_s / KM,
                    words=words,
                    meant=meant / KM,
                )
            )


def said_of_places(flight: AnnouncedFlight) -> Iterator[str]:
    """The distance between the places beside the announced range."""
    if flight.launch is None or flight.fall is None:
        return
    apart = great_circle(flight.launch, flight.fall)
    if abs(apart - flight.range_m) <= 2.0 * ROUNDING * flight.range_m:
        return
    said: list[str] = [
        say(
            "the places are {apart:,.0f} km apart and the announced range is {range:,.0f} km",
            apart=apart / KM,
            range=flight.range_m / KM,
        )
    ]
    for ratio, name in _SLIPS:
        if abs(flight.range_m * ratio - apart) <= ROUNDING * apart:
            said.append(say("; the range may be a figure in {unit}", unit=name))
    exchanged = [_exchanged(point) for point in (flight.launch, flight.fall)]
    if exchanged[0] and exchanged[1]:
        other = great_circle(exchanged[0], exchanged[1])
        if abs(other - flight.range_m) < min(0.05 * flight.range_m, abs(apart - flight.range_m)):
            said.append(
                say("; with latitude and longitude exchanged it is {other:,.0f} km: written LON,LAT?", other=other / KM)
            )
    yield joined("", said)


def at_sea_said(flight: AnnouncedFlight) -> Iterator[str]:
    """A launch at sea, which may be meant so or a slip."""
    if flight.launch is None or _on_land(flight.launch):
        return
    lat, lon = flight.launch
    said = say(
        "the place of launch, {lat:g} N {lon:g} E, lies at sea: right for a ship or submarine; on land, check it",
        lat=lat,
        lon=lon,
    )
    other = _exchanged(flight.launch)
    if other and _on_land(other):
        hint = say(" ({lat:g} N {lon:g} E would lie on land: written LON,LAT?)", lat=other[0], lon=other[1])
        said = joined("", [said, hint])
    yield said


def said_of_readings(flight: AnnouncedFlight) -> Iterator[str]:
    """Other units that apogee and range may have been meant in, and whether they fit time, speed and places better."""
    tested = _fits(flight)
    for name in (mark("range"), mark("apogee")):
        size, value = _known(flight.printed.get(name, 0.0)), _figure(flight, name)
        if tested is None:
            if size == MILE:
                yield (
                    say(
                        "{name} in miles is read as statute miles; in nautical miles it would be {value:,.0f} "
                        "km: give a time to tell the two apart",
                        name=name,
                        value=value / MILE * SEA_MILE / KM,
                    )
                )
            continue
        for ratio, words in MEANT[name].get(size, ()):
            both = size == MILE and words == "nautical miles"  # the ambiguous word: said whatever fits
            read = _read_as(flight, name, ratio) if both or not tested else None
            fits = read is not None and bool(_fits(read))
            if read is not None and (fits or both):
                end = mark("; the announced numbers do not tell the two apart") if fits == tested else ""
                yield (
                    say(
                        "{name} of {value:,.0f} {unit} ({km:,.0f} km) {word}{evidence}; read as {words} "
                        "({other_km:,.0f} km) it {other_word}{other_evidence}{end}",
                        name=name,
                        value=value / size,
                        unit=LENGTHS[size],
                        km=value / KM,
                        word=_word(tested),
                        evidence=_evidence(flight),
                        words=words,
                        other_km=_figure(read, name) / KM,
                        other_word=_word(fits),
                        other_evidence=_evidence(read),
                        end=end,
                    )
                )


def _figure(flight: AnnouncedFlight, name: str) -> float:
    return flight.range_m if name == "range" else flight.apogee_m


def _word(fits: bool) -> str:
    return mark("fits") if fits else mark("does not fit")


def _evidence(flight: AnnouncedFlight) -> str:
    if flight.time_s is None:
        return ""
    residual = flight.time_s - surface_arc(flight.apogee_m, flight.range_m).free_flight
    return say(" (time less free flight {residual:+.0f} s)", residual=residual)


def _fits(flight: AnnouncedFlight) -> bool | None:
    """Do time and places fit apogee and range, or the speed where neither is known? None without any of them."""
    arc = surface_arc(flight.apogee_m, flight.range_m)
    found = []
    if flight.time_s is not None:
        found.append(residual_fits(flight, arc, flight.time_s - arc.free_flight))
    if flight.launch is not None and flight.fall is not None:
        apart = great_circle(flight.launch, flight.fall)
        found.append(abs(apart - flight.range_m) <= 3.0 * ROUNDING * flight.range_m)
    if not found and flight.speed_m_s is not None:
        found.append(_speed_fits(flight.speed_m_s, arc))
    return is_ballistic(flight.apogee_m, arc) and all(found) if found else None


def _read_as(flight: AnnouncedFlight, name: str, ratio: float) -> AnnouncedFlight | None:
    """The flight with one figure read in another unit; None where no flight has such a figure."""
    if name == "range":
        read = replace(flight, range_m=flight.range_m * ratio)
    else:
        read = replace(flight, apogee_m=flight.apogee_m * ratio)
    try:
        surface_arc(read.apogee_m * (1.0 + ROUNDING), read.range_m * (1.0 + ROUNDING))
    except RangeError:
        return None
    return read


def _speed_fits(speed: float, arc: Arc) -> bool:
    return abs(misfit_of_speed(speed, arc)) <= MACH_SLACK * SOUND


def _known(size: float) -> float:
    """The same size as it stands in the tables above, rounding apart; 0 for another."""
    return next((each for each in {*LENGTHS, *SPEEDS} if abs(size - each) <= 1e-9 * each), 0.0)


def _exchanged(point: Point) -> Point | None:
    """(longitude, latitude) taken for (latitude, longitude); None where that is no place."""
    return (point[1], point[0]) if abs(point[1]) <= 90.0 else None


def _on_land(point: Point) -> bool:
    """Is there land at a place or within a few tenths of a degree, as coarse as coasts and places are?"""
    return not at_sea(*point, margin=COAST_CELLS)
