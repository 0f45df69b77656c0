"""A command of the program, run as an operator runs it: in a process of its own, with settings from the environment."""

import os
import tempfile
from pathlib import Path

from tests.support.processes.children import ChildOrder, forked_child


async def ran(home: Path, *words: str, **settings: str) -> tuple[int, str]:
    """The exit code and the output."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TIPLINE_", "PYTHONDONT"))}
    given = {f"TIPLINE_{name}": value for name, value in {"HOME": str(home), **settings}.items()}
    with tempfile.NamedTemporaryFile() as output:
        child = await forked_child(ChildOrder(words, clean | given, output.name))
        return await child.wait(), output.read().decode()
