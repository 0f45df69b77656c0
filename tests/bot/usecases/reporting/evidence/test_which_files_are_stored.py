"""What is stored, refused and read: mode x what was told x kind x forwarded x age x who is named (SG19, SG34, SG44).

The table in files_held.csv and the sentences below are written by hand from the pages.
"""

import csv
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path as Folder
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.ids import DraftId
from bot.domain.intake.facts import path_of
from bot.domain.intake.media import judge
from bot.domain.notices.notice import Notice
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Answer, Draft, MediaRef, MediaState, Piece
from handlers.telegram.text.rendered import RenderContext, Rendered
from locales.catalogue import Catalogue
from tests.support.notices import worded
from tests.support.people import PROFILE, District, Someone, hand_in, open_district

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
MODES = ("refuse", "restricted", "seal")
ALARMING = Answer("story", pieces=(Piece("The mother is pregnant again. 裸照, naked, raped.", 50, AT),))
TOLD: dict[str, tuple[Answer, ...]] = {
    "nothing": (Answer("harms", ("neglect",)),),
    "words": (Answer("harms", ("neglect",)), ALARMING),
    "chosen": (Answer("harms", ("neglect", "sexual_contact")),),
    "injury": (Answer("harms", ("neglect",)), Answer("medical", ("private_injury",))),
    "signs": (Answer("harms", ("bullying",)), Answer("bullying_signs", ("sexual",))),
    "declared": (Answer("harms", ("neglect",)), Answer("files_declared", ("yes",))),
    "chosen_free": (Answer("harms", ("sexual_online",)), Answer("files_declared", ("no",))),
}
KINDS = ("photo", "video", "animation", "document", "audio", "video_note", "voice")
PASSED_ON = ("no", "yes")
AGES: dict[str, tuple[Answer, ...]] = {
    "adult": (Answer("start", ("adult",)),),
    "teen": (Answer("start", ("child_self",)), Answer("age_reporter", ("14_17",))),
    "child": (Answer("start", ("child_self",)), Answer("age_reporter", ("under_14",))),
    "friend": (Answer("start", ("child_other",)), Answer("age_reporter", ("under_14",))),
}
NAMED: dict[str, tuple[Answer, ...]] = {
    "nobody": (),
    "parent": (Answer("link", ("parent",)),),
    "police": (Answer("link", ("police",)),),
    "official": (Answer("link", ("official",)),),
}
NOT_ASKED = {("injury", "child"), ("injury", "friend"), ("signs", "child"), ("signs", "friend")}
"""Questions that people under 14 are not asked."""
EVERY = [one for one in product(MODES, TOLD, KINDS, PASSED_ON, AGES, NAMED) if (one[1], one[4]) not in NOT_ASKED]
TRIED = EVERY[::43]
"""Of these whole messages go through the real use cases and views: as many as meet each value of each dimension."""


@dataclass(frozen=True)
class FileRule:
    """One line of the table; a cell holds the value that it matches, or '*'."""

    cells: tuple[str, ...]
    state: MediaState

    def fits(self, *values: str) -> bool:
        return all(cell == "*" or value in cell.split() for cell, value in zip(self.cells, values, strict=True))


def table() -> list[FileRule]:
    written = (Folder(__file__).parent / "files_held.csv").read_text("utf-8").splitlines()
    rows = list(csv.reader(line for line in written if not line.startswith("#")))
    return [FileRule(tuple(cells), MediaState(state)) for *cells, state in rows[1:]]


TABLE = table()


def expected(mode: str, told: str, kind: str, passed_on: str, age: str) -> MediaState:
    (row,) = [row for row in TABLE if row.fits(mode, told, kind, passed_on, age)]
    return row.state


def a_draft(told: str, age: str, named: str) -> Draft:
    answers = (*AGES[age], Answer("danger", ("no",)), *TOLD[told], *NAMED[named])
    return Draft(DraftId("d"), path_of(answers), "en", AT, AT, at="scene", answers=answers)


def an_item(kind: str, passed_on: str) -> MediaRef:
    return MediaRef(kind, MediaState.FAILED, 70, AT, 1000, "hash", by_others=passed_on == "yes")


def test_every_combination_is_stored_as_the_table_says() -> None:
    wrong = []
    for mode, told, kind, passed_on, age, named in EVERY:
        policy, draft = replace(PROFILE.policy, media_mode=mode), a_draft(told, age, named)
        state = judge(policy, PROFILE.questionnaire, draft, an_item(kind, passed_on))
        if state is not expected(mode, told, kind, passed_on, age):
            wrong.append((mode, told, kind, passed_on, age, named, state))
    assert wrong == []


def test_the_fully_tried_combinations_cover_every_value() -> None:
    for place, values in enumerate((MODES, TOLD, KINDS, PASSED_ON, AGES, NAMED)):
        assert {one[place] for one in TRIED} == set(values)
    assert {row.state for row in TABLE} == {expected(*one[:5]) for one in TRIED}


# --- What is read ---------------------------------------------------------------------------------------------------

