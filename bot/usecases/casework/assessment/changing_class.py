"""People raise the class of a case (L14), or lower it together with a second person (L15)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot.domain.access.roles import Action, needs_supervising_body_to_lower
from bot.domain.cases.assessment import classes as rules
from bot.domain.cases.assessment.sooner import bodies_with_less_time, sooner_deadlines
from bot.domain.cases.by import By
from bot.domain.cases.case import Case
from bot.domain.cases.deadlines.lateness import body_of
from bot.domain.cases.work import ClassChange
from bot.domain.desk_answers import NewClass, SecondAnswer
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.officer.classes import ClassPreview, LowerAsked, LowerShown, Sooner
from bot.domain.notices.say import SayOfClass
from bot.domain.notices.sentences import CaseKey
from bot.domain.urgency import Urgency
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import audience_of
from bot.usecases.access.cards import card_slot
from bot.usecases.casework.assessment.raising import tell_bodies
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice, Words, one_of, showing
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.messages.slots import lowering_slot
from bot.usecases.casework.steps import keep_step, viewing_agency

YES, NO = "yes", "no"


def higher(act: CaseAct) -> Sequence[str]:
    """The classes above the present one, the nearest first."""
    return [one.value for one in sorted(Urgency, key=lambda one: one.rank) if one.rank > act.case.urgency.rank]


def lower(act: CaseAct) -> Sequence[str]:
    """The classes below the present one, the nearest first."""
    below = [one for one in Urgency if one.rank < act.case.urgency.rank]
    return [one.value for one in sorted(below, key=lambda one: -one.rank)]


def rehearse_raise(act: CaseAct) -> None:
    """Raises where this person cannot raise the class now."""
    _raised(act, _first(higher(act)), "-")


def rehearse_lower(act: CaseAct) -> None:
    """Raises where no lower class can be proposed now."""
    rules.propose_lower(act.case, _first(lower(act)), "-", By(act.person, viewing_agency(act), act.now))


def _first(offered: Sequence[str]) -> Urgency:
    """The nearest of the classes. Raises NotFound where there is none."""
    if not offered:
        raise NotFound("no-such-class")
    return Urgency(offered[0])


def _raised(act: CaseAct, to: Urgency, reason: str) -> Case:
    agency, policy = viewing_agency(act), act.services.profile.policy
    above = agency == act.supervising
    return rules.raise_class(act.case, to, reason, By(act.person, agency, act.now), policy, above=above)


async def raise_class(act: CaseAct, answers: NewClass) -> CaseKey:
    """Raises the class. Bodies whose deadlines become sooner are told under their cards."""
    case = _raised(act, _chosen(answers, higher(act)), answers.words)
    await keep_step(act, case, f"raised_{case.urgency.value.lower()}", viewing_agency(act))
    await tell_bodies(act, act.case, case)
    return "staff-raise-done"


def _chosen(answers: NewClass, offered: Sequence[str]) -> Urgency:
    """The class that was tapped. Raises where it can no longer be chosen."""
    if answers.to is None or answers.to.value not in offered:
        raise NotFound("not-an-option")
    return answers.to


def raise_preview(act: CaseAct, answers: NewClass) -> ClassPreview:
    """Shows what raising would do: which deadlines become sooner, and whose groups are told."""
    was, to, words = act.case, _chosen(answers, higher(act)), answers.words
    case = _raised(act, to, words)
    sooner = [
        Sooner(
            deadline=c.kind, agency=body_of(case, c), due_at=c.due_at, was_due_at=None if old is None else old.due_at
        )
        for c, old in sooner_deadlines(was, case)
    ]
    bodies = dict.fromkeys([*bodies_with_less_time(was, case), *(task.agency for task in case.tasks if task.is_open)])
    return ClassPreview(
        number=case.number,
        was=was.urgency,
        to=to,
        words=words,
        is_lowering=False,
        sooner=tuple(sooner),
        hears=tuple(bodies),
    )


async def propose(act: CaseAct, answers: NewClass) -> CaseKey:
    """The lead proposes a lower class. The people who may agree are asked, and reminded in time."""
    to, agency = _chosen(answers, lower(act)), viewing_agency(act)
    case = rules.propose_lower(act.case, to, answers.words, By(act.person, agency, act.now))
    case = timed_lowering(act, case)
    await keep_step(act, case, "lower_proposed", agency)
    await ask_second(act, case)
    return "staff-lower-proposed"


def timed_lowering(act: CaseAct, case: Case) -> Case:
    """The case with a deadline for the second person. Where only the supervising body may agree, it has the deadline;
    else the lead is reminded, and its heads and supervisors are told when the deadline has passed."""
    alone = needs_supervising_body_to_lower(case, act.supervising)
    return rules.timed(case, act.supervising if alone else None, act.services.profile.policy, act.now)


async def ask_second(act: CaseAct, case: Case) -> None:
    """Asks the people who may agree to the lower class; does nothing where none is proposed."""
    change = case.lowering
    if change is None:
        return
    said = LowerAsked(number=case.number, was=change.was, to=change.to, agency=change.agency)
    slot, rank = lowering_slot(case), Priority.ALERT
    asked = await _second_persons(act, case)
    await act.tell(*[Notice(said, to, priority=rank, case=case.id, slot=slot, mode=Mode.REPLACE) for to in asked])


async def _second_persons(act: CaseAct, case: Case) -> list[Address]:
    """The people who may agree to the lower class (`roles.may`), without the one who proposed it. From P1 only the
    supervising body may."""
    if needs_supervising_body_to_lower(case, act.supervising):
        return [ToAgency(act.supervising)]
    staff = [*await act.uow.staff.heads(case.lead), *await act.uow.staff.supervisors()]
    people = [person for person in await audience_of(act.uow, case, staff) if person != act.person]
    watched = act.supervising not in case.barred
    return [*map(ToPerson, people), *([ToAgency(act.supervising)] if watched and not people else [])]


def lower_preview(act: CaseAct, answers: NewClass) -> ClassPreview:
    """Shows what lowering would do: no deadline moves later, which rules are overridden, and who must agree."""
    to, words = _chosen(answers, lower(act)), answers.words
    case = rules.propose_lower(act.case, to, words, By(act.person, viewing_agency(act), act.now))
    return ClassPreview(
        number=case.number,
        was=case.urgency,
        to=to,
        words=words,
        is_lowering=True,
        hears=tuple(task.agency for task in case.tasks if task.is_open),
        rules=case.rules,
        supervising_agrees=needs_supervising_body_to_lower(case, act.supervising),
    )


def rehearse_answer(act: CaseAct) -> None:
    """Raises where no lower class waits for this person's answer."""
    rules.approve_lower(act.case, act.person, act.now)


