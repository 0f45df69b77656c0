"""Showing officers who reported: together with the report where the reporter allows it, else after two people have
agreed."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.access.identity import Level
from bot.domain.cases.case import Case
from bot.domain.errors import NotAllowed
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.notice import Leaves, Mode, Notice
from bot.domain.notices.officer.cases import IdentityShown
from bot.domain.people import Agent
from bot.domain.second_factor import LONGEST
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.merged_cases import reports_of

SHOWN_FOR = timedelta(minutes=10)
"""How long an identity stands in an officer's chat."""
IDENTITY = "identity"
"""Stands beside the messages of an identity in place of a command: none shows them again."""


async def show_named(act: CaseAct, agency: AgencyKey) -> None:
    """Shows who reported, together with the report, where the reporter allows it. Adds a line to the audit log, as
    every look does. `agency`: the body for which the person looks."""
    found = [await act.uow.identities.of(report) for report in await reports_of(act.uow, act.case)]
    if not any(identity.level is Level.NAMED for identity in found):
        return
    await act.uow.audit.add("identity_shown", at=act.now, case=act.case.id, person=act.person, agency=agency)
    await act.tell(shown(act, is_revealed=False))


def shown(act: CaseAct, *, is_revealed: bool) -> Notice:
    """What is known of the reporter, as a notice to an officer's chat. It is deleted there after ten minutes."""
    case = act.case
    said = Notice(IdentityShown(number=case.number, revealed=is_revealed), act.to, case=case.id)
    return for_minutes(act, replace(said, slot=identity_slot(case), mode=Mode.REPLACE))


def for_minutes(act: CaseAct, said: Notice) -> Notice:
    """The notice, about a reporter's identity, to be deleted ten minutes after it was sent. Each of its messages is
    noted under the number of the case, so that all of them can be removed sooner."""
    return replace(said, gone_after=SHOWN_FOR, leaves=Leaves(act.now + LONGEST, IDENTITY, act.case.number))


def identity_slot(case: Case) -> str:
    """The slot of an identity in an officer's chat, by which it is found when it must be removed sooner."""
    return f"identity:{case.id}"


def require_other(person: PersonKey, agent: Agent) -> None:
    """Raises NotAllowed (key reveal-own) when the same person asked and agrees: a second person must agree."""
    if person == agent.person:
        raise NotAllowed("reveal-own")
