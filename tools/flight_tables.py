"""The tables of docs/validation.md on the tiers of flight: how far they are apart, and what an answer is worth."""

import math
from collections.abc import Iterable

import xarray as xr

from detente.flying.aiming import hit
from detente.flying.shots import Shot
from detente.flying.tiers import TIERS, launcher
from detente.flying.trajectory import flight, fly_far, speed_for_range
from detente.flying.vehicles import Missile, StagedMissile
from tests.flying import second_flight
from tests.flying.second_flight import THREE_STAGES
from tests.flying.second_opinion import AL_HUSSEIN, SCUD_B, TWO_STAGES, Spread

km = 1e3
FROM, TOWARDS = (45.0, 40.0), 310.0  # [deg] launch, and azimuth of the longest flights
LONG = 10_000.0 * km


def notional(burn_time: float = 180.0, coefficient: float = 5_000.0) -> Missile:
    """A missile that goes 10,000 km on an Earth held still."""
    return Missile("10,000 km, burn 180 s", speed_for_range(LONG, burn_time), burn_time, coefficient)


VEHICLES: tuple[Missile | StagedMissile, ...] = (SCUD_B, AL_HUSSEIN, TWO_STAGES, THREE_STAGES, notional())


def tiers() -> Iterable[list[str]]:
    """Longest flights of every vehicle in each tier: range, time, apogee, speed on the ground."""
    for missile in VEHICLES:
        found = {tier: fly_far(missile, FROM, TOWARDS, tier=tier) for tier in TIERS}
        full = found["full"]
        for tier, one in found.items():
            yield [
                missile.name,
                tier,
                _beside(one.range / km, full.range / km, "km"),
                _beside(one.flight_time, full.flight_time, "s"),
                _beside(one.apogee / km, full.apogee / km, "km"),
                f"{one.event_speed.values[-1] / km:.2f}",
            ]


def aimed() -> Iterable[list[str]]:
    """The same aim, least energy, in each tier: time, apogee, time of entry."""
    start, goal = _radians(FROM), _radians((52.0, -60.0))
    shots = {tier: hit(launcher(notional(), tier, start), goal, "minimum-energy") for tier in TIERS}
    flights = {tier: flight(shot, start) for tier, shot in shots.items()}
    full = flights["full"]
    for tier, one in flights.items():
        yield [
            tier,
            _beside(one.flight_time, full.flight_time, "s"),
            _beside(one.apogee / km, full.apogee / km, "km"),
            _beside(_event(one, "entry below 100 km"), _event(full, "entry below 100 km"), "s"),
            f"{one.burnout_speed.item() / km:.3f}",
        ]


def notional_beside_staged() -> Iterable[list[str]]:
    """A missile known by burnout speed and time beside stages with the same burnout state."""
    for missile in (SCUD_B, AL_HUSSEIN, TWO_STAGES, THREE_STAGES):
        staged = fly_far(missile, FROM, TOWARDS)
        same = Missile("same", staged.burnout_speed.item(), staged.burnout_time.item())
        shot = launcher(same, "powered", _radians(FROM)).fire(math.radians(TOWARDS), staged.flight_path_angle.item())
        assert isinstance(shot, Shot)
        other = flight(shot, _radians(FROM))
        yield [
            missile.name,
            f"{staged.burnout_speed.item() / km:.2f} km/s after {staged.burnout_time.item():.0f} s",
            _beside(other.burnout_altitude / km, staged.burnout_altitude / km, "km"),
            _beside(other.range / km, staged.range / km, "km"),
            _beside(other.flight_time, staged.flight_time, "s"),
        ]


def orders() -> Iterable[list[str]]:
    """Errors for a step and for half of it, and the order that follows."""
    for name, (whole, half) in second_flight.orders().items():
        yield [name, f"{whole:.2g} m", f"{half:.2g} m", f"{math.log2(whole / half):.1f}"]


def libraries() -> Iterable[list[str]]:
    """Falls against two libraries, and whole flights through air against another program."""
    for flattened, name in ((False, "kepler"), (True, "J2 to J4")):
        for key, found in second_flight.falls(flattened).items():
            yield [f"{name} fall: {key.replace('heyoka', 'heyoka,').replace('scipy', 'SciPy,')}", *_sizes(found, key)]
    for key, found in second_flight.whole_flights().items():
        what = {"place": "place of fall", "time": "time of fall", "burnout": "place of burnout"}[key]
        yield [f"whole flight in air: {what}", *_sizes(found, key)]


def budget() -> Iterable[list[str]]:
    """What the range, time and apogee of a long and of a short flight may be off by, and because of what."""
    numerics = second_flight.whole_flights()
    far, entries = notional(), ("range", "flight_time", "apogee")
    names = {"range": "greatest range, km", "flight_time": "its time, s", "apogee": "its apogee, km"}
    small = {"range": f"{numerics['place'].greatest / km:.4f}", "flight_time": f"{numerics['time'].greatest:.4f}"}
    powered, full = (fly_far(far, FROM, TOWARDS, tier=tier) for tier in ("powered", "full"))
    burns = [fly_far(notional(burn), FROM, TOWARDS, tier="full") for burn in (170.0, 190.0)]
    falls = [fly_far(notional(180.0, c), FROM, TOWARDS, tier="full") for c in (2_500.0, 10_000.0)]
    claims = [
        fly_far(Missile("claim", speed_for_range(r, 180.0), 180.0), FROM, TOWARDS, tier="full")
        for r in (10_000.0 * km, 11_000.0 * km)
    ]
    for entry in entries:
        scale = 1.0 if entry == "flight_time" else km
        yield [
            f"10,000 km class: {names[entry]}",
            _change(powered, full, entry, scale),
            small.get(entry, "0.001"),
            _change(burns[0], burns[1], entry, scale),
            _change(falls[0], falls[1], entry, scale),
            _change(claims[0], claims[1], entry, scale),
        ]


def _change(one: xr.Dataset, other: xr.Dataset, entry: str, scale: float) -> str:
    return f"{(other[entry].item() - one[entry].item()) / scale:+.0f}"


def _beside(one: object, full: object, unit: str) -> str:
    ours, theirs = float(one), float(full)  # type: ignore[arg-type]
    return f"{ours:,.0f} {unit} ({ours - theirs:+,.0f})" if ours != theirs else f"{ours:,.0f} {unit}"


def _event(one: xr.Dataset, name: str) -> float:
    return float(one.event_time.sel(event=name))


def _sizes(found: Spread, key: str) -> list[str]:
    """Three sizes in thousandths; below a thousandth of that it is the machine's, not ours."""
    unit = "ms" if "time" in key else "mm"
    return [*(_thousandths(x, unit) for x in (found.median, found.p95, found.greatest)), str(found.count)]


def _thousandths(x: float, unit: str) -> str:
    if x < 1e-6:
        return f"below 0.001 {unit}"
    return f"{1e3 * x:.2g} {unit}" if x < 0.1 else f"{1e3 * x:.0f} {unit}"


def _radians(place: tuple[float, float]) -> tuple[float, float]:
    return math.radians(place[0]), math.radians(place[1])
