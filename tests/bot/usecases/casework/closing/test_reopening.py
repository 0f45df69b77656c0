"""L13 with its limits: what opens a closed case again, what that undoes, whom it wakes, and what the reporter reads."""

from datetime import timedelta

import pytest

from bot.domain.cases.case import CaseState, DeadlineKind, TaskState
from bot.domain.cases.flags import Flag
from bot.domain.cases.stages.retained import (
    Retained,
)
from bot.domain.errors import IllegalStep
from bot.domain.notices.notice import Mode, ToAgency, ToChat, ToOversight, ToPerson
from bot.domain.numbers.events import happened
from bot.domain.numbers.metrics import Metric
from bot.domain.people import (
    OVERSIGHT,
)
from bot.domain.report import MediaRef, MediaState
from bot.usecases.casework.bodies import taking
from bot.usecases.retention import (
    closed_cases,
)
from handlers.reporter.courtesies import is_courtesy
from tests.support.acting import asking
from tests.support.case_stages import bring
from tests.support.casework.closed_cases import supervised
from tests.support.casework.reopening import KNIFE, PLAIN, adds, cards, closed
from tests.support.facts_of_notices import CATALOGUE
from tests.support.notices import facts_of
from tests.support.officers import CYL, EDU, ONE, PROC, PSB, history, officer, reported, the_case
from tests.support.people import PROFILE, District, Someone, hand_in, kinds
from tests.support.reporting.told_more import supervise


async def test_added_words_reopen_a_closed_case_as_received_with_new_deadlines(
    district: District, rita: Someone
) -> None:
    was = await closed(district, rita)
    await adds(rita, PLAIN)
    case, now = await the_case(district), district.time.at
    assert (case.state, Flag.REOPENED in case.flags, case.lead) == (CaseState.RECEIVED, True, was.lead)
    due = {(c.kind, c.agency): c.due_at - now for c in case.deadlines}
    assert due[DeadlineKind.ACKNOWLEDGE, None] == timedelta(hours=8)
    assert due[DeadlineKind.FIRST_ACTION, None] == timedelta(hours=24)
    assert due[DeadlineKind.ASSESS, None] == timedelta(hours=72)
    assert due[DeadlineKind.REPLY, None] == timedelta(days=3)
    assert due[DeadlineKind.OUTCOME, None] == timedelta(days=90)
    assert due[DeadlineKind.ACKNOWLEDGE, CYL] == timedelta(hours=16)
    assert all(deadline.stopped_at is None for deadline in case.deadlines)
    assert (case.closed_at, case.closing, case.acknowledged_at, case.answered_at) == (None, None, None, None)
    assert await history(district) == [*["case_opened", "added", "reopened"]]


async def test_a_reopened_case_keeps_its_first_life(district: District, rita: Someone) -> None:
    was = await closed(district, rita)
    await adds(rita, PLAIN)
    case = await the_case(district)
    (life,) = case.lives
    assert (life.closed_at, life.closing, life.answered_at) == (was.closed_at, was.closing, was.answered_at)
    assert life.deadlines == was.deadlines
    counted = [(one.metric, one.at) for one in happened(case)]
    assert [at for metric, at in counted if metric is Metric.ANSWERED] == [was.answered_at]
    assert [at for metric, at in counted if metric is Metric.ENDED] == [was.closed_at]
    assert case.is_open


async def test_the_words_that_reopen_a_case_are_triaged(district: District, rita: Someone) -> None:
    await closed(district, rita)
    await adds(rita, KNIFE)
    case = await the_case(district)
    assert (case.urgency.value, "T21" in case.rules, Flag.READ_FIRST in case.flags) == ("P2", True, True)
    acknowledge = next(c for c in case.deadlines if c.kind is DeadlineKind.ACKNOWLEDGE and c.agency is None)
    assert acknowledge.due_at == district.time.at + timedelta(hours=1)


async def test_a_reopening_calls_lead_bodies_supervising_body_and_supervisors(
    district: District, rita: Someone
) -> None:
    await closed(district, rita)
    await district.bind(OVERSIGHT)
    sent = await adds(rita, PLAIN)
    assert cards(sent, Mode.REPLACE) == {EDU, PSB, CYL, PROC}
    case = await the_case(district)
    assert {task.state for task in case.tasks} == {TaskState.ALERTED}
    told = {type(notice.to) for notice in sent if facts_of(notice).get("key") == "staff-reopened"}
    assert told == {ToPerson, ToOversight}


