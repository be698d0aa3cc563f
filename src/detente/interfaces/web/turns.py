"""Who computes: one at a time, and a picture somebody waits for before a long run.

The kernels use every core by themselves, so two at once only slow each other down; and not every machine's threads
can be entered twice. A long run gives its turn away between its steps.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """One turn at a time; live pictures go first."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._taken = False
        self._waiting_live = 0

    @contextmanager
    def live(self) -> Iterator[None]:
        """A turn for a picture: the next one that is free."""
        with self._turn:
            self._waiting_live += 1
            self._turn.wait_for(lambda: not self._taken)
            self._waiting_live -= 1
            self._taken = True
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def long(self) -> Iterator[None]:
        """A turn for a long run, which calls `step` in between."""
        self._take()
        try:
            yield
        finally:
            self._give()

    def step(self) -> None:
        """Let those go first who wait for a picture."""
        with self._turn:
            wanted = self._waiting_live > 0
        if wanted:
            self._give()
            self._take()

    def _take(self) -> None:
        with self._turn:
            self._turn.wait_for(lambda: not self._taken and self._waiting_live == 0)
            self._taken = True

    def _give(self) -> None:
        with self._turn:
            self._taken = False
            self._turn.notify_all()
