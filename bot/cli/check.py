"""What `python -m bot check` looks at: settings, profile, keys, database, Bot API; a line each, without secrets."""

import stat
from collections.abc import Awaitable, Callable

from rich.console import Console
from telegram import Bot, User
from telegram.error import TelegramError

from bot.profile.load import ProfileError, load_profile
from bot.runtime.components import open_components
from bot.settings import Settings, unknown_names
from handlers.telegram.transport import AiohttpRequest

Finding = tuple[bool, str]


class Checkup:
    """Looks and tells; changes nothing, but for the key file and the tables that a first run would make too."""

    def __init__(self, settings: Settings, out: Console) -> None:
        self._settings = settings
        self._out = out

    async def run(self) -> bool:
        """True when the bot can run."""
        looks: tuple[tuple[str, Callable[[], Awaitable[list[Finding]]]], ...] = (
            ("settings", self._look_at_settings),
            ("profile", self._look_at_profile),
            ("database", self._look_at_database),
            ("keys", self._look_at_keys),
            ("Bot API", self._look_at_telegram),
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

    async def _look_at_database(self) -> list[Finding]:
        try:
            parts = await open_components(self._settings)
        except ProfileError:
            return [(False, "cannot be opened before the profile is mended")]
        except Exception as error:  # named by its type: words of a driver may hold the password of the URL
            return [(False, f"cannot be opened ({type(error).__name__})")]
        try:
            await parts.database.ping()
            async with parts.database.reading() as uow:
                supervisors, places = await uow.staff.supervisors(), await uow.agencies.all()
        finally:
            await parts.database.close()
        bound = sum(place.chat is not None and place.lost_at is None for place in places)
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
        me = await self.who_am_i(AiohttpRequest())
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


_NOBODY = "nobody supervises yet: python -m bot invite supervisor"
