"""The screens of the conversation in words: start, questions, help cards, review, resume, hide, language."""

from functools import lru_cache
from html import escape
from typing import NamedTuple

from bot.domain.intake.asides import fold_asides
from bot.domain.intake.facts import asked
from bot.domain.intake.joined import choices
from bot.domain.notices.reporter import screens
from bot.domain.notices.reporter.screens import QuestionScreen, Screen
from bot.domain.profile import IntakeQuestion, QuestionKind
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Answer, Draft
from handlers.reporter import buttons as b
from handlers.reporter.screens.option_rows import PageOfRows, in_rows, page_of
from handlers.reporter.screens.words import MORE, Row, ScreenWords, may_write_row, private_row, safety
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from locales.catalogue import Html

ROWS_BELOW = 3
"""Rows below the options: Done or Skip, the danger path's button, the foot; the foot with Send has one more row."""
EXCERPT = 200
"""How many characters of one answer the review shows; all of it is sent."""
STORED_ONE = "pieces-kept"
"""Note of the story: one more message of it is stored; the question above it is not repeated."""
KNOWN = 512
"""How many sets of buttons are remembered."""
ASKS = {QuestionKind.PLACE: ("location", "button-share-place"), QuestionKind.CONTACT: ("contact", "button-share-phone")}


async def start(context: RenderContext, row: OutboxRow, said: screens.Start) -> Rendered:
    """The neutral first screen: help numbers on top, then who is writing."""
    words = ScreenWords(context, row, said.voice)
    text = words("q-start", police=words.numbers["police"], ambulance=words.numbers["ambulance"])
    keys = [
        (Key(words.option("start", option), pack(b.Choose("start", option))),)
        for option in choices(
            context.profile.questionnaire, context.profile.questionnaire.questions["start"], words.voice
        )
    ]
    last = [words.key("info", b.Info("open"))]
    if len(context.profile.languages) > 1:
        last.insert(0, words.key("language", b.Language("")))
    skip, allow = (words.key("skip", b.Skip("start")),), may_write_row(words, said.may_write)
    rows = (*keys, skip, *allow, *private_row(words, verified=said.verified), safety(words), tuple(last))
    return Rendered("\n\n".join([*words.notes(said), text]), rows)


class Under(NamedTuple):
    """The fields of a question's screen that its buttons depend on. Keys of options, never anybody's words: the buttons
    are remembered by them."""

    question: str
    chosen: tuple[str, ...]
    page: int
    back: bool
    send: bool
    done: bool
    may_write: str
    verified: bool


def _under(said: QuestionScreen) -> Under:
    flags = said.back, said.send, said.done
    return Under(said.question, said.chosen, said.page, *flags, said.may_write, said.verified)


async def question(context: RenderContext, row: OutboxRow, said: screens.PlainQuestion) -> Rendered:
    """One question with its buttons. A place or a phone number can be shared by a button; not by staff, because it
    would be theirs and not the caller's."""
    words = ScreenWords(context, row, said.voice)
    asked_for = context.profile.questionnaire.questions[said.question]
    parts = [*words.notes(said), *_asked(words, said, asked_for), *words.below(said)]
    ask, label = ("", "") if said.same or said.voice == "staff" else ASKS.get(asked_for.kind, ("", ""))
    return Rendered(
        "\n\n".join(part for part in parts if part),
        _question_keys(words, _under(said)),
        ask=ask,
        ask_text=words(label) if label else "",
        ask_line=words(f"ask-{ask}") if ask else "",
        remove_keyboard=said.clear and not ask,
    )


def _asked(words: ScreenWords, said: QuestionScreen, asked_for: IntakeQuestion) -> list[str]:
    """Progress and the question; how many messages of the story are stored. Right after one of them its note is enough.
    Files are counted only by the live line of each album, which stays right while they come."""
    if STORED_ONE in said.notes:
        return []
    stored = [words(STORED_ONE, count=said.count)] if asked_for.kind is QuestionKind.LONG and said.count else []
    again = f"q-{asked_for.id}-again"
    use_again = said.again and words.context.known(again, words.locale)
    asks = f"{progress(words, said)}\n{words(again if use_again else f'q-{asked_for.id}')}"
    return [*_ticked_elsewhere(words, said, asked_for), asks, *stored]


def _ticked_elsewhere(words: ScreenWords, said: QuestionScreen, asked_for: IntakeQuestion) -> list[str]:
    """What is ticked on other pages; it stands above the question, which stays next to its buttons."""
    here = {option for row in _page(words, _under(said)).rows for option in row} if said.chosen else ()
    ticked = [words.option(asked_for.id, option) for option in said.chosen if option not in here]
    return [words("ticked", answer=words.context.text("list-join", words.locale).join(ticked))] if ticked else []


