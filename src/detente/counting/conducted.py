"""How interceptor speeds, trials, transfers and missiles count, one small function for each quantity, citing its rule.

As in `defences`: what is not certain to fall under a rule widens the count, what nobody says leaves it undecided.
"""

import math
from collections.abc import Callable

from detente.counting.count import Count, between, nothing, undecided
from detente.counting.holdings import Certainty, Holdings, Missile, Stated, Transfer, Trial, weakest
from detente.messages import joined, mark, say

SLOWER_M_S = 3_000.0  # First Agreed Statement of 1997
CATEGORY_RANGE_M, CATEGORY_PAYLOAD_KG = 300e3, 500.0  # MTCR, Category I
INF_RANGE_M = (500e3, 5_500e3)


def theatre_interceptor_speed(held: Holdings) -> tuple[Count, ...]:
    """Speed [m/s] of each interceptor, to be held against 3 km/s. First Agreed Statement of 1997.

    The statement speaks of demonstrated speed of theatre interceptors; burnout speeds as stated stand for it, and
    strategic interceptors are measured by the same yardstick.
    """
    if held.standing is None and held.trials is None:
        return (undecided(mark("nobody says what interceptors the party has")),)
    known: dict[str, tuple[Stated, ...]] = {}
    for row in held.standing or ():
        known.setdefault(row.name, row.speeds)
    for trial in held.trials or ():
        if trial.interceptor:
            known.setdefault(trial.interceptor, trial.speeds)
    if not known:
        return (nothing(mark("no interceptor stands or is named in a trial")),)
    return tuple(_speed(name, speeds) for name, speeds in known.items())


def _speed(name: str, speeds: tuple[Stated, ...]) -> Count:
    if not speeds:
        return undecided(mark("its burnout speed"), about=name)
    low, high = min(said.low for said in speeds), max(said.high for said in speeds)
    items = tuple(dict.fromkeys(_stated(said) for said in speeds))
    missing = mark("a speed that holders agree on") if len({(said.low, said.high) for said in speeds}) > 1 else ""
    how = mark("burnout speed as stated, over all holders; it stands for the demonstrated speed")
    return between(low, high, how, items, missing or mark("a speed known well enough"), _surest(speeds), name)


def slower_trials_flown_speed(held: Holdings) -> tuple[Count, ...]:
    """Speed [m/s] of what interceptors of up to 3 km/s are flown against. First Agreed Statement of 1997."""
    return _flown(held, _not_faster, lambda row: row.flown_speed, mark("its speed"))


def slower_trials_flown_range(held: Holdings) -> tuple[Count, ...]:
    """Range [m] of what interceptors of up to 3 km/s are flown against. First Agreed Statement of 1997."""
    return _flown(held, _not_faster, lambda row: row.flown_range, mark("its range"))


def faster_trials_flown_speed(held: Holdings) -> tuple[Count, ...]:
    """Speed [m/s] of what interceptors above 3 km/s are flown against. Second Agreed Statement of 1997."""
    return _flown(held, _not_slower, lambda row: row.flown_speed, mark("its speed"))


def faster_trials_flown_range(held: Holdings) -> tuple[Count, ...]:
    """Range [m] of what interceptors above 3 km/s are flown against. Second Agreed Statement of 1997."""
    return _flown(held, _not_slower, lambda row: row.flown_range, mark("its range"))


def realistic_threat(held: Holdings) -> tuple[Count, ...]:
    """Whether theatre systems threaten a strategic force. Second Agreed Statement of 1997, preamble: a principle."""
    return (
        undecided(mark("a number: the principle gives none; slack against each deterrent is what `assess` computes")),
    )


