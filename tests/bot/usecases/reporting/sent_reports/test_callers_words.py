"""Words given to a caller: they open only their own replacement, once, from an account that is not staff."""

from bot.domain.cases import steps
from bot.domain.ids import AgencyKey
from bot.usecases.reporting import words_told
from bot.usecases.reporting.sent_reports import follow_up
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from tests.support.notices import facts_of
from tests.support.people import District, Someone
from tests.support.reporting.receipts import comes
from tests.support.reporting.staff_intake import case_of, desk, follows, kinds, words_in

CALLER, FINDER, OFFICER = 31, 32, 20


async def handed_to(district: District, how: str = "aloud") -> tuple[int, ...]:
    chen = desk(district, OFFICER, "CIV")
    await chen.takes_call()
    return words_in(await chen.sends(how))


async def test_a_callers_words_only_give_five_new_words(district: District) -> None:
    words = await handed_to(district)
    caller = Someone(district, CALLER)
    sent = await follows(caller, words)
    assert kinds(sent) == ["wipe", "words_replaced"]
    fresh = words_in(sent, "words_replaced")
    assert fresh != words
    assert kinds(await follows(caller, fresh)) == ["wipe", "followed"]


async def test_a_callers_words_are_wrong_words_after_one_use(district: District) -> None:
    words = await handed_to(district, "printed")
    await follows(Someone(district, CALLER), words)
    sent = await follows(Someone(district, FINDER), words)
    assert kinds(sent) == ["wipe", "follow_wrong"]


async def test_an_account_of_the_staff_cannot_use_a_callers_words(district: District) -> None:
    words = await handed_to(district)
    officer = Someone(district, OFFICER)
    for _ in range(6):
        assert kinds(await follows(officer, words, is_staff=True)) == ["wipe", "words_not_for_staff"]
    fresh = words_in(await follows(Someone(district, CALLER), words), "words_replaced")
    assert kinds(await follows(officer, fresh, is_staff=True)) == ["wipe", "words_not_for_staff"]


async def test_without_asking_telegram_the_database_decides_who_is_staff(district: District) -> None:
    words = await handed_to(district)
    assert kinds(await comes(Someone(district, OFFICER), words)) == ["wipe", "words_not_for_staff"]
    assert kinds(await comes(Someone(district, CALLER), words)) == ["wipe", "words_replaced"]


async def test_an_addition_by_a_caller_reaches_the_bodies(district: District) -> None:
    await district.bind("CIV", "PROC")
    words = await handed_to(district)
    chen = desk(district, OFFICER, "CIV")
    await _acknowledged(district)
    caller = Someone(district, CALLER)
    await follows(caller, words_in(await follows(caller, words), "words_replaced"))
    await follow_up.begin_addition(caller.request)
    piece = caller.piece("It was louder last night.", None)
    await words_told.tell(caller.request, ToldMessage(Written(piece)))
    sent = await district.deliver()
    assert "more_told" in kinds(sent)
    assert [facts_of(one) for one in sent if one.kind == "follow_added"]
    assert await chen.who.reports() == []


async def _acknowledged(district: District) -> None:
    case = await case_of(district)
    async with district.database.begin() as uow:
        person = desk(district, OFFICER, "CIV").agent.person
        after = steps.acknowledge(case, AgencyKey("CIV"), person, district.time.at)
        await uow.cases.save(after, was=case.version)
        await uow.commit()
