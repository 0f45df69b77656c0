"""Floods silence nobody: over the limit a report is stored, receipted, and waits for a look; urgent ones never wait."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.flags import Flag
from bot.domain.cases.lists import CaseFilter
from bot.domain.errors import IllegalStep, NotAllowed, NotFound
from bot.domain.ids import AgencyKey, CaseNumber, ChatId, UserId
from bot.domain.notices.notice import Notice, Priority, ToAgency, ToChat, ToPerson
from bot.domain.people import Agent
from bot.domain.profile import Bucket
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.casework.bodies import taking
from bot.usecases.oversight import quarantine
from bot.usecases.reporting import intake
from handlers.reporter.screens.views_danger import alert_line
from handlers.reporter.screens.words import ScreenWords
from handlers.telegram.text.rendered import RenderContext
from tests.support.acting import asking
from tests.support.facts_of_notices import CATALOGUE
from tests.support.notices import facts_of, notice_of
from tests.support.people import PROFILE, District, Someone, alerted, kinds
from tests.support.reporting.quarantined import case_of, reports, sue, third_of, with_small_limits

SUE = ToChat(ChatId(50), "en")
TWO, THREE = CaseNumber(2), CaseNumber(3)


@pytest.fixture
async def slow(district: District) -> District:
    """A line that takes two reports of one account."""
    return await with_small_limits(district)


async def test_a_report_over_the_limit_is_stored_with_a_receipt_and_told_to_no_agency(slow: District) -> None:
    sent = await third_of(slow)
    received = next(notice for notice in sent if notice.kind == "received")
    assert (facts_of(received)["number"], bool(facts_of(received)["reply"])) == (3, True)
    assert [notice for notice in sent if isinstance(notice.to, ToAgency)] == []
    assert Flag.QUARANTINE in (await case_of(slow, 3)).flags
    song = Agent(slow.services.blind_index.person(UserId(900)), frozenset({AgencyKey("EDU")}))
    with pytest.raises(NotFound):
        await taking.acknowledge(await asking(slow, song), THREE)
    async with slow.database.reading() as uow:
        listed = await uow.cases.page(CaseFilter(agencies=frozenset({AgencyKey("EDU")})), after=None, limit=10)
    assert [int(case.number) for case in listed] == [2, 1]


async def test_words_added_to_a_quarantined_report_reach_no_agency(slow: District) -> None:
    await third_of(slow)
    sent = await Someone(slow).say("And they took his bag.")
    assert [notice for notice in sent if isinstance(notice.to, ToAgency)] == []
    assert {c.kind for c in (await case_of(slow, 3)).deadlines} == {DeadlineKind.REPLY, DeadlineKind.OUTCOME}


async def test_danger_reports_and_reports_that_become_grave_are_never_quarantined(slow: District) -> None:
    await third_of(slow)
    rita = Someone(slow)
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.say("Behind the school.")
    sent = await rita.tick("harms", "bullying")
    assert alerted(slow.sent) >= {"PSB"}
    assert Flag.QUARANTINE not in (await case_of(slow, 4)).flags
    assert sent


async def test_supervisors_hear_of_a_flood_once_and_of_the_next_one_again(slow: District) -> None:
    sent = await third_of(slow)
    sent += await reports(Someone(slow))
    floods = [notice for notice in sent if notice.kind == "flood"]
    assert [notice.to for notice in floods] == [ToPerson(sue(slow).person)]
    slow.time.move(hours=5)
    later = [await reports(Someone(slow)) for _ in range(3)]
    assert sum(kinds(one).count("flood") for one in later) == 1


async def test_one_tap_releases_a_quarantined_report_and_starts_the_agencies_deadlines(slow: District) -> None:
    await third_of(slow)
    slow.time.move(hours=3)
    promised = next(c.due_at for c in (await case_of(slow, 3)).deadlines if c.kind is DeadlineKind.REPLY)
    await quarantine.quarantine(await asking(slow, sue(slow)), THREE, "pass")
    assert alerted(await slow.deliver()) >= {"EDU", "PROC"}
    case = await case_of(slow, 3)
    started = {deadline.kind: deadline.started_at for deadline in case.deadlines if deadline.agency is None}
    assert started[DeadlineKind.ACKNOWLEDGE] == slow.time.at
    assert next(c.due_at for c in case.deadlines if c.kind is DeadlineKind.REPLY) == promised
    with pytest.raises(IllegalStep):
        await quarantine.quarantine(await asking(slow, sue(slow)), THREE, "pass")


async def test_an_unseen_quarantined_report_passes_after_a_day_and_that_is_told(slow: District) -> None:
    await third_of(slow)
    slow.time.move(hours=23)
    await quarantine.process_waiting(slow.services, slow.time.at)
    assert kinds(await slow.deliver()).count("held_waiting") == 1
    slow.time.move(hours=1)
    await quarantine.process_waiting(slow.services, slow.time.at)
    sent = await slow.deliver()
    assert alerted(sent) >= {"EDU"}
    assert [facts_of(n)["key"] for n in sent if n.kind == "say"] == ["staff-held-passed-unseen"]


async def test_a_report_kept_in_quarantine_stays_on_the_list(slow: District) -> None:
    await third_of(slow)
    await quarantine.quarantine(await asking(slow, sue(slow)), THREE, "keep")
    slow.time.move(days=2)
    assert await quarantine.process_waiting(slow.services, slow.time.at) == 0
    await slow.deliver()
    await quarantine.quarantine(await asking(slow, sue(slow)))
    (shown,) = [notice for notice in await slow.deliver() if notice.kind == "quarantine"]
    assert facts_of(shown)["rows"] == [{"number": 3, "urgency": "P3", "harms": ["bullying"], "passes": None}]
    await quarantine.quarantine(await asking(slow, sue(slow)), THREE, "pass")
    assert alerted(await slow.deliver()) >= {"EDU"}


async def test_only_supervisors_decide_on_quarantined_reports(slow: District) -> None:
    await third_of(slow)
    head = Agent(
        slow.services.blind_index.person(UserId(9)), frozenset({AgencyKey("EDU")}), frozenset({AgencyKey("EDU")})
    )
    with pytest.raises(NotAllowed):
        await quarantine.quarantine(await asking(slow, head), THREE, "pass")


async def test_the_bucket_empties_with_time_and_each_account_has_its_own(slow: District) -> None:
    await third_of(slow)
    other = Someone(slow, 8)
    assert alerted(await reports(other)) >= {"EDU"}
    slow.time.move(hours=2)
    assert alerted(await reports(Someone(slow))) >= {"EDU"}


async def test_many_accounts_in_the_name_of_one_school_fill_one_bucket(slow: District) -> None:
    written = ["No. 1 School", "no.1 school", "No. 1  SCHOOL", "No. 1 School"]
    sent = [await reports(Someone(slow, 20 + at), school=name) for at, name in enumerate(written)]
    assert [bool(alerted(one)) for one in sent] == [True, True, True, False]
    assert alerted(await reports(Someone(slow, 40), school="No. 2 School"))


async def test_buckets_outlive_a_restart_and_are_forgotten_when_they_are_empty(slow: District) -> None:
    bucket = Bucket(1, timedelta(hours=1))
    for fits in (True, False):
        async with slow.database.begin() as uow:
            assert await uow.throttle.consume("a" * 32, bucket, slow.time.at) is fits
            await uow.commit()
    slow.time.move(hours=1)
    await slow.database.delete_expired(slow.time.at)
    async with slow.database.begin() as uow:
        assert await uow.throttle.consume("a" * 32, bucket, slow.time.at)


async def test_a_quarantined_report_that_turns_out_grave_passes_at_once(slow: District) -> None:
    rita = Someone(slow)
    await reports(rita)
    await reports(rita)
    await rita.is_reporting()
    await rita.say("They wait for her.")
    await rita.done("story")
    await rita.choose("age", "4_6")
    await rita.check()
    assert alerted(await rita.send()) == set()
    await rita.add(3)
    sent = await rita.say("She was strangled and raped.")
    case = await case_of(slow, 3)
    assert (case.urgency.value, Flag.QUARANTINE in case.flags) == ("P1", False)
    assert alerted(sent) >= {"PSB"}


# --- Danger has a bucket of its own ---


@pytest.fixture
async def two_dangers(slow: District) -> District:
    """Two reports of danger of one account pass at once."""
    profile = slow.services.profile
    throttle = replace(profile.policy.throttle, danger=Bucket(2, timedelta(hours=1)))
    slow.services = replace(slow.services, profile=replace(profile, policy=replace(profile.policy, throttle=throttle)))
    return slow


async def danger(district: District, user: int = 7) -> list[Notice]:
    """Danger now, told in three answers."""
    rita = Someone(district, user)
    if await rita.draft() is None:
        await rita.start()
    else:
        await intake.begin_again(rita.request)
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.say("Behind the school.")
    return await rita.tick("harms", "bullying")


async def test_danger_passes_though_the_account_has_sent_too_much_and_over_its_own_bucket_it_waits_for_a_look(
    two_dangers: District,
) -> None:
    await third_of(two_dangers)
    assert alerted(await danger(two_dangers)) >= {"PSB"}
    assert alerted(await danger(two_dangers)) >= {"PSB"}
    sent = await danger(two_dangers)
    assert alerted(sent) == set()
    assert Flag.QUARANTINE in (await case_of(two_dangers, 6)).flags
    (told,) = [notice for notice in sent if notice.kind == "held_urgent"]
    assert (told.to, told.priority, facts_of(told)) == (ToPerson(sue(two_dangers).person), Priority.ALERT, {"count": 1})
    assert [facts_of(n)["count"] for n in await danger(two_dangers) if n.kind == "held_urgent"] == [2]
    assert alerted(await danger(two_dangers, user=8)) >= {"PSB"}, "another account"


async def test_a_quarantined_danger_report_passes_after_a_quarter_of_an_hour(two_dangers: District) -> None:
    for _ in range(3):
        await danger(two_dangers)
    two_dangers.time.move(minutes=14)
    await quarantine.process_waiting(two_dangers.services, two_dangers.time.at)
    assert alerted(await two_dangers.deliver()) == set()
    two_dangers.time.move(minutes=1)
    await quarantine.process_waiting(two_dangers.services, two_dangers.time.at)
    assert alerted(await two_dangers.deliver()) >= {"PSB"}


async def test_more_words_do_not_release_a_quarantined_danger_report_earlier(two_dangers: District) -> None:
    for _ in range(3):
        await danger(two_dangers)
    sent = await Someone(two_dangers).say("He has a knife.")
    assert alerted(sent) == set()
    assert Flag.QUARANTINE in (await case_of(two_dangers, 3)).flags


async def test_quarantined_reports_that_become_grave_count_against_the_danger_limit(two_dangers: District) -> None:
    passed = []
    for number in range(1, 8):
        rita = Someone(two_dangers)
        await rita.is_reporting()
        await rita.say("They wait for her.")
        await rita.done("story")
        await rita.choose("age", "4_6")
        await rita.check()
        await rita.send()
        two_dangers.time.move(minutes=2)
        await rita.add(number)
        passed.append(bool(alerted(await rita.say("She was strangled and raped."))))
    first_quarantined = 3  # two of the account pass as they come
    assert passed[first_quarantined - 1 :] == [True, True, False, False, False]


async def test_somebody_in_danger_reads_that_their_quarantined_report_waits_for_a_look(two_dangers: District) -> None:
    for _ in range(3):
        await danger(two_dangers)
    database = two_dangers.database
    context = RenderContext(
        CATALOGUE, CATALOGUE.has, PROFILE, "bot", database.reading, database.files, two_dangers.time.now
    )
    row = OutboxRow(1, ChatId(7), "en", notice_of("x", ToChat(ChatId(7), "en")), 0, None, None, is_group=False)
    said = [await alert_line(context, ScreenWords(context, row), number) for number in (CaseNumber(2), CaseNumber(3))]
    assert ["somebody looks at this one first, within 15 minutes" in words for words in said] == [False, True]
