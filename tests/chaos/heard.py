"""What processes log, kept in memory: a pipe with a name can also be written while no file may grow."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path


class _Reading(asyncio.Protocol):
    def __init__(self, heard: Callable[[bytes], object]) -> None:
        self.data_received = heard  # type: ignore[assignment]


@asynccontextmanager
async def pipe(heard: Callable[[bytes], object]) -> AsyncIterator[str]:
    """Gives the path of the pipe. All that is written to it is passed on, until this context is left."""
    with tempfile.TemporaryDirectory(prefix="tl") as folder:
        path = Path(folder) / "log"
        os.mkfifo(path)
        end = os.fdopen(os.open(path, os.O_RDWR | os.O_NONBLOCK), "rb", buffering=0)  # its own writer: it never ends
        reading, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: _Reading(heard), end)
        try:
            yield str(path)
        finally:
            reading.close()
