"""How strategic forces count: one small function for each counted quantity, citing its rule.

START I attributes a number of warheads to each type and counts that, whatever is on board; New START counts what is on
board of missiles and one for each bomber; SORT has no agreed rule. Where a treaty counts what only its parties can
know, the count is the one they declare, and without a declaration there is none.
"""

from collections.abc import Callable, Sequence

from detente.counting.count import Count, exactly, nothing, undecided
from detente.counting.holdings import Holdings, Vehicles, weakest
from detente.messages import mark, say

ALCM_RULES = {"United States": (150, 10, 20), "Russia": (180, 8, 16)}
"""START I: how many first bombers with cruise missiles, at how many warheads each; the most that the rest may have."""

_NO_LIST = mark("a list of the party's vehicles by type, as the START I memorandum has it")


def attributed(number: int, each: int) -> int:
    """Warheads of a missile type, or of bombers without cruise missiles: so many each. START I, central limits.

    Example: attributed(308, 10) == 3080 for the SS-18 of September 1990
    """
    return number * each


def attributed_to_bombers(party: str, number: int, equipped_for: int = 0) -> int:
    """Warheads of bombers with cruise missiles. START I, central limits.

    Arguments: party, the United States (first 150 at 10) or Russia (first 180 at 8); number of bombers; equipped_for,
               the cruise missiles for which each of those beyond the first is equipped (at most 20, or 16).
    Refuses:   ValueError, another party or an impossible number.
    Example:   attributed_to_bombers("United States", 189, 12) == 150 * 10 + 39 * 12
    """
    first, each, most = ALCM_RULES[party]
    if number < 0 or not 0 <= equipped_for <= most:
        raise ValueError(f"found {number} bombers equipped for {equipped_for}; expected 0 or more, for at most {most}.")
    return min(number, first) * each + max(0, number - first) * equipped_for


# START I and START II


def start_vehicles(held: Holdings) -> tuple[Count, ...]:
    """Deployed ICBM, SLBM and heavy bombers, each once. START I, central limits."""
    return _sum(held, lambda row: True, lambda row: row.number, mark("vehicles, one each"))


def heavy_icbms(held: Holdings) -> tuple[Count, ...]:
    """Deployed heavy ICBM. START I, central limits."""
    return _sum(held, lambda row: row.heavy, lambda row: row.number, mark("heavy ICBM, one each"))


def start_warheads(held: Holdings) -> tuple[Count, ...]:
    """Attributed warheads of missiles and bombers. START I, central limits."""
    return _sum(held, lambda row: True, _warheads, mark("warheads attributed to each type"))


def start_missile_warheads(held: Holdings) -> tuple[Count, ...]:
    """Warheads attributed to ICBM and SLBM. START I, central limits."""
    return _sum(held, lambda row: row.leg != "bomber", _warheads, mark("warheads attributed to each missile type"))


def start_mobile_warheads(held: Holdings) -> tuple[Count, ...]:
    """Warheads attributed to mobile ICBM, road and rail. START I, central limits."""
    return _sum(held, lambda row: row.mobile, _warheads, mark("warheads attributed to each mobile type"))


def heavy_icbm_warheads(held: Holdings) -> tuple[Count, ...]:
    """Warheads attributed to heavy ICBM. START I, central limits; START II, Articles I(2)(c) and I(4)(c)."""
    return _sum(held, lambda row: row.heavy, _warheads, mark("warheads attributed to each heavy type"))


def mirved_icbm_warheads(held: Holdings) -> tuple[Count, ...]:
    """Warheads of ICBM types to which more than one is attributed. START II, Articles I(2)(b) and I(4)(b)."""
    return _sum(held, _mirved, _warheads, mark("warheads attributed to ICBM types with more than one"))


def throw_weight(held: Holdings) -> tuple[Count, ...]:
    """Aggregate throw-weight [kg] of ICBM and SLBM. START I, central limits."""
    return _undeclared(mark("the throw-weight of each type"))


