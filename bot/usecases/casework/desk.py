"""The officer's desk in private: acts that are filled in in a few taps, resumable after a crash.

What is on the desk is a row (Desk), one per officer. Each tap or message is one transaction, and asks rights anew. What
was tapped or typed while the second factor was shut is kept: it is taken up when a code has opened it.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from bot.domain.access.places import Place
from bot.domain.access.roles import MATRIX
from bot.domain.errors import Refusal, StaleButton, TooLong
from bot.domain.facts import Fact
from bot.domain.ids import CaseNumber, ChatId, MessageId
from bot.domain.notices.files import Gone
from bot.domain.notices.lines import Say, Sentence
from bot.domain.notices.notice import Leaves, Mode, Notice, ToChat
from bot.domain.people import Desk
from bot.domain.second_factor import Wanted
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act, Asking, CaseAct, act_of
from bot.usecases.access.expiring_messages import expiry_of, goes
from bot.usecases.access.permission import require_on_case
from bot.usecases.access.transaction import OnCase, UseCase, in_transaction, transaction_on_case
from bot.usecases.casework.forms import FORMS, Form
from bot.usecases.casework.shown_messages import DESK as SLOT
from bot.usecases.casework.unfinished import cancelled, put_away

KEPT = "kept"
"""Words that came when the second factor was shut."""
LONGEST = 3000
"""Characters of a note or an answer: with its frame it stays one message."""
ON_THE_DESK = frozenset({Place.PRIVATE})
NOTHING: Mapping[str, Fact] = MappingProxyType({})
AWAITED = timedelta(hours=1)
"""Words that come later are not meant for the desk."""


class NotAwaited(Exception):
    """The words were not meant for the desk; nothing was changed."""


def beginning(form: Form) -> OnCase[[]]:
    """The use case of the form's command and button: it lies on the desk and is shown."""

    @transaction_on_case(form.action, again=form.doing)
    async def begin(act: CaseAct) -> None:
        await put(await form.prepared(act, NOTHING), form)

    return begin


async def put(act: CaseAct, form: Form, known: Mapping[str, Fact] = NOTHING) -> None:
    """Put the form on the desk. What lay there unfinished is put away and says so, unless it is the same and something
    was filled in: that goes on, with the words that were kept meanwhile. `known`: which item it is about."""
    form.rehearse(act)
    lying = await act.uow.staff.desk(act.person)
    if lying is None or not goes_on(lying, form, act.case.number, known):
        await act.tell(*(put_away(lying, await _at_home(act), SLOT) if lying is not None else ()))
        values: dict[str, Fact] = {
            "number": int(act.case.number),
            "step": _named(form, form.first(act, known)),
            **known,
        }
        await _show(act, form, Desk(form.doing, act.case.id, values, act.now), Mode.NEW)
    elif kept := lying.values.get(KEPT):
        await _written(act, form, lying, str(kept))
    else:
        await _show(await form.again(act, lying.values), form, replace(lying, changed_at=act.now), Mode.NEW)


def goes_on(desk: Desk, form: Form, number: int, known: Mapping[str, Fact]) -> bool:
    """Whether this form lies on the desk already, for the same, with something in it that a person tapped or wrote."""
    about: dict[str, Fact] = {"number": number, **known}
    is_same = desk.doing == form.doing and about.items() <= desk.values.items()
    return is_same and any(
        value not in {None, ""} for name, value in desk.values.items() if name not in {"step", *about}
    )


def _named(form: Form, step: str) -> str:
    """How a step is named in the row and in its text."""
    return f"{form.doing}_{step}" if step != form.doing else step


def step_of(desk: Desk) -> str:
    """The step of its form that a desk has come to."""
    return str(desk.values["step"]).removeprefix(f"{desk.doing}_")


async def _show(act: CaseAct, form: Form, desk: Desk, mode: Mode = Mode.EDIT) -> None:
    """Save the desk and show its next step, for as long as content may stay."""
    await act.uow.staff.save_desk(act.person, desk)
    leaves = expiry_of(act.services, desk.doing, int(act.case.number), desk.changed_at)
    shown = form.shown(act, str(desk.values["step"]), step_of(desk), desk.values)
    await act.tell(Notice(shown, await _at_home(act), case=desk.case, slot=SLOT, mode=mode, leaves=leaves))


async def _at_home(act: Act) -> ToChat:
    """The private chat of who acts, also where they have begun in a group. Raises Refusal (key only-in-private) when
    they have never opened it."""
    if act.is_private:
        return act.to
    staff = await act.uow.staff.get(act.person)
    if staff is None or not staff.reachable:
        raise Refusal("only-in-private")
    return ToChat(ChatId(act.visitor.user), staff.locale)


async def _lying(act: Act, number: int, *doing: str) -> tuple[Desk, Form]:
    """The desk that a button belongs to; StaleButton when something else lies there now, Refusal in a group."""
    if not act.is_private:
        raise Refusal("only-in-private")
    desk = await act.uow.staff.desk(act.person)
    if desk is None or desk.values.get("number") != number or (doing and desk.doing not in doing):
        raise StaleButton
    return desk, form_of(desk)


def form_of(desk: Desk) -> Form:
    """The form that lies on the desk; StaleButton for one that there is no more."""
    if desk.doing not in FORMS:
        raise StaleButton
    return FORMS[desk.doing]


async def _require(act: Act, desk: Desk, form: Form) -> CaseAct:
    """The rights for what lies on the desk. The desk is saved first: it outlasts a second factor that is shut."""
    number = CaseNumber(int(str(desk.values["number"])))
    await act.uow.staff.save_desk(act.person, desk)
    found = await require_on_case(act, number, form.action, Wanted(form.doing, str(number)))
    return await form.prepared(found, desk.values)


