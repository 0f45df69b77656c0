"""A slip after a crash: exactly the same one, or none."""

import asyncio
from pathlib import Path

import pytest

from bot.usecases.reporting.slips import slips
from tests.support.officers import ONE
from tests.support.people import District, Someone, kinds, open_district
from tests.support.reporting.slips import shown, teacher_reports, wants_slip


async def test_a_crash_after_signing_sends_the_very_same_slip(tmp_path: Path) -> None:
    """What was signed is committed together with what is to be sent; nothing is signed again."""
    district = await open_district(tmp_path)
    rita = Someone(district)
    await teacher_reports(rita)
    await slips.make(rita.request, ONE)
    (report,) = await rita.reports()
    async with district.database.reading() as uow:
        stored = (await uow.identities.of(report)).slip
    await district.database.close()
    again = await open_district(tmp_path)
    rows = await again.deliver()
    assert kinds(rows) == ["slip_page", "slip_text"]
    said = (await shown(again, rows[1])).text
    assert stored is not None
    assert stored.slip.number in said
    first, second = [(await shown(again, rows[0])).page for _ in range(2)]
    assert first == second
    await again.database.close()


async def test_a_crash_before_the_commit_leaves_nothing_half_done(
    district: District, rita: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await teacher_reports(rita)

    async def dies(*_: object, **__: object) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(slips, "locale_of", dies)
    with pytest.raises(asyncio.CancelledError):
        await slips.make(rita.request, ONE)
    monkeypatch.undo()
    (report,) = await rita.reports()
    async with district.database.reading() as uow:
        assert (await uow.identities.of(report)).slip is None
    assert await district.deliver() == []
    await wants_slip(rita)


async def test_a_slip_is_made_at_most_five_times_in_a_row(district: District, rita: Someone) -> None:
    await teacher_reports(rita)
    words = [await slips.make(rita.request, ONE) for _ in range(7)]
    assert words == ["", "", "", "", "", "slip-too-often", "slip-too-often"]


async def test_later_words_about_the_reporter_leave_the_slip(district: District, rita: Someone) -> None:
    await teacher_reports(rita)
    first = await wants_slip(rita)
    (report,) = await rita.reports()
    async with district.database.reading() as uow:
        named = next(a for a in (await uow.identities.of(report)).answers if a.question == "organisation")
    await rita.edit(named.pieces[0].message_id, "第二小学")
    assert await wants_slip(rita) == first
