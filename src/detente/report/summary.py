"""The answer in plain sentences, built from the rows: what each view sees, where the views part, what parts them."""

from dataclasses import dataclass

from detente.assessment.balance_result import Sufficiency
from detente.assessment.result import DEPENDS, Assessment, BalanceRow, SecurityRow
from detente.messages import mark, plural, tr
from detente.report import strategic, words
from detente.units import spoken

OF_CAPITALS = mark("{share} of the threatened capitals")
OF_PEOPLE = mark("{share} of the people in threatened towns")
OF_AREA = mark("{share} of the threatened area")
CAPITALS_OPEN = mark("whether the capitals are covered depends on the stated ranges")
TOWNS_OPEN = mark("whether the listed towns are covered depends on the stated ranges")


@dataclass(frozen=True)
class Told:
    """What one view sees, in sentences."""

    view: str
    title: str
    security: tuple[str, ...]
    balance: tuple[str, ...]
    strategic: tuple[str, ...]


def told(assessment: Assessment) -> tuple[Told, ...]:
    """The answer of every view."""
    return tuple(
        Told(
            view=view,
            title=words.view_title(assessment, view),
            security=tuple(_security(assessment, view)),
            balance=tuple(_balance(assessment, view)),
            strategic=tuple(_strategic(assessment, view)),
        )
        for view in assessment.views
    )


def parting(assessment: Assessment) -> tuple[str, ...]:
    """On how many questions the views part, and which single assumptions part them most often."""
    answers: dict[str, set[str]] = {}
    for row in assessment.answers:
        answers.setdefault(row.key, set()).add(row.verdict)
    if len(assessment.views) < 2 or not answers:
        return ()
    apart = sum(len(said) > 1 for said in answers.values())
    lines = [
        tr("The views give different answers to {apart} of {all} questions.", apart=apart, all=len(answers))
        if apart
        else tr("The views give the same answer to all {all} questions.", all=len(answers))
    ]
    for key, turned in _decisive(assessment)[:5]:
        claimed = _claimed(assessment, key).items()
        said = [
            tr("{view} says {value}", view=words.view_title(assessment, view), value=spoken(value))
            for view, value in claimed
        ]
        line = plural(
            len(turned),
            "Exchanging one value alone, the {assumption}, turns the answer to {spelled} question: {said}.",
            "Exchanging one value alone, the {assumption}, turns the answer to {spelled} questions: {said}.",
            assumption=words.assumption(assessment, key),
            spelled=words.spelled(len(turned)),
            said="; ".join(said),
        )
        lines.append(tr(line))
    return tuple(lines)


def _security(assessment: Assessment, view: str) -> list[str]:
    """One sentence for each threat: the shares defended in the first and the last phase in which it counts."""
    rows: dict[str, list[SecurityRow]] = {}
    for row in assessment.security:
        if row.view == view:
            rows.setdefault(row.threat, []).append(row)
    return [_threat_sentence(assessment, sorted(several, key=lambda row: row.phase)) for several in rows.values()]


def _threat_sentence(assessment: Assessment, rows: list[SecurityRow]) -> str:
    first, last = rows[0], rows[-1]
    threat = words.name(assessment, first.threat)
    if all(row.threatened_area_share == 0.0 for row in rows):
        return tr("Against the {threat}: nothing of the protected area is within its reach.", threat=threat)
    parts = [
        tr(of, share=_change(before, after))
        for of, before, after in (
            (OF_CAPITALS, first.capitals_share, last.capitals_share),
            (OF_PEOPLE, first.population_share, last.population_share),
            (OF_AREA, first.area_share, last.area_share),
        )
        if before is not None and after is not None
    ]
    when = tr("in phase {phase} ({year})", phase=first.phase, year=first.year)
    if len(rows) > 1:
        when = tr(
            "from phase {first} ({first_year}) to phase {last} ({last_year})",
            first=first.phase, first_year=first.year, last=last.phase, last_year=last.year,
        )  # fmt: skip
    said = plural(
        len(parts),
        "Against the {threat}, {when}: {parts} is defended",
        "Against the {threat}, {when}: {parts} are defended",
        threat=threat,
        when=when,
        parts=words.listed(parts),
    )
    return "; ".join([tr(said), *_conditions(rows)]) + "."


def _conditions(rows: list[SecurityRow]) -> list[str]:
    """What stands behind the shares: that no capital counts, and in which phases the answer is open."""
    no_capital = all(row.threatened_capitals == 0 for row in rows)
    said = [tr("no capital is within its reach")] if no_capital else []
    open_phases = [str(row.phase) for row in rows if DEPENDS in row.verdict]
    if len(open_phases) == len(rows):
        everywhere = TOWNS_OPEN if no_capital else CAPITALS_OPEN
        said.append(tr(everywhere))
    elif open_phases:
        phases, count = words.listed(open_phases), len(open_phases)
        where = (
            plural(
                count,
                "whether the listed towns are covered depends on the stated ranges in phase {phases}",
                "whether the listed towns are covered depends on the stated ranges in phases {phases}",
                phases=phases,
            )
            if no_capital
            else plural(
                count,
                "whether the capitals are covered depends on the stated ranges in phase {phases}",
                "whether the capitals are covered depends on the stated ranges in phases {phases}",
                phases=phases,
            )
        )
        said.append(tr(where))
    return said


