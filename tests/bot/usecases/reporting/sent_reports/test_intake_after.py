"""Files, additions, Hide, stop, idle conversations; and when the line may write first."""

import asyncio
import tempfile
from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.notices.notice import Mode, Notice
from bot.domain.report import MediaState
from bot.usecases.reporting import intake, sending
from tests.support.bound_district import open_unbound
from tests.support.domain.examples import examples
from tests.support.notices import facts_of
from tests.support.people import District, Someone, answer_until, kinds


async def sent_report(rita: Someone, *, contact: str = "") -> None:
    """Rita has told of bullying and sent it."""
    await rita.is_reporting()
    await rita.say("They wait for him after school.", message=70)
    await rita.done("story")
    if contact:
        await answer_until(rita, "contact")
        await rita.choose("contact", contact)
    await rita.check()
    await rita.send()


async def test_an_album_is_one_step_with_one_live_line(rita: Someone) -> None:
    await rita.is_reporting()
    assert kinds(await rita.file(album="a")) == ["kept", "question"]
    (second,) = await rita.file(album="a")
    assert (second.kind, second.slot, facts_of(second)["count"]) == ("kept", "kept:a", 2)


async def test_a_file_as_the_first_message_begins_a_conversation(rita: Someone) -> None:
    assert kinds(await rita.file()) == ["kept", "start"]


async def test_files_of_a_sexual_report_are_refused_and_noted(rita: Someone) -> None:
    await rita.is_reporting(harms="sexual_contact")
    sent = await rita.file()
    assert facts_of(sent[0])["state"] == "refused"
    draft = await rita.draft()
    assert draft is not None
    assert [(item.state, item.file) for item in draft.media] == [(MediaState.REFUSED, None)]


async def test_an_addition_after_sending_is_told_to_officers(rita: Someone) -> None:
    await sent_report(rita)
    await rita.add(1)
    sent = await rita.say("It happened again.")
    assert "added" in kinds(sent)
    assert "more_told" in kinds(sent)
    (report,) = await rita.reports()
    assert report.additions[0].pieces[0].text == "It happened again."


async def test_an_edit_after_sending_is_added_as_a_correction(rita: Someone) -> None:
    await sent_report(rita)
    await rita.edit(70, "They wait for him before school.")
    (report,) = await rita.reports()
    assert report.answer("story").text == "They wait for him after school."  # type: ignore[union-attr]
    assert report.additions[0].corrects == 70


async def test_a_file_after_sending_is_an_addition(rita: Someone) -> None:
    await sent_report(rita)
    await rita.add(1)
    assert "added" in kinds(await rita.file())
    (report,) = await rita.reports()
    assert [item.kind for addition in report.additions for item in addition.media] == ["photo"]


async def test_adding_to_a_report_by_its_number(rita: Someone) -> None:
    await sent_report(rita)
    assert kinds(await rita.add(1)) == ["add_ask"]
    await rita.say("One more thing.")
    (report,) = await rita.reports()
    assert len(report.additions) == 1


async def test_alarming_words_added_later_raise_the_class(district: District, rita: Someone) -> None:
    await sent_report(rita)
    await rita.add(1)
    await rita.say("He says that he wants to die.")
    async with district.database.reading() as uow:
        case = await uow.cases.by_number(1)  # type: ignore[arg-type]
    assert case is not None
    assert "T21" in case.rules


async def test_hide_with_nothing_begun_clears_at_once(rita: Someone) -> None:
    await sent_report(rita)
    assert kinds(await rita.hide()) == ["wipe", "hidden"]


async def test_hide_in_a_conversation_clears_the_chat_before_it_asks(rita: Someone) -> None:
    await rita.is_reporting()
    wiped, asked = await rita.hide()
    assert (wiped.kind, asked.kind, facts_of(asked)["notes"]) == ("wipe", "hide_choice", ["hidden"])
    assert len(facts_of(wiped)["messages"]) > 0
    assert await rita.draft() is not None


async def test_hide_in_a_conversation_erases_what_was_begun(rita: Someone) -> None:
    await rita.is_reporting()
    await rita.hide()
    sent = await rita.hide(erase=True)
    assert kinds(sent) == ["wipe", "hidden"]
    assert len(facts_of(sent[0])["messages"]) > 0
    assert await rita.draft() is None


async def test_hide_can_keep_what_was_begun(rita: Someone) -> None:
    await rita.is_reporting()
    await rita.hide()
    await rita.hide(erase=False)
    assert kinds(await rita.start()) == ["resume"]


