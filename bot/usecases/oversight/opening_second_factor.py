"""A typed code: it is deleted from the chat at once and checked, and what was wanted is shown. And a second factor that
somebody else takes off."""

import re

from bot.domain import second_factor as rules
from bot.domain.access.roles import Action
from bot.domain.errors import NotAllowed, NotFound, Refusal
from bot.domain.ids import MessageId
from bot.domain.notices.notice import Mode, Notice, Priority, ToChat, ToPerson
from bot.domain.notices.reporter.files import MessageGone, Wipe
from bot.domain.notices.say import SayAlone, SayByPerson, SayOfPerson, refused
from bot.domain.notices.sentences import PersonKeyed
from bot.domain.people import Visitor
from bot.domain.second_factor import FactorKind, SecondFactor, Verdict, Wanted
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act, Asking, act_of
from bot.usecases.access.codes import checked
from bot.usecases.access.second_factor import NAME_LENGTH, SLOT, ask, name_of
from bot.usecases.access.transaction import AGAIN, transaction
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.oversight.departures import said_of
from bot.usecases.services import Request, in_one_transaction

NAME = re.compile(rf"[0-9a-f]{{{NAME_LENGTH}}}")


@transaction_of_request
async def choose(act: ReporterAct, kind: FactorKind) -> None:
    """The person chooses an app or a PIN: setting the second factor up begins."""
    factor = await act.uow.second_factors.of(act.visitor.person, for_update=True) or SecondFactor()
    factor = rules.chosen(factor, act.services.profile.second_factor, kind, act.now)
    await ask(
        act,
        act.visitor.person,
        await _to(act.uow, act.visitor),
        factor,
    )


async def _to(uow: UnitOfWork, visitor: Visitor) -> ToChat:
    """The private chat, in the language that was chosen there."""
    staff = await uow.staff.get(visitor.person)
    return ToChat(visitor.chat, staff.locale if staff else visitor.locale)


async def awaiting(request: Request, words: str) -> SecondFactor | None:
    """The person's second factor, where these words are digits and its code was asked for. Telegram is asked of nobody
    else who types digits."""
    if not rules.digits(words):
        return None
    async with request.services.reading() as uow:
        seen = await uow.second_factors.of(request.visitor.person)
    return seen if seen is not None and rules.awaits(seen, words, request.now) else None


async def enter(asking: Asking, words: str, message: MessageId, seen: SecondFactor) -> None:
    """A code was typed. Its message is deleted, whatever becomes of it. The slow comparison with the second factor as
    it was seen is made outside of the transaction; inside it the second factor must still be the same."""
    services, person, now = asking.services, asking.visitor.person, asking.now
    is_asked = not rules.is_waiting(seen, now)
    fits = await checked(seen, rules.digits(words), now, services.tokens) if is_asked else None

    async def entered(uow: UnitOfWork) -> None:
        act = await act_of(uow, asking)
        await act.tell(Notice(Wipe(messages=(message,)), act.to))
        factor = await uow.second_factors.of(person, for_update=True) or SecondFactor()
        is_same = (factor.secret, factor.step) == (seen.secret, seen.step)
        factor, verdict = (
            rules.tried(factor, services.profile.second_factor, fits, now) if is_same else (factor, Verdict.LATE)
        )
        await (_opened(act, factor) if verdict is Verdict.OPENED else _refused(act, factor, verdict))

    await in_one_transaction(services.begin, entered)


async def _opened(act: Act, factor: SecondFactor) -> None:
    """The code was right: adds a line to the audit log and does what was wanted."""
    await act.uow.second_factors.save(act.person, factor)
    await act.uow.audit.add("unlocked", at=act.now, person=act.person, facts={"kind": str(factor.kind)})
    await act.tell(Notice(MessageGone(), act.to, slot=SLOT, mode=Mode.DELETE))
    if factor.wanted is not None:
        await _do_wanted(act, factor.wanted)


async def _refused(act: Act, factor: SecondFactor, verdict: Verdict) -> None:
    """The code was not accepted: asks again. A wrong code adds a line to the audit log; after many, supervisors are
    told."""
    uow = act.uow
    if verdict in rules.COUNTED:
        await uow.audit.add("unlock_refused", at=act.now, person=act.person, facts={"reason": verdict.value})
        if factor.wrong == rules.TELL_AT:
            await _tell_supervisors(uow, act.visitor, "lock-five-wrong")
    if verdict is Verdict.LATE and factor.wanted is not None:
        factor = rules.asked(factor, act.services.profile.second_factor, factor.wanted, act.now)
    await ask(act, act.person, act.to, factor, verdict)


async def _tell_supervisors(uow: UnitOfWork, visitor: Visitor, key: PersonKeyed) -> None:
    """Tells supervisors, without content, and not in the chat that it is about."""
    said = SayOfPerson(key=key, who=name_of(visitor.person))
    others = [staff.person for staff in await uow.staff.supervisors() if staff.person != visitor.person]
    await uow.outbox.add(*[Notice(said, ToPerson(one), priority=Priority.ALERT) for one in others])


async def _do_wanted(act: Act, wanted: Wanted) -> None:
    """Does what the person had asked for; rights are asked anew. If it is refused, the second factor stays open."""
    if wanted.doing not in AGAIN:
        return
    try:
        await AGAIN[wanted.doing](act, wanted.word)
    except Refusal as refusal:
        await act.tell(Notice(refused(refusal), act.to))


@transaction(Action.RESET_SECOND_FACTOR, again="newcode")
async def take_off(act: Act, name: str = "") -> None:
    """`/newcode NAME`: a supervisor takes another person's second factor off, so that they set up a new one. The person
    and the other supervisors are told."""
    uow = act.uow
    found = await uow.second_factors.named(name) if NAME.fullmatch(name) else []
    if len(found) != 1:
        raise NotFound("no-such-lock")
    if found[0] == act.person:
        raise NotAllowed("own-lock")
    await uow.second_factors.drop(found[0])
    await uow.audit.add("lock_reset", at=act.now, person=act.person, facts={"of": found[0]})
    told = {staff.person for staff in await uow.staff.supervisors()} - {act.person, found[0]}
    reset = SayByPerson(key="lock-reset-told", who=name, by=name_of(act.person))
    await act.tell(
        Notice(SayAlone(key="lock-was-reset"), ToPerson(found[0]), priority=Priority.ALERT),
        *[Notice(reset, ToPerson(one), priority=Priority.ALERT) for one in sorted(told)],
        said_of(act, "lock-reset-done", name),
    )
