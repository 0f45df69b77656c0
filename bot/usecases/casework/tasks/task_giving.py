"""A head gives a task of the body to another person of it, or offers it to all of them again: officers can be
absent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.access.roles import Action
from bot.domain.access.roles_in_case import is_barred
from bot.domain.cases import assignments as rules
from bot.domain.desk_answers import GivenTask
from bot.domain.desk_options import OFFICER
from bot.domain.errors import NotAllowed
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.domain.notices.say import SayTaskIsYours
from bot.domain.notices.sentences import CaseKey
from bot.domain.people import Staff
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.second_factor import name_of
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.casework.desk import put
from bot.usecases.casework.form_questions import Choice
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.messages.task_messages import is_quiet
from bot.usecases.casework.steps import keep_step
from bot.usecases.casework.tasks.task_steps import item_of_open_form, task_of

ME, ANYONE = "me", "anyone"


@dataclass(frozen=True)
class GiveAct(CaseAct):
    """An act on a case with those at hand who may be given a task of it."""

    known: tuple[PersonKey, ...]


class Give(Form[GivenTask]):
    """Looks up who of the body's people in the case is still of it."""

    async def prepared(self, act: CaseAct, answers: GivenTask) -> CaseAct:
        """Adds the people whom the head can name, first those who have acted in the case. People who have left the
        body, have stepped back from the case, or must not know of it are left out."""
        gone = await act.uow.recusals.who(act.case.id)
        known = {one.person: one for one in await act.uow.staff.everybody()}
        found = dict.fromkeys([*colleagues(act), *_of_the_body(act, known.values())])
        here = [one for one in found if one not in gone and _may_have_it(act, known.get(one))]
        return GiveAct(**vars(act), known=tuple(here))


def _of_the_body(act: CaseAct, known: Iterable[Staff]) -> list[PersonKey]:
    """Everybody of the bodies that this person heads who has ever written to the line in private."""
    return [one.person for one in known if one.works_for(act.agent.heads) and one.person != act.person]


def _may_have_it(act: CaseAct, staff: Staff | None) -> bool:
    """Whether the record allows the person to have the task. There is no record of a person who never wrote to the line
    in private, so such a person may have it."""
    return staff is None or (staff.works_for(act.agent.heads) and not is_barred(act.case, staff.bodies | staff.heads))


def receivers(act: CaseAct) -> Sequence[str]:
    """The choices: the head, anyone of the body, and by their codes everybody of it who is known to the line."""
    return [ME, ANYONE, *map(name_of, act.known if isinstance(act, GiveAct) else ())]


def colleagues(act: CaseAct) -> list[PersonKey]:
    """People who have acknowledged, assessed, acted or had a task in this case for a body that this person heads."""
    case, heads = act.case, act.agent.heads
    found = [task.acked_by for task in case.tasks if task.agency in heads]
    found += [one.officer for one in case.opinions if one.agency in heads]
    found += [one.officer for one in case.measures if one.agency in heads]
    found += [one.made_by for one in case.assignments if one.made_for in heads]
    found += [person for one in case.assignments if one.agency in heads for person in (one.owner, one.ended_by)]
    return [person for person in dict.fromkeys(found) if person is not None and person != act.person]


async def give(act: CaseAct, answers: GivenTask) -> CaseKey:
    """Gives the task to another person, who is told; or to anybody, and then the body's group is asked again."""
    item, person = answers.item, _chosen(act, answers.to)
    agency = headed_body(act, item)
    case = rules.give(act.case, item, agency, person)
    await keep_step(act, case, "task_given", agency)
    if person is not None and person != act.person:
        await _tell(act, item, person)
    return "staff-task-is-given"


def _chosen(act: CaseAct, to: str | None) -> PersonKey | None:
    """Whose the task is to be; None: anyone's. NotAllowed for somebody who was not offered."""
    if to in {ME, ANYONE}:
        return act.person if to == ME else None
    known = act.known if isinstance(act, GiveAct) else ()
    person = next((one for one in known if name_of(one) == to), None)
    if person is None:
        raise NotAllowed("not-an-option")
    return person


async def _tell(act: CaseAct, item: int, person: PersonKey) -> None:
    """Tells the person in their private chat, if they have one with the line."""
    staff = await act.uow.staff.get(person)
    if staff is None or not staff.reachable:
        return
    due_at = task_of(act.case, item).due_at
    said = SayTaskIsYours(number=act.case.number, count=item, until_at=due_at)
    silent = is_quiet(act.services, act.case, act.now)
    await act.tell(Notice(said, ToPerson(person), Priority.ALERT, case=act.case.id, silent=silent))


def headed_body(act: CaseAct, item: int) -> AgencyKey:
    """The body that has the task, for its head. Raises NotAllowed (key task-of-others) for anybody else."""
    agency = task_of(act.case, item).agency
    if agency not in act.agent.heads:
        raise NotAllowed("task-of-others")
    return agency


TO = Choice("to", receivers, texts=OFFICER, always=frozenset({ME, ANYONE}))
GIVE = register(Give("taskgive", Action.TASK_GIVE, (TO,), GivenTask, give))


@transaction_on_case(Action.TASK_GIVE, again="taskgive")
async def begin_give(act: CaseAct, item: int = 0) -> None:
    """Asks who gets the task. Without a number: shows the form that lies on the desk, after a code has opened it."""
    item = item or await item_of_open_form(act, GIVE)
    rules.give(act.case, item, headed_body(act, item), act.person)
    known = GivenTask(item=item)
    await put(await GIVE.prepared(act, known), GIVE, known)
