"""A case in every state that it can be in, and every way in which its reporter can tell more: for tests of L13."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.access.throttle import hold
from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.ending import approve_close, propose_close
from bot.domain.cases.lists import CaseFilter
from bot.domain.cases.record import Closing
from bot.domain.cases.retained import Retained
from bot.domain.cases.steps import acknowledge, act, answered, assess, hand_on
from bot.domain.cases.work import Opinion
from bot.domain.groups import Cause
from bot.domain.ids import AgencyKey, CaseNumber, ChatId, MessageId, PersonKey, UserId
from bot.domain.intake.report import MediaRef, MediaState, Place, Report
from bot.domain.notices.notice import Mode, Notice, ToAgency, ToPerson
from bot.domain.people import Staff
from bot.ports.fetches import Fetch
from bot.usecases.clocks import (
    reminders,
)
from bot.usecases.reporting import (
    follow_up,
    hiding,
    unasked,
    words_beside_commands,
    writing,
)
from tests.support.notices import facts_of
from tests.support.people import PROFILE, District, Someone, answer_until, comes, is_sent
from tests.support.receipts import code_in

AMAL, HANA = PersonKey("amal"), PersonKey("hana")
SUE = 40
"""Supervises the line."""
POLICY = PROFILE.policy
STORY, PHOTO = 500, 501
"""Messages of each report: its story, and a picture with a caption."""


# --- states ---------------------------------------------------------------------------------------------------------


def an_opinion(case: Case, now: datetime) -> Opinion:
    return Opinion(case.lead, AMAL, 1, 1, 2, now)


def a_closing(case: Case, now: datetime) -> Closing:
    return Closing("school_measure", "yes", AMAL, case.lead, now, "They have nothing to add")


def assessed(case: Case, now: datetime) -> Case:
    case = acknowledge(case, case.lead, AMAL, now)
    return assess(case, an_opinion(case, now), POLICY, now)


def in_progress(case: Case, now: datetime) -> Case:
    case = assessed(case, now)
    return answered(act(case, case.lead, "visited", AMAL, now), now)


def proposed(case: Case, now: datetime) -> Case:
    case = in_progress(case, now)
    return propose_close(case, a_closing(case, now))


def closed(case: Case, now: datetime) -> Case:
    return approve_close(proposed(case, now), HANA, now)


def bumped(case: Case, **changes: object) -> Case:
    return replace(case, version=case.version + 1, **changes)  # type: ignore[arg-type]


Step = Callable[[Case, datetime], Case]
STEPS: dict[str, Step] = {
    "received": lambda case, _: case,
    "acknowledged": lambda case, now: acknowledge(case, case.lead, AMAL, now),
    "assessed": assessed,
    "in progress": in_progress,
    "end proposed": proposed,
    "closed": closed,
    "closed, its lead must not know any more": lambda case, now: bumped(closed(case, now), barred=(case.lead,)),
    "closed, first word to erase it": closed,
    "closed, its lead's group lost": closed,
    "open, its lead's group lost": in_progress,
    "merged by an older program": lambda case, now: bumped(in_progress(case, now), state=CaseState.MERGED),
    "waits for a look": lambda case, _: bumped(hold(case)),
    "kept back": lambda case, _: bumped(hold(case)),
    "its officer has handed it on": lambda case, now: hand_on(in_progress(case, now), AMAL, POLICY, now),
    "opened again": closed,
    "opened again and closed within the day": closed,
}


async def bring(district: District, number: CaseNumber, state: str, rita: Someone) -> None:
    """The case comes into this state, by the rules' own steps or, where no step leads there, by hand."""
    now = district.time.at
    async with district.database.begin() as uow:
        was = await uow.cases.by_number(number)
        assert was is not None
        case = STEPS[state](was, now)
        await uow.cases.save(case, was=was.version)
        if state in {"waits for a look", "kept back"}:
            await uow.throttle.hold(case.id, now, passes_at=now + POLICY.throttle.waits)
        if state == "kept back":
            await uow.throttle.keep(case.id, HANA)
        if state == "closed, first word to erase it":
            await uow.retention.save(case.id, Retained(let_go_by=HANA, let_go_at=now))
        if "group lost" in state:
            places = {place.agency: place.chat for place in await uow.agencies.all()}
            await uow.agencies.lose(places[case.lead] or ChatId(0), Cause.KICKED, now)
        await uow.commit()
    if state.startswith("opened again"):
        await rita.edit(STORY, "They wait for him again.")
    if state == "opened again and closed within the day":
        await bring(district, number, "closed", rita)


