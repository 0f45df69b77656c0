"""The person in a private chat: the conversation at hand, and the language and the wording in which they are
answered."""

from bot.domain.cases.deadlines.danger import is_on_danger_path
from bot.domain.intake.facts import voice_of
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.in_chat import NoteBeside
from bot.domain.people import Visitor
from bot.domain.report import Draft
from bot.ports.unit_of_work import UnitOfWork


async def conversation_of(uow: UnitOfWork, visitor: Visitor) -> Draft | None:
    """The person's draft; None where there is none. In a conversation of somebody in danger, replies get the priority
    of alerts."""
    draft = await uow.drafts.of(visitor.person)
    if draft is not None and is_on_danger_path(draft):
        await uow.outbox.hasten(visitor.chat)
    return draft


async def locale_of(uow: UnitOfWork, visitor: Visitor) -> str:
    """The language that the person chose here; else the one they read as staff, else that of their newest report, else
    the one of their Telegram."""
    draft = await conversation_of(uow, visitor)
    if draft is not None:
        return draft.language
    staff = await uow.staff.get(visitor.person)
    if staff is not None:
        return staff.locale
    told = await uow.reports.of_person(visitor.person)
    return told[0][0].language if told else visitor.locale


async def chat_of(uow: UnitOfWork, visitor: Visitor) -> ToChat:
    """The person's chat, with their language."""
    return ToChat(visitor.chat, await locale_of(uow, visitor))


async def voice_to(uow: UnitOfWork, visitor: Visitor) -> str:
    """Which wording (adult, teen, child) messages outside of a screen use: that of the conversation at hand, else of
    the newest report."""
    draft = await conversation_of(uow, visitor)
    told = [] if draft is not None and draft.answers else await uow.reports.of_person(visitor.person)
    if told:
        return voice_of(told[0][0])
    return voice_of(draft) if draft is not None else "adult"


async def note(uow: UnitOfWork, visitor: Visitor, *keys: str) -> None:
    """Says short things in messages of their own, in the wording for this person."""
    for key in keys:
        said = NoteBeside(key=key, voice=await voice_to(uow, visitor))
        await uow.outbox.add(Notice(said, await chat_of(uow, visitor)))
