"""SG12, SG13: Hide clears the chat in every state of a conversation, and every screen has its button."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.domain.access.receipts import Awaiting, Follower
from bot.domain.ids import CaseId, CaseNumber, DraftId
from bot.domain.intake.asides import ASIDE
from bot.domain.notices.notice import Mode
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Answer, Draft, MediaRef, MediaState, Path
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.draft.screens import ASIDE_SCREENS, Display, screen
from handlers.reporter.buttons import Hide
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import RenderContext
from tests.support.domain.examples import one_of_each, some_of
from tests.support.facts_of_notices import CATALOGUE, LANGUAGES
from tests.support.notices import facts_of, worded
from tests.support.people import PROFILE, District, Someone, is_sent, kinds

NO_HIDE = {"hide"}
"""It is the question of Hide itself: the chat is clear, and what was begun is kept or deleted."""


def states(person: Someone, language: str) -> Iterator[Draft]:
    """Every question, and every other screen; the suite tries each on one path, a long run on each."""
    return iter(one_of_each(on_each_path(person, language), lambda draft: (draft.at, draft.screen)))


def on_each_path(person: Someone, language: str) -> Iterator[Draft]:
    for path in Path:
        begun = Draft(DraftId(f"d-{path}"), path, language, person.now, person.now, at="start")
        begun = replace(begun, answers=(Answer("danger", options=("no",)),), trail=("start",))
        for question in PROFILE.questionnaire.order[path]:
            yield replace(begun, at=question)
        for aside in (*ASIDE_SCREENS, "review"):
            yield replace(begun, at="", screen=aside)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_hide_clears_the_chat_in_every_state(district: District, rita: Someone, language: str) -> None:
    """In the second language in some of them; a long run in all."""
    every = [*states(rita, language)]
    for draft in every if language == LANGUAGES[0] else some_of(every, 12):
        async with district.database.begin() as uow:
            await uow.receipts.save_follower(rita.visitor.person, Follower(rita.now, Awaiting.CODE))
            await uow.drafts.save(rita.visitor.person, rita.visitor.chat, draft, due_at=None)
            await uow.commit()
        sent = await rita.hide()
        where = (draft.path, draft.at, draft.screen)
        assert kinds(sent) in (["wipe", "hide_choice"], ["wipe", "hidden"]), where
        assert facts_of(sent[0])["later"], where
        assert sent[1].kind == "hidden" or facts_of(sent[1])["notes"] == ["hidden"], where
        after = await rita.draft()
        assert after is None or after.screen == "hide", where
        async with district.database.reading() as uow:
            follower = await uow.receipts.follower(rita.visitor.person)
        assert follower is not None
        assert follower.waits_for(rita.now) == Awaiting.NOTHING, where


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_has_hide(district: District, rita: Someone, language: str) -> None:
    context = RenderContext(
        CATALOGUE, CATALOGUE.has, PROFILE, "bot", district.database.reading, district.database.files, lambda: rita.now
    )
    for draft in states(rita, language):
        if draft.screen in NO_HIDE:
            continue
        async with district.database.begin() as uow:
            await uow.drafts.save(rita.visitor.person, rita.visitor.chat, draft, due_at=None)
            await uow.commit()
        if draft.screen == "add":
            draft = replace(draft, case=CaseId("c"), number=CaseNumber(1))  # noqa: PLW2901
        if draft.screen == "about":
            said = (Answer(ASIDE, pieces=(rita.piece("It happened again.", 70),)),)
            draft = replace(draft, about=CaseNumber(1), answers=said)  # noqa: PLW2901
        notice = screen(PROFILE, rita.visitor, draft, Display(Mode.NEW))
        row = OutboxRow(1, rita.visitor.chat, language, notice, 0, None, None, is_group=False)
        rendered = await worded(context, row)
        assert rendered is not None
        found = {key.data for keys in rendered.keys for key in keys}
        assert pack(Hide("ask")) in found, (draft.path, draft.at, draft.screen)


async def begin(person: Someone, draft: Draft, number: int) -> None:
    """The person stands there, and a photo of theirs is on its way."""
    async with person.district.database.begin() as uow:
        await uow.drafts.save(person.visitor.person, person.visitor.chat, draft, due_at=None)
        await uow.commit()
    photo = MediaRef("photo", MediaState.FAILED, number, person.now, 1000, f"hash-{number}")
    assert await is_sent(person.district, person.visitor, photo) is not None


async def test_help_and_stop_work_in_every_state_while_a_file_is_on_its_way(rita: Someone) -> None:
    for number, draft in enumerate(states(rita, "en"), start=500):
        await begin(rita, draft, number)
        await hiding.show_help(rita.request)
        where = (draft.path, draft.at, draft.screen)
        assert kinds(await rita.district.deliver()) == ["info_help"], where
        after = await rita.draft()
        assert after is not None
        assert (after.path, after.at, after.screen) == where
        assert kinds(await rita.stop()) == ["hide_choice"], where
        asked = await rita.draft()
        assert asked is not None
        assert Answer("danger", options=("no",)) in asked.answers, where


async def test_hide_clears_the_chat_while_a_file_is_on_its_way(rita: Someone) -> None:
    for number, draft in enumerate(states(rita, "en"), start=500):
        await begin(rita, draft, number)
        sent = await rita.hide()
        assert kinds(sent) in (["wipe", "hide_choice"], ["wipe", "hidden"]), (draft.path, draft.at, draft.screen)


async def test_the_screen_of_hide_says_what_stays(rita: Someone) -> None:
    await rita.hide()
    await hiding.what_stays(rita.request)
    [notice] = await rita.district.deliver()
    assert (notice.kind, facts_of(notice)["stays"]) == ("hidden", True)
