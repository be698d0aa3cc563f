"""Every launch point against every aim point: fly, see, reach. The grid loop behind maps and reach questions."""

import math

import numpy as np

from detente.kernels.aim import GIVEN_SPEED, LEAST_SPEED, aim, first_guess
from detente.kernels.boost import burnout, cut_off_time, sample_ascent
from detente.kernels.coast import onward, sample_arc, state
from detente.kernels.compile import Bools, Floats, Ints, kernel, parallel_kernel, prange
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.flyout import arrival
from detente.kernels.frames import ahead, central_angle, up
from detente.kernels.gravity import minimum_energy
from detente.kernels.intercept import UNMOVED, Point, latest_by_table, latest_launch, move, sinking, to_sector
from detente.kernels.sight import covered, infrared_track_time, track_time

BOOST, COAST = 25, 201  # samples of the ascent and of the arc that follows
COARSE = 5  # of the samples are tried first when a latest launch is solved point by point
FLOWN, OUT_OF_RANGE, NO_PATH = 0, 1, 2


@kernel
def far_beyond(angle: float, vehicle: tuple[float, float], turning: float) -> bool:
    """Is a goal `angle` [rad] away so far that no search is needed to know it out of range?

    A bound: full speed, the whole turn of the Earth, and an ascent of speed * time / 2 both along and up, all gained.
    """
    gained = 0.5 * vehicle[0] * vehicle[1]
    least, _ = minimum_energy(max(0.0, angle - gained / EARTH_RADIUS), EARTH_RADIUS)
    best = vehicle[0] + turning * EARTH_RADIUS
    return bool(least * least > best * best + 20.0 * gained)


@kernel
def solve(
    launch: tuple[float, float], goal: tuple[float, float], missile: Floats, turning: float, lean: float
) -> tuple[float, float, float, int]:
    """Azimuth [rad], burnout speed [m/s], flight-path angle [rad] to the goal, and a status.

    missile: full speed [m/s], burn time [s], closing condition, wanted speed [m/s]; lean [rad]: where the search
    for a given burnout speed starts, above (lofted) or below (depressed) the least-speed angle.
    """
    vehicle = (missile[0], missile[1])
    azimuth, speed, climb, found = aim(
        launch, goal, vehicle, turning, LEAST_SPEED, 0.0, first_guess(launch, goal, turning)
    )
    if not found:
        return azimuth, speed, climb, NO_PATH
    if speed > missile[0]:
        return azimuth, speed, climb, OUT_OF_RANGE
    closing = int(missile[2])
    if closing != LEAST_SPEED:
        start = climb + (lean if closing == GIVEN_SPEED else 0.0)
        azimuth, speed, climb, found = aim(
            launch, goal, vehicle, turning, closing, missile[3], (azimuth, speed, min(1.5, max(0.01, start)))
        )
        if not found:
            return azimuth, speed, climb, NO_PATH
        if speed > missile[0] * (1.0 + 1e-9):
            return azimuth, speed, climb, OUT_OF_RANGE
    return azimuth, speed, climb, FLOWN


@kernel
def sample(
    launch: tuple[float, float],
    azimuth: float,
    speed: float,
    climb: float,
    missile: Floats,
    turning: float,
    boost: int,
    t: Floats,
    path: Floats,
) -> None:
    """Fill t (n,) [s] and path (n, 4: Earth-fixed unit vector, height [m]); the first `boost` samples are powered."""
    cut_off = cut_off_time(speed, missile[0], missile[1])
    height, angle = np.empty(boost), np.empty(boost)
    sample_ascent(missile[0], missile[1], cut_off, climb, t[:boost], height, angle)
    for i in range(boost):
        lat, lon = ahead(launch[0], launch[1], azimuth, angle[i])
        path[i, 0], path[i, 1], path[i, 2] = up(lat, lon)
        path[i, 3] = height[i]
    top, gone = burnout(missile[0], missile[1], cut_off, climb)
    lat, lon = ahead(launch[0], launch[1], azimuth, gone)
    start = state(lat, lon, top, speed, climb, onward(launch[0], azimuth, gone), turning)
    sample_arc(start, cut_off, turning, t[boost - 1 :], path[boost - 1 :])


@kernel
def release_times(
    radars: Floats,
    needed: Floats,
    owns: Bools,
    infrared: Floats,
    organic: bool,
    boost: int,
    t: Floats,
    path: Floats,
    release: Floats,
) -> None:
    """Fill release (s,) with the time [s] at which each site has a sufficient track; NaN if never.

    radars (k, ROW), needed (k,) [s], owns (s, k): which radars belong to which site; infrared (2,): least height [m]
    and track time [s], NaN when there is none; organic: may a site use its own radars only.
    """
    anyone = infrared_track_time(infrared[0], infrared[1], boost - 1, t, path)
    tracks = np.empty(radars.shape[0])
    for k in range(radars.shape[0]):
        known = anyone if not organic and anyone >= 0.0 else math.inf
        tracks[k] = track_time(radars[k], needed[k], t, path, known)
        if not anyone <= tracks[k] and not math.isnan(tracks[k]):
            anyone = tracks[k]
    for s in range(release.size):
        release[s] = math.nan if organic else anyone
        if organic:
            for k in range(radars.shape[0]):
                if owns[s, k] and not math.isnan(tracks[k]) and not release[s] <= tracks[k]:
                    release[s] = tracks[k]


