"""Which body has which part in a case, how far it is, and what is due next."""

from bot.domain.access.roles_in_case import told_parts
from bot.domain.cases.case import Case
from bot.domain.cases.deadlines.marks import is_missed
from bot.domain.cases.stages.in_hand import next_deadline
from bot.domain.ids import AgencyKey
from bot.domain.notices.case_rows import PartRow
from bot.usecases.oversight.case_lists.case_rows import part_row
from handlers.telegram.text.rendered import RenderContext
from handlers.wording import agency_name, deadline_name, due_text


def part_text(context: RenderContext, locale: str, part: PartRow) -> str:
    """One body: its part, and how far it is."""
    return context.text(
        "staff-task-line",
        locale,
        agency=agency_name(context, locale, part.agency),
        part=context.text(f"staff-part-{part.part}", locale),
        state=context.text(f"staff-task-{part.state}", locale),
    )


def parts_told(context: RenderContext, locale: str, case: Case) -> list[str]:
    """All bodies of the case, for people who read the report; a body that must not know of the case is not named."""
    shown = told_parts(case)
    lines = [part_text(context, locale, part_row(task)) for task in shown]
    due = [_due(context, locale, case, task.agency) if task.is_acting and case.is_open else "" for task in shown]
    told = [" · ".join(filter(None, pair)) for pair in zip(lines, due, strict=True)]
    return ["\n".join([context.text("staff-who-has-it", locale), *told])]


def _due(context: RenderContext, locale: str, case: Case, agency: AgencyKey) -> str:
    """What the body must do next."""
    deadline = next_deadline(case, agency)
    if deadline is None:
        return ""
    what = deadline_name(context, locale, deadline.kind, deadline.item)
    return due_text(context, locale, what, deadline.due_at, late=is_missed(deadline, context.now()))
