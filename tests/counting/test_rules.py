"""Counting rules with the arithmetic written out, and checks against limits."""

import math
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.counting.attribution import ALCM_RULES, attributed, attributed_to_bombers
from detente.counting.conducted import in_category_one, in_inf_range
from detente.counting.count import Count, between, nothing, undecided
from detente.counting.defences import PLACE_M, distance
from detente.counting.holdings import (
    Declared,
    Holdings,
    Missile,
    Standing,
    Stated,
    Transfer,
    Trial,
    Vehicles,
)
from detente.counting.rules import FINDINGS, QUANTITIES, Check, Terms, check, counted
from detente.reading import forces
from detente.reading.treaties import treaties

km, kg, km_s = 1_000.0, 1.0, 1_000.0

# START I: the memorandum of 1 September 1990 (start1_mou.csv: FAS, START MOU data), limits of startcen.htm (FAS)


def memorandum(country: str) -> Holdings:
    """The list of one side in the memorandum, classed by hand from the names of the types."""
    rows = [row for row in forces.start1() if row.country == country and row.as_of == "1990-09-01"]
    listed = tuple(
        Vehicles(
            type=row.system, leg=row.leg, number=row.delivery_vehicles, warheads=row.warheads,
            heavy=row.system == "SS-18", mobile=row.system in ("SS-24 rail", "SS-25 mobile"),
            cruise_missiles=row.system in ("B-52 (ALCM)", "Bear (ALCM)", "Blackjack"), certainty=row.certainty,
        )
        for row in rows
        if row.level == "type"
    )  # fmt: skip
    return Holdings("Russia" if country == "USSR" else country, vehicles=listed)


US = memorandum("United States")
USSR = memorandum("USSR")


def one(quantity: str, held: Holdings) -> Count:
    (count,) = counted(quantity, held)
    return count


def test_us_warheads_of_1990_by_attribution():
    # MM II 450x1, MM III 500x3, Peacekeeper 50x10, Poseidon C-3 192x10, Trident I 384x8, Trident II 96x8,
    # B-52 with cruise missiles 150x10 + 39x12, other B-52 290x1, B-1 95x1; the page prints 10,563 in all.
    missiles = attributed(450, 1) + attributed(500, 3) + attributed(50, 10)
    missiles += attributed(192, 10) + attributed(384, 8) + attributed(96, 8)
    bombers = attributed_to_bombers("United States", 189, 12) + attributed(290, 1) + attributed(95, 1)
    assert missiles == 450 + 1_500 + 500 + 1_920 + 3_072 + 768 == 8_210
    assert bombers == 1_500 + 468 + 290 + 95 == 2_353
    assert one("start_warheads", US).low == missiles + bombers == 10_563
    assert one("start_missile_warheads", US).low == 8_210
    assert one("start_vehicles", US).low == 450 + 500 + 50 + 192 + 384 + 96 + 189 + 290 + 95 == 2_246


def test_soviet_warheads_of_1990_by_attribution():
    # SS-11 326x1, SS-13 40x1, SS-17 47x4, SS-18 308x10, SS-19 300x6, SS-24 89x10, SS-25 288x1, SS-N-6 192x1,
    # SS-N-8 280x1, SS-N-17 12x1, SS-N-18 224x3, SS-N-20 120x10, SS-N-23 112x4, Bear 84x8 + 63x1, Blackjack 15x8:
    # printed 10,271.
    icbm = 326 + 40 + 4 * 47 + 10 * 308 + 6 * 300 + 10 * (56 + 33) + 288
    slbm = 192 + 280 + 12 + 3 * 224 + 10 * 120 + 4 * 112
    bombers = attributed_to_bombers("Russia", 84 + 15) + attributed(63, 1)
    assert (icbm, slbm, bombers) == (6_612, 2_804, 855)
    assert one("start_warheads", USSR).low == icbm + slbm + bombers == 10_271
    assert one("start_vehicles", USSR).low == 2_500
    assert one("heavy_icbms", USSR).low == 308
    assert one("heavy_icbm_warheads", USSR).low == 3_080
    assert one("start_mobile_warheads", USSR).low == 33 * 10 + 288 == 618
    assert one("mirved_icbm_warheads", USSR).low == 188 + 3_080 + 1_800 + 890 == 5_958


