"""Announced flights as text: one from its cells, and tables whose every fault is named at once."""

import csv
import io
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import FileError
from detente.reading.files import ProblemsError
from detente.reading.flights import COLUMNS, announced_flight, read_flights

EXAMPLE = Path(__file__).parents[2] / "docs" / "tutorial" / "flights.csv"
PUBLISHED = Path(__file__).parents[1] / "published" / "flights.csv"


def one(**cells):
    """A flight and the complaints about it."""
    complaints = []
    flight = announced_flight(
        {name.rstrip("_"): text for name, text in cells.items()}, lambda *complaint: complaints.append(complaint)
    )
    return flight, complaints


def refused(tmp_path, text, name="flights.csv"):
    """The problems of a table, by where they are."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as error:
        read_flights(file)
    assert "Nothing was written" in str(error.value)
    return {problem.key: problem.message for problem in error.value.problems}


# One flight


def test_cells_become_si():
    flight, complaints = one(
        name="x", apogee="6000 km", range="1000 km", time="69 min", speed="24000 km/h", from_="39.0,125.8", to="41, 140"
    )
    assert complaints == []
    assert (flight.apogee_m, flight.range_m, flight.time_s) == (6e6, 1e6, 4140.0)
    assert flight.speed_m_s == pytest.approx(6666.667)
    assert (flight.launch, flight.fall) == ((39.0, 125.8), (41.0, 140.0))


@pytest.mark.parametrize("text", ["47 min 12 s", "2832 s", "47.2 min", "0.78666666666666667 h", "47min12s"])
def test_times_as_agencies_print_them(text):
    # KCNA on the flight of 28 July 2017: 47 minutes and 12 seconds (tests/published/flights.csv, D-HS14b-tof: 2832 s).
    assert one(apogee="3724.9 km", range="998 km", time=text)[0].time_s == pytest.approx(2832.0)


@pytest.mark.parametrize("text", ["Mach 22", "mach 22.0", "22 Mach", "Mach22"])
def test_mach_numbers_are_taken_at_340_metres_a_second(text):
    # 340 m/s: the note to tests/published/flights.csv.
    flight, _ = one(apogee="6100 km", range="1000 km", speed=text)
    assert (flight.mach, flight.speed_m_s) == (22.0, 7480.0)


@given(st.floats(0.05, 10_000.0))
def test_the_unit_does_not_matter(kilometres):
    texts = [f"{kilometres / size!r} {unit}" for unit, size in
             (("km", 1.0), ("m", 1e-3), ("miles", 1.609344), ("nmi", 1.852), ("ft", 0.3048e-3))]  # fmt: skip
    for text in texts:
        flight, complaints = one(apogee=text, range=text)
        assert complaints == []
        assert flight.apogee_m == flight.range_m == pytest.approx(1e3 * kilometres)


@pytest.mark.parametrize(("column", "text", "said"), [
    ("apogee", "", "missing"), ("apogee", "6000", "without a unit"), ("apogee", "nan km", "not one number"),
    ("apogee", "-60 km", "an apogee of more than 0 km"), ("apogee", "200000 km", "less than 100,000 km"),
    ("apogee", "6000 s", "a time; expected a length"), ("apogee", "6,248.5 km", "without separators"),
    ("range", "0 km", "a range of more than 0 km"), ("range", "20016 km", "half way round the Earth, 20,015 km"),
    ("range", "4200 nm", "some mean nautical miles"), ("range", "inf km", "not one number"),
    ("time", "-69 min", "a time of more than 0 s"), ("time", "69", "without a unit"),
    ("time", "25 h", "less than a day"), ("time", "69 km", "a length; expected a time"),
    ("speed", "24000", "without a unit"), ("speed", "Mach", "Mach"), ("speed", "Mach 99", "escape"),
    ("speed", "7 km", "a length; expected a speed"),
    ("from", "125.8,39.0", "-90 to 90 and -180 to 360, in this order"), ("from", "nowhere", "expected LAT,LON"),
    ("to", "39", "expected LAT,LON"), ("to", "nan,3", "-90 to 90"),
])  # fmt: skip
def test_a_bad_figure_is_named_with_what_was_expected(column, text, said):
    good = {"apogee": "6000 km", "range": "1000 km"}
    flight, complaints = one(**(good | {column if column != "from" else "from_": text}))
    assert flight is None
    ((where, message),) = complaints
    assert where == column
    assert said in message


# Tables


def test_the_example_table_is_that_of_the_published_flights():
    # Every figure of the shipped example stands in tests/published/flights.csv, with the same source.
    published = list(csv.DictReader(PUBLISHED.open(encoding="utf-8")))
    known = {(row["unit"], float(row["value"])) for row in published if row["value"]}
    flights = read_flights(EXAMPLE)
    assert len(flights) == 11
    for flight in flights[:-1]:
        assert ("km", round(flight.apogee_m / 1e3, 6)) in known
        assert ("km", round(flight.range_m / 1e3, 6)) in known
        assert flight.time_s is None or ("s", round(flight.time_s, 6)) in known
        assert flight.mach is None or ("Mach", flight.mach) in known
        address = flight.source.split(": ", 1)[1].split(";")[0]
        assert any(address in row["source_url"] for row in published)


names = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(str.strip)
spots = st.none() | st.tuples(st.floats(-90.0, 90.0), st.floats(-180.0, 360.0))
rows = st.fixed_dictionaries({
    "name": names,
    "apogee": st.floats(0.001, 99_999.0),
    "range": st.floats(0.001, 20_014.0),
    "time": st.none() | st.floats(0.001, 86_000.0),
    "speed": st.none() | st.floats(0.001, 11.0),
    "from": spots,
    "to": spots,
    "source": names,
})  # fmt: skip
UNITS = {"apogee": " km", "range": " km", "time": " s", "speed": " km/s"}


@given(st.lists(rows, min_size=1, max_size=6), st.permutations(list(COLUMNS)), st.sampled_from(",;"), st.booleans())
def test_a_table_comes_back_as_it_was_written(tmp_path_factory, flights, order, delimiter, marked):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(order)
    for flight in flights:
        cells = {name: "" if value is None else f"{value!r}{UNITS[name]}" if name in UNITS else value
                 for name, value in flight.items()}  # fmt: skip
        cells |= {name: f"{cells[name][0]!r},{cells[name][1]!r}" for name in ("from", "to") if cells[name]}
        writer.writerow([cells[name] for name in order])
    file = tmp_path_factory.mktemp("tables") / "flights.csv"
    file.write_text(text.getvalue(), encoding="utf-8-sig" if marked else "utf-8", newline="")
    for flight, read in zip(flights, read_flights(file), strict=True):
        assert (read.name, read.source) == (flight["name"], flight["source"])
        assert (read.launch, read.fall) == (flight["from"], flight["to"])
        for name, found, unit in (("apogee", read.apogee_m, 1e3), ("range", read.range_m, 1e3),
                                  ("time", read.time_s, 1.0), ("speed", read.speed_m_s, 1e3)):  # fmt: skip
            assert found is None if flight[name] is None else math.isclose(found, unit * flight[name])


def test_all_faults_of_a_table_are_named_at_once(tmp_path):
    problems = refused(tmp_path, (
        "name,apogee,range,time\n"
        "good,6000 km,1000 km,69 min\n"
        "\n"
        "bad,6000,30000 km,sixty\n"
        "short,,900 km\n"
        "long,6000 km,39.0,125.8,69 min\n"
    ))  # fmt: skip
    assert list(problems) == ["row 4, apogee", "row 4, range", "row 4, time", "row 5, apogee", "row 6"]
    assert "double quotes" in problems["row 6"]


def test_faults_of_the_header_are_named_at_once(tmp_path):
    problems = refused(tmp_path, "name,apogeee,speed,speed\nx,1 km,1 km/s,1 km/s\n")
    assert 'Did you mean "apogee"?' in problems["row 1, column 2"]
    assert "second time" in problems["row 1, column 4"]
    assert "expected name, apogee, range" in problems["row 1"]


@pytest.mark.parametrize("text", ["apogee,range\n", "apogee,range\n,\n\n"])
def test_a_table_without_flights_is_refused(tmp_path, text):
    assert "no flight" in refused(tmp_path, text)["row 2"]


@pytest.mark.parametrize(("content", "said"), [
    (b"", "no column"), (b"\xff\xfe\x00", "not UTF-8"), (b'apogee,range\n"6000 km,1000 km\n', "double quote"),
])  # fmt: skip
def test_what_is_no_table_is_refused(tmp_path, content, said):
    file = tmp_path / "flights.csv"
    file.write_bytes(content)
    with pytest.raises(FileError, match=said):
        read_flights(file)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileError, match=r"nothing\.csv: cannot be opened: no such file"):
        read_flights(tmp_path / "nothing.csv")


@given(st.binary(max_size=300))
def test_no_file_makes_it_fail_in_any_other_way(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("noise") / "flights.csv"
    file.write_bytes(b"apogee,range,time\n" + content)
    try:
        flights = read_flights(file)
    except FileError:
        return
    assert flights
