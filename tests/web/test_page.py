"""The page as a person uses it: opened, moved, changed, sent on, played, in Russian, without WebGL, by two at once."""

import json
import re
import struct
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from detente.messages import catalogue
from tests.web.conftest import Opener, Server, free_port

POLAND = re.compile("^Redzikowo, Poland")
SLIDER = re.compile("^SM-3 Block IIB: burnout speed")


def sentence(page: Page) -> Locator:
    """The one sentence on top."""
    return page.locator("[aria-live=polite]").first


def query(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.url).query)


def settled(page: Page) -> None:
    """Wait until the picture is that of the latest state, refined."""
    page.wait_for_selector("body[data-step='0.25']", timeout=60_000)


def site(page: Page) -> Locator:
    """The Polish site on the left map."""
    return page.get_by_role("button", name=POLAND).first


# ------------------------------------------------------------------------------------------------------- opening


def test_it_opens_on_a_computed_picture_with_the_models_own_sentence(server: Server, opened: Opener) -> None:
    page = opened(server.address)
    twin = page.request.get(f"{server.address}/deauville-2011/picture.json").json()
    expect(sentence(page)).to_have_text(twin["sentence"])
    assert re.search(r"\d", twin["sentence"])
    expect(page.get_by_role("radio", name=re.compile("^4"))).to_be_checked()
    assert page.evaluate("window.__detente.renderer") != ""
    assert opened.watched[0].complaints == []


def test_a_preset_opens_by_its_name(server: Server, opened: Opener) -> None:
    page = opened(server.address)
    page.get_by_role("button", name=re.compile("European phased adaptive approach")).click()
    page.get_by_role("button", name=re.compile("third-site-2007")).click()
    page.wait_for_url(re.compile("/third-site-2007/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("ten interceptors in Poland")


def test_another_phase_is_looked_at_from_the_site_with_most_time_in_hand(server: Server, opened: Opener) -> None:
    page = opened(server.address)
    settled(page)
    page.locator("label", has=page.get_by_role("radio", name=re.compile("^3"))).click()
    page.wait_for_url(re.compile("site=sm-3-2a@redzikowo"))
    settled(page)
    expect(sentence(page)).to_contain_text("SM-3 Block IIA, Redzikowo")
    assert page.locator(".map-site[data-place=redzikowo]").first.get_attribute("aria-pressed") == "true"
    page.go_back()
    settled(page)
    expect(sentence(page)).to_contain_text("SM-3 Block IIB, Redzikowo")


# ------------------------------------------------------------------------------------------- dragging and sliding


def test_a_site_is_dragged_with_the_mouse_and_back_undoes_it(server: Server, opened: Opener) -> None:
    page = opened(server.address)
    settled(page)
    before = sentence(page).inner_text()
    box = site(page).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 20, y - 10, steps=4)
    page.mouse.move(x - 40, y - 30, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("move.redzikowo="))
    settled(page)
    latitude, longitude = map(float, query(page)["move.redzikowo"][0].split(","))
    assert (latitude, longitude) != (54.5, 17.1)
    assert sentence(page).inner_text() != before
    page.go_back()
    expect(sentence(page)).to_have_text(before)
    assert "move.redzikowo" not in query(page)


def test_a_site_is_moved_with_the_arrow_keys(server: Server, opened: Opener) -> None:
    page = opened(server.address)
    site(page).focus()
    page.keyboard.press("ArrowUp")
    page.wait_for_url(re.compile("move.redzikowo="))
    latitude, longitude = map(float, query(page)["move.redzikowo"][0].split(","))
    assert (latitude, longitude) == (55.5, 17.1)
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url(re.compile("move.redzikowo=55.5,17.2"))


def _slid(page: Page, side: str) -> tuple[Locator, str]:
    """The first slider of a number that this side holds, and its key in the address."""
    handle = page.locator(f".handle[data-side={side}]:not([disabled])").first
    return handle, str(handle.get_attribute("aria-label"))


def test_a_slider_changes_one_side_only(server: Server, opened: Opener) -> None:
    page = opened(server.address)
    settled(page)
    handle, _ = _slid(page, "A")
    handle.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"[?&]A\."))
    assert not any(key.startswith("B.") for key in query(page))
    expect(page.get_by_text("A changed").first).to_be_visible()
    page.get_by_role("button", name="as stated").first.click()
    page.wait_for_function("() => !location.search.includes('A.')")


