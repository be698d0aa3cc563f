"""Range rings by name: every claim is there, what is assumed is said, and one missile's trouble stays its own."""

import json
import math

import numpy as np
import pytest

from detente.assessment.range_rings import range_rings
from detente.errors import FileError, RangeError
from detente.flying.trajectory import powered_range
from detente.flying.vehicles import Missile
from detente.reading.systems import catalog
from detente.vocabulary import QUANTITIES

TATISHCHEVO, IRAN, KOREA = (51.7, 45.6), (35.2, 53.9), (40.9, 129.7)
STAGED = ("scud-b", "al-hussein", "no-dong", "taepodong-1")


@pytest.fixture(scope="module")
def several():
    return range_rings(["topol-m", "ss-18", "taepodong-1"], TATISHCHEVO)


def test_every_range_the_catalogue_states_is_a_claim(several):
    for ring in several.rings:
        stated = catalog().missiles[ring.missile].statements.get("range", ())
        assert [claim.said for claim in ring.claims] == list(stated)
        for claim in ring.claims:
            assert claim.line is not None
            assert claim.line.distance == pytest.approx(claim.said.value)
    sources = {claim.source for ring in several.rings for claim in ring.claims if claim.said.source}
    assert all("(" in source for source in sources)  # title and publisher


def test_a_missile_known_by_a_range_has_that_range_on_an_earth_held_still(several):
    topol = several.rings[0]
    assert topol.modelled_from == "range"
    assert [claim.modelled for claim in topol.claims] == [True, False, False]
    assert topol.reach.still_m == pytest.approx(10_000e3, abs=1.0)
    assert topol.reach.least[0] < 10_000.0 < topol.reach.greatest[0]
    assert topol.certainty == "assumed"  # its burn time


def test_ends_that_a_holder_states_are_drawn_too(several):
    topol, ss18, _ = several.rings
    assert (topol.low, topol.high) == (None, None)
    assert ss18.low.still_m == pytest.approx(9_000e3, abs=1.0)
    assert ss18.high.still_m == pytest.approx(11_000e3, abs=1.0)
    assert np.all(ss18.low.shots.distance < ss18.reach.shots.distance)
    assert np.all(ss18.reach.shots.distance < ss18.high.shots.distance)


@pytest.mark.parametrize("missile", STAGED)
def test_staged_missiles_are_flown_from_their_stages(missile):
    ring = range_rings(missile, KOREA, azimuths=8).rings[0]
    assert ring.modelled_from == "stages"
    assert not any(claim.modelled for claim in ring.claims)
    assert f"{missile}.range" not in {used.key for used in ring.used}
    # Only the Scud-B has a printed pitch programme; the others fly a gravity turn, which is assumed.
    assert ring.certainty == ("secondary" if missile == "scud-b" else "assumed")
    assert ring.reach.least[0] < ring.reach.still_m / 1e3 < ring.reach.greatest[0]


def test_your_own_number_moves_the_ring_and_leaves_the_claims():
    own = range_rings("topol-m", TATISHCHEVO, numbers={"topol-m.range": 11_000e3}, azimuths=8).rings[0]
    assert own.reach.still_m == pytest.approx(11_000e3, abs=1.0)
    assert len(own.claims) == 3
    assert not any(claim.modelled for claim in own.claims)
    speed = range_rings("topol-m", TATISHCHEVO, numbers={"topol-m.burnout_speed": 7_000.0}, azimuths=8).rings[0]
    assert speed.modelled_from == "burnout speed"
    assert speed.reach.still_m == pytest.approx(powered_range(Missile("any", 7_000.0, 180.0)), abs=5.0)


def test_the_full_tier_says_what_it_assumes_of_the_fall():
    ring = range_rings("topol-m", TATISHCHEVO, tier="full", azimuths=8).rings[0]
    assert "topol-m.ballistic_coefficient" in {used.key for used in ring.used}


def test_a_reach_without_an_edge_keeps_its_claims_and_leaves_the_others_alone():
    found = range_rings(["minuteman-iii", "sejjil"], (0.0, 51.9), numbers={"minuteman-iii.range": 16_900e3})
    fast, slow = found.rings
    assert fast.reach is None
    assert "no edge" in fast.reason
    assert all(claim.line is not None for claim in fast.claims)
    assert slow.reach is not None
    assert list(found.data["missile"].values) == ["sejjil"]
    assert fast.reason in repr(found)


