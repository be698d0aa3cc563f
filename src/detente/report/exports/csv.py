"""Long tables as text that every spreadsheet reads."""

import csv
import io
import math

from detente.assessment.flyout import FlyOut
from detente.assessment.result import Assessment, BalanceRow, SecurityRow

ANSWERS = (
    "key", "view", "phase", "year", "verdict", "weakest_certainty", "slack_s", "slack_low_s", "slack_high_s",
    "area_share", "area_share_low", "area_share_high", "people_share", "people_share_low", "people_share_high",
    "capitals_share", "capitals_share_low", "capitals_share_high",
)  # fmt: skip


def flyout_csv(found: FlyOut) -> bytes:
    """One line a point of the table within reach: distance, height [km], earliest and latest time [s]."""
    chart = found.chart
    late = chart.latest_arrival_time.values
    lines = ["distance_km,height_km,earliest_s,latest_s"]
    for i, x in enumerate(chart.distance.values / 1e3):
        for j, z in enumerate(chart.height.values / 1e3):
            if not math.isnan(chart.values[i, j]):
                lines.append(f"{x:.3f},{z:.3f},{chart.values[i, j]:.3f},{late[i, j]:.3f}")
    return ("\n".join(lines) + "\n").encode()


def answers_csv(assessment: Assessment) -> bytes:
    """One line an answer: what is protected (shares) and what is reached (slack [s]), with the ends of the ranges."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(ANSWERS)
    for row in assessment.security:
        table.writerow([*_head(row), "", "", "", *_shares(row)])
    for line in assessment.balance:
        slack = line.slack_s
        table.writerow([*_head(line), *map(_number, (slack.median, slack.low, slack.high)), *[""] * 9])
    return text.getvalue().encode()


def _head(row: SecurityRow | BalanceRow) -> list[str]:
    return [row.key, row.view, str(row.phase), str(row.year), row.verdict, row.weakest]


def _shares(row: SecurityRow) -> list[str]:
    shares = [row.ranges[name] for name in ("area_share", "population_share", "capitals_share")]
    return [_number(end) for share in shares for end in (share.median, share.low, share.high)]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
