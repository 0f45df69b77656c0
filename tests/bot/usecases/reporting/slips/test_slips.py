"""A slip is asked for, made once, the same whenever it is asked for again; it says nothing but that a duty was done."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from bot.domain.ids import CaseNumber
from bot.domain.institutions.slip_check import Checked, SlipVerdict, check_file, check_text
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.report import Answer
from bot.usecases.reporting.sent_reports import additions, follow_up
from bot.usecases.reporting.slips import slips
from handlers.telegram.text.buttons import parse
from storage.crypto.key_ring import add_key
from tests.support.notices import facts_of
from tests.support.officers import ONE
from tests.support.people import District, Someone, kinds, open_district
from tests.support.reporting.receipts import code_in, comes
from tests.support.reporting.slips import shown, teacher_reports, wants_slip

STALE = "error-stale-button"


@pytest.fixture
def other(district: District) -> Someone:
    """Another account."""
    return Someone(district, user=99)


async def buttons(district: District, notice: Notice) -> list[object]:
    rendered = await shown(district, notice)
    return [parse(key.data) for row in rendered.keys for key in row]


async def check(district: District, brought: bytes | str) -> Checked:
    async with district.database.reading() as uow:
        fits = uow.slip_keys.fits
    return check_text(brought, fits) if isinstance(brought, str) else check_file(brought, fits)


def of_kind(notices: Sequence[Notice], kind: str) -> Notice:
    return next(notice for notice in notices if notice.kind == kind)


# --- Who is offered one ---


async def test_a_teacher_is_offered_a_slip_after_sending_and_in_the_status(district: District, rita: Someone) -> None:
    received = of_kind(await teacher_reports(rita), "received")
    assert "AskSlip(number=1, do='ask')" in map(repr, await buttons(district, received))
    await additions.show_status(rita.request)
    assert "AskSlip(number=1, do='ask')" in map(repr, await buttons(district, (await district.deliver())[0]))


@pytest.mark.parametrize("who", ["parent", "school"])
async def test_a_private_person_is_offered_no_slip(district: District, rita: Someone, who: str) -> None:
    if who == "school":
        sent = await teacher_reports(rita, "")
    else:
        await rita.is_reporting()
        await rita.say("They wait for him.")
        await rita.check()
        sent = await rita.send()
    assert not [one for one in map(repr, await buttons(district, of_kind(sent, "received"))) if "Slip" in one]
    for act in (slips.ask, slips.make):
        assert await act(rita.request, ONE) == STALE
    assert await district.deliver() == []


@pytest.mark.parametrize("workplace", ["School\u202eloohcS", "x" * 111, "named by: registry"])
async def test_a_deceptive_name_is_not_put_on_a_slip(district: District, rita: Someone, workplace: str) -> None:
    await teacher_reports(rita, workplace)
    assert await slips.make(rita.request, ONE) == STALE


async def test_an_unsent_report_has_no_slip(district: District, rita: Someone) -> None:
    """A report of danger is sent before it is complete; until its sender sends it, it has none."""
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.skip("place_now")
    await rita.tick("harms", "domestic_violence")
    (report,) = await rita.reports()
    assert report.incomplete
    async with district.database.begin() as uow:
        answers = (Answer("organisation", pieces=(rita.piece("No. 1 School", 55),)),)
        await uow.identities.save(report.reporter, replace(await uow.identities.of(report), answers=answers))
        await uow.commit()
    assert await slips.make(rita.request, ONE) == STALE
    assert "slip_page" not in kinds(await district.deliver())


async def test_nobody_gets_the_slip_of_somebody_else(district: District, rita: Someone, other: Someone) -> None:
    await teacher_reports(rita)
    for number in (ONE, CaseNumber(0), CaseNumber(2)):
        for act in (slips.ask, slips.make):
            assert await act(other.request, number) == STALE
    assert await district.deliver() == []


# --- Asked first, then made ---


async def test_before_a_slip_is_shown_the_person_is_asked_whether_the_phone_is_safe(
    district: District, rita: Someone
) -> None:
    await teacher_reports(rita)
    assert await slips.ask(rita.request, ONE) == ""
    (asked,) = await district.deliver()
    said = await shown(district, asked)
    assert "重庆市第一小学, 2026-03-02" in said.text
    assert "as you wrote it" in said.text
    assert "Is that safe for you?" in said.text
    assert (await shown(district, asked, "zh-Hans")).text.endswith("这样对您安全吗？")
    offered = set(map(repr, await buttons(district, asked)))
    assert {"AskSlip(number=1, do='make')", "AskSlip(number=1, do='no')"} <= offered
    async with district.database.reading() as uow:
        (report,) = await rita.reports()
        assert (await uow.identities.of(report)).slip is None
    assert await slips.leave(rita.request) == ""
    assert "/status" in (await shown(district, (await district.deliver())[0])).text


async def test_a_slip_verifies_as_text_as_pdf_and_from_its_printed_page(district: District, rita: Someone) -> None:
    await teacher_reports(rita)
    page, text_ = await wants_slip(rita)
    by_text, by_file = await check(district, text_), await check(district, page)
    assert by_text == by_file
    assert by_text.verdict is SlipVerdict.GENUINE
    assert by_text.slip is not None
    assert (by_text.slip.institution, by_text.slip.day.isoformat()) == ("重庆市第一小学", "2026-03-02")
    assert not by_text.slip.is_registered
    assert await check(district, printed(page)) == by_text


def printed(page: bytes) -> str:
    """What somebody copies from the page: the lines from SLIP-1 on."""
    words = PdfReader(io.BytesIO(page)).pages[0].extract_text()
    return words[words.index("SLIP-1") :]


async def test_the_printed_text_with_one_changed_character_fails(district: District, rita: Someone) -> None:
    await teacher_reports(rita)
    page, _ = await wants_slip(rita)
    words = printed(page)
    for at, sign in enumerate(words):
        if not sign.isspace():
            changed = words[:at] + ("x" if sign != "x" else "y") + words[at + 1 :]
            assert (await check(district, changed)).slip is None, at


async def test_the_page_speaks_every_language_of_the_district_and_is_one_page(
    district: District, rita: Someone
) -> None:
    await teacher_reports(rita, "校" * 55)
    for locale in ("en", "zh-Hans"):
        page, _ = await wants_slip(rita, locale=locale)
        reader = PdfReader(io.BytesIO(page))
        words = reader.pages[0].extract_text()
        assert len(reader.pages) == 1
        assert "On this day a report under the duty to report was made." in words
        assert "当日已按义务作过一次报告。" in words
        assert (words.index("Institution") < words.index("单位")) is (locale == "en")
        assert (await check(district, printed(page))).verdict is SlipVerdict.GENUINE


# --- What it must not tell ---


async def test_a_slip_reveals_neither_minute_nor_case_nor_account(district: District, rita: Someone) -> None:
    district.time.at = datetime(2026, 3, 2, 6, 47, 53, tzinfo=UTC)
    await teacher_reports(rita)
    (report,) = await rita.reports()
    made = [await wants_slip(rita)]
    district.time.move(hours=3, minutes=11)
    made.append(await wants_slip(rita))
    for page, text_ in made:
        reader = PdfReader(io.BytesIO(page))
        assert set(reader.metadata or {}) <= {"/Title", "/Creator"}
        raw = b"".join(stream.get_data() for stream in streams(reader)) + page
        for word in (b"CreationDate", b"ModDate", b"CreateDate", b"ModifyDate", b"06:47", b"14:47", b"47:53"):
            assert word not in raw
        for secret in (report.id, report.case, report.reporter, rita.visitor.person, "They wait", "bullying", "Rita"):
            assert secret not in text_
            assert secret.encode() not in raw
    assert made[0] == made[1]


def streams(reader: PdfReader) -> list[StreamObject]:
    """Every stream of the file."""
    found = [reader.get_object(number) for number in reader.xref[0]]
    assert len(found) > 10
    return [one for one in found if isinstance(one, StreamObject)]


async def test_slips_of_one_day_reveal_neither_order_nor_count(district: District) -> None:
    texts = []
    for user in range(40, 46):
        person = Someone(district, user=user)
        await teacher_reports(person)
        texts.append((await wants_slip(person, user - 39))[1])
        district.time.move(minutes=2)
    numbers = [re.findall("number: (.{11})", one)[0] for one in texts]
    assert len(set(numbers)) == 6
    assert numbers not in (sorted(numbers), sorted(numbers, reverse=True))
    without = {re.sub("(number|commitment|signature): [0-9a-z -]+", "", one) for one in texts}
    assert len(without) == 1


async def test_officers_audit_log_and_card_do_not_show_that_a_slip_exists(district: District, rita: Someone) -> None:
    await teacher_reports(rita)
    async with district.database.reading() as uow:
        case = await uow.cases.by_number(ONE)
        assert case is not None
        before = await uow.audit.history(case.id)
    await wants_slip(rita)
    assert [type(notice.to) for notice in district.sent[-2:]] == [ToChat, ToChat]
    async with district.database.reading() as uow:
        assert await uow.audit.history(case.id) == before
        assert await uow.cases.by_number(ONE) == case


def at_rest(folder: Path) -> bytes:
    """All bytes of the database's files."""
    return b"".join(path.read_bytes() for path in folder.glob("line.db*"))