def with_values(desk: Desk, now: datetime, changes: Mapping[str, Fact]) -> Desk:
    """The desk after a tap."""
    return replace(desk, values={**desk.values, **changes}, changed_at=now)


@dataclass(frozen=True)
class Tap(UseCase):
    """A button of one step of a form: called with who asks, the case's number and what was tapped."""

    form: Form
    step: str = ""
    """Empty: the button names the step."""

    @property
    def places(self) -> frozenset[Place]:
        """A desk is in private."""
        return ON_THE_DESK

    @property
    def second_factor(self) -> bool:
        """As for the form."""
        return MATRIX[self.form.action].second_factor

    async def __call__(self, asking: Asking, number: int, *tapped: str | int) -> bool:
        """Whether it was taken; False when the second factor was asked for."""
        step = self.step or str(tapped[0])
        return await tap(asking, number, self.form.doing, step, tapped[-1])


async def tap(asking: Asking, number: int, doing: str, step: str, value: str | int) -> bool:
    """A button on the desk. Whether it was taken; False when the second factor was asked for."""

    async def tapped(act: Act) -> bool:
        desk, form = await _lying(act, number, doing)
        kept = with_values(desk, act.now, form.kept(step, value))
        found = await _require(act, kept, form)
        await _go_on(found, form, with_values(desk, act.now, form.chosen(found, step, str(value))), step)
        return True

    return bool(await in_transaction(asking, tapped, who=act_of))


async def _go_on(act: CaseAct, form: Form, desk: Desk, step: str, mode: Mode = Mode.EDIT) -> None:
    """Show the step that follows; do it when all is answered."""
    act = await form.again(act, desk.values)
    following = form.after(act, step, desk.values)
    if following:
        await _show(act, form, with_values(desk, act.now, {"step": _named(form, following)}), mode)
    else:
        await _clear(act, await form.finish(act, desk.values), mode)


async def awaits_words(uow: UnitOfWork, desk: Desk | None, asking: Asking) -> bool:
    """Whether words belong to the desk: not to one left alone, and not from an officer who has begun to report."""
    if desk is None or asking.now - desk.changed_at > AWAITED or not _is_for_words(desk):
        return False
    draft = await uow.drafts.of(asking.visitor.person)
    return draft is None or draft.changed_at < desk.changed_at


def _is_for_words(desk: Desk) -> bool:
    return desk.doing in FORMS and FORMS[desk.doing].awaits_words(step_of(desk))


async def write(asking: Asking, words: str, *, message: MessageId | None = None) -> bool:
    """Words typed in private: the note, the answer, the action or the reason on the desk. `message`, which holds them,
    leaves in time. Raises NotAwaited when they belong elsewhere."""

    async def typed(act: Act) -> bool:
        desk = await act.uow.staff.desk(act.person)
        if desk is None or not await awaits_words(act.uow, desk, asking):
            raise NotAwaited
        if len(words) > LONGEST:
            raise TooLong(limit=LONGEST)
        form = form_of(desk)
        if message is not None:
            number = int(str(desk.values["number"]))
            await act.uow.expiring_messages.add(
                goes(act.services, act.to, message, desk.doing, number, act.now), act.now
            )
        found = await _require(act, with_values(desk, act.now, {KEPT: words}), form)
        await _written(found, form, desk, words)
        return True

    return bool(await in_transaction(asking, typed, who=act_of))


async def _written(act: CaseAct, form: Form, desk: Desk, words: str) -> None:
    """The words do what the desk wanted them for."""
    step = form.step_of_words(step_of(desk))
    values = {name: value for name, value in desk.values.items() if name != KEPT} | form.written(act, step, words)
    await _go_on(act, form, replace(desk, values=values, changed_at=act.now), step, Mode.NEXT)


async def finish(asking: Asking, number: int, what: str) -> bool:
    """Carry out what is on the desk ('go'), or put it away ('stop')."""

    async def pressed(act: Act) -> bool:
        desk, form = await _lying(act, number)
        if what == "go":
            await _carry_out(await _require(act, desk, form), form, desk)
        else:
            await _put_away(act, desk)
        return True

    return bool(await in_transaction(asking, pressed, who=act_of))


async def _carry_out(act: CaseAct, form: Form, desk: Desk) -> None:
    """What was typed while the second factor was shut is shown first."""
    if kept := desk.values.get(KEPT):
        await _written(act, form, desk, str(kept))
    else:
        form.require_end(step_of(desk), desk.values)
        await _clear(act, await form.finish(act, desk.values))


@dataclass(frozen=True)
class AnyForm(UseCase):
    """A button that is the same for every form; the rights are those of the form that lies on the desk."""

    run: Callable[..., Awaitable[bool]]

    @property
    def places(self) -> frozenset[Place]:
        """A desk is in private."""
        return ON_THE_DESK

    @property
    def second_factor(self) -> bool:
        """As for the form, nearly always."""
        return True

    async def __call__(self, asking: Asking, *args: Any) -> bool:
        """Whether it was done; False when the second factor was asked for."""
        return await self.run(asking, *args)


async def _put_away(act: Act, desk: Desk) -> None:
    await act.uow.staff.save_desk(act.person, None)
    await act.tell(cancelled(desk, act.to, SLOT))


async def _clear(act: CaseAct, result: Sentence | Notice, mode: Mode = Mode.EDIT) -> None:
    """The desk is empty again; its message says what came of it, or gives way to one that does."""
    await act.uow.staff.save_desk(act.person, None)
    if isinstance(result, Notice):
        await act.tell(Notice(Gone(), act.to, slot=SLOT, mode=Mode.DELETE), result)
    else:
        said = Say(key=result, number=act.case.number)
        await act.tell(Notice(said, act.to, slot=SLOT, mode=mode, leaves=Leaves(None)))