async def leave(one: "Telling") -> None:
    """The talk at hand ends, and nothing is awaited any more."""
    async with one.district.database.begin() as uow:
        await uow.drafts.drop(one.rita.visitor.person, erase=False)
        await uow.commit()


# --- ways -----------------------------------------------------------------------------------------------------------


@dataclass
class Telling:
    """Somebody who has told of one case, and what they say later."""

    rita: Someone
    number: CaseNumber
    words: str
    file: int = 700
    code: tuple[int, ...] = ()
    late: Fetch | None = None
    since: int = 0
    """How much had gone out before they told more."""

    @property
    def heard(self) -> list[Notice]:
        """All that has gone out since."""
        return self.district.sent[self.since :]

    @property
    def district(self) -> District:
        return self.rita.district

    async def says(self, text: str, place: Place | None = None) -> None:
        """Words, or a place; noted in the chat as the running line notes them."""
        piece = self.rita.piece(text, None)
        told = await writing.write(self.rita.services, self.rita.visitor, piece, self.rita.now, place=place)
        if not told:
            await follow_up.hear(self.rita.services, self.rita.visitor, piece, None, self.rita.now, seems_code=False)
        await self._note(piece.message_id)

    async def _note(self, message: int) -> None:
        async with self.district.database.begin() as uow:
            await uow.messages.incoming(self.rita.visitor.chat, MessageId(message), self.rita.now)
            await uow.commit()

    async def presses_add(self) -> None:
        await self.rita.add(self.number)

    async def waits(self, **units: float) -> None:
        self.district.time.move(**units)
        await self.district.tend()
        await reminders.act_on_due(self.rita.services, self.rita.now)
        await self.district.deliver()

    async def judged(self, kind: str = "photo", album: str = "", message: int | None = None) -> None:
        """A file is on its way: judged, not fetched yet."""
        number = message or self.file
        item = MediaRef(kind, MediaState.FAILED, number, self.rita.now, 1000, f"hash-{number}", album=album)
        self.late = await is_sent(self.district, self.rita.visitor, item)

    async def arrives(self) -> None:
        """It is fetched and kept."""
        if self.late is not None:
            await comes(self.district, self.late)

    async def sends(self, kind: str = "photo", album: str = "", message: int | None = None) -> None:
        await self.judged(kind, album, message)
        await self.arrives()

    async def comes_with_five_words(self) -> None:
        """From another account; Telegram numbers all messages of a bot's private chats in one row."""
        messages = self.rita.messages
        self.rita = Someone(self.district, user=int(self.rita.visitor.user) + 5000)
        self.rita.messages = messages
        line, visitor, now = self.rita.services, self.rita.visitor, self.rita.now
        await follow_up.come(line, visitor, self.code, MessageId(90), now)
        await follow_up.begin_addition(line, visitor, now)


Act = Callable[[Telling], Awaitable[None]]


async def nothing(_: Telling) -> None:
    """Before the case moves nothing is done."""


async def adds_words(one: Telling) -> None:
    await one.presses_add()
    await one.says(one.words)


async def says_it(one: Telling) -> None:
    await one.says(one.words)


async def adds_a_file(one: Telling) -> None:
    await one.presses_add()
    await one.sends()


async def adds_a_voice(one: Telling) -> None:
    await one.presses_add()
    await one.sends("voice")


async def adds_an_album(one: Telling) -> None:
    await one.presses_add()
    for number in range(3):
        await one.sends(album="a", message=one.file - number)


async def has_a_file_on_its_way(one: Telling) -> None:
    await one.presses_add()
    await one.judged()


