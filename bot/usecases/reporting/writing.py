"""What a person writes or shares at any moment: it answers the question on screen, or is kept aside."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.intake.asides import knows, put_aside
from bot.domain.intake.hidden import is_at_hide
from bot.domain.intake.questionnaire import accept, add_piece, correct_piece, questions_for
from bot.domain.intake.unasked import goes_at
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.say import SayAlone
from bot.domain.notices.sentences import AloneKey
from bot.domain.profile import IntakeQuestion, QuestionKind
from bot.domain.report import Answer, Draft, Location, Phone, Piece
from bot.usecases.access.private_chat import conversation_of, locale_of, note
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.reporting import unasked
from bot.usecases.reporting.draft.conversation import new_draft, resumed, save_and_render
from bot.usecases.reporting.draft.screens import Display, screen
from bot.usecases.reporting.evidence.edited import CHANGED, correct_coming
from bot.usecases.reporting.sent_reports import additions
from bot.usecases.reporting.sent_reports.writing_back import is_for_officers, write_back
from bot.usecases.services import Services

ASIDE = "aside-kept"
STRANGE = "aside-command"
STORED = "pieces-kept"
IN_WORDS = frozenset({QuestionKind.TEXT, QuestionKind.PLACE, QuestionKind.CONTACT})


@dataclass(frozen=True)
class Written:
    """One message of words, a place or a phone number."""

    piece: Piece
    place: Location | None = None
    phone: Phone | None = None
    is_command: bool = False
    """The words stand beside a command that nobody knows: they are kept and answer no question, and the person is told
    so."""

    @property
    def is_shared(self) -> bool:
        """A place or a phone number was shared by Telegram's own button or menu."""
        return self.place is not None or self.phone is not None


async def write(act: ReporterAct, written: Written) -> None:
    """Stores words that are told. Before any conversation they begin one; after sending `unasked` asks where they
    belong."""
    uow, visitor, piece = act.uow, act.visitor, written.piece
    draft = await conversation_of(uow, visitor)
    if draft is not None and draft.is_addition:
        await additions.add_words(act, draft, piece)
    elif draft is not None and await is_for_officers(uow, draft):
        await write_back(act, draft, piece)
    elif await unasked.take_words(act, draft, piece):
        pass
    elif draft is None or not knows(draft, piece.message_id):
        await _write_into(act, draft, written)


async def _write_into(act: ReporterAct, draft: Draft | None, written: Written) -> None:
    """Adds the message to the conversation, or begins one with it."""
    before = resumed(draft) if draft else new_draft(act.services, act.visitor.locale, act.now)
    # A place or a number that is shared answers the question before Hide even then.
    is_seen = draft is None or not is_at_hide(draft) or written.is_shared
    is_seen = is_seen and not written.is_command
    after, notes, mode = take(act, before, written, is_seen=is_seen)
    if notes == (ASIDE,):
        notes = (_said_of_aside(after, is_command=written.is_command),)
    await save_and_render(act, before, after, Display(mode, notes))


def take(act: ReporterAct, draft: Draft, written: Written, *, is_seen: bool) -> tuple[Draft, tuple[str, ...], Mode]:
    """The draft with these words taken, what to say above the screen, and where it is shown. `is_seen`: its question
    stands in the chat, so that words may answer it."""
    services, piece, now = act.services, written.piece, act.now
    question = on_screen(services, draft) if is_seen else None
    if question is not None and question.kind is QuestionKind.LONG:
        return _told(draft, piece, now)
    answer = _answer(question, draft, written) if question else None
    if answer is not None:
        return accept(services.profile.questionnaire, draft, answer, now), (), Mode.NEXT
    return put_aside(draft, piece, now), (ASIDE,), Mode.NEXT


def _said_of_aside(draft: Draft, *, is_command: bool) -> str:
    """The note about words that were kept and answer no question: when they are sent, or that the command is
    unknown."""
    if goes_at(draft) is not None:
        return unasked.GOES
    return STRANGE if is_command else ASIDE


def on_screen(services: Services, draft: Draft) -> IntakeQuestion | None:
    """The question that words can answer now; None where there is none."""
    if draft.screen != "question":
        return None
    return next((q for q in questions_for(services.profile.questionnaire, draft) if q.id == draft.at), None)


def _told(draft: Draft, piece: Piece, now: datetime) -> tuple[Draft, tuple[str, ...], Mode]:
    """Adds one more message to the story. The line that counts them is sent anew at the end in place of the old one."""
    old = draft.answer(draft.at)
    return add_piece(draft, piece, now), (STORED,), Mode.REPLACE if old and old.pieces else Mode.NEXT


def _answer(question: IntakeQuestion, draft: Draft, written: Written) -> Answer | None:
    """The message as an answer to this question; None where it does not answer it."""
    piece, place, phone = written.piece, written.place, written.phone
    beside = (replace(piece, text="", place=None),) if piece.extras or piece.by_others else ()
    if place is not None:
        return Answer(question.id, place=place, pieces=beside) if question.kind is QuestionKind.PLACE else None
    if phone is not None:
        return Answer(question.id, phone=phone, pieces=beside) if question.kind is QuestionKind.CONTACT else None
    if question.kind in IN_WORDS:
        return Answer(question.id, pieces=(piece,))
    if question.text:
        old = draft.answer(question.id)
        return Answer(question.id, options=draft.chosen, pieces=(*(old.pieces if old else ()), piece))
    return None


@transaction_of_request
async def not_understood(act: ReporterAct, key: AloneKey, notes: tuple[str, ...] = ()) -> None:
    """A message holds nothing that can be kept (a poll, a game, an unknown command): says so above the present screen.
    `notes`: keys of what is said before."""
    await note(act.uow, act.visitor, *notes)
    draft = await conversation_of(act.uow, act.visitor)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    if draft is None:
        await act.uow.outbox.add(Notice(SayAlone(key=key), to))
    else:
        await act.uow.outbox.add(screen(act.services.profile, act.visitor, draft, Display(Mode.REPLACE, (key,))))


@transaction_of_request
async def correct(act: ReporterAct, piece: Piece) -> None:
    """A message was edited: before sending it replaces the words, after sending it is added as a correction (Q-rule
    5)."""
    draft = await conversation_of(act.uow, act.visitor)
    after = correct_piece(draft, piece, act.now) if draft else None
    if draft is not None and after is not None and after != draft:
        await save_and_render(act, draft, after, Display(Mode.EDIT, (CHANGED,)))
    elif not await correct_coming(act, piece):
        await additions.correct_sent(act, piece)
