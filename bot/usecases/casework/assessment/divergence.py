"""Bodies whose views are two or more apart are asked to talk within 24 hours, whichever step has brought it about."""

from bot.domain.cases.assessment.assessment import is_divergent, who_would_talk
from bot.domain.cases.case import Case
from bot.domain.notices.above import oversight_group
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToAgency
from bot.domain.notices.say import SayOfCase
from bot.usecases.access.cards import card_slot
from bot.usecases.casework.messages.slots import talk_slot
from bot.usecases.services import Transaction


def newly_apart(was: Case, case: Case) -> bool:
    """Whether the step has brought views two or more apart, or has called the talk about it."""
    return is_divergent(case) and (case.talks != was.talks or not is_divergent(was))


def asked_to_talk(case: Case, *, silent: bool = False) -> list[Notice]:
    """The notices that ask for a joint talk. They go to the lead, to oversight, and to the other bodies that hold a
    view and still have the case."""
    said, rank = SayOfCase(key="staff-divergence", number=case.number), Priority.ALERT
    bodies = [ToAgency(agency) for agency in who_would_talk(case)]
    places: list[Address] = [*bodies, *oversight_group(case)]
    slot, card = talk_slot(case), card_slot(case)
    return [Notice(said, to, rank, case.id, slot, Mode.REPLACE, card, silent=silent) for to in places]


async def tell_newly_apart(act: Transaction, was: Case, case: Case) -> None:
    """Asks the bodies to talk where the step has brought their views apart."""
    await act.uow.outbox.add(*(asked_to_talk(case) if newly_apart(was, case) else ()))
