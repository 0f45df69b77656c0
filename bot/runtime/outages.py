"""Builds the outage notice, the outage alarm and the monitor of one process: they work without the database."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from telegram import Bot

from bot.domain.ids import ChatId
from bot.domain.queues.inbox import DATABASE_AWAY, Fault, InboxRow
from bot.runtime.components import Components, services_of
from bot.system import MovableClock, SpeakerLock
from handlers.telegram.alarms.monitor import MUTING, Monitor, MonitorInputs
from handlers.telegram.alarms.outage_alarm import OutageAlarm
from handlers.telegram.alarms.outage_notice import OutageNotice

MUTE_AFTER = 10.0
"""Seconds for which the database could not be asked for messages, after which people who write are told of the
outage."""

Figures = Callable[[datetime], Awaitable[dict[str, object]]]


class Outages:
    """The notice to people who write, the alarm to administrators, and the monitor that decides when to use them."""

    def __init__(
        self,
        components: Components,
        bot: Bot,
        wait_for_quota: Callable[[ChatId], Awaitable[None]],
        figures: Figures,
        cut_off_since: Callable[[], float | None],
    ) -> None:
        """`wait_for_quota` waits until a chat may be written to; `cut_off_since`: since when, by the loop's time, the
        database does not tell the leader what is to be sent."""
        self._database, self._now = components.database, components.clock.now
        self._cut_off_since = cut_off_since
        self._lock = SpeakerLock(components.settings.home)
        self.notice = OutageNotice(bot, components.text, components.profile, wait_for_quota)
        self.alarm = OutageAlarm(self.notice, components.settings.admins, self.speaks, self._now())
        hook, rings = bool(components.settings.webhook_url), not isinstance(components.clock, MovableClock)
        inputs = MonitorInputs(services_of(components), bot, figures, self.leads, self._now, hook=hook, rings=rings)
        self.monitor = Monitor(inputs, self.notice, self.alarm)

    def leads(self) -> bool:
        """Whether this process is certainly the leader."""
        return self._database.election.epoch > 0

    def speaks(self) -> bool:
        """Whether this process answers for all, also while it is not known which one leads. Of several processes of one
        home only one does."""
        if not self._database.election.speaks:
            self._lock.give_back()
            return False
        return self._lock.take() or self.leads()

    def end(self) -> None:
        """Let another process of this home answer."""
        self._lock.give_back()

    def take_over(self, notice: OutageNotice, alarm: OutageAlarm) -> None:
        """Take over what was sent while the database could not be opened: Hide must find it, and its alarms must
        end."""
        self.notice.take_over(notice)
        self.alarm.take_over(alarm)

    async def send_outage_notice(self, updates: Sequence[object]) -> None:
        """Tell the senders of updates that could not be stored. Of several processes only one does."""
        if self.speaks():
            self.notice.tell(updates)

    async def come_back(self) -> None:
        """The database stores updates again: note the messages that were sent meanwhile."""
        self.notice.over()
        await self.notice.note(self._database.begin, self._now())

    async def after_attempt(self, row: InboxRow, fault: Fault | None) -> None:
        """Tells a person who gets no answer because of the database whom to call."""
        is_away = fault is not None and fault.reason == DATABASE_AWAY
        if (is_away and row.attempts > 0) or (fault is None and await self._is_mute()):
            self.notice.tell_row(row.payload)
        else:
            self.notice.remember(row.payload, failed=is_away)

    async def _is_mute(self) -> bool:
        """Whether no answer gets out, by a fault of the database: at this moment, not by the last look."""
        since = self._cut_off_since() if self.leads() else None
        if since is not None and asyncio.get_running_loop().time() - since > MUTE_AFTER:
            return True
        if since is None and not self.monitor.is_mute:
            return False
        return bool(MUTING & set(await self._database.progress.damaged()))
