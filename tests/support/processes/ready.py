"""How a process from which others are forked says that it has read everything in."""

import os
import subprocess

READY = b"ready\n"


def say_ready() -> None:
    """To whoever started this process."""
    os.write(1, READY)


def wait_until_ready(process: "subprocess.Popen[bytes]") -> None:
    """Until it says so. Lines that something else prints at its start are passed over."""
    assert process.stdout is not None
    for line in process.stdout:
        if line == READY:
            return
    raise AssertionError(f"the process from which others are forked ended at its start: {process.wait()}")
