"""Many people report at once: every receipt has its case, every case its card in every routed group."""

import asyncio
import re
from pathlib import Path

from bot.domain.ids import AgencyKey
from bot.simulator.client import Person
from tests.support.domain.examples import examples
from tests.support.running.conversation import BULLYING, answer, send
from tests.support.running.running_bot import rows_queued, running_bot
from tests.support.waiting import until

PEOPLE = examples(34)
"""More than the dispatcher has chats in hand at once, which is 32. A long run takes as many as it is told."""


async def report(person: Person) -> int:
    """The story first, as hurried people do, then the few answers that are needed; the case number, seen twice."""
    await person.say("He is beaten on the way to school")
    await answer(person, *BULLYING[:4])
    receipt = await send(person)
    await person.say("/status")
    status = await person.wait_for("What you told us")
    number = int(re.findall(r"case number is (\d+)", receipt.words)[0])
    assert re.search(rf"^{number} ·", status.words, re.MULTILINE)
    return number


async def test_reports_of_many_people_at_once_are_all_received_and_delivered(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        people = [await here.world.person(f"Rita{n}") for n in range(PEOPLE)]
        numbers = await asyncio.gather(*(report(person) for person in people))
        assert sorted(numbers) == list(range(1, PEOPLE + 1))

        async def is_all_out() -> bool:
            return not await rows_queued(here.app)

        await until(is_all_out)
        facts = await here.app.status.report()
        assert (facts["inbox_parked"], facts["outbox_dead"]) == (0, 0)
        for agency in map(AgencyKey, ("EDU", "PSB", "CYL", "PROC")):
            seen = await cast.officers[agency].sees(cast.groups[agency])
            cards = [re.findall(r"Case (\d+)", message.words) for message in seen if message.buttons]
            assert sorted(int(found[0]) for found in cards if found) == sorted(numbers)
