"""What went wrong, as one list for the reader: never the input itself, never a trace."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from detente.errors import DetenteError
from detente.interfaces.web.models import Problem
from detente.messages import say, tr


class RefusedError(DetenteError):
    """A request that cannot be answered, with everything that is wrong with it and the status to send."""

    def __init__(self, problems: Sequence[Problem], status: int = 422) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = list(problems)
        self.status = status


def refused(where: str, message: str, status: int = 422) -> RefusedError:
    """A refusal for one reason."""
    return RefusedError([Problem(where=where, message=message)], status)


def problems_of(error: ValidationError) -> list[Problem]:
    """What is wrong with a request, by the place in it."""
    return lines_of(error.errors(include_input=False, include_url=False, include_context=False))


def lines_of(errors: Iterable[Any]) -> list[Problem]:
    """The same from the list that a validation gives; nothing of what was sent is repeated."""
    return [Problem(where=".".join(map(str, each["loc"])) or "request", message=each["msg"]) for each in errors]


def told(error: Exception) -> list[Problem]:
    """A refusal of the program itself, in the language of the moment, one entry for each problem it lists."""
    if isinstance(error, RefusedError):
        return [Problem(where=each.where, message=tr(each.message)) for each in error.problems]
    if isinstance(error, ValidationError):
        return problems_of(error)
    listed = getattr(error, "problems", None)
    if listed and all(isinstance(each, tuple) and len(each) == 2 for each in listed):
        return [Problem(where=str(where), message=tr(message)) for where, message in listed]
    if listed and all(hasattr(each, "message") and hasattr(each, "file") for each in listed):
        return [Problem(where=f"{each.file} {each.key}".strip(), message=tr(each.message)) for each in listed]
    if isinstance(error, DetenteError):
        return [Problem(where="", message=tr(error.said))]
    return [
        Problem(where="", message=tr(say("the server failed at this; its window says why. The page is as it was.")))
    ]
