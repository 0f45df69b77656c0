"""Before anybody has said who writes, it may be a child: nothing readable says 您."""

from pathlib import Path

from bot.simulator.client import picture
from tests.scenarios.bot_with_person import bot_with_person

PAGES = ("哪些迹象要留意", "谁有义务报告", "报告之后", "谁能看到")
SAID = (
    "/info", "/privacy", "/help", "/status", "/follow", "苹果 河 山 云 鸟", "/follow 他打我", "/start 我的继父摸我",
    "/foo", "/help，我爸爸打我", "救救我，他要打我", "活着没意思", "不知道怎么说", "stop", "/language", "/verify",
)  # fmt: skip


async def test_before_saying_who_is_writing_nobody_is_addressed_as_an_adult(tmp_path: Path) -> None:
    async with bot_with_person(tmp_path, "Lin", "zh-hans") as made:
        read = []
        await made.person.say("/start")
        await made.quiet()
        for page in PAGES:
            await made.person.say("/info")
            await made.quiet()
            await made.person.press(page)
            await made.quiet()
            read += [message.words for message in await made.person.sees() if message.from_bot]
        for words in SAID:
            await made.person.say(words)
            await made.quiet()
            read += [message.words for message in await made.person.sees() if message.from_bot]
        await made.person.photo(picture("red"))
        await made.person.voice(b"OggS\x00\x02" + bytes(22) + b"OpusHead" + bytes(200))
        await made.quiet()
        await made.person.say("/hide")
        await made.quiet()
        read += [message.words for message in await made.person.sees() if message.from_bot]
        assert len(set(read)) > 15
        assert sorted({words for words in read if "您" in words}) == []
