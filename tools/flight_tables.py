"""The tables of docs/validation.md on the tiers of flight: how far they are apart, and what an answer is worth."""

import math
from collections.abc import Iterable
from dataclasses import replace

import xarray as xr

from detente.assessment.flight_check import flight_check
from detente.flying.aiming import hit
from detente.flying.shots import Shot
from detente.flying.tiers import TIERS, launcher
from detente.flying.trajectory import flight, fly_far, speed_for_range
from detente.flying.vehicles import Missile, Stage, StagedMissile
from tests.flying import second_flight, second_opinion
from tests.flying.second_flight import THREE_STAGES
from tests.flying.second_opinion import AL_HUSSEIN, SCUD_B, TWO_STAGES, Spread
from tests.published import cases

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
        what = {"place": "place of fall", "time": "time of fall", "burnout": "place of burnout"}.get(key, key)
        yield [f"whole flight in air: {what}", *_sizes(found, key)]


def budget() -> Iterable[list[str]]:
    """What range, time and apogee of a long and of a short flight may be off by, and because of what."""
    long_inputs = (
        ("burn time 170 to 190 s", notional(170.0), notional(190.0)),
        ("falling body 2,500 to 10,000 kg/m2", notional(180.0, 2_500.0), notional(180.0, 10_000.0)),
        ("claim of 10,000 to 11,000 km", notional(), replace(notional(), burnout_speed_m_s=_speed(11_000.0 * km))),
    )
    stage = AL_HUSSEIN.stages[0]
    short_inputs = (
        ("specific impulse 228 to 232 s", *(_stage(replace(stage, specific_impulse_s=x)) for x in (228.0, 232.0))),
        ("empty mass +5 % to -5 %", *(_stage(replace(stage, empty_mass_kg=x * 1_334.0)) for x in (1.05, 0.95))),
        ("drag +10 % to -10 %", *(_drag(x) for x in (1.1, 0.9))),
    )
    for name, missile, inputs in (
        ("10,000 km class", notional(), long_inputs),
        ("Al-Hussein", AL_HUSSEIN, short_inputs),
    ):
        powered, full = (fly_far(missile, FROM, TOWARDS, tier=tier) for tier in ("powered", "full"))
        yield [f"{name}: model, powered to full", *_changes(powered, full)]
        yield [f"{name}: numerics", *_numerics()]
        for what, low, high in inputs:
            ends = [fly_far(end, FROM, TOWARDS, tier="full") for end in (low, high)]
            yield [f"{name}: {what}", *_changes(*ends)]


def budget_of_others() -> Iterable[list[str]]:
    """The same for what is not a flight of a missile: fly-out, slack, range of an announced flight's missile."""
    rotation, searched = second_opinion.left_out_rotation(), second_opinion.fly_out()[6_300.0]
    worst = max(found.sizes.p95 for (speed, _), found in rotation.items() if speed == 6_300.0)
    slow, fast = (second_opinion.earliest(v, 140.0, 1.5e6, 3e5)[0] for v in (6_000.0, 6_600.0))
    yield [
        "earliest arrival, 6.3 km/s, s",
        f"Earth held still: {worst:.1f} (95 %)",
        f"below {max(0.001, searched.greatest):.3f}",
        f"burnout speed 6.0 to 6.6 km/s: {fast - slow:+.0f} at 1,500 km",
    ]
    cells = second_opinion.defended_cells()
    yield [
        "slack of a map's cell, s",
        "Earth held still for the interceptor: as above",
        f"{cells.slack.p95:.1f} (95 %), {cells.slack.greatest:.1f} at most",
        "minutes: see the ranges in every report",
    ]
    rows = {name: (cases.rows()[f"E-LOFT-{name}"], cases.lofted_to_standard(cases.rows()[f"E-LOFT-{name}"]))
            for name in ("12", "14a", "15")}  # fmt: skip
    off = [100.0 * (ours / row.number - 1.0) for row, ours in rows.values()]
    row = rows["15"][0]
    ends = flight_check(4_500.0 * km, 960.0 * km).minimum_energy_range_km
    yield [
        "range of an announced flight's missile",
        f"{min(off):+.0f} to {max(off):+.0f} % beside three published",
        "20 m (tests/kernels/test_gravity_turn.py)",
        f"burn time: {ends.low:,.0f} to {ends.high:,.0f} km where {row.number:,.0f} is published",
    ]


def _numerics() -> list[str]:
    found = second_flight.whole_flights()
    return [f"{found['place'].greatest / km:.4f} km", f"{found['time'].greatest:.4f} s", "below 0.001 km"]


def _stage(stage: Stage) -> StagedMissile:
    return replace(AL_HUSSEIN, stages=(stage,))


def _drag(factor: float) -> StagedMissile:
    return replace(AL_HUSSEIN, drag=tuple((mach, factor * cd) for mach, cd in AL_HUSSEIN.drag))


def _speed(range_m: float) -> float:
    return speed_for_range(range_m, 180.0)


def _changes(one: xr.Dataset, other: xr.Dataset) -> list[str]:
    units = (("range", km, "km"), ("flight_time", 1.0, "s"), ("apogee", km, "km"))
    return [f"{(other[entry].item() - one[entry].item()) / scale:+.1f} {unit}" for entry, scale, unit in units]


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
