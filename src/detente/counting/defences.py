"""How defences count under the ABM Treaty and its protocol: one small function for each quantity, citing its rule.

Each takes the holdings of one party and returns its counts: one, or one for each thing where a rule looks at things
one by one. What is not certain to fall under a rule widens the count; what nobody says leaves it undecided.
"""

import math
from collections.abc import Sequence
from itertools import combinations

from detente.counting.count import Count, between, nothing, undecided
from detente.counting.holdings import Holdings, Point, Standing, Trial, weakest
from detente.messages import joined, mark, say

EARTH_RADIUS_M = 6_371e3
AREA_RADIUS_M = 150e3  # ABM Treaty, Article III
PLACE_M = math.radians(0.05 * math.sqrt(2.0)) * EARTH_RADIUS_M  # places are kept to a tenth of a degree
_BARRED = ("mobile-land", "sea", "air", "space")
_NOT_SAID = mark("nobody says what interceptors the party has: a dossier lists those of the defending side")


def territorial_defences(held: Holdings) -> tuple[Count, ...]:
    """Defences of the national territory, bases for one, and regional defences. ABM Treaty, Article I(2)."""
    return _undeclared(
        mark("whether a defence is one of the territory is a matter of its purpose, which nobody declares")
    )


def abm_launchers_in_one_area(held: Holdings) -> tuple[Count, ...]:
    """Launchers in the deployment area that holds most. ABM Treaty, Article III; one interceptor each, Article V(2).

    At least as many as interceptors stand there; empty ones are not known.
    """
    (found,) = abm_interceptors_in_one_area(held)
    if not found.known or found.empty:
        return (found,)
    if found.low == 0.0:
        return (undecided(mark("the number of launchers"), items=found.items),)
    how = mark("at least one launcher for each interceptor in the area; empty launchers are not known")
    return (between(found.low, math.inf, how, found.items, mark("the number of launchers"), found.certainty),)


def abm_interceptors_in_one_area(held: Holdings) -> tuple[Count, ...]:
    """Strategic interceptors on land in the deployment area that holds most. ABM Treaty, Article III."""
    if held.standing is None:
        return (undecided(_NOT_SAID),)
    sites = _abm_sites(held.standing)
    if not sites:
        return (nothing(mark("no interceptor that is or may be strategic stands at a launch site on land")),)
    low = max(_number(_certain_abm(rows)) for rows in sites.values())
    high = max(sum(_number(sites[place]) for place in group) for group in _groups(sites))
    rows = [row for rows in sites.values() for row in rows]
    how = mark("interceptors at launch sites on land, in the area that holds most")
    return (between(low, high, how, _items(rows), _purpose_open(rows), weakest(tuple(r.certainty for r in rows))),)


def abm_area_radius(held: Holdings) -> tuple[Count, ...]:
    """Radius [m] of each deployment area. ABM Treaty, Article III.

    Of sites that lie within 300 km of one another: from half their greatest distance d to d/sqrt(3), which by Jung's
    theorem holds any set of that width; the coarse places widen both ends by 8 km.
    """
    if held.standing is None:
        return (undecided(_NOT_SAID),)
    sites = _abm_sites(held.standing)
    if not sites:
        return (nothing(mark("no interceptor that is or may be strategic stands at a launch site on land")),)
    counts = []
    for group in _groups(sites):
        if any(_at(sites[place]) is None for place in group):
            counts.append(undecided(mark("where the site lies"), about=", ".join(group)))
            continue
        points = [point for place in group if (point := _at(sites[place])) is not None]
        width = max((distance(a, b) for a, b in combinations(points, 2)), default=0.0)
        low, high = max(0.0, width / 2.0 - PLACE_M), width / math.sqrt(3.0) + PLACE_M
        rows = [row for place in group for row in sites[place]]
        counts.append(
            between(low, high, mark("smallest circle around launch sites within 300 km of one another"), tuple(group),
                    "", weakest(tuple(row.certainty for row in rows)), ", ".join(group))
        )  # fmt: skip
    return tuple(counts)


