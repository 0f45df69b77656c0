"""K6: a board names the institutions that never report to people for whom /institutions does, and no others."""

import pytest

from bot.domain.ids import AgencyKey
from bot.domain.notices.supervisor.institutions import InstitutionList
from bot.domain.numbers.board import Silent
from bot.domain.urgency import Urgency
from bot.usecases.access.scope import Scope
from bot.usecases.institutions.listing import list_institutions
from bot.usecases.oversight.statistics.boards import WantedNumbers
from tests.support.acting import asking
from tests.support.officers import EDU, PROC, Officer, officer
from tests.support.oversight.asked_boards import board
from tests.support.oversight.institutions import register, staff_reports, works_there
from tests.support.people import District, Someone

HEA, SUP = AgencyKey("HEA"), AgencyKey("SUP")
SCHOOL, CLINIC = Silent("No. 1 Primary School", "primary_school"), Silent("Erlang Clinic", "clinic")
ABOVE = Scope(everything=True, private=True)
WEEK = WantedNumbers("week")


def of(*bodies: AgencyKey) -> Scope:
    return Scope(agencies=frozenset(bodies), private=True)


@pytest.fixture(autouse=True)
async def institutions(district: District) -> None:
    await register(district)


@pytest.mark.parametrize(
    ("scope", "wanted", "named"),
    [
        (ABOVE, WEEK, (CLINIC, SCHOOL)),
        (ABOVE, WantedNumbers("quarter"), (CLINIC, SCHOOL)),
        (ABOVE, WantedNumbers("week", body=EDU), (SCHOOL,)),
        (ABOVE, WantedNumbers("week", body=SUP), ()),
        (ABOVE, WantedNumbers("week", urgency=Urgency.P1), ()),
        (ABOVE, WantedNumbers("month", harm="bullying"), ()),
        (ABOVE, WantedNumbers("month", area="erlang"), ()),
        (of(EDU), WEEK, (SCHOOL,)),
        (of(EDU, HEA), WEEK, (CLINIC, SCHOOL)),
        (of(EDU), WantedNumbers("week", body=EDU), (SCHOOL,)),
        (of(EDU), WantedNumbers("week", body=HEA), ()),
        (of(SUP), WEEK, ()),
        (Scope(everything=True), WEEK, ()),
        (Scope(agencies=frozenset({EDU})), WEEK, ()),
        (Scope(everything=True, private=True, numbers_only=True), WEEK, ()),
        (Scope(private=True), WEEK, ()),
    ],
)
async def test_a_board_names_only_the_silent_institutions_its_reader_supervises(
    district: District, scope: Scope, wanted: WantedNumbers, named: tuple[Silent, ...]
) -> None:
    """In a group, to an auditor and to a stranger none: they may not see /institutions."""
    assert (await board(district, wanted, scope)).silent == named


@pytest.mark.parametrize(("scope", "count"), [(ABOVE, 2), (of(EDU), 1), (of(SUP), 0)])
async def test_without_an_open_second_factor_a_board_only_counts_silent_institutions(
    district: District, scope: Scope, count: int
) -> None:
    assert (await board(district, WEEK, scope, named=False)).silent == (Silent(name="", kind="", never=True),) * count


async def listed(who: Officer) -> list[str]:
    await list_institutions(await asking(*who.me), "silent")
    [said] = [one.content for one in await who.district.deliver() if isinstance(one.content, InstitutionList)]
    return [row.name for row in said.rows]


async def test_a_report_is_seen_when_its_month_is_over_as_in_the_list(district: District, rita: Someone) -> None:
    readers = ((officer(district, 30, PROC), ABOVE), (officer(district, 20, EDU), of(EDU)))

    async def both() -> list[tuple[Silent, ...]]:
        for who, scope in readers:
            assert [one.name for one in (await board(district, WEEK, scope)).silent] == await listed(who)
        return [(await board(district, WEEK, scope)).silent for _, scope in readers]

    await works_there(rita)
    await staff_reports(rita)
    assert await both() == [(CLINIC, SCHOOL), (SCHOOL,)]
    district.time.move(days=31)
    assert await both() == [(CLINIC,), ()]
    district.time.move(days=366)
    silent_since = Silent("No. 1 Primary School", "primary_school", never=False)
    assert await both() == [(CLINIC, silent_since), (silent_since,)]


@pytest.mark.parametrize("harms", ["school_staff_abuse", "failure_to_report"])
async def test_a_report_in_conflict_takes_no_name_off_a_board(district: District, rita: Someone, harms: str) -> None:
    await works_there(rita)
    await staff_reports(rita, harms)
    for days in (0, 31, 366):
        district.time.move(days=days)
        assert (await board(district, WEEK, ABOVE)).silent == (CLINIC, SCHOOL)
        assert (await board(district, WEEK, of(EDU))).silent == (SCHOOL,)
