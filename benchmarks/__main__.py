"""Ratios against named baselines, in one run. The machine may be shared: the best of several counts."""

import time

import numpy as np

from benchmarks import balance, batches, commands, disagreement, flight, flyout, live, rings, search, sweeps
from benchmarks.engagement import SITES, THREAT, WEAPON, by_every_point, by_kernel, by_numpy, case
from benchmarks.timing import Line, best, show
from detente.flying.footprint import defended_area, equal_area_grid
from detente.flying.vehicles import Infrared, Radar, Rules, Site
from detente.flying.windows import Defence


def engagement() -> list[Line]:
    """Points a second of the kernels and of NumPy, and their ratio."""
    given = case()
    compiled, every = best(lambda: by_kernel(given), 100), best(lambda: by_every_point(given), 100)
    plain = best(lambda: by_numpy(given), 5)
    return [
        (
            "engagement points, kernel of maps",
            f"{given.points / compiled / 1e6:.0f} M/s",
            "at least 100 M/s on 2 cores",
        ),
        ("engagement points, none left out", f"{given.points / every / 1e6:.0f} M/s", ""),
        ("engagement points, NumPy", f"{given.points / plain / 1e6:.1f} M/s", ""),
        ("kernel of maps over NumPy", f"{plain / compiled:.0f} x", "at least 20 x"),
    ]


def defended() -> list[Line]:
    """A map of 10,000 cells, one threat, four sites."""
    sites = tuple(Site(f"site {k}", at, WEAPON) for k, at in enumerate(SITES))
    radars = tuple(Radar(f"radar {k}", at, 2e6, 0.05, 20.0) for k, at in enumerate(SITES))
    defence = Defence(sites, radars, Infrared(1e4, 30.0), Rules("engage-on-remote", 60.0, 60.0, False))
    grid = equal_area_grid(35.0, 66.0, -10.0, 40.0, 10_000)
    took = best(lambda: defended_area(defence, THREAT, [(33.0, 50.0)], grid), 7)
    return [(f"defended area, {grid.points.shape[0]} cells, 4 sites", f"{took:.2f} s", "less than 0.5 s")]


def flights() -> list[Line]:
    """Bare arcs, whole staged flights through air, and greatest ranges, beside heyoka and SciPy."""
    falls, batch = np.empty((flight.MANY, 5)), flight.Batch()
    one = best(lambda: flight.many_arcs(falls), 5) / flight.MANY
    other = best(batch.run, 3) / (2_000 * batch.size)
    shot, from_there = flight.longest(), flight.launcher()
    ours = best(lambda: from_there.fire(shot.azimuth, shot.steer), 50)
    place, _ = flight.by_scipy(shot, flight.SAME)
    compiled = best(lambda: flight.by_scipy(shot, flight.SAME), 3)
    plain, usual = flight.plain_seconds(), best(lambda: flight.by_numpy(shot), 2)
    search = best(flight.longest, 3)
    return [
        ("bare arc, many at once, one core", f"{1e6 * one:.2f} us", "at most 2 us"),
        ("the same arc, heyoka's SIMD batch over ours", f"{other / one:.1f} x", "at least 1 x"),
        ("three stages, launch to fall, tier full", f"{1e3 * ours:.2f} ms", "at most 5 ms"),
        (
            "SciPy solve_ivp, NumPy forces, over ours",
            f"{usual / ours:.0f} x",
            f"at least 100 x; {1e3 * usual:.0f} ms",
        ),
        (
            "SciPy solve_ivp, our forces in plain Python, over ours",
            f"{plain / ours:.0f} x",
            f"points of fall {flight.apart(shot, place):.1f} m apart",
        ),
        ("SciPy solve_ivp, our compiled forces, over ours", f"{compiled / ours:.0f} x", ""),
        ("greatest range of three stages, tier full", f"{search:.3f} s", "less than 0.5 s"),
    ]


