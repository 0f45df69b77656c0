"""What a reporter reads about the handling: /status as things are on that day, and news that the line begins."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import Case, CaseState, DeadlineKind
from bot.domain.cases.deadlines.danger import sent_by
from bot.domain.cases.lists import Reply
from bot.domain.cases.reporter.plain_steps import PlainStep, plain_steps
from bot.domain.cases.reporter.promises import Promise, is_late, promises
from bot.domain.cases.reporter.questions import open_to
from bot.domain.cases.steps import running
from bot.domain.intake.hidden import is_at_hide
from bot.domain.intake.staff_intake import is_entered
from bot.domain.notices.news import answers_in, news_in
from bot.domain.notices.reporter.reports import OwnReports
from bot.domain.notices.reporter.to_reporters import (
    AnswerLate,
    AskedHowYouAre,
    CaseAcknowledged,
    CaseAnswered,
    CaseClosed,
    News,
)
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Draft, Path, Report
from bot.usecases.access.merged_cases import case_as_told
from bot.usecases.reporting.slips.slips import institution_of
from handlers.reporter import buttons as b
from handlers.reporter.buttons_identity import ChooseLevel
from handlers.reporter.buttons_slips import AskSlip
from handlers.reporter.screens.views_identity import known_to
from handlers.reporter.screens.words import Row, ScreenWords, safety
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views

SHOWN = 10
"""Own reports that /status lists, newest first."""
ASKED = "canned-need_more"
"""The answer that asks the reporter to tell more."""
SUPERVISING = "supervising"
"""Stands for the number of the body with this role."""
OTHERS_TO_CALL = {"adult": ("city", SUPERVISING), "teen": ("youth", "city"), "child": ("youth", "psychological")}
OTHERS_TO_CALL |= {"staff": OTHERS_TO_CALL["adult"], "friend": OTHERS_TO_CALL["child"], "peer": OTHERS_TO_CALL["teen"]}
"""Names of numbers that somebody may call who does not want to wait, by to whom we speak; those of the profile."""


async def status(context: RenderContext, row: OutboxRow, said: OwnReports) -> Rendered:
    """Own reports with state, dates and the officers' answers, as they are at this moment."""
    words, now = ScreenWords(context, row, said.voice), context.now()
    blocks, keys, dates = list[str](), list[Row](), list[Promise]()
    async with context.reading() as uow:
        told = list(await uow.reports.of_person(said.person))[:SHOWN]
        begun = begun_lines(words, await uow.drafts.of(said.person))
        for report, number in told:
            case = await case_as_told(uow, report.case)
            identity, replies = await uow.identities.of(report), list(await uow.reports.replies_of(case.id))
            block = status_block(words, OwnStatus(report, int(number), case, replies), now)
            blocks.append("\n".join([block, *known_to(words, identity)]))
            dates += promises(case, now)
            waits = open_to(case, report.id)
            keys += [(_numbered(words, "read-question", b.ReadQuestion(int(number)), number),)] if waits else []
            keys.append(_keys(words, report, int(number)))
            has_slip = not report.incomplete and await institution_of(uow, identity) is not None
            keys += [(_numbered(words, "slip", AskSlip(int(number), "ask"), number),)] if has_slip else []
    new: tuple[Row, ...] = (
        (words.key("new-report", b.BeginReport()), words.key("have-code", b.Follow("ask"))),
        safety(words),
    )
    if not blocks:
        return Rendered("\n\n".join(begun or [words("status-none")]), new)
    call = "\n".join(whom_to_call(words, tuple(dates)))
    return Rendered("\n\n".join([words("status-head"), *blocks, *begun, call]), (*keys, *new))


def begun_lines(words: ScreenWords, draft: Draft | None) -> list[str]:
    """What was begun here and is not sent: that it is kept, and when it is sent by itself. After Hide nothing is said
    about it."""
    if draft is None or is_at_hide(draft) or draft.case is not None or not draft.answers or is_entered(draft):
        return []
    at = sent_by(words.context.profile.policy, draft)
    return [words("status-begun") if at is None else words("status-begun-goes", at=at)]


def _keys(words: ScreenWords, report: Report, number: int) -> Row:
    """Buttons: add more; who may know me, except for people under 14, who are never asked (SG07)."""
    found = [words.key("add", b.AddTo(number))]
    found += [words.key("level", ChooseLevel(number, ""))] if report.path is not Path.CHILD else []
    return tuple(Key(f"{key.text} · {number}", key.data) for key in found)


def _numbered(words: ScreenWords, label: str, button: object, number: int) -> Key:
    """A button that names its report."""
    key = words.key(label, button)
    return Key(f"{key.text} · {number}", key.data)


@dataclass(frozen=True)
class OwnStatus:
    """One own report and what has come of it."""

    report: Report
    number: int
    case: Case
    replies: list[Reply]


