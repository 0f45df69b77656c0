"""An opened report is short: a line for each answer, no empty ones; at most two screens of a phone before the story."""

import random
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.ids import AgencyKey, CaseId, DraftId, ReporterToken, ReportId
from bot.domain.intake.facts import voice_of
from bot.domain.intake.joined import choices, choose
from bot.domain.intake.questionnaire import accept, finish, next_question, skip
from bot.domain.profile import IntakeQuestion, QuestionKind
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import (
    Addition,
    Answer,
    Contact,
    Draft,
    Location,
    MediaRef,
    MediaState,
    Path,
    Phone,
    Piece,
    Report,
)
from bot.usecases.reporting import sending
from handlers.officer.cases.views_report import report_text
from handlers.telegram.text.rendered import RenderContext
from tests.support.domain.answers import ASKED, NOW
from tests.support.domain.examples import some_for_each
from tests.support.facts_of_notices import CATALOGUE, LANGUAGES
from tests.support.notices import worded
from tests.support.officers import employ, officer
from tests.support.people import PROFILE, District, Someone
from tests.support.screens.phone_screen import lines

NOBODY: Any = None
CONTEXT = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", NOBODY, NOBODY, lambda: NOW)
STORY = "They wait for him after school, every week."
MOST_LINES = 44
"""Two screens of 390 x 844, by the issue."""
HARMS = [harm for harm in ASKED.questions["harms"].options if harm != "unknown"]
BEGIN = {Path.ADULT: "adult", Path.TEEN: "child_self-14_17", Path.CHILD: "child_other-under_14"}


def answered(draft: Draft, question: IntakeQuestion, harm: str, chance: random.Random) -> Draft:
    """The draft after a full answer to the question on screen."""
    known = [option for option in choices(ASKED, question, voice_of(draft)) if option not in {"unknown", "none"}]
    if question.id == "harms":
        return accept(ASKED, draft, Answer("harms", options=(harm,)), NOW)
    if question.kind is QuestionKind.INFO:
        return accept(ASKED, draft, Answer(question.id, options=("go_on",)), NOW)
    if question.kind is QuestionKind.ONE:
        return choose(ASKED, draft, question.id, chance.choice(known), NOW)
    if question.kind is QuestionKind.MANY:
        together = [option for option in known if option not in question.exclusive]
        return accept(ASKED, draft, Answer(question.id, options=tuple(chance.sample(together, 2))), NOW)
    if question.kind is QuestionKind.MEDIA:
        return skip(ASKED, draft, NOW) if not question.required else accept(ASKED, draft, Answer(question.id), NOW)
    if question.kind is QuestionKind.PLACE:
        return accept(ASKED, draft, Answer(question.id, place=Location(29.5, 106.5)), NOW)
    if question.kind is QuestionKind.CONTACT:
        return accept(ASKED, draft, Answer(question.id, phone=Phone("13800000000")), NOW)
    words = STORY if question.kind is QuestionKind.LONG else "Lin, grade 5"
    return accept(ASKED, draft, Answer(question.id, pieces=(Piece(words, 7, NOW),)), NOW)


def full(path: Path, harm: str, seed: int, language: str = "en") -> Draft:
    """Somebody has answered every question that was asked."""
    chance = random.Random(seed)
    draft = choose(ASKED, Draft(DraftId("d"), path, language, NOW, NOW), "start", BEGIN[path], NOW)
    while (question := next_question(ASKED, draft)) is not None:
        draft = answered(draft, question, harm, chance)
    return draft


def report_of(draft: Draft) -> Report:
    ids = (ReportId("r"), CaseId("c"), ReporterToken("t"))
    return Report(*ids, draft.path, "en", NOW, Contact.NO, finish(ASKED, draft), draft.media)


def before_the_story(text: str) -> str:
    assert text.count(STORY) == 1
    return text[: text.index(STORY)]


@pytest.mark.parametrize("path", list(BEGIN))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_answer_has_one_line_and_no_line_is_empty(path: Path, language: str) -> None:
    for seed, harm in enumerate(HARMS):
        draft = full(path, harm, seed)
        text = report_text(CONTEXT, language, report_of(draft))
        told = before_the_story(text).split("\n")
        assert all(line.strip() for line in text.split("\n"))
        assert not any(line.rstrip().endswith(("</b>", ":</b>", "：", ": -", "：-")) for line in told[1:-1]), text
        assert len(told) <= 2 + len(draft.answers), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_known_takes_one_line_and_what_was_skipped_none(language: str) -> None:
    unknown = [Answer(name, options=("unknown",)) for name in ("age", "sex", "whereabouts", "medical", "link")]
    skipped = [Answer(name, skipped=True) for name in ("last_time", "person", "story")]
    report = replace(report_of(full(Path.ADULT, "bullying", 1)), answers=(*unknown, *skipped, Answer("files")))
    _, only = report_text(CONTEXT, language, report).split("\n")
    assert (
        only
        == {
            "en": "<b>Not known</b>: Age, Girl or boy, Where and with whom, Doctor, Person",
            "zh-Hans": "<b>不清楚</b>：孩子的年龄、女孩或男孩、在哪里、和谁在一起、身体情况、那个人",
        }[language]
    )


@pytest.mark.parametrize(("path", "harms"), some_for_each(BEGIN, enumerate(HARMS), 4).items(), ids=list(BEGIN))
async def test_a_full_report_fits_two_screens_before_the_story(
    district: District, rita: Someone, path: Path, harms: list[tuple[int, str]]
) -> None:
    """The whole of the opened case: its head, rules and warning too. Each kind of harm on one path at least; a long
    run: on each."""
    prosecutor = officer(district, 30, AgencyKey("PROC"))
    await employ(district, prosecutor)
    too_long = {}
    for seed, harm in harms:
        async with district.database.begin() as uow:
            draft = replace(full(path, harm, seed), id=DraftId(f"d{seed}"), screen="review")
            await uow.drafts.save(rita.visitor.person, rita.visitor.chat, draft, due_at=None)
            await uow.commit()
        await sending.send(rita.request)
        rita.district.time.move(days=1)
        async with district.database.reading() as uow:
            case = await uow.cases.get(CaseId(f"d{seed}"))
        (told,) = [notice for notice in await prosecutor.opens(case.number) if notice.kind == "story"]
        for language in LANGUAGES:
            needed = lines(before_the_story(await text_of(district, told, language)))
            if needed > MOST_LINES:
                too_long[harm, language] = needed
    assert too_long == {}


async def text_of(district: District, notice: Any, language: str) -> str:
    context = RenderContext(
        CATALOGUE, CATALOGUE.has, PROFILE, "bot", district.database.reading, district.database.files, district.time.now
    )
    rendered = await worded(context, OutboxRow(1, notice.to.chat, language, notice, 0, None, None, is_group=False))
    assert rendered is not None
    return rendered.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_that_were_added_have_one_line_and_none_is_empty(language: str) -> None:
    at = iter(range(100, 120))
    files = [Addition(NOW, media=(MediaRef("photo", MediaState.STORED, next(at), NOW),)) for _ in range(5)]
    word = Addition(NOW, pieces=(Piece("He came back.", next(at), NOW),))
    report = replace(report_of(full(Path.ADULT, "bullying", 1)), additions=(*files[:3], word, *files[3:]))
    head = CATALOGUE("staff-story-added", language, at=NOW).removeprefix("<b>").removesuffix("</b>").strip()
    added = [line for line in report_text(CONTEXT, language, report).splitlines() if head in line]
    assert len(added) == 3
    assert ["3" in added[0].partition("</b>")[2], "2" in added[2].partition("</b>")[2]] == [True, True]
