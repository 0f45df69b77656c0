"""SG35, SG36: anybody on the staff seals a file and it vanishes; two people of two bodies hand out what is sealed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bot.domain.errors import IllegalStep, NotAllowed, NotFound
from bot.domain.ids import AgencyKey, CaseNumber, ChatId, UserId
from bot.domain.intake.report import MediaState
from bot.domain.notices.notice import Mode, Notice, ToChat, ToPerson
from bot.domain.people import Agent, Visitor
from bot.system import RandomTokens
from bot.usecases.casework import sealed_files, steps
from storage.crypto.two_key_encryption import TwoKeyEncryption, unlocked, written
from tests.bot.usecases.test_withholding import BYTES, sends
from tests.support.people import District, Someone, kinds

ONE = CaseNumber(1)
KEYS = (X25519PrivateKey.generate(), X25519PrivateKey.generate())


class Officer:
    """Somebody of a body, or of several, in the private chat."""

    def __init__(self, district: District, user: int, *agencies: str) -> None:
        self.district = district
        person = district.services.blind_index.person(UserId(user))
        self.agent = Agent(person, frozenset(AgencyKey(key) for key in agencies))
        self.visitor = Visitor(UserId(user), ChatId(user), person, "en", "Wu")

    async def opens(self) -> list[Notice]:
        await steps.open_story(self.district.services, self.agent, self.visitor, ONE, self.district.time.at)
        return await self.district.deliver()

    async def seals(self, message: int | None = None) -> list[Notice]:
        to, now = ToChat(self.visitor.chat, "en"), self.district.time.at
        await sealed_files.seal_by_hand(self.district.services, self.agent, to, ONE, now, message=message)
        return await self.district.deliver()

    async def releases(self) -> list[Notice]:
        await sealed_files.release(self.district.services, self.agent, self.visitor, ONE, self.district.time.at)
        return await self.district.deliver()


async def files_of(rita: Someone) -> list[MediaState]:
    (report,) = await rita.reports()
    return [item.state for item in report.all_media]


def gone_from(notices: list[Notice]) -> set[int]:
    """Chats from which a file is taken."""
    deleted = [n for n in notices if n.kind == "story_file" and n.mode is Mode.DELETE]
    return {int(n.to.chat) for n in deleted if isinstance(n.to, ToChat)}


@pytest.fixture
async def reported(district: District) -> Someone:
    """Bullying, with two pictures; education leads and has it."""
    rita = Someone(district)
    await rita.is_reporting()
    await rita.say("They wait for him.")
    await sends(rita, 70)
    await sends(rita, 71)
    await rita.check()
    await rita.send()
    song = Officer(district, 900, "EDU")
    await steps.acknowledge(district.services, song.agent, ONE, rita.now)
    return rita


async def test_a_file_that_somebody_seals_vanishes_from_every_chat(reported: Someone) -> None:
    song, prosecutor = Officer(reported.district, 900, "EDU"), Officer(reported.district, 901, "PROC")
    await song.opens()
    await prosecutor.opens()
    await prosecutor.opens()
    told = await song.seals(70)
    assert gone_from(told) == {900, 901}
    assert "sealed_media" in kinds(told)
    assert await files_of(reported) == [MediaState.RESTRICTED, MediaState.KEPT]
    assert kinds(await song.opens()).count("story_file") == 1
    assert kinds(await prosecutor.opens()).count("story_file") == 2


async def test_a_file_on_its_way_is_taken_out_too(reported: Someone) -> None:
    song = Officer(reported.district, 900, "EDU")
    await steps.open_story(reported.services, song.agent, song.visitor, ONE, reported.now)
    rows = await reported.district.database.outbox.lease(reported.now, 50, frozenset())
    assert rows
    to = ToChat(song.visitor.chat, "en")
    await sealed_files.seal_by_hand(reported.services, song.agent, to, ONE, reported.now)
    reported.district.time.move(minutes=10)
    assert gone_from(await reported.district.deliver()) == {900}


async def test_sealing_says_so_on_record_and_to_nobody_who_knows_nothing_of_the_case(reported: Someone) -> None:
    stranger = Officer(reported.district, 902, "JUS")
    with pytest.raises(NotFound):
        await stranger.seals()
    await Officer(reported.district, 900, "EDU").seals()
    assert await files_of(reported) == [MediaState.RESTRICTED] * 2
    (report,) = await reported.reports()
    async with reported.district.database.reading() as uow:
        history = await uow.audit.history(report.case)
    assert "media_sealed" in {line.action for line in history}


# --- mode seal ---


@pytest.fixture
def sealing(district: District) -> District:
    """A district whose profile seals to two keys."""
    policy = replace(district.services.profile.policy, media_mode="seal")
    district.services = replace(district.services, profile=replace(district.services.profile, policy=policy))
    inner, outer = (written(key.public_key().public_bytes_raw()) for key in KEYS)
    district.database.files.strongbox = TwoKeyEncryption.of(inner, outer, RandomTokens())
    return district


async def sealed_case(district: District) -> Someone:
    """A picture was kept before the type was chosen that tells what it may show; then the report was sent."""
    rita = Someone(district)
    await rita.is_reporting()
    await sends(rita, 70)
    await rita.say("He sent pictures.")
    await rita.change("harms", "sexual_online")
    await rita.check()
    await rita.send()
    await sealed_files.seal_waiting(rita.services, district.database.files, rita.now)
    await steps.acknowledge(rita.services, Officer(district, 800, "PSB").agent, ONE, rita.now)
    return rita


async def whole(chunks: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in chunks])


async def test_a_file_kept_before_is_sealed_to_the_two_keys_and_shown_to_nobody(
    sealing: District, tmp_path: Path
) -> None:
    rita = await sealed_case(sealing)
    (report,) = await rita.reports()
    (item,) = report.media
    assert (item.state, item.size) == (MediaState.SEALED, len(BYTES))
    assert item.file is not None
    opened = await whole(sealing.database.files.read(report.case, item.file))
    assert BYTES[:22] not in opened
    assert await whole(unlocked(KEYS, one(opened))) == BYTES
    await sealing.database.files.sweep(sealing.time.at)
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1
    for agency in ("PSB", "PROC"):
        shown = await Officer(sealing, 801, agency).opens()
        assert "story_file" not in kinds(shown)
        assert "sealed_files" in kinds(shown)


async def one(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def test_two_people_of_two_bodies_hand_it_out(sealing: District) -> None:
    rita = await sealed_case(sealing)
    police, prosecutor = Officer(sealing, 801, "PSB"), Officer(sealing, 802, "PROC")
    assert "sealed_file" not in kinds(await police.releases())
    handed = [n for n in await prosecutor.releases() if n.kind == "sealed_file"]
    assert {n.to for n in handed} == {ToPerson(police.agent.person), ToPerson(prosecutor.agent.person)}
    (report,) = await rita.reports()
    async with sealing.database.reading() as uow:
        acts = [line.action for line in await uow.audit.history(report.case)]
    assert (acts.count("release_asked"), acts.count("media_released")) == (2, 2)
    assert "sealed_file" not in kinds(await police.releases())


async def test_one_person_alone_hands_out_nothing_however_often_and_for_however_many_bodies(sealing: District) -> None:
    await sealed_case(sealing)
    both = Officer(sealing, 801, "PSB", "PROC")
    for _ in range(3):
        assert "sealed_file" not in kinds(await both.releases())


async def test_two_people_of_one_body_hand_out_nothing(sealing: District) -> None:
    await sealed_case(sealing)
    for user in (801, 802):
        assert "sealed_file" not in kinds(await Officer(sealing, user, "PSB").releases())


async def test_a_press_of_yesterday_counts_no_more(sealing: District) -> None:
    await sealed_case(sealing)
    await Officer(sealing, 801, "PSB").releases()
    sealing.time.move(hours=25)
    assert "sealed_file" not in kinds(await Officer(sealing, 802, "PROC").releases())


async def test_other_bodies_cannot_release(reported: Someone) -> None:
    with pytest.raises(NotAllowed):
        await Officer(reported.district, 900, "EDU").releases()
    with pytest.raises(IllegalStep):
        await Officer(reported.district, 901, "PROC").releases()
