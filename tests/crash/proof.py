"""What must be true after a life, however it was cut; told from the database, the disk, and what people have seen."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import select

from bot.system import RandomTokens
from storage.cases.file_tables import files
from storage.cases.report_tables import reports
from storage.cases.tables import cases
from storage.database.engine import Engine
from storage.queues.tables import inbox, outbox
from storage.records.tables import (
    audit,
)
from storage.unit_of_work import Database
from tests.crash.flight import shape
from tests.crash.life import Death, Life
from tests.support.databases.opened_database import FOLLOW_UP, next_running_due
from tests.support.running.running_bot import settings_for

PRIVATE = ("Rita", "Omar", "Wu", "Sue")
OFFICERS = (" may do nothing here any more", " has ended every right of ", " count for them again", " has let ")
DATED = (
    "Morning digest, ",
    "Audit log, ",
    "On call today, ",
    "The past week, ",
    "The numbers of the #",
    "All agencies: ",
)
"""Beginnings of what is sent by the calendar: a morning or a week follows, also below each picture of an album."""
NAMES = ("Case #", "case #", "/case_#", *DATED, *OFFICERS)
"""What a message in a group is known by, so that a repeat misleads nobody: its case, its day, or its officer."""
Place = tuple[str, str]
"""A stretch of the life, and a chat."""
Posted = Mapping[Place, Counter[str]]
Shown = Mapping[str, Counter[str]]


@dataclass
class LifeFindings:
    """What a life has shown."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    repeats: Counter[str] = field(default_factory=Counter)
    """By stretch: messages in flight that were sent again, at most one a chat, each naming its case in a group."""

    def at(self, stretch: str) -> "LifeFindings":
        """The verdict with the repeats of one stretch only."""
        return replace(self, repeats=Counter({stretch: self.repeats[stretch]}))

    @property
    def faults(self) -> str:
        """Everything that is not well."""
        return f"LOST {self.lost} DOUBLED {self.doubled} WRONG {self.wrong}"

    @property
    def is_good(self) -> bool:
        """Nothing lost, nothing doubled, nothing else wrong."""
        return not (self.lost or self.doubled or self.wrong)


@dataclass(frozen=True)
class Trace:
    """What a life leaves behind, in a form that two lives can be compared in."""

    posted: Posted
    shown: Shown
    deeds: Counter[str]
    problems: tuple[str, ...]


async def trace(life: Life) -> Trace:
    """Looks at everything. The bot has ended."""
    found = plain_words(life, await bytes_at_rest(life))
    engine = Engine(str(life_settings(life).database_url))
    try:
        problems = [*found, *await rows_wrong(life, engine)]
        deeds = await deeds_of(engine)
    finally:
        await engine.close()
    problems += await files_wrong(life)
    return Trace(posted(life), shown(life), deeds, tuple(problems))


def judge(life: Life, usual: Trace, now: Trace) -> LifeFindings:
    """This life against one that nobody cut."""
    verdict = LifeFindings(wrong=list(now.problems))
    verdict.lost += [f"deed {deed}" for deed in usual.deeds - now.deeds]
    verdict.doubled += [f"deed {deed}" for deed in now.deeds - usual.deeds]
    for place in usual.posted.keys() | now.posted.keys():
        judge_place(life, place, usual.posted.get(place, Counter()), now.posted.get(place, Counter()), verdict)
    for chat in usual.shown.keys() | now.shown.keys():
        gone = usual.shown.get(chat, Counter()) - now.shown.get(chat, Counter())
        verdict.lost += [f"{chat} shows no more: {words}" for words in gone]
    return verdict


def judge_place(life: Life, place: Place, before: Counter[str], after: Counter[str], verdict: LifeFindings) -> None:
    """What was posted to one chat in one stretch."""
    stretch, chat = place
    verdict.lost += [f"{stretch}, {chat}: {words}" for words in before - after]
    again = list((after - before).elements())
    if not again:
        return
    if any(may_repeat(death, chat, again) for death in life.deaths if death.stretch == stretch):
        verdict.repeats[stretch] += 1
    else:
        verdict.doubled += [f"{stretch}, {chat}: {words}" for words in again]


def may_repeat(death: Death, chat: str, again: Sequence[str]) -> bool:
    """Whether what came once more was in flight to this chat at the death; in a group it names its case, or hangs under
    a message that does."""
    under = death.under_cards.get(chat, frozenset())
    is_named = chat in PRIVATE or all(words in under or any(name in words for name in NAMES) for words in again)
    return is_named and Counter(again) <= death.flying.get(chat, Counter())


def posted(life: Life) -> Posted:
    """Every new message that the bot has sent, by stretch and chat."""
    found: dict[Place, Counter[str]] = {}
    for call in life.simulator.cloud.journal.after(0):
        is_message = call["method"].startswith("send") and call["method"] != "sendChatAction"
        if is_message and call["code"] == HTTPStatus.OK:
            params = call["params"]
            place = life.stretch_at(call["n"]), life.district.names[params["chat_id"]]
            found.setdefault(place, Counter()).update(shape(words) for words in words_of(call["method"], params))
    return found