async def edits_the_story(one: Telling) -> None:
    await one.rita.edit(STORY, one.words)


async def edits_the_caption(one: Telling) -> None:
    await one.rita.edit(PHOTO, one.words)


async def follows_and_says(one: Telling) -> None:
    await one.comes_with_five_words()
    await one.says(one.words)


async def follows_and_sends(one: Telling) -> None:
    await one.comes_with_five_words()
    await one.sends()


async def says_and_is_left(one: Telling) -> None:
    await one.says(one.words)
    await one.waits(minutes=10)


async def opens_and_says(one: Telling) -> None:
    await one.rita.start()
    await one.says(one.words)
    await one.waits(minutes=10)


async def sends_and_is_left(one: Telling) -> None:
    await one.sends()
    await one.waits(minutes=10)


async def writes_just_before(one: Telling) -> None:
    await one.says("/status")
    async with one.district.database.begin() as uow:
        await uow.drafts.drop(one.rita.visitor.person, erase=True)
        await uow.commit()


async def says_and_chooses(one: Telling, number: CaseNumber | None) -> None:
    await one.says(one.words)
    await unasked.choose(one.rita.services, one.rita.visitor, number, one.rita.now)
    await one.waits(minutes=10)


async def hides_with_words(one: Telling) -> None:
    """/hide, and words beside it."""
    piece = one.rita.piece(one.words, None)
    await words_beside_commands.keep_quietly(one.rita.services, one.rita.visitor, piece, one.rita.now)
    await one.rita.hide()
    await one.waits(minutes=10)


async def adds_a_place(one: Telling) -> None:
    await one.presses_add()
    await one.says(one.words, place=Place(29.5, 106.5))


async def follows_and_shares(one: Telling) -> None:
    await one.comes_with_five_words()
    await one.says(one.words, place=Place(29.5, 106.5))


async def says_stop(one: Telling) -> None:
    one.words = f"Stop. {one.words}"
    piece = one.rita.piece(one.words, None)
    await hiding.stop(one.rita.services, one.rita.visitor, piece, one.rita.now)


@dataclass(frozen=True)
class Way:
    """How more is told: what is done while the case is still as it was received, and what after it has moved."""

    after: Act
    before: Act = nothing
    contact: str = ""
    is_file: bool = False


def about(one: Telling) -> Awaitable[None]:
    return says_and_chooses(one, one.number)


def something_new(one: Telling) -> Awaitable[None]:
    return says_and_chooses(one, None)


async def asked_and_left(one: Telling) -> None:
    await writes_just_before(one)
    await says_and_is_left(one)


async def asked_and_chosen(one: Telling) -> None:
    await writes_just_before(one)
    await about(one)


async def asked_and_new(one: Telling) -> None:
    await writes_just_before(one)
    await something_new(one)


async def writes_and_sends(one: Telling) -> None:
    await writes_just_before(one)
    await one.sends()


async def file_arrives(one: Telling) -> None:
    await one.arrives()


async def presses_add(one: Telling) -> None:
    await one.presses_add()


WAYS: dict[str, Way] = {
    "adds words": Way(adds_words),
    "adds a file": Way(adds_a_file, is_file=True),
    "adds a voice": Way(adds_a_voice, is_file=True),
    "adds an album": Way(adds_an_album, is_file=True),
    "had pressed Add more before": Way(says_it, presses_add),
    "a file arrives late": Way(file_arrives, has_a_file_on_its_way, is_file=True),
    "edits the story": Way(edits_the_story),
    "edits a caption": Way(edits_the_caption),
    "comes with five words": Way(follows_and_says),
    "comes with five words and a file": Way(follows_and_sends, is_file=True),
    "comes with five words and a place": Way(follows_and_shares),
    "adds a place": Way(adds_a_place),
    "says stop": Way(says_stop),
    "hides, with words beside the command": Way(hides_with_words),
    "writes, and is left alone": Way(says_and_is_left),
    "opens the chat and writes": Way(opens_and_says),
    "sends a file, and is left alone": Way(sends_and_is_left, is_file=True),
    "writes and is asked, and is left alone": Way(asked_and_left, contact="yes"),
    "writes and is asked: about it": Way(asked_and_chosen, contact="yes"),
    "writes and is asked: something new": Way(asked_and_new, contact="yes"),
    "sends a file where words are asked about": Way(writes_and_sends, contact="yes", is_file=True),
}