def _change(before: float, after: float) -> str:
    if words.percent(before) == words.percent(after):
        return words.percent(after)
    return tr("{before} to {after}", before=words.percent(before, with_sign=False), after=words.percent(after))


def _balance(assessment: Assessment, view: str) -> list[str]:
    """One sentence for each run of phases with the same counts, then the site and force with most slack."""
    phases = [(phase, best_verdicts(assessment, phase, view)) for phase in assessment.phases]
    runs: list[tuple[list[int], dict[str, str]]] = []
    for phase, best in phases:
        if best and runs and runs[-1][1] == best:
            runs[-1][0].append(phase)
        elif best:
            runs.append(([phase], best))
    sentences = [_run_sentence(numbers, best) for numbers, best in runs]
    most = _most_slack(assessment, view)
    if most is not None and most.slack_s.median is not None:
        site = words.site(assessment, most.interceptor, most.site)
        sentences.append(
            tr(
                "Most slack at the central values: {slack}, {site} against {force} in phase {phase}.",
                slack=words.seconds(most.slack_s.median),
                site=site,
                force=words.name(assessment, most.deterrent),
                phase=most.phase,
            )
        )
    return sentences


def _strategic(assessment: Assessment, view: str) -> list[str]:
    """In the last phase: what arrives of each side's warheads and whether it is enough; then the window."""
    found = assessment.strategic
    last = max((row.phase for row in found.sufficiency), default=0)
    lines = [_enough(row) for row in found.sufficiency if (row.view, row.phase) == (view, last)]
    for line in found.windows:
        if (line.need_holder, line.onset_holder, line.phase) == (view, view, last):
            verdict = tr("{verdict} ({why})", verdict=line.verdict, why=line.why) if line.why else tr(line.verdict)
            lines.append(
                tr("Interceptors that would serve the need and leave the rule alone: {verdict}.", verdict=verdict)
            )
    return lines


def _enough(row: Sufficiency) -> str:
    """Whether what arrives of one side's warheads is enough."""
    said = {"side": row.side, "phase": row.phase, "year": row.year, "verdict": row.verdict}
    if row.arrivals is None:
        return tr("{side}, phase {phase} ({year}): {verdict}.", **said)
    return tr(
        "{side}, phase {phase} ({year}): {verdict}, {arriving} warheads arrive on the average.",
        arriving=strategic.count(row.arrivals),
        **said,
    )


def best_verdicts(assessment: Assessment, phase: int, view: str) -> dict[str, str]:
    """For each force of the deterrent, the word of the site that reaches furthest."""
    best: dict[str, str] = {}
    for row in assessment.balance:
        if (row.phase, row.view) == (phase, view):
            said = best.get(row.deterrent, words.REACH_ORDER[0])
            best[row.deterrent] = max(said, row.verdict, key=words.REACH_ORDER.index)
    return best


def _run_sentence(numbers: list[int], best: dict[str, str]) -> str:
    phases = words.listed([str(number) for number in numbers])
    when = tr(plural(len(numbers), "Phase {phases}", "Phases {phases}", phases=phases))
    said = list(best.values())
    whole = {"when": when, "spelled": words.spelled(len(said))}
    if len(set(said)) == 1:
        return tr(
            plural(
                len(said),
                "{when}: all {spelled} force {verdict}.",
                "{when}: all {spelled} forces {verdict}.",
                verdict=said[0],
                **whole,
            )
        )
    counts = [(said.count(word), word) for word in reversed(words.REACH_ORDER)]
    parts = [tr("{spelled} {verdict}", spelled=words.spelled(count), verdict=word) for count, word in counts if count]
    return tr("{when}: of {spelled} forces, {parts}.", parts=words.listed(parts), **whole)


def _most_slack(assessment: Assessment, view: str) -> BalanceRow | None:
    rows = [row for row in assessment.balance if row.view == view and row.slack_s.median is not None]
    return max(rows, key=lambda row: row.slack_s.median or 0.0, default=None)


def _decisive(assessment: Assessment) -> list[tuple[str, set[str]]]:
    """Assumptions whose exchange alone turns an answer, those that turn most answers first."""
    found: dict[str, set[str]] = {}
    for row in assessment.crux:
        if row.turned_by:
            found.setdefault(row.assumption, set()).add(row.question)
    return sorted(found.items(), key=lambda pair: -len(pair[1]))


def _claimed(assessment: Assessment, key: str) -> dict[str, str]:
    return {row.view: row.text for row in assessment.inputs if row.key == key}
