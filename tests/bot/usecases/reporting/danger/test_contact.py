"""Somebody in danger allows an officer to write: what that starts, how long it counts and what ends it (SG46)."""

import pytest

from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.sent_reports import additions
from tests.support.notices import facts_of
from tests.support.officers import Officer
from tests.support.people import alerted, kinds
from tests.support.reporting.danger import NIGHT, has_button, in_danger, says_of_contact, to_reporter, told_harm
from tests.support.reporting.private_chat import Present, Watched


async def test_the_button_to_allow_contact_is_under_every_question(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    assert has_button(district)
    before = await rita.draft()
    assert await rita.allows() == "may-write-on"
    after = await rita.draft()
    assert before is not None
    assert after is not None
    assert (after.at, after.changed_at, after.answers) == (before.at, before.changed_at, before.answers)
    assert has_button(district, how="no")
    await rita.skip("place_now")
    assert has_button(district, how="no")
    sent = await rita.tick("harms", "assault")
    assert "PSB" in alerted(sent)


async def test_allowing_contact_does_not_delay_the_danger_report(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    district.time.move(seconds=100)
    await rita.allows()
    district.time.move(seconds=20)
    assert "PSB" in alerted(await district.tick())


async def test_somebody_who_allows_contact_is_told_of_the_case_without_q20(
    district: Watched, rita: Present, amal: Officer
) -> None:
    await told_harm(rita)
    await amal.takes()
    assert to_reporter(await district.deliver()) == []
    await rita.allows()
    await amal.answers("looking_into_it")
    assert to_reporter(await district.deliver()) == ["case_answered"]
    (answer,) = [heard for heard in district.heard if heard.notice.kind == "case_answered"]
    assert answer.notice.silent


@pytest.mark.parametrize(("minutes", "heard"), [(59, ["case_acknowledged"]), (60, [])])
async def test_permission_to_contact_lasts_an_hour_after_the_last_act(
    district: Watched, rita: Present, amal: Officer, minutes: int, heard: list[str]
) -> None:
    await told_harm(rita)
    await rita.allows()
    district.time.move(minutes=30)
    await rita.acts()
    district.time.move(minutes=minutes)
    await amal.takes()
    assert to_reporter(await district.deliver()) == heard


@pytest.mark.parametrize("way", ["hide", "keep", "stop", "taken back", "said no", "does not know", "blocks"])
async def test_permission_to_contact_ends_with_hide_and_with_any_no(
    district: Watched, rita: Present, amal: Officer, way: str
) -> None:
    await told_harm(rita)
    await rita.allows()
    if way in {"hide", "keep"}:
        await rita.hide()
    if way == "keep":
        await rita.hide(erase=False)
    if way == "stop":
        await rita.stop()
    if way == "taken back":
        assert await rita.allows(is_allowed=False) == "may-write-off"
    if way in {"said no", "does not know"}:
        await says_of_contact(rita, "no" if way == "said no" else "unknown")
    if way == "blocks":
        await hiding.blocked(rita.request, blocked=True)
    await amal.takes()
    assert to_reporter(await district.deliver()) == []


async def test_a_message_on_its_way_does_not_arrive_after_hide(district: Watched, rita: Present, amal: Officer) -> None:
    await told_harm(rita)
    await rita.allows()
    district.is_slow = True
    await amal.takes()
    await rita.hide()
    district.is_slow = False
    await district.deliver()
    assert "case_acknowledged" not in [heard.notice.kind for heard in district.heard]


async def test_after_a_no_the_contact_button_is_gone_and_an_old_one_is_refused(
    district: Watched, rita: Present
) -> None:
    await told_harm(rita)
    await says_of_contact(rita, "no")
    assert not has_button(district)
    assert await rita.allows() == "may-write-refused"


async def test_at_night_news_is_an_answer_for_half_an_hour(district: Watched, rita: Present, amal: Officer) -> None:
    district.time.at = NIGHT
    await told_harm(rita)
    await rita.allows()
    district.time.move(minutes=29)
    await amal.takes()
    assert to_reporter(await district.deliver()) == ["case_acknowledged"]
    district.time.move(minutes=2)
    await amal.answers("looking_into_it")
    assert to_reporter(await district.deliver()) == []
    district.time.move(hours=9)
    assert to_reporter(await district.deliver()) == []


async def test_somebody_who_said_yes_gets_night_messages_only_shortly_after_their_last_act(
    district: Watched, rita: Present, amal: Officer
) -> None:
    district.time.at = NIGHT
    await told_harm(rita)
    await says_of_contact(rita, "yes")
    await rita.check()
    await rita.send()
    district.time.move(minutes=29)
    await amal.takes()
    assert to_reporter(await district.deliver()) == ["case_acknowledged"]
    district.time.move(minutes=2)
    await amal.answers("looking_into_it")
    assert to_reporter(await district.deliver()) == []
    district.time.move(hours=8)
    assert to_reporter(await district.deliver()) == ["case_answered"]


async def test_words_after_an_officers_message_go_to_the_officers_not_to_the_question(
    district: Watched, rita: Present, amal: Officer
) -> None:
    await told_harm(rita)
    await rita.choose("who", "relative")
    await rita.choose("next_steps", "go_on")
    await rita.allows()
    await amal.takes()
    district.time.move(minutes=1)
    await amal.answers("need_more")
    await district.deliver()
    district.time.move(minutes=1)
    sent = await rita.say("I am in the kitchen.")
    assert "more_told" in kinds(sent)
    (report,) = await rita.reports()
    assert [piece.text for addition in report.additions for piece in addition.pieces] == ["I am in the kitchen."]
    assert report.answer("story") is None
    assert "more_told" in kinds(await rita.say("He is outside."))
    await additions.end_addition(rita.request)
    await district.deliver()
    assert facts_of(district.heard[-1].notice)["question"] == "story"


async def test_adding_is_open_in_the_conversation_of_the_same_case(district: Watched, rita: Present) -> None:
    await told_harm(rita)
    assert kinds(await rita.add(1)) == ["add_ask"]
    assert "more_told" in kinds(await rita.say("He is outside."))


async def test_the_button_of_a_conversation_that_has_ended_still_counts(
    district: Watched, rita: Present, amal: Officer
) -> None:
    await told_harm(rita)
    await rita.check()
    await rita.send()
    assert await rita.allows() == "may-write-on"
    await amal.takes()
    assert to_reporter(await district.deliver()) == ["case_acknowledged"]


async def test_somebody_who_allowed_contact_is_told_that_the_report_went_out(district: Watched, rita: Present) -> None:
    await in_danger(rita, start="child_self")
    await rita.allows()
    district.time.move(minutes=2)
    assert to_reporter(await district.tick()) == ["danger_sent"]
    assert "This is not your fault." in rita.sees()
