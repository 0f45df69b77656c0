"""The cast of the demo after everybody has joined, for tests that are not about joining.

`bot.cli.demo.CastByLinks` does the same by opening some twenty links, one after the other; tests/browser and
tests/chaos use that one.
"""

from bot.cli.demo import LANGUAGE, Cast
from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.domain.people import OVERSIGHT, Staff
from bot.runtime.app import App
from bot.runtime.components import texts_of
from bot.simulator.client import Group, Person, World
from bot.simulator.server import Simulator


class CastInPlace:
    """Puts people and groups into the simulated world, and all of them into the database in one transaction."""

    def __init__(self, app: App, world: World, simulator: Simulator) -> None:
        self._app, self._client, self._world = app, world, simulator.cloud.world
        profile = app.services.profile
        self._names, self._text = profile.demo, texts_of(profile)
        self._language = LANGUAGE if LANGUAGE in profile.languages else profile.languages[0]

    async def gather(self) -> Cast:
        """As `CastByLinks.gather`, but without greetings."""
        reporters = [self._person(one.name, one.role, one.language) for one in self._names.reporters]
        supervisor = self._person(self._names.supervisor, "supervisor", self._language)
        cast = Cast(reporters, {}, {}, {}, supervisor, self._group("Oversight", supervisor))
        for key in self._app.services.profile.agencies:
            self._agency(cast, key)
        await self._appoint(cast)
        self._world.read_everything()
        return cast

    def _agency(self, cast: Cast, key: AgencyKey) -> None:
        """A body with its head, an officer, and their group."""
        names, short = self._names.of_body(key), self._text(f"agency-{key}-short", self._language)
        head = cast.heads[key] = self._person(names[0], f"head · {short}", self._language)
        officer = cast.officers[key] = self._person(names[1], f"officer · {short}", self._language)
        cast.groups[key] = self._group(self._text(f"agency-{key}", self._language), head, officer)

    async def _appoint(self, cast: Cast) -> None:
        """The line knows its supervisor, its heads and its groups."""
        services, now = self._app.services, self._app.now()
        async with services.begin() as uow:
            for key, group in {OVERSIGHT: cast.oversight, **cast.groups}.items():
                await uow.agencies.bind(key, ChatId(group.id), group.title, self._language, now)
            await uow.staff.save(self._staff(cast.supervisor, supervisor=True))
            for key, head in cast.heads.items():
                await uow.staff.save(self._staff(head, heads=frozenset({key})))
            await uow.commit()

    def _staff(self, person: Person, *, supervisor: bool = False, heads: frozenset[AgencyKey] = frozenset()) -> Staff:
        """Somebody who has opened the private chat."""
        self._world.people[person.id].started = True
        user = UserId(person.id)
        return Staff(self._app.services.blind_index.person(user), user, self._language, supervisor, heads=heads)

    def _person(self, name: str, role: str, language: str) -> Person:
        first, _, last = name.partition(" ")
        made = self._world.add_person(first_name=first, last_name=last or None, role=role, language_code=language)
        return Person(self._client, made.id, first)

    def _group(self, title: str, owner: Person, *members: Person) -> Group:
        """A group that the bot is in."""
        chat = self._world.add_group(title, owner.id, [member.id for member in members])
        chat.bot_status = "member"
        return Group(self._client, chat.id, title, owner)
