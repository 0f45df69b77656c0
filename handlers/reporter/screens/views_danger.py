"""The danger path in words: whom to call, and only what is true at the moment of sending (SG40)."""

from bot.domain.cases.deadlines.danger import is_on_danger_path, promised_by, sent_by
from bot.domain.ids import CaseNumber, PersonKey
from bot.domain.intake.hidden import is_out_of_sight
from bot.domain.intake.staff_intake import is_entered
from bot.domain.notices.reporter.in_chat import HelpCard
from bot.domain.notices.reporter.screens import BeginAgain, HideChoice, ResumeScreen
from bot.domain.notices.reporter.to_reporters import DangerSent, LeftAlone
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Draft
from bot.domain.urgency import Urgency
from bot.usecases.reporting.draft.alert_now import alert_of, is_left_alone_now
from bot.usecases.reporting.draft.screens import may_write_key
from handlers.reporter import buttons as b
from handlers.reporter.screens.words import Row, ScreenWords, may_write_row, safety
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views

CALLED = ("police", "ambulance", "psychological", "youth")


async def help_card(context: RenderContext, row: OutboxRow, said: HelpCard) -> Rendered:
    """Whom to call, at once (Q01, Q12, SG19, SG20). On the danger path it also says what has become of the words."""
    words = ScreenWords(context, row, said.voice)
    numbers = {name: words.numbers[name] for name in CALLED}
    text = words(f"help-card-{said.card}", **numbers)
    draft = await _draft(context, said.person)
    if draft is None or not is_on_danger_path(draft) or row.notice.slot is None:
        return Rendered(text)
    keys = may_write_row(words, may_write_key(draft))
    if draft.case is not None and not is_entered(draft):
        keys += ((Key(words("button-five-words"), pack(b.FiveWords())),),)
    return Rendered("\n\n".join([text, *await _state_lines(context, words, draft)]), keys)


async def _draft(context: RenderContext, person: PersonKey | None) -> Draft | None:
    async with context.reading() as uow:
        return None if person is None else await uow.drafts.of(person)


async def _state_lines(context: RenderContext, words: ScreenWords, draft: Draft) -> list[str]:
    """Lines that say that nobody knows yet, and by when somebody will. Or the number, and how far the alert has
    come."""
    until = promised_by(context.profile.policy, draft)
    if draft.case is None:
        return [words("lane-waits", until=until)] if until is not None else []
    alert = await alert_line(context, words, draft.number)
    told = words("passed-on", number=draft.number)
    thanks = [words("lane-thanks")] if words.voice not in {"adult", "staff"} else []
    return [*thanks, "\n".join([told, *([alert] if alert else [])])]


async def alert_line(context: RenderContext, words: ScreenWords, number: CaseNumber | None) -> str:
    """How far the alert of a P1 case has come: in quarantine, on its way, in a group, acknowledged, or not acknowledged
    in time."""
    stands = None if number is None else await alert_of(context.reading, number, context.now())
    if stands is None:
        return ""
    policy = context.profile.policy
    spans = {"acknowledge": policy.limits[Urgency.P1].acknowledge, "held": policy.throttle.waits_urgent}
    return words(f"alert-{stands.value}", **spans, police=words.numbers["police"])


async def danger_sent(context: RenderContext, row: OutboxRow, said: DangerSent) -> Rendered:
    """What was told was sent by itself; to somebody who may be written to."""
    words, number = ScreenWords(context, row, said.voice), said.number
    lines = [words("tell-danger_sent", number=number, police=words.numbers["police"])]
    if words.voice != "adult":
        lines.append(words("lane-thanks"))
    lines.append(await alert_line(context, words, number))
    return Rendered("\n\n".join(line for line in lines if line), _after(words, number))


async def left_alone(context: RenderContext, row: OutboxRow, said: LeftAlone) -> Rendered | None:
    """SG47: nobody has acknowledged the case in time; None when somebody has meanwhile."""
    words, number = ScreenWords(context, row, said.voice), said.number
    if not await is_left_alone_now(context.reading, number, context.now()):
        return None
    return Rendered(words("tell-left_alone", number=number, police=words.numbers["police"]), _after(words, number))


def _after(words: ScreenWords, number: int) -> tuple[Row, ...]:
    return ((words.key("follow", b.ShowStatus()), words.key("add", b.AddTo(number))), safety(words))


async def hide_choice(context: RenderContext, row: OutboxRow, said: HideChoice) -> Rendered:
    """Asks whether to keep what was begun, or delete it; in neutral words, because the chat is cleared and somebody may
    be looking (SG13). It says what will be sent by itself (Q-rule 2), but not that something was sent. After Hide
    nothing offers to go on."""
    words, draft = ScreenWords(context, row, said.voice), await _draft(context, said.person)
    until = None if draft is None else sent_by(context.profile.policy, draft)
    text, keep, drop = words("hide-choice"), "keep-draft", "erase"
    if draft is not None and draft.case is not None:
        text, keep, drop = words("hide-choice-sent"), "keep-place", "end"
    elif until is not None:
        text, keep = words("hide-choice-waits", until=until), "let-go-out"
    go_on = [] if draft is None or is_out_of_sight(draft) else [words.key("go-on", b.Resume("go_on"))]
    on = [*go_on, words.key("help", b.HelpNow())]
    if "hide-stays" not in said.notes:
        on.append(words.key("read-more", b.Hide("stays")))
    keys = ((words.key(keep, b.Hide("keep")), words.key(drop, b.Hide(drop), "danger")), tuple(on))
    return Rendered("\n\n".join([*words.notes(said), text]), keys, remove_keyboard="hidden" in said.notes)


async def resume(context: RenderContext, row: OutboxRow, said: ResumeScreen) -> Rendered:
    """/start in the middle: go on, or begin again. It says what was sent already."""
    words, draft = ScreenWords(context, row, said.voice), await _draft(context, said.person)
    number = said.number if draft is None else draft.number
    if draft is not None and draft.hidden:
        text, how = words("resume-hidden"), ("new-report", "sure") if number is not None else ("begin-again", "again")
        other = words.key(how[0], b.Resume(how[1]))
    elif number is not None:
        told = [words("resume-urgent", number=number), await alert_line(context, words, number)]
        text, other = "\n\n".join(line for line in told if line), words.key("new-report", b.Resume("sure"))
    else:
        text = words("resume", step=said.step, total=said.total)
        other = words.key("begin-again", b.Resume("again"))
    on = words.key("go-on", b.Resume("go_on"), "primary")
    return Rendered(text, ((on,), (other,), safety(words)), remove_keyboard=True)


async def again(context: RenderContext, row: OutboxRow, said: BeginAgain) -> Rendered:
    """Asks once more before what was begun is erased; in danger it says that nobody learns of it then."""
    words, draft = ScreenWords(context, row, said.voice), await _draft(context, said.person)
    until = None if draft is None else sent_by(context.profile.policy, draft)
    text = words("begin-again-ask") if until is None else words("begin-again-waits", until=until)
    sure, stay = words.key("begin-again", b.Resume("sure"), "danger"), words.key("go-on", b.Resume("go_on"))
    return Rendered(text, ((stay,), (sure,), safety(words)))


VIEWS = (
    no_views()
    .on(HelpCard, help_card)
    .on(DangerSent, danger_sent)
    .on(LeftAlone, left_alone)
    .on(HideChoice, hide_choice)
    .on(ResumeScreen, resume)
    .on(BeginAgain, again)
)
