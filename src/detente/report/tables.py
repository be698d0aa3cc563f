"""The tables of the document as plain cells, ready to be set: one function a table."""

from dataclasses import dataclass, field

from detente.assessment.result import Assessment, BalanceRow, CruxRow, SecurityRow
from detente.assessment.rows import InputRow, Share
from detente.messages import day, tr
from detente.report import words
from detente.report.figures.slack import nowhere
from detente.report.summary import best_verdicts
from detente.report.turning import Turn, turns
from detente.units import spoken


@dataclass(frozen=True)
class Cell:
    """One cell: what it says, a smaller line under it, and the class that gives it its look."""

    text: str
    under: str = ""
    look: str = ""


@dataclass(frozen=True)
class SecurityLine:
    """One view of one phase and threat."""

    view: str
    verdict: Cell
    capitals: Cell
    people: Cell
    area: Cell
    threatened: str


@dataclass(frozen=True)
class SecurityBlock:
    """One phase and threat with a line for each view."""

    phase: str
    threat: str
    lines: tuple[SecurityLine, ...]


@dataclass(frozen=True)
class BalanceLine:
    """One site against one force under one view."""

    view: str
    slack: Cell
    verdict: Cell
    latest: Cell
    burnout: str
    shots: str
    share: str


@dataclass(frozen=True)
class SiteBlock:
    """One site: its forces with a line for each view, and the forces it never reaches under any view."""

    site: str
    forces: tuple[tuple[str, tuple[BalanceLine, ...]], ...]
    never: str


