"""Builds what only the leader does: sending, and the regular jobs. Built anew whenever this process becomes leader."""

from collections import Counter
from datetime import timedelta

from telegram import Bot

from bot.loops.dispatcher import Dispatcher
from bot.loops.leader import Loop
from bot.loops.ticker import Ticker
from bot.runtime import schedule
from bot.runtime.components import Components, services_of
from bot.runtime.signals import Signals
from bot.usecases.access.officers import OfficerLook
from handlers import staff_menus
from handlers.groups.watch import GroupWatch
from handlers.telegram.alarms.monitor import Monitor
from handlers.telegram.membership import TelegramMembership
from handlers.telegram.menus import Menus
from handlers.telegram.receiving.intake_source import MenuLoop
from handlers.telegram.receiving.receive import Intake
from handlers.telegram.sending.send import Sender

LOOK_BACK = timedelta(minutes=1)
"""Sends within this time still count towards Telegram's limits, whichever process made them."""


class Leading:
    """`dispatcher` and `ticker` are those of the current epoch, or of the next one."""

    def __init__(self, components: Components, bot: Bot, signals: Signals, sender: Sender, monitor: Monitor) -> None:
        self._components = components
        self._bot = bot
        self._signals = signals
        self._sender = sender
        self._monitor = monitor
        self._services = services_of(components)
        self._membership = TelegramMembership(bot, components.database.reading, components.clock.now)
        self._groups = GroupWatch(self._services, bot, components.clock.now)
        self._counts = Counter[str]()
        self.dispatcher = self._make_dispatcher()
        self.ticker = self._make_ticker()

    async def begin(self, intake: Intake) -> list[Loop]:
        """The loops of a new epoch. They go on with the rate limit of the process that led before."""
        components, now = self._components, self._components.clock.now
        since = now() - LOOK_BACK
        self._signals.rate_limit.begin(since, await components.database.outbox.recent(since, now()))
        self.dispatcher = self._make_dispatcher()
        self._signals.places.begin(self.dispatcher)
        self._groups = GroupWatch(self._services, self._bot, now)
        self.ticker = self._make_ticker()
        return [self.dispatcher, self.ticker, self._groups, MenuLoop(self._make_menus(), intake)]

    def _make_menus(self) -> Menus:
        components, officers = (
            self._components,
            OfficerLook(self._services, self._membership, self._components.clock.now),
        )
        rights = (staff_menus.in_private, staff_menus.in_group, officers.look)
        return Menus(self._bot, components.profile, components.text, components.database.reading, *rights)

    def _make_dispatcher(self) -> Dispatcher:
        outbox, rate_limit = self._components.database.outbox, self._signals.rate_limit.limit
        return Dispatcher(
            outbox, self._sender, rate_limit, self._components.clock.now, self._signals.outbox, counts=self._counts
        )

    def _make_ticker(self) -> Ticker:
        components = self._components
        regular = schedule.regular(
            self._services, components.database, self._monitor, self._groups, self._membership, components.clock
        )
        return Ticker(regular, schedule.daily(self._services, self._membership), components.clock.now)
