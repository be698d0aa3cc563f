"""Write the generated pages of docs/. Run as `python -m tools.write_docs`; the tests check that they are up to date.

The words of a page are in tools/pages; what is computed goes where they say `$name`.
"""

import math
from collections.abc import Callable, Iterable
from pathlib import Path
from string import Template

from detente.flying.flyout import flyout
from detente.flying.vehicles import Interceptor
from tests.flying import second_flyout, second_opinion
from tests.flying.second_opinion import Spread
from tests.published import cases
from tests.published.cases import Record
from tests.published.reasons import NOT_COVERED, OUTSIDE, SHOWN
from tools import flight_tables
from tools.catalog_page import catalog_page
from tools.commands_page import commands_page
from tools.vocabulary_page import vocabulary_page

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
km = 1e3

FAMILIES = {  # start of the id: heading
    "A-": "Closed form, Earth held still",
    "B-": "Textbooks",
    "C-": "The turning Earth",
    "D-": "Reported flights",
    "E-": "Other flights and distances",
    "F-": "Staged missiles",
    "G-": "Intercept tests",
    "I-": "The limits of 1997",
    "K-": "The reach question",
    "L-": "The strategic balance",
}


def validation() -> str:
    """docs/validation.md: published numbers, the second implementation, errors of fly-out and maps."""
    rows, tested = len(cases.rows()), len(cases.covered())
    found = second_opinion.defended_cells()
    words = Template((HERE / "pages" / "validation.md").read_text(encoding="utf-8"))
    return words.substitute(
        all=rows, tested=tested, listed=rows - tested,
        published="\n\n".join(family(start) for start in FAMILIES),
        powered=powered(), apogees=apogees(), cities=cities(), reach=reach(),
        not_covered=listed(NOT_COVERED), shown=listed(SHOWN),
        second=second(), searched=searched(), turning=turning(), looked_up=looked_up(),
        staged_errors=second_flyout.integration_table(), staged_notional=second_flyout.notional_table(),
        map=table(
            ("cells", "defended", "different", "different and not beside the boundary"),
            [[str(n) for n in (found.cells, found.defended, found.different, found.off_boundary)]],
        ),
        outside=outside(),
        libraries=table(("difference in", "median", "95 %", "greatest", "cases"), flight_tables.libraries()),
        orders=table(("integrator", "error", "with half the step", "order"), flight_tables.orders()),
        tiers=table(("vehicle", "tier", "range", "time", "apogee", "speed on the ground, km/s"), flight_tables.tiers()),
        aimed=table(("tier", "time", "apogee", "below 100 km at", "burnout speed, km/s"), flight_tables.aimed()),
        notional=table(
            ("stages", "at burnout", "height there", "range", "time"), flight_tables.notional_beside_staged()
        ),
        budget=table(("changed", "range", "time", "apogee"), flight_tables.budget()),
        others=table(("output", "model", "numerics", "inputs"), flight_tables.budget_of_others()),
        cells=found.cells, median=f"{found.slack.median:.1f}", p95=f"{found.slack.p95:.1f}",
        greatest=f"{found.slack.greatest:.1f}", least=f"{found.least:+.1f}", most=f"{found.most:+.1f}",
    )  # fmt: skip


PAGES: dict[str, Callable[[], str]] = {
    "validation.md": validation, "vocabulary.md": vocabulary_page, "commands.md": commands_page,
    "catalog.md": catalog_page,
}  # fmt: skip