@dataclass(frozen=True)
class CruxLine:
    """One assumption: for each view what it says, and where its answer turns."""

    assumption: str
    says: dict[str, Cell] = field(default_factory=dict)
    turns_at: dict[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class InputCell:
    """What one view (or all, if they agree) says of one parameter."""

    text: str
    equals: str
    span: str
    holder: str
    source: str
    where: str
    date: str
    certainty: str
    kind: str
    note: str


@dataclass(frozen=True)
class InputLine:
    """One parameter: one cell for all views if they agree, else one for each."""

    parameter: str
    cells: dict[str, InputCell | None]
    shared: InputCell | None


def security(assessment: Assessment) -> tuple[SecurityBlock, ...]:
    """Shares defended, by phase and threat."""
    blocks: dict[str, list[SecurityRow]] = {}
    for row in assessment.security:
        blocks.setdefault(row.key, []).append(row)
    ordered = sorted(blocks.values(), key=lambda rows: rows[0].phase)
    return tuple(
        SecurityBlock(
            phase=f"{rows[0].phase} ({rows[0].year})",
            threat=words.name(assessment, rows[0].threat),
            lines=tuple(_security_line(row) for row in _in_order(assessment, rows)),
        )
        for rows in ordered
    )


def _in_order(assessment: Assessment, rows: list[SecurityRow]) -> list[SecurityRow]:
    views = list(assessment.views)
    return sorted(rows, key=lambda row: views.index(row.view))


def _security_line(row: SecurityRow) -> SecurityLine:
    nothing = Share(None, None, None)

    def share(name: str) -> Cell:
        ends = row.ranges.get(name, nothing)
        return Cell(words.percent(ends.median), words.share_span(ends))

    capitals = share("capitals_share")
    if row.threatened_capitals == 0:
        capitals = Cell(tr("none threatened"))
    else:
        of = tr("of {threatened}", threatened=row.threatened_capitals)
        capitals = Cell(capitals.text, f"{capitals.under}; {of}" if capitals.under else of)
    return SecurityLine(
        view=row.view,
        verdict=Cell(tr(row.verdict), look=security_look(row.verdict)),
        capitals=capitals,
        people=share("population_share"),
        area=share("area_share"),
        threatened=words.percent(row.threatened_area_share),
    )


def security_look(verdict: str) -> str:
    """The class of a security verdict."""
    for start, look in (("all", "all"), ("some", "some"), ("no ", "none")):
        if verdict.startswith(start):
            return f"cover-{look}"
    return "cover-quiet"


def reach_look(verdict: str) -> str:
    """The class of a balance verdict."""
    return f"reach-{words.REACH_ORDER.index(verdict)}" if verdict in words.REACH_ORDER else "cover-quiet"


def glance(assessment: Assessment) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """For each force and each phase and view, the word of the site that reaches furthest."""
    columns = [best_verdicts(assessment, phase, view) for phase in assessment.phases for view in assessment.views]
    forces = dict.fromkeys(row.deterrent for row in assessment.balance)
    return tuple(
        (
            words.name(assessment, force),
            tuple(
                Cell(tr(best[force]), look=reach_look(best[force])) if force in best else Cell(words.NONE)
                for best in columns
            ),
        )
        for force in forces
    )


def balance(assessment: Assessment, phase: int) -> tuple[SiteBlock, ...]:
    """Slack, verdict, latest launch and shots of one phase, by site; forces never reached are only named."""
    sites: dict[str, dict[str, dict[str, BalanceRow]]] = {}
    for row in assessment.balance:
        if row.phase == phase:
            title = words.site(assessment, row.interceptor, row.site)
            sites.setdefault(title, {}).setdefault(row.deterrent, {})[row.view] = row
    blocks = []
    for title, forces in sites.items():
        shown = {force: rows for force, rows in forces.items() if not _never(rows)}
        lines = tuple(
            (
                words.name(assessment, force),
                tuple(_balance_line(rows[view]) for view in assessment.views if view in rows),
            )
            for force, rows in shown.items()
        )
        never = [words.name(assessment, force) for force in forces if force not in shown]
        many = not shown and len(never) > 2
        said = tr("any of the {forces} forces", forces=len(never)) if many else words.listed(never)
        blocks.append(SiteBlock(title, lines, said))
    return tuple(blocks)


def _never(rows: dict[str, BalanceRow]) -> bool:
    return all(nowhere(row.slack_s) for row in rows.values())


def _balance_line(row: BalanceRow) -> BalanceLine:
    burnout = row.missile_burnout_s
    return BalanceLine(
        view=row.view,
        slack=Cell(words.seconds(row.slack_s.median), words.span(row.slack_s)),
        verdict=Cell(tr(row.verdict), look=reach_look(row.verdict)),
        latest=Cell(words.clock(row.latest_launch_s.median), words.span(row.latest_launch_s, signed=False)),
        burnout=words.NONE if burnout is None else words.clock(burnout),
        shots=str(row.shots),
        share=_share_in_time(row),
    )


def _share_in_time(row: BalanceRow) -> str:
    """Share of the pairs in time, and how many pairs the missile cannot fly at all."""
    share = words.percent(row.reachable_share)
    if not row.pairs_out_of_range:
        return share
    return tr("{share}; {pairs} beyond the missile's range", share=share, pairs=row.pairs_out_of_range)


def crux(assessment: Assessment, question: str) -> tuple[tuple[CruxLine, ...], str]:
    """The assumptions that turn one answer, ranked; then the names of those that were searched and turn nothing."""
    every = turns(assessment, question)
    lines = tuple(_crux_line(assessment, turn) for turn in every if turn.turns)
    quiet = [words.assumption(assessment, turn.assumption) for turn in every if not turn.turns]
    return lines, "; ".join(quiet)


def _crux_line(assessment: Assessment, turn: Turn) -> CruxLine:
    line = CruxLine(words.assumption(assessment, turn.assumption))
    for view, row in turn.rows.items():
        ends = row.claimed_range.get(view)
        span = words.ends(*ends, turn.unit) if ends else ""
        certainty = row.certainty.get(view, "")
        line.says[view] = Cell(words.value(row.claimed.get(view), turn.unit), span, certainty)
        line.turns_at[view] = _turning_cell(row, turn.unit)
    return line


def _turning_cell(row: CruxRow, unit: str) -> Cell:
    if row.flip_value is None:
        if row.searched is None:
            return Cell(tr("no other word turns it"), look="quiet")
        searched = tr("searched {span}", span=words.ends(*row.searched, unit))
        return Cell(tr("nothing turns it"), searched, "quiet")
    under = tr("as the other view says") if row.turned_by and isinstance(row.flip_value, str) else ""
    if row.turned_by and not under:
        under = tr("the other's value turns it")
    return Cell(words.value(row.flip_value, unit), under, "turned" if row.turned_by else "")


def inputs(assessment: Assessment) -> tuple[tuple[str, tuple[InputLine, ...]], ...]:
    """Every input by what it belongs to, the views side by side."""
    table: dict[str, dict[str, InputRow]] = {}
    for row in assessment.inputs:
        table.setdefault(row.key, {})[row.view] = row
    groups: dict[str, list[InputLine]] = {}
    for key, rows in table.items():
        owner, _, parameter = key.partition(".")
        title = words.owner_of(assessment, owner) if owner not in assessment.names else words.name(assessment, owner)
        title = tr("The way the defence is run") if owner == "defence" else title[:1].upper() + title[1:]
        cells = {view: _input_cell(rows[view]) if view in rows else None for view in assessment.views}
        first = next(iter(cells.values()))
        agree = len(set(cells.values())) == 1 and first is not None
        groups.setdefault(title, []).append(
            InputLine(words.phrase(parameter), {} if agree else cells, first if agree else None)
        )
    ordered = sorted(groups.items(), key=lambda pair: all(line.shared for line in pair[1]))
    return tuple((title, tuple(sorted(lines, key=lambda line: line.shared is not None))) for title, lines in ordered)


def _input_cell(row: InputRow) -> InputCell:
    span, equals = "", ""
    if row.value is not None and row.low is not None and row.high is not None:
        span = "" if " to " in row.text else words.ends(row.low, row.high, row.unit)
        if not row.text.endswith(f" {row.unit}") and row.unit != "1":
            equals = words.number(row.value, row.unit)
    return InputCell(
        text=spoken(row.text),
        equals=equals,
        span=span,
        holder=tr(row.holder),
        source=row.source,
        where=tr(row.where),
        date=day(row.date),
        certainty=row.certainty,
        kind=tr(words.KINDS[row.kind]),
        note=tr(row.note),
    )
