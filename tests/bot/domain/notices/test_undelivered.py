"""Who is told of a message that did not arrive (casework.md: nothing is lost in silence), and who must not be."""

from dataclasses import replace

import pytest

from bot.domain.addresses import Address
from bot.domain.groups import Cause
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, ChatId, PersonKey, UserId
from bot.domain.notices.content import Content
from bot.domain.notices.notice import Notice, ToAgency, ToChat, ToOversight, ToPerson
from bot.domain.notices.officer.cases import Card
from bot.domain.notices.supervisor.delivery import GivenUpRows, GroupSilent, NotTaken, Parked, StaffLost, Undelivered
from bot.domain.notices.supervisor.groups import GroupBack, GroupLost
from bot.domain.notices.undelivered import is_missed, must_be_heard, told_to_supervisors
from bot.domain.people import Staff

EDU, PSB = AgencyKey("EDU"), AgencyKey("PSB")
CASE, NUMBER = CaseId("case-41"), CaseNumber(41)
LOST = Notice(Card(), ToAgency(EDU), case=CASE)
UNDELIVERED = Undelivered(number=NUMBER)


def supervisor(name: str, *heads: AgencyKey) -> Staff:
    return Staff(PersonKey(name), UserId(7), "en", supervisor=True, heads=frozenset(heads))


SUE, HANA = supervisor("sue"), supervisor("hana", PSB)


def test_every_supervisor_hears_of_which_case_a_message_did_not_arrive() -> None:
    told = told_to_supervisors(LOST, UNDELIVERED, [SUE, HANA], [])
    assert [(word.to, word.content, word.case) for word in told] == [
        (ToPerson(SUE.person), UNDELIVERED, CASE),
        (ToPerson(HANA.person), UNDELIVERED, CASE),
    ]


def test_the_head_of_a_barred_body_is_not_told_of_an_undelivered_message_of_the_case() -> None:
    told = told_to_supervisors(LOST, UNDELIVERED, [SUE, HANA], [PSB])
    assert [word.to for word in told] == [ToPerson(SUE.person)]


@pytest.mark.parametrize("said", [GroupSilent(agency=EDU, number=NUMBER), NotTaken(agency=EDU, number=NUMBER)])
def test_the_head_of_a_barred_body_hears_that_a_group_is_silent_without_the_case(said: GroupSilent | NotTaken) -> None:
    word = told_to_supervisors(LOST, said, [HANA], [PSB])[0]
    assert (word.content, word.case) == (replace(said, number=None), None)
    assert "41" not in str(word.slot)


@pytest.mark.parametrize(
    "content",
    [
        UNDELIVERED,
        GroupSilent(agency=EDU),
        NotTaken(agency=EDU),
        StaffLost(),
        Parked(reason="KeyError"),
        GivenUpRows(rows=("D1",), count=1),
        GroupLost(agency=EDU, cause=Cause.GONE),
        GroupBack(agency=EDU),
    ],
)
def test_an_undelivered_warning_about_delivery_is_not_warned_of_again(content: Content) -> None:
    assert told_to_supervisors(replace(LOST, content=content), UNDELIVERED, [SUE], []) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("to", "case", "missed"),
    [
        (ToChat(ChatId(7), "en"), None, False),
        (ToChat(ChatId(7), "en"), CASE, True),
        (ToPerson(SUE.person), None, True),
        (ToOversight(), None, True),
    ],
)
def test_an_answer_about_no_case_in_a_chat_that_is_gone_is_missed_by_nobody(
    to: Address, case: CaseId | None, *, missed: bool
) -> None:
    assert is_missed(replace(LOST, to=to, case=case)) is missed


def test_that_a_group_is_cut_off_must_be_heard_by_somebody() -> None:
    assert must_be_heard(replace(LOST, content=GroupLost(agency=EDU, cause=Cause.GONE)))
    assert must_be_heard(replace(LOST, content=NotTaken(agency=EDU)))
    assert not must_be_heard(LOST)
    assert not must_be_heard(replace(LOST, content=UNDELIVERED))
