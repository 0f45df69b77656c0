"""SG42: unasked words that begin a new report; nothing of them is lost."""

from bot.domain.notices.notice import ToChat, ToPerson
from bot.usecases.reporting import intake, unasked
from bot.usecases.reporting.sent_reports import additions
from tests.support.case_stages import bring
from tests.support.notices import facts_of
from tests.support.officers import ONE, reported
from tests.support.people import District, Someone, kinds
from tests.support.reporting.unasked import TWO, WORDS, added, has_told, numbers, writes


async def test_something_new_begins_the_questions_with_the_words_kept(district: District, rita: Someone) -> None:
    await has_told(rita)
    await writes(rita)
    await unasked.choose(rita.request, None)
    assert kinds(await district.deliver()) == ["start"]
    draft = await rita.draft()
    assert draft is not None
    assert [piece.text for answer in draft.answers for piece in answer.pieces] == [WORDS]
    assert await added(rita) == []


async def test_the_newest_open_case_is_asked_about_else_the_newest_closed(district: District, rita: Someone) -> None:
    await has_told(rita)
    await reported(rita, "yes")
    await bring(district, TWO, "closed", rita)
    assert [facts_of(n)["number"] for n in await writes(rita) if n.kind == "about_ask"] == [1]
    await rita.hide(erase=True)
    await bring(district, ONE, "closed", rita)
    async with district.database.reading() as uow:
        found = await additions.own_of(uow, rita.visitor.person)
    assert found is not None
    assert found[1] == 2


async def test_an_old_button_does_not_answer_the_question_about_unasked_words(
    district: District, rita: Someone
) -> None:
    await has_told(rita)
    await writes(rita)
    for act in (intake.start, intake.review, intake.resume, intake.go_on_asking):
        await act(rita.request)
        assert kinds(await district.deliver()) == ["about_ask"]
    assert kinds(await rita.send()) == ["about_ask"]
    await rita.choose("start", "adult")
    draft = await rita.draft()
    assert draft is not None
    assert draft.about == ONE


async def test_new_unasked_words_are_sent_as_they_are_and_name_the_older_case(
    district: District, rita: Someone
) -> None:
    await has_told(rita, "no")
    await writes(rita)
    district.time.move(minutes=10)
    sent = await district.process_idle_drafts()
    async with district.database.reading() as uow:
        new, old = await uow.cases.by_number(TWO), await uow.cases.by_number(ONE)
    assert new is not None
    assert old is not None
    assert [int(link.number) for link in new.links] == [1]
    assert [int(link.number) for link in old.links] == [2]
    assert [type(n.to) for n in sent if facts_of(n).get("key") == "staff-linked"] == [ToPerson]
    assert [notice for notice in sent if isinstance(notice.to, ToChat) or notice.starts] == []


async def test_alarming_words_and_a_case_of_danger_wait_two_minutes(district: District, rita: Someone) -> None:
    await has_told(rita, "no")
    sent = await writes(rita, "He has a knife.")
    assert facts_of(next(n for n in sent if n.kind == "start"))["goes_at"] == "2026-03-02T02:32:00+00:00"
    district.time.move(minutes=2)
    await district.process_idle_drafts()
    assert await numbers(district) == [1, 2]


async def test_a_greeting_is_not_sent_to_officers(district: District, rita: Someone) -> None:
    await has_told(rita, "no")
    await writes(rita, "Hello", courtesy=True)
    district.time.move(hours=25)
    await district.process_idle_drafts()
    assert await numbers(district) == [1]
    assert await rita.draft() is None


async def test_words_after_sending_join_the_new_case(district: District, rita: Someone) -> None:
    await has_told(rita, "no")
    await writes(rita)
    district.time.move(minutes=10)
    await district.process_idle_drafts()
    await rita.choose("start", "adult")
    await writes(rita, "He is nine.")
    (new, _) = await rita.reports()
    assert {p.text for answer in new.answers for p in answer.pieces} == {WORDS, "He is nine."}
    assert await numbers(district) == [1, 2]


async def test_stop_and_delete_still_erases_unsent_words(district: District, rita: Someone) -> None:
    await has_told(rita, "no")
    await writes(rita)
    await rita.hide(erase=True)
    district.time.move(minutes=11)
    await district.process_idle_drafts()
    assert await numbers(district) == [1]


async def test_adding_more_includes_the_waiting_words(district: District, rita: Someone) -> None:
    await has_told(rita, "no")
    await writes(rita)
    sent = await rita.add(1)
    assert await added(rita) == [WORDS]
    assert "add_ask" in kinds(sent)


async def test_somebody_without_a_case_is_asked_nothing(district: District, rita: Someone) -> None:
    assert kinds(await writes(rita)) == ["start"]
    district.time.move(minutes=11)
    await district.process_idle_drafts()
    assert await numbers(district) == []


async def test_a_child_is_addressed_as_in_its_report(district: District, rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "child_self")
    await rita.choose("danger", "no")
    await rita.choose("age_reporter", "under_14")
    await rita.tick("harms", "bullying")
    await rita.choose("next_steps", "go_on")
    await rita.say("They push me.")
    await rita.check()
    await rita.send()
    assert {facts_of(notice)["voice"] for notice in await writes(rita) if notice.kind == "start"} == {"child"}
