"""/intake (casework.md, Staff intake): entered by an officer, sent like any report; the caller has no chat here."""

from datetime import timedelta

import pytest

from bot.domain.cases import assignments
from bot.domain.cases.by import By
from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.record import Ending
from bot.domain.errors import IllegalStep, NotAllowed, Refusal
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.officer.tasks import TaskGiven
from bot.domain.notices.reporter.files import Wipe
from bot.domain.people import Agent
from bot.domain.profile import QuestionKind
from bot.domain.report import Contact, Draft
from bot.usecases.access.asking import Stranger
from bot.usecases.reporting import intake
from tests.support.acting import begins
from tests.support.notices import facts_of
from tests.support.officers import officer
from tests.support.people import District
from tests.support.reporting.staff_intake import TOLD, IntakeOfficer, case_of, desk, kinds, report_of, words_in

ROUTED = ("PROC", "CIV", "HEA", "WOM", "EDU", "PSB")
REPLY = timedelta(days=3)
"""When the caller is answered, after the receipt: what every report is promised."""


async def test_a_report_entered_from_a_call_is_sent_and_shows_its_channel(district: District) -> None:
    await district.bind(*ROUTED)
    chen = desk(district, 20, "CIV")
    await chen.takes_call(channel="call_12345")
    sent = await chen.sends()
    assert kinds(sent).count("card") == 5, "CIV, HEA, WOM, EDU by the route of neglect, and the supervising body"
    case, report = await case_of(district), await report_of(district)
    assert case.channel == "call_12345"
    assert case.lead == "CIV"
    assert (report.contact, report.incomplete) == (Contact.NO, False)
    told = {answer.question: answer for answer in report.answers}
    assert told["channel"].options == ("call_12345",)
    assert told["caller_language"].options == ("putonghua",)
    assert TOLD in told["story"].text


async def test_after_sending_the_officer_reads_number_and_date_and_the_input_is_deleted(district: District) -> None:
    chen = desk(district, 20, "CIV")
    await chen.takes_call()
    typed = [answer.pieces[0].message_id for answer in (await _draft(chen)).answers if answer.pieces]
    sent = await chen.sends()
    (entered,) = [facts_of(one) for one in sent if one.kind == "entered"]
    assert entered["number"] == 1
    assert entered["reply"] is not None
    assert entered.get("call_back") is None
    gone = [message for one in sent if isinstance(one.content, Wipe) for message in one.content.messages]
    assert typed
    assert set(typed) <= set(gone)


async def test_without_receipt_words_the_answer_becomes_a_call_back_due_at_the_same_time(district: District) -> None:
    chen = desk(district, 20, "CIV")
    await chen.takes_call()
    sent = await chen.sends("none")
    assert "words_handed" not in kinds(sent)
    case = await case_of(district)
    assert [deadline for deadline in case.deadlines if deadline.kind is DeadlineKind.REPLY] == []
    (task,) = case.assignments
    assert (task.template, task.agency, task.due_at) == ("call_back", "CIV", case.received_at + REPLY)
    (deadline,) = [deadline for deadline in case.deadlines if deadline.kind is DeadlineKind.ASSIGNMENT]
    assert (deadline.item, deadline.due_at, deadline.stopped_at) == (task.id, task.due_at, None)


async def test_the_lead_is_told_of_the_call_back_and_no_unreadable_answer_can_be_written(
    district: District,
) -> None:
    await district.bind(*ROUTED)
    chen = desk(district, 20, "CIV")
    await chen.takes_call()
    sent = await chen.sends("none")
    assert [str(one.to.agency) for one in sent if isinstance(one.content, TaskGiven)] == ["CIV"]  # type: ignore[union-attr]
    gao = officer(district, 25, AgencyKey("CIV"))
    await gao.takes()
    with pytest.raises(IllegalStep, match="call-back-instead"):
        await begins(*gao.me, "reply")
    case = await case_of(district)
    done = assignments.done(case, 1, By(gao.agent.person, AgencyKey("CIV"), district.time.at), "Called at noon.")
    assert done.answered_at == district.time.at
    assert [deadline.ended for deadline in done.deadlines if deadline.kind is DeadlineKind.ASSIGNMENT] == [Ending.MET]


async def test_a_second_tap_on_send_says_and_does_nothing(district: District) -> None:
    chen = desk(district, 20, "CIV")
    await chen.takes_call()
    await chen.sends("none")
    assert await chen.who.send() == []
    assert await _numbers(district) == [1]
    async with district.database.reading() as uow:
        (moment,) = await uow.timestamps.moments("in:")
    assert len(f"at:in:{moment}") <= 40, "PostgreSQL keeps no longer name of a moment"


