"""Ways in which a reporter tells more after sending."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.domain.ids import CaseNumber, MessageId
from bot.domain.notices.notice import Notice
from bot.domain.queues.fetches import Fetch
from bot.domain.report import Location, MediaRef, MediaState
from bot.usecases.deadlines import (
    reminders,
)
from bot.usecases.reporting import unasked, words_told
from bot.usecases.reporting.chat import hiding, words_beside_commands
from bot.usecases.reporting.sent_reports import follow_up
from bot.usecases.reporting.sent_reports.code_look_up import MaybeCode
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from tests.support.case_stages import PHOTO, STORY
from tests.support.people import District, Someone, comes, is_sent


@dataclass
class Adding:
    """Somebody who has told of one case, and what they say later."""

    rita: Someone
    number: CaseNumber
    words: str
    file: int = 700
    code: tuple[int, ...] = ()
    late: Fetch | None = None
    since: int = 0
    """How many notices had been sent before they told more."""

    @property
    def heard(self) -> list[Notice]:
        """Everything that has been sent since."""
        return self.district.sent[self.since :]

    @property
    def district(self) -> District:
        return self.rita.district

    async def says(self, text: str, place: Location | None = None) -> None:
        """Sends words, or a place; noted in the chat as the running line notes them."""
        piece = self.rita.piece(text, None)
        await words_told.tell(self.rita.request, ToldMessage(Written(piece, place=place)))
        await self._note(piece.message_id)

    async def _note(self, message: int) -> None:
        async with self.district.database.begin() as uow:
            await uow.messages.incoming(self.rita.visitor.chat, MessageId(message), self.rita.now)
            await uow.commit()

    async def presses_add(self) -> None:
        await self.rita.add(self.number)

    async def waits(self, **units: float) -> None:
        self.district.time.move(**units)
        await self.district.process_idle_drafts()
        await reminders.act_on_due(self.rita.services, self.rita.now)
        await self.district.deliver()

    async def judged(self, kind: str = "photo", album: str = "", message: int | None = None) -> None:
        """Sends a file: it was checked, and is not fetched yet."""
        number = message or self.file
        item = MediaRef(kind, MediaState.FAILED, number, self.rita.now, 1000, f"hash-{number}", album=album)
        self.late = await is_sent(self.district, self.rita.visitor, item)

    async def arrives(self) -> None:
        """The file is fetched and stored."""
        if self.late is not None:
            await comes(self.district, self.late)

    async def sends(self, kind: str = "photo", album: str = "", message: int | None = None) -> None:
        await self.judged(kind, album, message)
        await self.arrives()

    async def comes_with_five_words(self) -> None:
        """They come with five words from another account. Telegram numbers all messages of a bot's private chats in one
        sequence."""
        messages = self.rita.messages
        self.rita = Someone(self.district, user=int(self.rita.visitor.user) + 5000)
        self.rita.messages = messages
        await follow_up.come(self.rita.request, MaybeCode(self.code), MessageId(90))
        await follow_up.begin_addition(self.rita.request)


Act = Callable[[Adding], Awaitable[None]]


async def nothing(_: Adding) -> None:
    """Does nothing before the case moves."""


async def adds_words(one: Adding) -> None:
    await one.presses_add()
    await one.says(one.words)


async def says_it(one: Adding) -> None:
    await one.says(one.words)


async def adds_a_file(one: Adding) -> None:
    await one.presses_add()
    await one.sends()


async def adds_a_voice(one: Adding) -> None:
    await one.presses_add()
    await one.sends("voice")


async def adds_an_album(one: Adding) -> None:
    await one.presses_add()
    for number in range(3):
        await one.sends(album="a", message=one.file - number)


async def has_a_file_on_its_way(one: Adding) -> None:
    await one.presses_add()
    await one.judged()


async def edits_the_story(one: Adding) -> None:
    await one.rita.edit(STORY, one.words)


async def edits_the_caption(one: Adding) -> None:
    await one.rita.edit(PHOTO, one.words)


async def follows_and_says(one: Adding) -> None:
    await one.comes_with_five_words()
    await one.says(one.words)


async def follows_and_sends(one: Adding) -> None:
    await one.comes_with_five_words()
    await one.sends()


async def says_and_is_left(one: Adding) -> None:
    await one.says(one.words)
    await one.waits(minutes=10)


async def opens_and_says(one: Adding) -> None:
    await one.rita.start()
    await one.says(one.words)
    await one.waits(minutes=10)


async def sends_and_is_left(one: Adding) -> None:
    await one.sends()
    await one.waits(minutes=10)


async def writes_just_before(one: Adding) -> None:
    await one.says("/status")
    async with one.district.database.begin() as uow:
        await uow.drafts.drop(one.rita.visitor.person, erase=True)
        await uow.commit()


async def says_and_chooses(one: Adding, number: CaseNumber | None) -> None:
    await one.says(one.words)
    await unasked.choose(one.rita.request, number)
    await one.waits(minutes=10)


async def hides_with_words(one: Adding) -> None:
    """/hide, with words beside it."""
    piece = one.rita.piece(one.words, None)
    await words_beside_commands.keep_quietly(one.rita.request, piece)
    await one.rita.hide()
    await one.waits(minutes=10)


async def adds_a_place(one: Adding) -> None:
    await one.presses_add()
    await one.says(one.words, place=Location(29.5, 106.5))


async def follows_and_shares(one: Adding) -> None:
    await one.comes_with_five_words()
    await one.says(one.words, place=Location(29.5, 106.5))


async def says_stop(one: Adding) -> None:
    one.words = f"Stop. {one.words}"
    piece = one.rita.piece(one.words, None)
    await hiding.stop(one.rita.request, piece)


def about(one: Adding) -> Awaitable[None]:
    return says_and_chooses(one, one.number)


def something_new(one: Adding) -> Awaitable[None]:
    return says_and_chooses(one, None)


async def asked_and_left(one: Adding) -> None:
    await writes_just_before(one)
    await says_and_is_left(one)


async def asked_and_chosen(one: Adding) -> None:
    await writes_just_before(one)
    await about(one)


async def asked_and_new(one: Adding) -> None:
    await writes_just_before(one)
    await something_new(one)


async def writes_and_sends(one: Adding) -> None:
    await writes_just_before(one)
    await one.sends()


async def file_arrives(one: Adding) -> None:
    await one.arrives()


async def presses_add(one: Adding) -> None:
    await one.presses_add()


async def leave(one: "Adding") -> None:
    """Ends the conversation at hand; nothing is awaited any more."""
    async with one.district.database.begin() as uow:
        await uow.drafts.drop(one.rita.visitor.person, erase=False)
        await uow.commit()
