"""One message of words, a place or a phone number: a code, an addition, or something told. All that follows from it is
stored in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.domain.access.receipts import Awaiting, Follower, left
from bot.domain.errors import Refusal
from bot.domain.ids import MessageId
from bot.domain.people import Belonging
from bot.usecases.access.asking import account_is_of_staff
from bot.usecases.access.private_chat import note
from bot.usecases.acting import ReporterAct
from bot.usecases.reporting import writing
from bot.usecases.reporting.chat import hiding, words_beside_commands
from bot.usecases.reporting.sent_reports import follow_up
from bot.usecases.reporting.sent_reports.code_look_up import MaybeCode, StoresMessage, Typed, looked_up, until_answered
from bot.usecases.reporting.slips import verifying
from bot.usecases.reporting.who_writes import is_in_conversation
from bot.usecases.reporting.writing import Written
from bot.usecases.services import Request


def no_code() -> MaybeCode:
    """Words that nobody takes for the five words."""
    return MaybeCode(None, is_meant=False)


@dataclass(frozen=True)
class ToldMessage:
    """What one message says."""

    written: Written
    as_code: Callable[[], MaybeCode] = no_code
    """Reads the words as the five words. Called only where these are awaited."""
    notes: tuple[str, ...] = ()
    """Keys of what is said before: about a part of the message that could not be kept."""
    says_no_slip: bool = False
    """Where a slip is awaited, the person is told that this is none."""
    shows_help: bool = False
    """The words call for help: whom to call is shown as well."""


async def tell(request: Request, told: ToldMessage) -> None:
    """Stores what a person has told. A refusal of the words does not stop the numbers to call: they are then shown
    alone, before it is raised."""
    try:
        await _stored(request, told, partial(_tell, told=told))
    except Refusal:
        if told.shows_help:
            await hiding.show_help(request)
        raise


async def tell_beside_command(request: Request, told: ToldMessage) -> None:
    """Adds words beside a command to the conversation at hand; without one they are told like any others."""
    await _stored(request, told, partial(_beside, told=told))


async def _beside(act: ReporterAct, *, told: ToldMessage, typed: Typed | None) -> bool:
    is_stored = await words_beside_commands.keep_in_conversation(act, told.written.piece)
    return is_stored or await _tell(act, told=told, typed=typed)


async def tell_unless_staff(request: Request, told: ToldMessage, belonging: Belonging) -> None:
    """Stores words beside a command of officers from somebody who may not use it. Of staff nothing is stored, and
    nothing is answered (SG22), unless they are telling something as a person: then the words join it."""

    async def unless_staff(act: ReporterAct, *, typed: Typed | None) -> bool:
        if not await account_is_of_staff(act.uow, act.visitor, belonging):
            return await _tell(act, told=told, typed=typed)
        is_reporting = await is_in_conversation(act.uow, act.visitor, act.now)
        return not is_reporting or await _beside(act, told=told, typed=typed)

    await _stored(request, told, unless_staff)


async def _stored(request: Request, told: ToldMessage, attempt: StoresMessage) -> None:
    """Stores the message at once; only a code is looked up before."""

    async def look_up() -> Typed:
        return await looked_up(request, told.as_code(), MessageId(told.written.piece.message_id))

    await until_answered(request, look_up, attempt)


async def _tell(act: ReporterAct, *, told: ToldMessage, typed: Typed | None) -> bool:
    follower = await act.uow.receipts.follower(act.visitor.person)
    awaiting = follower.waits_for(act.now) if follower is not None else Awaiting.NOTHING
    is_code = awaiting == Awaiting.CODE and not told.written.is_shared and told.as_code().is_meant
    if is_code and typed is None:
        return False
    await note(act.uow, act.visitor, *told.notes)
    if is_code:
        is_done = await follow_up.answered(act, typed=typed)
    else:
        is_done = await _told(act, told, follower, awaiting)
    if is_done and told.shows_help:
        await hiding.add_help(act.uow, act.visitor)
    return is_done


async def _told(act: ReporterAct, told: ToldMessage, follower: Follower | None, awaiting: str) -> bool:
    """Adds the words to the report that five words led to, where an addition to it is awaited; else they are told, and
    nothing is awaited any more."""
    if awaiting == Awaiting.ADDITION and await follow_up.add_words(act, told.written.piece):
        return True
    if awaiting == Awaiting.SLIP and told.says_no_slip and not told.written.is_shared:
        await verifying.say_no_slip(act)
    if follower is not None and awaiting:
        await act.uow.receipts.save_follower(act.visitor.person, left(follower, act.now))
    await writing.write(act, told.written)
    return True