@kernel
def farthest(speed: float, burn_time: float, limit: float) -> float:
    """No interceptor gets farther [m] within `limit` [s].

    The ascent covers at most speed * burn_time / 2; afterwards an interceptor is faster than its burnout speed only
    below its burnout height, hence the hundredth part more.
    """
    return speed * (0.5 * burn_time + 1.01 * max(0.0, limit - burn_time))


@kernel
def out_of_time(dot: float, height: float, speed: float, burn_time: float, limit: float) -> bool:
    """Is a point too far to reach within `limit` [s] even without gravity?

    dot: cosine of the range angle.
    """
    r = EARTH_RADIUS + height
    slant2 = r * r + EARTH_RADIUS * EARTH_RADIUS - 2.0 * r * EARTH_RADIUS * dot
    most = farthest(speed, burn_time, limit)
    return slant2 > most * most


@kernel
def direct_times(
    path: Floats,
    usable: Bools,
    site: Floats,
    interceptor: Floats,
    kept: Floats,
    limits: Floats,
    first: int,
    last: int,
    step: int,
    times: Floats,
) -> None:
    """As `flight_times`, solving each point instead of looking it up, for samples first, first + step, ... < last.

    interceptor: speed [m/s], burn time [s]; kept: its ascents, see `flyout`. Other samples are left as they are.
    """
    loft = math.nan
    for i in range(first, last, step):
        times[i] = math.nan
        height = path[i, 3]
        if usable[i] and limits[0] <= height <= limits[1]:
            dot = path[i, 0] * site[0] + path[i, 1] * site[1] + path[i, 2] * site[2]
            if out_of_time(dot, height, interceptor[0], interceptor[1], limits[2]):
                continue
            angle = math.acos(max(min(dot, 1.0), -1.0))
            time, loft = arrival(kept, interceptor[0], interceptor[1], angle, height, loft)
            if time <= limits[2]:
                times[i] = time


@kernel
def direct_latest(
    t: Floats,
    path: Floats,
    usable: Bools,
    site: Floats,
    interceptor: Floats,
    kept: Floats,
    limits: Floats,
    times: Floats,
) -> float:
    """Latest useful launch [s], NaN if none: every COARSE-th point first, then all points around the best of them.

    Where no such point can be met, every point is tried.
    """
    n = t.size
    times[:] = math.nan
    direct_times(path, usable, site, interceptor, kept, limits, 0, n, COARSE, times)
    _, best = latest_launch(t, times)
    first, last = (0, n) if best < 0 else (max(0, best - COARSE), min(n, best + COARSE + 1))
    direct_times(path, usable, site, interceptor, kept, limits, first, last, 1, times)
    latest, _ = latest_launch(t[first:last], times[first:last])
    return latest


@kernel
def latest_on_a_copy(
    t: Floats,
    path: Floats,
    coasting: Bools,
    seen: bool,
    own: Floats,
    moved: tuple[int, Point],
    site: Floats,
    interceptor: Floats,
    kept: Floats,
    limits: Floats,
    table: Floats,
    steps: tuple[float, float],
) -> float:
    """Latest useful launch [s] of a site with a sector, or where no table is given, solved point by point; NaN if none.

    seen: must one of its own radars (k, ROW) cover the meeting; the rest as of `latest_by_table` and `direct_latest`.
    """
    when, track, usable = t.copy(), path.copy(), coasting.copy()
    if moved[0] >= 0:
        move(when, track, moved[0], moved[1])
    if seen:
        covered(own, track, usable)
        usable &= coasting
    if site[9] < math.pi:
        to_sector(site, when, track, usable)
    if table.size > 0:
        three = (limits[0], limits[1], limits[2])
        most = farthest(interceptor[0], interceptor[1], limits[2])
        return latest_by_table(when, track, usable, own[:0], UNMOVED, site, table, steps, three, interceptor[1], most)
    return direct_latest(when, track, usable, site, interceptor, kept, limits, np.empty(when.size))