def table(head: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    names = list(head)
    return "\n".join("| " + " | ".join(line) + " |" for line in (names, ["---"] * len(names), *lines))


# Published numbers


def family(start: str) -> str:
    """The tested rows whose id begins like this, and their sources."""
    found = [r for r in cases.records() if r.id.startswith(start)]
    sources = list(dict.fromkeys(r.source for r in found))
    marks = {source: str(number) for number, source in enumerate(sources, 1)}
    head = ("row", "quantity", "published", "ours", "difference", "may be", "unit", "source")
    notes = "\n".join(f"{marks[source]}. {source}" for source in sources)
    lines = [beside(r, marks[r.source]) for r in found]
    return f"### {FAMILIES[start]}\n\n{table(head, lines)}\n\nSources:\n\n{notes}"


def beside(r: Record, source: str) -> list[str]:
    """One row beside our answer, to one digit more than was printed."""
    quantity = f"{r.quantity} ({r.note})" if r.note else r.quantity
    if r.unit == "verdict":
        ours = f"{'yes' if r.ours >= 0.0 else 'no'} ({r.ours:+.0f} s to spare)"
        return [r.id, quantity, r.published, ours, "", r.published, "", source]
    may_be = f"{bound(r.low)} to {bound(r.high)}"
    if r.published == "vector":
        return [r.id, quantity, r.published, f"{r.ours:.0e}", "", may_be, "1", source]
    digits = len(r.published.partition(".")[2]) + 1
    difference = f"{r.ours - float(r.published):+.{digits}f}"
    return [r.id, quantity, r.published, f"{r.ours:.{digits}f}", difference, may_be, r.unit, source]


def bound(value: float) -> str:
    """A bound as it is printed; infinite ones bound nothing."""
    return "any" if math.isinf(value) else f"{value:.6g}"


def off(ours: float, published: float, unit: str, digits: int = 0) -> str:
    """Our answer and by how many percent it is off."""
    return f"{ours:.0f}{unit} ({100.0 * (ours / published - 1.0):+.{digits}f} %)"


def powered() -> str:
    """Reported flight times beside those of powered flights."""
    lines = [
        [
            found.flight.removesuffix("-tof"),
            f"{found.reported:.0f}",
            off(found.solid, found.reported, " s", 1),
            off(found.liquid, found.reported, " s", 1),
            off(found.turn, found.reported, " s", 1),
            "yes" if found.close else "no",
        ]
        for found in cases.powered_times()
    ]
    return table(
        ("flight", "reported, s", "burn 180 s", "burn 240 s", "gravity turn", "one of the first two within 2 %"), lines
    )


def apogees() -> str:
    """Apogees of least-speed paths beside those of the textbook's."""
    lines = []
    for distance in (1_000.0, 2_000.0, 3_500.0, 5_500.0, 8_000.0):
        textbook, ours = cases.least_speed_apogees(distance, 180.0)
        lines.append([f"{distance:.0f}", f"{textbook:.0f}", off(ours, textbook, "")])
    return table(("distance, km", "apogee of the textbook's arc, km", "ours, km"), lines)


def cities() -> str:
    """Longest ranges towards cities with a powered ascent."""
    lines = []
    for city in cases.CITIES:
        row = cases.rows()[f"C-WR-{city}"]
        ours = [off(cases.wright_powered(city, burn), row.number, "", 1) for burn in (180.0, 240.0)]
        lines.append([city, row.value, *ours])
    return table(("city", "published, km", "burn 180 s", "burn 240 s"), lines)


BURNS = {"3.0": 40.0, "4.5": 60.0, "5.5": 100.0, "6.3": 140.0, "8.5": 140.0}  # [km/s]: [s] assumed


def reach() -> str:
    """How far interceptors with a real ascent go beyond the rows for speeds at the surface."""
    lines = []
    for speed, burn in BURNS.items():
        height, distance = cases.powered_reach(float(speed) * km, burn)
        up, far = cases.rows()[f"A-VERT-{speed}"], cases.rows().get(f"A-MAXR-{speed}")
        along = [far.value, off(distance, far.number, "")] if far else ["", ""]
        lines.append([speed, f"{burn:.0f}", up.value, off(height, up.number, ""), *along])
    head = (
        "burnout speed, km/s",
        "burn (assumed), s",
        "height by the row, km",
        "ours",
        "distance by the row, km",
        "ours",
    )
    return table(head, lines)


def outside() -> str:
    """Rows whose answer lies outside the published bounds, and why."""
    found = {r.id: r for r in cases.records()}
    lines = [
        [
            id_,
            found[id_].published,
            f"{found[id_].ours:.1f}",
            f"{bound(found[id_].low)} to {bound(found[id_].high)}",
            why,
        ]
        for id_, (_, why) in OUTSIDE.items()
    ]
    return table(("row", "published", "ours", "may be", "reason"), lines)


def listed(reasons: dict[str, tuple[str, ...]]) -> str:
    """Rows without a test, each with the reason."""
    rows = cases.rows()
    lines = [
        [id_, rows[id_].quantity, rows[id_].value or f"{rows[id_].low} to {rows[id_].high}", rows[id_].unit, reason]
        for reason, ids in reasons.items()
        for id_ in ids
    ]
    return table(("row", "quantity", "published", "unit", "reason"), lines)


# The second implementation


def sizes(found: Spread, unit: str, floor: float = 0.001) -> list[str]:
    """Median, 95 % and greatest to two digits, and of how many; below the floor it is the machine's, not ours."""
    three = (found.median, found.p95, found.greatest)
    return [*(f"below {floor:g} {unit}" if x < floor else f"{x:.2g} {unit}" for x in three), str(found.count)]


def second() -> str:
    """Free flight, ascents and staged ascents against their second implementation."""
    flight, ascent, staged = second_opinion.free_flight(), second_opinion.ascents(), second_opinion.staged()
    lines = [
        ["free flight: point of fall", *sizes(flight["impact"], "m")],
        ["free flight: apogee", *sizes(flight["apogee"], "m")],
        ["free flight: time", *sizes(flight["time"], "s")],
        ["ascent: height at cut-off", *sizes(ascent["height"], "m")],
        ["ascent: ground distance at cut-off", *sizes(ascent["distance"], "m")],
        ["staged ascent: place at cut-off", *sizes(staged["position"], "m")],
        ["staged ascent: velocity at cut-off", *sizes(staged["speed"], "m/s")],
    ]
    return table(("difference in", "median", "95 %", "greatest", "cases"), lines)


def searched() -> str:
    """Earliest arrivals against a search over all loft angles."""
    lines = [
        [f"{speed / km:g}", f"{second_opinion.SPEEDS[speed]:g}", *sizes(found, "s")]
        for speed, found in second_opinion.fly_out().items()
    ]
    return table(("burnout speed, km/s", "burn, s", "median", "95 %", "greatest", "cases"), lines)


def turning() -> str:
    """What leaving out the rotation of the Earth changes in the earliest arrival."""
    lines = [
        [f"{speed / km:g}", direction, *sizes(found.sizes, "s"), f"{found.mean:+.2f} s", str(found.lost)]
        for (speed, direction), found in second_opinion.left_out_rotation().items()
    ]
    return table(("burnout speed, km/s", "direction", "median", "95 %", "greatest", "cases", "mean", "lost"), lines)


def looked_up() -> str:
    """Interpolation errors of the fly-out tables."""
    lines = []
    for speed, burn in second_opinion.SPEEDS.items():
        limit = 900.0 if speed < 5_000.0 else 1_500.0
        errors = flyout(Interceptor("sample", speed, burn, 1e5, limit)).attrs
        three = [f"{errors[name]:.2g} s" for name in ("error_median_s", "error_p95_s", "error_max_s")]
        lines.append([f"{speed / km:g}", f"{limit:g}", *three])
    return table(("burnout speed, km/s", "flight time limit, s", "median", "95 %", "greatest"), lines)


def main() -> None:
    """Write every generated page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
