"""The officer's desk in private: acts that are filled in with a few taps, and that go on after a crash.

What is on the desk is a row (Desk), one per officer, in one of four states. Each tap or message is one transaction, and
asks rights anew. What was tapped or typed while the second factor was shut is stored, and used once a code has opened
it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.access.places import Place
from bot.domain.access.roles import MATRIX
from bot.domain.chats import ExpiringMessage
from bot.domain.desk import Choosing, Desk
from bot.domain.desk_answers import Answers
from bot.domain.errors import Refusal, StaleButton, TooLong
from bot.domain.ids import CaseNumber, ChatId, MessageId
from bot.domain.notices.notice import Leaves, Mode, Notice, ToChat
from bot.domain.notices.reporter.files import MessageGone
from bot.domain.notices.say import SayOfCase
from bot.domain.notices.sentences import CaseKey
from bot.domain.second_factor import Wanted, leaves_at
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act, Asking, CaseAct, act_of
from bot.usecases.access.expiring_messages import expiry_of
from bot.usecases.access.permission import require_on_case
from bot.usecases.access.transaction import OnCase, UseCase, in_transaction, transaction_on_case
from bot.usecases.casework.form_questions import A, Step
from bot.usecases.casework.forms import FORMS, Form
from bot.usecases.casework.messages.shown_messages import DESK as SLOT
from bot.usecases.casework.unfinished import cancelled, put_away

LONGEST = 3000
"""How many characters a note or an answer may have, so that it fits into one message."""
ON_THE_DESK = frozenset({Place.PRIVATE})
AWAITED = timedelta(hours=1)
"""How long the desk awaits words. Words that come later are not meant for it."""


class NotAwaited(Exception):
    """The words were not meant for the desk; nothing was changed."""


def beginning(form: Form[A]) -> OnCase[[]]:
    """The use case of the form's command and button: it puts the form on the desk and shows it."""

    @transaction_on_case(form.action, again=form.doing)
    async def begin(act: CaseAct) -> None:
        await put(await form.prepared(act, form.answers()), form, form.answers())

    return begin


async def put(act: CaseAct, form: Form[A], known: A) -> None:
    """Puts the form on the desk. An unfinished form that lies there is put away, and a message says so. If it is the
    same form and something was filled in, that one goes on, with the words that were stored meanwhile. `known`: what
    the command has said already, or which item the form is about."""
    form.rehearse(act)
    lying = await act.uow.staff.desk(act.person)
    if lying is None or not goes_on(lying, form, act.case.number, known):
        await act.tell(*(put_away(lying, await _at_home(act), SLOT) if lying is not None else ()))
        begun = Desk(form.doing, act.case.id, act.case.number, form.first(act, known), known, act.now)
        await _show(act, form, begun, Mode.NEW)
    elif lying.waiting_words:
        await _written(act, form, lying, lying.waiting_words)
    else:
        await _show(await form.again(act, answers_on(lying, form)), form, replace(lying, changed_at=act.now), Mode.NEW)


def goes_on(desk: Desk, form: Form[A], number: CaseNumber, known: A) -> bool:
    """Whether this form already lies on the desk, about the same item, with something filled in."""
    if (desk.doing, desk.number) != (form.doing, number) or not isinstance(desk.answers, form.answers):
        return False
    is_turned = isinstance(desk.state, Choosing) and desk.state.page > 0
    is_begun = is_turned or desk.waiting_words != "" or desk.answers.has_more_than(known)
    return is_begun and form.knows(desk.state) and desk.answers.goes_on_from(known)


def answers_on(desk: Desk, form: Form[A]) -> A:
    """The answers given in this form. Raises StaleButton for a row that this version cannot read."""
    if not isinstance(desk.answers, form.answers):
        raise StaleButton
    return desk.answers


async def _show(act: CaseAct, form: Form[A], desk: Desk, mode: Mode = Mode.EDIT) -> None:
    """Saves the desk and shows the state that it is in, for as long as content may stay in the chat."""
    await act.uow.staff.save_desk(act.person, desk)
    leaves = expiry_of(act.services, desk.doing, int(act.case.number), desk.changed_at)
    shown = form.shown(act, desk.state, answers_on(desk, form))
    await act.tell(Notice(shown, await _at_home(act), case=desk.case, slot=SLOT, mode=mode, leaves=leaves))


