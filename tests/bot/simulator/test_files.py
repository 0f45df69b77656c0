"""Files: real pictures in several sizes, albums as separate updates, a wall at 20 MiB."""

import io

from PIL import Image

from bot.simulator.client import picture
from tests.support.running.simulated import TOKEN, Simulation


async def test_a_photo_comes_in_sizes_and_can_be_fetched(place: Simulation) -> None:
    child = await place.world.person("Bo")
    await child.photo(picture("red", (1600, 1200)), caption="look /here")
    message = (await place.bot.updates())[0]["message"]
    assert [size["width"] for size in message["photo"]] == [90, 320, 800, 1280]
    assert len({size["file_id"] for size in message["photo"]}) == 4
    assert message["caption_entities"][0]["type"] == "bot_command"
    file = await place.bot.call("getFile", file_id=message["photo"][1]["file_id"])
    async with place.bot.session.get(f"{place.url}/file/bot{TOKEN}/{file['file_path']}") as answer:
        data = await answer.read()
    assert len(data) == file["file_size"] and Image.open(io.BytesIO(data)).size == (320, 240)
    async with place.bot.session.get(f"{place.url}/file/bot1:wrong/{file['file_path']}") as answer:
        assert answer.status == 401


async def test_an_album_is_separate_updates(place: Simulation) -> None:
    child = await place.world.person("Bo")
    await child.photo(*[picture()] * 12, caption="all")
    messages = [update["message"] for update in await place.bot.updates()]
    groups = [message["media_group_id"] for message in messages]
    assert len(set(groups)) == 2 and groups.count(groups[0]) == 10
    assert [message.get("caption") for message in messages] == ["all"] + [None] * 11


async def test_a_file_over_20_mib_cannot_be_fetched(place: Simulation) -> None:
    child = await place.world.person("Bo")
    limit = 20 * 1024 * 1024
    await child.document(b"x" * limit, "small.pdf")
    await child.document(b"x" * (limit + 1), "big.pdf")
    small, big = [update["message"]["document"] for update in await place.bot.updates()]
    assert small["file_name"] == "small.pdf" and small["mime_type"] == "application/pdf"
    assert await place.bot.call("getFile", file_id=small["file_id"])
    assert await place.bot.refused("getFile", file_id=big["file_id"]) == "Bad Request: file is too big"
    assert await place.bot.refused("getFile", file_id="nonsense") == "Bad Request: invalid file_id"


async def test_voice_video_location_and_contact(place: Simulation) -> None:
    child = await place.world.person("Bo")
    await child.voice(b"OggS" * 2000)
    await child.video(b"mp4" * 2000, caption="see")
    await child.location(29.5, 106.5)
    await child.contact("+86 10000")
    voice, video, location, contact = [update["message"] for update in await place.bot.updates()]
    assert voice["voice"]["duration"] >= 1 and video["video"]["mime_type"] == "video/mp4"
    assert location["location"] == {"latitude": 29.5, "longitude": 106.5}
    assert contact["contact"]["user_id"] == child.id


async def test_a_file_is_sent_again_by_its_id_and_only_as_what_it_is(place: Simulation) -> None:
    child = await place.world.person("Bo")
    await child.document(b"words", "a.txt", "text/plain")
    file_id = (await place.bot.updates())[0]["message"]["document"]["file_id"]
    sent = await place.bot.call(
        "sendDocument", chat_id=child.id, document=file_id, caption="<b>b</b>", parse_mode="HTML"
    )
    assert sent["document"]["file_id"] == file_id and sent["caption_entities"][0]["type"] == "bold"
    refused = await place.bot.refused("sendPhoto", chat_id=child.id, photo=file_id)
    assert refused == "Bad Request: can't use file of type Document as Photo"
    refused = await place.bot.refused("sendDocument", chat_id=child.id, document=file_id, caption="x" * 1025)
    assert refused == "Bad Request: message caption is too long"
    refused = await place.bot.refused(
        "sendMediaGroup", chat_id=child.id, media=[{"type": "document", "media": file_id}]
    )
    assert "2-10 items" in refused
    seen = [message for message in await child.sees() if message.document]
    shown = await place.bot.session.get(f"{place.url}/sim/files/{seen[0].raw['document']['file_id']}")
    assert await shown.read() == b"words"


async def test_what_is_no_picture_is_refused_as_a_photo(place: Simulation) -> None:
    child = await place.world.person("Bo")
    await child.say("/start")
    form = {"chat_id": str(child.id), "photo": io.BytesIO(b"no picture")}
    async with place.bot.session.post(f"{place.url}/bot{TOKEN}/sendPhoto", data=form) as answer:
        assert (await answer.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
