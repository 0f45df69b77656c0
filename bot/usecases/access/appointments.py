"""Rights of one's own (supervisor, head, auditor, administrator): who has them, how settings give them, how they end.

Officers are no matter of this: they are whoever is in the group of their body, and out of it they are out in a minute.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.errors import TiplineError
from bot.domain.facts import Fact
from bot.domain.ids import UserId
from bot.domain.notices.lines import Say
from bot.domain.notices.notice import Notice, ToPerson
from bot.domain.people import Staff
from bot.usecases.access.joining import announce
from bot.usecases.access.membership import to_supervisors
from bot.usecases.services import Services


class NotAppointed(TiplineError):
    """This person has no rights of their own."""

    default_key = "nobody-appointed"


class NamedInSettings(TiplineError):
    """The settings would give the rights back at the next start."""

    default_key = "named-in-settings"


async def appoint(services: Services, supervisors: frozenset[UserId], admins: frozenset[UserId], now: datetime) -> None:
    """People whom the settings name as supervisors and administrators. A supervisor by link stays one; an administrator
    is one as long as the settings say so."""
    async with services.begin() as uow:
        before = {staff.user for staff in await uow.staff.admins()}
        for user in supervisors | admins | before:
            person = services.blind_index.person(user)
            staff = await uow.staff.get(person) or Staff(person, user, services.profile.staff_language)
            is_supervisor = staff.supervisor or user in supervisors
            named = replace(staff, supervisor=is_supervisor, admin=user in admins)
            if (named.supervisor, named.admin) != (staff.supervisor, staff.admin):
                facts: dict[str, Fact] = {"supervisor": named.supervisor, "admin": named.admin}
                await uow.audit.add("appointed", at=now, person=person, facts=facts)
            await uow.staff.save(named)
            for what in ("supervisor", "admin"):
                if getattr(named, what) and not getattr(staff, what):
                    await announce(uow, named, what, None, "")
        await uow.commit()


async def appointed(services: Services) -> Sequence[Staff]:
    """Everybody with a right of their own."""
    async with services.reading() as uow:
        return [staff for staff in await uow.staff.everybody() if staff.is_appointed]


async def dismiss(services: Services, user: UserId, named: frozenset[UserId], now: datetime) -> Staff:
    """All rights of their own end at once: every press asks anew. They and the other supervisors hear of it.

    Returns what they were. Raises NotAppointed, and NamedInSettings for those whom the settings name (`named`).
    """
    if user in named:
        raise NamedInSettings
    async with services.begin() as uow:
        staff = await uow.staff.get(services.blind_index.person(user))
        if staff is None or not staff.is_appointed:
            raise NotAppointed
        await uow.staff.save(replace(staff, supervisor=False, admin=False, heads=frozenset(), auditor=False))
        await uow.staff.save_desk(staff.person, None)
        facts: dict[str, Fact] = {
            "supervisor": staff.supervisor,
            "admin": staff.admin,
            "auditor": staff.auditor,
            "heads": ",".join(sorted(staff.heads)),
        }
        await uow.audit.add("dismissed", at=now, person=staff.person, facts=facts)
        await uow.outbox.add(
            Notice(Say(key="staff-rights-ended"), ToPerson(staff.person)),
            *await to_supervisors(uow, Say(key="staff-rights-of-other-ended")),
        )
        await uow.commit()
    return staff
