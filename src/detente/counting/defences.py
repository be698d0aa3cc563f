"""How defences, trials and transfers count: one small function for each counted quantity, citing its rule.

Each takes the holdings of one party and returns its counts: one, or one for each thing where a rule looks at things
one by one. What is not certain to fall under a rule widens the count; what nobody says leaves it undecided.
"""

import math
from collections.abc import Callable, Sequence
from itertools import combinations

from detente.counting.count import Count, between, nothing, undecided
from detente.counting.holdings import (
    Certainty,
    Holdings,
    Missile,
    Point,
    Standing,
    Stated,
    Transfer,
    Trial,
    weakest,
)

EARTH_RADIUS_M = 6_371e3
AREA_RADIUS_M = 150e3  # ABM Treaty, Article III
PLACE_M = math.radians(0.05 * math.sqrt(2.0)) * EARTH_RADIUS_M  # places are kept to a tenth of a degree
SLOWER_M_S = 3_000.0  # First Agreed Statement of 1997
CATEGORY_RANGE_M, CATEGORY_PAYLOAD_KG = 300e3, 500.0  # MTCR, Category I
INF_RANGE_M = (500e3, 5_500e3)
_BARRED = ("mobile-land", "sea", "air", "space")
_NOT_SAID = "nobody says what interceptors the party has: a dossier lists those of the defending side"


def territorial_defences(held: Holdings) -> tuple[Count, ...]:
    """Defences of the national territory, bases for one, and regional defences. ABM Treaty, Article I(2)."""
    return _undeclared("whether a defence is one of the territory is a matter of its purpose, which nobody declares")


def abm_launchers_in_one_area(held: Holdings) -> tuple[Count, ...]:
    """Launchers in the deployment area that holds most. ABM Treaty, Article III; one interceptor each, Article V(2).

    At least as many as interceptors stand there; empty ones are not known.
    """
    (found,) = abm_interceptors_in_one_area(held)
    if not found.known or found.empty:
        return (found,)
    how = "at least one launcher for each interceptor in the area; empty launchers are not known"
    return (between(found.low, math.inf, how, found.items, "the number of launchers", found.certainty),)


