"""A case brought to each of its stages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.access.throttle import quarantine
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.record import Closing
from bot.domain.cases.stages.ending import approve_close, propose_close
from bot.domain.cases.stages.retained import Retained
from bot.domain.cases.steps import acknowledge, act, answered, assess, hand_on
from bot.domain.cases.work import Opinion
from bot.domain.groups import Cause
from bot.domain.ids import CaseNumber, ChatId, PersonKey
from tests.support.people import PROFILE, District, Someone
from tests.support.recorded_walks import recorded_walk

AMAL, HANA = PersonKey("amal"), PersonKey("hana")
SUE = 40
"""The supervisor of the line."""
POLICY = PROFILE.policy
STORY, PHOTO = 500, 501
"""Messages of each report: its story, and a picture with a caption."""
Step = Callable[[Case, datetime], Case]


def an_opinion(case: Case, now: datetime) -> Opinion:
    return Opinion(case.lead, AMAL, 1, 1, 2, now)


def a_closing(case: Case, now: datetime) -> Closing:
    return Closing("school_measure", "yes", AMAL, case.lead, now, "They have nothing to add")


def assessed(case: Case, now: datetime) -> Case:
    case = acknowledge(case, case.lead, AMAL, now)
    return assess(case, an_opinion(case, now), POLICY, now)


def in_progress(case: Case, now: datetime) -> Case:
    case = assessed(case, now)
    return answered(act(case, By(AMAL, case.lead, now), "visited"), now)


def proposed(case: Case, now: datetime) -> Case:
    case = in_progress(case, now)
    return propose_close(case, a_closing(case, now))


def closed(case: Case, now: datetime) -> Case:
    return approve_close(proposed(case, now), HANA, now)


def bumped(case: Case, **changes: object) -> Case:
    return replace(case, version=case.version + 1, **changes)  # type: ignore[arg-type]


STEPS: dict[str, Step] = {
    "received": lambda case, _: case,
    "acknowledged": lambda case, now: acknowledge(case, case.lead, AMAL, now),
    "assessed": assessed,
    "in progress": in_progress,
    "end proposed": proposed,
    "closed": closed,
    "closed, its lead must not know any more": lambda case, now: bumped(closed(case, now), barred=(case.lead,)),
    "closed, first word to erase it": closed,
    "closed, its lead's group lost": closed,
    "open, its lead's group lost": in_progress,
    "merged by an older program": lambda case, now: bumped(in_progress(case, now), state=CaseState.MERGED),
    "waits for a look": lambda case, _: bumped(quarantine(case)),
    "kept back": lambda case, _: bumped(quarantine(case)),
    "its officer has handed it on": lambda case, now: hand_on(in_progress(case, now), AMAL, POLICY, now),
    "opened again": closed,
    "opened again and closed within the day": closed,
}


@recorded_walk
async def bring(district: District, number: CaseNumber, state: str, rita: Someone) -> None:
    """Brings the case into this state, by the rules' own steps or, where no step leads there, by hand."""
    now = district.time.at
    async with district.database.begin() as uow:
        was = await uow.cases.by_number(number)
        assert was is not None
        case = STEPS[state](was, now)
        await uow.cases.save(case, was=was.version)
        if state in {"waits for a look", "kept back"}:
            await uow.throttle.quarantine(case.id, now, passes_at=now + POLICY.throttle.waits)
        if state == "kept back":
            await uow.throttle.keep(case.id, HANA)
        if state == "closed, first word to erase it":
            await uow.retention.save(case.id, Retained(let_go_by=HANA, let_go_at=now))
        if "group lost" in state:
            places = {place.agency: place.chat for place in await uow.agencies.all()}
            await uow.agencies.lose(places[case.lead] or ChatId(0), Cause.KICKED, now)
        await uow.commit()
    if state.startswith("opened again"):
        await rita.edit(STORY, "They wait for him again.")
    if state == "opened again and closed within the day":
        await bring(district, number, "closed", rita)
