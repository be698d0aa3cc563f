"""Treaties and checks against them as a person likes to read them in a terminal. Shows; computes nothing."""

from collections.abc import Sequence

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from detente.assessment.treaty_result import MEANING, TreatyCheck, TreatyFinding, TreatyLine
from detente.reading.treaties import Rule, Treaty

STYLES = {
    "exceeds": "bold red",
    "falls short": "bold red",
    "differs": "bold red",
    "disputed": "magenta",
    "cannot be decided": "yellow",
    "complies": "green",
    "nothing to count": "dim",
}
MARKS = {"read": "read", "secondary": "secondary", "derived": "derived", "assumed": "ASSUMPTION"}
FORCE = {True: "in force", False: "not in force", None: "not known"}


def show_treaties(console: Console, lines: Sequence[TreatyLine], on: str | None) -> None:
    """One line a treaty, in the order of signature."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("id", "kind", "signed", "in force", *((f"on {on}",) if on else ())):
        table.add_column(column, no_wrap=True)
    table.add_column("status", overflow="fold")
    for line in lines:
        force = f"{line.in_force_from or '–'} to {line.in_force_to or '–'}" if line.in_force_from else "–"
        now = [Text(FORCE[line.in_force], style="green" if line.in_force else "dim")] if on else []
        table.add_row(line.id, line.kind, line.signed or "–", force, *now, line.status)
    console.print(table)
    console.print(Text("In force up to and without the second day. One of them: detente treaty show ID", style="dim"))


def show_treaty(console: Console, found: Treaty) -> None:
    """Everything a file says of a treaty: dates, rules, counts somebody holds, documents."""
    head = [found.status, f"{found.kind}; parties: {', '.join(found.parties) or 'not listed'}"]
    dates = (("signed", found.signed), ("in force from", found.in_force_from), ("until", found.in_force_to))
    head.append(", ".join(f"{name} {day}" for name, day in dates if day) or "no dates")
    head += [f"Gap: {found.gap}"] if found.gap else []
    head += [found.note] if found.note else []
    console.print(Panel(Text("\n".join(head)), title=f"[bold]{found.name}[/bold] ({found.id})", border_style="blue"))
    numbers = {key: number for number, key in enumerate(found.sources, 1)}
    table = _table("Rules", "rule", "article", "what is limited", "limit", "how it counts", "certainty", "doc")
    for rule in found.rules:
        table.add_row(
            rule.id, rule.article or "–", _title(rule), _limit(rule), Text(rule.counting), MARKS[rule.certainty],
            f"\\[{numbers[rule.source]}]" if rule.source else "–",
        )  # fmt: skip
        table.add_section()
    console.print(table)
    _remarks(console, found)
    if found.counts:
        counts = _table("Counts that somebody holds", "count", "party", "of", "value", "from", "holder", "certainty")
        for row in found.counts:
            holder = row.holder + (", disputed" if row.disputed else "")
            counts.add_row(row.id, row.party, row.of, row.value.text, row.starts, holder, MARKS[row.certainty])
        console.print(counts)
    console.print(Text("\nDocuments", style="bold"))
    for key, source in found.sources.items():
        said = [source.title, source.publisher, source.date or "date not given", source.address or ""]
        console.print(Text(f"[{numbers[key]}] {'. '.join(part for part in said if part)}"), soft_wrap=True)


def _title(rule: Rule) -> Text:
    text = Text(rule.title)
    if rule.applies_to:
        text.append(f"\nfor {', '.join(rule.applies_to)}", style="dim")
    if rule.starts:
        text.append(f"\nbinds from {rule.starts}", style="dim")
    if rule.until:
        text.append(f"\nuntil {rule.until}", style="dim")
    return text


def _limit(rule: Rule) -> str:
    if rule.limit is None:
        return rule.comparator
    high = f" to {rule.limit_high.text}" if rule.limit_high else ""
    unit = "" if rule.limit.unit else f" {rule.unit}"
    return f"{rule.comparator} {rule.limit.text}{high}{unit}"


def _remarks(console: Console, found: Treaty) -> None:
    """Status, notes, rival statements and gaps of the rules, one line each."""
    for rule in found.rules:
        for name, said in (("status", rule.status), ("note", rule.note), ("rival", rule.conflict), ("gap", rule.gap)):
            if said:
                console.print(Text(f"{rule.id}, {name}: {said}", style="dim"), soft_wrap=True)


def show_check(console: Console, answer: TreatyCheck) -> None:
    """What is in force, then each day: what is beyond a limit, disputed, open or within it, treaty by treaty."""
    force = ", ".join(answer.in_force) or "none of those held here"
    head = [f"{answer.title}. Parties: {', '.join(answer.parties) or 'none named'}.", f"In force: {force}."]
    if answer.as_if:
        head.append(f"Applied whether in force or not: {', '.join(answer.as_if)}.")
    if answer.not_bound:
        head.append(f"Bound by no rule that applies: {', '.join(answer.not_bound)}.")
    if answer.not_checked:
        head.append(
            f"In force and checked for nobody, as no checked source lists the parties: {', '.join(answer.not_checked)}."
        )
    console.print(Panel(Text("\n".join(head)), title=f"[bold]{answer.dossier}, {_span(answer)}", border_style="blue"))
    for day, changes in answer.days:
        if len(answer.days) > 1:
            console.print(Text(f"\n{day}  {'; '.join(changes)}".rstrip(), style="bold blue"))
        _findings(console, answer.on_day(day), first=day == answer.on)
    _words(console, answer)


def show_findings(console: Console, rows: Sequence[TreatyFinding]) -> None:
    """Findings of one day, without the head of a check."""
    _findings(console, rows, first=True)


def _span(answer: TreatyCheck) -> str:
    return f"on {answer.on}" if answer.through is None else f"{answer.on} through {answer.through}"


def _findings(console: Console, rows: Sequence[TreatyFinding], first: bool) -> None:
    told = [row for row in rows if row.low is not None and row.finding != "nothing to count"]
    if told:
        console.print(_counted(told))
    _left_open(console, [row for row in rows if row.low is None])
    idle = dict.fromkeys(f"{row.short}: {row.title} ({row.party})" for row in rows if row.finding == "nothing to count")
    if idle and first:
        console.print(Text(f"Nothing to count: {'; '.join(idle)}.", style="dim"), soft_wrap=True)
    if not rows:
        console.print(Text("Nothing else changes." if not first else "No rule applies.", style="dim"))


def _counted(rows: Sequence[TreatyFinding]) -> Table:
    """A row for each count, under the name of its treaty."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column, width in (("finding", 26), ("rule and party", 44), ("count, limit and why", None)):
        table.add_column(column, overflow="fold", max_width=width, min_width=width)
    previous = ""
    for row in rows:
        if row.short != previous:
            table.add_row(Text(f"\n{row.short}", style="bold blue"))
        previous = row.short
        style = "yellow" if row.hypothetical and STYLES[row.finding] == "bold red" else STYLES[row.finding]
        table.add_row(Text(row.said, style=style), _rule(row), _count(row))
    return table


