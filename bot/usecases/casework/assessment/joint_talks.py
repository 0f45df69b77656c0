"""The joint talk: the lead or the supervising body calls it, and one of the bodies records what was agreed."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.access.roles import Action
from bot.domain.cases.assessment import classes, talks
from bot.domain.cases.assessment.assessment import SCALES, class_of
from bot.domain.cases.by import By
from bot.domain.cases.case import Case
from bot.domain.desk_answers import TalkRecord, TalkTime
from bot.domain.errors import BadAnswer, NotFound
from bot.domain.ids import AgencyKey
from bot.domain.notices.above import oversight_group, supervising_group
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToAgency
from bot.domain.notices.officer.desk_steps import DeskPreview
from bot.domain.notices.officer.talks import RecordPreview
from bot.domain.notices.say import AnySay, SayOfLead, SayTalkCalled
from bot.domain.notices.sentences import CaseKey
from bot.domain.urgency import Urgency
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.cards import card_slot
from bot.usecases.casework.assessment.changing_class import ask_second, timed_lowering
from bot.usecases.casework.assessment.raising import tell_bodies
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice, Words, one_of
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.messages.slots import talk_slot
from bot.usecases.casework.steps import keep_step, viewing_agency

HOURS = ("2", "6", "24", "72")
"""The choices: within how many hours the bodies must have talked."""
LEVELS = ("0", "1", "2", "3")


def times(act: CaseAct) -> Sequence[str]:
    """The choices that are sooner than a talk that waits already."""
    waiting = talks.waiting_talk(act.case)
    return [hours for hours in HOURS if waiting is None or act.now + _in(hours) < waiting.due_at]


def _in(hours: str) -> timedelta:
    return timedelta(hours=int(hours))


def rehearse(act: CaseAct) -> None:
    """Raises where no talk can be called now, and where no sooner one can be."""
    talks.call(act.case, act.now + _in(next(iter(times(act)), HOURS[-1])), act.person, act.now)


async def call(act: CaseAct, answers: TalkTime) -> CaseKey:
    """Calls the talk: every body with a part is asked in its group; the supervising body and the oversight group are
    told."""
    hours = answers.when
    if hours is None or str(hours) not in times(act):
        raise NotFound("not-an-option")
    case = talks.call(act.case, act.now + timedelta(hours=hours), act.person, act.now)
    await keep_step(act, case, "talk_called", viewing_agency(act))
    due_at = case.talks[-1].due_at
    said = SayTalkCalled(number=case.number, agency=viewing_agency(act), until_at=due_at)
    await act.tell(*[_message(case, said, place) for place in _places(act, case)])
    return "staff-talk-done"


def call_preview(act: CaseAct, answers: TalkTime) -> DeskPreview:
    """Shows by when the bodies must have talked."""
    return DeskPreview(number=act.case.number, form=TALK.doing, answers=answers)


def bodies(case: Case) -> list[AgencyKey]:
    """The bodies that talk: every body that acts in the case, the lead first."""
    return list(dict.fromkeys([case.lead, *(task.agency for task in case.tasks if task.is_acting)]))


def _places(act: CaseAct, case: Case) -> list[Address]:
    groups: list[Address] = [ToAgency(body) for body in bodies(case)]
    return [*dict.fromkeys([*groups, *supervising_group(case, act.supervising)]), *oversight_group(case)]


def _message(case: Case, said: AnySay, to: Address) -> Notice:
    """A message about the joint talk, beside the card. A newer one replaces it."""
    slot, below = talk_slot(case), card_slot(case)
    return Notice(said, to, Priority.ALERT, case=case.id, slot=slot, mode=Mode.REPLACE, reply_to=below)


def rehearse_record(act: CaseAct) -> None:
    """Raises where no talk waits for its record."""
    _recorded(act, dict.fromkeys(SCALES, 0), "-")


def _recorded(act: CaseAct, agreed: dict[str, int], decision: str) -> Case:
    agency, now = viewing_agency(act), act.now
    above = agency == act.supervising
    return talks.record(act.case, By(act.person, agency, now), agreed, decision, above=above)


def _agreed(answers: TalkRecord) -> dict[str, int]:
    """What was agreed on each scale. Raises BadAnswer while one of them has no value."""
    agreed = dict(zip(SCALES, (answers.hazard, answers.seriousness, answers.credibility), strict=True))
    found = {scale: level for scale, level in agreed.items() if level is not None}
    if len(found) < len(agreed):
        raise BadAnswer("nothing-chosen")
    return found


async def record(act: CaseAct, answers: TalkRecord) -> CaseKey:
    """Stores what was agreed. A higher class holds at once. A lower class is proposed where the lead has recorded the
    talk; else it is left to the lead to propose it."""
    recorded = _recorded(act, _agreed(answers), answers.words)
    case = talks.with_agreed_class(recorded, act.services.profile.policy, act.now)
    to, leads = talks.agreed_class(case.talks[-1]) or case.urgency, viewing_agency(act) == case.lead
    is_lower = to.rank < case.urgency.rank
    case = _with_lowering(act, case, to) if is_lower and leads else case
    await keep_step(act, case, "talk_recorded", viewing_agency(act))
    said = SayOfLead(key="staff-talk-recorded", number=case.number, agency=viewing_agency(act), urgency=case.urgency)
    await act.tell(*[_message(case, said, place) for place in _places(act, case)])
    if case.urgency.rank > act.case.urgency.rank:
        await tell_bodies(act, act.case, case)
    if is_lower and leads:
        await ask_second(act, case)
        return "staff-record-lower-lead"
    return "staff-record-lower" if is_lower else "staff-record-done"


def _with_lowering(act: CaseAct, case: Case, to: Urgency) -> Case:
    """Turns the lower values that the lead records into the lead's proposal of the lower class. The decision of the
    talk is the reason."""
    decision = case.talks[-1].decision
    return timed_lowering(act, classes.propose_lower(case, to, decision, By(act.person, case.lead, act.now)))


def preview(act: CaseAct, answers: TalkRecord) -> RecordPreview:
    """Shows what was agreed, and to which class that leads."""
    agreed, words, case = _agreed(answers), answers.words, act.case
    _recorded(act, agreed, words)
    return RecordPreview(
        number=case.number,
        **agreed,
        words=words,
        was=case.urgency,
        to=class_of(agreed["hazard"], agreed["seriousness"]),
        leads=viewing_agency(act) == case.lead,
        hears=tuple(bodies(case)),
    )


TALK = register(
    Form("talk", Action.JOINT_TALK, (Choice("when", times, read=int),), TalkTime, call, rehearse, call_preview)
)
SCALE_STEPS = tuple(Choice(scale, one_of(LEVELS), texts=f"staff-{scale}-", read=int) for scale in SCALES)
RECORD = register(
    Form(
        "record",
        Action.JOINT_RECORD,
        (*SCALE_STEPS, Words("write")),
        TalkRecord,
        record,
        rehearse_record,
        preview,
    )
)
begin, begin_record = beginning(TALK), beginning(RECORD)
