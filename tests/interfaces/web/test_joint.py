"""Two people, two roles, one state; and links that work once."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from detente.interfaces.web.doors import COOKIE, Doors, Role
from tests.interfaces.web.conftest import HOST, application_in

HEADERS = {"host": "127.0.0.1:8000", "origin": HOST}


@pytest.fixture(scope="module")
def doors() -> Doors:
    return Doors.with_links()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, doors: Doors) -> Any:
    return application_in(tmp_path_factory.mktemp("joint"), doors)[1]


@pytest.fixture(scope="module")
def people(app: Any, doors: Doors) -> Iterator[dict[Role, TestClient]]:
    """A browser for each role, let in by its link."""
    tokens = {role: token for token, role in doors.links.items()}
    with TestClient(app, base_url=HOST) as first:
        found: dict[Role, TestClient] = {}
        for role, token in tokens.items():
            browser = TestClient(app, base_url=HOST)
            browser.portal = first.portal  # one loop, as one server has
            assert browser.get(f"/enter/{token}").status_code == 200
            found[role] = browser
        yield found


def joined(browser: TestClient) -> Any:
    cookie = {"cookie": f"{COOKIE}={browser.cookies[COOKIE]}"}
    return browser.websocket_connect("/api/joint", headers=HEADERS | cookie)


def heard(socket: Any, kind: str) -> dict[str, Any]:
    """The next message of this kind."""
    while (told := socket.receive_json())["type"] != kind:
        pass
    found: dict[str, Any] = told
    return found


def test_without_a_link_nothing_is_shown(app: Any) -> None:
    stranger = TestClient(app, base_url=HOST)
    for address in ("/", "/api/dossiers", "/third-site-2007/crux.json", "/api/openapi.json"):
        assert stranger.get(address).status_code == 401
    for address in ("/api/live", "/api/joint"):
        with pytest.raises(WebSocketDisconnect), stranger.websocket_connect(address, headers=HEADERS):
            pass
    assert stranger.get("/enter/guessed").status_code == 403


def test_a_link_works_once(people: dict[Role, TestClient], app: Any) -> None:
    doors = Doors.with_links()
    token = next(iter(doors.links))
    assert doors.enter(token) is not None
    assert doors.enter(token) is None
    assert all(browser.get("/api/dossiers").json()["joint"] for browser in people.values())


def test_the_cookie_is_for_the_server_alone(tmp_path: Any) -> None:
    doors = Doors.with_links()
    browser = TestClient(application_in(tmp_path, doors)[1], base_url=HOST)
    token = next(iter(doors.links))
    reply = browser.get(f"/enter/{token}")
    said = reply.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert token not in said
    assert browser.get(f"/enter/{token}").status_code == 200  # who is in already may follow it again
    browser.cookies.clear()
    assert browser.get(f"/enter/{token}").status_code == 403


def test_both_see_the_same_and_each_changes_its_own(people: dict[Role, TestClient], state: dict[str, Any]) -> None:
    a, b = state["a"], state["b"]
    with joined(people["A"]) as left, joined(people["B"]) as right:
        hello = heard(left, "hello")
        assert (hello["role"], hello["state"]) == ("A", None)
        left.send_json({"type": "set", "version": 0, "patch": state})
        first = heard(right, "state")
        assert first["state"] == {**state, "moved": {}}
        assert first["by"] == "A"
        mine = {a: {"defence.commit_delay": "45 s"}}
        left.send_json({"type": "set", "version": first["version"], "patch": {"values": mine}})
        assert heard(right, "state")["state"]["values"] == mine
        # B acts on what it saw before: its whole table lacks A's change, which stays all the same.
        theirs = {b: {"defence.commit_delay": "90 s"}}
        right.send_json({"type": "set", "version": first["version"], "patch": {"values": theirs}})
        assert heard(right, "state")["state"]["values"] == mine | theirs
        right.send_json(
            {"type": "set", "version": first["version"], "patch": {"values": {a: {"defence.commit_delay": "1 s"}}}}
        )
        refused = heard(right, "refused")
        assert refused["state"]["values"] == mine | theirs
        assert "may not change" in refused["message"]


def test_what_the_dossier_refuses_is_refused_to_who_sent_it(
    people: dict[Role, TestClient], state: dict[str, Any]
) -> None:
    with joined(people["both"]) as host, joined(people["watch"]) as watcher:
        version = heard(host, "hello")["version"]
        host.send_json({"type": "set", "version": version, "patch": state | {"values": {}}})
        version = heard(host, "state")["version"]
        host.send_json(
            {"type": "set", "version": version, "patch": {"values": {state["a"]: {"defence.commit_delay": "5 km"}}}}
        )
        assert "commit_delay" in heard(host, "refused")["message"]
        for nonsense in ("{", '{"type": "set"}', '{"type": "set", "version": 1, "patch": {"colour": "red"}}', "[]"):
            host.send_text(nonsense)
            assert heard(host, "refused")["message"]
        watcher.send_json({"type": "set", "version": version, "patch": {"phase": 2}})
        assert "may not change" in heard(watcher, "refused")["message"]
    assert people["watch"].post("/api/save", json={"state": state, "name": "seen"}).status_code == 403


def test_who_comes_later_finds_the_state_on_the_table(people: dict[Role, TestClient], state: dict[str, Any]) -> None:
    with joined(people["both"]) as host:
        hello = heard(host, "hello")
        host.send_json({"type": "set", "version": hello["version"], "patch": state})
        version = heard(host, "state")["version"]
        with joined(people["B"]) as late:
            found = heard(late, "hello")
            assert (found["role"], found["version"], found["people"]) == ("B", version, 2)
            assert found["state"]["dossier"] == state["dossier"]
        assert heard(host, "people")["people"] == 2
        assert heard(host, "people")["people"] == 1