def test_copying_an_assumption_says_whether_the_verdict_flips(server: Server, opened: Opener) -> None:
    page = opened(server.address)
    settled(page)
    flipped = set()
    for group in page.locator(".assumption").all():
        button = group.get_by_role("button", name="B→A")
        if not button.is_enabled():
            continue
        button.click()
        outcome = group.locator(".outcome")
        expect(outcome).to_have_attribute("data-flipped", re.compile("true|false"), timeout=30_000)
        flipped.add(outcome.get_attribute("data-flipped"))
        page.go_back()
        settled(page)
        if flipped == {"true", "false"}:
            break
    assert "true" in flipped  # by itself, one assumption of the Russian view turns the answer of the American one


def _with_flip(flip: dict[str, Any] | None) -> Callable[[WebSocketRoute], None]:
    """The live connection, with another flip value in the header of every picture."""

    def changed(reply: str | bytes) -> str | bytes:
        if isinstance(reply, str):
            return reply
        version, length = struct.unpack_from("<II", reply)
        text = json.dumps({**json.loads(reply[8 : 8 + length]), "flip": flip}).encode()
        cells = reply[8 + length + -length % 8 :]
        return struct.pack("<II", version, len(text)) + text + bytes(-len(text) % 8) + cells

    def passed_on(page_side: WebSocketRoute) -> None:
        server_side = page_side.connect_to_server()
        page_side.on_message(server_side.send)
        server_side.on_message(lambda reply: page_side.send(changed(reply)))

    return passed_on


def test_the_value_at_which_a_verdict_flips_stands_on_its_scale(server: Server, opened: Opener) -> None:
    page = opened(server.address)
    found = {"side": "A", "key": "sm-3-2b.burnout_speed", "unit": "km/s"}
    for value, said in (
        (4.42, "verdict of A flips at 4.42"),
        (2.5, "beyond this scale"),
        ("organic", None),
        (None, None),
    ):
        page.unroute_all()
        page.route_web_socket("**/api/live", _with_flip(None if value is None else {**found, "value": value}))
        page.reload()
        settled(page)
        mark = page.get_by_role("img", name=re.compile("verdict of . flips"))
        expect(mark).to_have_count(0 if said is None else 1)
        if said is not None:
            expect(mark).to_have_attribute("title", re.compile(said))
            row = page.get_by_role("group", name=SLIDER)
            assert row.get_by_role("img").count() == 1
            handle = row.get_by_role("slider", name=re.compile("side A"))
            assert handle.get_attribute("aria-describedby") == mark.get_attribute("id")
            assert row.get_by_role("slider", name=re.compile("side B")).get_attribute("aria-describedby") is None


# ---------------------------------------------------------------------------------------------------- permalinks


def test_an_address_brings_back_the_whole_state(server: Server, opened: Opener) -> None:
    asked = "phase=3&A.defence.commit_delay=45+s&B.defence.policy=copy&move.redzikowo=52.1,19.3&lang=ru&borders=0"
    page = opened(f"{server.address}/deauville-2011/claims?{asked}")
    settled(page)
    found = query(page)
    assert found["A.defence.commit_delay"] == ["45 s"]
    assert found["B.defence.policy"] == ["copy"]
    assert found["move.redzikowo"] == ["52.1,19.3"]
    assert found["phase"] == ["3"]
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    first = page.url
    page.goto("about:blank")
    page.goto(first)
    page.wait_for_selector("body[data-ready]")
    assert query(page) == found


def test_an_address_brings_back_how_the_maps_are_looked_at_and_the_moment(server: Server, opened: Opener) -> None:
    page = opened(f"{server.address}/deauville-2011/picture?tilt=45&flat=straight&clock=240")
    for _ in range(2):
        expect(page.get_by_role("slider", name="Seconds after launch")).to_have_value("240")
        expect(page.get_by_text("240 s after launch")).to_be_visible()
        expect(page.get_by_role("button", name="Look from straight above")).to_be_visible()  # comes after 45 degrees
        page.get_by_role("button", name="flat map", exact=True).click()
        expect(page.get_by_role("button", name="Flat map round its middle")).to_be_visible()
        page.get_by_role("button", name="globe", exact=True).click()
        assert {key: query(page)[key] for key in ("tilt", "flat", "clock")} == {
            "tilt": ["45"], "flat": ["straight"], "clock": ["240"],
        }  # fmt: skip
        page.reload()
        page.wait_for_selector("body[data-ready]")


