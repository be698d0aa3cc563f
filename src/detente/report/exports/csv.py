"""Long tables as text that every spreadsheet reads."""

import math

from detente.assessment.flyout import FlyOut


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
