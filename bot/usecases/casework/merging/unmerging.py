"""L12: a merge is undone within 30 days. What each case gets back is shown on the desk before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from bot.domain.access.roles import Action
from bot.domain.cases.case import Case
from bot.domain.cases.merging import parting as rules
from bot.domain.cases.parted_reporters import open_to_their_reporters
from bot.domain.desk_answers import PartedCase
from bot.domain.desk_options import CASE
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey
from bot.domain.notices.officer.merged_cases import PartPreview
from bot.domain.notices.sentences import CaseKey
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.merged_cases import with_merged
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.merging.saving_merges import save_unmerged, tell_of_parting


@dataclass(frozen=True)
class PartAct(CaseAct):
    """An act on a case, together with the cases that were merged into it."""

    merged: tuple[Case, ...]
    absorbed: tuple[Case, ...]
    """All cases that are one with it, also those that were merged through another one."""


class PartForm(Form[PartedCase]):
    """The form that undoes a merging. It looks up what was merged into the case."""

    async def prepared(self, act: CaseAct, answers: PartedCase) -> CaseAct:
        """Adds the cases that were merged directly into this case, the newest first."""
        others = [one for one in await with_merged(act.uow, act.case) if one.merging is not None]
        mine = [one for one in others if one.merging is not None and one.merging.into == act.case.id]
        bare = {field.name: getattr(act, field.name) for field in fields(CaseAct)}
        return PartAct(**bare, merged=tuple(reversed(mine)), absorbed=tuple(others))


def _merged(act: CaseAct) -> tuple[Case, ...]:
    return act.merged if isinstance(act, PartAct) else ()


def numbers(act: CaseAct) -> Sequence[str]:
    """The numbers of the cases that can be taken out again."""
    return [str(one.number) for one in _merged(act)]


def _chosen(act: CaseAct, answers: PartedCase) -> Case:
    found = [one for one in _merged(act) if answers.which in {None, one.number}]
    if not found:
        raise IllegalStep("not-merged")
    return found[0]


def rehearse(act: CaseAct) -> None:
    """Raises where nothing was merged into the case, and where no merge can be undone."""
    if not _merged(act):
        raise IllegalStep("not-merged")
    if len(_merged(act)) == 1:
        rules.part(act.case, _merged(act)[0], act.now)


def _parted(act: CaseAct, merged: Case) -> tuple[Case, Case]:
    now, policy = rules.part(act.case, merged, act.now), act.services.profile.policy
    others = act.absorbed if isinstance(act, PartAct) else ()
    return open_to_their_reporters((act.case, merged), now, others, policy, act.now)


async def finish(act: CaseAct, answers: PartedCase) -> CaseKey:
    """Undoes the merge: they are two cases again. Cards, messages in groups and the people above say so."""
    merged = _chosen(act, answers)
    now = _parted(act, merged)
    await save_unmerged(act, merged, now)
    await tell_of_parting(act, merged, now)
    return "staff-unmerge-done"


def preview(act: CaseAct, answers: PartedCase) -> PartPreview:
    """Shows what each of the two cases has again, and who is told."""
    remaining, back = _parted(act, _chosen(act, answers))
    return PartPreview(
        number=remaining.number,
        other=back.number,
        urgency=remaining.urgency,
        other_urgency=back.urgency,
        lead=remaining.lead,
        other_lead=back.lead,
        hears=_hears(remaining),
        other_hears=_hears(back),
    )


def _hears(case: Case) -> tuple[AgencyKey, ...]:
    return tuple(task.agency for task in case.tasks if task.is_open)


WHICH = Choice("which", numbers, texts=CASE, least=2, read=int)
UNMERGE = register(PartForm("unmerge", Action.MERGE_UNDO, (WHICH,), PartedCase, finish, rehearse, preview))
begin = beginning(UNMERGE)
