"""Everything one call of the bot or one deed of a person can touch."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.simulator.clock import WorldClock
from bot.simulator.faults import Faults
from bot.simulator.journal import Journal
from bot.simulator.parameters import Upload
from bot.simulator.refusal import Json
from bot.simulator.updates.polling import Polling
from bot.simulator.updates.updates import UpdateQueue
from bot.simulator.updates.webhook import Webhook
from bot.simulator.world.events import Events
from bot.simulator.world.files import Files
from bot.simulator.world.flood import Flood
from bot.simulator.world.menus import Menus
from bot.simulator.world.people import BotAccount
from bot.simulator.world.presses import Presses
from bot.simulator.world.world import World


@dataclass(slots=True)
class Cloud:
    """One bot's Telegram."""

    token: str
    world: World
    clock: WorldClock
    events: Events
    updates: UpdateQueue
    polling: Polling
    webhook: Webhook
    files: Files
    flood: Flood
    faults: Faults
    journal: Journal
    menus: Menus
    presses: Presses
    profile: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """One checked call of a method."""

    method: str
    params: Json
    uploads: dict[str, Upload]

    def __getitem__(self, name: str) -> Any:
        return self.params[name]

    def get(self, name: str, default: Any = None) -> Any:
        """A parameter, or the default."""
        return self.params.get(name, default)


def make_cloud(
    token: str,
    username: str,
    now: Callable[[], datetime],
    advance: Callable[[timedelta], None] | None,
    *,
    flood: bool,
) -> Cloud:
    """A new world with nobody in it but the bot."""
    digits = re.match(r"\d+", token)
    bot = BotAccount(int(digits[0]) if digits else 1, username)
    clock, events, faults = WorldClock(now, advance), Events(), Faults()
    updates = UpdateQueue(clock.now, faults.spoil_update)
    webhook = Webhook(updates, faults, clock)
    return Cloud(
        token=token,
        world=World(bot, clock, events),
        clock=clock,
        events=events,
        updates=updates,
        polling=Polling(updates, faults, webhook, guard=flood),
        webhook=webhook,
        files=Files(),
        flood=Flood(on=flood),
        faults=faults,
        journal=Journal(),
        menus=Menus(),
        presses=Presses(clock.now),
    )
