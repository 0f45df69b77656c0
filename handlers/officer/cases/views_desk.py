"""What an officer sees in private: the buttons for acting on a case, and the desk for answering, acting, closing."""

from collections.abc import Callable, Mapping

from bot.domain.access.offered_acts import goes_on_as, offered
from bot.domain.access.viewer import Viewer
from bot.domain.cases.case import Case
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import ToAgency
from bot.domain.notices.officer.cases import CloseApproval
from bot.domain.queues.delivery import OutboxRow
from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer import buttons_tasks as t
from handlers.officer.cases.views_ways import further_act_keys
from handlers.officer.opening_link import in_private
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name

BUTTONS: Mapping[str, Callable[[CaseNumber], object]] = {
    "take": b.Take,
    "assess": b.Assess,
    "reply": b.AnswerReporter,
    "ask": b.AskReporter,
    "act": b.RecordMeasure,
    "task": t.MakeTask,
    "close": b.Close,
    "approve": b.Approve,
    "unask": b.TakeQuestionBack,
    "transfer": h.HandOver,
    "bringin": h.BringIn,
    "handover": h.ToDutyDesk,
    "raise": b.RaiseClass,
    "lower": b.LowerClass,
    "talk": h.CallTalk,
    "record": h.RecordTalk,
    "note": b.WriteNote,
    "recuse": h.Recuse,
}
STYLES = {"take": "success", "assess": "primary", "approve": "primary"}
FREQUENT = ("assess", "reply", "ask", "act", "task", "close")
"""The most frequent acts, two in a row."""
ROWS = (
    ("approve",),
    ("unask",),
    ("transfer", "bringin"),
    ("handover",),
    ("raise", "lower"),
    ("talk", "record"),
    ("note", "recuse"),
)
FURTHER = ("case", "finish", "reopen", "look", "desk")


def desk_keys(context: RenderContext, locale: str, case: Case, viewer: Viewer) -> tuple[tuple[Key, ...], ...]:
    """The buttons for the acts that this reader is offered in private; for each there is also a command."""
    if (into := goes_on_as(case)) is not None:
        return ((Key(context.text("button-case", locale, number=str(into)), pack(b.Open(into))),),)
    acts = offered(case, viewer, context.profile.agency_with("supervising"))
    frequent = [name for name in FREQUENT if name in acts]
    rows = [("take",), *(tuple(frequent[at : at + 2]) for at in range(0, len(frequent), 2)), *ROWS]
    shown = [[name for name in row if name in acts] for row in rows]
    keys = tuple(tuple(_key(context, locale, case.number, name) for name in row) for row in shown if row)
    return keys + further_act_keys(context, locale, case.number, [name for name in FURTHER if name in acts])


def _key(context: RenderContext, locale: str, number: CaseNumber, name: str) -> Key:
    return Key(context.text(f"button-{name}", locale), pack(BUTTONS[name](number)), style=STYLES.get(name, ""))


async def close_approval(context: RenderContext, row: OutboxRow, said: CloseApproval) -> Rendered:
    """The second person is asked to agree."""
    locale, number = row.locale, said.number
    text = context.text(
        "staff-close-approval",
        locale,
        number=str(number),
        urgency=said.urgency.value,
        agency=agency_name(context, locale, said.agency),
        outcome=context.text(f"outcome-{said.outcome}", locale),
        safe=context.text(f"staff-close-safe-{said.safe}", locale),
    )
    more = []
    if said.goes_on:
        more.append(context.text("staff-close-goes-on", locale, agency=agency_name(context, locale, said.goes_on)))
    more += [context.text("staff-close-looks-again", locale, at=said.look_again_at)] if said.look_again_at else []
    more += [context.text("staff-close-undone", locale, number=str(number))] if said.is_undone else []
    approve = Key(context.text("button-approve", locale), pack(b.Approve(number)), style="primary")
    shown = in_private(context, locale, number) if isinstance(row.notice.to, ToAgency) else approve
    return Rendered("\n".join([text, *more]), ((shown,),))


VIEWS = no_views().on(CloseApproval, close_approval)
