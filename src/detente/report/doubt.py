"""What samples of the numbers say, in words for the report and the terminal. Nothing is computed here."""

from dataclasses import dataclass

from detente.assessment.doubt_result import Doubt, DoubtRow, LawRow, WordChance
from detente.assessment.result import Assessment
from detente.messages import digits, tr
from detente.report import words

FIRM = 0.99  # chance from which an answer counts as firm
MOVING = 3  # numbers named for an answer


@dataclass(frozen=True)
class Line:
    """One answer under one view, in words."""

    question: str
    view: str
    central: str
    chances: tuple[str, ...]
    moved_by: tuple[str, ...]
    turns: tuple[str, ...]
    undrawn: str
    quantity: str


def lines(assessment: Assessment) -> list[Line]:
    """The answers that are not firm; where a later phase repeats an earlier one, once."""
    found: list[Line] = []
    said: set[tuple[object, ...]] = set()
    for row in in_doubt(assessment):
        line = _line(assessment, row)
        content = (_subject(row), row.view, line.chances, line.quantity)
        if content not in said:
            found.append(line)
        said.add(content)
    return found


def in_doubt(assessment: Assessment) -> list[DoubtRow]:
    """The rows without a firm answer."""
    return [row for row in assessment.doubt.rows if not firm(row)] if assessment.doubt else []


def firm(row: DoubtRow) -> bool:
    """Whether one word comes out in nearly all samples, whatever the numbers with only a range."""
    return any(chance.low >= FIRM for chance in row.chances)


def headline(found: Doubt) -> str:
    """How it was sampled."""
    firmly = sum(firm(row) for row in found.rows)
    return tr(
        "{used:,} samples of the numbers of each view (seed {seed}; {stopped}). "
        "{firm:,} of {all:,} answers come out the same in at least {share:.0%} of the samples.",
        used=found.used,
        seed=found.seed,
        stopped=found.stopped,
        firm=firmly,
        all=len(found.rows),
        share=FIRM,
    )


def treated(found: Doubt) -> str:
    """How the ranges were treated."""
    counts = {law: sum(row.law == law for row in found.laws) for law in dict.fromkeys(row.law for row in found.laws)}
    said = words.listed([tr("{number} {law}", number=count, law=law) for law, count in sorted(counts.items())])
    if not said:
        return tr("No number has a range.")
    return tr("Ranges by the law taken for them, over all views: {laws}.", laws=said)


def undrawn(found: Doubt) -> list[LawRow]:
    """The numbers of which only the ends are used."""
    return [row for row in found.laws if row.law == "interval"]


def _subject(row: DoubtRow) -> tuple[str, ...]:
    return tuple(part for part in row.key.split("/") if not part.startswith("phase-"))


def _line(assessment: Assessment, row: DoubtRow) -> Line:
    # sampled indices may come out a little above the whole
    moved = [
        f"{_of(assessment, effect.of)} ({digits(f'{min(effect.total, 1.0):.0%}')})" for effect in row.effects[:MOVING]
    ]
    held = ", ".join(_of(assessment, key) for key in row.intervals)
    if held and row.bending:
        held = tr("{numbers} (bounds may be too narrow)", numbers=held)
    return Line(
        question=_question(assessment, row),
        view=row.view,
        central=tr(row.central),
        chances=tuple(chance(each) for each in sorted(row.chances, key=lambda each: -each.high)),
        moved_by=tuple(moved),
        turns=tuple(tr(turn.words) for turn in row.turns),
        undrawn=held,
        quantity=_quantity(row),
    )


def chance(found: WordChance) -> str:
    """`out of reach 37 % ± 1 %`, or with its bounds."""
    low, high = words.percent(found.low), words.percent(found.high)
    share = low if low == high else words.between(low, high)
    error = digits(f"{100 * found.error:.1g}")
    return tr("{word} {share} \u00b1 {error} %", word=found.word, share=share, error=error)


def _question(assessment: Assessment, row: DoubtRow) -> str:
    if row.kind in ("reach", "cover"):
        return words.question(assessment, row.key)
    last = row.key.split("/")[-1]
    if row.kind == "sufficiency":
        return tr("phase {phase}: is what arrives enough for {side}?", phase=row.phase, side=last)
    need = last.replace(f"-{row.view}", "")
    return tr(
        "phase {phase}: is there a number both could bear, by the need of {holder}?", phase=row.phase, holder=need
    )


def _of(assessment: Assessment, key: str) -> str:
    if key == "flights":
        return tr("all that the flights bring about")
    return words.assumption(assessment, key) if "." in key else words.phrase(key)


def _quantity(row: DoubtRow) -> str:
    """The middle nine tenths of the quantity."""
    found = row.quantities[0]
    low, high = found.low[0], found.high[-1]
    if found.unit == "s":
        ends = [words.seconds(low), words.seconds(high)]
    else:
        ends = [tr("none") if end is None else digits(f"{end:.2f}") for end in (low, high)]
    return tr("{quantity} {least} to {most}", quantity=found.quantity, least=ends[0], most=ends[1])
