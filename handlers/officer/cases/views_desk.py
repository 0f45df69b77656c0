"""What an officer sees in private: the buttons for acting on a case, and the desk for answering, acting, closing."""

from dataclasses import dataclass

from bot.domain.access.roles import Action
from bot.domain.access.viewer import Viewer
from bot.domain.cases.assessment.talks import waiting_talk
from bot.domain.cases.assignments import looking_again
from bot.domain.cases.case import Case, CaseState, Part, Task
from bot.domain.cases.reporter.questions import waiting
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.notice import ToAgency
from bot.domain.notices.officer.cases import CloseApproval
from bot.domain.queues.delivery import OutboxRow
from bot.domain.urgency import Urgency
from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer import buttons_tasks as t
from handlers.officer.cases.views_ways import further_act_keys
from handlers.officer.opening_link import in_private
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name


def desk_keys(context: RenderContext, locale: str, case: Case, viewer: Viewer) -> tuple[tuple[Key, ...], ...]:
    """The buttons for acting on a case in private: each that this reader may press; for each there is also a
    command."""
    if case.merging is not None:
        into = case.merging.number
        return ((Key(context.text("button-case", locale, number=str(into)), pack(b.Open(into))),),)
    keys, number, agency = _Keys(context, locale, viewer.acts(case, _supervising(context))), case.number, viewer.agency
    if not case.is_open:
        return further_act_keys(context, locale, number, _acts_after(context, case, agency))

    leads, answers = agency == case.lead, agency in {case.lead, _supervising(context)}
    task = None if agency is None else case.task(agency)
    works = agency is None or (task is not None and task.is_acting)
    rows = _first_acts(keys, number, leads=leads, answers=answers, works=works)
    if task is not None and task.is_awaited:
        rows.insert(0, keys("take", b.Take(number), "success"))
    if case.proposal is not None:
        rows.append(keys("approve", b.Approve(number), "primary"))
    if waiting(case) and answers:
        rows.append(keys("unask", b.TakeQuestionBack(number)))
    if leads:
        rows.append(keys("transfer", h.HandOver(number)) + keys("bringin", h.BringIn(number)))
    if answers:
        rows.append(keys("handover", h.ToDutyDesk(number)))
    rows += _class_and_talk(keys, case, leads=leads)
    rows.append(keys("note", b.WriteNote(number)) + keys("recuse", h.Recuse(number)))
    rows += further_act_keys(context, locale, number, ["case", *(["finish"] if _may_end(task) else []), "desk"])
    return tuple(row for row in rows if row)


def _supervising(context: RenderContext) -> AgencyKey:
    return context.profile.agency_with("supervising")


RIGHTS = {
    "take": Action.ACKNOWLEDGE,
    "assess": Action.ASSESS,
    "reply": Action.REPLY,
    "ask": Action.QUESTION,
    "unask": Action.QUESTION,
    "act": Action.ACT,
    "task": Action.TASK,
    "close": Action.CLOSE,
    "approve": Action.APPROVE,
    "transfer": Action.TRANSFER,
    "bringin": Action.BRING_IN,
    "handover": Action.HANDOVER,
    "raise": Action.RAISE,
    "lower": Action.LOWER,
    "talk": Action.JOINT_TALK,
    "record": Action.JOINT_RECORD,
    "note": Action.NOTE,
    "recuse": Action.RECUSE,
}
"""By name of a button: the right that whoever presses it needs."""


@dataclass(frozen=True)
class _Keys:
    """Makes the buttons of somebody who may do these acts."""

    context: RenderContext
    locale: str
    acts: frozenset[Action]

    def __call__(self, name: str, data: object, style: str = "") -> tuple[Key, ...]:
        """The button alone in a row; an empty row where it is not theirs."""
        if RIGHTS[name] not in self.acts:
            return ()
        return (Key(self.context.text(f"button-{name}", self.locale), pack(data), style=style),)


def _first_acts(keys: _Keys, number: CaseNumber, *, leads: bool, answers: bool, works: bool) -> list[tuple[Key, ...]]:
    """The most frequent acts, two in a row. Only the lead and the supervising body write to the reporter, a body that
    only watches takes no action, and only the lead proposes to close."""
    found = keys("assess", b.Assess(number), "primary")
    found += keys("reply", b.Reply(number)) + keys("ask", b.AskReporter(number)) if answers else ()
    found += keys("act", b.Act(number)) + keys("task", t.NewTask(number)) if works else ()
    found += keys("close", b.Close(number)) if leads else ()
    return [found[at : at + 2] for at in range(0, len(found), 2)]


def _class_and_talk(keys: _Keys, case: Case, *, leads: bool) -> list[tuple[Key, ...]]:
    """Change of class, and a joint talk; some of it only for the body that leads."""
    number = case.number
    changes = keys("raise", b.RaiseClass(number)) if case.urgency is not Urgency.P1 else ()
    changes += keys("lower", b.LowerClass(number)) if leads and case.urgency is not Urgency.P4 else ()
    talks = keys("talk", h.CallTalk(number)) if leads else ()
    talks += keys("record", h.RecordTalk(number)) if waiting_talk(case) is not None else ()
    return [changes, talks]


def _may_end(task: Task | None) -> bool:
    """Whether a supporting body that has acknowledged may end its part."""
    return task is not None and task.part is Part.SUPPORT and task.is_open and task.has_acknowledged


def _acts_after(context: RenderContext, case: Case, agency: AgencyKey | None) -> list[str]:
    """What can be done in a closed case."""
    reopens = case.state is CaseState.CLOSED and agency == _supervising(context)
    looks = agency == case.lead and looking_again(case) is not None
    return ["case", *(["reopen"] if reopens else []), *(["look"] if looks else []), "desk"]


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