def abm_deployment_areas(held: Holdings) -> tuple[Count, ...]:
    """Deployment areas. ABM Treaty, Protocol of 1974, Article I.

    At least: the most launch sites of which no two are within 300 km, so that no two fit a circle of 150 km radius.
    At most: every site an area of its own.
    """
    if held.standing is None:
        return (undecided(_NOT_SAID),)
    sites = _abm_sites(held.standing)
    if not sites:
        return (nothing(mark("no interceptor that is or may be strategic stands at a launch site on land")),)
    certain = {place: rows for place, rows in sites.items() if _certain_abm(rows)}
    rows = [row for rows in sites.values() for row in rows]
    high = len(sites)
    how = mark("launch sites on land, those more than 300 km apart in areas of their own")
    return (
        between(
            _apart(certain), high, how, _items(rows), _purpose_open(rows), weakest(tuple(r.certainty for r in rows))
        ),
    )


def abm_area_distance(held: Holdings) -> tuple[Count, ...]:
    """Distance [m] between the two deployment areas. ABM Treaty, agreed statement on Article III."""
    if held.standing is None:
        return (undecided(_NOT_SAID),)
    sites = _abm_sites(held.standing)
    groups = _groups(sites)
    if len(groups) < 2:
        return (nothing(mark("there are not two areas")),)
    if any(_at(rows) is None for rows in sites.values()):
        return (undecided(mark("where the sites lie")),)
    gaps = [
        distance(_point(sites[a]), _point(sites[b]))
        for one, other in combinations(groups, 2)
        for a in one
        for b in other
    ]
    how = mark("between the nearest launch sites of two areas; their centres are not declared")
    return (between(max(0.0, min(gaps) - 2.0 * PLACE_M), min(gaps) + 2.0 * PLACE_M, how),)


def abm_radar_complexes_at_capital(held: Holdings) -> tuple[Count, ...]:
    """Radar complexes in the area at the capital. ABM Treaty, Article III(a)."""
    return _undeclared(mark("the number of radar complexes in the area at the capital"))


def barred_basing(held: Holdings) -> tuple[Count, ...]:
    """Strategic interceptors not fixed on land, standing or in trials. ABM Treaty, Article V(1)."""
    if held.standing is None and held.trials is None:
        return (undecided(mark("nobody says what the party deploys or flies in trials")),)
    rows: list[Standing | Trial] = [*(held.standing or ()), *(held.trials or ())]
    doubtful = [row for row in rows if row.purpose != "theatre" and (row.basing is None or row.basing in _BARRED)]
    certain = [row for row in doubtful if row.purpose == "strategic" and row.basing is not None]
    silent = [
        said
        for part, said in (
            (held.standing, mark("what the party deploys")),
            (held.trials, mark("what it flies in trials")),
        )
        if part is None
    ]
    missing = [*silent, *([_open(doubtful)] if len(doubtful) > len(certain) else [])]
    high = math.inf if silent else float(len(doubtful))
    items = tuple(
        say(
            "{name} ({basing}, {purpose})",
            name=row.name,
            basing=row.basing or mark("basing not known"),
            purpose=row.purpose,
        )
        for row in doubtful
    )
    how = mark("deployments and declared trials with such a basing, one each")
    return (
        between(len(certain), high, how, items, joined("; ", missing), weakest(tuple(r.certainty for r in doubtful))),
    )


def interceptors_per_launcher(held: Holdings) -> tuple[Count, ...]:
    """Interceptors that one launcher sends off at a time. ABM Treaty, Article V(2)."""
    return _undeclared(mark("how many interceptors a launcher sends off at a time"))


