"""Handover: one press gives the officer on call of the police the whole case: places as maps, the report, files.

The lead, its head and the supervising body may press. The officer is found a moment later, as for a P1 (calling.py).
Sealed and withheld files stay closed; every look at them adds a line to the audit log.
"""

from dataclasses import dataclass, replace

from bot.domain.access import on_call
from bot.domain.access.roles import Action, Role
from bot.domain.cases.by import By
from bot.domain.cases.stages import handover as rules
from bot.domain.desk_answers import NothingAsked
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.officer.cases import Story
from bot.domain.notices.officer.handover import HandoverPreview
from bot.domain.report import MediaRef
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import audience_of
from bot.usecases.access.identity_names import show_named
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.casework.bodies.bringing_in import time_to_acknowledge
from bot.usecases.casework.case_files import CaseFiles, for_viewer
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.disclosure.opening import for_a_while
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.merging.linking import known_links, same_child
from bot.usecases.casework.messages.handover_calls import slot, told
from bot.usecases.casework.messages.story_places import place_slots, shown_places
from bot.usecases.casework.steps import keep_step, viewing_agency

AS_A_HELPER = frozenset({Role.SUPPORT_ACKED})
"""The files that are handed over: those which a supporting body may see after giving a reason."""
REASON = "safety"
"""The reason that is given for them in the audit log."""


@dataclass(frozen=True)
class HandoverAct(CaseAct):
    """An act together with what would be handed over, and whether the roster names somebody else who can be written
    to."""

    places: int
    files: int
    is_manned: bool

    @property
    def police(self) -> AgencyKey:
        """The body to which the case is handed over."""
        return self.services.profile.agency_with("police")


class HandoverForm(Form[NothingAsked]):
    """The form: one press, after it was shown what it does."""

    async def prepared(self, act: CaseAct, answers: NothingAsked) -> CaseAct:
        """Adds what would be handed over."""
        places, files = await place_slots(act.uow, act.case), await _files(act)
        return HandoverAct(**vars(act), places=len(places), files=len(files), is_manned=await _is_manned(act))


async def _files(act: CaseAct) -> tuple[MediaRef, ...]:
    return (await for_viewer(act.services.profile, act.uow, act.case, AS_A_HELPER)).waiting


async def _is_manned(act: CaseAct) -> bool:
    """Whether the roster of the police names somebody else who may know of the case and can be written to."""
    profile = act.services.profile
    roster = await act.uow.rosters.of(profile.agency_with("police"))
    if roster is None:
        return False
    order = set(on_call.in_call_order(roster, act.now, profile.zone, profile.policy.digest_at)) - {act.person}
    staff = [one for one in await act.uow.staff.everybody() if one.reachable and one.person in order]
    return bool(await audience_of(act.uow, act.case, staff))


def _known(act: CaseAct) -> HandoverAct:
    """The act, which the form has prepared as a HandoverAct. Raises TypeError for any other."""
    if not isinstance(act, HandoverAct):
        raise TypeError(act)
    return act


def rehearse(act: CaseAct) -> None:
    """Raises for a case that cannot be handed over; and where nobody of the police is on call, with their telephone
    number."""
    known = _known(act)
    rules.refuse(act.case, known.police)
    if not known.is_manned:
        raise Refusal("handover-nobody", phone=act.services.profile.phone_of(known.police)[0])


def preview(act: CaseAct, answers: NothingAsked) -> HandoverPreview:
    """Shows what is handed over, and what follows."""
    known, case = _known(act), act.case
    return HandoverPreview(
        number=case.number,
        to=known.police,
        places=known.places,
        files=known.files,
        joins=None if rules.works_on(case, known.police) else time_to_acknowledge(act),
        leads=case.lead == known.police,
    )


async def hand_over(act: CaseAct, answers: NothingAsked) -> Notice:
    """Hands the case over: the police get a part if they have none, and their officer on call is called at once."""
    rehearse(act)
    to, agency = _known(act).police, viewing_agency(act)
    case = rules.hand_over(act.case, to, By(act.person, agency, act.now), act.services.profile.policy)
    await keep_step(act, case, "handed_over", agency)
    await act.uow.rosters.note_call(case.id, to, act.now)
    return replace(told(case, case.handovers[-1], "sought"), to=act.to, slot=slot(case), mode=Mode.NEXT)


@transaction_on_case(Action.HANDED, again="handed")
async def open_handed(act: CaseAct) -> None:
    """Opens the whole case at once for the officer to whom it was handed over: maps, files, the report. The person who
    handed the case over is told that it was opened."""
    uow, case, body = act.uow, act.case, viewing_agency(act)
    given = await _files(act)
    await uow.audit.add("opened", at=act.now, case=case.id, person=act.person, agency=body)
    for ref in given:
        kind = "voice_opened" if ref.is_testimony else "file_opened"
        await uow.audit.add(kind, at=act.now, case=case.id, person=act.person, agency=body, facts={"reason": REASON})
    if act.may(Action.IDENTITY):
        await show_named(act, body)
    links, child = await known_links(uow, act.scope, case), await same_child(uow, act.scope, case)
    said = Story(
        number=case.number,
        agency=body,
        heads=act.agent.heads,
        supervisor=act.agent.supervisor,
        reader=act.person,
        links=links,
        same_child=child,
    )
    files = CaseFiles(shown=given, waiting=(), unseen=frozenset(), sealed=0)
    await act.tell(*for_a_while(act, files, await shown_places(uow, case, act.to), said, "handed"))
    seen = rules.opened(case, act.now)
    if seen is not case:
        await uow.cases.save(seen, was=case.version)
        await act.tell(told(seen, seen.handovers[-1], "opened"))


HANDOVER = register(HandoverForm("handover", Action.HANDOVER, (), NothingAsked, hand_over, rehearse, preview))
begin = beginning(HANDOVER)