async def _at_home(act: Act) -> ToChat:
    """The act in the person's private chat, even if it was begun in a group. Raises Refusal (key only-in-private) where
    the person has never written to the bot in private."""
    if act.is_private:
        return act.to
    staff = await act.uow.staff.get(act.person)
    if staff is None or not staff.reachable:
        raise Refusal("only-in-private")
    return ToChat(ChatId(act.visitor.user), staff.locale)


async def _open_form(act: Act, number: int, *doing: str) -> tuple[Desk, Form[Any]]:
    """The desk to which a button belongs. Raises StaleButton when the desk is about something else now, and Refusal in
    a group."""
    if not act.is_private:
        raise Refusal("only-in-private")
    desk = await act.uow.staff.desk(act.person)
    if desk is None or desk.number != number or (doing and desk.doing not in doing):
        raise StaleButton
    return desk, form_of(desk)


def form_of(desk: Desk) -> Form[Any]:
    """The form that lies on the desk. Raises StaleButton for a form that no longer exists."""
    if desk.doing not in FORMS:
        raise StaleButton
    return FORMS[desk.doing]


async def _require(act: Act, desk: Desk, form: Form[A]) -> CaseAct:
    """Raises unless the person may do what lies on the desk. The desk is saved first, so that it is not lost while the
    second factor is shut."""
    await act.uow.staff.save_desk(act.person, desk)
    found = await require_on_case(act, desk.number, form.action, Wanted(form.doing, str(desk.number)))
    return await form.prepared(found, answers_on(desk, form))


def touched(desk: Desk, answers: Answers, now: datetime) -> Desk:
    """The desk with these answers after a tap or words; which page of the options was shown is forgotten."""
    state = replace(desk.state, page=0) if isinstance(desk.state, Choosing) else desk.state
    return replace(desk, answers=answers, state=state, changed_at=now)


@dataclass(frozen=True)
class Tap(UseCase):
    """A button of one question of a form. It is called with who asks, the number of the case and what was tapped."""

    form: Form[Any]
    step: Step | None = None
    """The question. None: the button names it."""

    @property
    def places(self) -> frozenset[Place]:
        """A desk works in private only."""
        return ON_THE_DESK

    @property
    def second_factor(self) -> bool:
        """As the action of the form requires (rights.csv)."""
        return MATRIX[self.form.action].second_factor

    async def __call__(self, asking: Asking, number: int, *tapped: str | int) -> bool:
        """Returns whether the tap was taken; False when the second factor was asked for."""
        question = str(tapped[0]) if self.step is None else self.step.name
        return await tap(asking, number, self.form.doing, question, tapped[-1])


async def tap(asking: Asking, number: int, doing: str, question: str, option: str | int) -> bool:
    """A button on the desk was pressed. Returns whether the tap was taken; False when the second factor was asked
    for."""

    async def tapped(act: Act) -> bool:
        desk, form = await _open_form(act, number, doing)
        answers = answers_on(desk, form)
        while_shut = touched(desk, form.while_shut(question, str(option), answers), act.now)
        found = await _require(act, while_shut, form)
        if turned := form.turned(desk.state, question, str(option)):
            await _show(found, form, replace(desk, state=turned, changed_at=act.now))
            return True
        step = form.step(question)
        chosen = form.chosen(found, step, str(option), answers)
        await _go_on(found, form, touched(desk, chosen, act.now), step)
        return True

    return bool(await in_transaction(asking, tapped, who=act_of))


async def _go_on(act: CaseAct, form: Form[A], desk: Desk, step: Step | None, mode: Mode = Mode.EDIT) -> None:
    """Shows the state that follows the answer to `step`, or carries the form out when all is answered."""
    answers = answers_on(desk, form)
    act = await form.again(act, answers)
    following = form.after(act, step, answers)
    if following is not None:
        words = "" if form.drops_words(desk.state, step, following) else desk.waiting_words
        await _show(act, form, replace(desk, state=following, waiting_words=words), mode)
    else:
        await _clear(act, await form.finish(act, answers), mode)


