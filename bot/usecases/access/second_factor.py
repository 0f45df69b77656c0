"""The second factor stands before all content. A right code opens it for some minutes; what was wanted is remembered
until then."""

from dataclasses import replace

from bot.domain import second_factor as rules
from bot.domain.ids import PersonKey, UserId
from bot.domain.notices.notice import Leaves, Mode, Notice, ToChat
from bot.domain.notices.officer.staff import SecondFactorAsked
from bot.domain.people import Staff
from bot.domain.second_factor import FactorStep, SecondFactor, Verdict, Wanted
from bot.usecases.access.asking import Act
from bot.usecases.access.codes import new_secret
from bot.usecases.services import Transaction

SLOT = "lock"
NAME_LENGTH = 8
"""How many characters of a person's key name the person to supervisors. Who it is they learn on the phone."""


async def ask_for_code(act: Act, wanted: Wanted) -> None:
    """Asks for the code that opens the second factor, and remembers what was wanted."""
    factor = await act.uow.second_factors.of(act.person, for_update=True) or SecondFactor()
    if await act.uow.staff.get(act.person) is None:
        await act.uow.staff.save(Staff(act.person, UserId(act.to.chat), act.to.locale))
    asked = rules.asked(factor, act.services.profile.second_factor, wanted, act.now)
    await ask(act, act.person, act.to, asked)


async def ask(
    act: Transaction,
    person: PersonKey,
    to: ToChat,
    factor: SecondFactor,
    said: Verdict | None = None,
) -> None:
    """Saves the second factor and shows what it asks. `said`: what became of the code before."""
    if factor.step is FactorStep.ENROL and not factor.secret:
        factor = replace(factor, secret=new_secret(act.services.tokens))
    await act.uow.second_factors.save(person, factor)
    asked = SecondFactorAsked(
        step=factor.step,
        kind=factor.kind,
        kinds=act.services.profile.second_factor.kinds,
        said=said,
        person=person,
        until=factor.wait_until if factor.wait_until and rules.is_waiting(factor, act.now) else None,
    )
    leaves = None
    if factor.step is FactorStep.ENROL and factor.asked_at is not None:
        leaves = Leaves(factor.asked_at + rules.ENROLMENT)
    await act.uow.outbox.add(Notice(asked, to, slot=SLOT, mode=Mode.REPLACE, leaves=leaves))


def name_of(person: PersonKey) -> str:
    """The short key by which a person is called among staff, without a name."""
    return person[:NAME_LENGTH]
