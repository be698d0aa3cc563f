"""Where requests become answers: states are opened as changed dossiers, panels and files are worked out from them."""

from collections.abc import Mapping
from typing import Any

import detente
from detente.assessment.scene import differences, scene
from detente.assessment.scene_head import head
from detente.interfaces.web import answers
from detente.interfaces.web.address import query_of
from detente.interfaces.web.exports import FILES, File, changes_of
from detente.interfaces.web.jobs import Job, JobBoard
from detente.interfaces.web.library import Library
from detente.interfaces.web.models import LiveRequest, Problem, State
from detente.interfaces.web.refusals import RefusedError, refused
from detente.interfaces.web.turns import Turns
from detente.messages import say
from detente.reading.dossier import Dossier


class Desk:
    """One server's dossiers, turns and jobs."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.turns = Turns()
        self.jobs = JobBoard(self.turns)
        self._heads: dict[tuple[str, str], dict[str, Any]] = {}

    def head(self, name: str) -> dict[str, Any]:
        """What a page has to know of a dossier; worked out once for the same files."""
        dossier = self.library.load(name)
        key = (name, dossier.digest)
        if key not in self._heads:
            with self.turns.live():
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
        rows = differences(self.dossier(state), (state.a, state.b))
        return [row.as_dict() for row in rows]

    def scene(self, request: LiveRequest) -> Any:
        """The picture of a state."""
        state = request.state
        dossier = self.dossier(state)
        self._known(dossier, state)
        with self.turns.live():
            return scene(
                dossier, (state.a, state.b), state.phase, state.threat, state.deterrent, state.site,
                step_deg=float(request.step), layers=request.layers,
            )  # fmt: skip

    def job(self, state: State, panel: str, lang: str) -> tuple[Job, bool]:
        """The job behind a panel."""
        verb = answers.ANSWERED_BY.get(panel)
        if verb is None:
            raise refused("panel", say("found {panel}; its answer needs no job.", panel=panel), 404)
        dossier = self.dossier(state)
        pair = (state.a, state.b)
        return self.jobs.start(
            answers.key_of(dossier, verb, state), lang, f"/{state.dossier}/{panel}.json?{query_of(state, lang)}",
            lambda progress: answers.worked_out(dossier, verb, pair, progress),
        )  # fmt: skip

    def panel(self, state: State, panel: str, lang: str) -> dict[str, Any]:
        """The answer of a panel, waited for."""
        job, _ = self.job(state, panel, lang)
        try:
            return answers.as_dict(finished(job))
        finally:
            self.jobs.leave(job)

    def file_job(self, state: State, kind: str, lang: str) -> tuple[Job, bool]:
        """The job behind a file to take away."""
        make = FILES.get(kind)
        if make is None:
            known = ", ".join(FILES)
            raise refused("export", say("found {kind}; expected one of {known}.", kind=kind, known=known), 404)
        dossier, library = self.dossier(state), self.library
        key = ("file", kind, lang, state.model_dump_json(), dossier.digest)
        href = f"/{state.dossier}/export/{kind}?{query_of(state, lang)}"
        original = library.load(state.dossier)
        return self.jobs.start(key, lang, href, lambda progress: make(original, dossier, state, progress))

    def file(self, state: State, kind: str, lang: str) -> File:
        """A file to take away, waited for."""
        job, _ = self.file_job(state, kind, lang)
        try:
            found: File = finished(job)
            return found
        finally:
            self.jobs.leave(job)

    def save(self, state: State, name: str) -> str:
        """A state as a dossier of its own in the chosen folder; its name there."""
        from detente.reading.saving import save_dossier

        self.dossier(state)
        folder = self.library.place(name)
        save_dossier(self.library.load(state.dossier), changes_of(state), folder)
        return folder.name

    def _known(self, dossier: Dossier, state: State) -> None:
        """Refuse a state that looks at something the dossier does not have."""
        approach = dossier.approach
        known: Mapping[str, tuple[Any, list[Any]]] = {
            "phase": (state.phase, [row.id for row in approach.phases]),
            "threat": (state.threat, [row.id for row in approach.threats]),
            "deterrent": (state.deterrent, [row.id for row in approach.deterrents]),
        }
        wrong = [
            Problem(where=where, message=say("found {found}; expected one of {known}.", found=str(found),
                                             known=", ".join(map(str, ids))))
            for where, (found, ids) in known.items()
            if found is not None and found not in ids
        ]  # fmt: skip
        if wrong:
            raise RefusedError(wrong)


def finished(job: Job) -> Any:
    """The answer of a job, once it is there. Refuses: RefusedError with what went wrong."""
    job.ended.wait()
    if job.status == "cancelled":
        raise refused("", say("cancelled; ask again."), 409)
    if job.status == "failed":
        raise RefusedError(job.error)
    return job.answer
