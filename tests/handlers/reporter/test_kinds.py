"""Every kind of message in the Bot API: what is stored, what the person reads, what the officer sees."""

import json
from pathlib import Path as File

from bot.domain.ids import CaseId, ChatId, DraftId, PersonKey, ReporterToken, ReportId, UserId
from bot.domain.people import Visitor
from bot.domain.report import Answer, Contact, Draft, Path, Piece, Report
from bot.simulator.client import picture
from bot.simulator.deeds import person_of, place_of, post
from handlers.officer.cases.views_report import report_text
from handlers.telegram.text.quotation import without_joints
from handlers.telegram.text.split import plain
from tests.support.incoming.file_bytes import box
from tests.support.incoming.message_kinds import FILES, MESSAGE, OUTSIDE, MessageKind
from tests.support.incoming.message_parts import Json
from tests.support.running.running_bot import RunningBot, running_bot, still_queued
from tests.support.waiting import until

RECEIVED = json.loads((File(__file__).parents[3] / "bot/simulator/facts.json").read_text("utf-8"))["received"]
GIVEN = (
    Answer("start", ("adult",)), Answer("danger", ("no",)), Answer("harms", ("neglect",)), Answer("who", ("parent",)),
    Answer("next_steps", ("go_on",)),
)  # fmt: skip
VOICE = b"OggS\x00\x02" + bytes(22) + b"OpusHead" + bytes(200)


def test_every_field_of_a_message_is_in_the_table() -> None:
    assert set(MESSAGE) == set(RECEIVED["Message"])
    assert set(OUTSIDE) == set(RECEIVED["ExternalReplyInfo"])


async def quiet(here: RunningBot) -> None:
    """Waits until every update is handled and everything due is sent."""
    calm = 0

    async def is_quiet() -> bool:
        nonlocal calm
        report = await here.app.status.report()
        waiting = here.simulator.cloud.updates.pending()
        calm = 0 if waiting + still_queued(report) else calm + 1
        return calm > 2

    await until(is_quiet)


class Teller:
    """Somebody who tells the story, and what came of the last message."""

    def __init__(self, here: RunningBot, number: int) -> None:
        self.here = here
        person = PersonKey(here.app.assembly.components.database.blind_index.person(UserId(number)))
        self.visitor = Visitor(UserId(number), ChatId(number), person, "en", "Rita")

    async def begin(self) -> None:
        """The story is asked for and begun."""
        cloud = self.here.simulator.cloud
        place_of(cloud, self.visitor.chat, person_of(cloud, self.visitor.user))
        now = self.here.clock.now()
        told = Answer("story", pieces=(Piece("It began in spring", 1, now),))
        draft = Draft(
            DraftId(f"draft-{self.visitor.user}"), Path.ADULT, "en", now, now, at="story", answers=(*GIVEN, told)
        )
        async with self.here.app.assembly.components.database.begin() as uow:
            await uow.drafts.save(self.visitor.person, self.visitor.chat, draft, due_at=None)
            await uow.commit()

    def sends(self, content: Json) -> int:
        """Sends such a message, and returns its id."""
        cloud = self.here.simulator.cloud
        person = person_of(cloud, self.visitor.user)
        chat = place_of(cloud, self.visitor.chat, person)
        post(cloud, chat, person, of_person(content, person.user()))
        return chat.last_id

    def reads(self, after: int) -> str:
        """Everything that the person reads after that message."""
        cloud = self.here.simulator.cloud
        chat = place_of(cloud, self.visitor.chat, person_of(cloud, self.visitor.user))
        return "\n".join(message.words for number, message in chat.messages.items() if number > after)

    async def draft(self) -> Draft:
        async with self.here.app.assembly.components.database.reading() as uow:
            draft = await uow.drafts.of(self.visitor.person)
        assert draft is not None
        return draft

    async def officer_sees(self) -> str:
        """The report as it is opened."""
        draft = await self.draft()
        ids = (ReportId("r"), CaseId("c"), ReporterToken("t"))
        report = Report(*ids, draft.path, "en", draft.changed_at, Contact.NO, draft.answers, draft.media)
        return without_joints(plain(report_text(await self.here.app.assembly.render_context(), "en", report)))


def of_person(content: Json, user: Json) -> Json:
    """With the person themselves where the row says so."""
    text = json.dumps(content, ensure_ascii=False).replace('"ME"', json.dumps(user, ensure_ascii=False))
    return dict(json.loads(text))


async def file_content(here: RunningBot, kind: str) -> Json:
    """A message with such a file, of real bytes, and a caption."""
    keep = here.simulator.cloud.files.keep
    caption = {"caption": f"seen by a {kind}"}
    if kind in {"photo", "live_photo"}:
        photo = await keep("photo", picture("red"))
        moving = {
            "file_id": "m",
            "file_unique_id": "m",
            "width": 1,
            "height": 1,
            "duration": 2,
            "photo": photo["photo"],
        }
        return photo | caption | ({"live_photo": moving} if kind == "live_photo" else {})
    if kind in {"voice", "audio"}:
        return await keep(kind, VOICE) | caption
    if kind == "document":
        return await keep("document", b"%PDF-1.7\n", "letter.pdf") | caption
    film = (await keep("video", box("isom", "avc1")))["video"]
    return {kind: film | {"length": 240}} | caption


ROWS = [(name, kind) for name, kind in MESSAGE.items() if kind.content is not None]
ROWS += [(f"external_reply.{name}", kind) for name, kind in OUTSIDE.items() if kind.content is not None]


async def test_every_kind_of_message_is_stored_or_its_sender_told(tmp_path: File) -> None:
    """Each by another person, all at once."""
    async with running_bot(tmp_path) as here:
        sent = []
        for number, (name, kind) in enumerate(ROWS):
            rita = Teller(here, (await here.world.person(f"Rita {number}")).id)
            await rita.begin()
            content = await file_content(here, name) if name in FILES else kind.content
            assert content is not None
            sent.append((rita, rita.sends(content), name, kind))
        await quiet(here)
        for rita, before, name, kind in sent:
            await is_stored(rita, rita.reads(after=before), name, kind)


async def is_stored(rita: Teller, reads: str, name: str, kind: MessageKind) -> None:
    """Whether the person was told, and the draft and the officer's view have what the table says."""
    assert kind.reads in reads, name
    draft = await rita.draft()
    told = draft.answer("story")
    stored = "\n".join([told.text if told else "", *(item.words for item in draft.media)])
    assert [words for words in kind.stored if words not in stored] == [], name
    if kind.file:
        assert [(item.kind, item.state.value) for item in draft.media] == [(kind.file, "kept")], name
        assert f"seen by a {name}" in stored
    seen = await rita.officer_sees()
    wanted = (*kind.stored, *kind.sees, *([f"seen by a {name}"] if kind.file else []))
    assert [words for words in wanted if words not in seen] == [], name
