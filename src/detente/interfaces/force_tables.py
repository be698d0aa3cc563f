"""Held forces, their history and paths of reduction as tables in a terminal. Shows; computes nothing."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.force_result import Changed, CountryForces, Figure, Forces, LegSum, LimitOnDay, TypeRow
from detente.assessment.history_result import Ceiling, ForcesHistory, Panel, Series
from detente.assessment.reduction_result import ReductionPath, Reductions
from detente.interfaces.terminal import MARKS

UNKNOWN = "not known"


def show_forces(console: Console, found: Forces) -> None:
    """One country in full, or a line for each of many."""
    if len(found.countries) > 1:
        _show_overview(console, found)
        return
    (country,) = found.countries
    when = f"on {found.on}" if found.asked else f"latest in the data, to {found.on}"
    console.print(Text(f"{country.country}, {when}", style="bold"))
    if country.types:
        console.print(_by_type(country))
        console.print(_by_leg(country))
    if country.counts:
        console.print(_counts(country.counts))
    for limit in country.limits:
        console.print(Text(f"Limit: {_limit(limit)}"), soft_wrap=True)
    if found.against:
        console.print(_changes(country, found))
    for rival in country.rivals:
        console.print(Text(f"Rival figures: {rival.subject}", style="bold yellow"))
        for figure in rival.figures:
            console.print(Text(f"  {_value(figure)}  {figure.counted}; {_from(figure.sources)}"), soft_wrap=True)
    for said, words in (("Conflict", country.conflicts), ("Not known", country.gaps), ("Left out", country.left_out)):
        for line in words:
            console.print(Text(f"{said}: {line}", style="yellow" if said != "Left out" else "dim"), soft_wrap=True)
    _show_sources(console, found.sources)


def _limit(limit: LimitOnDay) -> str:
    room = f"{limit.headroom:,} below it" if limit.headroom >= 0 else f"{-limit.headroom:,} above it"
    return f"{limit.treaty}, at most {limit.limit:,}: {limit.what} {limit.held:,} ({limit.as_of}), {room}"


def _changes(country: CountryForces, found: Forces) -> Table:
    table = Table(title=f"Against {found.against}", title_justify="left", box=None)
    table.add_column("what", no_wrap=True)
    for column in ("then", "now", "change"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("counted", overflow="fold")
    for row in country.changes:
        then, now = f"{row.before:,} ({row.before_as_of})", f"{row.after:,} ({row.after_as_of})"
        table.add_row(row.what, then, now, _change(row), row.counted)
    if not country.changes:
        table.add_row("no count has a figure of another date", "", "", "", "")
    return table


def _change(row: Changed) -> str:
    """The difference, or the end of it that is known."""
    if row.low is not None and row.low == row.high:
        return f"{row.low:+,}"
    if row.low is not None:
        return f"at least {row.low:+,}"
    return f"at most {row.high:+,}" if row.high is not None else UNKNOWN


def _show_overview(console: Console, found: Forces) -> None:
    title = f"On {found.on}" if found.asked else f"Latest in the data, to {found.on}"
    table = Table(title=title, title_justify="left", box=None)
    table.add_column("country", no_wrap=True)
    for column in ("strategic warheads", "date", "counted", "stockpile", "date", "by type"):
        table.add_column(column, justify="right" if column in ("strategic warheads", "stockpile") else "left")
    for country in found.countries:
        strategic = next((f for f in country.counts if "strategic warheads" in f.what or "deployed warheads" in f.what
                          or "attributed" in f.what), None)  # fmt: skip
        stock = next((figure for figure in country.counts if figure.what == "military stockpile"), None)
        table.add_row(
            country.country, *_cells(strategic), strategic.what if strategic else "", *_cells(stock),
            f"list of {country.types_as_of}" if country.types_as_of else UNKNOWN,
        )  # fmt: skip
    console.print(table)
    said = "Counts differ by rule: detente forces COUNTRY shows each with its source, its age and its gaps."
    console.print(Text(said, style="dim italic"))


def _cells(figure: Figure | None) -> tuple[str, str]:
    return (_value(figure), figure.as_of) if figure else (UNKNOWN, "")


def _by_type(country: CountryForces) -> Table:
    age = f", {_age(country.types_age_days)}" if country.types_age_days else ""
    title = f"By type: list of {country.types_as_of}{age}; warheads {country.types_counted}"
    table = Table(title=title, title_justify="left", box=None)
    table.add_column("leg", no_wrap=True)
    table.add_column("type", no_wrap=True)
    for column in ("held", "each", "warheads"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("certainty", no_wrap=True)
    table.add_column("source", no_wrap=True)
    table.add_column("remark", overflow="fold")
    for row in country.types:
        table.add_row(*_type_cells(row))
    return table


def _type_cells(row: TypeRow) -> Iterator[str]:
    name = f"{row.system} ({row.other_name})" if row.other_name else row.system
    yield row.leg
    yield name if row.level != "leg" else "whole leg, as stated"
    yield f"{row.deployed:,} {row.unit}" if row.deployed is not None else ""
    yield _count(row.warheads_each, "")
    yield _count(row.warheads_total)
    yield MARKS[row.certainty] or "read"
    yield _from(row.sources)
    yield row.note or ""


def _by_leg(country: CountryForces) -> Table:
    table = Table(title="By leg", title_justify="left", box=None)
    for column in ("leg", "held", "warheads", "how", "certainty"):
        table.add_column(column, justify="right" if column in ("held", "warheads") else "left", no_wrap=column == "leg")
    for leg in country.legs:
        table.add_row(leg.leg, _held(leg), _value(leg.warheads), leg.warheads.counted, _mark(leg.warheads))
    if country.whole:
        table.add_row("all", "", _value(country.whole), country.whole.counted, _mark(country.whole))
    return table


def _held(leg: LegSum) -> str:
    return ", ".join(f"{_value(figure)} {figure.unit}" for figure in leg.deployed) or UNKNOWN


def _counts(figures: Sequence[Figure]) -> Table:
    table = Table(title="Other counts", title_justify="left", box=None)
    table.add_column("what", no_wrap=True)
    table.add_column("number", justify="right")
    for column in ("date", "age"):
        table.add_column(column, no_wrap=True)
    table.add_column("counted", overflow="fold", min_width=26)
    table.add_column("certainty", no_wrap=True)
    table.add_column("source", no_wrap=True)
    table.add_column("remark", overflow="fold")
    for figure in figures:
        table.add_row(
            figure.what, _value(figure), figure.as_of, _age(figure.age_days), figure.counted, _mark(figure),
            _from(figure.sources), figure.note or "",
        )  # fmt: skip
    return table


def _value(figure: Figure) -> str:
    if figure.value is None:
        return UNKNOWN
    return f"{'at least ' if figure.at_least else ''}{figure.value:,}"


def _mark(figure: Figure) -> str:
    return (MARKS[figure.certainty] or "read") if figure.certainty else ""


def _count(value: int | None, unknown: str = UNKNOWN) -> str:
    return unknown if value is None else f"{value:,}"


def _from(sources: Sequence[str]) -> str:
    return ", ".join(sources)


def _age(days: tuple[int, int]) -> str:
    """How old a figure is, as exactly as its date allows."""
    least, most = days
    if least == most:
        return "of the day" if most == 0 else _days(most)
    if least == 0:
        return f"up to {_days(most)}"
    first, last = _days(least), _days(most)
    unit = " " + last.rpartition(" ")[2]
    return f"{first.removesuffix(unit)} to {last}"


def _days(days: int) -> str:
    if days < 60:
        return f"{days} d"
    return f"{days / 30.4375:.0f} months" if days < 730 else f"{days / 365.25:.1f} years"


def _show_sources(console: Console, sources: dict[str, dict[str, str | None]]) -> None:
    if not sources:
        return
    console.print(Text("Sources", style="bold"))
    for name, source in sources.items():
        licence = (source["licence"] or "").partition(",")[0]
        parts = (source["title"], source["publisher"], source["date"], licence)
        console.print(Text(f"  {name}: {'; '.join(part for part in parts if part)}", style="dim"), soft_wrap=True)


# History


def show_history(console: Console, found: ForcesHistory) -> None:
    """First, highest and last figure of every series, its gaps, and the ceilings of its panel."""
    for panel in found.panels:
        console.print(Text(f"\n{panel.title}", style="bold"))
        console.print(Text(f"{panel.unit}: {panel.counted}", style="italic"), soft_wrap=True)
        console.print(_panel(panel))
        for ceiling in panel.ceilings:
            console.print(Text(f"  ceiling: {_ceiling(ceiling)}"), soft_wrap=True)


def _panel(panel: Panel) -> Table:
    table = Table(box=None)
    several = len({series.counted for series in panel.series}) > 1
    table.add_column("country", no_wrap=True)
    for column in ("first", "highest", "last", "dates", "gaps"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("without a figure", overflow="fold")
    if several:
        table.add_column("counted", overflow="fold")
    for series in panel.series:
        table.add_row(series.country, *_ends(series), *([series.counted] if several else []))
    return table


def _ends(series: Series) -> Iterator[str]:
    known = [mark for mark in series.marks if mark.value is not None]
    highest = max(known, key=lambda mark: mark.value or 0)
    for mark in (known[0], highest, known[-1]):
        yield f"{mark.value:,} ({mark.date})"
    yield str(len(known))
    yield str(len(series.gaps)) if series.gaps else ""
    yield ", ".join(mark.date for mark in series.gaps)


def _ceiling(ceiling: Ceiling) -> str:
    force = (
        f"in force {ceiling.in_force_from} to {ceiling.in_force_to or 'no day stated'}"
        if ceiling.in_force_from
        else "never"
    )
    binds = f"binds from {ceiling.due}" if ceiling.binds else f"was to bind from {ceiling.due}, and never did"
    mark = MARKS[ceiling.certainty] or "read"
    return f"{ceiling.treaty}, {ceiling.title}; {binds}; {force} ({mark}, {ceiling.source})"


# Reductions


def show_reductions(console: Console, found: Reductions) -> None:
    """Every path, year by year and by leg."""
    console.print(Text(found.title, style="bold"))
    for path in found.paths:
        whose = "" if path.party == "given" else f"{path.party}, "
        head = f"\n{path.id}: {whose}{path.counted}; {path.held:,} {path.unit} ({path.begins})"
        console.print(Text(head, style="bold"), soft_wrap=True)
        console.print(_path(path))
        for line in _remarks(path):
            console.print(Text(f"  {line}", style="dim"), soft_wrap=True)
    _show_sources(console, found.sources)


def _path(path: ReductionPath) -> Table:
    table = Table(box=None)
    table.add_column("day", no_wrap=True)
    ranged, seen = path.points[0].low_total is not None, bool(path.observed)
    columns = ["left", *(["to the low end"] if ranged else []), *path.legs, "cut", "allowed", "headroom"]
    for column in (*columns, *(["reported"] if seen else [])):
        table.add_column(column, justify="right", no_wrap=True)
    for point in path.points:
        cells = [_count(point.total), *([_count(point.low_total)] if ranged else [])]
        cells += [_count(point.legs[leg]) for leg in path.legs]
        cells += [_count(point.cut), _count(point.allowed, "no limit yet"), _count(point.headroom, "")]
        if seen:
            cells.append(f"{point.observed:,} ({point.observed_on})" if point.observed is not None else UNKNOWN)
        table.add_row(point.day, *cells)
    return table


def _remarks(path: ReductionPath) -> Iterator[str]:
    yield f"pace: {path.pace_said}"
    if path.legs:
        order = f" ({', '.join(path.order)})" if path.order else ""
        yield f"legs: {path.rule_said}{order}"
    if path.gap:
        yield path.gap
    for limit in path.limits:
        low = f"{limit.low:,} to " if limit.low is not None else ""
        said = f"; {limit.note}" if limit.note else ""
        where = _where(limit.certainty, limit.source)
        yield f"limit: {limit.name}, {low}{limit.at_most:,} by {limit.by} ({where}){said}"
    said = f"; {path.note}" if path.note else ""
    yield f"held: {_where(path.certainty, path.source)}{said}"


def _where(certainty: str, source: str | None) -> str:
    return ", ".join(part for part in (MARKS[certainty] or "read", source) if part)
