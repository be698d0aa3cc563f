"""The benchmark's two sides answer the same question with the same numbers."""

import numpy as np

from benchmarks.engagement import by_every_point, by_kernel, by_numpy, case


def test_the_kernel_and_plain_numpy_agree():
    given = case(cells=200)
    compiled, plain = by_kernel(given), by_numpy(given)
    assert np.array_equal(compiled, by_every_point(given), equal_nan=True)
    assert np.array_equal(np.isnan(compiled), np.isnan(plain))
    known = np.isfinite(compiled)
    assert known.any()
    assert (~known).any()
    assert np.abs(compiled - plain)[known].max() < 1e-6
