"""Processes of the tests end together with the process that started them."""

import ctypes
import signal

PARENT_DEATH = 1
"""PR_SET_PDEATHSIG."""


def die_with_parent() -> None:
    """Ends this process when the one that started it is gone."""
    ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGKILL)
