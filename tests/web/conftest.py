"""A server as a person starts it, and a browser that looks at it; nothing may be asked of another host."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
STARTING = 120.0  # [s] a first start compiles the kernels
FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb",
]  # fmt: skip
WITH_WEBGL = ["--use-gl=angle", "--use-angle=gl-egl", "--ignore-gpu-blocklist"]  # Mesa's renderer: two to three times
# as fast as Chromium's own in software
WITHOUT_WEBGL = ["--disable-3d-apis"]


@dataclass
class Server:
    """A running `detente serve`."""

    port: int
    folder: Path
    process: "subprocess.Popen[str] | None" = None
    options: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        program = "from detente.interfaces.cli import main; main()"
        command = [sys.executable, "-c", program, "serve", "--port", str(self.port), "--folder", str(self.folder)]
        log = (self.folder.parent / f"serve-{self.port}.log").open("a")
        self.process = subprocess.Popen([*command, "--no-open", *self.options], stdout=log, stderr=log, text=True)
        deadline = time.monotonic() + STARTING
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.said()
            try:
                urllib.request.urlopen(f"{self.address}/api/dossiers", timeout=5.0).close()
                return
            except urllib.error.HTTPError:
                return  # it answers, and asks who is there
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"no answer within {STARTING:.0f} s: {self.said()}")

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=30)

    def said(self) -> str:
        """What it has printed so far."""
        return (self.folder.parent / f"serve-{self.port}.log").read_text()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for most tests, on an empty folder."""
    folder = tmp_path_factory.mktemp("web") / "dossiers"
    folder.mkdir()
    running = Server(free_port(), folder)
    running.start()
    yield running
    running.stop()


def _chromium() -> str:
    """The browser; without one these tests are left out, unless the machine is said to have it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("DETENTE_BROWSER") == "required":
            pytest.fail("no chromium on this machine, although DETENTE_BROWSER=required")
        pytest.skip("no chromium on this machine: the tests in the browser are left out")
    return found


@pytest.fixture(scope="session")
def browsers() -> Iterator[dict[str, Browser]]:
    """Two browsers: with WebGL in software, and with none."""
    path = _chromium()
    with sync_playwright() as playwright:
        started = {
            name: playwright.chromium.launch(executable_path=path, args=[*FLAGS, *more])
            for name, more in (("webgl", WITH_WEBGL), ("plain", WITHOUT_WEBGL))
        }
        yield started
        for browser in started.values():
            browser.close()


class Watched:
    """What a context asked for and complained of."""

    def __init__(self, context: BrowserContext) -> None:
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        context.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))
        context.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))


@pytest.fixture
def watched() -> list[Watched]:
    """Every context of a test; filled by `opened`."""
    return []


@pytest.fixture
def opened(browsers: dict[str, Browser], watched: list[Watched]) -> Iterator["Opener"]:
    """Opens pages; afterwards, none may have asked another host for anything."""
    opener = Opener(browsers, watched)
    yield opener
    opener.close()
    for one in watched:
        assert one.hosts - {""} <= {"127.0.0.1"}, one.hosts


class Opener:
    """Opens pages in a context of their own, as large as a laptop or a phone."""

    def __init__(self, browsers: dict[str, Browser], watched: list[Watched]) -> None:
        self.browsers, self.watched = browsers, watched
        self.contexts: list[BrowserContext] = []

    def __call__(
        self,
        address: str,
        *,
        size: tuple[int, int] = (1440, 900),
        browser: str = "webgl",
        script: str = "",
        touch: bool = False,
    ) -> Page:
        """A page at an address, once its first picture is drawn; script: run before the page's own; touch: fingers."""
        context = self.browsers[browser].new_context(
            viewport={"width": size[0], "height": size[1]}, device_scale_factor=1, reduced_motion="reduce",
            accept_downloads=True, has_touch=touch, is_mobile=touch,
        )  # fmt: skip
        self.contexts.append(context)
        self.watched.append(Watched(context))
        page = context.new_page()
        page.add_init_script(script)
        page.goto(address)
        page.wait_for_selector("body[data-ready]", timeout=60_000)
        return page

    def close(self) -> None:
        """Close everything that was opened."""
        for context in self.contexts:
            context.close()
