"""One row of the outbox, sent to the simulator."""

from bot.domain.ids import MessageId
from bot.domain.queues.delivery import Outcome, Sent
from bot.simulator.client import Group, Person
from handlers.telegram.text.rendered import Key, Rendered
from tests.support.running.wire import Wire, row_for

ROW_OF_KEYS = ((Key("Yes", data="yes1:1"), Key("Map", url="https://example.org", style="primary")),)


def messages_of(outcome: Outcome) -> tuple[MessageId, ...]:
    assert isinstance(outcome, Sent), outcome
    return outcome.messages


async def first_message(here: Wire, person: Person, rendered: Rendered | None = None) -> MessageId:
    outcome = await here.sender(rendered or Rendered("first", ROW_OF_KEYS)).send(row_for(person.id))
    return messages_of(outcome)[-1]


async def _joined(here: Wire, owner: Person) -> Group:
    group = await here.world.group("Education", owner)
    await group.bot("add")
    return group