def words_of(method: str, params: Mapping[str, Any]) -> list[str]:
    """The words of each message that a call has sent: an album is as many messages as it has pictures."""
    if method != "sendMediaGroup":
        return [params.get("text") or params.get("caption") or method]
    media = params["media"]
    return [item.get("caption", method) for item in (json.loads(media) if isinstance(media, str) else media)]


def shown(life: Life) -> Shown:
    """What stands in each chat at the end."""
    found = {}
    for chat, name in life.district.names.items():
        messages = life.simulator.cloud.world.chats[chat].messages.values()
        found[name] = Counter(shape(m.words) for m in messages if m.by_bot and not m.deleted)
    return found


# --- what is kept ---


def life_settings(life: Life) -> Any:
    """As the bot had them."""
    return settings_for("http://127.0.0.1:9", life.home, database_url=life.url)


async def deeds_of(engine: Engine) -> Counter[str]:
    """The lines of the audit log, without time: each effect that an update or a clock had, counted."""
    async with engine.reading() as connection:
        rows = await connection.execute(select(audit.c.action, audit.c.agency))
        return Counter(f"{row.action} {row.agency or ''}".strip() for row in rows)


async def rows_wrong(life: Life, engine: Engine) -> list[str]:
    """Updates and messages that are open, parked or dead, and cases that are not one."""
    async with engine.reading() as connection:
        updates = (await connection.execute(select(inbox))).all()
        messages = (await connection.execute(select(outbox).where(outbox.c.chat.is_not(None)))).all()
        counts = [len((await connection.execute(select(table))).all()) for table in (cases, reports)]
    taken = [row.update for row in updates]
    wrong = [f"update {row.id} is not closed" for row in updates if row.closed_at is None or row.parked]
    wrong += updates_wrong(life, taken)
    wrong += [f"message {row.kind}: {row.fate or 'open'}" for row in messages if row.fate not in {"sent", "expired"}]
    return wrong + ([] if counts == [life.play.reports] * 2 else [f"{counts} cases and reports"])


def updates_wrong(life: Life, taken: Sequence[int]) -> list[str]:
    """Every update is taken once; those that were looked at before may be erased by now."""
    seen, new = set(life.updates[: life.looked_at]), life.updates[life.looked_at :]
    is_good = sorted(set(taken) - seen) == sorted(new) and len(taken) == len(set(taken))
    return [] if is_good else [f"{len(life.updates)} updates pushed, {len(taken)} taken"]


async def look_at_updates(life: Life) -> None:
    """All of them so far, before the line erases them. Raises AssertionError for one that is not there."""
    engine = Engine(str(life_settings(life).database_url))
    try:
        async with engine.reading() as connection:
            taken = [row.update for row in await connection.execute(select(inbox.c.update))]
    finally:
        await engine.close()
    assert not updates_wrong(life, taken)
    life.looked_at = len(life.updates)


async def files_wrong(life: Life) -> list[str]:
    """Each file has its name in the database; a day later only those of the reports are left."""
    settings, folder = life_settings(life), life.home / "files"
    database = await Database.open(
        settings.database_url, settings.key_file, settings.files_url, life.clock.now, RandomTokens(),
        next_at=next_running_due, follow_up=FOLLOW_UP, bot=settings.bot_id,
    )  # fmt: skip
    try:
        wrong = [f"a file without a name: {name}" for name in stored(folder) - await named(settings.database_url)]
        await database.files.delete_expired(life.clock.now() + timedelta(hours=25))
        left = len(stored(folder))
        wrong += [] if left == life.play.files else [f"{left} files are left of {life.play.files}"]
        return wrong + ([] if await database.first_break() is None else ["the audit log is broken"])
    finally:
        await database.close()


async def named(url: str) -> set[str]:
    """Names of files that the database knows."""
    engine = Engine(url)
    try:
        async with engine.reading() as connection:
            return set(await connection.scalars(select(files.c.file)))
    finally:
        await engine.close()


def stored(folder: Path) -> set[str]:
    """Names of files in the store; what is half written counts by the name that it will have."""
    return {path.name.partition("#")[0] for path in folder.rglob("*") if path.is_file()}


# --- what must not be there ---


async def bytes_at_rest(life: Life) -> dict[str, bytes]:
    """Every file of the bot but its keys, its log, what it left in the folder for passing things, and all rows."""
    places = {path.relative_to(life.folder).as_posix(): path for path in life.folder.rglob("*") if path.is_file()}
    places.pop("home/keys.json")
    contents = {name: path.read_bytes() for name, path in places.items()}
    return contents | (await dump(life.url) if life.url else {})


async def dump(url: str) -> dict[str, bytes]:
    """All rows of a PostgreSQL database as the bytes that they are."""
    connection = await asyncpg.connect(url)
    try:
        names = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        contents = {}
        for (name,) in names:
            rows = BytesIO()
            await connection.copy_from_table(name, output=rows, format="binary")
            contents[f"rows of {name}"] = rows.getvalue()
        return contents
    finally:
        await connection.close()


def plain_words(life: Life, contents: Mapping[str, bytes]) -> list[str]:
    """Where a canary is found; names of places and canaries only."""
    return [
        f"{canary} stands in {place}"
        for place, data in contents.items()
        for canary, secret in life.canaries.items()
        if secret in data
    ]
