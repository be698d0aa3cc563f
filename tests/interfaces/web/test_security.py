"""The rules around the application, each broken once."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from detente.interfaces.web.security import MOST_BODY, Bucket, Guard, is_loopback, name_of, names_of, policy_of

HOST = "127.0.0.1:8000"


async def _size(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def _greet(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


def inner() -> Starlette:
    return Starlette(routes=[Route("/", _size, methods=["GET", "POST"]), WebSocketRoute("/socket", _greet)])


def client(bound: str = "127.0.0.1", base: str = HOST, **rules: Any) -> TestClient:
    return TestClient(Guard(inner(), names_of(bound), **rules), base_url=f"http://{base}")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost", "[::1]:8000"])
def test_a_loopback_server_answers_under_its_own_names(host: str) -> None:
    assert client().get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "a b", "[::1", "x@y"]
)
def test_a_name_that_was_made_to_lead_here_is_refused(host: str) -> None:
    assert client().get("/", headers={"host": host}).status_code == 421


def test_on_the_network_numbers_are_enough_and_names_of_elsewhere_are_not() -> None:
    there = client("0.0.0.0")
    assert there.get("/", headers={"host": "192.168.1.20:8000"}).status_code == 200
    assert there.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:9999", "null", f"http://{HOST}.evil.example"]
)
def test_a_page_of_another_origin_changes_nothing(origin: str) -> None:
    assert client().post("/", headers={"origin": origin}).status_code == 403
    with (
        pytest.raises(WebSocketDisconnect),
        client().websocket_connect("/socket", headers={"origin": origin, "host": HOST}),
    ):
        pass


def test_a_request_of_another_site_without_origin_is_refused() -> None:
    assert client().post("/", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client().post("/", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_its_own_page_and_programs_are_answered() -> None:
    assert client().post("/", content=b"abc", headers={"origin": f"http://{HOST}"}).text == "3"
    assert client().post("/", content=b"abc").text == "3"
    with client().websocket_connect("/socket", headers={"host": HOST, "origin": f"http://{HOST}"}) as socket:
        assert socket.receive_text() == "hello"


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    assert client().post("/", content=b"x" * (MOST_BODY + 1)).status_code == 413
    assert client().post("/", content=b"x" * MOST_BODY).text == str(MOST_BODY)


def test_a_body_that_does_not_say_how_large_it_is_is_cut_off() -> None:
    def pieces() -> Any:
        for _ in range(20):
            yield b"x" * (MOST_BODY // 10)

    assert client().post("/", content=pieces()).status_code == 413


def test_who_has_not_been_let_in_gets_nothing() -> None:
    closed = client(admits=lambda scope: False)
    assert closed.get("/").status_code == 401
    with pytest.raises(WebSocketDisconnect), closed.websocket_connect("/socket", headers={"host": HOST}):
        pass


def test_too_many_requests_are_refused_for_a_while() -> None:
    few = client(rates={"any": (3.0, 0.0), "long": (1.0, 0.0)})
    assert [few.get("/").status_code for _ in range(4)] == [200, 200, 200, 429]


@given(st.lists(st.floats(0.0, 2.0), max_size=60), st.integers(1, 9), st.floats(0.1, 9.0))
def test_no_bucket_gives_more_than_its_size_and_its_rate(pauses: list[float], most: int, rate: float) -> None:
    bucket, now, given_ = Bucket(float(most), rate, at=0.0), 0.0, 0
    for pause in pauses:
        now += pause
        given_ += bucket.take(now)
    assert given_ <= most + rate * now + 1e-6


def test_every_answer_carries_the_headers_refusals_too() -> None:
    for answer in (client().get("/"), client().get("/", headers={"host": "evil.example"})):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


@given(st.text(max_size=40))
def test_no_host_writes_into_the_policy(host: str) -> None:
    policy = policy_of(host, ["sha256-AAAA="])
    assert policy.count(";") == 8 - ("connect-src" not in policy)
    assert "'sha256-AAAA='" in policy
    assert names_of("127.0.0.1")(name_of(host)) == (name_of(host) in ("127.0.0.1", "localhost", "::1"))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_what_is_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "10.1.2.3", "::", "example", ""])
def test_what_is_not_this_machine_alone(host: str) -> None:
    assert not is_loopback(host)


def test_what_is_no_request_passes() -> None:
    seen: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])

    asyncio.run(Guard(app, names_of("127.0.0.1"))({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]
