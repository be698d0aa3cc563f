"""Treaties and checks against them as a person likes to read them in a terminal. Shows; computes nothing."""

from collections.abc import Sequence

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from detente.assessment.treaty_result import MEANING, TreatyCheck, TreatyFinding, TreatyLine, unit_for
from detente.messages import day, mark, tr
from detente.reading.treaties import Rule, Treaty
from detente.units import spoken

STYLES = {
    "exceeds": "bold red",
    "falls short": "bold red",
    "differs": "bold red",
    "disputed": "magenta",
    "cannot be decided": "yellow",
    "complies": "green",
    "nothing to count": "dim",
}
MARKS = {
    "read": mark("read"),
    "secondary": mark("secondary"),
    "derived": mark("derived"),
    "assumed": mark("ASSUMPTION"),
}
KINDS = (
    mark("treaty"), mark("protocol"), mark("statement"), mark("regime"), mark("memorandum"), mark("political"),
)  # fmt: skip
UNITS = (
    mark("areas"), mark("centres"), mark("missiles"), mark("warheads per missile"), mark("interceptors"),
    mark("submarines"), mark("warheads"), mark("interceptors per launcher"), mark("exchanges a year"),
    mark("vehicles"), mark("months"), mark("years"), mark("launchers"), mark("warheads per bomber"),
    mark("inspections a year"), mark("complexes"),
)  # fmt: skip
"""Words of the files of treaties, for the catalogue of messages."""
FORCE = {True: mark("in force"), False: mark("not in force"), None: mark("not known")}


