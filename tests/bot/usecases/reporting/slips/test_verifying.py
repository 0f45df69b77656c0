"""/verify: anybody learns whether a slip is genuine, by its signature alone; nothing is looked up, nothing is lost."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.institutions.base32 import signs_of
from bot.domain.institutions.slip import SignedSlip
from bot.domain.institutions.slip_check import SlipVerdict, signed_pdf
from bot.domain.institutions.slip_text import signed_bytes, text_of
from bot.domain.intake.asides import pieces
from bot.usecases.reporting import words_told
from bot.usecases.reporting.slips import verifying
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from storage.people import identities
from tests.support.notices import facts_of
from tests.support.people import District, Someone, kinds
from tests.support.reporting.slips import SIGNED, SLIP, TEXT, shown


async def a_slip(district: District) -> SignedSlip:
    """Signed with the line's key; no report of it was ever made here."""
    async with district.database.reading() as uow:
        keys = uow.slip_keys
    slip = replace(SLIP, key=keys.newest())
    return SignedSlip(slip, signs_of(keys.sign(slip.key, signed_bytes(slip))))


async def answer(person: Someone, brought: str | bytes | None) -> dict[str, Any]:
    """What the line answers, as facts."""
    act = verifying.verify_text if isinstance(brought, str) else verifying.verify_file
    await act(person.request, brought)  # type: ignore[arg-type]
    (notice,) = await person.district.deliver()
    return {"kind": notice.kind, **facts_of(notice)}


async def test_a_slip_is_genuine_though_no_report_is_there(
    district: District, rita: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signature alone: neither a report nor an identity is read, so an answer tells nothing of either."""
    slip = await a_slip(district)

    def asked(*_: object) -> None:
        raise AssertionError("verifying has looked something up")

    monkeypatch.setattr(identities.Identities, "of", asked)
    found = await answer(rita, text_of(slip))
    assert (found["verdict"], found["institution"], found["day"]) == ("genuine", "重庆市第一小学", "2026-11-29")
    assert (found["slip"], found["is_registered"]) == ("7q2km-4xd9t", False)
    async with district.database.reading() as uow:
        sign, key = uow.slip_keys.sign, uow.slip_keys.newest()
    assert (await answer(rita, signed_pdf(b"%PDF-1.7\n%%EOF", slip, key, sign)))["verdict"] == "genuine"


async def test_each_fault_of_a_slip_has_its_own_message_in_both_languages(district: District, rita: Someone) -> None:
    good = text_of(await a_slip(district))
    brought: dict[SlipVerdict, str | bytes] = {
        SlipVerdict.CHANGED: good.replace("第一", "第二"),
        SlipVerdict.OTHER_KEY: TEXT,
        SlipVerdict.MORE: f"Look: {good}",
        SlipVerdict.NONE: "hello",
        SlipVerdict.LONG: "x" * 30_000,
        SlipVerdict.FILE_CHANGED: signed_pdf(
            b"%PDF-1.7", SIGNED, (await a_slip(district)).slip.key, lambda *_: bytes(64)
        ),
        SlipVerdict.FILE_UNSIGNED: b"%PDF-1.7\nanother program's",
    }
    said = set()
    for verdict, one in brought.items():
        act = verifying.verify_text if isinstance(one, str) else verifying.verify_file
        await act(rita.request, one)  # type: ignore[arg-type]
        (notice,) = await district.deliver()
        assert facts_of(notice)["verdict"] == verdict.value
        said |= {(await shown(district, notice, locale)).text for locale in ("en", "zh-Hans")}
        assert "重庆" not in str(facts_of(notice))
    assert len(said) == 14


async def test_a_genuine_slip_is_shown_with_what_was_signed(district: District, rita: Someone) -> None:
    await verifying.verify_text(rita.request, text_of(await a_slip(district)))
    (notice,) = await district.deliver()
    english, chinese = [(await shown(district, notice, locale)).text for locale in ("en", "zh-Hans")]
    for words in (english, chinese):
        assert all(word in words for word in ("重庆市第一小学", "2026-11-29", "7q2km-4xd9t"))
    assert "as the sender wrote it" in english
    assert "报告人填写" in chinese


async def test_a_file_that_did_not_come_can_be_sent_again(rita: Someone) -> None:
    assert (await answer(rita, None))["kind"] == "verify_away"


async def test_verify_waits_ten_minutes_for_a_slip_and_again_after_a_fault(district: District, rita: Someone) -> None:
    await verifying.ask(rita.request)
    assert kinds(await district.deliver()) == ["verify_ask"]
    district.time.move(minutes=9)
    assert (await answer(rita, TEXT))["verdict"] == "other-key"
    district.time.move(minutes=9)
    assert await verifying.is_awaited(rita.request)
    await answer(rita, text_of(await a_slip(district)))
    assert not await verifying.is_awaited(rita.request)
    await verifying.ask(rita.request)
    district.time.move(minutes=10)
    assert not await verifying.is_awaited(rita.request)


async def test_words_that_are_no_slip_end_the_waiting_and_are_told(district: District, rita: Someone) -> None:
    await verifying.ask(rita.request)
    await words_told.tell(rita.request, ToldMessage(Written(rita.piece("He hit her again.", 501)), says_no_slip=True))
    sent = await district.deliver()
    assert kinds(sent)[:2] == ["verify_ask", "note"]
    assert facts_of(sent[1])["key"] == "verify-told"
    draft = await rita.draft()
    assert draft is not None
    assert [one.text for one in pieces(draft)] == ["He hit her again."]
    assert not await verifying.is_awaited(rita.request)
    await words_told.tell(rita.request, ToldMessage(Written(rita.piece("And her brother.", 502)), says_no_slip=True))
    assert "note" not in kinds(await district.deliver())