@pytest.mark.parametrize(
    ("held", "quantity", "limit", "over"),
    [
        (US, "start_warheads", 6_000, 4_563),
        (USSR, "start_warheads", 6_000, 4_271),
        (US, "start_vehicles", 1_600, 646),
        (USSR, "start_vehicles", 1_600, 900),
        (US, "start_missile_warheads", 4_900, 3_310),
        (USSR, "start_missile_warheads", 4_900, 4_516),
        (USSR, "heavy_icbms", 154, 154),
        (USSR, "heavy_icbm_warheads", 1_540, 1_540),
    ],
)
def test_the_forces_of_1990_against_the_limits_that_came(held, quantity, limit, over):
    found = check(Terms("at most", limit), one(quantity, held))
    assert found.finding == "exceeds"
    assert -found.headroom_low == -found.headroom_high == over


def test_mobile_warheads_of_1990_are_within_the_limit():
    found = check(Terms("at most", 1_100), one("start_mobile_warheads", USSR))
    assert (found.finding, found.headroom_low) == ("complies", 1_100 - 618)


def test_bombers_with_cruise_missiles_count_as_the_treaty_says():
    # Startcen: US 10 each for the first 150; USSR 8 each for the first 180. 1,968 = 150 x 10 + 39 x 12; 792 = 99 x 8.
    assert one("alcm_bomber_warheads_each", US).low == 10.0
    assert "150 at 10 and 39 at 12" in one("alcm_bomber_warheads_each", US).how
    assert one("alcm_bomber_warheads_each", USSR).low == 8.0
    assert check(Terms("exactly", 10), one("alcm_bomber_warheads_each", US)).finding == "complies"
    assert one("other_bomber_warheads_each", US).low == (290 + 95) / (290 + 95) == 1.0


def test_an_attribution_that_is_not_the_treatys_differs():
    rows = tuple(replace(row, warheads=2_000) if row.cruise_missiles else row for row in US.vehicles or ())
    found = check(Terms("exactly", 10), one("alcm_bomber_warheads_each", replace(US, vehicles=rows)))
    assert found.finding == "differs"  # 2,000 - 1,500 = 500 over 39 bombers is no whole number


@given(st.sampled_from(sorted(ALCM_RULES)), st.integers(0, 400), st.integers(0, 16))
def test_attribution_to_bombers_counts_the_first_ones_evenly(party, number, equipped):
    first, each, most = ALCM_RULES[party]
    found = attributed_to_bombers(party, number, equipped)
    assert found == sum(each if place < first else equipped for place in range(number))
    assert found <= number * max(each, most)


@pytest.mark.parametrize(("number", "equipped"), [(-1, 0), (10, 21), (10, -1)])
def test_impossible_bombers_are_refused(number, equipped):
    with pytest.raises(ValueError, match="expected"):
        attributed_to_bombers("United States", number, equipped)


# ABM Treaty


def gbi(number: int, place: str, at: tuple[float, float] | None, **other: object) -> Standing:
    row = Standing("gbi", number, place, at, "fixed-land", "strategic", (), "read")
    return replace(row, **other)


GREELY, VANDENBERG = (64.0, -145.7), (34.7, -120.5)


def standing(*rows: Standing) -> Holdings:
    return Holdings("United States", standing=rows, trials=())


def test_two_sites_far_apart_are_two_areas():
    # Protocol of 1974, I: one area. Alaska and California are some 3,700 km apart, an area is 300 km wide (III).
    held = standing(gbi(40, "fort-greely", GREELY), gbi(4, "vandenberg", VANDENBERG))
    assert 3_500 * km < distance(GREELY, VANDENBERG) < 3_900 * km
    found = check(Terms("at most", 1), one("abm_deployment_areas", held))
    assert (found.finding, found.headroom_low) == ("exceeds", -1)
    assert one("abm_interceptors_in_one_area", held).high == 40
    gap = one("abm_area_distance", held)
    assert gap.low < distance(GREELY, VANDENBERG) < gap.high
    assert check(Terms("at least", 1_300 * km), gap).finding == "complies"


