"""The maps as pictures: what is drawn today is what was looked at and kept, within a tolerance.

Drawn on the canvas, in a browser without WebGL, one pixel a point, maps of one size, no words, since fonts differ from
machine to machine. To renew the pictures after a change that is meant, and then to look at them:

    DETENTE_GOLDEN=renew pytest --no-cov tests/web/test_golden.py
"""

import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Page

from tests.web.conftest import Opener, Server

GOLDEN = Path(__file__).parent / "golden"
PICTURES = {
    "phase-4": "theme=light",
    "phase-1": "theme=light&phase=1",
    "flat-phase-3": "theme=light&phase=3&map=flat&flat=round",
    "dark-clock-at-rest": "theme=dark&clock=700",
}
MOST_BYTES = 150_000

# Lines are smoothed by the browser, and each of its versions does it a little differently. So both pictures are
# smoothed once more, by as much as a line is wide (3 by 3), and a pixel counts as another where a colour differs by
# more than a sixth of its range. A picture moved by half a pixel then differs in 0.01 % of its pixels, one with the
# interceptor 0.2 km/s slower in 0.8 %, another phase in 20 %: the limit lies between the first two.
SMOOTHED = 1  # [px] to each side
APART = 40  # of 255
TOLERANCE = 0.0025  # share of all pixels
BY_OTHER_MEANS = 0.03  # the same for WebGL in software, which draws coasts from a texture and smooths no line

WORDLESS = "for (const name of ['fillText', 'strokeText']) CanvasRenderingContext2D.prototype[name] = () => undefined;"
BY_WEBGL = "localStorage.setItem('detente.maps', 'webgl');"
ONE_SIZE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    .maps-stage { width: 850px }
    .map-pane { height: 340px !important; border-radius: 0 }
    .map-side figcaption { display: none }
    .map-tools, .map-pane > :not(.map-site) { visibility: hidden }
  `);
  document.adoptedStyleSheets = [sheet];
}"""
ALL_OUTLINES = "() => performance.getEntriesByType('resource').some((one) => /world-50m/.test(one.name))"
REST = 500  # [ms] the maps paint the ground finely once they have rested for less than half of this


def _drawn(page: Page) -> Image.Image:
    """The maps once nothing changes any more."""
    page.wait_for_selector("body[data-step='0.25']", timeout=60_000)
    page.wait_for_function(ALL_OUTLINES)
    page.evaluate(ONE_SIZE)
    stage, before = page.locator(".maps-stage"), b""
    for _ in range(20):
        page.wait_for_timeout(REST)
        seen = stage.screenshot()
        if seen == before:
            return Image.open(io.BytesIO(seen)).convert("RGB")
        before = seen
    raise AssertionError("the maps do not come to rest")


def _picture(server: Server, opened: Opener, query: str) -> Image.Image:
    address = f"{server.address}/deauville-2011/picture?{query}"
    return _drawn(opened(address, browser="plain", script=WORDLESS))


def _golden(name: str) -> Image.Image:
    with Image.open(GOLDEN / f"{name}.png") as kept:
        return kept.convert("RGB")


def _apart(one: Image.Image, other: Image.Image) -> float:
    """Share of the pixels that differ."""
    assert one.size == other.size
    first, second = (np.asarray(each.filter(ImageFilter.BoxBlur(SMOOTHED)), dtype=int) for each in (one, other))
    return float((np.abs(first - second).max(axis=2) > APART).mean())


def test_the_tolerance_lets_smoothing_pass_and_no_change_of_the_picture(server: Server, opened: Opener) -> None:
    golden = _golden("phase-4")
    pixels = np.asarray(golden, dtype=float)
    half_a_pixel_on = Image.fromarray(((pixels + np.roll(pixels, 1, axis=1)) / 2).astype(np.uint8))
    assert _apart(half_a_pixel_on, golden) < TOLERANCE / 5
    slower = _picture(server, opened, f"{PICTURES['phase-4']}&A.sm-3-2b.burnout_speed=4.8+km/s")
    assert _apart(slower, golden) > 2 * TOLERANCE
    assert _apart(_golden("phase-1"), golden) > 40 * TOLERANCE


@pytest.mark.parametrize("name", PICTURES)
def test_the_maps_are_drawn_as_they_were_when_last_looked_at(
    server: Server, opened: Opener, name: str, tmp_path: Path
) -> None:
    found = _picture(server, opened, PICTURES[name])
    if os.environ.get("DETENTE_GOLDEN") == "renew":
        found.save(GOLDEN / f"{name}.png", optimize=True)
    found.save(tmp_path / f"{name}.png")
    assert _apart(found, _golden(name)) < TOLERANCE, f"see {tmp_path / name}.png; renewing: {__doc__}"
    assert (GOLDEN / f"{name}.png").stat().st_size < MOST_BYTES


def test_the_graphics_card_draws_what_the_canvas_draws(server: Server, opened: Opener) -> None:
    page = opened(f"{server.address}/deauville-2011/picture?{PICTURES['phase-4']}", script=WORDLESS + BY_WEBGL)
    page.wait_for_function("() => window.__detente.renderer !== 'canvas'")
    found = _drawn(page)
    assert _apart(found, _golden("phase-4")) < BY_OTHER_MEANS
    assert _apart(found, _golden("phase-1")) > 4 * BY_OTHER_MEANS
