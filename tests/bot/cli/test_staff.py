"""Rights end on the machine, at once: no command of the person is obeyed any more, and other staff are told."""

from pathlib import Path

from bot.domain.ids import AgencyKey
from bot.simulator.client import Person
from bot.usecases.access.membership import make_invite
from handlers.telegram.text.links import invite_link
from tests.support.processes.command_line import ran
from tests.support.running.running_bot import TOKEN, UNLOCKED, USERNAME, RunningBot, running_bot
from tests.support.waiting import until


async def joins(here: RunningBot, person: Person, what: str, body: str = "") -> None:
    secret = await make_invite(here.app.services, here.clock.now(), what, AgencyKey(body) if body else None)
    opened = await person.open(invite_link(USERNAME, what, secret))
    await person.wait_for(lambda message: message.from_bot, after=opened)


async def test_ending_somebodys_rights_locks_them_out_at_once_and_tells_the_others(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        sue, tom = await here.world.person("Sue", last_name="Sun"), await here.world.person("Tom")
        for person, what, body in ((sue, "supervisor", ""), (sue, "head", "EDU"), (tom, "supervisor", "")):
            await joins(here, person, what, body)
        await until(lambda: has_menu(sue, "remind"))
        given = {"TOKEN": TOKEN, "API_URL": here.base, "PROFILE": UNLOCKED}
        code, printed = await ran(tmp_path, "staff", "list", **given)
        assert code == 0, printed
        assert [str(sue.id), "Sue Sun", "supervisor, head of EDU"] == words_of(printed, "Sue")
        code, printed = await ran(tmp_path, "staff", "end", str(sue.id), **given)
        assert code == 0, printed
        await sue.wait_for("Your duty in this line has ended")
        await tom.wait_for("have ended: whoever runs the line")
        asked = await sue.say("/overdue")
        await sue.say("/start")
        first = await sue.wait_for(lambda message: message.from_bot, after=asked)
        assert "Who is writing?" in first.words
        await until(lambda: lacks_menu(sue, "remind"))


def words_of(printed: str, name: str) -> list[str]:
    """The columns of the line with this name."""
    [line] = [line for line in printed.splitlines() if name in line]
    return [column.strip() for column in line.split("  ") if column.strip()]


async def has_menu(person: Person, name: str) -> bool:
    return name in await person.commands()


async def lacks_menu(person: Person, name: str) -> bool:
    return name not in await person.commands()
