"""Which public function answers a panel or a file, and the bytes it becomes: the same as the command's."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import detente
from detente.assessment.result import Assessment
from detente.interfaces.web.exports import FILES, QUICK_FILES, Export
from detente.interfaces.web.library import Library
from detente.interfaces.web.models import State
from detente.messages import Said, mark, speaking, tr
from detente.reading.dossier import Dossier

Progress = Callable[[str, float], None]

ANSWERED_BY = {
    "security": "assess",
    "claims": "assess",
    "balance": "balance",
    "crux": "crux",
    "treaties": "treaty",
    "forces": "forces",
    "search": "search",
}
"""The verb behind each panel; two panels may show parts of one answer."""

TITLES = {
    "assess": mark("Security"),
    "balance": mark("Balance"),
    "crux": mark("Crux"),
    "treaty": mark("Treaties"),
    "forces": mark("Forces"),
    "search": mark("Search"),
    "report": "report.html",
    "geojson": "GeoJSON",
    "kml": "KML",
    "czml": "CZML",
    "csv": "CSV",
    "json": "JSON",
    "netcdf": "NetCDF",
}
"""What the page calls what takes a while."""

QUICK = frozenset({"treaty", "forces", *QUICK_FILES})
"""Answers that are read rather than computed: they do not wait for long ones."""

KEPT = 2
"""Assessments remembered: one stands behind two panels and most files."""


@dataclass(frozen=True)
class Asked:
    """One question: `what`, a verb of ANSWERED_BY or a kind of FILES, about a state, in a language."""

    what: str
    state: State
    lang: str = "en"

    @property
    def title(self) -> str:
        """What it asks for, in the words of the page."""
        return TITLES.get(self.what, self.what)

    def key(self, dossier: Dossier) -> tuple[Any, ...]:
        """What the answer depends on: two questions with the same key have the same answer.

        dossier: as the state changes it.
        """
        state = self.state
        if self.what == "forces":
            return self.what, self.lang, dossier.approach.as_of.isoformat()
        if self.what in FILES:
            return self.what, self.lang, dossier.name, dossier.digest, state.model_dump_json()
        return self.what, self.lang, dossier.name, dossier.digest, *((state.a, state.b) if self.what == "crux" else ())


@dataclass(frozen=True)
class Made:
    """An answer as it travels: its bytes, of which kind, and the name a browser keeps it under (None: it shows it)."""

    content: bytes
    kind: str = "application/json"
    name: str | None = None


class Answers:
    """Works out answers about the dossiers of a library. Blocks; refuses as the function that answers."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._assessed: dict[str, Assessment] = {}

    def made(self, asked: Asked, progress: Progress) -> Made:
        """The answer; progress may raise to stop it."""
        with speaking(asked.lang):
            original = self._library.load(asked.state.dossier)
            state = asked.state
            dossier = detente.with_changes(original, state.values, state.copied, state.moved)
            if asked.what in FILES:
                wanted = Export(original, dossier, state, progress, lambda tell: self._assessment(dossier, tell))
                file = FILES[asked.what](wanted)
                return Made(file.content, file.kind, file.name)
            return Made(as_json(in_language(self._worked_out(asked, dossier, progress))))

    def _worked_out(self, asked: Asked, dossier: Dossier, progress: Progress) -> dict[str, Any]:
        found: Any
        if asked.what == "assess":
            found = self._assessment(dossier, progress)
        elif asked.what == "balance":
            found = detente.balance(dossier, progress=progress)
        elif asked.what == "crux":
            found = detente.crux(dossier, views=(asked.state.a, asked.state.b), progress=progress)
        elif asked.what == "treaty":
            found = detente.treaty_check(dossier)
        elif asked.what == "search":
            found = detente.search(dossier, progress=progress)
        else:
            today = detente.forces(on=dossier.approach.as_of.isoformat())
            return {**today.as_dict(), "history": detente.forces_history().as_dict()}
        answer: dict[str, Any] = found.as_dict()
        return answer

    def _assessment(self, dossier: Dossier, progress: Progress) -> Assessment:
        if dossier.digest not in self._assessed:
            self._assessed[dossier.digest] = detente.assess(dossier, progress=progress)
            while len(self._assessed) > KEPT:
                del self._assessed[next(iter(self._assessed))]
        return self._assessed[dossier.digest]


def in_language(value: Any) -> Any:
    """The same with composed sentences in the language of the moment; ids, keys and fixed words stay as they are."""
    if isinstance(value, Said):
        return tr(value)
    if isinstance(value, dict):
        return {key: in_language(item) for key, item in value.items()}
    if isinstance(value, list | tuple) and not (value and type(value[0]) is float):  # no words among numbers
        return [in_language(item) for item in value]
    return value


def as_json(answer: Any) -> bytes:
    """JSON with the same bytes for the same answer."""
    return json.dumps(answer, ensure_ascii=False, allow_nan=False, default=vars).encode()
