"""Whether the bot is at rest: how much stands in its queues, and when it last looked at the clock.

`/health` says so too, among much else that makes it thirty times as dear, and a life asks some hundred times. The bot
answers one line of JSON to each line that comes in by a socket in the folder of the life.
"""

import asyncio
import json
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.domain.errors import Unreachable
from bot.runtime.app import App
from tests.support.running.running_bot import rows_queued

SOCKET = "rest"
"""Its name, in the folder of the life."""


@dataclass(frozen=True)
class RestReport:
    """What the bot says of itself. `queued`: rows of all queues that are due, None where the database does not answer.
    `ticked_at`: when its ticker was last through."""

    queued: int | None
    ticked_at: datetime | None


@asynccontextmanager
async def answering(folder: Path, app: App) -> AsyncIterator[None]:
    """The bot answers meanwhile. One that died before may have left its socket."""
    path = folder / SOCKET
    path.unlink(missing_ok=True)

    async def answer(reader: StreamReader, writer: StreamWriter) -> None:
        while await reader.readline():
            writer.write(json.dumps(await facts_of(app)).encode() + b"\n")

    async with await asyncio.start_unix_server(answer, path):
        yield


async def facts_of(app: App) -> dict[str, object]:
    """As they go through the socket."""
    ticked = app.assembly.leading.ticker.last_at
    facts: dict[str, object] = {"queued": None, "ticked_at": ticked.isoformat() if ticked else None}
    with suppress(Unreachable, SQLAlchemyError):
        facts["queued"] = await rows_queued(app)
    return facts


class RestDoor:
    """The other side: asks over one connection, while it holds."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / SOCKET
        self._open: tuple[StreamReader, StreamWriter] | None = None

    async def asked(self) -> RestReport | None:
        """What the bot says. None while nobody answers."""
        with suppress(OSError):
            reader, writer = self._open = self._open or await asyncio.open_unix_connection(self._path)
            writer.write(b"\n")
            if line := await reader.readline():
                facts = json.loads(line)
                ticked = facts["ticked_at"]
                return RestReport(facts["queued"], datetime.fromisoformat(ticked) if ticked else None)
        self.close()
        return None

    def close(self) -> None:
        """Until the next question."""
        if self._open is not None:
            self._open[1].close()
            self._open = None
