"""The whole bot and one person before the simulator on a clock that only moves when told: for transcripts."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.domain.ids import AgencyKey, CaseNumber, ChatId, UserId
from bot.domain.notices.notice import ToChat
from bot.domain.people import Agent, Staff
from bot.runtime.app import App
from bot.simulator.client import Group, Message, Person, World
from bot.simulator.deeds import person_of, place_of, post
from bot.simulator.refusal import Json
from bot.simulator.server import Simulator
from bot.simulator.world.files import Files
from bot.system import MovableClock
from bot.usecases.casework.closing import closing
from tests.scenarios.direct_world import DirectWorld
from tests.support.acting import with_rights
from tests.support.case_stages import HANA, proposed
from tests.support.databases.reused_databases import lend_database, lent_at
from tests.support.running.running_bot import QUICK, TOKEN, USERNAME, rows_queued, running_alone, settings_for
from tests.support.waiting import until

BEGIN = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Monday, ten in the morning in Chongqing."""
DATABASE = "tipline.db"
BODIES = ("PROC", "PSB", "SUP", "EDU", "CIV", "JUS", "HEA", "CYL", "WOM")


class StillClock(MovableClock):
    """Stands still but for what it is moved by."""

    def __init__(self) -> None:
        super().__init__()
        self._at = BEGIN

    def now(self) -> datetime:
        """This moment of the world."""
        return self._at

    def advance(self, by: timedelta) -> None:
        """Move on, and tell whoever listens."""
        self._at += by
        super().advance(by)


@dataclass(frozen=True)
class FirstDay:
    """What a bot has stored when its first regular jobs are done and the nine groups are bound, and no update has come:
    the database's log, and its other files by their names."""

    log: bytes
    files: Mapping[str, bytes]

    def lay(self, home: Path) -> None:
        """An empty folder holds it from now on."""
        home.mkdir(parents=True, exist_ok=True)
        lend_database(home / DATABASE, self.log)
        for name, content in self.files.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_bytes(content)


FIRST_DAY: list[FirstDay] = []
"""Lived once in a process; each transcript in whose groups nobody was greeted begins with it."""


