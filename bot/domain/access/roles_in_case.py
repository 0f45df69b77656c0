"""What somebody is to a case, and from which bodies the case is kept."""

from collections.abc import Collection

from bot.domain.access.roles import ABOVE, Action, Role, allows
from bot.domain.cases.case import Case, Part, Task
from bot.domain.ids import AgencyKey


def roles_of(
    *,
    agencies: Collection[AgencyKey],
    heads: Collection[AgencyKey] = (),
    supervisor: bool = False,
    auditor: bool = False,
    admin: bool = False,
    supervising: AgencyKey | None = None,
) -> frozenset[Role]:
    """The roles of a person for the line as a whole."""
    by_role = {
        Role.MEMBER: bool(agencies or heads),
        Role.SUPERVISOR: supervisor,
        Role.SUPERVISING: supervising in {*agencies, *heads},
        Role.AUDITOR: auditor,
        Role.ADMIN: admin,
    }
    return frozenset(role for role, is_so in by_role.items() if is_so)


def is_barred(case: Case, bodies: Collection[AgencyKey]) -> bool:
    """Whether one of these bodies must not know of the case."""
    return not set(case.barred).isdisjoint(bodies)


def told_part(case: Case, body: AgencyKey) -> Task | None:
    """The part of this body in the case. None where it has none, or must not know of the case."""
    return None if is_barred(case, [body]) else case.task(body)


def told_parts(case: Case) -> tuple[Task, ...]:
    """The parts of the bodies that may know of the case. Nobody reads the names of the others."""
    return tuple(task for task in case.tasks if not is_barred(case, [task.agency]))


def roles_in_case(
    case: Case,
    *,
    agencies: Collection[AgencyKey],
    heads: Collection[AgencyKey] = (),
    supervisor: bool = False,
    supervising: AgencyKey | None = None,
    recused: bool = False,
    key_holders: Collection[AgencyKey] = (),
    police: AgencyKey | None = None,
    unsure: Collection[AgencyKey] = (),
    handed: bool = False,
) -> frozenset[Role]:
    """The roles in the case of a person with these memberships. None when a body of theirs, or one that they may belong
    to (`unsure`), is barred, or when they have handed the case on (`recused`). `handed`: the whole case was handed over
    to them when they were on call for the police; a person who has left the police loses it. The head of a supporting
    agency has the roles of its officers, whether or not in its group."""
    if recused or is_barred(case, {*agencies, *heads, *unsure}):
        return frozenset()
    above = roles_of(agencies=agencies, heads=heads, supervisor=supervisor, supervising=supervising) & ABOVE
    found = above.union(*(_in_body(case, agency, agencies, heads) for agency in {*agencies, *heads}))
    if case.transfer is not None and not case.transfer.answer and case.transfer.to in {*agencies, *heads}:
        found |= {Role.ASKED}
    if police is not None and case.lead == police:
        found |= _leading_police(found)
    if handed and police in {*agencies, *heads}:
        found |= {Role.HANDED}
    is_key_holder = allows(Action.STORY, found) and not {*agencies, *heads}.isdisjoint(key_holders)
    return found | {Role.KEY_HOLDER} if is_key_holder else found


def _leading_police(found: frozenset[Role]) -> frozenset[Role]:
    """Members of the lead get the role of the police where the police lead."""
    of_it = frozenset({Role.POLICE}) if found & {Role.LEAD, Role.HEAD} else frozenset()
    return of_it | {Role.POLICE_HEAD} if Role.HEAD in found else of_it


def _in_body(case: Case, agency: AgencyKey, agencies: Collection[AgencyKey], heads: Collection[AgencyKey]) -> set[Role]:
    """The roles in the case that somebody has through this body."""
    task = case.task(agency)
    if task is None or not task.has_part:
        return set()
    if task.part is Part.LEAD:
        return ({Role.HEAD} if agency in heads else set()) | ({Role.LEAD} if agency in agencies else set())
    found = {Role.SUPPORT_HEAD} if agency in heads else set()
    if task.part is Part.SUPPORT:
        found.add(Role.SUPPORT_ACKED if task.has_acknowledged else Role.SUPPORT)
    return found
