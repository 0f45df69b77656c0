"""SG35, SG36: anybody on the staff seals a file and it is removed; two people of two bodies hand out what is sealed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.errors import IllegalStep, NotAllowed, NotFound
from bot.domain.notices.notice import ToPerson
from bot.domain.report import MediaState
from bot.usecases.casework.bodies import taking
from bot.usecases.casework.disclosure import opening, sealed_files
from storage.crypto.two_key_encryption import unsealed
from tests.support.acting import asking
from tests.support.casework.sealed_files import KEYS, ONE, OfficerInPrivate, gone_from, sealed_case
from tests.support.people import District, Someone, kinds
from tests.support.reporting.sent_files import BYTES, sends


async def files_of(rita: Someone) -> list[MediaState]:
    (report,) = await rita.reports()
    return [item.state for item in report.all_media]


@pytest.fixture
async def reported(district: District) -> Someone:
    """Bullying, with two pictures; education leads and has acknowledged."""
    rita = Someone(district)
    await rita.is_reporting()
    await rita.say("They wait for him.")
    await sends(rita, 70)
    await sends(rita, 71)
    await rita.check()
    await rita.send()
    song = OfficerInPrivate(district, 900, "EDU")
    await taking.acknowledge(await asking(district, song.agent, is_press=True), ONE)
    return rita


async def test_sealing_a_file_deletes_it_from_every_chat(reported: Someone) -> None:
    song, prosecutor = OfficerInPrivate(reported.district, 900, "EDU"), OfficerInPrivate(reported.district, 901, "PROC")
    await song.opens()
    await prosecutor.opens()
    await prosecutor.opens()
    told = await song.seals(70)
    assert gone_from(told) == {900, 901}
    assert "sealed_media" in kinds(told)
    assert await files_of(reported) == [MediaState.RESTRICTED, MediaState.STORED]
    assert kinds(await song.opens()).count("story_file") == 1
    assert kinds(await prosecutor.opens()).count("story_file") == 2


async def test_sealing_a_file_removes_it_from_unsent_messages(reported: Someone) -> None:
    song = OfficerInPrivate(reported.district, 900, "EDU")
    await opening.open_story(await asking(reported.district, song.agent, song.visitor), ONE)
    rows = await reported.district.database.outbox.lease(reported.now, 50, frozenset())
    assert rows
    await sealed_files.seal_by_hand(await asking(reported.district, song.agent, song.visitor), ONE)
    reported.district.time.move(minutes=10)
    assert gone_from(await reported.district.deliver()) == {900}


async def test_sealing_is_logged_and_told_only_to_people_of_the_case(reported: Someone) -> None:
    stranger = OfficerInPrivate(reported.district, 902, "JUS")
    with pytest.raises(NotFound):
        await stranger.seals()
    await OfficerInPrivate(reported.district, 900, "EDU").seals()
    assert await files_of(reported) == [MediaState.RESTRICTED] * 2
    (report,) = await reported.reports()
    async with reported.district.database.reading() as uow:
        history = await uow.audit.history(report.case)
    assert "media_sealed" in {done.action for done in history}


# --- mode seal ---


async def whole(chunks: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in chunks])


async def test_a_stored_file_is_sealed_to_both_keys_and_shown_to_nobody(sealing: District, tmp_path: Path) -> None:
    rita = await sealed_case(sealing)
    (report,) = await rita.reports()
    (item,) = report.media
    assert (item.state, item.size) == (MediaState.SEALED, len(BYTES))
    assert item.file is not None
    opened = await whole(sealing.database.files.read(report.case, item.file))
    assert BYTES[:22] not in opened
    assert await whole(unsealed(KEYS, one(opened))) == BYTES
    await sealing.database.files.delete_expired(sealing.time.at)
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1
    for agency in ("PSB", "PROC"):
        shown = await OfficerInPrivate(sealing, 801, agency).opens()
        assert "story_file" not in kinds(shown)
        assert "sealed_files" in kinds(shown)


async def one(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def test_two_people_of_two_bodies_hand_out_a_sealed_file(sealing: District) -> None:
    rita = await sealed_case(sealing)
    police, prosecutor = OfficerInPrivate(sealing, 801, "PSB"), OfficerInPrivate(sealing, 802, "PROC")
    assert "sealed_file" not in kinds(await police.releases())
    handed = [n for n in await prosecutor.releases() if n.kind == "sealed_file"]
    assert {n.to for n in handed} == {ToPerson(police.agent.person), ToPerson(prosecutor.agent.person)}
    (report,) = await rita.reports()
    async with sealing.database.reading() as uow:
        acts = [done.action for done in await uow.audit.history(report.case)]
    assert (acts.count("release_asked"), acts.count("media_released")) == (2, 2)
    assert "sealed_file" not in kinds(await police.releases())


async def test_one_person_alone_cannot_hand_out_a_sealed_file(sealing: District) -> None:
    await sealed_case(sealing)
    both = OfficerInPrivate(sealing, 801, "PSB", "PROC")
    for _ in range(3):
        assert "sealed_file" not in kinds(await both.releases())


async def test_two_people_of_one_body_cannot_hand_out_a_sealed_file(sealing: District) -> None:
    await sealed_case(sealing)
    for user in (801, 802):
        assert "sealed_file" not in kinds(await OfficerInPrivate(sealing, user, "PSB").releases())


async def test_an_agreement_to_hand_out_expires_after_a_day(sealing: District) -> None:
    await sealed_case(sealing)
    await OfficerInPrivate(sealing, 801, "PSB").releases()
    sealing.time.move(hours=25)
    assert "sealed_file" not in kinds(await OfficerInPrivate(sealing, 802, "PROC").releases())


async def test_other_bodies_cannot_hand_out_a_sealed_file(reported: Someone) -> None:
    with pytest.raises(NotAllowed):
        await OfficerInPrivate(reported.district, 900, "EDU").releases()
    with pytest.raises(IllegalStep):
        await OfficerInPrivate(reported.district, 901, "PROC").releases()