async def test_a_slips_commitment_is_encrypted_and_erased_with_the_case(
    district: District, rita: Someone, tmp_path: Path
) -> None:
    await teacher_reports(rita)
    _, text_ = await wants_slip(rita)
    (report,) = await rita.reports()
    async with district.database.reading() as uow:
        slip = (await uow.identities.of(report)).slip
    assert slip is not None
    assert slip.slip.commitment in text_.replace(" ", "")
    found = at_rest(tmp_path)
    assert report.id.encode() in found
    assert not [one for one in (slip.slip.commitment, slip.slip.number, slip.signature) if one.encode() in found]
    async with district.database.begin() as uow:
        await uow.retention.erase(report.case, district.time.at)
        await uow.commit()
    async with district.database.reading() as uow:
        assert await uow.receipts.report(report.id) is None
    assert (await check(district, text_)).verdict is SlipVerdict.GENUINE


# --- Again ---


async def test_asking_again_gives_the_same_slip(district: District, rita: Someone, other: Someone) -> None:
    code = code_in(await teacher_reports(rita))
    first = await wants_slip(rita)
    assert await wants_slip(rita) == first
    followed = (await comes(other, code))[-1]
    assert "Follow(do='slip')" in map(repr, await buttons(district, followed))
    await follow_up.ask_for_slip(other.request)
    (asked,) = await district.deliver()
    assert (asked.kind, facts_of(asked)["number"]) == ("slip_ask", 0)
    assert await wants_slip(other, 0) == first


async def test_receipt_words_entered_for_a_slip_are_valid_for_ten_minutes(
    district: District, rita: Someone, other: Someone
) -> None:
    code = code_in(await teacher_reports(rita))
    await follow_up.ask_for_slip(other.request)
    assert kinds(await district.deliver()) == ["follow_ask"]
    assert kinds(await comes(other, code))[-1] == "slip_ask"
    district.time.move(minutes=10)
    assert await slips.make(other.request, CaseNumber(0)) == STALE


async def test_a_slip_stays_the_same_after_its_key_was_dropped(tmp_path: Path) -> None:
    district = await open_district(tmp_path)
    rita = Someone(district)
    await teacher_reports(rita)
    _, first = await wants_slip(rita)
    add_key(tmp_path / "keys.json", district.services.tokens)
    district.database.take_new_key()
    assert (await wants_slip(rita))[1] == first
    assert (await check(district, first)).verdict is SlipVerdict.GENUINE
    await district.database.close()