def test_a_number_that_makes_no_missile_is_a_reason():
    ring = range_rings("minuteman-iii", TATISHCHEVO, numbers={"minuteman-iii.range": 18_000e3}).rings[0]
    assert ring.reach is None
    assert "expected 30 to 17,000 km" in ring.reason


def test_where_nothing_can_be_drawn_the_reason_is_the_refusal():
    with pytest.raises(RangeError, match="stay in orbit"):
        range_rings(Missile("fast", 10_500.0, 200.0), TATISHCHEVO)
    with pytest.raises(RangeError, match="one or more"):
        range_rings([], TATISHCHEVO)
    with pytest.raises(RangeError, match="kepler, powered, full"):
        range_rings("topol-m", TATISHCHEVO, tier="exact")
    with pytest.raises(RangeError, match="8 to 3600"):
        range_rings("topol-m", TATISHCHEVO, azimuths=3)
    with pytest.raises(RangeError, match="in this order"):
        range_rings("topol-m", (151.7, 45.6))
    with pytest.raises(FileError, match='Did you mean "shahab-3"'):
        range_rings(["topol-m", "shahab3"], TATISHCHEVO)


def test_a_launch_in_the_sea_is_flagged_and_the_other_order_named():
    assert range_rings("sejjil", IRAN, azimuths=8).notes == ()
    (note,) = range_rings("sejjil", (20.0, 38.4), azimuths=8).notes  # the Red Sea
    assert "lies in the sea" in note
    assert "latitude comes first" in note
    (swapped,) = range_rings("sejjil", (2.0, 48.9)[::-1], azimuths=8).notes or ("",)
    assert swapped == ""  # 48.9 N, 2 E is Paris
    (swapped,) = range_rings("sejjil", (-15.8, -28.0), azimuths=8).notes  # the Atlantic
    assert swapped.endswith("first.")
    (swapped,) = range_rings("sejjil", (-47.9, -15.8), azimuths=8).notes  # Brasilia, turned round
    assert swapped.endswith("-15.8,-47.9 would lie on land.")


def test_a_place_of_the_catalogue_is_named_and_longitudes_may_go_round():
    assert range_rings("sejjil", TATISHCHEVO, azimuths=8).place == "Tatishchevo"
    assert range_rings("sejjil", (51.7, -314.4), azimuths=8).launch == pytest.approx(TATISHCHEVO)


@pytest.mark.parametrize("latitude", [90.0, -90.0])
def test_a_pole_itself_is_a_launch_place(latitude):
    found = range_rings("sejjil", (latitude, 0.0), azimuths=12).rings[0].reach
    assert found.line.distance == pytest.approx(2_000e3, abs=500.0)
    assert np.abs(np.degrees(found.line.latitude)) == pytest.approx(90.0 - math.degrees(2_000 / 6371), abs=0.01)


def test_the_dictionary_is_plain_and_says_units(several):
    d = several.as_dict()
    assert json.loads(json.dumps(d, allow_nan=False)) == d
    topol, ss18, staged = d["missiles"]
    assert topol["modelled"]["still_km"] == pytest.approx(10_000.0, abs=0.01)
    assert topol["interval"] is None
    assert ss18["interval"]["high"]["greatest_km"] > ss18["modelled"]["greatest_km"]
    assert [claim["holder"] for claim in staged["claims"]] == ["CSIS Missile Threat"]
    assert not staged["claims"][0]["modelled"]
    assert len(topol["contour"]) == 72
    row = topol["contour"][18]
    assert row["azimuth_deg"] == 90.0
    assert row["range_km"] == pytest.approx(topol["modelled"]["greatest_km"], rel=0.01)


def test_the_arrays_follow_the_vocabulary(several):
    for name, values in several.data.items():
        assert values.dims == QUANTITIES[name].dims
        assert values.attrs["units"] == QUANTITIES[name].unit
    assert several.data.sizes == {"missile": 3, "launch_azimuth": 72}


def test_a_vehicle_of_your_own_has_a_ring_and_no_claims():
    ring = range_rings(Missile("mine", 5_000.0, 120.0), KOREA, azimuths=8).rings[0]
    assert (ring.missile, ring.modelled_from, ring.claims) == ("mine", "burnout speed", ())


def test_of_a_printed_interval_both_ends_are_drawn_and_never_its_middle():
    # No-dong: "1,000 to 1,300 km", Center for Nonproliferation Studies; nobody claims 1,150 km.
    claims = range_rings("no-dong", KOREA, azimuths=8).rings[0].claims
    assert [claim.said.value for claim in claims] == [1_000e3, 1_300e3]
    assert all("1000 km to 1300 km" in claim.said.note for claim in claims)
