"""What the bot and the commands are built from: profile, texts, clock, keys, database."""

from dataclasses import dataclass

from bot.clock import SteadyClock
from bot.domain.deadlines import next_at
from bot.domain.media import SEAL
from bot.domain.notices import Fact
from bot.domain.older_cases import as_today
from bot.domain.profile import Profile
from bot.ports import Clock, Tokens
from bot.profile import load_profile
from bot.settings import Settings
from bot.system import RandomTokens, monotonic_clock, wall_clock
from bot.usecases.line import Line
from locales.catalogue import Catalogue
from storage.strongbox import Strongbox
from storage.unit_of_work import Database


@dataclass(frozen=True)
class Parts:
    """What everything else is built from."""

    settings: Settings
    profile: Profile
    text: Catalogue
    clock: Clock
    tokens: Tokens
    database: Database


async def open_parts(settings: Settings, clock: Clock | None = None, tokens: Tokens | None = None) -> Parts:
    """Profile, texts, keys and database; raises ProfileError, or what the database says."""
    profile = load_profile(settings.profile)
    clock, tokens = clock or SteadyClock(wall_clock, monotonic_clock), tokens or RandomTokens()
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = await Database.open(
        settings.database_url,
        settings.key_file,
        settings.files_url,
        clock.now,
        tokens,
        next_at=lambda case: next_at(case, profile.policy, profile.zone),
        bot=settings.bot_id,
        files_options=settings.store_options,
        as_today=lambda case: as_today(case, profile.policy),
    )
    if profile.policy.media_mode == SEAL:
        keys = profile.policy.seal_to
        database.files.strongbox = Strongbox.of(keys["police"], keys["supervising"], tokens)
    return Parts(settings, profile, Catalogue(profile.zone), clock, tokens, database)


async def note(parts: Parts, action: str, **facts: Fact) -> None:
    """An act of the administrator, in the audit log."""
    async with parts.database.begin() as uow:
        await uow.audit.add(action, at=parts.clock.now(), facts=facts)
        await uow.commit()


def line_of(parts: Parts) -> Line:
    """The line outside of any update: for invites and the ticker."""
    return Line(parts.profile, parts.database.begin, parts.tokens, parts.database.marks)
