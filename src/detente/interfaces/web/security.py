"""Who may ask, from where, how much and how often; and what the page may do: rules around the whole application."""

import http
import ipaddress
import json
import re
import socket
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from detente.messages import mark

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BODY = 256 * 1024  # [bytes] a state with every key changed is a tenth of this
RATES = {"long": (60.0, 5.0), "any": (800.0, 200.0)}
"""Requests at once, and how many more each second, from one address: for long answers, and for everything."""

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
HOST = re.compile(r"[A-Za-z0-9._-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")

OTHER_NAME = mark("this server does not answer under that name; open it under the address that it printed.")
OTHER_SITE = mark("requests from pages of other sites are refused.")
TOO_LARGE = mark("found a request of more than 256 KiB; expected less.")
TOO_OFTEN = mark("too many requests; wait a moment and try again.")
NOT_LET_IN = mark("open the link that was given to you; each link works once.")

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

    knows: whether it may be called by this host name; styles: hashes of styles that scripts of the page put into it;
    admits: says of a request whether its sender has been let in.
    """

    inner: Application
    knows: Callable[[str], bool]
    styles: Callable[[], Sequence[str]] = tuple
    admits: Callable[[Scope], bool] = lambda scope: True
    rates: Mapping[str, tuple[float, float]] = field(default_factory=lambda: RATES)
    _buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with limits on what comes in and rules on what goes out."""
        if scope["type"] not in ("http", "websocket"):
            await self.inner(scope, receive, send)
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        adorned = self._with_headers(headers.get("host", ""), send)
        status, message = self._problem(scope, headers)
        if status is not None:
            await _refuse(scope, receive, adorned, status, message)
        elif scope["type"] == "websocket":
            await self.inner(scope, receive, send)
        else:
            await self.inner(scope, _limited(receive), adorned)

    def _problem(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int | None, str]:
        host = headers.get("host", "")
        if not self.knows(name_of(host)):
            return 421, OTHER_NAME
        origin = headers.get("origin")
        changing = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if changing and origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return 403, OTHER_SITE
        if changing and origin is None and headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return 403, OTHER_SITE
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BODY:
            return 413, TOO_LARGE
        if not self._within_rates(scope):
            return 429, TOO_OFTEN
        if not self.admits(scope):
            return 401, NOT_LET_IN
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
        return min([bucket.take(now) for bucket in buckets])  # each of them, not the first that refuses

    def _with_headers(self, host: str, send: Send) -> Send:
        added = [*HEADERS, (b"content-security-policy", policy_of(host, self.styles()).encode("latin-1"))]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *added]}
            await send(message)

        return sending


def policy_of(host: str, styles: Sequence[str]) -> str:
    """What a page of this host may load: nothing from elsewhere, no script or style written within the page.

    styles: hashes of the styles that the charts of the page make. The socket is named, since not every browser takes
    'self' for it.
    """
    allowed = "".join(f" '{style}'" for style in styles)
    rules = ["default-src 'self'", "script-src 'self'", f"style-src 'self'{allowed}", "img-src 'self' blob: data:"]
    if HOST.fullmatch(host):
        rules.append(f"connect-src 'self' ws://{host} wss://{host}")
    rules += ["object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]
    return "; ".join(rules)


def name_of(host: str) -> str:
    """The name or number in a Host header, without its port; nothing for what is no host."""
    if not HOST.fullmatch(host):
        return ""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def names_of(bound: str) -> Callable[[str], bool]:
    """Under which host names a server may be called that listens at this address.

    One that listens on this machine only answers to its own names: a name of elsewhere that was made to lead here is
    refused. One that listens on the network answers to numbers and to the names of this machine; names of elsewhere
    are refused there too.
    """
    own = {"127.0.0.1", "localhost", "::1", bound.lower()}
    if is_loopback(bound):
        return own.__contains__
    here = socket.gethostname().lower()
    own |= {here, f"{here}.local"}
    return lambda name: name in own or _is_number(name)


def is_loopback(host: str) -> bool:
    """Whether an address is this machine itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _limited(receive: Receive) -> Receive:
    """What comes in, cut off where it is longer than is allowed, whatever it said before."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > MOST_BODY:
                raise HTTPException(413, TOO_LARGE)
        return message

    return receiving


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, message: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": message})
        return
    body = json.dumps({"error": [{"where": http.HTTPStatus(status).phrase, "message": message}]}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
