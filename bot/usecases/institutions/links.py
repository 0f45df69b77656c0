"""Links of an institution: its head joins and gets a poster; people who work there open the link and confirm it.

Nobody is shown who is linked. Opening a link changes nothing in what the person is reporting, and says nothing of
it.
"""

from dataclasses import replace
from datetime import timedelta

from bot.domain.errors import NotFound
from bot.domain.institutions.institution import CEILINGS
from bot.domain.institutions.registered import Registered, Seat, SeatRole
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency
from bot.domain.notices.supervisor.institutions import CrowdAtLink, HeadCard, LinkPoster, StaffLinkAsk, StaffLinked
from bot.domain.people import Visitor
from bot.domain.profile import Bucket
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import chat_of, voice_to
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.services import Transaction

CROWD = Bucket(40, timedelta(minutes=36))
"""How many accounts that are new to a link may open it; then one more in each span. Beyond that the body above is
told."""
SLOT = "institution"


@transaction_of_request
async def open_link(act: ReporterAct, link: str) -> None:
    """Somebody opened the link for staff: asks whether they work there, and as what. Raises NotFound for an old
    link."""
    one = await _of_link(act.uow, link)
    seat = await act.uow.institutions.seat(act.visitor.person, SeatRole.STAFF)
    if seat is None or seat.code != one.code:
        await _note_opening(act, one)
    said = StaffLinkAsk(code=one.code, link=link, voice=await voice_to(act.uow, act.visitor))
    await act.uow.outbox.add(Notice(said, await chat_of(act.uow, act.visitor), slot=SLOT, mode=Mode.NEXT))


@transaction_of_request
async def confirm(act: ReporterAct, link: str, post: str) -> None:
    """The account is staff of the institution from now on. `post` '': they say that they are not."""
    code = ""
    if post:
        code = (await _of_link(act.uow, link)).code
        to = await chat_of(act.uow, act.visitor)
        seat = Seat(act.visitor.person, SeatRole.STAFF, code, act.visitor.chat, to.locale, act.now, post)
        await act.uow.institutions.save_seat(seat)
    await _say_linked(act.uow, act.visitor, code)


@transaction_of_request
async def end(act: ReporterAct) -> None:
    """The account is no longer staff of any institution."""
    await act.uow.institutions.end_seat(act.visitor.person, SeatRole.STAFF)
    await _say_linked(act.uow, act.visitor)


async def _say_linked(uow: UnitOfWork, visitor: Visitor, code: str = "") -> None:
    said = StaffLinked(code=code, voice=await voice_to(uow, visitor))
    await uow.outbox.add(Notice(said, await chat_of(uow, visitor), slot=SLOT, mode=Mode.EDIT))


@transaction_of_request
async def join_as_head(act: ReporterAct, link: str) -> None:
    """Makes the person who opens the one-time link head of the institution. Raises NotFound for a link that was used or
    is too old."""
    one = await act.uow.institutions.by_head_link(link, act.now)
    if one is None or not one.institution.is_open:
        raise NotFound("link-over")
    to = await chat_of(act.uow, act.visitor)
    seat = Seat(act.visitor.person, SeatRole.HEAD, one.code, act.visitor.chat, to.locale, act.now)
    await act.uow.institutions.save_seat(seat)
    await act.uow.institutions.save(replace(one, head_link="", head_until=None))
    await act.uow.audit.add("institution_head_joined", at=act.now, facts={"code": one.code})
    await act.uow.outbox.add(Notice(HeadCard(code=one.code), to, slot=SLOT, mode=Mode.NEXT))


@transaction_of_request
async def show_own(act: ReporterAct, *, note: str = "") -> None:
    """Shows a head their own institution. Raises NotFound for anybody else."""
    one = await _headed(act.uow, act.visitor)
    said = HeadCard(code=one.code, note=note)
    await act.uow.outbox.add(
        Notice(said, await chat_of(act.uow, act.visitor), slot=SLOT, mode=Mode.EDIT if note else Mode.NEXT)
    )


@transaction_of_request
async def send_poster(act: ReporterAct) -> None:
    """Sends the poster with the link. The link is made with the first poster. Raises NotFound for somebody who heads no
    institution."""
    one = await _headed(act.uow, act.visitor)
    if not one.link:
        await _renew(act, one)
    await act.uow.outbox.add(Notice(LinkPoster(code=one.code), await chat_of(act.uow, act.visitor)))


@transaction_of_request
async def renew(act: ReporterAct) -> None:
    """Makes a new link. All linked accounts are unlinked, and old posters no longer work. Raises NotFound as above."""
    one = await _headed(act.uow, act.visitor)
    await _renew(act, one)
    said = HeadCard(code=one.code, note="institution-renewed")
    await act.uow.outbox.add(Notice(said, await chat_of(act.uow, act.visitor), slot=SLOT, mode=Mode.EDIT))


async def _renew(act: Transaction, one: Registered) -> None:
    await act.uow.institutions.save(one.with_link(act.services.tokens.token(18)))
    await act.uow.institutions.end_seats(one.code, SeatRole.STAFF)
    await act.uow.audit.add("institution_link_made", at=act.now, facts={"code": one.code})


async def _of_link(uow: UnitOfWork, link: str) -> Registered:
    one = await uow.institutions.by_link(link)
    if one is None or not one.institution.is_open:
        raise NotFound("link-over")
    return one


async def _headed(uow: UnitOfWork, visitor: Visitor) -> Registered:
    seat = await uow.institutions.seat(visitor.person, SeatRole.HEAD)
    one = None if seat is None else await uow.institutions.registered(seat.code)
    if one is None or not one.institution.is_open:
        raise NotFound("no-such-institution")
    return one


async def _note_opening(act: Transaction, one: Registered) -> None:
    """Counts one more account that was not linked. When there are too many, the body above is told, once for each
    link."""
    keyed_hash = act.services.blind_index.keyed_hash("bucket", f"institution-link|{one.link}")
    linked = (await act.uow.institutions.count_staff([one.code])).get(one.code, 0)
    is_crowd = linked >= CEILINGS.get(one.institution.staff, linked + 1)
    is_crowd |= not await act.uow.throttle.consume(keyed_hash, CROWD, act.now)
    if is_crowd and not one.crowd_told:
        await act.uow.institutions.save(replace(one, crowd_told=True))
        above = ToAgency(one.institution.above)
        await act.uow.outbox.add(Notice(CrowdAtLink(code=one.code), above, priority=Priority.ALERT))
