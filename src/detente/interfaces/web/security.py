"""Who may ask, from where, how much and how often; and what the page may do: rules around the whole application."""

import http
import json
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BODY = 256 * 1024  # [bytes] a state with every key changed is a tenth of this
RATES = {"long": (10.0, 1.0), "any": (400.0, 100.0)}
"""Requests at once, and how many more each second, from one address: for long answers, and for everything."""

LONG = ("/api/jobs", "/api/save")


@dataclass
class Bucket:
    """So many requests at once, and so many more each second."""

    most: float
    each_second: float
    left: float = -1.0
    at: float = 0.0

    def take(self, now: float) -> bool:
        """Whether one more is allowed now."""
        if self.left < 0.0:
            self.left = self.most
        self.left = min(self.most, self.left + (now - self.at) * self.each_second)
        self.at = now
        if self.left < 1.0:
            return False
        self.left -= 1.0
        return True


@dataclass
class Guard:
    """The rules around an application.

    hosts: names under which it may be called, with the port ("127.0.0.1:8000"); styles: hashes of styles that scripts
    of the page put into it; admits: says of a request whether its sender has been let in.
    """

    inner: Application
    hosts: frozenset[str]
    styles: tuple[str, ...] = ()
    admits: Callable[[Scope], bool] = lambda scope: True
    rates: Mapping[str, tuple[float, float]] = field(default_factory=lambda: RATES)
    _buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with limits on what comes in and rules on what goes out."""
        if scope["type"] not in ("http", "websocket"):
            await self.inner(scope, receive, send)
            return
        status, message = self._problem(scope)
        if status is not None:
            await _refuse(scope, send, status, message)
            return
        if scope["type"] == "websocket":
            await self.inner(scope, receive, send)
            return
        await self.inner(scope, _limited(receive), self._with_headers(scope, send))

    def _problem(self, scope: Scope) -> tuple[int | None, str]:
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        if headers.get("host", "") not in self.hosts:
            return 421, "this server does not answer under that name"
        origin = headers.get("origin")
        changing = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if changing and origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            return 403, "requests from other sites are refused"
        if scope["type"] == "websocket" and origin is None and headers.get("sec-fetch-mode"):
            return 403, "a browser says where it comes from"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BODY:
            return 413, f"found a request of {length} bytes; expected at most {MOST_BODY}"
        if not self._within_rates(scope):
            return 429, "too many requests; wait a moment and try again"
        if not self.admits(scope):
            return 401, "open the link that was given to you; each link works once"
        return None, ""

    def _within_rates(self, scope: Scope) -> bool:
        client = (scope.get("client") or ("", 0))[0]
        kinds = ["any"]
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"] in LONG:
            kinds.append("long")
        if len(self._buckets) > 4096:
            self._buckets.clear()
        now = time.monotonic()
        buckets = [self._buckets.setdefault((client, kind), Bucket(*self.rates[kind], at=now)) for kind in kinds]
        return all([bucket.take(now) for bucket in buckets])

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        policy = "; ".join((
            "default-src 'self'", "script-src 'self'", "img-src 'self' blob: data:", "object-src 'none'",
            f"style-src 'self'{''.join(f' {style!r}' for style in self.styles)}", f"connect-src 'self' {self._sockets()}",
            "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
        ))  # fmt: skip
        added = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
        ]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *added]}
            await send(message)

        return sending

    def _sockets(self) -> str:
        return " ".join(f"ws://{host}" for host in sorted(self.hosts))


def _limited(receive: Receive) -> Receive:
    """What comes in, cut off where it is longer than it said or than is allowed."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > MOST_BODY:
                return {"type": "http.disconnect"}
        return message

    return receiving


async def _refuse(scope: Scope, send: Send, status: int, message: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": message})
        return
    body = json.dumps({"error": [{"where": http.HTTPStatus(status).phrase, "message": message}]}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
