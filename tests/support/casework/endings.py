"""A case is closed in one go: everything was done, and all its reporters were answered or called back."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases import assignments
from bot.domain.cases.by import By
from bot.domain.cases.case import Case
from bot.domain.cases.reporter.outgoing_answers import met
from bot.domain.cases.stages.ending import approve_close, propose_close
from bot.domain.cases.steps import acknowledge, act, assess
from bot.domain.ids import AgencyKey
from tests.support.case_stages import AMAL, HANA, POLICY, a_closing, an_opinion
from tests.support.casework.merging import case_of
from tests.support.people import District
from tests.support.recorded_walks import recorded_walk


async def keeps(district: District, case: Case, version: int) -> None:
    """The case is saved as it is."""
    async with district.database.begin() as uow:
        await uow.cases.save(case, was=version)
        await uow.commit()


@recorded_walk
async def is_closed(district: District, number: int = 1) -> None:
    """The lead answers, calls back whoever waits, and closes the case."""
    now, was = district.time.at, await case_of(district, number)
    case = was
    for body in {was.lead, *(one.agency for one in was.assignments if one.is_open)}:
        case = taken(case, body, now)
    opinion = replace(an_opinion(case, now), hazard=2, seriousness=2)
    case = act(assess(case, opinion, POLICY, now), By(AMAL, was.lead, now), "visited")
    for one in case.assignments:
        if one.is_open:
            case = assignments.done(case, one.id, By(AMAL, one.agency, now), "Called at noon")
    for of in [None, *(one.case for one in was.absorbed)]:
        case = met(case, now, of=of)
    case = approve_close(propose_close(case, a_closing(case, now)), HANA, now)
    await keeps(district, case, was.version)


def taken(case: Case, body: AgencyKey, now: datetime) -> Case:
    """The body has acknowledged its part."""
    task = case.task(body)
    assert task is not None
    return case if task.has_acknowledged else acknowledge(case, body, AMAL, now)