def test_two_sites_close_together_may_be_one_area_or_two():
    held = standing(gbi(60, "one", (50.0, 10.0)), gbi(60, "two", (50.0, 12.0)))
    areas = one("abm_deployment_areas", held)
    assert (areas.low, areas.high) == (1, 2)
    together = one("abm_interceptors_in_one_area", held)
    assert (together.low, together.high) == (60, 120)
    assert check(Terms("at most", 100), together).finding == "cannot be decided"


def test_the_radius_lies_between_half_the_width_and_jungs_bound():
    # Jung (1901): a set of width d in the plane lies in a circle of radius d / sqrt 3.
    held = standing(gbi(1, "one", (50.0, 10.0)), gbi(1, "two", (50.0, 13.0)))
    width = distance((50.0, 10.0), (50.0, 13.0))
    radius = one("abm_area_radius", held)
    assert radius.low == pytest.approx(width / 2 - PLACE_M)
    assert radius.high == pytest.approx(width / math.sqrt(3) + PLACE_M)


def test_a_single_site_has_the_radius_of_what_its_place_leaves_open():
    radius = one("abm_area_radius", standing(gbi(1, "one", (50.0, 10.0))))
    assert (radius.low, radius.high) == (0.0, PLACE_M)
    assert check(Terms("at most", 150 * km), radius).finding == "complies"


near = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(
    lambda step: (50.0 + step[0] / 10.0, 10.0 + step[1] / 10.0)
)
anywhere = st.tuples(st.floats(-60.0, 60.0), st.floats(-170.0, 170.0)).map(
    lambda at: (round(at[0], 1), round(at[1], 1))
)


def smallest_circle(points: list[tuple[float, float]]) -> float:
    """Radius [m] of the smallest circle around points, by trying every pair and every three of them.

    In the plane that touches the sphere in their midst: written anew here, to stand against the closed bounds.
    """
    middle = math.radians(sum(at[0] for at in points) / len(points))
    scale = math.radians(1.0) * 6_371e3
    flat = [complex(at[1] * math.cos(middle) * scale, at[0] * scale) for at in points]
    centres = [(a + b) / 2 for a in flat for b in flat]
    for a, b, c in combinations(flat, 3):
        p, q = b - a, c - a
        twice = 2 * (p.real * q.imag - p.imag * q.real)
        if abs(twice) > 1.0:  # the centre of the circle through three points
            x = (q.imag * abs(p) ** 2 - p.imag * abs(q) ** 2) / twice
            y = (p.real * abs(q) ** 2 - q.real * abs(p) ** 2) / twice
            centres.append(a + complex(x, y))
    return min(max(abs(centre - at) for at in flat) for centre in centres)


@given(st.lists(near, min_size=1, max_size=4, unique=True))
def test_the_smallest_circle_lies_between_the_ends(points):
    held = standing(*(gbi(1, f"site-{place}", at) for place, at in enumerate(points)))
    radius = one("abm_area_radius", held)
    found = smallest_circle(points)
    assert radius.low - 1_000.0 <= found  # a tangent plane over 200 km is good to well under a kilometre
    assert found <= radius.high + 1_000.0


@given(st.lists(anywhere, min_size=1, max_size=6, unique=True))
def test_areas_are_never_fewer_than_circles_that_are_needed(points):
    # Second way: sites that are pairwise more than 300 km apart each need a circle of their own; count them one by one.
    held = standing(*(gbi(1, f"site-{place}", at) for place, at in enumerate(points)))
    areas = one("abm_deployment_areas", held)
    chosen: list[tuple[float, float]] = []
    for at in points:
        if all(distance(at, other) - 2 * PLACE_M > 300 * km for other in chosen):
            chosen.append(at)
    assert len(chosen) <= areas.low <= areas.high == len(points)


def test_a_site_of_unknown_place_leaves_areas_open():
    areas = one("abm_deployment_areas", standing(gbi(1, "one", GREELY), gbi(1, "somewhere", None)))
    assert (areas.low, areas.high) == (1, 2)


def test_interceptors_of_undecided_purpose_widen_the_count():
    held = standing(gbi(40, "a", GREELY), gbi(70, "a", GREELY, name="sm-3", purpose="undecided"))
    found = check(Terms("at most", 100), one("abm_interceptors_in_one_area", held))
    assert (found.count.low, found.count.high) == (40, 110)
    assert found.finding == "cannot be decided"
    assert "whether sm-3 is for strategic missiles" in found.why


