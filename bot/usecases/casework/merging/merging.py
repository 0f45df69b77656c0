"""L11: two cases become one. Before that, both reports are shown side by side on the desk, with what follows."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from bot.domain.access.roles import Action
from bot.domain.cases.case import Case
from bot.domain.cases.deadlines.lateness import body_of
from bot.domain.cases.links import Link, LinkReason
from bot.domain.cases.merging import merge as rules
from bot.domain.desk_answers import OtherCase
from bot.domain.desk_options import CASE
from bot.domain.errors import IllegalStep, NotFound
from bot.domain.ids import CaseNumber
from bot.domain.intake.perhaps_suspect import may_be_suspect
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.merged_cases import DueDate, MergePreview, MergeReasons
from bot.domain.notices.say import SayOfTwoCases
from bot.domain.notices.sentences import CaseKey
from bot.domain.second_factor import Wanted
from bot.usecases.access.asking import Act, CaseAct
from bot.usecases.access.merged_cases import reports_of
from bot.usecases.access.permission import require_on_case
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.casework.assessment.divergence import newly_apart
from bot.usecases.casework.desk import put
from bot.usecases.casework.form_questions import Choice, showing, where
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.merging.linking import known_links, same_child
from bot.usecases.casework.merging.saving_merges import save_merged, tell_of_merging


@dataclass(frozen=True)
class MergeAct(CaseAct):
    """An act on a case, with the other case, or with cases that may belong to it."""

    other: CaseAct | None
    candidates: tuple[CaseNumber, ...]
    is_perhaps_suspect: bool


class MergeForm(Form[OtherCase]):
    """The form of a merging. The other case is looked up with the same rights and second factor as the first."""

    async def prepared(self, act: CaseAct, answers: OtherCase) -> CaseAct:
        """Adds the other case, or those that may be named."""
        other = await _other(act, answers.other) if answers.other else None
        known = await _candidates(act) if other is None else (other.case.number,)
        is_perhaps = other is not None and await _is_perhaps_suspect(act, other.case)
        bare = {field.name: getattr(act, field.name) for field in fields(CaseAct)}
        return MergeAct(**bare, other=other, candidates=known, is_perhaps_suspect=is_perhaps)

    async def again(self, act: CaseAct, answers: OtherCase) -> CaseAct:
        """Adds the other case that was tapped just now; from here on its report is shown."""
        if not answers.other or (isinstance(act, MergeAct) and act.other is not None):
            return act
        return await _compared(await self.prepared(act, answers))


async def _other(act: CaseAct, number: CaseNumber) -> CaseAct:
    alone = Act(**{field.name: getattr(act, field.name) for field in fields(Act)})
    found = await require_on_case(alone, number, Action.MERGE, Wanted("merge", str(act.case.number)))
    if found.case.id == act.case.id:
        raise IllegalStep("merge-same-case")
    return found


async def _candidates(act: CaseAct) -> tuple[CaseNumber, ...]:
    """Other cases that may be about the same child or of the same reporter, and of which the person may know."""
    scope, case = act.scope, act.case
    found = [*await same_child(act.uow, scope, case), *await known_links(act.uow, scope, case)]
    found += await known_links(act.uow, scope, case, by_hand=True)
    return tuple(dict.fromkeys(found))


async def _is_perhaps_suspect(act: CaseAct, other: Case) -> bool:
    """Whether a reporter of either case may be the suspect of the other."""
    mine, theirs = await reports_of(act.uow, act.case), await reports_of(act.uow, other)
    return any(may_be_suspect(one, two) or may_be_suspect(two, one) for one in mine for two in theirs)


def _with_other(act: CaseAct) -> tuple[MergeAct, Case]:
    if not isinstance(act, MergeAct) or act.other is None:
        raise NotFound("no-such-case")
    return act, act.other.case


def candidates(act: CaseAct) -> Sequence[str]:
    """The numbers of the cases that can be chosen."""
    return [str(number) for number in act.candidates] if isinstance(act, MergeAct) else []


def reasons(act: CaseAct) -> Sequence[str]:
    """Why they belong together. Where a reporter may be the suspect of the other case, or they cannot be merged, they
    can only be linked."""
    is_perhaps = isinstance(act, MergeAct) and act.is_perhaps_suspect
    return (rules.LINK,) if is_perhaps else (*rules.REASONS, rules.LINK)


def rehearse(act: CaseAct) -> None:
    """Raises where there is no other case, and where they cannot be merged now."""
    if isinstance(act, MergeAct) and act.other is not None:
        rules.refuse(*rules.in_order(act.case, act.other.case))
    elif not candidates(act):
        raise IllegalStep("name-the-other-case")


def has_no_other(answers: OtherCase) -> bool:
    """Whether the command did not say which the other case is."""
    return answers.other is None


def has_no_reason(answers: OtherCase) -> bool:
    """Whether the command gave no reason."""
    return answers.why is None


async def finish(act: CaseAct, answers: OtherCase) -> CaseKey | Notice:
    """Merges the cases: one goes on with both. Cards, messages in groups and the people above say so."""
    act, other = _with_other(act)
    reason = answers.why
    if reason is None or reason not in reasons(act):
        raise NotFound("not-an-option")
    if reason == rules.LINK:
        await _link(act, other)
        return "staff-merge-linked"
    whole, part = rules.in_order(act.case, other)
    case, gone = await save_merged(act, whole, part, reason)
    await act.uow.staff.save_desk(act.person, None)
    await tell_of_merging(act, (whole, part), (case, gone))
    said = SayOfTwoCases(key="staff-merge-done", number=case.number, other=gone.number)
    return Notice(said, act.to, case=case.id)


async def _link(act: CaseAct, other: Case) -> None:
    """Links the cases: each names the other from now on, to people who may know of both."""
    for case, second in ((act.case, other), (other, act.case)):
        if all(link.number != second.number for link in case.links):
            link = Link(second.number, LinkReason.REPORTER, by_hand=True)
            linked = replace(case, links=(*case.links, link), version=case.version + 1)
            await act.uow.cases.save(linked, was=case.version)
        await act.uow.audit.add("linked", at=act.now, case=case.id, person=act.person)


def why(act: CaseAct, answers: OtherCase) -> MergeReasons:
    """The reasons, by taps."""
    act, other = _with_other(act)
    options, is_perhaps = tuple(reasons(act)), act.is_perhaps_suspect
    return MergeReasons(number=act.case.number, other=other.number, options=options, is_perhaps_suspect=is_perhaps)


def preview(act: CaseAct, answers: OtherCase) -> MergePreview:
    """Shows both reports, and what follows."""
    act, other = _with_other(act)
    case, reason = act.case, answers.why or ""
    shown = MergePreview(
        number=case.number,
        other=other.number,
        cases=(case.id, other.id),
        is_told=act.other is not None and act.may(Action.STORY) and act.other.may(Action.STORY),
        reason=reason,
        is_link=reason == rules.LINK,
        goes_on=case.number,
        urgency=case.urgency,
        lead=case.lead,
    )
    return shown if shown.is_link else _with_consequences(act, shown, *rules.in_order(case, other))


def _with_consequences(act: CaseAct, shown: MergePreview, whole: Case, part: Case) -> MergePreview:
    """Adds the number, class, lead and deadlines of the merged case, and who is told."""
    one, _ = rules.merge(whole, part, act.person, act.now)
    hears = tuple(task.agency for task in one.tasks if task.is_open)
    new_to = tuple(body for body in hears if any(each.task(body) is None for each in (whole, part)))
    shown = replace(shown, goes_on=one.number, was=(whole.urgency, part.urgency), urgency=one.urgency, lead=one.lead)
    return replace(shown, hears=hears, is_new_to=new_to, due=_due(one), is_apart=newly_apart(whole, one))


def _due(case: Case) -> tuple[DueDate, ...]:
    """What bodies must do by when, the soonest first."""
    running = [c for c in case.deadlines if c.kind in rules.OF_A_BODY and c.stopped_at is None]
    running.sort(key=lambda deadline: deadline.due_at)
    return tuple(DueDate(deadline=c.kind, agency=body_of(case, c), due_at=c.due_at) for c in running)


@transaction_on_case(Action.MERGE, again="merge")
async def begin(act: CaseAct, other: int = 0, reason: str = "") -> None:
    """/merge NUMBER, perhaps with the other number and a reason: what is left out is asked for by taps."""
    known = OtherCase(other=CaseNumber(other) if other else None)
    prepared = await MERGE.prepared(act, known)
    offered = candidates(prepared)
    if not other and len(offered) == 1:
        known = OtherCase(other=CaseNumber(int(offered[0])))
        prepared = await MERGE.prepared(act, known)
    if reason and reason in reasons(prepared):
        known = replace(known, why=reason)
    await put(await _compared(prepared) if known.is_given else prepared, MERGE, known)


async def _compared(act: CaseAct) -> CaseAct:
    """Adds a line to the history of each of the two cases: somebody looks at both."""
    found, other = _with_other(act)
    for case in (found.case, other):
        await act.uow.audit.add("compared", at=act.now, case=case.id, person=act.person)
    return act


STEPS = (
    Choice("other", candidates, texts=CASE, when=where(OtherCase, has_no_other), read=int),
    Choice("why", reasons, when=where(OtherCase, has_no_reason), shown=showing(OtherCase, why)),
)
MERGE = register(MergeForm("merge", Action.MERGE, STEPS, OtherCase, finish, rehearse, preview))
