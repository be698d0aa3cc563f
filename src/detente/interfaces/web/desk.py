"""Where requests become answers: states are opened as changed dossiers, panels and files are worked out from them."""

import threading
from typing import Any

from anyio import CapacityLimiter

import detente
from detente.assessment.scene import Look, Scene, scene
from detente.assessment.scene_differences import differences
from detente.assessment.scene_head import head
from detente.interfaces.web import answers
from detente.interfaces.web.address import query_of
from detente.interfaces.web.answers import QUICK, Answers, Asked
from detente.interfaces.web.exports import FILES, changes_of
from detente.interfaces.web.jobs import Job, JobBoard
from detente.interfaces.web.library import Library
from detente.interfaces.web.models import LiveRequest, Problem, State
from detente.interfaces.web.refusals import RefusedError, refused
from detente.interfaces.web.worker import Worker
from detente.messages import say
from detente.reading.dossier import Dossier

DRAWING = 32
"""Threads that wait for a picture at once, apart from those of all other requests."""

SCENES_KEPT = 48
"""Pictures remembered, so that a page that opens, goes back or is joined by another waits for none of them."""


class Desk:
    """One server's dossiers, pictures and jobs."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.jobs = JobBoard()
        self.worker = Worker(library.folder)
        self._answers = Answers(library)
        self.limiter = CapacityLimiter(DRAWING)
        self._drawing = threading.Lock()  # pictures share what has been flown, and every core
        self._heads: dict[tuple[str, str], dict[str, Any]] = {}
        self._scenes: dict[Any, Scene] = {}

    def head(self, name: str) -> dict[str, Any]:
        """What a page has to know of a dossier; worked out once for the same files."""
        dossier = self.library.load(name)
        key = (name, dossier.digest)
        if key not in self._heads:
            with self._drawing:
                self._heads[key] = {**head(dossier).as_dict(), "id": name}
        return self._heads[key]

    def dossier(self, state: State) -> Dossier:
        """The dossier a state is about, with its changes."""
        found = self.library.load(state.dossier)
        wrong = [
            Problem(where=side, message=say("found view {view}; expected one of {known}.", view=view,
                                            known=", ".join(found.views)))
            for side, view in (("a", state.a), ("b", state.b))
            if view not in found.views
        ]  # fmt: skip
        if wrong:
            raise RefusedError(wrong)
        return detente.with_changes(found, state.values, state.copied, state.moved)

    def differences(self, state: State) -> list[dict[str, Any]]:
        """Every assumption on which the two views differ, or that was changed."""
        self.dossier(state)
        with self._drawing:
            rows = differences(self.library.load(state.dossier), changes_of(state), (state.a, state.b))
        return [row.as_dict() for row in rows]

    def scene(self, request: LiveRequest, last: Scene | None = None) -> Scene:
        """The picture of a state; last: the one before it on the same page."""
        state = request.state
        look = Look((state.a, state.b), state.phase, state.threat, state.deterrent, state.site)
        dossier = self.dossier(state)
        key = (state.dossier, dossier.digest, look, request.step, request.layers)
        with self._drawing:
            if key not in self._scenes:
                self._scenes[key] = scene(dossier, look, step_deg=float(request.step), layers=request.layers, last=last)
                while len(self._scenes) > SCENES_KEPT:
                    self._scenes.pop(next(iter(self._scenes)))
            return self._scenes[key]

    def panel_job(self, state: State, panel: str, lang: str) -> tuple[Job, bool]:
        """The job behind a panel, and whether its answer is there already."""
        verb = answers.ANSWERED_BY.get(panel)
        if verb is None:
            raise refused("panel", say("found {panel}; its answer needs no job.", panel=panel), 404)
        return self._job(Asked(verb, state, lang), f"/{state.dossier}/{panel}.json?{query_of(state, lang)}")

    def file_job(self, state: State, kind: str, lang: str) -> tuple[Job, bool]:
        """The job behind a file to take away, and whether it is there already."""
        if kind not in FILES:
            known = ", ".join(FILES)
            raise refused("export", say("found {kind}; expected one of {known}.", kind=kind, known=known), 404)
        return self._job(Asked(kind, state, lang), f"/{state.dossier}/export/{kind}?{query_of(state, lang)}")

    def _job(self, asked: Asked, href: str) -> tuple[Job, bool]:
        quick = asked.what in QUICK
        answering = self._answers.made if quick else self.worker.ask
        key = asked.key(self.dossier(asked.state))
        return self.jobs.start(
            key, asked.lang, href, asked.title, lambda progress: answering(asked, progress), quick=quick
        )

    def close(self) -> None:
        """Stop what runs: the server ends."""
        self.jobs.close()
        self.worker.stop()

    def save(self, state: State, name: str) -> str:
        """A state as a dossier of its own in the chosen folder; its name there."""
        from detente.reading.saving import save_dossier

        self.dossier(state)
        folder = self.library.place(name)
        if self.library.taken(name):
            raise refused("name", say("found {name}, which is taken; choose another name.", name=repr(name)), 409)
        save_dossier(self.library.load(state.dossier), changes_of(state), folder)
        return folder.name
