"""Handing a case on: an officer, a supervisor, or a head for a whole body says 'I am too close to it', in own words.

From that commit on the person (or everybody of the body) can open, see and do nothing in the case: not by number, nor
in lists and counts. Heads and supervisors are told that it happened, never why: the words are encrypted with the
case.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.cases import steps as rules
from bot.domain.cases.case import Case, Part
from bot.domain.cases.lists import (
    Recusal,
)
from bot.domain.desk_answers import SteppedBack
from bot.domain.desk_options import DeskQuestion, FormName
from bot.domain.errors import NotAllowed
from bot.domain.ids import AgencyKey
from bot.domain.intake.asides import with_words
from bot.domain.intake.facts import facts_of
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.say import SayOfBody, SayOfCase, SayOfClass
from bot.domain.notices.sentences import CaseKey, ClassKey
from bot.domain.people import (
    Agent,
)
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import audience_of, bodies_of
from bot.usecases.access.cards import card_slot
from bot.usecases.access.merged_cases import reports_of
from bot.usecases.casework.bodies.recused_messages import take_all_from
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice, Words
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.steps import keep_step, viewing_agency
from bot.usecases.services import Transaction


def who_can(act: CaseAct) -> Sequence[str]:
    """The choices of a head: to hand the case on alone, or for the whole body."""
    return ("me", "body") if act.case.is_open and act.may(Action.RECUSE_BODY) else ("me",)


async def hand_on(act: CaseAct, answers: SteppedBack) -> CaseKey:
    """Hands the case on with a reason: for one person, or through a head for the whole body."""
    if answers.who == "body":
        await hand_on_for_body(act, answers.words)
        return "staff-recused-body-done"
    await hand_on_alone(act, answers.words)
    return "staff-recused-done"


async def hand_on_alone(act: CaseAct, reason: str) -> None:
    """One person hands the case on. Where that person had acknowledged it for their body, it waits to be acknowledged
    again. Where it was handed over to them, the next one on call is sought."""
    was, agency = act.case, _body_of(act)
    case = rules.hand_on(was, act.person, act.services.profile.policy, act.now)
    await act.uow.recusals.add(Recusal(was.id, act.person, agency, act.now, reason))
    await keep_step(act, case, "recused", agency)
    if case.handovers != was.handovers:
        await act.uow.rosters.note_call(case.id, case.handovers[-1].to, act.now)
    if case.tasks != was.tasks and agency is not None:
        await act.tell(_to_group(case, agency, "staff-waits-again"))
    if agency is None:
        await _tell(act, SayOfCase(key="staff-recused-supervisor", number=case.number), case)
    else:
        await _tell(act, SayOfBody(key="staff-recused", number=case.number, agency=agency), case)


async def hand_on_for_body(act: CaseAct, reason: str) -> None:
    """A head hands the case on for the whole body: the body is barred, its card is removed, and another body leads."""
    if not act.may(Action.RECUSE_BODY):
        raise NotAllowed
    was, agency = act.case, headed(act.case, act.agent)
    case = rules.recuse_body(act.services.profile, was, agency, await _told(act, was), act.now)
    await act.uow.recusals.add(Recusal(was.id, act.person, agency, act.now, reason, whole_body=True))
    await keep_step(act, case, "body_recused", agency)
    if case.lead != was.lead:
        await act.tell(_to_group(case, case.lead, "staff-leads-now"))
    await _tell(act, SayOfBody(key="staff-recused-body", number=case.number, agency=agency), case)


def headed(case: Case, agent: Agent) -> AgencyKey:
    """The body with a part in the case that the agent heads; the lead if it is among several."""
    mine = [task for task in case.tasks if task.agency in agent.heads]
    if not mine:
        raise NotAllowed
    return min(mine, key=lambda task: (task.part is not Part.LEAD, not task.is_open, task.agency)).agency


def _body_of(act: CaseAct) -> AgencyKey | None:
    """The body for which the agent has looked at the case; None for a supervisor who belongs to no body of it."""
    bodies = bodies_of(act.agent)
    has_part = any(task.agency in bodies for task in act.case.tasks)
    return viewing_agency(act) if has_part or act.supervising in bodies else None


async def _told(act: Transaction, case: Case) -> frozenset[str]:
    """What all reports of the case say together."""
    facts = frozenset[str]()
    for report in await reports_of(act.uow, case):
        added = tuple(piece for addition in report.additions for piece in addition.pieces)
        media = (*report.media, *(item for addition in report.additions for item in addition.media))
        facts |= facts_of(act.services.profile.questionnaire, report.path, with_words(report.answers, added), media)
    return facts


async def _tell(act: CaseAct, said: SayOfCase | SayOfBody, case: Case) -> None:
    """Removes what the person has of the case in private. The head of the body and supervisors are told, without
    content."""
    uow = act.uow
    await take_all_from(replace(act, case=case))
    heads = await uow.staff.heads(said.agency) if isinstance(said, SayOfBody) else ()
    staff, rank = [*heads, *await uow.staff.supervisors()], Priority.ALERT
    people = [person for person in await audience_of(uow, case, staff) if person != act.person]
    told = [Notice(said, ToPerson(person), priority=rank, case=case.id) for person in people]
    await act.tell(*told)


def _to_group(case: Case, agency: AgencyKey, key: ClassKey) -> Notice:
    """A message with a sound, under the card, which was edited without one."""
    return Notice(
        SayOfClass(key=key, number=case.number, urgency=case.urgency),
        ToAgency(agency),
        priority=Priority.ALERT,
        case=case.id,
        slot=f"handed_on:{case.id}",
        mode=Mode.REPLACE,
        reply_to=card_slot(case),
    )


WHO = Choice(DeskQuestion.WHO.value, who_can, texts="button-recuse-", least=2)
RECUSE = register(Form(FormName.RECUSE.value, Action.RECUSE, (WHO, Words("write")), SteppedBack, hand_on))
begin = beginning(RECUSE)
