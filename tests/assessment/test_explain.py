"""The chain behind a verdict ends in the verdict."""

import pytest

from detente.assessment.explain import answer_keys, explain
from detente.errors import FileError


def test_every_answer_has_a_key_that_can_be_explained(third_site, third_site_answer):
    assert set(answer_keys(third_site)) == {row.key for row in third_site_answer.answers}


@pytest.mark.parametrize("kind", ["balance", "security"])
def test_the_explanation_gives_the_same_verdict_and_its_times(third_site, third_site_answer, kind):
    row = getattr(third_site_answer, kind)[0]
    (why,) = explain(third_site, row.key, [row.view])
    assert why.verdict == row.verdict
    times = {event: time for time, event in why.timeline}
    slack = times["slack: latest launch - earliest launch"]
    assert slack == pytest.approx(times["latest useful interceptor launch"] - times["earliest interceptor launch"])
    assert {"two-stage-gbi.burnout_speed", "defence.commit_delay"} <= {given.key for given in why.inputs}
    assert all(given.source or given.certainty == "assumed" for given in why.inputs)


def test_a_misspelt_key_is_refused_with_the_nearest(third_site):
    with pytest.raises(FileError, match="Did you mean"):
        explain(third_site, "balance/phase-1/two-stage-gbi@redzikowo/west-mobil")
