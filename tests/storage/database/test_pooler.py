"""Behind a pooler that keeps sessions the line works; one that does not is noticed at the start and named."""

from pathlib import Path

import pytest

from bot.domain.errors import Unreachable
from storage.database.engine import Engine
from storage.database.postgres import SETTINGS, require_sessions
from tests.support.clock import FixedClock
from tests.support.databases.opened_database import open_database
from tests.support.processes.command_line import ran
from tests.support.processes.outages import own_server
from tests.support.processes.pooler import PROGRAM, pooled

NEEDS_POOLER = pytest.mark.skipif(PROGRAM is None, reason="there is no PgBouncer on this machine")


@NEEDS_POOLER
async def test_the_line_works_behind_a_session_pooler(tmp_path: Path, clock: FixedClock) -> None:
    async with own_server() as server, pooled(server.url, "session", tmp_path) as url:
        database = await open_database(url, tmp_path, clock)
        await database.ping()
        await database.close()


@NEEDS_POOLER
async def test_a_transaction_pooler_is_refused_with_an_explanation(tmp_path: Path, clock: FixedClock) -> None:
    async with own_server() as server, pooled(server.url, "transaction", tmp_path) as url:
        with pytest.raises(Unreachable) as refused:
            await open_database(url, tmp_path, clock)
        assert refused.value.facts == {"why": "pooled"}
        code, printed = await ran(tmp_path, "staff", "list", TOKEN="4242:abc", DATABASE_URL=url)
        assert code == 1
        assert "pool_mode=session" in printed.replace("\n", "")
        assert "Traceback" not in printed


async def test_every_connection_has_our_settings(postgres_url: str) -> None:
    engine = Engine(postgres_url)
    for connection in [await engine.own_connection() for _ in range(2)]:
        assert await connection.fetchval("SHOW idle_in_transaction_session_timeout") == "4min"
        await connection.close()
    await engine.close()
    assert set(SETTINGS) >= {"tcp_keepalives_idle", "idle_in_transaction_session_timeout"}


class Pretended:
    """A connection whose statements are served by server processes as a pooler would share them."""

    def __init__(self, pooler: "Pooler", own: int) -> None:
        self.pooler, self.own = pooler, own

    async def fetchval(self, _: str) -> int:
        return self.pooler.served(self)

    def transaction(self) -> "Pretended":
        return self

    async def __aenter__(self) -> None:
        self.pooler.busy = self

    async def __aexit__(self, *_: object) -> None:
        self.pooler.busy = None

    async def close(self, **_: object) -> None:
        self.pooler.closed += 1


class Pooler:
    """In `session` mode each connection has a process of its own; else the first free one serves it."""

    def __init__(self, *, session: bool) -> None:
        self.session = session
        self.busy: Pretended | None = None
        self.closed = self.made = 0

    def served(self, asker: Pretended) -> int:
        if self.session:
            return asker.own
        return 1 if self.busy in {None, asker} else 2

    async def connect(self) -> Pretended:
        self.made += 1
        return Pretended(self, self.made)


async def test_two_connections_tell_a_session_pooler_from_a_transaction_pooler() -> None:
    """Where this machine has no pooler, a simulated one."""
    by_session = Pooler(session=True)
    await require_sessions(by_session.connect)
    shared = Pooler(session=False)
    with pytest.raises(Unreachable):
        await require_sessions(shared.connect)
    assert (by_session.closed, shared.closed) == (2, 2)