async def answer(act: CaseAct, answers: SecondAnswer) -> CaseKey:
    """The second person agrees or refuses. The person who proposed the lower class is told the answer."""
    if answers.answer == NO:
        case = rules.refuse_lower(act.case, act.person, act.now)
        await keep_step(act, case, "lower_refused", _body_of(act))
        await _tell_proposer(act, act.case.lowering, "staff-lower-refused")
        return "staff-lower-refused-done"
    case = rules.approve_lower(act.case, act.person, act.now)
    await keep_step(act, case, f"lowered_{case.urgency.value.lower()}", _body_of(act))
    await _tell_proposer(act, act.case.lowering, "staff-lower-agreed")
    await act.tell(*[_lowered(case, task.agency) for task in case.tasks if task.is_acting])
    return "staff-lower-agreed-done"


def _body_of(act: CaseAct) -> AgencyKey | None:
    """The body for which the second person answers; None for a supervisor who belongs to no body of the case."""
    own = {*act.agent.agencies, *act.agent.heads}
    here = [task.agency for task in act.case.tasks if task.agency in own]
    return act.supervising if act.supervising in own else next(iter(here), None)


async def _tell_proposer(
    act: CaseAct, change: ClassChange | None, key: Literal["staff-lower-agreed", "staff-lower-refused"]
) -> None:
    """Tells the person who proposed the lower class, unless that person has handed the case on since."""
    if change is None or change.by in await act.uow.recusals.who(act.case.id):
        return
    said = SayOfClass(key=key, number=act.case.number, urgency=change.to if key == "staff-lower-agreed" else change.was)
    await act.tell(Notice(said, ToPerson(change.by), Priority.ALERT, case=act.case.id))


def _lowered(case: Case, agency: AgencyKey) -> Notice:
    """A line under the card, without a sound: no deadline became sooner."""
    said = SayOfClass(key="staff-lowered", number=case.number, urgency=case.urgency)
    notice = Notice(said, ToAgency(agency), Priority.ALERT, case=case.id, slot=f"raised:{case.id}", mode=Mode.REPLACE)
    return replace(notice, reply_to=card_slot(case), silent=True)


def lower_shown(act: CaseAct, answers: SecondAnswer) -> LowerShown:
    """Shows the second person the question and what it is about."""
    return LowerShown(number=act.case.number)


STEPS_UP = (Choice("to", higher, texts="urgency-", read=Urgency), Words("why"))
STEPS_DOWN = (Choice("to", lower, texts="urgency-", read=Urgency), Words("why"))
RAISE = register(Form("raise", Action.RAISE, STEPS_UP, NewClass, raise_class, rehearse_raise, raise_preview))
LOWER = register(Form("lower", Action.LOWER, STEPS_DOWN, NewClass, propose, rehearse_lower, lower_preview))
ANSWER = Choice("answer", one_of((YES, NO)), shown=showing(SecondAnswer, lower_shown))
AGREE = register(Form("agree", Action.LOWER_AGREE, (ANSWER,), SecondAnswer, answer, rehearse_answer))
begin_raise, begin_lower, begin_answer = beginning(RAISE), beginning(LOWER), beginning(AGREE)
