"""The forms on an officer's desk that ask one question after another: a view for each state."""

from collections.abc import Callable, Mapping

from bot.domain.desk_answers import Answers
from bot.domain.desk_options import AGENCY, CANNED, CASE, NEVER, OFFICER, OWN_WORDS, DeskQuestion, FormName
from bot.domain.ids import CaseNumber
from bot.domain.notices.officer.desk_steps import ClosePreview, DeskChoice, DeskPreview, DeskWords, ReplyPreview
from bot.domain.queues.delivery import OutboxRow
from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer.cases.views_answers import pointed_out
from handlers.officer.desk_end import desk_end, page_keys
from handlers.reporter.screens.option_rows import in_rows
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.quotation import quoted
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name


async def choice(context: RenderContext, row: OutboxRow, said: DeskChoice) -> Rendered:
    """A question with its options as buttons."""
    worded = _worded(context, row.locale, _number_in(said), said.answers)
    text = context.text(f"staff-{said.form}-{said.question}", row.locale, **worded)
    keys = (*_choices(context, row.locale, said), desk_end(context, row.locale, said.number, ""))
    return Rendered(text, keys, protect=True)


async def words(context: RenderContext, row: OutboxRow, said: DeskWords) -> Rendered:
    """A question that is answered in words."""
    worded = _worded(context, row.locale, _number_in(said), said.answers)
    text = context.text(f"staff-{said.form}-{said.question}", row.locale, **worded)
    return Rendered(text, (desk_end(context, row.locale, said.number, ""),), protect=True)


async def preview(context: RenderContext, row: OutboxRow, said: DeskPreview) -> Rendered:
    """All answers once more."""
    worded = _worded(context, row.locale, said.number, said.answers)
    text = context.text(f"staff-{said.form}-preview", row.locale, **{**worded, "time": said.lasts})
    return Rendered(text, (desk_end(context, row.locale, said.number, said.form),), protect=True)


async def reply_preview(context: RenderContext, row: OutboxRow, said: ReplyPreview) -> Rendered:
    """The answer as the reporter would read it."""
    locale, given = row.locale, said.answers
    worded = _worded(context, locale, given.to or said.number, given)
    worded["text"] = context.text(given.text_key, locale) if given.text_key else given.words
    first = [] if given.text_key else await pointed_out(context, row, given.words)
    text = context.text("staff-reply-preview", locale, **worded)
    return Rendered(
        "\n\n".join([*first, text]), (desk_end(context, locale, said.number, FormName.REPLY),), protect=True
    )


async def close_preview(context: RenderContext, row: OutboxRow, said: ClosePreview) -> Rendered:
    """What was answered about the end of the case, as the person who agrees and the case will have it."""
    locale, given = row.locale, said.answers
    lines = [context.text("staff-close-preview", locale, **_worded(context, locale, said.number, given))]
    if given.body:
        lines.append(context.text("staff-close-goes-on", locale, agency=agency_name(context, locale, given.body)))
    written = {"staff-story-receipt": given.receipt, "staff-story-left": given.words}
    lines += [f"{context.text(key, locale)}\n{quoted(told)}" for key, told in written.items() if told]
    days = str(given.again or given.later or NEVER)
    lines += [context.text("staff-close-in-days", locale, days=days)] if days != NEVER else []
    return Rendered("\n\n".join(lines), (desk_end(context, locale, said.number, FormName.CLOSE),), protect=True)


def _number_in(said: DeskChoice | DeskWords) -> CaseNumber:
    """The number of the case in the text. For an answer it is the one that its reporter knows."""
    chosen = said.answers.facts().get("to") if said.form == FormName.REPLY else None
    return CaseNumber(int(str(chosen or said.number)))


def _worded(context: RenderContext, locale: str, number: CaseNumber, answers: Answers) -> dict[str, object]:
    """The answers so far under the names by which texts show them."""
    given = {name: str(value) for name, value in answers.facts().items()}
    worded: dict[str, object] = {"words": "", "time": None, **given, "number": str(number)}
    if "body" in given:
        worded["body"] = agency_name(context, locale, given["body"])
    if given.get("outcome"):
        worded["outcome"] = context.text(f"outcome-{given['outcome']}", locale)
    if given.get("safe"):
        worded["safe"] = context.text(f"staff-close-safe-{given['safe']}", locale)
    return worded


Rows = list[tuple[Key, ...]]


def _choices(context: RenderContext, locale: str, said: DeskChoice) -> Rows:
    """The buttons of the question."""
    own = OWN_BUTTONS.get((said.form, said.question))
    if own is not None:
        return own(context, locale, said)
    options = [_option(context, locale, said, option) for option in said.options]
    pages = page_keys(context, locale, said, said.form, said.question)
    return [*in_rows(options, 1, lambda key: key.text), *pages]


def _prepared_answers(context: RenderContext, locale: str, said: DeskChoice) -> Rows:
    number = said.number
    rows = [(Key(context.text(f"canned-{key}-short", locale), pack(b.ReplyCanned(number, key))),) for key in CANNED]
    return [*rows, (Key(context.text("button-own-words", locale), pack(b.ReplyCanned(number, OWN_WORDS))),)]


def _outcomes(context: RenderContext, locale: str, said: DeskChoice) -> Rows:
    outcomes, number = context.profile.outcomes, said.number
    keys = [Key(context.text(f"outcome-{one}", locale), pack(b.CloseOutcome(number, one))) for one in outcomes]
    return in_rows(keys, 1, lambda key: key.text)


def _safety(context: RenderContext, locale: str, said: DeskChoice) -> Rows:
    number, options = said.number, said.options
    return [tuple(Key(context.text(f"staff-close-safe-{s}", locale), pack(b.CloseSafe(number, s))) for s in options)]


def _who_steps_back(context: RenderContext, locale: str, said: DeskChoice) -> Rows:
    number, who = said.number, ("me", "body")
    return [tuple(Key(context.text(f"button-recuse-{w}", locale), pack(h.RecuseWho(number, w))) for w in who)]


OWN_BUTTONS: Mapping[tuple[str, str], Callable[[RenderContext, str, DeskChoice], Rows]] = {
    (FormName.REPLY, DeskQuestion.WHICH): _prepared_answers,
    (FormName.CLOSE, DeskQuestion.OUTCOME): _outcomes,
    (FormName.CLOSE, DeskQuestion.SAFE): _safety,
    (FormName.RECUSE, DeskQuestion.WHO): _who_steps_back,
}
"""By form and question: buttons of their own, which are older than the forms."""


def _option(context: RenderContext, locale: str, said: DeskChoice, option: str) -> Key:
    """One of the options that the form itself names."""
    if said.texts == AGENCY:
        label = agency_name(context, locale, option)
    elif said.texts == OFFICER and not context.known(f"{OFFICER}{option}", locale):
        label = context.text("staff-task-owner", locale, code=option)
    elif said.texts == CASE:
        label = context.text("button-case", locale, number=option)
    else:
        label = context.text(f"{said.texts}{option}", locale)
    return Key(label, pack(b.DeskTap(said.number, said.form, said.question, option)))


VIEWS = (
    no_views()
    .on(DeskChoice, choice)
    .on(DeskWords, words)
    .on(DeskPreview, preview)
    .on(ReplyPreview, reply_preview)
    .on(ClosePreview, close_preview)
)
