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
from detente.messages import digits, mark, plural, tr
from detente.units import spoken

SIGNS = {"within reach": "bold red", "marginal": "yellow", "out of reach": "green", "only if": "yellow"}
MARKS = {"read": "", "secondary": mark("secondary"), "derived": mark("derived"), "assumed": mark("assumption")}


def show_assessment(console: Console, result: Assessment) -> None:
    """Security, balance, strategic balance, treaties, crux, claims, weakest inputs."""
    title = f"[bold]{tr(result.title)}"
    console.print(Panel(Text(tr(result.asks), style="italic"), title=title, border_style="blue"))
    console.print(_views(result))
    if result.security:
        console.print(_security(result))
    if result.balance:
        console.print(_balance(result))
        for said in _left_out(result):
            console.print(said)
    if result.strategic.handed:
        console.print(Text("\n" + tr("3 Strategic balance"), style="bold"))
        show_short(console, result.strategic)
    if result.treaties:
        head = tr("4 Treaties: what is allowed, on the dossier's own day and as planned")
        console.print(Text(f"\n{head}", style="bold"))
        show_findings(console, result.treaties)
    if result.crux:
        console.print(_crux(result))
    if result.doubt is not None:
        show_doubt(console, result)
    if result.claims:
        console.print(_claims(result))
    console.print(_weakest(result))


def _left_out(result: Assessment) -> list[Text]:
    """What the table of the balance does not show: aim points out of range, and answers without a launch."""
    said = []
    short = [row for row in result.balance if row.pairs_out_of_range]
    if short:
        names = sorted({tr(result.names.get(row.deterrent, row.deterrent)) for row in short})
        beyond = tr("Some aim points lie beyond the missile's range and are left out: {names}.", names="; ".join(names))
        said.append(Text(beyond, style="dim italic"))
    silent = [row for row in result.balance if _silent(row)]
    if silent:
        groups = sorted({
            tr("{interceptor} at {site} (phase {phase})", interceptor=row.interceptor, site=row.site, phase=row.phase)
            for row in silent
        })  # fmt: skip
        answers = plural(
            len(silent),
            "Out of reach at any launch time, in {count} more answer: {groups}.",
            "Out of reach at any launch time, in {count} more answers: {groups}.",
            groups="; ".join(groups),
        )
        said.append(Text(tr(answers) + "\n"))
    return said


def _table(title: str, *columns: str, note: str = "") -> Table:
    """A table whose title, columns and note are messages."""
    caption = Text(tr(note), style="dim italic") if note else None
    table = Table(title=f"\n[bold]{tr(title)}", title_justify="left", caption=caption, caption_justify="left")
    for column in columns:
        right = column in ("slack", "area", "people", "capitals", "shots", "latest")
        fixed = column in ("parameter", "phase", "view")
        table.add_column(tr(column), justify="right" if right else "left", overflow="fold", no_wrap=fixed)
    return table


def _views(result: Assessment) -> Table:
    table = _table(mark("Views"), mark("view"), mark("whose assumptions"))
    for name, view in result.views.items():
        title, holder = tr(view["title"]), tr(view["holder"])
        table.add_row(name, f"{title} ({holder})" if view["title"] != view["holder"] else title)
    return table


def _security(result: Assessment) -> Table:
    note = mark(
        "Shares of what the threat reaches, at the central values (in brackets: over the stated ranges). "
        "Where a phase changes nothing it is left out."
    )
    columns = (mark("phase"), mark("threat"), mark("view"), mark("area"), mark("people"), mark("capitals"))
    table = _table(mark("1 Security: is each side protected?"), *columns, mark("answer"), note=note)
    order = list(dict.fromkeys(row.threat for row in result.security))
    previous = ""
    for row in sorted(changed(result.security), key=lambda row: (order.index(row.threat), row.phase, row.view)):
        name = tr(result.names.get(row.threat, row.threat))
        shares = [Text(percent(row.ranges[part])) for part in ("area_share", "population_share", "capitals_share")]
        shown = name if name != previous else ""
        table.add_row(f"{row.phase} ({row.year})", shown, row.view, *shares, tr(row.verdict))
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
    median = digits(f"{share.median:.0%}")
    if share.low is None or share.high is None or share.low == share.high:
        return median
    return f"{median} [{digits(f'{share.low:.0%}')}–{digits(f'{share.high:.0%}')}]"


def seconds(slack: Seconds) -> str:
    """A slack with its range; "never" where no interceptor ever gets there."""
    low, median, high = (mark("never") if value is None else digits(f"{value:+.0f}") for value in vars(slack).values())
    if median == "never" and high == "never":
        return tr("never")
    return tr("{median} [{low}, {high}] s", median=median, low=low, high=high)


def _silent(row: BalanceRow) -> bool:
    return row.slack_s.high is None


