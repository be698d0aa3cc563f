"""Packages both sides could accept, in a terminal. Shows; computes nothing."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.cooperation_result import Cooperation, CoverRow, Gained
from detente.assessment.search_result import BridgeRow, PackageRow, SearchResult
from detente.messages import digits, joined, mark, plural, tr
from detente.report import words
from detente.report.chosen_words import (
    changes_text,
    choice_text,
    conflict_text,
    demand_name,
    judged_by,
    option_name,
    signed,
)

LISTED = 10
"""Packages of the front that are printed; all of them are in the JSON."""


def show_search(console: Console, found: SearchResult) -> None:
    """What passes and what rules pick; proposals with their bridges; else what stands in the way; what sharing adds."""
    counts = found.counts
    console.print(Text(tr("Packages both could accept: {title}", title=found.title), style="bold"))
    head = tr(
        "{all:,} packages, {possible:,} possible, {passing:,} pass every demand, {front:,} of these are beaten by "
        "none. Judged in phase {phase}, compared in {year}: {method}.",
        **counts, phase=found.phase, year=found.year, method=found.method,
    )  # fmt: skip
    console.print(Text(f"{head}\n{judged_by(found)}"))
    console.print(_demands(found))
    if counts["passing"]:
        console.print(_picks(found))
        console.print(Text(_rules(found), style="bold"))
        console.print(_front(found))
    else:
        none = tr("No package passes. Demands that no possible package meets together:")
        console.print(Text(f"\n{none}", style="bold"))
        for conflict in found.conflicts:
            console.print(Text(f"  {conflict_text(found, conflict)}"))
        console.print(_relaxations(found))
    console.print(_alternatives(found))
    if found.shares:
        console.print(_shares(found))
    if found.cooperation is not None:
        show_cooperation(console, found.cooperation)
    console.print(Text("\n".join(tr(note) for note in found.notes), style="dim italic"))


def show_cooperation(console: Console, found: Cooperation) -> None:
    """What each arrangement covers and reaches in the last phase, beside what stands without an agreement."""
    last = max(row.phase for row in found.slack)
    threats = list(dict.fromkeys(row.threat for row in found.cover if row.phase == last))
    note = tr(
        "Phase {phase}. Covered: of the people of the listed towns that a missile reaches; in brackets the gain in "
        "hundredths; below, what is left when a side's own sensors fail, those at its sites excepted. Slack: greatest "
        "over sites and missiles, below 0 nothing is in time. {notes}",
        phase=last, notes=joined(" ", found.notes),
    )  # fmt: skip
    columns = (mark("arrangement"), mark("view"), *threats, mark("greatest slack"))
    table = _table(mark("What working together adds"), *columns, note=note)
    for arrangement in found.arrangements:
        if arrangement.same_as is not None:
            continue
        table.add_section()
        also = [row.id for row in found.arrangements if row.same_as == arrangement.id]
        names = "\n".join([arrangement.id, *(tr("also {name}", name=name) for name in also)])
        for place, view in enumerate(found.views):
            rows = {row.threat: row for row in found.cover
                    if (row.arrangement, row.view, row.phase) == (arrangement.id, view, last)}  # fmt: skip
            slack = [row.slack_s for row in found.slack
                     if (row.arrangement, row.view, row.phase) == (arrangement.id, view, last)]  # fmt: skip
            best = max((value for value in slack if value is not None), default=None)
            table.add_row(*(("", view) if place else (names, view)), *[_gained(rows[threat]) for threat in threats],
                          words.seconds(best))  # fmt: skip
    console.print(table)


def _gained(row: CoverRow) -> str:
    """What is covered, and below it what is when one's own sensors are blind."""
    return f"{_share(row.people)}\n{_share(row.blind)}"


def _share(gained: Gained) -> str:
    gain = gained.gain
    added = f" ({signed(100 * gain, 0)})" if gain is not None and abs(gain) >= 0.005 else ""
    return f"{words.percent(gained.share)}{added}"


def _table(title: str, *columns: str, note: str = "") -> Table:
    """A table whose title, columns and note are messages."""
    caption = Text(tr(note), style="dim italic") if note else None
    table = Table(title=f"\n[bold]{tr(title)}", title_justify="left", caption=caption, caption_justify="left")
    for column in columns:
        right = column in ("burden", "robust", "met by", "would pass")
        table.add_column(tr(column), justify="right" if right else "left", overflow="fold")
    return table


def _demands(found: SearchResult) -> Table:
    shut = not found.counts["passing"]
    note = tr("Met by: of the possible packages.")
    if shut:
        note += " " + tr("Alone: by how much it would have to give, all else kept, for one to pass.")
    columns = (mark("demand"), mark("kind"), mark("met by"), *[mark("alone")] * shut, mark("source"))
    table = _table(mark("What is demanded"), *columns, note=note)
    for row in found.demands:
        concession = words.NONE if row.concession is None else digits(f"{row.concession:.2g}")
        source = f"{row.source}, {tr(row.where or '')}" if row.source else tr(row.certainty)
        met = digits(f"{row.met_by:,}")
        table.add_row(demand_name(found, row.key), tr(row.kind), met, *[concession] * shut, source)
    return table


