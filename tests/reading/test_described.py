"""Facts, flights, sites and other names of a system; what the catalogue shows of it, and what it refuses."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.errors import FileError, ScopeError
from detente.reading.described import Fact, Flown, Stationed, read_described
from detente.reading.files import Sheet
from detente.reading.listing import KINDS, as_dict, brief
from detente.reading.lookup import lacking
from detente.reading.systems import catalog
from tests.reading.material import INTERCEPTOR, put

CATALOG = catalog()
SOURCED = {"source": "leaflet", "where": "page 1", "certainty": "read"}
FACT = '[[facts]]\nwhat = "launch mass"\nvalue = "45.1 t"\nholder = "Somebody"\n'
FLIGHT = '[[flights]]\ndate = "2017-07"\nrange = "930 km"\napogee = "2800 km"\nholder = "Somebody"\n'
SITE = '[[sites]]\nplace = "redzikowo"\ncount = 24\nstatus = "planned"\nplanned = "2018"\n'
WHENCE = 'source = "leaflet"\nwhere = "page 1"\ncertainty = "read"\n\n'


def described(*blocks: str, head: str = "") -> str:
    """The sound interceptor with blocks of facts, flights or sites added."""
    text = INTERCEPTOR.replace('kind = "interceptor"\n', f'kind = "interceptor"\n{head}')
    at = text.index("[sources.")
    return text[:at] + "".join(block + WHENCE for block in blocks) + text[at:]


def test_what_is_described_is_kept_as_printed_and_in_si(tmp_path: Path) -> None:
    text = described(FACT, FLIGHT, SITE, head='aliases = ["our-own", "the-other"]\n')
    known = catalog(put(tmp_path / "extra", {"systems/ours.toml": text}))
    ours = known.find("our-own")
    assert ours is known.find("the-other") is known.find("ours")
    assert [(fact.what, fact.value) for fact in ours.facts] == [("launch mass", "45.1 t")]
    assert {name: (said.text, said.value) for name, said in ours.flights[0].printed().items()} == {
        "range": ("930 km", 930e3), "apogee": ("2800 km", 2800e3),
    }  # fmt: skip
    assert (ours.sites[0].place, ours.sites[0].count, ours.sites[0].planned) == ("redzikowo", 24, "2018")


@pytest.mark.parametrize(
    ("old", "new", "key", "part"),
    [
        ('"930 km"', '"930 s"', "flights[1].range", "a time; expected a length"),
        ('"930 km"', "930", "flights[1].range", "a number without a unit"),
        ('"930 km"', '"-930 km"', "flights[1].range", "expected a length more than 0"),
        ('range = "930 km"\napogee = "2800 km"\n', "", "flights[1].range", "has a range, an apogee, a time or a speed"),
        ('date = "2017-07"\n', "", "flights[1].date", "missing; expected a date"),
        ('"2017-07"', '"2017-13"', "flights[1].date", "that no calendar has"),
        ('"redzikowo"', '"redzikovo"', "sites[1].place", 'Did you mean "redzikowo"?'),
        ('place = "redzikowo"\n', "", "sites[1].place", "or a name for what is none"),
        ('place = "redzikowo"\n', 'place = "redzikowo"\nname = "x"\n', "sites[1].place", "and not both"),
        ("count = 24", "count = 0", "sites[1].count", "a whole number, 1 or more"),
        ('what = "launch mass"\n', "", "facts[1].what", "missing; expected what is stated"),
        ('holder = "Somebody"\n', "", "facts[1].holder", "missing; expected who holds this"),
        ("[[facts]]", "[[fact]]", "fact", 'Did you mean "facts"?'),
        ('aliases = ["our-own"]', 'aliases = ["Our own"]', "aliases[1]", "expected a list of ids"),
        ('aliases = ["our-own"]', 'aliases = ["sm-3-iib"]', "aliases[1]", "already names a system"),
        ('aliases = ["our-own"]', 'aliases = ["topol-m"]', "aliases[1]", "already names a system"),
        ('aliases = ["our-own"]', 'aliases = ["ours"]', "aliases[1]", "already names a system"),
        ('aliases = ["our-own"]', 'aliases = ["a", "a"]', "aliases[2]", "already names a system"),
    ],
)
def test_one_broken_thing_is_told(tmp_path: Path, old: str, new: str, key: str, part: str) -> None:
    text = described(FACT, FLIGHT, SITE, head='aliases = ["our-own"]\n')
    assert old in text
    with pytest.raises(FileError) as refusal:
        catalog(put(tmp_path / "extra", {"systems/ours.toml": text.replace(old, new, 1)}))
    told = [(problem.key, problem.message) for problem in getattr(refusal.value, "problems", ())]
    assert [message for where, message in told if where == key and part in message], told


@pytest.mark.parametrize("what", ["warhead yield", "accuracy", "hardness of the silo", "decoys carried"])
def test_a_fact_cannot_say_what_no_key_may(tmp_path: Path, what: str) -> None:
    text = described(FACT.replace("launch mass", what))
    with pytest.raises(ScopeError, match="refused on purpose"):
        catalog(put(tmp_path / "extra", {"systems/ours.toml": text}))


# Properties

texts = st.text('abz 019.,-/°"=[]é零', min_size=1, max_size=30)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(sorted({*Fact.model_fields, *Flown.model_fields, *Stationed.model_fields, "other"}))
rows = st.lists(st.dictionaries(names, junk, max_size=6), max_size=3)


@given(table=st.dictionaries(st.sampled_from(["facts", "flights", "sites"]), rows | junk))
def test_anything_is_read_or_complained_of(table: dict[str, object]) -> None:
    sheet = Sheet("ours.toml", table)
    found = read_described(sheet)
    given = sum(len(rows) for rows in table.values() if isinstance(rows, list))
    kept = sum(len(rows) for rows in found.values())
    assert kept <= given
    assert kept == given or sheet.complaints


@given(kilometres=st.floats(0.001, 1e5), seconds=st.floats(0.001, 1e5))
def test_a_flight_comes_back_as_written(kilometres: float, seconds: float) -> None:
    row = {"date": "2017", "range": f"{kilometres!r} km", "time": f"{seconds!r} s", "holder": "x", **SOURCED}
    sheet = Sheet("ours.toml", {"flights": [row]})
    (flight,) = read_described(sheet)["flights"]
    assert sheet.complaints == []
    assert (flight.range.text, flight.time.text) == (row["range"], row["time"])
    assert flight.range.value == pytest.approx(1e3 * kilometres, rel=1e-12)
    assert flight.time.value == pytest.approx(seconds, rel=1e-12)
    assert flight.printed().keys() == {"range", "time"}


@given(value=texts.filter(str.strip))
def test_a_fact_is_never_changed(value: str) -> None:
    sheet = Sheet("ours.toml", {"facts": [{"what": "x", "value": value, "holder": "x", **SOURCED}]})
    (fact,) = read_described(sheet)["facts"]
    assert fact.value == value.strip()


# The listing


def test_the_listing_holds_everything_by_kind() -> None:
    assert {system.id for system in detente.catalog()} == set(CATALOG.systems)
    for kind in KINDS:
        found = detente.catalog(kind)
        assert found
        assert {system.kind for system in found} == {kind}
        assert [system.id for system in found] == sorted(system.id for system in found)
    with pytest.raises(FileError, match='Did you mean "radar"'):
        detente.catalog("radr")


def test_a_system_is_found_by_every_name_and_the_nearest_is_named() -> None:
    assert detente.system("sm-3-iib") is detente.system("sm-3-2b")
    with pytest.raises(FileError, match='Did you mean "sm-3-iib"'):
        detente.system("sm-3-iibb")
    with pytest.raises(FileError, match="lists them all"):
        detente.system("qqqqqq")


def test_rival_statements_stand_side_by_side_with_their_holders() -> None:
    # missiles.md, section 1.1: planned 5.5 and lower bound 5.0, both by J. Sankaran; 7 GBI figures of three holders.
    entry = as_dict(detente.system("sm-3-iib"))
    assert [(said["text"], said["holder"]) for said in entry["parameters"]["burnout_speed"]] == [
        ("5.5 km/s", "J. Sankaran"), ("5.0 km/s", "J. Sankaran (lower bound)"),
    ]  # fmt: skip
    assert all(said["certainty"] == "assumed" for said in entry["parameters"]["burn_time"])


@pytest.mark.parametrize("system", detente.catalog(), ids=lambda system: system.id)
def test_every_entry_is_plain_json_and_cites_its_own_sources(system) -> None:  # type: ignore[no-untyped-def]
    entry = as_dict(system)
    assert json.loads(json.dumps(entry, allow_nan=False)) == entry
    rows = [*entry["stages"], *entry["facts"], *entry["flights"], *entry["sites"]]
    rows += [said for statements in entry["parameters"].values() for said in statements]
    for row in rows:
        assert row["source"] in entry["sources"] or row["certainty"] == "assumed"
    assert {row["source"] for row in rows if row["source"]} >= set(entry["sources"]) - {
        source for part in (getattr(system, "drag", None), getattr(system, "pitch", None)) if part
        for source in [part.source]
    }  # fmt: skip
    assert brief(system)


DATELESS = {
    "afp-postol", "afp-shahab", "bbj-2007-rs24", "beyond-parallel", "cns-1998", "csis-gmd", "csis-sarmat",
    "csis-taepodong-1", "csis-trident", "everything2-pave-paws", "eramuslim-2007", "fpspace-2007", "heritage-2023",
    "hudson-radars", "israelnetz-2008", "jpost-2007-rs24", "keeptrack", "keeptrack-26d272f", "knowledgr-pechora",
    "kokani-2023", "konflikty-gabala", "lewis-postol-2008", "radomes-2003", "rferl-topol", "rt-53t6", "rt-don-2n",
    "rusnewsjournal-gabala", "spacenews-2007", "strategicforces", "topwar-daryal", "usembassy-epaa", "vandenberg-mm3",
    "walls-work", "wp-53t6m", "yorkshire-post", "zee-topolm", "almanar-voronezh", "act-9264",
}  # fmt: skip
"""Documents whose copies carry no date, or whose date was not recorded."""


def test_every_document_has_a_date_or_is_known_to_have_none() -> None:
    without = {key for system in detente.catalog() for key, source in system.sources.items() if source.date is None}
    assert without <= DATELESS, f"give these a date, or list them: {sorted(without - DATELESS)}"


# Entries without the numbers that a computation needs


@pytest.mark.parametrize(
    ("system", "missing"),
    [
        ("topol-m", ()),
        ("scud-b", ()),
        ("sarmat", ("burn_time",)),
        ("53t6", ("burn_time", "minimum_intercept_altitude", "maximum_flight_time")),
        (
            "kinetic-energy-interceptor",
            ("burnout_speed", "burn_time", "minimum_intercept_altitude", "maximum_flight_time"),
        ),
    ],
)
def test_what_nobody_states_is_named(system: str, missing: tuple[str, ...]) -> None:
    assert lacking(CATALOG.systems[system]) == missing
    assert lacking(CATALOG.systems[system], missing) == ()


def test_a_missile_that_is_only_described_is_not_flown() -> None:
    with pytest.raises(FileError, match=r"nobody states its burn_time.*detente catalog show sarmat"):
        detente.fly("sarmat", (58.0, 60.0), (40.0, -75.0))
    given = {"sarmat.burn_time": 200.0, "sarmat.range": 11_000e3}
    assert detente.fly("sarmat", (58.0, 60.0), (40.0, -75.0), numbers=given).as_dict()["range_km"] > 5_000.0


def test_an_interceptor_that_is_only_described_engages_nothing() -> None:
    with pytest.raises(FileError, match=r"51t6 cannot be computed with: nobody states its burnout_speed, burn_time"):
        detente.engage("51t6", (55.8, 37.6), "topol-m", (51.7, 45.6), (38.9, -77.0))


def test_a_dossier_that_names_one_is_told_what_is_missing(tmp_path: Path) -> None:
    from tests.reading.material import changed, complaints

    told = complaints(tmp_path, changed("approach.toml", '"sm-3-2a"', '"kinetic-energy-interceptor"'))
    assert any("nobody states kinetic-energy-interceptor.burnout_speed" in message for _, _, message in told), told
