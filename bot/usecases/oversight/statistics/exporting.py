"""`/export`: the numbers of a period and the list of its cases, as a file that stays in the chat for ten minutes."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.access.roles import Action
from bot.domain.errors import IllegalStep
from bot.domain.notices.notice import Notice
from bot.domain.notices.supervisor.exports import ExportReady
from bot.usecases.access.asking import Act
from bot.usecases.access.scope import Scope
from bot.usecases.access.transaction import transaction
from bot.usecases.oversight.periods import PERIODS
from bot.usecases.oversight.statistics.boards import board_of
from bot.usecases.oversight.statistics.numbers import parse_wanted
from bot.usecases.oversight.statistics.reading_boards import Recipient

FORMS = ("xlsx", "csv")
SHOWN = timedelta(minutes=10)
"""For how long the file stands in the chat."""


@transaction(Action.EXPORT, again="export")
async def export(act: Act, words: str = "") -> None:
    """`/export [PERIOD] [BODY] [CLASS] [xlsx|csv]`; `words` are joined by a full stop. A head gets the cases of the
    bodies that they head. The export adds a line to the audit log."""
    given = words.split(".")
    form = next((word for word in given if word in FORMS), FORMS[0])
    scope = _scope(act)
    wanted = parse_wanted([word for word in given if word not in FORMS], act.services.profile, scope)
    said = ExportReady(
        board=await board_of(Recipient(act.services, act.uow, scope, act.now), wanted, named=True),
        form=form,
        since=act.now - PERIODS[wanted.period],
        bodies=tuple(sorted({wanted.body} if wanted.body else scope.agencies)),
        not_seen_by=tuple(sorted(scope.barred_as)),
        not_for=tuple(scope.not_for),
    )
    await act.uow.audit.add("exported", at=act.now, person=act.person, facts={"period": wanted.period, "form": form})
    await act.tell(Notice(said, act.to, gone_after=SHOWN))


def _scope(act: Act) -> Scope:
    """All cases for supervisors and the supervising body; for others those of the bodies that they head. Raises
    IllegalStep for somebody who heads none."""
    if not act.scope.everything and not act.agent.heads:
        raise IllegalStep("heads-only")
    return act.scope if act.scope.everything else replace(act.scope, agencies=act.agent.heads)
