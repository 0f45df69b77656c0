"""Values with every field filled, and the canary words that must be found nowhere in the clear."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Life, Part, Task, TaskState
from bot.domain.cases.flags import Flag
from bot.domain.cases.links import Link, LinkReason
from bot.domain.cases.record import Closing, Ending, Mark, Marked
from bot.domain.cases.work import Measure, Opinion
from bot.domain.ids import (
    AgencyKey,
    CaseId,
    CaseNumber,
    ChatId,
    DraftId,
    FileKey,
    PersonKey,
    ReporterToken,
    ReportId,
    UserId,
)
from bot.domain.people import Reporter, Staff
from bot.domain.report import (
    Addition,
    Answer,
    Contact,
    Draft,
    Location,
    MediaRef,
    MediaState,
    Path,
    Phone,
    Piece,
    Report,
)
from bot.domain.urgency import Urgency
from storage.unit_of_work import Database
from tests.support.clock import START

CANARY = "canary-Zwitscher-金丝雀"
RITA, RITA_CHAT = UserId(7_431_905_212), ChatId(7_431_905_212)
EDU, PSB, PROC = AgencyKey("EDU"), AgencyKey("PSB"), AgencyKey("PROC")
PERSON = PersonKey("ab" * 16)


def a_case(number: int = 1, *, received_at: datetime = START, **changes: object) -> Case:
    """A case with two agencies and a running clock; `changes` replace fields."""
    due = received_at + timedelta(minutes=15)
    case = Case(
        id=CaseId(f"case-{number}"),
        number=CaseNumber(number),
        version=1,
        state=CaseState.RECEIVED,
        urgency=Urgency.P2,
        rules=("T07",),
        harms=("bullying", "physical"),
        age_band="age_7_13",
        area="area_yangjiaping",
        received_at=received_at,
        tasks=(
            Task(EDU, Part.LEAD, TaskState.ALERTED, received_at),
            Task(PSB, Part.SUPPORT, TaskState.ACKED, received_at),
        ),
        deadlines=(Deadline(DeadlineKind.ACKNOWLEDGE, None, received_at, due, 1),),
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def a_full_case() -> Case:
    """Every field of a case."""
    moment = START + timedelta(hours=1, microseconds=7)
    closing = Closing("safe", "plan", PERSON, EDU, moment, CANARY, PERSON)
    stopped = Deadline(
        DeadlineKind.ASSESS, PSB, START, moment, 2, moment, ("half", "breach", "repeat-1"), Ending.WITHOUT
    )
    wish = Deadline(DeadlineKind.CALL_BACK, None, START, moment, 2, moment, (), Ending.MET)
    return replace(
        a_case(),
        state=CaseState.CLOSED,
        tasks=(Task(EDU, Part.LEAD, TaskState.DECLINED, START, moment, PERSON, CANARY),),
        barred=(PROC,),
        deadlines=(stopped, wish),
        flags=frozenset({Flag.INCOMPLETE, Flag.LEGAL_HOLD, Flag.REOPENED}),
        opinions=(Opinion(EDU, PERSON, 3, 2, 1, moment, CANARY),),
        measures=(Measure(EDU, PERSON, moment, CANARY),),
        own_words=True,
        acknowledged_at=moment,
        assessed_at=moment,
        first_action_at=moment,
        answered_at=moment,
        closed_at=moment,
        proposal=closing,
        closing=closing,
        marked=(Marked(Mark.YELLOW, START, moment),),
        lives=(a_life(moment),),
        woken_at=moment,
        links=(Link(CaseNumber(9), LinkReason.REPORTER),),
    )


def a_life(moment: datetime) -> Life:
    """Every field of a case's life before it was opened again."""
    closing = Closing("safe", "plan", PERSON, EDU, moment, CANARY, PERSON)
    deadlines = (Deadline(DeadlineKind.NEW_DATE, None, START, moment, 2, moment, (), Ending.MET),)
    opinions = (Opinion(EDU, PERSON, 3, 2, 1, moment, CANARY),)
    flags = frozenset({Flag.READ_FIRST})
    return Life(moment, moment, moment, moment, moment, closing, deadlines, opinions, flags, moment)


def some_answers() -> tuple[Answer, ...]:
    """One of each kind."""
    pieces = (Piece(f"{CANARY} one", 11, START), Piece("two & <three>", 12, START, by_others=True))
    return (
        Answer("harms", ("bullying", "online")),
        Answer("story", pieces=pieces),
        Answer("place_now", place=Location(29.5027, 106.5109)),
        Answer("contact_phone", phone=Phone("+8613800000000", CANARY)),
        Answer("medical", skipped=True),
    )


def a_photo(file: str = "file-1") -> MediaRef:
    """A kept photo, every field filled."""
    return MediaRef(
        kind="photo",
        state=MediaState.STORED,
        message_id=13,
        sent_at=START,
        size=123_456,
        unique_hash="ff" * 16,
        file=FileKey(file),
        sha256="0" * 64,
        mime="image/jpeg",
        name=f"{CANARY}.jpg",
        caption=CANARY,
        album="album-1",
    )


def a_draft(name: str = "draft-1") -> Draft:
    """A conversation in the middle."""
    return Draft(
        id=DraftId(name),
        path=Path.TEEN,
        language="zh-Hans",
        started_at=START,
        changed_at=START + timedelta(minutes=3),
        at="harms",
        screen="review",
        answers=some_answers(),
        chosen=("bullying",),
        media=(a_photo(),),
        trail=("danger", "harms"),
        changing=True,
        case=CaseId(name),
        number=CaseNumber(1),
        asked_twice=frozenset({"area"}),
    )


def a_report(case: str = "case-1", name: str = "report-1", reporter: str = "token-1") -> Report:
    """A sent report with one addition."""
    return Report(
        id=ReportId(name),
        case=CaseId(case),
        reporter=ReporterToken(reporter),
        path=Path.ADULT,
        language="en",
        sent_at=START,
        contact=Contact.TIMES,
        answers=some_answers(),
        media=(a_photo(),),
        additions=(Addition(START, (Piece(CANARY, 20, START),), (a_photo("file-2"),), corrects=11),),
        incomplete=True,
    )


def a_reporter(database: Database, token: str = "token-1") -> Reporter:
    """Rita in the identity vault."""
    return Reporter(ReporterToken(token), database.blind_index.person(RITA), RITA_CHAT, "en", Contact.YES, "evenings")


def a_supervisor(database: Database, user: int, **changes: object) -> Staff:
    """Sue, or another who supervises."""
    number = UserId(user)
    return replace(Staff(database.blind_index.person(number), number, "en", supervisor=True), **changes)  # type: ignore[arg-type]
