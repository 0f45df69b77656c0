"""A file that was refused is deleted from the chat, so that nobody believes it was stored."""

from collections.abc import Sequence

from bot.domain.ids import MessageId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.files import CopyRemoved, Used, Wipe
from bot.domain.report import MediaState
from bot.usecases.access.private_chat import conversation_of, locale_of
from bot.usecases.acting import ReporterAct, transaction_of_request


@transaction_of_request
async def remove_refused(act: ReporterAct, pressed: MessageId | None = None) -> None:
    """Deletes every refused file from this chat, at the person's wish (SG34). The message that offered it (`pressed`)
    loses its button."""
    draft, told = await conversation_of(act.uow, act.visitor), await act.uow.reports.of_person(act.visitor.person)
    media = [*(draft.media if draft else ()), *(item for report, _ in told for item in report.all_media)]
    refused = [MessageId(item.message_id) for item in media if item.state is MediaState.REFUSED]
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    await act.uow.outbox.add(*removed(to, refused, pressed))


@transaction_of_request
async def remove_copy(act: ReporterAct, message: MessageId, pressed: MessageId | None = None) -> None:
    """Deletes one refused file from this chat, at the person's wish (SG34)."""
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    await act.uow.outbox.add(*removed(to, [message], pressed))


def removed(to: ToChat, messages: Sequence[MessageId], pressed: MessageId | None) -> list[Notice]:
    used = [] if pressed is None else [Notice(Used(message=pressed), to)]
    return [Notice(Wipe(messages=tuple(messages)), to), *used, Notice(CopyRemoved(), to)]
