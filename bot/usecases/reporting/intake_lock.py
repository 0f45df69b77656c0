"""The second factor of an officer who enters what a caller told: once it has shut, the code is asked for."""

from datetime import datetime

from bot.domain import second_factor as rules
from bot.domain.intake.report import Draft
from bot.domain.intake.staff_intake import is_entered
from bot.domain.notices.notice import ToChat
from bot.domain.people import Visitor
from bot.domain.second_factor import SecondFactor, Wanted
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.second_factor import ask
from bot.usecases.services import Services

AGAIN = Wanted("intake", "")
"""With the right code the staff draft goes on where it stood."""


async def asks_code(services: Services, uow: UnitOfWork, visitor: Visitor, draft: Draft, now: datetime) -> bool:
    """Whether the code is asked for instead of showing or sending the draft. What was typed is kept; reports by their
    own person never are behind it."""
    policy = services.profile.lock
    if not is_entered(draft) or not policy.on:
        return False
    lock = await uow.second_factors.of(visitor.person, hold=True) or SecondFactor()
    if rules.is_open(lock, policy, now):
        return False
    to = ToChat(visitor.chat, draft.language)
    await ask(services, uow, visitor.person, to, rules.asked(lock, policy, AGAIN, now), now)
    return True
