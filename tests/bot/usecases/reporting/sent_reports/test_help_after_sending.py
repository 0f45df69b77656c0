"""SG19: words that may mean that somebody needs help now show whom to call, after sending as well as before."""

import pytest

from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.in_chat import HelpCard
from bot.domain.report import Addition
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.reporting import unasked, words_told
from bot.usecases.reporting.sent_reports import additions, follow_up
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from tests.support.casework.casework import words_of
from tests.support.casework.merging import adds
from tests.support.casework.questions import amal_takes_it, asks, reads
from tests.support.casework.reopening import closed
from tests.support.officers import reported
from tests.support.people import District, Someone
from tests.support.reporting.receipts import comes, receipt_of
from tests.support.reporting.unasked import added, has_told, writes

BELT = "His father beats him with a belt."
PLAIN = "They have moved to another street."
DIE = "He says he wants to kill himself."


def cards(sent: list[Notice]) -> list[str]:
    return [one.content.card for one in sent if isinstance(one.content, HelpCard)]


@pytest.mark.parametrize(("words", "shown"), [(BELT, ["words"]), (DIE, ["self_harm"]), (PLAIN, [])])
async def test_an_addition_with_alarming_words_shows_whom_to_call(
    district: District, rita: Someone, words: str, shown: list[str]
) -> None:
    await reported(rita)
    sent = await adds(rita, 1, words)
    assert cards(sent) == shown
    for one in sent:
        if isinstance(one.content, HelpCard):
            assert one.to == ToChat(rita.visitor.chat, "en")
            assert "120" in await words_of(district, one)


async def test_an_answer_with_alarming_words_shows_whom_to_call(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    await asks(await amal_takes_it(district))
    await reads(rita)
    assert cards(await rita.say(BELT)) == ["words"]


async def test_an_addition_with_a_receipt_code_shows_whom_to_call(district: District, rita: Someone) -> None:
    code = await receipt_of(rita)
    other = Someone(district, 77)
    await comes(other, code)
    await follow_up.begin_addition(other.request)
    await words_told.tell(other.request, ToldMessage(Written(other.piece(DIE, None))))
    assert cards(await district.deliver()) == ["self_harm"]


async def test_each_kind_of_help_card_is_shown_at_most_once_an_hour(district: District, rita: Someone) -> None:
    await reported(rita)
    assert cards(await adds(rita, 1, BELT)) == ["words"]
    assert cards(await adds(rita, 1, BELT)) == []
    assert cards(await adds(rita, 1, DIE)) == ["self_harm"]
    for minutes, shown in ((50, []), (9, []), (1, ["words"]), (30, [])):
        district.time.move(minutes=minutes)
        assert cards(await adds(rita, 1, BELT)) == shown


async def test_a_child_reads_the_help_card_in_its_own_wording(district: District, rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "child_self")
    await rita.choose("danger", "no")
    await rita.choose("age_reporter", "under_14")
    await rita.tick("harms", "bullying")
    await rita.choose("next_steps", "go_on")
    await rita.say("They wait for me.")
    await rita.check()
    await rita.send()
    [card] = [one for one in await adds(rita, CaseNumber(1), "My dad hits me") if isinstance(one.content, HelpCard)]
    assert (await words_of(district, card)).startswith("Do you need help right now?")


@pytest.mark.parametrize(("words", "shown"), [(BELT, []), (DIE, ["self_harm"])])
async def test_a_case_that_is_open_again_says_the_numbers_itself(
    district: District, rita: Someone, words: str, shown: list[str]
) -> None:
    await closed(district, rita)
    sent = await adds(rita, 1, words)
    assert cards(sent) == shown
    again, *_ = [one for one in sent if one.kind == "reopened"]
    assert "120" in await words_of(district, again)


async def test_unasked_words_show_the_help_card_once_and_not_when_they_are_sent(
    district: District, rita: Someone
) -> None:
    await has_told(rita)
    assert cards(await writes(rita, BELT)) == ["words"]
    district.time.move(minutes=11)
    assert cards(await district.process_idle_drafts()) == []
    assert await added(rita) == [BELT]


async def test_assigning_unasked_words_to_a_case_shows_no_second_help_card(district: District, rita: Someone) -> None:
    await has_told(rita)
    assert cards(await writes(rita, BELT)) == ["words"]
    await unasked.choose(rita.request, CaseNumber(1))
    assert cards(await district.deliver()) == []
    assert await added(rita) == [BELT]


async def test_a_help_card_that_was_not_shown_is_shown_later(district: District, rita: Someone) -> None:
    """What somebody adds with the five words, in a chat of their own, shows the card there; it goes on to come here."""
    code = await receipt_of(rita)
    other = Someone(district, 77)
    await comes(other, code)
    await follow_up.begin_addition(other.request)
    await words_told.tell(other.request, ToldMessage(Written(other.piece(DIE, None))))
    assert cards(await district.deliver()) == ["self_harm"]
    assert cards(await adds(rita, 1, DIE)) == ["self_harm"]


@transaction_of_request
async def adds_silently(act: ReporterAct, addition: Addition) -> None:
    """Something is added that the person is not told of."""
    own = await additions.own_of(act.uow, act.visitor.person)
    assert own is not None
    await additions.add(act, own, addition, additions.Confirmation(unseen=True))


async def test_words_added_silently_do_not_count_as_a_shown_help_card(district: District, rita: Someone) -> None:
    await reported(rita)
    await adds_silently(rita.request, Addition(rita.now, pieces=(rita.piece(DIE, None),)))
    assert cards(await district.deliver()) == []
    assert cards(await adds(rita, 1, DIE)) == ["self_harm"]


async def test_a_correction_shows_a_help_card_only_for_new_words(district: District, rita: Someone) -> None:
    await reported(rita)
    [first] = [one.pieces[0] for one in await told_then(rita, BELT)]
    district.time.move(minutes=90)
    assert cards(await rita.edit(first.message_id, f"{BELT} Every evening.")) == []
    assert cards(await rita.edit(first.message_id, DIE)) == ["self_harm"]


async def told_then(rita: Someone, words: str) -> tuple[Addition, ...]:
    """What her report has as additions, after these words."""
    await adds(rita, 1, words)
    return (await rita.reports())[-1].additions
