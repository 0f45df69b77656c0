"""PgBouncer before a PostgreSQL server, where this machine has one (a path to it may stand in PGBOUNCER)."""

import asyncio
import os
import pwd
import shutil
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
from sqlalchemy.engine import make_url

from tests.support.running.running_bot import free_port
from tests.support.waiting import until

PROGRAM = os.environ.get("PGBOUNCER") or shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")


@asynccontextmanager
async def pooled(url: str, mode: str, folder: Path) -> AsyncIterator[str]:
    """The address of the same database behind a pooler of this mode, with its settings as they come."""
    assert PROGRAM is not None
    port, folder = free_port(), folder / "pooler"
    folder.mkdir(mode=0o755)
    write(folder, url, mode, port)
    process = await asyncio.create_subprocess_exec(PROGRAM, str(folder / "pooler.ini"), stdout=DEVNULL, stderr=DEVNULL)
    found = make_url(url).set(host="127.0.0.1", port=port, query={}).render_as_string(hide_password=False)
    try:
        await until(lambda: answers(found))
        yield found
    finally:
        process.terminate()
        await process.wait()


def write(folder: Path, url: str, mode: str, port: int) -> None:
    """Its file of settings. It does not run as root: as the owner of the server's folder."""
    parsed = make_url(url)
    place, user = str(parsed.query["host"]), parsed.username or "postgres"
    owner = pwd.getpwuid(Path(place).stat().st_uid).pw_name
    lines = [
        "[databases]", f"* = host={place} user={user}", "[pgbouncer]", "listen_addr = 127.0.0.1",
        f"listen_port = {port}", "auth_type = any", f"pool_mode = {mode}", "unix_socket_dir =",
        "default_pool_size = 40",
    ]  # fmt: skip
    lines += [f"user = {owner}"] if os.geteuid() == 0 and owner != "root" else []
    (folder / "pooler.ini").write_text("\n".join(lines) + "\n", "utf-8")


async def answers(url: str) -> bool:
    """Whether somebody is served there."""
    try:
        connection = await asyncpg.connect(url, statement_cache_size=0)
    except (OSError, asyncpg.PostgresError):
        return False
    await connection.close()
    return True
