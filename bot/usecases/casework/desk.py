"""The officer's desk in private: assessing, answering, acting and closing in a few taps, resumable after a crash.

What is on the desk is a row (Desk), one per officer. Each tap or message is one transaction; `finish` carries it out.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.access.roles import Action, may
from bot.domain.cases.assessment import SCALES
from bot.domain.cases.case import Case
from bot.domain.errors import BadAnswer, NotFound, StaleButton, TooLong
from bot.domain.facts import Fact
from bot.domain.ids import CaseNumber, MessageId
from bot.domain.notices.cases import AssessShown, DeskShown
from bot.domain.notices.lines import Say, Sentence
from bot.domain.notices.notice import Leaves, Mode, Notice, ToChat
from bot.domain.people import Agent, Desk, Visitor
from bot.domain.second_factor import Wanted
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.expiring_messages import goes, leaving
from bot.usecases.access.membership import known_staff
from bot.usecases.access.permission import standing_of
from bot.usecases.access.second_factor import is_locked_out
from bot.usecases.casework import recusal, reveal, steps
from bot.usecases.casework.shown_messages import DESK as SLOT
from bot.usecases.services import Services

KEPT = "kept"
"""Words that came when the lock had closed."""
LONGEST = 3000
"""Characters of a note or an answer: with its frame it stays one message."""
AWAITED = timedelta(hours=1)
"""Words that come later are not meant for the desk."""
WRITTEN_AT = frozenset({"assess", "reply_write", "reply_preview", "act_write", "recuse_write", "reveal_write"})
FIRST_STEP = {
    "assess": "assess",
    "reply": "reply_which",
    "act": "act_write",
    "close": "close_outcome",
    "recuse": "recuse_write",
    "reveal": "reveal_write",
}
RIGHTS = {
    "assess": Action.ASSESS,
    "reply": Action.REPLY,
    "act": Action.ACT,
    "close": Action.CLOSE,
    "recuse": Action.RECUSE,
    "reveal": Action.REVEAL,
}
DONE_BY_WORDS = frozenset({"act", "recuse", "reveal"})
OWN_WORDS = "own"
"""Instead of a canned answer."""
CANNED = ("looking_into_it", "child_is_safe", "need_more", "passed_on", "thank_you")


async def begin(
    services: Services, agent: Agent, visitor: Visitor, doing: str, number: CaseNumber, now: datetime
) -> None:
    """Put a task on the desk: assess, reply, act, close. What lay there unfinished is put away, unless it is the same
    task and something was filled in: that goes on."""
    async with services.begin() as uow:
        await put(services, uow, agent, visitor, doing, number, now)
        await uow.commit()


async def put(
    services: Services, uow: UnitOfWork, agent: Agent, visitor: Visitor, doing: str, number: CaseNumber, now: datetime
) -> None:
    """The task lies on the desk and is shown, behind the second lock; words that were kept meanwhile are taken up."""
    case = await steps.permitted(services, uow, agent, number, RIGHTS[doing])
    steps.rehearse(services, case, agent, doing, now)
    staff = await known_staff(uow, visitor)
    await uow.staff.save(staff)
    to = ToChat(visitor.chat, staff.locale)
    if await _is_shut(services, uow, agent, to, doing, number, now):
        return
    lying = await uow.staff.desk(agent.person)
    if lying is None or not goes_on(lying, doing, number):
        step = "recuse_who" if doing == "recuse" and _may_for_body(services, case, agent) else FIRST_STEP[doing]
        values: dict[str, Fact] = {"number": int(number), "step": step}
        await _show(services, uow, agent, to, Desk(doing, case.id, values, now), Mode.NEW)
    elif kept := lying.values.get(KEPT):
        await _written(services, uow, agent, to, lying, str(kept), now)
    else:
        await _show(services, uow, agent, to, with_values(lying, now, {}), Mode.NEW)


async def _is_shut(
    services: Services, uow: UnitOfWork, agent: Agent, to: ToChat, doing: str, number: int, now: datetime
) -> bool:
    """Whether the second lock asks first. Handing a case on shows nothing of it: nobody is kept from that."""
    return doing != "recuse" and await is_locked_out(services, uow, agent.person, to, Wanted(doing, str(number)), now)


def _may_for_body(services: Services, case: Case, agent: Agent) -> bool:
    """Whether this head is asked if only they hand the case on, or the whole body."""
    return case.is_open and may(Action.RECUSE_BODY, standing_of(services, agent, case), case)


def goes_on(desk: Desk, doing: str, number: int) -> bool:
    """Whether this is the task that lies on the desk already, with something in it that a person tapped or wrote."""
    filled = (KEPT, "words", "note", *SCALES)
    is_filled = any(desk.values.get(name) not in {None, ""} for name in filled)
    return desk.doing == doing and desk.values.get("number") == number and is_filled


async def _show(
    services: Services, uow: UnitOfWork, agent: Agent, to: ToChat, desk: Desk, mode: Mode = Mode.EDIT
) -> None:
    """Save the desk and show its next step, for as long as content may stay."""
    await uow.staff.save_desk(agent.person, desk)
    leaves = leaving(services, desk.doing, int(str(desk.values["number"])), desk.changed_at)
    await uow.outbox.add(Notice(_shown(desk), to, case=desk.case, slot=SLOT, mode=mode, leaves=leaves))


def _shown(desk: Desk) -> AssessShown | DeskShown:
    values: dict[str, Any] = dict(desk.values)
    if desk.doing == "assess":
        scales = {scale: values.get(scale) for scale in SCALES}
        return AssessShown(number=values["number"], note=values.get("note"), **scales)
    chosen = {name: values.get(name) for name in ("text_key", "words", "outcome", "safe")}
    return DeskShown(number=values["number"], step=values["step"], **chosen)


async def _open_desk(uow: UnitOfWork, agent: Agent, number: int, *doing: str) -> Desk:
    """The desk that a button belongs to; StaleButton when something else lies there now."""
    desk = await uow.staff.desk(agent.person)
    if desk is None or desk.values.get("number") != number or (doing and desk.doing not in doing):
        raise StaleButton
    return desk


def with_values(desk: Desk, now: datetime, changes: Mapping[str, Fact]) -> Desk:
    """The desk after a tap."""
    return replace(desk, values={**desk.values, **changes}, changed_at=now)


async def locale_of(uow: UnitOfWork, visitor: Visitor) -> ToChat:
    """The officer's chat in the officer's language."""
    staff = await uow.staff.get(visitor.person)
    return ToChat(visitor.chat, staff.locale if staff else visitor.locale)


async def tap(
    services: Services,
    agent: Agent,
    visitor: Visitor,
    number: int,
    doing: str,
    changes: Mapping[str, Fact],
    now: datetime,
) -> None:
    """A button on the desk: a value of a scale, a canned text, an outcome, whether the child is safe."""
    async with services.begin() as uow:
        desk = await _open_desk(uow, agent, number, doing)
        await steps.permitted(services, uow, agent, CaseNumber(number), _right(doing, changes))
        desk, to = with_values(desk, now, {**changes, "step": next_step(doing, changes)}), await locale_of(uow, visitor)
        if await _is_shut(services, uow, agent, to, doing, number, now):
            await uow.staff.save_desk(agent.person, desk)
        else:
            await _show(services, uow, agent, to, desk)
        await uow.commit()


def _right(doing: str, changes: Mapping[str, Fact]) -> Action:
    """What a tap needs, asked at every one."""
    return Action.RECUSE_BODY if changes.get("who") == "body" else RIGHTS[doing]


def next_step(doing: str, changes: Mapping[str, Fact]) -> str:
    """Where a tap leads. BadAnswer for what is not offered."""
    if doing == "assess":
        if not all(name in SCALES and value in range(4) for name, value in changes.items()):
            raise BadAnswer("not-an-option")
        return "assess"
    if doing == "reply":
        return "reply_write" if changes.get("text_key") == "" else "reply_preview"
    if doing == "recuse":
        if changes.get("who") not in {"me", "body"}:
            raise BadAnswer("not-an-option")
        return "recuse_write"
    return "close_preview" if "safe" in changes else "close_safe"


def canned(key: str) -> dict[str, Fact]:
    """The values of a canned answer, or of own words. NotFound for another key."""
    if key == OWN_WORDS:
        return {"text_key": "", "words": ""}
    if key not in CANNED:
        raise NotFound("not-an-option")
    return {"text_key": f"canned-{key}", "words": ""}


async def write(
    services: Services, agent: Agent, visitor: Visitor, words: str, now: datetime, *, message: MessageId | None = None
) -> bool:
    """Words typed in private: the note, the answer, the action or the reason on the desk. False when none are awaited.
    Where the lock has closed meanwhile they are kept until it opens. `message`, which holds them, leaves in time."""
    async with services.begin() as uow:
        desk = await uow.staff.desk(agent.person)
        if desk is None or not await _awaits_words(uow, agent, desk, now):
            return False
        if len(words) > LONGEST:
            raise TooLong(limit=LONGEST)
        to = await locale_of(uow, visitor)
        number = int(str(desk.values["number"]))
        if message is not None:
            await uow.expiring_messages.add(goes(services, to, message, desk.doing, number, now), now)
        if await _is_shut(services, uow, agent, to, desk.doing, number, now):
            await uow.staff.save_desk(agent.person, with_values(desk, now, {KEPT: words}))
        else:
            await _written(services, uow, agent, to, desk, words, now)
        await uow.commit()
    return True


async def _written(
    services: Services, uow: UnitOfWork, agent: Agent, to: ToChat, desk: Desk, words: str, now: datetime
) -> None:
    """The words do what the desk wanted them for."""
    desk = replace(desk, values={name: value for name, value in desk.values.items() if name != KEPT})
    number = CaseNumber(int(str(desk.values["number"])))
    if desk.doing in DONE_BY_WORDS:
        key = await _done_by_words(services, uow, agent, to, desk, words, now)
        await _clear(uow, agent, to, key, number, Mode.NEXT)
    else:
        await steps.permitted(services, uow, agent, number, RIGHTS[desk.doing])
        changes: dict[str, Fact] = {"note": words} if desk.doing == "assess" else own_words(words)
        await _show(services, uow, agent, to, with_values(desk, now, changes), Mode.NEXT)


async def _done_by_words(
    services: Services, uow: UnitOfWork, agent: Agent, to: ToChat, desk: Desk, words: str, now: datetime
) -> Sentence:
    """An action, or the reason why a case is handed on or its reporter is to be revealed; gives the text key of what to
    say."""
    number = CaseNumber(int(str(desk.values["number"])))
    if desk.doing == "act":
        await steps.act(services, uow, agent, number, words, now)
        return "staff-act-saved"
    if desk.doing == "reveal":
        await reveal.ask(services, uow, agent, number, words, now)
        return "staff-reveal-waits"
    if desk.values.get("who") == "body":
        await recusal.hand_on_for_body(services, uow, agent, to, number, words, now)
        return "staff-recused-body-done"
    await recusal.hand_on(services, uow, agent, to, number, words, now)
    return "staff-recused-done"


async def _awaits_words(uow: UnitOfWork, agent: Agent, desk: Desk, now: datetime) -> bool:
    """Whether words belong to the desk: not to one left alone, and not from an officer who has begun to report."""
    if now - desk.changed_at > AWAITED or desk.values["step"] not in WRITTEN_AT:
        return False
    draft = await uow.drafts.of(agent.person)
    return draft is None or draft.changed_at < desk.changed_at


def own_words(words: str) -> dict[str, Fact]:
    """Own words, previewed before they are sent."""
    return {"text_key": "", "words": words, "step": "reply_preview"}


async def _clear(uow: UnitOfWork, agent: Agent, to: ToChat, key: Sentence, number: int, mode: Mode = Mode.EDIT) -> None:
    """The desk is empty again; its message says what came of it."""
    await uow.staff.save_desk(agent.person, None)
    said = Say(key=key, number=CaseNumber(number))
    await uow.outbox.add(Notice(said, to, slot=SLOT, mode=mode, leaves=Leaves(None)))


async def finish(services: Services, agent: Agent, visitor: Visitor, number: int, what: str, now: datetime) -> None:
    """Carry out what is on the desk ('go'), or put it away ('stop')."""
    async with services.begin() as uow:
        desk = await _open_desk(uow, agent, number)
        to = await locale_of(uow, visitor)
        if what == "go" and await _is_shut(services, uow, agent, to, desk.doing, number, now):
            return await uow.commit()
        if what == "go" and (kept := desk.values.get(KEPT)):
            await _written(services, uow, agent, to, desk, str(kept), now)
            return await uow.commit()
        key: Sentence = "staff-desk-stopped"
        if what == "go":
            key = await _carry_out(services, uow, agent, desk, now)
        await _clear(uow, agent, to, key, number)
        await uow.commit()
    return None


async def _carry_out(services: Services, uow: UnitOfWork, agent: Agent, desk: Desk, now: datetime) -> Sentence:
    """Do it; gives the text key of what to say."""
    values, number = desk.values, CaseNumber(int(str(desk.values["number"])))
    if desk.doing == "assess":
        if any(values.get(scale) is None for scale in SCALES):
            raise BadAnswer("nothing-chosen")
        scales = {scale: int(str(values[scale])) for scale in SCALES}
        await steps.assess(services, uow, agent, number, scales, str(values.get("note") or ""), now)
        return "staff-desk-saved"
    if desk.doing == "reply" and values["step"] == "reply_preview":
        words, key = str(values.get("words") or ""), str(values.get("text_key") or "")
        sent = await steps.answer_reporter(services, uow, agent, number, key, words, now)
        return "staff-reply-sent" if sent else "staff-reply-kept"
    if desk.doing == "close" and values["step"] == "close_preview":
        await steps.propose_close(services, uow, agent, number, str(values["outcome"]), str(values["safe"]), now)
        return "staff-close-proposed"
    raise StaleButton
