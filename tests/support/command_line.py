"""A command of the program, run as an operator runs it."""

import os
import sys
from asyncio.subprocess import PIPE, STDOUT, create_subprocess_exec
from pathlib import Path

ROOT = Path(__file__).parents[2]


async def ran(home: Path, *words: str, **settings: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TIPLINE_", "PYTHONDONT"))}
    given = {f"TIPLINE_{name}": value for name, value in {"HOME": str(home), **settings}.items()}
    process = await create_subprocess_exec(
        sys.executable, "-m", "bot", *words, cwd=ROOT, env=clean | given, stdout=PIPE, stderr=STDOUT
    )
    printed = (await process.communicate())[0].decode()
    return process.returncode or 0, printed