def _balance(result: Assessment) -> Table:
    note = mark(
        "Slack = latest useful minus earliest possible interceptor launch: middle [low, high] over launch places, aim "
        "points and stated ranges. Negative: too late. Where a phase changes nothing it is left out."
    )
    columns = (mark("phase"), mark("interceptor"), mark("deterrent"), mark("view"), mark("slack"), mark("shots"))
    table = _table(mark("2 Balance: is the other side's deterrent left alone?"), *columns, mark("answer"), note=note)
    previous = ("", "")
    rows = [row for row in changed(result.balance) if not _silent(row)]
    for row in sorted(rows, key=lambda row: (row.phase, row.interceptor, row.site, row.deterrent, row.view)):
        site = tr("{interceptor} at {site}", interceptor=row.interceptor, site=row.site)
        here = (site, tr(result.names.get(row.deterrent, row.deterrent)))
        style = next((style for word, style in SIGNS.items() if row.verdict.startswith(word)), "")
        table.add_row(
            f"{row.phase} ({row.year})",
            here[0] if here[0] != previous[0] else "", here[1] if here != previous else "",
            row.view, Text(seconds(row.slack_s)), str(row.shots), Text(tr(row.verdict), style=style),
        )  # fmt: skip
        previous = here
    return table


def _crux(result: Assessment) -> Table:
    note = tr(
        "For each view: what it claims, and the value at which its answer would turn, all its other assumptions kept. "
        "An arrow: the other view's value alone turns it. Only what the views differ on; all: report.html, "
        "several at once, and what settles it: detente crux {dossier}.",
        dossier=result.dossier,
    )
    columns = []
    for view in result.views:
        columns += [tr("{view}: claims", view=view), tr("{view}: turns at", view=view)]
    table = _table(mark("5 Crux: what does the disagreement turn on?"), mark("assumption"), *columns, note=note)
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
    standing = MARKS.get(row.certainty.get(view, ""), "")
    return _value(row.claimed.get(view), row.unit) + (f" ({tr(standing)})" if standing else "")


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
    name, number = result.names.get(rest[-1], rest[-1]), phase.removeprefix("phase-")
    if kind == "security":
        return tr("phase {number}: protected from {name}?", number=number, name=name)
    interceptor, _, site = rest[0].partition("@")
    return tr(
        "phase {number}: {interceptor} at {site} against {name}",
        number=number, interceptor=interceptor, site=site, name=name,
    )  # fmt: skip


def spoken_assumption(key: str) -> str:
    """A parameter as words."""
    owner, name = key.split(".")
    said = name.replace("_", " ")
    return tr(said) if owner == "defence" else tr("{parameter} of {owner}", parameter=said, owner=owner)


def _value(value: float | str | None, unit: str) -> str:
    if value is None:
        return "–"
    return tr(value) if isinstance(value, str) else f"{digits(f'{value:.4g}')} {tr(unit)}"


def _claims(result: Assessment) -> Table:
    columns = (mark("holder"), mark("statement"), mark("answer"))
    table = _table(mark("6 Claims: what the model says of each public statement"), *columns)
    for row in result.claims:
        answers = [f"{view}: {tr(answer)}" for view, answer in row.answers.items()]
        same = len(set(row.answers.values())) == 1
        first = next(iter(row.answers.values()))
        reason = next(iter(row.details.values()))
        untested = first.startswith("not decided")
        said = f"{tr(first)}: {tr(reason)}" if untested else tr(first) if same else "\n".join(answers)
        table.add_row(tr(row.holder), tr(row.statement), said)
    return table


