"""Work that needs tens of megabytes at a time: one piece after the other, in a thread of its own.

A thread's heap keeps what such work once needed. In the loop's common threads every one of them would hold it, and a
crowd of people at once would need it as many times over. The threads belong to the process, like the loop's common
ones which they stand in for: they begin with their first piece of work, and nothing is read at import.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Brought = TypeVar("Brought")

HASHING = ThreadPoolExecutor(1, "hashing")
"""The thread for slow hashes. Each needs 19 to 64 MiB and some hundredths of a second."""
PICTURES = ThreadPoolExecutor(1, "pictures")
"""Waiting for the process that opens a picture: some bytes for each of its points."""
CHARTS = ThreadPoolExecutor(1, "charts")
"""Waiting for the process that draws charts: 90 MB and some tenths of a second each time."""
PAGES = ThreadPoolExecutor(1, "pages")
"""Pages to print: the font alone is eight megabytes."""


async def run_in_pool(
    thread: ThreadPoolExecutor, work: Callable[Given, Brought], *args: Given.args, **options: Given.kwargs
) -> Brought:
    """Runs `work` in the thread and returns its result."""
    return await asyncio.get_running_loop().run_in_executor(thread, lambda: work(*args, **options))
