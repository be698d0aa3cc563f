"""Units mixed up and places the wrong way round: the traps that published figures have fallen into."""

import pytest

from detente.assessment.flight_check import check_flight
from detente.reading.flights import announced_flight

VANDENBERG, KWAJALEIN = "34.74,-120.62", "9.05,167.7"  # tests/published/flights.csv, row E-MM3-range


def reasons(**cells):
    """What is said of a flight as it was printed."""
    complaints = []
    flight = announced_flight({name.rstrip("_"): text for name, text in cells.items()}, lambda *c: complaints.append(c))
    assert not complaints
    return check_flight(flight).reasons


def about(found, *words):
    """The reasons that hold all these words."""
    return [reason for reason in found if all(word in reason for word in words)]


# Range


def test_4200_miles_to_kwajalein_are_nautical():
    # Vandenberg to Kwajalein is 7765 km = 4193 nautical miles; the press prints 4,200 miles (row E-MM3-press).
    found = reasons(apogee="1300 km", range="4200 miles", time="30 min", from_=VANDENBERG, to=KWAJALEIN)
    (said,) = about(found, "4,200 statute miles (6,759 km) does not fit")
    assert "nautical miles (7,778 km) it fits" in said
    assert about(found, "7,765 km apart", "nautical miles converted as if statute")


def test_the_conversion_that_most_press_texts_print_is_named():
    # "4,200 miles (6,759 km)": 1000 km short.
    found = reasons(apogee="1250 km", range="6759 km", from_=VANDENBERG, to=KWAJALEIN)
    assert about(found, "places are 7,765 km apart", "nautical miles converted as if statute")
    assert about(found, "read as nautical miles converted as if statute (7,778 km) it fits")


def test_both_readings_of_a_mile_are_put_to_the_time():
    # 900 km up: the arc takes 1061 s over 2,000 statute and 1093 s over 2,000 nautical miles. Reported flights show
    # 190 s at most, and 38 s of rounding: only the longer range leaves a usual delay.
    found = reasons(apogee="900 km", range="2000 miles", time="1300 s")
    (said,) = about(found, "2,000 statute miles (3,219 km) does not fit (time less free flight +239 s)")
    assert "read as nautical miles (3,704 km) it fits (time less free flight +207 s)" in said
    (said,) = about(reasons(apogee="900 km", range="2000 miles", time="1200 s"), "2,000 statute miles (3,219 km) fits")
    assert "do not tell the two apart" in said


def test_without_evidence_the_ambiguous_word_is_pointed_out():
    found = reasons(apogee="1300 km", range="4200 miles")
    assert about(found, "read as statute miles", "7,778 km", "give a time")
    assert not about(reasons(apogee="1300 km", range="4200 nmi"), "miles")


# Apogee


def test_an_apogee_of_metres_printed_as_feet_is_named():
    # 1,000 km up over 1,000 km takes 1150 s; a million feet would be 305 km.
    found = reasons(apogee="1000000 ft", range="1000 km", time="1150 s")
    assert about(found, "1,000,000 feet (305 km) does not fit", "read as m (1,000 km) it fits")


def test_an_apogee_in_miles_printed_as_kilometres_is_named():
    # 1,125 miles (row E-OBV03-apo: 1811 km) as if they were kilometres: the time belongs to 1811 km.
    found = reasons(apogee="1125 km", range="1000 km", time="1680 s")
    assert about(found, "apogee of 1,125 km", "read as statute miles (1,811 km) it fits")


# Speed


def test_24000_miles_an_hour_are_kilometres():
    # One base news release prints 24,000 mph for Minuteman III; 15,000 mph = 24,000 km/h is usual (row E-MM3-speed).
    found = reasons(apogee="1250 km", range="7765 km", speed="24000 mph")
    assert about(found, "10.73 km/s does not fit")
    assert about(found, "24,000 miles an hour", "24,000 km/h it is 6.67 km/s, which fits")
    assert not about(reasons(apogee="1250 km", range="7765 km", speed="15000 mph"), "mixed up")
    assert about(reasons(apogee="1250 km", range="7765 km", speed="24000 km/h"), "fits")


@pytest.mark.parametrize(("apogee", "distance", "mach"), [(2000, 800, 16), (6100, 1000, 22), (1920, 760, 15)])
def test_published_mach_numbers_fit_at_340_metres_a_second(apogee, distance, mach):
    # Rows D-HS12d, D-HS17d and D-HS17e: within 1.2 Mach of the arc's, at 340 m/s.
    (said,) = about(reasons(apogee=f"{apogee} km", range=f"{distance} km", speed=f"Mach {mach}"), "340 m/s")
    assert "at sea level, which fits" in said
    assert "295 m/s of 11 to 20 km height" in said


def test_a_speed_beyond_any_slack_contradicts():
    complaints = []
    flight = announced_flight({"apogee": "1250 km", "range": "7765 km", "speed": "24000 mph"}, complaints.append)
    found = check_flight(flight)
    assert not found.consistent
    assert found.contradicted_by == ("top speed",)


# Places


def test_exchanged_coordinates_are_suspected():
    # Kozelsk and Tatishchevo as LON,LAT: the distance then fits, as it does not as written.
    found = reasons(apogee="300 km", range="705 km", from_="35.8,54.0", to="45.6,51.7")
    assert about(found, "latitude and longitude exchanged", "written LON,LAT?")


def test_a_launch_at_sea_is_flagged_and_one_on_land_is_not():
    assert about(reasons(apogee="300 km", range="1000 km", from_="30,-40"), "lies at sea", "ship or submarine")
    # 15 E 60 N is in Sweden, 15 N 60 E in the Arabian Sea.
    assert about(reasons(apogee="300 km", range="1000 km", from_="15,60"), "lies at sea", "written LON,LAT?")
    assert not about(reasons(apogee="300 km", range="1000 km", from_="39.0,125.8"), "at sea")
    assert not about(reasons(apogee="300 km", range="1000 km", from_=VANDENBERG), "at sea")


def test_places_that_miss_the_range_by_far_contradict_it():
    complaints = []
    cells = {"apogee": "600 km", "range": "2700 km", "from": "39.0,125.8", "to": "20.0,10.0"}
    assert check_flight(announced_flight(cells, complaints.append)).contradicted_by == ("places",)