def test_theatre_interceptors_are_not_the_treatys():
    held = standing(gbi(500, "a", GREELY, purpose="theatre"))
    assert check(Terms("at most", 100), one("abm_interceptors_in_one_area", held)).finding == "nothing to count"


def trial(name: str = "trial", **other: object) -> Trial:
    return replace(Trial(name, "sea", "strategic", None, (), None, None, "read"), **other)


@pytest.mark.parametrize("basing", ["mobile-land", "sea", "air", "space"])
def test_no_other_basing_than_fixed_on_land_may_be_tested_or_deployed(basing):
    # ABM Treaty, V(1): sea-based, air-based, space-based or mobile land-based systems or components.
    tested = Holdings("United States", standing=(), trials=(trial(basing=basing),))
    assert check(Terms("none allowed"), one("barred_basing", tested)).finding == "exceeds"
    deployed = standing(gbi(1, "ship", None, basing=basing))
    assert check(Terms("none allowed"), one("barred_basing", deployed)).finding == "exceeds"


def test_fixed_basing_and_theatre_trials_at_sea_are_not_barred():
    held = Holdings(
        "United States", standing=(gbi(5, "a", GREELY),), trials=(trial(purpose="theatre"), trial(basing="fixed-land"))
    )
    assert check(Terms("none allowed"), one("barred_basing", held)).finding == "complies"


def test_trials_nobody_declares_leave_barred_basing_open():
    held = Holdings("United States", standing=(gbi(5, "a", GREELY),))
    found = check(Terms("none allowed"), one("barred_basing", held))
    assert found.finding == "cannot be decided"
    assert "what it flies in trials" in found.why


# Demarcation of 1997


def speed(*ends: tuple[str, float, float]) -> tuple[Stated, ...]:
    return tuple(Stated(holder, low * km_s, high * km_s, "read") for holder, low, high in ends)


@pytest.mark.parametrize(
    ("stated", "finding"),
    [
        (speed(("A", 2.8, 2.9)), "complies"),
        (speed(("A", 3.0, 3.0)), "complies"),
        (speed(("A", 2.8, 3.2)), "cannot be decided"),
        (speed(("A", 2.9, 2.9), ("B", 3.1, 3.1)), "cannot be decided"),
        (speed(("A", 4.5, 4.5)), "exceeds"),
        (speed(("agency", 6.3, 6.3), ("critic", 8.5, 9.0)), "exceeds"),
    ],
)
def test_interceptor_speed_against_three_kilometres_a_second(stated, finding):
    held = standing(gbi(1, "a", GREELY, speeds=stated))
    found = check(Terms("at most", 3 * km_s), one("theatre_interceptor_speed", held))
    assert found.finding == finding


def test_every_holder_is_named_where_speeds_differ():
    held = standing(gbi(1, "a", GREELY, speeds=speed(("agency", 2.9, 2.9), ("critic", 3.4, 3.4))))
    count = one("theatre_interceptor_speed", held)
    assert count.items == ("2.9 km/s (agency)", "3.4 km/s (critic)")
    assert (count.low, count.high) == (2_900, 3_400)


@pytest.mark.parametrize(
    ("flown_speed", "flown_range", "by_speed", "by_range"),
    [
        (5.0 * km_s, 3_500 * km, "complies", "complies"),
        (5.01 * km_s, 3_501 * km, "exceeds", "exceeds"),
        (None, 1_000 * km, "cannot be decided", "complies"),
    ],
)
def test_what_is_flown_against_has_its_limits(flown_speed, flown_range, by_speed, by_range):
    row = trial(purpose="theatre", speeds=speed(("A", 2.5, 2.5)), flown_speed=flown_speed, flown_range=flown_range)
    held = Holdings("United States", trials=(row,))
    assert check(Terms("at most", 5 * km_s), one("slower_trials_flown_speed", held)).finding == by_speed
    assert check(Terms("at most", 3_500 * km), one("slower_trials_flown_range", held)).finding == by_range
    assert one("faster_trials_flown_range", held).empty