def test_the_clock_is_written_into_the_address_when_it_rests(server: Server, opened: Opener) -> None:
    page = opened(server.address)
    entries = page.evaluate("history.length")
    page.get_by_role("button", name="Play", exact=True).click()
    clock = page.get_by_role("slider", name="Seconds after launch")
    expect(clock).not_to_have_value("0")
    assert "clock" not in query(page)
    page.get_by_role("button", name="Pause", exact=True).click()
    page.wait_for_url(re.compile("clock="))
    assert query(page)["clock"] == [clock.input_value()]
    page.get_by_role("button", name="Look from the side", exact=False).click()
    page.wait_for_url(re.compile("tilt=45"))
    page.get_by_role("button", name="Put the clock away").click()
    page.wait_for_function("() => !location.search.includes('clock')")
    assert page.evaluate("history.length") == entries


def test_a_broken_address_is_told_in_one_message_and_the_rest_is_used(server: Server, opened: Opener) -> None:
    page = opened(f"{server.address}/deauville-2011/picture?phase=2&colour=red&move.redzikowo=far&A.x=1")
    alert = page.get_by_role("alert").first
    expect(alert).to_contain_text("colour")
    expect(alert).to_contain_text("move.redzikowo")
    expect(page.get_by_role("radio", name=re.compile("^2"))).to_be_checked()
    assert sentence(page).inner_text() != ""


def test_what_a_dossier_does_not_know_is_left_out_and_the_rest_is_drawn(server: Server, opened: Opener) -> None:
    wrong = "A.sm-9.burnout_speed=5+km/s&B.sm-9.burn_time=copy&A.sm-3-2b.burnout_speed=500+km/s&move.atlantis=1,2"
    right = "A.defence.commit_delay=45+s&move.redzikowo=52.1,19.3"
    page = opened(f"{server.address}/deauville-2011/picture?{wrong}&{right}")
    settled(page)
    alert = page.get_by_role("alert")
    expect(alert).to_have_count(1)
    told = [line.inner_text() for line in alert.get_by_role("listitem").all()]
    names = ["A.sm-9.burnout_speed", "A.sm-3-2b.burnout_speed", "B.sm-9.burn_time", "move.atlantis"]
    assert [line.split()[0] for line in told] == names
    assert "expected a speed more than 0 and below 11.186 km/s" in told[1]
    twin = page.request.get(f"{server.address}/deauville-2011/picture.json?{right}").json()
    expect(sentence(page)).to_have_text(twin["sentence"])
    expect(page.get_by_text("A changed").first).to_be_visible()
    site(page).focus()
    page.keyboard.press("ArrowUp")  # what is done next is written without them
    page.wait_for_url(re.compile("move.redzikowo=53.1,19.3"))
    assert query(page).keys() == {"A.defence.commit_delay", "move.redzikowo"}


@pytest.mark.parametrize("asked", ["phase=9", "threat=moon", "deterrent=sun", "site=sm-9@moon", "a=nobody"])
def test_what_is_looked_at_falls_back_to_what_the_dossier_opens_with(
    server: Server, opened: Opener, asked: str
) -> None:
    page = opened(f"{server.address}/deauville-2011/picture?{asked}")
    settled(page)
    key, found = asked.split("=")
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text(key)
    expect(page.get_by_role("alert")).to_contain_text(found)
    expect(page.get_by_role("alert")).to_contain_text("Shown instead:")
    twin = page.request.get(f"{server.address}/deauville-2011/picture.json").json()
    expect(sentence(page)).to_have_text(twin["sentence"])


# ---------------------------------------------------------------------------------------------------- engagement


def test_an_engagement_is_played_and_its_moments_are_on_the_line_of_time(server: Server, opened: Opener) -> None:
    page = opened(server.address)
    line = page.get_by_role("img", name=re.compile("the missile is launched: 0 s")).first
    expect(line).to_be_attached()
    clock = page.get_by_role("slider", name="Seconds after launch")
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(
        "() => Number(document.querySelector('input[aria-label=\"Seconds after launch\"]').value) > 0"
    )
    clock.focus()
    page.keyboard.press("End")
    assert float(clock.input_value()) > 600.0


# ------------------------------------------------------------------------------------------------------- Russian


def words_on(page: Page) -> set[str]:
    """Every text that is seen or spoken on the page."""
    return set(
        page.evaluate("""() => {
          const found = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) found.push(walk.currentNode.textContent.trim());
          for (const one of document.querySelectorAll('[aria-label], [title], [placeholder]'))
            for (const name of ['aria-label', 'title', 'placeholder'])
              found.push((one.getAttribute(name) ?? '').trim());
          return found.filter((text) => text !== '');
        }""")
    )


