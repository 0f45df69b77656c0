"""A supervisor decides on a new group for a body that already has one."""

from bot.domain.access.roles import Action
from bot.domain.errors import NotFound, Refusal
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.say import SayAlone
from bot.domain.notices.supervisor.groups import GroupChanged
from bot.usecases.access.asking import Act
from bot.usecases.access.membership import bind
from bot.usecases.access.transaction import transaction

YES, NO = "yes", "no"


@transaction(Action.NEW_GROUP, again="newgroup")
async def decide_on_group(act: Act, agency: str, what: str) -> None:
    """`yes`: the group that waits is the body's from now on, and the former group is told. Anything else: it is not."""
    body = AgencyKey(agency)
    new = await act.uow.new_groups.of(body)
    if new is None:
        raise NotFound("no-group-waits")
    await act.uow.new_groups.drop(body)
    if what != YES:
        await act.uow.audit.add("group_refused", at=act.now, agency=body, person=act.person)
        to = ToChat(new.chat, act.services.profile.staff_language)
        await act.tell(Notice(SayAlone(key="staff-group-refused"), to))
        await act.say(SayAlone(key="staff-group-refused-done"))
        return
    if set(await act.uow.agencies.at(new.chat)) - {body}:
        raise Refusal("group-taken")
    was = await act.uow.agencies.place(body)
    await act.uow.audit.add("group_agreed", at=act.now, agency=body, person=act.person)
    await bind(act, new)
    if was is not None and was.joined is not None:
        await act.tell(Notice(GroupChanged(agency=body), ToChat(was.joined, was.locale)))
