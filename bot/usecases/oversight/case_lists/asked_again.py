"""A question that waits for somebody's answer is shown to them again from their desk, with what follows from each
answer."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot.domain.access.roles import Action
from bot.domain.access.waiting import ANSWERED_BY, Awaited, waiting_in
from bot.domain.errors import StaleButton
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.officer.cases import ReleaseAsked
from bot.domain.notices.officer.handing_over import AskedToLead
from bot.domain.notices.supervisor.groups import GroupAsked
from bot.domain.notices.supervisor.retention import LetGoAsked
from bot.domain.second_factor import Wanted
from bot.usecases.access.asking import Act, CaseAct
from bot.usecases.access.permission import require_on_case, require_on_whole_line
from bot.usecases.access.transaction import transaction
from bot.usecases.casework.bodies.transfers import asked_slot
from bot.usecases.casework.closing.closing import question
from bot.usecases.casework.disclosure.sealed_files import LASTS, release_slot
from bot.usecases.casework.messages.slots import approval_slot, let_go_slot
from bot.usecases.oversight.quarantine import waiting_list


async def _lead(act: CaseAct) -> Notice:
    """The question whether our body shall lead."""
    said = AskedToLead(number=act.case.number, agency=act.case.transfers[-1].to)
    return Notice(said, act.to, case=act.case.id, slot=asked_slot(act.case), mode=Mode.NEXT)


async def _end(act: CaseAct) -> Notice:
    """The question whether the case shall be closed as proposed."""
    return Notice(question(act.case), act.to, case=act.case.id, slot=approval_slot(act.case), mode=Mode.NEXT)


async def _release(act: CaseAct) -> Notice:
    """The question whether the sealed files shall be handed out. The first press may have expired."""
    others = await act.uow.sealed_files.pressed(act.case.id, act.now - LASTS)
    first = next((one for one in others if one.person != act.person), None)
    if first is None:
        raise StaleButton
    said = ReleaseAsked(number=act.case.number, agency=first.agency)
    return Notice(said, act.to, case=act.case.id, slot=release_slot(act.case), mode=Mode.NEXT)


async def _erase(act: CaseAct) -> Notice:
    """The question whether the case shall be erased, or kept on."""
    case = act.case
    said = LetGoAsked(number=case.number, urgency=case.urgency, agency=case.lead)
    return Notice(said, act.to, case=case.id, slot=let_go_slot(case), mode=Mode.NEXT)


QUESTIONS: Mapping[Awaited, Callable[[CaseAct], Awaitable[Notice]]] = MappingProxyType(
    {Awaited.ACCEPT: _lead, Awaited.CLOSE: _end, Awaited.RELEASE: _release, Awaited.ERASE: _erase}
)
"""Questions about a case that are answered by a press below them. The others begin a form, or a step of their own."""
IN_THE_CASE = frozenset({Awaited.ACCEPT, Awaited.CLOSE})


@transaction(Action.DESK, again="waiting")
async def show_question(act: Act, kind: str, number: int = 0) -> None:
    """Shows the question with its buttons. Raises StaleButton where it was answered meanwhile. Whoever may answer may
    see it."""
    asked, wanted = Awaited(kind), Wanted("waiting", f"{kind} {number}")
    if asked not in QUESTIONS:
        await require_on_whole_line(act, ANSWERED_BY[asked], wanted)
        await act.tell(*await _of_the_line(act, asked))
        return
    on_case = await require_on_case(act, CaseNumber(number), ANSWERED_BY[asked], wanted)
    if asked in IN_THE_CASE and asked not in {one.kind for one in waiting_in(on_case.case)}:
        raise StaleButton
    await act.tell(await QUESTIONS[asked](on_case))


async def _of_the_line(act: Act, asked: Awaited) -> list[Notice]:
    """Questions that are about no case of theirs: reports in quarantine; new groups of bodies."""
    if asked is Awaited.LOOK:
        return [await waiting_list(act.uow, act.agent, act.to, Mode.REPLACE)]
    new = [await act.uow.new_groups.of(body) for body in await act.uow.new_groups.waiting()]
    said = [GroupAsked(agency=one.agency, title=one.title, asks=True) for one in new if one is not None]
    if not said:
        raise StaleButton
    return [Notice(one, act.to) for one in said]
