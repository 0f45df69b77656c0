"""/intake: an officer enters what was told by phone, at a desk or by letter. Left alone, it is sent as it is."""

from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.ids import DraftId
from bot.domain.intake.questionnaire import to_review
from bot.domain.intake.staff_intake import begun, has_told, is_entered, without_words
from bot.domain.notices.notice import Mode, Notice, Priority, ToChat, ToPerson
from bot.domain.notices.officer.staff_intake import EntryLeft
from bot.domain.notices.say import SayAlone
from bot.domain.report import Draft
from bot.usecases.access.asking import Act
from bot.usecases.access.audience import audience_of, may_be_of
from bot.usecases.access.private_chat import conversation_of
from bot.usecases.access.transaction import transaction
from bot.usecases.acting import ReporterAct
from bot.usecases.casework.withheld_files import tell_withheld
from bot.usecases.reporting.draft.conversation import resumed, save_and_render
from bot.usecases.reporting.draft.screens import SCREEN, Display
from bot.usecases.reporting.entered import finish
from bot.usecases.reporting.own_aside import put_aside
from bot.usecases.reporting.sending import pass_whole

BEGUN = "staff-intake-begun"
"""The note above the first question."""


@transaction(Action.INTAKE, again="intake")
async def begin(act: Act) -> None:
    """`/intake`: shows the first question; somebody in the middle of it goes on where they were. An own report of the
    officer waits meanwhile."""
    before = await conversation_of(act.uow, act.visitor)
    if before is not None and is_entered(before):
        after = replace(resumed(before), changed_at=act.now)
        notes: tuple[str, ...] = ()
    else:
        await put_aside(act, act.visitor, before)
        before = after = _new(act)
        notes = (BEGUN,)
    await save_and_render(
        ReporterAct(act.services, act.uow, act.now, act.visitor), before, after, Display(Mode.NEXT, notes)
    )


def _new(act: Act) -> Draft:
    """An empty staff draft, with the bodies to which the officer belongs or may belong."""
    draft, bodies = DraftId(act.services.tokens.token()), may_be_of(act.agent)
    return begun(act.services.profile.questionnaire, draft, act.to.locale, bodies, act.now)


async def send_left(absent: ReporterAct, draft: Draft) -> None:
    """After half an hour without an act: what was told is sent as it is, and supervisors are told. A draft in which
    nothing was told is dropped."""
    services, uow, to = absent.services, absent.uow, ToChat(absent.visitor.chat, draft.language)
    await uow.drafts.drop(absent.visitor.person, erase=not has_told(draft))
    if not has_told(draft):
        await uow.audit.add("draft_expired", at=absent.now)
        await uow.outbox.add(
            Notice(SayAlone(key="staff-intake-put-away"), to, slot=SCREEN, mode=Mode.EDIT, silent=True)
        )
        return
    left = without_words(to_review(services.profile.questionnaire, draft, absent.now))
    sent = await pass_whole(absent, left, incomplete=True)
    await tell_withheld(absent, sent, to, draft.media, sent.media)
    case = await finish(absent, sent, None, is_left=True)
    said = EntryLeft(number=case.number, urgency=case.urgency)
    told = [ToPerson(one) for one in await audience_of(uow, case, await uow.staff.supervisors())]
    await uow.outbox.add(*[Notice(said, one, priority=Priority.ALERT, case=case.id) for one in told])
