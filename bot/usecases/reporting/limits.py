"""How much one report takes from its person: beyond that a message is refused in words; what came before is kept."""

from datetime import datetime

from bot.domain.cases.reopening import is_alarming
from bot.domain.errors import TooManyFiles
from bot.domain.intake.added import refuse_too_much
from bot.domain.intake.report import Addition, MediaRef, Piece, Report
from bot.domain.notices.in_chat import Note
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.people import Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import locale_of, voice_to
from bot.usecases.services import Services

MANY = 5
"""Times as many files as a report holds are written down, each with what became of it."""


async def no_space(uow: UnitOfWork, visitor: Visitor) -> Notice:
    """The disk has no room for files: said once, however many were sent."""
    to = ToChat(visitor.chat, await locale_of(uow, visitor))
    said = Note(key="no-room-for-files", voice=await voice_to(uow, visitor))
    return Notice(said, to, slot="no-room", mode=Mode.EDIT)


def refuse_too_much_added(services: Services, report: Report, piece: Piece, now: datetime) -> None:
    """Raise TooMuchAdded where a message of the person has no room in the report any more today."""
    alarming = is_alarming(services.profile, Addition(now, pieces=(piece,)))
    refuse_too_much(report, piece.words, now, alarming=alarming)


def refuse_too_many_files(
    services: Services, held: tuple[MediaRef, ...], report: Report | None, item: MediaRef, now: datetime
) -> None:
    """Raise a refusal where not even a line about this file is written down any more: so many were sent (`held`), or so
    much was written beside those of a report that was sent."""
    if len(held) >= MANY * services.profile.policy.max_files:
        raise TooManyFiles
    if report is not None and item.words:
        piece = Piece(item.caption, item.message_id, item.sent_at, extras=item.extras)
        refuse_too_much_added(services, report, piece, now)
