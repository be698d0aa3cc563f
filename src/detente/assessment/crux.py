"""What separates two views: not only where they part, but why, where each would turn, and what would settle it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from detente.assessment.asked import Asked, asked, chosen_key, counted_question
from detente.assessment.balance_questions import CountedQuestion
from detente.assessment.crux_answer import answer_of
from detente.assessment.crux_result import Crux, CruxAnswer
from detente.assessment.described import chosen_views, input_rows, names_of, sources_of, view_head
from detente.assessment.exchange import differing
from detente.assessment.questions import FlightQuestion, Question
from detente.assessment.reaching import Progress, silent
from detente.assessment.resolve import Assumptions, assumptions
from detente.errors import FileError
from detente.messages import joined, plural, say
from detente.reading.dossier import Dossier

ORDER = ("defending", None, "deterring")  # whose view comes first where nobody says


def crux(
    dossier: Dossier,
    question: str | None = None,
    views: Sequence[str] | None = None,
    *,
    progress: Progress = silent,
) -> Crux:
    """Why do two views answer differently, at which values would each turn, and what would settle it?

    Every exchange of the assumptions on which the two differ is worked out, so that shares and flip sets are exact.

    Arguments: question, the key of one question of an assessment or a balance (all on which the views differ or whose
               answer depends on the stated ranges, if not said); views, ids of two views (the two of the dossier, or
               the own views of both sides, if not said); progress, called with what is being done and the share done.
    Returns:   a Crux; without answers, and saying so, where the views agree everywhere.
    Refuses:   FileError for a view or a question that is not there, for one view only, and for a question that needs
               what a view does not state.
    Source:    docs/methods/crux.md.
    Example:   detente.crux(detente.load("third-site-2007")).answers[0].contested[0].flip_value
    """
    pair = {name: assumptions(dossier, name) for name in _two(dossier, views)}
    wanted = None if question is None else chosen_key(dossier, question)
    if wanted and (counted := counted_question(pair, wanted)) and (missing := _missing(pair, counted)):
        raise FileError(joined("\n", missing))
    notes: list[str] = []
    agree: list[str] = []
    answers: list[CruxAnswer] = []
    same: dict[str, str] = {}
    both = dict(zip(("first", "second"), pair, strict=True))
    if _identical(pair):
        notes.append(
            say("{first} and {second} compute with the same values throughout: nothing separates them.", **both)
        )
    else:
        every = list(asked(pair, wanted, progress))
        chosen = [each for each in every if wanted or each.is_open]
        agree = [each.key for each in every if each not in chosen]
        answers, same, left = _answers(pair, chosen, progress)
        notes += left
        if not answers and not notes:
            notes.append(
                say("{first} and {second} differ in what they assume, and answer every question alike.", **both)
            )
    progress("done", 1.0)
    keys = {key for answer in answers for row in answer.contested for key in row.members}
    inputs = [row for view in pair.values() for row in input_rows(view) if row.key in keys]
    return Crux(
        dossier=dossier.name,
        title=dossier.approach.title,
        views={name: view_head(dossier.views[name]) for name in pair},
        answers=tuple(answers),
        agree=tuple(agree),
        same=same,
        inputs=tuple(inputs),
        sources=sources_of(dossier, inputs),
        names=names_of(dossier),
        notes=tuple(notes),
    )


def _two(dossier: Dossier, views: Sequence[str] | None) -> list[str]:
    """The two views asked for; else the only two, the defending side's first; else the own views of both sides."""
    names = chosen_views(dossier, views)
    own = {view.side: name for name, view in dossier.views.items() if view.side}
    if not views:
        names.sort(key=lambda name: ORDER.index(dossier.views[name].side))
    if not views and len(names) > 2 and len(own) == 2:
        names = [own["defending"], own["deterring"]]
    if len(names) != 2:
        raise FileError(
            plural(
                len(names),
                "{dossier}: found {count} view ({names}); a crux lies between two. Name two of {views} "
                "(--view ID --view ID), or add a view to the dossier.",
                "{dossier}: found {count} views ({names}); a crux lies between two. Name two of {views} "
                "(--view ID --view ID), or add a view to the dossier.",
                dossier=dossier.name,
                names=", ".join(names),
                views=", ".join(dossier.views),
            )
        )
    return names


def _identical(pair: dict[str, Assumptions]) -> bool:
    first, second = pair.values()
    ranges = {name: view.ranges for name, view in pair.items()}
    return (
        not differing(first, second, [*first.statements, *second.statements])
        and len({str(r) for r in ranges.values()}) == 1
    )


def _answers(
    pair: dict[str, Assumptions], chosen: Sequence[Asked], progress: Progress
) -> tuple[list[CruxAnswer], dict[str, str], list[str]]:
    """An answer to each question that can be worked out, those that repeat an earlier one by its key, and notes."""
    answers: list[CruxAnswer] = []
    same: dict[str, str] = {}
    notes: list[str] = []
    known: dict[Any, str] = {}
    for done, each in enumerate(chosen):
        progress(say("crux of {key}", key=each.key), 0.4 + 0.6 * done / len(chosen))
        question = each.make()
        if missing := _missing(pair, question):
            notes += missing
            continue
        sign = _sign(pair, question)
        if sign is not None and sign in known:
            same[each.key] = known[sign]
            continue
        answer = answer_of(question, pair, each.verdicts)
        content = repr(replace(answer, question="", words="", notes=()))
        if content in known:
            same[each.key] = known[content]
            continue
        known |= {sign: each.key, content: each.key}
        answers.append(answer)
    return answers, same, notes


def _missing(pair: dict[str, Assumptions], question: Question) -> list[str]:
    """What a view would have to state, or the dossier declare, before a question can be asked of it."""
    if isinstance(question, CountedQuestion) and question.side.party.absent:
        first = next(iter(pair.values()))
        return [
            say(
                "{dossier}: found no {absent}, which {question} needs. Add [[forces]] to forces.toml.",
                dossier=first.dossier.name,
                absent=joined(", ", question.side.party.absent),
                question=question.key,
            )
        ]
    return [
        say(
            '{dossier}, view {name}: states no {key}, which {question} needs. Add [[values]] with of = "{key}" to '
            "views/{name}.toml.",
            dossier=view.dossier.name,
            name=name,
            key=key,
            question=question.key,
        )
        for name, view in pair.items()
        for key in question.lacking(view)
    ]


def _sign(pair: dict[str, Assumptions], question: Question) -> Any:
    """What makes a later phase repeat an earlier one: the same things stand."""
    if not isinstance(question, FlightQuestion):
        return None
    return question.key.partition("/")[0], tuple(question.sign(view) for view in pair.values())
