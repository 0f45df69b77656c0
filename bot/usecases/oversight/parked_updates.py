"""Who is told of an update that was given up: supervisors, the oversight group, and the person who wrote it."""

from bot.domain.ids import UserId
from bot.domain.notices.notice import Notice, Priority, ToChat, ToOversight
from bot.domain.notices.say import SayFailure
from bot.domain.notices.supervisor.delivery import Parked
from bot.usecases.access.membership import to_supervisors
from bot.usecases.acting import transaction_of_program
from bot.usecases.services import Transaction


@transaction_of_program
async def tell_parked(act: Transaction, reason: str, sender: ToChat | None) -> None:
    """Tells supervisors why an update was given up. `sender`: the private chat from which it came, if it is known; the
    person gets numbers to call, in their language as staff where they have one."""
    numbers = act.services.profile.numbers
    notices = await to_supervisors(act.uow, Parked(reason=reason))
    notices.append(Notice(Parked(reason=reason), ToOversight(), priority=Priority.ALERT))
    if sender is not None:
        staff = await act.uow.staff.get(act.services.blind_index.person(UserId(sender.chat)))
        to = sender if staff is None else ToChat(sender.chat, staff.locale)
        said = SayFailure(police=numbers["police"], ambulance=numbers["ambulance"])
        notices.append(Notice(said, to))
    await act.uow.outbox.add(*notices)