def abm_mode_trials(held: Holdings) -> tuple[Count, ...]:
    """Trials of other than strategic interceptors against strategic missiles. ABM Treaty, Article VI(a).

    The text does not say how fast a strategic missile is, so any trial of the kind leaves the count open.
    """
    if held.trials is None:
        return (undecided(mark("nobody declares the party's trials")),)
    rows = [row for row in held.trials if row.purpose != "strategic"]
    if not rows:
        return (nothing(mark("no declared trial of an interceptor that is not for strategic missiles")),)
    missing = mark(
        "what a strategic missile is: the text gives no number; the statements of 1997, never in force, "
        "give 5 km/s and 3,500 km"
    )
    how = mark("declared trials of such interceptors")
    items = tuple(row.name for row in rows)
    return (between(0.0, len(rows), how, items, missing, weakest(tuple(row.certainty for row in rows))),)


def other_principles(held: Holdings) -> tuple[Count, ...]:
    """Systems on other physical principles. ABM Treaty, Agreed Statement D."""
    return _undeclared(mark("whether the party has systems on other physical principles"))


def distance(one: Point, other: Point) -> float:
    """Great-circle distance [m] between two points [deg] on a sphere of 6,371 km."""
    a, b = math.radians(one[0]), math.radians(other[0])
    half = math.sin((b - a) / 2.0) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other[1] - one[1]) / 2.0) ** 2
    return 2.0 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, half)))


# What may be strategic and stands on land


def _abm_sites(standing: Sequence[Standing]) -> dict[str, list[Standing]]:
    """Interceptors that are or may be strategic and fixed on land, by place."""
    sites: dict[str, list[Standing]] = {}
    for row in standing:
        if row.purpose != "theatre" and row.basing in ("fixed-land", None):
            sites.setdefault(row.place, []).append(row)
    return sites


def _certain_abm(rows: Sequence[Standing]) -> list[Standing]:
    return [row for row in rows if row.purpose == "strategic" and row.basing == "fixed-land"]


def _number(rows: Sequence[Standing]) -> int:
    return sum(row.number for row in rows)


def _items(rows: Sequence[Standing]) -> tuple[str, ...]:
    return tuple(say("{number} {name} at {place}", number=row.number, name=row.name, place=row.place) for row in rows)


def _purpose_open(rows: Sequence[Standing]) -> str:
    return _open([row for row in rows if row.purpose != "strategic" or row.basing is None])


def _open(rows: Sequence[Standing | Trial]) -> str:
    """Of what the purpose or the basing is open."""
    purpose = sorted({row.name for row in rows if row.purpose == "undecided"})
    basing = sorted({row.name for row in rows if row.basing is None})
    said = [say("whether {purpose} is for strategic missiles", purpose=", ".join(purpose))] if purpose else []
    said += [say("how {basing} is based", basing=", ".join(basing))] if basing else []
    return joined("; ", said)


def _at(rows: Sequence[Standing]) -> Point | None:
    return next((row.at for row in rows if row.at is not None), None)


def _point(rows: Sequence[Standing]) -> Point:
    found = _at(rows)
    assert found is not None
    return found


def _near(one: Sequence[Standing], other: Sequence[Standing]) -> bool:
    """Whether two sites can lie in one area; sites of unknown place may."""
    a, b = _at(one), _at(other)
    return a is None or b is None or distance(a, b) - 2.0 * PLACE_M <= 2.0 * AREA_RADIUS_M


def _groups(sites: dict[str, list[Standing]]) -> list[list[str]]:
    """Sites chained by being within 300 km of the next, in the order of the sites."""
    groups: list[list[str]] = []
    for place in sites:
        near = [group for group in groups if any(_near(sites[place], sites[other]) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), place])
    return groups


def _apart(sites: dict[str, list[Standing]]) -> int:
    """The most sites of which no two can lie in one area; beyond 12 sites a number that is surely not too high."""
    places = list(sites)
    if len(places) > 12:
        return len(_groups(sites))
    for size in range(len(places), 0, -1):
        for chosen in combinations(places, size):
            if not any(_near(sites[a], sites[b]) for a, b in combinations(chosen, 2)):
                return size
    return 0


def _undeclared(missing: str) -> tuple[Count, ...]:
    return (undecided(missing),)