def alcm_bomber_warheads_each(held: Holdings) -> tuple[Count, ...]:
    """Warheads attributed to each of the first bombers with cruise missiles. START I, central limits.

    Worked back from the declared total: n bombers up to the first 150 (180) share it evenly; of more, the rest must be
    equipped for a whole number that the treaty allows, or the attribution is not that of the treaty.
    """
    if held.vehicles is None or held.party not in ALCM_RULES:
        return (undecided(_NO_LIST),)
    rows = [row for row in held.vehicles if row.leg == "bomber" and row.cruise_missiles]
    number, warheads = sum(row.number for row in rows), sum(row.warheads for row in rows)
    if not number:
        return (nothing(mark("no bomber with cruise missiles is listed")),)
    first, each, most = ALCM_RULES[held.party]
    beyond = max(0, number - first)
    equipped = (warheads - first * each) / beyond if beyond else 0.0
    fits = beyond and equipped.is_integer() and 0 < equipped <= most
    found = float(each) if fits else warheads / number
    how = {"warheads": warheads, "number": number}
    if fits:
        said = say(
            "{warheads:,} attributed to {number:,} bombers: {first} at {each} and {beyond} at {equipped:.0f}",
            **how,
            first=first,
            each=each,
            beyond=beyond,
            equipped=equipped,
        )
    else:
        said = say("{warheads:,} attributed to {number:,} bombers", **how)
    return (exactly(found, said, _each(rows), weakest(tuple(row.certainty for row in rows))),)


def other_bomber_warheads_each(held: Holdings) -> tuple[Count, ...]:
    """Warheads attributed to each bomber without cruise missiles. START I, central limits."""
    if held.vehicles is None:
        return (undecided(_NO_LIST),)
    rows = [row for row in held.vehicles if row.leg == "bomber" and not row.cruise_missiles and row.number]
    if not rows:
        return (nothing(mark("no other bomber is listed")),)
    number, warheads = sum(row.number for row in rows), sum(row.warheads for row in rows)
    how = say("{warheads:,} attributed to {number:,} bombers", warheads=warheads, number=number)
    return (exactly(warheads / number, how, _each(rows), weakest(tuple(row.certainty for row in rows))),)


def downloaded_warheads(held: Holdings) -> tuple[Count, ...]:
    """Warheads taken off types by downloading. START I."""
    return _undeclared(mark("how many warheads were taken off by downloading"))


def new_type_warheads_each(held: Holdings) -> tuple[Count, ...]:
    """Warheads on a missile of a new type. START I."""
    return _undeclared(mark("which types are new, and with how many warheads"))


def start2_warheads(held: Holdings) -> tuple[Count, ...]:
    """Warheads by START II: missiles as attributed, bombers as equipped, without the discount of START I."""
    return _undeclared(mark("the weapons for which each bomber is equipped, beside the missiles"))


def bomber_weapons_as_equipped(held: Holdings) -> tuple[Count, ...]:
    """Weapons for which heavy bombers are equipped. START II, Article IV and memorandum: a way of counting."""
    return _undeclared(mark("the weapons for which each bomber is equipped"))


# SALT I, START III, SORT


def fixed_icbm_launchers(held: Holdings) -> tuple[Count, ...]:
    """Fixed launchers of ICBM, operational and under construction. SALT I Interim Agreement."""
    return _undeclared(mark("the number of fixed ICBM launchers, operational and under construction"))


def slbm_launchers(held: Holdings) -> tuple[Count, ...]:
    """Launchers on ballistic-missile submarines. SALT I Interim Agreement."""
    return _undeclared(mark("the number of launchers on submarines"))


def missile_submarines(held: Holdings) -> tuple[Count, ...]:
    """Modern ballistic-missile submarines. SALT I Interim Agreement."""
    return _undeclared(mark("the number of modern ballistic-missile submarines"))


def deployed_strategic_warheads(held: Holdings) -> tuple[Count, ...]:
    """Deployed strategic warheads. START III framework of Helsinki, 1997: how to count them was left open."""
    return _undeclared(mark("the number of deployed strategic warheads, and an agreed way to count them"))


