"""How much one report takes from its person. Beyond that a message is refused in words; what came before is kept."""

from datetime import datetime

from bot.domain.cases.reopening import is_alarming
from bot.domain.errors import TooManyFiles
from bot.domain.intake.added import refuse_too_much
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.in_chat import NoteBeside
from bot.domain.people import Visitor
from bot.domain.report import Addition, MediaRef, Piece, Report
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import locale_of, voice_to
from bot.usecases.services import Services

MANY = 5
"""Records of files are kept up to this many times the number of files that a report holds, each with what became of the
file."""


async def no_space(uow: UnitOfWork, visitor: Visitor) -> Notice:
    """The disk has no space for files: said once, however many were sent."""
    to = ToChat(visitor.chat, await locale_of(uow, visitor))
    said = NoteBeside(key="no-room-for-files", voice=await voice_to(uow, visitor))
    return Notice(said, to, slot="no-room", mode=Mode.EDIT)


def refuse_too_much_added(services: Services, report: Report, piece: Piece, now: datetime) -> None:
    """Raises TooMuchAdded where the report takes no more messages of the person today."""
    alarming = is_alarming(services.profile, Addition(now, pieces=(piece,)))
    refuse_too_much(report, piece.words, now, alarming=alarming)


def refuse_too_many_files(
    services: Services, media: tuple[MediaRef, ...], report: Report | None, item: MediaRef, now: datetime
) -> None:
    """Raises a refusal where not even a record of this file is stored any more: because so many files were sent
    (`held`), or because so much was added to a sent report."""
    if len(media) >= MANY * services.profile.policy.max_files:
        raise TooManyFiles
    if report is not None and item.words:
        piece = Piece(item.caption, item.message_id, item.sent_at, extras=item.extras)
        refuse_too_much_added(services, report, piece, now)