async def test_with_receipt_words_the_answer_deadline_is_as_promised(district: District) -> None:
    chen = desk(district, 20, "CIV")
    await chen.takes_call()
    await chen.sends("printed")
    case = await case_of(district)
    (reply,) = [deadline for deadline in case.deadlines if deadline.kind is DeadlineKind.REPLY]
    assert reply.due_at == case.received_at + REPLY
    assert case.assignments == ()


async def test_an_entered_danger_report_is_sent_at_once_and_later_words_restore_the_answer_deadline(
    district: District,
) -> None:
    await district.bind(*ROUTED)
    chen = desk(district, 20, "PSB")
    await chen.intake()
    await chen.who.choose("channel", "call_110")
    await chen.who.choose("caller_language", "dialect")
    await chen.who.choose("danger", "yes_now")
    await chen.who.skip("place_now")
    sent = await chen.who.tick("harms", "assault")
    assert "card" in kinds(sent), "the alert leaves before the officer has put the phone down"
    before = await case_of(district)
    assert [task.template for task in before.assignments] == ["call_back"], "until words are handed over"
    await chen.sends("aloud")
    case = await case_of(district)
    (reply,) = [deadline for deadline in case.deadlines if deadline.kind is DeadlineKind.REPLY]
    assert reply.due_at == case.received_at + REPLY
    assert case.assignments == ()
    assert len(await _numbers(district)) == 1


async def test_the_officers_own_begun_report_waits_and_is_kept(district: District) -> None:
    chen = desk(district, 20, "CIV")
    await chen.who.is_reporting()
    await chen.who.say("My own nephew.")
    own = await chen.who.draft()
    await chen.takes_call()
    sent = await chen.sends()
    assert await chen.who.reports() == [], "what a caller told is no report of the officer's own"
    assert facts_of(next(one for one in sent if one.kind == "entered"))["own_waits"] is True
    await intake.resume(chen.who.request)
    again = await chen.who.draft()
    assert own is not None
    assert again is not None
    assert (again.id, again.answers) == (own.id, own.answers)


async def test_an_own_report_of_danger_is_not_put_aside(district: District) -> None:
    chen = desk(district, 20, "CIV")
    await chen.who.start()
    await chen.who.choose("start", "adult")
    await chen.who.choose("danger", "yes_now")
    with pytest.raises(Refusal, match="own-report-first"):
        await chen.intake()


async def test_officers_without_rights_cannot_enter_a_report(district: District) -> None:
    with pytest.raises(Stranger):
        await desk(district, 21).intake()
    auditor = desk(district, 22)
    auditor.agent = Agent(auditor.who.visitor.person, auditor=True)
    with pytest.raises(NotAllowed):
        await auditor.intake()


async def test_when_the_entering_officers_body_is_barred_the_case_leaves_their_chat(district: District) -> None:
    wang = desk(district, 20, "PSB")
    await wang.takes_call(harms="assault")
    await _names_police(wang)
    sent = await wang.sends("aloud")
    assert "PSB" in (await case_of(district)).barred
    (entered,) = [facts_of(one) for one in sent if one.kind == "entered"]
    assert not {"number", "reply", "call_back"} & {name for name, value in entered.items() if value is not None}
    assert words_in(sent), "the caller's words are the caller's"


async def test_a_reporter_is_never_written_to_in_the_officers_chat(district: District) -> None:
    chen = desk(district, 20, "CIV")
    await chen.takes_call()
    await chen.sends()
    report = await report_of(district)
    async with district.database.reading() as uow:
        reporter = await uow.reports.reporter(report.reporter)
    assert reporter is not None
    assert (int(reporter.chat), reporter.contact) == (0, Contact.NO)
    assert reporter.person != chen.who.visitor.person


async def _names_police(officer: IntakeOfficer) -> None:
    """The caller says that it is somebody of the police."""
    who = officer.who
    await who.check()
    await intake.go_on_asking(who.request)
    while (at := (await _draft(officer)).at) != "link":
        question = who.services.profile.questionnaire.questions[at]
        if question.kind is QuestionKind.MANY:
            await who.tick(at, "unknown")
        elif question.required:
            await who.choose(at, "unknown")
        else:
            await who.skip(at)
    await who.choose("link", "police")


async def _draft(officer: IntakeOfficer) -> Draft:
    draft = await officer.who.draft()
    assert draft is not None
    return draft


async def _numbers(district: District) -> list[int]:
    async with district.database.reading() as uow:
        return [n for n in range(1, 9) if await uow.cases.by_number(CaseNumber(n)) is not None]