THIS = {
    "en": {
        "photo": "this picture",
        "video": "this video",
        "animation": "this moving picture",
        "document": "this document",
        "audio": "this recording",
        "video_note": "this video message",
        "voice": "this voice message from somebody else",
    },
    "zh-Hans": {
        "photo": "这张图片",
        "video": "这个视频",
        "animation": "这张动图",
        "document": "这个文件",
        "audio": "这段录音",
        "video_note": "这条视频消息",
        "voice": "别人的这条语音",
    },
}
LOOK = {
    "en": ("The police will look at it with you.", "Those who look into this will need it."),
    "zh-Hans": ("公安会和{you}一起查看。", "之后处理时会用到。"),
}
COPY = {
    "en": "Telegram keeps a copy in this chat. We can remove it here. The one on your phone stays.",
    "zh-Hans": "Telegram 在这个聊天里存了一份。我们可以把它从这里删掉，手机里的那份不动。",
}
REFUSED = {
    (
        "en",
        "adult",
    ): "We did not take {this}. Please send nothing like that here. Do not send it on, copy or "
    "delete it. Keep the phone safe. {look} You can write the link or the account name instead.\n\n{copy}",
    ("en", "teen"): "We did not take {this}. You are not in trouble. Please do not send it on, copy or delete it. "
    "Keep the phone safe. {look} You can write the link or the account name instead.\n\n{copy}",
    ("en", "child"): "Please do not send {this}. You are not in trouble. A safe person will help you.",
    ("zh-Hans", "adult"): "{this}我们没有接收，请不要在这里发这类内容。请不要转发、复制或删除它，把手机收好，{look}"
    "可以改为写下网址或账号名。\n\n{copy}",
    ("zh-Hans", "teen"): "{this}我们没有接收。你没有做坏事。请不要转发、复制或删除它，把手机收好，{look}"
    "可以改为写下网址或账号名。\n\n{copy}",
    ("zh-Hans", "child"): "请不要发{this}。你没有做坏事，也不会挨骂。会有可靠的人来帮你。",
}
STORED = {"en": "Kept: 1 file.", "zh-Hans": "已存好：1 个文件。"}
VOICE = {
    ("en", "adult"): "Kept: your voice message.\n\nA voice can be recognised. Writing is just as good.",
    ("en", "teen"): "Kept: your voice message.\n\nSomeone may know your voice. Writing is just as good.",
    ("en", "child"): "Kept: your voice message.\n\nSomeone may know your voice. Writing is just as good.",
    ("zh-Hans", "adult"): "已存好：一条语音。\n\n声音可能会被人听出来，以后打字也一样好。",
    ("zh-Hans", "teen"): "已存好：一条语音。\n\n别人可能听出你的声音，以后打字也一样好。",
    ("zh-Hans", "child"): "已存好：一条语音。\n\n别人可能听出你的声音，以后打字也一样好。",
}


def sentence(language: str, state: MediaState, kind: str, passed_on: str, age: str, named: str) -> str:
    """What the person must read, written by hand."""
    who = "child" if age == "friend" else age
    if state is not MediaState.REFUSED:
        return VOICE[language, who] if (kind, passed_on) == ("voice", "no") else STORED[language]
    this = THIS[language][kind]
    if who == "child":
        this = this.replace("this ", "that ", 1).replace("这张图片", "这张图")
    look = LOOK[language][named in {"police", "official"}].format(you="您" if who == "adult" else "你")
    return REFUSED[language, who].format(this=this, look=look, copy=COPY[language])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def district(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[District]:
    made = await open_district(tmp_path_factory.mktemp("held"))
    yield made
    await made.database.close()


async def laid(who: Someone, draft: Draft) -> None:
    """The person has got this far, without having read about voices yet."""
    own = replace(draft, id=DraftId(who.services.tokens.token()))
    async with who.district.database.begin() as uow:
        await uow.drafts.save(who.visitor.person, who.visitor.chat, own, due_at=AT)
        await uow.commit()


async def rendered(district: District, notice: Notice, language: str) -> Rendered:
    text, database = Catalogue(PROFILE.zone, own=PROFILE.texts), district.database
    context = RenderContext(text, text.has, PROFILE, "line", database.reading, database.files, district.time.now)
    row: Any = OutboxRow(1, 5, language, notice, 1, None, None, is_group=False)  # type: ignore[arg-type]
    shown = await worded(context, row)
    assert shown is not None
    return shown


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("place", range(len(TRIED)), ids=[" ".join(one) for one in TRIED])
async def test_the_sender_reads_what_became_of_a_file(district: District, place: int) -> None:
    mode, told, kind, passed_on, age, named = TRIED[place]
    policy = replace(PROFILE.policy, media_mode=mode)
    district.services = replace(district.services, profile=replace(PROFILE, policy=policy))
    kim = Someone(district, 1000 + place)
    await laid(kim, a_draft(told, age, named))
    state = expected(mode, told, kind, passed_on, age)
    judged = await hand_in(district, kim.visitor, an_item(kind, passed_on))
    assert (judged or MediaState.REFUSED) is state
    sent = [n for n in await district.deliver() if n.kind in {"kept", "not_kept", "withheld", "wipe"}]
    assert [n.kind for n in sent] == ["not_kept" if state is MediaState.REFUSED else "kept"]
    for language in ("en", "zh-Hans"):
        text = (await rendered(district, sent[0], language)).text
        assert text == sentence(language, state, kind, passed_on, age, named)
        assert "您" not in text or age == "adult"
