"""After Hide nothing visible offers to go on, and Go on shows nothing of what was told before (SG13, SG42)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.domain.ids import DraftId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Answer, Draft, Path
from bot.usecases.acting import ReporterAct
from bot.usecases.reporting import idle, intake
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.draft import answering
from handlers.reporter import buttons as b
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import RenderContext, Rendered
from tests.support.domain.examples import one_of_each
from tests.support.facts_of_notices import CATALOGUE, LANGUAGES
from tests.support.notices import worded
from tests.support.people import PROFILE, District, Someone
from tests.support.reporting.first_answers import ASKED, CANARY, told_so_far

PATHS = (Path.ADULT, Path.TEEN, Path.CHILD)
ANSWERED_TOO = frozenset({"harms", "story"})
"""Questions that one answers bit by bit: on every path somebody may hide in the middle of the answer."""
NEUTRAL = frozenset({"start", "age_reporter"})
"""Who writes is none of the person's words; the wording depends on it."""


def conversations(person: Someone, language: str) -> Iterator[Draft]:
    """Left at every question before it was answered, and at the review; on one path after the answer too. In the second
    language at the story and the review. The suite tries one question of each kind on each path; a long run all."""
    yield from one_of_each(on_each_path(person, language), kind_of)


def kind_of(draft: Draft) -> tuple[str, ...]:
    """How a question is answered, on which path. Those that are answered bit by bit are kinds of their own, before and
    after, as is the review."""
    if draft.at and draft.at not in ANSWERED_TOO:
        return ASKED.questions[draft.at].kind, draft.path
    return draft.at, draft.id


def on_each_path(person: Someone, language: str) -> Iterator[Draft]:
    for path in PATHS:
        order = ASKED.order[path]
        for at, name in enumerate(order):
            if at < 2 or (language != LANGUAGES[0] and name != "story"):
                continue
            begun = Draft(
                DraftId(f"{path}{at}"), path, language, person.now, person.now, at=name, trail=tuple(order[:at])
            )
            yield replace(begun, answers=told_so_far(path, person, at))
            if path is Path.ADULT or name in ANSWERED_TOO:
                yield replace(begun, id=DraftId(f"{begun.id}+"), answers=told_so_far(path, person, at + 1))
        whole = told_so_far(path, person, len(order))
        yield replace(begun, id=DraftId(f"{path}"), at="", screen="review", answers=whole)


class RitasChat:
    """What Rita's chat shows."""

    def __init__(self, rita: Someone) -> None:
        self.rita, stores = rita, rita.district.database
        self.context = RenderContext(
            CATALOGUE, CATALOGUE.has, PROFILE, "bot", stores.reading, stores.files, lambda: rita.now
        )

    async def lies(self, draft: Draft) -> None:
        async with self.rita.district.database.begin() as uow:
            await uow.drafts.save(self.rita.visitor.person, self.rita.visitor.chat, draft, due_at=None)
            await uow.commit()

    async def shows(self, sent: list[Notice]) -> list[Rendered]:
        found = []
        for notice in sent:
            if isinstance(notice.to, ToChat) and notice.kind != "wipe":
                row = OutboxRow(1, notice.to.chat, notice.to.locale, notice, 0, None, None, is_group=False)
                found.append(await worded(self.context, row))
        return [one for one in found if one is not None]


def ways(shown: list[Rendered]) -> list[object]:
    """What the buttons stand for."""
    return [parse(key.data) for one in shown for row in one.keys for key in row]


def offers_to_go_on(shown: list[Rendered]) -> bool:
    return b.Resume("go_on") in ways(shown) or b.Review("go_on") in ways(shown)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_after_hide_no_screen_offers_to_go_on(rita: Someone, language: str) -> None:
    chat = RitasChat(rita)
    for draft in conversations(rita, language):
        await chat.lies(draft)
        shown = await chat.shows(await rita.hide())
        await hiding.what_stays(rita.request)
        shown += await chat.shows(await rita.district.deliver())
        await hiding.show_help(rita.request)
        shown += await chat.shows(await rita.district.deliver())
        await hiding.clear(rita.request, erase=False)
        shown += await chat.shows(await rita.district.deliver())
        await hiding.show_help(rita.request)
        shown += await chat.shows(await rita.district.deliver())
        assert not offers_to_go_on(shown), (draft.path, draft.at)
        assert CANARY not in "".join(one.text for one in shown)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_going_on_after_hide_shows_nothing_told_before(rita: Someone, language: str) -> None:
    chat, request = RitasChat(rita), rita.request
    for draft in conversations(rita, language):
        await chat.lies(draft)
        await rita.hide()
        shown = list[Rendered]()
        steps = (
            intake.start(request),
            intake.resume(request),
            answering.go_back(request, ""),
            intake.review(request),
            intake.list_changes(request),
            intake.review(request),
            intake.go_on_asking(request),
        )
        for step in steps:
            await step
            shown += await chat.shows(await rita.district.deliver())
        where = (draft.path, draft.at, draft.screen)
        told = {answer.question for answer in draft.answers}
        assert CANARY not in "".join(one.text for one in shown), where
        assert not any(key.text.startswith("✓") for one in shown for row in one.keys for key in row), where
        assert not {one.question for one in ways(shown) if isinstance(one, b.Change)} & told, where


async def test_hidden_words_are_stored_and_sent_although_not_shown(district: District, rita: Someone) -> None:
    await rita.is_reporting()
    await rita.say(CANARY)
    await rita.hide()
    await intake.resume(rita.request)
    shown = await RitasChat(rita).shows([*await rita.district.deliver(), *await rita.check()])
    assert "What you told before is kept. It is not shown here." in shown[-1].text
    assert "Please check, then send." in shown[-1].text
    await rita.send()
    (report,) = await rita.reports()
    assert [piece.text for answer in report.answers for piece in answer.pieces] == [CANARY]


async def test_ticks_without_done_are_kept_and_the_next_question_follows(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "no")
    await answering.tick(rita.request, "harms", "bullying")
    await rita.hide()
    await intake.resume(rita.request)
    draft = await rita.draft()
    assert draft is not None
    assert (draft.at, draft.answer("harms")) == ("who", Answer("harms", options=("bullying",)))


async def test_after_hide_a_begun_report_is_offered_without_its_case_number(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.skip("place_now")
    await rita.tick("harms", "assault")
    draft = await rita.draft()
    assert draft is not None
    assert draft.number == 1
    await rita.hide()
    (shown,) = await RitasChat(rita).shows(await rita.start())
    assert shown.text == "Go on, or begin again?"


async def test_somebody_who_has_hidden_is_not_reminded_of_a_begun_report(rita: Someone) -> None:
    chat = RitasChat(rita)
    begun = next(draft for draft in conversations(rita, "en") if draft.screen == "review")
    answers = (*(a for a in begun.answers if a.question != "contact"), Answer("contact", options=("yes",)))
    for is_hidden in (False, True):
        await chat.lies(replace(begun, answers=answers, changed_at=rita.now))
        if is_hidden:
            await rita.hide()
        rita.district.time.move(hours=13)
        async with rita.district.database.begin() as uow:
            draft = await uow.drafts.of(rita.visitor.person)
            assert draft is not None
            await idle.process_draft(ReporterAct(rita.services, uow, rita.now, rita.visitor), draft)
            await uow.commit()
        rita.district.time.move(hours=10)
        kinds = [notice.kind for notice in await rita.district.deliver()]
        assert ("expired_soon" in kinds) is not is_hidden
