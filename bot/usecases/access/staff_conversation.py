"""What a member of the staff is answered who asks for help. It begins no report."""

from collections.abc import Callable
from functools import partial

from bot.domain.access.duties import Duty
from bot.domain.access.places import Place
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.officer.staff import StaffHelp
from bot.domain.people import OVERSIGHT
from bot.domain.profile import Profile
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act, Asking, Stranger, act_of, is_of_staff
from bot.usecases.access.duties import duty_of, duty_of_group
from bot.usecases.access.transaction import in_transaction

CommandsFor = Callable[[Duty, Place, Profile], tuple[str, ...]]


async def staff_act(uow: UnitOfWork, asking: Asking) -> Act:
    """The act of any member of the staff, administrators included. Raises Stranger for everybody else."""
    act = await act_of(uow, asking)
    if not is_of_staff(act.agent):
        raise Stranger
    return act


async def show_help(asking: Asking, commands_for: CommandsFor) -> None:
    """Shows what may be done in this chat. Raises Stranger."""
    await in_transaction(asking, partial(add_help, commands_for=commands_for), who=staff_act)


async def add_help(act: Act, commands_for: CommandsFor) -> None:
    """Shows what may be done in this chat: in private by this person, in a group by its members."""
    duty, agent = duty_of(act.agent) if act.is_private else duty_of_group(act.here), act.agent
    said = StaffHelp(
        commands=commands_for(duty, act.place, act.services.profile),
        bodies=tuple(sorted(act.here if not act.is_private else agent.agencies - {OVERSIGHT})),
        heads=tuple(sorted(agent.heads)) if act.is_private else (),
        supervisor=agent.supervisor and act.is_private,
        auditor=agent.auditor and act.is_private,
        admin=agent.admin and act.is_private,
        private=act.is_private,
    )
    await act.tell(Notice(said, act.to, slot="staff-help", mode=Mode.REPLACE))