def operational_strategic_warheads(held: Holdings) -> tuple[Count, ...]:
    """Strategic warheads, each side by its own rule. SORT, Article I: there is no agreed counting rule."""
    return _undeclared(mark("a number that a side states by its own rule"))


# New START, and the restraint after it


def accountable_vehicles(held: Holdings) -> tuple[Count, ...]:
    """Deployed ICBM, SLBM and heavy bombers. New START, central limits."""
    return _undeclared(mark("a declared number of deployed vehicles for that day"))


def accountable_warheads(held: Holdings) -> tuple[Count, ...]:
    """Warheads on deployed missiles, and one for each deployed heavy bomber. New START, central limits."""
    return _undeclared(mark("a declared number of deployed warheads for that day"))


def accountable_launchers(held: Holdings) -> tuple[Count, ...]:
    """Deployed and non-deployed launchers and heavy bombers. New START, central limits."""
    return _undeclared(mark("a declared number of launchers and bombers for that day"))


def accountable_bomber_warheads_each(held: Holdings) -> tuple[Count, ...]:
    """Warheads counted for a deployed heavy bomber: one, whatever it carries. New START."""
    return _undeclared(mark("how bombers were counted in the declaration: the totals published do not show it"))


def inspections_a_year(held: Holdings) -> tuple[Count, ...]:
    """Inspections in a treaty year. New START."""
    return _undeclared(mark("the number of inspections of that year"))


def data_exchanges_a_year(held: Holdings) -> tuple[Count, ...]:
    """Data exchanges in a year. New START: data as of 1 March and 1 September."""
    return _undeclared(mark("the number of exchanges of that year"))


def extension_years(held: Holdings) -> tuple[Count, ...]:
    """Years by which the term was extended. New START."""
    return _undeclared(mark("whether and by how long the treaty was extended"))


# Notices


def abm_withdrawal_notice_months(held: Holdings) -> tuple[Count, ...]:
    """Whole months from the notice to leaving. ABM Treaty, Article XV."""
    return _undeclared(mark("a notice of leaving"))


def sort_withdrawal_notice_months(held: Holdings) -> tuple[Count, ...]:
    """Whole months from the notice to leaving. SORT, Article IV(3)."""
    return _undeclared(mark("a notice of leaving"))


def launch_notice(held: Holdings) -> tuple[Count, ...]:
    """Shortest notice [s] before a launch of an ICBM or SLBM. Agreement of 1988, Article I."""
    return _undeclared(mark("the notices given before launches"))


def joint_centres(held: Holdings) -> tuple[Count, ...]:
    """Joint data exchange centres at work. Memorandum of 2000, Articles 1 and 2."""
    return _undeclared(mark("whether the joint centre is at work"))


def launch_notices_and_declarations(held: Holdings) -> tuple[Count, ...]:
    """Launch notices and yearly declarations. Hague Code of Conduct: politically binding, nothing to count."""
    return _undeclared(mark("the notices and yearly declarations made under the code"))


def _sum(
    held: Holdings, chosen: Callable[[Vehicles], bool], number: Callable[[Vehicles], int], how: str
) -> tuple[Count, ...]:
    if held.vehicles is None:
        return (undecided(_NO_LIST),)
    rows = [row for row in held.vehicles if chosen(row)]
    total = sum(number(row) for row in rows)
    items = tuple(say("{type} {number:,}", type=row.type, number=number(row)) for row in rows)
    return (
        exactly(
            total,
            say("{how}, {count} types", how=how, count=len(rows)),
            items,
            weakest(tuple(row.certainty for row in rows)),
        ),
    )


def _warheads(row: Vehicles) -> int:
    return row.warheads


def _mirved(row: Vehicles) -> bool:
    return row.leg == "ICBM" and row.warheads > row.number


def _each(rows: Sequence[Vehicles]) -> tuple[str, ...]:
    return tuple(
        say("{type}: {warheads:,} for {number:,}", type=row.type, warheads=row.warheads, number=row.number)
        for row in rows
    )


def _undeclared(missing: str) -> tuple[Count, ...]:
    return (undecided(missing),)