def test_an_interceptor_on_both_sides_of_three_is_asked_under_both_statements():
    row = trial(purpose="theatre", speeds=speed(("A", 2.8, 3.2)), flown_speed=4 * km_s, flown_range=1_000 * km)
    held = Holdings("United States", trials=(row,))
    assert one("slower_trials_flown_speed", held).low == one("faster_trials_flown_speed", held).low == 4_000


# MTCR and INF


@pytest.mark.parametrize(
    ("range_km", "payload_kg", "inside"),
    [
        (300, 500, True),  # both at the threshold: reaches it
        (1_300, 1_000, True),
        (299, 500, False),
        (280, 480, False),
        (285, 985, None),  # farther with 500 kg, how far is not said
        (299, 501, None),
        (400, 499, None),  # with 500 kg it flies less far
        (None, 500, None),
        (300, None, None),
    ],
)
def test_category_one_is_three_hundred_kilometres_with_half_a_tonne(range_km, payload_kg, inside):
    assert in_category_one(None if range_km is None else range_km * km, payload_kg) is inside


@given(st.floats(0, 20_000e3), st.floats(0, 10_000))
def test_more_range_and_payload_never_leave_category_one(range_m, payload):
    if in_category_one(range_m, payload) is True:
        assert in_category_one(range_m + 1.0, payload + 1.0) is True
    if in_category_one(range_m, payload) is False:
        assert in_category_one(range_m / 2, payload / 2) is False


def sent(**other: object) -> Holdings:
    row = replace(Transfer("missiles", "Iran", "complete system", 300 * km, 500 * kg, "read"), **other)
    return Holdings("Russia", transfers=(row,))


def test_a_transfer_in_category_one_is_beyond_the_rule():
    found = check(Terms("none allowed"), one("category_one_transfers", sent()))
    assert (found.finding, -found.headroom_high) == ("exceeds", 1)
    assert check(Terms("none allowed"), one("category_one_transfers", sent(range=299 * km))).finding == "complies"
    light = check(Terms("none allowed"), one("category_one_transfers", sent(range=400 * km, payload=400.0)))
    assert light.finding == "cannot be decided"
    assert "payload can be traded for range" in light.why


def test_technology_and_production_are_kept_apart():
    parts = check(Terms("none allowed"), one("category_one_transfers", sent(sort="parts or technology")))
    assert parts.finding == "cannot be decided"
    works = sent(sort="production")
    assert one("category_one_transfers", works).empty
    assert check(Terms("none allowed"), one("category_one_production_transfers", works)).finding == "exceeds"


@pytest.mark.parametrize(("range_km", "inside"), [(499.9, False), (500, True), (5_500, True), (5_500.1, False)])
def test_the_inf_range_includes_both_ends(range_km, inside):
    assert in_inf_range(range_km * km) is inside


def test_a_missile_within_the_inf_range_is_one_too_many():
    held = Holdings("Russia", missiles=(Missile("a", 2_000 * km, 2_500 * km, "read"), Missile("b", 1e7, 1e7, "read")))
    found = check(Terms("none allowed"), one("ground_launched_in_range", held))
    assert (found.finding, found.count.low) == ("exceeds", 1)
    assert math.isinf(found.count.high)


def test_missiles_outside_the_inf_range_decide_nothing():
    held = Holdings("Russia", missiles=(Missile("b", 1e7, 1e7, "read"),))
    assert check(Terms("none allowed"), one("ground_launched_in_range", held)).finding == "cannot be decided"


# Declared counts


CLAIM = Declared(
    "accountable_launchers", 901, "2022-03-01", "Russia", True,
    (("declared", 800), ("Trident launchers", 56), ("B-52H", 41), ("training silos", 4)), "derived",
)  # fmt: skip
OWN = Declared("accountable_launchers", 800, "2022-03-01", "United States", False, (), "read")


def test_rival_counts_stand_side_by_side_and_the_disputed_one_stays_open():
    # Russian MFA on the exchange of March 2022: 56 + 41 + 4 = 101 launchers more than the 800 declared.
    held = Holdings("United States", declared=(OWN, CLAIM))
    ours, theirs = (check(Terms("at most", 800), count) for count in counted("accountable_launchers", held))
    assert (ours.finding, ours.headroom_low) == ("complies", 0)
    assert (theirs.finding, theirs.headroom_low) == ("disputed", -101)
    assert "800 + 56 + 41 + 4 = 901" in theirs.why
    assert "901 - 800 = 101" in theirs.why
    assert "premise is open" in theirs.why


