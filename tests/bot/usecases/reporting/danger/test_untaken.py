"""Nobody of the lead has acknowledged the case of somebody in danger: when that is told, and to whom (SG47)."""

from datetime import timedelta
from pathlib import Path

from bot.domain.notices.notice import Priority
from bot.usecases.reporting import idle
from tests.support.officers import Officer
from tests.support.people import alerted
from tests.support.reporting.danger import NIGHT, says_of_contact, the_case, to_reporter, told_harm
from tests.support.reporting.private_chat import Present, Watched


async def test_the_reporter_is_told_in_time_that_nobody_took_the_case_with_a_number_to_call(
    district: Watched, rita: Present
) -> None:
    await told_harm(rita)
    await rita.allows()
    district.time.move(minutes=14, seconds=59)
    assert to_reporter(await district.tick()) == []
    district.time.move(seconds=1)
    assert to_reporter(await district.tick()) == ["left_alone"]
    (told,) = [heard for heard in district.heard if heard.notice.kind == "left_alone"]
    assert "nobody has taken it yet" in told.words
    assert "<b>110</b>" in told.words
    assert told.priority == Priority.DANGER
    district.time.move(minutes=15)
    assert to_reporter(await district.tick()) == []


async def test_at_night_the_reporter_is_also_told_that_nobody_took_the_case(district: Watched, rita: Present) -> None:
    district.time.at = NIGHT
    await told_harm(rita)
    await rita.allows()
    district.time.move(minutes=15)
    assert to_reporter(await district.tick()) == ["left_alone"]


async def test_for_a_case_that_was_taken_no_such_message_is_sent(
    district: Watched, rita: Present, amal: Officer
) -> None:
    await told_harm(rita)
    await rita.allows()
    await amal.takes()
    await district.deliver()
    district.time.move(minutes=15)
    assert to_reporter(await district.tick()) == []


async def test_a_reporter_who_left_the_chat_is_not_told(district: Watched, rita: Present) -> None:
    await told_harm(rita)
    await says_of_contact(rita, "yes")
    await rita.check()
    await rita.send()
    case = await the_case(district)
    assert case is not None
    district.time.move(minutes=31)
    assert "left_alone" not in to_reporter(await district.tick())


async def test_a_reporter_who_may_not_be_written_to_reads_it_once_above_the_next_screen(
    district: Watched, rita: Present
) -> None:
    await told_harm(rita)
    district.time.move(minutes=16)
    assert to_reporter(await district.tick()) == []
    await rita.choose("who", "relative")
    assert "No officer has taken it yet." in rita.sees()
    assert "<b>110</b>" in rita.sees()
    await rita.choose("next_steps", "go_on")
    assert "No officer has taken it yet." not in rita.sees()


async def test_a_reporter_who_goes_on_reads_that_an_officer_has_the_case(
    district: Watched, rita: Present, amal: Officer
) -> None:
    await told_harm(rita)
    district.time.move(minutes=1)
    await amal.takes()
    await rita.choose("who", "relative")
    assert "An officer has taken it." in rita.sees()


async def test_the_receipt_says_how_far_the_alert_has_come(district: Watched, rita: Present, amal: Officer) -> None:
    await told_harm(rita)
    await rita.check()
    district.time.move(minutes=16)
    await district.tick()
    await rita.send()
    receipt = next(heard for heard in district.heard if heard.notice.kind == "received")
    assert "No officer has taken it yet." in receipt.words


async def test_the_danger_conversation_ends_an_hour_after_the_last_act(district: Watched, rita: Present) -> None:
    await told_harm(rita)
    district.time.move(minutes=59)
    await district.tick()
    assert await rita.draft() is not None
    district.time.move(minutes=1)
    await district.tick()
    assert await rita.draft() is None
    await rita.say("He is back.")
    district.time.move(minutes=2)
    assert "PSB" in alerted(await district.tick()), "as a case of its own, linked to the first"


def test_the_profile_sets_the_time_until_the_message(district: Watched) -> None:
    policy = district.services.profile.policy
    spans = policy.danger_idle_now, policy.danger_idle, policy.danger_contact
    assert spans == (timedelta(minutes=2), timedelta(minutes=10), timedelta(minutes=60))


def test_every_act_of_a_person_loads_the_conversation_in_one_place() -> None:
    folder = Path(idle.__file__).parents[1]
    loads = {path.name for path in folder.rglob("*.py") if "drafts.of(visitor.person)" in path.read_text("utf-8")}
    # who_writes.py asks only whether there is one: it does not go on with it.
    assert loads == {"private_chat.py", "who_writes.py"}
