"""The danger path (intake.md, Q-rules 1 and 2; SG11, SG40): what is said before anybody knows, and what is sent."""

from typing import Any

import pytest

from bot.domain.cases.flags import Flag
from bot.domain.notices.notice import Notice, Priority, ToAgency
from bot.domain.urgency import Urgency
from bot.usecases.acting import ReporterAct
from bot.usecases.reporting import idle, intake
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.draft import answering, submission
from bot.usecases.reporting.sent_reports import additions, receipts
from handlers.reporter import buttons as b
from tests.support.notices import facts_of
from tests.support.officers import PSB
from tests.support.people import Someone, alerted, kinds
from tests.support.reporting.danger import has_button, in_danger, the_case, to_reporter, told_harm
from tests.support.reporting.private_chat import Present, Watched


def to_groups(notices: list[Notice]) -> list[Notice]:
    return [notice for notice in notices if isinstance(notice.to, ToAgency)]


# --- What is said before anybody knows -------------------------------------------------------------------------------


@pytest.mark.parametrize(("danger", "promised"), [("yes_now", "10:02"), ("maybe_today", "10:10")])
async def test_the_help_card_says_that_nobody_knows_and_when_it_goes_out(
    district: Watched, rita: Present, danger: str, promised: str
) -> None:
    await in_danger(rita, danger)
    card = next(heard for heard in district.heard if heard.notice.kind == "help_card")
    assert "Nobody has been told yet." in card.words
    assert f"<b>{promised}</b>" in card.words
    assert card.words.index("Call 110 now") < card.words.index("Nobody")
    assert b.MayWrite("yes") in card.buttons