async def test_hide_on_the_danger_path_leaves_the_report_with_the_officers(rita: Someone) -> None:
    await rita.is_reporting(danger="yes_now", harms="assault")
    await rita.skip("place_now")
    await rita.tick("harms", "assault")
    await rita.hide(erase=True)
    (report,) = await rita.reports()
    assert report.answer("harms").options == ("assault",)  # type: ignore[union-attr]


async def test_stop_after_sending_adds_a_note_to_the_case(rita: Someone) -> None:
    await sent_report(rita)
    sent = await rita.stop()
    assert facts_of(next(n for n in sent if n.kind == "added"))["word"] == "added-stop"
    (report,) = await rita.reports()
    assert report.additions[0].pieces[0].text == "stop"


async def test_other_idle_conversations_are_erased_after_a_day(district: District, rita: Someone) -> None:
    await rita.is_reporting()
    district.time.move(hours=23, minutes=59)
    assert await district.process_idle_drafts() == []
    assert await rita.draft() is not None
    district.time.move(minutes=1)
    assert await district.process_idle_drafts() == []
    assert await rita.draft() is None


async def test_drafts_of_organisations_are_erased_after_three_days(district: District, rita: Someone) -> None:
    await rita.is_reporting(who="school")
    district.time.move(hours=71)
    await district.process_idle_drafts()
    assert await rita.draft() is not None


async def test_only_a_person_who_said_yes_gets_one_reminder(district: District, rita: Someone) -> None:
    await rita.is_reporting()
    await answer_until(rita, "contact")
    await rita.choose("contact", "yes")
    reminders: list[Notice] = []
    for _ in range(12):
        district.time.move(hours=2)
        reminders += await district.process_idle_drafts()
    assert kinds(reminders) == ["expired_soon"]
    assert await rita.draft() is None


async def is_untouched(rita: Someone) -> bool:
    """The sent report still has its story."""
    (report,) = await rita.reports()
    story = report.answer("story")
    return story is not None and story.text == "They wait for him after school."


async def test_an_older_button_while_an_addition_is_awaited_leaves_the_report_as_it_was_sent(rita: Someone) -> None:
    await sent_report(rita)
    await rita.add(1)
    for press in (intake.resume, intake.review, intake.go_on_asking, intake.list_changes, sending.send):
        await press(rita.request)
        assert kinds(await rita.district.deliver()) == ["add_ask"]
    assert await is_untouched(rita)


async def test_words_and_files_after_a_look_at_the_languages_still_join_the_sent_report(rita: Someone) -> None:
    await sent_report(rita)
    await rita.add(1)
    await intake.ask_language(rita.request, mode=Mode.NEXT)
    await rita.say("One more thing.")
    await rita.file()
    (report,) = await rita.reports()
    assert len(report.additions) == 2
    assert await is_untouched(rita)


USERS = count(1000)
"""The database stays from example to example: each gets a person of its own."""
WORDS = ["wait", "start", "say", "file", "danger", "send", "hide", "stop", "unsafe"]
ACTS = st.lists(st.sampled_from(WORDS), max_size=8)


@settings(max_examples=examples(3), deadline=None)
@given(acts=ACTS, contact=st.sampled_from(["no", "unknown"]))
def test_sg15_without_a_yes_the_line_never_begins_a_message(acts: list[str], contact: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        begun = asyncio.run(all_begun_by_the_line(Path(folder), acts, contact))
    assert begun == []


async def all_begun_by_the_line(folder: Path, acts: list[str], contact: str) -> list[str]:
    """What the line wrote unasked while somebody did this, and in the four days after."""
    district = await open_unbound(folder)
    rita = Someone(district)
    try:
        await rita.is_reporting()
        for act in acts:
            await perform(rita, act, contact)
        district.time.move(days=4)
        await district.process_idle_drafts()
        return [notice.kind for notice in district.sent if notice.starts]
    finally:
        await district.database.close()


async def perform(rita: Someone, act: str, contact: str) -> None:
    """One thing that a person does, or a day that passes."""
    if act == "wait":
        rita.district.time.move(hours=13)
        await rita.district.process_idle_drafts()
    elif act == "danger":
        await rita.choose("danger", "maybe_today")
    elif act == "unsafe":
        await answer_until(rita, "contact")
        await rita.choose("contact", contact)
    elif act == "send" and await rita.draft() is not None:
        await rita.send()
    elif act in {"start", "hide", "stop", "file"}:
        await getattr(rita, act)()
    elif act == "say":
        await rita.say("Words.")
