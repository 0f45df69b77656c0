"""Showing officers who reported: together with the report where the reporter allows it, else after two people have
agreed."""

from datetime import datetime, timedelta

from bot.domain.access.identity import Level
from bot.domain.cases.case import Case
from bot.domain.errors import NotAllowed
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.cases import IdentityShown
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.people import Agent
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import reports_of

SHOWN_FOR = timedelta(minutes=10)
"""How long an identity stands in an officer's chat."""


async def show_named(uow: UnitOfWork, case: Case, agent: Agent, agency: AgencyKey, to: ToChat, now: datetime) -> None:
    """Shows who reported, together with the report, where the reporter allows it. Adds a line to the audit log, as
    every look does."""
    found = [await uow.identities.of(report) for report in await reports_of(uow, case)]
    if not any(identity.level is Level.NAMED for identity in found):
        return
    await uow.audit.add("identity_shown", at=now, case=case.id, person=agent.person, agency=agency)
    await uow.outbox.add(shown(case, to, is_revealed=False))


def shown(case: Case, to: ToChat, *, is_revealed: bool) -> Notice:
    """What is known of the reporter, as a notice to an officer's chat. It is deleted there after ten minutes."""
    said = IdentityShown(number=case.number, revealed=is_revealed)
    return Notice(said, to, case=case.id, gone_after=SHOWN_FOR)


def require_other(person: PersonKey, agent: Agent) -> None:
    """Raises NotAllowed (key reveal-own) when the same person asked and agrees: a second person must agree."""
    if person == agent.person:
        raise NotAllowed("reveal-own")
