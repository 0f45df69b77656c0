"""A slip says that a report was made on that day. That stays true whatever becomes of the report.

No slip is ever revoked: to say so, /verify would have to look something up, and whoever holds a slip could ask each day
what became of the report.
"""

import io
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.domain.cases.case import CaseState
from bot.domain.cases.record import Closing
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.institutions.institution import Institution
from bot.usecases.institutions import importing, links
from bot.usecases.reporting.slips import slip_to_head, slips, verifying
from tests.support.bound_district import open_unbound
from tests.support.domain.examples import some_for_each
from tests.support.notices import facts_of
from tests.support.officers import ONE, the_case
from tests.support.oversight.institutions import CLINIC, HEAD, SCHOOL, a_head, register, staff_reports, works_there
from tests.support.people import District, Someone
from tests.support.processes.command_line import ran
from tests.support.reporting.slips import shown, wants_slip

STALE = "error-stale-button"
NOTHING_ELSE = {
    "en": "Nothing was looked up: it says neither what was reported, nor about whom, nor what became of it.",
    "zh-Hans": "没有查询任何记录：看不出报告了什么、涉及何人、后来怎样。",
}


async def nothing(district: District, rita: Someone) -> None:
    """The report stays as it was."""


async def is_found_false(district: District, rita: Someone) -> None:
    """The case is closed: the report was false."""
    was, at = await the_case(district), district.time.at
    closing = Closing("false_report", "yes", PersonKey("amal"), was.lead, at, approved_by=PersonKey("hana"))
    async with district.database.begin() as uow:
        closed = replace(was, version=was.version + 1, state=CaseState.CLOSED, closing=closing, deadlines=())
        await uow.cases.save(closed, was=was.version)
        await uow.commit()


async def is_erased(district: District, rita: Someone) -> None:
    """The case, its report and who sent it."""
    (report,) = await rita.reports()
    async with district.database.begin() as uow:
        await uow.retention.erase(report.case, district.time.at)
        await uow.commit()


async def chat_is_cleared(district: District, rita: Someone) -> None:
    """The sender has taken it all out of the chat."""
    await rita.hide(erase=True)


async def takes_over(district: District, *found: Institution) -> None:
    listed = await importing.what_changes(district.services, found)
    await importing.take_over(district.services, district.time.at, found, listed)


async def is_renamed(district: District, rita: Someone) -> None:
    """The institution has another name in the registry."""
    await takes_over(district, replace(SCHOOL, name="Harbour School"), CLINIC)


async def is_closed(district: District, rita: Someone) -> None:
    """The institution is in the registry no more."""
    await takes_over(district, CLINIC)


async def link_is_renewed(district: District, rita: Someone) -> None:
    """Nobody is linked any more."""
    head = Someone(district, HEAD)
    await links.renew(head.request)


async def is_named_as_accused(district: District, rita: Someone) -> None:
    """The body above is barred from the case."""
    was = await the_case(district)
    async with district.database.begin() as uow:
        await uow.cases.save(replace(was, version=was.version + 1, barred=(AgencyKey("EDU"),)), was=was.version)
        await uow.commit()


Became = Callable[[District, Someone], Awaitable[None]]
BECAME: tuple[Became, ...] = (
    nothing,
    is_found_false,
    is_erased,
    chat_is_cleared,
    is_renamed,
    is_closed,
    link_is_renewed,
    is_named_as_accused,
)


@pytest.fixture
async def slip(district: District, rita: Someone) -> tuple[bytes, str]:
    """Rita of the school has reported; the slip as page and as text."""
    await register(district)
    await works_there(rita)
    await a_head(district)
    await staff_reports(rita)
    await district.deliver()
    return await wants_slip(rita)


@cache
def printed(page: bytes) -> str:
    """What somebody copies from the page."""
    words = PdfReader(io.BytesIO(page)).pages[0].extract_text()
    return words[words.index("SLIP-1") :]


