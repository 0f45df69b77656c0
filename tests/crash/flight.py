"""Which messages were in flight when the bot died: Telegram has them, and they are not yet written down as sent.

Only these may come once more: nobody can know whether they arrived.
"""

import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

import asyncpg

from bot.simulator.server import Simulator
from bot.system import RandomTokens
from storage.crypto.vault import Vault

NOTED = "SELECT chat, message FROM messages"
DATABASE = "tipline.db"
CASE = "case "
Noted = set[tuple[str, int]]
"""Mark of a chat, and the number of a message that the bot knows to be there."""


def shape(words: str) -> str:
    """Words without what differs from life to life: numbers, hashes, canaries, receipt codes, markup."""
    bare = re.sub(r"(five words: )[^\n]+|zq[0-9a-f]{16}", r"\1…", re.sub(r"<[^>]+>", "", words))
    return re.sub(r"\b[0-9a-f]{16}\b|\d+", "#", bare)[:120]


def newest(simulator: Simulator) -> dict[int, int]:
    """The number of the last message of each chat."""
    return {chat.id: chat.last_id for chat in simulator.cloud.world.chats.values()}


def under_cards(simulator: Simulator, since: Mapping[int, int]) -> dict[int, frozenset[str]]:
    """Of what each chat had since these messages: what is a reply to a message that says its case."""
    found = {}
    for chat, last in since.items():
        messages = simulator.cloud.world.chats[chat].messages
        new = ((m, messages.get(m.reply_to or 0)) for m in messages.values() if m.by_bot and m.id > last)
        found[chat] = frozenset(shape(m.words) for m, card in new if card is not None and CASE in card.words.lower())
    return found


async def in_flight(home: Path, url: str, simulator: Simulator, since: Mapping[int, int]) -> dict[int, Counter[str]]:
    """Of what each chat had since these messages, while the bot is dead; also what is deleted again by the same row."""
    keys = home / "keys.json"
    if not keys.exists():
        return {}
    blind_index = Vault.open(keys, RandomTokens()).blind_index()
    noted = await _noted_in_postgres(url) if url else _noted_in_sqlite(home)
    flying = {}
    for chat, last in since.items():
        hashed = blind_index.keyed_hash("chat", str(chat))
        new = (m for m in simulator.cloud.world.chats[chat].messages.values() if m.by_bot and m.id > last)
        flying[chat] = Counter(shape(message.words) for message in new if (hashed, message.id) not in noted)
    return flying


async def _noted_in_postgres(url: str) -> Noted:
    connection = await asyncpg.connect(url)
    try:
        return {(row["chat"], row["message"]) for row in await connection.fetch(NOTED)}
    finally:
        await connection.close()


def _noted_in_sqlite(home: Path) -> Noted:
    """From a copy: whoever closes SQLite's file last tidies it up, and the bot must find it as it left it."""
    copies = home.parent / "copies"
    copies.mkdir()
    for path in home.glob(f"{DATABASE}*"):
        if not path.name.endswith("-shm"):
            shutil.copy(path, copies)
    noted: Noted = set()
    with closing(sqlite3.connect(copies / DATABASE)) as connection, suppress(sqlite3.OperationalError):
        noted.update(connection.execute(NOTED))
    shutil.rmtree(copies)
    return noted
