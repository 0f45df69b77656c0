"""What is told to all administrators."""

from bot.domain.notices.every import AnyContent
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.ports.unit_of_work import UnitOfWork


async def to_admins(uow: UnitOfWork, said: AnyContent) -> list[Notice]:
    """The notice, for every administrator in private, with a sound."""
    return [Notice(said, ToPerson(one.person), priority=Priority.ALERT) for one in await uow.staff.admins()]
