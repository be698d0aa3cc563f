"""Held forces, their history and paths of reduction as tables in a terminal. Shows; computes nothing."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.assessment.force_result import Changed, CountryForces, Figure, Forces, LegSum, LimitOnDay, TypeRow
from detente.assessment.history_result import Ceiling, ForcesHistory, Panel, Series
from detente.assessment.reduction_result import ReductionPath, Reductions
from detente.interfaces.terminal import standing
from detente.messages import digits, mark, plural, tr

UNKNOWN = mark("not known")
WORDS = (
    mark("ICBM"), mark("SLBM"), mark("bomber"), mark("launchers"), mark("warheads"), mark("aircraft"), mark("vehicles"),
    mark("deliverable strategic warheads, estimate series"), mark("deployed warheads by the rules of New START"),
    mark("deployed and non-deployed launchers by the rules of New START"),
    mark("deployed missiles and bombers by the rules of New START"),
    mark("long-range warheads, as the press rounded them"),
    mark("strategic warheads by type, as a data file lists them"),
    mark("warheads on ICBM with more than one, attributed by START I"),
)  # fmt: skip
"""Words of the tables of forces and paths, for the catalogue of messages."""


def show_forces(console: Console, found: Forces) -> None:
    """One country in full, or a line for each of many."""
    if len(found.countries) > 1:
        _show_overview(console, found)
        return
    (country,) = found.countries
    named = {"country": country.country, "day": found.on}
    head = tr("{country}, on {day}", **named) if found.asked else tr("{country}, latest in the data, to {day}", **named)
    console.print(Text(head, style="bold"))
    if country.types:
        console.print(_by_type(country))
        console.print(_by_leg(country))
    if country.counts:
        console.print(_counts(country.counts))
    for limit in country.limits:
        console.print(Text(tr("Limit: {limit}", limit=_limit(limit))), soft_wrap=True)
    if found.against:
        console.print(_changes(country, found))
    for rival in country.rivals:
        rivals = tr("Rival figures: {subject}", subject=rival.subject)
        console.print(Text(rivals, style="bold yellow"))
        for figure in rival.figures:
            said = f"  {_value(figure)}  {tr(figure.counted)}; {_from(figure.sources)}"
            console.print(Text(said), soft_wrap=True)
    for line in country.conflicts:
        console.print(Text(tr("Conflict: {what}", what=line), style="yellow"), soft_wrap=True)
    for line in country.gaps:
        console.print(Text(tr("Not known: {what}", what=line), style="yellow"), soft_wrap=True)
    for line in country.left_out:
        console.print(Text(tr("Left out: {what}", what=line), style="dim"), soft_wrap=True)
    _show_sources(console, found.sources)


def _limit(limit: LimitOnDay) -> str:
    if limit.headroom >= 0:
        room = tr("{count:,} below it", count=limit.headroom)
    else:
        room = tr("{count:,} above it", count=-limit.headroom)
    return tr(
        "{treaty} ({title}), at most {limit:,}: {what} {held:,} ({date}), {room}",
        treaty=limit.treaty,
        title=limit.title,
        limit=limit.limit,
        what=limit.what,
        held=limit.held,
        date=limit.as_of,
        room=room,
    )


def _changes(country: CountryForces, found: Forces) -> Table:
    table = Table(title=tr("Against {day}", day=found.against), title_justify="left", box=None)
    table.add_column(tr("what"), no_wrap=True)
    for column in (mark("then"), mark("now"), mark("change")):
        table.add_column(tr(column), justify="right", no_wrap=True)
    table.add_column(tr("counted"), overflow="fold")
    for row in country.changes:
        then, now = _dated(row.before, row.before_as_of), _dated(row.after, row.after_as_of)
        table.add_row(tr(row.what), then, now, _change(row), tr(row.counted))
    if not country.changes:
        table.add_row(tr("no count has a figure of another date"), "", "", "", "")
    return table


def _dated(count: int, date: str) -> str:
    return digits(f"{count:,}") + f" ({date})"


def _change(row: Changed) -> str:
    """The difference, or the end of it that is known."""
    if row.low is not None and row.low == row.high:
        return digits(f"{row.low:+,}")
    if row.low is not None:
        return tr("at least {count:+,}", count=row.low)
    return tr("at most {count:+,}", count=row.high) if row.high is not None else tr(UNKNOWN)


def _show_overview(console: Console, found: Forces) -> None:
    title = tr("On {day}", day=found.on) if found.asked else tr("Latest in the data, to {day}", day=found.on)
    table = Table(title=title, title_justify="left", box=None)
    table.add_column(tr("country"), no_wrap=True)
    columns = (mark("strategic warheads"), mark("date"), mark("counted"), mark("stockpile"), mark("date"))
    for column in (*columns, mark("by type")):
        right = column in ("strategic warheads", "stockpile")
        table.add_column(tr(column), justify="right" if right else "left")
    for country in found.countries:
        strategic = next((f for f in country.counts if "strategic warheads" in f.what or "deployed warheads" in f.what
                          or "attributed" in f.what), None)  # fmt: skip
        stock = next((figure for figure in country.counts if figure.what == "military stockpile"), None)
        listed = tr("list of {day}", day=country.types_as_of) if country.types_as_of else tr(UNKNOWN)
        counted = tr(strategic.what) if strategic else ""
        table.add_row(tr(country.country), *_cells(strategic), counted, *_cells(stock), listed)
    console.print(table)
    said = tr("Counts differ by rule: detente forces COUNTRY shows each with its source, its age and its gaps.")
    console.print(Text(said, style="dim italic"))


def _cells(figure: Figure | None) -> tuple[str, str]:
    return (_value(figure), figure.as_of) if figure else (tr(UNKNOWN), "")


def _by_type(country: CountryForces) -> Table:
    aged = {"day": country.types_as_of, "counted": country.types_counted}
    if country.types_age_days:
        title = tr("By type: list of {day}, {age}; warheads {counted}", age=_age(country.types_age_days), **aged)
    else:
        title = tr("By type: list of {day}; warheads {counted}", **aged)
    table = Table(title=title, title_justify="left", box=None)
    table.add_column(tr("leg"), no_wrap=True)
    table.add_column(tr("type"), no_wrap=True)
    for column in (mark("held"), mark("each"), mark("warheads")):
        table.add_column(tr(column), justify="right", no_wrap=True)
    table.add_column(tr("certainty"), no_wrap=True)
    table.add_column(tr("source"), no_wrap=True)
    table.add_column(tr("remark"), overflow="fold")
    for row in country.types:
        table.add_row(*_type_cells(row))
    return table


def _type_cells(row: TypeRow) -> Iterator[str]:
    name = f"{tr(row.system)} ({tr(row.other_name)})" if row.other_name else tr(row.system)
    yield tr(row.leg)
    yield name if row.level != "leg" else tr("whole leg, as stated")
    yield _of_unit(digits(f"{row.deployed:,}"), row.unit) if row.deployed is not None else ""
    yield _count(row.warheads_each, "")
    yield _count(row.warheads_total)
    yield standing(row.certainty)
    yield _from(row.sources)
    yield tr(row.note or "")


def _of_unit(count: str, unit: str) -> str:
    return tr("{count} {unit}", count=count, unit=unit)


def _by_leg(country: CountryForces) -> Table:
    table = Table(title=tr("By leg"), title_justify="left", box=None)
    for column in (mark("leg"), mark("held"), mark("warheads"), mark("how"), mark("certainty")):
        right = column in ("held", "warheads")
        table.add_column(tr(column), justify="right" if right else "left", no_wrap=column == "leg")
    for leg in country.legs:
        table.add_row(tr(leg.leg), _held(leg), _value(leg.warheads), tr(leg.warheads.counted), _mark(leg.warheads))
    if country.whole:
        table.add_row(tr("all"), "", _value(country.whole), tr(country.whole.counted), _mark(country.whole))
    return table


def _held(leg: LegSum) -> str:
    return ", ".join(_of_unit(_value(figure), figure.unit) for figure in leg.deployed) or tr(UNKNOWN)


def _counts(figures: Sequence[Figure]) -> Table:
    table = Table(title=tr("Other counts"), title_justify="left", box=None)
    table.add_column(tr("what"), no_wrap=True)
    table.add_column(tr("number"), justify="right")
    for column in (mark("date"), mark("age")):
        table.add_column(tr(column), no_wrap=True)
    table.add_column(tr("counted"), overflow="fold", min_width=26)
    table.add_column(tr("certainty"), no_wrap=True)
    table.add_column(tr("source"), no_wrap=True)
    table.add_column(tr("remark"), overflow="fold")
    for figure in figures:
        table.add_row(
            tr(figure.what), _value(figure), figure.as_of, _age(figure.age_days), tr(figure.counted), _mark(figure),
            _from(figure.sources), tr(figure.note or ""),
        )  # fmt: skip
    return table


def _value(figure: Figure) -> str:
    if figure.value is None:
        return tr(UNKNOWN)
    return tr("at least {count:,}", count=figure.value) if figure.at_least else digits(f"{figure.value:,}")


def _mark(figure: Figure) -> str:
    return standing(figure.certainty) if figure.certainty else ""


def _count(value: int | None, unknown: str = UNKNOWN) -> str:
    return tr(unknown) if value is None else digits(f"{value:,}")


def _from(sources: Sequence[str]) -> str:
    return ", ".join(sources)


def _age(days: tuple[int, int]) -> str:
    """How old a figure is, as exactly as its date allows."""
    least, most = days
    if least == most:
        return tr("of the day") if most == 0 else _days(most)
    if least == 0:
        return tr("up to {age}", age=_days(most))
    first, last = _days(least), _days(most)
    unit = " " + last.rpartition(" ")[2]
    return tr("{low} to {high}", low=first.removesuffix(unit), high=last)


def _days(days: int) -> str:
    if days < 60:
        return tr("{count} d", count=days)
    if days >= 730:
        return tr("{count:.1f} years", count=days / 365.25)
    months = round(days / 30.4375)
    return tr(plural(months, "{count} months", "{count} months"))


def _show_sources(console: Console, sources: dict[str, dict[str, str | None]]) -> None:
    if not sources:
        return
    console.print(Text(tr("Sources"), style="bold"))
    for name, source in sources.items():
        licence = tr(source["licence"] or "").partition(",")[0]
        parts = (source["title"], tr(source["publisher"] or ""), source["date"], licence)
        console.print(Text(f"  {name}: {'; '.join(part for part in parts if part)}", style="dim"), soft_wrap=True)


# History


def show_history(console: Console, found: ForcesHistory) -> None:
    """First, highest and last figure of every series, its gaps, and the ceilings of its panel."""
    for panel in found.panels:
        console.print(Text(f"\n{tr(panel.title)}", style="bold"))
        console.print(Text(f"{tr(panel.unit)}: {tr(panel.counted)}", style="italic"), soft_wrap=True)
        console.print(_panel(panel))
        for ceiling in panel.ceilings:
            console.print(Text("  " + tr("ceiling: {ceiling}", ceiling=_ceiling(ceiling))), soft_wrap=True)


def _panel(panel: Panel) -> Table:
    table = Table(box=None)
    several = len({series.counted for series in panel.series}) > 1
    table.add_column(tr("country"), no_wrap=True)
    for column in (mark("first"), mark("highest"), mark("last"), mark("dates"), mark("gaps")):
        table.add_column(tr(column), justify="right", no_wrap=True)
    table.add_column(tr("without a figure"), overflow="fold")
    if several:
        table.add_column(tr("counted"), overflow="fold")
    for series in panel.series:
        table.add_row(tr(series.country), *_ends(series), *([tr(series.counted)] if several else []))
    return table


def _ends(series: Series) -> Iterator[str]:
    known = [figure for figure in series.marks if figure.value is not None]
    highest = max(known, key=lambda figure: figure.value or 0)
    for figure in (known[0], highest, known[-1]):
        yield _dated(figure.value or 0, figure.date)
    yield str(len(known))
    yield str(len(series.gaps)) if series.gaps else ""
    yield ", ".join(figure.date for figure in series.gaps)


def _ceiling(ceiling: Ceiling) -> str:
    if not ceiling.in_force_from:
        force = tr("never")
    elif ceiling.in_force_to:
        force = tr("in force {low} to {high}", low=ceiling.in_force_from, high=ceiling.in_force_to)
    else:
        force = tr("in force {low} to no day stated", low=ceiling.in_force_from)
    if ceiling.binds:
        binds = tr("binds from {day}", day=ceiling.due)
    else:
        binds = tr("was to bind from {day}, and never did", day=ceiling.due)
    sure = f"({standing(ceiling.certainty)}, {ceiling.source})"
    return f"{tr(ceiling.treaty)}, {tr(ceiling.title)}; {binds}; {force} {sure}"


# Reductions


def show_reductions(console: Console, found: Reductions) -> None:
    """Every path, year by year and by leg."""
    console.print(Text(tr(found.title), style="bold"))
    for path in found.paths:
        whose = "" if path.party == "given" else f"{tr(path.party)}, "
        held = _of_unit(digits(f"{path.held:,}"), path.unit)
        head = f"\n{path.id}: {whose}{tr(path.counted)}; {held} ({path.begins})"
        console.print(Text(head, style="bold"), soft_wrap=True)
        console.print(_path(path))
        for line in _remarks(path):
            console.print(Text(f"  {line}", style="dim"), soft_wrap=True)
    _show_sources(console, found.sources)


def _path(path: ReductionPath) -> Table:
    table = Table(box=None)
    table.add_column(tr("day"), no_wrap=True)
    ranged, seen = path.points[0].low_total is not None, bool(path.observed)
    columns = [mark("left"), *([mark("to the low end")] if ranged else []), *path.legs, mark("cut"), mark("allowed")]
    for column in (*columns, mark("headroom"), *([mark("reported")] if seen else [])):
        table.add_column(tr(column), justify="right", no_wrap=True)
    for point in path.points:
        cells = [_count(point.total), *([_count(point.low_total)] if ranged else [])]
        cells += [_count(point.legs[leg]) for leg in path.legs]
        cells += [_count(point.cut), _count(point.allowed, mark("no limit yet")), _count(point.headroom, "")]
        if seen:
            observed = point.observed
            cells.append(_dated(observed, str(point.observed_on)) if observed is not None else tr(UNKNOWN))
        table.add_row(point.day, *cells)
    return table


def _remarks(path: ReductionPath) -> Iterator[str]:
    yield tr("pace: {pace}", pace=path.pace_said)
    if path.legs:
        rule = tr("legs: {rule}", rule=path.rule_said)
        yield f"{rule} ({', '.join(tr(leg) for leg in path.order)})" if path.order else rule
    if path.gap:
        yield tr(path.gap)
    for limit in path.limits:
        most = digits(f"{limit.at_most:,}")
        span = tr("{low} to {high}", low=digits(f"{limit.low:,}"), high=most) if limit.low is not None else most
        said = tr("limit: {name}, {span} by {day} ({where})", name=limit.name, span=span, day=limit.by,
                  where=_where(limit.certainty, limit.source))  # fmt: skip
        yield f"{said}; {tr(limit.note)}" if limit.note else said
    held = tr("held: {where}", where=_where(path.certainty, path.source))
    yield f"{held}; {tr(path.note)}" if path.note else held


def _where(certainty: str, source: str | None) -> str:
    return ", ".join(part for part in (standing(certainty), source) if part)