def progress(words: ScreenWords, said: QuestionScreen) -> str:
    """'4 of about 12'"""
    return f"<i>{words('progress', step=said.step, total=said.total)}</i>"


@lru_cache(KNOWN)
def _question_keys(words: ScreenWords, said: Under) -> tuple[Row, ...]:
    """The rows of buttons. The same ones go out again and again, so they are made once."""
    asked_for, page = words.context.profile.questionnaire.questions[said.question], _page(words, said)
    show = b.ShowPage
    first: list[Key] = []
    if page.number > 0:
        first.append(words.key("previous", show(asked_for.id, page.number - 1)))
    if page.number + 1 < page.count:
        first.append(words.key("more-options", show(asked_for.id, page.number + 1)))
    if not asked_for.required and asked_for.kind is not QuestionKind.MEDIA:
        first.append(words.key("skip", b.Skip(asked_for.id)))
    if _has_done(said, asked_for):
        first.append(words.key("done", b.Finish(asked_for.id), "primary"))
    options = (tuple(_option(words, said, asked_for, option) for option in row) for row in page.rows)
    return (*options, tuple(first), *_foot(words, said))


def _has_done(said: Under, asked_for: IntakeQuestion) -> bool:
    return (
        said.done if asked_for.kind is QuestionKind.LONG else asked_for.kind in {QuestionKind.MANY, QuestionKind.MEDIA}
    )


def _page(words: ScreenWords, said: Under) -> PageOfRows:
    """The options that are on screen: all of them, or a page of a long list."""
    asked_for = words.context.profile.questionnaire.questions[said.question]
    options = list(choices(words.context.profile.questionnaire, asked_for, words.voice))
    below = ROWS_BELOW + said.send + said.verified
    return page_of(options, lambda option: words.option(asked_for.id, option), asked_for.columns, said.page, below)


def _option(words: ScreenWords, said: Under, asked_for: IntakeQuestion, option: str) -> Key:
    label = words.option(asked_for.id, option)
    if option in said.chosen:
        label = words.context.text("o-chosen", words.locale, option=label)
    press = b.Tick if asked_for.kind is QuestionKind.MANY else b.Choose
    return Key(label, pack(press(asked_for.id, option)))


def _foot(words: ScreenWords, said: Under) -> tuple[Row, ...]:
    """Back, Help now, Hide, Send what I have: under every screen; in danger also that an officer may write."""
    back = (words.key("back", b.Back(said.question)),) if said.back else ()
    allow, hide = may_write_row(words, said.may_write), words.key("hide", b.Hide("ask"))
    allow = (*allow, *private_row(words, verified=said.verified))
    if not said.send:
        return (*allow, (*back, words.key("help", b.HelpNow()), hide))
    return (*allow, (*back, words.key("help", b.HelpNow())), (hide, words.key("send-now", b.Review("check"))))


async def next_steps(context: RenderContext, row: OutboxRow, said: screens.NextSteps) -> Rendered:
    """Q07: who reads it, what cannot be promised, and times by the real deadlines (SG09)."""
    words = ScreenWords(context, row, said.voice)
    spans = {"acknowledge": said.acknowledge, "reply": said.reply, "outcome": said.outcome}
    more = MORE in said.notes
    text = words(MORE if more else "q-next_steps", **spans)
    options = [option for option in ("go_on", "read_more", "stop") if not (more and option == "read_more")]
    keys = [(Key(words.option("next_steps", option), pack(b.Choose("next_steps", option))),) for option in options]
    return Rendered(
        "\n\n".join([*words.notes(said), f"{progress(words, said)}\n{text}"]),
        (*keys, *_foot(words, _under(said))),
        remove_keyboard=said.clear,
    )


async def review(context: RenderContext, row: OutboxRow, said: screens.ReviewScreen) -> Rendered | None:
    """All answers, a line each; Send, or what is missing for it; Change, Go on, Stop."""
    words = ScreenWords(context, row, said.voice)
    draft = await _draft(context, said)
    if draft is None:
        return None
    lines = review_lines(words, draft) or ([] if draft.hidden else [words("review-nothing")])
    lines += [words("review-hidden")] if draft.hidden else []
    questions = asked(context.profile.questionnaire, draft.path, draft.answers, draft.media)
    open_left = any(draft.answer(question.id) is None for question in questions)
    more = (words.key("go-on", b.Review("go_on")),) if open_left else ()
    keys = [*_send_or_missing(words, said), (words.key("change", b.Review("change")), *more)]
    keys += [*may_write_row(words, said.may_write), *private_row(words, verified=said.verified)]
    keys.append((words.key("back", b.Back("")), words.key("help", b.HelpNow())))
    keys.append((words.key("hide", b.Hide("ask")), words.key("stop", b.Choose("next_steps", "stop"), "danger")))
    text = "\n\n".join([*words.notes(said), "\n".join(lines), *_may_be_sent(words, said)])
    return Rendered(text, tuple(keys), remove_keyboard=said.clear)