@pytest.mark.parametrize("panel", ["picture", "security", "balance", "claims", "treaties", "forces"])
def test_the_russian_page_leaves_no_message_in_english(server: Server, opened: Opener, panel: str) -> None:
    page = opened(f"{server.address}/deauville-2011/{panel}?lang=ru")
    page.wait_for_function("() => !document.querySelector('progress')", timeout=240_000)
    english = {text for text, said in catalogue("ru")[0].items() if said != text and re.search("[a-z]{3}", text)}
    words = words_on(page)
    assert sorted(words & english) == []
    assert sum(bool(re.search("[а-яё]", text, re.IGNORECASE)) for text in words) > 30
    expect(page.locator("html")).to_have_attribute("lang", "ru")


# -------------------------------------------------------------------------------------------------- without WebGL


def test_without_webgl_the_maps_are_drawn_all_the_same(server: Server, opened: Opener) -> None:
    page = opened(server.address, browser="plain")
    drawn = page.evaluate("""() => [...document.querySelectorAll('canvas')].some((canvas) => {
      const context = canvas.getContext('2d');
      if (!context) return false;
      const seen = new Set(context.getImageData(0, 0, canvas.width, canvas.height).data.filter((_, k) => k % 4 === 0));
      return seen.size > 20;
    })""")
    assert drawn
    scripts = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert not any("globeView" in name for name in scripts)  # the WebGL part is not even fetched


# ------------------------------------------------------------------------------------------------ restart, folders


def test_a_restarted_server_finds_the_page_as_it_was(tmp_path: Path, opened: Opener) -> None:
    folder = tmp_path / "dossiers"
    folder.mkdir()
    own = Server(free_port(), folder)
    own.start()
    page = opened(f"{own.address}/third-site-2007/picture?move.redzikowo=53,18")
    own.stop()
    expect(page.locator("[data-line]")).to_have_attribute("data-line", "lost", timeout=30_000)
    assert "move.redzikowo" in page.url
    own.start()
    expect(page.locator("[data-line]")).to_have_attribute("data-line", "live", timeout=60_000)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert query(page)["move.redzikowo"] == ["53,18"]
    own.stop()


def test_a_saved_state_is_a_dossier_and_its_loss_is_told(server: Server, opened: Opener) -> None:
    page = opened(f"{server.address}/third-site-2007/picture?move.redzikowo=53,18")
    page.get_by_role("button", name="Share…").click()
    page.get_by_label("Save what is on the screen as a dossier called").fill("my-talks")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved as my-talks")).to_be_visible()
    saved = server.folder / "my-talks"
    assert (saved / "approach.toml").is_file()
    page.goto(f"{server.address}/my-talks/picture")
    page.wait_for_selector("body[data-ready]")
    for path in sorted(saved.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    saved.rmdir()
    site(page).focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("alert").first).to_contain_text("my-talks")
    assert page.request.get(f"{server.address}/api/dossiers").ok


# ------------------------------------------------------------------------------------------------------ two people


def test_two_people_see_one_state_and_each_edits_their_own_side(tmp_path: Path, opened: Opener) -> None:
    folder = tmp_path / "dossiers"
    folder.mkdir()
    joint = Server(free_port(), folder, options=["--joint"])
    joint.start()
    deadline = time.monotonic() + 20.0
    while (links := dict(re.findall(r"(side [AB]): (http\S+)", joint.said()))).keys() != {"side A", "side B"}:
        assert time.monotonic() < deadline, joint.said()
        time.sleep(0.1)
    first, second = opened(links["side A"]), opened(links["side B"])
    settled(first)
    handle, _ = _slid(first, "A")
    assert first.locator(".handle[data-side=B]:not([disabled])").count() == 0
    assert second.locator(".handle[data-side=A]:not([disabled])").count() == 0
    handle.focus()
    first.keyboard.press("ArrowRight")
    first.wait_for_url(re.compile(r"[?&]A\."))
    second.wait_for_url(re.compile(r"[?&]A\."))
    expect(sentence(second)).to_have_text(sentence(first).inner_text())
    with pytest.raises(urllib.error.HTTPError, match="403"):  # a link works once
        urllib.request.urlopen(links["side A"], timeout=10.0)
    joint.stop()


# ---------------------------------------------------------------------------------------------------- accessibility

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize("panel", ["picture", "security", "balance", "crux", "treaties", "forces", "claims"])
def test_nothing_stands_in_the_way_of_assistive_technology(server: Server, opened: Opener, panel: str) -> None:
    page = opened(f"{server.address}/third-site-2007/{panel}")
    page.wait_for_function("() => !document.querySelector('progress')", timeout=240_000)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((done) => done.violations.map((one) => [one.id, one.nodes.length]))")
    assert json.dumps(found) == "[]"
