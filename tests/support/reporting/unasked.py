"""Unasked words of somebody who has a case."""

from dataclasses import replace

from bot.domain.ids import CaseNumber, MessageId
from bot.domain.notices.notice import Notice
from bot.usecases.reporting import words_told
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from tests.support.officers import reported
from tests.support.people import District, Someone
from tests.support.recorded_walks import recorded_walk
from tests.support.reporting.told_more import supervise

TWO = CaseNumber(2)

WORDS = "He was hit again today."


@recorded_walk
async def writes(rita: Someone, words: str = WORDS, *, courtesy: bool = False) -> list[Notice]:
    """Words in the chat, noted there as the running line notes them."""
    piece = replace(rita.piece(words, None), courtesy=courtesy)
    await words_told.tell(rita.request, ToldMessage(Written(piece)))
    await noted(rita, piece.message_id)
    return await rita.district.deliver()


@recorded_walk
async def noted(rita: Someone, message: int) -> None:
    """She has just written this message."""
    async with rita.district.database.begin() as uow:
        await uow.messages.incoming(rita.visitor.chat, MessageId(message), rita.now)
        await uow.commit()


async def has_told(rita: Someone, contact: str = "yes") -> None:
    """Rita's report is sent, half an hour after she last wrote."""
    await supervise(rita.district)
    await reported(rita, contact)
    await noted(rita, 5)
    await rita.district.deliver()
    rita.district.time.move(minutes=30)


async def added(rita: Someone) -> list[str]:
    """What was added to her first report."""
    reports = await rita.reports()
    return [piece.text for one in reports[-1].additions for piece in one.pieces]


async def numbers(district: District) -> list[int]:
    async with district.database.reading() as uow:
        found = [await uow.cases.by_number(CaseNumber(number)) for number in range(1, 9)]
    return [int(case.number) for case in found if case is not None]
