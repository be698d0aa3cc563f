"""What separates two views on a question of the balance: every exchange of the assumptions on which they differ."""

import detente
from benchmarks.timing import Line, best
from detente.assessment.asked import counted_question
from detente.assessment.crux_answer import contest
from detente.assessment.resolve import assumptions
from detente.weighing.shares import shapley

DOSSIER, KEY = "deauville-2011", "strategic/phase-1/Russia"


def table() -> list[Line]:
    """Exact shares, as a line of the table of all benchmarks."""
    dossier = detente.load(DOSSIER)
    pair = {name: assumptions(dossier, name) for name in sorted(dossier.views)[:2]}
    question = counted_question(pair, KEY)
    assert question is not None
    players = len(contest(question, pair).players)
    took = best(lambda: shapley(contest(question, pair).values), 5)
    return [(f"exact shares of {players} assumptions, balance question", f"{took:.2f} s", "9 in less than 0.1 s")]
