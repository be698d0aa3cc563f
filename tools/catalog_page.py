"""docs/catalog.md: every entry of the catalogue with its statements, each checked against an outside number."""

from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any

from detente.reading.listing import as_dict, catalog
from tests.published.catalog_checks import UNCHECKED, Compared, compared

HERE = Path(__file__).parent
HEADINGS = {
    "missile": "Missiles", "interceptor": "Interceptors", "radar": "Radars", "space-infrared": "Infrared satellites",
}  # fmt: skip
MARKS = {"assumed": "**assumption**"}


def catalog_page() -> str:
    """The whole page."""
    entries = [as_dict(system) for system in catalog()]
    sources = {key: source for entry in entries for key, source in entry["sources"].items()}
    numbers = {key: number for number, key in enumerate(sources, 1)}
    words = Template((HERE / "pages" / "catalog.md").read_text(encoding="utf-8"))
    checked = {row.check.system for row in compared()}
    return words.substitute(
        entries=len(entries), checks=len(compared()), checked=len(checked), unchecked=len(UNCHECKED),
        passed=sum(row.passed for row in compared()),
        check_table=_table(
            ("entry", "check", "kind", "published", "ours", "difference", "may be", "unit", "pass", "from"),
            [_check(row) for row in compared()],
        ),
        reasons=_table(("row", "bounds and conditions"), _conditions()),
        left=_table(("entry", "why"), [[f"[{name}](#{name})", why] for name, why in UNCHECKED.items()]),
        list="\n\n".join(_section(kind, entries, numbers) for kind in HEADINGS),
        sources="\n".join(f"{numbers[key]}. {_source(source)}" for key, source in sources.items()),
    )  # fmt: skip


def _table(head: tuple[str, ...], lines: list[list[str]]) -> str:
    rows = (list(head), ["---"] * len(head), *lines)
    return "\n".join("| " + " | ".join(line) + " |" for line in rows)


# The checks


def _number(value: float) -> str:
    """At most five digits, no power of ten."""
    return f"{float(f'{value:.5g}'):g}" if abs(value) < 1e5 else f"{value:.0f}"


def _check(row: Compared) -> list[str]:
    check = row.check
    low, high = (_number(float(end)) if end else "any" for end in (check.low, check.high))
    try:
        difference = f"{100.0 * (row.ours / float(check.published) - 1.0):+.1f} %"
    except ValueError:
        difference = ""
    if not (check.low and check.high):
        difference = ""  # one bound only: nothing is meant to be equal
    source = f"[{check.source_title}]({check.source_url})" if check.source_url else check.source_title
    return [
        f"[{check.system}](#{check.system})", check.check, check.kind, check.published, _number(row.ours), difference,
        f"{low} to {high}", check.unit, "yes" if row.passed else "**no**", f"{source} ({check.certainty})",
    ]  # fmt: skip


def _conditions() -> list[list[str]]:
    return [[f"{row.check.system}: {row.check.check}", row.check.conditions] for row in compared()]


# The entries


def _section(kind: str, entries: list[dict[str, Any]], numbers: dict[str, int]) -> str:
    parts = [_entry(entry, numbers) for entry in entries if entry["kind"] == kind]
    return "\n\n".join([f"### {HEADINGS[kind]}", *parts])


def _entry(entry: dict[str, Any], numbers: dict[str, int]) -> str:
    said = [entry["name"] + (f" ({entry['class']})" if entry["class"] else "") + "."]
    if entry["aliases"]:
        said.append(f"Also `{'`, `'.join(entry['aliases'])}`.")
    if entry["note"]:
        said.append(entry["note"])
    if entry["lacking"]:
        said.append(f"Not enough to compute with: nobody states its {', '.join(entry['lacking'])}.")
    head = ("what", "value", "holder", "certainty", "date", "source")
    return f"#### {entry['id']}\n\n{' '.join(said)}\n\n{_table(head, list(_lines(entry, numbers)))}"


def _lines(entry: dict[str, Any], numbers: dict[str, int]) -> Iterator[list[str]]:
    for name, statements in entry["parameters"].items():
        for said in statements:
            value = said["text"]
            if said["low"] < said["high"] and " to " not in value:
                value += f" ({_number(said['low'])} to {_number(said['high'])})"
            yield _line(name.replace("_", " "), value, said, numbers)
    for place, stage in enumerate(entry["stages"], 1):
        masses = f"{stage['fuelled_mass_kg']:g} kg full, {stage['empty_mass_kg']:g} kg empty"
        yield _line(f"stage {place}", f"{masses}, {stage['burn_time_s']:g} s", stage, numbers)
    for fact in entry["facts"]:
        yield _line(fact["what"], fact["value"], fact, numbers)
    for flight in entry["flights"]:
        named = [f"{name} {flight[name]}" for name in ("range", "apogee", "time", "speed") if flight[name]]
        yield _line("flight", ", ".join(named), flight, numbers)
    for site in entry["sites"]:
        dates = [f"{name} {site[name]}" for name in ("planned", "since", "until") if site[name]]
        count = [str(site["count"])] if site["count"] else []
        where = site["place"] or site["name"]
        yield _line("site", f"{where}: {', '.join([*count, site['status'], *dates])}", {**site, "holder": ""}, numbers)


def _line(what: str, value: str, row: dict[str, Any], numbers: dict[str, int]) -> list[str]:
    source = str(numbers[row["source"]]) if row["source"] else ""
    certainty = MARKS.get(row["certainty"], row["certainty"])
    return [what, value, row["holder"], certainty, row.get("date") or "", source]


def _source(source: dict[str, Any]) -> str:
    said = [source["title"], source["publisher"], source["date"] or "date not given"]
    return ". ".join(part for part in (*said, source["address"], source["licence"]) if part)
