"""Every file the page gives away is what it says, and reproduces what was on the screen."""

import io
import json
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from shapely.geometry import shape

import detente
from detente.assessment.scene_head import two_views
from detente.reading.dossier import Dossier
from tests.web.conftest import Opener, Server

STATE = "phase=1&move.redzikowo=53,18&A.defence.commit_delay=45+s"
BASE = "third-site-2007"
LONG = 240_000.0  # [ms] an assessment on a busy machine


@pytest.fixture(scope="module")
def taken(server: Server, browsers: object) -> "Taken":
    """Files by kind, each asked for once."""
    return Taken(server)


class Taken:
    """Files of one state."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.kept: dict[str, bytes] = {}

    def __call__(self, kind: str) -> bytes:
        """The file of this kind."""
        import urllib.request

        if kind not in self.kept:
            address = f"{self.server.address}/{BASE}/export/{kind}?{STATE}"
            with urllib.request.urlopen(address, timeout=LONG / 1000.0) as reply:
                assert "attachment" in reply.headers["content-disposition"]
                self.kept[kind] = reply.read()
        return self.kept[kind]


def changed() -> Dossier:
    """The same state in Python."""
    dossier = detente.load(BASE)
    views = two_views(dossier)
    return detente.with_changes(
        dossier, values={views[0]: {"defence.commit_delay": "45 s"}}, moved={"redzikowo": (53.0, 18.0)}
    )


def test_json_is_the_assessment_of_the_changed_dossier(taken: Taken) -> None:
    found = json.loads(taken("json"))
    again = detente.assess(changed())
    assert found["provenance"]["dossier_digest"] == again.provenance["dossier_digest"]
    assert [row["slack_s"]["median"] for row in found["balance"]] == pytest.approx(
        [row.slack_s.median for row in again.balance]
    )


def test_geojson_has_valid_areas(taken: Taken) -> None:
    found = json.loads(taken("geojson"))
    shapes = [shape(feature["geometry"]) for feature in found["features"] if feature["geometry"]]
    assert found["type"] == "FeatureCollection"
    assert len(shapes) > 3
    assert all(one.is_valid for one in shapes)


def test_kml_holds_flights_with_heights(taken: Taken) -> None:
    root = ET.fromstring(taken("kml"))
    lines = [element for element in root.iter() if element.tag.endswith("LineString")]
    heights = [
        float(point.split(",")[2])
        for line in lines
        for element in line
        if element.tag.endswith("coordinates")
        for point in str(element.text).split()
    ]
    assert lines
    assert max(heights) > 100e3


def test_czml_is_a_document_and_its_packets(taken: Taken) -> None:
    packets = json.loads(taken("czml"))
    assert packets[0]["id"] == "document"
    assert packets[0]["version"] == "1.0"
    moving = [packet for packet in packets[1:] if "position" in packet]
    assert moving
    assert len({packet["id"] for packet in packets}) == len(packets)


def test_csv_has_one_line_an_answer(taken: Taken) -> None:
    import csv

    rows = list(csv.DictReader(io.StringIO(taken("csv").decode())))
    found = json.loads(taken("json"))
    assert len(rows) == len(found["security"]) + len(found["balance"])
    assert {row["verdict"] for row in rows} == {row["verdict"] for row in (*found["security"], *found["balance"])}


def test_netcdf_opens(taken: Taken, tmp_path: Path) -> None:
    import xarray as xr

    path = tmp_path / "results.nc"
    path.write_bytes(taken("netcdf"))
    with xr.open_datatree(path, engine="h5netcdf") as tree:
        assert "inputs" in tree.children


def test_the_report_is_one_page_that_needs_nothing(taken: Taken) -> None:
    page = taken("report").decode()
    assert page.startswith("<!doctype html>") or page.startswith("<!DOCTYPE html>")
    assert 'src="http' not in page


def test_the_dossier_is_a_folder_that_loads_and_answers_alike(taken: Taken, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(taken("dossier"))) as packed:
        packed.extractall(tmp_path)
    folder = next(path.parent for path in tmp_path.rglob("approach.toml"))
    own = detente.load(folder)
    found = json.loads(taken("json"))
    again = detente.assess(own)
    assert [row.slack_s.median for row in again.balance] == pytest.approx(
        [row["slack_s"]["median"] for row in found["balance"]]
    )


def test_the_command_and_the_python_give_the_same_numbers(taken: Taken, tmp_path: Path) -> None:
    found = json.loads(taken("json"))
    command = shlex.split(taken("command").decode().splitlines()[-1])
    assert command[:2] == ["detente", "assess"]
    program = "from detente.interfaces.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", program, *command[1:], "--json"], capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout)["provenance"]["dossier_digest"] == found["provenance"]["dossier_digest"]
    space: dict[str, object] = {}
    exec(taken("python").decode(), space)
    assert any(
        getattr(value, "provenance", {}).get("dossier_digest") == found["provenance"]["dossier_digest"]
        for value in space.values()
    )


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_the_picture_itself(server: Server, opened: Opener, kind: str, tmp_path: Path) -> None:
    page = opened(f"{server.address}/{BASE}/picture")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=kind, exact=True).click()
    path = tmp_path / f"picture.{kind.lower()}"
    waiting.value.save_as(path)
    if kind == "PNG":
        with Image.open(path) as picture:
            assert picture.width > 600
            assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 50
    else:
        root = ET.parse(path).getroot()
        assert root.tag.endswith("svg")
        assert sum(element.tag.endswith("path") for element in root.iter()) > 20
