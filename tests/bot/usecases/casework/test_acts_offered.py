"""Somebody who opens a case, or reads its card, is offered exactly what they may do there."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.access.viewer import Viewer
from bot.domain.cases.case import Case, Part, TaskState
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.notice import Address, Notice, ToAgency, ToChat
from bot.domain.notices.officer.cases import CloseApproval
from bot.domain.notices.officer.classes import LowerAsked
from bot.domain.queues.delivery import OutboxRow
from bot.domain.urgency import Urgency
from bot.usecases.access.cards import card
from handlers.officer.cases.views_desk import desk_keys
from handlers.telegram.text.rendered import RenderContext, Rendered
from tests.support.case_stages import proposed
from tests.support.casework.endings import keeps
from tests.support.facts_of_notices import CATALOGUE
from tests.support.notices import worded
from tests.support.officers import CYL, EDU, PROC, PSB, reported, the_case
from tests.support.oversight.lists import HERE
from tests.support.people import PROFILE, District, Someone

TO_WRITE, TO_LEAD = {"Answer the reporter", "Ask the reporter"}, {"Close", "Another agency leads"}
"""For the lead and the supervising body; for the lead alone (casework.md, Rights)."""
TO_ACT = {"Record an action", "Make a task"}
"""Not for a body that only watches."""
OF_EVERYBODY = {"Assess", "Note", "Step back", "Deadlines and timeline"}


async def to_be_closed(district: District, urgency: Urgency = Urgency.P3, barred: tuple[AgencyKey, ...] = ()) -> Case:
    """The lead, the schools, has proposed to close a case of bullying."""
    await reported(Someone(district))
    was = await the_case(district)
    left = tuple(task for task in was.tasks if task.agency not in barred)
    case = replace(proposed(was, district.time.at), urgency=urgency, barred=barred)
    case = replace(case, tasks=tuple(task for task in case.tasks if task.agency in {one.agency for one in left}))
    await keeps(district, case, was.version)
    return await the_case(district)


def context(district: District) -> RenderContext:
    database: Any = district.database
    return RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", database.reading, database.files, district.time.now)


async def shown(district: District, notice: Notice, to: Address) -> Rendered:
    """The message as it comes to this place."""
    row = OutboxRow(1, HERE.chat, "en", replace(notice, to=to), 0, None, None, is_group=isinstance(to, ToAgency))
    rendered = await worded(context(district), row)
    assert rendered is not None
    return rendered


def all_have_it(case: Case) -> Case:
    """Every body that was called has acknowledged."""
    called = [task for task in case.tasks if task.is_awaited]
    for task in called:
        case = case.with_task(replace(task, state=TaskState.ACKED))
    return case


def labels(district: District, case: Case, viewer: Viewer) -> set[str]:
    """The buttons under the opened case."""
    return {key.text for row in desk_keys(context(district), "en", case, viewer) for key in row}


def heads(agency: AgencyKey | None) -> Viewer:
    """The head of this body."""
    return Viewer(agency, frozenset({agency} if agency is not None else ()))


BY_BODY: list[tuple[AgencyKey | None, set[str], set[str]]] = [
    (EDU, TO_WRITE | TO_LEAD | TO_ACT, set()),
    (PROC, TO_WRITE | TO_ACT, TO_LEAD),
    (PSB, TO_ACT, TO_WRITE | TO_LEAD | {"Agree to close"}),
    (None, TO_ACT, TO_WRITE | TO_LEAD | {"Agree to close"}),
]
"""What a reader of this body may do, and may not do."""


async def test_opening_a_case_offers_the_acts_that_the_readers_body_may_do(district: District) -> None:
    case = all_have_it(await to_be_closed(district))
    for agency, may, may_not in BY_BODY:
        for reader in (Viewer(agency), heads(agency)):
            offered = labels(district, case, reader)
            assert offered >= OF_EVERYBODY | may, reader
            assert not offered & may_not, reader


@pytest.mark.parametrize("is_head", [False, True])
async def test_a_body_that_only_watches_is_offered_to_write_and_not_to_act(district: District, is_head: bool) -> None:
    case = await to_be_closed(district)
    task = case.task(PROC)
    assert task is not None
    case = all_have_it(case.with_task(replace(task, part=Part.COPY)))
    offered = labels(district, case, heads(PROC) if is_head else Viewer(PROC))
    assert offered >= OF_EVERYBODY | TO_WRITE
    assert not offered & (TO_LEAD | TO_ACT)


AGREE = [
    (Urgency.P3, (), {EDU, PROC}),
    (Urgency.P2, (), {PROC}),
    (Urgency.P1, (), {PROC}),
    (Urgency.P3, (PROC,), {EDU}),
    (Urgency.P2, (PROC,), {EDU}),
]
"""Whose members agree to closing: the head of the lead, the supervising body; for P1 and P2 only the latter, unless it
must not know of the case (L9)."""


@pytest.mark.parametrize(("urgency", "barred", "agree"), AGREE)
async def test_the_button_to_agree_is_shown_only_to_those_who_may_agree(
    district: District, urgency: Urgency, barred: tuple[AgencyKey, ...], agree: set[AgencyKey]
) -> None:
    case = await to_be_closed(district, urgency, barred)
    assert {EDU, PSB, CYL} <= {task.agency for task in case.tasks}
    for task in case.tasks:
        message = await shown(district, card(case, task.agency), ToAgency(task.agency))
        assert ("/approve_1" in message.text) == (task.agency in agree), task.agency
        assert ("has to agree" in message.text) == (task.agency not in agree), task.agency
        assert "Agree to close" not in {key.text for row in message.keys for key in row}, "nobody may in a group"
        assert ("Agree to close" in labels(district, case, heads(task.agency))) == (task.agency in agree), task.agency
        is_above = task.agency == PROC
        assert ("Agree to close" in labels(district, case, Viewer(task.agency))) == is_above, "its head alone may"


@pytest.mark.parametrize("agency", [EDU, PROC])
async def test_whoever_has_proposed_an_end_is_not_offered_to_agree(district: District, agency: AgencyKey) -> None:
    case = await to_be_closed(district)
    assert case.proposal is not None
    itself = replace(heads(agency), person=case.proposal.proposed_by)
    assert "Agree to close" in labels(district, case, heads(agency))
    assert "Agree to close" not in labels(district, case, itself)


async def test_a_supervisor_who_is_an_officer_agrees_where_the_supervising_body_must_not_know(
    district: District,
) -> None:
    case = await to_be_closed(district, Urgency.P2, (PROC,))
    assert "Agree to close" in labels(district, case, Viewer(EDU, supervisor=True))
    assert "Agree to close" not in labels(district, case, Viewer(EDU))


ASKED: dict[str, CloseApproval | LowerAsked] = {
    "an end": CloseApproval(
        number=CaseNumber(1),
        urgency=Urgency.P2,
        agency=EDU,
        outcome="school_measure",
        safe="plan",
    ),
    "a lower class": LowerAsked(number=CaseNumber(1), agency=EDU, was=Urgency.P1, to=Urgency.P2),
}
"""Questions to a second person that may also go to the group of the supervising body."""


@pytest.mark.parametrize("name", ASKED)
async def test_a_question_to_a_second_person_leads_from_a_group_to_private(district: District, name: str) -> None:
    await reported(Someone(district))
    notice = Notice(ASKED[name], HERE, case=(await the_case(district)).id)
    in_group = await shown(district, notice, ToAgency(PROC))
    assert [(key.text, bool(key.url)) for row in in_group.keys for key in row] == [("Open in private", True)]
    in_private = await shown(district, notice, ToChat(HERE.chat, "en"))
    assert [bool(key.url) for row in in_private.keys for key in row] == [False]
