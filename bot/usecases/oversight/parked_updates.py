"""Who is told of an update that was given up: supervisors, the oversight group, and the person who wrote it."""

from bot.domain.ids import UserId
from bot.domain.notices.notice import Notice, Priority, ToChat, ToOversight
from bot.domain.notices.say import SayFailure
from bot.domain.notices.supervisor.delivery import Parked
from bot.usecases.access.membership import to_supervisors
from bot.usecases.services import Services


async def tell_parked(services: Services, reason: str, sender: ToChat | None) -> None:
    """Tells supervisors why an update was given up. `sender`: the private chat from which it came, if it is known; the
    person gets numbers to call, in their language as staff where they have one."""
    numbers = services.profile.numbers
    async with services.begin() as uow:
        notices = await to_supervisors(uow, Parked(reason=reason))
        notices.append(Notice(Parked(reason=reason), ToOversight(), priority=Priority.ALERT))
        if sender is not None:
            staff = await uow.staff.get(services.blind_index.person(UserId(sender.chat)))
            to = sender if staff is None else ToChat(sender.chat, staff.locale)
            said = SayFailure(police=numbers["police"], ambulance=numbers["ambulance"])
            notices.append(Notice(said, to))
        await uow.outbox.add(*notices)
        await uow.commit()
