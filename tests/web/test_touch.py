"""Fingers on the maps, on a tablet and on a phone: a site is dragged, the globe turned and brought nearer."""

import math
import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.web.conftest import Opener, Server

SIZES = {"tablet": (1180, 820), "phone": (390, 844)}
SCROLLED = """() => [scrollX, scrollY, visualViewport.scale,
  ...[...document.querySelectorAll('*')].map((one) => one.scrollTop + one.scrollLeft).filter((by) => by !== 0)]"""
STEPS = 8

Point = tuple[float, float]


class Hand:
    """Fingers on the screen."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._line: CDPSession = page.context.new_cdp_session(page)

    def drag(self, *ways: tuple[Point, Point]) -> None:
        """Put down one finger for each way and draw them all along."""
        for down in range(len(ways)):
            self._tell("touchStart", [way[0] for way in ways[: down + 1]])
        for step in range(1, STEPS + 1):
            share = step / STEPS
            self._tell("touchMove", [(a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])) for a, b in ways])

    def lift(self) -> None:
        """Take all fingers off."""
        self._tell("touchEnd", [])

    def _tell(self, kind: str, points: list[Point]) -> None:
        fingers = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]
        self._line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        self._page.wait_for_timeout(20)


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, server: Server, opened: Opener) -> Page:
    """The opening picture under the fingers, at rest."""
    shown = opened(f"{server.address}/deauville-2011/picture", size=SIZES[request.param], browser="plain", touch=True)
    shown.wait_for_selector("body[data-step='0.25']", timeout=60_000)
    return shown


def middle(page: Page, selector: str) -> Point:
    """The middle of the first of these [px]."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def camera(page: Page) -> list[float]:
    """Latitude, longitude and zoom, as the address has them."""
    page.wait_for_url(re.compile("[?&]at="))
    found = re.search(r"at=([-0-9.,]+)", page.url)
    assert found is not None
    return [float(part) for part in found[1].split(",")]


SITE = ".map-site[data-place=redzikowo]"


def test_a_finger_drags_a_site_and_nothing_else(page: Page) -> None:
    before, (x, y) = page.evaluate(SCROLLED), middle(page, SITE)
    maps, hand, said = middle(page, ".maps-stage"), Hand(page), page.locator(".sentence").inner_text()
    hand.drag(((x, y), (x - 24, y + 16)))
    expect(page.locator(".sentence")).not_to_have_text(said)
    assert math.dist(middle(page, SITE), (x - 24, y + 16)) < 3  # a tenth of a degree is less than that
    assert middle(page, ".maps-stage") == pytest.approx(maps, abs=0.1)  # however many lines the sentence has now
    hand.lift()
    page.wait_for_url(re.compile("move.redzikowo="))
    assert "at=" not in page.url
    assert page.evaluate(SCROLLED) == before


def test_a_tap_picks_a_site(page: Page) -> None:
    other = page.locator(".map-site[data-place=deveselu]").first
    expect(other).to_have_attribute("aria-pressed", "false")
    other.tap()
    page.wait_for_url(re.compile("site="))
    expect(other).to_have_attribute("aria-pressed", "true")
    assert "move." not in page.url


def test_a_finger_turns_the_globe_and_the_page_stays(page: Page) -> None:
    before, (x, y) = page.evaluate(SCROLLED), middle(page, SITE)
    hand = Hand(page)
    hand.drag(((x - 26, y + 6), (x - 56, y - 14)))  # beside the site, which comes along
    hand.lift()
    camera(page)
    there = middle(page, SITE)
    assert math.dist(there, (x - 30, y - 20)) < 12  # not quite, on a globe
    assert "move." not in page.url
    assert page.evaluate(SCROLLED) == before


def test_two_fingers_bring_the_globe_nearer_and_farther(page: Page) -> None:
    before, (x, y), hand = page.evaluate(SCROLLED), middle(page, ".map-pane"), Hand(page)
    hand.drag(((x - 20, y + 30), (x - 40, y + 30)), ((x + 20, y + 30), (x + 40, y + 30)))
    hand.lift()
    near = camera(page)[2]
    hand.drag(((x - 40, y + 30), (x - 20, y + 30)), ((x + 40, y + 30), (x + 20, y + 30)))
    hand.lift()
    page.wait_for_function("(zoom) => !location.search.includes(zoom)", arg=f",{near:g}")
    assert near / camera(page)[2] == pytest.approx(2.0, rel=0.02)
    assert page.evaluate(SCROLLED) == before


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("panel", ["picture", "treaties", "claims"])
def test_nothing_is_wider_than_a_phone(server: Server, opened: Opener, panel: str, lang: str) -> None:
    address = f"{server.address}/deauville-2011/{panel}?lang={lang}"
    page = opened(address, size=SIZES["phone"], browser="plain", touch=True)
    for part in page.locator(".phone-tabs button").all():
        part.click()
        wide, seen = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
        assert wide == seen == SIZES["phone"][0]
