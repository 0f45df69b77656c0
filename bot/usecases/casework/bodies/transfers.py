"""L4: the lead asks another body to lead. That body accepts or gives back; where nobody answers, supervisors decide."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.domain.access.roles import Action
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines import timing
from bot.domain.cases.deadlines.firing import Consequence
from bot.domain.cases.stages import transfer as rules
from bot.domain.cases.stages.transfer import RETURN_REASONS
from bot.domain.cases.work import Transfer
from bot.domain.desk_answers import BodyAsked, NewLead
from bot.domain.desk_options import AGENCY
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey
from bot.domain.notices.above import oversight_group, supervising_group
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.officer.desk_steps import DeskPreview
from bot.domain.notices.officer.handing_over import AskedToLead, GiveBackWhy, LeadKey, WhoLeads
from bot.domain.notices.sentences import CaseKey
from bot.domain.profile import Profile
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import audience_of
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.casework.assessment.divergence import tell_newly_apart
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice, Words
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.messages.announce import tell_acknowledged
from bot.usecases.casework.messages.slots import lead_slot
from bot.usecases.casework.steps import keep_step
from bot.usecases.services import Services, Transaction


def bodies(act: CaseAct) -> Sequence[str]:
    """The bodies that may be asked: not the lead, and none that must not know of the case."""
    return rules.offered(act.case, act.services.profile.agencies)


def rehearse(act: CaseAct) -> None:
    """Raises where no body can be asked now."""
    offered = bodies(act)
    if not offered:
        raise NotFound("nobody-left-to-ask")
    rules.propose(act.case, AgencyKey(offered[0]), "-", act.person, act.services.profile.policy, act.now)


async def propose(act: CaseAct, answers: BodyAsked) -> CaseKey:
    """Asks the body in its group; the lead's group and the supervising body are told that it was asked."""
    to = answers.body
    if to is None or to not in bodies(act):
        raise NotFound("not-an-option")
    case = rules.propose(act.case, to, answers.words, act.person, act.services.profile.policy, act.now)
    await keep_step(act, case, "transfer_proposed", case.lead)
    await act.tell(asked(case, Mode.NEW), *_messages(act.services, case, "staff-transfer-proposed", to))
    return "staff-transfer-asked"


def preview(act: CaseAct, answers: BodyAsked) -> DeskPreview:
    """Shows which body is asked, and how long it has to answer."""
    return DeskPreview(number=act.case.number, form=TRANSFER.doing, answers=answers, lasts=answer_time(act))


def asked(case: Case, mode: Mode) -> Notice:
    """The question in the group of the body that is asked: the case as its card shows it, with the buttons for
    answering."""
    waiting = case.transfers[-1]
    return Notice(
        AskedToLead(number=case.number),
        ToAgency(waiting.to),
        Priority.ALERT,
        case=case.id,
        slot=asked_slot(case),
        mode=mode,
    )


def asked_slot(case: Case) -> str:
    """The slot of that question in the group."""
    return f"asked:{case.id}"


@transaction_on_case(Action.TRANSFER_ACCEPT)
async def accept(act: CaseAct) -> None:
    """The body accepts and leads from now on. The reporter is told that the case is acknowledged, if it was not
    before."""
    to, was = act.case.transfers[-1].to, act.case
    case = rules.accept(was, to, act.person, act.services.profile.policy, act.now)
    await keep_step(act, case, "transfer_accepted", to)
    await tell_newly_apart(act, was, case)
    await act.tell(*await _answered(act, case), *_messages(act.services, case, "staff-transfer-accepted", was.lead))
    if was.acknowledged_at is None or was.absorbed:
        await tell_acknowledged(act, was, case)


@transaction_on_case(Action.TRANSFER_ACCEPT)
async def ask_why(act: CaseAct) -> None:
    """'Give it back' was pressed: shows the reasons under the question."""
    waiting = act.case.transfers[-1]
    rules.give_back(act.case, waiting.to, "-", act.person, act.services.profile.policy, act.now)
    await act.tell(_why(act, Mode.REPLACE))


@transaction_on_case(Action.TRANSFER_ACCEPT)
async def give_back(act: CaseAct, reason: str) -> None:
    """The body will not lead: the old lead asks another one, or supervisors decide. 'back' shows the question again."""
    waiting = act.case.transfers[-1]
    if reason in RETURN_REASONS:
        case = rules.give_back(act.case, waiting.to, reason, act.person, act.services.profile.policy, act.now)
        await keep_step(act, case, "transfer_returned", waiting.to)
        await act.tell(*await _answered(act, case))
        if case.transfer is None:
            await act.tell(*_messages(act.services, case, "staff-transfer-returned", waiting.to))
        else:
            await call_for_decision(act, case)
    await act.tell(_why(act, Mode.DELETE))


def _why(act: CaseAct, mode: Mode) -> Notice:
    """Shows the reasons where the question was pressed: in private, or in the group of the body that is asked."""
    case, to = act.case, act.to if act.is_private else ToAgency(act.case.transfers[-1].to)
    said, slot = GiveBackWhy(number=case.number), f"giveback:{case.id}"
    return Notice(said, to, case=case.id, slot=slot, mode=mode, reply_to=asked_slot(case))


async def _answered(act: CaseAct, case: Case) -> list[Notice]:
    """Ends the question: in the group, and in private where it was shown there."""
    said, slot = AskedToLead(number=case.number, agency=act.case.transfers[-1].to), asked_slot(case)
    is_shown = act.is_private and await act.uow.messages.slot(act.to.chat, slot) is not None
    own = [Notice(said, act.to, case=case.id, slot=slot, mode=Mode.EDIT)] if is_shown else []
    return [asked(case, Mode.EDIT), *own]


