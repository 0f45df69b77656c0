"""What the bot and the commands are built from: profile, texts, clock, keys, database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from bot.clock import SteadyClock
from bot.contention import again_at_once
from bot.domain.cases.deadlines.timing import next_at
from bot.domain.cases.older_cases import as_today
from bot.domain.facts import Fact
from bot.domain.intake.media import SEAL
from bot.domain.profile import Profile
from bot.domain.queues.after_commit import UNHEARD, AfterCommit
from bot.domain.queues.nobody import NobodySends
from bot.loops.disk_watch import DiskSpace
from bot.ports.queues.outbox import SendingPlaces
from bot.ports.time import Clock, Tokens
from bot.profile.load import load_profile
from bot.runtime.disk import disk_space_of
from bot.settings import Settings
from bot.system import RandomTokens, monotonic_clock, wall_clock
from bot.usecases.acting import transaction_of_program
from bot.usecases.delivery.results import record_result
from bot.usecases.services import Services, Transaction
from locales.fallback import FallbackCatalogue
from storage.crypto.two_key_encryption import TwoKeyEncryption
from storage.unit_of_work import Database

TELEGRAM_LIMIT = 20 << 20
"""Bytes of the largest file that Telegram's own server hands out."""


@dataclass(frozen=True)
class Components:
    """What everything else is built from."""

    settings: Settings
    profile: Profile
    text: FallbackCatalogue
    clock: Clock
    tokens: Tokens
    database: Database
    disk: DiskSpace


def usual_clock() -> Clock:
    """The machine's time, corrected by Telegram's."""
    return SteadyClock(wall_clock, monotonic_clock)


async def open_components(
    settings: Settings,
    clock: Clock | None = None,
    tokens: Tokens | None = None,
    after_commit: AfterCommit = UNHEARD,
    places: Callable[[], SendingPlaces] = NobodySends,
) -> Components:
    """Profile, texts, keys and database; raises ProfileError, or what the database says."""
    profile = with_file_limit(load_profile(settings.profile), settings)
    clock, tokens, disk = clock or usual_clock(), tokens or RandomTokens(), disk_space_of(settings)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = await Database.open(
        settings.database_url,
        settings.key_file,
        settings.files_url,
        clock.now,
        tokens,
        next_at=lambda case: next_at(case, profile.policy, profile.zone),
        follow_up=partial(record_result, supervising=profile.agency_with("supervising")),
        bot=settings.bot_id,
        files_options=settings.store_options,
        as_today=lambda case: as_today(case, profile.policy),
        is_direct=settings.direct_sql,
        two_key_encryption=two_key_encryption_of(profile, tokens),
        after_commit=after_commit,
        has_space=disk.has_space,
        places=places,
        zone=profile.zone,
    )
    return Components(settings, profile, texts_of(profile), clock, tokens, database, disk)


def texts_of(profile: Profile) -> FallbackCatalogue:
    """All texts: those that are shipped, and the profile's own."""
    return FallbackCatalogue(profile.zone, profile.languages, profile.texts)


def two_key_encryption_of(profile: Profile, tokens: Tokens) -> TwoKeyEncryption | None:
    """Encryption of files to the keys of two bodies, where the profile asks for it; else None."""
    if profile.policy.media_mode != SEAL:
        return None
    keys = profile.policy.seal_to
    return TwoKeyEncryption.of(keys["police"], keys["supervising"], tokens)


def with_file_limit(profile: Profile, settings: Settings) -> Profile:
    """The profile with the largest file size that can be downloaded: 20 MB from Telegram's own server."""
    policy = profile.policy
    if settings.api_local_dir is not None or policy.max_file_bytes <= TELEGRAM_LIMIT:
        return profile
    return replace(profile, policy=replace(policy, max_file_bytes=TELEGRAM_LIMIT))


async def note(components: Components, action: str, **facts: Fact) -> None:
    """Note an act of the administrator in the audit log."""
    await again_at_once(partial(_noted, services_of(components), components.clock.now(), action, facts))


@transaction_of_program
async def _noted(act: Transaction, action: str, facts: Mapping[str, Fact]) -> None:
    await act.uow.audit.add(action, at=act.now, facts=facts)


def services_of(components: Components) -> Services:
    """The services outside of any update: for commands and the ticker."""
    database = components.database
    return Services(components.profile, database.begin, components.tokens, database.blind_index, database.reading)
