"""The page in a headless browser: first picture, frames while a site is dragged, and how soon it is refined.

    python -m benchmarks.page [DOSSIER]

Needs the built page, Playwright for Python and Debian's Chromium; starts a server of its own. WebGL is software
throughout, as on a machine without a graphics card: by SwiftShader or by Mesa's llvmpipe, and twice not there at all.
"""

import itertools
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.commands import DETENTE
from benchmarks.timing import Line, show

PLAIN = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb",
)  # fmt: skip
RENDERERS = {
    "llvmpipe": ("--use-gl=angle", "--use-angle=gl-egl", "--ignore-gpu-blocklist"),
    "SwiftShader": ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
    "no WebGL": ("--disable-3d-apis",),
    "no GPU process": ("--disable-gpu",),
}
SIZE = {"width": 1440, "height": 900}
MOVES, PAUSE_MS = 60, 50
DRAG = """async ([moves, pause, way]) => {
  const site = document.querySelector('.side-A .map-site.picked') ?? document.querySelector('.side-A .map-site');
  const box = site.getBoundingClientRect();
  const held = {pointerId: 1, button: 0, buttons: 1, bubbles: true};
  const [right, down] = [2 * Math.cos(way), 2 * Math.sin(way)];
  const at = (k) => ({...held, clientX: box.x + 11 + k * right, clientY: box.y + 11 + k * down});
  site.setPointerCapture = () => {};
  const begin = performance.now(), before = window.__detente.frames, seen = new Set();
  site.dispatchEvent(new PointerEvent('pointerdown', at(0)));
  for (let k = 1; k <= moves; k++) {
    site.dispatchEvent(new PointerEvent('pointermove', at(k % 30)));
    await new Promise((done) => setTimeout(done, pause));
    if (window.__detente.step === 1) seen.add(window.__detente.seq);
  }
  const dragged = performance.now() - begin, frames = window.__detente.frames - before;
  site.dispatchEvent(new PointerEvent('pointermove', at(31)));  // where it has not been before
  site.dispatchEvent(new PointerEvent('pointerup', at(31)));
  const let_go = performance.now();
  while (window.__detente.step !== 0.25 && performance.now() - let_go < 20000)
    await new Promise((done) => setTimeout(done, 10));
  return [frames / dragged * 1000, seen.size / dragged * 1000, performance.now() - let_go];
}"""


@dataclass(frozen=True)
class Seen:
    """What one browser showed: seconds to the first picture, frames and new answers a second, seconds to refine."""

    drawn_by: str
    first_s: float
    frames_a_second: float
    answers_a_second: float
    refined_s: float


@contextmanager
def server(dossier: str) -> Iterator[str]:
    """A warm server; gives the address of the page."""
    command = [str(DETENTE), "serve", dossier, "--no-open", "--port", "8199"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        try:
            assert running.stdout is not None
            for line in running.stdout:
                if found := re.search(r"http://[\w.:]+", line):
                    break
            else:
                sys.exit("the server did not start")
            yield f"{found[0]}/{dossier}/picture"
        finally:
            running.terminate()


def measure(address: str, flags: tuple[str, ...], *, webgl: bool, way: float) -> Seen:
    """Open the page, drag the picked site back and forth, let go.

    way [rad]: where to on the screen; another one every time, for the server remembers the pictures of the last.
    """
    from playwright.sync_api import sync_playwright  # only here, so that other benchmarks run without it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*PLAIN, *flags])
        page = browser.new_page(viewport=SIZE)
        if webgl:
            page.add_init_script("localStorage.setItem('detente.maps', 'webgl')")
        begin = time.perf_counter()
        page.goto(address)
        page.wait_for_selector("body[data-ready]", timeout=120_000)
        first = time.perf_counter() - begin
        for _ in range(240):  # polled: the page's policy lets no test evaluate within it while it waits
            if page.evaluate("window.__detente.step") == 0.25:
                break
            page.wait_for_timeout(500)
        page.wait_for_timeout(2_000)
        frames, answers, refined = page.evaluate(DRAG, [MOVES, PAUSE_MS, way])
        drawn_by = str(page.evaluate("window.__detente.renderer"))
        browser.close()
    return Seen(drawn_by, first, frames, answers, refined / 1000.0)


def lines(dossier: str) -> list[Line]:
    """Every way of drawing, one after the other, on one warm server."""
    found: list[Line] = []
    with server(dossier) as address:
        ways = itertools.count(0.2, 0.37)
        measure(address, RENDERERS["no WebGL"], webgl=False, way=next(ways))  # warms the server's own numbers
        for name, flags in RENDERERS.items():
            for webgl in (False, True) if name in ("llvmpipe", "SwiftShader") else (False,):
                seen = measure(address, flags, webgl=webgl, way=next(ways))
                how = f"{name}, {'WebGL' if webgl else 'canvas'}"
                found += [
                    (f"{how}: first picture", f"{seen.first_s:.1f} s", "less than 2 s"),
                    (f"{how}: frames while dragging", f"{seen.frames_a_second:.0f}/s", "at least 10/s"),
                    (f"{how}: answers while dragging", f"{seen.answers_a_second:.0f}/s", "both sides, 1 degree"),
                    (f"{how}: refined to 0.25 degree", f"{seen.refined_s:.2f} s", "less than 1 s after letting go"),
                ]
    return found


if __name__ == "__main__":
    show(lines(sys.argv[1] if len(sys.argv) > 1 else "deauville-2011"))
