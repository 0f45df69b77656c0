"""What `python -m bot check` looks at: settings, profile, keys, database, Bot API; a line each, without secrets."""

import stat
from collections.abc import Awaitable, Callable, Sequence
from zoneinfo import ZoneInfo

from rich.console import Console
from telegram import Bot, User
from telegram.error import TelegramError

from bot.domain.errors import Unreachable
from bot.domain.groups import Cause
from bot.domain.people import AgencyPlace
from bot.profile.files import ProfileError
from bot.profile.load import load_profile
from bot.runtime.components import open_components
from bot.runtime.operator_words import explained
from bot.settings import Settings, unknown_names
from handlers.groups import look as groups
from handlers.telegram.connection.transport import AiohttpRequest
from locales.catalogue import Catalogue

Finding = tuple[bool, str]


class Check:
    """Looks and tells; changes nothing, but for the key file and the tables that a first run would make too."""

    def __init__(self, settings: Settings, out: Console) -> None:
        self._settings = settings
        self._out = out
        self._places: Sequence[AgencyPlace] = ()

    async def run(self) -> bool:
        """True when the bot can run."""
        looks: tuple[tuple[str, Callable[[], Awaitable[list[Finding]]]], ...] = (
            ("settings", self._look_at_settings),
            ("profile", self._look_at_profile),
            ("texts", self._look_at_texts),
            ("database", self._look_at_database),
            ("keys", self._look_at_keys),
            ("Bot API", self._look_at_telegram),
            ("groups", self._look_at_groups),
        )
        is_well = True
        for name, look in looks:
            for fine, words in await look():
                self._out.print("[green]ok  [/]" if fine else "[red]MEND[/]", end=" ")
                self._out.print(f"{name}: {words}", markup=False, highlight=False, soft_wrap=True)
                is_well = is_well and fine
        return is_well

    async def _look_at_settings(self) -> list[Finding]:
        settings = self._settings
        mode = f"webhook at {settings.webhook_url}" if settings.webhook_url else "long polling"
        found = [(True, f"{mode}, API {settings.api_url}, home {settings.home}")]
        return found + [(False, f"{name} means nothing here; misspelt?") for name in unknown_names()]

    async def _look_at_profile(self) -> list[Finding]:
        try:
            profile = load_profile(self._settings.profile)
        except ProfileError as error:
            return [(False, fault) for fault in error.faults]
        return [(True, f"{profile.name}: {len(profile.agencies)} agencies, {len(profile.triage)} triage rules")]

    async def _look_at_texts(self) -> list[Finding]:
        try:
            text = Catalogue(ZoneInfo("UTC"))
        except ValueError as error:
            return [(False, str(error))]
        broken = [(False, f"{name} is not Fluent") for name in text.unreadable()]
        return broken or [(True, f"{', '.join(text.languages)}: all can be read")]

    async def _look_at_database(self) -> list[Finding]:
        try:
            components = await open_components(self._settings)
        except ProfileError:
            return [(False, "cannot be opened before the profile is mended")]
        except Exception as error:  # in our words: those of a driver may hold the password of the URL
            return [(False, f"cannot be opened: {fault}") for fault in explained(error).faults]
        try:
            await components.database.ping()
            async with components.database.reading() as uow:
                supervisors, self._places = await uow.staff.supervisors(), await uow.agencies.all()
        finally:
            await components.database.close()
        bound = sum(place.works for place in self._places)
        found = [(True, f"open, tables up to date; {bound} groups bound, {len(supervisors)} supervisors")]
        return found if supervisors or self._settings.supervisors else [*found, (True, _NOBODY)]

    async def _look_at_keys(self) -> list[Finding]:
        path = self._settings.key_file
        if not path.exists():
            return [(False, f"{path} is not there")]
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            return [(False, f"{path} can be read by others (mode {mode:o}); make it 600")]
        return [(True, f"{path}; keep a copy elsewhere: without it nothing can be read again")]

    async def _look_at_telegram(self) -> list[Finding]:
        me = await self.who_am_i(AiohttpRequest(proxy=self._settings.proxy_address))
        if me is None:
            return [(False, f"no answer from {self._settings.api_url}, or the token is refused")]
        found = [(True, f"@{me.username} answers")]
        if me.can_read_all_group_messages:
            found.append(
                (False, "privacy mode is off: the bot would see every word in the groups (BotFather, /setprivacy)")
            )
        if me.can_join_groups is False:
            found.append((False, "the bot may not join groups (BotFather, /setjoingroups)"))
        return found

    async def _look_at_groups(self) -> list[Finding]:
        """Each group that was ever bound: can it be written to, and can its members be asked for?"""
        token = self._settings.token.get_secret_value()
        try:
            async with Bot(
                token, base_url=self._settings.bot_base, request=AiohttpRequest(proxy=self._settings.proxy_address)
            ) as bot:
                return [await _look_at_group(bot, place) for place in self._places]
        except (TelegramError, Unreachable):
            return [(False, "cannot be asked for now")] if self._places else []

    async def who_am_i(self, request: AiohttpRequest) -> User | None:
        """The bot as Telegram knows it; None when it does not answer."""
        token = self._settings.token.get_secret_value()
        bot = Bot(token, base_url=self._settings.bot_base, request=request)
        await request.initialize()
        try:
            return await bot.get_me()
        except TelegramError:
            return None
        finally:
            await request.shutdown()


async def _look_at_group(bot: Bot, place: AgencyPlace) -> Finding:
    if place.joined is None:
        return False, f"{place.agency} has lost its group: {FAULTS[place.cause or Cause.GONE]}"
    cause = await groups.look(bot, place.joined) or place.cause
    return (
        cause is None,
        f"{place.agency}: {'messages arrive, members can be asked for' if cause is None else FAULTS[cause]}",
    )


FAULTS = {
    Cause.KICKED: "the bot was removed from the group; a supervisor or the head adds it again",
    Cause.LEFT: "the bot is not in the group; a supervisor or the head adds it again",
    Cause.DELETED: "the group was deleted; python -m bot invite agency KEY makes a link for a new one",
    Cause.GONE: "Telegram does not find the group",
    Cause.REFUSED: "the bot may not write in the group; an administrator of the group must let it",
    Cause.TOPIC: "the topic that the bot writes to is closed; an administrator of the group must open it",
    Cause.HIDDEN: "the group hides its members, so nobody there can act; make the bot an administrator of the group",
}
_NOBODY = "nobody supervises yet: python -m bot invite supervisor"
