"""Modules that a start of the bot does not need are not imported."""

import os
import ssl
import subprocess
import sys

import certifi
import pytest

from bot.optional_parts import UNUSED, without_optional_parts
from tests.support.databases.databases import SqliteMaker

COMMANDS = ("bot.simulator", "bot.cli.main", "bot.cli.demo", "bot.cli.export", "bot.cli.institutions", "bot.cli.backup")
OF_COMMANDS = ("click", "handlers.pictures.draw", "pygments", "rich", "typer")
OF_POSTGRES = ("asyncpg", "sqlalchemy.dialects.postgresql")
DATABASE_AND_WIRE = ("aiohttp_socks", "alembic", "apscheduler.executors", "apscheduler.schedulers", "python_socks")
METRICS = ("handlers.telegram.metrics", "prometheus_client")
DOCUMENTS = ("handlers.telegram.structure.pdf", "handlers.telegram.structure.text", "handlers.telegram.structure.word")
FILES = (*DOCUMENTS, "matplotlib", "numpy", "openpyxl", "pillow_heif", "PIL", "pyz", "segno", "typst", "xlsxwriter")
UNNEEDED = (*COMMANDS, *OF_COMMANDS, *OF_POSTGRES, *DATABASE_AND_WIRE, *METRICS, *FILES)
"""A start of the bot on SQLite imports none of these: they cost time, and are rarely needed."""
NAMES = f"print(sorted({{name for name in sys.modules if name.startswith({UNNEEDED})}}))"
RUN = """
import asyncio, gc, sys
import bot.__main__ as it

def run(work):
    work.close()
    print(gc.isenabled(), gc.get_freeze_count() > 10_000, sep="\\n")

home, sys.argv = sys.argv[1], ["bot", "run"]
original, asyncio.run = asyncio.run, run
it.main()
asyncio.run = original
"""
OPEN = """
from pathlib import Path
import handlers.register
from bot.runtime.app import open_app
from bot.settings import load_settings
async def start():
    app = await open_app(load_settings(token="42:secret", home=Path(home)))
    await app.assembly.components.database.close()
asyncio.run(start())
"""
LATER = f"import {', '.join(UNUSED)}"


@pytest.fixture(scope="module")
def told(sqlite_maker: SqliteMaker, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What one process prints that is `python -m bot run` until it would begin, and then opens a line whose tables are
    up to date. At last it imports what was left out."""
    home = tmp_path_factory.mktemp("home")
    sqlite_maker.make(home)
    order = [sys.executable, "-c", f"{RUN}\n{OPEN}\n{NAMES}\n{LATER}", str(home)]
    environment = {**os.environ, "TIPLINE_TOKEN": "42:secret"}
    done = subprocess.run(order, capture_output=True, text=True, check=True, timeout=60, env=environment)
    return done.stdout.splitlines()


def test_modules_of_single_commands_and_alembic_are_not_imported_where_tables_are_up_to_date(told: list[str]) -> None:
    assert told[-1] == "[]"


def test_importing_runs_no_garbage_collection_and_running_does(told: list[str]) -> None:
    assert told[-3:-1] == ["True", "True"]


def test_only_a_context_that_verifies_nobody_is_without_authorities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", certifi.where())
    with without_optional_parts():
        verifying, unverified = ssl.create_default_context(), unverified_context()
    assert verifying.verify_mode is ssl.CERT_REQUIRED
    assert verifying.cert_store_stats()["x509_ca"] > 100
    assert unverified.cert_store_stats()["x509_ca"] == 0


def test_afterwards_every_context_reads_authorities_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", certifi.where())
    with without_optional_parts():
        pass
    assert unverified_context().cert_store_stats()["x509_ca"] > 100


def unverified_context() -> ssl.SSLContext:
    """As aiohttp makes one."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_default_verify_paths()
    return context


def test_what_was_imported_before_can_be_asked_for_meanwhile() -> None:
    import rich  # noqa: PLC0415

    with without_optional_parts():
        assert sys.modules["rich"] is rich
    assert sys.modules["rich"] is rich
