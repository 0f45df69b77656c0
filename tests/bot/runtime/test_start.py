"""Modules that a start of the bot does not need are not imported."""

import subprocess
import sys

import pytest

from tests.support.databases.databases import SqliteMaker

OURS = ("bot.simulator", "bot.cli.demo", "bot.cli.export", "bot.cli.institutions", "handlers.pictures.draw")
DATABASE_AND_WIRE = ("alembic", "aiohttp_socks", "python_socks")
FILES = ("matplotlib", "numpy", "openpyxl", "pillow_heif", "PIL", "pyz", "segno", "typst", "xlsxwriter")
UNNEEDED = (*OURS, *DATABASE_AND_WIRE, *FILES)
"""A start of the bot imports none of these: they cost time, and are rarely needed."""
NAMES = f"print(sorted({{name for name in sys.modules if name.startswith({UNNEEDED})}}))"
HELP = """
import bot.__main__ as it, gc, sys
home, sys.argv = sys.argv[1], ["bot", "--help"]
try: it.main()
except SystemExit: print("", gc.isenabled(), gc.get_freeze_count() > 10_000, sep="\\n")
"""
OPEN = """
import asyncio
from pathlib import Path
import bot.cli.main, handlers.register
from bot.runtime.app import open_app
from bot.settings import load_settings
async def start():
    app = await open_app(load_settings(token="42:secret", home=Path(home)))
    await app.assembly.components.database.close()
asyncio.run(start())
"""


@pytest.fixture(scope="module")
def told(sqlite_maker: SqliteMaker, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What one process prints that shows its help, and then opens a line whose tables are up to date."""
    home = tmp_path_factory.mktemp("home")
    sqlite_maker.make(home)
    order = [sys.executable, "-c", f"{HELP}\n{OPEN}\n{NAMES}", str(home)]
    return subprocess.run(order, capture_output=True, text=True, check=True, timeout=60).stdout.splitlines()


def test_modules_of_single_commands_and_alembic_are_not_imported_where_tables_are_up_to_date(told: list[str]) -> None:
    assert told[-1] == "[]"


def test_importing_runs_no_garbage_collection_and_running_does(told: list[str]) -> None:
    assert told[-3:-1] == ["True", "True"]
