"""Answers as a person likes to read them in a terminal. Shows; computes nothing."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from detente.assessment.chosen import Used
from detente.assessment.engage import Engagement
from detente.assessment.explain import Explanation
from detente.assessment.fly import Flight
from detente.assessment.result import Assessment, BalanceRow, CruxRow
from detente.assessment.rows import Seconds, Share
from detente.interfaces.balance_tables import show_short
from detente.interfaces.doubt_tables import show_doubt
from detente.interfaces.sensor_tables import events_table
from detente.interfaces.treaty_tables import show_findings

SIGNS = {"within reach": "bold red", "marginal": "yellow", "out of reach": "green", "only if": "yellow"}
MARKS = {"read": "", "secondary": "secondary", "derived": "derived", "assumed": "assumption"}


def show_assessment(console: Console, result: Assessment) -> None:
    """Security, balance, strategic balance, treaties, crux, claims, weakest inputs."""
    console.print(Panel(Text(result.asks, style="italic"), title=f"[bold]{result.title}", border_style="blue"))
    console.print(_views(result))
    if result.security:
        console.print(_security(result))
    if result.balance:
        console.print(_balance(result))
        short = [row for row in result.balance if row.pairs_out_of_range]
        if short:
            names = sorted({result.names.get(row.deterrent, row.deterrent) for row in short})
            beyond = f"Some aim points lie beyond the missile's range and are left out: {'; '.join(names)}."
            console.print(Text(beyond, style="dim italic"))
        left_out = [row for row in result.balance if _silent(row)]
        if left_out:
            groups = sorted({f"{row.interceptor} at {row.site} (phase {row.phase})" for row in left_out})
            console.print(
                Text(f"Out of reach at any launch time, in {len(left_out)} more answers: {'; '.join(groups)}.\n")
            )
    if result.strategic.handed:
        console.print(Text("\n3 Strategic balance", style="bold"))
        show_short(console, result.strategic)
    if result.treaties:
        console.print(Text("\n4 Treaties: what is allowed, on the dossier's own day and as planned", style="bold"))
        show_findings(console, result.treaties)
    if result.crux:
        console.print(_crux(result))
    if result.doubt is not None:
        show_doubt(console, result)
    if result.claims:
        console.print(_claims(result))
    console.print(_weakest(result))


def _table(title: str, *columns: str, note: str = "") -> Table:
    caption = Text(note, style="dim italic") if note else None
    table = Table(title=f"\n[bold]{title}", title_justify="left", caption=caption, caption_justify="left")
    for column in columns:
        right = column in ("slack", "area", "people", "capitals", "shots", "latest")
        fixed = column in ("parameter", "phase", "view")
        table.add_column(column, justify="right" if right else "left", overflow="fold", no_wrap=fixed)
    return table


def _views(result: Assessment) -> Table:
    table = _table("Views", "view", "whose assumptions")
    for name, view in result.views.items():
        table.add_row(name, f"{view['title']} ({view['holder']})" if view["title"] != view["holder"] else view["title"])
    return table


def _security(result: Assessment) -> Table:
    note = (
        "Shares of what the threat reaches, at the central values (in brackets: over the stated ranges). "
        "Where a phase changes nothing it is left out."
    )
    table = _table("1 Security: is each side protected?", "phase", "threat", "view", "area", "people", "capitals",
                   "answer", note=note)  # fmt: skip
    order = list(dict.fromkeys(row.threat for row in result.security))
    previous = ""
    for row in sorted(changed(result.security), key=lambda row: (order.index(row.threat), row.phase, row.view)):
        name = result.names.get(row.threat, row.threat)
        shares = [Text(percent(row.ranges[part])) for part in ("area_share", "population_share", "capitals_share")]
        shown = name if name != previous else ""
        table.add_row(f"{row.phase} ({row.year})", shown, row.view, *shares, row.verdict)
        previous = name
    return table


def changed(rows: Sequence[Any]) -> list[Any]:
    """Rows whose numbers are not those of the phase before, for the same question and view."""
    kept: list[Any] = []
    before: dict[tuple[str, str, str], Any] = {}
    for row in sorted(rows, key=lambda row: row.phase):
        kind, _, rest = row.key.split("/", 2)
        answer = (row.verdict, getattr(row, "slack_s", None), getattr(row, "ranges", None))
        if before.get((kind, rest, row.view)) != answer:
            kept.append(row)
        before[kind, rest, row.view] = answer
    return kept


def percent(share: Share) -> str:
    """A share with its range, in per cent."""
    if share.median is None:
        return "–"
    if share.low is None or share.high is None or share.low == share.high:
        return f"{share.median:.0%}"
    return f"{share.median:.0%} [{share.low:.0%}–{share.high:.0%}]"


def seconds(slack: Seconds) -> str:
    """A slack with its range; "never" where no interceptor ever gets there."""
    low, median, high = (("never" if value is None else f"{value:+.0f}") for value in vars(slack).values())
    if median == "never" and high == "never":
        return "never"
    return f"{median} [{low}, {high}] s"


def _silent(row: BalanceRow) -> bool:
    return row.slack_s.high is None


def _balance(result: Assessment) -> Table:
    note = (
        "Slack = latest useful minus earliest possible interceptor launch: middle [low, high] over launch places, aim "
        "points and stated ranges. Negative: too late. Where a phase changes nothing it is left out."
    )
    table = _table("2 Balance: is the other side's deterrent left alone?", "phase", "interceptor", "deterrent", "view",
                   "slack", "shots", "answer", note=note)  # fmt: skip
    previous = ("", "")
    rows = [row for row in changed(result.balance) if not _silent(row)]
    for row in sorted(rows, key=lambda row: (row.phase, row.interceptor, row.site, row.deterrent, row.view)):
        here = (f"{row.interceptor} at {row.site}", result.names.get(row.deterrent, row.deterrent))
        style = next((style for word, style in SIGNS.items() if row.verdict.startswith(word)), "")
        table.add_row(
            f"{row.phase} ({row.year})",
            here[0] if here[0] != previous[0] else "", here[1] if here != previous else "",
            row.view, Text(seconds(row.slack_s)), str(row.shots), Text(row.verdict, style=style),
        )  # fmt: skip
        previous = here
    return table


def _crux(result: Assessment) -> Table:
    note = (
        "For each view: what it claims, and the value at which its answer would turn, all its other assumptions kept. "
        "An arrow: the other view's value alone turns it. Only what the views differ on; all: report.html, "
        f"several at once, and what settles it: detente crux {result.dossier}."
    )
    columns = [f"{view}: {word}" for view in result.views for word in ("claims", "turns at")]
    table = _table("5 Crux: what does the disagreement turn on?", "assumption", *columns, note=note)
    cells = {(row.question, row.assumption, row.view): row for row in telling(result.crux)}
    previous = ""
    for question, assumption in dict.fromkeys((row.question, row.assumption) for row in cells.values()):
        if question != previous:
            table.add_section()
            table.add_row(Text(spoken_question(result, question), style="bold"))
        previous = question
        line = []
        for view in result.views:
            row = cells.get((question, assumption, view))
            any_row = row or next(found for key, found in cells.items() if key[:2] == (question, assumption))
            line += [_claim(any_row, view), _turn(row)]
        table.add_row(f"  {spoken_assumption(assumption)}", *line)
    return table


def _claim(row: CruxRow, view: str) -> str:
    mark = MARKS.get(row.certainty.get(view, ""), "")
    return _value(row.claimed.get(view), row.unit) + (f" ({mark})" if mark else "")


def _turn(row: CruxRow | None) -> str:
    if row is None:
        return "–"
    return _value(row.flip_value, row.unit) + (" ←" if row.turned_by else "")


def telling(rows: Iterable[CruxRow]) -> list[CruxRow]:
    """Rows in which the views differ and a value turns the answer; each question once, in its last phase."""
    last: dict[str, str] = {}
    for row in rows:
        kind, _, rest = row.question.split("/", 2)
        last[f"{kind}/{rest}"] = row.question
    kept = set(last.values())
    return [
        row
        for row in rows
        if row.question in kept and row.flip_value is not None and len(set(row.claimed.values())) > 1
    ]


def spoken_question(result: Assessment, key: str) -> str:
    """A key as words."""
    kind, phase, *rest = key.split("/")
    name = result.names.get(rest[-1], rest[-1])
    number = phase.removeprefix("phase-")
    if kind == "security":
        return f"phase {number}: protected from {name}?"
    return f"phase {number}: {rest[0].replace('@', ' at ')} against {name}"


def spoken_assumption(key: str) -> str:
    """A parameter as words."""
    owner, name = key.split(".")
    said = name.replace("_", " ")
    return said if owner == "defence" else f"{said} of {owner}"


def _value(value: float | str | None, unit: str) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else f"{value:.4g} {unit}"


def _claims(result: Assessment) -> Table:
    table = _table("6 Claims: what the model says of each public statement", "holder", "statement", "answer")
    for row in result.claims:
        answers = [f"{view}: {answer}" for view, answer in row.answers.items()]
        same = len(set(row.answers.values())) == 1
        first = next(iter(row.answers.values()))
        reason = next(iter(row.details.values()))
        untested = first.startswith("not decided")
        table.add_row(
            row.holder, row.statement, f"{first}: {reason}" if untested else first if same else "\n".join(answers)
        )
    return table


def _weakest(result: Assessment) -> Table:
    note = "Inputs that all these answers share; each answer's own: report.html, or --explain KEY."
    table = _table("7 The weakest input behind each answer", "view", "certainty", "answers", "inputs that carry it",
                   note=note)  # fmt: skip
    groups: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for row in result.weakest:
        groups.setdefault((row.view, row.certainty), []).append(row.inputs)
    for (view, certainty), inputs in groups.items():
        shared = set(inputs[0]).intersection(*inputs)
        said = "assumption" if certainty == "assumed" else certainty
        table.add_row(
            view, said, f"{len(inputs)} of {len(result.weakest) // len(result.views)}", ", ".join(sorted(shared))
        )
    return table


def show_flight(console: Console, flight: Flight) -> None:
    """One flight as a short table."""
    d = flight.as_dict()
    burnout, impact = d["burnout"], d["impact"]
    table = Table(show_header=False, box=None)
    table.add_row("range", f"{d['range_km']:,.1f} km")
    table.add_row("flight time", f"{d['flight_time_s']:,.1f} s")
    table.add_row("apogee", f"{d['apogee_km']:,.1f} km, {d['apogee_speed_km_s']:.3f} km/s there (space-fixed)")
    table.add_row("azimuth at launch", f"{d['azimuth_deg']:.2f} deg")
    table.add_row(
        "burnout",
        f"{burnout['time_s']:.1f} s, {burnout['speed_km_s']:.3f} km/s relative to the Earth, "
        f"{burnout['flight_path_angle_deg']:.2f} deg, {burnout['altitude_km']:.1f} km high",
    )
    table.add_row("impact", f"{impact['lat_deg']:.4f} N, {impact['lon_deg']:.4f} E")
    console.print(table)
    happened = Table("s after launch", "event", "height, km", "speed, km/s", "place", box=None)
    for event in d["events"]:
        happened.add_row(
            f"{event['time_s']:,.3f}",
            event["event"],
            f"{round(event['altitude_km'], 2) + 0.0:,.2f}",
            f"{event['speed_km_s']:.3f}",
            f"{event['lat_deg']:.3f} N, {event['lon_deg']:.3f} E",
        )
    console.print(happened)
    for note in flight.notes:
        console.print(Text(note))
    show_used(console, flight.used)


def show_engagement(console: Console, engagement: Engagement) -> None:
    """One engagement as a timeline."""
    d = engagement.as_dict()
    verdict = (
        "No intercept is possible at any launch time under these inputs."
        if d["slack_s"] is None
        else f"Slack {d['slack_s']:+.1f} s, {d['shots']} shot(s) one after the other."
    )
    console.print(Text(verdict, style="bold"))
    console.print(events_table(d["timeline"]))
    for name in d["never_seen_by"]:
        console.print(Text(f"{name}: never sees the missile"))
    show_used(console, engagement.used)


def _timeline(console: Console, events: Sequence[tuple[float, str]]) -> None:
    table = Table("s after launch", "event", box=None)
    for time, event in events:
        table.add_row(f"{time:,.1f}", event)
    console.print(table)


def show_used(console: Console, used: Sequence[Used]) -> None:
    """The numbers an answer stands on, and what else is stated."""
    for row in used:
        mark = f" [{MARKS[row.certainty]}]" if MARKS[row.certainty] else ""
        others = f"; also stated: {', '.join(row.others)}" if row.others else ""
        note = f"; {row.note}" if row.note else ""
        console.print(Text(f"used {row.key} = {row.text} ({row.holder}){mark}{note}{others}", style="dim"))


def show_explanation(console: Console, why: Explanation, names: dict[str, Any]) -> None:
    """The chain behind one verdict."""
    head = Text.assemble((f"{why.verdict}\n", "bold"), (f"{names.get(why.view, why.view)}; the case shown: {why.case}"))
    console.print(Panel(head, title=f"{why.key} · {why.view}", border_style="blue"))
    if why.timeline:
        _timeline(console, why.timeline)
    inputs = _table("Inputs", "parameter", "value", "certainty", "holder", "source", "note")
    for row in why.inputs:
        spread = ""
        if row.low is not None and row.high is not None and row.low < row.high:
            spread = f" [{row.low:.4g}–{row.high:.4g}]"
        source = f"{row.source}, {row.where}" if row.where else row.source
        inputs.add_row(row.key, row.text + spread, MARKS[row.certainty] or "read", row.holder, source, row.note)
    others = Text("Also: " + ", ".join(f"{name} ({MARKS[label] or 'read'})" for name, label in why.other_inputs))
    formulas = _table("Formulas", "step", "what is done", "page in docs/methods")
    for step, done, page in why.formulas:
        formulas.add_row(step, done, page)
    console.print(Group(inputs, others, Text(), formulas))
