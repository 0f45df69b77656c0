"""A body's group is lost, and the body gets another one; later the bot is added to the old group again."""

from pathlib import Path

from bot.simulator.client import Group, Person
from bot.usecases.access.membership import make_invite
from handlers.telegram.text.links import invite_link
from tests.support.running.case_in_groups import CYL, card_in, tell_bullying
from tests.support.running.running_bot import USERNAME, RunningBot, running_bot
from tests.support.waiting import until


async def gets_another_group(here: RunningBot, head: Person, supervisor: Person) -> Group:
    """The head opens an invite there, and a supervisor agrees."""
    group = await here.world.group("The other room", head)
    secret = await make_invite(here.app.services, here.clock.now(), "agency", CYL)
    await head.open(invite_link(USERNAME, "agency", secret), group)
    await supervisor.press("Yes", message=await supervisor.wait_for("another group"))
    await head.wait_for(" 1 · P", group)
    return group


async def steps_back(head: Person) -> None:
    """The whole body, from case 1."""
    await head.say("/recuse 1")
    await head.wait_for("whole agency")
    await head.press("My whole agency")
    await head.wait_for("in your own words")
    await head.say("We run the club.")
    await head.wait_for("Your agency has stepped back from case")


async def test_the_old_group_of_a_body_loses_a_case_that_it_may_not_know_of_when_the_bot_is_there_again(
    tmp_path: Path,
) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, CYL)
        head, old = cast.heads[CYL], cast.groups[CYL]
        await old.bot("kick", head)
        await cast.supervisor.wait_for("cannot be reached")
        await gets_another_group(here, head, cast.supervisor)
        await steps_back(head)
        assert [one for one in await head.sees(old) if "Case 1" in one.words], "nothing can be deleted there"
        await old.bot("add", head)

        async def is_gone() -> bool:
            return not [one for one in await head.sees(old) if "Case 1" in one.words]

        await until(is_gone)
