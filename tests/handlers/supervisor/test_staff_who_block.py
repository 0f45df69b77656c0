"""A supervisor blocks the bot: whoever else watches the line is told, and the person is written to again after
unblocking."""

from pathlib import Path

from bot.cli.demo import Cast
from bot.domain.ids import UserId
from bot.simulator.client import Message, Person
from bot.usecases.access.appointments import appoint
from bot.usecases.access.membership import make_invite
from handlers.telegram.text.links import invite_link
from tests.support.running.running_bot import USERNAME, RunningBot, running_bot
from tests.support.waiting import until

LOST = "A supervisor has blocked me or cannot be reached"


async def second_supervisor(place: RunningBot) -> Person:
    zoe = await place.world.person("Zoe", language_code="en")
    secret = await make_invite(place.app.services, place.app.now(), "supervisor", None)
    await zoe.open(invite_link(USERNAME, "supervisor", secret))
    await zoe.wait_for(lambda message: message.from_bot)
    return zoe


async def known_as_reachable(place: RunningBot, person: Person, *, reachable: bool) -> None:
    """Waits until the line knows that the person can be written to, or that they cannot."""

    async def is_known() -> bool:
        return await is_reachable(place, person) is reachable

    await until(is_known)


async def is_reachable(place: RunningBot, person: Person) -> bool:
    async with place.app.services.reading() as uow:
        staff = await uow.staff.get(place.app.services.blind_index.person(UserId(person.id)))
    assert staff is not None
    return staff.reachable


async def told(person: Person, cast: Cast | None = None) -> list[Message]:
    seen = await person.sees(cast.oversight if cast is not None else None)
    return [message for message in seen if message.from_bot and LOST in message.words]


async def test_the_other_supervisors_are_told_of_one_who_blocks_the_bot_and_nobody_when_they_are_back(
    tmp_path: Path,
) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        zoe = await second_supervisor(place)
        await cast.supervisor.block()
        await zoe.wait_for(LOST)
        assert not await is_reachable(place, cast.supervisor)
        assert len(await told(cast.supervisor, cast)) == 1
        await cast.supervisor.unblock()
        await known_as_reachable(place, cast.supervisor, reachable=True)
        assert len(await told(zoe)) == 1
        assert await told(cast.supervisor) == []


async def test_a_supervisor_whose_account_is_gone_is_told_of_once(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        zoe = await second_supervisor(place)
        await cast.supervisor.deactivate()
        for agency in sorted(cast.groups)[:2]:
            await cast.groups[agency].bot("kick")
        await zoe.wait_for(LOST)
        await known_as_reachable(place, cast.supervisor, reachable=False)
        assert len(await told(zoe)) == 1


async def test_administrators_are_told_where_the_only_supervisor_blocks_the_bot(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        ada = await place.world.person("Ada", language_code="en")
        await appoint(place.app.services, place.app.now(), frozenset(), frozenset({UserId(ada.id)}))
        await ada.say("/start")
        await ada.wait_for(lambda message: message.from_bot)
        await cast.oversight.bot("kick")
        await cast.supervisor.wait_for("oversight group")
        await cast.supervisor.block()
        await ada.wait_for(lambda message: LOST in message.words or "屏蔽了我" in message.words)


async def test_nobody_is_told_of_an_officer_who_blocks_the_bot(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        head = next(iter(cast.heads.values()))
        await head.block()
        await known_as_reachable(place, head, reachable=False)
        await head.unblock()
        await known_as_reachable(place, head, reachable=True)
        assert await told(cast.supervisor) == []
