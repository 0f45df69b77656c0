"""What a member of the staff is answered who writes something in private outside a report. It begins no report."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from bot.domain.errors import Conflict
from bot.domain.ids import MessageId
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.staff import NotReported
from bot.domain.people import Staff
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act, Asking, Stranger, make_known
from bot.usecases.access.duties import duty_of
from bot.usecases.access.officers import seen_in
from bot.usecases.access.staff_conversation import CommandsFor, staff_act
from bot.usecases.access.transaction import in_transaction
from bot.usecases.reporting.chat import hiding
from bot.usecases.services import FirstStep


@dataclass(frozen=True)
class StaffWords:
    """A message of a member of the staff that is no report."""

    message: MessageId
    is_strange: bool = False
    """Whether the words are a command that nobody knows."""
    shows_help: bool = False
    """The words call for help: whom to call is shown as well."""


async def say_not_reported(asking: Asking, commands_for: CommandsFor, words: StaffWords) -> None:
    """Says that these words were not reported, what staff can do instead, and how they can report. Raises Stranger."""
    await in_transaction(asking, partial(_say, commands_for=commands_for, words=words), who=staff_act)


async def beside_command(asking: Asking, commands_for: CommandsFor, words: StaffWords) -> FirstStep | None:
    """The same of words beside a command, as the first step of that command. None for people who are no staff."""
    async with asking.services.reading() as uow:
        with suppress(Stranger):
            await staff_act(uow, asking)
            return FirstStep(partial(_say_first, asking=asking, commands_for=commands_for, words=words))
    return None


async def _say_first(uow: UnitOfWork, *, asking: Asking, commands_for: CommandsFor, words: StaffWords) -> None:
    """Raises Conflict where the person has ceased to be staff since: then the words are handled anew, as a
    reporter's."""
    try:
        act = await staff_act(uow, asking)
    except Stranger:
        raise Conflict from None
    await make_known(act)
    await _say(act, commands_for=commands_for, words=words)


async def _say(act: Act, *, commands_for: CommandsFor, words: StaffWords) -> None:
    commands = commands_for(duty_of(act.agent), act.place, act.services.profile)
    await act.tell(Notice(NotReported(message=words.message, commands=commands, strange=words.is_strange), act.to))
    if words.shows_help:
        await hiding.add_help(act.uow, act.visitor)


def may_be_staff(known: Staff | None, asking: Asking) -> bool:
    """Whether the person seems to be staff, so that it is worth asking in a transaction. They sit in a body's group, or
    they are known as staff and the group did not answer."""
    visitor = asking.visitor
    return seen_in(known or Staff(visitor.person, visitor.user, visitor.locale), asking.belonging).is_current


def waits_for_telegram(known: Staff | None) -> bool:
    """Whether the words of somebody wait until Telegram says again in which groups they sit: those of staff do, and
    nobody else's."""
    return known is not None and known.is_current