async def test_a_body_that_said_not_ours_is_not_called_again(district: District, rita: Someone) -> None:
    await supervise(district)
    await reported(rita)
    cara = officer(district, 30, CYL)
    await taking.decline(await asking(district, cara.agent), ONE, "other_body")
    await bring(district, ONE, "closed", rita)
    await district.deliver()
    district.time.move(days=1)
    assert CYL not in cards(await adds(rita, PLAIN), Mode.REPLACE)


async def test_a_barred_lead_of_a_reopened_case_is_followed_by_the_next_body(district: District, rita: Someone) -> None:
    await supervise(district)
    await reported(rita)
    await bring(district, ONE, "closed, its lead must not know any more", rita)
    await district.deliver()
    district.time.move(days=1)
    sent = await adds(rita, PLAIN)
    case = await the_case(district)
    assert case.lead != EDU
    assert case.task(EDU) is None
    assert EDU not in cards(sent, Mode.REPLACE)
    assert case.lead in cards(sent, Mode.REPLACE)


@pytest.mark.parametrize(
    "words",
    [
        "Thank you",
        "thanks!!",
        "Hello",
        "谢谢你们",
        "你好",
        "Good morning, thank you so much.",
        "🙏",
        "👍🏽",
        "...",
        "OK",
    ],
)
async def test_thanks_and_greetings_are_stored_and_do_not_reopen_a_case(
    district: District, rita: Someone, words: str
) -> None:
    await closed(district, rita)
    sent = await adds(rita, words)
    assert (await the_case(district)).state is CaseState.CLOSED
    (report,) = await rita.reports()
    assert report.additions[0].pieces[0].text == words
    assert [facts_of(notice)["word"] for notice in sent if notice.kind == "added"] == ["added-closed"]
    assert [notice for notice in sent if isinstance(notice.to, ToAgency | ToPerson)] == []


@pytest.mark.parametrize(
    "words", ["Thank you, but he was hit again", "hello he is here", "谢谢，他又打我了", "你好，我害怕", "🔪", "no"]
)
async def test_a_greeting_with_anything_more_reopens_the_case(district: District, rita: Someone, words: str) -> None:
    await closed(district, rita)
    await adds(rita, words)
    assert (await the_case(district)).state is CaseState.RECEIVED


def test_a_very_long_text_is_checked_for_courtesies_in_linear_time() -> None:
    assert not is_courtesy(CATALOGUE, PROFILE.languages, "谢" * 5000 + "刀")
    assert is_courtesy(CATALOGUE, PROFILE.languages, "谢谢" * 5000)


async def sends(rita: Someone, kind: str, **more: object) -> None:
    await rita.add(1)
    item = MediaRef(kind, MediaState.FAILED, 700, rita.now, 1000, "hash", **more)  # type: ignore[arg-type]
    await hand_in(rita.district, rita.visitor, item)


async def test_a_sticker_does_not_reopen_a_case(district: District, rita: Someone) -> None:
    await closed(district, rita)
    await sends(rita, "sticker")
    assert (await the_case(district)).state is CaseState.CLOSED


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document"])
async def test_a_file_reopens_a_case(district: District, rita: Someone, kind: str) -> None:
    await closed(district, rita)
    await sends(rita, kind)
    assert (await the_case(district)).state is CaseState.RECEIVED


async def test_a_refused_file_reopens_the_case_and_is_not_said_to_be_added(district: District, rita: Someone) -> None:
    await supervise(district)
    await rita.is_reporting(harms="sexual_contact")
    await rita.say("A story")
    await rita.check()
    await rita.send()
    await bring(district, ONE, "closed", rita)
    district.time.move(days=1)
    await district.deliver()
    await sends(rita, "photo")
    said = kinds([notice for notice in await district.deliver() if isinstance(notice.to, ToChat)])
    assert (await the_case(district)).state is CaseState.RECEIVED
    assert "not_kept" in said
    assert "added" not in said