def abm_interceptors_in_one_area(held: Holdings) -> tuple[Count, ...]:
    """Strategic interceptors on land in the deployment area that holds most. ABM Treaty, Article III."""
    if held.standing is None:
        return (undecided(_NOT_SAID),)
    sites = _abm_sites(held.standing)
    if not sites:
        return (nothing("no interceptor that is or may be strategic stands at a launch site on land"),)
    low = max(_number(_certain_abm(rows)) for rows in sites.values())
    high = max(sum(_number(sites[place]) for place in group) for group in _groups(sites))
    rows = [row for rows in sites.values() for row in rows]
    how = "interceptors at launch sites on land, in the area that holds most"
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
        return (nothing("no interceptor that is or may be strategic stands at a launch site on land"),)
    counts = []
    for group in _groups(sites):
        if any(_at(sites[place]) is None for place in group):
            counts.append(undecided("where the site lies", about=", ".join(group)))
            continue
        points = [point for place in group if (point := _at(sites[place])) is not None]
        width = max((distance(a, b) for a, b in combinations(points, 2)), default=0.0)
        low, high = max(0.0, width / 2.0 - PLACE_M), width / math.sqrt(3.0) + PLACE_M
        rows = [row for place in group for row in sites[place]]
        counts.append(
            between(low, high, "smallest circle around launch sites within 300 km of one another", tuple(group),
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
        return (nothing("no interceptor that is or may be strategic stands at a launch site on land"),)
    certain = {place: rows for place, rows in sites.items() if _certain_abm(rows)}
    rows = [row for rows in sites.values() for row in rows]
    high = len(sites)
    how = "launch sites on land, those more than 300 km apart in areas of their own"
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
        return (nothing("there are not two areas"),)
    if any(_at(rows) is None for rows in sites.values()):
        return (undecided("where the sites lie"),)
    gaps = [
        distance(_point(sites[a]), _point(sites[b]))
        for one, other in combinations(groups, 2)
        for a in one
        for b in other
    ]
    how = "between the nearest launch sites of two areas; their centres are not declared"
    return (between(max(0.0, min(gaps) - 2.0 * PLACE_M), min(gaps) + 2.0 * PLACE_M, how),)


def abm_radar_complexes_at_capital(held: Holdings) -> tuple[Count, ...]:
    """Radar complexes in the area at the capital. ABM Treaty, Article III(a)."""
    return _undeclared("the number of radar complexes in the area at the capital")


def barred_basing(held: Holdings) -> tuple[Count, ...]:
    """Strategic interceptors not fixed on land, standing or in trials. ABM Treaty, Article V(1)."""
    if held.standing is None and held.trials is None:
        return (undecided("nobody says what the party deploys or flies in trials"),)
    rows: list[Standing | Trial] = [*(held.standing or ()), *(held.trials or ())]
    doubtful = [row for row in rows if row.purpose != "theatre" and (row.basing is None or row.basing in _BARRED)]
    certain = [row for row in doubtful if row.purpose == "strategic" and row.basing is not None]
    silent = [
        said
        for part, said in ((held.standing, "what the party deploys"), (held.trials, "what it flies in trials"))
        if part is None
    ]
    missing = [*silent, *([_open(doubtful)] if len(doubtful) > len(certain) else [])]
    high = math.inf if silent else float(len(doubtful))
    items = tuple(f"{row.name} ({row.basing or 'basing not known'}, {row.purpose})" for row in doubtful)
    how = "deployments and declared trials with such a basing, one each"
    return (between(len(certain), high, how, items, "; ".join(missing), weakest(tuple(r.certainty for r in doubtful))),)


def interceptors_per_launcher(held: Holdings) -> tuple[Count, ...]:
    """Interceptors that one launcher sends off at a time. ABM Treaty, Article V(2)."""
    return _undeclared("how many interceptors a launcher sends off at a time")


def abm_mode_trials(held: Holdings) -> tuple[Count, ...]:
    """Trials of other than strategic interceptors against strategic missiles. ABM Treaty, Article VI(a).

    The text does not say how fast a strategic missile is, so any trial of the kind leaves the count open.
    """
    if held.trials is None:
        return (undecided("nobody declares the party's trials"),)
    rows = [row for row in held.trials if row.purpose != "strategic"]
    if not rows:
        return (nothing("no declared trial of an interceptor that is not for strategic missiles"),)
    missing = (
        "what a strategic missile is: the text gives no number; the statements of 1997, never in force, give 5 km/s "
        "and 3,500 km"
    )
    how = "declared trials of such interceptors"
    items = tuple(row.name for row in rows)
    return (between(0.0, len(rows), how, items, missing, weakest(tuple(row.certainty for row in rows))),)


def other_principles(held: Holdings) -> tuple[Count, ...]:
    """Systems on other physical principles. ABM Treaty, Agreed Statement D."""
    return _undeclared("whether the party has systems on other physical principles")


def theatre_interceptor_speed(held: Holdings) -> tuple[Count, ...]:
    """Speed [m/s] of each interceptor, to be held against 3 km/s. First Agreed Statement of 1997.

    The statement speaks of demonstrated speed of theatre interceptors; burnout speeds as stated stand for it, and
    strategic interceptors are measured by the same yardstick.
    """
    if held.standing is None and held.trials is None:
        return (undecided(_NOT_SAID),)
    known: dict[str, tuple[Stated, ...]] = {}
    for row in held.standing or ():
        known.setdefault(row.name, row.speeds)
    for trial in held.trials or ():
        if trial.interceptor:
            known.setdefault(trial.interceptor, trial.speeds)
    if not known:
        return (nothing("no interceptor stands or is named in a trial"),)
    return tuple(_speed(name, speeds) for name, speeds in known.items())


def _speed(name: str, speeds: tuple[Stated, ...]) -> Count:
    if not speeds:
        return undecided("its burnout speed", about=name)
    low, high = min(said.low for said in speeds), max(said.high for said in speeds)
    items = tuple(dict.fromkeys(_stated(said) for said in speeds))
    missing = "a speed that holders agree on" if len({(said.low, said.high) for said in speeds}) > 1 else ""
    how = "burnout speed as stated, over all holders; it stands for the demonstrated speed"
    return between(low, high, how, items, missing or "a speed known well enough", _surest(speeds), name)


def slower_trials_flown_speed(held: Holdings) -> tuple[Count, ...]:
    """Speed [m/s] of what interceptors of up to 3 km/s are flown against. First Agreed Statement of 1997."""
    return _flown(held, _not_faster, lambda row: row.flown_speed, "its speed")


def slower_trials_flown_range(held: Holdings) -> tuple[Count, ...]:
    """Range [m] of what interceptors of up to 3 km/s are flown against. First Agreed Statement of 1997."""
    return _flown(held, _not_faster, lambda row: row.flown_range, "its range")


def faster_trials_flown_speed(held: Holdings) -> tuple[Count, ...]:
    """Speed [m/s] of what interceptors above 3 km/s are flown against. Second Agreed Statement of 1997."""
    return _flown(held, _not_slower, lambda row: row.flown_speed, "its speed")


def faster_trials_flown_range(held: Holdings) -> tuple[Count, ...]:
    """Range [m] of what interceptors above 3 km/s are flown against. Second Agreed Statement of 1997."""
    return _flown(held, _not_slower, lambda row: row.flown_range, "its range")


def realistic_threat(held: Holdings) -> tuple[Count, ...]:
    """Whether theatre systems threaten a strategic force. Second Agreed Statement of 1997, preamble: a principle."""
    return _undeclared("a number: the principle gives none; slack against each deterrent is what `assess` computes")


def ground_launched_in_range(held: Holdings) -> tuple[Count, ...]:
    """Ground-launched missiles with a range of 500 to 5,500 km, both ends included. INF Treaty."""
    inside = [row for row in held.missiles if in_inf_range(row.low) and in_inf_range(row.high)]
    touching = [row for row in held.missiles if row not in inside and _touches_inf(row)]
    missing = "a declared number: a dossier lists only the missiles it flies"
    if inside or touching:
        items = tuple(f"{row.name}, {_km(row.low)} to {_km(row.high)}" for row in (*inside, *touching))
        sure = weakest(tuple(row.certainty for row in (*inside, *touching)))
        return (between(len(inside), math.inf, "types that the dossier flies from the ground", items, missing, sure),)
    return (undecided(missing, items=tuple(row.name for row in held.missiles)),)


def in_inf_range(range_m: float) -> bool:
    """Whether a range [m] lies within that of the INF Treaty, both ends included."""
    return INF_RANGE_M[0] <= range_m <= INF_RANGE_M[1]


def category_one_transfers(held: Holdings) -> tuple[Count, ...]:
    """Complete systems that carry 500 kg over 300 km or more, sent abroad. MTCR guidelines, Category I."""
    return _transfers(held, ("complete system", "parts or technology"))


def category_one_production_transfers(held: Holdings) -> tuple[Count, ...]:
    """Facilities to make Category I systems, sent abroad. MTCR guidelines."""
    return _transfers(held, ("production",))


def in_category_one(range_m: float | None, payload_kg: float | None) -> bool | None:
    """Does a system carry 500 kg over 300 km? Range and payload are traded against each other.

    With 500 kg or more over 300 km or more: yes. With 500 kg or less over less than 300 km: no, for more payload only
    shortens the range. Else the trade decides, and it is not known: None.

    Arguments: range [m] with that payload [kg]; None: not known.
    Source:    MTCR guidelines (mtcr.info), Category I.
    Example:   in_category_one(285e3, 985.0) is None
    """
    if range_m is None or payload_kg is None:
        return None
    far, heavy = range_m >= CATEGORY_RANGE_M, payload_kg >= CATEGORY_PAYLOAD_KG
    if far and heavy:
        return True
    if not far and payload_kg <= CATEGORY_PAYLOAD_KG:
        return False
    return None


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
    return tuple(f"{row.number} {row.name} at {row.place}" for row in rows)


def _purpose_open(rows: Sequence[Standing]) -> str:
    return _open([row for row in rows if row.purpose != "strategic" or row.basing is None])


def _open(rows: Sequence[Standing | Trial]) -> str:
    """Of what the purpose or the basing is open."""
    purpose = sorted({row.name for row in rows if row.purpose == "undecided"})
    basing = sorted({row.name for row in rows if row.basing is None})
    said = [f"whether {', '.join(purpose)} is for strategic missiles"] if purpose else []
    said += [f"how {', '.join(basing)} is based"] if basing else []
    return "; ".join(said)


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


# Trials and transfers


def _flown(
    held: Holdings, falls_under: Callable[[Trial], bool], of: Callable[[Trial], float | None], what: str
) -> tuple[Count, ...]:
    if held.trials is None:
        return (undecided("nobody declares the party's trials"),)
    rows = [row for row in held.trials if row.purpose != "strategic" and falls_under(row)]
    if not rows:
        return (nothing("no declared trial of such a theatre interceptor"),)
    return tuple(_flown_in(row, of(row), what) for row in rows)


def _flown_in(row: Trial, value: float | None, what: str) -> Count:
    if value is None:
        return undecided(f"of the missile flown against: {what}", about=row.name)
    how = "of the missile flown against, as declared"
    if not row.speeds:
        how += "; the interceptor's own speed is not known, so both statements are asked"
    elif _not_faster(row) and _not_slower(row):
        how += "; the interceptor's own speed lies on both sides of 3 km/s, so both statements are asked"
    return between(value, value, how, tuple(_stated(said) for said in row.speeds), "", row.certainty, row.name)


def _not_faster(row: Trial) -> bool:
    return not row.speeds or min(said.low for said in row.speeds) <= SLOWER_M_S


def _not_slower(row: Trial) -> bool:
    return not row.speeds or max(said.high for said in row.speeds) > SLOWER_M_S


def _transfers(held: Holdings, sorts: tuple[str, ...]) -> tuple[Count, ...]:
    if held.transfers is None:
        return (undecided("nobody declares what the party sends abroad"),)
    rows = [row for row in held.transfers if row.sort in sorts]
    if not rows:
        return (nothing("no declared transfer of the kind"),)
    return tuple(_transfer(row) for row in rows)


def _transfer(row: Transfer) -> Count:
    about, found = f"{row.what}, to {row.to}", in_category_one(row.range, row.payload)
    said = [f"{_km(row.range)}" if row.range is not None else "range not known"]
    said.append(f"{row.payload:,.0f} kg" if row.payload is not None else "payload not known")
    how, items = "what the system could do with 500 kg", (" with ".join(said),)
    if row.sort == "parts or technology":
        missing = (
            "what it is for: major subsystems such as stages and engines belong to Category I, other technology to "
            "Category II"
        )
        return between(0.0, 1.0, "not a complete system", items, missing, row.certainty, about)
    if found is None:
        unknown = row.range is None or row.payload is None
        missing = "range and payload" if unknown else "the range with 500 kg: payload can be traded for range"
        return between(0.0, 1.0, how, items, missing, row.certainty, about)
    return between(float(found), float(found), how, items, "", row.certainty, about)


def _touches_inf(row: Missile) -> bool:
    return row.low <= INF_RANGE_M[1] and row.high >= INF_RANGE_M[0]


def _undeclared(missing: str) -> tuple[Count, ...]:
    return (undecided(missing),)


def _stated(said: Stated) -> str:
    ends = f"{said.low / 1e3:g}" if said.low == said.high else f"{said.low / 1e3:g} to {said.high / 1e3:g}"
    return f"{ends} km/s ({said.holder})"


def _surest(speeds: tuple[Stated, ...]) -> Certainty:
    return weakest(tuple(said.certainty for said in speeds))


def _km(length: float) -> str:
    return f"{length / 1e3:,.0f} km"
