"""What is shipped: the built page lies in wheel and sdist, and the locks name no place to download from."""

import gzip
import json
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "detente" / "interfaces" / "static"
MOST_SCRIPT, MOST_MAP = 350.0, 300.0  # [KiB] gzipped: a page that opens quickly over a slow local network


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and an sdist, built as they would be for an index."""
    folder = tmp_path_factory.mktemp("dist")
    made = subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
                          cwd=ROOT, capture_output=True, text=True, check=False)  # fmt: skip
    assert made.returncode == 0, made.stderr
    return folder


def _page(names: list[str]) -> list[str]:
    return [name.partition("interfaces/static/")[2] for name in names if "detente/interfaces/static/" in name]


def test_the_wheel_carries_the_whole_page(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        shipped = set(_page(wheel.namelist()))
    there = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()}
    assert "index.html" in shipped
    assert there <= shipped


def test_the_sdist_carries_the_page_and_its_sources_but_nothing_that_was_installed(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = sdist.getnames()
    assert "index.html" in _page(names)
    assert any(name.endswith("frontend/src/main.tsx") for name in names)
    assert not any("node_modules" in name for name in names)


def test_the_page_asks_for_every_script_it_is_shipped_with_and_no_other_host() -> None:
    text = (STATIC / "index.html").read_text(encoding="utf-8")
    asked = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert any(name.endswith(".js") for name in asked)
    for name in asked:
        assert name.startswith("/"), name
        assert (STATIC / name[1:]).is_file(), name


def test_the_page_stays_small() -> None:
    scripts, maps = 0.0, 0.0
    for path in STATIC.rglob("*"):
        if path.suffix in (".js", ".css"):
            scripts += _kib(path)
        elif path.is_file() and path.suffix in (".json", ".png", ".bin"):
            maps += _kib(path)
    assert 1.0 < scripts <= MOST_SCRIPT
    assert maps <= MOST_MAP


def _kib(path: Path) -> float:
    return len(gzip.compress(path.read_bytes(), compresslevel=9)) / 1024.0


def test_the_lock_of_the_page_has_a_hash_for_everything_and_no_address() -> None:
    locked = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in locked["packages"].items() if name}
    assert packages
    assert not any("resolved" in entry for entry in packages.values())
    assert all(entry.get("integrity", "").startswith("sha512-") for entry in packages.values())


def test_the_lock_of_python_has_a_hash_for_everything_and_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "--hash=sha256:" in text
    assert not re.search(r"https?:|^--(?!hash)|@ file", text, re.MULTILINE)