def _gain(found: SearchResult, row: PackageRow) -> list[str]:
    return [signed(row.gain[role]) for role in found.sides]


def _package(found: SearchResult, row: PackageRow) -> list[str]:
    return [choice_text(found, row.choice), *_gain(found, row), digits(f"{row.burden:g}"), words.percent(row.robust)]


def _heads(found: SearchResult) -> list[str]:
    return [tr("gain, {side}", side=side) for side in found.sides.values()]


def _picks(found: SearchResult) -> Table:
    note = mark(
        "Robust: share of the scenarios of the stated ranges in which the needs of both are met, each in its own view."
    )
    columns = (mark("rule"), mark("package"), *_heads(found), mark("burden"), mark("robust"))
    table = _table(mark("What rules pick"), *columns, note=note)
    for pick in found.picks:
        for place, number in enumerate(pick.packages[:3]):
            table.add_row("" if place else tr(pick.rule), *_package(found, found.package(number)))
        if len(pick.packages) > 3:
            more = tr("and {count:,} more, as good by this rule", count=len(pick.packages) - 3)
            table.add_row("", more, *[""] * 4)
    return table


def _rules(found: SearchResult) -> str:
    if found.rules_agree:
        return tr("All rules agree on a package.")
    return tr("The rules do not agree on one package.")


def _front(found: SearchResult) -> Table:
    rows = sorted((row for row in found.packages if row.front), key=lambda row: (-min(row.gain.values()), row.number))
    note = mark(
        "Beaten: another that passes is nowhere worse and somewhere better, in both gains, robustness and burden."
    )
    columns = (mark("package"), *_heads(found), mark("burden"), mark("robust"))
    table = _table(mark("Beaten by none"), *columns, note=note)
    for row in rows[:LISTED]:
        table.add_row(*_package(found, row))
    if found.counts["front"] > LISTED:
        table.add_row(tr("and {count:,} more", count=found.counts["front"] - LISTED), *[""] * 4)
    return table


def _relaxations(found: SearchResult) -> Table:
    columns = (mark("without"), mark("would pass"), mark("for example"), *_heads(found))
    table = _table(mark("The smallest sets of demands that would have to go"), *columns)
    for row in found.relaxations:
        gone = words.listed([demand_name(found, key) for key in row.demands])
        table.add_row(
            gone, digits(f"{row.packages:,}"), choice_text(found, row.example.choice), *_gain(found, row.example)
        )
    return table


def _alternatives(found: SearchResult) -> Table:
    note = mark("Bridge: the fewest topics on which it would have to change to pass every demand.")
    columns = (mark("proposal"), *_heads(found), mark("misses"), mark("bridge"))
    table = _table(mark("Proposals of the record"), *columns, note=note)
    for row in found.alternatives:
        missed = "\n".join(demand_name(found, key) for key in row.package.fails) or tr("nothing: it passes")
        table.add_row(tr(row.name), *_gain(found, row.package), missed, _bridge(row.bridge))
    return table


def _bridge(bridge: BridgeRow | None) -> str:
    if bridge is None:
        return words.NONE
    lines = [changes_text(bridge.changes)]
    lines += [tr("or {changes}", changes=changes_text(other)) for other in bridge.others]
    rest = bridge.ways - len(lines)
    if rest > 0:
        ways = plural(rest, "or {spelled} other way as short", "or {spelled} other ways as short",
                      spelled=words.spelled(rest))  # fmt: skip
        lines.append(tr(ways))
    return "\n".join(lines)


def _shares(found: SearchResult) -> Table:
    note = mark(
        "Shapley shares over the topics on which the package differs from no agreement; they add up to its gain."
    )
    table = _table(mark("What each option adds"), mark("package"), mark("option"), *_heads(found), note=note)
    for number, name in _told(found):
        rows = [row for row in found.shares if row.package == number]
        for place, row in enumerate(rows):
            shares = [signed(row.share[role]) for role in found.sides]
            table.add_row("" if place else name, option_name(found, row.topic, row.option), *shares)
        table.add_section()
    return table


def _told(found: SearchResult) -> Iterator[tuple[int, str]]:
    """Packages that are picked or on record, each once, with what they are called."""
    names: dict[int, list[str]] = {}
    for pick in found.picks:
        if pick.packages:
            names.setdefault(pick.packages[0], []).append(pick.rule)
    for row in found.alternatives:
        names.setdefault(row.package.number, []).append(row.id)
    for number, several in names.items():
        yield number, ", ".join(tr(name) for name in several)
