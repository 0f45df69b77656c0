"""Who belongs where: one-time invites, groups of agencies, supervisors and heads, and what happens when they leave."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.cases.lists import (
    CaseFilter,
)
from bot.domain.errors import NotFound, Refusal
from bot.domain.groups import Cause, NewGroup
from bot.domain.ids import AgencyKey, ChatId
from bot.domain.notices.every import AnyContent
from bot.domain.notices.notice import Notice, Priority, ToChat, ToPerson
from bot.domain.notices.officer.staff import StaffGreeting
from bot.domain.notices.supervisor.groups import GroupBound, GroupGreeting
from bot.domain.people import (
    OVERSIGHT,
    Invite,
    Staff,
    Visitor,
)
from bot.ports.unit_of_work import (
    UnitOfWork,
)
from bot.usecases.access.cards import card, has_card
from bot.usecases.access.group_news import note_hidden, note_lost, note_refusal
from bot.usecases.access.joining import announce, ask_supervisors
from bot.usecases.acting import ReporterAct, transaction_of_program, transaction_of_request
from bot.usecases.services import Transaction

INVITE_LASTS = timedelta(days=7)
PAGE = 50
GROUP_INVITES = frozenset({"agency", "oversight"})


@dataclass(frozen=True)
class Group:
    """A group chat, as Telegram describes it."""

    chat: ChatId
    title: str
    asked_at: datetime
    """When its invite was opened, by Telegram's clock. Only that clock can be compared with when the bot was
    removed."""
    cause: Cause | None = None
    """What would keep the group from working, as Telegram says."""


@transaction_of_program
async def make_invite(act: Transaction, what: str, agency: AgencyKey | None) -> str:
    """Makes a one-time secret for a deep link, valid for seven days. `what`: agency, head, supervisor, auditor,
    oversight. Raises NotFound (key unknown-agency) when the profile has no such agency."""
    if what in {"agency", "head"} and agency not in act.services.profile.agencies:
        raise NotFound("unknown-agency")
    secret = act.services.tokens.token(18)
    await act.uow.staff.add_invite(secret, Invite(what, agency, act.now, act.now + INVITE_LASTS))
    await act.uow.audit.add("invite_made", at=act.now, agency=agency, facts={"what": what})
    return secret


@transaction_of_request
async def bind_group(act: ReporterAct, group: Group, secret: str) -> None:
    """The bot was added to a group by an invite link: from now on this is the agency's group. An agency that has
    another group keeps that until a supervisor agrees."""
    invite = await act.uow.staff.peek_invite(secret, act.now)
    if invite is None or invite.what not in GROUP_INVITES:
        raise NotFound("invite-unknown")
    agency = OVERSIGHT if invite.what == "oversight" else invite.agency
    if agency is None or set(await act.uow.agencies.at(group.chat)) - {agency}:
        raise Refusal("group-taken")
    await act.uow.staff.use_invite(secret, act.now)
    place = await act.uow.agencies.place(agency)
    new = NewGroup(agency, group.chat, group.title, act.visitor.person, group.asked_at, group.cause)
    if place is None or place.chat in {None, group.chat}:
        await bind(act, new)
    else:
        await ask_supervisors(act, place, new)


async def bind(act: Transaction, new: NewGroup) -> None:
    """Makes this the group of the body. The group is greeted and gets the cards of open cases; supervisors are told.
    What waits to be deleted there goes first: the group may have been that of another body."""
    locale = act.services.profile.staff_language
    await act.uow.outbox.reached(new.chat)
    await act.uow.agencies.bind(new.agency, new.chat, new.title, locale, new.opened_at)
    await act.uow.audit.add("group_bound", at=act.now, agency=new.agency, person=new.person)
    await act.uow.outbox.add(
        Notice(GroupGreeting(agency=new.agency), ToChat(new.chat, locale)),
        *await to_supervisors(act.uow, GroupBound(agency=new.agency)),
    )
    await show_open_cases(act, new.agency)
    await _tell_what_is_missing(act.uow, new, act.now)


async def _tell_what_is_missing(uow: UnitOfWork, group: NewGroup, now: datetime) -> None:
    """Says what the group lacks (the bot may not write, or sees no members) while the person who bound it is there,
    rather than at night."""
    if group.cause is Cause.REFUSED:
        await note_refusal(uow, group.chat, group.cause, now)
    await note_hidden(uow, group.chat, now, is_hidden=group.cause is Cause.HIDDEN)


async def show_open_cases(act: Transaction, agency: AgencyKey) -> None:
    """Sends a new group the cards of all open cases, because those in the former group cannot be reached any more."""
    wanted, below = CaseFilter(agencies=frozenset({agency})), None
    while page := await act.uow.cases.page(wanted, after=below, limit=PAGE):
        below = page[-1].number
        shown = [
            case for case in page if (task := case.task(agency)) is not None and has_card(act.services, case, task)
        ]
        await act.uow.outbox.add(*[card(case, agency) for case in shown])


@transaction_of_request
async def join_staff(act: ReporterAct, secret: str) -> None:
    """Somebody opened a personal invite in the private chat: a supervisor, an auditor, or a head of an agency."""
    invite = await act.uow.staff.use_invite(secret, act.now)
    if invite is None or invite.what in GROUP_INVITES:
        raise NotFound("invite-unknown")
    staff = await known_staff(act.uow, act.visitor)
    if invite.what == "supervisor":
        staff = replace(staff, supervisor=True)
    elif invite.what == "auditor":
        staff = replace(staff, auditor=True)
    elif invite.agency is not None:
        staff = replace(staff, heads=staff.heads | {invite.agency})
    await act.uow.staff.save(staff)
    await act.uow.audit.add(
        "staff_joined",
        at=act.now,
        person=act.visitor.person,
        agency=invite.agency,
        facts={"what": invite.what},
    )
    said = StaffGreeting(what=invite.what, agency=invite.agency)
    await act.uow.outbox.add(Notice(said, ToChat(act.visitor.chat, staff.locale)))
    await announce(act.uow, staff, invite.what, invite.agency, act.visitor.name or "?")


async def known_staff(uow: UnitOfWork, visitor: Visitor) -> Staff:
    """The person's staff entry; a new one without rights where there is none. The person can be written to from now
    on."""
    staff = await uow.staff.get(visitor.person)
    if staff is None:
        return Staff(visitor.person, visitor.user, visitor.locale)
    return replace(staff, reachable=True)


@transaction_of_program
async def group_lost(act: Transaction, chat: ChatId, cause: Cause, happened: datetime) -> None:
    """The bot was removed from a group, or the group is gone: supervisors hear which agency cannot be reached now.

    This news may come late, after the group was bound again; then it changes nothing. (If the bot is out even so,
    the next message to the group shows it.) Telegram gives moments in whole seconds.
    """
    here = [place for place in await act.uow.agencies.all() if place.joined == chat]
    is_past = any(place.bound_at is not None and place.bound_at.replace(microsecond=0) > happened for place in here)
    if not is_past:
        await note_lost(act.uow, chat, cause, act.now)


@transaction_of_program
async def group_moved(act: Transaction, old: ChatId, new: ChatId) -> None:
    """A group became a supergroup: only its id changes. A second report of the same move changes nothing."""
    are_groups = old < 0 and new < 0
    for agency in await act.uow.agencies.move(old, new) if are_groups else ():
        await act.uow.audit.add("group_moved", at=act.now, agency=agency)


async def to_supervisors(uow: UnitOfWork, said: AnyContent) -> list[Notice]:
    """The notice, for every supervisor in private, once each."""
    people = await uow.staff.supervisors()
    return [Notice(said, ToPerson(staff.person), priority=Priority.ALERT) for staff in people]