def ground_launched_in_range(held: Holdings) -> tuple[Count, ...]:
    """Ground-launched missiles with a range of 500 to 5,500 km, both ends included. INF Treaty."""
    inside = [row for row in held.missiles if in_inf_range(row.low) and in_inf_range(row.high)]
    touching = [row for row in held.missiles if row not in inside and _touches_inf(row)]
    missing = mark("a declared number: a dossier lists only the missiles it flies")
    if inside or touching:
        items = tuple(
            say("{missile}, {low} to {high}", missile=row.name, low=_km(row.low), high=_km(row.high))
            for row in (*inside, *touching)
        )
        sure = weakest(tuple(row.certainty for row in (*inside, *touching)))
        return (
            between(len(inside), math.inf, mark("types that the dossier flies from the ground"), items, missing, sure),
        )
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


# Trials and transfers


def _flown(
    held: Holdings, falls_under: Callable[[Trial], bool], of: Callable[[Trial], float | None], what: str
) -> tuple[Count, ...]:
    if held.trials is None:
        return (undecided(mark("nobody declares the party's trials")),)
    rows = [row for row in held.trials if row.purpose != "strategic" and falls_under(row)]
    if not rows:
        return (nothing(mark("no declared trial of such a theatre interceptor")),)
    return tuple(_flown_in(row, of(row), what) for row in rows)


def _flown_in(row: Trial, value: float | None, what: str) -> Count:
    if value is None:
        return undecided(say("of the missile flown against: {what}", what=what), about=row.name)
    how = [mark("of the missile flown against, as declared")]
    if not row.speeds:
        how.append(mark("; the interceptor's own speed is not known, so both statements are asked"))
    elif _not_faster(row) and _not_slower(row):
        how.append(mark("; the interceptor's own speed lies on both sides of 3 km/s, so both statements are asked"))
    return between(
        value, value, joined("", how), tuple(_stated(said) for said in row.speeds), "", row.certainty, row.name
    )


def _not_faster(row: Trial) -> bool:
    return not row.speeds or min(said.low for said in row.speeds) <= SLOWER_M_S


def _not_slower(row: Trial) -> bool:
    return not row.speeds or max(said.high for said in row.speeds) > SLOWER_M_S


def _transfers(held: Holdings, sorts: tuple[str, ...]) -> tuple[Count, ...]:
    if held.transfers is None:
        return (undecided(mark("nobody declares what the party sends abroad")),)
    rows = [row for row in held.transfers if row.sort in sorts]
    if not rows:
        return (nothing(mark("no declared transfer of the kind")),)
    return tuple(_transfer(row) for row in rows)


def _transfer(row: Transfer) -> Count:
    about, found = say("{what}, to {to}", what=row.what, to=row.to), in_category_one(row.range, row.payload)
    reach = _km(row.range) if row.range is not None else mark("range not known")
    payload = say("{kg:,.0f} kg", kg=row.payload) if row.payload is not None else mark("payload not known")
    how, items = (
        mark("what the system could do with 500 kg"),
        (say("{range} with {payload}", range=reach, payload=payload),),
    )
    if row.sort == "parts or technology":
        missing = mark(
            "what it is for: major subsystems such as stages and engines belong to Category I, other "
            "technology to Category II"
        )
        return between(0.0, 1.0, mark("not a complete system"), items, missing, row.certainty, about)
    if found is None:
        unknown = row.range is None or row.payload is None
        missing = (
            mark("range and payload") if unknown else mark("the range with 500 kg: payload can be traded for range")
        )
        return between(0.0, 1.0, how, items, missing, row.certainty, about)
    return between(float(found), float(found), how, items, "", row.certainty, about)


def _touches_inf(row: Missile) -> bool:
    return row.low <= INF_RANGE_M[1] and row.high >= INF_RANGE_M[0]


def _stated(said: Stated) -> str:
    low, high = said.low / 1e3, said.high / 1e3
    if low == high:
        return say("{speed:g} km/s ({holder})", speed=low, holder=said.holder)
    return say("{low:g} to {high:g} km/s ({holder})", low=low, high=high, holder=said.holder)


def _surest(speeds: tuple[Stated, ...]) -> Certainty:
    return weakest(tuple(said.certainty for said in speeds))


def _km(length: float) -> str:
    return say("{km:,.0f} km", km=length / 1e3)