def _rule(row: TreatyFinding) -> Text:
    text = Text(f"{row.article}: {row.title}" if row.article else row.title)
    text.append(f"\n{row.party}", style="bold")
    marks = [f"binds from {row.binds_from}"] if row.binds_from else []
    marks += ["as if in force"] if row.as_if else []
    marks += [f"phase {row.phase} as planned"] if row.phase else []
    if marks:
        text.append(f", {', '.join(marks)}", style="yellow")
    return text


def _count(row: TreatyFinding) -> Text:
    text = Text(f"{row.about}: " if row.about else "")
    text.append(row.counted_text, style="bold")
    text.append(f", {row.limit_text}")
    text.append(f"\n{row.how}", style="dim")
    if row.items:
        text.append(f": {'; '.join(row.items)}", style="dim")
    if row.why:
        text.append(f"\n{row.why}", style="dim")
    text.append(f" [{MARKS[row.certainty]}]", style="yellow" if row.certainty == "assumed" else "dim")
    return text


def _left_open(console: Console, rows: Sequence[TreatyFinding]) -> None:
    """What cannot be decided for want of any count: what is missing, for which rules and parties of a treaty."""
    if not rows:
        return
    console.print(Text("\nCannot be decided:", style="yellow"))
    parties: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        about = f" ({row.about})" if row.about else ""
        when = f", phase {row.phase} as planned" if row.phase else ""
        parties.setdefault((row.short, f"{row.title}{about}{when}", row.why), []).append(row.party)
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
        console.print(Text(f"{word}: {MEANING[word]}", style="dim"))
    console.print(Text("Counting rules, documents and gaps of a treaty: detente treaty show ID", style="dim"))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=f"\n[bold]{title}", title_justify="left")
    widest = {"how it counts": 56, "what is limited": 32, "limit": 20}
    for column in columns:
        table.add_column(
            column, overflow="fold", max_width=widest.get(column), no_wrap=column in ("certainty", "doc", "party")
        )
    return table
