"""Files through HTTP: what an officer's phone gets, what is removed from it, and what only two bodies can open."""

import io
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from PIL import Image

from bot.domain.ids import AgencyKey
from bot.profile.files import SHIPPED
from bot.simulator.client import Message, Person
from storage.crypto.two_key_encryption import unsealed, written
from tests.support.incoming.file_bytes import WORD, jpeg
from tests.support.running.conversation import answer, begin, send, tell
from tests.support.running.running_bot import RunningBot, running_bot

EDU, PSB, PROC = (AgencyKey(key) for key in ("EDU", "PSB", "PROC"))
KEYS = (X25519PrivateKey.generate(), X25519PrivateKey.generate())


def is_file(kind: str) -> Callable[[Message], bool]:
    return lambda message: message.from_bot and kind in message.raw


def bytes_of(place: RunningBot, message: Message, kind: str) -> bytes:
    """The file on the phone."""
    stored = place.simulator.cloud.files.find(message.raw[kind]["file_id"])
    assert stored is not None
    return stored.data


async def test_officers_get_a_scrubbed_copy_that_vanishes_when_it_is_sealed(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        rita, song, prosecutor = cast.reporters[0], cast.officers[EDU], cast.officers[PROC]
        await tell(rita)
        await rita.document(jpeg(), "evidence.jpg", "image/jpeg")
        await rita.wait_for("1 file")
        await send(rita)
        await song.press("Acknowledge", cast.groups[EDU])
        for officer in (song, prosecutor):
            await officer.say("/open 1")
            shown = await officer.wait_for(is_file("document"))
            data = bytes_of(place, shown, "document")
            assert WORD not in data
            assert not Image.open(io.BytesIO(data)).getexif()
            assert "Seal this file" in shown.labels
        await song.press("Seal this file")
        for officer in (song, prosecutor):
            await gone(officer)
        await song.wait_for("sealed")
        await song.say("/open 1")
        await prosecutor.say("/open 1")
        shown = await prosecutor.wait_for(is_file("document"))
        assert shown.raw["document"]["file_name"].endswith(".bin")
        assert bytes_of(place, shown, "document") == jpeg()
        assert not [m for m in await song.sees() if is_file("document")(m)]


async def gone(officer: Person) -> None:
    while any(is_file("document")(message) for message in await officer.sees()):
        pass


SEALING = """[media.seal_to]
police = "{}"
supervising = "{}"

[media]
mode = "seal"
"""


@pytest.fixture
def sealing_profile(tmp_path: Path) -> str:
    """The shipped profile in mode seal, without the second factor."""
    text = (SHIPPED / "jiulongpo.toml").read_text("utf-8").replace("[lock]\non = true", "[lock]\non = false")
    public = [written(key.public_key().public_bytes_raw()) for key in KEYS]
    path = tmp_path / "sealing.toml"
    path.write_text(text.replace('[media]\nmode = "refuse"\n', SEALING.format(*public)), "utf-8")
    return str(path)


async def test_two_bodies_get_a_sealed_file_that_only_their_two_keys_open(tmp_path: Path, sealing_profile: str) -> None:
    home = tmp_path / "home"
    async with running_bot(home, profile=sealing_profile) as place:
        cast = await place.cast()
        rita, police, prosecutor = cast.reporters[0], cast.officers[PSB], cast.officers[PROC]
        await begin(rita)
        await answer(rita, ("Who is writing?", "I am an adult"), ("in danger right now", "No"))
        await answer(rita, ("What kind of harm", "Sexual harm online"), ("What kind of harm", "Done"))
        await rita.document(b"%PDF-1.7\n" + WORD * 3000, "chat.pdf", "application/pdf")
        await rita.wait_for("1 file")
        await answer(rita, ("Who are you?", "Relative"), ("What happens next", "Go on"))
        await rita.say("Somebody asks her for such things.")
        await send(rita)
        await police.press("Acknowledge", cast.groups[PSB])
        assert [path for path, data in lying_in(home) if WORD in data] == []
        for officer in (police, prosecutor):
            await officer.say("/open 1")
            await officer.press("Release")
        for officer in (police, prosecutor):
            handed = await officer.wait_for(is_file("document"))
            sealed = bytes_of(place, handed, "document")
            assert WORD not in sealed
            opened = b"".join([chunk async for chunk in unsealed(KEYS, one(sealed))])
            assert opened == b"%PDF-1.7\n" + WORD * 3000
        downloads = await place.world.calls(method="getFile")
        assert len(downloads) == 1
        assert not await place.world.calls(method="forwardMessage")


SPOKEN = b"OggS\x00\x02" + bytes(22) + b"OpusHead" + WORD * 3000


async def _tells_with_a_voice_message(kim: Person) -> None:
    """A child, about touching; a file that only claims to be spoken is not accepted."""
    await begin(kim)
    await answer(kim, ("Who is writing?", "I am under 14, it is about me"), ("in danger right now", "No"))
    await answer(kim, ("What is going wrong", "Touching that is not okay"))
    await answer(kim, ("What is going wrong", "Done"), ("keep children safe", "Go on"))
    await kim.wait_for("someone may know your voice")
    await kim.voice(jpeg())
    await kim.wait_for("We cannot take that kind of file")
    await kim.voice(SPOKEN)
    await kim.wait_for("Kept: your voice message.")
    await answer(kim, ("in your own words", "Send what I have"), ("Press Send when you are ready", "Send"))
    await kim.wait_for("Your number is")


@pytest.mark.parametrize("mode", ["refuse", "seal"])
async def test_a_childs_voice_message_about_sexual_harm_reaches_only_the_police_and_is_always_encrypted(
    tmp_path: Path, sealing_profile: str, mode: str
) -> None:
    home = tmp_path / "home"
    more: dict[str, Any] = {"profile": sealing_profile} if mode == "seal" else {}
    async with running_bot(home, **more) as place:
        cast = await place.cast()
        kim, police, sue = cast.reporters[0], cast.officers[PSB], cast.supervisor
        await _tells_with_a_voice_message(kim)
        assert [path for path, data in lying_in(home) if WORD in data] == []
        await police.press("Acknowledge", cast.groups[PSB])
        await police.say("/open 1")
        await police.wait_for("1 voice message")
        assert not [message for message in await police.sees() if is_file("voice")(message)]
        await police.press("As evidence")
        heard = await police.wait_for(is_file("voice"))
        assert bytes_of(place, heard, "voice") == SPOKEN
        await sue.say("/audit 1")
        await sue.wait_for("voice message opened (As evidence): Police")
        await police.press("Seal this file")
        while any(is_file("voice")(message) for message in await police.sees()):
            pass
        assert not [message for message in await kim.sees() if "police" in message.words and message.from_bot]


def lying_in(folder: Path) -> list[tuple[Path, bytes]]:
    return [(path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]


async def one(data: bytes) -> AsyncIterator[bytes]:
    yield data
