"""A person reports: screens, words, the danger path, sending."""

import pytest

from bot.domain.cases.flags import Flag
from bot.domain.intake.asides import ASIDE
from bot.domain.notices.notice import Mode, Priority
from tests.support.notices import facts_of
from tests.support.people import District, Someone, alerted, answer_until, kinds, to_person


async def test_start_shows_the_first_screen_and_the_second_time_offers_to_go_on(rita: Someone) -> None:
    assert kinds(await rita.start()) == ["start"]
    await rita.choose("start", "adult")
    assert kinds(await rita.start()) == ["resume"]


async def test_an_answer_edits_the_screen_and_names_the_next_question(rita: Someone) -> None:
    await rita.start()
    (shown,) = await rita.choose("start", "adult")
    assert (shown.kind, facts_of(shown)["question"], shown.mode) == ("question", "danger", Mode.EDIT)


async def test_a_stale_press_shows_the_current_screen(rita: Someone) -> None:
    await rita.is_reporting()
    (shown,) = await rita.choose("danger", "yes_now")
    assert (facts_of(shown)["question"], shown.mode) == ("story", Mode.REPLACE)
    draft = await rita.draft()
    assert draft is not None
    assert draft.answer("danger").options == ("no",)  # type: ignore[union-attr]


async def test_a_double_tap_says_nothing(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    assert await rita.choose("start", "adult") == []


async def test_a_story_in_several_messages_is_kept_exactly_until_done(rita: Someone) -> None:
    await rita.is_reporting()
    assert (await rita.say("First."))[0].mode is Mode.NEXT
    assert facts_of((await rita.say("Second."))[0])["count"] == 2
    await rita.done("story")
    draft = await rita.draft()
    assert draft is not None
    assert draft.answer("story").text == "First.\nSecond."  # type: ignore[union-attr]


async def test_the_same_message_twice_has_no_double_effect(rita: Someone) -> None:
    await rita.is_reporting()
    await rita.say("Once.", message=55)
    await rita.say("Once.", message=55)
    draft = await rita.draft()
    assert draft is not None
    assert draft.answer("story").text == "Once."  # type: ignore[union-attr]


async def test_words_before_any_conversation_begin_one_and_join_the_story(rita: Someone) -> None:
    (shown,) = await rita.say("The boy next door has bruises.")
    assert (shown.kind, facts_of(shown)["notes"]) == ("start", ["aside-kept"])
    await rita.choose("start", "adult")
    await rita.choose("danger", "no")
    await rita.tick("harms", "assault")
    await rita.choose("who", "relative")
    (story,) = await rita.choose("next_steps", "go_on")
    assert (facts_of(story)["question"], facts_of(story)["count"]) == ("story", 1)
    draft = await rita.draft()
    assert draft is not None
    assert draft.answer(ASIDE) is None


async def test_words_typed_at_a_question_with_buttons_are_stored_and_the_person_told(rita: Someone) -> None:
    await rita.is_reporting()
    await rita.say("He is hurt.")
    await rita.done("story")
    (shown,) = await rita.say("He is in class 3.")
    assert (facts_of(shown)["question"], facts_of(shown)["notes"]) == ("age", ["aside-kept"])
    draft = await rita.draft()
    assert draft is not None
    assert draft.answer("story").text == "He is hurt.\nHe is in class 3."  # type: ignore[union-attr]


async def test_danger_shows_the_help_card_before_anything_else(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    assert kinds(await rita.choose("danger", "yes_now")) == ["help_card", "question"]


async def test_in_danger_three_answers_open_a_case_with_alerts(district: District, rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.say("12 Poplar Road")
    sent = await rita.tick("harms", "domestic_violence")
    assert {"PSB", "PROC", "WOM"} <= alerted(sent)
    assert {notice.priority for notice in sent if notice.kind == "card"} == {Priority.DANGER}
    draft, (report,) = await rita.draft(), await rita.reports()
    assert draft is not None
    assert (draft.number, report.incomplete, report.answer("place_now").text) == (1, True, "12 Poplar Road")  # type: ignore[union-attr]


async def test_a_child_who_says_yes_to_self_harm_is_passed_on_at_once(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "child_self")
    await rita.choose("danger", "unknown")
    await rita.choose("age_reporter", "14_17")
    await rita.tick("harms", "self_harm")
    await rita.choose("next_steps", "go_on")
    await rita.skip("story")
    sent = await rita.choose("self_harm_now", "yes_now")
    assert [facts_of(n)["card"] for n in sent if n.kind == "help_card"] == ["self_harm_now"]
    assert "PSB" in alerted(sent)
    (report,) = await rita.reports()
    assert report.incomplete


async def test_later_answers_are_added_to_the_same_case(district: District, rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.skip("place_now")
    await rita.tick("harms", "domestic_violence")
    await rita.choose("who", "relative")
    await rita.choose("next_steps", "go_on")
    await rita.say("He has locked the door.")
    (report,) = await rita.reports()
    assert report.answer("story").text == "He has locked the door."  # type: ignore[union-attr]
    await rita.check()
    sent = await rita.send()
    assert "received" in kinds(sent)
    async with district.database.reading() as uow:
        case = await uow.cases.get(report.case)
    assert Flag.INCOMPLETE not in case.flags
    assert (len(await rita.reports()), await rita.draft()) == (1, None)


async def test_sending_gives_number_and_dates_and_calls_the_agencies(rita: Someone) -> None:
    await rita.is_reporting(who="school")
    await rita.skip("organisation")
    await rita.choose("next_steps", "go_on")
    await rita.say("They wait for him after school.")
    await rita.check()
    sent = await rita.send()
    received = next(notice for notice in sent if notice.kind == "received")
    assert (facts_of(received)["number"], facts_of(received)["reply"]) == (1, "2026-03-05T02:00:00+00:00")
    assert {"EDU", "PSB", "PROC"} <= alerted(sent)


async def test_too_little_is_not_sent_and_the_review_says_what_is_needed(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    (shown,) = await rita.send()
    assert (shown.kind, facts_of(shown)["missing"]) == ("review", ["danger", "harms"])
    assert facts_of(shown)["one_of"] == ["story", "whereabouts", "child_name"]


async def test_an_edit_before_sending_replaces_the_words(rita: Someone) -> None:
    await rita.is_reporting()
    await rita.say("He is 8.", message=70)
    await rita.edit(70, "He is 9.")
    draft = await rita.draft()
    assert draft is not None
    assert draft.answer("story").text == "He is 9."  # type: ignore[union-attr]


async def test_the_second_tap_of_send_says_nothing(rita: Someone) -> None:
    await rita.is_reporting()
    await rita.say("He is hurt.")
    await rita.check()
    await rita.send()
    assert await rita.send() == []


@pytest.mark.parametrize(
    ("start", "age", "voice"),
    [
        ("adult", "", "adult"),
        ("child_self", "under_14", "child"),
        ("child_other", "under_14", "friend"),
        ("child_self", "14_17", "teen"),
        ("child_other", "14_17", "peer"),
    ],
)
async def test_the_wording_fits_whoever_is_writing(rita: Someone, start: str, age: str, voice: str) -> None:
    await rita.start()
    await rita.choose("start", start)
    shown = await rita.choose("danger", "no")
    if age:
        shown = await rita.choose("age_reporter", age)
    assert facts_of(shown[-1])["voice"] == voice


async def test_a_sexual_report_asks_to_keep_files_on_the_phone(rita: Someone) -> None:
    await rita.is_reporting(harms="sexual_contact")
    await rita.say("A girl of my class told me.")
    await rita.done("story")
    await answer_until(rita, "files_declared")
    (shown,) = await rita.choose("files_declared", "no")
    assert (facts_of(shown)["question"], facts_of(shown)["notes"]) == ("contact", ["files-later"])


async def test_no_message_in_the_private_chat_repeats_the_persons_words(rita: Someone) -> None:
    sent = await rita.is_reporting()
    sent += await rita.say("CANARY")
    sent += await rita.done("story") + await rita.check() + await rita.send()
    assert "CANARY" not in "".join(str(facts_of(notice)) for notice in to_person(sent))
