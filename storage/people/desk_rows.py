"""Rows of desks: the one place where the states and answers of a desk become names and facts, and back.

The facts of a row are the answers by name. Beside them stand `number` (of the case), `step`, `page` (only where the
options were turned) and `kept` (words that wait for a code). Earlier versions wrote rows in the same way and read
these.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.desk import Choosing, Desk
from bot.domain.facts import Fact
from bot.domain.ids import CaseId, CaseNumber
from storage.database.desk_steps import answers_of, state_of, step_name
from storage.database.values import dump_facts
from storage.schema import EPOCH, Moment


def dump_desk(desk: Desk) -> bytes:
    """A desk as JSON."""
    values: dict[str, Fact] = {"number": int(desk.number), "step": step_name(desk.doing, desk.state)}
    values |= desk.answers.facts()
    if isinstance(desk.state, Choosing) and desk.state.page:
        values["page"] = desk.state.page
    if desk.waiting_words:
        values["kept"] = desk.waiting_words
    moment = Moment.number(desk.changed_at)
    return dump_facts({"doing": desk.doing, "case": desk.case, "values": values, "changed_at": moment})


def load_desk(found: Mapping[str, Any]) -> Desk:
    """Loads the desk from its JSON. Answers that this version cannot read are UnknownAnswers."""
    doing, values = str(found["doing"]), dict[str, Fact](found["values"])
    number, step = int(str(values.pop("number", 0))), str(values.pop("step", ""))
    page, waiting = values.pop("page", None), values.pop("kept", None)
    return Desk(
        doing,
        CaseId(found["case"]),
        CaseNumber(number),
        state_of(doing, step, page if isinstance(page, int) else 0),
        answers_of(doing, values),
        Moment.moment(found["changed_at"]) or EPOCH,
        "" if waiting is None else str(waiting),
    )
