"""A server made ready: its dossiers, its doors, its socket, and the first picture."""

import contextlib
import ipaddress
import socket as sockets
import threading
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from detente.errors import FileError, RangeError
from detente.interfaces.web.app import application
from detente.interfaces.web.desk import Desk
from detente.interfaces.web.joint import Doors
from detente.interfaces.web.library import Library
from detente.interfaces.web.models import LiveRequest, State
from detente.interfaces.web.security import Guard
from detente.messages import say

MOST_MESSAGE = 256 * 1024  # [bytes] on a socket
LAYERS = ("defended", "band", "paths", "sites", "sensors")


@dataclass
class Serving:
    """A server that only has to be run."""

    app: Guard
    doors: Doors
    listening: sockets.socket
    address: str

    def lines(self) -> Iterator[str]:
        """What a person has to know: where the page is, and the links of a joint session."""
        if not self.doors.locked:
            yield say("The workbench is at {address} (Ctrl-C ends it).", address=self.address)
            return
        yield say("A joint session is open (Ctrl-C ends it). Each link works once; give each side its own:")
        names = {"A": say("side A"), "B": say("side B"), "watch": say("to watch")}
        for token, role in self.doors.links.items():
            yield say("  {who}: {address}/enter/{token}", who=names[role], address=self.address, token=token)
        yield say("The links travel in the clear: use them in a network you trust.")

    def run(self, *, open_page: bool) -> None:
        """Serve until Ctrl-C."""
        config = uvicorn.Config(
            self.app, log_level="warning", access_log=False, ws_max_size=MOST_MESSAGE, ws_per_message_deflate=False,
            server_header=False, date_header=False, timeout_graceful_shutdown=2, lifespan="on", ws="websockets-sansio",
        )  # fmt: skip
        if open_page and not self.doors.locked:
            threading.Timer(0.5, webbrowser.open, [self.address]).start()
        uvicorn.Server(config).run(sockets=[self.listening])


def prepare(
    dossier: str, folder: Path, host: str, port: int, *, joint: bool, progress: Callable[[str, float], None]
) -> Serving:
    """Everything before the first request: dossiers read, a port held, the opening picture computed.

    Refuses: FileError for a dossier or folder that cannot be read; RangeError for an address nobody can listen on.
    """
    library, opening = _library(dossier, folder)
    desk = Desk(library)
    doors = Doors.with_links() if joint or not _is_loopback(host) else Doors()
    listening = _listen(host, port)
    held = listening.getsockname()[1]
    progress("the first picture", 0.5)
    _warm(desk, opening)
    names = frozenset(f"{name}:{held}" for name in _names(host))
    shown = f"[{host}]" if ":" in host else _own_address(host)
    return Serving(application(desk, opening, names, doors), doors, listening, f"http://{shown}:{held}")


def _library(dossier: str, folder: Path) -> tuple[Library, str]:
    """The dossiers within reach, and the id of the one to open; a folder named opens beside its neighbours."""
    if not folder.is_dir():
        raise FileError(say("{folder}: found no folder. Make it, or choose another with --folder.", folder=folder))
    library = Library(folder)
    own = Path(dossier)
    if not any(line["id"] == dossier for line in library.lines()) and own.is_dir():
        library, dossier = Library(own.resolve().parent), own.resolve().name
    library.load(dossier)
    return library, dossier


def _warm(desk: Desk, opening: str) -> None:
    """Compute the opening picture once, so that the first page finds the flights flown."""
    head = desk.head(opening)
    state = State(dossier=opening, a=head["pair"][0], b=head["pair"][1], **head["defaults"])
    for step in (1, 0.25):
        desk.scene(LiveRequest(seq=0, state=state, step=step, layers=LAYERS))


def _listen(host: str, port: int) -> sockets.socket:
    family = sockets.AF_INET6 if ":" in host else sockets.AF_INET
    listening = sockets.socket(family, sockets.SOCK_STREAM)
    listening.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        reason = error.strerror or str(error)
        raise RangeError(say(
            "cannot listen on {host}, port {port}: {reason}. Choose another with --port, or 0 for any that is free.",
            host=host, port=str(port), reason=reason,
        )) from error  # fmt: skip
    return listening


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _names(host: str) -> list[str]:
    """Names under which this server may be called."""
    found = ["127.0.0.1", "localhost", "[::1]"]
    if not _is_loopback(host):
        found += [_own_address(host), sockets.gethostname(), f"{sockets.gethostname()}.local"]
    return list(dict.fromkeys(found))


def _own_address(host: str) -> str:
    """The address others reach this machine by, where it listens on all of them."""
    if host not in ("0.0.0.0", "::"):
        return host
    with contextlib.suppress(OSError), sockets.socket(sockets.AF_INET, sockets.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))  # a documentation address: no packet is sent by connecting
        return str(asking.getsockname()[0])
    return sockets.gethostname()
