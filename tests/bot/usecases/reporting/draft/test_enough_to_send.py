"""Send is offered only when enough is told; otherwise the review names exactly what is missing (intake.md, Minimum)."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from bot.domain.ids import DraftId
from bot.domain.notices.notice import Mode
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Answer, Draft, Path, Piece
from bot.usecases.reporting import intake, sending
from bot.usecases.reporting.draft.screens import Display, screen
from handlers.reporter import buttons as b
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import RenderContext, Rendered
from tests.support.facts_of_notices import CATALOGUE, LANGUAGES
from tests.support.notices import worded
from tests.support.people import PROFILE, District, Someone, answer_until, kinds

BEGUN = {
    Path.ADULT: (Answer("start", options=("adult",)),),
    Path.TEEN: (Answer("start", options=("child_self",)), Answer("age_reporter", options=("14_17",))),
    Path.CHILD: (Answer("start", options=("child_self",)), Answer("age_reporter", options=("under_14",))),
}
WHERE = {Path.ADULT: "whereabouts", Path.TEEN: "whereabouts", Path.CHILD: "safe_now"}
"""Q10 on each path."""
ABSENT = None


def told(person: Someone, name: str) -> Answer:
    return Answer(name, pieces=(Piece("words", 1, person.now),))


def drafts(person: Someone, language: str) -> Iterator[tuple[Draft, set[str], set[str]]]:
    """Every conversation with each answer of the minimum given, skipped or absent; what is missing by intake.md,
    written by hand: each of the first set, one of the second."""
    choices = product(
        tuple(BEGUN),
        (ABSENT, "no", "unknown", "yes_now", "maybe_today"),
        (ABSENT, "bullying"),
        ("", "skip", "told"),
        (0, 1),
    )
    for path, danger, harm, story, where in choices:
        answers = [*BEGUN[path]]
        answers += [Answer("danger", options=(danger,))] if danger else []
        answers += [Answer("harms", options=(harm,))] if harm else []
        answers += [Answer("story", skipped=True)] if story == "skip" else []
        answers += [told(person, "story")] if story == "told" else []
        answers += [Answer(WHERE[path], options=("unknown",))] if where else []
        draft = Draft(DraftId("d"), path, language, person.now, person.now, screen="review", answers=tuple(answers))
        each = {name for name, given in (("danger", danger), ("harms", harm)) if not given}
        enough = danger in {"yes_now", "maybe_today"} or story == "told" or where
        yield draft, each, set() if enough else {"story", WHERE[path], "child_name"}


async def reviewed(district: District, rita: Someone, draft: Draft) -> Rendered:
    async with district.database.begin() as uow:
        await uow.drafts.save(rita.visitor.person, rita.visitor.chat, draft, due_at=None)
        await uow.commit()
    context = RenderContext(
        CATALOGUE, CATALOGUE.has, PROFILE, "bot", district.database.reading, district.database.files, lambda: rita.now
    )
    notice = screen(PROFILE, rita.visitor, draft, Display(Mode.NEW))
    row = OutboxRow(1, rita.visitor.chat, draft.language, notice, 0, None, None, is_group=False)
    rendered = await worded(context, row)
    assert rendered is not None
    return rendered


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_review_shows_send_or_what_is_missing(district: District, rita: Someone, language: str) -> None:
    asks_more = {"en": "It cannot be sent yet.", "zh-Hans": "现在还不能发送。"}[language]
    ready = {"en": "Send", "zh-Hans": "发送"}[language]
    for draft, each, one_of in drafts(rita, language):
        rendered = await reviewed(district, rita, draft)
        keys = [key for row in rendered.keys for key in row]
        said = (draft.path, draft.answers)
        offered = {found.question for found in map(parse, (key.data for key in keys)) if isinstance(found, b.Change)}
        assert offered == each | one_of, said
        assert (ready in [key.text for key in keys]) is not bool(each | one_of), said
        assert (asks_more in rendered.text) is bool(each | one_of), said


async def test_what_is_missing_is_named_and_a_tap_on_it_leads_there_and_back(district: District, rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "no")
    await rita.tick("harms", "bullying")
    (checked,) = await rita.check()
    draft = await rita.draft()
    assert draft is not None
    text = (await reviewed(district, rita, draft)).text
    assert text.endswith(
        "It cannot be sent yet.\nPlease answer one of these: In your words, Where and with whom, Name."
    )
    assert checked.kind == "review"
    await intake.change(rita.request, "whereabouts")
    assert kinds(await rita.district.deliver()) == ["question"]
    assert kinds(await rita.choose("whereabouts", "same_home")) == ["review"]
    draft = await rita.draft()
    assert draft is not None
    assert (await reviewed(district, rita, draft)).text.endswith("Please check, then send. You can change anything.")


async def test_an_older_send_button_shows_what_is_missing_and_sends_nothing(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "no")
    await rita.tick("harms", "bullying")
    await sending.send(rita.request)
    assert kinds(await rita.district.deliver()) == ["review"]
    assert await rita.reports() == []


@pytest.mark.parametrize("start", ["adult", "child_self-under_14", "child_self-14_17"])
async def test_after_skipping_everything_no_useless_send_button_is_offered(
    district: District, rita: Someone, start: str
) -> None:
    await rita.start()
    await rita.choose("start", start)
    await answer_until(rita, "next_steps")
    await rita.choose("next_steps", "go_on")
    await answer_until(rita, "none of them")
    draft = await rita.draft()
    assert draft is not None
    rendered = await reviewed(district, rita, replace(draft, screen="review"))
    assert "Send" in [key.text for row in rendered.keys for key in row]
    assert "received" in kinds(await rita.send())
