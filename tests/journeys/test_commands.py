"""Whole commands, as a user types them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

DETENTE = Path(sys.executable).parent / "detente"


def run(*words, cwd, **options):
    return subprocess.run(
        [str(DETENTE), *words], cwd=cwd, capture_output=True, text=True, timeout=300, check=False, **options
    )


@pytest.fixture(scope="module")
def assessed(tmp_path_factory):
    """One whole run of the main job on the smaller dossier, in an empty folder."""
    folder = tmp_path_factory.mktemp("assessed")
    done = run("assess", "third-site-2007", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder, done


@pytest.fixture
def mine(tmp_path):
    """A dossier of one's own, begun as a copy."""
    done = run("new", "my-talks", "--from", "third-site-2007", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path / "my-talks"


def change(file, old, new):
    text = file.read_text()
    assert old in text, f"{old} is not in {file.name}"
    file.write_text(text.replace(old, new, 1))


def test_assess_prints_its_parts_and_writes_the_report(assessed):
    folder, done = assessed
    for part in ("1 Security", "2 Balance", "5 Crux", "6 Claims", "7 The weakest input"):
        assert part in done.stdout
    out = folder / "out" / "third-site-2007"
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {"report.html", "assessment.json", "results.nc", "trajectories.kml", "trajectories.czml"} <= names
    assert any(name.startswith("maps/") and name.endswith(".png") for name in names)
    assert any(name.startswith("maps/") and name.endswith(".geojson") for name in names)
    assert [path.name for path in (folder / "out").iterdir()] == ["third-site-2007"]


def test_the_written_json_is_the_printed_one(assessed):
    folder, _ = assessed
    printed = run("assess", "third-site-2007", "--json", cwd=folder / "out")
    assert printed.returncode == 0
    written = json.loads((folder / "out" / "third-site-2007" / "assessment.json").read_text())
    assert json.loads(printed.stdout) == written
    assert {"dossier", "views", "security", "balance", "crux", "claims", "weakest", "provenance"} <= set(written)
    assert {"dossier_digest", "catalog_digest", "version"} <= set(written["provenance"])


def test_fly_a_bare_arc_gives_the_textbook_numbers(tmp_path):
    # C-ROT-0-90 of tests/published/numbers.csv: 9742.15 km, 2411.96 s, 2050.8 km, 87.613 E.
    done = run(
        *(
            "fly",
            "--burnout-speed",
            "7 km/s",
            "--elevation",
            "30 deg",
            "--azimuth",
            "90 deg",
            "--from",
            "0,0",
            "--json",
        ),
        cwd=tmp_path,
    )
    found = json.loads(done.stdout)
    assert found["range_km"] == pytest.approx(9742.15, abs=5.0)
    assert found["flight_time_s"] == pytest.approx(2411.96, abs=2.0)
    assert found["apogee_km"] == pytest.approx(2050.8, abs=2.0)
    assert found["impact"]["lon_deg"] == pytest.approx(87.613, abs=0.01)
    assert set(found["burnout"]) == {"time_s", "speed_km_s", "altitude_km", "flight_path_angle_deg"}


def test_the_same_arc_in_other_units_is_the_same_arc(tmp_path):
    arc = ("--elevation", "30 deg", "--azimuth", "90 deg", "--from", "0,0", "--json")
    kilometres = run("fly", "--burnout-speed", "7 km/s", *arc, cwd=tmp_path)
    metres = run("fly", "--burnout-speed", "7000 m/s", *arc, cwd=tmp_path)
    assert kilometres.stdout == metres.stdout


def test_fly_a_missile_hits_and_says_which_numbers_it_took(tmp_path):
    done = run("fly", "topol-m", "--from", "tatishchevo", "--to", "38.9,-77.0", "--json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert found["impact"] == {"lat_deg": pytest.approx(38.9, abs=1e-4), "lon_deg": pytest.approx(-77.0, abs=1e-4)}
    took = {row["key"]: row for row in found["used"]}
    assert took["topol-m.range"]["others"], "the catalogue holds several ranges and all are said"
    lofted = run("fly", "topol-m", "--from", "tatishchevo", "--to", "38.9,-77.0", "--lofted", "--json", cwd=tmp_path)
    assert json.loads(lofted.stdout)["apogee_km"] > found["apogee_km"]


def test_engage_gives_slack_as_latest_minus_earliest(tmp_path):
    words = ("engage", "two-stage-gbi", "--site", "redzikowo", "--against", "topol-m", "--from", "tatishchevo")
    done = run(*words, "--to", "38.9,-77.0", "--commit-delay", "30 s", "--json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert found["slack_s"] == pytest.approx(found["latest_launch_s"] - found["earliest_launch_s"], abs=1e-6)
    assert found["shots"] >= 1
    assert found["earliest_launch_s"] < found["window"]["first_intercept_s"] <= found["window"]["last_intercept_s"]
    never = run(*words, "--to", "38.9,-77.0", "--set", "two-stage-gbi.burnout_speed=2 km/s", "--json", cwd=tmp_path)
    assert json.loads(never.stdout)["slack_s"] is None


def test_engage_with_radars_tells_who_sees_the_missile_when(tmp_path):
    words = (
        "engage",
        "sm-3-2a",
        "--site",
        "deveselu",
        "--against",
        "notional-irbm",
        "--from",
        "35,51",
        "--to",
        "50,16",
    )
    radars = ("--radar", "tpy-2-kurecik@kurecik@95 deg", "--own-radar", "spy-1d-deveselu", "--no-satellites")
    found = json.loads(run(*words, *radars, "--policy", "organic", "--json", cwd=tmp_path).stdout)
    kinds = [row["kind"] for row in found["timeline"] if row["sensor"] == "tpy-2-kurecik at kurecik"]
    assert kinds == ["detection", "track", "loss"]
    assert all(row["distance_km"] > 0.0 for row in found["timeline"] if row["kind"] == "detection")
    # The own radar's assumed range of 600 km is too short for this path: it is named, and there is no launch.
    assert found["never_seen_by"] == ["spy-1d-deveselu at deveselu"]
    assert found["earliest_launch_s"] is None
    used = {row["key"]: row for row in found["used"]}
    assert used["tpy-2-kurecik.range"]["note"] == "object: not stated"
    sizes = ("--set", "tpy-2-kurecik.rated_cross_section=1 m^2", "--set", "defence.object_cross_section=16 m^2")
    sizes += ("--set", "spy-1d-deveselu.rated_cross_section=1 m^2")
    farther = json.loads(run(*words, *radars, *sizes, "--policy", "organic", "--json", cwd=tmp_path).stdout)
    assert farther["never_seen_by"] == []
    assert farther["earliest_launch_s"] > 0.0
    shown = run(*words, *radars, cwd=tmp_path).stdout
    assert "spy-1d-deveselu at deveselu: never sees the missile" in shown
    assert "object: not stated" in shown


ORBITS = (
    "space-based",
    "--speed-change",
    "4 km/s",
    "--time",
    "240 s",
    "--altitude",
    "500 km",
    "--inclination",
    "60 deg",
)


def test_interceptors_in_orbit_as_an_aggregate(tmp_path):
    words = (*ORBITS, "--latitude", "39 deg", "--delay", "40 s")
    found = json.loads(run(*words, "--number", "1000", "--json", cwd=tmp_path).stdout)
    assert found["flown_km"] == pytest.approx(800.0)
    assert found["expected_in_reach"] == pytest.approx(1_000.0 / found["absentee_ratio"])
    shown = run(*words, "--out", "orbits", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "Absentee ratio" in shown.stdout
    assert "(assumption)" in shown.stdout
    assert sorted(path.name for path in (tmp_path / "orbits").iterdir()) == ["space-based.png", "space-based.svg"]
    never = run(*ORBITS[:-2], "--inclination", "10 deg", "--latitude", "39 deg", cwd=tmp_path)
    assert "No satellite of these orbits is ever in reach." in never.stdout


def test_an_announced_flight_is_put_to_the_test(tmp_path):
    # North Korea's claim of 24 March 2022 contradicts itself: the bare arc alone takes 4075 s (published_flights).
    words = ("flight-check", "--apogee", "6248.5 km", "--range", "1090 km", "--time", "4052 s", "--json")
    found = json.loads(run(*words, cwd=tmp_path).stdout)
    assert found["consistent"] is False
    assert found["free_flight_s"] == pytest.approx(4075.0, abs=1.0)
    assert set(found["minimum_energy_range_km"]) == {"low", "median", "high"}


def test_a_table_of_flights_is_put_to_the_test(tmp_path):
    table = Path(__file__).parents[2] / "docs" / "tutorial" / "flights.csv"
    shown = run("flight-check", "--table", str(table), "--out", "found", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "Claim of 24 March 2022, contradicted by its time" in shown.stdout
    names = {path.name for path in (tmp_path / "found").iterdir()}
    assert {"flight-checks.csv", "flight-checks.json", "claim-of-24-march-2022.png"} <= names
    assert len(names) == 2 + 2 * 11
    found = json.loads(run("flight-check", "--table", str(table), "--json", cwd=tmp_path).stdout)
    assert [flight["consistent"] for flight in found].count(False) == 2
    assert found == json.loads((tmp_path / "found" / "flight-checks.json").read_text(encoding="utf-8"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["found"]


def test_a_bad_table_of_flights_writes_nothing(tmp_path):
    (tmp_path / "flights.csv").write_text("name,apogee,range\na,6000,1000 km\nb,6000 km,30000 km\n")
    done = run("flight-check", "--table", "flights.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert "flights.csv cannot be read: 2 problems in 1 file. Nothing was written." in done.stderr
    assert "row 2, apogee" in done.stderr
    assert "row 3, range" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["flights.csv"]


def test_map_writes_picture_vector_and_geojson(tmp_path):
    words = ("map", "third-site-2007", "--phase", "1", "--threat", "iran-irbm", "--view", "official")
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    endings = sorted(Path(line).suffix for line in done.stdout.splitlines())
    assert endings == [".geojson", ".png", ".svg"]
    assert all((tmp_path / line).stat().st_size > 1000 for line in done.stdout.splitlines())


def test_explain_prints_the_chain(tmp_path):
    key = "balance/phase-1/two-stage-gbi@redzikowo/west-mobile"
    done = run("assess", "third-site-2007", "--view", "official", "--explain", key, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for word in ("earliest interceptor launch", "two-stage-gbi.burnout_speed", "flyout.md"):
        assert word in done.stdout
    assert not (tmp_path / "out").exists()


def test_a_copy_can_be_checked_changed_and_assessed(mine):
    assert run("check", "my-talks", cwd=mine.parent).returncode == 0
    change(mine / "views" / "official.toml", '"6.3 km/s"', '"3 km/s"')
    done = run("assess", "my-talks", "--view", "official", "--json", cwd=mine.parent)
    assert done.returncode == 0, done.stderr
    verdicts = {row["verdict"] for row in json.loads(done.stdout)["balance"]}
    assert verdicts <= {"out of reach", "only if launched before burnout"}


def test_check_prints_a_repair_list(mine):
    change(mine / "views" / "official.toml", '"6.3 km/s"', '"6.3 km"')
    done = run("check", "my-talks", cwd=mine.parent)
    assert done.returncode == 2
    assert done.stdout.startswith("my-talks cannot be read: 1 problem in 1 file.")
    assert '    found "6.3 km", a length; expected a speed.' in done.stdout


REFUSALS = {
    "a wrong unit": ("views/official.toml", '"6.3 km/s"', '"6.3 km"', ["a length; expected a speed", "values["]),
    "an unknown interceptor": (
        "approach.toml",
        '"two-stage-gbi"',
        '"two-stage-gbj"',
        ["two-stage-gbi", "Did you mean"],
    ),
    "an unknown key": ("views/official.toml", "certainty =", "certanty =", ["unknown key", "certainty"]),
    "a speed above escape": ("views/official.toml", '"6.3 km/s"', '"12.3 km/s"', ["12.3 km/s", "11.186"]),
    "a broken TOML": ("approach.toml", "title =", "title", ["approach.toml", "line"]),
    "a phase without deployments": ("approach.toml", "phase = 1", "phase = 2", ["phase"]),
    "a missing parameter": (
        "views/official.toml",
        '"defence.commit_delay"',
        '"topol.burn_time"',
        ["defence.commit_delay"],
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_bad_input_is_one_clear_message_and_no_output(mine, case):
    file, old, new, words = REFUSALS[case]
    change(mine / file, old, new)
    done = run("assess", "my-talks", cwd=mine.parent)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    for word in (file, *words):
        assert word in done.stderr
    assert not (mine.parent / "out").exists()


def test_a_missile_that_cannot_reach_its_aim_is_one_clear_message(mine):
    change(mine / "approach.toml", "[sides]", SHORT_RANGE + "\n[sides]")
    done = run("assess", "my-talks", "--json", cwd=mine.parent)
    assert done.returncode == 2, done.stderr
    assert "cannot reach us-east-coast" in done.stderr


SHORT_RANGE = """
[[values]]
of = "topol.range"
value = "3000 km"
holder = "nobody"
kind = "fact"
certainty = "assumed"
note = "too short on purpose"
"""


ENGAGED = (
    "engage", "sm-3-2a", "--site", "deveselu", "--against", "notional-irbm", "--from", "35,51", "--to", "50,16",
)  # fmt: skip
ARC = ("--elevation", "30 deg", "--azimuth", "0 deg", "--from", "0,0")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fly", "topol", "--from", "95,40", "--to", "40,45"], "expected -90 to 90"),
        (["fly", "topoll", "--from", "50,40", "--to", "40,45"], 'Did you mean "topol"?'),
        (["fly", "topol", "--from", "50,40"], "missing --to"),
        (["fly", "topol", "--from", "50,40", "--azimuth", "40 deg"], "missing --to, or --azimuth with --max-range"),
        (["fly", "topol", "--from", "50,40", "--azimuth", "40 deg", "--max-range", "--lofted"], "--lofted does not go"),
        (
            ["fly", "topol", "--from", "50,40", "--to", "40,45", "--burnout-speed", "7 km/s"],
            "does not go with a missile",
        ),
        (
            ["fly", "--from", "50,40", "--burnout-speed", "7 km/s", "--tier", "full"],
            "--tier does not go with a bare arc",
        ),
        (["fly", "--from", "50,40", "--burnout-speed", "7 km/s"], "missing: --elevation, --azimuth"),
        (["fly", "scud-b", "--from", "33,44", "--to", "40,45"], "cannot reach its aim point"),
        (["fly", "topol", "--from", "50,40", "--to", "40,-75", "--lofted", "--depressed"], "expected one of them"),
        (["fly", "--burnout-speed", "12 km/s", *ARC], "escape"),
        (["fly", "--burnout-speed", "5.5 km", *ARC], "a length"),
        (["flight-check", "--apogee", "-60 km", "--range", "800 km"], "apogee of more than 0 km"),
        (["flight-check", "--apogee", "nan km", "--range", "30000 km"], "--range: found"),
        (["flight-check", "--range", "800 km"], "--apogee: missing"),
        (["flight-check", "--apogee", "9 km", "--range", "8 km", "--from", "125.8,39"], "--from: found latitude 125.8"),
        (["flight-check", "--apogee", "9 km", "--range", "8 km", "--speed", "Mach 40"], "--speed: found"),
        (["flight-check", "--apogee", "9 km", "--range", "8 km", "--burn-time", "1 h"], "burn times of 3600"),
        (["flight-check", "--apogee", "9 km", "--table", "flights.csv"], "expected a table or one flight"),
        (["flight-check", "--table", "nothing.csv"], "nothing.csv: cannot be opened"),
        (["fly", "--bogus"], "No such option"),
        (["assess", "third-site-2008"], "third-site-2007"),
        (["assess", "third-site-2007", "--view", "moon"], "critics, official"),
        (["map", "third-site-2007", "--phase", "7", "--threat", "iran-irbm"], "expected one of 1"),
        (["map", "third-site-2007", "--phase", "1", "--threat", "moon"], "iran-irbm"),
        (["engage", "sm-9", "--site", "0,0", "--against", "topol", "--from", "50,40", "--to", "40,-75"], "sm-3"),
        (["new", "Not A Name", "--from", "third-site-2007"], "cannot be the name"),
        ([*ORBITS, "--latitude", "99 deg"], "expected -90 to 90 deg"),
        ([*ORBITS, "--latitude", "39"], "a number without a unit"),
        ([*ORBITS, "--latitude", "39 deg", "--delay", "5 min"], "less than the time"),
        ([*ENGAGED, "--radar", "tpy-2-kurecik@kurecik"], "tpy-2-kurecik sees 120 deg and not all round"),
        ([*ENGAGED, "--radar", "tpy-2-kurecik"], "expected ID@LAT,LON or ID@PLACE"),
        ([*ENGAGED, "--radar", "tpy-2-kurecik@kurecik@95"], "a number without a unit"),
        ([*ENGAGED, "--radar", "tpy-2-kurecik@95,30@95 deg"], "expected -90 to 90"),
        ([*ENGAGED, "--radar", "topol@kurecik"], 'found radar "topol"'),
        ([*ENGAGED, "--policy", "organic"], "asks for a radar of the site's own"),
        ([*ENGAGED, "--policy", "alone"], 'found policy "alone"'),
        (
            [*ENGAGED, "--radar", "fylingdales@fylingdales", "--set", "defence.object_cross_section=1 m^2"],
            "nobody says for which object fylingdales.range holds",
        ),
    ],
)
def test_a_bad_argument_is_exit_code_2_and_one_message(tmp_path, words, said):
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_folder_is_refused_before_the_work(tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    begun = time.monotonic()
    done = run("assess", "third-site-2007", "--out", str(blocked / "report"), cwd=tmp_path)
    assert done.returncode == 2
    assert "blocked" in done.stderr
    assert "Traceback" not in done.stderr
    assert blocked.read_text() == "a file where the folder should be"
    assert [path.name for path in tmp_path.iterdir()] == ["blocked"]
    assert time.monotonic() - begun < 60.0  # generous: the work itself was not begun


def test_ctrl_c_leaves_nothing_behind(tmp_path):
    running = subprocess.Popen(
        [str(DETENTE), "assess", "deauville-2011"], cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    time.sleep(4.0)
    running.send_signal(signal.SIGINT)
    _, stderr = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "nothing was written" in stderr
    assert list(tmp_path.iterdir()) == []


def test_help_names_every_command(tmp_path):
    done = run("--help", cwd=tmp_path)
    for name in ("dossiers", "new", "check", "assess", "fly", "engage", "space-based", "map"):
        assert name in done.stdout


def test_flyout_prints_reach_and_writes_figure_and_table(tmp_path):
    done = run("flyout", "sm-3-2a", "--out", "pictures", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for word in ("greatest height", "greatest ground distance", "sm-3-2a.burnout_speed", "assumption"):
        assert word in done.stdout
    names = sorted(path.name for path in (tmp_path / "pictures").iterdir())
    assert names == [f"flyout-sm-3-2a.{ending}" for ending in ("csv", "nc", "png", "svg")]
    answer = json.loads(run("flyout", "sm-3-2a", "--json", cwd=tmp_path).stdout)
    assert answer["described_by"] == "burnout speed and burn time"
    point = next(row for row in answer["times"] if (row["distance_km"], row["height_km"]) == (1000.0, 400.0))
    assert 300.0 < point["earliest_s"] <= point["latest_s"] <= 600.0


def test_flyout_refuses_in_one_message(tmp_path):
    (tmp_path / "odd.toml").write_text('name = "Odd"\nkind = "interceptor"\n[[stages]]\nfuelled_mass = "-3 kg"\n')
    for words, said in (
        (("flyout", "sm-3-2z"), "Did you mean"),
        (("flyout", "odd.toml"), "stages[1].fuelled_mass"),
        (("flyout", "absent.toml"), "absent.toml"),
        (("flyout", "sm-3-2a", "--set", "sm-3-2a.payload=60 kg"), "is not described by its stages"),
    ):
        done = run(*words, "--out", "pictures", cwd=tmp_path)
        assert done.returncode == 2
        assert said in done.stderr
        assert not (tmp_path / "pictures").exists()