async def test_an_edit_without_a_change_is_not_a_correction_and_sends_no_message(
    district: District, rita: Someone
) -> None:
    await rita.is_reporting()
    await rita.say("Words", message=70)
    await rita.file(message=71)
    await rita.done("story")
    await rita.check()
    await rita.send()
    for message, text in ((70, "Words"), (71, "")):
        assert await rita.edit(message, text) == []
    await rita.edit(70, "Other words")
    assert await rita.edit(70, "Other words") == []
    await rita.add(1)
    await rita.say("More", message=72)
    assert await rita.edit(72, "More") == []
    (report,) = await rita.reports()
    assert len(report.additions) == 2
    assert "added" in kinds(await rita.edit(70, "Words"))


async def test_after_a_reopening_more_words_make_no_sound_for_a_day(district: District, rita: Someone) -> None:
    await closed(district, rita)
    await adds(rita, PLAIN)
    district.time.move(hours=23)
    sent = await adds(rita, "And on Tuesday too.")
    assert {notice.silent for notice in sent if notice.kind == "more_told"} == {True}
    assert cards(sent, Mode.REPLACE) == set()
    district.time.move(hours=1)
    assert {n.silent for n in await adds(rita, "And on Wednesday.") if n.kind == "more_told"} == {False}


async def test_alarming_words_make_a_sound_at_any_time(district: District, rita: Someone) -> None:
    await closed(district, rita)
    await adds(rita, PLAIN)
    district.time.move(hours=1)
    assert {n.silent for n in await adds(rita, KNIFE) if n.kind == "more_told"} == {False}


async def test_a_case_closed_again_within_a_day_reopens_without_a_sound(district: District, rita: Someone) -> None:
    await closed(district, rita)
    await adds(rita, PLAIN)
    await bring(district, ONE, "closed", rita)
    district.time.move(hours=2)
    sent = await adds(rita, "And again.")
    assert (await the_case(district)).state is CaseState.RECEIVED
    assert cards(sent, Mode.REPLACE) == set()
    assert {n.to.agency for n in sent if n.kind == "more_told" and isinstance(n.to, ToAgency)} == {EDU, PSB, CYL, PROC}
    assert {n.silent for n in sent if n.kind == "more_told" or facts_of(n).get("key") == "staff-reopened"} == {True}


async def test_a_reopened_case_is_not_erased_by_an_agreement_from_when_it_was_closed(
    district: District, rita: Someone
) -> None:
    sue, tom = await supervised(district)
    await closed(district, rita)
    await closed_cases.let_go(await asking(*sue.me), ONE)
    await adds(rita, PLAIN)
    with pytest.raises(IllegalStep):
        await closed_cases.let_go(await asking(*tom.me), ONE)
    await bring(district, ONE, "closed", rita)
    await closed_cases.let_go(await asking(*tom.me), ONE)
    case = await the_case(district)
    async with district.database.reading() as uow:
        assert (await uow.retention.of(case.id)).let_go_by == tom.agent.person


async def test_the_retention_of_a_reopened_case_starts_at_its_next_closing(district: District, rita: Someone) -> None:
    case = await closed(district, rita)
    async with district.database.begin() as uow:
        await uow.retention.save(case.id, Retained(told_at=district.time.at))
        await uow.commit()
    await adds(rita, PLAIN)
    async with district.database.reading() as uow:
        assert await uow.retention.of(case.id) == Retained()


async def test_words_added_before_the_second_person_agrees_withdraw_the_proposal_to_close(
    district: District, rita: Someone
) -> None:
    await supervise(district)
    await reported(rita)
    await bring(district, ONE, "end proposed", rita)
    await adds(rita, "thanks")
    assert (await the_case(district)).proposal is not None
    await adds(rita, PLAIN)
    assert (await the_case(district)).proposal is None


async def test_an_addition_makes_a_new_version_of_the_case(district: District, rita: Someone) -> None:
    """An addition that changes nothing else makes a new version: whoever has read the one before cannot save."""
    await supervise(district)
    await reported(rita)
    before = await the_case(district)
    await adds(rita, PLAIN)
    assert (await the_case(district)).version > before.version