def leads(act: CaseAct) -> Sequence[str]:
    """The bodies that may be named as lead: all that may know of the case."""
    return rules.may_be_named(act.case, act.services.profile.agencies)


def rehearse_decision(act: CaseAct) -> None:
    """Raises where there is no decision to make."""
    rules.decide(act.case, act.case.lead, act.person, act.services.profile.policy, act.now)


def decision_preview(act: CaseAct, answers: NewLead) -> DeskPreview:
    """Shows which body will lead."""
    return DeskPreview(number=act.case.number, form=LEAD.doing, answers=answers)


async def decide(act: CaseAct, answers: NewLead) -> CaseKey:
    """Supervisors or the supervising body name the lead."""
    to, waiting = answers.body, act.case.transfers[-1]
    if to is None or to not in leads(act):
        raise NotFound("not-an-option")
    case = rules.decide(act.case, to, act.person, act.services.profile.policy, act.now)
    await keep_step(act, case, "transfer_decided", None)
    await tell_decided(act, act.case, case, waiting, "staff-transfer-decided")
    return "staff-lead-done"


async def tell_decided(act: Transaction, was: Case, case: Case, waiting: Transfer, key: LeadKey) -> None:
    """The new lead has to acknowledge; the old lead, the body that was asked and supervisors are told."""
    own = _message(case, ToAgency(case.lead), key, case.lead)
    others = {was.lead, waiting.to} - {case.lead, *case.barred}
    told = [_message(case, ToAgency(body), "staff-transfer-decided-other", case.lead) for body in sorted(others)]
    people = await audience_of(act.uow, case, await act.uow.staff.supervisors())
    told += [_message(case, ToPerson(person), "staff-transfer-decided-other", case.lead) for person in people]
    await act.uow.outbox.add(own, *told, _question_over(case, waiting))
    await tell_newly_apart(act, was, case)


def _question_over(case: Case, waiting: Transfer) -> Notice:
    said = AskedToLead(number=case.number)
    return Notice(said, ToAgency(waiting.to), case=case.id, slot=asked_slot(case), mode=Mode.EDIT)


def without_answer(profile: Profile, case: Case, consequences: Iterable[Consequence], now: datetime) -> Case:
    """The case after nobody has answered in time: supervisors must decide, or the rule has named the lead."""
    for consequence in consequences:
        case = rules.after_step(profile, case, consequence, now)
    return case


async def tell_of_silence(act: Transaction, was: Case, case: Case) -> None:
    """Tells people what follows from an answer that did not come in time. `was`: the case before."""
    waiting = was.transfer
    if waiting is None or case.transfer == waiting:
        return
    if case.transfer is not None:
        await call_for_decision(act, case)
    else:
        await tell_decided(act, was, case, waiting, "staff-transfer-by-rule")


async def call_for_decision(act: Transaction, case: Case) -> None:
    """Asks supervisors, the supervising body and its heads, and the oversight group who shall lead."""
    to = rules.by_rule(act.services.profile, case)
    due_at = max(
        c.started_at + (c.due_at - c.started_at) * act.services.profile.policy.double
        for c in rules.deadlines_of_transfer(case)
    )
    supervising = act.services.profile.agency_with("supervising")
    staff = [*await act.uow.staff.supervisors(), *await act.uow.staff.heads(supervising)]
    places: list[Address] = [ToPerson(person) for person in await audience_of(act.uow, case, staff)]
    places += [*supervising_group(case, supervising), *oversight_group(case)]
    await act.uow.outbox.add(*[_message(case, place, "staff-transfer-undecided", to, due_at) for place in places])


def _messages(services: Services, case: Case, key: LeadKey, other: AgencyKey) -> list[Notice]:
    """Messages to the lead's group, to the body that led or was asked, and to the supervising body."""
    supervising = services.profile.agency_with("supervising")
    places = dict.fromkeys([case.lead, other, supervising])
    asked_one = case.transfers[-1]
    heard = [body for body in places if body not in case.barred and body != asked_one.to]
    return [_message(case, ToAgency(body), key, asked_one.to) for body in heard]


def _message(case: Case, to: Address, key: LeadKey, agency: AgencyKey, due_at: datetime | None = None) -> Notice:
    said = WhoLeads(
        key=key,
        number=case.number,
        urgency=case.urgency,
        agency=agency,
        from_agency=case.transfers[-1].from_agency,
        due_at=due_at,
    )
    return Notice(said, to, Priority.ALERT, case=case.id, slot=lead_slot(case), mode=Mode.REPLACE)


def answer_time(act: CaseAct) -> timedelta:
    """How long the body that is asked has to answer."""
    return timing.limit_of(DeadlineKind.TRANSFER, act.case.urgency, act.services.profile.policy)


STEPS = (Choice("body", bodies, texts=AGENCY), Words("why"))
TRANSFER = register(Form("transfer", Action.TRANSFER, STEPS, BodyAsked, propose, rehearse, preview))
NEW_LEAD = (Choice("body", leads, texts=AGENCY),)
LEAD = register(Form("lead", Action.TRANSFER_DECIDE, NEW_LEAD, NewLead, decide, rehearse_decision, decision_preview))
begin, begin_decision = beginning(TRANSFER), beginning(LEAD)