def status_block(words: ScreenWords, own: OwnStatus, now: datetime) -> str:
    """One report: what was done and when, what was promised and what became of that, what was answered and asked."""
    report, case, replies = own.report, own.case, own.replies
    lines = [words("status-line", number=own.number, sent=report.sent_at), *step_lines(words, plain_steps(case))]
    lines += promise_lines(words, promises(case, now))
    lines += [
        words("status-answer", at=reply.at, text=reply_text(words, reply.text_key, reply.words)) for reply in replies
    ]
    lines += [words("status-question")] if open_to(case, report.id) else []
    return "\n".join([*lines, words("status-asked")] if is_asked(report, case, replies) else lines)


def is_asked(report: Report, case: Case, replies: list[Reply]) -> bool:
    """Whether officers have asked for more, and nothing was added since."""
    asked = [reply.at for reply in replies if reply.text_key == ASKED]
    return case.is_open and bool(asked) and all(addition.at < asked[-1] for addition in report.additions)


def step_lines(words: ScreenWords, steps: tuple[PlainStep, ...]) -> list[str]:
    """What was done, each with its day."""
    return [words(f"status-step-{step.what}", at=step.at or "-") for step in steps]


def promise_lines(words: ScreenWords, found: tuple[Promise, ...]) -> list[str]:
    """The answer and the result by when, or what became of them; both on one line while both are still to come."""
    due = {one.what: one.at for one in found if one.at is not None}
    if {"answer_due", "result_due"} <= due.keys():
        return [words("status-dates", reply=due["answer_due"], outcome=due["result_due"])]
    return [words(f"status-{one.what}", at=one.at or "-") for one in found]


def whom_to_call(words: ScreenWords, found: tuple[Promise, ...]) -> list[str]:
    """Whom to call if it gets worse; where a promise was broken, also who else can be asked."""
    numbers = {name: words.numbers[name] for name in ("police", "ambulance")}
    lines = [words("received-urgent", **numbers)]
    names = _others_to_call(words)
    if not is_late(found) or not names:
        return lines
    others = [words("help-line", number=words.numbers[name], what=words(f"number-{name}")) for name in names]
    return [*lines, words("status-whom"), *others]


def _others_to_call(words: ScreenWords) -> list[str]:
    """Names of the profile's numbers for people who do not want to wait."""
    profile, names = words.context.profile, OTHERS_TO_CALL[words.voice]
    phone = profile.agencies[profile.agency_with(SUPERVISING)].phone
    of_body = [name for name, number in words.numbers.items() if number == phone] if SUPERVISING in names else []
    return [name for name in (*names, *of_body) if name in words.numbers]


def reply_text(words: ScreenWords, text_key: str, own: str) -> str:
    """A prepared answer in the reader's language, or the officer's own words (escaped by the catalogue)."""
    if not text_key:
        return own
    return words(text_key if words.context.known(text_key, words.locale) else f"canned-{text_key}")


# --- News -----------------------------------------------------------------------------------------------------------


async def news(context: RenderContext, row: OutboxRow, said: News) -> Rendered | None:
    """What has happened since the last news, if it still holds: one message. None when nothing of it holds any more."""
    words, notice = ScreenWords(context, row, said.voice), row.notice
    case = None
    if notice.case is not None:
        async with context.reading() as uow:
            case = await case_as_told(uow, notice.case)
    answers = [reply_text(words, one.text_key, one.words) for one in answers_in(said)]
    happened = news_in(said)
    lines = [words("news-acknowledged")] if CaseAcknowledged in happened and _is_in_hand(case) else []
    lines += [words("news-answered", text=text) for text in answers]
    lines += _late(words, said, case) if AnswerLate in happened else []
    lines += [words("news-closed")] if CaseClosed in happened and (case is None or not case.is_open) else []
    if not lines:
        return None
    number = said.number
    keys = ((words.key("follow", b.ShowStatus()), words.key("add", b.AddTo(number))), safety(words))
    return Rendered("\n\n".join([words("tell-news", number=number), *lines, words("news-end")]), keys)


def _is_in_hand(case: Case | None) -> bool:
    """Whether somebody deals with it at this moment."""
    return case is None or (case.is_open and case.state is not CaseState.RECEIVED)


def _late(words: ScreenWords, said: News, case: Case | None) -> list[str]:
    """Lines that say that the answer is late and by when it comes, as the case says now. Empty once the reporter has an
    answer."""
    given = None if case is None else running(case, DeadlineKind.NEW_DATE)
    now_due = None if given is None else given.due_at
    due = said.due if case is None else now_due
    return [words("news-late", due=due)] if due is not None else []


async def asked_how_you_are(context: RenderContext, row: OutboxRow, said: AskedHowYouAre) -> Rendered:
    """Whether anything has happened since they told; what they answer is added to the report."""
    words = ScreenWords(context, row, said.voice)
    keys = ((words.key("add", b.AddTo(said.number)),), safety(words))
    return Rendered("\n\n".join([words("tell-news", number=said.number), words("asked-how-you-are")]), keys)


VIEWS = (
    no_views()
    .on(OwnReports, status)
    .on(AskedHowYouAre, asked_how_you_are)
    .on(CaseAcknowledged, news)
    .on(CaseAnswered, news)
    .on(CaseClosed, news)
    .on(AnswerLate, news)
)
