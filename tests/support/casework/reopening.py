"""A closed case, and words that come for it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.cases.case import Case
from bot.domain.notices.notice import Mode, Notice, ToAgency
from bot.usecases.reporting import words_told
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from handlers.reporter.courtesies import is_courtesy
from tests.support.case_stages import bring
from tests.support.facts_of_notices import CATALOGUE
from tests.support.officers import ONE, reported, the_case
from tests.support.people import PROFILE, District, Someone
from tests.support.recorded_walks import recorded_walk
from tests.support.reporting.told_more import supervise

KNIFE = "He was hit again with a knife today."

PLAIN = "They wait for him again."


async def closed(district: District, rita: Someone) -> Case:
    """Rita's case of bullying (P3; the schools lead) came to its end, and a month has gone by."""
    await supervise(district)
    await reported(rita)
    await bring(district, ONE, "closed", rita)
    district.time.move(days=30)
    await district.deliver()
    return await the_case(district)


@recorded_walk
async def adds(rita: Someone, words: str) -> list[Notice]:
    """By Status and Add more, as the handler hands it over."""
    await rita.add(1)
    courtesy = is_courtesy(CATALOGUE, PROFILE.languages, words)
    piece = replace(rita.piece(words, None), courtesy=courtesy)
    await words_told.tell(rita.request, ToldMessage(Written(piece)))
    return await rita.district.deliver()


def cards(sent: Sequence[Notice], mode: Mode) -> set[str]:
    found = [notice for notice in sent if notice.kind == "card" and notice.mode is mode and not notice.silent]
    return {notice.to.agency for notice in found if isinstance(notice.to, ToAgency)}