class BotWithPerson:
    """A running bot, nine groups, one person."""

    def __init__(self, world: World, simulator: Simulator, clock: StillClock, home: Path, base: str) -> None:
        self.world = world
        self.clock = clock
        self._simulator = simulator
        self.has_begun = False
        """Whether the first regular jobs were done and the groups bound before the bot began to run."""
        self._settings = settings_for(base, home)
        self._bot = AsyncExitStack()
        self.app: App
        self.person: Person
        self.groups: dict[str, Group] = {}
        self._seen: dict[int, tuple[int, list[Message]]] = {}
        """By chat: how often it had changed when it was looked at, and what stood there."""

    async def rise(self) -> None:
        """The bot begins to run. An empty folder is lent a database that stays open from one bot to the next."""
        if not (database := self._settings.home / DATABASE).exists():
            lend_database(database)
        self.app = await self._bot.enter_async_context(running_alone(self._settings, self.clock, QUICK))

    async def fall(self) -> None:
        """The bot ends."""
        await self._bot.aclose()

    async def restart(self) -> None:
        """The bot ends and begins again on the same folder."""
        await self.fall()
        self._bot = AsyncExitStack()
        await self.rise()

    async def people(self, name: str, language: str, greeted: Collection[str]) -> None:
        """The person, and a group for each body, in which the bot is and which are bound. `greeted`: bodies in whose
        group the bot has said so; nobody looks into the others."""
        self._language = language
        self.person = await self.world.person(name, language_code=language)
        officer = await self.world.person("Officer")
        for body in BODIES:
            self.groups[body] = group = await self.world.group(body, officer)
            if body in greeted:
                await group.bot("add")
            else:
                self._simulator.cloud.world.chats[group.id].bot_status = "member"
        if self.has_begun:
            return
        await self.quiet()
        async with self.app.assembly.components.database.begin() as uow:
            for body, group in self.groups.items():
                await uow.agencies.bind(AgencyKey(body), ChatId(group.id), body, "en", self.clock.now())
            await uow.commit()

    async def appoint(self, body: str) -> None:
        """The person is the head of this body from now on, in the language they read."""
        user, services = UserId(self.person.id), self.app.services
        person = services.blind_index.person(user)
        async with services.begin() as uow:
            await uow.staff.save(Staff(person, user, self._language, heads=frozenset({AgencyKey(body)})))
            await uow.commit()

    async def close(self, number: int) -> None:
        """Officers bring the case to its end: the lead by the rules' steps, then somebody agrees as ever."""
        services, now = self.app.services, self.clock.now()
        async with services.begin() as uow:
            was = await uow.cases.by_number(CaseNumber(number))
            assert was is not None
            case = proposed(was, now)
            await uow.cases.save(case, was=was.version)
            await uow.commit()
        hana = Agent(HANA, frozenset({AgencyKey("PROC")}), frozenset({case.lead}))
        to = ToChat(ChatId(self.groups["PROC"].id), "en")
        await with_rights(services, hana, to, now, CaseNumber(number), closing.approve)

    async def seen_in(self, body: str) -> list[Message]:
        """What the bot has written in this body's group, as it stands there now."""
        group = self.groups[body]
        return [message for message in await self.look(group.owner, group) if message.from_bot]

    async def look(self, person: Person, group: Group | None = None) -> list[Message]:
        """What the person sees in the group or in the private chat. Asked for only where the chat has changed."""
        place = person.chat if group is None else group.id
        version = len(self._simulator.cloud.world.chats[place].changes)
        if self._seen.get(place, (-1, []))[0] != version:
            self._seen[place] = version, await person.sees(group)
        return self._seen[place][1]

    @property
    def files(self) -> Files:
        """Every file that anybody has sent."""
        return self._simulator.cloud.files

    def sends(self, content: Json) -> None:
        """A message of a kind that no client here writes: a poll, a sticker."""
        cloud = self._simulator.cloud
        person = person_of(cloud, self.person.id)
        post(cloud, place_of(cloud, self.person.id, person), person, content)

    async def quiet(self) -> None:
        """Until every update is handled, what is due by now was looked for, and everything due has been sent."""
        calm = 0

        async def is_quiet() -> bool:
            nonlocal calm
            calm = 0 if await self._in_hand() else calm + 1
            return calm == 2

        await until(is_quiet, pause=0.01)

    async def _in_hand(self) -> int:
        """How much is waiting or being done; the rows are counted only when nothing else is. The regular jobs of a bot
        that has just begun to run are run at once, not three seconds later."""
        leading, now = self.app.assembly.leading, self.clock.now()
        is_due = leading.ticker.last_at != now and not (self.has_begun and now == BEGIN)
        if is_due and leading.ticker.last_at is None:
            leading.ticker.wake()
        waiting = self._simulator.cloud.updates.pending() + int(is_due)
        waiting += len(leading.dispatcher._flying)
        return waiting or await rows_queued(self.app)

    def stored(self) -> FirstDay:
        """What the bot has stored by now."""
        home = self._settings.home
        found = {path.relative_to(home).as_posix(): path for path in home.rglob("*") if path.is_file()}
        files = {name: path.read_bytes() for name, path in found.items() if not name.startswith(DATABASE)}
        lent = lent_at(home / DATABASE)
        assert lent is not None
        return FirstDay(lent.log_from(), files)


@asynccontextmanager
async def bot_with_person(
    home: Path, name: str, language: str, greeted: Collection[str] = ()
) -> AsyncIterator[BotWithPerson]:
    """Everything up with one person, and taken down on leaving."""
    begins = None if greeted else await first_day()
    async with bot_with_nobody(home, begins) as made:
        await made.people(name, language, greeted)
        yield made


async def first_day() -> FirstDay:
    """As a bot lives it, the first time it is asked for."""
    if not FIRST_DAY:
        with TemporaryDirectory() as folder:
            async with bot_with_nobody(Path(folder)) as made:
                await made.people("Nobody", "en", ())
                await made.quiet()
                FIRST_DAY.append(made.stored())
    return FIRST_DAY[0]


@asynccontextmanager
async def bot_with_nobody(home: Path, begins: FirstDay | None = None) -> AsyncIterator[BotWithPerson]:
    """Everything up, and nobody there."""
    clock = StillClock()
    simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, advance=clock.advance, flood=False)
    base = await simulator.start()
    try:
        async with DirectWorld(base, simulator) as world:
            made = BotWithPerson(world, simulator, clock, home, base)
            if begins is not None:
                begins.lay(home)
                made.has_begun = True
            await made.rise()
            try:
                yield made
            finally:
                await made.fall()
    finally:
        await simulator.stop()