def _may_be_sent(words: ScreenWords, said: screens.ReviewScreen) -> list[str]:
    """Says that the report can be sent, or what exactly is missing."""
    if not (said.missing or said.one_of):
        return [words("q-review")]
    join = words.context.text("list-join", words.locale).join
    headings = [join(_heading(words, name) for name in names) for names in (said.missing, said.one_of)]
    asks = zip(("review-missing", "review-missing-one-of"), headings, strict=True)
    return ["\n".join([words("review-too-little"), *(words(key, answer=named) for key, named in asks if named)])]


def _send_or_missing(words: ScreenWords, said: screens.ReviewScreen) -> list[Row]:
    """Send; or a button for each question that is missing."""
    wanted = (*said.missing, *said.one_of)
    if not wanted:
        return [(words.key("send", b.Review("send"), "success"),)]
    keys = [Key(_heading(words, name), pack(b.Change(name)), style="primary") for name in wanted]
    return in_rows(keys, 2, lambda key: key.text)


def _heading(words: ScreenWords, name: str) -> str:
    """A question in one or two words."""
    return words(f"heading-{name}")


async def _draft(context: RenderContext, said: Screen) -> Draft | None:
    """The person's draft as it is now; None when it no longer exists."""
    async with context.reading() as uow:
        return await uow.drafts.of(said.person)


def review_lines(words: ScreenWords, draft: Draft) -> list[str]:
    """'Age: 7-10 years' for everything that was answered."""
    lines = []
    for answer in fold_asides(draft).answers:
        told = "" if answer.question in draft.hidden else answer_line(words, answer)
        if told and answer.question not in {"next_steps", "files"}:
            lines.append(review_line(words, answer.question, told))
    stored = sum(item.state.is_stored for item in draft.media)
    files = [words("answer-files", count=stored)] if stored else []
    files += [words("answer-files-coming", count=len(draft.coming))] if draft.coming else []
    if files:
        lines.append(review_line(words, "files", words.context.text("list-join", words.locale).join(files)))
    return lines


def review_line(words: ScreenWords, name: str, told: str) -> str:
    """'Age: 7-10 years'; `told` is ready as HTML."""
    return words("review-line", question=_heading(words, name), answer=Html(told))


def answer_line(words: ScreenWords, answer: Answer) -> str:
    """An answer on one line, words shortened (HTML)."""
    parts = [words.option(answer.question, option) for option in answer.options]
    told = " ".join(answer.text.split())
    if told:
        parts.append(escape(told[:EXCERPT] + ("…" if len(told) > EXCERPT else ""), quote=False))
    if answer.place is not None:
        parts.append(words("answer-place"))
    if answer.phone is not None:
        parts.append(escape(answer.phone.number, quote=False))
    return words.context.text("list-join", words.locale).join(parts)


async def change(context: RenderContext, row: OutboxRow, said: screens.ChangeChoice) -> Rendered | None:
    """Which answer would you like to change?"""
    words = ScreenWords(context, row, said.voice)
    draft = await _draft(context, said)
    if draft is None:
        return None
    names = [q.id for q in asked(context.profile.questionnaire, draft.path, draft.answers, draft.media)]
    unshown = draft.hidden | {"next_steps"}
    given = [name for name in names if draft.answer(name) is not None and name not in unshown]
    keys = [Key(_heading(words, name), pack(b.Change(name))) for name in given]
    rows = in_rows(keys, 2, lambda key: key.text)
    return Rendered(words("review-which"), (*rows, (words.key("back", b.Review("check")),), safety(words)))


async def language(context: RenderContext, row: OutboxRow, said: screens.LanguageScreen) -> Rendered:
    """The languages, each in its own words."""
    words = ScreenWords(context, row, said.voice)
    names = [Key(context.text("language-name", code), pack(b.Language(code))) for code in context.profile.languages]
    rows = (*((key,) for key in names), (words.key("back", b.Resume("go_on")),), safety(words))
    return Rendered(words("language-choice"), rows)


VIEWS = (
    no_views()
    .on(screens.Start, start)
    .on(screens.PlainQuestion, question)
    .on(screens.NextSteps, next_steps)
    .on(screens.ReviewScreen, review)
    .on(screens.ChangeChoice, change)
    .on(screens.LanguageScreen, language)
)
