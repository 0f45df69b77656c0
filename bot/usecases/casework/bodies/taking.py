"""A body acknowledges a case, or says that it is not theirs (L3, L5)."""

from bot.domain.access.roles import Action
from bot.domain.cases import steps as rules
from bot.domain.cases.case import Case
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Mode, Notice, ToAgency
from bot.domain.notices.officer.cases import NotOursWhy
from bot.domain.notices.say import SayOfCase
from bot.domain.notices.sentences import CaseKey
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.cards import card_slot
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.casework.messages.announce import tell_acknowledged
from bot.usecases.casework.steps import acting_agency, keep_step

REASONS = frozenset({"other_district", "other_body", "duplicate", "conflict", "other"})


@transaction_on_case(Action.ACKNOWLEDGE)
async def acknowledge(act: CaseAct) -> None:
    """L3: an officer acknowledges the case. When it is acknowledged for the lead, the reporter is told (if that is
    safe)."""
    agency = acting_agency(act.case, act.agent, act.group)
    case = rules.acknowledge(act.case, agency, act.person, act.now)
    await keep_step(act, case, "acknowledged", agency)
    if agency == case.lead:
        await tell_acknowledged(act, act.case, case)
    await _say_in_private(act, "staff-taken")


@transaction_on_case(Action.DECLINE)
async def ask_why(act: CaseAct) -> None:
    """'Not ours' was pressed: shows the reasons under the card, in the agency's group."""
    agency = acting_agency(act.case, act.agent, act.group)
    rules.decline(act.case, agency, "", act.case.received_at)
    await act.tell(_why(act.case, agency, Mode.REPLACE))
    await _say_in_private(act, "staff-why-in-group")


@transaction_on_case(Action.DECLINE)
async def decline(act: CaseAct, reason: str) -> None:
    """L5: the body declines the case with a reason; 'back' keeps it."""
    agency = acting_agency(act.case, act.agent, act.group)
    if reason in REASONS:
        await keep_step(act, rules.decline(act.case, agency, reason, act.now), "declined", agency)
    await act.tell(_why(act.case, agency, Mode.DELETE))


async def _say_in_private(act: CaseAct, key: CaseKey) -> None:
    """Says what came of a typed command. A press needs no such message: it has its toast, and the group its card."""
    if act.is_private and not act.is_press:
        await act.say(SayOfCase(key=key, number=act.case.number))


def _why(case: Case, agency: AgencyKey, mode: Mode) -> Notice:
    return Notice(
        NotOursWhy(number=case.number),
        ToAgency(agency),
        case=case.id,
        slot=f"why:{case.id}",
        mode=mode,
        reply_to=card_slot(case),
    )