def _weakest(result: Assessment) -> Table:
    note = mark("Inputs that all these answers share; each answer's own: report.html, or --explain KEY.")
    columns = (mark("view"), mark("certainty"), mark("answers"), mark("inputs that carry it"))
    table = _table(mark("7 The weakest input behind each answer"), *columns, note=note)
    groups: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for row in result.weakest:
        groups.setdefault((row.view, row.certainty), []).append(row.inputs)
    for (view, certainty), inputs in groups.items():
        shared = set(inputs[0]).intersection(*inputs)
        count = tr("{part} of {whole}", part=len(inputs), whole=len(result.weakest) // len(result.views))
        table.add_row(view, standing(certainty), count, ", ".join(tr(name) for name in sorted(shared)))
    return table


def standing(certainty: str) -> str:
    """How sure something is, in a word."""
    return tr(MARKS[certainty] or mark("read"))


def show_flight(console: Console, flight: Flight) -> None:
    """One flight as a short table."""
    d = flight.as_dict()
    table = Table(show_header=False, box=None)
    table.add_row(tr("range"), tr("{range:,.1f} km", range=d["range_km"]))
    table.add_row(tr("flight time"), tr("{time:,.1f} s", time=d["flight_time_s"]))
    apogee = tr("{height:,.1f} km, {speed:.3f} km/s there (space-fixed)", height=d["apogee_km"],
                speed=d["apogee_speed_km_s"])  # fmt: skip
    table.add_row(tr("apogee"), apogee)
    table.add_row(tr("azimuth at launch"), tr("{angle:.2f} deg", angle=d["azimuth_deg"]))
    table.add_row(tr("burnout"), _burnout(d["burnout"]))
    impact = d["impact"]
    place = tr("{north:.4f} N, {east:.4f} E", north=impact["lat_deg"], east=impact["lon_deg"])
    table.add_row(tr("impact"), place)
    console.print(table)
    columns = (mark("s after launch"), mark("event"), mark("height, km"), mark("speed, km/s"), mark("place"))
    happened = Table(*(tr(column) for column in columns), box=None)
    for event in d["events"]:
        happened.add_row(
            digits(f"{event['time_s']:,.3f}"),
            tr(event["event"]),
            digits(f"{round(event['altitude_km'], 2) + 0.0:,.2f}"),
            digits(f"{event['speed_km_s']:.3f}"),
            tr("{north:.3f} N, {east:.3f} E", north=event["lat_deg"], east=event["lon_deg"]),
        )
    console.print(happened)
    for note in flight.notes:
        console.print(Text(tr(note)))
    show_used(console, flight.used)


def _burnout(burnout: dict[str, float]) -> str:
    return tr(
        "{time:.1f} s, {speed:.3f} km/s relative to the Earth, {angle:.2f} deg, {height:.1f} km high",
        time=burnout["time_s"],
        speed=burnout["speed_km_s"],
        angle=burnout["flight_path_angle_deg"],
        height=burnout["altitude_km"],
    )


def show_engagement(console: Console, engagement: Engagement) -> None:
    """One engagement as a timeline."""
    d = engagement.as_dict()
    verdict = (
        tr("No intercept is possible at any launch time under these inputs.")
        if d["slack_s"] is None
        else tr("Slack {slack:+.1f} s, {shots} shot(s) one after the other.", slack=d["slack_s"], shots=d["shots"])
    )
    console.print(Text(verdict, style="bold"))
    console.print(events_table(d["timeline"]))
    for name in d["never_seen_by"]:
        console.print(Text(tr("{name}: never sees the missile", name=name)))
    show_used(console, engagement.used)


def _timeline(console: Console, events: Sequence[tuple[float, str]]) -> None:
    table = Table(tr("s after launch"), tr("event"), box=None)
    for time, event in events:
        table.add_row(digits(f"{time:,.1f}"), tr(event))
    console.print(table)


def show_used(console: Console, used: Sequence[Used]) -> None:
    """The numbers an answer stands on, and what else is stated."""
    for row in used:
        said = tr("used {key} = {text} ({holder})", key=row.key, text=spoken(row.text), holder=row.holder)
        said += f" [{tr(MARKS[row.certainty])}]" if MARKS[row.certainty] else ""
        said += f"; {tr(row.note)}" if row.note else ""
        others = ", ".join(_rival(other) for other in row.others)
        console.print(Text(tr("{said}; also stated: {others}", said=said, others=others) if others else said,
                           style="dim"))  # fmt: skip


def _rival(said: str) -> str:
    """What else is stated, such as "10500 km (StrategyPage)"."""
    value, bracket, holder = said.removesuffix(")").partition(" (")
    return f"{spoken(value)} ({tr(holder)})" if bracket else spoken(said)


def show_explanation(console: Console, why: Explanation, names: dict[str, Any]) -> None:
    """The chain behind one verdict."""
    case = tr("{view}; the case shown: {case}", view=names.get(why.view, why.view), case=why.case)
    head = Text.assemble((f"{tr(why.verdict)}\n", "bold"), case)
    console.print(Panel(head, title=f"{why.key} · {why.view}", border_style="blue"))
    if why.timeline:
        _timeline(console, why.timeline)
    columns = (mark("parameter"), mark("value"), mark("certainty"), mark("holder"), mark("source"), mark("note"))
    inputs = _table(mark("Inputs"), *columns)
    for row in why.inputs:
        spread = ""
        if row.low is not None and row.high is not None and row.low < row.high:
            spread = f" [{digits(f'{row.low:.4g}')}–{digits(f'{row.high:.4g}')}]"
        source = f"{row.source}, {tr(row.where)}" if row.where else row.source
        inputs.add_row(row.key, spoken(row.text) + spread, standing(row.certainty), tr(row.holder), source,
                       tr(row.note))  # fmt: skip
    others = ", ".join(f"{tr(name)} ({standing(label)})" for name, label in why.other_inputs)
    formulas = _table(mark("Formulas"), mark("step"), mark("what is done"), mark("page in docs/methods"))
    for step, done, page in why.formulas:
        formulas.add_row(tr(step), tr(done), page)
    console.print(Group(inputs, Text(tr("Also: {others}", others=others)), Text(), formulas))
