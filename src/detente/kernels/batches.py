"""Many samples of the numbers at once: the encounters of `encounters`, with no more work than their answers take.

Samples of a path are worked out when somebody asks for them. Of the meeting points only those are solved that a bound
on the flight time leaves in the race, in the order of what they promise. The answers are those of `encounters`.
"""

import math

import numpy as np

from detente.kernels.boost import burnout, cut_off_time, sample_ascent
from detente.kernels.coast import onward, state
from detente.kernels.compile import Bools, Floats, Ints, kernel, parallel_kernel, prange
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS, FASTEST, STANDARD_GRAVITY
from detente.kernels.encounters import BOOST, COARSE, COAST, FLOWN, direct_latest, out_of_time, solve
from detente.kernels.flyout import LOFTS, arrival
from detente.kernels.frames import ahead, east, north, turned, up
from detente.kernels.gravity import fall
from detente.kernels.intercept import to_floor, to_sector, topped
from detente.kernels.sight import ROW, covered, infrared_track_time, margin, radar_row, track_time

SAMPLES = BOOST + COAST - 1
ARC = 20  # numbers of an arc, see `begin`
POINT = 6  # a sample, its time [s], unit vector and height [m]
FIRST = -(-(BOOST - 1) // COARSE) * COARSE  # first of the coarse samples after burnout
PROMISE, WHEN, NEEDS, KNOWN = 0, 1, 2, 3  # rows of the room in which a latest launch is looked for


@kernel
def scaled_ascents(heights: Floats, angles: Floats, gained: float, kept: Floats) -> None:
    """Fill kept (LOFTS, 2) as `flyout.ascents` does, for an interceptor of speed * burn time = gained [m].

    All ascents have one shape: height = gained * heights (LOFTS,), and the range angle [rad] is gained * a polynomial
    in gained [m] with coefficients angles (LOFTS, order), lowest power first.
    """
    for i in range(LOFTS):
        total = 0.0
        for k in range(angles.shape[1] - 1, -1, -1):
            total = total * gained + angles[i, k]
        kept[i, 0], kept[i, 1] = gained * heights[i], gained * total


@parallel_kernel
def read_charts(at: Floats, orders: Ints, charts: Floats, found: Floats) -> None:
    """Fill found (n, c, v) with the values of c charts at n points: Chebyshev series in up to three numbers.

    at (n, d), each from -1 to 1; orders (d,): how many polynomials of each; charts (c, product of orders, v).
    """
    for i in prange(at.shape[0]):
        weights, size = np.ones(charts.shape[1]), 1
        for d in range(orders.size):
            for k in range(size - 1, -1, -1):
                before, here, base = 1.0, at[i, d], weights[k]
                for j in range(orders[d]):
                    weights[k * orders[d] + j] = base * before
                    before, here = here, 2.0 * at[i, d] * here - before
            size *= orders[d]
        for c in range(charts.shape[0]):
            for v in range(charts.shape[2]):
                total = 0.0
                for k in range(size):
                    total += weights[k] * charts[c, k, v]
                found[i, c, v] = total


@parallel_kernel
def solve_samples(
    launches: Floats, goals: Floats, missiles: Floats, lean: float, turning: float, wanted: Bools, status: Ints,
    shots: Floats,
) -> None:  # fmt: skip
    """Solve the pairs (m, a) that are wanted for every missile (n, 4): status (n, m, a) and shots (n, m, a, 3).

    A shot: azimuth [rad], burnout speed [m/s], flight-path angle [rad]. Rows of missiles and lean as in `solve`.
    """
    for i in prange(missiles.shape[0]):
        for j in range(launches.shape[0]):
            for k in range(goals.shape[0]):
                if wanted[j, k]:
                    shot = solve(
                        (launches[j, 0], launches[j, 1]), (goals[k, 0], goals[k, 1]), missiles[i], turning, lean
                    )
                    shots[i, j, k, 0], shots[i, j, k, 1], shots[i, j, k, 2], status[i, j, k] = shot


@kernel
def begin(
    launch: tuple[float, float], shot: Floats, missile: Floats, turning: float, arc: Floats, gone: Floats, t: Floats,
    path: Floats, have: Bools,
) -> None:  # fmt: skip
    """Fill what all samples of a flight are made from, and the times [s] and heights [m] of the powered ones.

    shot (3,), missile (2,), see `solve_samples`; t (SAMPLES,), path (SAMPLES, 4: unit vector, height), have (SAMPLES,):
    is that sample whole? arc (ARC,): inertial position and velocity at burnout, radius [m], radial speed [m/s],
    semi-major axis [m], growth of the eccentric anomaly to the fall [rad], time of burnout [s], turning [rad/s], unit
    vectors to the launch point and along the azimuth there, mean motion [rad/s], and radius * radial speed over the
    root of mu * axis; gone (BOOST,): range angles of the powered samples [rad].
    """
    azimuth, speed, climb = shot[0], shot[1], shot[2]
    cut_off = cut_off_time(speed, missile[0], missile[1])
    sample_ascent(missile[0], missile[1], cut_off, climb, t[:BOOST], path[:BOOST, 3], gone)
    height, angle = burnout(missile[0], missile[1], cut_off, climb)
    lat, lon = ahead(launch[0], launch[1], azimuth, angle)
    x, y, z, vx, vy, vz = state(lat, lon, height, speed, climb, onward(launch[0], azimuth, angle), turning)
    r = math.sqrt(x * x + y * y + z * z)
    radial = (x * vx + y * vy + z * vz) / r
    v2 = vx * vx + vy * vy + vz * vz
    _, total = fall(r, radial, math.sqrt(max(0.0, v2 - radial * radial)), EARTH_RADIUS)
    arc[0], arc[1], arc[2], arc[3], arc[4], arc[5] = x, y, z, vx, vy, vz
    arc[6], arc[7], arc[8], arc[9] = r, radial, 1.0 / (2.0 / r - v2 / EARTH_MU), total
    arc[10], arc[11] = cut_off, turning
    arc[12], arc[13], arc[14] = up(launch[0], launch[1])
    e, n, c, s = east(launch[1]), north(launch[0], launch[1]), math.cos(azimuth), math.sin(azimuth)
    for k in range(3):
        arc[15 + k] = c * n[k] + s * e[k]
    arc[18], arc[19] = math.sqrt(EARTH_MU / arc[8] ** 3), r * radial / math.sqrt(EARTH_MU * arc[8])
    have[:] = False


@kernel
def fill(arc: Floats, gone: Floats, i: int, t: Floats, path: Floats, have: Bools) -> None:
    """Work out sample i, if nobody has yet; as `encounters.sample` does, see `gravity.step`."""
    if have[i]:
        return
    have[i] = True
    if i < BOOST - 1:
        c, s = math.cos(gone[i]), math.sin(gone[i])
        for k in range(3):
            path[i, k] = c * arc[12 + k] + s * arc[15 + k]
        return
    change, away = arc[9] * (i - BOOST + 1) / (COAST - 1), arc[8] / arc[6]
    c, s = math.cos(change), math.sin(change)
    dt = (change - (1.0 - 1.0 / away) * s + arc[19] * (1.0 - c)) / arc[18]
    f, g = 1.0 - away * (1.0 - c), dt - (change - s) / arc[18]
    x, y = turned(f * arc[0] + g * arc[3], f * arc[1] + g * arc[4], -arc[11] * dt)
    z = f * arc[2] + g * arc[5]
    distance = math.sqrt(x * x + y * y + z * z)
    t[i] = arc[10] + dt
    path[i, 0], path[i, 1], path[i, 2], path[i, 3] = x / distance, y / distance, z / distance, distance - EARTH_RADIUS


@kernel
def floor_point(arc: Floats, gone: Floats, floor: float, t: Floats, path: Floats, have: Bools, point: Floats) -> None:
    """Fill point (POINT,) with the sample that `intercept.to_floor` moves, and where to; sample -1 if it moves none."""
    point[0] = -1.0
    i = SAMPLES - 1
    fill(arc, gone, i, t, path, have)
    if path[i, 3] > floor:
        return
    while i >= BOOST + COARSE:  # by leaps first: the way down has no second crossing
        fill(arc, gone, i - COARSE, t, path, have)
        if path[i - COARSE, 3] > floor:
            break
        i -= COARSE
    while i > 0:
        fill(arc, gone, i - 1, t, path, have)
        if path[i - 1, 3] > floor:
            break
        i -= 1
    if i == 0 or not path[i, 3] < floor:
        return
    share = (path[i - 1, 3] - floor) / (path[i - 1, 3] - path[i, 3])
    x = path[i - 1, 0] + share * (path[i, 0] - path[i - 1, 0])
    y = path[i - 1, 1] + share * (path[i, 1] - path[i - 1, 1])
    z = path[i - 1, 2] + share * (path[i, 2] - path[i - 1, 2])
    size = math.sqrt(x * x + y * y + z * z)
    point[0], point[1] = i, t[i - 1] + share * (t[i] - t[i - 1])
    point[2], point[3], point[4], point[5] = x / size, y / size, z / size, floor


@kernel
def way_left(dot: float, r: float, top: float) -> float:
    """Least distance [m] from the burnout of an interceptor to a point at radius r [m]; top as in `soonest`.

    dot: cosine of the range angle from the site.
    """
    return math.sqrt(max(0.0, r * r + EARTH_RADIUS * EARTH_RADIUS - 2.0 * r * EARTH_RADIUS * dot)) - top


@kernel
def least_square(left: float, r: float, top: float) -> float:
    """Square of a speed [m^2/s^2] with which no interceptor gets farther; see `flyout.least_energy`.

    left, r, top: as in `way_left`. From a lower burnout or over a longer way it takes more.
    """
    start = EARTH_RADIUS + top
    return 2.0 * EARTH_MU * (1.0 / start - 2.0 / (start + r + max(0.0, left)))


@kernel
def soonest(dot: float, r: float, speed: float, burn_time: float, top: float) -> float:
    """A flight time [s] that no interceptor of this speed and burn time beats, to a point at radius r [m].

    dot: cosine of the range angle; top [m]: height at burnout of a shot straight up, the way along every ascent. What
    follows is longer than the chord and runs above it, so that its mean square speed is less than that along the chord,
    which rises evenly but for the sag of the round Earth. Where that does not count, a hundredth of the speed stands
    for what an interceptor gains below the height of its burnout. Held against `arrival` in
    tests/kernels/test_sampled_encounters.py.
    """
    left = way_left(dot, r, top)
    if left <= 0.0:
        return burn_time
    gone2 = 2.0 * (1.0 - dot) * (1.0 + 0.2 * (1.0 - dot))
    risen = 0.5 * (r - EARTH_RADIUS - top) - r * gone2 / 12.0
    if risen <= 0.0:
        return burn_time + left / (1.01 * speed)
    lost = 0.95 * 2.0 * EARTH_MU * risen / (r * (EARTH_RADIUS + top))
    return burn_time + left / math.sqrt(max(0.1 * speed * speed, speed * speed - lost))


@kernel
def promises(
    first: int, last: int, every: int, t: Floats, path: Floats, floor: Floats, site: Floats, weapon: Floats, top: float,
    room: Floats,
) -> bool:  # fmt: skip
    """Fill the room with what samples first, first + every, ... < last promise; is there any that does?

    room[PROMISE]: the latest launch [s] that `soonest` allows, minus infinity where the interceptor never comes;
    room[WHEN], room[NEEDS]: the time of the sample and that flight time. weapon: see `spare`.
    """
    some, square = False, weapon[0] * weapon[0]
    for i in range(first, last, every):
        when, x, y, z, height = t[i], path[i, 0], path[i, 1], path[i, 2], path[i, 3]
        if i == floor[0]:
            when, x, y, z, height = floor[1], floor[2], floor[3], floor[4], floor[5]
        room[PROMISE, i], room[WHEN, i] = -math.inf, when
        if weapon[2] <= height <= weapon[3]:
            dot, r = x * site[0] + y * site[1] + z * site[2], EARTH_RADIUS + height
            needs = soonest(dot, r, weapon[0], weapon[1], top)
            if needs <= weapon[4] and square >= least_square(way_left(dot, r, top), r, top):
                room[PROMISE, i], room[NEEDS, i] = when - needs, needs
                some = True
    return some


@kernel
def promises_between(
    arc: Floats, gone: Floats, t: Floats, path: Floats, have: Bools, floor: Floats, site: Floats, weapon: Floats,
    top: float, room: Floats,
) -> bool:  # fmt: skip
    """`promises` of all samples after burnout, without looking where even the coarse sample beside is far too far.

    A missile goes no faster than FASTEST, and the speed that the least energy takes changes no faster than in a fall.
    """
    some = False
    room[PROMISE, BOOST - 1 :] = -math.inf
    for middle in range(FIRST, SAMPLES, COARSE):
        begins = BOOST - 1 if middle == FIRST else middle - COARSE // 2
        ends = SAMPLES if middle + COARSE >= SAMPLES else middle + COARSE // 2 + 1
        off = FASTEST * (t[min(middle + COARSE, SAMPLES - 1)] - t[max(FIRST, middle - COARSE)])
        dot = path[middle, 0] * site[0] + path[middle, 1] * site[1] + path[middle, 2] * site[2]
        r = EARTH_RADIUS + path[middle, 3]
        left = way_left(dot, r, top) - off
        if weapon[1] + left / (1.01 * weapon[0]) > weapon[4]:
            continue
        if weapon[0] * weapon[0] + 2.2 * STANDARD_GRAVITY * off < least_square(left + off, r, top):
            continue
        for i in range(begins, ends):
            fill(arc, gone, i, t, path, have)
        some |= promises(begins, ends, 1, t, path, floor, site, weapon, top, room)
    return some


@kernel
def point_at(i: int, t: Floats, path: Floats, floor: Floats, site: Floats) -> tuple[float, float, float]:
    """Time [s], height [m] and cosine of the range angle from a site of a sample, moved to the floor where it is."""
    if i == floor[0]:
        return floor[1], floor[5], floor[2] * site[0] + floor[3] * site[1] + floor[4] * site[2]
    return t[i], path[i, 3], path[i, 0] * site[0] + path[i, 1] * site[1] + path[i, 2] * site[2]


@kernel
def spare(
    i: int, arc: Floats, gone: Floats, t: Floats, path: Floats, have: Bools, floor: Floats, site: Floats,
    weapon: Floats, kept: Floats, guess: float,
) -> tuple[float, float]:  # fmt: skip
    """Latest launch [s] that meets the missile at sample i, minus infinity where there is none; and the loft angle.

    weapon: speed [m/s], burn time [s], least and greatest height [m], greatest flight time [s].
    """
    fill(arc, gone, i, t, path, have)
    when, height, dot = point_at(i, t, path, floor, site)
    if not (weapon[2] <= height <= weapon[3]) or out_of_time(dot, height, weapon[0], weapon[1], weapon[4]):
        return -math.inf, guess
    time, loft = arrival(kept, weapon[0], weapon[1], math.acos(max(min(dot, 1.0), -1.0)), height, guess)
    return (when - time if time <= weapon[4] else -math.inf), loft


@kernel
def most_promising(
    first: int, last: int, every: int, arc: Floats, gone: Floats, t: Floats, path: Floats, have: Bools, floor: Floats,
    site: Floats, weapon: Floats, kept: Floats, room: Floats,
) -> tuple[int, float]:  # fmt: skip
    """The sample with the latest launch among first, first + every, ... < last, whose promises are in the room already.

    -1 if none can be met; and the last loft angle. room[KNOWN] keeps the latest launches that were solved.
    """
    best, at, loft = -math.inf, -1, math.nan
    while True:
        chosen, most = first, -math.inf
        for i in range(first, last, every):
            if room[PROMISE, i] > most:
                chosen, most = i, room[PROMISE, i]
        if not most > best:
            return at, loft
        room[PROMISE, chosen] = -math.inf
        found, loft = spare(chosen, arc, gone, t, path, have, floor, site, weapon, kept, loft)
        room[KNOWN, chosen] = found
        if found > best:
            best, at = found, chosen


@kernel
def quick_latest(
    arc: Floats, gone: Floats, t: Floats, path: Floats, have: Bools, floor: Floats, site: Floats, weapon: Floats,
    kept: Floats, room: Floats,
) -> float:  # fmt: skip
    """As `encounters.direct_latest`, for sites that may meet the missile anywhere after burnout: NaN if nowhere.

    The same coarse samples are in the race, and must be there; around the best of them the way goes uphill to the best
    of all. room (4, SAMPLES): to work in.
    """
    room[KNOWN] = math.nan
    top, at, loft = kept[LOFTS - 1, 0], -1, math.nan
    if promises(FIRST, SAMPLES, COARSE, t, path, floor, site, weapon, top, room):
        at, loft = most_promising(FIRST, SAMPLES, COARSE, arc, gone, t, path, have, floor, site, weapon, kept, room)
    first, last = max(BOOST - 1, at - COARSE), min(SAMPLES - 1, at + COARSE)
    if at < 0:
        first, last = BOOST - 1, SAMPLES - 1
        if promises_between(arc, gone, t, path, have, floor, site, weapon, top, room):
            at, loft = most_promising(first, SAMPLES, 1, arc, gone, t, path, have, floor, site, weapon, kept, room)
        if at < 0:
            return math.nan
    moved = True
    while moved:
        moved = False
        for beside in (at + 1, at - 1):
            if first <= beside <= last:
                if math.isnan(room[KNOWN, beside]):
                    room[KNOWN, beside], loft = spare(beside, arc, gone, t, path, have, floor, site, weapon, kept, loft)
                if room[KNOWN, beside] > room[KNOWN, at]:
                    at, moved = beside, True
                    break
    if not first < at < last:
        return float(room[KNOWN, at])
    before, _, _ = point_at(at - 1, t, path, floor, site)
    here, _, _ = point_at(at, t, path, floor, site)
    after, _, _ = point_at(at + 1, t, path, floor, site)
    return topped(
        before, here, after, before - room[KNOWN, at - 1], here - room[KNOWN, at], after - room[KNOWN, at + 1]
    )


@kernel
def track_by(radar: Floats, needed: float, t: Floats, path: Floats, until: float) -> float:
    """As `sight.track_time`, without waiting for a track that can only come later than `until` [s]: NaN."""
    for i in range(t.size):
        if margin(radar, path[i, 0], path[i, 1], path[i, 2], path[i, 3]) >= 0.0:
            return track_time(radar, needed, t, path, until)
        if t[i] + needed > until:
            return math.nan
    return math.nan


@kernel
def first_tracks(
    radars: Floats, needed: Floats, eyes: Floats, lazy: bool, arc: Floats, gone: Floats, t: Floats, path: Floats,
    have: Bools, tracks: Floats, sights: Floats,
) -> None:  # fmt: skip
    """Fill tracks (k,) of the radars and sights (e,) of the satellites [s], NaN if never.

    lazy: satellites watch in every phase, so that a track later than theirs is of no use; NaN may stand for it.
    """
    until = -math.inf
    for e in range(eyes.shape[0]):
        sights[e] = infrared_track_time(eyes[e, 0], eyes[e, 1], BOOST - 1, t, path)
        until = max(until, sights[e] if sights[e] >= 0.0 else math.inf)
    if not lazy or eyes.shape[0] == 0:
        until = math.inf
    for i in range(SAMPLES):
        fill(arc, gone, i, t, path, have)
        if t[i] > until:
            break
    for k in range(radars.shape[0]):
        tracks[k] = track_by(radars[k], needed[k], t, path, until)


@kernel
def earliest_of(times: Floats, counted: Bools) -> float:
    """The least of the times that count, NaN if there is none."""
    least = math.nan
    for k in range(times.size):
        if counted[k] and not math.isnan(times[k]) and not least <= times[k]:
            least = times[k]
    return least


@kernel
def every_latest(
    arc: Floats, gone: Floats, t: Floats, path: Floats, have: Bools, sites: Floats, kinds: Ints, own: bool, owns: Bools,
    radars: Floats, weapons: Floats, kept: Floats, latest: Floats,
) -> None:  # fmt: skip
    """Fill latest (s,) [s] of all sites for one flight. own: must an own radar cover the meeting point?"""
    floors, room = np.empty((weapons.shape[0], POINT)), np.empty((4, SAMPLES))
    for i in range(FIRST, SAMPLES, COARSE):
        fill(arc, gone, i, t, path, have)
    for w in range(weapons.shape[0]):
        floor_point(arc, gone, weapons[w, 2], t, path, have, floors[w])
    for s in range(sites.shape[0]):
        w = kinds[s]
        if not own and not sites[s, 9] < math.pi:
            latest[s] = quick_latest(arc, gone, t, path, have, floors[w], sites[s], weapons[w], kept[w], room)
            continue
        for i in range(SAMPLES):
            fill(arc, gone, i, t, path, have)
        when, track, usable = t.copy(), path.copy(), np.ones(SAMPLES, dtype=np.bool_)
        to_floor(when, track, weapons[w, 2])
        if own:
            covered(radars[owns[s]], track, usable)
        usable[: BOOST - 1] = False
        if sites[s, 9] < math.pi:
            to_sector(sites[s], when, track, usable)
        latest[s] = direct_latest(when, track, usable, sites[s], weapons[w, :2], kept[w], weapons[w, 2:], room[0])


@parallel_kernel
def sampled_encounters(
    launches: Floats, missiles: Floats, turning: float, status: Ints, shots: Floats,
    places: Floats, sensors: Floats, factor: float, eyes: Floats, watching: Bools, orbiting: Bools,
    sites: Floats, kinds: Ints, owns: Bools, own: bool, weapons: Floats, heights: Floats, angles: Floats,
    lazy: bool, burnt: Floats, release: Floats, released: Floats, latest: Floats,
) -> None:  # fmt: skip
    """For n samples and all pairs (m, a): burnout burnt (n, m, a), tracks, and latest launches (n, m, a, s) [s].

    launches (m, 2) [rad]; missiles (n, 2: full speed [m/s], burn time [s]); status, shots: from `solve_samples`.
    places (k, 3: latitude, longitude, facing [rad]) of radars, sensors (n, k, 4: range [m], least elevation, half
    width [rad], track time [s]), factor as in `radar_row`; eyes (n, e, 2) as `infrared` in `release_times`.
    watching (p, k), orbiting (p, e): which of them stand in which phase. sites (s, SITE), kinds (s,), owns (s, k) as in
    `encounters`; own: must an own radar cover the meeting point? weapons (n, i, 5) as in `spare`; heights, angles as
    in `scaled_ascents`. lazy as in `first_tracks`. release (n, m, a, p): the first track of any sensor; released
    (n, m, a, s): of a site's own radars, or of size 0 where nobody asks for it.
    """
    for n in prange(missiles.shape[0]):
        radars, kept = np.empty((places.shape[0], ROW)), np.empty((weapons.shape[1], LOFTS, 2))
        t, path, have = np.empty(SAMPLES), np.empty((SAMPLES, 4)), np.empty(SAMPLES, dtype=np.bool_)
        arc, gone = np.empty(ARC), np.empty(BOOST)
        tracks, sights = np.empty(places.shape[0]), np.empty(eyes.shape[1])
        for k in range(places.shape[0]):
            radars[k] = radar_row(
                places[k, 0], places[k, 1], sensors[n, k, 0], sensors[n, k, 1], places[k, 2], sensors[n, k, 2], factor
            )
        for w in range(weapons.shape[1]):
            scaled_ascents(heights, angles, weapons[n, w, 0] * weapons[n, w, 1], kept[w])
        for i in range(launches.shape[0]):
            for j in range(status.shape[2]):
                if status[n, i, j] != FLOWN:
                    burnt[n, i, j] = math.nan
                    release[n, i, j, :] = math.nan
                    released[n, i, j, :] = math.nan
                    latest[n, i, j, :] = math.nan
                    continue
                begin((launches[i, 0], launches[i, 1]), shots[n, i, j], missiles[n], turning, arc, gone, t, path, have)
                first_tracks(radars, sensors[n, :, 3], eyes[n], lazy, arc, gone, t, path, have, tracks, sights)
                burnt[n, i, j] = t[BOOST - 1]
                for p in range(watching.shape[0]):
                    seen, spied = earliest_of(tracks, watching[p]), earliest_of(sights, orbiting[p])
                    release[n, i, j, p] = spied if not seen <= spied and not math.isnan(spied) else seen
                for s in range(released.shape[3]):
                    released[n, i, j, s] = earliest_of(tracks, owns[s])
                every_latest(
                    arc, gone, t, path, have, sites, kinds, own, owns, radars, weapons[n], kept, latest[n, i, j]
                )