async def answers(district: District, page: bytes, text: str) -> list[object]:
    """What the bot says to a stranger, to each way of bringing the slip, in both languages."""
    someone, found = Someone(district, 99), list[object]()
    await verifying.verify_text(someone.request, text)
    await verifying.verify_file(someone.request, page)
    await verifying.verify_text(someone.request, printed(page))
    for notice in await district.deliver():
        found += [facts_of(notice), *[(await shown(district, notice, name)).text for name in NOTHING_ELSE]]
    return found


@pytest.mark.parametrize("became", BECAME)
async def test_whatever_became_of_the_report_the_bot_verifies_its_slip_alike(
    district: District, rita: Someone, slip: tuple[bytes, str], became: Became
) -> None:
    before = await answers(district, *slip)
    assert [facts["verdict"] for facts in before[::3]] == ["genuine"] * 3  # type: ignore[index]
    assert all(words in str(text) for at, words in enumerate(NOTHING_ELSE.values()) for text in before[at + 1 :: 3])
    await became(district, rita)
    await district.deliver()
    assert await answers(district, *slip) == before
    await verifying.verify_text(Someone(district, 99).request, slip[1].replace("No. 1", "No. 2"))
    assert [facts_of(notice)["verdict"] for notice in await district.deliver()] == ["changed"]
    if became not in (is_erased, chat_is_cleared):
        assert (await wants_slip(rita))[1] == slip[1], "while the report exists its sender gets the same slip again"


BROUGHT = some_for_each([is_found_false, is_erased, is_closed], ["slip.pdf", "slip.txt", "typed.txt"], 1)


@pytest.mark.parametrize(("became", "names"), BROUGHT.items())
async def test_whatever_became_of_the_report_the_command_line_verifies_its_slip_alike(
    tmp_path: Path, became: Became, names: list[str]
) -> None:
    """Brought as page, as text or typed: the suite tries another way with each, a long run all ways."""
    district = await open_unbound(tmp_path)
    try:
        rita = Someone(district)
        await register(district)
        await works_there(rita)
        await staff_reports(rita)
        page, text = await wants_slip(rita)
        await became(district, rita)
    finally:
        await district.database.close()
    (tmp_path / "slip.pdf").write_bytes(page)
    (tmp_path / "slip.txt").write_text(text, "utf-8")
    (tmp_path / "typed.txt").write_text(printed(page), "utf-8")
    (tmp_path / "other.txt").write_text(printed(page).replace("No. 1", "No. 2"), "utf-8")
    for name in names:
        code, said = await ran(tmp_path, "verify", str(tmp_path / name), TOKEN="123:x")
        assert (code, "Genuine: the signature fits." in said, "Nothing was looked up" in said) == (0, True, True), name
    if became is is_erased:
        assert (await ran(tmp_path, "verify", str(tmp_path / "other.txt"), TOKEN="123:x"))[0] == 1


# --- Asked for again ---


async def test_the_question_before_a_slip_names_the_institution_as_the_slip_does(
    district: District, rita: Someone, slip: tuple[bytes, str]
) -> None:
    await is_renamed(district, rita)
    assert await slips.ask(rita.request, ONE) == ""
    (asked,) = await district.deliver()
    assert "No. 1 Primary School" in (await shown(district, asked)).text


async def test_an_erased_report_gives_no_slip(district: District, rita: Someone, slip: tuple[bytes, str]) -> None:
    await is_erased(district, rita)
    await district.deliver()
    for act in (slips.ask, slips.make, slip_to_head.ask, slip_to_head.hand):
        assert await act(rita.request, ONE) == STALE
    assert await district.deliver() == []


@pytest.mark.parametrize("became", [is_erased, is_closed, is_named_as_accused])
async def test_no_slip_of_an_erased_report_is_handed_to_the_head(
    district: District, rita: Someone, slip: tuple[bytes, str], became: Became
) -> None:
    await became(district, rita)
    await district.deliver()
    assert await slip_to_head.hand(rita.request, ONE) == STALE
    assert [one for one in await district.deliver() if getattr(one.to, "chat", None) == HEAD] == []