def show_treaties(console: Console, lines: Sequence[TreatyLine], on: str | None) -> None:
    """One line a treaty, in the order of signature."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    columns = (mark("id"), mark("kind"), mark("signed"), mark("in force"))
    for column in (*columns, *((tr("on {day}", day=on),) if on else ())):
        table.add_column(tr(column), no_wrap=True)
    table.add_column(tr("status"), overflow="fold")
    for line in lines:
        force = _between(line.in_force_from, line.in_force_to) if line.in_force_from else "–"
        now = [Text(tr(FORCE[line.in_force]), style="green" if line.in_force else "dim")] if on else []
        table.add_row(line.id, tr(line.kind), line.signed or "–", force, *now, tr(line.status))
    console.print(table)
    said = tr("In force up to and without the second day. One of them: detente treaty show ID")
    console.print(Text(said, style="dim"))


def _between(first: str, last: str | None) -> str:
    return tr("{low} to {high}", low=first, high=last) if last else tr("{low} to –", low=first)


def show_treaty(console: Console, found: Treaty) -> None:
    """Everything a file says of a treaty: dates, rules, counts somebody holds, documents."""
    parties = ", ".join(tr(party) for party in found.parties) or tr("not listed")
    head = [tr(found.status), tr("{kind}; parties: {parties}", kind=found.kind, parties=parties), _dates(found)]
    head += [tr("Gap: {gap}", gap=found.gap)] if found.gap else []
    head += [tr(found.note)] if found.note else []
    title = f"[bold]{tr(found.name)}[/bold] ({found.id})"
    console.print(Panel(Text("\n".join(head)), title=title, border_style="blue"))
    numbers = {key: number for number, key in enumerate(found.sources, 1)}
    columns = (mark("rule"), mark("article"), mark("what is limited"), mark("limit"), mark("how it counts"))
    table = _table(mark("Rules"), *columns, mark("certainty"), mark("doc"))
    for rule in found.rules:
        table.add_row(
            rule.id, tr(rule.article or "–"), _title(rule), _limit(rule), Text(tr(rule.counting)),
            tr(MARKS[rule.certainty]), f"\\[{numbers[rule.source]}]" if rule.source else "–",
        )  # fmt: skip
        table.add_section()
    console.print(table)
    _remarks(console, found)
    if found.counts:
        console.print(_held(found))
    console.print(Text("\n" + tr("Documents"), style="bold"))
    for key, source in found.sources.items():
        said = [
            source.title,
            tr(source.publisher),
            day(source.date or "").removesuffix(".") or tr("date not given"),
            source.address or "",
        ]
        console.print(Text(f"[{numbers[key]}] {'. '.join(part for part in said if part)}"), soft_wrap=True)


def _dates(found: Treaty) -> str:
    dates = (
        (found.signed, tr("signed {day}", day=found.signed)),
        (found.in_force_from, tr("in force from {day}", day=found.in_force_from)),
        (found.in_force_to, tr("until {day}", day=found.in_force_to)),
    )
    return ", ".join(said for known, said in dates if known) or tr("no dates")


def _held(found: Treaty) -> Table:
    columns = (mark("count"), mark("party"), mark("of"), mark("value"), mark("from"), mark("holder"))
    table = _table(mark("Counts that somebody holds"), *columns, mark("certainty"))
    for row in found.counts:
        holder = tr("{holder}, disputed", holder=row.holder) if row.disputed else tr(row.holder)
        value, sure = spoken(row.value.text), tr(MARKS[row.certainty])
        table.add_row(row.id, tr(row.party), tr(row.of), value, row.starts, holder, sure)
    return table


def _title(rule: Rule) -> Text:
    text = Text(tr(rule.title))
    if rule.applies_to:
        named = tr("for {parties}", parties=", ".join(tr(party) for party in rule.applies_to))
        text.append(f"\n{named}", style="dim")
    if rule.starts:
        text.append("\n" + tr("binds from {day}", day=rule.starts), style="dim")
    if rule.until:
        text.append("\n" + tr("until {day}", day=rule.until), style="dim")
    return text


def _limit(rule: Rule) -> str:
    if rule.limit is None:
        return tr(rule.comparator)
    limit = spoken(rule.limit.text)
    if rule.limit_high:
        limit = tr("{low} to {high}", low=limit, high=spoken(rule.limit_high.text))
    most = (rule.limit_high or rule.limit).value
    return f"{tr(rule.comparator)} {limit}" + ("" if rule.limit.unit else f" {tr(unit_for(most, rule.unit))}")


def _remarks(console: Console, found: Treaty) -> None:
    """Status, notes, rival statements and gaps of the rules, one line each."""
    for rule in found.rules:
        remarks = (
            (mark("status"), rule.status), (mark("note"), rule.note), (mark("rival"), rule.conflict),
            (mark("gap"), rule.gap),
        )  # fmt: skip
        for name, said in remarks:
            if said:
                console.print(Text(f"{rule.id}, {tr(name)}: {tr(said)}", style="dim"), soft_wrap=True)


def show_check(console: Console, answer: TreatyCheck) -> None:
    """What is in force, then each day: what is beyond a limit, disputed, open or within it, treaty by treaty."""
    console.print(Panel(Text("\n".join(_head(answer))), title=_span(answer), border_style="blue"))
    for date, changes in answer.days:
        if len(answer.days) > 1:
            changed = "; ".join(tr(change) for change in changes)
            console.print(Text(f"\n{date}  {changed}".rstrip(), style="bold blue"))
        _findings(console, answer.on_day(date), first=date == answer.on)
    _words(console, answer)


def _head(answer: TreatyCheck) -> list[str]:
    """Whose dossier, and which treaties apply to whom."""
    parties = ", ".join(tr(party) for party in answer.parties) or tr("none named")
    force = ", ".join(tr(each) for each in answer.in_force) or tr("none of those held here")
    head = [
        tr("{title}. Parties: {parties}.", title=answer.title, parties=parties),
        tr("In force: {treaties}.", treaties=force),
    ]
    if answer.as_if:
        head.append(tr("Applied whether in force or not: {rules}.", rules=", ".join(answer.as_if)))
    if answer.not_bound:
        unbound = ", ".join(tr(party) for party in answer.not_bound)
        head.append(tr("Bound by no rule that applies: {parties}.", parties=unbound))
    if answer.not_checked:
        unlisted = tr(
            "In force and checked for nobody, as no checked source lists the parties: {treaties}.",
            treaties=", ".join(tr(each) for each in answer.not_checked),
        )
        head.append(unlisted)
    return head


def show_findings(console: Console, rows: Sequence[TreatyFinding]) -> None:
    """Findings of one day, without the head of a check."""
    _findings(console, rows, first=True)


def _span(answer: TreatyCheck) -> str:
    if answer.through is None:
        days = tr("on {day}", day=answer.on)
    else:
        days = tr("{day} through {through}", day=answer.on, through=str(answer.through))
    return f"[bold]{answer.dossier}, {days}"


def _findings(console: Console, rows: Sequence[TreatyFinding], first: bool) -> None:
    told = [row for row in rows if row.low is not None and row.finding != "nothing to count"]
    if told:
        console.print(_counted(told))
    _left_open(console, [row for row in rows if row.low is None])
    idle = dict.fromkeys(
        f"{tr(row.short)}: {tr(row.title)} ({tr(row.party)})" for row in rows if row.finding == "nothing to count"
    )
    if idle and first:
        console.print(Text(tr("Nothing to count: {rules}.", rules="; ".join(idle)), style="dim"), soft_wrap=True)
    if not rows:
        console.print(Text(tr("No rule applies.") if first else tr("Nothing else changes."), style="dim"))


def _counted(rows: Sequence[TreatyFinding]) -> Table:
    """A row for each count, under the name of its treaty."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column, width in ((mark("finding"), 26), (mark("rule and party"), 44), (mark("count, limit and why"), None)):
        table.add_column(tr(column), overflow="fold", max_width=width, min_width=width)
    previous = ""
    for row in rows:
        if row.short != previous:
            table.add_row(Text(f"\n{tr(row.short)}", style="bold blue"))
        previous = row.short
        style = "yellow" if row.hypothetical and STYLES[row.finding] == "bold red" else STYLES[row.finding]
        table.add_row(Text(tr(row.said), style=style), _rule(row), _count(row))
    return table


