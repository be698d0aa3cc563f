"""The answer in plain sentences, built from the rows: what each view sees, where the views part, what parts them."""

from dataclasses import dataclass

from detente.assessment.result import DEPENDS, Assessment, BalanceRow, SecurityRow
from detente.report import strategic, words


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
        f"The views give different answers to {apart} of {len(answers)} questions."
        if apart
        else f"The views give the same answer to all {len(answers)} questions."
    ]
    for key, turned in _decisive(assessment)[:5]:
        claimed = _claimed(assessment, key).items()
        said = [f"{words.view_title(assessment, view)} says {value}" for view, value in claimed]
        count = words.counted(len(turned), "question")
        lines.append(
            f"Exchanging one value alone, the {words.assumption(assessment, key)}, turns the answer to {count}: "
            f"{'; '.join(said)}."
        )
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
    who = f"Against the {words.name(assessment, first.threat)}"
    if all(row.threatened_area_share == 0.0 for row in rows):
        return f"{who}: nothing of the protected area is within its reach."
    parts = []
    shares = [
        ("of the threatened capitals", first.capitals_share, last.capitals_share),
        ("of the people in threatened towns", first.population_share, last.population_share),
        ("of the threatened area", first.area_share, last.area_share),
    ]
    for of, before, after in shares:
        if before is not None and after is not None:
            parts.append(f"{_change(before, after)} {of}")
    when = f"in phase {first.phase} ({first.year})"
    if len(rows) > 1:
        when = f"from phase {first.phase} ({first.year}) to phase {last.phase} ({last.year})"
    said = f"{who}, {when}: {words.listed(parts)} {'are' if len(parts) > 1 else 'is'} defended"
    no_capital = all(row.threatened_capitals == 0 for row in rows)
    if no_capital:
        said += "; no capital is within its reach"
    open_phases = [str(row.phase) for row in rows if DEPENDS in row.verdict]
    if open_phases:
        what = "listed towns" if no_capital else "capitals"
        said += f"; whether the {what} are covered depends on the stated ranges"
        if len(open_phases) < len(rows):
            said += f" in {'phase' if len(open_phases) == 1 else 'phases'} {words.listed(open_phases)}"
    return said + "."


def _change(before: float, after: float) -> str:
    if words.percent(before) == words.percent(after):
        return words.percent(after)
    return f"{words.percent(before).removesuffix(' %')} to {words.percent(after)}"


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
            f"Most slack at the central values: {words.seconds(most.slack_s.median)}, {site} against "
            f"{words.name(assessment, most.deterrent)} in phase {most.phase}."
        )
    return sentences


def _strategic(assessment: Assessment, view: str) -> list[str]:
    """In the last phase: what arrives of each side's warheads and whether it is enough; then the window."""
    found = assessment.strategic
    last = max((row.phase for row in found.sufficiency), default=0)
    lines = []
    for row in found.sufficiency:
        if (row.view, row.phase) == (view, last):
            sent = "" if row.arrivals is None else f", {strategic.count(row.arrivals)} warheads arrive on the average"
            lines.append(f"{row.side}, phase {last} ({row.year}): {row.verdict}{sent}.")
    for line in found.windows:
        if (line.need_holder, line.onset_holder, line.phase) == (view, view, last):
            why = f" ({line.why})" if line.why else ""
            lines.append(f"Interceptors that would serve the need and leave the rule alone: {line.verdict}{why}.")
    return lines


def best_verdicts(assessment: Assessment, phase: int, view: str) -> dict[str, str]:
    """For each force of the deterrent, the word of the site that reaches furthest."""
    best: dict[str, str] = {}
    for row in assessment.balance:
        if (row.phase, row.view) == (phase, view):
            said = best.get(row.deterrent, words.REACH_ORDER[0])
            best[row.deterrent] = max(said, row.verdict, key=words.REACH_ORDER.index)
    return best


def _run_sentence(numbers: list[int], best: dict[str, str]) -> str:
    when = f"Phase {numbers[0]}" if len(numbers) == 1 else f"Phases {words.listed([str(number) for number in numbers])}"
    said = list(best.values())
    if len(set(said)) == 1:
        return f"{when}: all {words.counted(len(said), 'force')} {said[0]}."
    counts = [(said.count(word), word) for word in reversed(words.REACH_ORDER)]
    parts = [f"{words.spelled(count)} {word}" for count, word in counts if count]
    return f"{when}: of {words.counted(len(said), 'force')}, {words.listed(parts)}."


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