async def begins(district: District, user: int, contact: str) -> Telling:
    """A new person has told of bullying, with a picture, and sent it."""
    rita = Someone(district, user=user)
    await rita.is_reporting()
    await rita.say("They wait for him after school.", message=STORY)
    await rita.file(message=PHOTO)
    await rita.done("story")
    if contact:
        await answer_until(rita, "contact")
        await rita.choose("contact", contact)
    await rita.check()
    before = len(district.sent)
    await rita.send()
    (report,) = await rita.reports()
    async with district.database.reading() as uow:
        number = (await uow.cases.get(report.case)).number
    words = f"He was hit again, in Room {user}."
    return Telling(rita, number, words, file=700 + user * 10, code=code_in(district.sent[before:]))


async def supervise(district: District) -> None:
    """Sue supervises the line."""
    async with district.database.begin() as uow:
        person = district.services.blind_index.person(UserId(SUE))
        await uow.staff.save(Staff(person, UserId(SUE), "en", supervisor=True))
        await uow.commit()


async def bind_again(district: District) -> None:
    """All bodies have their groups."""
    await district.bind("PSB", "PROC", "EDU", "CIV", "HEA", "CYL", "WOM", "SUP", "JUS")


# --- what must be so ------------------------------------------------------------------------------------------------


async def holding(one: Telling, way: Way) -> Case | None:
    """The case that holds what was told, wherever it is: the person's own, or the newest that has it."""
    async with one.district.database.reading() as uow:
        newest = await uow.cases.count(CaseFilter(open_only=False))
        for number in [int(one.number), *range(newest, 0, -1)]:
            case = await uow.cases.by_number(CaseNumber(number))
            reports = await uow.reports.of_case(case.id) if case is not None else ()
            if any(holds(report, one, way) for report in reports):
                return case
    return None


def holds(report: Report, one: Telling, way: Way) -> bool:
    """Whether the words, or the file, lie in this report."""
    pieces = [piece for answer in report.answers for piece in answer.pieces]
    pieces += [piece for added in report.additions for piece in added.pieces]
    if way.is_file:
        return one.file in {item.message_id for item in report.all_media}
    return one.words in {piece.text for piece in pieces}


def told_to(heard: list[Notice], case: Case) -> set[AgencyKey]:
    """Bodies into whose group something about the case has come."""
    shown = [notice for notice in heard if notice.case == case.id and notice.mode is not Mode.DELETE]
    return {notice.to.agency for notice in shown if isinstance(notice.to, ToAgency)}


def supervisors_heard(heard: list[Notice], case: Case) -> bool:
    return any(isinstance(n.to, ToPerson) and facts_of(n).get("number") == int(case.number) for n in heard)


async def fault(one: Telling, way: Way, state: str) -> str:
    """What is wrong now that this was told, in words; '' when somebody is timed for it and has been told."""
    case = await holding(one, way)
    if case is None:
        return "it is kept nowhere"
    if not case.is_open:
        return f"its case is {case.state}"
    if not [clock for clock in case.clocks if clock.stopped_at is None]:
        return "no clock runs"
    if case.proposal is not None:
        return "its end can be agreed to without knowing it"
    if "look" in state or "kept back" in state:
        is_own = case.number == one.number
        async with one.district.database.reading() as uow:
            waiting = {held.case.id: held.passes_at for held in await uow.throttle.waiting()}
        if is_own and waiting.get(case.id) is None:
            return "it never passes by itself"
        return "" if supervisors_heard(one.heard, case) or not is_own else "no supervisor has heard"
    told = told_to(one.heard, case) & {task.agency for task in case.tasks if task.is_open}
    if not told:
        return "no body has been told"
    if case.lead not in told and not supervisors_heard(one.heard, case):
        return "its lead has not been told, and nobody knows that"
    return ""
