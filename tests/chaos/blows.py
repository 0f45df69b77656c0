"""The blows of a schedule, each dealt from outside: to the wire, to the machine, by people, by time.

Each one says how much it touched, and where it can, it goes on until it has touched something.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import aiohttp

from bot.domain.ids import AgencyKey
from bot.simulator.client import NothingSeen, Refused
from tests.chaos.activity import GROWS, STIR, STRIKE, Touched
from tests.chaos.ground import DealtBlow
from tests.chaos.machine_blows import MachineBlows, so_far
from tests.chaos.plan import Blow
from tests.chaos.wire import ON_THE_WIRE, faults_of, used
from tests.support.running.running_bot import TOKEN
from tests.support.waiting import CameNot, until

LEFT = AgencyKey("CYL")
"""The body whose group throws the bot out, and takes it back."""
BOUND = "This is now the group of"


class BlowDealer(MachineBlows):
    """Deals the blows of the plan, one after the other, each not before its time."""

    async def run(self, timeout: float) -> None:
        """All of them; then, when what was planned for the wire has fallen too, everything works again."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        for blow in self.ground.plan.blows:
            await asyncio.sleep(max(0.0, began + blow.at - loop.time()))
            self.ground.fallen.append(DealtBlow(blow.kind, await self._deal(blow)))
        await self._fall(timeout)
        await self.ground.world.heal()
        await self.ground.start()

    async def _fall(self, timeout: float) -> None:
        """A fault falls when the bot makes such a call; people go on meanwhile, and others come by. When all have told
        and something is still to fall, one after the other changes their words: cards are answered then."""
        loop = asyncio.get_running_loop()
        changed = loop.time()

        def everybody() -> bool:
            return all(one.number for one in self.reporters)

        def is_over() -> bool:
            is_empty = everybody() or not self.ground.simulator.cloud.faults.listed()
            return is_empty and all(dealt.touched() for dealt in self.ground.fallen)

        async def stir() -> None:
            nonlocal changed
            await self._stir()
            if everybody() and loop.time() - changed > STRIKE / 5:
                changed = loop.time()
                await self._change_words()

        limit = min(timeout, 2 * STRIKE + 2 * len(self.reporters))
        with suppress(CameNot):
            await until(is_over, limit, STIR / 2, stir)

    async def _change_words(self) -> None:
        """Somebody who has not yet changes what they told."""
        for number, one in enumerate(self.reporters):
            if one.told and not one.edited:
                one.edited = f"canary{self.ground.plan.seed}n{number}changed"
                await one.person.edit(one.told[0], one.edited)
                return

    async def _deal(self, blow: Blow) -> Touched:
        if blow.kind in ON_THE_WIRE:
            faults = faults_of(blow.kind)
            for fault in faults:
                self.ground.simulator.cloud.faults.plan(fault)
            return used(faults)
        deeds: dict[str, Callable[[float], Awaitable[Touched]]] = {
            "kill": self._kill,
            "end_twice": self._end_twice,
            "database": self._lock if self.ground.server is None else self._stop_server,
            "disk_full": self._fill_disk,
            "files_away": self._hide_files,
            "second_ticker": self._tick_twice,
            "rival_409": self._poll,
            "hook_lost": self._lose_answers,
            "blocked": self._block,
            "kicked": self._kick,
            "supergroup": self._grow,
            "stale_press": self._let_presses_age,
            "jump": self._jump,
            "clocks_change": self._change_clocks,
        }
        return await deeds[blow.kind](blow.chance)

    def _codes(self, *codes: int, chat: int = 0, method: str = "") -> Touched:
        """How many calls were answered so from now on."""
        journal = self.ground.simulator.cloud.journal
        start = len(journal.after(0))

        def count() -> int:
            calls = journal.after(start, method or None)
            return sum(c["code"] in codes and (not chat or str(c["chat_id"]) == str(chat)) for c in calls)

        return count

    async def _tick_twice(self, chance: float) -> Touched:
        """A second ticker, at work while the clock is moved."""
        ticks = self.ground.noted('"event": "ticked_too"')
        ticker = await self.ground.launch(0, "tick")
        await self._until(ticks, 1.0)
        await self._jump(chance)
        later = self.ground.noted('"event": "ticked_too"')
        await self._until(later, 1.0)
        ticker.send_signal(signal.SIGTERM)
        await ticker.wait()
        return so_far(later)

    # --- Telegram and people ---

    async def _poll(self, chance: float) -> Touched:
        """Somebody else asks for updates with our token, and confirms nothing. While people write without a pause, the
        bot waits for updates only for moments."""
        url = f"{self.ground.base}/bot{TOKEN}/getUpdates"
        quarrels = self._codes(409, method="getUpdates")
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
            for _ in range(int(STRIKE * 5)):
                with suppress(aiohttp.ClientError, TimeoutError):  # another fault of the storm may hit this call
                    await (await session.post(url, json={"timeout": 0, "limit": 1})).read()
                await asyncio.sleep(0.2)
                if quarrels():
                    break
        return quarrels

    async def _lose_answers(self, chance: float) -> Touched:
        loss = self.ground.load_balancer.lose(1 + int(4 * chance))
        return lambda: loss.lost

    async def _block(self, chance: float) -> Touched:
        """Somebody asks, and blocks before the answer comes."""
        somebody = self.reporters[int(chance * len(self.reporters))]
        refused = self._codes(403, chat=somebody.person.chat)
        for part in (5, 5, 2, 1):  # it may have come before, or come later, on a busy machine
            somebody.is_blocking = True
            await somebody.person.say("/start")
            await somebody.person.block()
            with suppress(TimeoutError):
                async with asyncio.timeout(STRIKE / part):
                    await until(awaited(refused))
            await somebody.person.unblock()
            somebody.is_blocking = False
            if refused():
                break
        await somebody.person.say("/start")
        return refused

    async def _kick(self, chance: float) -> Touched:
        """Thrown out of a group, and invited again by a new link, until it is heard of."""
        head, group = self.cast.heads[LEFT], self.cast.groups[LEFT]
        self.ground.rebound.add(LEFT)
        start = len(self.ground.updates)
        await group.bot("kick", head)
        await asyncio.sleep(1.0)
        for _ in range(4):
            opened = await head.open(await self.ground.group_link(LEFT), group)
            try:
                await head.wait_for(BOUND, group, after=opened, timeout=STRIKE / 2)
            except NothingSeen:
                continue  # another fault of the storm has hit the update: people tap again
            break
        here = group.id
        return lambda: sum(
            update.kind == "my_chat_member" and update.body["chat"]["id"] == here
            for update in self.ground.updates[start:]
        )

    async def _grow(self, chance: float) -> Touched:
        """A group that is none yet becomes a supergroup."""
        small = [agency for agency in GROWS if agency not in self.ground.former] or [*GROWS]
        agency = small[int(chance * len(small))]
        group = self.cast.groups[agency]
        old, moved = group.id, self._codes(400, chat=group.id)
        with suppress(Refused):
            await group.migrate()
            self.ground.former.setdefault(agency, []).append(old)
        return lambda: int(group.id != old) + moved()

    # --- time ---

    async def _let_presses_age(self, chance: float) -> Touched:
        """Nobody is there to hear them for three minutes."""
        updates = self.ground.simulator.cloud.updates
        await self.ground.workers.wait_up()
        await self._until(self._screens, most=STRIKE / 3)
        await self.ground.workers.end_all(signal.SIGKILL)
        pressed: set[int] = set()
        for _ in range(20):
            await self._press()
            pressed = {update.number for update in updates.everything() if update.kind == "callback_query"}
            if pressed:
                break
            await asyncio.sleep(0.25)
        self.ground.clock.advance(timedelta(minutes=3))
        await self.ground.workers.start()
        return lambda: len(pressed & set(updates.expired))

    def _screens(self) -> int:
        """Screens with buttons before the passer-by."""
        chat = self.ground.simulator.cloud.journal.after(0, "sendMessage")
        return sum(str(c["chat_id"]) == str(self.passer.chat) and "inline" in str(c["params"]) for c in chat)

    async def _press(self) -> None:
        """The first person who sees a screen presses the first button on it."""
        for person in (self.passer, *(reporter.person for reporter in self.reporters)):
            screens = [message for message in await person.sees() if message.from_bot and message.buttons]
            with suppress(NothingSeen, Refused):
                if screens and await person.press(screens[-1].labels[0], message=screens[-1], timeout=0.2):
                    return

    async def _jump(self, chance: float) -> Touched:
        minutes = 5 + 20 * chance
        self.ground.clock.advance(timedelta(minutes=minutes))
        return lambda: int(minutes)

    async def _change_clocks(self, chance: float) -> Touched:
        """To a minute after the change to or from summer time, or some minutes beyond."""
        left = self.ground.plan.change - self.ground.clock.now()
        self.ground.clock.advance(max(left, timedelta()) + timedelta(minutes=1))
        return lambda: int(self.ground.plan.begins < self.ground.plan.change < self.ground.clock.now())


def awaited(count: Touched) -> Callable[[], Awaitable[bool]]:
    """Whether there is any."""

    async def is_there() -> bool:
        return count() > 0

    return is_there
