"""`detente range-rings` as a user types it."""

import json
import subprocess
import sys
from pathlib import Path

DETENTE = Path(sys.executable).parent / "detente"


def run(*words, cwd):
    return subprocess.run(
        [str(DETENTE), "range-rings", *words], cwd=cwd, capture_output=True, text=True, timeout=300, check=False
    )


def test_a_table_and_five_files(tmp_path):
    done = run("topol-m", "scud-b", "--from", "tatishchevo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for part in ("Tatishchevo (51.7,45.6)", "O Estado de S. Paulo", "10,500 km", "the ring is modelled from this"):
        assert part in done.stdout
    written = sorted((tmp_path / "out" / "range-rings").iterdir())
    assert [path.suffix for path in written] == [".csv", ".geojson", ".kml", ".png", ".svg"]
    assert all(str(path.relative_to(tmp_path)) in done.stdout for path in written)


def test_json_alone_writes_nothing(tmp_path):
    done = run("sejjil", "--from", "35.2,53.9", "--tier", "kepler", "--json", cwd=tmp_path)
    answer = json.loads(done.stdout)
    assert answer["tier"] == "kepler"
    assert answer["missiles"][0]["modelled"]["still_km"] == 2000.0
    assert list(tmp_path.iterdir()) == []


def test_a_launch_in_the_sea_is_flagged(tmp_path):
    done = run("topol-m", "--from", "45.6,-51.7", "--out", "here", "--no-borders", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "The launch point lies in the sea" in done.stdout
    assert "check that latitude comes first" in done.stdout
    assert len(list((tmp_path / "here").iterdir())) == 5


def test_bad_input_is_one_message_and_writes_nothing(tmp_path):
    for words, said in (
        (("topolm", "--from", "tatishchevo"), 'Did you mean "topol-m"'),
        (("topol-m", "--from", "tatishchevo", "--tier", "best"), "kepler, powered, full"),
        (("topol-m", "--from", "tatishchevo", "--azimuths", "4"), "8 to 3600"),
        (("topol-m", "--from", "95,20"), "-90 to 90"),
    ):
        done = run(*words, cwd=tmp_path)
        assert done.returncode == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