async def test_the_promised_minute_moves_with_each_act_and_is_shown(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    district.time.move(seconds=61)
    await rita.say("Poplar Road 12")
    card = [heard for heard in district.heard if heard.notice.kind == "help_card"][-1]
    assert "<b>10:04</b>" in card.words
    district.time.move(seconds=119)
    assert alerted(await district.tick()) == set()
    district.time.move(seconds=1)
    assert "PSB" in alerted(await district.tick())


async def test_somebody_who_takes_danger_back_is_promised_no_minute(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    await intake.change(rita.request, "danger")
    await rita.choose("danger", "no")
    card = [heard for heard in district.heard if heard.notice.kind == "help_card"][-1]
    assert "Nobody" not in card.words
    assert card.buttons == ()
    district.time.move(hours=2)
    assert await district.tick() == []


# --- The stub --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("danger", "minutes"), [("yes_now", 2), ("maybe_today", 10)])
@pytest.mark.parametrize("start", ["adult", "child_self", "child_other"])
async def test_a_danger_report_without_a_harm_is_sent_by_itself_to_the_police(
    district: Watched, rita: Present, danger: str, minutes: int, start: str
) -> None:
    await in_danger(rita, danger, start)
    district.time.move(minutes=minutes, seconds=-1)
    assert await district.tick() == []
    district.time.move(seconds=1)
    sent = await district.tick()
    case = await the_case(district)
    assert case is not None
    assert (case.lead, case.urgency, case.harms) == (PSB, Urgency.P1, ("unknown",))
    assert Flag.INCOMPLETE in case.flags
    assert {"PSB", "PROC", "CIV"} <= alerted(sent)
    assert to_reporter(sent) == []


async def test_a_danger_report_is_sent_only_once(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    for _ in range(8):
        district.time.move(minutes=2)
        await district.tick()
    assert len(await rita.reports()) == 1


async def test_words_and_ticks_without_done_are_sent_with_the_danger_report(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    await rita.say("He broke the door.", message=900)
    await intake.go_on_asking(rita.request)
    await answering.tick(rita.request, "harms", "neglect")
    district.time.move(minutes=2)
    sent = await district.tick()
    case, (report,) = await the_case(district), await rita.reports()
    assert case is not None
    assert (case.harms, case.lead) == (("neglect",), "CIV")
    assert "He broke the door." in str(report.answers)
    assert "WOM" in alerted(sent)


async def test_naming_the_harm_sends_the_alert_in_the_same_step(rita: Present) -> None:
    sent = await told_harm(rita)
    cards = [notice for notice in sent if notice.kind == "card"]
    assert {"PSB", "PROC"} <= alerted(sent)
    assert {notice.priority for notice in cards} == {Priority.DANGER}


async def test_answers_after_the_danger_stub_are_added_silently(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    district.time.move(minutes=2)
    await district.tick()
    district.time.move(minutes=1)
    sent = await rita.say("Poplar Road 12")
    sent += await rita.tick("harms", "unknown")
    assert to_groups(sent) == []
    (report,) = await rita.reports()
    assert report.answer("place_now").text == "Poplar Road 12"  # type: ignore[union-attr]


async def test_bodies_added_by_later_answers_are_alerted(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    district.time.move(minutes=2)
    assert "HEA" not in alerted(await district.tick())
    await rita.skip("place_now")
    assert "HEA" in alerted(await rita.tick("harms", "self_harm"))


async def test_a_reporter_who_returns_after_long_is_announced(district: Watched, rita: Present) -> None:
    await told_harm(rita)
    district.time.move(minutes=11)
    await district.tick()
    sent = await rita.say("He is back with a knife.")
    assert "more_told" in kinds(sent)
    assert "more_told" not in kinds(await rita.say("I hear him."))


async def test_a_returning_reporter_continues_and_reads_the_case_number(district: Watched, rita: Present) -> None:
    await in_danger(rita, start="child_self")
    district.time.move(minutes=5)
    await district.tick()
    await rita.skip("place_now")
    card, screen = district.heard[-2:]
    assert "Your number is <b>1</b>" in card.words
    assert "This is not your fault." in card.words
    assert facts_of(screen.notice)["question"] == "age_reporter"


@pytest.mark.parametrize("way", ["nothing", "hide", "keep", "stop", "stop button", "blocks", "help", "language"])
async def test_a_danger_report_is_sent_however_its_reporter_stops(district: Watched, rita: Present, way: str) -> None:
    await in_danger(rita)
    district.time.move(seconds=30)
    if way in {"hide", "keep"}:
        await rita.hide()
    if way == "keep":
        await rita.hide(erase=False)
    if way == "stop":
        await rita.stop()
    if way == "stop button":
        await hiding.ask_to_stop(rita.request)
    if way == "blocks":
        await hiding.blocked(rita.request, blocked=True)
    if way == "help":
        await hiding.show_help(rita.request)
    if way == "language":
        await intake.set_language(rita.request, "zh-Hans")
    district.time.move(minutes=2)
    assert "PSB" in alerted(await district.tick())


async def test_the_hide_screen_says_that_the_report_is_sent_unless_deleted(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    await rita.hide()
    assert "is sent at 10:02, unless you delete it" in rita.sees()
    await rita.hide(erase=True)
    district.time.move(hours=2)
    assert await district.tick() == []
    assert await rita.draft() is None


async def test_somebody_who_deletes_too_late_reads_that_the_report_was_sent(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    await rita.hide()
    district.time.move(minutes=2)
    await district.tick()
    await rita.hide(erase=True)
    assert "It was sent before" in rita.sees()
    assert len(await rita.reports()) == 1


async def test_beginning_again_warns_that_the_unsent_report_is_deleted(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    await rita.start()
    await intake.ask_begin_again(rita.request)
    await district.deliver()
    assert "nobody gets it" in rita.sees()
    assert "<b>10:02</b>" in rita.sees()


@pytest.mark.parametrize("path", ["adult", "child_self", "child_other"])
async def test_skipping_every_question_does_not_stop_the_danger_timer(
    district: Watched, rita: Present, path: str
) -> None:
    await in_danger(rita, start=path)
    for question in ("place_now", "age_reporter"):
        draft = await rita.draft()
        if draft is not None and draft.at == question:
            await rita.skip(question)
            assert has_button(district)
    assert await rita.skip("harms") == [], "it cannot be skipped: the stub goes out without it"
    district.time.move(minutes=2)
    assert "PSB" in alerted(await district.tick())


async def test_one_draft_that_cannot_be_acted_on_delays_no_other(
    district: Watched, rita: Present, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Someone(district, 8)
    await other.start()
    await other.choose("start", "adult")
    await other.choose("danger", "yes_now")
    district.time.move(seconds=1)
    await in_danger(rita)
    real = submission.open_report

    async def fails(act: ReporterAct, *rest: Any, **more: Any) -> object:
        if act.visitor.person == other.visitor.person:
            raise RuntimeError
        return await real(act, *rest, **more)

    monkeypatch.setattr(idle, "open_report", fails)
    district.time.move(minutes=3)
    await idle.process_idle_drafts(district.services, district.time.at)
    assert "PSB" in alerted(await district.deliver())


# --- Once the case is made -------------------------------------------------------------------------------------------


async def test_opening_the_case_shows_its_number_next_steps_and_the_receipt_button(
    district: Watched, rita: Present
) -> None:
    await told_harm(rita, start="child_self")
    card, screen = district.heard[-2:]
    assert "Your number is <b>1</b>" in card.words
    assert "This is not your fault." in card.words
    assert "within 15 minutes" in card.words
    assert b.FiveWords() in card.buttons
    assert screen.notice.kind == "next_steps"


async def test_the_receipt_words_are_shown_after_a_tap_and_open_the_report(district: Watched, rita: Present) -> None:
    await told_harm(rita, start="child_self")
    assert await receipts.show_words(rita.request) == ""
    (shown,) = await district.deliver()
    assert shown.kind == "receipt_code"
    words = [await receipts.show_words(rita.request) for _ in range(3)]
    assert words == ["", "", "five-words-later"]


async def test_somebody_who_told_nothing_gets_no_receipt_words(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    assert await receipts.show_words(rita.request) == "error-stale-button"
    assert await district.deliver() == []


async def test_in_danger_every_reply_has_the_priority_of_alerts(district: Watched, rita: Present) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    calm = len(district.heard)
    assert {heard.priority for heard in district.heard} == {Priority.REPLY}
    await rita.choose("danger", "yes_now")
    await rita.skip("place_now")
    await rita.tick("harms", "assault")
    await rita.say("He shouts.")
    await rita.file()
    await rita.choose("danger", "no")
    await hiding.show_help(rita.request)
    await additions.show_status(rita.request)
    await rita.check()
    await rita.send()
    assert {heard.priority for heard in district.heard[calm:]} == {Priority.DANGER}


async def test_screens_waiting_when_danger_was_told_are_not_sent_after_it(district: Watched, rita: Present) -> None:
    district.is_slow = True
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    district.is_slow = False
    await district.deliver()
    assert [heard.notice.kind for heard in district.heard] == ["start", "question", "help_card", "question"]
    assert facts_of(district.heard[-1].notice)["question"] == "place_now"
