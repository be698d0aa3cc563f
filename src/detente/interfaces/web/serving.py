"""A server made ready: its dossiers, its doors, its socket, and the first picture."""

import contextlib
import gc
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
from detente.interfaces.web.doors import Doors
from detente.interfaces.web.library import Library
from detente.interfaces.web.models import Layer, LiveRequest, State
from detente.interfaces.web.page import Page
from detente.interfaces.web.security import Guard, is_loopback, names_of
from detente.messages import language, mark, say
from detente.reading.dossier import load

MOST_MESSAGE = 256 * 1024  # [bytes] on a socket
NOT_BUILT = mark(
    "The page of the workbench is not built in this checkout. Run `make page` (it needs nothing but make), or install "
    "detente from a wheel, which carries the page. All other commands work without it."
)
LAYERS: tuple[Layer, ...] = ("defended", "band", "paths", "sites", "sensors")


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
        names = {
            "both": say("for yourself"), "A": say("side A"), "B": say("side B"), "watch": say("to watch"),
        }  # fmt: skip
        for token, role in self.doors.links.items():
            yield say("  {who}: {address}/enter/{token}", who=names[role], address=self.address, token=token)
        yield say("The links travel in the clear: use them in a network you trust.")

    def run(self, *, open_page: bool) -> None:
        """Serve until Ctrl-C."""
        if open_page:
            own = [f"/enter/{token}" for token, role in self.doors.links.items() if role == "both"]
            opening = threading.Timer(0.5, webbrowser.open, [self.address + "".join(own)])
            opening.daemon = True
            opening.start()
        uvicorn.Server(settings_for(self.app)).run(sockets=[self.listening])


def settings_for(app: Guard) -> uvicorn.Config:
    """How the server runs: small messages, nothing packed on sockets, nothing said of what it is."""
    return uvicorn.Config(
        app, log_level="warning", access_log=False, ws_max_size=MOST_MESSAGE, ws_per_message_deflate=False,
        server_header=False, date_header=False, timeout_graceful_shutdown=2, lifespan="on", ws="websockets-sansio",
    )  # fmt: skip


def prepare(
    dossier: str, folder: Path, host: str, port: int, *, joint: bool, progress: Callable[[str, float], None]
) -> Serving:
    """Everything before the first request: dossiers read, a port held, the opening picture computed.

    Refuses: FileError for a page that is not built, a dossier or folder that cannot be read; RangeError for an address
             nobody can listen on.
    """
    page = Page(lang=language())
    if not page.files:
        raise FileError(say(NOT_BUILT))
    library, opening = _library(dossier, folder)
    desk = Desk(library)
    doors = Doors.with_links() if joint or not is_loopback(host) else Doors()
    listening = _listen(host, port)
    held = listening.getsockname()[1]
    progress("the first picture", 0.5)
    _warm(desk, opening)
    own = _own_address(host)
    address = f"http://[{own}]:{held}" if ":" in own else f"http://{own}:{held}"
    return Serving(application(desk, opening, names_of(host), doors, page), doors, listening, address)


def _library(dossier: str, folder: Path) -> tuple[Library, str]:
    """The dossiers within reach, and the id of the one to open; a folder named opens beside its neighbours."""
    if not folder.is_dir():
        raise FileError(say("{folder}: found no folder. Make it, or choose another with --folder.", folder=folder))
    library = Library(folder)
    if not any(line["id"] == dossier for line in library.lines()):
        own = load(dossier).folder.resolve()
        library, dossier = Library(own.parent), own.name
    library.load(dossier)
    return library, dossier


def _warm(desk: Desk, opening: str) -> None:
    """Compute the opening picture, coarse, fine, and as its site begins to move: the first page waits for none."""
    head = desk.head(opening)
    state = State(dossier=opening, a=head["pair"][0], b=head["pair"][1], **head["defaults"])
    last = [desk.scene(LiveRequest(state=state, step=step, layers=LAYERS)) for step in (1.0, 0.25)][-1]
    picked = next((site for site in last.sides["A"].sites if site.id == state.site), None)
    if picked is not None:
        beside = state.model_copy(update={"moved": {picked.place: (picked.at[0], picked.at[1] - 0.1)}})
        desk.scene(LiveRequest(state=beside, step=1.0, layers=LAYERS), last)
    gc.freeze()  # what stands now stays: not to be gone through in the middle of a drag


def _listen(host: str, port: int) -> sockets.socket:
    family = sockets.AF_INET6 if ":" in host else sockets.AF_INET
    listening = sockets.socket(family, sockets.SOCK_STREAM)
    listening.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)  # who comes before the first answer is ready waits, and is not turned away
    except OSError as error:
        listening.close()
        reason = error.strerror or str(error)
        raise RangeError(say(
            "cannot listen on {host}, port {port}: {reason}. Choose another with --port, or 0 for any that is free.",
            host=host, port=str(port), reason=reason,
        )) from error  # fmt: skip
    return listening


def _own_address(host: str) -> str:
    """The address others reach this machine by, where it listens on all of them."""
    if host not in ("0.0.0.0", "::"):
        return host
    with contextlib.suppress(OSError), sockets.socket(sockets.AF_INET, sockets.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))  # a documentation address: no packet is sent by connecting
        return str(asking.getsockname()[0])
    return sockets.gethostname()
