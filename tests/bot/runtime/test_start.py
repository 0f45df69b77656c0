"""Modules that a start of the bot does not need are not imported."""

import subprocess
import sys
from pathlib import Path

from tests.support.databases.databases import SqliteMaker

OURS = ("bot.simulator", "bot.cli.demo", "bot.cli.export", "bot.cli.institutions", "handlers.pictures.draw")
DATABASE_AND_WIRE = ("alembic", "aiohttp_socks", "python_socks")
FILES = ("matplotlib", "numpy", "openpyxl", "pillow_heif", "PIL", "pyz", "segno", "typst", "xlsxwriter")
UNNEEDED = (*OURS, *DATABASE_AND_WIRE, *FILES)
"""A start of the bot imports none of these: they cost time, and are rarely needed."""
NAMES = f"print(sorted({{name for name in sys.modules if name.startswith({UNNEEDED})}}))"
OPEN = """
import asyncio, sys
from pathlib import Path
import bot.cli.main, handlers.register
from bot.runtime.app import open_app
from bot.settings import load_settings
async def start():
    app = await open_app(load_settings(token="42:secret", home=Path(sys.argv[1])))
    await app.assembly.components.database.close()
asyncio.run(start())
"""


def test_modules_of_single_commands_and_alembic_are_not_imported_where_tables_are_up_to_date(
    sqlite_maker: SqliteMaker, tmp_path: Path
) -> None:
    sqlite_maker.make(tmp_path)
    assert names_after(OPEN, str(tmp_path)) == "[]"


def names_after(program: str, *arguments: str) -> str:
    """Which of the modules have been read when the program has run."""
    order = [sys.executable, "-c", f"{program}\n{NAMES}", *arguments]
    return subprocess.run(order, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def test_importing_runs_no_garbage_collection_and_running_does() -> None:
    program = "import bot.__main__ as it, gc, sys; sys.argv = ['bot', '--help']"
    order = f"{program}\ntry: it.main()\nexcept SystemExit: print(gc.isenabled(), gc.get_freeze_count() > 10_000)"
    told = subprocess.run([sys.executable, "-c", order], capture_output=True, text=True, check=True, timeout=60).stdout
    assert told.splitlines()[-1] == "True True"