@parallel_kernel
def flights(
    launches: Floats,
    goals: Floats,
    missile: Floats,
    lean: float,
    turning: float,
    status: Ints,
    t: Floats,
    path: Floats,
) -> None:
    """Fly from every launch point (m, 2) to every goal (n, 2) [rad].

    Fill status (m, n), t (m, n, k) [s] and path (m, n, k, 4: Earth-fixed unit vector, height [m]) with
    k >= BOOST samples; missile, lean as in `solve`. Where nothing flies, t and path are NaN.
    """
    n = goals.shape[0]
    for pair in prange(launches.shape[0] * n):
        i, j = pair // n, pair % n
        launch, goal = (launches[i, 0], launches[i, 1]), (goals[j, 0], goals[j, 1])
        azimuth, speed, climb, found = 0.0, 0.0, 0.0, OUT_OF_RANGE
        if not far_beyond(central_angle(launch[0], launch[1], goal[0], goal[1]), (missile[0], missile[1]), turning):
            azimuth, speed, climb, found = solve(launch, goal, missile, turning, lean)
        status[i, j] = found
        if found == FLOWN:
            sample(launch, azimuth, speed, climb, missile, turning, BOOST, t[i, j], path[i, j])
        else:
            t[i, j, :] = math.nan
            path[i, j, :, :] = math.nan


@parallel_kernel
def earliest_launches(
    status: Ints,
    t: Floats,
    path: Floats,
    columns: Ints,
    radars: Floats,
    needed: Floats,
    owns: Bools,
    infrared: Floats,
    rules: Floats,
    earliest: Floats,
) -> None:
    """Fill earliest (m, c, s) [s] alone; arguments as of `encounters`."""
    n = columns.size
    for pair in prange(t.shape[0] * n):
        i, c = pair // n, pair % n
        j = columns[c]
        earliest[i, c, :] = math.nan
        if status[i, j] != FLOWN:
            continue
        release = np.empty(owns.shape[0])
        release_times(radars, needed, owns, infrared, rules[1] > 0.0, BOOST, t[i, j], path[i, j], release)
        for s in range(release.size):
            ready = max(release[s], t[i, j, BOOST - 1]) if rules[3] > 0.0 else release[s]
            earliest[i, c, s] = ready + rules[0] if release[s] >= 0.0 else math.nan


@parallel_kernel
def encounters(
    status: Ints,
    t: Floats,
    path: Floats,
    columns: Ints,
    radars: Floats,
    needed: Floats,
    owns: Bools,
    infrared: Floats,
    rules: Floats,
    sites: Floats,
    kinds: Ints,
    interceptors: Floats,
    kept: Floats,
    limits: Floats,
    tables: Floats,
    steps: Floats,
    earliest: Floats,
    latest: Floats,
) -> None:
    """Fill, for some flights (m, n) and all sites (s), the earliest and latest interceptor launch (m, c, s) [s].

    status, t, path: from `flights`; columns (c,): which of the n; radars, needed, owns, infrared as in
    `release_times`; rules: commit delay [s], organic?, own radar needed at the intercept?, only after burnout?;
    sites (s, SITE); kinds (s,): row of interceptors (i, 2: speed, burn time), kept (i, LOFTS, 2), limits (i, 3) and
    tables (i, a, b) with steps (i, 2) for each site. With tables of size 0 every point is solved directly. NaN where
    there is no such time.
    """
    n = columns.size
    coasting = np.arange(t.shape[2]) >= BOOST - 1
    nobody, nothing = radars[:0], np.empty((0, 0))
    for pair in prange(t.shape[0] * n):
        i, c = pair // n, pair % n
        j = columns[c]
        earliest[i, c, :] = math.nan
        latest[i, c, :] = math.nan
        if status[i, j] != FLOWN:
            continue
        when, track = t[i, j], path[i, j]
        release = np.empty(sites.shape[0])
        release_times(radars, needed, owns, infrared, rules[1] > 0.0, BOOST, when, track, release)
        floor, moved = math.nan, UNMOVED
        for s in range(sites.shape[0]):
            kind = kinds[s]
            if limits[kind, 0] != floor:
                floor, moved = limits[kind, 0], sinking(when, track, limits[kind, 0])
            ready = max(release[s], when[BOOST - 1]) if rules[3] > 0.0 else release[s]
            earliest[i, c, s] = ready + rules[0] if release[s] >= 0.0 else math.nan
            own = radars[owns[s]] if rules[2] > 0.0 else nobody
            if rules[2] > 0.0 and own.shape[0] == 0:
                continue
            steps_of = (steps[kind, 0], steps[kind, 1])
            limits_of = (limits[kind, 0], limits[kind, 1], limits[kind, 2])
            if tables.size > 0 and sites[s, 9] >= math.pi:
                latest[i, c, s] = latest_by_table(
                    when, track, coasting, own, moved, sites[s], tables[kind], steps_of, limits_of,
                    interceptors[kind, 1], farthest(interceptors[kind, 0], interceptors[kind, 1], limits[kind, 2]),
                )  # fmt: skip
                continue
            latest[i, c, s] = latest_on_a_copy(
                when, track, coasting, rules[2] > 0.0, own, moved, sites[s], interceptors[kind], kept[kind],
                limits[kind], tables[kind] if tables.size > 0 else nothing, steps_of,
            )  # fmt: skip
