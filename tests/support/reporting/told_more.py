"""A case in every state, and every way in which its reporter can tell more: for tests of L13."""

from dataclasses import dataclass

from bot.domain.cases.case import Case
from bot.domain.cases.lists import CaseFilter
from bot.domain.ids import AgencyKey, CaseNumber, UserId
from bot.domain.notices.notice import Mode, Notice, ToAgency, ToPerson
from bot.domain.people import Staff
from bot.domain.report import Report
from tests.support.case_stages import PHOTO, STORY, SUE
from tests.support.notices import facts_of
from tests.support.people import District, Someone, answer_until
from tests.support.recorded_walks import recorded_walk
from tests.support.reporting.adding_more import (
    Act,
    Adding,
    adds_a_file,
    adds_a_place,
    adds_a_voice,
    adds_an_album,
    adds_words,
    asked_and_chosen,
    asked_and_left,
    asked_and_new,
    edits_the_caption,
    edits_the_story,
    file_arrives,
    follows_and_says,
    follows_and_sends,
    follows_and_shares,
    has_a_file_on_its_way,
    hides_with_words,
    nothing,
    opens_and_says,
    presses_add,
    says_and_is_left,
    says_it,
    says_stop,
    sends_and_is_left,
    writes_and_sends,
)
from tests.support.reporting.receipts import code_in

# --- states ---------------------------------------------------------------------------------------------------------


# --- ways -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Way:
    """How more is told: what is done while the case is still as it was received, and what after it has moved."""

    after: Act
    before: Act = nothing
    contact: str = ""
    is_file: bool = False


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


async def begins(district: District, user: int, contact: str) -> Adding:
    """A new person has reported bullying, with a picture, and sent it."""
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
    return Adding(rita, number, words, file=700 + user * 10, code=code_in(district.sent[before:]))


@recorded_walk
async def supervise(district: District) -> None:
    """Sue supervises the line."""
    async with district.database.begin() as uow:
        person = district.services.blind_index.person(UserId(SUE))
        await uow.staff.save(Staff(person, UserId(SUE), "en", supervisor=True))
        await uow.commit()


# --- what must be so ------------------------------------------------------------------------------------------------


async def media_states(one: Adding, way: Way) -> Case | None:
    """The case that holds what was told: the person's own, or the newest that has it."""
    async with one.district.database.reading() as uow:
        newest = await uow.cases.count(CaseFilter(open_only=False))
        for number in [int(one.number), *range(newest, 0, -1)]:
            case = await uow.cases.by_number(CaseNumber(number))
            reports = await uow.reports.of_case(case.id) if case is not None else ()
            if any(has_words(report, one, way) for report in reports):
                return case
    return None


def has_words(report: Report, one: Adding, way: Way) -> bool:
    """Whether the words, or the file, are in this report."""
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


async def fault(one: Adding, way: Way, state: str) -> str:
    """What is wrong after this was told, in words; '' when somebody has a deadline for it and has been told."""
    case = await media_states(one, way)
    if case is None:
        return "it is kept nowhere"
    if not case.is_open:
        return f"its case is {case.state}"
    if not [deadline for deadline in case.deadlines if deadline.stopped_at is None]:
        return "no clock runs"
    if case.proposal is not None:
        return "its end can be agreed to without knowing it"
    if "look" in state or "kept back" in state:
        is_own = case.number == one.number
        async with one.district.database.reading() as uow:
            waiting = {waiting_case.case.id: waiting_case.passes_at for waiting_case in await uow.throttle.waiting()}
        if is_own and waiting.get(case.id) is None:
            return "it never passes by itself"
        return "" if supervisors_heard(one.heard, case) or not is_own else "no supervisor has heard"
    told = told_to(one.heard, case) & {task.agency for task in case.tasks if task.is_open}
    if not told:
        return "no body has been told"
    if case.lead not in told and not supervisors_heard(one.heard, case):
        return "its lead has not been told, and nobody knows that"
    return ""