def test_a_disputed_count_alone_leaves_the_official_one_missing():
    found = counted("accountable_launchers", Holdings("United States", declared=(CLAIM,)))
    assert [count.known for count in found] == [True, False]


def test_a_quantity_without_a_counting_rule_counts_as_declared():
    row = replace(OWN, quantity="cruise_missiles", value=12)
    assert one("cruise_missiles", Holdings("X", declared=(row,))).low == 12
    assert one("cruise_missiles", Holdings("X")).missing == "a declared count of cruise_missiles"


def test_nothing_declared_is_never_taken_for_nothing():
    for quantity in QUANTITIES:
        for count in counted(quantity, Holdings("United States")):
            assert not count.known, quantity
            assert count.missing, quantity
            assert check(Terms("at most", 10), count).finding == "cannot be decided"


def test_every_quantity_of_a_treaty_has_a_counting_rule_and_every_rule_a_treaty():
    used = {rule.quantity for treaty in treaties().values() for rule in treaty.rules}
    assert used == set(QUANTITIES)


@pytest.mark.parametrize("name", sorted(QUANTITIES))
def test_every_counting_rule_cites_what_it_counts_by(name):
    cited = ("Treaty", "Protocol", "Statement", "START", "SALT", "SORT", "MTCR", "Agreement", "Memorandum", "Code")
    said = QUANTITIES[name].__doc__ or ""
    assert any(word in said for word in cited)


# Checks


ends = st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)).map(sorted)
comparators = st.sampled_from(["at most", "at least", "exactly", "none allowed", "subject to"])


@given(comparators, st.integers(0, 5_000), ends)
def test_headroom_and_finding_agree(comparator, limit, counts):
    found = check(Terms(comparator, limit if comparator != "none allowed" else None), between(*counts, how="counted"))
    assert found.finding in FINDINGS
    if found.finding == "complies":
        assert found.headroom_low >= 0
    if found.finding in ("exceeds", "falls short", "differs"):
        assert found.headroom_high < 0
    if found.finding == "cannot be decided" and comparator != "subject to":
        assert found.headroom_low < 0 <= found.headroom_high
    assert comparator == "subject to" or found.headroom_low <= found.headroom_high


@given(st.integers(0, 5_000), ends, st.integers(0, 5_000))
def test_a_count_inside_another_is_decided_the_same_way_or_better(limit, counts, inner):
    low, high = counts
    assume(low <= inner <= high)
    wide, narrow = (check(Terms("at most", limit), between(*e, how="")) for e in ((low, high), (inner, inner)))
    assert wide.finding in (narrow.finding, "cannot be decided")


@given(st.integers(0, 100), st.integers(1, 100), st.integers(0, 300))
def test_a_printed_range_is_open_only_between_its_ends(low, width, value):
    found = check(Terms("at most", low, low + width), between(value, value, how=""))
    expected = "complies" if value <= low else "exceeds" if value > low + width else "cannot be decided"
    assert found.finding == expected


def test_sort_between_its_ends_stays_open_and_above_is_beyond():
    # SORT, I: 1,700 to 2,200. 2,200 is the upper end: not above it; 2,201 is above by one.
    assert check(Terms("at most", 1_700, 2_200), between(2_200, 2_200, "")).finding == "cannot be decided"
    above = check(Terms("at most", 1_700, 2_200), between(2_201, 2_201, ""))
    assert (above.finding, above.headroom_high) == ("exceeds", -1)


def test_what_is_missing_is_said():
    found = check(Terms("at most", 1), undecided("the number of areas"))
    assert found == Check("cannot be decided", undecided("the number of areas"), why="missing: the number of areas")
    assert check(Terms("at most", 1), nothing("no site")).finding == "nothing to count"
    assert check(Terms("subject to"), between(1, 1, "declared")).finding == "cannot be decided"


def test_infinite_ends_stay_open():
    assert check(Terms("at most", 100), between(5, math.inf, "")).finding == "cannot be decided"
    assert check(Terms("at most", 100), between(101, math.inf, "")).finding == "exceeds"
    assert check(Terms("at least", 100), between(101, math.inf, "")).finding == "complies"
