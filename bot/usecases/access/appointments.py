"""Rights that are given to one person (supervisor, head, auditor, administrator): who has them, how settings give them,
how they end. Officers are not handled here: whoever is in the group of a body is its officer, and stops being one
within a minute of leaving it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.errors import TiplineError
from bot.domain.facts import Fact
from bot.domain.ids import UserId
from bot.domain.notices.notice import Notice, ToPerson
from bot.domain.notices.say import SayAlone
from bot.domain.people import Staff
from bot.usecases.access.joining import announce
from bot.usecases.access.membership import to_supervisors
from bot.usecases.acting import transaction_of_program
from bot.usecases.services import Services, Transaction


class NotAppointed(TiplineError):
    """This person holds no right that was given to one person."""

    default_key = "nobody-appointed"


class NamedInSettings(TiplineError):
    """The settings name this person, so the next start would give the rights back."""

    default_key = "named-in-settings"


@transaction_of_program
async def appoint(act: Transaction, supervisors: frozenset[UserId], admins: frozenset[UserId]) -> None:
    """Gives the rights of supervisors and administrators to the people whom the settings name. A supervisor who joined
    by a link stays one. An administrator is one only as long as the settings say so."""
    services, uow = act.services, act.uow
    before = {staff.user for staff in await uow.staff.admins()}
    for user in supervisors | admins | before:
        person = services.blind_index.person(user)
        staff = await uow.staff.get(person) or Staff(person, user, services.profile.staff_language)
        is_supervisor = staff.supervisor or user in supervisors
        named = replace(staff, supervisor=is_supervisor, admin=user in admins)
        if (named.supervisor, named.admin) != (staff.supervisor, staff.admin):
            facts: dict[str, Fact] = {"supervisor": named.supervisor, "admin": named.admin}
            await uow.audit.add("appointed", at=act.now, person=person, facts=facts)
        await uow.staff.save(named)
        for what in ("supervisor", "admin"):
            if getattr(named, what) and not getattr(staff, what):
                await announce(uow, named, what, None, "")


async def appointed(services: Services) -> Sequence[Staff]:
    """Everybody who holds a right that was given to one person."""
    async with services.reading() as uow:
        return [staff for staff in await uow.staff.everybody() if staff.is_appointed]


@transaction_of_program
async def dismiss(act: Transaction, user: UserId, named: frozenset[UserId]) -> Staff:
    """Ends all rights that were given to this person, at once: rights are asked anew at every press. The person and the
    other supervisors are told. Returns what the rights were. Raises NotAppointed, and NamedInSettings for people whom
    the settings name (`named`)."""
    if user in named:
        raise NamedInSettings
    staff = await act.uow.staff.get(act.services.blind_index.person(user))
    if staff is None or not staff.is_appointed:
        raise NotAppointed
    await act.uow.staff.save(replace(staff, supervisor=False, admin=False, heads=frozenset(), auditor=False))
    await act.uow.staff.save_desk(staff.person, None)
    facts: dict[str, Fact] = {
        "supervisor": staff.supervisor,
        "admin": staff.admin,
        "auditor": staff.auditor,
        "heads": ",".join(sorted(staff.heads)),
    }
    await act.uow.audit.add("dismissed", at=act.now, person=staff.person, facts=facts)
    await act.uow.outbox.add(
        Notice(SayAlone(key="staff-rights-ended"), ToPerson(staff.person)),
        *await to_supervisors(act.uow, SayAlone(key="staff-rights-of-other-ended")),
    )
    return staff
