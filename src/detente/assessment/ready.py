"""Getting ready: the kernels compile once per machine, and that is worth a progress bar."""

from collections.abc import Callable

from detente.flying.ready import make_ready as compile_kernels


def make_ready(progress: Callable[[str, float], None], close_up: bool = False, samples: bool = False) -> None:
    """Compile the kernels, or load what was compiled before.

    close_up: those of one vehicle, not those of maps; samples: also those of many samples at once.
    """
    compile_kernels(progress, close_up, samples)
