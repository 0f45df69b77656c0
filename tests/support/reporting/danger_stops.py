"""Somebody in danger has come to a question of a path: the line is made once as it is then, and copied for each way to
stop there."""

from copy import copy
from dataclasses import dataclass
from functools import cache, partial
from itertools import count
from pathlib import Path

from tests.support.officers import PSB, officer
from tests.support.people import PROFILE
from tests.support.reporting.danger_walk import DangerWalk
from tests.support.reporting.private_chat import Present, Read, SentToChat, Watched, open_watched
from tests.support.snapshots import Snapshot, made_aside, snapshot_of


@dataclass(frozen=True)
class Stood:
    """The line, and what had been read and counted."""

    snapshot: Snapshot
    read: tuple[Read, ...]
    heard: tuple[SentToChat, ...]
    counters: tuple["count[int]", "count[int]", "count[int]"]
    """Of messages, updates, and what the bot has sent."""

    async def walk(self, folder: Path) -> DangerWalk:
        """Goes on from here in this folder."""
        plain = await self.snapshot.opened(folder)
        messages, updates, numbers = map(copy, self.counters)
        district = Watched(plain.database, plain.services, plain.time, plain.wake, sent=plain.sent, numbers=numbers)
        district.opened = plain.opened
        district.read += self.read
        district.heard += self.heard
        rita = Present(district)
        rita.messages, rita.updates = messages, updates
        return DangerWalk(district, rita, officer(district, 21, PSB))


@cache
def stood(start: str, steps: int) -> Stood:
    """Danger now was answered on this path, and so many questions after it."""
    return made_aside(partial(goes, start=start, steps=steps))


async def goes(folder: Path, *, start: str, steps: int) -> Stood:
    """One question further than `stood` of one less."""
    walk = await (stood(start, steps - 1).walk(folder) if steps else begins(folder))
    try:
        if steps:
            walk.district.time.move(seconds=20)
            await walk.act("skips" if await is_free(walk.rita) else "answers", 0)
        else:
            await walk.rita.start()
            await walk.rita.choose("start", start)
            await walk.rita.choose("danger", "yes_now")
        district, rita = walk.district, walk.rita
        counters = copy(rita.messages), copy(rita.updates), copy(district.numbers)
        return Stood(snapshot_of(district, folder), tuple(district.read), tuple(district.heard), counters)
    finally:
        await walk.district.database.close()


async def begins(folder: Path) -> DangerWalk:
    """Nothing was told yet."""
    district = await open_watched(folder)
    return DangerWalk(district, Present(district), officer(district, 21, PSB))


async def is_free(rita: Present) -> bool:
    """Whether the question on screen may be skipped."""
    draft = await rita.draft()
    question = PROFILE.questionnaire.questions.get(draft.at) if draft is not None else None
    return question is not None and not question.required
