"""A code is shown once; with it, from any account, state and dates can be read and more can be added."""

import pytest

from bot.domain.access.receipts import Code
from bot.domain.intake.asides import pieces
from bot.domain.notices.notice import Notice
from bot.usecases.reporting import words_told
from bot.usecases.reporting.sent_reports import follow_up
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from tests.support.notices import facts_of
from tests.support.people import District, Someone, kinds
from tests.support.reporting.receipts import WRONG, CountedHashes, comes, receipt_of, replace_line


@pytest.fixture
def other(district: District) -> Someone:
    """Another account, with Chinese words."""
    return Someone(district, user=99, locale="zh-Hans")


async def answer(person: Someone, code: Code | None) -> Notice:
    return (await comes(person, code))[-1]


async def test_each_report_gets_a_code_of_its_own_in_a_message_of_its_own(rita: Someone) -> None:
    first = await receipt_of(rita)
    rita.district.time.move(minutes=5)
    rita.district.sent.clear()
    assert await receipt_of(rita) != first


async def test_another_account_sees_state_and_dates_and_nothing_that_was_told(rita: Someone, other: Someone) -> None:
    notice = await answer(other, await receipt_of(rita))
    assert notice.kind == "followed"
    told = {"state", "sent", "promises", "steps", "questions", "answers", "may_have_slip"}
    assert set(facts_of(notice)) == told
    assert (facts_of(notice)["questions"], facts_of(notice)["answers"]) == (0, 0)
    assert facts_of(notice)["state"] == "received"
    assert facts_of(notice)["steps"] == [{"what": "untaken", "at": None}]


async def test_a_typed_code_is_deleted_at_once_right_or_wrong(rita: Someone, other: Someone) -> None:
    code = await receipt_of(rita)
    for given in (code, WRONG, None):
        assert facts_of((await comes(other, given, message=77))[0])["messages"] == [77]


async def test_words_added_with_a_code_reach_the_officers(rita: Someone, other: Someone) -> None:
    await comes(other, await receipt_of(rita))
    await follow_up.begin_addition(other.request)
    await words_told.tell(other.request, ToldMessage(Written(other.piece("Again.", 501))))
    sent = await other.district.deliver()
    assert "more_told" in kinds(sent)
    (report,) = await rita.reports()
    assert report.additions[0].pieces[0].text == "Again."
    assert await other.reports() == []


async def test_without_a_code_nothing_can_be_added_anywhere(rita: Someone, other: Someone) -> None:
    await receipt_of(rita)
    await follow_up.begin_addition(other.request)
    assert kinds(await other.district.deliver()) == ["follow_ask"]


async def test_a_wrong_code_and_an_unknown_one_look_alike_and_cost_the_same(rita: Someone, district: District) -> None:
    right = await receipt_of(rita)
    seen, costs = [], []
    for user, given in enumerate([WRONG, None, (*right[:4], right[4] ^ 1), right]):
        counted = CountedHashes(district.services.blind_index)
        person = Someone(replace_line(district, counted), user=300 + user)
        seen.append((await answer(person, given)).kind)
        costs.append(counted.slow)
    assert seen == ["follow_wrong"] * 3 + ["followed"]
    assert costs == [["receipt"]] * 4


async def test_five_wrong_codes_pause_even_the_right_one_for_a_quarter_of_an_hour(
    rita: Someone, other: Someone
) -> None:
    code = await receipt_of(rita)
    said = [(await answer(other, WRONG)).kind for _ in range(5)]
    assert said == ["follow_wrong"] * 4 + ["follow_paused"]
    paused = await answer(other, code)
    assert (paused.kind, facts_of(paused)["until"]) == ("follow_paused", "2026-03-02T02:15:00+00:00")
    other.district.time.move(minutes=15)
    assert (await answer(other, code)).kind == "followed"


async def test_a_pause_of_one_account_does_not_pause_another(rita: Someone, other: Someone) -> None:
    code = await receipt_of(rita)
    for _ in range(5):
        await comes(other, WRONG)
    assert (await answer(Someone(other.district, user=98), code)).kind == "followed"


async def test_words_sent_where_a_code_is_awaited_are_stored(other: Someone) -> None:
    await follow_up.ask(other.request)
    piece = other.piece("help me he hits me", 501)
    await words_told.tell(other.request, ToldMessage(Written(piece)))
    await words_told.tell(other.request, ToldMessage(Written(other.piece("And more.", 502))))
    draft = await other.draft()
    assert draft is not None
    assert [one.text for one in pieces(draft)] == ["help me he hits me", "And more."]


async def test_hide_ends_the_session_of_a_code(rita: Someone, other: Someone) -> None:
    await comes(other, await receipt_of(rita))
    await follow_up.begin_addition(other.request)
    await other.hide()
    assert "start" in kinds(await other.say("Something else."))
    (report,) = await rita.reports()
    assert report.additions == ()


async def test_who_used_a_code_is_forgotten_after_a_day(rita: Someone, other: Someone) -> None:
    await comes(other, await receipt_of(rita))
    other.district.time.move(hours=24)
    await other.district.database.delete_expired(other.now)
    async with other.district.database.reading() as uow:
        assert await uow.receipts.follower(other.visitor.person) is None