def _rule(row: TreatyFinding) -> Text:
    text = Text(f"{tr(row.article)}: {tr(row.title)}" if row.article else tr(row.title))
    text.append(f"\n{tr(row.party)}", style="bold")
    marks = [tr("binds from {day}", day=row.binds_from)] if row.binds_from else []
    marks += [tr("as if in force")] if row.as_if else []
    marks += [tr("phase {phase} as planned", phase=row.phase)] if row.phase else []
    if marks:
        text.append(f", {', '.join(marks)}", style="yellow")
    return text


def _count(row: TreatyFinding) -> Text:
    text = Text(f"{tr(row.about)}: " if row.about else "")
    text.append(tr(row.counted_text), style="bold")
    text.append(f", {tr(row.limit_text)}")
    text.append(f"\n{tr(row.how)}", style="dim")
    if row.items:
        text.append(f": {'; '.join(tr(item) for item in row.items)}", style="dim")
    if row.why:
        text.append(f"\n{tr(row.why)}", style="dim")
    text.append(f" [{tr(MARKS[row.certainty])}]", style="yellow" if row.certainty == "assumed" else "dim")
    return text


def _left_open(console: Console, rows: Sequence[TreatyFinding]) -> None:
    """What cannot be decided for want of any count: what is missing, for which rules and parties of a treaty."""
    if not rows:
        return
    console.print(Text("\n" + tr("Cannot be decided:"), style="yellow"))
    parties: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        about = f" ({tr(row.about)})" if row.about else ""
        when = ", " + tr("phase {phase} as planned", phase=row.phase) if row.phase else ""
        rule = f"{tr(row.title)}{about}{when}"
        parties.setdefault((tr(row.short), rule, tr(row.why)), []).append(tr(row.party))
    rules: dict[tuple[str, str, str], list[str]] = {}
    for (short, rule, why), named in parties.items():
        rules.setdefault((short, why, ", ".join(named)), []).append(rule)
    for (short, why, who), titles in rules.items():
        line = Text(f"  {short}, {who}: ", style="bold")
        line.append(f"{'; '.join(titles)}", style="not bold")
        line.append(f"\n    {why}", style="dim not bold")
        console.print(line, soft_wrap=True)


def _words(console: Console, answer: TreatyCheck) -> None:
    for word in dict.fromkeys(row.finding for row in answer.findings):
        console.print(Text(f"{tr(word)}: {tr(MEANING[word])}", style="dim"))
    console.print(Text(tr("Counting rules, documents and gaps of a treaty: detente treaty show ID"), style="dim"))


def _table(title: str, *columns: str) -> Table:
    """A table whose title and columns are messages."""
    table = Table(title=f"\n[bold]{tr(title)}", title_justify="left")
    widest = {"how it counts": 56, "what is limited": 32, "limit": 20}
    for column in columns:
        table.add_column(
            tr(column), overflow="fold", max_width=widest.get(column), no_wrap=column in ("certainty", "doc", "party")
        )
    return table
