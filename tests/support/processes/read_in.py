"""What a process does once before children are forked from it, so that none of them has to."""

import asyncio
import os
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from bot import thread_pools
from bot.cli import check
from bot.domain.intake.wordlists import pattern
from bot.profile.load import load_profile
from bot.runtime import components
from bot.settings import USUAL_PROFILE
from storage.database import engine
from tests.support.databases.cheap_hashes import make_cheap
from tests.support.long_limits import wait_long
from tests.support.made_once import SharedSql, read_once, trust_once
from tests.support.processes.shared import ROOT
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import running_bot


def read_profiles() -> None:
    """The shipped profile and that of the tests with its texts; every list of words is made a pattern."""
    read, patch = read_once(load_profile), pytest.MonkeyPatch()
    for module in (components, check):
        patch.setattr(module, "load_profile", read)
    for name in (USUAL_PROFILE, ROOT / "tests" / "profiles" / "unlocked.toml"):
        profile = read(name)
        components.texts_of(profile)
        for words in (profile.questionnaire.harmless, *profile.questionnaire.keywords.values()):
            pattern(words)


def live_once() -> None:
    """A bot starts on an empty folder, and one report goes through it. What it makes once in a process, children find
    made: SQL, readers of rows, methods. Without it each of them needs three times the CPU until it listens."""
    lasting = pytest.MonkeyPatch()
    lasting.setattr(engine, "create_async_engine", SharedSql(create_async_engine))
    trust_once(lasting)
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="tl") as home, unheard():
        wait_long(patch)
        make_cheap(patch)
        asyncio.run(_one_report(Path(home)))


def end_threads() -> None:
    """No thread is left, because a fork would not have it."""
    for name, pool in vars(thread_pools).items():
        if isinstance(pool, ThreadPoolExecutor):
            pool.shutdown()
            ThreadPoolExecutor.__init__(pool, 1, name.lower())
    assert threading.active_count() == 1, threading.enumerate()


async def _one_report(home: Path) -> None:
    """With SQLite's threads, which the children will have too."""
    async with running_bot(home, begin=None) as place:
        rita = await place.world.person("Rita")
        await tell(rita)
        await send(rita)


@contextmanager
def unheard() -> Iterator[None]:
    """What is written to standard output meanwhile is thrown away."""
    with Path(os.devnull).open("wb") as nowhere, os.fdopen(os.dup(1), "wb") as output:
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            os.dup2(output.fileno(), 1)
