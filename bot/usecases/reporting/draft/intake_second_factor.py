"""The second factor of an officer who enters what a caller told: once it has shut, the code is asked for."""

from bot.domain import second_factor as rules
from bot.domain.intake.staff_intake import is_entered
from bot.domain.notices.notice import ToChat
from bot.domain.report import Draft
from bot.domain.second_factor import SecondFactor, Wanted
from bot.usecases.access.second_factor import ask
from bot.usecases.acting import ReporterAct

AGAIN = Wanted("intake", "")
"""After the right code, the staff draft goes on where it stood."""


async def asks_code(act: ReporterAct, draft: Draft) -> bool:
    """Whether the code was asked for in place of showing or sending the draft. What was typed is stored. A person's own
    report is never behind it."""
    policy = act.services.profile.second_factor
    if not is_entered(draft) or not policy.on:
        return False
    factor = await act.uow.second_factors.of(act.visitor.person, for_update=True) or SecondFactor()
    if rules.is_open(factor, policy, act.now):
        return False
    to = ToChat(act.visitor.chat, draft.language)
    await ask(act, act.visitor.person, to, rules.asked(factor, policy, AGAIN, act.now))
    return True
