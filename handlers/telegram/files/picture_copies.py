"""Makes copies of pictures, each in a process of its own, so that a harmful picture can end only that one (SG38)."""

import subprocess
import sys
from pathlib import Path

from bot.thread_pools import PICTURES, run_in_pool

PROGRAM = (sys.executable, "-I", str(Path(__file__).with_name("pictures.py")))
"""The bot itself never imports the picture libraries: they could read its keys. That costs the start of a process."""
TIMEOUT = 40.0
"""Seconds by the clock after which a copy that is not there is given up."""


class NoCopy(Exception):
    """The picture cannot be shown. Says nothing of it."""


async def scrubbed_copy(data: bytes) -> bytes:
    """What officers are shown of a picture, as a JPEG; one at a time. Raises NoCopy."""
    return await run_in_pool(PICTURES, _made, data)


def _made(data: bytes) -> bytes:
    """The picture goes in and the copy comes out by pipes: nothing is on the disk, and the process knows no setting."""
    try:
        made = subprocess.run(  # noqa: S603 - a fixed program with no words of a person among its arguments
            PROGRAM, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=TIMEOUT, env={}, check=True
        )
    except (subprocess.SubprocessError, OSError):
        raise NoCopy from None
    return made.stdout