def range_rings() -> list[Line]:
    """Contours of 72 azimuths, beside a search from scratch at every azimuth."""
    lines: list[Line] = []
    for missile, tier in ((rings.STAGED, "powered"), (rings.STAGED, "full"), (rings.NOTIONAL, "powered")):
        ours = best(lambda: rings.answer(missile, tier), 3)  # noqa: B023
        line, plain = best(lambda: rings.warm(missile, tier), 3), best(lambda: rings.from_scratch(missile, tier), 2)  # noqa: B023
        lines.append((f"range-rings {missile}, {tier} tier, 72 azimuths", f"{ours:.2f} s", "less than 2 s"))
        lines.append(("  its contour over a search from scratch", f"{plain / line:.1f} x", f"{plain:.2f} s"))
    return lines


def staged_interceptor() -> list[Line]:
    """The fly-out table of one staged interceptor, and its flights beside SciPy."""
    time = flyout.samples()
    whole = best(flyout.by_table, 5)
    ours, plain = best(lambda: flyout.by_kernel(time), 20), best(lambda: flyout.by_scipy(time), 3)
    flights = len(flyout.STEERS)
    return [
        ("fly-out table, staged interceptor", f"{whole:.2f} s", "less than 1 s"),
        ("one of its flights, all cores", f"{1e3 * ours / flights:.2f} ms", ""),
        ("the same flight, SciPy on one", f"{1e3 * plain / flights:.0f} ms", ""),
        ("its integrator over SciPy", f"{plain / ours:.0f} x", ""),
    ]


def strategic_balance() -> list[Line]:
    """The metric set for many scenarios at once, beside one after the other."""
    many, few = balance.scenarios(balance.MANY), balance.scenarios(balance.FEW)
    ours, plain = best(lambda: balance.by_arrays(many), 3), best(lambda: balance.by_scipy(few), 1)
    ratio = (plain / balance.FEW) / (ours / balance.MANY)
    return [
        (f"metric set of the balance, {balance.MANY} scenarios", f"{ours:.2f} s", "less than 2 s on 2 cores"),
        ("SciPy, one scenario after the other, over it", f"{ratio:.0f} x", "without B6 to B10"),
    ]


def packages() -> list[Line]:
    """A hundred thousand packages: judged, and with 64 scenarios each."""
    judged, ranged = best(search.judge, 3), best(search.scenarios, 2)
    size = f"{search.table().size:,} packages"
    return [
        (f"{size} judged", f"{judged:.2f} s", ""),
        (f"{size}, 64 scenarios each", f"{judged + ranged:.2f} s", "less than 5 s on 2 cores, flights apart"),
    ]


def samples() -> list[Line]:
    """Reach and cover of a dossier under one sample of both views' numbers, in a batch and one after the other."""
    ours, plain = batches.seconds()
    return [
        (f"one sample of {batches.DOSSIER}, two views", f"{1e3 * ours:.2f} ms", "at most 6 ms on 2 cores"),
        ("one question after the other, over it", f"{plain / ours:.0f} x", ""),
    ]


def waiting() -> list[Line]:
    """Commands from start to end: the first run here, then the best of three, and memory."""
    lines: list[Line] = []
    for arguments in commands.QUESTIONS:
        name = " ".join(["detente", *arguments])
        start = time.perf_counter()
        if not commands.available(arguments):
            lines.append((name, "skipped", "this command is not there yet, or does not end well"))
            continue
        first = time.perf_counter() - start
        warm = min(commands.seconds(arguments) for _ in range(3))
        memory = commands.peak_memory(arguments)
        lines.append((name, f"{warm:.2f} s", f"first run {first:.2f} s, peak memory {memory:.0f} MB"))
    return lines


def main() -> None:
    """Print one table."""
    lines = [*engagement(), *defended(), *flights(), *range_rings(), *staged_interceptor(), *strategic_balance()]
    lines += [*packages(), *samples(), *disagreement.table(), *sweeps.table(), *live.table()]
    lines += waiting()
    lines.append(("this run", f"{commands.own_peak_memory():.0f} MB", "peak memory"))
    show(lines)


if __name__ == "__main__":
    main()
