"""What changed between two days, count by count: exact where both counts are whole, else only the end that is known."""

from collections.abc import Iterator

from detente.assessment.force_result import Changed, CountryForces, Figure
from detente.counting.ledger import Sum, change


def changes_between(before: CountryForces, after: CountryForces) -> Iterator[Changed]:
    """Each count that has a figure on both days, of different dates and by the same rule."""
    earlier = dict(_figures(before))
    for key, figure in _figures(after):
        old = earlier.get(key)
        if old is None or old.value is None or figure.value is None or old.as_of == figure.as_of:
            continue
        found = change(Sum(old.value, old.missing), Sum(figure.value, figure.missing))
        yield Changed(
            what=figure.what, counted=figure.counted, unit=figure.unit, before=old.value, before_as_of=old.as_of,
            after=figure.value, after_as_of=figure.as_of, low=found.low, high=found.high,
        )  # fmt: skip


def _figures(forces: CountryForces) -> Iterator[tuple[tuple[str, str], Figure]]:
    """Every count by what is counted and by which rule; sums by leg go by the rule of their list."""
    for leg in forces.legs:
        for figure in (leg.warheads, *leg.deployed):
            yield (figure.what, forces.types_counted), figure
    if forces.whole:
        yield (forces.whole.what, forces.types_counted), forces.whole
    for figure in forces.counts:
        yield (figure.what, figure.counted), figure
