"""Rights, asked inside the transaction that acts: who may do what, where, and whether the second factor must be
open."""

from bot.domain import second_factor
from bot.domain.access.places import Place
from bot.domain.access.roles import MATRIX, Action, Role, allows, may, who_may
from bot.domain.access.roles_in_case import roles_in_case
from bot.domain.access.throttle import is_quarantined
from bot.domain.access.whom_to_ask import whom_to_ask
from bot.domain.cases.case import Case
from bot.domain.cases.stages.handover import is_given_to
from bot.domain.errors import NotAllowed, NotFound, StaleButton
from bot.domain.ids import CaseNumber
from bot.domain.intake.media import key_holders
from bot.domain.notices.notice import Notice
from bot.domain.notices.say import SayOfTwoCases
from bot.domain.people import Agent
from bot.domain.second_factor import SecondFactor, Wanted
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act, CaseAct
from bot.usecases.access.merged_cases import goes_on
from bot.usecases.access.scope import sees
from bot.usecases.services import Services

ELSEWHERE = {
    frozenset({Place.PRIVATE}): "only-in-private",
    frozenset({Place.GROUP, Place.OVERSIGHT}): "only-in-own-group",
    frozenset({Place.GROUP, Place.PRIVATE}): "only-in-own-group-or-private",
    frozenset({Place.OVERSIGHT, Place.PRIVATE}): "only-in-oversight-or-private",
}
"""By place: the key of the refusal that says where the action works."""


class SecondFactorShut(Exception):
    """The person may do it once a code has opened their second factor. `wanted` is then done."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(wanted.doing)
        self.wanted = wanted


def case_roles(services: Services, agent: Agent, case: Case, *, recused: bool = False) -> frozenset[Role]:
    """The agent's roles in the case now."""
    return roles_in_case(
        case,
        agencies=agent.agencies,
        heads=agent.heads,
        supervisor=agent.supervisor,
        supervising=services.profile.agency_with("supervising"),
        recused=recused,
        key_holders=key_holders(services.profile),
        police=services.profile.agency_with("police"),
        unsure=agent.unsure,
        handed=is_given_to(case, agent.person),
    )


async def require_on_case(act: Act, number: CaseNumber, action: Action, wanted: Wanted) -> CaseAct:
    """The act on that case. Raises NotFound when the person may not know of the case; NotAllowed when they may not do
    this, or not in this place; SecondFactorShut when a code is needed first."""
    require_place(act, action)
    found = await known_case(act, number)
    if not found.may(action):
        allowed = who_may(action, found.case, supervising=act.supervising)
        raise NotAllowed(whom_to_ask(action, allowed, found.role_in_case))
    await require_second_factor(act, action, wanted)
    if found.case.number != number:
        merged = SayOfTwoCases(key="staff-merged-leads-on", number=number, other=found.case.number)
        await act.tell(Notice(merged, act.to, case=found.case.id))
    return found


async def refuse_lost(uow: UnitOfWork, number: CaseNumber) -> None:
    """Raises NotFound for a number that may have been given out after the backup from which the line was restored."""
    if await uow.restores.lost(number) is not None:
        raise NotFound("case-lost")


async def refuse_card_of_before(uow: UnitOfWork, agent: Agent, case: Case) -> None:
    """Raises StaleButton where the button stands on a card from before a restore and the case was made after it: that
    card is about another case, which had the same number."""
    if agent.shown_at is None or agent.shown_at >= case.received_at:
        return
    restored_at = await uow.restores.last_at()
    if restored_at is not None and agent.shown_at < restored_at <= case.received_at:
        raise StaleButton("card-of-before")


async def known_case(act: Act, number: CaseNumber) -> CaseAct:
    """The case of the number, or the one that it was merged into, for somebody who may know of it, in a chat where it
    may be named. A case that may not be seen is refused exactly as one that does not exist."""
    case = await act.uow.cases.by_number(number)
    if case is None:
        await refuse_lost(act.uow, number)
    if case is None or (is_quarantined(case) and not act.agent.supervisor):
        raise NotFound("no-such-case")
    await refuse_card_of_before(act.uow, act.agent, case)
    case = await goes_on(act.uow, case)
    recused = act.person in await act.uow.recusals.who(case.id)
    roles = case_roles(act.services, act.agent, case, recused=recused)
    is_unseen = not act.is_private and not sees(act.scope, case)
    is_known = may(Action.SUMMARY, roles, case, supervising=act.supervising) and not is_unseen
    if not is_known and Role.ASKED not in roles:
        raise NotFound("no-such-case")
    return CaseAct(**vars(act), case=case, role_in_case=roles)


async def require_on_whole_line(act: Act, action: Action, wanted: Wanted) -> None:
    """Raises unless the person may do this for the line as a whole, in this chat, with an open second factor where it
    is needed."""
    require_place(act, action)
    if not allows(action, act.roles):
        raise NotAllowed(whom_to_ask(action, MATRIX[action].who, act.roles))
    await require_second_factor(act, action, wanted)


def require_place(act: Act, action: Action) -> None:
    """Raises NotAllowed where the table of rights allows the action only in another place, and in the group of another
    body. Supervisors may act in any group."""
    right = MATRIX[action]
    is_at_home = act.place is not Place.GROUP or act.agent.supervisor or bool(act.agent.agencies & act.here)
    if act.place not in right.places or not is_at_home:
        raise NotAllowed(ELSEWHERE.get(right.places, "only-in-own-group-or-private"))


async def require_second_factor(act: Act, action: Action, wanted: Wanted) -> None:
    """Raises SecondFactorShut where the table of rights needs an open second factor and it is shut. Groups need none,
    because a group shows no content."""
    if MATRIX[action].second_factor and act.is_private and not await has_open_second_factor(act):
        raise SecondFactorShut(wanted)


async def has_open_second_factor(act: Act) -> bool:
    """Whether the person has given their code in the last minutes. Always true where the district has switched the
    second factor off."""
    policy = act.services.profile.second_factor
    factor = await act.uow.second_factors.of(act.person, for_update=True) if policy.on else None
    return second_factor.is_open(factor or SecondFactor(), policy, act.now)