async def awaits_words(uow: UnitOfWork, desk: Desk | None, asking: Asking) -> bool:
    """Whether typed words belong to the desk. They do not where the desk was left alone for long, or where the officer
    has begun to report."""
    if desk is None or asking.now - desk.changed_at > AWAITED or not _is_for_words(desk):
        return False
    draft = await uow.drafts.of(asking.visitor.person)
    return draft is None or draft.changed_at < desk.changed_at


def _is_for_words(desk: Desk) -> bool:
    form = FORMS.get(desk.doing)
    return form is not None and isinstance(desk.answers, form.answers) and form.step_of_words(desk.state) is not None


async def write(asking: Asking, words: str, *, message: MessageId | None = None) -> bool:
    """Words typed in private become the note, the answer, the action or the reason on the desk. The message that holds
    them (`message`) is deleted in time. Raises NotAwaited when they belong elsewhere."""

    async def typed(act: Act) -> bool:
        desk = await act.uow.staff.desk(act.person)
        if desk is None or not await awaits_words(act.uow, desk, asking):
            raise NotAwaited
        if len(words) > LONGEST:
            raise TooLong(limit=LONGEST)
        form = form_of(desk)
        if message is not None:
            at, to = leaves_at(act.services.profile.second_factor, act.now), act.to
            typed_here = ExpiringMessage(to.chat, message, at, to.locale, desk.doing, desk.number)
            await act.uow.expiring_messages.add(typed_here, act.now)
        waiting = replace(touched(desk, desk.answers, act.now), waiting_words=words)
        await _written(await _require(act, waiting, form), form, desk, words)
        return True

    return bool(await in_transaction(asking, typed, who=act_of))


async def _written(act: CaseAct, form: Form[A], desk: Desk, words: str) -> None:
    """Stores the words as the answer for which the desk asked. Where something else was tapped while they waited for a
    code, what is asked now is shown again."""
    step = form.step_of_words(desk.state)
    answers = form.written(act, step or form.main_words(), words, answers_on(desk, form))
    written = replace(touched(desk, answers, act.now), waiting_words="")
    if step is None:
        await _show(act, form, written, Mode.NEXT)
    else:
        await _go_on(act, form, written, step, Mode.NEXT)


async def finish(asking: Asking, number: int, what: str) -> bool:
    """Carries out what is on the desk ('go'), or puts it away ('stop')."""

    async def pressed(act: Act) -> bool:
        desk, form = await _open_form(act, number)
        if what == "go":
            await _carry_out(await _require(act, desk, form), form, desk)
        else:
            await _put_away(act, desk)
        return True

    return bool(await in_transaction(asking, pressed, who=act_of))


async def _carry_out(act: CaseAct, form: Form[A], desk: Desk) -> None:
    """Carries the form out. Words that were typed while the second factor was shut are shown first."""
    if desk.waiting_words:
        await _written(act, form, desk, desk.waiting_words)
        return
    answers = answers_on(desk, form)
    form.require_end(desk.state, answers)
    await _clear(act, await form.finish(act, answers))


@dataclass(frozen=True)
class AnyForm(UseCase):
    """A button that all forms have. Its rights are those of the form that lies on the desk."""

    run: Callable[..., Awaitable[bool]]

    @property
    def places(self) -> frozenset[Place]:
        """A desk works in private only."""
        return ON_THE_DESK

    @property
    def second_factor(self) -> bool:
        """Always required, as for most forms."""
        return True

    async def __call__(self, asking: Asking, *args: Any) -> bool:
        """Returns whether it was done; False when the second factor was asked for."""
        return await self.run(asking, *args)


async def _put_away(act: Act, desk: Desk) -> None:
    await act.uow.staff.save_desk(act.person, None)
    await act.tell(cancelled(desk, act.to, SLOT))


async def _clear(act: CaseAct, result: CaseKey | Notice, mode: Mode = Mode.EDIT) -> None:
    """Empties the desk. Its message says what came of the form, or is replaced by one that does."""
    await act.uow.staff.save_desk(act.person, None)
    if isinstance(result, Notice):
        await act.tell(Notice(MessageGone(), act.to, slot=SLOT, mode=Mode.DELETE), result)
    else:
        said = SayOfCase(key=result, number=act.case.number)
        await act.tell(Notice(said, act.to, slot=SLOT, mode=mode, leaves=Leaves(None)))
