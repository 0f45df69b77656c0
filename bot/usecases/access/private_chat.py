"""Whoever writes in private: the conversation at hand, and the language and the voice in which they are answered."""

from bot.domain.cases.danger import in_lane
from bot.domain.intake.facts import voice_of
from bot.domain.intake.report import Draft
from bot.domain.notices.notice import ToChat
from bot.domain.people import Visitor
from bot.ports.unit_of_work import UnitOfWork


async def conversation_of(uow: UnitOfWork, visitor: Visitor) -> Draft | None:
    """The person's draft, if there is one. In the conversation of somebody in danger replies travel with the alerts."""
    draft = await uow.drafts.of(visitor.person)
    if draft is not None and in_lane(draft):
        await uow.outbox.hasten(visitor.chat)
    return draft


async def locale_of(uow: UnitOfWork, visitor: Visitor) -> str:
    """The language that the person chose here, else the one they read as staff, else that of the newest report, else
    Telegram's setting."""
    draft = await conversation_of(uow, visitor)
    if draft is not None:
        return draft.language
    staff = await uow.staff.get(visitor.person)
    if staff is not None:
        return staff.locale
    told = await uow.reports.of_person(visitor.person)
    return told[0][0].language if told else visitor.locale


async def chat_of(uow: UnitOfWork, visitor: Visitor) -> ToChat:
    """The person's chat, in their language."""
    return ToChat(visitor.chat, await locale_of(uow, visitor))


async def voice_to(uow: UnitOfWork, visitor: Visitor) -> str:
    """To whom words outside of a screen speak: as in the conversation at hand, else as in the newest report."""
    draft = await conversation_of(uow, visitor)
    told = [] if draft is not None and draft.answers else await uow.reports.of_person(visitor.person)
    if told:
        return voice_of(told[0][0])
    return voice_of(draft) if draft is not None else "adult"
